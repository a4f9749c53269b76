#include "services/query-engine/language/compose/switches.h"

#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "best first", "the biggest team first": where that "first" is; tags_.size() when there is none.
size_t FirstBehind(const Draft& d, size_t rank) {
  for (size_t i = rank + 1; i < d.tags.size() && i <= rank + 4 && !d.BreakBetween(i - 1, i); ++i) {
    // "largest on top", "the best at the top"
    if (d.Is(i, TagKind::kTop) && d.Text(i) == "top" && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"on", "the"}) && (i == d.tags.size() - 1 || d.BreakBetween(i, i + 1))) return i;
    if (d.Is(i, TagKind::kTop) && d.Text(i) == "first") return i == d.tags.size() - 1 || d.BreakBetween(i, i + 1) || i == rank + 1 ? i : d.tags.size();
    if (!d.Is(i, TagKind::kFiller) && (!d.Lexical(i) || d.Chosen(i).kind == MeaningKind::kValue) && !d.Is(i, TagKind::kMoney) && !d.Is(i, TagKind::kRows)) break;
  }
  return d.tags.size();
}

}  // namespace

// Words that say what kind of question it is, wherever they stand.
void ReadSwitches(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i]) continue;
    // "best first": an order of all, not a choice of one.
    const bool ranks = d.Is(i, TagKind::kTop) || d.Is(i, TagKind::kMost) || (d.Is(i, TagKind::kExtreme) && d.tags[i].extreme == ExtremeOf::kDimension);
    if (const size_t first = ranks ? FirstBehind(d, i) : d.tags.size(); first < d.tags.size()) {
      d.form.order = d.tags[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.composed.said_all = true;
      d.Use(i);
      d.Use(first);
      // What is measured is read like any other; the noun between says only of what.
      for (size_t t = i + 1; t < first; ++t) {
        if (d.Lexical(t) && (d.Chosen(t).kind == MeaningKind::kTable || d.FactsOf(d.Chosen(t)).category)) d.Use(t);
      }
      continue;
    }
    switch (d.tags[i].kind) {
      case TagKind::kFiller:
        if (d.Text(i) == "all" || d.Text(i) == "everything") d.composed.said_all = true;
        d.Use(i);
        break;
      case TagKind::kAnd:
      case TagKind::kFrom:
      case TagKind::kTo:
      case TagKind::kOr:
        d.Use(i);
        break;
      case TagKind::kAnomaly:
        if (!d.unusual.has_value() || (d.tags[*d.unusual].told && d.tags[*d.unusual].direction == Direction::kEither)) d.unusual = i;
        d.Use(i);
        break;
      case TagKind::kSilent:
        if (!d.silent.has_value()) d.silent = i;
        d.Use(i);
        break;
      case TagKind::kNever:
        d.never = i;
        d.Use(i);
        break;
      case TagKind::kFirstTime:
        d.first_time = i;
        d.Use(i);
        break;
      case TagKind::kMoving:
        d.form.series = Series::kMovingAverage;
        d.form.moving = d.tags[i].number >= 2 ? static_cast<int>(d.tags[i].number) : 7;
        if (d.tags[i].number < 2 && std::none_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kMoving && tag.number >= 2; })) d.NoteThat("moving", d.Words(i), "the average of seven steps");
        if (d.tags[i].number >= 2 && !d.Has(TagKind::kGrain)) d.AddBucket(d.tags[i].grain);
        d.composed.said_shape = true;
        d.Use(i);
        break;
      case TagKind::kCumulative:
        d.form.series = Series::kCumulative;
        d.composed.said_shape = true;
        d.Use(i);
        break;
      case TagKind::kFill:
        d.form.fill = true;
        d.Use(i);
        break;
      case TagKind::kInstead:
        d.composed.instead = true;
        d.Use(i);
        // "by station instead of belt": what goes away was said before.
        if (d.fragment && d.tags[i].last + 1 < d.words.size() && d.words[d.tags[i].last + 1].text == "of" && d.Next(i) < d.tags.size() && (d.Lexical(d.Next(i)) || d.Is(d.Next(i), TagKind::kUnknown))) d.used[d.Next(i)] = true;
        break;
      case TagKind::kList:
        d.listed = true;
        d.Use(i);
        break;
      case TagKind::kWhen:
        d.asks_when = true;
        d.Use(i);
        break;
      case TagKind::kRows:
        // "how many times": rows; "5 events": rows.
        d.rows_noun = true;
        d.Use(i);
        break;
      default:
        break;
    }
  }
}

namespace {

// "which tutors taught the most", "top 5 clerks by most": somebody stands before who has the most of it.
bool MeasuredForWhom(const Draft& d, size_t most) {
  for (size_t i = 0; i < most; ++i) {
    if (d.Lexical(i) && d.MayGroup(d.Chosen(i))) return d.Is(d.Previous(i), TagKind::kWhich) || d.Is(d.Previous(i), TagKind::kNumber) || d.Is(d.Previous(i), TagKind::kTop);
  }
  return false;
}

}  // namespace

void ReadGrains(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i]) continue;
    // "in each of the last four weeks"
    if (d.Is(i, TagKind::kBy) && d.Text(i) != "by" && d.Is(d.Next(i), TagKind::kTime)) {
      const std::optional<Unit> unit = ReadUnit(d.words[d.tags[d.Next(i)].last].text);
      if (unit.has_value() && d.words[d.tags[d.Next(i)].last].text.back() == 's') {
        d.AddBucket({*unit, 1});
        d.explicit_group = true;
        d.Use(i);
        continue;
      }
    }
    // "at what hour of the day ...? The count for each hour": hours of the day, said again.
    if (d.Is(i, TagKind::kGrain) && d.tags[i].grain.unit == Unit::kHour && d.tags[i].grain.count == 1 && d.Has(TagKind::kHourOfDay)) {
      d.Use(i);
      continue;
    }
    if ((d.Is(i, TagKind::kHourOfDay) || d.Is(i, TagKind::kDayOfWeek)) && std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) {
          return group.kind == (d.Is(i, TagKind::kHourOfDay) ? GroupKind::kHourOfDay : GroupKind::kDayOfWeek);
        })) {
      d.Use(i);
      continue;
    }
    // "average yearly interest" of apr_pct: what it is called, and no step.
    const size_t rate = i + 1;
    if (d.Is(i, TagKind::kGrain) && IsOneOf(d.Text(i), {"yearly", "annual"}) && d.Means(rate, MeaningKind::kColumn) && d.FactsOf(d.Chosen(rate)).measure && d.FactsOf(d.Chosen(rate)).dimension == knowledge::Dimension::kShare && !d.BreakBetween(i, rate)) {
      d.Use(i);
      continue;
    }
    if (d.Is(i, TagKind::kGrain)) {
      // "average number of orders per day" is an average of days, and no series.
      size_t average = d.tags.size();
      for (size_t j = 0; j < d.tags.size(); ++j) {
        if (d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate != MeasureKind::kSum && d.tags[j].aggregate != MeasureKind::kQuantile) average = j;
      }
      const size_t after = average < d.tags.size() ? d.Next(average) : d.tags.size();
      // "mean chiller temperature by hour": of each hour.
      const size_t level = d.Means(after, MeaningKind::kValue) ? d.Next(after) : d.tags.size();
      const bool of_level = level == after + 1 && d.Means(level, MeaningKind::kColumn) && d.FactsOf(d.Chosen(level)).measure && !Additive(d.FactsOf(d.Chosen(level)).dimension);
      const bool counted = after < d.tags.size() && !of_level &&
                           (d.Is(after, TagKind::kCount) || d.Is(after, TagKind::kRows) || d.Means(after, MeaningKind::kTable) || d.Is(after, TagKind::kMoney) ||
                            d.Is(after, TagKind::kDistinct) || after == i || d.Means(after, MeaningKind::kMoment) || d.Means(after, MeaningKind::kValue) ||
                            (d.Is(after, TagKind::kUnit) && Additive(d.tags[after].dimension)) ||
                            (d.Is(after, TagKind::kAggregate) && d.tags[after].aggregate == MeasureKind::kSum));
      // "average lettuce tray weight per week": so much a row.
      bool of_each = false;
      for (size_t j = after; j < i && j < d.tags.size() && !d.BreakBetween(after, j); ++j) {
        of_each = of_each || (d.Means(j, MeaningKind::kColumn) && d.FactsOf(d.Chosen(j)).measure && IsOneOf(d.words[d.tags[j].last].text, {"weight", "weights", "size", "sizes", "length", "lengths", "height", "heights", "price", "prices", "duration", "durations"}));
      }
      // "average glucose value by day"
      of_each = of_each || (d.Means(after, MeaningKind::kValue) && after + 1 < d.tags.size() && !d.BreakBetween(after, after + 1) && IsOneOf(d.words[d.tags[after + 1].first].text, {"value", "reading", "level", "measurement"}));
      // "week by week": each of them.
      const bool one_by_one = d.tags[i].last == d.tags[i].first + 2 && d.words[d.tags[i].first].text == d.words[d.tags[i].last].text;
      // "how many repairs per day on average"
      const bool asked = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(i), [](const Tag& tag) { return tag.kind == TagKind::kCount || tag.kind == TagKind::kMoney; });
      const bool trailing = asked && average < d.tags.size() && average == d.Next(i) && d.Text(average) == "on" && d.tags[average].aggregate == MeasureKind::kAverage && !d.BreakBetween(i, average);
      // "how did the average number of kills develop from week to week": a number for each of them.
      if ((counted || trailing) && !of_each && !one_by_one && d.form.shape == Shape::kMeasures && (average < i || after == i || trailing) && !d.Has(TagKind::kTrend)) {
        d.form.shape = Shape::kNested;
        d.form.outer = d.tags[average].aggregate;
        // "average cancelled per day": that they are counted is taken for granted.
        if (d.Means(after, MeaningKind::kValue) && !trailing) d.composed.certainty *= 0.9;
        Group group;
        group.kind = GroupKind::kBucket;
        group.grain = d.tags[i].grain;
        group.name = UnitName(d.tags[i].grain.unit);
        d.form.inner.push_back(std::move(group));
        d.Use(average);
      } else {
        d.AddBucket(d.tags[i].grain);
        d.explicit_group = true;
      }
      d.Use(i);
    } else if (d.Is(i, TagKind::kHourOfDay) || d.Is(i, TagKind::kDayOfWeek)) {
      Group group;
      group.kind = d.Is(i, TagKind::kHourOfDay) ? GroupKind::kHourOfDay : GroupKind::kDayOfWeek;
      group.name = d.Is(i, TagKind::kHourOfDay) ? "hour_of_day" : "day_of_week";
      d.form.groups.push_back(std::move(group));
      d.explicit_group = true;
      d.Use(i);
      // "average number of loans per weekday": of the days' numbers.
      for (size_t j = 0; j < i && d.form.shape == Shape::kMeasures; ++j) {
        const bool average = d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate != MeasureKind::kSum && d.tags[j].aggregate != MeasureKind::kQuantile;
        if (!average || d.used[j] || !d.Is(d.Next(j), TagKind::kCount)) continue;
        d.form.shape = Shape::kNested;
        d.form.outer = d.tags[j].aggregate;
        Group day;
        day.kind = GroupKind::kBucket;
        day.grain = {Unit::kDay, 1};
        day.name = UnitName(Unit::kDay);
        d.form.inner.push_back(std::move(day));
        d.Use(j);
      }
      if (IsOneOf(d.Text(i), {"peak", "rush", "busiest"})) {
        d.ranked = true;
        d.form.order = Order::kMeasureDescending;
        d.plural_rank = IsOneOf(d.words[d.tags[i].first + 1].text, {"hours", "times"});
      }
      const size_t before = d.Previous(i);
      if (d.Is(before, TagKind::kBy) || d.Is(before, TagKind::kPer)) d.Use(before);
      if (d.Is(before, TagKind::kWhich)) {
        d.Use(before);
        d.group_noun_seen = true;
      }
      if (d.Is(before, TagKind::kMost)) {
        d.Use(before);
        d.ranked = true;
        d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
    } else if (d.Is(i, TagKind::kTrend)) {
      d.Use(i);
      d.composed.said_shape = true;
      bool grained = d.Has(TagKind::kGrain) || d.Has(TagKind::kHourOfDay) || d.Has(TagKind::kDayOfWeek) || d.form.HasBucket();
      if (!grained) {
        d.AddBucket({Unit::kSecond, 0});  // the window says which, in Finish
        d.explicit_group = true;
      }
    } else if (d.Is(i, TagKind::kPeriodOver) && !d.used[i]) {
      const absl::Time start = StartOf(d.tags[i].grain.unit, d.now);
      d.form.window = TimeWindow{start, d.now, base::StrCat(PrintTime(start), " until now")};
      d.form.window_words = d.Words(i);
      d.form.compared = Shifted({TimeShift::Kind::kUnit, d.tags[i].grain.unit, 1}, d.form.window, d.now);
      d.form.compared_words = d.Words(i);
      d.Use(i);
    } else if (d.Is(i, TagKind::kUnit) || d.Lexical(i) || d.Is(i, TagKind::kUnknown)) {
      // "which day", "busiest hour", "on how many days", "best month": a step of time as a noun.
      std::optional<Unit> unit = d.tags[i].first == d.tags[i].last ? ReadUnit(d.words[d.tags[i].first].text) : std::nullopt;
      if (IsOneOf(d.Words(i), {"date", "dates"}) && !d.Lexical(i)) unit = Unit::kDay;
      if (!unit.has_value() || (d.Lexical(i) && d.Chosen(i).weight >= 0.9) || d.Is(i > 0 ? i - 1 : d.tags.size(), TagKind::kNumber)) continue;
      const size_t before = d.Previous(i);
      // "how many minutes": how long, unless they are counted like days.
      const bool lasts = *unit == Unit::kSecond || *unit == Unit::kMinute || d.form.row_order.IsSpan() ||
                         std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"last", "lasts", "lasted", "take", "takes", "took", "taken", "need", "needs", "needed", "wait", "waits", "waited", "longer"}); });
      if (d.Is(before, TagKind::kCount) && lasts) continue;
      // "which tutors taught the most hours": so much time, and no hour of theirs.
      if (d.Is(before, TagKind::kMost) && d.words[d.tags[i].last].text.back() == 's' && MeasuredForWhom(d, before) && OperandOf(d, knowledge::Dimension::kDuration, i).has_value()) continue;
      // "the day with the most orders"
      const bool with = d.tags[i].last + 1 < d.words.size() && d.words[d.tags[i].last + 1].text == "with";
      const size_t rank = d.Is(d.Next(i), TagKind::kHaving) ? d.Next(d.Next(i)) : d.Next(i);
      // "a day this month without a match"
      // "dates in May on which we did not send anything", "days when nobody came"
      size_t lacking = d.Next(i);
      bool clause = false;
      // "days on which Malmo took no bookings": who had none stands before it.
      while (d.Is(lacking, TagKind::kTime) || d.Is(lacking, TagKind::kWhen) || (d.Is(lacking, TagKind::kWhich) && lacking > i) || (clause && (d.Lexical(lacking) || d.Is(lacking, TagKind::kAnd)) && !d.BreakBetween(i, lacking))) {
        clause = clause || d.Is(lacking, TagKind::kWhen) || d.Is(lacking, TagKind::kWhich);
        lacking = d.Next(lacking);
      }
      const bool none = d.Is(lacking, TagKind::kNone) || (d.Is(lacking, TagKind::kNegation) && (IsOneOf(d.Text(lacking), {"nobody", "no"}) || (clause && d.Text(lacking) == "not" && SaysAnything(d, lacking))));
      if ((before == d.tags.size() || d.Is(before, TagKind::kWhich) || d.Is(before, TagKind::kList)) && (none || (d.Is(lacking, TagKind::kWithout) && before == d.tags.size()))) {
        if (d.Is(before, TagKind::kWhich)) d.Use(before);
        for (size_t t = i + 1; t < lacking; ++t) {
          if (d.Is(t, TagKind::kWhen)) d.asks_when = false;
          if (d.Is(t, TagKind::kWhen) || d.Is(t, TagKind::kWhich)) d.Use(t);
        }
        d.AddBucket({*unit, 1});
        d.explicit_group = d.group_noun_seen = true;
        d.used[i] = true;
        continue;
      }
      const bool with_most = before == d.tags.size() && with && (d.Is(rank, TagKind::kMost) || d.Is(rank, TagKind::kExtreme) || d.Is(rank, TagKind::kTop));
      // "is there any day with an unusual number of refunds"
      const bool any_unusual = d.unusual.has_value() && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"any", "some", "a"});
      if (with_most) d.plural_rank = d.words[d.tags[i].first].text.back() == 's';
      if (d.Is(before, TagKind::kWhich) || d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop) || d.Is(before, TagKind::kCount) || d.Is(before, TagKind::kAnomaly) ||
          d.Is(before, TagKind::kList) || with_most || any_unusual) {
        d.AddBucket({*unit, 1});
        d.explicit_group = true;
        d.group_noun_seen = true;
        d.used[i] = true;
        if (d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop)) {
          d.ranked = true;
          d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
          const bool plural = d.words[d.tags[i].first].text.back() == 's';
          if (d.form.limit == 0) d.form.limit = plural ? kRankedRows : 1;
        } else if (d.Is(before, TagKind::kWhich)) {
          d.plural_rank = d.words[d.tags[i].first].text.back() == 's';
        }
        d.Use(before);
      }
    }
  }
}

// "show me the orders": nothing else is said of them.
void ReadShown(Draft& d) {
  if (d.fragment || d.words.empty() || !IsOneOf(d.words[0].text, {"show", "display", "see", "view", "get", "give"})) return;
  size_t nouns = 0;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller)) continue;
    if (!d.Means(i, MeaningKind::kTable) && !(d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id)) return;
    if (!Plural(d.words[d.tags[i].last].text)) return;
    ++nouns;
  }
  d.listed = d.listed || nouns == 1;
}

// At the end: ", with the town", "with title and company".
void ReadShownColumns(Draft& d) {
  if (d.fragment || !(d.Has(TagKind::kBy) || d.Has(TagKind::kPer) || d.Has(TagKind::kTop) || d.Has(TagKind::kMost))) return;
  size_t first = d.tags.size();
  for (size_t i = d.tags.size(); i-- > 1;) {
    const bool column = d.Means(i, MeaningKind::kColumn) && d.Chosen(i).source > 0 && d.FactsOf(d.Chosen(i)).category && d.Chosen(i).weight >= 0.85;
    if (!column && !d.Is(i, TagKind::kAnd) && !d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kHaving)) return;
    if (IsOneOf(d.words[d.tags[i].first].text, {"with", "incl", "including"})) {
      first = i;
      break;
    }
  }
  if (first == d.tags.size() || !d.words[d.tags[first].first - 1].break_after) return;
  for (size_t i = first; i < d.tags.size(); ++i) {
    if (d.Means(i, MeaningKind::kColumn)) d.shown_columns.push_back(d.Ref(d.Chosen(i)));
    d.used[i] = true;
  }
  if (d.shown_columns.empty()) {
    for (size_t i = first; i < d.tags.size(); ++i) d.used[i] = false;
  }
}

// At the end: "..., names please", "with their titles", "give me the name".
void SetNamesAside(Draft& d) {
  if (d.fragment || d.words.size() < 4) return;
  static const auto& around = *new std::set<std::string>{"with", "and", "incl", "including", "include", "plus", "their", "the", "its", "his", "her", "give", "tell", "me", "show", "need", "i", "want", "please", "pls", "too", "also", "as", "well", "of", "each", "them", "us", "for"};
  static const auto& names = *new std::set<std::string>{"name", "names", "title", "titles"};
  size_t first = d.words.size();
  bool named = false;
  // "with the name of the store", which is named before.
  const auto again = [&](size_t word) { return d.words[word].text.size() > 2 && word > 1 && std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(word) - 1, [&](const Word& one) { return one.stem == d.words[word].stem; }); };
  if (again(first - 1) && first > 3 && IsOneOf(d.words[first - 2].text, {"the", "each", "every"}) && d.words[first - 3].text == "of") --first;
  while (first > 0 && (around.count(d.words[first - 1].text) > 0 || names.count(d.words[first - 1].text) > 0)) {
    named = named || names.count(d.words[first - 1].text) > 0;
    --first;
    if (first > 0 && (d.words[first - 1].break_after || d.words[first - 1].sentence_after)) break;
  }
  // "top 5 clinics by samples, by name"
  const size_t by = d.words.size() - 2;
  if (first == by + 1 && d.words[by].text == "by" && by > 0 && d.words[by - 1].break_after) first = by;
  if (!named || first == 0 || first == d.words.size()) return;
  const bool apart = d.words[first - 1].break_after || d.words[first - 1].sentence_after;
  if (!apart && !IsOneOf(d.words[first].text, {"with", "incl", "including", "include", "plus"})) return;
  // Rows are shown whole.
  if (std::none_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kTop || tag.kind == TagKind::kMost || tag.kind == TagKind::kExtreme || tag.kind == TagKind::kWhich || tag.kind == TagKind::kBy || tag.kind == TagKind::kPer || tag.kind == TagKind::kNumber || tag.kind == TagKind::kList || tag.kind == TagKind::kWithout || tag.kind == TagKind::kNone || tag.kind == TagKind::kNever; })) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.tags[i].first >= first) d.used[i] = true;
  }
  d.wants_names = true;
}

// "sender and service of lost parcels", "names, emails and cities of our customers": some columns of the rows, which are listed whole.
void ReadColumnsOfRows(Draft& d) {
  if (d.fragment) return;
  for (const TagKind kind : {TagKind::kAggregate, TagKind::kCount, TagKind::kBy, TagKind::kPer, TagKind::kMost, TagKind::kTop, TagKind::kExtreme, TagKind::kRatio, TagKind::kGrain, TagKind::kDistinct, TagKind::kMoney, TagKind::kHowLong}) {
    if (d.Has(kind)) return;
  }
  std::vector<size_t> columns;
  size_t i = 0;
  while (i < d.tags.size() && (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kList))) ++i;
  for (; i < d.tags.size(); ++i) {
    const bool column = d.Lexical(i) && d.Chosen(i).weight >= 0.7 && (d.Means(i, MeaningKind::kColumn) || d.Means(i, MeaningKind::kEntity));
    if (!column && !d.Is(i, TagKind::kAnd) && !(d.Is(i, TagKind::kFiller) && d.Text(i) == "the")) break;
    if (column && !columns.empty() && !d.Is(i - 1, TagKind::kAnd) && !d.BreakBetween(columns.back(), i)) return;
    if (column) columns.push_back(i);
  }
  if (columns.size() < 2 || i >= d.tags.size()) return;
  bool of = false;
  for (size_t w = d.tags[columns.back()].last + 1; w < d.words.size() && w <= d.tags[columns.back()].last + 2; ++w) of = of || IsOneOf(d.words[w].text, {"of", "for", "from"});
  for (; of && i < d.tags.size(); ++i) {
    const bool rows = d.Means(i, MeaningKind::kTable) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id);
    if (rows && Plural(d.words[d.tags[i].last].text)) {
      d.form.shape = Shape::kRows;
      d.listed = d.composed.said_table = true;
      for (const size_t column : columns) d.Use(column);
      d.Use(i);
      return;
    }
    if (!d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kFrom) && !d.Means(i, MeaningKind::kValue)) return;
  }
}

// "low to high", "lowest first", "ascending" behind a list of groups; "worst 3 fields by number of applications", where nothing bad is counted.
void OrderAsSaid(Draft& d) {
  const bool counts = d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCount && d.form.measures[0].only.empty() && d.placed.empty() && d.form.filters.empty();
  if (counts && d.form.limit > 0 && !d.form.groups.empty() && d.Has(TagKind::kBy) && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return word.text == "worst"; })) d.form.order = Order::kMeasureAscending;
  if (d.form.groups.empty() || d.form.measures.empty() || d.form.HasBucket() || d.ranked || d.form.shape != Shape::kMeasures) return;
  for (size_t w = 0; w + 1 <= d.words.size(); ++w) {
    const std::string next = w + 1 < d.words.size() ? d.words[w + 1].text : "";
    const bool upward = d.words[w].text == "ascending" || (IsOneOf(d.words[w].text, {"low", "lowest", "smallest"}) && next == "to") || (IsOneOf(d.words[w].text, {"lowest", "smallest", "fewest"}) && next == "first");
    if (upward) d.form.order = Order::kMeasureAscending;
  }
}

// Numbers that say how many: "top 5", "two cities", "worst three".
void ReadLimit(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kNumber) || d.used[i] || d.tags[i].money || !d.tags[i].unit.empty()) continue;
    const double number = d.tags[i].number;
    // "list the one-star reviews": which of them.
    if (d.words[d.tags[i].last].dash_after && d.Is(d.Previous(i), TagKind::kList)) continue;
    if (number < 1 || number > 10'000 || number != static_cast<double>(static_cast<uint64_t>(number))) continue;
    const size_t before = d.Previous(i);
    const size_t after = d.Next(i);
    // "when did customer 17 last order": which one.
    if (d.Means(before, MeaningKind::kTable) && before + 1 == i && !Plural(d.words[d.tags[before].last].text) && d.scope.main().Find("id") < d.scope.main().size() && !d.Is(d.Previous(before), TagKind::kTop)) continue;
    if (d.Means(before, MeaningKind::kEntity) && before + 1 == i && !Plural(d.words[d.tags[before].last].text) && d.FactsOf(d.Chosen(before)).id) continue;
    const bool rank_before = (d.Is(before, TagKind::kTop) || d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kExtreme)) && !d.BreakBetween(before, i);
    const bool rank_after = d.Is(after, TagKind::kTop) || d.Is(after, TagKind::kMost) || d.Is(after, TagKind::kExtreme);
    const bool which = d.Is(before, TagKind::kWhich) || (d.Is(before, TagKind::kList) && (d.Lexical(after) || d.Is(after, TagKind::kRows)));
    bool noun = false;
    if (d.Lexical(after) && !d.BreakBetween(i, after) && OfColumn(d.Chosen(after)) && d.FactsOf(d.Chosen(after)).category &&
        !d.Is(before, TagKind::kCompare)) {
      for (size_t j = after; j < d.tags.size(); ++j) noun = noun || d.Is(j, TagKind::kMost) || d.Is(j, TagKind::kTop) || d.Is(j, TagKind::kExtreme);
    }
    // "the six requests with the highest bytes"
    // "five finished or cancelled repairs with the highest weight"
    size_t rows = after;
    while ((d.Means(rows, MeaningKind::kValue) || d.Is(rows, TagKind::kOr)) && !d.BreakBetween(i, rows)) rows = d.Next(rows);
    if (d.Means(rows, MeaningKind::kTable) && !d.BreakBetween(i, rows) && !d.Is(before, TagKind::kCompare) && d.tags[rows].last + 1 < d.words.size() && d.words[d.tags[rows].last + 1].text == "with") {
      const size_t rank = d.Is(d.Next(rows), TagKind::kHaving) ? d.Next(d.Next(rows)) : d.Next(rows);
      noun = noun || (d.Is(rank, TagKind::kMost) && IsOneOf(d.words[d.tags[rank].last].text, {"highest", "largest", "biggest", "lowest", "smallest", "greatest"})) || d.Is(rank, TagKind::kExtreme);
    }
    // "top 10 heaviest crates"
    if (rank_before && rank_after && d.Is(before, TagKind::kTop) && d.Text(before) == "top") d.used[before] = true;
    if (!rank_before && !rank_after && !which && !noun) continue;
    if (d.Is(after, TagKind::kUnit) && !rank_before) continue;
    d.form.limit = static_cast<uint64_t>(number);
    d.composed.said_limit = true;
    d.used[i] = true;
    if (which) d.group_noun_seen = true;
    // "five drivers with the highest energy use": they are what is ranked.
    if (noun && !rank_before && !rank_after && !which && rows == after && d.Chosen(after).kind != MeaningKind::kTable && !(d.FactsOf(d.Chosen(after)).row_id && d.Chosen(after).source == 0)) {
      d.AddGroup(d.Ref(d.Chosen(after)));
      d.explicit_group = true;
      d.group_noun_seen = true;
      d.Use(after);
    }
  }
}

}  // namespace aurora::query::language
