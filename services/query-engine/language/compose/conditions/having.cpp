#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
// The noun before a condition on groups becomes the group.
bool Composer::GroupByWhose(size_t compare, size_t noun) {
  bool bucket = form_.HasBucket();
  size_t whose = tags_.size();
  for (size_t i = compare; i-- > 0;) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if ((meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category && !FactsOf(meaning).measure &&
        !(meaning.source == 0 && FactsOf(meaning).row_id) && i != noun) {
      whose = i;
    }
  }
  // "days in May with more than 500 loads": each of them.
  for (size_t i = 0; i < compare && whose == tags_.size() && !bucket; ++i) {
    const auto step = Is(i, TagKind::kUnit) && !used_[i] && words_[tags_[i].first].text.back() == 's' ? ReadUnit(tags_[i].unit) : std::nullopt;
    if (!step.has_value() || *step < Unit::kHour || Is(Previous(i), TagKind::kNumber) || time_.empty()) continue;
    AddBucket({*step, 1});
    used_[i] = bucket = true;
    if (Is(Previous(i), TagKind::kWhich) || Is(Previous(i), TagKind::kList)) Use(Previous(i));
    if (Is(Previous(i), TagKind::kCount)) counted_ = true;
  }
  if (whose == tags_.size() && !bucket) return false;
  if (whose < tags_.size()) {
    size_t at = 0;
    const Context context = ContextOf(whose, &at);
    if (context == Context::kCount) counted_ = true;
    // A share of groups stays unread.
    if (at < tags_.size() && context != Context::kNone && context != Context::kRatio) Use(at);
    AddGroup(Ref(Chosen(whose)), whose);
    Use(whose);
    // "by city, leave out cities with": said again.
    for (size_t i = whose + 1; i < compare; ++i) {
      if (Lexical(i) && !used_[i] && Chosen(i).kind == Chosen(whose).kind && Chosen(i).source == Chosen(whose).source && Chosen(i).column == Chosen(whose).column) Use(i);
    }
  } else if (Has(TagKind::kCount)) {
    counted_ = true;
  }
  return true;
}

// customers with more than three orders; hubs with over 20 errors; days with fewer than 100 sales
bool Composer::ReadHaving(size_t compare, Comparison comparison, std::vector<std::string> values, size_t after, bool money, bool times) {
  Measure measure;
  bool counts = false;
  size_t noun = after;
  bool spent = false;
  for (size_t i = 0; i < compare; ++i) {
    for (size_t w = tags_[i].first; w <= tags_[i].last; ++w) {
      const std::string& text = words_[w].text;
      spent = spent || text == "spent" || text == "spend" || text == "spending" || text == "earned" || text == "made" || text == "paid" || text == "revenue" || text == "sales";
    }
  }
  if (times) {
    // "cancelled more than twice"
    noun = tags_.size();
    counts = true;
  } else if (money && spent) {
    std::optional<Operand> operand = MoneyOperand();
    if (!operand.has_value()) return false;
    measure.kind = MeasureKind::kSum;
    measure.operand = *operand;
    noun = tags_.size();
    counts = true;
  } else if (money) {
    return false;  // "billed at $2,400 or more at the Harbor": so much money, and not so many of what follows
  } else if (noun < tags_.size() && !BreakBetween(noun - 1, noun)) {
    bool distinct = false;
    if (Is(noun, TagKind::kDistinct)) {
      distinct = true;
      noun = Next(noun);
    }
    if (Is(noun, TagKind::kRows)) {
      counts = true;
    } else if (Lexical(noun)) {
      const Meaning& meaning = Chosen(noun);
      const bool entity = (meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category && !FactsOf(meaning).measure;
      if (distinct && entity) {
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {Ref(meaning), {}, 1};
        counts = true;
      } else if (!distinct && NamesRows(noun, meaning)) {
        // "more than 10 classes" of class_type: so many rows, and not so many kinds.
        counts = true;
      } else if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue || meaning.kind == MeaningKind::kMoment ||
                 (meaning.kind == MeaningKind::kEntity && FactsOf(meaning).row_id && meaning.source == 0)) {
        counts = true;
      } else if (entity && meaning.source == 0) {
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {Ref(meaning), {}, 1};
        counts = true;
      }
    }
  }
  if (!counts) return false;
  if (!GroupByWhose(compare, noun)) return false;
  if (noun < tags_.size()) {
    // "more than 20 open jobs": which of them; the filter is made where such words are read.
    const bool which = Means(noun, MeaningKind::kValue) || (Means(noun, MeaningKind::kMoment) && !Chosen(noun).values.empty());
    if (const size_t rows = Next(noun); which && Means(rows, MeaningKind::kTable) && !BreakBetween(noun, rows)) {
      composed_.said_table = true;
      used_[rows] = true;
    }
    if (!which) {
      if (Means(noun, MeaningKind::kTable)) composed_.said_table = true;
      used_[noun] = true;
    }
    if (Is(after, TagKind::kDistinct)) used_[after] = true;
  }
  for (size_t i = compare; i-- > 0;) {
    if (Is(i, TagKind::kHaving) && !used_[i]) Use(i);
    if (Is(i, TagKind::kMoney) && money) Use(i);
  }
  if (measure.kind == MeasureKind::kSum) money_ = true;
  // "leave out towns with fewer than 80": those with at least as many.
  bool left_out = false;
  for (size_t i = compare; i-- > 0 && !BreakBetween(i, i + 1);) {
    if (!Is(i, TagKind::kNegation) || used_[i]) continue;
    used_[i] = left_out = true;
    comparison = Opposite(comparison);
    for (size_t j = i + 1; j < compare; ++j) {
      const bool again = Lexical(j) && Chosen(j).kind != MeaningKind::kValue && std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.column == Ref(Chosen(j)); });
      if (again || Is(j, TagKind::kHaving)) Use(j);
    }
  }
  Having having;
  having.measure = measure;
  having.comparison = comparison;
  having.values = std::move(values);
  form_.having.push_back(std::move(having));
  explicit_group_ = true;
  // "average rating by town, leave out towns with fewer than 80 ratings": the average is asked for, and not the towns.
  if (left_out && (Has(TagKind::kAggregate) || Has(TagKind::kMoney) || Has(TagKind::kRatio))) return true;
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (form_.shape == Shape::kGroups) {
    form_.measures.push_back(measure);
    form_.measures.back().name = measure.kind == MeasureKind::kCount ? "rows" : NameOf(measure);
  }
  composed_.said_measure = true;
  explicit_group_ = true;
  return true;
}

// "customers who came on more than five days"
bool Composer::ReadStepHaving(size_t compare, Comparison comparison, std::vector<std::string> values, Grain step) {
  if (time_.empty() || !form_.having.empty() || form_.HasBucket() || !GroupByWhose(compare, tags_.size())) return false;
  Having having;
  having.measure.kind = MeasureKind::kCountDistinct;
  having.measure.step = step;
  having.measure.operand.column = time_;
  having.comparison = comparison;
  having.values = std::move(values);
  form_.having.push_back(having);
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (form_.shape == Shape::kGroups) {
    form_.measures.push_back(having.measure);
    form_.measures.back().name = NameOf(having.measure);
  }
  for (size_t i = 0; i < compare; ++i) {
    if (Is(i, TagKind::kHaving)) Use(i);
  }
  composed_.said_measure = true;
  explicit_group_ = true;
  return true;
}

// "meters that used more than 150 kWh": all of what a meter used, where a noun that is no row did something with it; "coaches with an
// average score below 7": what the question says of all the rows of each.
bool Composer::ReadTotalHaving(size_t compare, Comparison comparison, const std::vector<std::string>& values, const Operand& operand) {
  if (operand.IsSpan() || operand.column.source != 0 || form_.shape != Shape::kMeasures) return false;
  bool total = false;
  size_t spoken = tags_.size();
  size_t whose = tags_.size();
  for (size_t i = compare; i-- > 0;) {
    if (Is(i, TagKind::kTime) || Is(i, TagKind::kHaving) || Is(i, TagKind::kNegation) || Is(i, TagKind::kAggregate)) {
      total = total || (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum);
      // "cities where the average fee is": of the compared column, and of no other.
      const size_t column = Next(i);
      if (Is(i, TagKind::kAggregate) && !used_[i] && tags_[i].aggregate != MeasureKind::kSum && tags_[i].aggregate != MeasureKind::kDeviation && !BreakBetween(i, column) &&
          ((Lexical(column) && Chosen(column).kind == MeaningKind::kColumn && Ref(Chosen(column)) == operand.column) || Is(column, TagKind::kMoney))) {
        spoken = i;
      }
      continue;
    }
    if (Is(i, TagKind::kFiller)) {
      for (size_t w = tags_[i].first; w <= tags_[i].last; ++w) {
        total = total || IsOneOf(words_[w].text, {"used", "use", "consumed", "drove", "driven", "made", "earned", "produced", "carried", "burned", "generated", "spent", "took", "moved", "sent", "transported", "hauled", "travelled", "traveled"});
      }
      continue;
    }
    if (spoken < tags_.size() && (Is(i, TagKind::kWhich) || Is(i, TagKind::kList))) continue;
    if (spoken > i && Is(i, TagKind::kMoney)) continue;
    if (!Lexical(i)) return false;
    const Meaning& meaning = Chosen(i);
    if (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).measure && Ref(meaning) == operand.column) continue;
    // What a verb of the operand's own comment says: "delivered".
    if (used_[i] || meaning.kind == MeaningKind::kValue) continue;
    const bool noun = (meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category && !FactsOf(meaning).measure;
    if (!noun || (meaning.source == 0 && FactsOf(meaning).row_id)) return false;
    // Where each row has its own, the row's number is meant.
    whose = i;
    break;
  }
  if (spoken == tags_.size() && (!total || !Additive(scope_.Facts(operand.column).dimension) || !form_.having.empty())) return false;
  if (whose == tags_.size() || whose > spoken) return false;
  if (!GroupByWhose(compare, tags_.size())) return false;
  Having having;
  having.measure.kind = spoken < tags_.size() ? tags_[spoken].aggregate : MeasureKind::kSum;
  if (spoken < tags_.size()) having.measure.quantile = tags_[spoken].quantile;
  having.measure.operand = operand;
  having.comparison = comparison;
  having.values = values;
  if (scope_.main().money() < scope_.main().size() && operand.column == scope_.Ref(0, scope_.main().money())) money_ = true;
  form_.having.push_back(having);
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (form_.shape == Shape::kGroups) {
    form_.measures.push_back(having.measure);
    form_.measures.back().name = NameOf(having.measure);
  }
  for (size_t i = 0; i < compare; ++i) {
    if (i == spoken || (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum)) used_[i] = true;
    if (Is(i, TagKind::kHaving)) Use(i);
  }
  composed_.said_measure = true;
  explicit_group_ = true;
  if (spoken == tags_.size()) NoteThat("total", Words(whose), base::StrCat("by the sum of ", operand.column.name));
  return true;
}

}  // namespace aurora::query::language
