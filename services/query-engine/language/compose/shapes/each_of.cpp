#include <algorithm>
#include <optional>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// So many values of one column, joined by "and", are wanted one by one also where no word says so.
constexpr size_t kListed = 3;

// Values of one column that the question names.
struct Listed {
  ColumnRef column;
  size_t first = 0;
  size_t last = 0;
  size_t values = 0;
  // A word may stand for several: "failed" of two results.
  size_t words = 0;
};

std::vector<Listed> ReadLists(const Draft& d) {
  std::vector<Listed> lists;
  std::vector<std::set<std::string>> values;
  for (const Placed& placed : d.placed) {
    const Condition& condition = placed.condition;
    if (condition.operand.IsSpan() || condition.operand.column.empty() || condition.comparison != Comparison::kIs || condition.part != TimePart::kNone || d.scope.Profile(condition.operand.column).array) continue;
    size_t at = 0;
    while (at < lists.size() && !(lists[at].column == condition.operand.column)) ++at;
    if (at == lists.size()) {
      lists.push_back({condition.operand.column, placed.tag, placed.tag, 0, 0});
      values.emplace_back();
    }
    lists[at].first = std::min(lists[at].first, placed.tag);
    lists[at].last = std::max(lists[at].last, placed.tag);
    values[at].insert(condition.values.begin(), condition.values.end());
    lists[at].values = values[at].size();
    ++lists[at].words;
  }
  std::erase_if(lists, [](const Listed& list) { return list.values < 2 || list.words < 2; });
  return lists;
}

bool Between(const Draft& d, const Listed& list, TagKind kind) {
  for (size_t t = list.first; t < list.last; ++t) {
    if (d.Is(t, kind)) return true;
  }
  return false;
}

// The list that the word at `tag` is said of: the one it stands at, else the only one.
const Listed* ListAt(const std::vector<Listed>& lists, size_t beside, bool anywhere) {
  for (const Listed& list : lists) {
    if (list.first <= beside && beside <= list.last) return &list;
  }
  return anywhere && lists.size() == 1 ? &lists[0] : nullptr;
}

void TellApart(Draft& d, const ColumnRef& column) {
  d.AddGroup(column);
  d.explicit_group = true;
}

// "which of north, south or west has the most", "north or south: which of them".
bool ReadWhichOf(Draft& d, const std::vector<Listed>& lists) {
  // "what do they do most: zip, button or seam?"
  for (const Listed& list : lists) {
    const size_t before = d.tags[list.first].first;
    if (before == 0 || list.words < kListed || !Between(d, list, TagKind::kOr) || !d.words[before - 1].sentence_after) continue;
    const bool ranked = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(list.first), [](const Tag& tag) { return tag.kind == TagKind::kMost || tag.kind == TagKind::kExtreme; });
    if (!ranked) continue;
    TellApart(d, list.column);
    d.group_noun_seen = true;
    for (size_t i = 0; i < list.first; ++i) {
      if (d.Is(i, TagKind::kWhich)) d.used[i] = true;
    }
    return true;
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kWhich)) continue;
    const size_t word = d.tags[i].last + 1;
    const bool one = word < d.words.size() && d.words[word].text == "one";
    const size_t of = one ? word + 1 : word;
    if (of >= d.words.size() || d.words[of].text != "of") continue;
    const size_t next = d.Next(i);
    const bool them = of + 1 < d.words.size() && IsOneOf(d.words[of + 1].text, {"them", "these", "those"});
    const Listed* list = ListAt(lists, next, them);
    if (list == nullptr) continue;
    TellApart(d, list->column);
    d.used[i] = d.group_noun_seen = true;
    return true;
  }
  return false;
}

// "rush yes / rush no": no row is both.
bool ReadBothTruths(Draft& d, const std::vector<Listed>& lists) {
  for (const Listed& list : lists) {
    if (!d.scope.Facts(list.column).flag || !d.form.groups.empty()) continue;
    TellApart(d, list.column);
    return true;
  }
  return false;
}

// "paid by card or cash", "booked by app and also by phone": with what, and not one by one.
bool SaysByWhat(const Draft& d, size_t by, const Listed& list) {
  if (d.Text(by) != "by") return false;
  const auto done = [&](size_t tag) { return d.tags[tag].first > 0 && (Participle(d.words[d.tags[tag].first - 1].text) || IsOneOf(d.words[d.tags[tag].first - 1].text, {"sent", "paid", "made", "came", "done"})); };
  if (done(by)) return true;
  for (size_t t = 0; t < by; ++t) {
    if (d.Is(t, TagKind::kBy) && done(t) && d.Next(t) == list.first) return true;
  }
  return false;
}

// "for each of north, south and west", "north and south each", "a row each", "split by web and app", "separately".
bool ReadOneByOne(Draft& d, const std::vector<Listed>& lists) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool apart = (d.Is(i, TagKind::kUnknown) || d.Is(i, TagKind::kFiller)) && IsOneOf(d.Text(i), {"separately", "individually", "respectively"});
    const bool by = d.Is(i, TagKind::kBy) || d.Is(i, TagKind::kPer);
    if (!apart && !by) continue;
    const bool each = apart || IsOneOf(d.words[d.tags[i].last].text, {"each", "every"}) || (d.Text(i) == "each" && d.tags[i].last > d.tags[i].first);
    const size_t behind = d.Next(i);
    const bool value_behind = by && d.Means(behind, MeaningKind::kValue) && !d.BreakBetween(i, behind);
    // "each model": as the noun says.
    if (by && !value_behind && (!each || d.used[i] || (d.Lexical(behind) && !d.BreakBetween(i, behind)))) continue;
    const Listed* list = ListAt(lists, value_behind ? behind : d.Previous(i), !value_behind);
    if (list == nullptr || (!each && (SaysByWhat(d, i, *list) || Between(d, *list, TagKind::kOr)))) continue;
    TellApart(d, list->column);
    d.used[i] = true;
    return true;
  }
  return false;
}

// "Dublin and Manila next to each other", "with the one and with the other": a figure for each of them.
bool SaysBesideEachOther(const Draft& d) {
  for (size_t w = 0; w + 2 < d.words.size(); ++w) {
    const std::string_view first = d.words[w].text;
    const std::string_view second = d.words[w + 1].text;
    const std::string_view third = d.words[w + 2].text;
    if (first == "side" && second == "by" && third == "side") return true;
    if (second == "each" && third == "other" && IsOneOf(std::string(first), {"to", "beside", "against", "alongside", "with"}) && (first != "to" || (w > 0 && d.words[w - 1].text == "next")) && (first != "with" || (w > 0 && d.words[w - 1].text == "compared"))) return true;
    // "with the one and with the other", "for one and for the other"
    if (!(first == "one" && second == "and") || d.words[w].break_after) continue;
    const size_t the = IsOneOf(d.words[w + 2].text, {"with", "for", "at", "on", "in", "by", "from", "of"}) ? w + 3 : w + 2;
    if (the + 1 < d.words.size() && d.words[the].text == "the" && d.words[the + 1].text == "other") return true;
  }
  return false;
}

// "through the app, and how much through the web", "in Altstadt, and what in Seebach": it is asked again for the other one.
bool AsksAgain(Draft& d, const Listed& list) {
  bool again = false;
  for (size_t t = list.first + 1; t < list.last; ++t) {
    const bool asks = d.Is(t, TagKind::kCount) || (d.Is(t, TagKind::kAggregate) && d.Text(t) == "how") || (d.Is(t, TagKind::kWhich) && d.Text(t) == "what");
    const size_t before = d.tags[t].first;
    if (!asks || before == 0 || !(d.words[before - 1].text == "and" || d.words[before - 1].break_after)) continue;
    d.used[t] = again = true;
  }
  return again;
}

// "the two halls A and B": as many as are named.
bool SaysHowManyNamed(Draft& d, const Listed& list) {
  for (size_t t = list.first; t-- > 0 && t + 4 > list.first;) {
    if (!d.Is(t, TagKind::kNumber) || !d.tags[t].unit.empty() || d.tags[t].number != static_cast<double>(list.words) || d.tags[t].first == 0 || !IsOneOf(d.words[d.tags[t].first - 1].text, {"the", "our", "these", "both"})) continue;
    const size_t noun = d.Next(t);
    if (!(d.Lexical(noun) && d.Chosen(noun).kind != MeaningKind::kValue) && !d.Is(noun, TagKind::kUnknown)) continue;
    if (d.Lexical(noun) && std::none_of(d.tags[noun].meanings.begin(), d.tags[noun].meanings.end(), [&](const Meaning& meaning) { return OfColumn(meaning) && d.Ref(meaning) == list.column; })) continue;
    if (d.Next(noun) != list.first) continue;
    d.used[t] = d.used[noun] = true;
    return true;
  }
  return false;
}

// "ios, android and web: what share", "both figures please".
bool AsksForBoth(Draft& d, const Listed& list) {
  if (!d.form.compared.has_value() && (SaysBesideEachOther(d) || AsksAgain(d, list) || SaysHowManyNamed(d, list))) return true;
  const size_t end = d.tags[list.last].last;
  if (list.words >= kListed && list.first <= 2 && d.words[end].sentence_after && end + 1 < d.words.size() && !Between(d, list, TagKind::kTime)) return true;
  for (size_t w = 0; w + 1 < d.words.size(); ++w) {
    if (d.words[w].text == "both" && IsOneOf(d.words[w + 1].text, {"figures", "numbers", "values", "counts", "averages", "means", "sums", "totals", "shares"})) return true;
  }
  return false;
}

// "p90 of nights for tent, caravan and cabin": nothing else tells apart, and nothing says that they are one.
bool ListedAlone(const Draft& d, const Listed& list) {
  const bool figure = d.Has(TagKind::kAggregate) || d.Has(TagKind::kCount) || d.Has(TagKind::kMoney) || d.Has(TagKind::kConversion);
  if (list.words < kListed || !figure || Between(d, list, TagKind::kOr)) return false;
  if (d.Has(TagKind::kBy) || d.Has(TagKind::kPer) || d.Has(TagKind::kGrain) || d.Has(TagKind::kRatio) || d.Has(TagKind::kNegation) || d.Has(TagKind::kWithout)) return false;
  if (d.Has(TagKind::kVersus) && !d.form.compared.has_value()) return false;
  return std::none_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"together", "combined", "total", "altogether", "overall", "sum"}); });
}

}  // namespace

// Values of a column in a list that are wanted one by one: a group for each.
void ReadEachOf(Draft& d) {
  if (d.form.shape != Shape::kMeasures || d.fragment) return;
  if (ReadAndTheRest(d)) return;
  const std::vector<Listed> lists = ReadLists(d);
  if (lists.empty() || ReadWhichOf(d, lists) || ReadBothTruths(d, lists) || ReadOneByOne(d, lists)) return;
  if (lists.size() != 1 || !d.form.groups.empty() || d.form.HasBucket()) return;
  if (AsksForBoth(d, lists[0])) {
    TellApart(d, lists[0].column);
  } else if (ListedAlone(d, lists[0])) {
    TellApart(d, lists[0].column);
    d.NoteThat("listed", d.Words(lists[0].first, lists[0].last), base::StrCat("a figure for each ", lists[0].column.name, "; \"together\" asks for one of all"));
  }
}

}  // namespace aurora::query::language
