#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

// "is it higher on web or by phone", "terminal 1 or terminal 2: the delay in each": where that "or" stands; tags_.size() where it
// joins two that are both meant.
size_t Composer::EitherOr() {
  size_t either = tags_.size();
  for (size_t a = 0; a + 1 < placed_.size() && either == tags_.size(); ++a) {
    for (size_t b = a + 1; b < placed_.size(); ++b) {
      const Condition& first = placed_[a].condition;
      const Condition& second = placed_[b].condition;
      if (first.operand.IsSpan() || !(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      for (size_t t = std::min(placed_[a].tag, placed_[b].tag); t < std::max(placed_[a].tag, placed_[b].tag); ++t) {
        if (Is(t, TagKind::kOr)) either = t;
      }
    }
  }
  if (either == tags_.size()) return either;
  bool told_apart = false;
  for (size_t i = 0; i < tags_.size(); ++i) {
    // "higher", "more", "faster" of no number.
    if (Is(i, TagKind::kCompare) && (!used_[i] || Has(TagKind::kWhich)) && !Is(Next(i), TagKind::kNumber)) told_apart = true;
    // "which of the two has the most"
    if (Is(i, TagKind::kBy) && IsOneOf(Words(i), {"in each", "of each", "for each", "at each", "each", "on each", "with each"}) && (Next(i) == tags_.size() || !Lexical(Next(i)) || BreakBetween(i, Next(i)))) {
      told_apart = true;
      used_[i] = true;
    }
    for (size_t w = tags_[i].first; w <= tags_[i].last && Is(i, TagKind::kFiller); ++w) {
      const bool two = IsOneOf(words_[w].text, {"both", "each"}) || (words_[w].text == "the" && w + 1 < words_.size() && words_[w + 1].text == "two");
      told_apart = told_apart || two;
    }
  }
  for (size_t i = 0; i + 1 < tags_.size() && told_apart; ++i) {
    // "for the two", "which of the two"
    if (Is(i, TagKind::kNumber) && !used_[i] && Text(i) == "two" && tags_[i].first > 0 && IsOneOf(words_[tags_[i].first - 1].text, {"the", "these", "those"})) used_[i] = true;
  }
  if (told_apart && !tags_.empty() && Is(tags_.size() - 1, TagKind::kNumber) && Text(tags_.size() - 1) == "two") used_[tags_.size() - 1] = true;
  return told_apart ? either : tags_.size();
}

// "premium vs basic": a column for the result to tell them apart by
void Composer::ReadVersusValues() {
  size_t versus = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kVersus) && !used_[i]) versus = i;
  }
  // "the difference between north and south": the two of them beside each other.
  for (size_t i = 0; i < tags_.size() && versus == tags_.size() && placed_.size() > 1; ++i) {
    if (Is(i, TagKind::kChange) && !used_[i] && IsOneOf(Words(i), {"difference between", "difference"})) versus = i;
  }
  // "do ambulances wait less than walk-ins": one value against the other, not against a number.
  for (size_t i = 0; i < tags_.size() && versus == tags_.size(); ++i) {
    size_t other = Next(i);
    while (Is(other, TagKind::kHaving) || Is(other, TagKind::kBy) || Is(other, TagKind::kFrom)) other = Next(other);
    if (Is(i, TagKind::kCompare) && !used_[i] && words_[tags_[i].last].text == "than" && Means(other, MeaningKind::kValue) && placed_.size() > 1) versus = i;
  }
  if (versus == tags_.size() && !form_.compared.has_value()) versus = EitherOr();
  // "weekdays vs weekends": two parts of the week, which no column tells apart.
  for (const Placed& placed : placed_) {
    const auto other = [&](const Placed& one) { return one.tag < versus && placed.tag > versus && one.condition.part == placed.condition.part; };
    if (versus < tags_.size() && !form_.compared.has_value() && placed.condition.part != TimePart::kNone && std::any_of(placed_.begin(), placed_.end(), other)) Fail(Problem::kNotUnderstood, versus);
  }
  for (const Placed& placed : placed_) {
    const Condition& one = placed.condition;
    if (versus == tags_.size() || form_.compared.has_value() || one.comparison != Comparison::kIs || one.values.size() != 2 || one.operand.IsSpan() || placed_.size() > 1) continue;
    used_[versus] = true;
    AddGroup(one.operand.column, placed.tag);
    explicit_group_ = true;
    return;
  }
  // "key accounts compared with other shippers": those of the flag, and the rest.
  for (size_t p = 0; p < placed_.size() && versus < tags_.size() && !form_.compared.has_value(); ++p) {
    const Condition one = placed_[p].condition;
    bool rest = false;
    for (size_t w = tags_[versus].last + 1; w < words_.size() && w <= tags_[versus].last + 3; ++w) rest = rest || IsOneOf(words_[w].text, {"other", "others", "rest"});
    if (!rest || one.operand.IsSpan() || one.comparison != Comparison::kIs || !scope_.Facts(one.operand.column).flag || placed_[p].tag > versus) continue;
    used_[versus] = true;
    AddGroup(one.operand.column, placed_[p].tag);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
    explicit_group_ = true;
    composed_.said_compared = true;
    ReadComparedBy();
    return;
  }
  for (size_t a = 0; a + 1 < placed_.size(); ++a) {
    for (size_t b = a + 1; b < placed_.size(); ++b) {
      const Condition& first = placed_[a].condition;
      const Condition& second = placed_[b].condition;
      if (!(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      bool between = versus < tags_.size() && ((placed_[a].tag < versus && versus < placed_[b].tag) || versus < placed_[a].tag || Is(versus, TagKind::kOr));
      // "how many plays and finishes": two numbers.
      const bool event = !first.operand.IsSpan() && scope_.Facts(first.operand.column).event && !Has(TagKind::kRatio);
      const bool counted = event && Has(TagKind::kCount);
      bool anded = false;
      for (size_t t = placed_[a].tag; t < placed_[b].tag; ++t) anded = anded || Is(t, TagKind::kAnd);
      // "impressions and clicks per device": a column for each.
      if (event && anded && (Has(TagKind::kBy) || Has(TagKind::kPer) || Has(TagKind::kGrain)) && !form_.compared.has_value() && versus == tags_.size() && form_.measures.empty() &&
          form_.shape == Shape::kMeasures && !unusual_.has_value()) {
        for (const Condition& one : {first, second}) {
          Measure measure;
          measure.only = {one};
          measure.name = one.values[0];
          for (char& c : measure.name) {
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '_';
          }
          form_.measures.push_back(std::move(measure));
        }
        placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(b));
        placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(a));
        composed_.said_measure = true;
        return;
      }
      between = between || (counted && anded);
      if (!between || form_.compared.has_value()) continue;
      if (versus < tags_.size()) used_[versus] = true;
      if (first.operand.IsSpan()) continue;
      // "accepted vs rejected vs pending"
      for (size_t i = 0; i < tags_.size(); ++i) {
        const auto of_it = [&](size_t tag) { return std::any_of(placed_.begin(), placed_.end(), [&](const Placed& one) { return one.tag == tag && one.condition.operand == first.operand; }); };
        if (Is(i, TagKind::kVersus) && of_it(Previous(i)) && of_it(Next(i))) used_[i] = true;
      }
      AddGroup(first.operand.column, placed_[a].tag);
      explicit_group_ = true;
      composed_.said_compared = true;
      ReadComparedBy();
      for (size_t i = 0; i < tags_.size(); ++i) {
        const bool more = (Is(i, TagKind::kCompare) || Is(i, TagKind::kMost)) && IsOneOf(Text(i), {"more", "fewer", "higher", "less"});
        // "do students borrow more than seniors": so many rows, by their verb or their noun.
        const bool rows = i == versus && form_.measures.empty() && i > 0 && (Means(Previous(i), MeaningKind::kMoment) || Means(Previous(i), MeaningKind::kTable));
        if (more && (!used_[i] || rows)) {
          used_[i] = true;
          counted_ = true;
        }
        if (Is(i, TagKind::kChange) && !used_[i]) used_[i] = true;
      }
      // "are dogs calmer than cats": of what?
      if (Is(versus, TagKind::kCompare) && form_.measures.empty() && !counted_) Fail(Problem::kNotUnderstood, versus);
      return;
    }
  }
}

// Words for whoever a business deals with.
void Composer::ReadParties() {
  for (size_t i = 1; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kUnknown)) continue;
    if (!IsOneOf(Text(i), {"customer", "customers", "client", "clients", "user", "users", "account", "accounts", "people", "households", "homes", "members", "folks", "companies", "firms", "ones"})) continue;
    // The value before says which of them, and is of a table that has one row for each.
    const size_t before = Previous(i);
    if (!Means(before, MeaningKind::kValue) || Chosen(before).source == 0 || BreakBetween(before, i) || tags_[before].last + 1 != tags_[i].first) continue;
    used_[i] = true;
    assumed_ = true;
    NoteThat("party", Words(i), base::StrCat("rows of ", scope_.source(Chosen(before).source).profile().table));
  }
}

// "do vans have longer delays than bikes", "are vans slower than bikes": by what they are compared.
void Composer::ReadComparedBy() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kCompare) || Is(Next(i), TagKind::kNumber) || (used_[i] && words_[tags_[i].last].text != "than")) continue;
    const size_t next = Next(i);
    // "a lower value than"
    const size_t after = tags_[i].last + 1;
    if (const auto money = MoneyOperand(); after < words_.size() && IsOneOf(words_[after].text, {"value", "amount", "total"}) && money.has_value()) {
      AddMeasure(MeasureKind::kAverage, *money);
      used_[i] = true;
      continue;
    }
    const bool column = Lexical(next) && !used_[next] && Chosen(next).kind == MeaningKind::kColumn && FactsOf(Chosen(next)).measure;
    if (column) {
      // Groups of different size compare by their averages, but what is counted is added up.
      const Operand operand{Ref(Chosen(next)), {}, 1};
      const bool more = Text(i) == "more" || Text(i) == "fewer" || Text(i) == "less";
      const bool sum = more && FactsOf(Chosen(next)).dimension == knowledge::Dimension::kQuantity;
      AddMeasure(sum ? MeasureKind::kSum : MeasureKind::kAverage, operand);
      Use(next);
      used_[i] = true;
    } else if (const size_t before = Previous(i); Lexical(before) && !used_[before] && Chosen(before).kind == MeaningKind::kColumn && FactsOf(Chosen(before)).measure) {
      // "score better than": groups compare by their averages.
      AddMeasure(MeasureKind::kAverage, {Ref(Chosen(before)), {}, 1});
      Use(before);
      used_[i] = true;
    } else if (tags_[i].dimension != knowledge::Dimension::kNone) {
      const bool fast = IsOneOf(Text(i), {"faster", "slower"}) && SpeedOperand().has_value();
      const std::optional<Operand> operand = fast ? SpeedOperand() : OperandOf(tags_[i].dimension, i);
      // "get delivered faster": until then.
      if (const size_t verb = Previous(i); tags_[i].dimension == knowledge::Dimension::kDuration && Means(verb, MeaningKind::kMoment) && Chosen(verb).source == 0 && Chosen(verb).values.empty() &&
                                           !time_.empty() && Ref(Chosen(verb)) != time_ && scope_.Profile(Ref(Chosen(verb))).nullable) {
        MeasureKind kind = MeasureKind::kAverage;
        double quantile = 0.5;
        std::vector<double> more;
        (void)AggregateFor(i, &kind, &quantile, &more);
        AddMeasure(kind, {time_, Ref(Chosen(verb)), 1}, quantile);
        NoteThat("compared_by", Words(i), base::StrCat("from ", time_.name, " to ", Ref(Chosen(verb)).name));
        Use(verb);
        used_[i] = true;
        continue;
      }
      if (!operand.has_value()) continue;
      // "are galaxies exposed longer": of the verb, and not of all that lies between a row's moments.
      if (const size_t verb = Previous(i); operand->IsSpan() && verb < tags_.size() && !Means(verb, MeaningKind::kValue) && !(Means(verb, MeaningKind::kTable) && Plural(words_[tags_[verb].last].text))) continue;
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(i, &kind, &quantile, &more);
      AddMeasure(kind, *operand, quantile);
      NoteThat("compared_by", Words(i), base::StrCat(kind == MeasureKind::kAverage ? "by the average of " : "by ", operand->column.name));
      used_[i] = true;
    }
  }
}

}  // namespace aurora::query::language
