#pragma once

#include <simdjson.h>

#include "libs/table/rejection.h"

namespace aurora::ingest {

// What simdjson's word about a message means for its row.
inline table::Rejection RejectionOf(simdjson::error_code error) {
  switch (error) {
    case simdjson::SUCCESS:
      return table::Rejection::kNone;
    case simdjson::UTF8_ERROR:
      return table::Rejection::kInvalidUtf8;
    case simdjson::EMPTY:
      return table::Rejection::kEmpty;
    case simdjson::CAPACITY:
      return table::Rejection::kTooLarge;
    case simdjson::DEPTH_ERROR:
      return table::Rejection::kTooDeep;
    default:
      return table::Rejection::kNotJson;
  }
}

}  // namespace aurora::ingest
