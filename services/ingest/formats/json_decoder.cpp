#include "services/ingest/formats/json_decoder.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <set>

#include "libs/base/text.h"
#include "services/ingest/formats/cell_writer.h"
#include "services/ingest/formats/field_plan.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/overflow_text.h"
#include "services/ingest/formats/shape_reader.h"
#include "services/ingest/formats/simdjson_errors.h"
#include "services/ingest/formats/simdjson_values.h"
#include "services/ingest/formats/text_scan.h"

namespace aurora::ingest {
namespace {

namespace od = simdjson::ondemand;
using clickhouse::Column;
using table::Rejection;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Buffers that one giant message blew up are given back.
constexpr size_t kBufferBytesKept = 1 << 20;
static_assert(kScanPaddingBytes >= simdjson::SIMDJSON_PADDING);
// Messages for which the shape reader is left out after it gave up again and again.
constexpr uint32_t kShapeRestMax = 256;

}  // namespace

struct JsonDecoder::Impl {
  using Node = FieldPlan::Node;

  table::TableSchema schema;
  FieldPlan plan;
  size_t overflow_column = FieldPlan::kNone;
  size_t key_column = FieldPlan::kNone;
  // A column that each message fills, for counting rows.
  size_t counted_column = 0;
  // Columns that come from the message.
  size_t from_message = 0;
  int64_t key_ticks = 0;

  // Most messages look like the one before.
  std::optional<ShapeReader> shape;
  uint32_t shape_rest = 0;
  uint32_t shape_rest_next = 0;

  od::parser parser;
  std::string padded;
  // Its keys lie in the parser's memory.
  OverflowText overflow;
  // Where news of fields without a column go, while anyone wants them.
  bool watching = false;
  std::vector<std::vector<std::string>> new_fields;
  // Keys from the root to the object that is being read.
  std::vector<std::string_view> steps;
  uint64_t message = 0;
  // Columns that the message has filled, by its number.
  std::vector<uint64_t> filled;
  // Columns that take the text of their values, too.
  std::set<size_t> from_text;
  // Columns whose absence is ''.
  std::vector<bool> empty_text;
  // Columns that need a value and got none from the last message.
  std::vector<size_t> absent;
  // The column that a failure is about.
  size_t fault = FieldPlan::kNone;
  std::vector<Column>* columns = nullptr;

  Rejection DecodeText(std::string_view value);
  bool ReadShape(std::string_view json, bool ascii);
  void TakeBack(size_t rows);
  Rejection Object(od::object object, Node& node, OverflowText::Frame& frame, int depth);
  Rejection Known(od::value value, FieldPlan::Slot& slot, OverflowText::Frame& frame, int depth);
  Rejection Unknown(od::value value, std::string_view key, OverflowText::Frame& frame, int depth,
                    const Node* watched = nullptr);
  Rejection Leaf(od::value value, size_t index, int depth);
  Rejection Array(od::value value, size_t index, int depth);
  template <typename Filled>
  Rejection FillMissing(Filled is_filled);
  size_t FindSlot(Node& node, od::field& field, std::string_view* key, simdjson::error_code* error);
};

Rejection JsonDecoder::Impl::Array(od::value value, size_t index, int depth) {
  const table::Field& field = schema.fields[index];
  Column& column = (*columns)[index];
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  if (type == od::json_type::null) {
    JsonValue null;
    const Rejection rejection = ReadValue(value, depth, &null);
    if (rejection == Rejection::kNone) column.EndArray();
    return rejection;
  }
  if (type != od::json_type::array) return Rejection::kTypeMismatch;
  if (depth + 1 > table::kNestingMax) return Rejection::kTooDeep;
  od::array array;
  if (const auto error = value.get_array().get(array)) return RejectionOf(error);
  for (auto item : array) {
    od::value element;
    if (const auto error = std::move(item).get(element)) return RejectionOf(error);
    JsonValue read;
    Rejection rejection = ReadValue(element, depth + 1, &read);
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
    rejection = ReadValue(value, depth, &read);
    // As if it were not there: one place knows what absence means.
    if (rejection == Rejection::kNone && read.kind == JsonKind::kNull) {
      fault = FieldPlan::kNone;
      return rejection;
    }
    if (rejection == Rejection::kNone) {
      int64_t* const ticks = index == key_column ? &key_ticks : nullptr;
      rejection = WriteCell(field, read, (*columns)[index], ticks);
      if (rejection == Rejection::kTypeMismatch && from_text.count(index) != 0 && ReadText(&read)) {
        rejection = WriteCell(field, read, (*columns)[index], ticks);
      }
    }
  }
  if (rejection != Rejection::kNone) return rejection;
  filled[index] = message;
  fault = FieldPlan::kNone;
  return Rejection::kNone;
}

Rejection JsonDecoder::Impl::Unknown(od::value value, std::string_view key, OverflowText::Frame& frame, int depth,
                                     const Node* watched) {
  std::string_view raw;
  if (const Rejection rejection = ReadRaw(value, depth, &raw); rejection != Rejection::kNone) return rejection;
  frame.Add(key, raw);
  if (watched != nullptr && !IsBlankJson(raw) && watched->settled.find(key) == watched->settled.end()) {
    new_fields.emplace_back(steps.begin(), steps.end()).emplace_back(key);
  }
  return Rejection::kNone;
}

Rejection JsonDecoder::Impl::Known(od::value value, FieldPlan::Slot& slot, OverflowText::Frame& frame, int depth) {
  if (slot.node == nullptr && slot.column == FieldPlan::kNone) {
    std::string_view raw;
    return ReadRaw(value, depth, &raw);
  }
  if (slot.node == nullptr) return Leaf(value, slot.column, depth);
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  // Where an object is expected anything else keeps its place in _overflow, and the columns below have no value.
  if (type != od::json_type::object) {
    JsonValue null;
    return type == od::json_type::null ? ReadValue(value, depth, &null) : Unknown(value, slot.key, frame, depth);
  }
  od::object object;
  if (const auto error = value.get_object().get(object)) return RejectionOf(error);
  OverflowText::Frame inner(overflow, &frame, slot.key);
  steps.push_back(slot.key);
  const Rejection rejection = Object(object, *slot.node, inner, depth + 1);
  steps.pop_back();
  inner.Close();
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

Rejection JsonDecoder::Impl::Object(od::object object, Node& node, OverflowText::Frame& frame, int depth) {
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  node.expected = 0;
  for (auto entry : object) {
    od::field field;
    if (const auto error = std::move(entry).get(field)) return RejectionOf(error);
    std::string_view key;
    simdjson::error_code error = simdjson::SUCCESS;
    const size_t index = FindSlot(node, field, &key, &error);
    if (error) return RejectionOf(error);
    Rejection rejection = Rejection::kNone;
    if (index == FieldPlan::kNone) {
      if (!frame.IsNew(key)) return Rejection::kDuplicateKey;
      rejection = Unknown(field.value(), key, frame, depth, watching ? &node : nullptr);
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

template <typename Filled>
Rejection JsonDecoder::Impl::FillMissing(Filled is_filled) {
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].path.empty() || is_filled(i)) continue;
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

// True: the message was read to its end. Otherwise nothing is left of the attempt.
bool JsonDecoder::Impl::ReadShape(std::string_view json, bool ascii) {
  if (!shape.has_value()) return false;
  if (shape_rest > 0) {
    --shape_rest;
    return false;
  }
  if (json[0] != '{' || (!ascii && !simdjson::validate_utf8(json.data(), json.size()))) return false;
  const size_t rows = (*columns)[counted_column].rows();
  if (shape->Read(json, *columns)) {
    key_ticks = shape->key_ticks();
    shape_rest_next = 0;
    return true;
  }
  TakeBack(rows);
  shape_rest = shape_rest_next;
  shape_rest_next = std::min(shape_rest_next * 2 + 1, kShapeRestMax);
  return false;
}

void JsonDecoder::Impl::TakeBack(size_t rows) {
  for (size_t i = 0; i < columns->size(); ++i) {
    if (schema.fields[i].path.empty() && i != overflow_column) continue;
    // Also an array's elements of a row that never ended.
    (*columns)[i].Truncate(rows);
  }
}

Rejection JsonDecoder::Impl::DecodeText(std::string_view value) {
  if (value.size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  if (value.size() < 2 || value.front() != '{' || value.back() != '}') {
    if (value.substr(0, kByteOrderMark.size()) == kByteOrderMark) value.remove_prefix(kByteOrderMark.size());
    value = TrimJson(value);
  }
  if (value.empty()) return Rejection::kEmpty;
  if (padded.size() < value.size() + kScanPaddingBytes) padded.resize(value.size() * 2 + kScanPaddingBytes);
  const bool ascii = CopyText(value.data(), value.size(), padded.data());
  std::memset(padded.data() + value.size(), 0, kScanPaddingBytes);
  if (ReadShape({padded.data(), value.size()}, ascii)) {
    if (overflow_column != FieldPlan::kNone) (*columns)[overflow_column].AppendString({});
    if (shape->filled_count() == from_message) return Rejection::kNone;
    return FillMissing([this](size_t column) { return shape->filled(column); });
  }

  od::document document;
  if (const auto error = parser.iterate(padded.data(), value.size(), padded.size()).get(document)) {
    return RejectionOf(error);
  }
  if (value[0] != '{') {
    const Rejection checked = CheckJson(value, table::kNestingMax);
    return checked == Rejection::kNone ? Rejection::kNotObject : checked;
  }
  od::object root;
  if (const auto error = document.get_object().get(root)) return RejectionOf(error);
  OverflowText::Frame frame(overflow);
  const Rejection rejection = Object(root, plan.root(), frame, 1);
  if (rejection != Rejection::kNone) return rejection;
  // Anything behind the object makes it another text.
  if (document.current_location().error() == simdjson::SUCCESS) return Rejection::kNotJson;
  frame.Close();
  if (overflow_column != FieldPlan::kNone) (*columns)[overflow_column].AppendString(overflow.text());
  return FillMissing([this](size_t column) { return filled[column] == message; });
}

JsonDecoder::JsonDecoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonDecoder::~JsonDecoder() = default;
int64_t JsonDecoder::key_ticks() const { return impl_->key_ticks; }
void JsonDecoder::WatchNewFields(bool watch) { impl_->watching = watch; }
void JsonDecoder::Settle(const std::vector<std::string>& path) { impl_->plan.Settle(path); }
const std::vector<std::vector<std::string>>& JsonDecoder::new_fields() const { return impl_->new_fields; }
std::string_view JsonDecoder::overflow() const { return impl_->overflow.text(); }

absl::StatusOr<std::unique_ptr<JsonDecoder>> JsonDecoder::Create(const table::TableSchema& schema,
                                                                 const std::string& key_column, bool predict,
                                                                 const DecodeWishes& wishes) {
  auto impl = std::make_unique<Impl>();
  impl->schema = schema;
  if (absl::Status status = impl->plan.Build(schema, wishes.passed_over); !status.ok()) return status;
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].name == table::kOverflowColumn) impl->overflow_column = i;
    if (schema.fields[i].path.empty()) continue;
    if (schema.fields[i].name == key_column) impl->key_column = i;
    if (wishes.from_text.count(schema.fields[i].name) != 0) impl->from_text.insert(i);
    impl->counted_column = i;
    ++impl->from_message;
  }
  if (impl->from_message == 0 && impl->overflow_column != FieldPlan::kNone) {
    impl->counted_column = impl->overflow_column;
  }
  if (predict) impl->shape.emplace(impl->schema, impl->plan, impl->key_column);
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
  impl.overflow.Clear();
  impl.new_fields.clear();
  const size_t rows = columns[impl.counted_column].rows();
  const Rejection rejection = tombstone ? Rejection::kTombstone : impl.DecodeText(value);
  if (impl.padded.size() > kBufferBytesKept) impl.padded = std::string();
  if (rejection == Rejection::kNone) return true;
  impl.TakeBack(rows);
  impl.new_fields.clear();
  failure->rejection = rejection;
  failure->column = impl.fault == FieldPlan::kNone ? "" : impl.schema.fields[impl.fault].name;
  failure->detail.clear();
  failure->absent.clear();
  for (const size_t index : impl.absent) failure->absent.push_back(impl.schema.fields[index].name);
  return false;
}

}  // namespace aurora::ingest
