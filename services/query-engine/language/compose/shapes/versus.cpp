#include "services/query-engine/language/compose/shapes/shapes.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "is it higher on web or by phone", "terminal 1 or terminal 2: the delay in each": where that "or" stands; tags_.size() where it
// joins two that are both meant.
size_t EitherOr(Draft& d) {
  size_t either = d.tags.size();
  for (size_t a = 0; a + 1 < d.placed.size() && either == d.tags.size(); ++a) {
    for (size_t b = a + 1; b < d.placed.size(); ++b) {
      const Condition& first = d.placed[a].condition;
      const Condition& second = d.placed[b].condition;
      if (first.operand.IsSpan() || !(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      for (size_t t = std::min(d.placed[a].tag, d.placed[b].tag); t < std::max(d.placed[a].tag, d.placed[b].tag); ++t) {
        if (d.Is(t, TagKind::kOr)) either = t;
      }
    }
  }
  if (either == d.tags.size()) return either;
  bool told_apart = false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    // "higher", "more", "faster" of no number.
    if (d.Is(i, TagKind::kCompare) && (!d.used[i] || d.Has(TagKind::kWhich)) && !d.Is(d.Next(i), TagKind::kNumber)) told_apart = true;
    // "which of the two has the most"
    if (d.Is(i, TagKind::kBy) && IsOneOf(d.Words(i), {"in each", "of each", "for each", "at each", "each", "on each", "with each"}) && (d.Next(i) == d.tags.size() || !d.Lexical(d.Next(i)) || d.BreakBetween(i, d.Next(i)))) {
      told_apart = true;
      d.used[i] = true;
    }
    for (size_t w = d.tags[i].first; w <= d.tags[i].last && d.Is(i, TagKind::kFiller); ++w) {
      const bool two = IsOneOf(d.words[w].text, {"both", "each"}) || (d.words[w].text == "the" && w + 1 < d.words.size() && d.words[w + 1].text == "two");
      told_apart = told_apart || two;
    }
  }
  for (size_t i = 0; i + 1 < d.tags.size() && told_apart; ++i) {
    // "for the two", "which of the two"
    if (d.Is(i, TagKind::kNumber) && !d.used[i] && d.Text(i) == "two" && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"the", "these", "those"})) d.used[i] = true;
  }
  if (told_apart && !d.tags.empty() && d.Is(d.tags.size() - 1, TagKind::kNumber) && d.Text(d.tags.size() - 1) == "two") d.used[d.tags.size() - 1] = true;
  return told_apart ? either : d.tags.size();
}

// "do vans have longer delays than bikes", "are vans slower than bikes": by what they are compared.
void ReadComparedBy(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kCompare) || d.Is(d.Next(i), TagKind::kNumber) || (d.used[i] && d.words[d.tags[i].last].text != "than")) continue;
    const size_t next = d.Next(i);
    // "a lower value than"
    const size_t after = d.tags[i].last + 1;
    if (const auto money = MoneyOperand(d); after < d.words.size() && IsOneOf(d.words[after].text, {"value", "amount", "total"}) && money.has_value()) {
      d.AddMeasure(MeasureKind::kAverage, *money);
      d.used[i] = true;
      continue;
    }
    const bool column = d.Lexical(next) && !d.used[next] && d.Chosen(next).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(next)).measure;
    if (column) {
      // Groups of different size compare by their averages, but what is counted is added up.
      const Operand operand{d.Ref(d.Chosen(next)), {}, 1};
      const bool more = d.Text(i) == "more" || d.Text(i) == "fewer" || d.Text(i) == "less";
      const bool sum = more && d.FactsOf(d.Chosen(next)).dimension == knowledge::Dimension::kQuantity;
      d.AddMeasure(sum ? MeasureKind::kSum : MeasureKind::kAverage, operand);
      d.Use(next);
      d.used[i] = true;
    } else if (const size_t before = d.Previous(i); d.Lexical(before) && !d.used[before] && d.Chosen(before).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(before)).measure) {
      // "score better than": groups compare by their averages.
      d.AddMeasure(MeasureKind::kAverage, {d.Ref(d.Chosen(before)), {}, 1});
      d.Use(before);
      d.used[i] = true;
    } else if (d.tags[i].dimension != knowledge::Dimension::kNone) {
      const bool fast = IsOneOf(d.Text(i), {"faster", "slower"}) && SpeedOperand(d).has_value();
      const std::optional<Operand> operand = fast ? SpeedOperand(d) : OperandOf(d, d.tags[i].dimension, i);
      // "get delivered faster": until then.
      if (const size_t verb = d.Previous(i); d.tags[i].dimension == knowledge::Dimension::kDuration && d.Means(verb, MeaningKind::kMoment) && d.Chosen(verb).source == 0 && d.Chosen(verb).values.empty() &&
                                           !d.time.empty() && d.Ref(d.Chosen(verb)) != d.time && d.scope.Profile(d.Ref(d.Chosen(verb))).nullable) {
        MeasureKind kind = MeasureKind::kAverage;
        double quantile = 0.5;
        std::vector<double> more;
        (void)AggregateFor(d, i, &kind, &quantile, &more);
        d.AddMeasure(kind, {d.time, d.Ref(d.Chosen(verb)), 1}, quantile);
        d.NoteThat("compared_by", d.Words(i), base::StrCat("from ", d.time.name, " to ", d.Ref(d.Chosen(verb)).name));
        d.Use(verb);
        d.used[i] = true;
        continue;
      }
      if (!operand.has_value()) continue;
      // "are galaxies exposed longer": of the verb, and not of all that lies between a row's moments.
      if (const size_t verb = d.Previous(i); operand->IsSpan() && verb < d.tags.size() && !d.Means(verb, MeaningKind::kValue) && !(d.Means(verb, MeaningKind::kTable) && Plural(d.words[d.tags[verb].last].text))) continue;
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(d, i, &kind, &quantile, &more);
      d.AddMeasure(kind, *operand, quantile);
      d.NoteThat("compared_by", d.Words(i), base::StrCat(kind == MeasureKind::kAverage ? "by the average of " : "by ", operand->column.name));
      d.used[i] = true;
    }
  }
}

// "versus the rest", "than the others": of which column, the value before says. Where that word is; tags.size() when there is none.
size_t RestBehind(const Draft& d, size_t tag) {
  for (size_t i = tag + 1; i < d.tags.size() && i <= tag + 3; ++i) {
    if (d.BreakBetween(i - 1, i)) break;
    for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) {
      if (IsOneOf(d.words[w].text, {"other", "others", "rest", "remainder", "remaining"})) return i;
    }
  }
  return d.tags.size();
}

// "key accounts compared with other shippers", "web versus the rest": those of the value, and all others.
bool ReadRest(Draft& d, size_t versus) {
  const size_t rest = RestBehind(d, versus);
  for (size_t p = 0; p < d.placed.size() && rest < d.tags.size(); ++p) {
    const Condition one = d.placed[p].condition;
    if (one.operand.IsSpan() || one.comparison != Comparison::kIs || one.part != TimePart::kNone || d.placed[p].tag > versus) continue;
    const ColumnFacts& facts = d.scope.Facts(one.operand.column);
    // Of several values the nearest one is meant.
    if (!facts.flag && (!facts.category || d.Previous(versus) != d.placed[p].tag || d.form.shape != Shape::kMeasures)) continue;
    d.used[versus] = d.used[rest] = true;
    if (facts.flag) {
      d.AddGroup(one.operand.column);
      d.explicit_group = true;
    } else {
      d.rest = one;
    }
    // Named twice: "do promoted ones ask for more? Average price, promoted versus the rest".
    std::erase_if(d.placed, [&](const Placed& placed) { return placed.condition.operand == one.operand && placed.condition.comparison == one.comparison && placed.condition.values == one.values; });
    d.composed.said_compared = true;
    ReadComparedBy(d);
    for (size_t i = 0; i < d.tags.size(); ++i) {
      // "do they ask for more?": said by what is compared, else by how many there are.
      const bool alone = d.Is(i, TagKind::kUnknown) && d.BreakBetween(i, i + 1);
      if (!(d.Is(i, TagKind::kCompare) || alone) || d.used[i] || d.Is(d.Next(i), TagKind::kNumber) || !IsOneOf(d.Text(i), {"more", "fewer", "less", "higher", "lower"})) continue;
      d.used[i] = true;
      d.counted = d.counted || (d.form.measures.empty() && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kMoney) && IsOneOf(d.Text(i), {"more", "fewer"}));
    }
    return true;
  }
  return false;
}

}  // namespace

// "premium vs basic": a column for the result to tell them apart by
void ReadVersusValues(Draft& d) {
  size_t versus = d.tags.size();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kVersus) && !d.used[i]) versus = i;
  }
  // "the difference between north and south": the two of them beside each other.
  for (size_t i = 0; i < d.tags.size() && versus == d.tags.size() && d.placed.size() > 1; ++i) {
    if (d.Is(i, TagKind::kChange) && !d.used[i] && IsOneOf(d.Words(i), {"difference between", "difference"})) versus = i;
  }
  // "do ambulances wait less than walk-ins": one value against the other, not against a number.
  for (size_t i = 0; i < d.tags.size() && versus == d.tags.size(); ++i) {
    size_t other = d.Next(i);
    while (d.Is(other, TagKind::kHaving) || d.Is(other, TagKind::kBy) || d.Is(other, TagKind::kFrom)) other = d.Next(other);
    if (d.Is(i, TagKind::kCompare) && !d.used[i] && d.words[d.tags[i].last].text == "than" && ((d.Means(other, MeaningKind::kValue) && d.placed.size() > 1) || RestBehind(d, i) < d.tags.size())) versus = i;
  }
  if (versus == d.tags.size() && !d.form.compared.has_value()) versus = EitherOr(d);
  // "weekdays vs weekends": two parts of the week, which no column tells apart.
  for (const Placed& placed : d.placed) {
    const auto other = [&](const Placed& one) { return one.tag < versus && placed.tag > versus && one.condition.part == placed.condition.part; };
    if (versus < d.tags.size() && !d.form.compared.has_value() && placed.condition.part != TimePart::kNone && std::any_of(d.placed.begin(), d.placed.end(), other)) d.Fail(Problem::kNotUnderstood, versus);
  }
  for (const Placed& placed : d.placed) {
    const Condition& one = placed.condition;
    if (versus == d.tags.size() || d.form.compared.has_value() || one.comparison != Comparison::kIs || one.values.size() != 2 || one.operand.IsSpan() || d.placed.size() > 1) continue;
    d.used[versus] = true;
    d.AddGroup(one.operand.column);
    d.explicit_group = true;
    return;
  }
  if (versus < d.tags.size() && !d.form.compared.has_value() && ReadRest(d, versus)) return;
  for (size_t a = 0; a + 1 < d.placed.size(); ++a) {
    for (size_t b = a + 1; b < d.placed.size(); ++b) {
      const Condition& first = d.placed[a].condition;
      const Condition& second = d.placed[b].condition;
      if (!(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      bool between = versus < d.tags.size() && ((d.placed[a].tag < versus && versus < d.placed[b].tag) || versus < d.placed[a].tag || d.Is(versus, TagKind::kOr));
      // "how many plays and finishes": two numbers.
      const bool event = !first.operand.IsSpan() && d.scope.Facts(first.operand.column).event && !d.Has(TagKind::kRatio);
      const bool counted = event && d.Has(TagKind::kCount);
      // "how many people both asked and voted": those who did the two.
      bool both = false;
      for (size_t w = 0; w < d.tags[d.placed[a].tag].first; ++w) both = both || d.words[w].text == "both";
      bool anded = false;
      for (size_t t = d.placed[a].tag; t < d.placed[b].tag; ++t) anded = anded || d.Is(t, TagKind::kAnd);
      // "impressions and clicks per device": a column for each.
      if (event && anded && (d.Has(TagKind::kBy) || d.Has(TagKind::kPer) || d.Has(TagKind::kGrain)) && !d.form.compared.has_value() && versus == d.tags.size() && d.form.measures.empty() &&
          d.form.shape == Shape::kMeasures && !d.unusual.has_value()) {
        for (const Condition& one : {first, second}) {
          Measure measure;
          measure.only = {one};
          measure.name = one.values[0];
          for (char& c : measure.name) {
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '_';
          }
          d.form.measures.push_back(std::move(measure));
        }
        d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(b));
        d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(a));
        d.composed.said_measure = true;
        return;
      }
      between = between || (counted && anded && !both);
      if (!between || d.form.compared.has_value()) continue;
      if (versus < d.tags.size()) d.used[versus] = true;
      if (first.operand.IsSpan()) continue;
      // "accepted vs rejected vs pending"
      for (size_t i = 0; i < d.tags.size(); ++i) {
        const auto of_it = [&](size_t tag) { return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& one) { return one.tag == tag && one.condition.operand == first.operand; }); };
        if (d.Is(i, TagKind::kVersus) && of_it(d.Previous(i)) && of_it(d.Next(i))) d.used[i] = true;
      }
      d.AddGroup(first.operand.column);
      d.explicit_group = true;
      d.composed.said_compared = true;
      ReadComparedBy(d);
      for (size_t i = 0; i < d.tags.size(); ++i) {
        const bool more = (d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kMost)) && IsOneOf(d.Text(i), {"more", "fewer", "higher", "less"});
        // "do students borrow more than seniors": so many rows, by their verb or their noun.
        const bool rows = i == versus && d.form.measures.empty() && i > 0 && (d.Means(d.Previous(i), MeaningKind::kMoment) || d.Means(d.Previous(i), MeaningKind::kTable));
        if (more && (!d.used[i] || rows)) {
          d.used[i] = true;
          d.counted = true;
        }
        if (d.Is(i, TagKind::kChange) && !d.used[i]) d.used[i] = true;
      }
      // "are dogs calmer than cats": of what?
      if (d.Is(versus, TagKind::kCompare) && d.form.measures.empty() && !d.counted) d.Fail(Problem::kNotUnderstood, versus);
      return;
    }
  }
}

// Words for whoever a business deals with.
void ReadParties(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kUnknown)) continue;
    if (!IsOneOf(d.Text(i), {"customer", "customers", "client", "clients", "user", "users", "account", "accounts", "people", "households", "homes", "members", "folks", "companies", "firms", "ones"})) continue;
    // The value before says which of them, and is of a table that has one row for each.
    const size_t before = d.Previous(i);
    if (!d.Means(before, MeaningKind::kValue) || d.Chosen(before).source == 0 || d.BreakBetween(before, i) || d.tags[before].last + 1 != d.tags[i].first) continue;
    d.used[i] = true;
    d.assumed = true;
    d.NoteThat("party", d.Words(i), base::StrCat("rows of ", d.scope.source(d.Chosen(before).source).profile().table));
  }
}

}  // namespace aurora::query::language
