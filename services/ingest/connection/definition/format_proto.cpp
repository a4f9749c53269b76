#include "services/ingest/connection/definition/format_proto.h"

#include "aurora/ingest/v1/ingest.pb.h"

namespace aurora::ingest {
namespace {

absl::StatusOr<FormatKind> FromProto(v1::FormatKind kind) {
  switch (kind) {
    case v1::FORMAT_KIND_UNSPECIFIED:
    case v1::FORMAT_KIND_JSON: return FormatKind::kJson;
    case v1::FORMAT_KIND_RAW: return FormatKind::kRaw;
    case v1::FORMAT_KIND_CSV: return FormatKind::kCsv;
    case v1::FORMAT_KIND_AVRO: return FormatKind::kAvro;
    case v1::FORMAT_KIND_PROTOBUF: return FormatKind::kProtobuf;
    case v1::FORMAT_KIND_JSON_SCHEMA: return FormatKind::kJsonSchema;
    default: return absl::InvalidArgumentError("the format is unknown; use json, raw, csv, avro, protobuf or json_schema");
  }
}

v1::FormatKind ToProto(FormatKind kind) {
  switch (kind) {
    case FormatKind::kJson: return v1::FORMAT_KIND_JSON;
    case FormatKind::kRaw: return v1::FORMAT_KIND_RAW;
    case FormatKind::kCsv: return v1::FORMAT_KIND_CSV;
    case FormatKind::kAvro: return v1::FORMAT_KIND_AVRO;
    case FormatKind::kProtobuf: return v1::FORMAT_KIND_PROTOBUF;
    case FormatKind::kJsonSchema: return v1::FORMAT_KIND_JSON_SCHEMA;
  }
  return v1::FORMAT_KIND_UNSPECIFIED;
}

absl::Status SetMark(const std::string& text, const char* what, char* mark) {
  if (text.empty()) return absl::OkStatus();
  if (text.size() != 1) {
    return absl::InvalidArgumentError(std::string("format csv: the ") + what + " must be one ASCII character");
  }
  *mark = text[0];
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<MessageFormat> FromProto(const v1::MessageFormat& format) {
  MessageFormat result;
  const absl::StatusOr<FormatKind> kind = FromProto(format.kind());
  if (!kind.ok()) return kind.status();
  result.kind = *kind;
  if (absl::Status status = SetMark(format.csv().delimiter(), "delimiter", &result.csv.delimiter); !status.ok()) {
    return status;
  }
  if (absl::Status status = SetMark(format.csv().quote(), "quote", &result.csv.quote); !status.ok()) return status;
  result.csv.columns.assign(format.csv().columns().begin(), format.csv().columns().end());
  if (format.envelope() > v1::ENVELOPE_DEBEZIUM) {
    return absl::InvalidArgumentError("the envelope is unknown; use debezium or none");
  }
  result.envelope = format.envelope() == v1::ENVELOPE_DEBEZIUM ? Envelope::kDebezium : Envelope::kNone;
  if (format.several() > v1::SEVERAL_ROWS) {
    return absl::InvalidArgumentError("several is unknown; use auto, never or rows");
  }
  result.several = format.several() == v1::SEVERAL_ROWS    ? Several::kRows
                   : format.several() == v1::SEVERAL_NEVER ? Several::kNever
                                                           : Several::kAuto;
  result.registry.url = format.registry().url();
  result.registry.username = format.registry().username();
  result.registry.password = base::Secret(format.registry().password());
  result.registry.ca_certificate = format.registry().ca_certificate();
  if (absl::Status status = Validate(result); !status.ok()) return status;
  return result;
}

void ToProto(const MessageFormat& format, v1::MessageFormat* out) {
  out->set_kind(ToProto(format.kind));
  if (format.kind == FormatKind::kCsv) {
    out->mutable_csv()->set_delimiter(std::string(1, format.csv.delimiter));
    out->mutable_csv()->set_quote(std::string(1, format.csv.quote));
    for (const std::string& name : format.csv.columns) out->mutable_csv()->add_columns(name);
  }
  if (format.envelope == Envelope::kDebezium) out->set_envelope(v1::ENVELOPE_DEBEZIUM);
  if (format.several == Several::kNever) out->set_several(v1::SEVERAL_NEVER);
  if (format.several == Several::kRows) out->set_several(v1::SEVERAL_ROWS);
  if (format.registry.url.empty()) return;
  out->mutable_registry()->set_url(format.registry.url);
  out->mutable_registry()->set_username(format.registry.username);
  out->mutable_registry()->set_ca_certificate(format.registry.ca_certificate);
}

}  // namespace aurora::ingest
