#include "services/query-engine/language/time/time_window.h"

#include <catch2/catch.hpp>

namespace aurora::query::language {
namespace {

// A Thursday.
const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 5, 21, 16, 20, 0), absl::UTCTimeZone());

std::string Read(const std::string& text) {
  const std::vector<Word> words = Normalise(text);
  const std::optional<TimeSpan> span = ReadTime(words, 0, kNow);
  if (!span.has_value()) return "none";
  if (span->last + 1 != words.size()) return "partly";
  const auto print = [](absl::Time time) { return absl::FormatTime("%m-%d %H:%M", time, absl::UTCTimeZone()); };
  if (span->window.Unbounded()) return "all";
  return print(span->window.from) + " .. " + print(span->window.to);
}

}  // namespace

TEST_CASE("days and months as people write them in a form") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"04/2026", "04-01 00:00 .. 05-01 00:00"},
      {"in 04/2026", "04-01 00:00 .. 05-01 00:00"},
      {"5/2026", "05-01 00:00 .. 05-21 16:20"},
      {"since 04/2026", "04-01 00:00 .. 05-21 16:20"},
      {"04.2026", "04-01 00:00 .. 05-01 00:00"},
      {"19/05/2026", "05-19 00:00 .. 05-20 00:00"},
      {"Tuesday (19/05/2026)", "05-19 00:00 .. 05-20 00:00"},
      {"on Tuesday 19 May", "05-19 00:00 .. 05-20 00:00"},
      {"Tuesday the 19th of May", "05-19 00:00 .. 05-20 00:00"},
      {"4 May onwards", "05-04 00:00 .. 05-21 16:20"},
      {"4 May onward", "05-04 00:00 .. 05-21 16:20"},
      {"Monday onwards", "05-18 00:00 .. 05-21 16:20"},
      {"1 May up to now", "05-01 00:00 .. 05-21 16:20"},
      {"from 1 May up to now", "05-01 00:00 .. 05-21 16:20"},
      {"1 May until now", "05-01 00:00 .. 05-21 16:20"},
      {"1 May till today", "05-01 00:00 .. 05-21 16:20"},
      {"from the 11th of this month up to now", "05-11 00:00 .. 05-21 16:20"},
      {"since the 11th of this month", "05-11 00:00 .. 05-21 16:20"},
      {"from the 11th on", "05-11 00:00 .. 05-21 16:20"},
      {"week of 11 to 17 May", "05-11 00:00 .. 05-18 00:00"},
      {"in the week of 11 to 17 May", "05-11 00:00 .. 05-18 00:00"},
      {"in the week from 11 to 17 May", "05-11 00:00 .. 05-18 00:00"},
      {"during the week 11-17 May", "05-11 00:00 .. 05-18 00:00"},
      {"in the week from 11 May to 17 May", "05-11 00:00 .. 05-18 00:00"},
      {"Saturday 16 and Sunday 17 May", "05-16 00:00 .. 05-18 00:00"},
      {"Saturday 16 May and Sunday 17 May", "05-16 00:00 .. 05-18 00:00"},
      {"16 and 17 May", "05-16 00:00 .. 05-18 00:00"},
      {"May 16 and 17", "05-16 00:00 .. 05-18 00:00"},
      {"11 to 15 May inclusive", "05-11 00:00 .. 05-16 00:00"},
      {"11-15 May (both included)", "05-11 00:00 .. 05-16 00:00"},
      {"2026-05-08 through 2026-05-10 inclusive", "05-08 00:00 .. 05-11 00:00"},
      {"20 May 00:00 till now", "05-20 00:00 .. 05-21 16:20"},
      {"from 20 May 08:00 until now", "05-20 08:00 .. 05-21 16:20"},
      {"since 16:20 yesterday", "05-20 16:20 .. 05-21 16:20"},
      {"yesterday 16:20 till now", "05-20 16:20 .. 05-21 16:20"},
      {"today from 07:00 up to 09:00", "05-21 07:00 .. 05-21 09:00"},
      {"on 12 May from 12:00 up to 15:00", "05-12 12:00 .. 05-12 15:00"},
      {"today, 06:00 to 10:00", "05-21 06:00 .. 05-21 10:00"},
      {"19 May, 18:00 to 22:00", "05-19 18:00 .. 05-19 22:00"},
      {"19 May 18:00-22:00", "05-19 18:00 .. 05-19 22:00"},
      {"the 12 months before this one", "none"},
      {"the month before this one", "04-01 00:00 .. 05-01 00:00"},
      {"the week before this one", "05-11 00:00 .. 05-18 00:00"},
      {"in the last complete week", "05-11 00:00 .. 05-18 00:00"},
      {"the last full calendar week", "05-11 00:00 .. 05-18 00:00"},
      {"the calendar week before this one", "05-11 00:00 .. 05-18 00:00"},
      {"month to date", "05-01 00:00 .. 05-21 16:20"},
      {"MTD", "05-01 00:00 .. 05-21 16:20"},
      {"so far in May", "05-01 00:00 .. 05-21 16:20"},
      {"May so far", "05-01 00:00 .. 05-21 16:20"},
      {"in May to date", "05-01 00:00 .. 05-21 16:20"},
      {"all dates", "all"},
      {"over all dates", "all"},
      {"the whole history", "all"},
      {"over the whole time", "all"},
      {"no matter when", "all"},
      {"whenever", "all"},
      {"within the past 180 min", "05-21 13:20 .. 05-21 16:20"},
      {"past 40 min", "05-21 15:40 .. 05-21 16:20"},
      {"in the 90 minutes up to now", "05-21 14:50 .. 05-21 16:20"},
      {"the 14 days up to now", "05-07 16:20 .. 05-21 16:20"},
      {"these last 3 days", "05-18 16:20 .. 05-21 16:20"},
      {"the 20th", "05-20 00:00 .. 05-21 00:00"},
      {"since the 1st", "05-01 00:00 .. 05-21 16:20"},
      {"since midnight", "05-21 00:00 .. 05-21 16:20"},
      {"all of April", "04-01 00:00 .. 05-01 00:00"},
      {"during the whole of April", "04-01 00:00 .. 05-01 00:00"},
      {"April 1st to 30th", "04-01 00:00 .. 05-01 00:00"},
      {"1 to 30 April", "04-01 00:00 .. 05-01 00:00"},
      {"on the afternoon of the 19th", "05-19 12:00 .. 05-19 18:00"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Read(text) == expected);
  }
}

TEST_CASE("time expressions are windows that begin and end where people mean") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"today", "05-21 00:00 .. 05-21 16:20"},
      {"yesterday", "05-20 00:00 .. 05-21 00:00"},
      {"the day before yesterday", "05-19 00:00 .. 05-20 00:00"},
      {"this week", "05-18 00:00 .. 05-21 16:20"},
      {"last week", "05-11 00:00 .. 05-18 00:00"},
      {"in the previous week", "05-11 00:00 .. 05-18 00:00"},
      {"this month", "05-01 00:00 .. 05-21 16:20"},
      {"last month", "04-01 00:00 .. 05-01 00:00"},
      {"this quarter", "04-01 00:00 .. 05-21 16:20"},
      {"this year", "01-01 00:00 .. 05-21 16:20"},
      {"in april", "04-01 00:00 .. 05-01 00:00"},
      {"in april 2026", "04-01 00:00 .. 05-01 00:00"},
      {"in the last hour", "05-21 15:20 .. 05-21 16:20"},
      {"over the past 48 hours", "05-19 16:20 .. 05-21 16:20"},
      {"in the last 75 minutes", "05-21 15:05 .. 05-21 16:20"},
      {"the last half hour", "05-21 15:50 .. 05-21 16:20"},
      {"past quarter of an hour", "05-21 16:05 .. 05-21 16:20"},
      {"past 7 days", "05-14 16:20 .. 05-21 16:20"},
      {"last 24h", "05-20 16:20 .. 05-21 16:20"},
      {"last two weeks", "05-07 16:20 .. 05-21 16:20"},
      {"since monday", "05-18 00:00 .. 05-21 16:20"},
      {"since yesterday", "05-20 00:00 .. 05-21 16:20"},
      {"since May 4", "05-04 00:00 .. 05-21 16:20"},
      {"since 7 this morning", "05-21 07:00 .. 05-21 16:20"},
      {"since 9am", "05-21 09:00 .. 05-21 16:20"},
      {"since the beginning of april", "04-01 00:00 .. 05-21 16:20"},
      {"since the start of the month", "05-01 00:00 .. 05-21 16:20"},
      {"on monday", "05-18 00:00 .. 05-19 00:00"},
      {"last monday", "05-18 00:00 .. 05-19 00:00"},
      {"last night", "05-20 18:00 .. 05-21 06:00"},
      {"last weekend", "05-16 00:00 .. 05-18 00:00"},
      {"from 9 to 11 May", "05-09 00:00 .. 05-12 00:00"},
      {"between the 3rd and the 5th", "05-03 00:00 .. 05-06 00:00"},
      {"between 8pm and 11pm yesterday", "05-20 20:00 .. 05-20 23:00"},
      {"on the 20th of May", "05-20 00:00 .. 05-21 00:00"},
      {"on May 19", "05-19 00:00 .. 05-20 00:00"},
      {"the week before last", "05-04 00:00 .. 05-11 00:00"},
      {"in the month before last", "03-01 00:00 .. 04-01 00:00"},
      {"the weekend before last", "05-09 00:00 .. 05-11 00:00"},
      {"the wednesday before last", "05-13 00:00 .. 05-14 00:00"},
      {"on May 1st and 2nd", "05-01 00:00 .. 05-03 00:00"},
      {"on the 16th and 17th of May", "05-16 00:00 .. 05-18 00:00"},
      // Not one after the other: two times.
      {"on May 1st and 5th", "partly"},
      {"the first week of May", "05-04 00:00 .. 05-11 00:00"},
      {"on 2026-05-19", "05-19 00:00 .. 05-20 00:00"},
      {"3 days ago", "05-18 00:00 .. 05-19 00:00"},
      {"month to date", "05-01 00:00 .. 05-21 16:20"},
      {"ytd", "01-01 00:00 .. 05-21 16:20"},
      {"Q1", "01-01 00:00 .. 04-01 00:00"},
      {"ever", "all"},
      {"of all time", "all"},
      // no window
      {"hour", "none"},
      {"orders", "none"},
      {"may", "none"},
      {"5", "none"},
      {"last 10 orders", "none"},
      {"on February 30", "none"},
      {"since forever", "none"},
  };
  for (const auto& [text, window] : cases) {
    INFO(text);
    CHECK(Read(text) == window);
  }
}

TEST_CASE("a trend's step follows its window") {
  const auto grain = [](absl::Duration length) { return DefaultGrain({kNow - length, kNow, ""}, kNow); };
  CHECK(grain(absl::Minutes(50)) == Grain{Unit::kMinute, 1});
  CHECK(grain(absl::Hours(5)) == Grain{Unit::kMinute, 5});
  CHECK(grain(absl::Hours(24)) == Grain{Unit::kHour, 1});
  CHECK(grain(absl::Hours(24 * 30)) == Grain{Unit::kDay, 1});
  CHECK(grain(absl::Hours(24 * 200)) == Grain{Unit::kWeek, 1});
}

TEST_CASE("months are added by the calendar") {
  const absl::Time march = absl::FromCivil(absl::CivilDay(2026, 3, 31), absl::UTCTimeZone());
  CHECK(AddUnits(Unit::kMonth, march, -1) == absl::FromCivil(absl::CivilDay(2026, 2, 28), absl::UTCTimeZone()));
}

TEST_CASE("a stretch leans on a day or a moment") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"the 2 hours before noon today", "05-21 10:00 .. 05-21 12:00"},
      {"in the three hours before 10pm yesterday", "05-20 19:00 .. 05-20 22:00"},
      {"the hour after noon yesterday", "05-20 12:00 .. 05-20 13:00"},
      {"in the 5 days before May 10", "05-05 00:00 .. 05-10 00:00"},
      {"5 days before May 10", "05-05 00:00 .. 05-06 00:00"},
      {"the three days after Easter Sunday", "04-06 00:00 .. 04-09 00:00"},
      {"the week leading up to May 10", "05-03 00:00 .. 05-10 00:00"},
      {"the 7 days ending yesterday", "05-14 00:00 .. 05-21 00:00"},
      {"the day before May 10", "05-09 00:00 .. 05-10 00:00"},
      {"the 3 hours before midnight yesterday", "none"},
      {"the morning of May 19", "05-19 06:00 .. 05-19 12:00"},
      {"on the evening of 12 May", "05-12 18:00 .. 05-13 00:00"},
      {"in the early hours of Tuesday", "05-19 00:00 .. 05-19 06:00"},
      {"the night from Tuesday to Wednesday", "05-19 18:00 .. 05-20 06:00"},
      {"this morning between 6 and 8", "05-21 06:00 .. 05-21 08:00"},
      {"last night from 10 to 1", "05-20 22:00 .. 05-21 01:00"},
      {"the first two hours of yesterday", "05-20 00:00 .. 05-20 02:00"},
      {"the last hour of yesterday", "05-20 23:00 .. 05-21 00:00"},
      {"after 8pm on Tuesday", "05-19 20:00 .. 05-20 00:00"},
      {"since 8pm on Tuesday", "05-19 20:00 .. 05-21 16:20"},
      {"by noon today", "05-21 00:00 .. 05-21 12:00"},
  };
  for (const auto& [words, expected] : cases) {
    INFO(words);
    CHECK(Read(words) == expected);
  }
}

TEST_CASE("parts of a calendar are found by their place in it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"the second quarter", "04-01 00:00 .. 05-21 16:20"},
      {"in the first quarter", "01-01 00:00 .. 04-01 00:00"},
      {"the first Monday of May", "05-04 00:00 .. 05-05 00:00"},
      {"the last Friday in April", "04-24 00:00 .. 04-25 00:00"},
      {"two Tuesdays ago", "05-12 00:00 .. 05-13 00:00"},
      {"two weekends ago", "05-09 00:00 .. 05-11 00:00"},
      {"a week ago today", "05-14 00:00 .. 05-15 00:00"},
      {"a week ago yesterday", "05-13 00:00 .. 05-14 00:00"},
      {"calendar week 20", "05-11 00:00 .. 05-18 00:00"},
      {"in cw 19", "05-04 00:00 .. 05-11 00:00"},
      {"earlier today", "05-21 00:00 .. 05-21 16:20"},
      {"the most recent 7 days", "05-14 16:20 .. 05-21 16:20"},
      {"over the last hour and a half", "05-21 14:50 .. 05-21 16:20"},
      {"the last half year", "11-21 16:20 .. 05-21 16:20"},
  };
  for (const auto& [words, expected] : cases) {
    INFO(words);
    CHECK(Read(words) == expected);
  }
  const auto year = [](const std::string& text) {
    const std::optional<TimeSpan> span = ReadTime(Normalise(text), 0, kNow);
    return span.has_value() ? absl::FormatTime("%Y-%m", span->window.from, absl::UTCTimeZone()) : "none";
  };
  CHECK(year("Q4 last year") == "2025-10");
  CHECK(year("last year's Q3") == "2025-07");
  CHECK(year("April last year") == "2025-04");
  CHECK(year("in May '24") == "2024-05");
  CHECK(year("throughout 2024") == "2024-01");
  CHECK(year("last winter") == "2025-12");
  CHECK(ReadTime(Normalise("last winter"), 0, kNow)->window.unsure);
}

}  // namespace aurora::query::language
