#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/api/json.h"
#include "gateway/auth/endpoint_token_store.h"
#include "gateway/endpoints/endpoint.h"
#include "gateway/workspace/document_store.h"

// Bodies of endpoints, their tokens and their calls.
namespace aurora::gateway::api {

// What a person says of an endpoint: its parameters have no types yet, the SQL has them.
absl::StatusOr<endpoints::Endpoint> ParseEndpoint(std::string_view body);
// `said` with the parameters that its SQL has (name and type each). InvalidArgument (reason invalid_parameter) when it
// speaks of one that the SQL does not have, and for what endpoints::CheckParameters refuses.
absl::StatusOr<endpoints::Endpoint> WithTypes(endpoints::Endpoint said, std::vector<endpoints::NamedValue> types);

// As the state keeps it, and back.
json::object KeptEndpoint(const endpoints::Endpoint& endpoint);
endpoints::Endpoint EndpointOf(const workspace::Document& document);
// With its address, and what each parameter needs and takes.
json::object EndpointJson(const workspace::Document& document);
std::string EndpointPath(std::string_view name);

// The members of a call's body, or of its query.
absl::StatusOr<std::vector<endpoints::NamedValue>> ParseCall(std::string_view body);

struct NewEndpointTokenBody {
  std::string name = "token";
  std::optional<absl::Duration> lifetime;
};
absl::StatusOr<NewEndpointTokenBody> ParseEndpointToken(std::string_view body);
json::object EndpointTokenJson(const auth::EndpointToken& token);

}  // namespace aurora::gateway::api
