#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/clickhouse/column.h"
#include "libs/table/rejection.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// Why a message is no row.
struct DecodeFailure {
  table::Rejection rejection = table::Rejection::kNone;
  // Column at fault; empty when it is the message as a whole.
  std::string column;
  // Which of the message's objects it is about, from 0 on; -1 for a message that is one.
  int64_t element = -1;
  // More about it for people; may be empty.
  std::string detail;
  // Of kMissingValue: all columns that need a value and got none.
  std::vector<std::string> absent;
};

struct DecodeWishes {
  // Members of the message's root that are passed over: no column takes them, _overflow does not keep them.
  std::vector<std::string> passed_over = {};
  // Columns of numbers and Bool that take their text, too.
  std::set<std::string> from_text = {};
};

// JSON messages of one table -> its columns, each message parsed once, along a plan of the table's fields that
// expects keys in the order of the message before. Fields without a column go into _overflow. Text of the sorting key
// that is absent or null is '': a key takes no Nullable, and an event is worth more than its empty label.
//
// Not thread-safe: one for each thread. The columns stand in the schema's order; _topic, _partition, _offset and
// _timestamp are the caller's to fill.
class JsonDecoder {
 public:
  // `key_column`: a column of time whose last value key_ticks() tells; empty for none.
  // `predict`: whether messages of the expected shape take the short way (ShapeReader); the rows are the same.
  // InvalidArgument when two fields cannot both be filled from one message.
  static absl::StatusOr<std::unique_ptr<JsonDecoder>> Create(const table::TableSchema& schema,
                                                             const std::string& key_column = "", bool predict = true,
                                                             const DecodeWishes& wishes = {});
  ~JsonDecoder();

  // Appends one row, or nothing: then *failure says why.
  bool Decode(std::string_view value, bool tombstone, std::vector<clickhouse::Column>& columns,
              DecodeFailure* failure);

  // Whether messages are looked at for fields that have no column and that nobody has decided about (Settle). Off at first.
  void WatchNewFields(bool watch);
  void Settle(const std::vector<std::string>& path);
  // Paths of such fields in the message that was decoded last, each to its first step without a place; only those that
  // carry a value. They are in its _overflow text too.
  const std::vector<std::vector<std::string>>& new_fields() const;
  std::string_view overflow() const;

  // Days (Date) or ticks (DateTime, DateTime64) that the last row has in the key column.
  int64_t key_ticks() const;

 private:
  struct Impl;
  explicit JsonDecoder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::ingest
