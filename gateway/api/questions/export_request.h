#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "aurora/query/v1/query.pb.h"

namespace aurora::gateway::api {

// A statement whose whole result becomes a file.
struct ExportRequest {
  query::v1::RunSqlRequest statement;
  // "csv", "parquet" or "arrow"; not checked here.
  std::string format;
};

absl::StatusOr<ExportRequest> ParseExport(std::string_view body);

}  // namespace aurora::gateway::api
