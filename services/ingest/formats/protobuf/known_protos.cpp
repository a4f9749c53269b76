#include "services/ingest/formats/protobuf/known_protos.h"

namespace aurora::ingest {
namespace {

constexpr std::string_view kMeta = R"(syntax = "proto3";
package confluent;
import "google/protobuf/descriptor.proto";
message Meta {
  string doc = 1;
  map<string, string> params = 2;
  repeated string tags = 3;
}
extend google.protobuf.FileOptions { Meta file_meta = 1088; }
extend google.protobuf.MessageOptions { Meta message_meta = 1088; }
extend google.protobuf.FieldOptions { Meta field_meta = 1088; }
extend google.protobuf.EnumOptions { Meta enum_meta = 1088; }
extend google.protobuf.EnumValueOptions { Meta enum_value_meta = 1088; }
)";

constexpr std::string_view kDecimal = R"(syntax = "proto3";
package confluent.type;
message Decimal {
  bytes value = 1;
  uint32 precision = 2;
  int32 scale = 3;
}
)";

constexpr std::string_view kDate = R"(syntax = "proto3";
package google.type;
message Date {
  int32 year = 1;
  int32 month = 2;
  int32 day = 3;
}
)";

constexpr std::string_view kTimeOfDay = R"(syntax = "proto3";
package google.type;
message TimeOfDay {
  int32 hours = 1;
  int32 minutes = 2;
  int32 seconds = 3;
  int32 nanos = 4;
}
)";

constexpr std::string_view kMoney = R"(syntax = "proto3";
package google.type;
message Money {
  string currency_code = 1;
  int64 units = 2;
  int32 nanos = 3;
}
)";

}  // namespace

std::string_view KnownProto(std::string_view path) {
  if (path == "confluent/meta.proto") return kMeta;
  if (path == "confluent/type/decimal.proto") return kDecimal;
  if (path == "google/type/date.proto") return kDate;
  if (path == "google/type/timeofday.proto") return kTimeOfDay;
  if (path == "google/type/money.proto") return kMoney;
  return {};
}

}  // namespace aurora::ingest
