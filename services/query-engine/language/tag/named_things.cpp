#include "services/query-engine/language/tag/named_things.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/near_nouns.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/tag/lexical_tag.h"

namespace aurora::query::language {
namespace {

// What is still unknown, after everything that says more.
void NameNear(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 0; i < tags.size(); ++i) {
    Tag& tag = tags[i];
    // "for each place", where "take place" says nothing.
    const bool grouped = tag.kind == TagKind::kFiller && IsOneOf(words[tag.first].text, {"place", "places"}) && i > 0 && (tags[i - 1].kind == TagKind::kPer || tags[i - 1].kind == TagKind::kBy || tags[i - 1].kind == TagKind::kWhich);
    // "put up for sale": nothing was sold.
    if (words[tag.first].text == "sale" && tag.first > 0 && words[tag.first - 1].text == "for") continue;
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

// "drink sales" of drink_orders, which say which drink it was: of all of them, and not of each.
void NameRowsOfMoney(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  const std::vector<std::string>& rows = scope.main().name_stems();
  for (size_t i = 0; i + 1 < tags.size() && rows.size() > 1; ++i) {
    Tag& noun = tags[i];
    if (noun.kind != TagKind::kLexicon || tags[i + 1].kind != TagKind::kMoney || noun.first != noun.last || words[noun.last].break_after || Plural(words[noun.first].text)) continue;
    const Meaning& meaning = noun.meanings[0];
    if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || !scope.main().column(meaning.column).category) continue;
    if (std::find(rows.begin(), rows.end() - 1, words[noun.first].stem) == rows.end() - 1) continue;
    noun.meanings = {{MeaningKind::kTable, 0, 0, {}, 1}};
  }
}

// "load time percentiles: p50, p90", "distribution of the score: 25th, 50th, 75th percentile": which ones is said.
void NameSpreads(const std::vector<Word>& words, std::vector<Tag>& tags) {
  if (std::none_of(tags.begin(), tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kAggregate && tag.aggregate == MeasureKind::kQuantile; })) return;
  for (Tag& tag : tags) {
    if (tag.kind == TagKind::kUnknown && tag.first == tag.last && IsOneOf(words[tag.first].text, {"percentiles", "quantiles", "distribution"})) tag.kind = TagKind::kFiller;
  }
}

// "did the boats draw more power" of a tariff "S staff boat": who did it, and no value that a comment explains with such a word.
void NameWhoDid(const std::vector<Word>& words, std::vector<Tag>& tags) {
  for (Tag& tag : tags) {
    if (tag.kind != TagKind::kLexicon || tag.first != tag.last || tag.first < 2 || words[tag.first].text.back() != 's') continue;
    const Meaning& meaning = tag.meanings[0];
    const bool explained = meaning.kind == MeaningKind::kValue && meaning.weight < 0.8;
    if (!explained || !IsOneOf(words[tag.first - 1].text, {"the", "our"}) || !IsOneOf(words[tag.first - 2].text, {"did", "do", "have"})) continue;
    SetAside(tag);
  }
}

// "calls that lost more than 2 % of their packets" of a number explained as "lost packets", where calls may end as "connection lost": the verb of
// what is compared, and no value.
void NameMeasuredDeeds(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 0; i + 2 < tags.size(); ++i) {
    Tag& deed = tags[i];
    if (deed.kind != TagKind::kLexicon || deed.first != deed.last || tags[i + 1].kind != TagKind::kCompare || words[deed.last].break_after) continue;
    const Meaning& value = deed.meanings[0];
    if (value.kind != MeaningKind::kValue || value.weight >= 0.8) continue;
    for (size_t j = i + 2; j < tags.size() && j < i + 7 && !words[tags[j - 1].last].break_after; ++j) {
      if (tags[j].kind != TagKind::kLexicon) continue;
      const Meaning& what = tags[j].meanings[0];
      if (what.kind != MeaningKind::kColumn || !scope.source(what.source).column(what.column).measure) break;
      const std::vector<Word> comment = Normalise(scope.source(what.source).profile().columns[what.column].comment);
      if (std::none_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == words[deed.first].stem; })) break;
      SetAside(deed);
      break;
    }
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
    SetAside(part);
  }
}

// Whether the question says something of the main table's own rows: "how many agencies had stops", where "how many agencies" alone are those of
// their list.
bool SaysOfRows(const std::vector<Tag>& tags) {
  return std::any_of(tags.begin(), tags.end(), [](const Tag& tag) {
    return tag.kind == TagKind::kUnit || (tag.kind == TagKind::kLexicon && std::any_of(tag.meanings.begin(), tag.meanings.end(), [](const Meaning& one) { return one.source == 0 && one.weight >= 0.6; }));
  });
}

// Whether the words before ask for things one by one: "top 4 donors", "which active suppliers", "per volunteer", "how many different agencies".
bool AsksForEach(const std::vector<Word>& words, const std::vector<Tag>& tags, size_t tag) {
  for (size_t i = tag; i-- > 0;) {
    const Tag& before = tags[i];
    if (words[before.last].break_after || words[before.last].sentence_after) return false;
    switch (before.kind) {
      case TagKind::kNumber:
        continue;
      case TagKind::kFiller:
        // "which of the donors"
        if (!IsOneOf(words[before.last].text, {"the", "our", "of"})) return false;
        continue;
      case TagKind::kLexicon:
        if (before.meanings[0].kind != MeaningKind::kValue) return false;
        continue;
      case TagKind::kWhich:
      case TagKind::kTop:
      case TagKind::kMost:
      case TagKind::kPer:
        return true;
      case TagKind::kCount:
      case TagKind::kDistinct:
        return SaysOfRows(tags);
      case TagKind::kBy:
        return words[before.first].text != "by" || (before.last > before.first) || words[tags[tag].last].text.back() != 's';
      default:
        return false;
    }
  }
  return false;
}

// "top 4 donors by kilos", "count the agencies that had 30 drop-offs", of sites whose role is donor or agency: those of them, one by one. A
// second tag over the same word says so, as "donor sites" would.
void NameRoles(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  for (size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].kind != TagKind::kLexicon || tags[i].first != tags[i].last || tags[i].meanings.empty()) continue;
    const Meaning& value = tags[i].meanings[0];
    if (value.kind != MeaningKind::kValue || value.source == 0 || value.values.size() != 1 || value.weight < 0.8) continue;
    const ColumnFacts& facts = scope.source(value.source).column(value.column);
    const Word& word = words[tags[i].first];
    const bool party = !facts.words.empty() && IsOneOf(facts.words.back(), {"role", "kind", "type", "category", "class"});
    const std::string noun = absl::AsciiStrToLower(value.values[0]);
    if ((!party && !knowledge::IsPerson(noun)) || facts.flag || Stem(noun) != word.stem || !AsksForEach(words, tags, i)) continue;
    const TableJoin& join = scope.join(value.source);
    const size_t key = join.left.source == 0 ? scope.main().Find(join.left.name) : scope.main().size();
    if (key >= scope.main().size()) continue;
    // "which donor sites", "how many volunteer hours": said of what follows.
    const Tag* behind = i + 1 < tags.size() ? &tags[i + 1] : nullptr;
    if (behind != nullptr && !word.break_after && behind->kind == TagKind::kLexicon && behind->first == tags[i].last + 1 && behind->meanings[0].kind != MeaningKind::kValue) continue;
    Tag each = TagOver(TagKind::kLexicon, tags[i].first, tags[i].last);
    // Less sure than a column that is called so.
    each.meanings = {Meaning{MeaningKind::kEntity, 0, key, {}, 0.65}};
    tags.insert(tags.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(each));
    ++i;
  }
}

}  // namespace

void NameThings(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  NameKindBehindValue(words, scope, tags);
  NameNear(words, scope, tags);
  NameParts(words, scope, tags);
  NameRowsOfMoney(words, scope, tags);
  NameSpreads(words, tags);
  NameWhoDid(words, tags);
  NameMeasuredDeeds(words, scope, tags);
  NameRoles(words, scope, tags);
}

}  // namespace aurora::query::language
