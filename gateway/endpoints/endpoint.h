#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/endpoints/parameter_type.h"

// Statements that other programs call by a name: GET /api/v1/endpoints/NAME?parameter=value.
namespace aurora::gateway::endpoints {

struct EndpointParameter {
  std::string name;
  // ClickHouse type, as the SQL has it; one that ParameterType::Parse takes.
  std::string type;
  // Taken when a call leaves it out; without one it must be given.
  std::optional<std::string> default_value;
  std::string description;
};

struct Endpoint {
  std::string name;
  std::string description;
  // One SELECT with {name:Type} for each parameter.
  std::string sql;
  // In the order in which the SQL has them.
  std::vector<EndpointParameter> parameters;
};

using NamedValue = std::pair<std::string, std::string>;

// 1 to 64 of a-z, 0-9 and -, a letter first: it is part of the address.
bool IsEndpointName(std::string_view name);

// InvalidArgument (reason invalid_parameter) for a type that cannot be checked, a name with two types or a default that
// its type does not take. What an endpoint must pass before it is kept.
absl::Status CheckParameters(const std::vector<EndpointParameter>& parameters);

// The values that a call's statement takes: those given, else the defaults. InvalidArgument (reason invalid_parameter)
// for one that is unknown, missing, there twice or not of its type; it names the parameter, its type and an example.
absl::StatusOr<std::vector<NamedValue>> BindParameters(const Endpoint& endpoint, const std::vector<NamedValue>& given);

// Values to try the statement with: defaults, else examples.
std::vector<NamedValue> TrialValues(const Endpoint& endpoint);

// An example of a value for refusals and documents: the default, else one of the type.
std::string ExampleOf(const EndpointParameter& parameter);

}  // namespace aurora::gateway::endpoints
