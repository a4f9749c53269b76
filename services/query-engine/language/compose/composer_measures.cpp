#include <algorithm>
#include <array>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;

// Events that end a sale, the surest first.
constexpr std::array<std::string_view, 9> kConversionEvents = {"purchase", "conversion", "order",  "buy",    "payment",
                                                               "checkout complete", "subscribe", "signup", "booking"};
// What is counted for a conversion, the surest first.
constexpr std::array<std::string_view, 6> kConversionUnits = {"session", "visit", "play", "user", "visitor", "customer"};

// Columns whose values are steps that one session goes through.
bool IsEventColumn(const std::string& name) {
  static const auto& events = *new std::set<std::string>{"action", "event", "step", "activity", "stage"};
  const std::vector<std::string> words = SplitName(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return events.count(word) > 0; });
}

// What a filter's value says in words: "CA (California)".
std::string Spoken(const std::string& column, const std::string& value) {
  std::string name;
  if (value.size() == 2) {
    const std::vector<std::string> words = SplitName(column);
    if (std::find(words.begin(), words.end(), "country") != words.end()) {
      name = knowledge::CountryName(value);
    } else {
      name = knowledge::StateName(value);
    }
  }
  return name.empty() ? value : base::StrCat(value, " (", name, ")");
}

}  // namespace

// Values become filters; those of one column add up; a negation before one turns it round.
void Composer::ReadValues() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i] || tags_[i].kind != TagKind::kLexicon || !IsMeaning(i, MeaningKind::kValue)) continue;
    const Meaning& meaning = Chosen(i);
    Condition condition{table_.columns[meaning.column].name, Comparison::kIs, {meaning.value}, Words(i)};
    size_t before = Previous(i);
    // "except CA and NY"
    while (Is(before, TagKind::kAnd) && IsMeaning(Previous(before), MeaningKind::kValue) &&
           Chosen(Previous(before)).column == meaning.column) {
      Use(before);
      before = Previous(Previous(before));
    }
    if (Is(before, TagKind::kNegation)) {
      condition.comparison = Comparison::kIsNot;
      Use(before);
    }
    if (Is(before, TagKind::kHaving)) Use(before);
    Use(i);
    weight_ += meaning.weight;
    const std::string reading =
        base::StrCat(condition.column, condition.comparison == Comparison::kIs ? " is " : " is not ",
                     Spoken(condition.column, meaning.value));
    result_.notes.push_back({base::StrCat("filter_", condition.column), Words(i), reading});
    AddFilter(std::move(condition));
    // "mobile devices", "status refunded": the column's own name beside its value says nothing new.
    for (const size_t beside : {Previous(i), Next(i)}) {
      if (beside < tags_.size() && !used_[beside] && IsMeaning(beside, MeaningKind::kColumn) &&
          Chosen(beside).column == meaning.column && !Is(Previous(beside), TagKind::kBy) &&
          !Is(Previous(beside), TagKind::kTop)) {
        Use(beside);
      }
    }
  }
}

std::optional<size_t> Composer::ConversionUnit() const {
  for (std::string_view name : kConversionUnits) {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const std::vector<std::string>& words = lexicon_.ColumnWords(i);
      if (lexicon_.IsId(i) && std::find(words.begin(), words.end(), std::string(name)) != words.end()) return i;
    }
  }
  return std::nullopt;
}

// "conversion", "conversion from view to purchase": distinct sessions with the one over those with the other.
void Composer::ReadConversion() {
  size_t tag = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind == TagKind::kConversion && !used_[i]) {
      tag = i;
      break;
    }
  }
  if (tag == tags_.size()) return;
  const std::optional<size_t> unit = ConversionUnit();
  // Steps that the question names itself, in its order.
  std::vector<size_t> steps;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind == TagKind::kLexicon && IsMeaning(i, MeaningKind::kValue) &&
        (steps.empty() || Chosen(i).column == Chosen(steps[0]).column)) {
      if (IsEventColumn(table_.columns[Chosen(i).column].name)) {
        steps.push_back(i);
      }
    }
  }
  std::optional<std::pair<size_t, std::string>> goal;
  for (std::string_view event : kConversionEvents) {
    for (size_t i = 0; i < table_.columns.size() && !goal.has_value(); ++i) {
      if (table_.columns[i].Hidden()) continue;
      for (const catalog::ValueCount& value : table_.columns[i].values) {
        std::string joined;
        for (const std::string& word : SplitName(value.value)) joined += (joined.empty() ? "" : " ") + word;
        if (Stem(joined) == Stem(event)) goal = std::make_pair(i, value.value);
      }
    }
  }
  if (!unit.has_value() || (!goal.has_value() && steps.size() < 2) || steps.size() > 2) {
    Fail(tag);
    return;
  }
  Use(tag);
  form_.measure = {};
  form_.measure.kind = MeasureKind::kConversion;
  form_.measure.column = table_.columns[*unit].name;
  const auto condition = [&](size_t step) {
    return Condition{table_.columns[Chosen(step).column].name, Comparison::kIs, {Chosen(step).value}, Words(step)};
  };
  if (steps.size() == 2) {
    form_.measure.base = {condition(steps[0])};
    form_.measure.condition = {condition(steps[1])};
  } else if (steps.size() == 1 && (!goal.has_value() || Chosen(steps[0]).value != goal->second)) {
    if (!goal.has_value()) {
      Fail(tag);
      return;
    }
    form_.measure.base = {condition(steps[0])};
    form_.measure.condition = {{table_.columns[goal->first].name, Comparison::kIs, {goal->second}, ""}};
  } else {
    form_.measure.condition = {{table_.columns[goal->first].name, Comparison::kIs, {goal->second}, ""}};
  }
  for (size_t step : steps) Use(step);
  has_measure_ = true;
  result_.said_measure = true;
  weight_ += 2;
  const Condition& reached = form_.measure.condition[0];
  result_.notes.push_back(
      {"measure", Words(tag),
       base::StrCat("distinct ", form_.measure.column, " with ", reached.column, " = ", reached.values[0], ", over ",
                    form_.measure.base.empty()
                        ? base::StrCat("all distinct ", form_.measure.column)
                        : base::StrCat("those with ", form_.measure.base[0].column, " = ", form_.measure.base[0].values[0]))});
}

// "refund rate", "share of mobile orders that were refunded": which values are counted, and among which rows.
void Composer::ReadRatio() {
  size_t ratio = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kRatio || used_[i]) continue;
    if (form_.measure.kind == MeasureKind::kConversion) {
      Use(i);  // "conversion as a percentage"
      continue;
    }
    if (ratio != tags_.size()) {
      Fail(i);
      return;
    }
    ratio = i;
  }
  if (ratio == tags_.size()) return;
  const auto is_value = [&](size_t i) {
    return i < tags_.size() && !used_[i] && tags_[i].kind == TagKind::kLexicon && IsMeaning(i, MeaningKind::kValue);
  };
  std::vector<size_t> counted;
  if (const size_t before = Previous(ratio); is_value(before)) {
    counted.push_back(before);  // "refund rate"
  } else {
    // "share of ... <rows> ...": what follows the noun is counted, what stands before it is the whole.
    size_t noun = tags_.size();
    for (size_t i = ratio + 1; i < tags_.size(); ++i) {
      if (IsMeaning(i, MeaningKind::kTable) || Is(i, TagKind::kRows)) {
        noun = i;
        break;
      }
    }
    std::vector<size_t> before_noun;
    std::vector<size_t> after_noun;
    for (size_t i = ratio + 1; i < tags_.size(); ++i) {
      if (!is_value(i)) continue;
      (noun == tags_.size() || i < noun ? before_noun : after_noun).push_back(i);
    }
    counted = after_noun.empty() ? before_noun : after_noun;
  }
  if (counted.empty()) {
    Fail(ratio);
    return;
  }
  Use(ratio);
  form_.measure = {};
  form_.measure.kind = MeasureKind::kShare;
  for (size_t i : counted) {
    Condition condition{table_.columns[Chosen(i).column].name, Comparison::kIs, {Chosen(i).value}, Words(i)};
    const size_t before = Previous(i);
    if (Is(before, TagKind::kNegation)) {
      condition.comparison = Comparison::kIsNot;
      Use(before);
    }
    bool merged = false;
    for (Condition& known : form_.measure.condition) {
      if (known.column != condition.column || known.comparison != condition.comparison) continue;
      known.values.push_back(condition.values[0]);
      merged = true;
    }
    if (Is(before, TagKind::kAnd)) Use(before);
    if (!merged) form_.measure.condition.push_back(condition);
    Use(i);
    weight_ += Chosen(i).weight;
    result_.notes.push_back({"measure", Words(i), base::StrCat("rows with ", condition.column, " = ",
                                                               Spoken(condition.column, condition.values[0]),
                                                               ", over all rows of the same window and filters")});
  }
  // "finish rate" of a table of events: of those who began, not of all rows.
  const std::optional<size_t> unit = ConversionUnit();
  if (unit.has_value() && form_.measure.condition.size() == 1 && IsEventColumn(form_.measure.condition[0].column) &&
      words_[tags_[ratio].first].stem == Stem("rate")) {
    form_.measure.kind = MeasureKind::kConversion;
    form_.measure.column = table_.columns[*unit].name;
    result_.notes.back().reading = base::StrCat("distinct ", form_.measure.column, " with it, over all distinct ", form_.measure.column);
  }
  has_measure_ = true;
  result_.said_measure = true;
  weight_ += 1;
}

void Composer::SetMoney(size_t tag) {
  const std::optional<size_t> column = MoneyColumn();
  if (!column.has_value()) {
    Fail(tag);
    return;
  }
  Use(tag);
  MeasureKind kind = MeasureKind::kSum;
  double quantile = 0.5;
  if (pending_aggregate_.has_value()) {
    kind = tags_[*pending_aggregate_].aggregate;
    quantile = tags_[*pending_aggregate_].quantile;
    Use(*pending_aggregate_);
    pending_aggregate_.reset();
  }
  if (has_measure_ && !(form_.measure.kind == kind && form_.measure.column == table_.columns[*column].name)) {
    Fail(tag);
    return;
  }
  SetMeasure(kind, *column, quantile);
  money_measure_ = kind == MeasureKind::kSum;
  weight_ += 1;
  result_.notes.push_back(
      {"measure", Words(tag), base::StrCat(kind == MeasureKind::kSum ? "sum of " : "from ", table_.columns[*column].name)});
}

// Revenue does not count rows whose money was given back, unless the question speaks of them.
void Composer::KeepMoneyOnly() {
  if (!money_measure_) return;
  for (const catalog::ColumnProfile& column : table_.columns) {
    if (column.values.empty() || column.values.size() > 30 || column.Hidden()) continue;
    const std::vector<std::string> name = SplitName(column.name);
    const bool status = std::any_of(name.begin(), name.end(), [](const std::string& word) {
      return word == "status" || word == "outcome" || word == "result" || word == "state";
    });
    if (!status) continue;
    if (std::any_of(form_.filters.begin(), form_.filters.end(),
                    [&](const Condition& filter) { return filter.column == column.name; }) ||
        std::any_of(form_.groups.begin(), form_.groups.end(),
                    [&](const Group& group) { return group.column == column.name; })) {
      continue;
    }
    Condition lost{column.name, Comparison::kIsNot, {}, ""};
    Condition kept{column.name, Comparison::kIs, {}, ""};
    for (const catalog::ValueCount& value : column.values) {
      if (knowledge::LosesMoney(value.value)) lost.values.push_back(value.value);
      if (knowledge::KeepsMoney(value.value)) kept.values.push_back(value.value);
    }
    if (lost.values.empty()) continue;
    const Condition& filter = kept.values.empty() ? lost : kept;
    std::string list;
    for (const std::string& value : filter.values) list += (list.empty() ? "" : ", ") + value;
    result_.notes.push_back({"kept_money", "", base::StrCat(kept.values.empty() ? "left out are rows whose " : "only rows whose ",
                                                            column.name, " is ", list)});
    form_.filters.push_back(filter);
    return;
  }
}

void Composer::SettleMeasure(bool fragment) {
  if (pending_aggregate_.has_value()) {
    const Tag& tag = tags_[*pending_aggregate_];
    if (has_measure_ && tag.aggregate == MeasureKind::kSum && (form_.measure.kind == MeasureKind::kCount || has_count_)) {
      Use(*pending_aggregate_);  // "how many ... in total"
    } else if (has_measure_) {
      Fail(*pending_aggregate_);
      return;
    } else if (tag.aggregate == MeasureKind::kSum && (table_seen_ || rows_seen_ || !form_.filters.empty())) {
      Use(*pending_aggregate_);  // "total orders"
      has_count_ = true;
    } else if (table_seen_ && MoneyColumn().has_value() && tag.aggregate != MeasureKind::kSum) {
      Use(*pending_aggregate_);  // "average order (value)"
      SetMeasure(tag.aggregate, *MoneyColumn(), tag.quantile);
      result_.notes.push_back({"measure", Words(*pending_aggregate_), base::StrCat("of ", form_.measure.column)});
    } else {
      Fail(*pending_aggregate_);
      return;
    }
    pending_aggregate_.reset();
  }
  // An entity that nothing else asks for is counted; beside a measure it only says whose rows they are.
  if (!has_measure_ && !form_.rows && has_count_ && !table_seen_ && !rows_seen_ && loose_entities_.size() == 1 &&
      form_.filters.empty()) {
    SetMeasure(MeasureKind::kCountDistinct, Chosen(loose_entities_[0]).column);
  }
  const bool asked = has_count_ || table_seen_ || rows_seen_ || has_trend_ || has_order_ || !form_.groups.empty() ||
                     !form_.filters.empty();
  if (!has_measure_ && !form_.rows) {
    const bool counts = has_count_ || has_trend_ || has_order_ || !form_.groups.empty() || form_.compared.has_value();
    if (counts) {
      form_.measure.kind = MeasureKind::kCount;
      has_measure_ = true;
      result_.said_measure = has_count_;
    } else if (!fragment && (table_seen_ || rows_seen_) && asked) {
      form_.rows = true;  // "completed orders over $500 today"
    } else if (!fragment) {
      result_.problem = Problem::kNothingAsked;
      return;
    }
  }
  // "orders by state" needs the word; "by state" alone is a follow-up.
  if (!fragment && !result_.said_measure && !form_.rows && !table_seen_ && !rows_seen_ && form_.filters.empty() &&
      !has_order_) {
    result_.problem = Problem::kNothingAsked;
    return;
  }
  for (size_t entity : loose_entities_) Use(entity);
  result_.said_table = table_seen_;
}

std::string Composer::NewName(const std::string& wanted) const {
  std::string name;
  for (char c : wanted) {
    name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : '_');
  }
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name = "n_" + name;
  while (table_.Find(name) != nullptr) name += "_";
  return name;
}

void Composer::SettleNames() {
  Measure& measure = form_.measure;
  switch (measure.kind) {
    case MeasureKind::kCount:
      measure.name = NewName(table_.Find(table_.table) == nullptr ? table_.table : "rows");
      break;
    case MeasureKind::kCountDistinct: {
      std::string words;
      for (size_t i = 0; i < table_.columns.size(); ++i) {
        if (table_.columns[i].name != measure.column) continue;
        for (const std::string& word : lexicon_.ColumnWords(i)) words += (words.empty() ? "" : "_") + word;
      }
      measure.name = NewName("unique_" + words);
      break;
    }
    case MeasureKind::kSum:
      measure.name = NewName(money_measure_ ? "revenue" : "total_" + measure.column);
      break;
    case MeasureKind::kAverage:
      measure.name = NewName("average_" + measure.column);
      break;
    case MeasureKind::kMinimum:
      measure.name = NewName("minimum_" + measure.column);
      break;
    case MeasureKind::kMaximum:
      measure.name = NewName("maximum_" + measure.column);
      break;
    case MeasureKind::kMedian:
      measure.name = NewName("median_" + measure.column);
      break;
    case MeasureKind::kQuantile:
      measure.name = NewName(base::StrCat("p", measure.quantile * 100, "_", measure.column));
      break;
    case MeasureKind::kDeviation:
      measure.name = NewName("deviation_" + measure.column);
      break;
    case MeasureKind::kShare:
      measure.name = NewName("share");
      break;
    case MeasureKind::kPerEntity:
      measure.name = NewName(table_.table + "_per_" + measure.column);
      break;
    case MeasureKind::kConversion:
      measure.name = NewName("conversion_rate");
      break;
  }
  for (Group& group : form_.groups) {
    switch (group.kind) {
      case GroupKind::kColumn:
        group.name = group.column;
        break;
      case GroupKind::kBucket:
        group.name = NewName(UnitName(group.grain.unit));
        break;
      case GroupKind::kHourOfDay:
        group.name = NewName("hour_of_day");
        break;
      case GroupKind::kDayOfWeek:
        group.name = NewName("day_of_week");
        break;
    }
  }
}

}  // namespace aurora::query::language
