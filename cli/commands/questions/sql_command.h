#pragma once

#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

struct SqlOptions {
  // "-": from standard input.
  std::string sql;
  // table, json, ndjson, csv, arrow, parquet
  std::string format = "table";
  int64_t max_rows = 0;
};

// `aurora sql`: one reading statement, as a table or streamed in another form.
int RunSql(const Context& context, const SqlOptions& options);
// `aurora explain`: SQL in plain words.
int RunExplain(const Context& context, const std::string& sql);
// `aurora suggest`: questions worth asking; "" for all tables.
int RunSuggest(const Context& context, const std::string& table, int limit);

}  // namespace aurora::cli
