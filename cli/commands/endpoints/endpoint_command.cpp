#include "cli/commands/endpoints/endpoint_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/endpoints/token_lifetime.h"
#include "cli/commands/json_text.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr char kEndpoints[] = "/api/v1/endpoints";

absl::Status Usage(const char* words) { return absl::InvalidArgumentError(base::StrCat("write aurora endpoint ", words)); }

std::string PathOf(const std::string& name) { return base::StrCat(kEndpoints, "/", http::EncodeQueryValue(name)); }

absl::StatusOr<json::object> TokenBody(const EndpointOptions& options) {
  json::object body;
  if (!options.token_name.empty()) body["name"] = options.token_name;
  if (options.expires_in.empty()) return body;
  const absl::StatusOr<int64_t> seconds = TokenLifetimeSeconds(options.expires_in);
  if (!seconds.ok()) return seconds.status();
  body["expires_in_s"] = *seconds;
  return body;
}

// "state String, least UInt16 = 0"
std::string ParametersText(const json::value& endpoint) {
  std::string text;
  for (const json::value& parameter : List(endpoint, "parameters")) {
    base::StrAppend(&text, text.empty() ? "" : ", ", Text(parameter, "name"), " ", Text(parameter, "type"));
    if (!Member(parameter, "default").is_null()) base::StrAppend(&text, " = ", Text(parameter, "default"));
  }
  return text;
}

// What calls the endpoint, with an example for each parameter that must be given.
std::string CurlLine(const Context& context, const json::value& endpoint, const std::string& token) {
  const auto url = context.GatewayUrl();
  std::string query;
  for (const json::value& parameter : List(endpoint, "parameters")) {
    if (!Member(parameter, "default").is_null()) continue;
    base::StrAppend(&query, query.empty() ? "?" : "&", Text(parameter, "name"), "=",
                    http::EncodeQueryValue(Text(parameter, "example")));
  }
  return base::StrCat("curl -H 'Authorization: Bearer ", token, "' '", url.ok() ? *url : "", Text(endpoint, "path"), query, "'");
}

void PrintToken(const Context& context, const json::value& endpoint, const json::value& token) {
  std::printf("its token, shown only now:\n  %s\n\n  %s\n", Text(token, "token").c_str(),
              CurlLine(context, endpoint, Text(token, "token")).c_str());
}

int PrintList(const Context& context, const json::value& answer) {
  if (context.json) return PrintJson(answer);
  Table table({{"endpoint"}, {"parameters"}, {"by"}, {"changed"}, {"SQL"}});
  for (const json::value& one : List(answer, "endpoints")) {
    table.Add({Text(one, "name"), ParametersText(one), Text(one, "owner"), MomentText(one, "updated_at"), Text(one, "sql")});
  }
  std::printf("%s", table.rows() == 0 ? "no endpoints; see aurora endpoint --help\n" : table.Render(context.style, 60).c_str());
  return 0;
}

int PrintTokens(const Context& context, const json::value& answer) {
  if (context.json) return PrintJson(answer);
  Table table({{"token"}, {"id"}, {"by"}, {"made"}, {"ends"}, {"last used"}});
  for (const json::value& one : List(answer, "tokens")) {
    table.Add({Text(one, "name"), Text(one, "id"), Text(one, "made_by"), MomentText(one, "created_at"), MomentText(one, "expires_at"), MomentText(one, "last_used_at")});
  }
  std::printf("%s", table.rows() == 0 ? "no tokens\n" : table.Render(context.style, 60).c_str());
  return 0;
}

// Values of moments make no default: they would hold a question of "this week" to the week in which it was asked.
bool IsMoment(const std::string& type) { return type.find("Date") != std::string::npos; }

// SQL and defaults of the answer to a question.
absl::Status TakeAnswer(ApiClient& api, const std::string& question, json::object* body, json::object* defaults) {
  const absl::StatusOr<json::value> answer = api.Post("/api/v1/ask", json::object{{"question", question}, {"execute", false}});
  if (!answer.ok()) return answer.status();
  if (Text(*answer, "status") != "answered") {
    return absl::PermissionDeniedError(base::StrCat("the question has no answer to call: ", Text(*answer, "interpretation")));
  }
  (*body)["sql"] = Text(*answer, "sql");
  for (const json::value& parameter : List(*answer, "parameters")) {
    if (!IsMoment(Text(parameter, "type"))) (*defaults)[Text(parameter, "name")] = Text(parameter, "value");
  }
  return absl::OkStatus();
}

int Create(const Context& context, ApiClient& api, const EndpointOptions& options, const json::object& token_body) {
  json::object body{{"name", options.words[0]}, {"description", options.description.empty() ? options.question : options.description}};
  json::object defaults;
  if (options.question.empty()) {
    body["sql"] = options.words[1];
  } else if (absl::Status status = TakeAnswer(api, options.question, &body, &defaults); !status.ok()) {
    return Report(status);
  }
  for (const std::string& one : options.defaults) {
    const size_t at = one.find('=');
    if (at == std::string::npos || at == 0) return Report(absl::InvalidArgumentError(base::StrCat("--default ", one, ": write NAME=VALUE")));
    defaults[one.substr(0, at)] = one.substr(at + 1);
  }
  json::array parameters;
  for (const auto& [name, value] : defaults) parameters.push_back(json::object{{"name", name}, {"default", value}});
  body["parameters"] = std::move(parameters);
  const absl::StatusOr<json::value> made = api.Post(kEndpoints, body);
  if (!made.ok()) return Report(made.status());
  json::value token;
  if (!options.no_token) {
    absl::StatusOr<json::value> answer = api.Post(base::StrCat(Text(*made, "path"), "/tokens"), token_body);
    if (!answer.ok()) return Report(answer.status());
    token = *std::move(answer);
  }
  if (context.json) {
    json::object shown = made->as_object();
    if (!options.no_token) shown["token"] = Text(token, "token");
    return PrintJson(shown);
  }
  std::printf("%s is an endpoint; parameters: %s\n", options.words[0].c_str(),
              List(*made, "parameters").empty() ? "none" : ParametersText(*made).c_str());
  if (!options.no_token) PrintToken(context, *made, token);
  return 0;
}

int MakeToken(const Context& context, ApiClient& api, const std::string& name, const json::object& body) {
  const absl::StatusOr<json::value> endpoint = api.Get(base::StrCat(PathOf(name), ":definition"));
  if (!endpoint.ok()) return Report(endpoint.status());
  const absl::StatusOr<json::value> token = api.Post(base::StrCat(PathOf(name), "/tokens"), body);
  if (!token.ok()) return Report(token.status());
  if (context.json) return PrintJson(*token);
  PrintToken(context, *endpoint, *token);
  return 0;
}

int Removed(const Context& context, const absl::StatusOr<json::value>& answer, const std::string& what) {
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("%s\n", what.c_str());
  return 0;
}

}  // namespace

int RunEndpoint(const Context& context, const EndpointOptions& options) {
  const size_t words = options.words.size();
  if (options.action == "create" && words != (options.question.empty() ? 2u : 1u)) {
    return Report(Usage("create NAME SQL, or create NAME --question QUESTION"));
  }
  if (options.action == "remove" && words != 1) return Report(Usage("remove NAME"));
  if (options.action == "token" && words != 1) return Report(Usage("token NAME [--list | --revoke ID]"));
  const absl::StatusOr<json::object> token = TokenBody(options);
  if (!token.ok()) return Report(token.status());
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (options.action == "create") return Create(context, **api, options, *token);
  if (options.action == "remove") {
    return Removed(context, (*api)->Delete(PathOf(options.words[0])), base::StrCat(options.words[0], " and its tokens are removed"));
  }
  if (options.action == "token" && options.list_tokens) {
    const absl::StatusOr<json::value> tokens = (*api)->Get(base::StrCat(PathOf(options.words[0]), "/tokens"));
    return tokens.ok() ? PrintTokens(context, *tokens) : Report(tokens.status());
  }
  if (options.action == "token" && !options.revoke.empty()) {
    const std::string path = base::StrCat(PathOf(options.words[0]), "/tokens/", http::EncodeQueryValue(options.revoke));
    return Removed(context, (*api)->Delete(path), base::StrCat(options.revoke, " opens nothing any more"));
  }
  if (options.action == "token") return MakeToken(context, **api, options.words[0], *token);
  const absl::StatusOr<json::value> listed = (*api)->Get(kEndpoints, {{"limit", "100"}});
  return listed.ok() ? PrintList(context, *listed) : Report(listed.status());
}

}  // namespace aurora::cli
