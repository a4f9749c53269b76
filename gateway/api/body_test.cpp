// Bodies of connections, tables and questions.
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "aurora/ingest/v1/ingest.pb.h"
#include "aurora/query/v1/query.pb.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/api/connections/ledger_text.h"
#include "gateway/api/questions/query_json.h"
#include "gateway/api/questions/result_stream.h"

namespace aurora::gateway::api {
namespace {

bool Contains(const absl::Status& status, const std::string& words) {
  return std::string(status.message()).find(words) != std::string::npos;
}

TEST_CASE("a connection's body becomes the service's request") {
  const auto request = ParseNewConnection(R"json({
    "brokers": "a:1,b:2", "topic": "orders", "start": "2026-11-21T00:00:00Z", "table": "shop.orders",
    "security": {"protocol": "sasl_ssl", "sasl_mechanism": "SCRAM-SHA-256", "username": "u", "password": "p"},
    "schema": {"database": "shop", "table": "orders", "order_by": ["ts"], "version": 1,
               "fields": [{"name": "ts", "type": "DateTime64(3)", "path": ["ts"], "epoch_unit": "milliseconds"}]},
    "batch": {"rows_max": 10}, "wait_ms_max": 3000})json");
  REQUIRE(request.ok());
  CHECK(request->brokers().bootstrap_servers() == "a:1,b:2");
  CHECK(request->brokers().security().protocol() == ingest::v1::SECURITY_PROTOCOL_SASL_SSL);
  CHECK(request->brokers().security().sasl_mechanism() == ingest::v1::SASL_MECHANISM_SCRAM_SHA_256);
  CHECK(request->brokers().security().password() == "p");
  CHECK(request->start().time().seconds() == 1'795'219'200);
  CHECK(request->database() == "shop");
  CHECK(request->table() == "orders");
  CHECK(request->schema().fields(0).epoch_unit() == schema::v1::EPOCH_UNIT_MILLISECONDS);
  CHECK(request->batch().rows_max() == 10);
  CHECK(request->wait_ms_max() == 3000);
}

TEST_CASE("a format is read as a whole; its password is never sent back") {
  const auto request = ParseNewConnection(R"json({
    "brokers": "a:1", "topic": "t", "format": {"kind": "avro", "envelope": "debezium",
      "csv": {"delimiter": ";", "quote": "'", "columns": ["a", "b"]},
      "registry": {"url": "http://registry:8081", "username": "u", "password": "very secret", "ca_certificate": "PEM"}}})json");
  REQUIRE(request.ok());
  const ingest::v1::MessageFormat& format = request->format();
  CHECK(format.kind() == ingest::v1::FORMAT_KIND_AVRO);
  CHECK(format.envelope() == ingest::v1::ENVELOPE_DEBEZIUM);
  CHECK(format.csv().delimiter() == ";");
  CHECK(format.csv().columns_size() == 2);
  CHECK(format.registry().password() == "very secret");
  CHECK(ParsePreviewTopic(R"({"brokers":"a:1","topic":"t","format":{"kind":"csv"}})")->format().kind() ==
        ingest::v1::FORMAT_KIND_CSV);
  ingest::v1::Connection connection;
  *connection.mutable_format() = format;
  const std::string json = boost::json::serialize(ToJson(connection).at("format"));
  CHECK(json.find(R"("url":"http://registry:8081","username":"u","ca_certificate":"PEM")") != std::string::npos);
  CHECK(json.find("secret") == std::string::npos);
  CHECK(boost::json::serialize(ToJson(ingest::v1::Connection()).at("format")) ==
        R"({"kind":"json","envelope":"none","several":"auto"})");
  CHECK(ParsePreviewTopic(R"({"brokers":"a:1","topic":"t","format":{"kind":"json","several":"never"}})")->format().several() ==
        ingest::v1::SEVERAL_NEVER);
}

TEST_CASE("reading starts at the earliest offset unless told otherwise") {
  CHECK(ParseNewConnection(R"({"brokers":"a:1","topic":"t"})")->start().earliest());
  CHECK(ParsePreviewTopic(R"({"brokers":"a:1","topic":"t","start":"latest"})")->start().latest());
  const auto offsets = ParseNewConnection(R"({"brokers":"a:1","topic":"t","start":"0:17,12:4"})")->start().offsets().offsets();
  CHECK(offsets.size() == 2);
  CHECK(offsets.at(0) == 17);
  CHECK(offsets.at(12) == 4);
}

TEST_CASE("a connection of several topics is told by their names or by a pattern, and by one of them") {
  const auto named = ParseNewConnection(R"({"brokers":"a:1","topics":["orders.eu","orders.us"],"table":"shop.orders",)"
                                        R"("start":"orders.eu:0:17,orders.us:0:4"})");
  REQUIRE(named.ok());
  CHECK(named->topic().empty());
  CHECK(std::vector<std::string>(named->topics().begin(), named->topics().end()) ==
        std::vector<std::string>{"orders.eu", "orders.us"});
  REQUIRE(named->start().offsets().topic_offsets_size() == 2);
  CHECK(named->start().offsets().topic_offsets(1).topic() == "orders.us");
  CHECK(named->start().offsets().topic_offsets(1).offset() == 4);
  CHECK(ParsePreviewTopic(R"({"brokers":"a:1","topic_pattern":"orders\\..*"})")->topic_pattern() == "orders\\..*");
  for (const char* wrong : {R"({"brokers":"a:1","topic":"t","topics":["t"]})", R"({"brokers":"a:1","topics":[]})",
                            R"({"brokers":"a:1","topic_pattern":""})", R"({"brokers":"a:1","topics":["t"],"topic_pattern":"t"})"}) {
    INFO(wrong);
    CHECK(Contains(ParseNewConnection(wrong).status(), "topic"));
  }
  const auto replay = ParseReplay(R"({"offsets":[{"topic":"orders.eu","partition":0,"offset":5}]})");
  REQUIRE(replay.ok());
  CHECK(replay->choice().places(0).topic() == "orders.eu");
}

TEST_CASE("what does not fit is named with its path") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"topic":"t"})", "brokers is missing"},
      {R"({"brokers":"","topic":"t"})", "brokers is empty"},
      {R"({"brokers":"a:1"})", "topic is missing"},
      {R"({"brokers":"a:1","topic":"t","start":"noon"})", R"(start "noon" must be)"},
      {R"({"brokers":"a:1","topic":"t","start":"0:5,0:6"})", R"(start "0:5,0:6" must be)"},
      {R"({"brokers":"a:1","topic":"t","start":"0:-5"})", R"(start "0:-5" must be)"},
      {R"({"brokers":"a:1","topic":"t","start":"0:5,"})", R"(start "0:5," must be)"},
      {R"({"brokers":"a:1","topic":"t","table":"orders"})", "database.table"},
      {R"({"brokers":"a:1","topic":"t","format":{"kind":"xml"}})", R"(format.kind "xml" must be one of json, raw)"},
      {R"({"brokers":"a:1","topic":"t","format":{"registry":{}}})", "format.registry.url is missing"},
      {R"({"brokers":"a:1","topic":"t","format":{"csv":{"sep":";"}}})", "format.csv.sep"},
      {R"({"brokers":"a:1","topic":"t","table":"a.b.c"})", "database.table"},
      {R"({"brokers":"a:1","topic":"t","security":{"protocol":"tls"}})", R"(security.protocol "tls" must be one of plaintext)"},
      {R"({"brokers":"a:1","topic":"t","security":{"pasword":"x"}})", "did you mean password?"},
      {R"({"brokers":"a:1","topic":"t","schema":{"database":"a","table":"b","fields":[{"name":"x"}]}})",
       "schema.fields.type is missing"},
      {R"({"brokers":"a:1","topic":"t","wait_ms_max":60001})", "wait_ms_max"},
  };
  for (const auto& [body, words] : cases) {
    INFO(body);
    CHECK(Contains(ParseNewConnection(body).status(), words));
  }
}

TEST_CASE("secrets never come back, whatever a service sends") {
  ingest::v1::Connection connection;
  auto* security = connection.mutable_brokers()->mutable_security();
  security->set_protocol(ingest::v1::SECURITY_PROTOCOL_SASL_SSL);
  security->set_username("user");
  security->set_password("hunter2");
  security->set_client_key("KEY");
  const std::string text = Serialize(ToJson(connection));
  CHECK(text.find("hunter2") == std::string::npos);
  CHECK(text.find("KEY") == std::string::npos);
  CHECK(text.find("\"username\":\"user\"") != std::string::npos);
  CHECK(text.find("\"last_error\":null") != std::string::npos);
}

TEST_CASE("bytes that are no text travel in base64") {
  ingest::v1::ListDeadLettersResponse response;
  auto* letter = response.add_dead_letters();
  letter->set_key("k");
  letter->set_value("\xff\x00{");
  const auto header = [&](const char* name, const char* value) {
    auto* added = letter->add_headers();
    added->set_name(name);
    added->set_value(value);
  };
  header("trace", "a1");
  header("raw", "\xff");
  const json::object object = ToJson(response);
  const json::object& shown = object.at("dead_letters").at(0).as_object();
  CHECK(shown.at("encoding") == "base64");
  CHECK(shown.at("key") == "aw==");
  CHECK(Serialize(shown.at("headers").as_array()) ==
        R"([{"name":"trace","value":"a1","encoding":"text"},{"name":"cmF3","value":"/w==","encoding":"base64"}])");
  CHECK(object.at("next_page").is_null());
}

TEST_CASE("SQL takes parameters as a list or by name") {
  const auto list = ParseRunSql(R"({"sql":"S","parameters":[{"name":"a","type":"UInt8","value":1}],"max_rows":5})");
  REQUIRE(list.ok());
  CHECK(list->parameters(0).type() == "UInt8");
  CHECK(list->parameters(0).value() == "1");
  CHECK(list->limits().rows_max() == 5);
  const auto names = ParseRunSql(R"({"sql":"S","parameters":{"a":"x","b":true,"c":1.5}})");
  REQUIRE(names.ok());
  CHECK(names->parameters_size() == 3);
  CHECK(names->parameters(2).value() == "1.5");
  CHECK_FALSE(ParseRunSql(R"({"sql":"S","parameters":{"a":{}}})").ok());
  CHECK_FALSE(ParseRunSql(R"({"sql":"S","parameters":7})").ok());
  CHECK_FALSE(ParseRunSql(R"({"sql":""})").ok());
  CHECK_FALSE(ParseRunSql(R"({"sql":"S","max_rows":0})").ok());
}

TEST_CASE("a question may fix its clock and leave out the running") {
  const auto request = ParseAsk(R"({"question":"q","now":"2026-11-21T12:00:00Z","execute":false,"tables":["a.b"]})");
  REQUIRE(request.ok());
  CHECK(request->now().seconds() == 1'795'262'400);
  CHECK(request->skip_execution());
  CHECK(request->tables(0) == "a.b");
  CHECK_FALSE(ParseAsk(R"({"question":"q"})")->skip_execution());
  CHECK_FALSE(ParseAsk(R"({"question":"q","now":"noon"})").ok());
  const auto chosen = ParseAsk(R"({"question":"q","readings":{"time":"last_7_days"}})");
  REQUIRE(chosen.ok());
  CHECK(chosen->readings().at("time") == "last_7_days");
  CHECK_FALSE(ParseAsk(R"({"question":"q","readings":{"time":7}})").ok());
  CHECK_FALSE(ParseAsk("{\"question\":\"" + std::string(2001, 'x') + "\"}").ok());
}

TEST_CASE("rows are joined across pieces wherever they are cut") {
  const std::string rows = "[1]\n[\"a\\n\"]\n[3]\n";
  for (size_t cut = 0; cut <= rows.size(); ++cut) {
    for (size_t second = cut; second <= rows.size(); ++second) {
      RowsJoiner joiner;
      std::string joined;
      for (std::string piece : {rows.substr(0, cut), rows.substr(cut, second - cut), rows.substr(second)}) {
        joiner.Join(&piece);
        joined += piece;
      }
      REQUIRE(joined == "[1],[\"a\\n\"],[3]");
    }
  }
}

TEST_CASE("the ledger as a file names its connection in each line") {
  ingest::v1::GetLedgerResponse ledger;
  ingest::v1::PartitionLedger* partition = ledger.add_partitions();
  partition->set_topic("orders.eu");
  partition->set_partition(3);
  partition->set_next_offset(12);
  partition->set_end_offset(15);
  partition->set_loaded(9);
  partition->set_dead_lettered(1);
  partition->set_skipped(3);
  partition->set_filtered(1);
  partition->set_duplicates(1);
  partition->set_pending(3);
  CHECK(LedgerCsv("c-1", ledger) ==
        "connection,partition,start_offset,next_offset,end_offset,loaded,dead_lettered,skipped,filtered,duplicates,pending,duplicated,"
        "topic\n"
        "c-1,3,0,12,15,9,1,3,1,1,3,0,orders.eu\n");
  const std::string lines = LedgerNdjson("c-1", ledger);
  CHECK(lines.find("{\"connection\":\"c-1\",\"topic\":\"orders.eu\",\"partition\":3,\"start_offset\":0,") == 0);
  CHECK(lines.ends_with("\"duplicated\":0}\n"));
}

TEST_CASE("Accept chooses the form of a result") {
  using query::v1::ResultFormat;
  CHECK(ChooseForm("")->format == ResultFormat::RESULT_FORMAT_JSON_ROWS);
  CHECK(ChooseForm("*/*")->format == ResultFormat::RESULT_FORMAT_JSON_ROWS);
  CHECK(ChooseForm("text/csv")->format == ResultFormat::RESULT_FORMAT_CSV);
  CHECK(ChooseForm("text/html, text/csv;q=0.5, application/x-ndjson;q=0.9")->format ==
        ResultFormat::RESULT_FORMAT_NDJSON);
  CHECK(ChooseForm("application/vnd.apache.arrow.stream")->format == ResultFormat::RESULT_FORMAT_ARROW);
  CHECK_FALSE(ChooseForm("text/html").ok());
  CHECK_FALSE(ChooseForm("text/csv;q=0").ok());
}

}  // namespace
}  // namespace aurora::gateway::api
