#include "services/ingest/formats/shape_reader.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "absl/base/attributes.h"
#include "libs/table/rejection.h"
#include "libs/table/value_text.h"
#include "services/ingest/formats/cell_writer.h"

namespace aurora::ingest {
namespace {

using clickhouse::Column;
using table::EpochUnit;
using table::Field;
using table::Kind;

// Keys that are tried before a message counts as one of another shape.
constexpr size_t kStepsTriedMax = 64;
// Digits that always fit into an int64_t.
constexpr int kDigitsMax = 18;
// A double holds integers to 2^53 and powers of ten to 10^22 exactly: their quotient is rounded once, so it is right.
constexpr uint64_t kExactDoubleMax = uint64_t{1} << 53;

enum class Way : uint8_t { kText, kInteger, kFloat64, kDecimal, kBool, kTime, kOther, kNever };

const char* SkipBlanks(const char* at) {
  while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r') ++at;
  return at;
}

// value * factor, or the nearest limit.
int64_t Saturated(int64_t value, int64_t factor) {
  int64_t result = 0;
  if (!__builtin_mul_overflow(value, factor, &result)) return result;
  return value < 0 ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int64_t>::max();
}

inline void AppendWhole(int64_t value, uint8_t bytes, Column& column) {
  switch (bytes) {
    case 8: column.Append(value); return;
    case 4: column.Append(static_cast<int32_t>(value)); return;
    case 2: column.Append(static_cast<int16_t>(value)); return;
    default: column.Append(static_cast<int8_t>(value)); return;
  }
}

inline int64_t Signed(const NumberScan& number) {
  const auto value = static_cast<int64_t>(number.digits_value);
  return number.negative ? -value : value;
}

// Behind a value that goes nowhere; null for one that the full parser has to check.
const char* PassOver(const char* at) {
  if (*at == '"') {
    const char* const stop = StringStop(at + 1);
    return *stop == '"' ? stop + 1 : nullptr;
  }
  if (std::memcmp(at, "null", 4) == 0 || std::memcmp(at, "true", 4) == 0) return at + 4;
  if (std::memcmp(at, "false", 5) == 0) return at + 5;
  NumberScan number;
  return ScanNumber(at, &number) ? number.end : nullptr;
}

}  // namespace

// A key with what is known about its value.
struct ShapeReader::Step {
  void SetKey(const std::string& key);
  void SetField(const Field& of);
  template <typename T>
  void SetInteger();

  // Whether `"key":` stands at `at`, of which `room` bytes belong to the message.
  bool Matches(const char* at, const char* end) const {
    const uint64_t differs = ((LoadWord(at) ^ words[0]) & masks[0]) | ((LoadWord(at + 8) ^ words[1]) & masks[1]);
    return differs == 0 && (key_bytes <= sizeof(words) || MatchesRest(at, end));
  }
  bool MatchesRest(const char* at, const char* end) const {
    return end - at >= static_cast<ptrdiff_t>(key_bytes) &&
           std::memcmp(at + sizeof(words), rest.data(), rest.size()) == 0;
  }

  // The first sixteen bytes of `"key":`, and which of them count.
  uint64_t words[2] = {0, 0};
  uint64_t masks[2] = {0, 0};
  uint32_t key_bytes = 0;
  Way way = Way::kNever;
  // Of a value as it is stored; scale of a decimal or a time.
  uint8_t bytes = 0;
  uint8_t scale = 0;
  size_t column = FieldPlan::kNone;
  // What followed the last time.
  Step* next = nullptr;
  // Message that had it last.
  uint64_t seen = 0;
  int64_t min = 0;
  int64_t max = 0;
  // kTime: ticks of one unit of the message's numbers; 0 when it has none or a finer one.
  int64_t ticks_per_unit = 0;
  const Field* field = nullptr;
  // Not null for an object, and for a value that goes nowhere.
  std::unique_ptr<Object> object;
  bool passed_over = false;
  IsoTime time;
  std::string rest;
};

struct ShapeReader::Object {
  // Never resized: steps point at each other.
  std::vector<Step> steps;
  // First key of the last message.
  Step* first = nullptr;
};

void ShapeReader::Step::SetKey(const std::string& key) {
  const std::string written = '"' + key + "\":";
  const size_t head = std::min(written.size(), sizeof(words));
  std::memset(masks, 0, sizeof(masks));
  std::memset(masks, 0xFF, head);
  std::memcpy(words, written.data(), head);
  rest = written.substr(head);
  key_bytes = static_cast<uint32_t>(written.size());
}

template <typename T>
void ShapeReader::Step::SetInteger() {
  way = Way::kInteger;
  bytes = sizeof(T);
  min = static_cast<int64_t>(std::numeric_limits<T>::min());
  // What does not fit into an int64_t is the full parser's.
  max = sizeof(T) == sizeof(int64_t) ? std::numeric_limits<int64_t>::max()
                                     : static_cast<int64_t>(std::numeric_limits<T>::max());
}

void ShapeReader::Step::SetField(const Field& of) {
  constexpr int kEpochScale[] = {0, 0, 3, 6};
  field = &of;
  scale = of.type.scale;
  if (of.type.array) return;
  switch (of.type.kind) {
    case Kind::kString: way = Way::kText; return;
    case Kind::kBool: way = Way::kBool; return;
    case Kind::kFloat64: way = Way::kFloat64; return;
    case Kind::kInt8: return SetInteger<int8_t>();
    case Kind::kInt16: return SetInteger<int16_t>();
    case Kind::kInt32: return SetInteger<int32_t>();
    case Kind::kInt64: return SetInteger<int64_t>();
    case Kind::kUInt8: return SetInteger<uint8_t>();
    case Kind::kUInt16: return SetInteger<uint16_t>();
    case Kind::kUInt32: return SetInteger<uint32_t>();
    case Kind::kUInt64: return SetInteger<uint64_t>();
    case Kind::kDecimal:
      way = of.type.precision <= kDigitsMax ? Way::kDecimal : Way::kOther;
      if (way == Way::kDecimal) max = kPowersOfTen[of.type.precision] - 1;
      min = -max;
      bytes = of.type.precision <= 9 ? 4 : 8;
      return;
    case Kind::kDateTime:
    case Kind::kDateTime64: {
      const bool seconds = of.type.kind == Kind::kDateTime;
      way = Way::kTime;
      if (seconds) scale = 0;
      bytes = seconds ? 4 : 8;
      const int64_t power = kPowersOfTen[scale];
      min = Saturated(seconds ? 0 : table::kDateTime64SecondsMin, power);
      max = Saturated((seconds ? int64_t{0xFFFFFFFF} : table::kDateTime64SecondsMax) + 1, power) - 1;
      const int unit_scale = kEpochScale[static_cast<int>(of.epoch_unit)];
      if (of.epoch_unit != EpochUnit::kNone && scale >= unit_scale) ticks_per_unit = kPowersOfTen[scale - unit_scale];
      return;
    }
    default: way = Way::kOther; return;
  }
}

ShapeReader::ShapeReader(const table::TableSchema& schema, const FieldPlan& plan, size_t key_column)
    : key_column_(key_column), root_(ObjectOf(schema, plan.root())), filled_(schema.fields.size(), 0) {}

ShapeReader::~ShapeReader() = default;

std::unique_ptr<ShapeReader::Object> ShapeReader::ObjectOf(const table::TableSchema& schema,
                                                           const FieldPlan::Node& node) {
  auto object = std::make_unique<Object>();
  object->steps.reserve(node.slots.size());
  for (const FieldPlan::Slot& slot : node.slots) {
    // Keys that JSON writes with an escape are not worth the trouble.
    const bool plain = std::all_of(slot.key.begin(), slot.key.end(), [](char c) {
      return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    });
    if (!plain) continue;
    Step& step = object->steps.emplace_back();
    step.SetKey(slot.key);
    step.column = slot.column;
    if (slot.node != nullptr) {
      step.object = ObjectOf(schema, *slot.node);
    } else if (slot.column == FieldPlan::kNone) {
      step.passed_over = true;
      step.object = std::make_unique<Object>();
    } else {
      step.SetField(schema.fields[slot.column]);
    }
  }
  if (object->steps.empty()) return object;
  object->first = &object->steps.front();
  for (size_t i = 0; i < object->steps.size(); ++i) {
    object->steps[i].next = &object->steps[(i + 1) % object->steps.size()];
  }
  return object;
}

bool ShapeReader::Read(std::string_view json, std::vector<Column>& columns) {
  ++message_;
  filled_count_ = 0;
  columns_ = columns.data();
  end_ = json.data() + json.size();
  return ReadObject(json.data() + 1, *root_, 1) == end_;
}

// Keys that are missing now and then: the ones behind are the likely ones.
ShapeReader::Step* ShapeReader::Find(const char* at, Object& object, Step* previous) const {
  const size_t count = object.steps.size();
  size_t index = previous == nullptr ? 0 : static_cast<size_t>(previous - object.steps.data()) + 1;
  for (size_t tried = 0; tried < std::min(count, kStepsTriedMax); ++tried, ++index) {
    if (index >= count) index = 0;
    if (object.steps[index].Matches(at, end_)) return &object.steps[index];
  }
  return nullptr;
}

// `at`: behind the opening brace; the answer is behind the closing one.
const char* ShapeReader::ReadObject(const char* at, Object& object, int depth) {
  if (depth > table::kNestingMax) return nullptr;
  at = SkipBlanks(at);
  if (*at == '}') return at + 1;
  Step* previous = nullptr;
  Step** expected = &object.first;
  while (true) {
    Step* step = *expected;
    if (step == nullptr || !step->Matches(at, end_)) {
      step = Find(at, object, previous);
      if (step == nullptr) return nullptr;
      *expected = step;
    }
    // The same key again is the full parser's to refuse.
    if (step->seen == message_) return nullptr;
    step->seen = message_;
    at += step->key_bytes;
    if (*at <= ' ') at = SkipBlanks(at);
    if (step->object == nullptr) {
      at = ReadValue(at, *step);
    } else if (step->passed_over) {
      at = PassOver(at);
    } else if (*at == '{') {
      at = ReadObject(at + 1, *step->object, depth + 1);
    } else {
      // Without the object the columns below it have no value.
      at = std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr;
    }
    if (at == nullptr) return nullptr;
    if (*at <= ' ') at = SkipBlanks(at);
    if (*at != ',') return *at == '}' ? at + 1 : nullptr;
    ++at;
    if (*at <= ' ') at = SkipBlanks(at);
    previous = step;
    expected = &step->next;
  }
}

inline const char* ShapeReader::AppendTicks(int64_t ticks, const Step& step, const char* end) {
  if (ticks < step.min || ticks > step.max) return nullptr;
  AppendWhole(ticks, step.bytes, columns_[step.column]);
  if (step.column == key_column_) key_ticks_ = ticks;
  return end;
}

inline const char* ShapeReader::ReadText(const char* at, Step& step) {
  if (*at != '"') return ReadOther(at, step);
  const char* const stop = StringStop(at + 1);
  if (*stop != '"') return nullptr;
  columns_[step.column].AppendString({at + 1, static_cast<size_t>(stop - at - 1)});
  return stop + 1;
}

const char* ShapeReader::ReadTime(const char* at, Step& step) {
  int64_t ticks = 0;
  if (*at == '"') {
    const char* const stop = StringStop(at + 1);
    if (*stop == '"' && step.time.Ticks({at + 1, static_cast<size_t>(stop - at - 1)}, step.scale, &ticks)) {
      return AppendTicks(ticks, step, stop + 1);
    }
    return ReadOther(at, step);
  }
  NumberScan number;
  if (step.ticks_per_unit == 0 || !ScanNumber(at, &number) || !number.IsWhole() || number.digits > kDigitsMax ||
      __builtin_mul_overflow(Signed(number), step.ticks_per_unit, &ticks)) {
    return ReadOther(at, step);
  }
  return AppendTicks(ticks, step, number.end);
}

// What needs no speed, and all that has a way of its own but came in another form.
const char* ShapeReader::ReadOther(const char* at, Step& step) {
  if (step.way == Way::kNever) return nullptr;
  JsonValue value;
  const char* end = nullptr;
  if (*at == '"') {
    const char* const stop = StringStop(at + 1);
    if (*stop != '"') return nullptr;
    value = {JsonKind::kString, {at + 1, static_cast<size_t>(stop - at - 1)}};
    end = stop + 1;
  } else if (std::memcmp(at, "null", 4) == 0) {
    // As if it were not there: the decoder knows what absence means.
    filled_[step.column] = 0;
    --filled_count_;
    return at + 4;
  } else {
    NumberScan number;
    if (!ScanNumber(at, &number)) return nullptr;
    value = {JsonKind::kNumber, {at, static_cast<size_t>(number.end - at)}};
    end = number.end;
  }
  const table::Rejection rejection =
      WriteCell(*step.field, value, columns_[step.column], step.column == key_column_ ? &key_ticks_ : nullptr);
  return rejection == table::Rejection::kNone ? end : nullptr;
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline const char* ShapeReader::ReadValue(const char* at, Step& step) {
  filled_[step.column] = message_;
  ++filled_count_;
  Column& column = columns_[step.column];
  NumberScan number;
  switch (step.way) {
    case Way::kText: return ReadText(at, step);
    case Way::kInteger: {
      if (!ScanNumber(at, &number) || !number.IsWhole() || number.digits > kDigitsMax) break;
      const int64_t value = Signed(number);
      if (value < step.min || value > step.max) return nullptr;
      AppendWhole(value, step.bytes, column);
      return number.end;
    }
    case Way::kFloat64: {
      if (!ScanNumber(at, &number) || number.exponent || number.digits > kDigitsMax ||
          number.digits_value > kExactDoubleMax) {
        break;
      }
      const double value =
          static_cast<double>(static_cast<int64_t>(number.digits_value)) / kDoublePowersOfTen[number.scale];
      column.Append(number.negative ? -value : value);
      return number.end;
    }
    case Way::kDecimal: {
      if (!ScanNumber(at, &number) || number.exponent || number.scale > step.scale ||
          number.digits - number.scale + step.scale > kDigitsMax) {
        break;
      }
      const int64_t value = Signed(number) * kPowersOfTen[step.scale - number.scale];
      if (value < step.min || value > step.max) return nullptr;
      AppendWhole(value, step.bytes, column);
      return number.end;
    }
    case Way::kBool:
      if (std::memcmp(at, "true", 4) == 0) {
        column.Append(uint8_t{1});
        return at + 4;
      }
      if (std::memcmp(at, "false", 5) == 0) {
        column.Append(uint8_t{0});
        return at + 5;
      }
      break;
    case Way::kTime: return ReadTime(at, step);
    case Way::kOther:
    case Way::kNever: break;
  }
  return ReadOther(at, step);
}

}  // namespace aurora::ingest
