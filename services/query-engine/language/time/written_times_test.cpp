#include <catch2/catch.hpp>

#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

// A Thursday.
const absl::Time kThursday = absl::FromCivil(absl::CivilSecond(2026, 5, 21, 16, 20, 0), absl::UTCTimeZone());

// "?" where others may read it otherwise.
std::string Window(const std::string& text) {
  const std::vector<Word> words = Normalise(text);
  const std::optional<TimeSpan> span = ReadTime(words, 0, kThursday);
  if (!span.has_value()) return "none";
  if (span->last + 1 != words.size()) return "partly";
  const auto print = [](absl::Time time) { return time == absl::InfinitePast() ? "" : absl::FormatTime("%m-%d %H:%M", time, absl::UTCTimeZone()); };
  return print(span->window.from) + " .. " + print(span->window.to) + (span->window.unsure ? " ?" : "");
}

void CheckWindows(const std::vector<std::pair<std::string, std::string>>& cases) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Window(text) == expected);
  }
}

}  // namespace

TEST_CASE("dates of digits with dots: the day, then the month") {
  CheckWindows({{"01.05. until now", "05-01 00:00 .. 05-21 16:20"},
                {"from 01.05. until now", "05-01 00:00 .. 05-21 16:20"},
                {"since 01.05.", "05-01 00:00 .. 05-21 16:20"},
                {"01.05.-07.05.", "05-01 00:00 .. 05-08 00:00"},
                {"1.5. to 7.5.", "05-01 00:00 .. 05-08 00:00"},
                {"11.-17.05.", "05-11 00:00 .. 05-18 00:00"},
                {"Wed 20.05.", "05-20 00:00 .. 05-21 00:00"},
                {"on 20.05", "05-20 00:00 .. 05-21 00:00"},
                {"20.05", "none"},
                {"1.5", "none"}});
  // Amounts keep their dots, also at the end of a sentence.
  for (const char* amount : {"above 20.05. Which are they?", "over 1.5. please", "price below 12.10."}) {
    INFO(amount);
    const std::vector<Word> words = Normalise(amount);
    CHECK(std::any_of(words.begin(), words.end(), [](const Word& word) { return word.number.has_value(); }));
  }
}

TEST_CASE("dates of digits with slashes: what is written with zeros has the day first, and the other order is not ruled out") {
  CheckWindows({{"10/05 until today", "05-10 00:00 .. 05-21 16:20 ?"},
                {"from 01/04/2026 on", "04-01 00:00 .. 05-21 16:20 ?"},
                {"between 01/05 and 07/05", "05-01 00:00 .. 05-08 00:00 ?"},
                {"11/05-17/05", "05-11 00:00 .. 05-18 00:00"},
                {"11/5 - 17/5", "05-11 00:00 .. 05-18 00:00"},
                {"5/11 - 5/17", "05-11 00:00 .. 05-18 00:00"},
                {"on 5/1/2026", "05-01 00:00 .. 05-02 00:00 ?"},
                {"on 05/13", "05-13 00:00 .. 05-14 00:00"},
                {"on 13/05", "05-13 00:00 .. 05-14 00:00"}});
}

TEST_CASE("days that follow each other are one stretch, however they are listed") {
  CheckWindows({{"16/17 May", "05-16 00:00 .. 05-18 00:00"},
                {"May 16/17", "05-16 00:00 .. 05-18 00:00"},
                {"on 11/12 May", "05-11 00:00 .. 05-13 00:00"},
                {"16/18 May", "none"},
                {"16 or 17 May", "05-16 00:00 .. 05-18 00:00"},
                {"on the 16th or 17th of May", "05-16 00:00 .. 05-18 00:00"},
                {"11, 12 or 13 May", "05-11 00:00 .. 05-14 00:00"},
                {"11, 12, 13 May", "05-11 00:00 .. 05-14 00:00"},
                {"Sat + Sun just gone", "05-16 00:00 .. 05-18 00:00"},
                {"Sat + Sun 16/17 May", "05-16 00:00 .. 05-18 00:00"},
                {"Sat/Sun 9/10 May", "05-09 00:00 .. 05-11 00:00"},
                {"the weekend of 9/10 May", "05-09 00:00 .. 05-11 00:00"},
                {"the weekend of 10 May", "05-09 00:00 .. 05-11 00:00"},
                {"weekend 9-10 May", "05-09 00:00 .. 05-11 00:00"},
                {"the weekend of 13 May", "none"}});
}

TEST_CASE("a bound is said in many ways") {
  CheckWindows({{"no earlier than 15 May", "05-15 00:00 .. 05-21 16:20"},
                {"not before 15 May", "05-15 00:00 .. 05-21 16:20"},
                {"on or after 15 May", "05-15 00:00 .. 05-21 16:20"},
                {"as from 1 May", "05-01 00:00 .. 05-21 16:20"},
                {"as of 1 May onwards", "05-01 00:00 .. 05-21 16:20"},
                {"since the 10th inclusive", "05-10 00:00 .. 05-21 16:20"},
                {"from 8 this morning", "05-21 08:00 .. 05-21 16:20"},
                {"newer than 15 May", "05-16 00:00 .. 05-21 16:20"},
                {"not after 15 May", " .. 05-16 00:00"},
                {"on or before 15 May", " .. 05-16 00:00"},
                {"up to and including 20 May", " .. 05-21 00:00"},
                {"through yesterday", " .. 05-21 00:00"},
                {"by 15 May", " .. 05-16 00:00"},
                {"prior to 15 May", " .. 05-15 00:00"},
                {"up to now", " .. 05-21 16:20"},
                {"between the 10th and now", "05-10 00:00 .. 05-21 16:20"},
                {"Monday the 18th till this moment", "05-18 00:00 .. 05-21 16:20"},
                {"1 May -> now", "05-01 00:00 .. 05-21 16:20"},
                {"11-17 May incl.", "05-11 00:00 .. 05-18 00:00"}});
}

TEST_CASE("stretches that are over, that roll, and that end on a day") {
  CheckWindows({{"the week just gone", "05-11 00:00 .. 05-18 00:00"},
                {"the month that is over", "04-01 00:00 .. 05-01 00:00"},
                {"this past weekend", "05-16 00:00 .. 05-18 00:00"},
                {"the most recent full week", "05-11 00:00 .. 05-18 00:00"},
                {"the running month", "05-01 00:00 .. 05-21 16:20"},
                {"going back 7 days from now", "05-14 16:20 .. 05-21 16:20"},
                {"48 hours back from now", "05-19 16:20 .. 05-21 16:20"},
                {"rolling 30 days", "04-21 16:20 .. 05-21 16:20"},
                {"the prior 7 days", "05-14 16:20 .. 05-21 16:20"},
                {"the last 7 days excluding today", "05-14 00:00 .. 05-21 00:00"},
                {"the last 7 days including today", "05-15 00:00 .. 05-21 16:20"},
                {"the past quarter hour", "05-21 16:05 .. 05-21 16:20"},
                {"the seven days that ended on Sunday the 17th", "05-11 00:00 .. 05-18 00:00"},
                {"the 7 days to 17 May", "05-11 00:00 .. 05-18 00:00"},
                {"2026 to date", "01-01 00:00 .. 05-21 16:20"},
                {"YTD 2026", "01-01 00:00 .. 05-21 16:20"},
                {"from the fourth of this month to now", "05-04 00:00 .. 05-21 16:20"},
                {"on the first of the month", "05-01 00:00 .. 05-02 00:00"},
                {"2026-W20", "05-11 00:00 .. 05-18 00:00"},
                {"in CW20", "05-11 00:00 .. 05-18 00:00"},
                {"week no. 20", "05-11 00:00 .. 05-18 00:00"},
                {"W20", "none"},
                {"this day last week", "05-14 00:00 .. 05-15 00:00"},
                {"Monday two weeks ago", "05-04 00:00 .. 05-05 00:00"},
                {"a week ago Monday", "05-11 00:00 .. 05-12 00:00"},
                {"since 14:00h", "05-21 14:00 .. 05-21 16:20"},
                {"yesterday 00:00 to 23:59", "05-20 00:00 .. 05-21 00:00"},
                // Of another day from country to country.
                {"on May Day", "none"}});
}

}  // namespace aurora::query::language
