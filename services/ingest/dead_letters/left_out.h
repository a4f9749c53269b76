#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/dead_letters/stored_letters.h"
#include "services/ingest/pipeline/held_rows.h"

namespace aurora::ingest {

// Adds those of the dead letters to `held` whose offset is covered by one of the ranges, rows of (first_offset, last_offset) of
// aurora.skipped_offsets, each first_offset once: their message was left out on purpose since, they are no faults any more.
// InternalError, naming the `owner` of the ranges, when a row has no such numbers.
absl::Status AddLeftOut(const clickhouse::Rows& ranges, std::string_view owner, const std::vector<LetterVersion>& letters,
                        HeldRows& held);

}  // namespace aurora::ingest
