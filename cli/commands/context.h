#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/api/client.h"
#include "cli/output/style.h"
#include "cli/up/instance/instance_file.h"
#include "cli/up/plan/layout.h"

namespace aurora::cli {

// What all commands share: where Aurora is and how to print. Owner: the command line.
struct Context {
  // --data-dir; "" for the default.
  std::string data_dir;
  bool json = false;
  Style style{false};
  Layout layout;

  DataDirectory Data() const { return DataDirectory::Find(data_dir, layout); }
  // How people call us for this Aurora: "./aurora" in a checkout, "aurora" else, with the data directory if one was named.
  std::string Program() const;
  // Whether Api() is an Aurora that AURORA_URL names, on any machine, and not the one on the data directory.
  bool IsElsewhere() const;
  // The gateway's address, as Api() has it.
  absl::StatusOr<std::string> GatewayUrl() const;
  // The gateway of AURORA_URL with AURORA_TOKEN, or else of the Aurora that runs on the data directory.
  absl::StatusOr<std::unique_ptr<ApiClient>> Api() const;
};

// The process's exit status for an error.
int ExitStatusFor(const absl::Status& status);
// Prints "aurora: <message>" to standard error and returns the exit status; 0 and silence for OK.
int Report(const absl::Status& status);

}  // namespace aurora::cli
