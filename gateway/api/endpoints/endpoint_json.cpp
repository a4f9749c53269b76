#include "gateway/api/endpoints/endpoint_json.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/api/workspace/workspace_json.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::api {
namespace {

using endpoints::Endpoint;
using endpoints::EndpointParameter;
using endpoints::NamedValue;

constexpr size_t kSqlBytesMax = 64 << 10;
constexpr size_t kDescriptionBytesMax = 2000;
constexpr size_t kParametersMax = 200;
constexpr size_t kNameBytesMax = 64;
constexpr int64_t kTokenSecondsMin = 60;
constexpr int64_t kTokenSecondsMax = 315'360'000;

// A value as a query string would have it: texts as they are, everything else as JSON.
std::optional<std::string> ValueText(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string().data(), value.get_string().size());
  if (value.is_number() || value.is_bool() || value.is_array()) return Serialize(value);
  return std::nullopt;
}

void ReadParameter(ObjectReader& reader, EndpointParameter* parameter) {
  ReadText(reader, "name", &parameter->name, kNameBytesMax, true);
  ReadText(reader, "description", &parameter->description, kDescriptionBytesMax, false);
  const json::value* fallback = reader.Any("default");
  if (fallback == nullptr) return;
  parameter->default_value = ValueText(*fallback);
  if (!parameter->default_value.has_value()) reader.Fail("default", "must be a text, a number, true, false or a list");
}

std::string TextMember(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return "";
  return {value->get_string().data(), value->get_string().size()};
}

json::value TimeJson(const std::optional<absl::Time>& time) {
  return time.has_value() ? json::value(FormatTimestamp(*time)) : json::value(nullptr);
}

json::object ParameterJson(const EndpointParameter& parameter) {
  json::value fallback = parameter.default_value.has_value() ? json::value(*parameter.default_value) : json::value(nullptr);
  return {{"name", parameter.name},
          {"type", parameter.type},
          {"default", std::move(fallback)},
          {"description", parameter.description}};
}

}  // namespace

absl::StatusOr<Endpoint> ParseEndpoint(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  Endpoint endpoint;
  ObjectReader reader(*object, ObjectReader::Subject{"endpoint"});
  if (ReadText(reader, "name", &endpoint.name, kNameBytesMax, true) && !endpoints::IsEndpointName(endpoint.name)) {
    reader.Fail("name", "cannot be part of an address: use lower-case letters, digits and -, a letter first, 64 at most");
  }
  ReadText(reader, "description", &endpoint.description, kDescriptionBytesMax, false);
  ReadText(reader, "sql", &endpoint.sql, kSqlBytesMax, true);
  if (const json::array* list = reader.Array("parameters"); list != nullptr) {
    if (list->size() > kParametersMax) reader.Fail("parameters", absl::StrCat("has more than ", kParametersMax, " items"));
    for (const json::value& item : *list) {
      if (!item.is_object()) {
        reader.Fail("parameters", "must be a list of objects");
        break;
      }
      ObjectReader one(item.get_object(), "parameters");
      ReadParameter(one, &endpoint.parameters.emplace_back());
      reader.Fail(one.Finish());
    }
  }
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return endpoint;
}

absl::StatusOr<Endpoint> WithTypes(Endpoint said, std::vector<NamedValue> types) {
  std::vector<EndpointParameter> typed;
  for (auto& [name, type] : types) {
    EndpointParameter parameter{std::move(name), std::move(type), std::nullopt, ""};
    for (const EndpointParameter& one : said.parameters) {
      if (one.name != parameter.name) continue;
      parameter.default_value = one.default_value;
      parameter.description = one.description;
    }
    typed.push_back(std::move(parameter));
  }
  for (const EndpointParameter& one : said.parameters) {
    const bool known = std::any_of(typed.begin(), typed.end(), [&one](const auto& other) { return other.name == one.name; });
    if (!known) {
      return rpc::WithReason(absl::InvalidArgumentError(absl::StrCat("the SQL has no parameter {", one.name,
                                                                     ":Type}; write it there, or leave it out here")),
                             "invalid_parameter");
    }
  }
  said.parameters = std::move(typed);
  if (absl::Status status = endpoints::CheckParameters(said.parameters); !status.ok()) return status;
  return said;
}

json::object KeptEndpoint(const Endpoint& endpoint) {
  json::array parameters;
  for (const EndpointParameter& parameter : endpoint.parameters) parameters.push_back(ParameterJson(parameter));
  return {{"name", endpoint.name},
          {"description", endpoint.description},
          {"sql", endpoint.sql},
          {"parameters", std::move(parameters)}};
}

Endpoint EndpointOf(const workspace::Document& document) {
  const json::object body = KeptBody(document.body);
  Endpoint endpoint{document.name, TextMember(body, "description"), TextMember(body, "sql"), {}};
  const json::value* list = body.if_contains("parameters");
  if (list == nullptr || !list->is_array()) return endpoint;
  for (const json::value& item : list->get_array()) {
    const json::object& one = item.as_object();
    EndpointParameter parameter{TextMember(one, "name"), TextMember(one, "type"), std::nullopt, TextMember(one, "description")};
    if (const json::value* fallback = one.if_contains("default"); fallback != nullptr && fallback->is_string()) {
      parameter.default_value = TextMember(one, "default");
    }
    endpoint.parameters.push_back(std::move(parameter));
  }
  return endpoint;
}

std::string EndpointPath(std::string_view name) { return base::StrCat("/api/v1/endpoints/", name); }

json::object EndpointJson(const workspace::Document& document) {
  json::object shown = ToJson(document);
  json::array parameters;
  for (const EndpointParameter& parameter : EndpointOf(document).parameters) {
    json::object one = ParameterJson(parameter);
    one["required"] = !parameter.default_value.has_value();
    one["example"] = endpoints::ExampleOf(parameter);
    parameters.push_back(std::move(one));
  }
  shown["parameters"] = std::move(parameters);
  shown["path"] = EndpointPath(document.name);
  return shown;
}

absl::StatusOr<std::vector<NamedValue>> ParseCall(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body, true);
  if (!object.ok()) return object.status();
  std::vector<NamedValue> values;
  for (const auto& member : *object) {
    // As if it were left out: JSON of programs often spells that so.
    if (member.value().is_null()) continue;
    const std::string name(member.key().data(), member.key().size());
    std::optional<std::string> text = ValueText(member.value());
    if (!text.has_value()) {
      return rpc::WithReason(
          absl::InvalidArgumentError(absl::StrCat("parameter ", name.substr(0, kNameBytesMax),
                                                  " is an object; give a text, a number, true, false or a list")),
          "invalid_parameter");
    }
    values.emplace_back(name, *std::move(text));
  }
  return values;
}

absl::StatusOr<NewEndpointTokenBody> ParseEndpointToken(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body, true);
  if (!object.ok()) return object.status();
  NewEndpointTokenBody parsed;
  ObjectReader reader(*object, ObjectReader::Subject{"token"});
  if (ReadText(reader, "name", &parsed.name, kNameBytesMax, false) && parsed.name.empty()) reader.Fail("name", "is empty");
  int64_t seconds = 0;
  if (reader.Integer("expires_in_s", &seconds, kTokenSecondsMin, kTokenSecondsMax)) parsed.lifetime = absl::Seconds(seconds);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return parsed;
}

json::object EndpointTokenJson(const auth::EndpointToken& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"made_by", token.made_by},
          {"created_at", FormatTimestamp(token.created_at)},
          {"expires_at", TimeJson(token.expires_at)},
          {"last_used_at", TimeJson(token.last_used_at)}};
}

}  // namespace aurora::gateway::api
