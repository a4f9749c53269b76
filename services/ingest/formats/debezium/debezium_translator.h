#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/ingest/formats/translator.h"

namespace aurora::ingest {

// What a change adds to its row.
inline constexpr std::string_view kVersionMember = "_version";
inline constexpr std::string_view kDeletedMember = "_deleted";

// Debezium's envelopes -> the row as it is after the change, with the members of the message's key first, and
//
//   _version  grows with each change of a row: the source's time in milliseconds (source.ts_ms, else ts_ms, else Kafka's) in
//             the upper 42 bits, the lower 22 bits of the offset below it, so that changes of one millisecond keep their order
//   _deleted  1 for a delete, whose row is what it was before, as far as the source says
//
// Inserts, updates and reads of a snapshot are states; a tombstone repeats the delete before it and is nothing.
class DebeziumTranslator : public Translator {
 public:
  // What reads the bytes of values and keys; null where they are JSON themselves.
  DebeziumTranslator(std::unique_ptr<Translator> value, std::unique_ptr<Translator> key)
      : value_(std::move(value)), key_(std::move(key)) {}
  Translation Translate(const MessageBytes& message, std::string* json) override;
  std::vector<std::string> key_members() const override;

 private:
  // The object inside of bytes: translated, checked, without the wrapper of its schema; null for JSON's null.
  static Translation Open(Translator* translator, std::string_view bytes, std::string* text, std::string_view* object);
  Translation OpenKey(std::string_view key);
  void Write(std::string_view row, uint64_t version, bool deleted, std::string* json) const;

  const std::unique_ptr<Translator> value_;
  const std::unique_ptr<Translator> key_;
  std::string value_text_;
  std::string key_text_;
  // The last message's key: names and values, as they stand in key_text_ or the message.
  std::vector<std::pair<std::string_view, std::string_view>> key_members_;
};

}  // namespace aurora::ingest
