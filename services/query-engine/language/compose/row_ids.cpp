#include "services/query-engine/language/compose/row_ids.h"

#include <algorithm>
#include <string>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

bool EachOf(const Draft& d, size_t tag) { return d.Is(tag, TagKind::kBy) && IsOneOf(d.words[d.tags[tag].last].text, {"each", "every"}); }

// Whether nothing but the rows is asked for; `each` are words of "each" that stand at the id.
bool AsksForRows(const Draft& d, const std::vector<size_t>& each) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    switch (d.tags[i].kind) {
      case TagKind::kCount:
      case TagKind::kDistinct:
      case TagKind::kAggregate:
      case TagKind::kRatio:
      case TagKind::kMoney:
      case TagKind::kGrain:
      case TagKind::kMost:
      case TagKind::kPer:
      case TagKind::kAnomaly:
      case TagKind::kSilent:
        return false;
      case TagKind::kBy:
        if (std::find(each.begin(), each.end(), i) == each.end()) return false;
        break;
      default:
        break;
    }
  }
  return d.form.measures.empty();
}

// "everything that happened", "whatever was bought": the rows.
bool WhateverBehind(const Draft& d, size_t tag) {
  const size_t of = d.tags[tag].last + 1;
  return of + 1 < d.words.size() && d.words[of].text == "of" && IsOneOf(d.words[of + 1].text, {"everything", "whatever", "anything", "all", "those", "these"});
}

}  // namespace

namespace {

// "status of order 1234": that row has it.
void ReadColumnOfRow(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || !OfColumn(d.Chosen(i)) || d.Chosen(i).source != 0 || d.FactsOf(d.Chosen(i)).measure || d.FactsOf(d.Chosen(i)).row_id) continue;
    const size_t of = d.tags[i].last + 1;
    const size_t row = d.Next(i);
    if (of >= d.words.size() || d.words[of].text != "of" || d.BreakBetween(i, row)) continue;
    const bool one = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
      const Condition& condition = placed.condition;
      return placed.tag == row && !condition.operand.IsSpan() && condition.operand.column.source == 0 && d.scope.Facts(condition.operand.column).row_id && condition.comparison == Comparison::kIs && condition.values.size() == 1;
    });
    if (!one || !AsksForRows(d, {})) continue;
    d.listed = true;
    d.Use(i);
    d.form.shape = Shape::kRows;
  }
}

}  // namespace

void ReadRowIds(Draft& d) {
  ReadColumnOfRow(d);
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || !OfColumn(d.Chosen(i)) || d.Chosen(i).source != 0 || !d.FactsOf(d.Chosen(i)).row_id) continue;
    const std::string& last = d.words[d.tags[i].last].text;
    const bool ids = IsOneOf(last, {"ids", "numbers", "nos", "refs", "codes"}) || (last.size() > 4 && IsOneOf(last.substr(last.size() - 4), {"_ids", "_nos"}));
    // Written as the column is called: "the tutor_id of each".
    const bool named = last == d.Ref(d.Chosen(i)).name && (last.find('_') != std::string::npos || IsOneOf(last, {"id", "ref"}));
    std::vector<size_t> each;
    // "every sailing_id", which no figure is wanted for
    const size_t before = d.Previous(i);
    if (named && EachOf(d, before) && IsOneOf(d.Words(before), {"every", "each"}) && d.tags[before].last + 1 == d.tags[i].first) each.push_back(before);
    // "of each", "of every couch"
    const size_t behind = d.Next(i);
    const bool of = d.tags[i].last + 1 < d.words.size() && d.words[d.tags[i].last + 1].text == "of";
    if (of && (ids || named) && EachOf(d, behind) && d.tags[behind].first <= d.tags[i].last + 2) each.push_back(behind);
    const bool wanted = ids || !each.empty() || (named && (WhateverBehind(d, i) || d.listed || d.Has(TagKind::kWhich) || d.words[d.tags[i].last].sentence_after || i + 1 == d.tags.size() || d.words.back().text == "please"));
    if (!wanted || !AsksForRows(d, each)) continue;
    d.listed = true;
    d.composed.said_table = true;
    for (size_t one : each) d.Use(one);
    d.Use(i);
    d.form.shape = Shape::kRows;
  }
}

}  // namespace aurora::query::language
