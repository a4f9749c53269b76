// Connections, their dead letters and replays as clients see them, over real sockets, with an ingest that is faked.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "gateway/test/test_gateway.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

TEST_CASE("connections are made and deleted by an editor") {
  TestGateway gateway;
  gateway.ingest.connection.set_id("c-abc");
  gateway.ingest.connection.set_topic("orders");
  const Reply made = gateway.Call("POST", "/api/v1/connections", R"({"brokers":"k:1","topic":"orders"})");
  CHECK(made.status == 201);
  CHECK(made.headers.at("location") == "/api/v1/connections/c-abc");
  CHECK(gateway.ingest.principal == "admin");
  CHECK(gateway.Call("POST", "/api/v1/connections/c-abc:pause").status == 200);
  CHECK(gateway.Call("DELETE", "/api/v1/connections/c-abc?drop_table=true").status == 200);
  CHECK(gateway.ingest.drop_table);
  CHECK(gateway.Call("DELETE", "/api/v1/connections/c-abc?drop_table=1").status == 400);
  CHECK(gateway.Call("GET", "/api/v1/connections/c-abc/dead-letters?limit=1001").status == 400);
  gateway.ingest.unary = absl::NotFoundError("there is no connection c-x");
  CHECK(Code(gateway.Call("GET", "/api/v1/connections/c-x")) == "not_found");
  gateway.ingest.unary = absl::UnavailableError("ingest at 127.0.0.1:7181 does not answer");
  CHECK(gateway.Call("GET", "/api/v1/connections").headers.at("retry-after") == "1");
}

TEST_CASE("a range is replayed, shown, swapped and discarded") {
  TestGateway gateway;
  gateway.ingest.range.set_id("r-abc");
  gateway.ingest.range.set_database("shop");
  gateway.ingest.range.set_table("orders");
  gateway.ingest.range.set_shadow_table("orders_replay_abc");
  gateway.ingest.range.set_state(ingest::v1::RANGE_REPLAY_STATE_READY);
  gateway.ingest.range.mutable_diff()->set_different(7);
  gateway.ingest.range.mutable_diff()->add_examples()->set_element(2);
  gateway.ingest.range.mutable_diff()->add_examples();
  gateway.ingest.range.set_topic("orders.eu");
  gateway.ingest.range.set_duplicates(3);
  gateway.ingest.range.add_notes("look first");
  const std::string path = "/api/v1/connections/c-abc:replay";
  const Reply begun = gateway.Call(
      "POST", path, R"({"topic":"orders.eu","offsets":[{"partition":1,"from":5,"to":9}],"target":"replace","missing":"keep"})");
  REQUIRE(begun.status == 200);
  const ingest::v1::StartRangeReplayRequest& request = gateway.ingest.range_request;
  CHECK(request.connection_id() == "c-abc");
  CHECK(request.topic() == "orders.eu");
  CHECK(request.spans(0).partition() == 1);
  CHECK(request.spans(0).from() == 5);
  CHECK(request.spans(0).to() == 9);
  CHECK(request.target() == ingest::v1::RANGE_REPLAY_TARGET_REPLACE);
  CHECK(request.missing() == ingest::v1::MISSING_ROWS_KEEP);
  const json::value body = json::parse(begun.body);
  CHECK(body.at("state") == "ready");
  CHECK(body.at("shadow_table") == "shop.orders_replay_abc");
  CHECK(body.at("diff").at("different") == 7);
  CHECK(body.at("diff").at("examples").at(0).at("element") == 2);
  CHECK(body.at("diff").at("examples").at(1).at("element").is_null());
  CHECK(body.at("topic") == "orders.eu");
  CHECK(body.at("duplicates") == 3);
  CHECK(body.at("notes").at(0) == "look first");
  REQUIRE(gateway.Call("POST", path, R"({"since":"2026-11-21T14:00:00Z","plan_only":true})").status == 200);
  CHECK(gateway.ingest.range_request.since().seconds() == 1795269600);
  CHECK(gateway.ingest.range_request.plan_only());
  const std::string one = "/api/v1/connections/c-abc/replays/r-abc";
  CHECK(gateway.Call("GET", one).status == 200);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/connections/c-abc/replays").body).at("replays").at(0).at("id") == "r-abc");
  CHECK(gateway.Call("POST", one + ":swap").status == 200);
  CHECK(gateway.ingest.range_decision.id() == "r-abc");
  CHECK(gateway.ingest.range_decision.decision() == ingest::v1::RANGE_REPLAY_DECISION_SWAP);
  CHECK(gateway.Call("POST", one + ":discard").status == 200);
  CHECK(gateway.ingest.range_decision.decision() == ingest::v1::RANGE_REPLAY_DECISION_DISCARD);
  for (const char* wrong : {R"({"target":"table"})", R"({"all":true,"missing":"lose"})", R"({"offsets":[]})",
                            R"({"offsets":[{"partition":1,"from":5}]})", R"({"since":"yesterday"})", R"({"every":true})"}) {
    INFO(wrong);
    CHECK(gateway.Call("POST", path, wrong).status == 400);
  }
}

TEST_CASE("dead letters are replayed by one choice") {
  TestGateway gateway;
  const std::string path = "/api/v1/connections/c-abc/dead-letters:replay";
  const Reply done = gateway.Call("POST", path, R"({"all":true,"page":"0.3"})");
  CHECK(done.status == 200);
  CHECK(gateway.ingest.replay_request.id() == "c-abc");
  CHECK(gateway.ingest.replay_request.choice().all());
  CHECK(gateway.ingest.replay_request.page() == "0.3");
  const json::value body = json::parse(done.body);
  CHECK(body.at("replayed") == 3);
  CHECK(body.at("left") == 2);
  CHECK(body.at("next_page") == "0.17");
  REQUIRE(gateway.Call("POST", path, R"({"offsets":[{"partition":1,"offset":7}]})").status == 200);
  CHECK(gateway.ingest.replay_request.choice().places(0).partition() == 1);
  CHECK(gateway.ingest.replay_request.choice().places(0).offset() == 7);
  REQUIRE(gateway.Call("POST", path, R"({"reason":"not_json"})").status == 200);
  CHECK(gateway.ingest.replay_request.choice().reason() == "not_json");
  for (const char* wrong :
       {"{}", R"({"all":false})", R"({"all":true,"reason":"not_json"})", R"({"reason":""})", R"({"offsets":[]})",
        R"({"offsets":[{"partition":1}]})", R"({"offsets":[{"partition":-1,"offset":2}]})", R"({"every":true})"}) {
    INFO(wrong);
    CHECK(gateway.Call("POST", path, wrong).status == 400);
  }
}

TEST_CASE("a share of dead letters that stops a connection is a number from 0 to 1") {
  TestGateway gateway;
  const auto create = [&](const std::string& rule) {
    return gateway.Call("POST", "/api/v1/connections", R"({"brokers":"k:1","topic":"orders","stop_above":)" + rule + "}").status;
  };
  REQUIRE(create(R"({"share":0.05,"window":200})") == 201);
  CHECK(gateway.ingest.create_request.stop_above().share() == 0.05);
  CHECK(gateway.ingest.create_request.stop_above().window() == 200);
  REQUIRE(create(R"({"share":1})") == 201);
  REQUIRE(gateway.Call("PATCH", "/api/v1/connections/c-abc", R"({"stop_above":{"share":0}})").status == 200);
  CHECK(gateway.ingest.update_request.has_stop_above());
  REQUIRE(gateway.Call("PATCH", "/api/v1/connections/c-abc", R"({"batch":{"rows_max":5}})").status == 200);
  CHECK_FALSE(gateway.ingest.update_request.has_stop_above());
  for (const char* wrong : {R"({"share":1.5})", R"({"share":-0.1})", R"({"share":"5%"})", R"({"window":100})",
                            R"({"share":0.1,"window":9})", R"({"share":0.1,"over":100})"}) {
    INFO(wrong);
    CHECK(create(wrong) == 400);
  }
}

}  // namespace
}  // namespace aurora::gateway
