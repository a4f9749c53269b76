#include "services/ingest/formats/protobuf/protobuf_json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string_view>
#include <vector>

#include "services/ingest/formats/json_writer.h"
#include "services/ingest/formats/protobuf/well_known_json.h"

namespace aurora::ingest {
namespace {

namespace pb = google::protobuf;
using table::Rejection;
using pb::FieldDescriptor;

// A key of a map as the text of a member's name.
void AppendMapKey(const pb::Message& entry, const FieldDescriptor* field, std::string* json) {
  std::string scratch;
  const pb::Reflection& reflection = *entry.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return AppendJsonString(reflection.GetStringReference(entry, field, &scratch), json);
    case FieldDescriptor::CPPTYPE_BOOL:
      return AppendJsonString(reflection.GetBool(entry, field) ? "true" : "false", json);
    case FieldDescriptor::CPPTYPE_INT32: scratch = std::to_string(reflection.GetInt32(entry, field)); break;
    case FieldDescriptor::CPPTYPE_INT64: scratch = std::to_string(reflection.GetInt64(entry, field)); break;
    case FieldDescriptor::CPPTYPE_UINT32: scratch = std::to_string(reflection.GetUInt32(entry, field)); break;
    case FieldDescriptor::CPPTYPE_UINT64: scratch = std::to_string(reflection.GetUInt64(entry, field)); break;
    default: break;
  }
  AppendJsonString(scratch, json);
}

void AppendEnum(const FieldDescriptor* field, int number, std::string* json) {
  const pb::EnumValueDescriptor* value = field->enum_type()->FindValueByNumber(number);
  if (value == nullptr) return AppendJsonInteger(number, json);
  if (field->enum_type()->full_name() == "google.protobuf.NullValue") {
    *json += "null";
    return;
  }
  AppendJsonString(value->name(), json);
}

class Printer {
 public:
  explicit Printer(std::string* json) : json_(json) {}

  Rejection Any(const pb::Message& message, int depth) {
    if (depth > table::kNestingMax) return Rejection::kTooDeep;
    if (json_->size() > table::kMessageBytesMax) return Rejection::kTooLarge;
    switch (AppendWellKnown(message, json_)) {
      case WellKnown::kWritten: return Rejection::kNone;
      case WellKnown::kOutOfRange: return Rejection::kOutOfRange;
      case WellKnown::kBare: return Bare(message, depth);
      case WellKnown::kOrdinary: break;
    }
    return Object(message, depth);
  }

 private:
  Rejection Object(const pb::Message& message, int depth) {
    const pb::Descriptor& type = *message.GetDescriptor();
    *json_ += '{';
    bool first = true;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor* field = type.field(i);
      if (field->has_presence() && !message.GetReflection()->HasField(message, field)) continue;
      if (!first) *json_ += ',';
      first = false;
      AppendJsonString(field->name(), json_);
      *json_ += ':';
      if (const Rejection rejection = Field(message, field, depth); rejection != Rejection::kNone) return rejection;
    }
    *json_ += '}';
    return Rejection::kNone;
  }

  // Wrappers, Struct, Value and ListValue are what their one field holds.
  Rejection Bare(const pb::Message& message, int depth) {
    const pb::Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor* field = type.field(i);
      if (field->real_containing_oneof() == nullptr || message.GetReflection()->HasField(message, field)) {
        return Field(message, field, depth);
      }
    }
    *json_ += "null";
    return Rejection::kNone;
  }

  Rejection Field(const pb::Message& message, const FieldDescriptor* field, int depth) {
    if (!field->is_repeated()) return Single(message, field, -1, depth);
    const int count = message.GetReflection()->FieldSize(message, field);
    *json_ += field->is_map() ? '{' : '[';
    for (int i = 0; i < count; ++i) {
      if (i > 0) *json_ += ',';
      if (json_->size() > table::kMessageBytesMax) return Rejection::kTooLarge;
      Rejection rejection = Rejection::kNone;
      if (field->is_map()) {
        const pb::Message& entry = message.GetReflection()->GetRepeatedMessage(message, field, i);
        AppendMapKey(entry, field->message_type()->map_key(), json_);
        *json_ += ':';
        rejection = Single(entry, field->message_type()->map_value(), -1, depth);
      } else {
        rejection = Single(message, field, i, depth);
      }
      if (rejection != Rejection::kNone) return rejection;
    }
    *json_ += field->is_map() ? '}' : ']';
    return Rejection::kNone;
  }

  // One value; `index` into a repeated field, -1 for a single one.
  Rejection Single(const pb::Message& message, const FieldDescriptor* field, int index, int depth) {
    const pb::Reflection& r = *message.GetReflection();
    const bool one = index < 0;
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        AppendJsonInteger(one ? r.GetInt32(message, field) : r.GetRepeatedInt32(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        AppendJsonInteger(one ? r.GetInt64(message, field) : r.GetRepeatedInt64(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_UINT32:
        AppendJsonUnsigned(one ? r.GetUInt32(message, field) : r.GetRepeatedUInt32(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_UINT64:
        AppendJsonUnsigned(one ? r.GetUInt64(message, field) : r.GetRepeatedUInt64(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_FLOAT:
        AppendJsonFloat(one ? r.GetFloat(message, field) : r.GetRepeatedFloat(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        AppendJsonDouble(one ? r.GetDouble(message, field) : r.GetRepeatedDouble(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        *json_ += (one ? r.GetBool(message, field) : r.GetRepeatedBool(message, field, index)) ? "true" : "false";
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        AppendEnum(field, one ? r.GetEnumValue(message, field) : r.GetRepeatedEnumValue(message, field, index), json_);
        break;
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text = one ? r.GetStringReference(message, field, &scratch)
                                      : r.GetRepeatedStringReference(message, field, index, &scratch);
        if (field->type() == FieldDescriptor::TYPE_BYTES) {
          AppendJsonBase64(text, json_);
        } else {
          AppendJsonString(text, json_);
        }
        break;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Any(one ? r.GetMessage(message, field) : r.GetRepeatedMessage(message, field, index), depth + 1);
    }
    return Rejection::kNone;
  }

  std::string* const json_;
};

}  // namespace

Rejection ProtobufJson(const pb::Message& message, std::string* json) {
  json->clear();
  const Rejection rejection = Printer(json).Any(message, 1);
  if (rejection != Rejection::kNone || json->front() == '{') return rejection;
  // The message itself is a Timestamp, a wrapper or the like.
  json->insert(0, "{\"value\":");
  *json += '}';
  return rejection;
}

}  // namespace aurora::ingest
