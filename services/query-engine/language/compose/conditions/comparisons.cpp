#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

std::optional<Operand> ComparedOperand(Draft& d, size_t compare, size_t after, const Tag& number, const std::string& unit) {
  const auto numeric = [&](size_t tag) -> std::optional<Operand> {
    if (!d.Lexical(tag)) return std::nullopt;
    for (const Meaning& meaning : d.tags[tag].meanings) {
      // "attempts above 2", though they are few enough to group by
      const bool few = meaning.kind == MeaningKind::kColumn && !d.FactsOf(meaning).measure && CountsThingsOfRow(d, tag);
      if (!OfColumn(meaning) || (!d.FactsOf(meaning).measure && !few)) continue;
      // "exposures colder than": the rows, and not the number that is called likewise and measures something else.
      const Dimension own = d.FactsOf(meaning).dimension;
      const bool other = d.tags[compare].dimension != Dimension::kNone && own != Dimension::kNone && own != d.tags[compare].dimension;
      if (other && d.Chosen(tag).kind == MeaningKind::kTable) continue;
      // "charges of more than 300 kWh" of a bus whose capacity is called likewise: of the rows.
      if (d.Chosen(tag).kind == MeaningKind::kTable && meaning.source != d.Chosen(tag).source) continue;
      // "a gross weight above 30 tonnes" of a truck's largest one, where each row has its own.
      const Word& said = d.words[d.tags[tag].last];
      const bool dimension = knowledge::DimensionOfWord(said.text) == own && own != Dimension::kNone;
      const bool unnamed = std::find(d.FactsOf(meaning).stems.begin(), d.FactsOf(meaning).stems.end(), said.stem) == d.FactsOf(meaning).stems.end();
      if (dimension && unnamed && meaning.source > 0) {
        const std::optional<Operand> mine = OperandOf(d, own, compare);
        if (mine.has_value() && !mine->IsSpan() && mine->column.source == 0) return mine;
      }
      return Operand{d.Ref(meaning), {}, 1};
    }
    return std::nullopt;
  };
  const auto asked = knowledge::FindUnit(unit);
  const auto fits = [&](const Operand& operand) {
    // "sales of more than £10" of sales that have a number of their own.
    if (number.money && !operand.IsSpan() && d.scope.Facts(operand.column).dimension != Dimension::kMoney) return false;
    if (!asked.has_value() || operand.IsSpan()) return true;
    const Dimension own = d.scope.Facts(operand.column).dimension;
    // "loads over 6 tonnes": no number without a unit where another is a weight.
    const bool measured = own == Dimension::kNone && OperandOf(d, asked->dimension, compare).has_value();
    return own == asked->dimension || (own == Dimension::kNone && !measured) || asked->dimension == Dimension::kOther || asked->dimension == Dimension::kShare;
  };
  // "delivered within 30 minutes": from the row's time until then.
  if (const size_t verb = d.Previous(compare); d.Text(compare) == "within" && d.Means(verb, MeaningKind::kMoment) && d.Chosen(verb).source == 0 && !d.time.empty() && d.Ref(d.Chosen(verb)) != d.time) {
    d.Use(verb);
    return Operand{d.time, d.Ref(d.Chosen(verb)), 1};
  }
  for (size_t tag = d.Previous(compare), steps = 0; tag < d.tags.size() && steps < 2; tag = d.Previous(tag), ++steps) {
    if (d.BreakBetween(tag, compare)) break;
    if (std::optional<Operand> operand = numeric(tag); operand.has_value() && fits(*operand) && (!d.used[tag] || steps == 0)) {
      d.Use(tag);
      return operand;
    }
    const bool by = d.Is(tag, TagKind::kBy) && d.Text(tag) == "by";
    if (!by && !d.Is(tag, TagKind::kHaving) && !d.Is(tag, TagKind::kAggregate) && !d.Is(tag, TagKind::kNegation)) break;
  }
  if (after < d.tags.size() && !d.BreakBetween(after - 1, after)) {
    if (std::optional<Operand> operand = numeric(after); operand.has_value() && fits(*operand) && !d.used[after]) {
      d.Use(after);
      return operand;
    }
  }
  if (!d.form.row_order.empty() && d.form.row_order.IsSpan() && asked.has_value() && asked->dimension == Dimension::kDuration) return d.form.row_order;
  if (number.money) return MoneyOperand(d);
  if (asked.has_value() && asked->dimension != Dimension::kOther) {
    if (asked->dimension == Dimension::kMoney) return MoneyOperand(d);
    if (d.tags[compare].dimension == Dimension::kNone || d.tags[compare].dimension == asked->dimension) return OperandOf(d, asked->dimension, compare);
    // "longer than 40 km" is a distance.
    return OperandOf(d, asked->dimension, compare);
  }
  if (d.tags[compare].dimension != Dimension::kNone) {
    if (d.tags[compare].dimension == Dimension::kMoney) return MoneyOperand(d);
    const std::optional<Operand> operand = OperandOf(d, d.tags[compare].dimension, compare);
    return operand.has_value() ? operand : MeasuredQuantity(d, d.tags[compare].dimension, compare);
  }
  return std::nullopt;
}

// "more than twice the median", "above average"
bool ReadRelative(Draft& d, size_t compare, size_t factor) {
  size_t aggregate = factor;
  double times = 1;
  if (d.Is(factor, TagKind::kFactor)) {
    times = d.tags[factor].number;
    aggregate = d.Next(factor);
  }
  // "do they ask for more? Average price": another sentence.
  if (!d.Is(aggregate, TagKind::kAggregate) || d.BreakBetween(compare, aggregate)) return false;
  size_t after = d.Next(aggregate);
  std::optional<Operand> operand = ComparedOperand(d, compare, after < d.tags.size() && d.Lexical(after) ? after : d.tags.size(), d.tags[aggregate], "");
  if (!operand.has_value()) {
    // "trips with a fare above the average": the only number that the question names.
    for (size_t i = 0; i < compare && !operand.has_value(); ++i) {
      if (d.Lexical(i) && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure) {
        operand = Operand{d.Ref(d.Chosen(i)), {}, 1};
        d.Use(i);
      }
    }
  }
  if (!operand.has_value()) return false;
  Condition condition;
  condition.operand = *operand;
  condition.comparison = d.tags[compare].comparison;
  condition.values = {Number(times)};
  condition.relative_to = d.tags[aggregate].aggregate == MeasureKind::kSum ? MeasureKind::kAverage : d.tags[aggregate].aggregate;
  condition.words = d.Words(compare, aggregate);
  d.Place(condition, compare);
  d.Use(compare);
  d.used[factor] = true;
  d.used[aggregate] = true;
  return true;
}

// "40 cents a stem", "2 euros per litre": the tag of what each of costs so much; the number of tags where none is said.
size_t EachOf(const Draft& d, size_t money) {
  const size_t article = d.tags[money].last + 1;
  if (article + 1 >= d.words.size() || d.words[article - 1].break_after || !IsOneOf(d.words[article].text, {"a", "an", "per", "each"})) return d.tags.size();
  for (size_t i = money + 1; i < d.tags.size() && d.tags[i].first <= article + 1; ++i) {
    if (d.tags[i].first == article + 1 && (d.Lexical(i) || d.Is(i, TagKind::kUnit) || d.Is(i, TagKind::kUnknown)) && !d.used[i]) return i;
  }
  return d.tags.size();
}

// "bookings for 5 or more people": how many each row is for, where its table says so, and not how many different ones there are.
std::optional<Operand> CameAlong(const Draft& d, size_t begin, size_t people) {
  const size_t first = d.tags[begin].first;
  if (first == 0 || d.words[first - 1].break_after || !IsOneOf(d.words[first - 1].text, {"for", "of", "with"})) return std::nullopt;
  for (const Meaning& meaning : d.tags[people].meanings) {
    if (meaning.kind == MeaningKind::kColumn && meaning.source == 0 && d.scope.Profile(d.Ref(meaning)).column_class == catalog::ColumnClass::kNumber) return Operand{d.Ref(meaning), {}, 1};
  }
  return std::nullopt;
}

// "somatic cell count, thousands per ml", "budget in thousands"
bool KeptInThousands(const Draft& d, const ColumnRef& column) {
  const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
  for (size_t i = 0; i < comment.size(); ++i) {
    if (comment[i].text == "thousands" && (i == 0 || comment[i - 1].break_after || comment[i - 1].text == "in")) return true;
  }
  return false;
}

// "households of six or more" of household_size, or of hh_size beside hh_id: how many belong to each.
std::optional<Operand> SizeOfThing(const Draft& d, size_t begin) {
  const size_t first = d.tags[begin].first;
  const size_t thing = d.Previous(begin);
  if (first == 0 || d.words[first - 1].break_after || d.words[first - 1].text != "of" || !d.Lexical(thing) || d.tags[thing].last + 2 != first) return std::nullopt;
  const std::string& stem = d.words[d.tags[thing].last].stem;
  const TableFacts& rows = d.scope.main();
  for (size_t c = 0; c < rows.size(); ++c) {
    const std::vector<std::string>& name = rows.column(c).words;
    if (name.size() != 2 || name[1] != "size" || rows.profile().columns[c].Hidden() || rows.profile().columns[c].column_class != catalog::ColumnClass::kNumber) continue;
    const bool beside = std::any_of(d.tags[thing].meanings.begin(), d.tags[thing].meanings.end(), [&](const Meaning& meaning) {
      return OfColumn(meaning) && meaning.source == 0 && rows.column(meaning.column).words == std::vector<std::string>{name[0]};
    });
    if (beside || Stem(name[0]) == stem) return Operand{d.scope.Ref(0, c), {}, 1};
  }
  return std::nullopt;
}

// "transactions over 500", "withdrawals above 500", "temperature readings above 40": the number is compared with what each row is. Beside what people
// defined ("net revenue of orders over 102") it may be of that.
bool NamesRowsBefore(const Draft& d, size_t compare) {
  size_t noun = d.Previous(compare);
  // "card payments yesterday over 200"
  while (d.Is(noun, TagKind::kTime) && !d.BreakBetween(noun, compare)) noun = d.Previous(noun);
  if (noun >= d.tags.size() || d.BreakBetween(noun, compare)) return false;
  if (d.Is(noun, TagKind::kRows)) return true;
  if (!d.Lexical(noun) || d.Chosen(noun).source != 0) return false;
  const Meaning& meaning = d.Chosen(noun);
  return meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue || (meaning.kind == MeaningKind::kEntity && d.FactsOf(meaning).row_id);
}

bool ReadComparison(Draft& d, size_t compare) {
  Comparison comparison = d.tags[compare].comparison;
  size_t number = d.Next(compare);
  // "above an altitude of 500", "above level 40"
  size_t named = d.tags.size();
  if (d.Means(number, MeaningKind::kColumn) && d.scope.Profile(d.Ref(d.Chosen(number))).column_class == catalog::ColumnClass::kNumber && !d.used[number] && d.Is(d.Next(number), TagKind::kNumber) && !d.BreakBetween(compare, d.Next(number)) &&
      (d.Next(number) == number + 1 || d.words[d.tags[d.Next(number)].first - 1].text == "of")) {
    named = number;
    number = d.Next(number);
  }
  // "at least twice" is a number; "twice the median" is not.
  // "more than once"
  const size_t behind = d.tags[compare].last + 1;
  const bool once = behind < d.words.size() && !d.words[behind - 1].break_after && d.words[behind].text == "once";
  for (size_t i = compare; i < d.tags.size() && once; ++i) {
    if (d.tags[i].first == behind) number = i;
  }
  // "below half of the asking price": a part of another number, and no number of its own.
  if (!once && d.Is(number, TagKind::kFactor) && d.words[d.tags[number].last].text == "the" && !d.Is(d.Next(number), TagKind::kAggregate)) return false;
  bool times = once || (d.Is(number, TagKind::kFactor) && !d.Is(d.Next(number), TagKind::kAggregate));
  if (!times && (d.Is(number, TagKind::kFactor) || (d.Is(number, TagKind::kAggregate) && d.tags[number].aggregate != MeasureKind::kSum))) return ReadRelative(d, compare, number);
  // "100 or more", "3 bookings or more"
  bool trailing = false;
  size_t noun = d.tags.size();
  if (!d.Is(number, TagKind::kNumber) && compare > 0 && (d.Text(compare) == "or" || d.Text(compare) == "and")) {
    const size_t before = d.Previous(compare);
    // "booked 3 times or more": so often, and not three times as much.
    const bool often = d.Is(before, TagKind::kFactor) && d.words[d.tags[before].last].text == "times" && !d.used[before];
    if (d.Is(before, TagKind::kNumber) || often) {
      number = before;
      trailing = true;
      times = times || often;
    } else if ((d.Is(before, TagKind::kUnit) || (d.Lexical(before) && !d.used[before])) && d.Is(d.Previous(before), TagKind::kNumber) && !d.BreakBetween(d.Previous(before), compare)) {
      number = d.Previous(before);
      trailing = true;
      if (d.Lexical(before)) noun = before;
    }
  }
  if ((!d.Is(number, TagKind::kNumber) && !times) || (d.used[number] && !trailing && !once)) {
    // "over the last week", "above all": no comparison of numbers.
    if (d.Is(number, TagKind::kTime) || d.Is(number, TagKind::kShift) || d.Text(compare) == "past") {
      d.Use(compare);
      return true;
    }
    return false;
  }
  const auto unit_after = [&](size_t at) { return d.Is(at, TagKind::kUnit) && !d.BreakBetween(at - 1, at) ? at : d.tags.size(); };
  std::vector<double> numbers = {once ? 1 : d.tags[number].number};
  std::string unit = d.tags[number].unit;
  size_t last = number;
  size_t unit_at = unit_after(d.Next(number));
  if (unit_at < d.tags.size()) {
    unit = d.tags[unit_at].unit;
    last = unit_at;
  }
  bool money = d.tags[number].money;
  // Pounds of money where nothing is weighed.
  if ((unit == "pounds" || unit == "pound") && !OperandOf(d, Dimension::kWeight, compare).has_value()) {
    unit = "gbp";
    money = true;
  }
  if (comparison == Comparison::kBetween) {
    const size_t join = d.Next(last);
    const size_t second = d.Next(join);
    if ((!d.Is(join, TagKind::kAnd) && !d.Is(join, TagKind::kTo)) || !d.Is(second, TagKind::kNumber)) return false;
    numbers.push_back(d.tags[second].number);
    money = money || d.tags[second].money;
    last = second;
    unit_at = unit_after(d.Next(second));
    if (unit_at < d.tags.size()) {
      unit = d.tags[unit_at].unit;
      last = unit_at;
    }
    d.used[second] = true;
    d.Use(join);
  }
  // "faster than 130 km/h" is more of them, where "faster than an hour" is less.
  if (const auto asked = knowledge::FindUnit(unit); asked.has_value() && asked->dimension == Dimension::kSpeed && d.tags[compare].dimension == Dimension::kDuration) {
    if (comparison == Comparison::kGreater || comparison == Comparison::kLess) comparison = comparison == Comparison::kGreater ? Comparison::kLess : Comparison::kGreater;
  }
  size_t after = noun < d.tags.size() ? noun : trailing ? d.Next(compare) : d.Next(last);
  if (Negated(d, compare)) {
    if (comparison == Comparison::kGreater) comparison = Comparison::kLessOrEqual;
    if (comparison == Comparison::kLess) comparison = Comparison::kGreaterOrEqual;
  }
  std::vector<std::string> values;
  const auto accept = [&]() {
    d.Use(compare);
    // "delayed by more than an hour"
    if (const size_t by = d.Previous(compare); d.Is(by, TagKind::kBy) && d.Text(by) == "by" && !d.BreakBetween(by, compare)) d.Use(by);
    d.used[number] = true;
    for (size_t i = number; i <= last; ++i) {
      if (d.Is(i, TagKind::kUnit) || d.Is(i, TagKind::kNumber)) d.used[i] = true;
    }
  };
  // Silence is not compared: "quiet for more than two hours".
  if (d.silent.has_value() && knowledge::FindUnit(unit).has_value() && knowledge::FindUnit(unit)->dimension == Dimension::kDuration) {
    d.Use(compare);
    return true;
  }
  // "on more than five days", "on at least 3 different days"
  const size_t step_at = d.Is(d.Next(last), TagKind::kDistinct) ? d.Next(d.Next(last)) : unit_at;
  const auto step = d.Is(step_at, TagKind::kUnit) ? ReadUnit(d.tags[step_at].unit) : std::nullopt;
  const bool on = d.tags[compare].first > 0 && d.words[d.tags[compare].first - 1].text == "on";
  if (step.has_value() && *step >= Unit::kHour && (on || step_at != unit_at) && !trailing) {
    for (double one : numbers) values.push_back(Number(one));
    if (!ReadStepHaving(d, compare, comparison, std::move(values), {*step, 1})) return false;
    accept();
    d.used[step_at] = true;
    for (size_t i = number; i < step_at; ++i) d.used[i] = d.used[i] || d.Is(i, TagKind::kDistinct);
    return true;
  }
  if (!times && !money && !trailing && ReadShareHaving(d, compare, comparison, numbers, last, unit)) {
    accept();
    return true;
  }
  std::optional<Operand> operand;
  if (named < d.tags.size()) {
    operand = Operand{d.Ref(d.Chosen(named)), {}, 1};
    d.Use(named);
  }
  if (!operand.has_value() && unit.empty() && !money && !times) operand = SizeOfThing(d, std::min(number, compare));
  if (unit.empty() && !operand.has_value()) {
    values.clear();
    for (double one : numbers) values.push_back(Number(one));
    if (ReadHaving(d, noun < d.tags.size() ? number : compare, comparison, values, after, money, times)) {
      accept();
      return true;
    }
  }
  if (const auto known = knowledge::FindUnit(unit); money || (known.has_value() && known->dimension == Dimension::kMoney)) {
    const size_t thing = EachOf(d, last);
    if (thing < d.tags.size()) {
      operand = PriceOfEach(d, thing);
      // A sum of the row is no price of one.
      if (!operand.has_value()) return false;
      d.used[thing] = true;
      if (thing > 0 && d.Is(thing - 1, TagKind::kPer)) d.Use(thing - 1);
    }
  }
  const bool counts_rows = after < d.tags.size() && (d.Means(after, MeaningKind::kTable) || (d.Means(after, MeaningKind::kEntity) && d.FactsOf(d.Chosen(after)).row_id)) && d.Chosen(after).source == 0 && Plural(d.words[d.tags[after].last].text) && d.tags[after].first == d.tags[last].last + 1;
  if (!operand.has_value()) operand = ComparedOperand(d, compare, after, d.tags[number], unit);
  // "rooms with at least four tickets" of hotels that have so many rooms: the number is of the tickets.
  const size_t having = d.Previous(compare);
  if (operand.has_value() && named >= d.tags.size() && unit.empty() && !money && !times && counts_rows && d.Is(having, TagKind::kHaving) && !d.BreakBetween(having, compare)) return false;
  if (!operand.has_value() && unit.empty() && !money) {
    // The only number that the question names so far.
    for (size_t i = 0; i < d.tags.size() && !operand.has_value(); ++i) {
      if (d.Lexical(i) && !d.used[i] && (d.Chosen(i).kind == MeaningKind::kColumn) && d.FactsOf(d.Chosen(i)).measure && !d.FactsOf(d.Chosen(i)).id && !d.BreakBetween(std::min(i, compare), std::max(i, compare))) {
        operand = Operand{d.Ref(d.Chosen(i)), {}, 1};
        d.Use(i);
      }
    }
  }
  // "adopted more than two animals": so many of them, and nobody's age.
  const bool counts_noun = d.Lexical(after) && !times && (d.Chosen(after).kind == MeaningKind::kTable || d.Chosen(after).kind == MeaningKind::kEntity) && d.tags[after].first == d.tags[last].last + 1 && !d.BreakBetween(last, after);
  if (counts_noun && unit.empty() && !money && !d.used[after] && !operand.has_value()) {
    operand = CameAlong(d, std::min(number, compare), after);
    if (!operand.has_value()) return false;
    d.Use(after);
  }
  // "patients over 80", where nothing else is a number of theirs
  if (!operand.has_value() && unit.empty() && !money && d.Lexical(d.Previous(compare)) && d.Chosen(d.Previous(compare)).kind != MeaningKind::kColumn) operand = OperandOf(d, Dimension::kAge, compare);
  if (!operand.has_value() && !unit.empty()) operand = OperandInUnit(d, unit);
  if (!operand.has_value() && unit.empty() && !money && !times && !counts_noun && d.tags[compare].dimension == Dimension::kNone && !d.Has(TagKind::kTerm) && NamesRowsBefore(d, compare)) {
    operand = NumberOfRow(d);
    // "between 9 and 17" may be hours.
    if (comparison == Comparison::kBetween && std::all_of(numbers.begin(), numbers.end(), [](double one) { return one <= 24; })) operand.reset();
  }
  if (!operand.has_value()) return false;
  // A time between two moments has no unit of its own: without one, or with that of a distance, nothing can be compared.
  if (operand->IsSpan() && (!knowledge::FindUnit(unit).has_value() || knowledge::FindUnit(unit)->dimension != Dimension::kDuration)) return false;
  // "a battery below 5 percent" of how long something took: of another number.
  const auto in_unit = knowledge::FindUnit(unit);
  const bool percent = IsOneOf(unit, {"percent", "%", "pct"}) || (in_unit.has_value() && in_unit->dimension == Dimension::kShare);
  const Dimension own_dimension = operand->IsSpan() ? Dimension::kDuration : d.scope.Facts(operand->column).dimension;
  const bool sized = own_dimension == Dimension::kDuration || own_dimension == Dimension::kMoney || own_dimension == Dimension::kWeight || own_dimension == Dimension::kDistance;
  if (percent && sized) return false;
  // "over http/1.1": a version, and no status.
  if (!operand->IsSpan() && d.scope.Facts(operand->column).http_status && std::all_of(numbers.begin(), numbers.end(), [](double one) { return one < 100; })) return false;
  double factor = UnitFactor(d, *operand, unit, money);
  // "above 200,000" of a number that is kept in thousands.
  const bool thousands = factor == 1 && unit.empty() && !money && !operand->IsSpan() && std::all_of(numbers.begin(), numbers.end(), [](double one) { return one >= 10'000; });
  if (thousands && KeptInThousands(d, operand->column)) factor = 0.001;
  Condition condition;
  condition.operand = *operand;
  condition.comparison = comparison;
  for (double one : numbers) condition.values.push_back(Number(one * factor));
  condition.words = d.Words(compare, last);
  if (ReadTotalHaving(d, compare, comparison, condition.values, *operand)) {
    accept();
    return true;
  }
  d.Place(condition, compare);
  if (factor != 1) d.NoteThat("unit_" + operand->column.name, condition.words, base::StrCat(condition.values[0], " in the unit of ", operand->column.name));
  accept();
  return true;
}

// "accounts with a negative balance"
void ReadSigned(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const bool negative = d.Text(i) == "negative";
    if (!d.Is(i, TagKind::kUnknown) || !(negative || d.Text(i) == "positive")) continue;
    const size_t column = d.Next(i);
    if (!d.Means(column, MeaningKind::kColumn) || d.used[column] || !d.FactsOf(d.Chosen(column)).measure || d.BreakBetween(i, column)) continue;
    Condition condition;
    condition.operand = {d.Ref(d.Chosen(column)), {}, 1};
    condition.comparison = negative ? Comparison::kLess : Comparison::kGreater;
    condition.values = {"0"};
    condition.words = d.Words(i, column);
    d.Place(condition, i);
    d.used[i] = true;
    d.Use(column);
    if (const size_t with = d.Previous(i); d.Is(with, TagKind::kHaving)) d.Use(with);
  }
}

}  // namespace

void ReadComparisons(Draft& d) {
  ReadSigned(d);
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kCompare) && !d.used[i]) (void)ReadComparison(d, i);
    // "guests who booked only once"
    const size_t last = d.tags[i].last;
    if (d.words[last].text == "once" && last > 0 && IsOneOf(d.words[last - 1].text, {"only", "just", "exactly"}) && ReadHaving(d, i, Comparison::kIs, {"1"}, d.tags.size(), false, true)) d.used[i] = true;
  }
}

}  // namespace aurora::query::language
