#include "gateway/endpoints/endpoint.h"

#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "gateway/endpoints/openapi_document.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::endpoints {
namespace {

Endpoint Revenue() {
  return {"revenue", "Revenue of a state", "SELECT sum(total) FROM shop.orders WHERE state = {state:String} AND total > {least:UInt16}",
          {{"state", "String", std::nullopt, ""}, {"least", "UInt16", "10", ""}}};
}

std::string Refusal(const std::vector<NamedValue>& given) {
  const auto bound = BindParameters(Revenue(), given);
  REQUIRE_FALSE(bound.ok());
  CHECK(rpc::Reason(bound.status()) == "invalid_parameter");
  return std::string(base::Message(bound.status()));
}

TEST_CASE("what is given is taken, what is left out has its default") {
  CHECK(*BindParameters(Revenue(), {{"state", "CA"}}) == std::vector<NamedValue>{{"state", "CA"}, {"least", "10"}});
  CHECK(*BindParameters(Revenue(), {{"least", "7"}, {"state", ""}}) == std::vector<NamedValue>{{"state", ""}, {"least", "7"}});
}

TEST_CASE("a refusal names the parameter, its type and an example") {
  CHECK(Refusal({}) == "parameter state (String) is missing; give e.g. state=CA");
  CHECK(Refusal({{"state", "CA"}, {"least", "many"}}) == "parameter least (UInt16) does not take \"many\"; give e.g. least=10");
  CHECK(Refusal({{"state", "CA"}, {"state", "NY"}}) == "parameter state is given twice; give it once");
  CHECK(Refusal({{"stat", "CA"}}) == "endpoint revenue has no parameter stat; did you mean state?");
  CHECK(Refusal({{"x", "1"}}) == "endpoint revenue has no parameter x; it has state, least");
  // What a caller sends does not come back as it was.
  CHECK(Refusal({{"state", "CA"}, {"least", "\x1b[31m" + std::string(100, 'a')}}).find('\x1b') == std::string::npos);
}

TEST_CASE("an endpoint is refused that could not check its calls") {
  CHECK(CheckParameters(Revenue().parameters).ok());
  const auto refused = [](std::vector<EndpointParameter> parameters) {
    return std::string(base::Message(CheckParameters(parameters)));
  };
  CHECK(refused({{"m", "Map(String, String)", std::nullopt, ""}}).find("parameter m (Map(String, String)): the type Map cannot be checked") == 0);
  CHECK(refused({{"a", "String", std::nullopt, ""}, {"a", "UInt8", std::nullopt, ""}}).find("has another type too") != std::string::npos);
  CHECK(refused({{"n", "UInt8", "300", ""}}) == "the default of parameter n (UInt8) is not of its type; give e.g. 7");
}

TEST_CASE("names can stand in an address") {
  for (const char* good : {"a", "revenue-by-state", "v2"}) CHECK(IsEndpointName(good));
  for (const std::string& bad : {std::string(), std::string("2a"), std::string("Revenue"), std::string("a b"), std::string("a/b"), std::string("openapi.json"),
                                 std::string("a:definition"), std::string(65, 'a')}) {
    CHECK_FALSE(IsEndpointName(bad));
  }
}

TEST_CASE("the document has each endpoint with its parameters") {
  const boost::json::object document = OpenApiDocument({Revenue()});
  CHECK(document.at("openapi") == "3.1.0");
  const boost::json::object& path = document.at("paths").at("/api/v1/endpoints/revenue").as_object();
  const boost::json::array& query = path.at("get").at("parameters").as_array();
  REQUIRE(query.size() == 2);
  CHECK(query[0].at("required") == true);
  CHECK(query[1].at("required") == false);
  CHECK(query[1].at("schema").at("maximum") == 65535);
  CHECK(query[1].at("example") == "10");
  const auto& body = path.at("post").at("requestBody").at("content").at("application/json").at("schema");
  CHECK(boost::json::serialize(body.at("required")) == R"(["state"])");
  CHECK(boost::json::serialize(document).find("SELECT") == std::string::npos);
}

}  // namespace
}  // namespace aurora::gateway::endpoints
