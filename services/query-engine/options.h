#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/rpc/endpoint.h"
#include "services/query-engine/model/chat/chat_options.h"

namespace aurora::service {
class Configuration;
}

namespace aurora::query {

// Everything that can be set about this process, besides what all processes have.
struct Options {
  rpc::ServerOptions grpc;

  std::string clickhouse_url = "http://127.0.0.1:8123";
  std::string clickhouse_ca_file;
  // The read-only user that runs people's SQL, and the one that reads what tables there are.
  std::string query_user = "aurora_query";
  base::Secret query_password;
  // Empty: the same.
  std::string catalog_url;
  std::string catalog_user = "aurora_catalog";
  base::Secret catalog_password;

  // What people teach; empty: nothing is learned.
  std::string state_url;
  base::Secret state_password;
  absl::Duration state_interval = absl::Seconds(1);

  // Optional; without it questions are matched by words alone.
  rpc::Endpoint embedding;

  // Optional; without it the embedded generator alone answers.
  model::chat::ChatOptions model;

  absl::Duration catalog_interval = absl::Seconds(2);
  int64_t queries_concurrent_max = 16;
  int64_t queries_waiting_max = 64;
  absl::Duration query_time_max = absl::Seconds(60);
  int64_t rows_max = 100'000'000;
  int64_t rows_default = 10'000;
  int64_t bytes_max = int64_t{2} << 30;
  absl::Duration conversation_ttl = absl::Minutes(30);
  int64_t conversations_max = 10'000;

  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::query
