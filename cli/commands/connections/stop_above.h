#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace aurora::cli {

// When a connection stops because of dead letters, as it is written on the command line.
struct StopAboveOptions {
  // "5%", "0.05" or "off"; "" says nothing.
  std::string share;
  // Messages; 0 for the gateway's choice.
  int64_t window = 0;
};

// As the API takes it; absent when nothing was said.
absl::StatusOr<std::optional<boost::json::object>> StopAboveBody(const StopAboveOptions& options);

}  // namespace aurora::cli
