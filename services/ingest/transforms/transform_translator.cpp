#include "services/ingest/transforms/transform_translator.h"

#include <simdjson.h>

#include <cstring>

#include "libs/base/text.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/json_writer.h"
#include "services/ingest/formats/simdjson_errors.h"
#include "services/ingest/transforms/condition.h"
#include "services/ingest/transforms/value_hash.h"

namespace aurora::ingest {
namespace {

namespace od = simdjson::ondemand;
using table::Rejection;
using Node = TransformPlan::Node;
using Action = TransformPlan::Action;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Buffers that one giant message blew up are given back.
constexpr size_t kBufferBytesKept = 1 << 20;

// A value as it stands in the message, and what it means.
struct RawValue {
  JsonKind kind = JsonKind::kNull;
  std::string_view raw;
  // Of text: without quotes and escapes. Otherwise as `raw`.
  std::string_view text;
};

}  // namespace

// Goes through one message. Recursion is bounded by the nesting that is allowed, memory by the largest
// message.
class TransformTranslator::Reader {
 public:
  Reader(const TransformPlan& plan, Names names)
      : plan_(plan), renames_(names == Names::kNew), writes_(renames_ || plan.changes_messages()), inputs_(plan.filters().size()) {}

  // kNone: *keep says whether all conditions are met, and *json is the message afterwards.
  Rejection Read(std::string_view value, bool* keep, std::string* json);
  // A field's new name that the last message has already; empty when there is none.
  const std::string& taken_name() const { return taken_name_; }

 private:
  Rejection Whole(std::string_view value);
  Rejection Members(od::object object, const Node& node, int depth);
  Rejection Elements(od::array array, const Node& node, int depth);
  Rejection Member(od::value value, const Node& node, std::string_view key, int depth);
  Rejection Change(od::value& value, const Node& node, int depth);
  Rejection Inside(od::value& value, const Node& node, int depth);
  static Rejection Take(od::value& value, RawValue* out);
  Rejection Look(const Node& node, const RawValue& value);
  bool Meets() const;
  void AppendKey(std::string_view key);

  const TransformPlan& plan_;
  const bool renames_;
  const bool writes_;
  od::parser parser_;
  std::string padded_;
  std::vector<ConditionInput> inputs_;
  std::string* out_ = nullptr;
  // Members whose new place is the root.
  std::string moved_;
  std::string taken_name_;
  // Lists that the walk is inside of.
  int lists_ = 0;
};

Rejection TransformTranslator::Reader::Take(od::value& value, RawValue* out) {
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  simdjson::error_code error = simdjson::SUCCESS;
  switch (type) {
    case od::json_type::object: {
      od::object object;
      out->kind = JsonKind::kObject;
      error = value.get_object().get(object);
      if (!error) error = object.raw_json().get(out->raw);
      break;
    }
    case od::json_type::array: {
      od::array array;
      out->kind = JsonKind::kArray;
      error = value.get_array().get(array);
      if (!error) error = array.raw_json().get(out->raw);
      break;
    }
    case od::json_type::string:
      out->kind = JsonKind::kString;
      out->raw = TrimJson(value.raw_json_token());
      if (const auto bad = value.get_string().get(out->text)) return RejectionOf(bad);
      return Rejection::kNone;
    case od::json_type::number:
      out->kind = JsonKind::kNumber;
      out->raw = value.raw_json_token();
      break;
    case od::json_type::boolean:
      out->kind = JsonKind::kBool;
      out->raw = value.raw_json_token();
      break;
    case od::json_type::null:
      out->kind = JsonKind::kNull;
      out->raw = value.raw_json_token();
      break;
  }
  if (error) return RejectionOf(error);
  out->raw = TrimJson(out->raw);
  out->text = out->raw;
  return Rejection::kNone;
}

Rejection TransformTranslator::Reader::Look(const Node& node, const RawValue& value) {
  if (lists_ > 0) return Rejection::kNone;
  for (const size_t condition : node.conditions) {
    ConditionInput& input = inputs_[condition];
    // Of two values nobody could say which one counts.
    if (input.seen) return Rejection::kDuplicateKey;
    input.seen = true;
    input.kind = value.kind;
    input.present = value.kind != JsonKind::kNull;
    input.text = value.text;
  }
  return Rejection::kNone;
}

void TransformTranslator::Reader::AppendKey(std::string_view key) {
  if (out_->back() != '{') *out_ += ',';
  AppendJsonString(key, out_);
  *out_ += ':';
}

// A value that stays as it is, or that goes whole.
Rejection TransformTranslator::Reader::Change(od::value& value, const Node& node, int depth) {
  RawValue taken;
  if (const Rejection rejection = Take(value, &taken); rejection != Rejection::kNone) return rejection;
  if (const Rejection rejection = Look(node, taken); rejection != Rejection::kNone) return rejection;
  if (node.action == Action::kKeep) {
    if (writes_) *out_ += taken.raw;
    return Rejection::kNone;
  }
  // Nobody behind sees it.
  const Rejection checked = CheckJson(taken.raw, table::kNestingMax - depth);
  if (checked != Rejection::kNone || node.action == Action::kDrop) return checked;
  if (taken.kind == JsonKind::kNull) {
    *out_ += "null";
  } else if (node.action == Action::kRedact) {
    *out_ += node.redacted;
  } else {
    AppendHash(plan_.salt(), taken.text, out_);
  }
  return Rejection::kNone;
}

Rejection TransformTranslator::Reader::Inside(od::value& value, const Node& node, int depth) {
  od::json_type type;
  if (const auto error = value.type().get(type)) return RejectionOf(error);
  if (node.children.empty() || (type != od::json_type::object && type != od::json_type::array)) {
    return Change(value, node, depth);
  }
  RawValue only_kind;
  only_kind.kind = type == od::json_type::object ? JsonKind::kObject : JsonKind::kArray;
  if (const Rejection rejection = Look(node, only_kind); rejection != Rejection::kNone) return rejection;
  if (type == od::json_type::object) {
    od::object object;
    if (const auto error = value.get_object().get(object)) return RejectionOf(error);
    return Members(object, node, depth + 1);
  }
  od::array array;
  if (const auto error = value.get_array().get(array)) return RejectionOf(error);
  ++lists_;
  const Rejection rejection = Elements(array, node, depth + 1);
  --lists_;
  return rejection;
}

Rejection TransformTranslator::Reader::Elements(od::array array, const Node& node, int depth) {
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  if (writes_) *out_ += '[';
  for (auto item : array) {
    od::value value;
    if (const auto error = std::move(item).get(value)) return RejectionOf(error);
    if (writes_ && out_->back() != '[') *out_ += ',';
    if (const Rejection rejection = Inside(value, node, depth); rejection != Rejection::kNone)
      return rejection;
    if (out_->size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  }
  if (writes_) *out_ += ']';
  return Rejection::kNone;
}

Rejection TransformTranslator::Reader::Member(od::value value, const Node& node, std::string_view key,
                                              int depth) {
  const bool renamed = renames_ && !node.renamed.empty() && lists_ == 0;
  if (renames_ && !renamed && depth == 1 && node.action != Action::kDrop) {
    for (const TransformPlan::Rename& rename : plan_.renames()) {
      if (rename.to == key) taken_name_ = key;
    }
  }
  if (node.action == Action::kDrop) return Change(value, node, depth);
  if (!renamed || depth == 1) {
    if (writes_) AppendKey(renamed ? std::string_view(node.renamed) : key);
    return Inside(value, node, depth);
  }
  // Its new place is the root.
  std::string* const rest = out_;
  std::string alone = "{";
  out_ = &alone;
  AppendKey(node.renamed);
  const Rejection rejection = Inside(value, node, depth);
  out_ = rest;
  moved_ += ',';
  moved_ += std::string_view(alone).substr(1);
  return rejection;
}

Rejection TransformTranslator::Reader::Members(od::object object, const Node& node, int depth) {
  static const Node* const kPlain = new Node;
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  if (writes_) *out_ += '{';
  for (auto entry : object) {
    od::field field;
    if (const auto error = std::move(entry).get(field)) return RejectionOf(error);
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return RejectionOf(error);
    const auto child = node.children.find(key);
    const Node& below = child == node.children.end() ? *kPlain : child->second;
    if (const Rejection rejection = Member(field.value(), below, key, depth); rejection != Rejection::kNone) {
      return rejection;
    }
    if (out_->size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  }
  if (writes_) *out_ += '}';
  return Rejection::kNone;
}

Rejection TransformTranslator::Reader::Whole(std::string_view value) {
  if (value.size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  if (value.empty()) return Rejection::kEmpty;
  if (padded_.size() < value.size() + simdjson::SIMDJSON_PADDING) {
    padded_.resize(value.size() * 2 + simdjson::SIMDJSON_PADDING);
  }
  std::memcpy(padded_.data(), value.data(), value.size());
  std::memset(padded_.data() + value.size(), 0, simdjson::SIMDJSON_PADDING);
  od::document document;
  if (const auto error = parser_.iterate(padded_.data(), value.size(), padded_.size()).get(document)) {
    return RejectionOf(error);
  }
  if (value[0] != '{') {
    const Rejection checked = CheckJson(value, table::kNestingMax);
    return checked == Rejection::kNone ? Rejection::kNotObject : checked;
  }
  od::object root;
  if (const auto error = document.get_object().get(root)) return RejectionOf(error);
  if (const Rejection rejection = Members(root, plan_.root(), 1); rejection != Rejection::kNone)
    return rejection;
  // Anything behind the object makes it another text.
  return document.current_location().error() == simdjson::SUCCESS ? Rejection::kNotJson : Rejection::kNone;
}

bool TransformTranslator::Reader::Meets() const {
  for (size_t i = 0; i < inputs_.size(); ++i) {
    const TransformPlan::Filter& filter = plan_.filters()[i];
    if (!ingest::Meets(filter.condition, inputs_[i], filter.as_number)) return false;
  }
  return true;
}

Rejection TransformTranslator::Reader::Read(std::string_view value, bool* keep, std::string* json) {
  if (value.substr(0, kByteOrderMark.size()) == kByteOrderMark) value.remove_prefix(kByteOrderMark.size());
  value = TrimJson(value);
  for (ConditionInput& input : inputs_) {
    input.seen = input.present = false;
    input.kind = JsonKind::kNull;
  }
  json->clear();
  out_ = json;
  moved_.clear();
  taken_name_.clear();
  lists_ = 0;
  const Rejection rejection = Whole(value);
  if (padded_.size() > kBufferBytesKept) padded_ = std::string();
  if (rejection != Rejection::kNone) return rejection;
  *keep = Meets();
  // The decoder checks what it is given; what is left out is checked here.
  if (!*keep) return CheckJson(value, table::kNestingMax);
  if (!writes_) *json = value;
  if (!moved_.empty()) {
    json->pop_back();
    *json += json->size() == 1 ? std::string_view(moved_).substr(1) : std::string_view(moved_);
    *json += '}';
  }
  return Rejection::kNone;
}

TransformTranslator::TransformTranslator(std::unique_ptr<Translator> format,
                                         std::shared_ptr<const TransformPlan> plan, Names names)
    : format_(std::move(format)), plan_(std::move(plan)), reader_(std::make_unique<Reader>(*plan_, names)) {}

TransformTranslator::~TransformTranslator() = default;

Translation TransformTranslator::Translate(const MessageBytes& message, std::string* json) {
  std::string_view value = message.value;
  if (format_ != nullptr) {
    Translation inner = format_->Translate(message, &format_text_);
    if (inner.nothing || !inner.trouble.ok() || inner.rejection != Rejection::kNone) return inner;
    value = format_text_;
  } else if (message.tombstone) {
    return Translation::Rejected(Rejection::kTombstone);
  }
  bool keep = true;
  if (const Rejection rejection = reader_->Read(value, &keep, json); rejection != Rejection::kNone) {
    return Translation::Rejected(rejection);
  }
  if (!reader_->taken_name().empty()) {
    return Translation::NotNow(absl::FailedPreconditionError(base::StrCat(
        "offset ", message.offset, " has a field ", reader_->taken_name(),
        " of its own, so that no other can be renamed to it; choose another name, or drop that field")));
  }
  return keep ? Translation{} : Translation::Filtered();
}

std::vector<std::string> TransformTranslator::key_members() const {
  return format_ == nullptr ? std::vector<std::string>{} : format_->key_members();
}

}  // namespace aurora::ingest
