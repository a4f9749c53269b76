#include "services/ingest/formats/cell_writer.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "libs/table/value_text.h"
#include "services/ingest/formats/iso_time.h"

namespace aurora::ingest {
namespace {

using clickhouse::Column;
using table::Field;
using table::Kind;
using table::Rejection;

constexpr int kDecimalDigitsMax = 38;

// The whole text as a plain integer; false also for "1.0" and "1e3".
template <typename T>
std::errc PlainInteger(std::string_view text, T* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  if (error != std::errc()) return error;
  return end == text.data() + text.size() ? std::errc() : std::errc::invalid_argument;
}

// An integer of the column's own width, from any way of writing it that loses nothing.
template <typename T>
Rejection Integer(const JsonValue& value, T* out) {
  if (value.kind != JsonKind::kNumber) return Rejection::kTypeMismatch;
  if (PlainInteger(value.text, out) == std::errc()) return Rejection::kNone;
  table::Int128 exact = 0;
  // "12.5" and "1e99" do not get past this.
  if (!table::ParseDecimal(value.text, kDecimalDigitsMax, 0, &exact)) return Rejection::kOutOfRange;
  if (exact < std::numeric_limits<T>::min() || exact > std::numeric_limits<T>::max()) return Rejection::kOutOfRange;
  *out = static_cast<T>(exact);
  return Rejection::kNone;
}

template <typename T>
Rejection AppendInteger(const JsonValue& value, Column& column) {
  T out = 0;
  const Rejection rejection = Integer(value, &out);
  if (rejection == Rejection::kNone) column.Append(out);
  return rejection;
}

template <typename T>
Rejection AppendFloat(const JsonValue& value, Column& column) {
  if (value.kind != JsonKind::kNumber) return Rejection::kTypeMismatch;
  T out = 0;
  const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), out);
  // Too small a number is zero to every reader of JSON; too large a one has no value here.
  if (error == std::errc::result_out_of_range) return Rejection::kOutOfRange;
  if (error != std::errc() || !std::isfinite(out)) return Rejection::kOutOfRange;
  column.Append(out);
  return Rejection::kNone;
}

Rejection AppendDecimal(const Field& field, const JsonValue& value, Column& column) {
  if (value.kind != JsonKind::kNumber && value.kind != JsonKind::kString) return Rejection::kTypeMismatch;
  table::Int128 scaled = 0;
  if (!table::ParseDecimal(value.text, field.type.precision, field.type.scale, &scaled)) {
    table::Int128 any = 0;
    const bool number = value.kind == JsonKind::kNumber ||
                        table::ParseDecimal(value.text, kDecimalDigitsMax, field.type.scale, &any);
    return number ? Rejection::kOutOfRange : Rejection::kTypeMismatch;
  }
  if (field.type.precision <= 9) {
    column.Append(static_cast<int32_t>(scaled));
  } else if (field.type.precision <= 18) {
    column.Append(static_cast<int64_t>(scaled));
  } else {
    column.Append(static_cast<Column::Int128>(scaled));
  }
  return Rejection::kNone;
}

// A number since 1970 as ticks, fractions included ("1732190400.25" seconds).
Rejection EpochTicks(const Field& field, std::string_view text, int scale, int64_t* ticks) {
  int64_t whole = 0;
  if (PlainInteger(text, &whole) == std::errc()) {
    return table::EpochToTicks(whole, field.epoch_unit, scale, ticks) ? Rejection::kNone : Rejection::kOutOfRange;
  }
  const int unit_scale = field.epoch_unit == table::EpochUnit::kSeconds        ? 0
                         : field.epoch_unit == table::EpochUnit::kMilliseconds ? 3
                                                                               : 6;
  if (scale < unit_scale) return Rejection::kOutOfRange;
  table::Int128 exact = 0;
  if (table::ParseDecimal(text, 18, scale - unit_scale, &exact)) {
    *ticks = static_cast<int64_t>(exact);
    return Rejection::kNone;
  }
  // Clocks that count in a double (Python's time.time()) print digits behind the microsecond that are noise: the
  // double itself is no finer than 0.2 microseconds. Those, and no others, are rounded.
  constexpr int kMicroseconds = 6;
  constexpr double kTicksMax = 9e15;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  double scaled = value;
  for (int i = unit_scale; i < scale; ++i) scaled *= 10;
  if (error != std::errc() || scale < kMicroseconds || std::abs(scaled) > kTicksMax) return Rejection::kOutOfRange;
  *ticks = std::llround(scaled);
  return Rejection::kNone;
}

Rejection TimeTicks(const Field& field, const JsonValue& value, int scale, int64_t* ticks) {
  if (value.kind == JsonKind::kString) {
    return table::ParseDateTime(value.text, scale, ticks) ? Rejection::kNone : Rejection::kTypeMismatch;
  }
  if (value.kind != JsonKind::kNumber || field.epoch_unit == table::EpochUnit::kNone) return Rejection::kTypeMismatch;
  return EpochTicks(field, value.text, scale, ticks);
}

Rejection AppendDateTime(const Field& field, const JsonValue& value, Column& column, int64_t* written) {
  const bool seconds = field.type.kind == Kind::kDateTime;
  const int scale = seconds ? 0 : field.type.scale;
  int64_t ticks = 0;
  if (const Rejection rejection = TimeTicks(field, value, scale, &ticks); rejection != Rejection::kNone) {
    return rejection;
  }
  if (!table::DateTimeFits(ticks, scale, field.type.kind)) return Rejection::kOutOfRange;
  if (seconds) {
    column.Append(static_cast<uint32_t>(ticks));
  } else {
    column.Append(ticks);
  }
  if (written != nullptr) *written = ticks;
  return Rejection::kNone;
}

Rejection AppendDate(const Field& field, const JsonValue& value, Column& column, int64_t* written) {
  int32_t days = 0;
  if (value.kind == JsonKind::kString) {
    if (!table::ParseDate(value.text, &days)) return Rejection::kTypeMismatch;
  } else {
    int64_t seconds = 0;
    if (const Rejection rejection = TimeTicks(field, value, 0, &seconds); rejection != Rejection::kNone) {
      return rejection;
    }
    // A time of day would be cut off.
    if (seconds % kSecondsOfDay != 0) return Rejection::kOutOfRange;
    days = static_cast<int32_t>(seconds / kSecondsOfDay);
  }
  if (!table::DateFits(days, field.type.kind)) return Rejection::kOutOfRange;
  if (field.type.kind == Kind::kDate) {
    column.Append(static_cast<uint16_t>(days));
  } else {
    column.Append(days);
  }
  if (written != nullptr) *written = days;
  return Rejection::kNone;
}

Rejection AppendAddress(const Field& field, const JsonValue& value, Column& column) {
  if (value.kind != JsonKind::kString) return Rejection::kTypeMismatch;
  if (field.type.kind == Kind::kIpv4) {
    uint32_t address = 0;
    if (!table::ParseIpv4(value.text, &address)) return Rejection::kTypeMismatch;
    column.Append(address);
    return Rejection::kNone;
  }
  uint8_t address[16];
  if (!table::ParseIpv6(value.text, address)) return Rejection::kTypeMismatch;
  column.AppendIpv6(address);
  return Rejection::kNone;
}

Rejection AppendUuid(const JsonValue& value, Column& column) {
  uint64_t high = 0;
  uint64_t low = 0;
  if (value.kind != JsonKind::kString || !table::ParseUuid(value.text, &high, &low)) return Rejection::kTypeMismatch;
  column.AppendUuid(high, low);
  return Rejection::kNone;
}

}  // namespace

Rejection WriteCell(const Field& field, const JsonValue& value, Column& column, int64_t* ticks) {
  if (value.kind == JsonKind::kNull) {
    if (!field.type.nullable) return Rejection::kMissingValue;
    column.AppendNull();
    return Rejection::kNone;
  }
  switch (field.type.kind) {
    case Kind::kString: column.AppendString(value.text); return Rejection::kNone;
    case Kind::kBool:
      if (value.kind != JsonKind::kBool) return Rejection::kTypeMismatch;
      column.Append(static_cast<uint8_t>(value.text == "true" ? 1 : 0));
      return Rejection::kNone;
    case Kind::kInt8: return AppendInteger<int8_t>(value, column);
    case Kind::kInt16: return AppendInteger<int16_t>(value, column);
    case Kind::kInt32: return AppendInteger<int32_t>(value, column);
    case Kind::kInt64: return AppendInteger<int64_t>(value, column);
    case Kind::kUInt8: return AppendInteger<uint8_t>(value, column);
    case Kind::kUInt16: return AppendInteger<uint16_t>(value, column);
    case Kind::kUInt32: return AppendInteger<uint32_t>(value, column);
    case Kind::kUInt64: return AppendInteger<uint64_t>(value, column);
    case Kind::kFloat32: return AppendFloat<float>(value, column);
    case Kind::kFloat64: return AppendFloat<double>(value, column);
    case Kind::kDecimal: return AppendDecimal(field, value, column);
    case Kind::kUuid: return AppendUuid(value, column);
    case Kind::kIpv4:
    case Kind::kIpv6: return AppendAddress(field, value, column);
    case Kind::kDate:
    case Kind::kDate32: return AppendDate(field, value, column, ticks);
    case Kind::kDateTime:
    case Kind::kDateTime64: return AppendDateTime(field, value, column, ticks);
  }
  return Rejection::kTypeMismatch;
}

Rejection WriteMissing(const Field& field, Column& column) {
  if (field.type.array) {
    column.EndArray();
    return Rejection::kNone;
  }
  if (!field.type.nullable) return Rejection::kMissingValue;
  column.AppendNull();
  return Rejection::kNone;
}

}  // namespace aurora::ingest
