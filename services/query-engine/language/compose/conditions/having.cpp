#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "a distance above 20 that are urgent": what follows the number says more of the rows, and is not so many of something.
bool BeginsClause(const Draft& d, size_t noun) {
  for (size_t w = d.tags[noun].first; w-- > 0 && !d.words[w].number.has_value();) {
    if (IsOneOf(d.words[w].text, {"that", "which", "who", "are", "is", "was", "were"})) return true;
  }
  return false;
}

}  // namespace

// The noun before a condition on groups becomes the group.
bool GroupByWhose(Draft& d, size_t compare, size_t noun) {
  bool bucket = d.form.HasBucket();
  size_t whose = d.tags.size();
  for (size_t i = compare; i-- > 0;) {
    if (!d.Lexical(i) || d.used[i]) continue;
    // "guests who booked more than once" beside a number of guests: each of them.
    const auto entity = std::find_if(d.tags[i].meanings.begin(), d.tags[i].meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kEntity && one.source == 0 && one.weight >= 0.9; });
    if (noun >= d.tags.size() && OfColumn(d.Chosen(i)) && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure && entity != d.tags[i].meanings.end()) d.choices[i] = static_cast<size_t>(entity - d.tags[i].meanings.begin());
    const Meaning& meaning = d.Chosen(i);
    if (d.MayGroup(meaning) && !d.FactsOf(meaning).measure && i != noun) {
      whose = i;
    }
  }
  // "days in May with more than 500 loads": each of them.
  for (size_t i = 0; i < compare && whose == d.tags.size() && !bucket; ++i) {
    const auto step = d.Is(i, TagKind::kUnit) && !d.used[i] && d.words[d.tags[i].first].text.back() == 's' ? ReadUnit(d.tags[i].unit) : std::nullopt;
    if (!step.has_value() || *step < Unit::kHour || d.Is(d.Previous(i), TagKind::kNumber) || d.time.empty()) continue;
    d.AddBucket({*step, 1});
    d.used[i] = bucket = true;
    if (d.Is(d.Previous(i), TagKind::kWhich) || d.Is(d.Previous(i), TagKind::kList)) d.Use(d.Previous(i));
    if (d.Is(d.Previous(i), TagKind::kCount)) d.counted = true;
  }
  if (whose == d.tags.size() && !bucket) return false;
  if (whose < d.tags.size()) {
    size_t at = 0;
    const Context context = ContextOf(d, whose, &at);
    if (context == Context::kCount) d.counted = true;
    // A share of groups stays unread.
    if (at < d.tags.size() && context != Context::kNone && context != Context::kRatio) d.Use(at);
    d.AddGroup(d.Ref(d.Chosen(whose)));
    d.Use(whose);
    // "by city, leave out cities with": said again.
    for (size_t i = whose + 1; i < compare; ++i) {
      if (d.Lexical(i) && !d.used[i] && d.Chosen(i).kind == d.Chosen(whose).kind && d.Chosen(i).source == d.Chosen(whose).source && d.Chosen(i).column == d.Chosen(whose).column) d.Use(i);
    }
  } else if (d.Has(TagKind::kCount)) {
    d.counted = true;
  }
  return true;
}

// customers with more than three orders; hubs with over 20 errors; days with fewer than 100 sales
bool ReadHaving(Draft& d, size_t compare, Comparison comparison, std::vector<std::string> values, size_t after, bool money, bool times) {
  Measure measure;
  bool counts = false;
  size_t noun = after;
  bool spent = false;
  bool spends = false;
  for (size_t i = 0; i < compare; ++i) {
    for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) {
      const std::string& text = d.words[w].text;
      spends = spends || IsOneOf(text, {"spent", "spend", "spending"});
      spent = spent || text == "spent" || text == "spend" || text == "spending" || text == "earned" || text == "made" || text == "paid" || text == "revenue" || text == "sales";
    }
  }
  // "customers who spent more than 3000": of money, whatever it is called.
  if (!money && spends && (noun >= d.tags.size() || !d.Lexical(noun) || d.BreakBetween(noun - 1, noun)) && MoneyOperand(d).has_value()) money = spent = true;
  if (times) {
    // "cancelled more than twice"
    noun = d.tags.size();
    counts = true;
  } else if (money && spent) {
    std::optional<Operand> operand = MoneyOperand(d);
    if (!operand.has_value()) return false;
    measure.kind = MeasureKind::kSum;
    measure.operand = *operand;
    noun = d.tags.size();
    counts = true;
  } else if (money) {
    return false;  // "billed at $2,400 or more at the Harbor": so much money, and not so many of what follows
  } else if (noun < d.tags.size() && !d.BreakBetween(noun - 1, noun) && !BeginsClause(d, noun)) {
    bool distinct = false;
    if (d.Is(noun, TagKind::kDistinct)) {
      distinct = true;
      noun = d.Next(noun);
    }
    if (d.Is(noun, TagKind::kRows)) {
      counts = true;
    } else if (d.Lexical(noun)) {
      // "3 or more teachers" of taught_at: so many of those who did it, and not so many times.
      const std::string& said = d.words[d.tags[noun].last].text;
      const bool somebody = d.Means(noun, MeaningKind::kMoment) && knowledge::IsPerson(said.back() == 's' ? said.substr(0, said.size() - 1) : said);
      const auto who = std::find_if(d.tags[noun].meanings.begin(), d.tags[noun].meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kEntity && one.source == 0; });
      if (somebody && who == d.tags[noun].meanings.end()) return false;
      const Meaning& meaning = somebody ? *who : d.Chosen(noun);
      const bool entity = OfColumn(meaning) && d.FactsOf(meaning).category && !d.FactsOf(meaning).measure;
      if (distinct && entity) {
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {d.Ref(meaning), {}, 1};
        counts = true;
      } else if (!distinct && NamesRows(d, noun, meaning)) {
        // "more than 10 classes" of class_type: so many rows, and not so many kinds.
        counts = true;
      } else if (meaning.kind == MeaningKind::kTable && meaning.source != 0) {
        // "with 3 or more teachers" of lessons that each have one: so many of those, and not so many lessons.
        const ColumnRef of = d.scope.join(meaning.source).left;
        if (of.source != 0) return false;
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {of, {}, 1};
        counts = true;
      } else if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue || meaning.kind == MeaningKind::kMoment ||
                 (meaning.kind == MeaningKind::kEntity && d.FactsOf(meaning).row_id && meaning.source == 0)) {
        counts = true;
      } else if (entity && meaning.source == 0) {
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {d.Ref(meaning), {}, 1};
        counts = true;
      }
    }
  }
  if (!counts) return false;
  if (!GroupByWhose(d, compare, noun)) return false;
  if (noun < d.tags.size()) {
    // "more than 20 open jobs": which of them; the filter is made where such words are read.
    const bool which = d.Means(noun, MeaningKind::kValue) || (d.Means(noun, MeaningKind::kMoment) && !d.Chosen(noun).values.empty());
    if (const size_t rows = d.Next(noun); which && d.Means(rows, MeaningKind::kTable) && !d.BreakBetween(noun, rows)) {
      d.composed.said_table = true;
      d.used[rows] = true;
    }
    if (!which) {
      if (d.Means(noun, MeaningKind::kTable)) d.composed.said_table = true;
      d.used[noun] = true;
    }
    if (d.Is(after, TagKind::kDistinct)) d.used[after] = true;
  }
  for (size_t i = compare; i-- > 0;) {
    if (d.Is(i, TagKind::kHaving) && !d.used[i]) d.Use(i);
    if (d.Is(i, TagKind::kMoney) && money) d.Use(i);
  }
  if (measure.kind == MeasureKind::kSum) d.money = true;
  // "leave out towns with fewer than 80": those with at least as many.
  bool left_out = false;
  for (size_t i = compare; i-- > 0 && !d.BreakBetween(i, i + 1);) {
    if (!d.Is(i, TagKind::kNegation) || d.used[i]) continue;
    d.used[i] = left_out = true;
    comparison = Opposite(comparison);
    for (size_t j = i + 1; j < compare; ++j) {
      const bool again = d.Lexical(j) && d.Chosen(j).kind != MeaningKind::kValue && std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.column == d.Ref(d.Chosen(j)); });
      if (again || d.Is(j, TagKind::kHaving)) d.Use(j);
    }
  }
  Having having;
  having.measure = measure;
  having.comparison = comparison;
  having.values = std::move(values);
  d.form.having.push_back(std::move(having));
  d.explicit_group = true;
  // "average rating by town, leave out towns with fewer than 80 ratings": the average is asked for, and not the towns.
  if (left_out && (d.Has(TagKind::kAggregate) || d.Has(TagKind::kMoney) || d.Has(TagKind::kRatio))) return true;
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (d.form.shape == Shape::kGroups) {
    d.form.measures.push_back(measure);
    d.form.measures.back().name = measure.kind == MeasureKind::kCount ? "rows" : d.NameOf(measure);
  }
  d.composed.said_measure = true;
  d.explicit_group = true;
  return true;
}

// "customers who came on more than five days"
bool ReadStepHaving(Draft& d, size_t compare, Comparison comparison, std::vector<std::string> values, Grain step) {
  if (d.time.empty() || !d.form.having.empty() || d.form.HasBucket() || !GroupByWhose(d, compare, d.tags.size())) return false;
  Having having;
  having.measure.kind = MeasureKind::kCountDistinct;
  having.measure.step = step;
  having.measure.operand.column = d.time;
  having.comparison = comparison;
  having.values = std::move(values);
  d.form.having.push_back(having);
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (d.form.shape == Shape::kGroups) {
    d.form.measures.push_back(having.measure);
    d.form.measures.back().name = d.NameOf(having.measure);
  }
  for (size_t i = 0; i < compare; ++i) {
    if (d.Is(i, TagKind::kHaving)) d.Use(i);
  }
  d.composed.said_measure = true;
  d.explicit_group = true;
  return true;
}

// "meters that used more than 150 kWh": all of what a meter used, where a noun that is no row did something with it; "coaches with an
// average score below 7": what the question says of all the rows of each.
bool ReadTotalHaving(Draft& d, size_t compare, Comparison comparison, const std::vector<std::string>& values, const Operand& operand) {
  if (operand.IsSpan() || operand.column.source != 0 || d.form.shape != Shape::kMeasures) return false;
  bool total = false;
  size_t spoken = d.tags.size();
  size_t whose = d.tags.size();
  for (size_t i = compare; i-- > 0;) {
    if (d.Is(i, TagKind::kTime) || d.Is(i, TagKind::kHaving) || d.Is(i, TagKind::kNegation) || d.Is(i, TagKind::kAggregate)) {
      total = total || (d.Is(i, TagKind::kAggregate) && d.tags[i].aggregate == MeasureKind::kSum);
      // "cities where the average fee is": of the compared column, and of no other.
      const size_t column = d.Next(i);
      if (d.Is(i, TagKind::kAggregate) && !d.used[i] && d.tags[i].aggregate != MeasureKind::kSum && d.tags[i].aggregate != MeasureKind::kDeviation && !d.BreakBetween(i, column) &&
          ((d.Lexical(column) && d.Chosen(column).kind == MeaningKind::kColumn && d.Ref(d.Chosen(column)) == operand.column) || d.Is(column, TagKind::kMoney))) {
        spoken = i;
      }
      continue;
    }
    if (d.Is(i, TagKind::kFiller)) {
      for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) {
        total = total || IsOneOf(d.words[w].text, {"used", "use", "consumed", "drove", "driven", "made", "earned", "produced", "carried", "burned", "generated", "spent", "took", "moved", "sent", "transported", "hauled", "travelled", "traveled"});
      }
      continue;
    }
    if (spoken < d.tags.size() && (d.Is(i, TagKind::kWhich) || d.Is(i, TagKind::kList))) continue;
    if (spoken > i && d.Is(i, TagKind::kMoney)) continue;
    if (!d.Lexical(i)) return false;
    const Meaning& meaning = d.Chosen(i);
    if (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).measure && d.Ref(meaning) == operand.column) continue;
    // What a verb of the operand's own comment says: "delivered".
    if (d.used[i] || meaning.kind == MeaningKind::kValue) continue;
    if (!d.MayGroup(meaning) || d.FactsOf(meaning).measure) return false;
    // Where each row has its own, the row's number is meant.
    whose = i;
    break;
  }
  if (spoken == d.tags.size() && (!total || !Additive(d.scope.Facts(operand.column).dimension) || !d.form.having.empty())) return false;
  if (whose == d.tags.size() || whose > spoken) return false;
  if (!GroupByWhose(d, compare, d.tags.size())) return false;
  Having having;
  having.measure.kind = spoken < d.tags.size() ? d.tags[spoken].aggregate : MeasureKind::kSum;
  if (spoken < d.tags.size()) having.measure.quantile = d.tags[spoken].quantile;
  having.measure.operand = operand;
  having.comparison = comparison;
  having.values = values;
  if (d.scope.main().money() < d.scope.main().size() && operand.column == d.scope.Ref(0, d.scope.main().money())) d.money = true;
  d.form.having.push_back(having);
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (d.form.shape == Shape::kGroups) {
    d.form.measures.push_back(having.measure);
    d.form.measures.back().name = d.NameOf(having.measure);
  }
  for (size_t i = 0; i < compare; ++i) {
    if (i == spoken || (d.Is(i, TagKind::kAggregate) && d.tags[i].aggregate == MeasureKind::kSum)) d.used[i] = true;
    if (d.Is(i, TagKind::kHaving)) d.Use(i);
  }
  d.composed.said_measure = true;
  d.explicit_group = true;
  if (spoken == d.tags.size()) d.NoteThat("total", d.Words(whose), base::StrCat("by the sum of ", operand.column.name));
  return true;
}

}  // namespace aurora::query::language
