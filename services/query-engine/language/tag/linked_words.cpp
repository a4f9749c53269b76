#include "services/query-engine/language/tag/linked_words.h"

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

// What is only near in meaning is less sure than any word of the tables but a comment's.
constexpr double kLinkedWeight = 0.5;

}  // namespace

std::optional<Tag> FindAside(const std::vector<Word>& words, size_t at, const std::vector<WordLink>& links) {
  for (const WordLink& link : links) {
    if (link.aside_at != at || link.words.empty() || at + link.words.size() > words.size()) continue;
    Tag tag;
    tag.kind = TagKind::kFiller;
    tag.first = at;
    tag.last = at + link.words.size() - 1;
    tag.open = true;
    return tag;
  }
  return std::nullopt;
}

std::optional<Tag> FindLinked(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<WordLink>& links) {
  for (const WordLink& link : links) {
    // Of the rows: read where such a noun can stand.
    if (link.column.empty() || link.words.empty() || at + link.words.size() > words.size()) continue;
    bool fits = true;
    for (size_t i = 0; i < link.words.size() && fits; ++i) fits = words[at + i].text == link.words[i];
    for (size_t source = 0; fits && source < scope.size(); ++source) {
      const TableFacts& facts = scope.source(source);
      if (facts.profile().database != link.database || facts.profile().table != link.table) continue;
      const size_t column = facts.Find(link.column);
      if (column == facts.size()) continue;
      Meaning meaning{facts.column(column).id ? MeaningKind::kEntity : MeaningKind::kColumn, source, column, link.values, kLinkedWeight};
      if (!link.values.empty()) meaning.kind = MeaningKind::kValue;
      if (link.values.empty() && facts.column(column).time) meaning.kind = MeaningKind::kMoment;
      Tag tag;
      tag.kind = TagKind::kLexicon;
      tag.first = at;
      tag.last = at + link.words.size() - 1;
      tag.meanings = {std::move(meaning)};
      tag.linked = link.column;
      for (size_t i = 0; i < link.values.size(); ++i) base::StrAppend(&tag.linked, i == 0 ? " is " : " or ", link.values[i]);
      return tag;
    }
  }
  return std::nullopt;
}

}  // namespace aurora::query::language
