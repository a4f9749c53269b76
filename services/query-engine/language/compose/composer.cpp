#include "services/query-engine/language/compose/composer.h"

#include <algorithm>
#include <cmath>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// More than readings that tie differ by.
constexpr double kToldByEvents = 0.2;

constexpr uint64_t kRowsListed = 1000;

}  // namespace

Composer::Composer(const std::vector<Word>& words, std::vector<Tag> tags, const Scope& scope, absl::Time now,
                   std::map<size_t, size_t> choices, ColumnRef chosen)
    : words_(words), tags_(std::move(tags)), scope_(scope), now_(now), choices_(std::move(choices)), chosen_(std::move(chosen)), modifier_(tags_.size(), false), used_(tags_.size(), false), ratio_(tags_.size()) {
  form_.sources.push_back({scope_.main().profile().database, scope_.main().profile().table});
  if (!scope_.main().profile().time_column.empty()) time_ = {0, scope_.main().profile().time_column};
  if (!chosen_.empty() && chosen_.source == 0 && scope_.Facts(chosen_).time) time_ = chosen_;
}

const Meaning& Composer::Chosen(size_t tag) const {
  const auto choice = choices_.find(tag);
  return tags_[tag].meanings[choice == choices_.end() ? 0 : choice->second];
}

bool Composer::Has(TagKind kind) const {
  return std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) {
    if (tag.kind == kind) return true;
    // "at what time of day" asks which.
    if (kind != TagKind::kWhich || tag.kind != TagKind::kHourOfDay) return false;
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(tag.first), words_.begin() + static_cast<std::ptrdiff_t>(tag.last) + 1,
                       [](const Word& word) { return word.text == "which" || word.text == "what"; });
  });
}

size_t Composer::Next(size_t tag) const {
  for (size_t i = tag + 1; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kFiller) return i;
  }
  return tags_.size();
}

size_t Composer::Previous(size_t tag) const {
  for (size_t i = tag; i-- > 0;) {
    if (tags_[i].kind != TagKind::kFiller) return i;
  }
  return tags_.size();
}

bool Composer::BreakBetween(size_t first, size_t second) const {
  if (first >= tags_.size() || second >= tags_.size()) return true;
  for (size_t i = tags_[first].last; i < tags_[second].first; ++i) {
    if (words_[i].break_after) return true;
  }
  return false;
}

std::string Composer::Words(size_t tag) const { return Join(words_, tags_[tag].first, tags_[tag].last); }

std::string Composer::Words(size_t first, size_t last) const { return Join(words_, tags_[first].first, tags_[last].last); }

void Composer::Use(size_t tag) {
  if (tag >= tags_.size() || used_[tag]) return;
  used_[tag] = true;
  if (!Lexical(tag)) return;
  const double weight = Chosen(tag).weight;
  weight_ += weight;
  ++weighed_;
  least_ = std::min(least_, weight);
  if (!tags_[tag].corrected.empty()) NoteThat("spelling", Words(tag), base::StrCat("read as \"", tags_[tag].corrected, "\""));
}

void Composer::Fail(Problem problem, size_t tag) {
  failed_ = true;
  if (composed_.problem == Problem::kNone) composed_.problem = problem;
  if (tag >= tags_.size()) return;
  left_.insert(tag);
  composed_.words.push_back(Words(tag));
  if (!Is(tag, TagKind::kUnknown)) return;
  // What stands together is one thing: "petrol stations".
  const bool goes_on = tag > 0 && Is(tag - 1, TagKind::kUnknown) && !BreakBetween(tag - 1, tag) && !composed_.unknown.empty() && composed_.unknown.back().last + 1 == tags_[tag].first;
  if (goes_on) {
    composed_.unknown.back().last = tags_[tag].last;
  } else {
    composed_.unknown.push_back({tags_[tag].first, tags_[tag].last});
  }
}

void Composer::NoteThat(std::string id, std::string words, std::string reading) {
  for (const Note& note : composed_.notes) {
    if (note.id == id && note.words == words) return;
  }
  composed_.notes.push_back({std::move(id), std::move(words), std::move(reading)});
}

// "ended because of a fault", "because the limit was reached": a reason that a value names is a condition.
bool Composer::NamesReason(size_t tag) const {
  if (Text(tag) != "because" || tag == 0) return false;
  for (size_t i = tag + 1; i < tags_.size() && i <= tag + 6; ++i) {
    if (Means(i, MeaningKind::kValue)) return true;
    if (BreakBetween(i, i + 1)) break;
  }
  return false;
}

bool Composer::FindHopeless() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kForbidden) continue;
    Fail(Problem::kForbidden, i);
    return true;
  }
  // "discharge patient 20017": the base form of what a value says was done, and to whom.
  if (tags_.size() > 1 && Means(0, MeaningKind::kValue) && Chosen(0).values.size() == 1 && Lexical(1) && Chosen(1).kind != MeaningKind::kValue && Words(1).back() != 's') {
    const std::string& verb = words_[0].text;
    const std::string& value = Chosen(0).values[0];
    if (value == verb + "ed" || value == verb + "d" || value == verb + verb.back() + "ed") {
      Fail(Problem::kForbidden, 0);
      return true;
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kUnanswerable) continue;
    if (NamesReason(i)) {
      Use(i);
      continue;
    }
    Fail(Problem::kUnanswerable, i);
    return true;
  }
  return false;
}

void Composer::SetTime() {
  form_.time = time_;
  for (Group& group : form_.groups) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = time_;
  }
  for (Group& group : form_.inner) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = time_;
  }
  const auto of_steps = [&](Measure& measure) {
    if (measure.step.has_value()) measure.operand.column = time_;
  };
  for (Measure& measure : form_.measures) of_steps(measure);
  for (Having& having : form_.having) of_steps(having.measure);
}

Composed Composer::Run(bool fragment) {
  fragment_ = fragment;
  composed_.also = !words_.empty() && (IsOneOf(words_.back().text, {"too", "also", "additionally"}) || (words_.size() > 2 && words_[words_.size() - 2].text == "as" && words_.back().text == "well"));
  if (FindHopeless()) return std::move(composed_);
  Disambiguate();
  FindModifiers();
  ReadSwitches();
  FindSilence();
  ReadLimit();
  ReadSpan();
  ReadGrains();
  ReadWindows();
  ReadWeekdays();
  ReadHours();
  ReadAtLeastOnce();
  ReadComparisons();
  ReadColumnNumbers();
  ReadThingsOfRow();
  ReadSizes();
  ReadTextConditions();
  ReadSameColumns();
  ReadMissing();
  ReadLacking();
  ReadNobodyYet();
  ReadPresent();
  ReadTerms();
  ReadPer();
  ReadConversion();
  ReadValues();
  ReadVersusValues();
  ReadMoney();
  ReadHowLong();
  ReadExtremes();
  CountSteps();
  ReadNouns();
  ReadWhenItHappened();
  ReadAggregates();
  ReadUnits();
  ReadCountBeside();
  ReadRatio();
  ReadTwoTimes();
  ReadFirstTime();
  ReadActive();
  ReadParties();
  ReadNever();
  ReadSilence();
  ReadUnusual();
  CheckTerms();
  Finish(fragment);
  FindDispensable();
  return std::move(composed_);
}

void Composer::Finish(bool fragment) {
  const bool series = form_.series != Series::kPlain;
  if (series && !form_.HasBucket()) AddBucket({Unit::kDay, 1});
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i]) continue;
    if (Is(i, TagKind::kAggregate) && Text(i) == "how" && form_.measures.empty() && form_.shape == Shape::kMeasures) {
      // "how much did they pay": money, or nothing that is known here.
      const std::optional<Operand> operand = MoneyOperand();
      if (!operand.has_value()) continue;
      money_ = true;
      AddMeasure(MeasureKind::kSum, *operand);
      NoteThat("money", Words(i), base::StrCat("the sum of ", operand->column.name));
      Use(i);
    } else if (Is(i, TagKind::kCount)) {
      counted_ = true;
      Use(i);
      // "which incidents are open, how many?": their number, and not each of them.
      if (form_.shape == Shape::kRows && form_.limit == 0 && form_.row_order.empty()) form_.shape = Shape::kMeasures;
    } else if (Is(i, TagKind::kChange) && form_.HasBucket() && form_.series == Series::kPlain) {
      form_.series = Series::kChange;
      Use(i);
    } else if (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum && form_.measures.empty() && Text(i) != "how") {
      counted_ = true;  // "errors over the past 48 hours, total"
      Use(i);
    } else if (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum && !form_.measures.empty()) {
      Use(i);
    } else if ((Is(i, TagKind::kMost) || Is(i, TagKind::kTop)) && (!form_.groups.empty())) {
      // "rate the worst": the lowest rating.
      const bool low = Text(i) == "worst" && form_.measures.size() == 1 && !form_.measures[0].operand.empty() && scope_.Facts(form_.measures[0].operand.column).dimension == knowledge::Dimension::kRating;
      form_.order = tags_[i].descending && !low ? Order::kMeasureDescending : Order::kMeasureAscending;
      ranked_ = true;
      Use(i);
    } else if (Is(i, TagKind::kRatio) && ratio_done_) {
      Use(i);
    } else if (Is(i, TagKind::kBy) && !form_.groups.empty() &&
               (Is(Next(i), TagKind::kCount) || Is(Next(i), TagKind::kMoney) || Is(Next(i), TagKind::kAggregate) || Is(Next(i), TagKind::kRatio) || Is(Next(i), TagKind::kDistinct))) {
      Use(i);
    }
  }
  const bool something = counted_ || !form_.groups.empty() || !placed_.empty() || listed_ || rows_noun_ || composed_.said_table || composed_.said_measure ||
                         !form_.having.empty() || form_.window.has_value();
  const bool shaped = form_.shape != Shape::kMeasures && form_.shape != Shape::kNested;
  if (!shaped && form_.measures.empty()) {
    // "did we bill more than in March"
    for (size_t w = 1; w < words_.size() && form_.compared.has_value(); ++w) {
      const bool deal = IsOneOf(words_[w].text, {"bill", "billed", "charge", "charged", "invoice", "invoiced", "earn", "earned", "spend", "spent"});
      if (!deal || !IsOneOf(words_[w - 1].text, {"we", "they", "i"}) || MoneyOperand() == std::nullopt || Has(TagKind::kCount)) continue;
      money_ = true;
      AddMeasure(MeasureKind::kSum, *MoneyOperand());
      NoteThat("money", words_[w].text, base::StrCat("the sum of ", MoneyOperand()->column.name));
      break;
    }
  }
  if (!shaped && form_.measures.empty()) {
    bool spent = false;
    for (const Word& word : words_) {
      spent = spent || word.text == "spent" || word.text == "spend" || word.text == "spends" || word.text == "earned" || word.text == "earn" || word.text == "earns" ||
              (word.text == "paid" && Has(TagKind::kMost)) || (word.text == "pay" && Has(TagKind::kMost));
    }
    // "which accounts spent the most", "what did we earn"
    const bool what = spent && !tags_.empty() && Text(0) == "what" && form_.groups.empty();
    const std::optional<Operand> money = spent && (ranked_ || what) && !counted_ ? MoneyOperand() : std::nullopt;
    if (money.has_value()) {
      // "which accounts spent the most"
      money_ = true;
      AddMeasure(MeasureKind::kSum, *money);
      NoteThat("money", "", base::StrCat(ranked_ ? "ranked by the sum of " : "the sum of ", money->column.name));
    } else if (counted_ || !form_.groups.empty() || form_.compared.has_value() || series || form_.shape == Shape::kNested) {
      const bool said = composed_.said_measure || counted_;
      AddMeasure(MeasureKind::kCount, {});
      composed_.said_measure = said;
    } else if (asks_when_ && !time_.empty()) {
      AddMeasure(MeasureKind::kMaximum, {time_, {}, 1});
    } else if (!fragment && something && (composed_.said_table || listed_ || rows_noun_ || !placed_.empty())) {
      form_.shape = Shape::kRows;
    }
  }
  if (!fragment && !something) Fail(Problem::kNothingAsked, tags_.size());
  AllUsed();
  if (!failed_ && !fragment && form_.shape == Shape::kMeasures && form_.measures.empty()) Fail(Problem::kNothingAsked, tags_.size());
  if (form_.shape == Shape::kRows && !fragment && placed_.empty() && !form_.window.has_value() && form_.limit == 0 && !listed_ && form_.row_order.empty()) {
    // A table's name alone says nothing about what is wanted.
    if (!Has(TagKind::kWhich)) Fail(Problem::kNothingAsked, tags_.size());
  }
  // "riders of both weeks" are those of either: not what two numbers beside each other say.
  for (size_t i = 0; i < tags_.size() && form_.compared.has_value() && !fragment; ++i) {
    if (Is(i, TagKind::kFiller) && Text(i) == "both" && i + 1 < tags_.size() && !BreakBetween(i, i + 1)) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "who lives there": a number is no answer.
  if (!fragment && !words_.empty() && words_[0].text == "who" && form_.shape == Shape::kMeasures && form_.groups.empty() && !form_.measures.empty()) Fail(Problem::kNotUnderstood, 0);
  // "who has the most": nothing to rank was named.
  if (ranked_ && form_.groups.empty() && form_.shape == Shape::kMeasures && !fragment && !form_.measures.empty() && !form_.compared.has_value() &&
      form_.measures[0].kind != MeasureKind::kMaximum && form_.measures[0].kind != MeasureKind::kMinimum) {
    Fail(Problem::kNotUnderstood, tags_.size());
  }
  // Two values of one column that nothing joins cannot both be meant of a row.
  for (size_t a = 0; a + 1 < placed_.size() && !fragment; ++a) {
    for (size_t b = a + 1; b < placed_.size(); ++b) {
      const Condition& first = placed_[a].condition;
      const Condition& second = placed_[b].condition;
      if (!(first.operand == second.operand) || first.part != second.part || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      if (!first.operand.column.empty() && scope_.Profile(first.operand.column).array) continue;
      const size_t from = std::min(placed_[a].tag, placed_[b].tag);
      const size_t to = std::max(placed_[a].tag, placed_[b].tag);
      bool joined = BreakBetween(from, to);
      for (size_t t = from; t < to; ++t) joined = joined || Is(t, TagKind::kAnd) || Is(t, TagKind::kOr) || Is(t, TagKind::kVersus) || Is(t, TagKind::kTo) || (Is(t, TagKind::kCompare) && used_[t] && words_[tags_[t].last].text == "than");
      // "compare that of 2.1.0 with that of 3.0.1"
      for (size_t t = 0; t < from; ++t) joined = joined || (Is(t, TagKind::kVersus) && used_[t]);
      // "of those who clicked, how many bought": one after the other.
      for (size_t t = from; t < to; ++t) joined = joined && !Is(t, TagKind::kCount);
      const bool within = std::includes(first.values.begin(), first.values.end(), second.values.begin(), second.values.end()) ||
                          std::includes(second.values.begin(), second.values.end(), first.values.begin(), first.values.end());
      if (!joined && !within) Fail(Problem::kNotUnderstood, placed_[b].tag);
    }
  }
  if (!fragment) {
    RefuseDegenerate();
    RefuseGuesses();
  }
  const bool needs_time = form_.window.has_value() || form_.HasBucket() || !form_.inner.empty();
  const bool windowed = form_.window.has_value() && !form_.window->Unbounded();
  if (needs_time && time_.empty() && (windowed || form_.HasBucket())) Fail(Problem::kNotUnderstood, tags_.size());
  if (!failed_ && !fragment && TimeIsOpen()) {
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      if (MayDate(c)) composed_.open.push_back(scope_.Ref(0, c));
    }
    if (composed_.open.size() > 1) Fail(Problem::kTimeOpen, tags_.size());
  }
  if (failed_) {
    if (composed_.problem == Problem::kNone) composed_.problem = Problem::kNothingAsked;
    AskWhichColumn();
    return;
  }

  for (const Condition& condition : Combine(placed_)) {
    // "share of anonymous reads (no reader id)": what is counted, said twice, and not a share of itself.
    const bool itself = std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) {
      return measure.kind == MeasureKind::kRatio && std::any_of(measure.parts[0].only.begin(), measure.parts[0].only.end(), [&](const Condition& only) {
               return only.operand == condition.operand && only.comparison == condition.comparison && only.values == condition.values && only.part == condition.part;
             });
    });
    if (!itself) form_.filters.push_back(condition);
  }
  if (money_ || SumsSpending() || SumsPartOfMoney()) KeepMoney();
  for (Group& group : form_.groups) {
    if (group.kind != GroupKind::kBucket || group.grain.count != 0) continue;
    group.grain = form_.window.has_value() ? DefaultGrain(*form_.window, now_) : Grain{Unit::kDay, 1};
    group.name = UnitName(group.grain.unit);
  }
  AlignWindow();
  if (form_.window.has_value() && form_.window->Unbounded() && !form_.compared.has_value()) form_.window.reset();
  if (ranked_ && form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
  if (form_.order != Order::kNone && form_.limit == 0 && !form_.groups.empty() && ranked_ && !composed_.said_all) {
    form_.limit = plural_rank_ ? kRankedRows : 1;
  }
  RankWithinEach();
  composed_.said_order = form_.order != Order::kNone;
  if (form_.shape == Shape::kRows) {
    if (form_.limit == 0) form_.limit = kRowsListed;
    if (form_.row_order.empty() && !time_.empty()) {
      form_.row_order = {time_, {}, 1};
    }
  }
  if (form_.shape == Shape::kGroups && form_.limit == 0) form_.limit = kRowsListed;
  // A group without a name is no answer to "which driver": rows that have none are left out.
  if ((form_.limit > 0 && form_.order != Order::kNone) || form_.shape == Shape::kGroups || form_.shape == Shape::kCountGroups) {
    for (const Group& group : form_.groups) {
      if (group.kind != GroupKind::kColumn) continue;
      const ColumnRef ref = group.column;
      if (!scope_.Profile(ref).nullable) continue;
      Condition known;
      known.operand.column = ref;
      known.comparison = Comparison::kIsNotNull;
      form_.filters.push_back(known);
    }
  }
  AddLabels();
  SetTime();
  for (size_t i = 0; i < form_.measures.size(); ++i) {
    Measure& measure = form_.measures[i];
    if (measure.name.empty()) measure.name = NameOf(measure);
    for (size_t j = 0; j < i; ++j) {
      if (form_.measures[j].name == measure.name) measure.name += base::StrCat("_", i + 1);
    }
    for (const Group& group : form_.groups) {
      if (group.name == measure.name) measure.name += "_value";
    }
  }
  ResolveSources();
  if (failed_) return;
  // A noun that was only taken for the rows says no more of the table than the other words do.
  const bool guessed = std::any_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.rows; });
  composed_.score = weight_ - 0.35 * static_cast<double>(weighed_) - 0.3 * static_cast<double>(form_.joins.size()) + (composed_.said_table && !guessed ? 1.0 : 0.0);
  // "flats sold in April" of enquiries about flats: nothing says that these are meant, and not the flats.
  if (!composed_.said_table && OnlyOfOthers()) composed_.score -= 1.5;
  // Of several tables that know them, the one where most happens is the one they are heard of in.
  if (told_by_events_) composed_.score += kToldByEvents;
  if (silent_.has_value()) composed_.score += 0.4 * std::log10(1.0 + static_cast<double>(scope_.main().profile().rows));
  // A table of things with a date is less likely meant by a time than the table of what happened to them.
  const bool about_date = scope_.main().profile().Find(time_.name) != nullptr && time_.source == 0 && !time_.empty() &&
                          scope_.Profile(time_).column_class == catalog::ColumnClass::kDate && !scope_.reverse().empty();
  bool moment = false;
  for (size_t i = 0; i < tags_.size(); ++i) moment = moment || Means(i, MeaningKind::kMoment);
  if (about_date && windowed && !moment) composed_.score -= first_time_.has_value() ? 0.6 : 1.2;
  // Readings that lean on a small word are less sure than plain ones.
  double sure = 1;
  if (form_.shape != Shape::kMeasures && form_.shape != Shape::kNested && form_.shape != Shape::kRows) sure = 0.92;
  if (form_.shape == Shape::kRows && !composed_.said_table) sure = 0.92;
  // "reads today": rows, or how many they are?
  if (form_.shape == Shape::kRows && placed_.empty() && !listed_ && !Has(TagKind::kWhich) && !Has(TagKind::kExtreme)) sure = 0.92;
  if (Has(TagKind::kNegation) || Has(TagKind::kWithout) || Has(TagKind::kNever)) sure = 0.92;
  composed_.certainty = composed_.certainty * sure * std::min(assumed_ ? 0.9 : 1.0, 0.55 + 0.45 * least_);
  composed_.form = std::move(form_);
}

}  // namespace aurora::query::language
