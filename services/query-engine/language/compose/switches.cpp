#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
// "best first", "the biggest team first": where that "first" is; tags_.size() when there is none.
size_t Composer::FirstBehind(size_t rank) const {
  for (size_t i = rank + 1; i < tags_.size() && i <= rank + 4 && !BreakBetween(i - 1, i); ++i) {
    if (Is(i, TagKind::kTop) && Text(i) == "first") return i == tags_.size() - 1 || BreakBetween(i, i + 1) || i == rank + 1 ? i : tags_.size();
    if (!Is(i, TagKind::kFiller) && (!Lexical(i) || Chosen(i).kind == MeaningKind::kValue) && !Is(i, TagKind::kMoney) && !Is(i, TagKind::kRows)) break;
  }
  return tags_.size();
}

// Words that say what kind of question it is, wherever they stand.
void Composer::ReadSwitches() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i]) continue;
    // "best first": an order of all, not a choice of one.
    const bool ranks = Is(i, TagKind::kTop) || Is(i, TagKind::kMost) || (Is(i, TagKind::kExtreme) && tags_[i].extreme == ExtremeOf::kDimension);
    if (const size_t first = ranks ? FirstBehind(i) : tags_.size(); first < tags_.size()) {
      form_.order = tags_[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      composed_.said_all = true;
      Use(i);
      Use(first);
      // What is measured is read like any other; the noun between says only of what.
      for (size_t t = i + 1; t < first; ++t) {
        if (Lexical(t) && (Chosen(t).kind == MeaningKind::kTable || FactsOf(Chosen(t)).category)) Use(t);
      }
      continue;
    }
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
        if (!unusual_.has_value() || (tags_[*unusual_].told && tags_[*unusual_].direction == Direction::kEither)) unusual_ = i;
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
        // "by station instead of belt": what goes away was said before.
        if (fragment_ && tags_[i].last + 1 < words_.size() && words_[tags_[i].last + 1].text == "of" && Next(i) < tags_.size() && (Lexical(Next(i)) || Is(Next(i), TagKind::kUnknown))) used_[Next(i)] = true;
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
    // "in each of the last four weeks"
    if (Is(i, TagKind::kBy) && Text(i) != "by" && Is(Next(i), TagKind::kTime)) {
      const std::optional<Unit> unit = ReadUnit(words_[tags_[Next(i)].last].text);
      if (unit.has_value() && words_[tags_[Next(i)].last].text.back() == 's') {
        AddBucket({*unit, 1});
        explicit_group_ = true;
        Use(i);
        continue;
      }
    }
    // "at what hour of the day ...? The count for each hour": hours of the day, said again.
    if (Is(i, TagKind::kGrain) && tags_[i].grain.unit == Unit::kHour && tags_[i].grain.count == 1 && Has(TagKind::kHourOfDay)) {
      Use(i);
      continue;
    }
    if ((Is(i, TagKind::kHourOfDay) || Is(i, TagKind::kDayOfWeek)) && std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) {
          return group.kind == (Is(i, TagKind::kHourOfDay) ? GroupKind::kHourOfDay : GroupKind::kDayOfWeek);
        })) {
      Use(i);
      continue;
    }
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
                            (Is(after, TagKind::kUnit) && Additive(tags_[after].dimension)) ||
                            (Is(after, TagKind::kAggregate) && tags_[after].aggregate == MeasureKind::kSum));
      // "how did the average number of kills develop from week to week": a number for each of them.
      if (counted && form_.shape == Shape::kMeasures && (average < i || after == i) && !Has(TagKind::kTrend)) {
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
      // "average number of loans per weekday": of the days' numbers.
      for (size_t j = 0; j < i && form_.shape == Shape::kMeasures; ++j) {
        const bool average = Is(j, TagKind::kAggregate) && tags_[j].aggregate != MeasureKind::kSum && tags_[j].aggregate != MeasureKind::kQuantile;
        if (!average || used_[j] || !Is(Next(j), TagKind::kCount)) continue;
        form_.shape = Shape::kNested;
        form_.outer = tags_[j].aggregate;
        Group day;
        day.kind = GroupKind::kBucket;
        day.grain = {Unit::kDay, 1};
        day.name = UnitName(Unit::kDay);
        form_.inner.push_back(std::move(day));
        Use(j);
      }
      if (IsOneOf(Text(i), {"peak", "rush", "busiest"})) {
        ranked_ = true;
        form_.order = Order::kMeasureDescending;
        plural_rank_ = IsOneOf(words_[tags_[i].first + 1].text, {"hours", "times"});
      }
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
    } else if (Is(i, TagKind::kUnit) || Lexical(i) || Is(i, TagKind::kUnknown)) {
      // "which day", "busiest hour", "on how many days", "best month": a step of time as a noun.
      std::optional<Unit> unit = tags_[i].first == tags_[i].last ? ReadUnit(words_[tags_[i].first].text) : std::nullopt;
      if (IsOneOf(Words(i), {"date", "dates"}) && !Lexical(i)) unit = Unit::kDay;
      if (!unit.has_value() || (Lexical(i) && Chosen(i).weight >= 0.9) || Is(i > 0 ? i - 1 : tags_.size(), TagKind::kNumber)) continue;
      const size_t before = Previous(i);
      // "how many minutes": how long, unless they are counted like days.
      const bool lasts = *unit == Unit::kSecond || *unit == Unit::kMinute || form_.row_order.IsSpan() ||
                         std::any_of(words_.begin(), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"last", "lasts", "lasted", "take", "takes", "took", "taken", "need", "needs", "needed", "wait", "waits", "waited", "longer"}); });
      if (Is(before, TagKind::kCount) && lasts) continue;
      // "the day with the most orders"
      const bool with = tags_[i].last + 1 < words_.size() && words_[tags_[i].last + 1].text == "with";
      const size_t rank = Is(Next(i), TagKind::kHaving) ? Next(Next(i)) : Next(i);
      // "a day this month without a match"
      // "dates in May on which we did not send anything", "days when nobody came"
      size_t lacking = Next(i);
      bool clause = false;
      while (Is(lacking, TagKind::kTime) || Is(lacking, TagKind::kWhen) || (Is(lacking, TagKind::kWhich) && lacking > i)) {
        clause = clause || !Is(lacking, TagKind::kTime);
        lacking = Next(lacking);
      }
      const bool none = Is(lacking, TagKind::kNone) || (Is(lacking, TagKind::kNegation) && (IsOneOf(Text(lacking), {"nobody", "no"}) || (clause && Text(lacking) == "not" && SaysAnything(lacking))));
      if ((before == tags_.size() || Is(before, TagKind::kWhich) || Is(before, TagKind::kList)) && (none || (Is(lacking, TagKind::kWithout) && before == tags_.size()))) {
        if (Is(before, TagKind::kWhich)) Use(before);
        for (size_t t = i + 1; t < lacking; ++t) {
          if (Is(t, TagKind::kWhen)) asks_when_ = false;
          if (Is(t, TagKind::kWhen) || Is(t, TagKind::kWhich)) Use(t);
        }
        AddBucket({*unit, 1});
        explicit_group_ = group_noun_seen_ = true;
        used_[i] = true;
        continue;
      }
      const bool with_most = before == tags_.size() && with && (Is(rank, TagKind::kMost) || Is(rank, TagKind::kExtreme) || Is(rank, TagKind::kTop));
      // "is there any day with an unusual number of refunds"
      const bool any_unusual = unusual_.has_value() && tags_[i].first > 0 && IsOneOf(words_[tags_[i].first - 1].text, {"any", "some", "a"});
      if (with_most) plural_rank_ = words_[tags_[i].first].text.back() == 's';
      if (Is(before, TagKind::kWhich) || Is(before, TagKind::kMost) || Is(before, TagKind::kTop) || Is(before, TagKind::kCount) || Is(before, TagKind::kAnomaly) ||
          Is(before, TagKind::kList) || with_most || any_unusual) {
        AddBucket({*unit, 1});
        explicit_group_ = true;
        group_noun_seen_ = true;
        used_[i] = true;
        if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
          ranked_ = true;
          form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
          const bool plural = words_[tags_[i].first].text.back() == 's';
          if (form_.limit == 0) form_.limit = plural ? kRankedRows : 1;
        } else if (Is(before, TagKind::kWhich)) {
          plural_rank_ = words_[tags_[i].first].text.back() == 's';
        }
        Use(before);
      }
    }
  }
}

// Numbers that say how many: "top 5", "two cities", "worst three".
void Composer::ReadLimit() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNumber) || used_[i] || tags_[i].money || !tags_[i].unit.empty()) continue;
    const double number = tags_[i].number;
    // "list the one-star reviews": which of them.
    if (words_[tags_[i].last].dash_after && Is(Previous(i), TagKind::kList)) continue;
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
    // "top 10 heaviest crates"
    if (rank_before && rank_after && Is(before, TagKind::kTop) && Text(before) == "top") used_[before] = true;
    if (!rank_before && !rank_after && !which && !noun) continue;
    if (Is(after, TagKind::kUnit) && !rank_before) continue;
    form_.limit = static_cast<uint64_t>(number);
    composed_.said_limit = true;
    used_[i] = true;
    if (which) group_noun_seen_ = true;
    // "five drivers with the highest energy use": they are what is ranked.
    if (noun && !rank_before && !rank_after && !which && !(FactsOf(Chosen(after)).row_id && Chosen(after).source == 0)) {
      AddGroup(Ref(Chosen(after)), after);
      explicit_group_ = true;
      group_noun_seen_ = true;
      Use(after);
    }
  }
}

}  // namespace aurora::query::language
