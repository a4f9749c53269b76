#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace aurora::service {
class Configuration;
}

namespace aurora::demo {

// What aurora-demo-events can be told; each key is documented where it is declared.
struct Options {
  std::string brokers = "127.0.0.1:9092";
  double rate_per_second = 200;
  absl::Duration history = absl::Hours(24 * 14);
  int64_t history_visits = 13'000;
  int64_t seed = 20'261;

  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::demo
