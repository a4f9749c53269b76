#pragma once

#include <cstdint>
#include <string>

namespace google::protobuf {
class Message;
}

namespace aurora::ingest {

enum class WellKnown : uint8_t {
  // Appended.
  kWritten,
  // A type that carries a value which no text of it can say.
  kOutOfRange,
  // A type that is nothing but the value of its field (of the one that is set).
  kBare,
  // Every other type.
  kOrdinary,
};

// Types with a meaning of their own: Timestamp and Duration, confluent.type.Decimal, google.type.Date, and the bare ones
// (wrappers, Struct, Value, ListValue).
WellKnown AppendWellKnown(const google::protobuf::Message& message, std::string* json);

}  // namespace aurora::ingest
