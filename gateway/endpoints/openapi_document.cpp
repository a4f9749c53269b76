#include "gateway/endpoints/openapi_document.h"

#include <boost/json/array.hpp>

#include "absl/strings/str_cat.h"

namespace aurora::gateway::endpoints {
namespace {

namespace json = boost::json;

json::object SchemaOf(const EndpointParameter& parameter) {
  const auto type = ParameterType::Parse(parameter.type);
  json::object schema = type.ok() ? type->Schema() : json::object();
  if (schema.if_contains("description") == nullptr) schema["description"] = parameter.type;
  return schema;
}

// The example in a query string: a list is one JSON text there.
json::object QueryParameter(const EndpointParameter& parameter) {
  const auto type = ParameterType::Parse(parameter.type);
  json::object shown{{"name", parameter.name},
                     {"in", "query"},
                     {"required", !parameter.default_value.has_value()},
                     {"description", parameter.description}};
  if (type.ok() && type->is_list()) {
    shown["content"] = json::object{{"application/json", json::object{{"schema", SchemaOf(parameter)}}}};
    return shown;
  }
  shown["schema"] = SchemaOf(parameter);
  shown["example"] = ExampleOf(parameter);
  return shown;
}

json::object ProblemAnswer(const char* description) {
  return {{"description", description},
          {"content", json::object{{"application/problem+json",
                                    json::object{{"schema", json::object{{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

json::object Answers() {
  const json::object bytes{{"schema", json::object{{"type", "string"}, {"contentEncoding", "binary"}}}};
  const json::object text{{"schema", json::object{{"type", "string"}}}};
  const json::object result{{"schema", json::object{{"$ref", "#/components/schemas/Result"}}}};
  return {{"200", json::object{{"description", "The result, in the form that Accept asks for."},
                               {"content", json::object{{"application/json", result},
                                                        {"application/x-ndjson", text},
                                                        {"text/csv", text},
                                                        {"application/vnd.apache.arrow.stream", bytes},
                                                        {"application/vnd.apache.parquet", bytes}}}}},
          {"400", ProblemAnswer("A parameter is missing, unknown or not of its type.")},
          {"401", ProblemAnswer("The token is unknown, revoked or has expired.")},
          {"403", ProblemAnswer("The token belongs to another endpoint.")},
          {"429", ProblemAnswer("Too many calls.")}};
}

json::object Operations(const Endpoint& endpoint) {
  json::array query;
  json::object members;
  json::array required;
  for (const EndpointParameter& parameter : endpoint.parameters) {
    query.push_back(QueryParameter(parameter));
    members[parameter.name] = SchemaOf(parameter);
    if (!parameter.default_value.has_value()) required.push_back(json::value(parameter.name));
  }
  const bool needs_body = !required.empty();
  json::object body{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(members)}};
  if (needs_body) body["required"] = std::move(required);
  const std::string summary = endpoint.description.empty() ? endpoint.name : endpoint.description;
  json::object get{{"operationId", absl::StrCat("get-", endpoint.name)},
                   {"summary", summary},
                   {"parameters", std::move(query)},
                   {"responses", Answers()}};
  json::object post{
      {"operationId", absl::StrCat("post-", endpoint.name)},
      {"summary", summary},
      {"requestBody", json::object{{"required", needs_body},
                                   {"content", json::object{{"application/json", json::object{{"schema", std::move(body)}}}}}}},
      {"responses", Answers()}};
  return {{"get", std::move(get)}, {"post", std::move(post)}};
}

json::object Components() {
  const json::object text{{"type", "string"}};
  const json::object column{{"type", "object"},
                            {"required", json::array{"name", "type"}},
                            {"properties", json::object{{"name", text}, {"type", text}}}};
  const json::object result{
      {"type", "object"},
      {"required", json::array{"columns", "rows"}},
      {"properties",
       json::object{{"query_id", text},
                    {"columns", json::object{{"type", "array"}, {"items", column}}},
                    {"rows", json::object{{"type", "array"}, {"items", json::object{{"type", "array"}}}}},
                    {"stats", json::object{{"type", "object"}}},
                    {"freshness", json::object{{"type", "object"}}},
                    {"truncated", json::object{{"type", "boolean"}}},
                    {"error", json::object{{"$ref", "#/components/schemas/Problem"}}}}}};
  const json::object problem{{"type", "object"},
                             {"required", json::array{"type", "title", "status", "code", "detail", "request_id"}},
                             {"properties", json::object{{"type", text},
                                                         {"title", text},
                                                         {"status", json::object{{"type", "integer"}}},
                                                         {"code", text},
                                                         {"detail", text},
                                                         {"request_id", text}}}};
  return {{"securitySchemes", json::object{{"token", json::object{{"type", "http"}, {"scheme", "bearer"}}}}},
          {"schemas", json::object{{"Result", result}, {"Problem", problem}}}};
}

}  // namespace

boost::json::object OpenApiDocument(const std::vector<Endpoint>& endpoints) {
  json::object paths;
  for (const Endpoint& endpoint : endpoints) paths[absl::StrCat("/api/v1/endpoints/", endpoint.name)] = Operations(endpoint);
  return {{"openapi", "3.1.0"},
          {"info", json::object{{"title", "Endpoints of this Aurora"}, {"version", "1"}}},
          {"servers", json::array{json::object{{"url", "/"}}}},
          {"security", json::array{json::object{{"token", json::array()}}}},
          {"paths", std::move(paths)},
          {"components", Components()}};
}

}  // namespace aurora::gateway::endpoints
