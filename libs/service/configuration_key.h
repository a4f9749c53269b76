#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/service/configuration.h"

namespace aurora::service {

// One key of a Configuration: how to read a text into the caller's variable, and how to show it.
// Owner: Configuration. Not thread-safe.
struct Configuration::Key {
  // With its dots; for a secret the name of the file's key ("clickhouse.password_file").
  std::string name;
  std::string documentation;
  // What fits, for messages and documentation: "a duration from 10ms to 5m".
  std::string fits;
  bool is_list = false;
  bool is_switch = false;
  // A secret's own name ("clickhouse.password"), which only the environment may give; "" for others.
  std::string secret_name;
  // InvalidArgument (without naming the key) when the text does not fit.
  std::function<absl::Status(std::string_view text)> set;
  std::function<absl::Status(const std::vector<std::string>& items)> set_list;
  // Secrets only: the characters themselves.
  std::function<void(std::string value)> set_secret;
  // The present value as YAML.
  std::function<std::string()> yaml;
};

// The readers of values, apart from where they come from. Each returns InvalidArgument for what does not fit.
absl::Status ParseSwitch(std::string_view text, bool* value);
absl::Status ParseNumber(std::string_view text, double minimum, double maximum, double* value);
absl::Status ParseInteger(std::string_view text, int64_t minimum, int64_t maximum, int64_t* value);
absl::Status ParseDurationWithin(std::string_view text, absl::Duration minimum, absl::Duration maximum,
                                 absl::Duration* value);
std::vector<std::string> SplitList(std::string_view text);

}  // namespace aurora::service
