#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace aurora::ingest {

enum class FormatKind : uint8_t { kJson, kRaw, kCsv, kAvro, kProtobuf, kJsonSchema };

// What a message is about: an event, or a change of a row elsewhere.
enum class Envelope : uint8_t { kNone, kDebezium };

// Whether a JSON message may hold several objects, an array of them or one a line, each of which is a row (docs/adr/0034).
enum class Several : uint8_t {
  // When the messages that the table is made from do.
  kAuto,
  kNever,
  kRows,
};

struct CsvOptions {
  char delimiter = ',';
  char quote = '"';
  // Names of the values in their order; empty, and for values behind the last name: column1, column2, ...
  std::vector<std::string> columns = {};
};

// How the bytes of a connection's messages become rows.
struct MessageFormat {
  FormatKind kind = FormatKind::kJson;
  CsvOptions csv = {};
  // Without a URL: none.
  RegistryOptions registry = {};
  Envelope envelope = Envelope::kNone;
  Several several = Several::kAuto;

  // Whether messages of this format could hold several objects at all.
  bool may_hold_several() const {
    return kind == FormatKind::kJson && envelope == Envelope::kNone && several != Several::kNever;
  }
};

// "json", "raw", "csv", "avro", "protobuf", "json_schema"; for people.
std::string_view FormatName(FormatKind kind);

// InvalidArgument names the option and the remedy.
absl::Status Validate(const MessageFormat& format);

}  // namespace aurora::ingest
