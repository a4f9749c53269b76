#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "libs/rpc/endpoint.h"
#include "services/ingest/connection/neighbours.h"

namespace aurora::ingest {

// Schema inference and provisioning over gRPC. Thread-safe.
class NeighbourChannels : public Neighbours {
 public:
  static absl::StatusOr<std::unique_ptr<NeighbourChannels>> Create(const rpc::Endpoint& schema_inference,
                                                                   const rpc::Endpoint& provisioning);
  ~NeighbourChannels() override;

  absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>& samples, const std::string& database,
                                            const std::string& table, const std::string& topic,
                                            absl::Time deadline) override;
  absl::StatusOr<std::vector<NewColumn>> PlanNewColumns(const table::TableSchema& schema,
                                                        const std::vector<std::string>& samples,
                                                        absl::Time deadline) override;
  absl::Status EnsureDatabase(const std::string& database, absl::Time deadline) override;

 private:
  struct Impl;
  explicit NeighbourChannels(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::ingest
