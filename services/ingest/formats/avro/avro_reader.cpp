#include "services/ingest/formats/avro/avro_reader.h"

#include <bit>
#include <cstring>

#include "services/ingest/formats/decimal_text.h"
#include "services/ingest/formats/json_writer.h"
#include "services/ingest/formats/time_text.h"

namespace aurora::ingest {
namespace {

using table::Rejection;
using Kind = AvroType::Kind;
using Logical = AvroType::Logical;

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie in the message");

constexpr char kHex[] = "0123456789abcdef";

uint32_t LittleEndian32(const char* bytes) {
  uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof(value));
  return value;
}

void AppendUuid(std::string_view bytes, std::string* json) {
  *json += '"';
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *json += '-';
    *json += kHex[static_cast<unsigned char>(bytes[i]) >> 4];
    *json += kHex[bytes[i] & 15];
  }
  *json += '"';
}

// Months, days and milliseconds, each for itself, as ISO 8601 has them: "P1M2DT3.004S".
void AppendDuration(std::string_view bytes, std::string* json) {
  const uint32_t millis = LittleEndian32(bytes.data() + 8);
  std::string fraction = std::to_string(millis % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  *json += "\"P" + std::to_string(LittleEndian32(bytes.data())) + "M" + std::to_string(LittleEndian32(bytes.data() + 4)) +
           "DT" + std::to_string(millis / 1000) + "." + fraction + "S\"";
}

}  // namespace

bool AvroReader::Take(size_t size, std::string_view* bytes) {
  if (size > rest_.size()) return false;
  *bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return true;
}

bool AvroReader::ReadLong(int64_t* value) {
  uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) return false;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    bits |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) != 0) continue;
    *value = static_cast<int64_t>(bits >> 1) ^ -static_cast<int64_t>(bits & 1);
    return true;
  }
  return false;
}

bool AvroReader::ReadBytes(std::string_view* bytes) {
  int64_t size = 0;
  return ReadLong(&size) && size >= 0 && Take(static_cast<size_t>(size), bytes);
}

Rejection AvroReader::Integer(const AvroType& type) {
  int64_t value = 0;
  if (!ReadLong(&value)) return Rejection::kSchemaMismatch;
  if (type.kind == Kind::kInt && (value < INT32_MIN || value > INT32_MAX)) return Rejection::kSchemaMismatch;
  switch (type.logical) {
    case Logical::kDate: AppendJsonDate(value, json_); break;
    case Logical::kTimeOfDay: AppendJsonTimeOfDay(value, type.scale, json_); break;
    case Logical::kTimestamp: AppendJsonTimestamp(value, type.scale, json_); break;
    default: AppendJsonInteger(value, json_); break;
  }
  return Rejection::kNone;
}

Rejection AvroReader::Decimal(std::string_view bytes, int scale) {
  *json_ += '"';
  if (!AppendDecimal(bytes, scale, json_)) return Rejection::kOutOfRange;
  *json_ += '"';
  return Rejection::kNone;
}

Rejection AvroReader::Bytes(const AvroType& type) {
  std::string_view bytes;
  if (!ReadBytes(&bytes)) return Rejection::kSchemaMismatch;
  if (type.kind == Kind::kString) {
    AppendJsonString(bytes, json_);
  } else if (type.logical == Logical::kDecimal) {
    return Decimal(bytes, type.scale);
  } else {
    AppendJsonBase64(bytes, json_);
  }
  return Rejection::kNone;
}

Rejection AvroReader::Fixed(const AvroType& type) {
  std::string_view bytes;
  if (!Take(type.size, &bytes)) return Rejection::kSchemaMismatch;
  switch (type.logical) {
    case Logical::kDecimal: return Decimal(bytes, type.scale);
    case Logical::kUuid: AppendUuid(bytes, json_); break;
    case Logical::kDuration: AppendDuration(bytes, json_); break;
    default: AppendJsonBase64(bytes, json_); break;
  }
  return Rejection::kNone;
}

Rejection AvroReader::Record(const AvroType& type, int depth) {
  *json_ += '{';
  for (size_t i = 0; i < type.parts.size(); ++i) {
    if (i > 0) *json_ += ',';
    AppendJsonString(type.names[i], json_);
    *json_ += ':';
    const Rejection rejection = Value(*type.parts[i], depth + 1);
    if (rejection != Rejection::kNone) return rejection;
  }
  *json_ += '}';
  return Rejection::kNone;
}

// Arrays and maps come in blocks; an element may have no bytes at all, so that only what is written bounds their number.
Rejection AvroReader::Blocks(const AvroType& type, int depth) {
  const bool map = type.kind == Kind::kMap;
  *json_ += map ? '{' : '[';
  bool first = true;
  while (true) {
    int64_t count = 0;
    if (!ReadLong(&count)) return Rejection::kSchemaMismatch;
    if (count == 0) break;
    if (count < 0) {
      int64_t bytes = 0;
      if (count == INT64_MIN || !ReadLong(&bytes)) return Rejection::kSchemaMismatch;
      count = -count;
    }
    for (int64_t i = 0; i < count; ++i) {
      if (!first) *json_ += ',';
      first = false;
      if (map) {
        std::string_view key;
        if (!ReadBytes(&key)) return Rejection::kSchemaMismatch;
        AppendJsonString(key, json_);
        *json_ += ':';
      }
      const Rejection rejection = Value(*type.parts[0], depth + 1);
      if (rejection != Rejection::kNone) return rejection;
    }
  }
  *json_ += map ? '}' : ']';
  return Rejection::kNone;
}

Rejection AvroReader::Value(const AvroType& type, int depth) {
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  if (json_->size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  std::string_view bytes;
  switch (type.kind) {
    case Kind::kNull: *json_ += "null"; return Rejection::kNone;
    case Kind::kBoolean:
      if (!Take(1, &bytes) || static_cast<unsigned char>(bytes[0]) > 1) return Rejection::kSchemaMismatch;
      *json_ += bytes[0] == 1 ? "true" : "false";
      return Rejection::kNone;
    case Kind::kInt:
    case Kind::kLong: return Integer(type);
    case Kind::kFloat: {
      if (!Take(4, &bytes)) return Rejection::kSchemaMismatch;
      AppendJsonFloat(std::bit_cast<float>(LittleEndian32(bytes.data())), json_);
      return Rejection::kNone;
    }
    case Kind::kDouble: {
      if (!Take(8, &bytes)) return Rejection::kSchemaMismatch;
      double value = 0;
      std::memcpy(&value, bytes.data(), sizeof(value));
      AppendJsonDouble(value, json_);
      return Rejection::kNone;
    }
    case Kind::kBytes:
    case Kind::kString: return Bytes(type);
    case Kind::kFixed: return Fixed(type);
    case Kind::kRecord: return Record(type, depth);
    case Kind::kArray:
    case Kind::kMap: return Blocks(type, depth);
    case Kind::kEnum:
    case Kind::kUnion: {
      int64_t index = 0;
      const size_t count = type.kind == Kind::kEnum ? type.names.size() : type.parts.size();
      if (!ReadLong(&index) || index < 0 || static_cast<uint64_t>(index) >= count) return Rejection::kSchemaMismatch;
      if (type.kind == Kind::kUnion) return Value(*type.parts[static_cast<size_t>(index)], depth);
      AppendJsonString(type.names[static_cast<size_t>(index)], json_);
      return Rejection::kNone;
    }
  }
  return Rejection::kSchemaMismatch;
}

Rejection AvroReader::Whole(const AvroType& type) {
  const bool wrap = type.kind != Kind::kRecord;
  json_->clear();
  if (wrap) *json_ += "{\"value\":";
  const Rejection rejection = Value(type, 1);
  if (wrap) *json_ += '}';
  if (rejection == Rejection::kNone && !rest_.empty()) return Rejection::kSchemaMismatch;
  return rejection;
}

}  // namespace aurora::ingest
