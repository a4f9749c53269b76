#include "services/ingest/formats/protobuf/well_known_json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <string_view>

#include "services/ingest/formats/decimal_text.h"
#include "services/ingest/formats/json_writer.h"
#include "services/ingest/formats/time_text.h"

namespace aurora::ingest {
namespace {

namespace pb = google::protobuf;
using pb::FieldDescriptor;

constexpr int64_t kNanosOfSecond = 1'000'000'000;
// What Protobuf allows a Timestamp to be: the years 1 to 9999.
constexpr int64_t kSecondsMin = -62'135'596'800;
constexpr int64_t kSecondsMax = 253'402'300'799;
// Seconds whose nanoseconds fit 64 bits.
constexpr int64_t kNanosecondsReach = 9'200'000'000;

const std::set<std::string, std::less<>>& BareTypes() {
  static const auto& types = *new std::set<std::string, std::less<>>{
      "google.protobuf.DoubleValue", "google.protobuf.FloatValue",  "google.protobuf.Int64Value",
      "google.protobuf.UInt64Value", "google.protobuf.Int32Value",  "google.protobuf.UInt32Value",
      "google.protobuf.BoolValue",   "google.protobuf.StringValue", "google.protobuf.BytesValue",
      "google.protobuf.Struct",      "google.protobuf.Value",       "google.protobuf.ListValue"};
  return types;
}

// The field of that number as an integer; 0 when the type has another one there: then it only has the name of a known type.
int64_t IntegerOf(const pb::Message& message, int number) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByNumber(number);
  if (field == nullptr || field->is_repeated()) return 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32: return message.GetReflection()->GetInt32(message, field);
    case FieldDescriptor::CPPTYPE_INT64: return message.GetReflection()->GetInt64(message, field);
    default: return 0;
  }
}

WellKnown AppendTimestamp(const pb::Message& message, std::string* json) {
  const int64_t seconds = IntegerOf(message, 1);
  const int64_t nanos = IntegerOf(message, 2);
  if (seconds < kSecondsMin || seconds > kSecondsMax || nanos < 0 || nanos >= kNanosOfSecond) {
    return WellKnown::kOutOfRange;
  }
  const auto write = [&](int digits, int64_t unit) {
    AppendJsonTimestamp(seconds * (kNanosOfSecond / unit) + nanos / unit, digits, json);
    return WellKnown::kWritten;
  };
  // Milliseconds unless there is more to say.
  if (nanos % 1'000'000 == 0) return write(3, 1'000'000);
  if (nanos % 1'000 == 0) return write(6, 1'000);
  if (std::abs(seconds) > kNanosecondsReach) return WellKnown::kOutOfRange;
  return write(9, 1);
}

// Seconds with their fraction, as Protobuf's own JSON has them: "-1.500s".
WellKnown AppendDuration(const pb::Message& message, std::string* json) {
  const int64_t seconds = IntegerOf(message, 1);
  const int64_t nanos = IntegerOf(message, 2);
  if (seconds == INT64_MIN || nanos <= -kNanosOfSecond || nanos >= kNanosOfSecond) return WellKnown::kOutOfRange;
  *json += seconds < 0 || nanos < 0 ? "\"-" : "\"";
  *json += std::to_string(std::abs(seconds));
  if (nanos != 0) {
    std::string fraction = std::to_string(std::abs(nanos));
    fraction.insert(0, 9 - fraction.size(), '0');
    while (fraction.size() > 3 && fraction.ends_with("000")) fraction.resize(fraction.size() - 3);
    *json += '.';
    *json += fraction;
  }
  *json += "s\"";
  return WellKnown::kWritten;
}

WellKnown AppendDecimalMessage(const pb::Message& message, std::string* json) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByNumber(1);
  if (field == nullptr || field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return WellKnown::kOrdinary;
  }
  *json += '"';
  const int64_t scale = IntegerOf(message, 3);
  if (scale < 0 || scale > kDecimalScaleMax ||
      !AppendDecimal(message.GetReflection()->GetString(message, field), static_cast<int>(scale), json)) {
    return WellKnown::kOutOfRange;
  }
  *json += '"';
  return WellKnown::kWritten;
}

// A date without its year or day is an object like any other.
WellKnown AppendDateMessage(const pb::Message& message, std::string* json) {
  using namespace std::chrono;  // NOLINT: year, month, day.
  const int64_t y = IntegerOf(message, 1);
  const int64_t m = IntegerOf(message, 2);
  const int64_t d = IntegerOf(message, 3);
  if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) return WellKnown::kOrdinary;
  const year_month_day date{year{static_cast<int>(y)}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return WellKnown::kOrdinary;
  AppendJsonDate(sys_days{date}.time_since_epoch().count(), json);
  return WellKnown::kWritten;
}

}  // namespace

WellKnown AppendWellKnown(const pb::Message& message, std::string* json) {
  const std::string& name = message.GetDescriptor()->full_name();
  // Nearly every type.
  if (!name.starts_with("google.") && !name.starts_with("confluent.")) return WellKnown::kOrdinary;
  if (name == "google.protobuf.Timestamp") return AppendTimestamp(message, json);
  if (name == "google.protobuf.Duration") return AppendDuration(message, json);
  if (name == "confluent.type.Decimal") return AppendDecimalMessage(message, json);
  if (name == "google.type.Date") return AppendDateMessage(message, json);
  return BareTypes().count(name) != 0 ? WellKnown::kBare : WellKnown::kOrdinary;
}

}  // namespace aurora::ingest
