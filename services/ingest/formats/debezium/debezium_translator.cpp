#include "services/ingest/formats/debezium/debezium_translator.h"

#include <algorithm>
#include <charconv>

#include "services/ingest/formats/debezium/json_members.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/json_writer.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

constexpr int kOffsetBits = 22;
constexpr uint64_t kOffsetMask = (uint64_t{1} << kOffsetBits) - 1;
constexpr size_t kKeyMembersMax = 32;

int64_t NumberOf(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

bool IsObject(std::string_view json) { return json.starts_with('{'); }

uint64_t VersionOf(std::string_view envelope, const MessageBytes& message) {
  const std::string_view source = JsonMember(envelope, "source");
  int64_t millis = IsObject(source) ? NumberOf(JsonMember(source, "ts_ms")) : 0;
  if (millis <= 0) millis = NumberOf(JsonMember(envelope, "ts_ms"));
  if (millis <= 0) millis = std::max<int64_t>(message.timestamp_ms, 0);
  return static_cast<uint64_t>(millis) << kOffsetBits | (static_cast<uint64_t>(message.offset) & kOffsetMask);
}

}  // namespace

Translation DebeziumTranslator::Open(Translator* translator, std::string_view bytes, std::string* text,
                                     std::string_view* object) {
  if (translator != nullptr) {
    if (Translation inner = translator->Translate({.value = bytes}, text);
        !inner.trouble.ok() || inner.rejection != Rejection::kNone) {
      return inner;
    }
    bytes = *text;
  }
  if (bytes.size() > table::kMessageBytesMax) return Translation::Rejected(Rejection::kTooLarge);
  bytes = TrimJson(bytes);
  if (bytes.empty()) return Translation::Rejected(Rejection::kEmpty);
  if (const Rejection rejection = CheckJson(bytes, table::kNestingMax); rejection != Rejection::kNone) {
    return Translation::Rejected(rejection);
  }
  if (!IsObject(bytes)) return Translation::Rejected(Rejection::kNotObject);
  // {"schema": ..., "payload": ...} as Connect's JSON converter writes it.
  const std::string_view payload = JsonMember(bytes, "payload");
  const bool wrapped = !payload.empty() && !JsonMember(bytes, "schema").empty();
  *object = wrapped ? payload : bytes;
  if (*object == "null") *object = {};
  return {};
}

Translation DebeziumTranslator::OpenKey(std::string_view key) {
  constexpr char kNoKey[] = "its key names no row; give the source table a primary key, or set message.key.columns";
  key_members_.clear();
  if (key.empty()) return Translation::Rejected(Rejection::kNotChange, kNoKey);
  std::string_view object;
  if (Translation opened = Open(key_.get(), key, &key_text_, &object);
      !opened.trouble.ok() || opened.rejection != Rejection::kNone) {
    opened.detail.insert(0, opened.detail.empty() ? "in its key" : "in its key: ");
    return opened;
  }
  if (!IsObject(object)) return Translation::Rejected(Rejection::kNotChange, kNoKey);
  JsonMembers members(object);
  for (std::string_view name, value; members.Next(&name, &value);) {
    if (key_members_.size() == kKeyMembersMax || value == "null") {
      return Translation::Rejected(Rejection::kNotChange, kNoKey);
    }
    key_members_.emplace_back(name, value);
  }
  return key_members_.empty() ? Translation::Rejected(Rejection::kNotChange, kNoKey) : Translation{};
}

void DebeziumTranslator::Write(std::string_view row, uint64_t version, bool deleted, std::string* json) const {
  const auto append = [&](std::string_view name, std::string_view value) {
    *json += json->empty() ? "{\"" : ",\"";
    *json += name;
    *json += "\":";
    *json += value;
  };
  json->clear();
  for (const auto& [name, value] : key_members_) append(name, value);
  const auto is_key = [&](std::string_view name) {
    return std::any_of(key_members_.begin(), key_members_.end(), [&](const auto& member) { return member.first == name; });
  };
  if (IsObject(row)) {
    JsonMembers members(row);
    for (std::string_view name, value; members.Next(&name, &value);) {
      if (!is_key(name)) append(name, value);
    }
  }
  append(kVersionMember, "");
  AppendJsonUnsigned(version, json);
  append(kDeletedMember, deleted ? "1" : "0");
  *json += '}';
}

Translation DebeziumTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Nothing();
  std::string_view envelope;
  if (Translation opened = Open(value_.get(), message.value, &value_text_, &envelope);
      !opened.trouble.ok() || opened.rejection != Rejection::kNone) {
    return opened;
  }
  // A tombstone of a converter that writes its schema all the same.
  if (envelope.empty()) return Translation::Nothing();
  if (!IsObject(envelope)) return Translation::Rejected(Rejection::kNotObject);
  const std::string_view op = JsonMember(envelope, "op");
  const bool deleted = op == "\"d\"";
  if (!deleted && op != "\"c\"" && op != "\"u\"" && op != "\"r\"") {
    return Translation::Rejected(Rejection::kNotChange,
                                 "its \"op\" is none of c, r, u and d; is the topic written by Debezium, without a transform "
                                 "that unwraps its messages?");
  }
  const std::string_view row = JsonMember(envelope, deleted ? "before" : "after");
  if (!deleted && !IsObject(row)) return Translation::Rejected(Rejection::kNotChange, "it has no \"after\"");
  if (Translation key = OpenKey(message.key); !key.trouble.ok() || key.rejection != Rejection::kNone) return key;
  Write(row, VersionOf(envelope, message), deleted, json);
  return {};
}

std::vector<std::string> DebeziumTranslator::key_members() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : key_members_) names.emplace_back(name);
  return names;
}

}  // namespace aurora::ingest
