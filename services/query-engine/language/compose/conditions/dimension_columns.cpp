#include <algorithm>
#include <array>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
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
  static constexpr std::array<std::string_view, 27> kBeside = {"tare",    "packaging", "rejected", "reject", "rejects", "scrap", "damaged", "waste",   "wasted",   "spoiled",  "lost",     "max",     "maximum",   "min",  "minimum",
                                                               "limit",   "capacity",  "target",   "planned", "expected", "estimated", "allowed", "reserved", "previous", "empty", "returned", "idle"};
  return std::find(kBeside.begin(), kBeside.end(), std::string_view(word)) != kBeside.end();
}

bool AsksForWait(const Draft& d) {
  return std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"wait", "waits", "waited", "waiting"}); });
}

// "wait_s", "minutes in the queue"
bool IsWait(const Draft& d, const ColumnRef& column) {
  const auto says = [](const std::string& word) { return IsOneOf(word, {"wait", "waits", "waited", "waiting", "queue", "queued", "queueing", "delay", "hold"}); };
  const std::vector<std::string>& name = d.scope.Facts(column).words;
  const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
  return std::any_of(name.begin(), name.end(), says) || std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return says(word.text); });
}

// From the row's beginning to its end; nullopt when its moments do not say which they are.
std::optional<Operand> OwnSpan(const Draft& d) {
  // "from report to decision", which the row's own moments do not tell
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t first = d.Next(i);
    const size_t join = d.Next(first);
    if (d.Is(i, TagKind::kFrom) && !d.used[i] && d.Lexical(first) && (d.Is(join, TagKind::kTo) || d.Is(join, TagKind::kAnd)) && d.Lexical(d.Next(join))) return std::nullopt;
  }
  std::vector<ColumnRef> moments;
  std::vector<std::string> verbs;
  // Days, of a table that knows no times.
  const std::vector<catalog::ColumnProfile>& columns = d.scope.main().profile().columns;
  const bool timed = std::any_of(columns.begin(), columns.end(), [](const catalog::ColumnProfile& column) { return column.column_class == catalog::ColumnClass::kTime && !column.Hidden(); });
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const catalog::ColumnProfile& column = columns[c];
    if (column.column_class != (timed ? catalog::ColumnClass::kTime : catalog::ColumnClass::kDate) || column.Hidden()) continue;
    moments.push_back(d.scope.Ref(0, c));
    std::string verb;
    for (const std::string& word : d.scope.main().column(c).words) base::StrAppend(&verb, verb.empty() ? "" : " ", word);
    verbs.push_back(std::move(verb));
  }
  if (moments.size() == 2) return Operand{moments[0], moments[1], 1};
  // "average wait" of jobs that were submitted, started and ended: until they began.
  for (size_t end = 1; end < moments.size() && AsksForWait(d) && !d.time.empty(); ++end) {
    const bool begun = IsOneOf(verbs[end], {"started", "start", "began", "begun", "served", "seated", "answered", "picked up", "called", "admitted", "seen", "boarded", "accepted"});
    if (begun && moments[0] == d.time && d.scope.Profile(moments[end]).nullable) return Operand{moments[0], moments[end], 1};
  }
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
std::vector<std::pair<double, Operand>> RankedOperands(const Draft& d, Dimension dimension, size_t near = 0) {
  std::vector<std::pair<double, Operand>> found;
  // "boxes for dogs under 10 kilos" of a species that each pet has: the pet is compared.
  const size_t whose = near > 0 && near < d.tags.size() && d.Is(near, TagKind::kCompare) ? d.Previous(near) : d.tags.size();
  const size_t of = d.Means(whose, MeaningKind::kValue) && whose + 1 == near && !d.BreakBetween(whose, near) && Plural(d.words[d.tags[whose].last].text) ? d.Chosen(whose).source : 0;
  for (size_t s = 0; s < d.scope.size(); ++s) {
    for (size_t c = 0; c < d.scope.source(s).size(); ++c) {
      const ColumnFacts& facts = d.scope.source(s).column(c);
      if (!facts.measure || facts.dimension != dimension || d.scope.source(s).profile().columns[c].Hidden()) continue;
      double rank = s == 0 || s == of ? 1 : 0.3;
      if (of > 0 && s == of) rank += 1;
      for (const std::string& stem : facts.stems) {
        for (const Word& word : d.words) rank += word.stem == stem && !TooGeneral(word.text) ? 1 : 0;
      }
      if (dimension == Dimension::kMoney && s == 0 && c == d.scope.main().money()) rank += 0.5;
      // "tare_kg", "rejected_kg", "max_km": not what is meant where another is measured alike, unless it is said.
      if (std::any_of(facts.words.begin(), facts.words.end(), IsBeside)) rank -= 0.2;
      // "time in queue" of a wait whose comment says so; which money is meant is known better.
      if (s == 0 && dimension != Dimension::kMoney) {
        const std::vector<Word> comment = Normalise(d.scope.main().profile().columns[c].comment);
        const bool said = std::any_of(comment.begin(), comment.end(), [&](const Word& known) {
          // "thrown away at sorting, grams; pickups only": of which rows, and not what it is.
          if (!known.break_after && &known != &comment.back() && (&known + 1)->text == "only") return false;
          return known.text.size() > 3 && !TooGeneral(known.text) && !knowledge::FindUnit(known.text).has_value() && std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return word.stem == known.stem && !TooGeneral(word.text); });
        });
        if (said) rank += 0.6;
      }
      if (facts.rate && dimension != Dimension::kMoney) continue;
      if (facts.rate) rank -= 0.75;
      // energy_wh before exported_wh
      if (std::any_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) { return knowledge::DimensionOfWord(word) == dimension; })) rank += 0.25;
      found.push_back({rank, Operand{d.scope.Ref(s, c), {}, 1}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return found;
}

// Of the columns that a dimension may be of, those that fit alike best.
std::vector<ColumnRef> TiedColumns(const Draft& d, Dimension dimension) {
  std::vector<ColumnRef> tied;
  const std::vector<std::pair<double, Operand>> found = RankedOperands(d, dimension);
  for (const auto& [rank, operand] : found) {
    if (rank == found[0].first) tied.push_back(operand.column);
  }
  return tied;
}

}  // namespace

// The one column that is measured in this unit: "200 volts" of voltage_v.
std::optional<Operand> OperandInUnit(const Draft& d, const std::string& unit) {
  std::optional<Operand> found;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (!facts.measure || facts.unit.empty() || knowledge::UnitSymbol(facts.unit) != knowledge::UnitSymbol(unit) || d.scope.main().profile().columns[c].Hidden()) continue;
    if (found.has_value()) return std::nullopt;
    found = Operand{d.scope.Ref(0, c), {}, 1};
  }
  return found;
}

double UnitFactor(const Draft& d, const Operand& operand, const std::string& unit, bool money) {
  const auto asked = knowledge::FindUnit(unit);
  double factor = asked.has_value() && asked->factor > 0 ? asked->factor : 1;
  if (operand.IsSpan()) return asked.has_value() && asked->dimension == Dimension::kDuration ? factor : 1;
  const ColumnFacts& facts = d.scope.Facts(operand.column);
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

// The column of a dimension that fits best; nullopt when none does, or several do alike.
std::optional<Operand> OperandOf(const Draft& d, Dimension dimension, size_t near) {
  // "the longest document" of a number that is the "length of the document", whatever it is counted in.
  for (size_t c = 0; c < d.scope.main().size() && dimension == Dimension::kDuration; ++c) {
    const std::vector<Word> comment = Normalise(d.scope.main().profile().columns[c].comment);
    const size_t of = comment.size() > 2 && comment[0].text == "length" && comment[1].text == "of" ? (IsOneOf(comment[2].text, {"the", "a", "an"}) ? 3 : 2) : comment.size();
    if (of >= comment.size() || !d.scope.main().column(c).measure || d.scope.main().profile().columns[c].Hidden()) continue;
    if (std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return word.stem == comment[of].stem; })) return Operand{d.scope.Ref(0, c), {}, 1};
  }
  std::vector<std::pair<double, Operand>> found = RankedOperands(d, dimension, near);
  for (size_t c = 0; c < d.scope.main().size() && found.empty() && dimension == Dimension::kDuration; ++c) {
    if (IsNights(d.scope.main().column(c)) && !d.scope.main().profile().columns[c].Hidden()) return Operand{d.scope.Ref(0, c), {}, 1};
  }
  // What lies between a row's own moments goes before a length that only a joined table has, and that nothing names.
  const bool named = std::any_of(found.begin(), found.end(), [&](const auto& one) { return (one.second.column.source == 0 || one.first >= 1) && (!AsksForWait(d) || IsWait(d, one.second.column)); });
  if (dimension == Dimension::kDuration && !named) {
    if (std::optional<Operand> span = OwnSpan(d); span.has_value()) return span;
  }
  if (found.empty() && dimension == Dimension::kDuration) {
    // From its beginning to its end.
    return OwnSpan(d);
  }
  // "older than": age_months is a length of time by its unit, and an age by its name.
  for (size_t s = 0; s < d.scope.size() && dimension == Dimension::kAge && found.empty(); ++s) {
    for (size_t c = 0; c < d.scope.source(s).size(); ++c) {
      const ColumnFacts& facts = d.scope.source(s).column(c);
      if (facts.measure && !facts.words.empty() && facts.words[0] == "age") found.push_back({1, Operand{d.scope.Ref(s, c), {}, 1}});
    }
  }
  if (found.empty()) return std::nullopt;
  // "session length" where only the idle minutes are a column: from the session's beginning to its end.
  if (dimension == Dimension::kDuration && found[0].first <= 1 && d.scope.Facts(found[0].second.column).stems.size() > 0 && !DurationItself(d.scope.Facts(found[0].second.column).words)) {
    if (std::optional<Operand> span = OwnSpan(d); span.has_value()) return span;
    // Engine hours are not how long a rental was, where the row has moments of its own.
    size_t moments = 0;
    for (const catalog::ColumnProfile& column : d.scope.main().profile().columns) moments += column.column_class == catalog::ColumnClass::kTime && !column.Hidden();
    if (moments > 2) return std::nullopt;
  }
  if (found.size() > 1 && found[0].first == found[1].first) {
    // Which of them, the asker has said, or will be asked.
    const std::vector<ColumnRef> tied = TiedColumns(d, dimension);
    return std::find(tied.begin(), tied.end(), d.chosen) != tied.end() ? std::optional<Operand>({d.chosen, {}, 1}) : std::nullopt;
  }
  return found[0].second;
}

// Where it is a column of some kind that is missing, and several fit alike: they are asked back.
void AskWhichColumn(Draft& d) {
  if (d.composed.problem != Problem::kNotUnderstood || !d.chosen.empty() || d.fragment) return;
  Dimension dimension = Dimension::kNone;
  for (size_t tag : d.left) {
    if (d.Is(tag, TagKind::kUnknown) || d.Lexical(tag)) return;
    if (d.Is(tag, TagKind::kUnit) || d.Is(tag, TagKind::kCompare) || d.Is(tag, TagKind::kExtreme)) dimension = dimension == Dimension::kNone ? d.tags[tag].dimension : dimension;
  }
  if (dimension == Dimension::kNone || dimension == Dimension::kOther) return;
  std::vector<ColumnRef> tied = TiedColumns(d, dimension);
  if (tied.size() < 2 || tied.size() > kAskedMax) return;
  d.composed.problem = Problem::kSizeOpen;
  d.composed.open = std::move(tied);
}

std::optional<Operand> SpeedOperand(const Draft& d) {
  const std::optional<Operand> operand = OperandOf(d, Dimension::kSpeed, 0);
  return operand.has_value() && operand->column.source == 0 ? operand : std::nullopt;
}

// The one amount of money whose name or comment says that it is of each: price_per_kg, "euro cents per stem".
std::optional<Operand> PriceOfEach(const Draft& d, size_t thing) {
  const std::string& stem = d.words[d.tags[thing].last].stem;
  std::optional<Operand> found;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnRef ref = d.scope.Ref(0, c);
    const catalog::ColumnProfile& profile = d.scope.Profile(ref);
    if (profile.Hidden() || !d.scope.Facts(ref).measure || d.scope.Facts(ref).dimension != Dimension::kMoney) continue;
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

}  // namespace aurora::query::language
