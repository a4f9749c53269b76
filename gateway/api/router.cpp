#include "gateway/api/router.h"

#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

// Whether one segment fits its pattern ("tables", "{id}" or "{id}:pause"); adds the parameter's value.
bool FitSegment(std::string_view pattern, std::string_view segment,
                std::vector<std::pair<std::string, std::string>>* parameters) {
  if (pattern.empty() || pattern.front() != '{') return pattern == segment;
  const size_t close = pattern.find('}');
  const std::string_view verb = pattern.substr(close + 1);
  if (!segment.ends_with(verb)) return false;
  const std::string_view value = segment.substr(0, segment.size() - verb.size());
  // Without a verb a colon belongs to a route that has one. Names of tables may hold it.
  if (value.empty()) return false;
  parameters->emplace_back(pattern.substr(1, close - 1), value);
  return true;
}

bool FitPath(const std::string& pattern, const std::vector<std::string>& segments,
             std::vector<std::pair<std::string, std::string>>* parameters) {
  const std::vector<std::string> parts = absl::StrSplit(pattern.substr(1), '/');
  if (parts.size() != segments.size()) return false;
  for (size_t index = 0; index < parts.size(); ++index) {
    if (!FitSegment(parts[index], segments[index], parameters)) return false;
  }
  return true;
}

}  // namespace

void Router::Add(std::string method, std::string pattern, Access access, Handler handler) {
  routes_.push_back({std::move(method), std::move(pattern), access, std::move(handler), false});
}

void Router::AddSimple(std::string method, std::string pattern, Access access, SimpleHandler handler) {
  Add(std::move(method), std::move(pattern), access,
      [handler = std::move(handler)](http::Request& request,
                                     http::ResponseWriter& writer) -> boost::asio::awaitable<void> {
        http::Response response = co_await handler(request);
        co_await writer.Send(std::move(response));
      });
}

void Router::AddSocket(std::string pattern, Access access, Handler without_upgrade) {
  routes_.push_back({"GET", std::move(pattern), access, std::move(without_upgrade), true});
}

Router::Match Router::Find(http::Request& request) const {
  Match match;
  // Verbs first: "{id}" alone would take "c-1:pause" too.
  for (const bool with_verb : {true, false}) {
    for (const Route& route : routes_) {
      if ((route.pattern.find("}:") != std::string::npos) != with_verb) continue;
      std::vector<std::pair<std::string, std::string>> parameters;
      if (!FitPath(route.pattern, request.segments, &parameters)) continue;
      base::StrAppend(&match.allowed, match.allowed.empty() ? "" : ", ", route.method);
      const bool head = request.method == "HEAD" && route.method == "GET";
      if (route.method != request.method && !head) continue;
      match.route = &route;
      request.path_parameters = std::move(parameters);
      request.route = route.pattern;
      return match;
    }
    // What has a verb is not the thing itself.
    if (!match.allowed.empty()) return match;
  }
  return match;
}

}  // namespace aurora::gateway::api
