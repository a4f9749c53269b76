#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"

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
void Composer::ReadConversion() {
  const TableFacts& main = scope_.main();
  if (main.flow() == main.size()) return;
  size_t event = main.size();
  for (size_t c = 0; c < main.size(); ++c) {
    if (main.column(c).event) event = c;
  }
  if (event == main.size()) return;
  const auto step = [&](size_t tag) -> std::optional<Condition> {
    if (!Lexical(tag) || used_[tag]) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      if (meaning.kind != MeaningKind::kValue || meaning.source != 0 || meaning.column != event) continue;
      Condition condition;
      condition.operand = {Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.comparison = meaning.comparison;
      condition.words = Words(tag);
      return condition;
    }
    return std::nullopt;
  };
  size_t word = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kConversion) || (Is(i, TagKind::kRatio) && word == tags_.size())) word = i;
  }
  if (word == tags_.size()) return;
  std::optional<Condition> first;
  std::optional<Condition> goal;
  for (size_t i = 0; i < tags_.size() && !goal.has_value(); ++i) {
    const size_t join = Next(i);
    const size_t second = Next(join);
    if (!Is(join, TagKind::kTo) || !step(i).has_value() || second >= tags_.size() || !step(second).has_value()) continue;
    first = step(i);
    goal = step(second);
    for (size_t used : {i, join, second}) Use(used);
    const size_t before = Previous(i);
    if (Is(before, TagKind::kFrom)) used_[before] = true;
  }
  if (!goal.has_value() && Is(word, TagKind::kRatio)) {
    // "finish rate": the last step over the first.
    const size_t before = Previous(word);
    if (before == tags_.size() || !step(before).has_value() || !IsOneOf(Text(word), {"rate", "rates", "ratio", "share"})) return;
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
    Use(before);
    if (!begin.empty()) {
      first = wanted;
      first->values = {begin};
      NoteThat("base", Words(before, word), base::StrCat("of those with ", begin));
    }
  }
  if (!goal.has_value() && Is(word, TagKind::kConversion)) {
    for (size_t i = word + 1; i < tags_.size() && !goal.has_value(); ++i) {
      if (Is(i, TagKind::kTo) && step(Next(i)).has_value()) {
        goal = step(Next(i));
        Use(Next(i));
      }
    }
    if (!goal.has_value()) {
      std::vector<catalog::ValueCount> values = main.profile().columns[event].values;
      // A purchase before a lesser goal.
      std::stable_sort(values.begin(), values.end(), [](const catalog::ValueCount& a, const catalog::ValueCount& b) { return IsBuy(a.value) && !IsBuy(b.value); });
      for (const catalog::ValueCount& value : values) {
        if (!IsPurchase(value.value) || goal.has_value()) continue;
        Condition condition;
        condition.operand.column = scope_.Ref(0, event);
        condition.values = {value.value};
        goal = condition;
        NoteThat("goal", Words(word), base::StrCat("reaching ", value.value));
      }
    }
  }
  if (!goal.has_value()) return;
  const ColumnRef flow = scope_.Ref(0, main.flow());
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
  form_.measures.push_back(std::move(measure));
  composed_.said_measure = true;
  NoteThat("distinct", Words(word), base::StrCat("by distinct ", flow.name));
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kConversion) || Is(i, TagKind::kRatio)) used_[i] = true;
  }
  ratio_done_ = true;
}

}  // namespace aurora::query::language
