#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "libs/clickhouse/client.h"
#include "libs/kafka/consumer/message.h"

namespace aurora::ingest {

// Pieces of statements about aurora.dead_letters that list, groups and replay share, so that a group chosen in one of them is
// the same in the others.

// " AND ..." for letters with this code, or whose reason contains these words; "" for an empty one. Its value is a parameter.
std::string ReasonSql(std::string_view reason, clickhouse::Parameters& parameters);

// An expression for the headers as ReadHeaders takes them.
std::string HeadersSql(uint64_t count_max = std::numeric_limits<int32_t>::max(),
                       uint64_t value_bytes_max = std::numeric_limits<int32_t>::max());
// "6B:76,6B32:" : names and values in hexadecimal, since the answer's format is text.
kafka::Headers ReadHeaders(std::string_view text);

}  // namespace aurora::ingest
