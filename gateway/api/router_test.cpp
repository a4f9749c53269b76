#include "gateway/api/router.h"

#include <catch2/catch.hpp>

namespace aurora::gateway::api {
namespace {

Router Make() {
  Router router;
  const Handler none;
  router.Add("GET", "/api/v1/connections", Access::kViewer, none);
  router.Add("POST", "/api/v1/connections", Access::kEditor, none);
  router.Add("POST", "/api/v1/connections/test", Access::kEditor, none);
  router.Add("GET", "/api/v1/connections/{id}", Access::kViewer, none);
  router.Add("POST", "/api/v1/connections/{id}:pause", Access::kEditor, none);
  router.Add("POST", "/api/v1/tables:refresh", Access::kViewer, none);
  router.Add("GET", "/api/v1/tables/{database}/{table}", Access::kViewer, none);
  return router;
}

struct Found {
  std::string pattern;
  std::string allowed;
  http::Request request;
};

Found Find(const std::string& method, const std::string& target) {
  static const Router router = Make();
  Found found;
  found.request.method = method;
  REQUIRE(http::ParseTarget(target, &found.request));
  const Router::Match match = router.Find(found.request);
  if (match.route != nullptr) found.pattern = match.route->method + " " + match.route->pattern;
  found.allowed = match.allowed;
  return found;
}

TEST_CASE("calls are found by method and path") {
  CHECK(Find("GET", "/api/v1/connections").pattern == "GET /api/v1/connections");
  CHECK(Find("POST", "/api/v1/connections?x=1").pattern == "POST /api/v1/connections");
  CHECK(Find("POST", "/api/v1/connections/test").pattern == "POST /api/v1/connections/test");
  CHECK(Find("POST", "/api/v1/tables:refresh").pattern == "POST /api/v1/tables:refresh");
  CHECK(Find("HEAD", "/api/v1/connections").pattern == "GET /api/v1/connections");
}

TEST_CASE("parameters are decoded, a verb is no part of them") {
  const Found pause = Find("POST", "/api/v1/connections/c-1:pause");
  CHECK(pause.pattern == "POST /api/v1/connections/{id}:pause");
  CHECK(pause.request.PathParameter("id") == "c-1");
  CHECK(Find("POST", "/api/v1/connections/c-1%3Apause").request.PathParameter("id") == "c-1");
  const Found table = Find("GET", "/api/v1/tables/shop/order%20lines");
  CHECK(table.request.PathParameter("database") == "shop");
  CHECK(table.request.PathParameter("table") == "order lines");
}

TEST_CASE("another method of a known path is told apart from an unknown path") {
  CHECK(Find("PUT", "/api/v1/connections").allowed == "GET, POST");
  CHECK(Find("GET", "/api/v1/connections/c-1:pause").allowed == "POST");
  CHECK(Find("GET", "/api/v1/nothing").allowed.empty());
  CHECK(Find("GET", "/api/v1/connections/").allowed.empty());
  CHECK(Find("GET", "/api/v1/connections/c-1/more").allowed.empty());
}

}  // namespace
}  // namespace aurora::gateway::api
