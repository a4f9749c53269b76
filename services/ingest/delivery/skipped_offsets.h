#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {

// The table of messages that were left out on purpose, by a filter, as duplicates, or because they are an empty list, as ranges of offsets;
// provisioning makes it. Ranges may come more than once and overlap: what counts is which offsets they cover, so that writing one again
// changes nothing.
inline constexpr std::string_view kSkippedDatabase = "aurora";
inline constexpr std::string_view kSkippedTable = "skipped_offsets";

struct SkippedColumn {
  std::string_view name;
  std::string_view type;
};
// As they are inserted.
inline constexpr std::array<SkippedColumn, 7> kSkippedColumns = {{
    {"connection_id", "String"},
    {"topic", "LowCardinality(String)"},
    {"topic_id", "LowCardinality(String)"},
    {"partition", "Int32"},
    {"first_offset", "Int64"},
    {"last_offset", "Int64"},
    {"reason", "LowCardinality(String)"},
}};

// What was left out of the batch as a block, one row a range; null when there are none.
std::unique_ptr<Block> MakeSkippedBlock(std::string_view connection_id, const Batch& batch);

}  // namespace aurora::ingest
