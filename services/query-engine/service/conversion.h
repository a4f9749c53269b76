#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "aurora/query/v1/query.pb.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/execution/result_format.h"
#include "services/query-engine/guard/sql_guard.h"

// Wire types <-> ours. Nothing else in this process knows the messages.
namespace aurora::query::service {

// Unspecified means JSON rows; InvalidArgument for an unknown number.
absl::StatusOr<execution::ResultFormat> FromProto(v1::ResultFormat format);

template <typename Repeated>
std::vector<guard::Parameter> FromProto(const Repeated& parameters) {
  std::vector<guard::Parameter> result;
  for (const v1::Parameter& parameter : parameters) {
    result.push_back({parameter.name(), parameter.type(), parameter.value()});
  }
  return result;
}

void ToProto(const std::vector<guard::Parameter>& parameters, google::protobuf::RepeatedPtrField<v1::Parameter>* messages);
void ToProto(const std::vector<execution::ResultColumn>& columns, v1::Started* started);
void ToProto(const execution::RunResult& result, v1::Finished* finished);
void ToProto(std::optional<absl::Time> newest, absl::Time now, v1::Freshness* freshness);
void ToProto(const catalog::TableProfile& table, v1::Table* message);
void ToProto(const answer::Reading& reading, v1::Reading* message);

}  // namespace aurora::query::service
