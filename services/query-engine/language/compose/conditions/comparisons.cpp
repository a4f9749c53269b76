#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "absl/strings/str_join.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// Columns that somebody may be asked to choose from.
constexpr size_t kAskedMax = 3;

// "duration", "total time": the row's own length, and of nothing else.
bool DurationItself(const std::vector<std::string>& words) {
  static constexpr std::array<std::string_view, 18> kOwn = {"used", "spent", "taken", "lifetime", "lifespan", "tenure", "duration", "length", "time", "elapsed", "total", "minutes", "seconds", "hours", "took", "runtime", "latency", "response"};
  return std::all_of(words.begin(), words.end(), [](const std::string& word) { return std::find(kOwn.begin(), kOwn.end(), std::string_view(word)) != kOwn.end(); });
}

// "nights": how long a stay was, in days.
bool IsNights(const ColumnFacts& facts) { return facts.measure && !facts.words.empty() && facts.words.back() == "nights"; }

// Words of a column that is measured beside the main one of its kind: what is taken off, or how much there may be.
bool IsBeside(const std::string& word) {
  static constexpr std::array<std::string_view, 24> kBeside = {"tare",    "packaging", "rejected", "damaged", "waste",   "wasted",   "spoiled",  "lost",     "max",     "maximum",   "min",  "minimum",
                                                               "limit",   "capacity",  "target",   "planned", "expected", "estimated", "allowed", "reserved", "previous", "empty", "returned", "idle"};
  return std::find(kBeside.begin(), kBeside.end(), std::string_view(word)) != kBeside.end();
}

}  // namespace

double Composer::UnitFactor(const Operand& operand, const std::string& unit, bool money) const {
  const auto asked = knowledge::FindUnit(unit);
  double factor = asked.has_value() && asked->factor > 0 ? asked->factor : 1;
  if (operand.IsSpan()) return asked.has_value() && asked->dimension == Dimension::kDuration ? factor : 1;
  const ColumnFacts& facts = scope_.Facts(operand.column);
  const auto own = knowledge::FindUnit(IsNights(facts) ? "days" : facts.unit);
  // What is kept in tenths of a unit is spoken of in the unit.
  if (facts.parts != 1 && own.has_value() && !money && (unit.empty() || (asked.has_value() && asked->dimension == own->dimension))) {
    return facts.parts * (own->factor > 0 && !unit.empty() ? factor / own->factor : 1);
  }
  if (!own.has_value() || own->factor <= 0) return facts.unit.empty() && asked.has_value() && asked->dimension != Dimension::kMoney ? 1 : 1;
  if (money || (asked.has_value() && asked->dimension == Dimension::kMoney)) return own->dimension == Dimension::kMoney ? factor / own->factor : 1;
  if (!asked.has_value() || asked->dimension != own->dimension) return 1;
  return factor / own->factor;
}

std::optional<Operand> Composer::OwnSpan() const {
  // "from report to decision", which the row's own moments do not tell
  for (size_t i = 0; i < tags_.size(); ++i) {
    const size_t first = Next(i);
    const size_t join = Next(first);
    if (Is(i, TagKind::kFrom) && !used_[i] && Lexical(first) && (Is(join, TagKind::kTo) || Is(join, TagKind::kAnd)) && Lexical(Next(join))) return std::nullopt;
  }
  std::vector<ColumnRef> moments;
  std::vector<std::string> verbs;
  // Days, of a table that knows no times.
  const std::vector<catalog::ColumnProfile>& columns = scope_.main().profile().columns;
  const bool timed = std::any_of(columns.begin(), columns.end(), [](const catalog::ColumnProfile& column) { return column.column_class == catalog::ColumnClass::kTime && !column.Hidden(); });
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const catalog::ColumnProfile& column = columns[c];
    if (column.column_class != (timed ? catalog::ColumnClass::kTime : catalog::ColumnClass::kDate) || column.Hidden()) continue;
    moments.push_back(scope_.Ref(0, c));
    std::string verb;
    for (const std::string& word : scope_.main().column(c).words) base::StrAppend(&verb, verb.empty() ? "" : " ", word);
    verbs.push_back(std::move(verb));
  }
  if (moments.size() == 2) return Operand{moments[0], moments[1], 1};
  std::optional<Operand> span;
  for (size_t begin = 0; begin < moments.size(); ++begin) {
    for (size_t end = 0; end < moments.size(); ++end) {
      if (!knowledge::BeginsAndEnds(verbs[begin], verbs[end])) continue;
      if (span.has_value()) return std::nullopt;
      span = Operand{moments[begin], moments[end], 1};
    }
  }
  return span;
}

// The columns of a dimension, the best first.
std::vector<std::pair<double, Operand>> Composer::RankedOperands(Dimension dimension) const {
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
      // "tare_kg", "rejected_kg", "max_km": not what is meant where another is measured alike, unless it is said.
      if (std::any_of(facts.words.begin(), facts.words.end(), IsBeside)) rank -= 0.2;
      // "time in queue" of a wait whose comment says so; which money is meant is known better.
      if (s == 0 && dimension != Dimension::kMoney) {
        const std::vector<Word> comment = Normalise(scope_.main().profile().columns[c].comment);
        const bool said = std::any_of(comment.begin(), comment.end(), [&](const Word& known) {
          return known.text.size() > 3 && !TooGeneral(known.text) && !knowledge::FindUnit(known.text).has_value() && std::any_of(words_.begin(), words_.end(), [&](const Word& word) { return word.stem == known.stem && !TooGeneral(word.text); });
        });
        if (said) rank += 0.6;
      }
      if (facts.rate && dimension != Dimension::kMoney) continue;
      if (facts.rate) rank -= 0.75;
      // energy_wh before exported_wh
      if (std::any_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) { return knowledge::DimensionOfWord(word) == dimension; })) rank += 0.25;
      found.push_back({rank, Operand{scope_.Ref(s, c), {}, 1}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return found;
}

// Of the columns that a dimension may be of, those that fit alike best.
std::vector<ColumnRef> Composer::TiedColumns(Dimension dimension) const {
  std::vector<ColumnRef> tied;
  const std::vector<std::pair<double, Operand>> found = RankedOperands(dimension);
  for (const auto& [rank, operand] : found) {
    if (rank == found[0].first) tied.push_back(operand.column);
  }
  return tied;
}

// The column of a dimension that fits best; nullopt when none does, or several do alike.
std::optional<Operand> Composer::OperandOf(Dimension dimension, size_t near) const {
  (void)near;
  std::vector<std::pair<double, Operand>> found = RankedOperands(dimension);
  for (size_t c = 0; c < scope_.main().size() && found.empty() && dimension == Dimension::kDuration; ++c) {
    if (IsNights(scope_.main().column(c)) && !scope_.main().profile().columns[c].Hidden()) return Operand{scope_.Ref(0, c), {}, 1};
  }
  // What lies between a row's own moments goes before a length that only a joined table has, and that nothing names.
  const bool named = std::any_of(found.begin(), found.end(), [](const auto& one) { return one.second.column.source == 0 || one.first >= 1; });
  if (dimension == Dimension::kDuration && !named) {
    if (std::optional<Operand> span = OwnSpan(); span.has_value()) return span;
  }
  if (found.empty() && dimension == Dimension::kDuration) {
    // From its beginning to its end.
    return OwnSpan();
  }
  // "older than": age_months is a length of time by its unit, and an age by its name.
  for (size_t s = 0; s < scope_.size() && dimension == Dimension::kAge && found.empty(); ++s) {
    for (size_t c = 0; c < scope_.source(s).size(); ++c) {
      const ColumnFacts& facts = scope_.source(s).column(c);
      if (facts.measure && !facts.words.empty() && facts.words[0] == "age") found.push_back({1, Operand{scope_.Ref(s, c), {}, 1}});
    }
  }
  if (found.empty()) return std::nullopt;
  // "session length" where only the idle minutes are a column: from the session's beginning to its end.
  if (dimension == Dimension::kDuration && found[0].first <= 1 && scope_.Facts(found[0].second.column).stems.size() > 0 && !DurationItself(scope_.Facts(found[0].second.column).words)) {
    if (std::optional<Operand> span = OwnSpan(); span.has_value()) return span;
    // Engine hours are not how long a rental was, where the row has moments of its own.
    size_t moments = 0;
    for (const catalog::ColumnProfile& column : scope_.main().profile().columns) moments += column.column_class == catalog::ColumnClass::kTime && !column.Hidden();
    if (moments > 2) return std::nullopt;
  }
  if (found.size() > 1 && found[0].first == found[1].first) {
    // Which of them, the asker has said, or will be asked.
    const std::vector<ColumnRef> tied = TiedColumns(dimension);
    return std::find(tied.begin(), tied.end(), chosen_) != tied.end() ? std::optional<Operand>({chosen_, {}, 1}) : std::nullopt;
  }
  return found[0].second;
}

// Where it is a column of some kind that is missing, and several fit alike: they are asked back.
void Composer::AskWhichColumn() {
  if (composed_.problem != Problem::kNotUnderstood || !chosen_.empty() || fragment_) return;
  Dimension dimension = Dimension::kNone;
  for (size_t tag : left_) {
    if (Is(tag, TagKind::kUnknown) || Lexical(tag)) return;
    if (Is(tag, TagKind::kUnit) || Is(tag, TagKind::kCompare) || Is(tag, TagKind::kExtreme)) dimension = dimension == Dimension::kNone ? tags_[tag].dimension : dimension;
  }
  if (dimension == Dimension::kNone || dimension == Dimension::kOther) return;
  std::vector<ColumnRef> tied = TiedColumns(dimension);
  if (tied.size() < 2 || tied.size() > kAskedMax) return;
  composed_.problem = Problem::kSizeOpen;
  composed_.open = std::move(tied);
}

std::optional<Operand> Composer::SpeedOperand() const {
  const std::optional<Operand> operand = OperandOf(Dimension::kSpeed, 0);
  return operand.has_value() && operand->column.source == 0 ? operand : std::nullopt;
}

// The one column that is measured in this unit: "200 volts" of voltage_v.
std::optional<Operand> Composer::OperandInUnit(const std::string& unit) const {
  std::optional<Operand> found;
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnFacts& facts = scope_.main().column(c);
    if (!facts.measure || facts.unit.empty() || knowledge::UnitSymbol(facts.unit) != knowledge::UnitSymbol(unit) || scope_.main().profile().columns[c].Hidden()) continue;
    if (found.has_value()) return std::nullopt;
    found = Operand{scope_.Ref(0, c), {}, 1};
  }
  return found;
}

std::optional<Operand> Composer::ComparedOperand(size_t compare, size_t after, const Tag& number, const std::string& unit) {
  const auto numeric = [&](size_t tag) -> std::optional<Operand> {
    if (!Lexical(tag)) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      // "attempts above 2", though they are few enough to group by
      const bool few = meaning.kind == MeaningKind::kColumn && !FactsOf(meaning).measure && CountsThingsOfRow(tag);
      if ((meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) || (!FactsOf(meaning).measure && !few)) continue;
      // "exposures colder than": the rows, and not the number that is called likewise and measures something else.
      const Dimension own = FactsOf(meaning).dimension;
      const bool other = tags_[compare].dimension != Dimension::kNone && own != Dimension::kNone && own != tags_[compare].dimension;
      if (other && Chosen(tag).kind == MeaningKind::kTable) continue;
      return Operand{Ref(meaning), {}, 1};
    }
    return std::nullopt;
  };
  const auto asked = knowledge::FindUnit(unit);
  const auto fits = [&](const Operand& operand) {
    if (!asked.has_value() || operand.IsSpan()) return true;
    const Dimension own = scope_.Facts(operand.column).dimension;
    return own == asked->dimension || own == Dimension::kNone || asked->dimension == Dimension::kOther || asked->dimension == Dimension::kShare;
  };
  // "delivered within 30 minutes": from the row's time until then.
  if (const size_t verb = Previous(compare); Text(compare) == "within" && Means(verb, MeaningKind::kMoment) && Chosen(verb).source == 0 && !time_.empty() && Ref(Chosen(verb)) != time_) {
    Use(verb);
    return Operand{time_, Ref(Chosen(verb)), 1};
  }
  for (size_t tag = Previous(compare), steps = 0; tag < tags_.size() && steps < 2; tag = Previous(tag), ++steps) {
    if (BreakBetween(tag, compare)) break;
    if (std::optional<Operand> operand = numeric(tag); operand.has_value() && fits(*operand) && (!used_[tag] || steps == 0)) {
      Use(tag);
      return operand;
    }
    const bool by = Is(tag, TagKind::kBy) && Text(tag) == "by";
    if (!by && !Is(tag, TagKind::kHaving) && !Is(tag, TagKind::kAggregate) && !Is(tag, TagKind::kNegation)) break;
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
  // "at least twice" is a number; "twice the median" is not.
  // "more than once"
  const size_t behind = tags_[compare].last + 1;
  const bool once = behind < words_.size() && !words_[behind - 1].break_after && words_[behind].text == "once";
  for (size_t i = compare; i < tags_.size() && once; ++i) {
    if (tags_[i].first == behind) number = i;
  }
  const bool times = once || (Is(number, TagKind::kFactor) && !Is(Next(number), TagKind::kAggregate));
  if (!times && (Is(number, TagKind::kFactor) || (Is(number, TagKind::kAggregate) && tags_[number].aggregate != MeasureKind::kSum))) return ReadRelative(compare, number);
  // "100 or more"
  bool trailing = false;
  if (!Is(number, TagKind::kNumber) && compare > 0 && (Text(compare) == "or" || Text(compare) == "and")) {
    const size_t before = Previous(compare);
    if (Is(before, TagKind::kNumber)) {
      number = before;
      trailing = true;
    } else if (Is(before, TagKind::kUnit) && Is(Previous(before), TagKind::kNumber)) {
      number = Previous(before);
      trailing = true;
    }
  }
  if ((!Is(number, TagKind::kNumber) && !times) || (used_[number] && !trailing && !once)) {
    // "over the last week", "above all": no comparison of numbers.
    if (Is(number, TagKind::kTime) || Is(number, TagKind::kShift) || Text(compare) == "past") {
      Use(compare);
      return true;
    }
    return false;
  }
  const auto unit_after = [&](size_t at) { return Is(at, TagKind::kUnit) && !BreakBetween(at - 1, at) ? at : tags_.size(); };
  std::vector<double> numbers = {once ? 1 : tags_[number].number};
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
  // "faster than 130 km/h" is more of them, where "faster than an hour" is less.
  if (const auto asked = knowledge::FindUnit(unit); asked.has_value() && asked->dimension == Dimension::kSpeed && tags_[compare].dimension == Dimension::kDuration) {
    if (comparison == Comparison::kGreater || comparison == Comparison::kLess) comparison = comparison == Comparison::kGreater ? Comparison::kLess : Comparison::kGreater;
  }
  size_t after = trailing ? Next(compare) : Next(last);
  if (Negated(compare)) {
    if (comparison == Comparison::kGreater) comparison = Comparison::kLessOrEqual;
    if (comparison == Comparison::kLess) comparison = Comparison::kGreaterOrEqual;
  }
  std::vector<std::string> values;
  const auto accept = [&]() {
    Use(compare);
    // "delayed by more than an hour"
    if (const size_t by = Previous(compare); Is(by, TagKind::kBy) && Text(by) == "by" && !BreakBetween(by, compare)) Use(by);
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
  // "on more than five days", "on at least 3 different days"
  const size_t step_at = Is(Next(last), TagKind::kDistinct) ? Next(Next(last)) : unit_at;
  const auto step = Is(step_at, TagKind::kUnit) ? ReadUnit(tags_[step_at].unit) : std::nullopt;
  const bool on = tags_[compare].first > 0 && words_[tags_[compare].first - 1].text == "on";
  if (step.has_value() && *step >= Unit::kHour && (on || step_at != unit_at) && !trailing) {
    for (double one : numbers) values.push_back(Number(one));
    if (!ReadStepHaving(compare, comparison, std::move(values), {*step, 1})) return false;
    accept();
    used_[step_at] = true;
    for (size_t i = number; i < step_at; ++i) used_[i] = used_[i] || Is(i, TagKind::kDistinct);
    return true;
  }
  if (!times && !money && !trailing && ReadShareHaving(compare, comparison, numbers, last, unit)) {
    accept();
    return true;
  }
  if (unit.empty()) {
    values.clear();
    for (double one : numbers) values.push_back(Number(one));
    if (ReadHaving(compare, comparison, values, after, money, times)) {
      accept();
      return true;
    }
  }
  std::optional<Operand> operand;
  if (const auto known = knowledge::FindUnit(unit); money || (known.has_value() && known->dimension == Dimension::kMoney)) {
    const size_t thing = EachOf(last);
    if (thing < tags_.size()) {
      operand = PriceOfEach(thing);
      // A sum of the row is no price of one.
      if (!operand.has_value()) return false;
      used_[thing] = true;
      if (thing > 0 && Is(thing - 1, TagKind::kPer)) Use(thing - 1);
    }
  }
  if (!operand.has_value()) operand = ComparedOperand(compare, after, tags_[number], unit);
  if (!operand.has_value() && unit.empty() && !money) {
    // The only number that the question names so far.
    for (size_t i = 0; i < tags_.size() && !operand.has_value(); ++i) {
      if (Lexical(i) && !used_[i] && (Chosen(i).kind == MeaningKind::kColumn) && FactsOf(Chosen(i)).measure && !BreakBetween(std::min(i, compare), std::max(i, compare))) {
        operand = Operand{Ref(Chosen(i)), {}, 1};
        Use(i);
      }
    }
  }
  // "adopted more than two animals": so many of them, and nobody's age.
  const bool counts_noun = Lexical(after) && !times && (Chosen(after).kind == MeaningKind::kTable || Chosen(after).kind == MeaningKind::kEntity) && tags_[after].first == tags_[last].last + 1 && !BreakBetween(last, after);
  if (counts_noun && unit.empty() && !money && !used_[after]) return false;
  // "patients over 80", where nothing else is a number of theirs
  if (!operand.has_value() && unit.empty() && !money && Lexical(Previous(compare)) && Chosen(Previous(compare)).kind != MeaningKind::kColumn) operand = OperandOf(Dimension::kAge, compare);
  if (!operand.has_value() && !unit.empty()) operand = OperandInUnit(unit);
  if (!operand.has_value()) return false;
  // A time between two moments has no unit of its own: without one, or with that of a distance, nothing can be compared.
  if (operand->IsSpan() && (!knowledge::FindUnit(unit).has_value() || knowledge::FindUnit(unit)->dimension != Dimension::kDuration)) return false;
  const double factor = UnitFactor(*operand, unit, money);
  Condition condition;
  condition.operand = *operand;
  condition.comparison = comparison;
  for (double one : numbers) condition.values.push_back(Number(one * factor));
  condition.words = Words(compare, last);
  if (ReadTotalHaving(compare, comparison, condition.values, *operand)) {
    accept();
    return true;
  }
  Place(condition, compare);
  if (factor != 1) NoteThat("unit_" + operand->column.name, condition.words, base::StrCat(condition.values[0], " in the unit of ", operand->column.name));
  accept();
  return true;
}

// "40 cents a stem", "2 euros per litre": the tag of what each of costs so much; the number of tags where none is said.
size_t Composer::EachOf(size_t money) const {
  const size_t article = tags_[money].last + 1;
  if (article + 1 >= words_.size() || words_[article - 1].break_after || !IsOneOf(words_[article].text, {"a", "an", "per", "each"})) return tags_.size();
  for (size_t i = money + 1; i < tags_.size() && tags_[i].first <= article + 1; ++i) {
    if (tags_[i].first == article + 1 && (Lexical(i) || Is(i, TagKind::kUnit) || Is(i, TagKind::kUnknown)) && !used_[i]) return i;
  }
  return tags_.size();
}

// The one amount of money whose name or comment says that it is of each: price_per_kg, "euro cents per stem".
std::optional<Operand> Composer::PriceOfEach(size_t thing) const {
  const std::string& stem = words_[tags_[thing].last].stem;
  std::optional<Operand> found;
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnRef ref = scope_.Ref(0, c);
    const catalog::ColumnProfile& profile = scope_.Profile(ref);
    if (profile.Hidden() || !scope_.Facts(ref).measure || scope_.Facts(ref).dimension != Dimension::kMoney) continue;
    bool of_each = false;
    for (const std::vector<Word>& said : {Normalise(absl::StrJoin(SplitName(profile.name), " ")), Normalise(profile.comment)}) {
      for (size_t w = 0; w + 1 < said.size(); ++w) of_each = of_each || (IsOneOf(said[w].text, {"per", "each"}) && said[w + 1].stem == stem);
    }
    if (!of_each) continue;
    if (found.has_value()) return std::nullopt;
    found = Operand{ref, {}, 1};
  }
  return found;
}

void Composer::ReadComparisons() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kCompare) && !used_[i]) (void)ReadComparison(i);
    // "guests who booked only once"
    const size_t last = tags_[i].last;
    if (words_[last].text == "once" && last > 0 && IsOneOf(words_[last - 1].text, {"only", "just", "exactly"}) && ReadHaving(i, Comparison::kIs, {"1"}, tags_.size(), false, true)) used_[i] = true;
  }
}

}  // namespace aurora::query::language
