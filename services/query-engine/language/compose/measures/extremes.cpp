#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

}  // namespace

// how long do trips last
void Composer::ReadHowLong() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kHowLong) || used_[i] || silent_.has_value()) continue;
    std::optional<Operand> operand = OperandOf(Dimension::kDuration, i);
    if (!operand.has_value()) continue;
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    (void)AggregateFor(i, &kind, &quantile, &more);
    AddMeasure(kind, *operand, quantile);
    NoteThat("how_long", Words(i), base::StrCat("the average of ", operand->column.name));
    used_[i] = true;
    for (size_t j = i; j < tags_.size(); ++j) {
      if (Is(j, TagKind::kUnknown) && (Text(j) == "last" || Text(j) == "lasted")) used_[j] = true;
      if (Is(j, TagKind::kExtreme) && Text(j) == "last") used_[j] = true;
    }
  }
}

// What else of the same row is asked for behind "and": columns of it, which are shown with it.
bool Composer::AsksForDetails(size_t after) {
  size_t joint = after + 1;
  while (joint < tags_.size() && !Is(joint, TagKind::kAnd)) ++joint;
  const size_t what = Next(joint);
  if (!(Is(what, TagKind::kCount) || Is(what, TagKind::kWhich) || Is(what, TagKind::kAggregate))) return false;
  std::vector<size_t> shown = {what};
  for (size_t i = what + 1; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kFiller)) continue;
    const bool column = Lexical(i) && Chosen(i).source == 0 && Chosen(i).kind != MeaningKind::kValue && Chosen(i).kind != MeaningKind::kTable;
    const auto unit = Is(i, TagKind::kUnit) ? knowledge::FindUnit(tags_[i].unit) : std::nullopt;
    const bool measured = unit.has_value() && OperandOf(unit->dimension, i).has_value();
    if (!column && !measured) return false;
    shown.push_back(i);
  }
  if (shown.size() < 2) return false;
  for (size_t i : shown) Use(i);
  return true;
}

// "the five worst rated riders", "best-rated coaches": by the average of the one rating that rows have.
bool Composer::ReadRated() {
  for (size_t w = 0; w + 2 < words_.size(); ++w) {
    if (words_[w + 1].text != "rated" || words_[w].break_after || words_[w + 1].break_after || !IsOneOf(words_[w].text, {"best", "worst", "top", "highest", "lowest", "better", "worse"})) continue;
    size_t noun = tags_.size();
    for (size_t t = 0; t < tags_.size() && noun == tags_.size(); ++t) {
      if (tags_[t].first == w + 2 && Lexical(t)) noun = t;
    }
    if (noun == tags_.size() || used_[noun]) continue;
    const Meaning& meaning = Chosen(noun);
    const bool whose = (meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category && !(meaning.source == 0 && FactsOf(meaning).row_id);
    const std::optional<Operand> rating = OperandOf(knowledge::Dimension::kRating, noun);
    if (!whose || !rating.has_value() || rating->column.source != 0 || !form_.groups.empty()) continue;
    AddGroup(Ref(meaning), noun);
    AddMeasure(MeasureKind::kAverage, *rating);
    Use(noun);
    for (size_t t = 0; t < tags_.size(); ++t) {
      if (tags_[t].first <= w + 1 && tags_[t].last >= w) used_[t] = true;
    }
    form_.order = IsOneOf(words_[w].text, {"worst", "lowest", "worse"}) ? Order::kMeasureAscending : Order::kMeasureDescending;
    ranked_ = explicit_group_ = group_noun_seen_ = true;
    plural_rank_ = Plural(words_[tags_[noun].last].text);
    composed_.said_measure = true;
    // "the five worst rated"
    for (size_t t = 0; t < tags_.size(); ++t) {
      if (!Is(t, TagKind::kNumber) || used_[t] || tags_[t].last + 1 != w || tags_[t].number < 1 || tags_[t].number > 10'000) continue;
      form_.limit = static_cast<uint64_t>(tags_[t].number);
      composed_.said_limit = used_[t] = true;
    }
    NoteThat("ranked_by", Join(words_, w, w + 1), base::StrCat("by the average of ", rating->column.name));
    return true;
  }
  return false;
}

// The 4 heaviest parcels; slowest endpoints; cheapest trip; latest order
void Composer::ReadExtremes() {
  if (ReadRated()) return;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kExtreme) || used_[i]) continue;
    // What it is said of.
    size_t noun = tags_.size();
    for (size_t j = i + 1; j < tags_.size() && j < i + 7; ++j) {
      if (Is(j, TagKind::kFiller) || Is(j, TagKind::kNumber) || Means(j, MeaningKind::kValue)) continue;
      // "the hottest salt water tank": the column of the value before it.
      if (used_[j] && Means(j, MeaningKind::kColumn) && Means(j - 1, MeaningKind::kValue) && Ref(Chosen(j - 1)) == Ref(Chosen(j))) continue;
      // "slowest gate reader": the reader.
      if (Lexical(j) && modifier_[j] && Lexical(j + 1)) continue;
      if (Lexical(j) || Is(j, TagKind::kRows)) noun = j;
      break;
    }
    // "five bookings that lasted the longest"
    if (noun == tags_.size() && tags_[i].extreme == ExtremeOf::kDimension) {
      for (size_t j = 0; j < i; ++j) {
        const bool rows = Means(j, MeaningKind::kTable) || (Means(j, MeaningKind::kEntity) && Chosen(j).source == 0 && FactsOf(Chosen(j)).row_id);
        const size_t that = tags_[j].last + 1;
        if (!rows || used_[j] || that >= words_.size() || !IsOneOf(words_[that].text, {"that", "which", "with"})) continue;
        noun = j;
        if (const size_t many = Previous(j); Is(many, TagKind::kNumber) && !used_[many] && tags_[many].unit.empty() && tags_[many].number >= 1 && tags_[many].number <= 10'000) {
          form_.limit = static_cast<uint64_t>(tags_[many].number);
          composed_.said_limit = true;
          used_[many] = true;
        }
      }
    }
    if (tags_[i].extreme == ExtremeOf::kTime) {
      if (time_.empty()) continue;
      // "oldest member" of a table that knows when they were born: by age, or by when they came?
      if (IsOneOf(Text(i), {"oldest", "youngest"})) {
        bool born = false;
        for (size_t c = 0; c < scope_.main().size(); ++c) {
          for (const std::string& word : scope_.main().column(c).words) born = born || IsOneOf(word, {"birth", "born", "age", "birthday"});
        }
        // "the oldest patient" of an age: by it.
        if (const std::optional<Operand> age = OperandOf(Dimension::kAge, i); born && age.has_value() && age->column.source == 0 && Means(noun, MeaningKind::kTable)) {
          form_.shape = Shape::kRows;
          form_.row_order = *age;
          form_.row_descending = Text(i) == "oldest";
          if (form_.limit == 0) form_.limit = Plural(words_[tags_[noun].last].text) ? kRankedRows : 1;
          used_[i] = true;
          composed_.said_table = true;
          Use(noun);
          continue;
        }
        if (born) continue;
      }
      // "when did the latest run begin and how many litres did it get": that row.
      if (asks_when_ && AsksForDetails(i)) {
        form_.shape = Shape::kRows;
        form_.row_order = {time_, {}, 1};
        form_.row_descending = tags_[i].descending;
        form_.limit = 1;
        used_[i] = true;
        if (noun < tags_.size()) Use(noun);
        composed_.said_table = true;
        continue;
      }
      // "when was the last error"
      if (asks_when_) {
        AddMeasure(tags_[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, {time_, {}, 1});
        used_[i] = true;
        if (noun < tags_.size() && Means(noun, MeaningKind::kTable)) {
          used_[noun] = true;
          composed_.said_table = true;
        }
        continue;
      }
      const bool rows = noun < tags_.size() && (Means(noun, MeaningKind::kTable) || Is(noun, TagKind::kRows) || (Lexical(noun) && FactsOf(Chosen(noun)).row_id));
      const bool values = placed_.size() > 0 && noun == tags_.size();
      if (!rows && !values) continue;
      form_.shape = Shape::kRows;
      form_.row_order = {time_, {}, 1};
      form_.row_descending = tags_[i].descending;
      if (form_.limit == 0) form_.limit = rows && Plural(words_[tags_[noun].last].text) ? kRankedRows : 1;
      used_[i] = true;
      if (noun < tags_.size()) {
        Use(noun);
        composed_.said_table = true;
      }
      continue;
    }
    // "longest wait": a column of that kind follows.
    std::optional<Operand> operand;
    bool descending = tags_[i].descending;
    // "longest article by word count": the column that it is measured by is said.
    bool said_by = false;
    if (const size_t by = noun < tags_.size() ? Next(noun) : tags_.size(); Is(by, TagKind::kBy) && !used_[by] && Text(by) == "by" && Lexical(Next(by)) && !used_[Next(by)]) {
      const size_t column = Next(by);
      for (const Meaning& meaning : tags_[column].meanings) {
        if (said_by || meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).measure || FactsOf(meaning).category) continue;
        operand = Operand{Ref(meaning), {}, 1};
        said_by = true;
        Use(by);
        Use(column);
      }
    }
    if (!said_by && noun < tags_.size() && Lexical(noun)) {
      for (const Meaning& meaning : tags_[noun].meanings) {
        if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).measure) continue;
        // "the coldest exposures": the rows, and not the number that is called likewise and measures something else.
        const Dimension own = FactsOf(meaning).dimension;
        const bool other = tags_[i].dimension != Dimension::kNone && tags_[i].dimension != Dimension::kOther && own != Dimension::kNone && own != tags_[i].dimension;
        if (other && Chosen(noun).kind == MeaningKind::kTable) continue;
        operand = Operand{Ref(meaning), {}, 1};
      }
      if (operand.has_value()) {
        Use(noun);
        noun = tags_.size();
      }
    }
    if (!operand.has_value() && !form_.row_order.empty() && form_.row_order.IsSpan()) operand = form_.row_order;
    Dimension dimension = tags_[i].dimension;
    // "longest hike of each guide, in km": the unit says which length.
    for (size_t u = 0; u < tags_.size() && dimension == Dimension::kDuration; ++u) {
      if (!Is(u, TagKind::kUnit) || used_[u] || tags_[u].first == 0 || words_[tags_[u].first - 1].text != "in") continue;
      const auto unit = knowledge::FindUnit(tags_[u].unit);
      if (unit.has_value() && unit->dimension == Dimension::kDistance) dimension = Dimension::kDistance;
    }
    // "the fastest lorry" of a table that knows speeds has the highest.
    if (!operand.has_value() && IsOneOf(Text(i), {"fastest", "slowest"}) && SpeedOperand().has_value()) {
      operand = SpeedOperand();
      descending = !descending;
    }
    if (!operand.has_value()) operand = dimension == Dimension::kMoney ? MoneyOperand() : OperandOf(dimension, i);
    if (!operand.has_value() && (Text(i) == "largest" || Text(i) == "biggest") && !SizeIsOpen()) operand = MoneyOperand();
    if (!operand.has_value()) continue;
    used_[i] = true;
    composed_.said_measure = true;
    if (operand->IsSpan() && dimension == Dimension::kDuration && noun == tags_.size()) UseWordsOfSpan(*operand, i);
    // "which room had the longest visits": the rooms are ranked.
    bool ranks_other = false;
    for (size_t j = 0; j < i; ++j) {
      // "complaint with the longest wait"
      const bool with = Lexical(j) && Next(j) <= i && tags_[j].last + 1 < words_.size() && words_[tags_[j].last + 1].text == "with" && Previous(j) == tags_.size();
      if (!Lexical(j) || used_[j] || (!with && !Has(TagKind::kWhich))) continue;
      const Meaning& named = Chosen(j);
      if (with && (named.kind == MeaningKind::kColumn || named.kind == MeaningKind::kEntity) && FactsOf(named).category && !FactsOf(named).row_id) {
        AddGroup(Ref(named), j);
        explicit_group_ = true;
        plural_rank_ = Plural(words_[tags_[j].last].text);
        Use(j);
      }
      for (const Meaning& meaning : tags_[j].meanings) {
        ranks_other = ranks_other || ((meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity) && FactsOf(meaning).category && !FactsOf(meaning).row_id);
      }
    }
    if (ranks_other) {
      // "which truck drove the furthest": in all.
      MeasureKind kind = IsOneOf(Text(i), {"furthest", "farthest"}) ? MeasureKind::kSum : MeasureKind::kAverage;
      assumed_ = true;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(i, &kind, &quantile, &more);
      AddMeasure(kind, *operand, quantile);
      ranked_ = true;
      form_.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (noun < tags_.size()) Use(noun);
      NoteThat("ranked_by", Words(i), base::StrCat(kind == MeasureKind::kSum ? "by the sum of " : "by the average of ", operand->column.name));
      continue;
    }
    const bool group = noun < tags_.size() && Lexical(noun) && Chosen(noun).kind != MeaningKind::kTable && FactsOf(Chosen(noun)).category &&
                       !(FactsOf(Chosen(noun)).row_id && Chosen(noun).source == 0);
    bool single = false;
    if (group) {
      // A thing that each row has its own of is a row: parcels, not endpoints.
      const ColumnRef ref = Ref(Chosen(noun));
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      single = profile.distinct > 0 && scope_.main().profile().rows > 0 && profile.distinct * 8 > scope_.main().profile().rows;
    }
    if (group && !single) {
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(noun, &kind, &quantile, &more);
      AddMeasure(kind, *operand, quantile);
      AddGroup(Ref(Chosen(noun)), noun);
      explicit_group_ = true;
      ranked_ = true;
      plural_rank_ = Plural(words_[tags_[noun].last].text);
      form_.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      Use(noun);
      NoteThat("ranked_by", Words(i), base::StrCat("by the average of ", operand->column.name));
    } else if (noun == tags_.size() && !Has(TagKind::kBy) && !Has(TagKind::kPer) && placed_.empty() && !group_noun_seen_ && !Has(TagKind::kWhich) && form_.limit < 2) {
      AddMeasure(descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *operand);
      form_.row_order = {};
    } else if ((Has(TagKind::kBy) && !said_by && form_.limit < 2) || Has(TagKind::kPer) || (Has(TagKind::kWhich) && noun == tags_.size())) {
      const bool which = Has(TagKind::kWhich) && noun == tags_.size() && !Has(TagKind::kBy) && !Has(TagKind::kPer);
      AddMeasure(which ? MeasureKind::kAverage : (descending ? MeasureKind::kMaximum : MeasureKind::kMinimum), *operand);
      if (which) {
        ranked_ = true;
        form_.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      if (noun < tags_.size()) Use(noun);
    } else {
      form_.shape = Shape::kRows;
      form_.row_order = *operand;
      form_.row_descending = descending;
      if (form_.limit == 0) form_.limit = noun < tags_.size() && Plural(words_[tags_[noun].last].text) ? kRankedRows : 1;
      if (noun < tags_.size()) {
        if (Means(noun, MeaningKind::kTable)) composed_.said_table = true;
        Use(noun);
      }
    }
  }
}

// "in minutes", "in km", "kilometres driven"
// "call minutes": the noun only says what the unit is of.
bool Composer::OfRows(size_t noun, size_t unit) const {
  if (noun + 1 != unit || !Is(unit, TagKind::kUnit) || BreakBetween(noun, unit) || !(Means(noun, MeaningKind::kTable) || Means(noun, MeaningKind::kEntity))) return false;
  const size_t before = Previous(noun);
  return words_[tags_[noun].last].text.back() != 's' && (Is(before, TagKind::kAggregate) || Is(before, TagKind::kCount));
}

void Composer::ReadUnits() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kUnit) || used_[i]) continue;
    const auto unit = knowledge::FindUnit(tags_[i].unit);
    bool shown = false;
    // "the three longest stays, in minutes": of each row shown.
    if (form_.shape == Shape::kRows && form_.row_order.IsSpan() && unit->dimension == Dimension::kDuration) {
      form_.row_order.scale = unit->factor;
      shown = true;
      if (Text(Next(i)) == "each" && Next(Next(i)) == tags_.size()) used_[Next(i)] = true;
    }
    for (Measure& measure : form_.measures) {
      if (measure.operand.empty()) continue;
      if (measure.operand.IsSpan()) {
        if (unit->dimension != Dimension::kDuration) continue;
        measure.operand.scale = unit->factor;
        shown = true;
        continue;
      }
      if (scope_.Profile(measure.operand.column).column_class != catalog::ColumnClass::kNumber) continue;
      const auto own = knowledge::FindUnit(scope_.Facts(measure.operand.column).unit);
      const double parts = scope_.Facts(measure.operand.column).parts;
      if (own.has_value() && own->dimension == unit->dimension && own->factor > 0 && unit->factor > 0) {
        measure.operand.scale = parts * unit->factor / own->factor;
        shown = true;
      } else if (own.has_value() && parts != 1 && knowledge::UnitSymbol(tags_[i].unit) == knowledge::UnitSymbol(scope_.Facts(measure.operand.column).unit)) {
        measure.operand.scale = parts;
        shown = true;
      } else if (!own.has_value() && scope_.Facts(measure.operand.column).dimension == unit->dimension) {
        shown = true;
      }
    }
    if (shown) {
      used_[i] = true;
      continue;
    }
    // "average kilos per day": of what each day adds up to.
    const bool of_steps = form_.shape == Shape::kNested && Additive(unit->dimension);
    if (!form_.measures.empty() || (form_.shape != Shape::kMeasures && !of_steps)) continue;
    // A unit as what is summed: "how many kilometres", "kilometres driven".
    size_t ahead = Previous(i);
    // "total call minutes": of the rows that are named between
    if (OfRows(ahead, i)) ahead = Previous(ahead);
    // "data sent by hour in MB"
    const bool shown_in = tags_[i].first > 0 && words_[tags_[i].first - 1].text == "in" && !counted_;
    // "top five buyers by euros spent"
    const bool ranks = Is(ahead, TagKind::kBy) && Text(ahead) == "by" && !used_[ahead] && (form_.limit > 0 || Has(TagKind::kTop) || Has(TagKind::kMost)) && !form_.groups.empty();
    // "glass collected in March, kg"
    const bool alone = i + 1 == tags_.size() && BreakBetween(ahead, i) && !counted_ && !Has(TagKind::kCount);
    // "copper kilos by yard", "weekly litres": what is weighed or filled adds up, whatever stands before it. Hours and euros may be said of a single row.
    const bool adds_up = (Additive(unit->dimension) || of_steps) && unit->dimension != Dimension::kMoney && !Is(ahead, TagKind::kNumber) && !counted_;
    if (!shown_in && !alone && !ranks && !adds_up && ahead < tags_.size() && !Is(ahead, TagKind::kCount) && !Is(ahead, TagKind::kAggregate) && !Is(ahead, TagKind::kMost) && !Is(ahead, TagKind::kTop)) continue;
    std::optional<Operand> operand = unit->dimension == Dimension::kMoney ? MoneyOperand() : OperandOf(unit->dimension, i);
    if (!operand.has_value()) continue;
    if (ranks) {
      Use(ahead);
      ranked_ = true;
      if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
    }
    const auto own = knowledge::FindUnit(scope_.Facts(operand->column).unit);
    if (own.has_value() && own->factor > 0 && unit->factor > 0 && own->dimension == unit->dimension) operand->scale = unit->factor / own->factor;
    if (operand->IsSpan() && unit->factor > 0) operand->scale = unit->factor;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    if (!of_steps) (void)AggregateFor(i, &kind, &quantile, &more);
    const size_t before = Previous(i);
    if (Is(before, TagKind::kCount)) used_[before] = true;
    if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
      used_[before] = true;
      ranked_ = true;
      form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    AddMeasure(kind, *operand, quantile);
    NoteThat("unit", Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "", operand->column.name));
    used_[i] = true;
  }
}

}  // namespace aurora::query::language
