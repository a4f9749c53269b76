#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {
namespace {

// What a funnel ends in.
bool IsGoal(const std::string& value) {
  static const auto& goals = *new std::set<std::string>{Stem("finish"),   Stem("complete"), Stem("completed"), Stem("purchase"), Stem("checkout"), Stem("convert"),  Stem("conversion"),
                                                        Stem("signup"),   Stem("subscribe"), Stem("order"),    Stem("paid"),     Stem("book"),     Stem("submit"),   Stem("success"),
                                                        Stem("activate"), Stem("install"),  Stem("register"),  Stem("deliver"),  Stem("resolve"),  Stem("buy"),      Stem("graduate"), Stem("pass")};
  for (const std::string& word : SplitName(value)) {
    if (goals.count(Stem(word)) > 0) return true;
  }
  return false;
}

bool IsPurchase(const std::string& value) {
  for (const std::string& word : SplitName(value)) {
    if (IsOneOf(Stem(word), {Stem("purchase"), Stem("conversion"), Stem("convert"), Stem("order"), Stem("buy"), Stem("paid"), Stem("signup"), Stem("subscribe"), Stem("checkout")})) return true;
  }
  return false;
}

bool IsBuy(const std::string& value) {
  for (const std::string& word : SplitName(value)) {
    if (IsOneOf(Stem(word), {Stem("purchase"), Stem("order"), Stem("buy"), Stem("paid")})) return true;
  }
  return false;
}

}  // namespace

// conversion from view to purchase, cart-to-purchase rate, plain conversion, finish rate
void ReadConversion(Draft& d) {
  const TableFacts& main = d.scope.main();
  if (main.flow() == main.size()) return;
  size_t event = main.size();
  for (size_t c = 0; c < main.size(); ++c) {
    if (main.column(c).event) event = c;
  }
  if (event == main.size()) return;
  const auto step = [&](size_t tag) -> std::optional<Condition> {
    if (!d.Lexical(tag) || d.used[tag]) return std::nullopt;
    for (const Meaning& meaning : d.tags[tag].meanings) {
      if (meaning.kind != MeaningKind::kValue || meaning.source != 0 || meaning.column != event) continue;
      Condition condition;
      condition.operand = {d.Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.comparison = meaning.comparison;
      condition.words = d.Words(tag);
      return condition;
    }
    return std::nullopt;
  };
  size_t word = d.tags.size();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kConversion) || (d.Is(i, TagKind::kRatio) && word == d.tags.size())) word = i;
  }
  if (word == d.tags.size()) return;
  std::optional<Condition> first;
  std::optional<Condition> goal;
  for (size_t i = 0; i < d.tags.size() && !goal.has_value(); ++i) {
    const size_t join = d.Next(i);
    const size_t second = d.Next(join);
    if (!d.Is(join, TagKind::kTo) || !step(i).has_value() || second >= d.tags.size() || !step(second).has_value()) continue;
    first = step(i);
    goal = step(second);
    for (size_t used : {i, join, second}) d.Use(used);
    const size_t before = d.Previous(i);
    if (d.Is(before, TagKind::kFrom)) d.used[before] = true;
  }
  if (!goal.has_value() && d.Is(word, TagKind::kRatio)) {
    // "finish rate": the last step over the first.
    const size_t before = d.Previous(word);
    if (before == d.tags.size() || !step(before).has_value() || !IsOneOf(d.Text(word), {"rate", "rates", "ratio", "share"})) return;
    std::optional<Condition> wanted = step(before);
    if (wanted->values.size() != 1 || !IsGoal(wanted->values[0])) return;
    // The first step: called like what ties the steps together, else the first that the comment lists.
    std::string begin;
    for (const catalog::ValueCount& value : main.profile().columns[event].values) {
      for (const std::string& stem : main.column(main.flow()).stems) {
        if (Stem(value.value) == stem && value.value != wanted->values[0]) begin = value.value;
      }
    }
    if (begin.empty()) {
      size_t earliest = std::string::npos;
      for (const catalog::ValueCount& value : main.profile().columns[event].values) {
        const size_t at = main.profile().columns[event].comment.find(value.value);
        if (at < earliest && value.value != wanted->values[0]) {
          earliest = at;
          begin = value.value;
        }
      }
    }
    goal = wanted;
    d.Use(before);
    if (!begin.empty()) {
      first = wanted;
      first->values = {begin};
      d.NoteThat("base", d.Words(before, word), base::StrCat("of those with ", begin));
    }
  }
  if (!goal.has_value() && d.Is(word, TagKind::kConversion)) {
    for (size_t i = word + 1; i < d.tags.size() && !goal.has_value(); ++i) {
      if (d.Is(i, TagKind::kTo) && step(d.Next(i)).has_value()) {
        goal = step(d.Next(i));
        d.Use(d.Next(i));
      }
    }
    if (!goal.has_value()) {
      std::vector<catalog::ValueCount> values = main.profile().columns[event].values;
      // A purchase before a lesser goal.
      std::stable_sort(values.begin(), values.end(), [](const catalog::ValueCount& a, const catalog::ValueCount& b) { return IsBuy(a.value) && !IsBuy(b.value); });
      for (const catalog::ValueCount& value : values) {
        if (!IsPurchase(value.value) || goal.has_value()) continue;
        Condition condition;
        condition.operand.column = d.scope.Ref(0, event);
        condition.values = {value.value};
        goal = condition;
        d.NoteThat("goal", d.Words(word), base::StrCat("reaching ", value.value));
      }
    }
  }
  if (!goal.has_value()) return;
  const ColumnRef flow = d.scope.Ref(0, main.flow());
  Measure above;
  above.kind = MeasureKind::kCountDistinct;
  above.operand.column = flow;
  above.only = {*goal};
  Measure below = above;
  below.only.clear();
  if (first.has_value()) below.only = {*first};
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {above, below};
  measure.name = "conversion_rate";
  d.form.measures.push_back(std::move(measure));
  d.composed.said_measure = true;
  d.NoteThat("distinct", d.Words(word), base::StrCat("by distinct ", flow.name));
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kConversion) || d.Is(i, TagKind::kRatio)) d.used[i] = true;
  }
  d.ratio_done = true;
}

}  // namespace aurora::query::language
