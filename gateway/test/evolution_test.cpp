// How connections change, as clients see it.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "gateway/test/test_gateway.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;
namespace wire = ingest::v1;

TEST_CASE("a connection's policy, batch bounds and columns are changed, and only what is named") {
  TestGateway gateway;
  gateway.ingest.connection.set_id("c-abc");
  gateway.ingest.connection.mutable_evolution()->set_policy(wire::EVOLUTION_POLICY_REVIEW);
  gateway.ingest.connection.mutable_evolution()->set_open_proposals(2);
  auto* warning = gateway.ingest.connection.add_warnings();
  warning->set_code("column_limit");
  warning->set_message("table shop.orders: 200 columns were added");
  const Reply reply = gateway.Call(
      "PATCH", "/api/v1/connections/c-abc",
      R"({"evolution":{"policy":"review"},"batch":{"rows_max":0},"columns":[{"name":"total","type":"Float64"}]})");
  REQUIRE(reply.status == 200);
  const wire::UpdateConnectionRequest& sent = gateway.ingest.update_request;
  CHECK(sent.id() == "c-abc");
  CHECK(sent.evolution_policy() == wire::EVOLUTION_POLICY_REVIEW);
  CHECK(sent.batch().has_rows_max());
  CHECK_FALSE(sent.batch().has_delay_ms_max());
  CHECK(sent.columns(0).name() == "total");
  CHECK(sent.columns(0).type() == "Float64");
  CHECK(gateway.ingest.principal == "admin");
  const json::value body = json::parse(reply.body);
  CHECK(body.at("evolution") ==
        json::value({{"policy", "review"}, {"columns_added", 0}, {"columns_max", 0}, {"open_proposals", 2}}));
  CHECK(body.at("warnings").as_array().at(0).at("code") == "column_limit");

  for (const char* wrong :
       {R"({"evolution":{"policy":"always"}})", R"({"evolution":{}})", R"({"columns":[{"name":"x"}]})", R"({"topic":"t"})",
        R"({"columns":["x"]})", R"({"batch":{"rows":1}})"}) {
    INFO(wrong);
    CHECK(gateway.Call("PATCH", "/api/v1/connections/c-abc", wrong).status == 400);
  }
}

TEST_CASE("proposals are listed, applied and rejected, all of them only when none is named") {
  TestGateway gateway;
  auto* proposal = gateway.ingest.proposals.add_proposals();
  proposal->mutable_field()->set_name("coupon");
  proposal->mutable_field()->set_type("Nullable(String)");
  proposal->mutable_field()->add_path("coupon");
  const Reply list = gateway.Call("GET", "/api/v1/connections/c-abc/proposals");
  REQUIRE(list.status == 200);
  CHECK(json::parse(list.body).at("proposals").as_array().at(0).at("column") == "coupon");
  const std::string path = "/api/v1/connections/c-abc/proposals";
  CHECK(gateway.Call("POST", path + ":apply", R"({"columns":["coupon"]})").status == 200);
  CHECK(gateway.ingest.decided == std::vector<std::string>{"coupon"});
  CHECK(gateway.Call("POST", path + ":reject", "").status == 200);
  CHECK(gateway.ingest.decided.empty());
  CHECK(gateway.Call("POST", path + ":apply", R"({"columns":[]})").status == 400);
}

TEST_CASE("the history says when, from where on, what and who") {
  TestGateway gateway;
  auto* entry = gateway.ingest.history.add_entries();
  entry->set_version(2);
  entry->set_kind(wire::SCHEMA_CHANGE_KIND_WIDEN);
  entry->set_column("total");
  entry->set_statement("ALTER TABLE");
  entry->set_made_by("admin");
  entry->add_starts()->set_offset(17);
  const Reply reply = gateway.Call("GET", "/api/v1/connections/c-abc/schema-history");
  REQUIRE(reply.status == 200);
  const json::value first = json::parse(reply.body).at("entries").as_array().at(0);
  CHECK(first.at("kind") == "widen");
  CHECK(first.at("made_by") == "admin");
  CHECK(first.at("starts").as_array().at(0).at("offset") == 17);
}

TEST_CASE("who may only look changes nothing") {
  TestGateway gateway;
  const Reply made = gateway.Call("POST", "/api/v1/tokens", R"({"name":"ci","role":"viewer"})");
  const std::string header =
      "Authorization: Bearer " + std::string(json::parse(made.body).at("token").as_string()) + "\r\n";
  CHECK(gateway.Call("PATCH", "/api/v1/connections/c-abc", "{}", header).status == 403);
  CHECK(gateway.Call("POST", "/api/v1/connections/c-abc/proposals:apply", "{}", header).status == 403);
  CHECK(gateway.Call("GET", "/api/v1/connections/c-abc/proposals", "", header).status == 200);
}

}  // namespace
}  // namespace aurora::gateway
