#include <algorithm>
#include <cmath>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

std::string Number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return base::StrCat(static_cast<int64_t>(value));
  std::string text = base::StrCat(value);
  return text;
}

}  // namespace

double Composer::UnitFactor(const Operand& operand, const std::string& unit, bool money) const {
  const auto asked = knowledge::FindUnit(unit);
  double factor = asked.has_value() && asked->factor > 0 ? asked->factor : 1;
  if (operand.IsSpan()) return asked.has_value() && asked->dimension == Dimension::kDuration ? factor : 1;
  const ColumnFacts& facts = scope_.Facts(operand.column);
  const auto own = knowledge::FindUnit(facts.unit);
  if (!own.has_value() || own->factor <= 0) return facts.unit.empty() && asked.has_value() && asked->dimension != Dimension::kMoney ? 1 : 1;
  if (money || (asked.has_value() && asked->dimension == Dimension::kMoney)) return own->dimension == Dimension::kMoney ? factor / own->factor : 1;
  if (!asked.has_value() || asked->dimension != own->dimension) return 1;
  return factor / own->factor;
}

// The column of a dimension that fits best; nullopt when none does, or several do alike.
std::optional<Operand> Composer::OperandOf(Dimension dimension, size_t near) const {
  (void)near;
  std::vector<std::pair<double, Operand>> found;
  for (size_t s = 0; s < scope_.size(); ++s) {
    for (size_t c = 0; c < scope_.source(s).size(); ++c) {
      const ColumnFacts& facts = scope_.source(s).column(c);
      if (!facts.measure || facts.dimension != dimension || scope_.source(s).profile().columns[c].Hidden()) continue;
      double rank = s == 0 ? 1 : 0.3;
      for (const std::string& stem : facts.stems) {
        for (const Word& word : words_) rank += word.stem == stem && !TooGeneral(word.text) ? 1 : 0;
      }
      if (dimension == Dimension::kMoney && s == 0 && c == scope_.main().money()) rank += 0.5;
      found.push_back({rank, Operand{scope_.Ref(s, c), {}, 1}});
    }
  }
  if (found.empty() && dimension == Dimension::kDuration) {
    // From its beginning to its end.
    std::vector<ColumnRef> moments;
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      if (scope_.main().profile().columns[c].column_class == catalog::ColumnClass::kTime && !scope_.main().profile().columns[c].Hidden()) {
        moments.push_back(scope_.Ref(0, c));
      }
    }
    if (moments.size() == 2) return Operand{moments[0], moments[1], 1};
    return std::nullopt;
  }
  if (found.empty()) return std::nullopt;
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (found.size() > 1 && found[0].first == found[1].first) return std::nullopt;
  return found[0].second;
}

std::optional<Operand> Composer::ComparedOperand(size_t compare, size_t after, const Tag& number, const std::string& unit) {
  const auto numeric = [&](size_t tag) -> std::optional<Operand> {
    if (!Lexical(tag)) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      if ((meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity) && FactsOf(meaning).measure) return Operand{Ref(meaning), {}, 1};
    }
    return std::nullopt;
  };
  const auto asked = knowledge::FindUnit(unit);
  const auto fits = [&](const Operand& operand) {
    if (!asked.has_value() || operand.IsSpan()) return true;
    const Dimension own = scope_.Facts(operand.column).dimension;
    return own == asked->dimension || own == Dimension::kNone || asked->dimension == Dimension::kOther || asked->dimension == Dimension::kShare || asked->dimension == Dimension::kTemperature;
  };
  for (size_t tag = Previous(compare), steps = 0; tag < tags_.size() && steps < 2; tag = Previous(tag), ++steps) {
    if (BreakBetween(tag, compare)) break;
    if (std::optional<Operand> operand = numeric(tag); operand.has_value() && fits(*operand) && (!used_[tag] || steps == 0)) {
      Use(tag);
      return operand;
    }
    if (!Is(tag, TagKind::kHaving) && !Is(tag, TagKind::kAggregate) && !Is(tag, TagKind::kNegation)) break;
  }
  if (after < tags_.size() && !BreakBetween(after - 1, after)) {
    if (std::optional<Operand> operand = numeric(after); operand.has_value() && fits(*operand) && !used_[after]) {
      Use(after);
      return operand;
    }
  }
  if (!form_.row_order.empty() && form_.row_order.IsSpan() && asked.has_value() && asked->dimension == Dimension::kDuration) return form_.row_order;
  if (number.money) return MoneyOperand();
  if (asked.has_value() && asked->dimension != Dimension::kOther) {
    if (asked->dimension == Dimension::kMoney) return MoneyOperand();
    if (tags_[compare].dimension == Dimension::kNone || tags_[compare].dimension == asked->dimension) return OperandOf(asked->dimension, compare);
    // "longer than 40 km" is a distance.
    return OperandOf(asked->dimension, compare);
  }
  if (tags_[compare].dimension != Dimension::kNone) {
    return tags_[compare].dimension == Dimension::kMoney ? MoneyOperand() : OperandOf(tags_[compare].dimension, compare);
  }
  return std::nullopt;
}

// "more than twice the median", "above average"
bool Composer::ReadRelative(size_t compare, size_t factor) {
  size_t aggregate = factor;
  double times = 1;
  if (Is(factor, TagKind::kFactor)) {
    times = tags_[factor].number;
    aggregate = Next(factor);
  }
  if (!Is(aggregate, TagKind::kAggregate)) return false;
  size_t after = Next(aggregate);
  std::optional<Operand> operand = ComparedOperand(compare, after < tags_.size() && Lexical(after) ? after : tags_.size(), tags_[aggregate], "");
  if (!operand.has_value()) {
    // "trips with a fare above the average": the only number that the question names.
    for (size_t i = 0; i < compare && !operand.has_value(); ++i) {
      if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure) {
        operand = Operand{Ref(Chosen(i)), {}, 1};
        Use(i);
      }
    }
  }
  if (!operand.has_value()) return false;
  Condition condition;
  condition.operand = *operand;
  condition.comparison = tags_[compare].comparison;
  condition.values = {Number(times)};
  condition.relative_to = tags_[aggregate].aggregate == MeasureKind::kSum ? MeasureKind::kAverage : tags_[aggregate].aggregate;
  condition.words = Words(compare, aggregate);
  Place(condition, compare);
  Use(compare);
  used_[factor] = true;
  used_[aggregate] = true;
  return true;
}

bool Composer::ReadComparison(size_t compare) {
  Comparison comparison = tags_[compare].comparison;
  size_t number = Next(compare);
  if (Is(number, TagKind::kFactor) || (Is(number, TagKind::kAggregate) && tags_[number].aggregate != MeasureKind::kSum)) return ReadRelative(compare, number);
  // "100 or more"
  bool trailing = false;
  if (!Is(number, TagKind::kNumber) && compare > 0 && Text(compare) == "or") {
    const size_t before = Previous(compare);
    if (Is(before, TagKind::kNumber)) {
      number = before;
      trailing = true;
    } else if (Is(before, TagKind::kUnit) && Is(Previous(before), TagKind::kNumber)) {
      number = Previous(before);
      trailing = true;
    }
  }
  if (!Is(number, TagKind::kNumber) || (used_[number] && !trailing)) {
    // "over the last week", "above all": no comparison of numbers.
    if (Is(number, TagKind::kTime) || Is(number, TagKind::kShift) || Text(compare) == "past") {
      Use(compare);
      return true;
    }
    return false;
  }
  const auto unit_after = [&](size_t at) { return Is(at, TagKind::kUnit) && !BreakBetween(at - 1, at) ? at : tags_.size(); };
  std::vector<double> numbers = {tags_[number].number};
  std::string unit = tags_[number].unit;
  size_t last = number;
  size_t unit_at = unit_after(Next(number));
  if (unit_at < tags_.size()) {
    unit = tags_[unit_at].unit;
    last = unit_at;
  }
  bool money = tags_[number].money;
  // Pounds of money where nothing is weighed.
  if ((unit == "pounds" || unit == "pound") && !OperandOf(Dimension::kWeight, compare).has_value()) {
    unit = "gbp";
    money = true;
  }
  if (comparison == Comparison::kBetween) {
    const size_t join = Next(last);
    const size_t second = Next(join);
    if ((!Is(join, TagKind::kAnd) && !Is(join, TagKind::kTo)) || !Is(second, TagKind::kNumber)) return false;
    numbers.push_back(tags_[second].number);
    money = money || tags_[second].money;
    last = second;
    unit_at = unit_after(Next(second));
    if (unit_at < tags_.size()) {
      unit = tags_[unit_at].unit;
      last = unit_at;
    }
    used_[second] = true;
    Use(join);
  }
  size_t after = Next(last);
  if (Negated(compare)) {
    if (comparison == Comparison::kGreater) comparison = Comparison::kLessOrEqual;
    if (comparison == Comparison::kLess) comparison = Comparison::kGreaterOrEqual;
  }
  std::vector<std::string> values;
  const auto accept = [&]() {
    Use(compare);
    used_[number] = true;
    for (size_t i = number; i <= last; ++i) {
      if (Is(i, TagKind::kUnit) || Is(i, TagKind::kNumber)) used_[i] = true;
    }
  };
  // Silence is not compared: "quiet for more than two hours".
  if (silent_.has_value() && knowledge::FindUnit(unit).has_value() && knowledge::FindUnit(unit)->dimension == Dimension::kDuration) {
    Use(compare);
    return true;
  }
  if (unit.empty() || unit == "percent") {
    values.clear();
    for (double one : numbers) values.push_back(Number(one));
    if (ReadHaving(compare, comparison, values, after, money)) {
      accept();
      return true;
    }
  }
  std::optional<Operand> operand = ComparedOperand(compare, after, tags_[number], unit);
  if (!operand.has_value() && unit.empty() && !money) {
    // The only number that the question names so far.
    for (size_t i = 0; i < tags_.size() && !operand.has_value(); ++i) {
      if (Lexical(i) && !used_[i] && (Chosen(i).kind == MeaningKind::kColumn) && FactsOf(Chosen(i)).measure && !BreakBetween(std::min(i, compare), std::max(i, compare))) {
        operand = Operand{Ref(Chosen(i)), {}, 1};
        Use(i);
      }
    }
  }
  if (!operand.has_value()) return false;
  const double factor = UnitFactor(*operand, unit, money);
  Condition condition;
  condition.operand = *operand;
  condition.comparison = comparison;
  for (double one : numbers) condition.values.push_back(Number(one * factor));
  condition.words = Words(compare, last);
  Place(condition, compare);
  if (factor != 1) NoteThat("unit_" + operand->column.name, condition.words, base::StrCat(condition.values[0], " in the unit of ", operand->column.name));
  accept();
  return true;
}

void Composer::ReadComparisons() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kCompare) && !used_[i]) (void)ReadComparison(i);
  }
}

// customers with more than three orders; hubs with over 20 errors; days with fewer than 100 sales
bool Composer::ReadHaving(size_t compare, Comparison comparison, std::vector<std::string> values, size_t after, bool money) {
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
  if (money && spent) {
    std::optional<Operand> operand = MoneyOperand();
    if (!operand.has_value()) return false;
    measure.kind = MeasureKind::kSum;
    measure.operand = *operand;
    noun = tags_.size();
    counts = true;
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
      const bool entity = (meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category;
      if (distinct && entity) {
        measure.kind = MeasureKind::kCountDistinct;
        measure.operand = {Ref(meaning), {}, 1};
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
  // Whose: the noun before.
  bool bucket = form_.HasBucket();
  size_t whose = tags_.size();
  for (size_t i = compare; i-- > 0;) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if ((meaning.kind == MeaningKind::kEntity || meaning.kind == MeaningKind::kColumn) && FactsOf(meaning).category &&
        !(meaning.source == 0 && FactsOf(meaning).row_id) && i != noun) {
      whose = i;
    }
  }
  if (whose == tags_.size() && !bucket) return false;
  if (whose < tags_.size()) {
    size_t at = 0;
    const Context context = ContextOf(whose, &at);
    if (context == Context::kCount) counted_ = true;
    if (at < tags_.size() && context != Context::kNone) Use(at);
    AddGroup(Ref(Chosen(whose)), whose);
    Use(whose);
  } else if (Has(TagKind::kCount)) {
    counted_ = true;
  }
  if (noun < tags_.size()) {
    if (Means(noun, MeaningKind::kValue)) {
      // Its rows only; ReadValues makes the filter.
    } else {
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
  Having having;
  having.measure = measure;
  having.comparison = comparison;
  having.values = std::move(values);
  form_.having.push_back(std::move(having));
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (form_.shape == Shape::kGroups) {
    form_.measures.push_back(measure);
    form_.measures.back().name = measure.kind == MeasureKind::kCount ? "rows" : NameOf(measure);
  }
  composed_.said_measure = true;
  explicit_group_ = true;
  return true;
}

// belt 7; version 8; surge of 2; 5 stars; parcel PX0030
void Composer::ReadColumnNumbers() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) continue;
    const ColumnFacts& facts = FactsOf(meaning);
    Condition condition;
    condition.operand = {Ref(meaning), {}, 1};
    const catalog::ColumnProfile& profile = scope_.Profile(condition.operand.column);
    size_t next = i + 1;
    while (next < tags_.size() && Is(next, TagKind::kFiller) &&
           (Text(next) == "of" || Text(next) == "number" || Text(next) == "is" || Text(next) == "was" || Text(next) == "are" || Text(next) == "named" || Text(next) == "called")) {
      ++next;
    }
    if (next < tags_.size() && BreakBetween(i, next)) next = tags_.size();
    const size_t before = Previous(i);
    if (Is(before, TagKind::kFactor) && facts.measure && !BreakBetween(before, i)) {
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
    } else if (Is(before, TagKind::kNumber) && !used_[before] && facts.dimension == Dimension::kRating && !BreakBetween(before, i)) {
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
    } else if (Is(next, TagKind::kNumber) && !used_[next] && !tags_[next].money &&
               (facts.category || (facts.measure && next > i + 1 && !Is(Next(next), TagKind::kUnit)) || facts.dimension == Dimension::kNone || facts.dimension == Dimension::kRating)) {
      size_t at = next;
      while (Is(at, TagKind::kNumber) && !used_[at] && !Is(Next(at), TagKind::kUnit)) {
        condition.values.push_back(profile.column_class == catalog::ColumnClass::kText ? words_[tags_[at].first].original : Number(tags_[at].number));
        used_[at] = true;
        const size_t join = Next(at);
        if ((Is(join, TagKind::kAnd) || Is(join, TagKind::kOr)) && Is(Next(join), TagKind::kNumber)) {
          at = Next(join);
        } else {
          break;
        }
      }
    } else if (Is(next, TagKind::kUnknown) && facts.category && profile.column_class == catalog::ColumnClass::kText) {
      const std::string& original = words_[tags_[next].first].original;
      if (original.find_first_of("0123456789") == std::string::npos) continue;
      condition.values = {original};
      used_[next] = true;
    }
    if (condition.values.empty()) continue;
    condition.words = Words(std::min(i, before < i && used_[before] && Is(before, TagKind::kNumber) ? before : i), i);
    if (Negated(i)) condition.comparison = Comparison::kIsNot;
    Place(condition, i);
    Use(i);
  }
}

// scanners whose names begin with H-
void Composer::ReadTextConditions() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    Comparison comparison = Comparison::kStartsWith;
    if (Is(i, TagKind::kEndsWith)) comparison = Comparison::kEndsWith;
    if (Is(i, TagKind::kContains)) comparison = Comparison::kContains;
    if ((!Is(i, TagKind::kStartsWith) && comparison == Comparison::kStartsWith) || used_[i]) continue;
    const size_t next = i + 1;
    if (next >= tags_.size()) continue;
    // "bookings that end in a no-show": only a verb.
    if (Means(next, MeaningKind::kValue) || Means(Next(i), MeaningKind::kValue)) {
      used_[i] = true;
      continue;
    }
    size_t noun = tags_.size();
    for (size_t j = i; j-- > 0;) {
      if (!Lexical(j) || used_[j]) continue;
      for (const Meaning& meaning : tags_[j].meanings) {
        const bool column = meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity;
        if (column && scope_.source(meaning.source).profile().columns[meaning.column].column_class == catalog::ColumnClass::kText) {
          noun = j;
          Condition condition;
          condition.operand = {Ref(meaning), {}, 1};
          condition.comparison = comparison;
          condition.values = {Words(next)};
          condition.words = Words(noun, next);
          Place(condition, i);
          break;
        }
      }
      if (noun < tags_.size()) break;
    }
    if (noun == tags_.size()) continue;
    Use(noun);
    least_ = 1;
    used_[i] = true;
    used_[next] = true;
  }
}

// outside the driver's home city: the row's city is another
void Composer::ReadSameColumns() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool different = Is(i, TagKind::kNegation);
    const bool same = Is(i, TagKind::kFiller) && Text(i) == "same";
    if ((!different && !same) || (different && used_[i])) continue;
    for (size_t j = i + 1; j < tags_.size() && j < i + 6; ++j) {
      if (Is(j, TagKind::kFiller)) continue;
      if (!Lexical(j)) break;
      const Meaning& meaning = Chosen(j);
      if (meaning.kind == MeaningKind::kEntity) continue;
      if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).category || FactsOf(meaning).stems.empty()) break;
      // Its counterpart: the same kind of thing, of the row or of the other table.
      std::optional<ColumnRef> other;
      for (size_t s = 0; s < scope_.size() && !other.has_value(); ++s) {
        for (size_t c = 0; c < scope_.source(s).size(); ++c) {
          const ColumnFacts& facts = scope_.source(s).column(c);
          if ((s == meaning.source && c == meaning.column) || facts.stems.empty() || facts.stems.back() != FactsOf(meaning).stems.back()) continue;
          if (s == meaning.source && meaning.source != 0) continue;
          other = scope_.Ref(s, c);
          break;
        }
      }
      if (!other.has_value()) break;
      if (same && meaning.source == 0) break;
      Condition condition;
      condition.operand = {*other, {}, 1};
      condition.comparison = different ? Comparison::kNotSameAs : Comparison::kSameAs;
      condition.other = Ref(meaning);
      condition.words = Words(i, j);
      Place(condition, i);
      Use(i);
      for (size_t k = 0; k < tags_.size(); ++k) {
        // "at a site other than the home site of the doctor": both, and whose they are.
        const bool own = Lexical(k) && (Chosen(k).kind == MeaningKind::kColumn && (Ref(Chosen(k)) == *other || Ref(Chosen(k)) == condition.other));
        const bool whose = Lexical(k) && k > j && k < j + 4 && Chosen(k).kind == MeaningKind::kEntity;
        if ((k > i && k <= j && Lexical(k)) || own || whose) Use(k);
      }
      break;
    }
  }
}

// without a driver, never picked up, with a tip
void Composer::ReadMissing() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool missing = Is(i, TagKind::kWithout) || Is(i, TagKind::kNegation) || Is(i, TagKind::kNever);
    const bool present = Is(i, TagKind::kHaving);
    if ((!missing && !present) || (used_[i] && !Is(i, TagKind::kNever))) continue;
    const size_t noun = Next(i);
    // "on which days did we have no orders"
    if (missing && form_.HasBucket() && group_noun_seen_ && (Is(noun, TagKind::kRows) || Means(noun, MeaningKind::kTable) || Means(noun, MeaningKind::kValue) || Means(noun, MeaningKind::kMoment))) {
      form_.shape = Shape::kEmptyBuckets;
      used_[i] = true;
      if (never_ == i) never_.reset();
      if (!Means(noun, MeaningKind::kValue)) {
        if (Means(noun, MeaningKind::kTable)) composed_.said_table = true;
        Use(noun);
      }
      continue;
    }
    if (!Lexical(noun) || used_[noun] || (BreakBetween(i, noun))) continue;
    for (const Meaning& meaning : tags_[noun].meanings) {
      if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue) {
        if (meaning.weight >= 0.9) break;
        continue;
      }
      const ColumnRef ref = Ref(meaning);
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      if (!profile.nullable) continue;
      const size_t after = Next(noun);
      if (present && (Is(after, TagKind::kCompare) || Is(after, TagKind::kNumber) || FactsOf(meaning).category)) break;
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = missing ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = Words(i, noun);
      Place(condition, i);
      used_[i] = true;
      if (never_ == i) never_.reset();
      Use(noun);
      break;
    }
  }
}

bool Composer::Negated(size_t tag) {
  int content = 0;
  for (size_t i = tag; i-- > 0 && content < 3;) {
    if (BreakBetween(i, i + 1) && !Lexical(i)) return false;
    if (Is(i, TagKind::kNegation)) {
      used_[i] = true;
      return true;
    }
    if (Is(i, TagKind::kFiller)) continue;
    // "not from Leeds or Hanoi"
    if (Is(i, TagKind::kOr) || (Is(i, TagKind::kAnd) && Lexical(i - 1)) || (Lexical(i) && (Is(i + 1, TagKind::kOr) || Is(i + 1, TagKind::kAnd)))) {
      ++content;
      continue;
    }
    if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).category) {
      ++content;
      continue;
    }
    return false;
  }
  return false;
}

void Composer::Place(Condition condition, size_t tag) {
  Placed placed;
  placed.tag = tag;
  placed.condition = std::move(condition);
  placed_.push_back(std::move(placed));
}

// "cancelled" among rider_cancelled and driver_cancelled, in "how many cancelled trips by drivers": the one whose other
// word is there.
void Composer::NarrowValues(size_t tag, Meaning& meaning) {
  if (meaning.values.size() < 2) return;
  std::vector<std::string> kept;
  size_t helper = tags_.size();
  for (const std::string& value : meaning.values) {
    const std::vector<std::string> parts = SplitName(value);
    if (parts.size() < 2) continue;
    size_t found = 0;
    size_t at = tags_.size();
    for (const std::string& part : parts) {
      for (size_t i = 0; i < tags_.size(); ++i) {
        bool has = false;
        for (size_t w = tags_[i].first; w <= tags_[i].last; ++w) has = has || words_[w].stem == Stem(part);
        if (!has) continue;
        ++found;
        if (i != tag) at = i;
        break;
      }
    }
    if (found == parts.size() && at < tags_.size()) {
      kept.push_back(value);
      helper = at;
    }
  }
  if (kept.size() != 1) return;
  meaning.values = kept;
  if (helper < tags_.size() && !Is(helper, TagKind::kBy)) {
    used_[helper] = true;
    // "cancelled by the driver"
    const size_t before = Previous(helper);
    if (Is(before, TagKind::kBy) && before > tag) used_[before] = true;
  }
}

void Composer::ReadValues() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Means(i, MeaningKind::kValue) || used_[i]) continue;
    Meaning meaning = Chosen(i);
    NarrowValues(i, meaning);
    Condition condition;
    condition.operand = {Ref(meaning), {}, 1};
    condition.values = meaning.values;
    condition.words = Words(i);
    if (Negated(i)) condition.comparison = Comparison::kIsNot;
    // "paid by card": with what, not a group.
    if (const size_t by = Previous(i); Is(by, TagKind::kBy) && !used_[by] && (Text(by) == "by")) {
      const size_t after = Next(i);
      const bool group = Lexical(after) && !BreakBetween(i, after) && Chosen(after).kind != MeaningKind::kValue && Chosen(after).kind != MeaningKind::kTable;
      const bool rate = Is(after, TagKind::kRatio);
      if (!group && !rate) Use(by);
    }
    std::string reading = condition.comparison == Comparison::kIsNot ? " is not " : " is ";
    for (size_t v = 0; v < condition.values.size() && v < 6; ++v) base::StrAppend(&reading, v == 0 ? "" : " or ", condition.values[v]);
    const std::string place = meaning.values.size() == 1 && meaning.values[0].size() == 2
                                  ? (knowledge::StateName(meaning.values[0]).empty() ? knowledge::CountryName(meaning.values[0]) : knowledge::StateName(meaning.values[0]))
                                  : "";
    if (!place.empty() && Words(i) != meaning.values[0]) base::StrAppend(&reading, " (", Words(i), ")");
    NoteThat("filter_" + condition.operand.column.name, Words(i), base::StrCat(condition.operand.column.name, reading));
    const ColumnRef column = condition.operand.column;
    Place(std::move(condition), i);
    Use(i);
    // "city Leeds", "the premium plan": the column's own name beside its value.
    for (size_t beside : {Previous(i), Next(i)}) {
      if (!Lexical(beside) || used_[beside] || BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& other = Chosen(beside);
      const bool own = (other.kind == MeaningKind::kColumn || other.kind == MeaningKind::kEntity) && Ref(other) == column;
      size_t at = 0;
      const Context context = own ? ContextOf(beside, &at) : Context::kNone;
      const bool asked = context == Context::kBy || context == Context::kPer || ((context == Context::kTop || context == Context::kMost || context == Context::kWhich || context == Context::kCount || context == Context::kDistinct) && beside > i);
      if (own && !asked) Use(beside);
    }
  }
}

void Composer::ReadWeekdays() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kWeekdays) || used_[i] || time_.empty()) continue;
    Condition condition;
    condition.operand = {time_, {}, 1};
    condition.part = TimePart::kWeekday;
    for (int day : tags_[i].weekdays) condition.values.push_back(base::StrCat(day));
    condition.words = Words(i);
    Place(condition, i);
    used_[i] = true;
  }
}

std::vector<Condition> Composer::Combine(const std::vector<Placed>& placed) const {
  std::vector<Condition> conditions;
  std::vector<size_t> tags;
  for (const Placed& one : placed) {
    const Condition& condition = one.condition;
    bool merged = false;
    for (size_t c = 0; c < conditions.size() && !merged; ++c) {
      Condition& known = conditions[c];
      const bool either = known.comparison == Comparison::kIs || known.comparison == Comparison::kIsNot;
      if (either && known.comparison == condition.comparison && known.operand == condition.operand && known.part == condition.part) {
        for (const std::string& value : condition.values) {
          if (std::find(known.values.begin(), known.values.end(), value) == known.values.end()) known.values.push_back(value);
        }
        base::StrAppend(&known.words, ", ", condition.words);
        tags[c] = one.tag;
        merged = true;
        continue;
      }
      // "in Leeds or by van": either of two columns.
      bool or_between = false;
      bool other_between = false;
      for (size_t t = std::min(tags[c], one.tag) + 1; t < std::max(tags[c], one.tag); ++t) {
        or_between = or_between || Is(t, TagKind::kOr);
        other_between = other_between || (Lexical(t) && Chosen(t).kind == MeaningKind::kValue);
      }
      if (or_between && !other_between && !condition.relative_to.has_value() && !known.relative_to.has_value()) {
        known.any.push_back(condition);
        merged = true;
      }
    }
    if (merged) continue;
    conditions.push_back(condition);
    tags.push_back(one.tag);
  }
  return conditions;
}

}  // namespace aurora::query::language
