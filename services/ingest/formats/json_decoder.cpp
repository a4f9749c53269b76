#include "services/ingest/formats/json_decoder.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/formats/cell_writer.h"
#include "services/ingest/formats/field_plan.h"
#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

namespace od = simdjson::ondemand;
using clickhouse::Column;
using table::Rejection;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Buffers that one giant message blew up are given back.
constexpr size_t kBufferBytesKept = 1 << 20;

Rejection FromSimdjson(simdjson::error_code error) {
  switch (error) {
    case simdjson::SUCCESS: return Rejection::kNone;
    case simdjson::UTF8_ERROR: return Rejection::kInvalidUtf8;
    case simdjson::EMPTY: return Rejection::kEmpty;
    case simdjson::CAPACITY: return Rejection::kTooLarge;
    case simdjson::DEPTH_ERROR: return Rejection::kTooDeep;
    default: return Rejection::kNotJson;
  }
}

// An object of the message that may have to appear in _overflow: opened there only when something is put into it.
struct OverflowFrame {
  OverflowFrame* parent = nullptr;
  std::string_view key;
  bool opened = false;
  bool has_members = false;
};

}  // namespace

struct JsonDecoder::Impl {
  using Node = FieldPlan::Node;

  table::TableSchema schema;
  FieldPlan plan;
  size_t overflow_column = FieldPlan::kNone;
  size_t key_column = FieldPlan::kNone;
  int64_t key_ticks = 0;

  od::parser parser;
  std::string padded;
  std::string overflow;
  uint64_t message = 0;
  // Columns that the message has filled, by its number.
  std::vector<uint64_t> filled;
  // Columns whose absence is ''.
  std::vector<bool> empty_text;
  // Columns that need a value and got none from the last message.
  std::vector<size_t> absent;
  // The column that a failure is about.
  size_t fault = FieldPlan::kNone;
  std::vector<Column>* columns = nullptr;

  Rejection DecodeText(std::string_view value);
  Rejection Object(od::object object, Node& node, OverflowFrame& frame, int depth);
  Rejection Known(od::value value, FieldPlan::Slot& slot, OverflowFrame& frame, int depth);
  Rejection Unknown(od::value value, std::string_view key, OverflowFrame& frame, int depth);
  Rejection Leaf(od::value value, size_t index, int depth);
  Rejection Array(od::value value, size_t index, int depth);
  Rejection Read(od::value& value, int depth, JsonValue* out);
  Rejection Raw(od::value& value, int depth, std::string_view* raw);
  Rejection CheckRaw(std::string_view raw, int depth);
  Rejection FillMissing();
  size_t FindSlot(Node& node, od::field& field, std::string_view* key, simdjson::error_code* error);
  void OpenFrame(OverflowFrame& frame);
};

// A value that is kept as text was only skipped by the parser: it must be JSON all the same.
Rejection JsonDecoder::Impl::CheckRaw(std::string_view raw, int depth) {
  return CheckJson(raw, table::kNestingMax - depth);
}

Rejection JsonDecoder::Impl::Raw(od::value& value, int depth, std::string_view* raw) {
  od::json_type type;
  if (const auto error = value.type().get(type)) return FromSimdjson(error);
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
  if (error) return FromSimdjson(error);
  *raw = TrimJson(*raw);
  return CheckRaw(*raw, depth);
}

Rejection JsonDecoder::Impl::Read(od::value& value, int depth, JsonValue* out) {
  od::json_type type;
  if (const auto error = value.type().get(type)) return FromSimdjson(error);
  switch (type) {
    case od::json_type::string:
      out->kind = JsonKind::kString;
      return FromSimdjson(value.get_string().get(out->text));
    case od::json_type::number: {
      out->kind = JsonKind::kNumber;
      out->text = TrimJson(value.raw_json_token());
      // What is beyond every range is the column's to judge, as long as the text is a number at all.
      return IsJsonNumber(out->text) ? Rejection::kNone : Rejection::kNotJson;
    }
    case od::json_type::boolean: {
      out->kind = JsonKind::kBool;
      bool truth = false;
      if (const auto error = value.get_bool().get(truth)) return FromSimdjson(error);
      out->text = truth ? "true" : "false";
      return Rejection::kNone;
    }
    case od::json_type::null: {
      out->kind = JsonKind::kNull;
      bool null = false;
      const auto error = value.is_null().get(null);
      return error || !null ? Rejection::kNotJson : Rejection::kNone;
    }
    case od::json_type::object: out->kind = JsonKind::kObject; return Raw(value, depth, &out->text);
    case od::json_type::array: out->kind = JsonKind::kArray; return Raw(value, depth, &out->text);
  }
  return Rejection::kNotJson;
}

Rejection JsonDecoder::Impl::Array(od::value value, size_t index, int depth) {
  const table::Field& field = schema.fields[index];
  Column& column = (*columns)[index];
  od::json_type type;
  if (const auto error = value.type().get(type)) return FromSimdjson(error);
  if (type == od::json_type::null) {
    JsonValue null;
    const Rejection rejection = Read(value, depth, &null);
    if (rejection == Rejection::kNone) column.EndArray();
    return rejection;
  }
  if (type != od::json_type::array) return Rejection::kTypeMismatch;
  if (depth + 1 > table::kNestingMax) return Rejection::kTooDeep;
  od::array array;
  if (const auto error = value.get_array().get(array)) return FromSimdjson(error);
  for (auto item : array) {
    od::value element;
    if (const auto error = std::move(item).get(element)) return FromSimdjson(error);
    JsonValue read;
    Rejection rejection = Read(element, depth + 1, &read);
    if (rejection == Rejection::kNone) rejection = WriteCell(field, read, column.element(), nullptr);
    if (rejection != Rejection::kNone) return rejection;
  }
  column.EndArray();
  return Rejection::kNone;
}

Rejection JsonDecoder::Impl::Leaf(od::value value, size_t index, int depth) {
  const table::Field& field = schema.fields[index];
  fault = index;
  Rejection rejection = Rejection::kNone;
  if (field.type.array) {
    rejection = Array(value, index, depth);
  } else {
    JsonValue read;
    rejection = Read(value, depth, &read);
    // As if it were not there: one place knows what absence means.
    if (rejection == Rejection::kNone && read.kind == JsonKind::kNull) {
      fault = FieldPlan::kNone;
      return rejection;
    }
    if (rejection == Rejection::kNone) {
      rejection = WriteCell(field, read, (*columns)[index], index == key_column ? &key_ticks : nullptr);
    }
  }
  if (rejection != Rejection::kNone) return rejection;
  filled[index] = message;
  fault = FieldPlan::kNone;
  return Rejection::kNone;
}

void JsonDecoder::Impl::OpenFrame(OverflowFrame& frame) {
  if (frame.opened) return;
  if (frame.parent != nullptr) {
    OpenFrame(*frame.parent);
    if (frame.parent->has_members) overflow += ',';
    frame.parent->has_members = true;
    base::StrAppend(&overflow, base::log::JsonQuote(frame.key), ":");
  }
  overflow += '{';
  frame.opened = true;
}

Rejection JsonDecoder::Impl::Unknown(od::value value, std::string_view key, OverflowFrame& frame, int depth) {
  std::string_view raw;
  if (const Rejection rejection = Raw(value, depth, &raw); rejection != Rejection::kNone) return rejection;
  OpenFrame(frame);
  if (frame.has_members) overflow += ',';
  frame.has_members = true;
  base::StrAppend(&overflow, base::log::JsonQuote(key), ":", raw);
  return Rejection::kNone;
}

Rejection JsonDecoder::Impl::Known(od::value value, FieldPlan::Slot& slot, OverflowFrame& frame, int depth) {
  if (slot.node == nullptr) return Leaf(value, slot.column, depth);
  od::json_type type;
  if (const auto error = value.type().get(type)) return FromSimdjson(error);
  // Where an object is expected anything else keeps its place in _overflow, and the columns below have no value.
  if (type != od::json_type::object) {
    JsonValue null;
    return type == od::json_type::null ? Read(value, depth, &null) : Unknown(value, slot.key, frame, depth);
  }
  od::object object;
  if (const auto error = value.get_object().get(object)) return FromSimdjson(error);
  OverflowFrame inner{&frame, slot.key, false, false};
  const Rejection rejection = Object(object, *slot.node, inner, depth + 1);
  if (inner.opened) overflow += '}';
  return rejection;
}

size_t JsonDecoder::Impl::FindSlot(Node& node, od::field& field, std::string_view* key, simdjson::error_code* error) {
  if (node.expected < node.slots.size()) {
    // The buffer is padded: comparing a few bytes too many reads nothing foreign.
    const std::string& guess = node.slots[node.expected].key;
    const char* raw = field.key().raw();
    if (guess.size() < simdjson::SIMDJSON_PADDING && std::memcmp(raw, guess.data(), guess.size()) == 0 &&
        raw[guess.size()] == '"') {
      *key = guess;
      return node.expected;
    }
  }
  *error = field.unescaped_key().get(*key);
  if (*error) return FieldPlan::kNone;
  const auto found = node.by_key.find(*key);
  return found == node.by_key.end() ? FieldPlan::kNone : found->second;
}

Rejection JsonDecoder::Impl::Object(od::object object, Node& node, OverflowFrame& frame, int depth) {
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  std::unordered_set<std::string> unknown;
  node.expected = 0;
  for (auto entry : object) {
    od::field field;
    if (const auto error = std::move(entry).get(field)) return FromSimdjson(error);
    std::string_view key;
    simdjson::error_code error = simdjson::SUCCESS;
    const size_t index = FindSlot(node, field, &key, &error);
    if (error) return FromSimdjson(error);
    Rejection rejection = Rejection::kNone;
    if (index == FieldPlan::kNone) {
      if (!unknown.emplace(key).second) return Rejection::kDuplicateKey;
      rejection = Unknown(field.value(), key, frame, depth);
    } else {
      FieldPlan::Slot& slot = node.slots[index];
      if (slot.seen == message) return Rejection::kDuplicateKey;
      slot.seen = message;
      rejection = Known(field.value(), slot, frame, depth);
      node.expected = index + 1;
    }
    if (rejection != Rejection::kNone) return rejection;
  }
  return Rejection::kNone;
}

Rejection JsonDecoder::Impl::FillMissing() {
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].path.empty() || filled[i] == message) continue;
    if (empty_text[i]) {
      (*columns)[i].AppendString("");
    } else if (WriteMissing(schema.fields[i], (*columns)[i]) != Rejection::kNone) {
      absent.push_back(i);
    }
    if (i == key_column) key_ticks = 0;
  }
  if (absent.empty()) return Rejection::kNone;
  fault = absent.front();
  return Rejection::kMissingValue;
}

Rejection JsonDecoder::Impl::DecodeText(std::string_view value) {
  if (value.size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  if (value.substr(0, kByteOrderMark.size()) == kByteOrderMark) value.remove_prefix(kByteOrderMark.size());
  value = TrimJson(value);
  if (value.empty()) return Rejection::kEmpty;
  if (padded.size() < value.size() + simdjson::SIMDJSON_PADDING) {
    padded.resize(value.size() * 2 + simdjson::SIMDJSON_PADDING);
  }
  std::memcpy(padded.data(), value.data(), value.size());
  std::memset(padded.data() + value.size(), 0, simdjson::SIMDJSON_PADDING);

  od::document document;
  if (const auto error = parser.iterate(padded.data(), value.size(), padded.size()).get(document)) {
    return FromSimdjson(error);
  }
  if (value[0] != '{') {
    const Rejection checked = CheckJson(value, table::kNestingMax);
    return checked == Rejection::kNone ? Rejection::kNotObject : checked;
  }
  od::object root;
  if (const auto error = document.get_object().get(root)) return FromSimdjson(error);
  OverflowFrame frame;
  overflow.clear();
  const Rejection rejection = Object(root, plan.root(), frame, 1);
  if (rejection != Rejection::kNone) return rejection;
  // Anything behind the object makes it another text.
  if (document.current_location().error() == simdjson::SUCCESS) return Rejection::kNotJson;
  if (frame.opened) overflow += '}';
  if (overflow_column != FieldPlan::kNone) (*columns)[overflow_column].AppendString(overflow);
  return FillMissing();
}

JsonDecoder::JsonDecoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonDecoder::~JsonDecoder() = default;
int64_t JsonDecoder::key_ticks() const { return impl_->key_ticks; }

absl::StatusOr<std::unique_ptr<JsonDecoder>> JsonDecoder::Create(const table::TableSchema& schema,
                                                                 const std::string& key_column) {
  auto impl = std::make_unique<Impl>();
  impl->schema = schema;
  if (absl::Status status = impl->plan.Build(schema); !status.ok()) return status;
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].name == table::kOverflowColumn) impl->overflow_column = i;
    if (schema.fields[i].name == key_column && !schema.fields[i].path.empty()) impl->key_column = i;
  }
  impl->filled.assign(schema.fields.size(), 0);
  for (const table::Field& field : schema.fields) {
    const bool text = field.type.kind == table::Kind::kString && !field.type.array && !field.type.nullable;
    impl->empty_text.push_back(text && table::IsKeyColumn(schema, field.name));
  }
  return std::unique_ptr<JsonDecoder>(new JsonDecoder(std::move(impl)));
}

bool JsonDecoder::Decode(std::string_view value, bool tombstone, std::vector<Column>& columns,
                         DecodeFailure* failure) {
  Impl& impl = *impl_;
  ++impl.message;
  impl.columns = &columns;
  impl.fault = FieldPlan::kNone;
  impl.absent.clear();
  const auto rows_of = [&](size_t i) {
    return impl.schema.fields[i].path.empty() && i != impl.overflow_column ? FieldPlan::kNone : columns[i].rows();
  };
  size_t rows = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (rows_of(i) != FieldPlan::kNone) rows = rows_of(i);
    if (rows_of(i) != FieldPlan::kNone) break;
  }
  const Rejection rejection = tombstone ? Rejection::kTombstone : impl.DecodeText(value);
  if (impl.padded.size() > kBufferBytesKept) impl.padded = std::string();
  if (rejection == Rejection::kNone) return true;
  // Also an array's elements of a row that never ended.
  for (size_t i = 0; i < columns.size(); ++i) {
    if (rows_of(i) != FieldPlan::kNone) columns[i].Truncate(rows);
  }
  failure->rejection = rejection;
  failure->column = impl.fault == FieldPlan::kNone ? "" : impl.schema.fields[impl.fault].name;
  failure->absent.clear();
  for (const size_t index : impl.absent) failure->absent.push_back(impl.schema.fields[index].name);
  return false;
}

}  // namespace aurora::ingest
