#include "gateway/endpoints/endpoint.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::endpoints {
namespace {

constexpr size_t kNameBytesMax = 64;
// What a refusal repeats of a value.
constexpr size_t kShownBytesMax = 64;

absl::Status Refused(const std::string& what) {
  return rpc::WithReason(absl::InvalidArgumentError(what), "invalid_parameter");
}

std::string NameAndType(const EndpointParameter& parameter) {
  return absl::StrCat("parameter ", parameter.name, " (", parameter.type, ")");
}

std::string ForExample(const EndpointParameter& parameter) {
  return absl::StrCat("give e.g. ", parameter.name, "=", ExampleOf(parameter));
}

// The value as it can stand in a message: its beginning, without what is not printed.
std::string Shown(std::string_view value) {
  std::string shown(value.substr(0, kShownBytesMax));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return value.size() > kShownBytesMax ? shown + "..." : shown;
}

absl::Status NotOfItsType(const EndpointParameter& parameter, std::string_view value) {
  return Refused(absl::StrCat(NameAndType(parameter), " does not take \"", Shown(value), "\"; ", ForExample(parameter)));
}

absl::Status Unknown(const Endpoint& endpoint, const std::string& name) {
  std::vector<std::string> names;
  for (const EndpointParameter& parameter : endpoint.parameters) names.push_back(parameter.name);
  const std::string nearest = base::Nearest(name, names);
  const std::string remedy = names.empty()      ? "it has none"
                             : !nearest.empty() ? absl::StrCat("did you mean ", nearest, "?")
                                                : absl::StrCat("it has ", absl::StrJoin(names, ", "));
  return Refused(absl::StrCat("endpoint ", endpoint.name, " has no parameter ", Shown(name), "; ", remedy));
}

}  // namespace

bool IsEndpointName(std::string_view name) {
  return !name.empty() && name.size() <= kNameBytesMax && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string ExampleOf(const EndpointParameter& parameter) {
  if (parameter.default_value.has_value()) return *parameter.default_value;
  const auto type = ParameterType::Parse(parameter.type);
  return type.ok() ? type->example() : "";
}

absl::Status CheckParameters(const std::vector<EndpointParameter>& parameters) {
  for (size_t index = 0; index < parameters.size(); ++index) {
    const EndpointParameter& parameter = parameters[index];
    const bool again = std::any_of(parameters.begin(), parameters.begin() + static_cast<ptrdiff_t>(index),
                                   [&parameter](const EndpointParameter& other) { return other.name == parameter.name; });
    if (again) {
      return Refused(absl::StrCat(NameAndType(parameter), " has another type too in the SQL; write the same type each time"));
    }
    const auto type = ParameterType::Parse(parameter.type);
    if (!type.ok()) {
      return Refused(base::StrCat(NameAndType(parameter), ": ", base::Message(type.status()),
                                  " cannot be checked before it is run; use a number, String, Bool, Date, DateTime, "
                                  "UUID, an Enum or an Array of these"));
    }
    if (parameter.default_value.has_value() && !type->Read(*parameter.default_value).has_value()) {
      return Refused(absl::StrCat("the default of ", NameAndType(parameter), " is not of its type; give e.g. ", type->example()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<NamedValue>> BindParameters(const Endpoint& endpoint, const std::vector<NamedValue>& given) {
  for (size_t index = 0; index < given.size(); ++index) {
    const std::string& name = given[index].first;
    const auto same = [&name](const auto& other) { return other.first == name; };
    if (std::any_of(given.begin(), given.begin() + static_cast<ptrdiff_t>(index), same)) {
      return Refused(absl::StrCat("parameter ", Shown(name), " is given twice; give it once"));
    }
    const bool known = std::any_of(endpoint.parameters.begin(), endpoint.parameters.end(),
                                   [&name](const EndpointParameter& parameter) { return parameter.name == name; });
    if (!known) return Unknown(endpoint, name);
  }
  std::vector<NamedValue> bound;
  for (const EndpointParameter& parameter : endpoint.parameters) {
    const auto found = std::find_if(given.begin(), given.end(),
                                    [&parameter](const NamedValue& one) { return one.first == parameter.name; });
    if (found == given.end() && !parameter.default_value.has_value()) {
      return Refused(absl::StrCat(NameAndType(parameter), " is missing; ", ForExample(parameter)));
    }
    const std::string& value = found == given.end() ? *parameter.default_value : found->second;
    const auto type = ParameterType::Parse(parameter.type);
    if (!type.ok()) return type.status();
    std::optional<std::string> read = type->Read(value);
    if (!read.has_value()) return NotOfItsType(parameter, value);
    bound.emplace_back(parameter.name, *std::move(read));
  }
  return bound;
}

std::vector<NamedValue> TrialValues(const Endpoint& endpoint) {
  std::vector<NamedValue> values;
  for (const EndpointParameter& parameter : endpoint.parameters) values.emplace_back(parameter.name, ExampleOf(parameter));
  return values;
}

}  // namespace aurora::gateway::endpoints
