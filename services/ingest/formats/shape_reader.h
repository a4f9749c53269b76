#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libs/clickhouse/column.h"
#include "libs/table/schema.h"
#include "services/ingest/formats/field_plan.h"
#include "services/ingest/formats/iso_time.h"
#include "services/ingest/formats/text_scan.h"

namespace aurora::ingest {

// Reads messages of the shape that the plan predicts in one pass over their bytes: keys are compared with the key that
// followed the last time, values go from the text into their column. It judges nothing: whatever it does not expect
// (an unknown key, an escape, a value that may not fit) makes it give up, and the full parser has the word. What
// it accepts, the full parser accepts with the same row.
//
// Not thread-safe.
class ShapeReader {
 public:
  // The schema must outlive the reader. `key_column`: as JsonDecoder::Create; FieldPlan::kNone for none.
  ShapeReader(const table::TableSchema& schema, const FieldPlan& plan, size_t key_column);
  ~ShapeReader();

  // Appends a value to the column of each field that the message has and answers whether it read all of it. On
  // false some columns may have got a value: take them back. `json` must be UTF-8 and begin with '{';
  // kScanPaddingBytes zeros must stand behind it.
  bool Read(std::string_view json, std::vector<clickhouse::Column>& columns);

  // Columns that the last message had values for.
  size_t filled_count() const { return filled_count_; }
  bool filled(size_t column) const { return filled_[column] == message_; }
  // Ticks of the key column, of the last message that had it.
  int64_t key_ticks() const { return key_ticks_; }

 private:
  struct Step;
  struct Object;

  static std::unique_ptr<Object> ObjectOf(const table::TableSchema& schema, const FieldPlan::Node& node);
  Step* Find(const char* at, Object& object, Step* previous) const;
  // These answer where to go on, null to give up.
  const char* ReadObject(const char* at, Object& object, int depth);
  const char* ReadValue(const char* at, Step& step);
  const char* ReadText(const char* at, Step& step);
  const char* ReadTime(const char* at, Step& step);
  const char* ReadOther(const char* at, Step& step);
  const char* AppendTicks(int64_t ticks, const Step& step, const char* end);

  const size_t key_column_;
  std::unique_ptr<Object> root_;
  std::vector<uint64_t> filled_;
  size_t filled_count_ = 0;
  int64_t key_ticks_ = 0;
  // Number of the message: marks what it has brought.
  uint64_t message_ = 0;
  const char* end_ = nullptr;
  clickhouse::Column* columns_ = nullptr;
};

}  // namespace aurora::ingest
