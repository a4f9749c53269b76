#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/clickhouse/client.h"
#include "libs/rpc/endpoint.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {

// Every key of aurora-ingest; `aurora-ingest --print-config` documents them.
struct Options {
  clickhouse::Options clickhouse;
  rpc::ServerOptions grpc;
  rpc::Endpoint schema_inference;
  rpc::Endpoint provisioning;
  std::string state_url = "sqlite:///var/lib/aurora/ingest.db";
  base::Secret state_password;
  std::string state_key_file = "/var/lib/aurora/ingest.key";
  // Empty: beside the key file.
  std::string instance_file;
  // Empty: nothing is looked for.
  std::string restored_file;
  std::string database = "analytics";
  int64_t rows_max = 65'536;
  int64_t bytes_max = 32 << 20;
  absl::Duration delay_max = absl::Milliseconds(100);
  int64_t consumers = 1;
  absl::Duration session_timeout = absl::Seconds(15);
  absl::Duration insert_timeout = absl::Seconds(60);
  bool fsync = false;
  int64_t columns_added_max = 200;
  int64_t columns_per_hour_max = 100;

  Options() {
    clickhouse.user = "aurora_ingest";
    schema_inference.address = "127.0.0.1:7177";
    provisioning.address = "127.0.0.1:7180";
  }
  void Declare(service::Configuration& configuration);
  ConnectionOptions connection() const;
  EvolutionLimits evolution() const;
};

}  // namespace aurora::ingest
