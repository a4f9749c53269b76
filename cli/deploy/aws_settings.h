#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::cli {

// A variable of terraform/example, as its variables.tf declares it.
struct TerraformVariable {
  std::string name;
  std::string description;
  bool required = true;
};

// Those of a file as `terraform fmt` writes it. Pure.
std::vector<TerraformVariable> ReadTerraformVariables(std::string_view text);

// What `aurora deploy aws` is told: variables of terraform/example, and three keys of its own, brokers ("HOST:PORT,..."),
// postgres_password_file and state ({bucket, key, region}).
struct AwsSettings {
  // Without the three.
  boost::json::object variables;
  std::string brokers;
  std::string postgres_password_file;
  // Terraform's backend "s3"; empty: a file of the deployment's folder.
  boost::json::object state;
};

// Reads the YAML file of --config. InvalidArgument names file and key.
absl::Status ReadAwsSettings(const std::string& path, const std::vector<TerraformVariable>& known, AwsSettings* settings);

// Sets the variable `kafka` by the brokers, unless it is set. InvalidArgument when one is no HOST:PORT, when their ports differ, or when a
// host has no IPv4 address that is known here.
absl::Status AddBrokers(AwsSettings* settings);

// InvalidArgument names every setting that is missing, with its description.
absl::Status CheckComplete(const AwsSettings& settings, const std::vector<TerraformVariable>& known);

}  // namespace aurora::cli
