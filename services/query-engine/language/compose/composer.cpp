#include "services/query-engine/language/compose/composer.h"

#include <algorithm>
#include <set>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

constexpr uint64_t kRowsListed = 1000;
constexpr uint64_t kRanked = 10;

}  // namespace

Composer::Composer(const std::vector<Word>& words, std::vector<Tag> tags, const Scope& scope, absl::Time now,
                   std::map<size_t, size_t> choices)
    : words_(words), tags_(std::move(tags)), scope_(scope), now_(now), choices_(std::move(choices)), modifier_(tags_.size(), false), used_(tags_.size(), false), ratio_(tags_.size()) {
  form_.sources.push_back({scope_.main().profile().database, scope_.main().profile().table});
  if (!scope_.main().profile().time_column.empty()) time_ = {0, scope_.main().profile().time_column};
}

const Meaning& Composer::Chosen(size_t tag) const {
  const auto choice = choices_.find(tag);
  return tags_[tag].meanings[choice == choices_.end() ? 0 : choice->second];
}

bool Composer::Has(TagKind kind) const {
  return std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) { return tag.kind == kind; });
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
  if (tag < tags_.size()) composed_.words.push_back(Words(tag));
}

void Composer::NoteThat(std::string id, std::string words, std::string reading) {
  for (const Note& note : composed_.notes) {
    if (note.id == id && note.words == words) return;
  }
  composed_.notes.push_back({std::move(id), std::move(words), std::move(reading)});
}

bool Composer::FindHopeless() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kForbidden) continue;
    Fail(Problem::kForbidden, i);
    return true;
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kUnanswerable) continue;
    Fail(Problem::kUnanswerable, i);
    return true;
  }
  return false;
}

bool Composer::EntityLike(const Meaning& meaning) const {
  if (meaning.kind == MeaningKind::kEntity) return true;
  if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).category) return false;
  const catalog::ColumnProfile& profile = scope_.source(meaning.source).profile().columns[meaning.column];
  return profile.values.empty() && profile.column_class == catalog::ColumnClass::kText;
}

// Words that are a value and a column at once: "stalls" are events, but "average stall" is a length.
void Composer::Disambiguate() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || Chosen(i).kind != MeaningKind::kValue) continue;
    const size_t before = Previous(i);
    const bool averaged = (Is(before, TagKind::kAggregate) && tags_[before].aggregate != MeasureKind::kSum) ||
                          (Is(before, TagKind::kExtreme) && tags_[before].extreme == ExtremeOf::kDimension);
    const bool distinct = Is(before, TagKind::kDistinct);
    // "tickets resolved yesterday", "were resolved yesterday" look at the time; "resolved tickets" at the state.
    const bool after_noun = before < tags_.size() && !BreakBetween(before, i) &&
                            (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity) || Is(before, TagKind::kRows)) &&
                            (Is(Next(i), TagKind::kTime) || Is(Next(i), TagKind::kShift));
    if (after_noun) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        if (tags_[i].meanings[m].kind == MeaningKind::kMoment && tags_[i].meanings[m].source == 0 && tags_[i].meanings[m].weight >= 0.9) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    if (!averaged && !distinct) continue;
    for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
      const Meaning& meaning = tags_[i].meanings[m];
      if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) continue;
      if ((averaged && FactsOf(meaning).measure) || (distinct && FactsOf(meaning).category)) {
        choices_[i] = m;
        break;
      }
    }
  }
}

// "account tier", "trip distance", "order status"
void Composer::FindModifiers() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Lexical(i) || !Lexical(i + 1) || used_[i] || used_[i + 1] || BreakBetween(i, i + 1)) continue;
    const Meaning& first = Chosen(i);
    const Meaning& second = Chosen(i + 1);
    if (first.kind != MeaningKind::kEntity && first.kind != MeaningKind::kTable) continue;
    if (second.kind != MeaningKind::kColumn || Words(i).back() == 's') continue;
    modifier_[i] = true;
    if (first.kind == MeaningKind::kTable) composed_.said_table = true;
    Use(i);
  }
}

// Words that say what kind of question it is, wherever they stand.
void Composer::ReadSwitches() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i]) continue;
    switch (tags_[i].kind) {
      case TagKind::kFiller:
        if (Text(i) == "all" || Text(i) == "everything") composed_.said_all = true;
        Use(i);
        break;
      case TagKind::kAnd:
      case TagKind::kFrom:
      case TagKind::kTo:
      case TagKind::kOr:
        Use(i);
        break;
      case TagKind::kAnomaly:
        if (!unusual_.has_value()) unusual_ = i;
        Use(i);
        break;
      case TagKind::kSilent:
        if (!silent_.has_value()) silent_ = i;
        Use(i);
        break;
      case TagKind::kNever:
        never_ = i;
        Use(i);
        break;
      case TagKind::kFirstTime:
        first_time_ = i;
        Use(i);
        break;
      case TagKind::kMoving:
        form_.series = Series::kMovingAverage;
        form_.moving = tags_[i].number >= 2 ? static_cast<int>(tags_[i].number) : 7;
        if (tags_[i].number < 2) NoteThat("moving", Words(i), "the average of seven steps");
        if (tags_[i].number >= 2 && !Has(TagKind::kGrain)) AddBucket(tags_[i].grain);
        composed_.said_shape = true;
        Use(i);
        break;
      case TagKind::kCumulative:
        form_.series = Series::kCumulative;
        composed_.said_shape = true;
        Use(i);
        break;
      case TagKind::kFill:
        form_.fill = true;
        Use(i);
        break;
      case TagKind::kInstead:
        composed_.instead = true;
        Use(i);
        break;
      case TagKind::kList:
        listed_ = true;
        Use(i);
        break;
      case TagKind::kWhen:
        asks_when_ = true;
        Use(i);
        break;
      case TagKind::kRows:
        // "how many times": rows; "5 events": rows.
        rows_noun_ = true;
        Use(i);
        break;
      default:
        break;
    }
  }
}

// "accounts that have not paid anything for 40 days"
void Composer::FindSilence() {
  if (silent_.has_value() || never_.has_value()) return;
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNegation) || used_[i] || (Text(i) != "not" && Text(i) != "no")) continue;
    for (size_t j = i + 1; j + 1 < tags_.size(); ++j) {
      if (!Is(j, TagKind::kNumber) || !Is(j + 1, TagKind::kUnit) || tags_[j].first == 0) continue;
      const auto unit = knowledge::FindUnit(tags_[j + 1].unit);
      if (words_[tags_[j].first - 1].text != "for" || !unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
      silent_ = i;
      used_[i] = true;
      return;
    }
  }
}

// Which words before a noun say what it is there for.
Composer::Context Composer::ContextOf(size_t tag, size_t* at) const {
  *at = tags_.size();
  for (size_t i = tag; i-- > 0;) {
    if (BreakBetween(i, i + 1) && !Is(i, TagKind::kBy) && !Is(i, TagKind::kAnd) && i + 1 <= tag) {
      // "by state, product": a list goes on over a comma.
      if (!Lexical(i) || !ListedAfter(i, tag)) return Context::kNone;
    }
    *at = i;
    switch (tags_[i].kind) {
      case TagKind::kFiller:
      case TagKind::kNumber:
      case TagKind::kFirstTime:
      case TagKind::kAnomaly:
        continue;
      case TagKind::kLexicon: {
        const Meaning& meaning = Chosen(i);
        if (meaning.kind == MeaningKind::kValue || modifier_[i]) continue;
        // "by state and product": as the noun before.
        if (ListedAfter(i, tag)) continue;
        return Context::kNone;
      }
      case TagKind::kAnd: {
        const size_t before = Previous(i);
        if (before < tags_.size() && Lexical(before) && Chosen(before).kind != MeaningKind::kValue) {
          return ContextOf(before, at);
        }
        continue;
      }
      case TagKind::kBy:
        return Context::kBy;
      case TagKind::kPer:
        return Context::kPer;
      case TagKind::kCount:
        return Context::kCount;
      case TagKind::kDistinct:
        return Context::kDistinct;
      case TagKind::kAggregate:
        return Context::kAggregate;
      case TagKind::kTop:
        return Context::kTop;
      case TagKind::kMost:
        return Context::kMost;
      case TagKind::kExtreme:
        return Context::kExtreme;
      case TagKind::kWhich:
        return Context::kWhich;
      case TagKind::kList:
        return Context::kList;
      case TagKind::kHaving:
        return Context::kHaving;
      case TagKind::kRatio:
        return Context::kRatio;
      default:
        return Context::kNone;
    }
  }
  return Context::kNone;
}

// Whether only "and" or a comma stands between two nouns.
bool Composer::ListedAfter(size_t tag, size_t other) const {
  bool joined = BreakBetween(tag, other);
  for (size_t i = tag + 1; i < other; ++i) {
    if (Is(i, TagKind::kAnd)) {
      joined = true;
    } else if (!Is(i, TagKind::kFiller)) {
      return false;
    }
  }
  return joined;
}

void Composer::AddBucket(Grain grain) {
  for (Group& group : form_.groups) {
    if (group.kind != GroupKind::kBucket) continue;
    group.grain = grain;
    group.name = UnitName(grain.unit);
    return;
  }
  Group group;
  group.kind = GroupKind::kBucket;
  group.grain = grain;
  group.name = UnitName(grain.unit);
  form_.groups.insert(form_.groups.begin(), std::move(group));
}

void Composer::ReadGrains() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i]) continue;
    if (Is(i, TagKind::kGrain)) {
      // "average number of orders per day" is an average of days, and no series.
      size_t average = tags_.size();
      for (size_t j = 0; j < tags_.size(); ++j) {
        if (Is(j, TagKind::kAggregate) && tags_[j].aggregate != MeasureKind::kSum && tags_[j].aggregate != MeasureKind::kQuantile) average = j;
      }
      const size_t after = average < tags_.size() ? Next(average) : tags_.size();
      const bool counted = after < tags_.size() &&
                           (Is(after, TagKind::kCount) || Is(after, TagKind::kRows) || Means(after, MeaningKind::kTable) || Is(after, TagKind::kMoney) ||
                            Is(after, TagKind::kDistinct) || after == i || Means(after, MeaningKind::kMoment) || Means(after, MeaningKind::kValue) ||
                            (Is(after, TagKind::kAggregate) && tags_[after].aggregate == MeasureKind::kSum));
      if (counted && form_.shape == Shape::kMeasures && (average < i || after == i)) {
        form_.shape = Shape::kNested;
        form_.outer = tags_[average].aggregate;
        Group group;
        group.kind = GroupKind::kBucket;
        group.grain = tags_[i].grain;
        group.name = UnitName(tags_[i].grain.unit);
        form_.inner.push_back(std::move(group));
        Use(average);
      } else {
        AddBucket(tags_[i].grain);
        explicit_group_ = true;
      }
      Use(i);
    } else if (Is(i, TagKind::kHourOfDay) || Is(i, TagKind::kDayOfWeek)) {
      Group group;
      group.kind = Is(i, TagKind::kHourOfDay) ? GroupKind::kHourOfDay : GroupKind::kDayOfWeek;
      group.name = Is(i, TagKind::kHourOfDay) ? "hour_of_day" : "day_of_week";
      form_.groups.push_back(std::move(group));
      explicit_group_ = true;
      Use(i);
      const size_t before = Previous(i);
      if (Is(before, TagKind::kBy) || Is(before, TagKind::kPer)) Use(before);
      if (Is(before, TagKind::kWhich)) {
        Use(before);
        group_noun_seen_ = true;
      }
      if (Is(before, TagKind::kMost)) {
        Use(before);
        ranked_ = true;
        form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
    } else if (Is(i, TagKind::kTrend)) {
      Use(i);
      composed_.said_shape = true;
      bool grained = Has(TagKind::kGrain) || Has(TagKind::kHourOfDay) || Has(TagKind::kDayOfWeek) || form_.HasBucket();
      if (!grained) {
        AddBucket({Unit::kSecond, 0});  // the window says which, in Finish
        explicit_group_ = true;
      }
    } else if (Is(i, TagKind::kPeriodOver) && !used_[i]) {
      const absl::Time start = StartOf(tags_[i].grain.unit, now_);
      form_.window = TimeWindow{start, now_, base::StrCat(PrintTime(start), " until now")};
      form_.window_words = Words(i);
      form_.compared = Shifted({TimeShift::Kind::kUnit, tags_[i].grain.unit, 1}, form_.window, now_);
      form_.compared_words = Words(i);
      Use(i);
    } else if (Is(i, TagKind::kUnit) || Lexical(i)) {
      // "which day", "busiest hour", "on how many days", "best month": a step of time as a noun.
      const std::optional<Unit> unit = tags_[i].first == tags_[i].last ? ReadUnit(words_[tags_[i].first].text) : std::nullopt;
      if (!unit.has_value() || (Lexical(i) && Chosen(i).weight >= 0.9) || Is(i > 0 ? i - 1 : tags_.size(), TagKind::kNumber)) continue;
      const size_t before = Previous(i);
      if (Is(before, TagKind::kWhich) || Is(before, TagKind::kMost) || Is(before, TagKind::kTop) || Is(before, TagKind::kCount) || Is(before, TagKind::kAnomaly) ||
          Is(before, TagKind::kList)) {
        AddBucket({*unit, 1});
        explicit_group_ = true;
        group_noun_seen_ = true;
        used_[i] = true;
        if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
          ranked_ = true;
          form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
          const bool plural = words_[tags_[i].first].text.back() == 's';
          if (form_.limit == 0) form_.limit = plural ? kRanked : 1;
        } else if (Is(before, TagKind::kWhich)) {
          plural_rank_ = words_[tags_[i].first].text.back() == 's';
        }
        Use(before);
      }
    }
  }
}

void Composer::ReadWindows() {
  std::vector<size_t> times;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kTime) && !used_[i]) times.push_back(i);
  }
  const bool versus = Has(TagKind::kVersus) || Has(TagKind::kChange);
  for (size_t at : times) {
    Use(at);
    // "change from March to April": two windows, not one.
    if (Has(TagKind::kChange) && times.size() == 1 && words_[tags_[at].first].text == "from") {
      for (size_t w = tags_[at].first + 2; w + 1 <= tags_[at].last; ++w) {
        if (words_[w].text != "to" && words_[w].text != "until") continue;
        const std::optional<TimeSpan> left = ReadTime(words_, tags_[at].first + 1, now_);
        const std::optional<TimeSpan> right = ReadTime(words_, w + 1, now_);
        if (!left.has_value() || !right.has_value() || left->last + 1 != w || right->last != tags_[at].last) continue;
        form_.window = right->window;
        form_.window_words = Join(words_, w + 1, right->last);
        form_.compared = left->window;
        form_.compared_words = Join(words_, left->first, left->last);
      }
      if (form_.compared.has_value()) continue;
    }
    // A verb before or after the window says which time: "delivered last week", "who joined this year".
    const TimeWindow& window = tags_[at].window;
    if (!form_.window.has_value()) {
      form_.window = window;
      form_.window_words = Words(at);
      continue;
    }
    const absl::Time from = std::max(form_.window->from, window.from);
    const absl::Time to = std::min(form_.window->to, window.to);
    const bool nested = from < to && !versus;
    if (nested && (window.from >= form_.window->from && window.to <= form_.window->to)) {
      form_.window = window;
      form_.window_words = Words(at);
    } else if (nested && form_.window->from >= window.from && form_.window->to <= window.to) {
      continue;
    } else if (!form_.compared.has_value()) {
      form_.compared = window;
      form_.compared_words = Words(at);
      composed_.said_compared = true;
    } else {
      Fail(Problem::kNotUnderstood, at);
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kShift) || used_[i]) continue;
    Use(i);
    if (form_.window.has_value() && !form_.compared.has_value()) {
      form_.compared = Shifted(tags_[i].shift, form_.window, now_);
      form_.compared_words = Words(i);
      composed_.said_compared = true;
    } else if (!form_.window.has_value()) {
      composed_.shift = tags_[i].shift;
      form_.window = Shifted(tags_[i].shift, std::nullopt, now_);
      form_.window_words = Words(i);
      // "compared with the day before", after a question about a day.
      const size_t before = Previous(i);
      composed_.said_compared = Is(before, TagKind::kVersus);
    }
  }
  if (form_.compared.has_value() && form_.window.has_value() && form_.compared->from == form_.window->from && form_.compared->to == form_.window->to) {
    form_.compared = Shifted({TimeShift::Kind::kBefore, Unit::kDay, 1}, form_.window, now_);
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kVersus) && form_.compared.has_value()) Use(i);
    if (Is(i, TagKind::kVersus) && composed_.shift.has_value()) Use(i);
    if (Is(i, TagKind::kChange) && form_.compared.has_value()) Use(i);
    // "were more parcels damaged this month than last month"
    if ((Is(i, TagKind::kCompare) || Is(i, TagKind::kMost)) && form_.compared.has_value() && !Is(Next(i), TagKind::kNumber) &&
        (Text(i) == "more" || Text(i) == "fewer" || Text(i) == "less" || Text(i) == "higher" || Text(i) == "lower" || Text(i) == "over")) {
      Use(i);
      counted_ = counted_ || Text(i) == "more" || Text(i) == "fewer";
    }
  }
  // "compare with yesterday", after a question.
  for (size_t i = 0; i < tags_.size() && fragment_; ++i) {
    if (!Is(i, TagKind::kVersus) || used_[i] || !form_.window.has_value() || form_.compared.has_value()) continue;
    Use(i);
    composed_.said_compared = true;
  }
  if (form_.compared.has_value()) composed_.said_compared = true;
}

// Numbers that say how many: "top 5", "two cities", "worst three".
void Composer::ReadLimit() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNumber) || used_[i] || tags_[i].money || !tags_[i].unit.empty()) continue;
    const double number = tags_[i].number;
    if (number < 1 || number > 10'000 || number != static_cast<double>(static_cast<uint64_t>(number))) continue;
    const size_t before = Previous(i);
    const size_t after = Next(i);
    const bool rank_before = (Is(before, TagKind::kTop) || Is(before, TagKind::kMost) || Is(before, TagKind::kExtreme)) && !BreakBetween(before, i);
    const bool rank_after = Is(after, TagKind::kTop) || Is(after, TagKind::kMost) || Is(after, TagKind::kExtreme);
    const bool which = Is(before, TagKind::kWhich) || (Is(before, TagKind::kList) && (Lexical(after) || Is(after, TagKind::kRows)));
    bool noun = false;
    if (Lexical(after) && !BreakBetween(i, after) && (Chosen(after).kind == MeaningKind::kColumn || Chosen(after).kind == MeaningKind::kEntity) && FactsOf(Chosen(after)).category &&
        !Is(before, TagKind::kCompare)) {
      for (size_t j = after; j < tags_.size(); ++j) noun = noun || Is(j, TagKind::kMost) || Is(j, TagKind::kTop) || Is(j, TagKind::kExtreme);
    }
    if (!rank_before && !rank_after && !which && !noun) continue;
    if (Is(after, TagKind::kUnit) && !rank_before) continue;
    form_.limit = static_cast<uint64_t>(number);
    composed_.said_limit = true;
    used_[i] = true;
    if (which) group_noun_seen_ = true;
  }
}

// A column of a joined table, used: the join comes into the form.
void Composer::UseSource(ColumnRef& ref) {
  if (ref.empty() || ref.source == 0 || form_.shape == Shape::kWithout) return;
  const TableFacts& facts = scope_.source(ref.source);
  const Source source{facts.profile().database, facts.profile().table};
  const auto known = std::find(form_.sources.begin(), form_.sources.end(), source);
  const size_t index = static_cast<size_t>(known - form_.sources.begin());
  if (known == form_.sources.end()) {
    form_.sources.push_back(source);
    TableJoin join = scope_.join(ref.source);
    join.source = index;
    form_.joins.push_back(std::move(join));
  }
  ref.source = index;
}

// From sources of the scope to those of the form.
void Composer::ResolveSources() {
  const auto condition = [&](Condition& one, const auto& self) -> void {
    UseSource(one.operand.column);
    UseSource(one.operand.until);
    UseSource(one.other);
    for (Condition& other : one.any) self(other, self);
  };
  const auto measure = [&](Measure& one, const auto& self) -> void {
    UseSource(one.operand.column);
    UseSource(one.operand.until);
    for (Condition& only : one.only) condition(only, condition);
    for (Measure& part : one.parts) self(part, self);
  };
  for (Condition& filter : form_.filters) condition(filter, condition);
  for (Measure& one : form_.measures) measure(one, measure);
  for (Having& having : form_.having) measure(having.measure, measure);
  for (Group& group : form_.groups) UseSource(group.column);
  for (Group& group : form_.inner) UseSource(group.column);
  UseSource(form_.row_order.column);
  UseSource(form_.row_order.until);
  UseSource(form_.time);
}

bool Composer::AllUsed() {
  bool all = true;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i] || tags_[i].kind == TagKind::kFiller) continue;
    // Small words of the language that found nothing to do.
    if (Is(i, TagKind::kWhich) || Is(i, TagKind::kHaving) || Is(i, TagKind::kList) || Is(i, TagKind::kRows) || Is(i, TagKind::kDistinct)) continue;
    if (Is(i, TagKind::kBy) && Text(i) != "by" && Text(i) != "for") continue;
    if (Is(i, TagKind::kCount) && !form_.measures.empty()) continue;
    all = false;
    Fail(Problem::kNotUnderstood, i);
  }
  return all;
}

// The names of those that a ranking or a list shows by id.
void Composer::AddLabels() {
  const bool shown = form_.shape == Shape::kGroups || (form_.shape == Shape::kMeasures && form_.order != Order::kNone && form_.limit > 0);
  if (!shown || form_.compared.has_value()) return;
  for (size_t g = 0; g < form_.groups.size(); ++g) {
    const ColumnRef column = form_.groups[g].column;
    if (form_.groups[g].kind != GroupKind::kColumn || column.source != 0) continue;
    for (size_t s = 1; s < scope_.size(); ++s) {
      const TableFacts& facts = scope_.source(s);
      if (!(scope_.join(s).left == column) || facts.label() == facts.size()) continue;
      const ColumnRef label = scope_.Ref(s, facts.label());
      const bool known = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.column == label; });
      if (!known) AddGroup(label, 0);
      break;
    }
  }
}

// Days are shown whole: "daily over the last three weeks" is 21 calendar days with today.
void Composer::AlignWindow() {
  if (!form_.window.has_value() || form_.compared.has_value() || form_.window->to != now_ || form_.window->from == absl::InfinitePast()) return;
  const absl::Duration length = now_ - form_.window->from;
  const int64_t days = absl::ToInt64Hours(length) / 24;
  if (days < 1 || length != absl::Hours(24 * days)) return;
  for (const Group& group : form_.groups) {
    if (group.kind != GroupKind::kBucket) continue;
    if (group.grain.unit == Unit::kDay) {
      form_.window->from = StartOf(Unit::kDay, now_) - absl::Hours(24 * (days - 1));
    } else if (group.grain.unit == Unit::kWeek && days % 7 == 0) {
      form_.window->from = StartOf(Unit::kWeek, now_) - absl::Hours(24 * 7 * (days / 7 - 1));
    } else {
      continue;
    }
    form_.window->reading = base::StrCat(PrintTime(form_.window->from), " until now");
  }
}

void Composer::SetTime() {
  form_.time = time_;
  for (Group& group : form_.groups) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = time_;
  }
  for (Group& group : form_.inner) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = time_;
  }
}

Composed Composer::Run(bool fragment) {
  fragment_ = fragment;
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
  ReadComparisons();
  ReadColumnNumbers();
  ReadTextConditions();
  ReadSameColumns();
  ReadMissing();
  ReadPer();
  ReadConversion();
  ReadValues();
  ReadVersusValues();
  ReadMoney();
  ReadHowLong();
  ReadExtremes();
  ReadNouns();
  ReadAggregates();
  ReadUnits();
  ReadRatio();
  ReadFirstTime();
  ReadNever();
  ReadSilence();
  ReadUnusual();
  Finish(fragment);
  return std::move(composed_);
}

void Composer::Finish(bool fragment) {
  const bool series = form_.series != Series::kPlain;
  if (series && !form_.HasBucket()) AddBucket({Unit::kDay, 1});
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i]) continue;
    if (Is(i, TagKind::kCount)) {
      counted_ = true;
      Use(i);
    } else if (Is(i, TagKind::kChange) && form_.HasBucket() && form_.series == Series::kPlain) {
      form_.series = Series::kChange;
      Use(i);
    } else if (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum && form_.measures.empty()) {
      counted_ = true;  // "errors over the past 48 hours, total"
      Use(i);
    } else if (Is(i, TagKind::kAggregate) && tags_[i].aggregate == MeasureKind::kSum && !form_.measures.empty()) {
      Use(i);
    } else if ((Is(i, TagKind::kMost) || Is(i, TagKind::kTop)) && (!form_.groups.empty())) {
      form_.order = tags_[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
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
    if (counted_ || !form_.groups.empty() || form_.compared.has_value() || series || form_.shape == Shape::kNested) {
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
  for (const Word& word : words_) {
    if (word.text == "both" && form_.compared.has_value() && !fragment) {
      for (const Measure& measure : form_.measures) {
        if (measure.kind == MeasureKind::kCountDistinct) Fail(Problem::kNotUnderstood, tags_.size());
      }
    }
  }
  const bool needs_time = form_.window.has_value() || form_.HasBucket() || !form_.inner.empty();
  const bool windowed = form_.window.has_value() && !form_.window->Unbounded();
  if (needs_time && time_.empty() && (windowed || form_.HasBucket())) Fail(Problem::kNotUnderstood, tags_.size());
  if (failed_) {
    if (composed_.problem == Problem::kNone) composed_.problem = Problem::kNothingAsked;
    return;
  }

  for (const Condition& condition : Combine(placed_)) form_.filters.push_back(condition);
  if (money_) KeepMoney();
  for (Group& group : form_.groups) {
    if (group.kind != GroupKind::kBucket || group.grain.count != 0) continue;
    group.grain = form_.window.has_value() ? DefaultGrain(*form_.window, now_) : Grain{Unit::kDay, 1};
    group.name = UnitName(group.grain.unit);
  }
  AlignWindow();
  if (form_.window.has_value() && form_.window->Unbounded() && !form_.compared.has_value()) form_.window.reset();
  if (ranked_ && form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
  if (form_.order != Order::kNone && form_.limit == 0 && !form_.groups.empty() && ranked_ && !composed_.said_all) {
    form_.limit = plural_rank_ ? kRanked : 1;
  }
  composed_.said_order = form_.order != Order::kNone;
  if (form_.shape == Shape::kRows) {
    if (form_.limit == 0) form_.limit = kRowsListed;
    if (form_.row_order.empty() && !time_.empty()) {
      form_.row_order = {time_, {}, 1};
    }
  }
  if (form_.shape == Shape::kGroups && form_.limit == 0) form_.limit = kRowsListed;
  // A group without a name is no answer to "which driver": rows that have none are left out.
  if (form_.limit > 0 && form_.order != Order::kNone) {
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
  composed_.score = weight_ - 0.35 * static_cast<double>(weighed_) - 0.3 * static_cast<double>(form_.joins.size()) + (composed_.said_table ? 1.0 : 0.0);
  composed_.certainty = std::min(1.0, 0.55 + 0.45 * least_);
  composed_.form = std::move(form_);
}

}  // namespace aurora::query::language
