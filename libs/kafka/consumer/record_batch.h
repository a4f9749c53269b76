#pragma once

#include <cstdint>
#include <string_view>

#include "libs/kafka/headers.h"

namespace aurora::kafka {

// One record of a batch, as it travels: https://kafka.apache.org/documentation/#record. Views into the batch.
struct Record {
  // To the batch's base.
  int64_t timestamp_delta = 0;
  int64_t offset_delta = 0;
  std::string_view key;
  std::string_view value;
  // No value at all, which is different from an empty one.
  bool is_tombstone = false;
  // Count, then names and values; ReadHeaders reads them.
  std::string_view headers;
};

// Takes the next record off the front of `bytes`. False, and `bytes` as it was, when they do not begin with a whole one.
bool TakeRecord(std::string_view& bytes, Record& record);

// The headers of a record; those before the first that is malformed.
Headers ReadHeaders(std::string_view bytes);

}  // namespace aurora::kafka
