#include "services/ingest/formats/message_format.h"

#include <set>

#include "libs/base/text.h"
#include "libs/table/schema.h"

namespace aurora::ingest {
namespace {

constexpr size_t kUrlBytesMax = 2048;
constexpr size_t kCertificateBytesMax = 256 << 10;

bool IsMark(char c) { return (c > ' ' && c < 0x7f) || c == '\t' || c == ' '; }

absl::Status ValidateCsv(const CsvOptions& csv) {
  if (!IsMark(csv.delimiter) || !IsMark(csv.quote) || csv.delimiter == csv.quote) {
    return absl::InvalidArgumentError(
        "format csv: delimiter and quote must be two different ASCII characters, e.g. ; and \"");
  }
  if (csv.columns.size() > table::kFieldsMax) {
    return absl::InvalidArgumentError(base::StrCat("format csv: more than ", table::kFieldsMax, " columns; name fewer"));
  }
  std::set<std::string> names;
  for (const std::string& name : csv.columns) {
    if (name.empty() || name.size() > table::kNameBytesMax) {
      return absl::InvalidArgumentError(
          base::StrCat("format csv: a column's name must have 1 to ", table::kNameBytesMax, " bytes"));
    }
    if (!names.insert(name).second) {
      return absl::InvalidArgumentError(base::StrCat("format csv: column ", name, " is named twice; rename one"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string_view FormatName(FormatKind kind) {
  switch (kind) {
    case FormatKind::kJson: return "json";
    case FormatKind::kRaw: return "raw";
    case FormatKind::kCsv: return "csv";
    case FormatKind::kAvro: return "avro";
    case FormatKind::kProtobuf: return "protobuf";
    case FormatKind::kJsonSchema: return "json_schema";
  }
  return "json";
}

absl::Status Validate(const MessageFormat& format) {
  const RegistryOptions& registry = format.registry;
  const bool takes_registry = format.kind == FormatKind::kAvro || format.kind == FormatKind::kProtobuf ||
                              format.kind == FormatKind::kJsonSchema;
  if (registry.url.empty() && takes_registry && format.kind != FormatKind::kJsonSchema) {
    return absl::InvalidArgumentError(base::StrCat("format ", FormatName(format.kind),
                                                   " needs the URL of a schema registry, e.g. http://registry:8081"));
  }
  if (!registry.url.empty() && !takes_registry) {
    return absl::InvalidArgumentError(
        base::StrCat("format ", FormatName(format.kind),
                     " takes no schema registry; leave it out, or choose avro, protobuf or json_schema"));
  }
  if (registry.url.size() > kUrlBytesMax || registry.ca_certificate.size() > kCertificateBytesMax) {
    return absl::InvalidArgumentError("the schema registry's URL or CA certificate is too long");
  }
  if (format.envelope != Envelope::kNone && (format.kind == FormatKind::kCsv || format.kind == FormatKind::kRaw)) {
    return absl::InvalidArgumentError(base::StrCat("format ", FormatName(format.kind),
                                                   " carries no envelope of Debezium; choose json, avro, protobuf or "
                                                   "json_schema"));
  }
  if (format.several == Several::kRows && !format.may_hold_several()) {
    return absl::InvalidArgumentError(base::StrCat(
        "format ", FormatName(format.kind), format.envelope == Envelope::kNone ? "" : " with an envelope",
        ": one message is one row; several is for JSON events, leave it out"));
  }
  if (format.kind == FormatKind::kCsv) return ValidateCsv(format.csv);
  return absl::OkStatus();
}

}  // namespace aurora::ingest
