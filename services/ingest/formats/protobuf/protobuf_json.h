#pragma once

#include <string>

#include "libs/table/rejection.h"

namespace google::protobuf {
class Message;
}

namespace aurora::ingest {

// A message as JSON that a person expects in columns: names as in the .proto file, integers of every size as numbers
// (Protobuf's own JSON makes text of 64 bits), enums by name, bytes base64, Timestamp ISO 8601, Duration seconds as text,
// wrappers their value, Struct what it says, Decimal (confluent.type) and google.type.Date text. A field that can be unset
// and is unset is left out; one that cannot has its default.
//
// Replaces *json. kNone, kTooDeep, kTooLarge or kOutOfRange.
table::Rejection ProtobufJson(const google::protobuf::Message& message, std::string* json);

}  // namespace aurora::ingest
