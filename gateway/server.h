#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/rpc/endpoint.h"

namespace aurora::service {
class Configuration;
class Runtime;
}  // namespace aurora::service

namespace aurora::gateway {

// Everything that can be configured, with its default.
struct Options {
  std::string listen = "127.0.0.1:7180";
  std::string public_url;
  std::string certificate_file;
  std::string key_file;
  std::string web_root;
  int64_t threads = 2;

  std::string state_url;
  base::Secret state_password;
  base::Secret admin_token;
  absl::Duration session_idle = absl::Hours(12);
  absl::Duration session_absolute = absl::Hours(24 * 7);
  bool audit_texts = true;

  int64_t header_bytes_max = 16 << 10;
  int64_t body_bytes_max = 1 << 20;
  int64_t connections_max = 1024;
  int64_t live_connections_max = 256;
  double requests_per_identity = 200;
  double requests_per_address = 400;
  int64_t queries_max = 64;
  int64_t queries_per_identity_max = 16;
  int64_t result_bytes_max = int64_t{4} << 30;
  absl::Duration query_timeout = absl::Minutes(10);
  absl::Duration header_timeout = absl::Seconds(10);
  absl::Duration body_timeout = absl::Seconds(30);
  absl::Duration idle_timeout = absl::Seconds(75);
  absl::Duration write_timeout = absl::Seconds(30);

  // Empty: no Grafana.
  std::string grafana_url;
  std::string grafana_ca_file;
  absl::Duration grafana_timeout = absl::Minutes(2);
  int64_t grafana_body_bytes_max = 16 << 20;
  int64_t grafana_calls_max = 256;

  rpc::Endpoint ingest;
  rpc::Endpoint query_engine;
  std::vector<std::string> parts;

  void Declare(service::Configuration& configuration);
};

// Builds the gateway's parts, serves until the runtime ends and returns the exit status.
absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime);

}  // namespace aurora::gateway
