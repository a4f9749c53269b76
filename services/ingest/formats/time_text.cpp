#include "services/ingest/formats/time_text.h"

#include <chrono>

#include "services/ingest/formats/iso_time.h"
#include "services/ingest/formats/json_writer.h"

namespace aurora::ingest {
namespace {

// 0001-01-01 and 9999-12-31.
constexpr int64_t kDaysMin = -719'162;
constexpr int64_t kDaysMax = 2'932'896;

constexpr int64_t TicksOfSecond(int digits) {
  int64_t ticks = 1;
  for (int i = 0; i < digits; ++i) ticks *= 10;
  return ticks;
}

void AppendDigits(int64_t value, int width, std::string* text) {
  const size_t begin = text->size();
  text->append(static_cast<size_t>(width), '0');
  for (size_t i = begin + static_cast<size_t>(width); i > begin && value > 0; value /= 10) {
    (*text)[--i] = static_cast<char>('0' + value % 10);
  }
}

void AppendDate(int64_t days, std::string* text) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<std::chrono::days::rep>(days)}}};
  AppendDigits(static_cast<int>(date.year()), 4, text);
  *text += '-';
  AppendDigits(static_cast<unsigned>(date.month()), 2, text);
  *text += '-';
  AppendDigits(static_cast<unsigned>(date.day()), 2, text);
}

// `ticks` within one day.
void AppendTimeOfDay(int64_t ticks, int digits, std::string* text) {
  const int64_t seconds = ticks / TicksOfSecond(digits);
  AppendDigits(seconds / 3600, 2, text);
  *text += ':';
  AppendDigits(seconds / 60 % 60, 2, text);
  *text += ':';
  AppendDigits(seconds % 60, 2, text);
  if (digits == 0) return;
  *text += '.';
  AppendDigits(ticks % TicksOfSecond(digits), digits, text);
}

}  // namespace

void AppendJsonDate(int64_t days, std::string* json) {
  if (days < kDaysMin || days > kDaysMax) return AppendJsonInteger(days, json);
  *json += '"';
  AppendDate(days, json);
  *json += '"';
}

void AppendJsonTimestamp(int64_t ticks, int digits, std::string* json) {
  const int64_t ticks_of_day = kSecondsOfDay * TicksOfSecond(digits);
  int64_t days = ticks / ticks_of_day;
  int64_t rest = ticks % ticks_of_day;
  if (rest < 0) {
    rest += ticks_of_day;
    --days;
  }
  if (days < kDaysMin || days > kDaysMax) return AppendJsonInteger(ticks, json);
  *json += '"';
  AppendDate(days, json);
  *json += 'T';
  AppendTimeOfDay(rest, digits, json);
  *json += "Z\"";
}

void AppendJsonTimeOfDay(int64_t ticks, int digits, std::string* json) {
  if (ticks < 0 || ticks >= kSecondsOfDay * TicksOfSecond(digits)) return AppendJsonInteger(ticks, json);
  *json += '"';
  AppendTimeOfDay(ticks, digits, json);
  *json += '"';
}

}  // namespace aurora::ingest
