#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clickhouse/client.h"
#include "libs/http/client.h"

// What the server's answers mean: headers, errors, rows.
namespace aurora::clickhouse {

// Of X-ClickHouse-Summary and X-ClickHouse-Query-Id.
Summary ReadSummary(const http::Response& response);

// OK for 2xx without an exception.
absl::Status ReadStatus(const http::Response& response);

// Lines of TabSeparatedWithNamesAndTypes. Internal when they are not.
absl::StatusOr<Rows> ReadRows(std::string_view text);

// A parameter's text as `param_x` wants it: TabSeparated escapes, NULL as \N; but as it is where the statement
// declares it `{x:Array(...)}`, `Map` or `Tuple`, because the server takes no escapes there.
std::string EncodeParameter(std::string_view sql, const Parameter& parameter);

}  // namespace aurora::clickhouse
