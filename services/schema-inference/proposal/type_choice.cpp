#include "services/schema-inference/proposal/type_choice.h"

#include <algorithm>
#include <array>
#include <optional>

#include "libs/base/text.h"
#include "services/schema-inference/proposal/field_words.h"

namespace aurora::schema_inference {
namespace {

using base::StrAppend;
using base::StrCat;
using table::EpochUnit;
using table::Kind;
using table::Type;

constexpr uint64_t kLowCardinalityMin = 20;
constexpr uint64_t kLowCardinalityDistinctMax = 2000;
constexpr size_t kLowCardinalityBytesMax = 256;
// A dictionary pays when values repeat five times on average.
constexpr uint64_t kLowCardinalityRepeats = 5;
constexpr int kDecimalPrecision = 18;
constexpr int kMoneyScaleMin = 2;
constexpr int kDecimalScaleMax = 4;
constexpr uint8_t kMillisecondDigits = 3;
constexpr uint8_t kMicrosecondDigits = 6;
// 1973-03-03: smaller numbers of seconds are too often something else.
constexpr int64_t kEpochSecondsMin = 100'000'000;
constexpr int64_t kEpochSecondsMax = 4'102'444'800;  // 2100-01-01
// Without a name that says time, a number must be this near to now.
constexpr absl::Duration kNearNow = absl::Hours(24 * 365 * 3);

std::string Share(uint64_t count, uint64_t of) {
  return StrCat(" in ", Thousands(count), " of ", Thousands(of));
}

TypeChoice Choice(Type type, std::string reason) { return {type, EpochUnit::kNone, std::move(reason)}; }

TypeChoice RawJson(const FieldStatistics& s, std::string_view what) {
  return Choice(Type::Of(Kind::kString),
                StrCat(what, Share(s.object + s.array, s.values()), ": kept as JSON text"));
}

struct UnitOfTime {
  EpochUnit unit;
  int64_t per_second;
  std::string_view name;
  uint8_t scale;
};
constexpr UnitOfTime kUnits[] = {{EpochUnit::kSeconds, 1, "seconds", 3},
                                 {EpochUnit::kMilliseconds, 1000, "milliseconds", 3},
                                 {EpochUnit::kMicroseconds, 1'000'000, "microseconds", 6}};

std::optional<TypeChoice> ChooseEpoch(std::string_view name, const FieldStatistics& s, absl::Time now) {
  for (const UnitOfTime& unit : kUnits) {
    if (s.number.minimum < kEpochSecondsMin * unit.per_second ||
        s.number.maximum > kEpochSecondsMax * unit.per_second) {
      continue;
    }
    const auto near_now = [&](int64_t value) {
      return absl::AbsDuration(absl::FromUnixSeconds(value / unit.per_second) - now) < kNearNow;
    };
    const bool named = NamesTime(name);
    // Numbers of seconds look like ids and phone numbers: only a name tells.
    const bool plausible =
        unit.unit != EpochUnit::kSeconds && near_now(s.number.minimum) && near_now(s.number.maximum);
    if (!named && !plausible) return std::nullopt;
    TypeChoice choice =
        Choice(Type::DateTime64(unit.scale),
               StrCat("numbers of the size of ", unit.name, " since 1970", Share(s.number.count, s.values()),
                      named ? ", and the name says time" : ", all near to now"));
    choice.epoch_unit = unit.unit;
    return choice;
  }
  return std::nullopt;
}

// Seconds with a fraction (1795262400.25): times only when the name says so, and to the microsecond at most.
std::optional<TypeChoice> ChooseEpochFraction(std::string_view name, const FieldStatistics& s) {
  const bool fits = s.smallest >= kEpochSecondsMin && s.largest <= kEpochSecondsMax && NamesTime(name) &&
                    s.number.plain == s.number.real && s.number.scale_max <= kMicrosecondDigits;
  if (!fits) return std::nullopt;
  TypeChoice choice = Choice(
      Type::DateTime64(s.number.scale_max <= kMillisecondDigits ? kMillisecondDigits : kMicrosecondDigits),
      StrCat("numbers of the size of seconds since 1970 with a fraction", Share(s.number.count, s.values()),
             ", and the name says time"));
  choice.epoch_unit = EpochUnit::kSeconds;
  return choice;
}

TypeChoice ChooseReal(std::string_view name, const FieldStatistics& s) {
  if (std::optional<TypeChoice> epoch = ChooseEpochFraction(name, s)) return *std::move(epoch);
  const NumberStatistics& n = s.number;
  const bool money = NamesMoney(name) && n.plain == n.real && n.scale_max <= kDecimalScaleMax &&
                     n.digits_max - n.scale_max <= kDecimalPrecision - kDecimalScaleMax;
  if (money) {
    const int scale = std::max(kMoneyScaleMin, n.scale_max);
    return Choice(Type::Decimal(kDecimalPrecision, static_cast<uint8_t>(scale)),
                  StrCat("numbers with at most ", n.scale_max, " decimals", Share(n.count, s.values()),
                         ", and the name says money: exact sums"));
  }
  return Choice(Type::Of(Kind::kFloat64),
                n.int64 == 0
                    ? StrCat("numbers with decimals", Share(n.real, s.values()))
                    : StrCat("numbers with decimals", Share(n.real, s.values()), ", whole ones otherwise"));
}

TypeChoice ChooseNumber(std::string_view name, const FieldStatistics& s, absl::Time now) {
  const NumberStatistics& n = s.number;
  if (n.beyond > 0) {
    return Choice(Type::Of(Kind::kString), StrCat("numbers beyond 64 bits", Share(n.beyond, s.values()),
                                                  ": kept as text, so that no digit is lost"));
  }
  if (n.real > 0) {
    if (n.uint64 == 0) return ChooseReal(name, s);
    return Choice(Type::Of(Kind::kFloat64), StrCat("numbers with decimals", Share(n.real, s.values())));
  }
  if (n.uint64 > 0) {
    if (n.int64 > 0 && n.minimum < 0) {
      return Choice(Type::Of(Kind::kString), "negative numbers and numbers beyond Int64: kept as text");
    }
    return Choice(Type::Of(Kind::kUInt64), StrCat("whole numbers", Share(n.count, s.values()), ", ",
                                                  Thousands(n.uint64), " of them beyond Int64"));
  }
  if (std::optional<TypeChoice> epoch = ChooseEpoch(name, s, now)) return *std::move(epoch);
  return Choice(Type::Of(Kind::kInt64), StrCat("whole numbers", Share(n.count, s.values())));
}

TypeChoice ChooseTimeText(const FieldStatistics& s) {
  const TextStatistics& t = s.text;
  if (t.date == t.count) {
    const bool since_1970 = t.date_since_1970 == t.count;
    return Choice(Type::Of(since_1970 ? Kind::kDate : Kind::kDate32),
                  StrCat("dates", Share(t.date, s.values())));
  }
  const uint8_t scale = t.fraction_digits_max <= 3 ? 3 : t.fraction_digits_max <= 6 ? 6 : 9;
  return Choice(Type::DateTime64(scale), StrCat("ISO 8601 text", Share(t.date_time + t.date, s.values())));
}

TypeChoice ChooseString(const FieldStatistics& s) {
  const TextStatistics& t = s.text;
  const std::string counted =
      StrCat("text", Share(t.count, s.values()), ", ", s.distinct() >= kDistinctMax ? "at least " : "",
             Thousands(s.distinct()), s.distinct() == 1 ? " different value" : " different values");
  const bool low = t.count >= kLowCardinalityMin && s.distinct() <= kLowCardinalityDistinctMax &&
                   s.distinct() * kLowCardinalityRepeats <= t.count && t.bytes_max <= kLowCardinalityBytesMax;
  if (low) return Choice(Type::LowCardinalityString(), StrCat(counted, ": a dictionary pays"));
  return Choice(Type::Of(Kind::kString), counted);
}

TypeChoice ChooseText(std::string_view name, const FieldStatistics& s) {
  const TextStatistics& t = s.text;
  if (t.uuid == t.count) return Choice(Type::Of(Kind::kUuid), StrCat("UUIDs", Share(t.uuid, s.values())));
  if (t.ipv4 == t.count)
    return Choice(Type::Of(Kind::kIpv4), StrCat("IPv4 addresses", Share(t.ipv4, s.values())));
  if (t.ipv6 == t.count)
    return Choice(Type::Of(Kind::kIpv6), StrCat("IPv6 addresses", Share(t.ipv6, s.values())));
  if (t.date + t.date_time == t.count) return ChooseTimeText(s);
  const bool decimal = t.decimal == t.count && t.decimal_scale_min == t.decimal_scale_max &&
                       t.decimal_scale_max <= kDecimalScaleMax && t.decimal_digits_max <= kDecimalPrecision &&
                       !NamesLabel(name);
  if (decimal) {
    return Choice(Type::Decimal(kDecimalPrecision, static_cast<uint8_t>(t.decimal_scale_max)),
                  StrCat("text of numbers with always ", t.decimal_scale_max, " decimals",
                         Share(t.decimal, s.values()), ": exact sums"));
  }
  return ChooseString(s);
}

// "numbers in 3, text in 7"
std::string Mixture(const FieldStatistics& s) {
  const std::array<std::pair<std::string_view, uint64_t>, 5> kinds = {{{"text", s.text.count},
                                                                       {"numbers", s.number.count},
                                                                       {"booleans", s.boolean},
                                                                       {"objects", s.object},
                                                                       {"arrays", s.array}}};
  std::string mixture;
  for (const auto& [name, count] : kinds) {
    if (count > 0) StrAppend(&mixture, mixture.empty() ? "" : ", ", name, " in ", Thousands(count));
  }
  return mixture;
}

TypeChoice ChooseArray(std::string_view name, const FieldStatistics& s, absl::Time now) {
  const FieldStatistics* elements = s.elements();
  if (elements == nullptr || elements->values() == 0) {
    return RawJson(s, "arrays without a single value");
  }
  if (elements->object + elements->array > 0) return RawJson(s, "arrays of objects or arrays");
  TypeChoice inner = ChooseType(name, *elements, elements->present, now);
  const bool mixed = (elements->text.count > 0) + (elements->number.count > 0) + (elements->boolean > 0) > 1;
  if (mixed) return RawJson(s, "arrays of mixed values");
  inner.type.array = true;
  inner.reason = StrCat("arrays", Share(s.array, s.values()), "; of their elements: ", inner.reason);
  return inner;
}

TypeChoice ChooseOfValues(std::string_view name, const FieldStatistics& s, absl::Time now) {
  if (s.values() == 0)
    return Choice(Type::Of(Kind::kString), "only null was seen: text takes whatever comes");
  if (s.object == s.values()) return RawJson(s, "objects");
  if (s.array == s.values()) return ChooseArray(name, s, now);
  if (s.boolean == s.values())
    return Choice(Type::Of(Kind::kBool), StrCat("true or false", Share(s.boolean, s.values())));
  if (s.number.count == s.values()) return ChooseNumber(name, s, now);
  if (s.text.count == s.values()) return ChooseText(name, s);
  return Choice(Type::Of(Kind::kString), StrCat("mixed values (", Mixture(s), "): text takes them all"));
}

}  // namespace

std::string Thousands(uint64_t number) {
  std::string text = StrCat(number);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<size_t>(at), ",");
  return text;
}

TypeChoice ChooseType(std::string_view name, const FieldStatistics& statistics, uint64_t samples,
                      absl::Time now) {
  TypeChoice choice = ChooseOfValues(name, statistics, now);
  const uint64_t absent = samples - std::min(samples, statistics.present);
  if (absent + statistics.null == 0) return choice;
  if (choice.type.array) {
    // Of the arrays themselves; the elements' own nulls were looked at before.
    StrAppend(&choice.reason, "; absent or null", Share(absent + statistics.null, samples),
              ": an empty array");
    return choice;
  }
  choice.type.nullable = true;
  if (absent > 0) StrAppend(&choice.reason, "; absent", Share(absent, samples));
  if (statistics.null > 0) StrAppend(&choice.reason, "; null", Share(statistics.null, samples));
  return choice;
}

}  // namespace aurora::schema_inference
