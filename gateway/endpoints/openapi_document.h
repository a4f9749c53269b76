#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "gateway/endpoints/endpoint.h"

namespace aurora::gateway::endpoints {

// OpenAPI 3.1 of these endpoints, for those who call them: their parameters with types, defaults and examples, the forms
// of a result, and that each needs a bearer token.
boost::json::object OpenApiDocument(const std::vector<Endpoint>& endpoints);

}  // namespace aurora::gateway::endpoints
