#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// What to do about a message that lacks values which every message before it had (docs/adr/0008): the columns to make
// Nullable, so that it becomes a row, or none when it is no event of this table and belongs into the dead letters:
// - a column of the key is among the absent ones, or one that is known not to be changeable (`fixed`);
// - the message shares no column with the table that every message had so far.
std::vector<std::string> ColumnsToWiden(const table::TableSchema& schema, const std::vector<std::string>& absent,
                                        const std::set<std::string>& fixed);

// These columns as they shall be: Nullable. Those that are already, or are not there, are left out.
std::vector<table::Field> AsNullable(const table::TableSchema& schema, const std::vector<std::string>& columns);

// FailedPrecondition that carries the columns from the shard that met the message to the connection that can change the
// table. `object` says which message.
absl::Status AbsentColumnsError(const std::string& object, const std::vector<std::string>& columns);
// The columns, or none for every other status.
std::vector<std::string> AbsentColumnsOf(const absl::Status& status);

}  // namespace aurora::ingest
