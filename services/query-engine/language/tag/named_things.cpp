#include "services/query-engine/language/tag/named_things.h"

#include <algorithm>

#include "services/query-engine/knowledge/near_nouns.h"
#include "services/query-engine/language/tag/lexical_tag.h"

namespace aurora::query::language {
namespace {

// What is still unknown, after everything that says more.
void NameNear(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 0; i < tags.size(); ++i) {
    Tag& tag = tags[i];
    // "for each place", where "take place" says nothing.
    const bool grouped = tag.kind == TagKind::kFiller && IsOneOf(words[tag.first].text, {"place", "places"}) && i > 0 && (tags[i - 1].kind == TagKind::kPer || tags[i - 1].kind == TagKind::kBy || tags[i - 1].kind == TagKind::kWhich);
    if ((tag.kind != TagKind::kUnknown && !grouped) || tag.first != tag.last || tag.term != nullptr) continue;
    std::optional<Tag> near = FindNear(words, tag.first, scope);
    if (near.has_value()) tag = *std::move(near);
  }
}

// "on Pixel 8 phones" of device_model: the noun behind a value only says what such a thing is, where something else is counted.
void NameKindBehindValue(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 1; i < tags.size(); ++i) {
    Tag& noun = tags[i];
    const Tag& value = tags[i - 1];
    if (noun.kind != TagKind::kUnknown || noun.first != noun.last || noun.term != nullptr || value.kind != TagKind::kLexicon || value.meanings[0].kind != MeaningKind::kValue || value.first == 0 || words[value.last].break_after) continue;
    size_t led = value.first - 1;
    while (led > 0 && IsOneOf(words[led].text, {"the", "a", "an", "our", "any", "all"})) --led;
    if (words[led].break_after || !IsOneOf(words[led].text, {"on", "in", "at", "from", "for", "by", "with", "to", "using", "via"})) continue;
    const bool counted = std::any_of(tags.begin(), tags.begin() + static_cast<std::ptrdiff_t>(i) - 1, [](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.meanings[0].kind == MeaningKind::kTable; });
    if (!counted) continue;
    const TableFacts& table = scope.source(value.meanings[0].source);
    const std::vector<std::string>& name = table.column(value.meanings[0].column).words;
    const std::vector<std::string_view> near = knowledge::NearNouns(words[noun.first].text);
    // "messages in refund chats" of messages that belong to conversations.
    const bool whole = value.meanings[0].source > 0 && !table.name_stems().empty() && std::any_of(near.begin(), near.end(), [&](std::string_view one) { return Stem(one) == table.name_stems().back(); });
    if (!whole && std::none_of(name.begin(), name.end(), [&](const std::string& word) { return word == words[noun.first].stem || std::find(near.begin(), near.end(), std::string_view(word)) != near.end(); })) continue;
    noun.kind = TagKind::kFiller;
    noun.open = true;
  }
}

// "did the boats draw more power" of a tariff "S staff boat": who did it, and no value that a comment explains with such a word.
void NameWhoDid(const std::vector<Word>& words, std::vector<Tag>& tags) {
  for (Tag& tag : tags) {
    if (tag.kind != TagKind::kLexicon || tag.first != tag.last || tag.first < 2 || words[tag.first].text.back() != 's') continue;
    const Meaning& meaning = tag.meanings[0];
    const bool explained = meaning.kind == MeaningKind::kValue && meaning.weight < 0.8;
    if (!explained || !IsOneOf(words[tag.first - 1].text, {"the", "our"}) || !IsOneOf(words[tag.first - 2].text, {"did", "do", "have"})) continue;
    tag.kind = TagKind::kFiller;
    tag.meanings.clear();
    tag.open = true;
  }
}

// "wind farm" of parks that measure wind, "battery exchanges" where stations are for "swap (batteries only)": what such a thing is called, and
// nothing that is measured or chosen.
void NameParts(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 1; i < tags.size(); ++i) {
    Tag& part = tags[i - 1];
    const Tag& thing = tags[i];
    if (part.kind != TagKind::kLexicon || thing.kind != TagKind::kLexicon || part.first != part.last || part.last + 1 != thing.first || words[part.last].break_after || words[part.first].text.back() == 's') continue;
    const Meaning& meaning = part.meanings[0];
    const bool led = part.first > 0 && IsOneOf(words[part.first - 1].text, {"a", "the", "each", "every", "per", "of", "our", "which"});
    const bool measured = meaning.kind == MeaningKind::kColumn && scope.source(meaning.source).column(meaning.column).measure && !thing.linked.empty() && led;
    const std::vector<std::string>& rows = scope.main().name_stems();
    const bool of_rows = meaning.kind == MeaningKind::kValue && meaning.source > 0 && meaning.values.size() == 1 && !rows.empty() && Stem(meaning.values[0]) == rows.back() && words[part.first].stem != rows.back() &&
                         std::any_of(thing.meanings.begin(), thing.meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable && one.source == 0; });
    if (!measured && !of_rows) continue;
    part.kind = TagKind::kFiller;
    part.meanings.clear();
    part.open = true;
  }
}

}  // namespace

void NameThings(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  NameKindBehindValue(words, scope, tags);
  NameNear(words, scope, tags);
  NameParts(words, scope, tags);
  NameWhoDid(words, tags);
}

}  // namespace aurora::query::language
