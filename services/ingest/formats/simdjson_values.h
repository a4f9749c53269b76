#pragma once

#include <simdjson.h>

#include <string_view>

#include "libs/table/rejection.h"
#include "services/ingest/formats/cell_writer.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/simdjson_errors.h"

// How simdjson's values are read for columns. Inline: this is the inner loop of whoever includes it.
namespace aurora::ingest {

// The value as it stands in the message. What is kept as text was only skipped by the parser: it must be JSON all the same, and
// be nested no deeper than the `depth` levels around it leave.
inline table::Rejection ReadRaw(simdjson::ondemand::value& value, int depth, std::string_view* raw) {
  namespace od = simdjson::ondemand;
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  simdjson::error_code error = simdjson::SUCCESS;
  if (type == od::json_type::object) {
    od::object object;
    error = value.get_object().get(object);
    if (!error) error = object.raw_json().get(*raw);
  } else if (type == od::json_type::array) {
    od::array array;
    error = value.get_array().get(array);
    if (!error) error = array.raw_json().get(*raw);
  } else {
    *raw = value.raw_json_token();
  }
  if (error) return RejectionOf(error);
  *raw = TrimJson(*raw);
  return CheckJson(*raw, table::kNestingMax - depth);
}

// The value as writers of cells take it. Its text lies in the message or in the parser's memory.
inline table::Rejection ReadValue(simdjson::ondemand::value& value, int depth, JsonValue* out) {
  namespace od = simdjson::ondemand;
  using table::Rejection;
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  switch (type) {
    case od::json_type::string:
      out->kind = JsonKind::kString;
      return RejectionOf(value.get_string().get(out->text));
    case od::json_type::number: {
      out->kind = JsonKind::kNumber;
      out->text = TrimJson(value.raw_json_token());
      // What is beyond every range is the column's to judge, as long as the text is a number at all.
      return IsJsonNumber(out->text) ? Rejection::kNone : Rejection::kNotJson;
    }
    case od::json_type::boolean: {
      out->kind = JsonKind::kBool;
      bool truth = false;
      if (const auto error = value.get_bool().get(truth)) return RejectionOf(error);
      out->text = truth ? "true" : "false";
      return Rejection::kNone;
    }
    case od::json_type::null: {
      out->kind = JsonKind::kNull;
      bool null = false;
      const auto error = value.is_null().get(null);
      return error || !null ? Rejection::kNotJson : Rejection::kNone;
    }
    case od::json_type::object: out->kind = JsonKind::kObject; return ReadRaw(value, depth, &out->text);
    case od::json_type::array: out->kind = JsonKind::kArray; return ReadRaw(value, depth, &out->text);
  }
  return Rejection::kNotJson;
}

// "12" as 12, "true" as true; false for text that is neither.
inline bool ReadText(JsonValue* value) {
  if (value->kind != JsonKind::kString) return false;
  value->text = TrimJson(value->text);
  const bool word = value->text == "true" || value->text == "false";
  if (!word && !IsJsonNumber(value->text)) return false;
  value->kind = word ? JsonKind::kBool : JsonKind::kNumber;
  return true;
}

}  // namespace aurora::ingest
