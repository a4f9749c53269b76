#include "gateway/api/questions/query_json.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "aurora/query/v1/query.pb.h"
#include "gateway/api/questions/export_request.h"

namespace aurora::gateway::api {
namespace {

using namespace query::v1;  // NOLINT: every message below is one of its own.

constexpr size_t kSqlBytesMax = 256 << 10;
constexpr size_t kQuestionBytesMax = 2000;
constexpr size_t kParametersMax = 1000;
constexpr size_t kParameterBytesMax = 64 << 10;
constexpr size_t kTablesMax = 100;
constexpr size_t kReadingsMax = 20;
constexpr size_t kReadingBytesMax = 200;

// The text that ClickHouse would print for a JSON scalar.
bool ScalarText(const json::value& value, std::string* text) {
  if (value.is_string()) {
    text->assign(value.get_string().data(), value.get_string().size());
    return text->size() <= kParameterBytesMax;
  }
  if (!value.is_number() && !value.is_bool()) return false;
  *text = Serialize(value);
  return true;
}

constexpr std::string_view kScalarHint = "must hold strings, numbers or booleans, each at most 64 KiB";

template <typename Request>
void ReadParameterList(ObjectReader& reader, const json::array& list, Request* request) {
  for (const json::value& item : list) {
    if (!item.is_object()) return reader.Fail("parameters", "must be a list of objects, or an object name -> value");
    ObjectReader one(item.get_object(), "parameters");
    Parameter* parameter = request->add_parameters();
    one.Require("name");
    one.Require("value");
    one.Text("name", parameter->mutable_name(), 128);
    one.Text("type", parameter->mutable_type(), 1024);
    const json::value* value = one.Any("value");
    if (value != nullptr && !ScalarText(*value, parameter->mutable_value())) one.Fail("value", kScalarHint);
    reader.Fail(one.Finish());
  }
}

void ReadSql(ObjectReader& reader, std::string* sql) {
  reader.Require("sql");
  if (reader.Text("sql", sql, kSqlBytesMax) && sql->empty()) reader.Fail("sql", "is empty");
}

void ReadLimits(ObjectReader& reader, ResultLimits* limits) {
  int64_t number = 0;
  if (reader.Integer("max_rows", &number, 1, INT64_MAX)) limits->set_rows_max(static_cast<uint64_t>(number));
}

json::value TextOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

template <typename Repeated>
json::array Texts(const Repeated& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::object FreshnessJson(const Freshness& freshness) {
  if (!freshness.has_complete_to()) return {{"complete_to", nullptr}, {"lag_ms", nullptr}};
  return {{"complete_to", TimestampJson(freshness.complete_to())}, {"lag_ms", freshness.lag_ms()}};
}

json::value ChartJson(const Reading& reading) {
  if (!reading.has_chart() || reading.chart().kind().empty()) return nullptr;
  const Chart& chart = reading.chart();
  return json::object{{"kind", chart.kind()},
                      {"x", TextOrNull(chart.x())},
                      {"y", Texts(chart.y())},
                      {"series", TextOrNull(chart.series())}};
}

json::value VerifiedJson(const Reading& reading) {
  if (!reading.has_verified()) return nullptr;
  const VerifiedBy& verified = reading.verified();
  return json::object{{"id", verified.id()}, {"made_by", verified.made_by()}, {"verified_at", TimestampJson(verified.verified_at())}};
}

json::object AssumptionJson(const Assumption& assumption) {
  json::object object{{"id", assumption.id()}, {"words", assumption.words()}, {"reading", assumption.reading()}};
  if (assumption.source() == ASSUMPTION_SOURCE_SAID) object["source"] = "said";
  if (assumption.source() == ASSUMPTION_SOURCE_GUESSED) object["source"] = "guessed";
  if (assumption.source() == ASSUMPTION_SOURCE_DEFINITION) object["source"] = "definition";
  if (assumption.alternatives().empty()) return object;
  json::array alternatives;
  for (const AssumptionAlternative& other : assumption.alternatives()) {
    alternatives.push_back(json::object{{"id", other.id()}, {"reading", other.reading()}});
  }
  object["alternatives"] = std::move(alternatives);
  return object;
}

json::object ModelUseJson(const ModelUse& use) {
  return {{"tokens_in", use.tokens_in()}, {"tokens_out", use.tokens_out()}, {"cost", use.cost()}, {"cached", use.cached()}};
}

// Readings that a person chose: assumption id -> alternative id.
void ReadReadings(ObjectReader& parent, AskRequest* request) {
  const json::object* readings = parent.Object("readings");
  if (readings == nullptr) return;
  if (readings->size() > kReadingsMax) return parent.Fail("readings", absl::StrCat("has more than ", kReadingsMax, " members"));
  ObjectReader reader(*readings, parent.Path("readings"));
  for (const auto& member : *readings) {
    const std::string key(member.key().data(), member.key().size());
    reader.Text(key, &(*request->mutable_readings())[key], kReadingBytesMax);
  }
  parent.Fail(reader.Finish());
}

const char* StatusName(AskStatus status) {
  switch (status) {
    case ASK_STATUS_ANSWERED: return "answered";
    case ASK_STATUS_CLARIFY: return "clarify";
    default: return "refused";
  }
}

}  // namespace

template <typename Request>
void ReadParameters(ObjectReader& reader, Request* request) {
  const json::value* value = reader.Any("parameters");
  if (value == nullptr) return;
  const size_t count = value->is_array() ? value->get_array().size() : value->is_object() ? value->get_object().size() : 0;
  if (count > kParametersMax) return reader.Fail("parameters", absl::StrCat("has more than ", kParametersMax, " items"));
  if (value->is_array()) return ReadParameterList(reader, value->get_array(), request);
  if (!value->is_object()) return reader.Fail("parameters", "must be a list of objects, or an object name -> value");
  for (const auto& member : value->get_object()) {
    Parameter* parameter = request->add_parameters();
    parameter->set_name(std::string(member.key().data(), member.key().size()));
    if (!ScalarText(member.value(), parameter->mutable_value())) return reader.Fail("parameters", kScalarHint);
  }
}

template void ReadParameters(ObjectReader&, AddVerifiedAnswerRequest*);

absl::StatusOr<RunSqlRequest> ParseRunSql(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  RunSqlRequest request;
  ObjectReader reader(*object);
  ReadSql(reader, request.mutable_sql());
  ReadParameters(reader, &request);
  ReadLimits(reader, request.mutable_limits());
  int64_t bytes_max = 0;
  if (reader.Integer("max_bytes", &bytes_max, 1, INT64_MAX)) {
    request.mutable_limits()->set_bytes_max(static_cast<uint64_t>(bytes_max));
  }
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<ExportRequest> ParseExport(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  ExportRequest request;
  ObjectReader reader(*object, ObjectReader::Subject{"export"});
  ReadSql(reader, request.statement.mutable_sql());
  ReadParameters(reader, &request.statement);
  reader.Require("format");
  reader.Text("format", &request.format);
  // All rows: the query engine cuts at its own maximum.
  request.statement.mutable_limits()->set_rows_max(INT64_MAX);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<AskRequest> ParseAsk(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  AskRequest request;
  ObjectReader reader(*object);
  reader.Require("question");
  if (reader.Text("question", request.mutable_question(), kQuestionBytesMax) && request.question().empty()) {
    reader.Fail("question", "is empty");
  }
  reader.Text("conversation_id", request.mutable_conversation_id(), 64);
  std::string now;
  if (reader.Text("now", &now)) {
    absl::StatusOr<absl::Time> time = ParseTimestamp(now);
    if (time.ok()) {
      ToProto(*time, request.mutable_now());
    } else {
      reader.Fail("now", std::string(time.status().message()));
    }
  }
  std::vector<std::string> tables;
  reader.Texts("tables", &tables, kTablesMax);
  for (std::string& table : tables) request.add_tables(std::move(table));
  ReadReadings(reader, &request);
  bool execute = true;
  reader.Boolean("execute", &execute);
  request.set_skip_execution(!execute);
  ReadLimits(reader, request.mutable_limits());
  request.set_format(RESULT_FORMAT_JSON_ROWS);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<ExplainSqlRequest> ParseExplain(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  ExplainSqlRequest request;
  ObjectReader reader(*object);
  ReadSql(reader, request.mutable_sql());
  ReadParameters(reader, &request);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<SuggestQuestionsRequest> ParseSuggest(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body, true);
  if (!object.ok()) return object.status();
  SuggestQuestionsRequest request;
  ObjectReader reader(*object);
  reader.Text("table", request.mutable_table(), 257);
  int64_t limit = 0;
  if (reader.Integer("limit", &limit, 1, 20)) request.set_limit(static_cast<uint32_t>(limit));
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

json::object ToJson(const Table& table) {
  json::array columns;
  for (const Column& column : table.columns()) {
    columns.push_back(json::object{{"name", column.name()},
                                   {"type", column.type()},
                                   {"comment", column.comment()},
                                   {"values", Texts(column.values())}});
  }
  return {{"database", table.database()},
          {"table", table.table()},
          {"comment", table.comment()},
          {"rows", table.rows()},
          {"bytes", table.bytes()},
          {"time_column", TextOrNull(table.time_column())},
          {"freshness", FreshnessJson(table.freshness())},
          {"columns", std::move(columns)}};
}

json::object ToJson(const ListTablesResponse& response) {
  json::array tables;
  for (const Table& table : response.tables()) tables.push_back(ToJson(table));
  return {{"tables", std::move(tables)}};
}

json::object ToJson(const ExplainSqlResponse& response) {
  return {{"words", response.words()},
          {"tables", Texts(response.tables())},
          {"rows_estimated", response.rows_estimated()},
          {"parts_estimated", response.parts_estimated()}};
}

json::object ToJson(const SuggestQuestionsResponse& response) { return {{"questions", Texts(response.questions())}}; }

json::array ParametersJson(const google::protobuf::RepeatedPtrField<Parameter>& parameters) {
  json::array list;
  for (const Parameter& parameter : parameters) {
    list.push_back(json::object{{"name", parameter.name()}, {"type", parameter.type()}, {"value", parameter.value()}});
  }
  return list;
}

json::object ToJson(const Reading& reading) {
  json::array assumptions;
  for (const Assumption& assumption : reading.assumptions()) assumptions.push_back(AssumptionJson(assumption));
  json::array alternatives;
  for (const Alternative& alternative : reading.alternatives()) {
    alternatives.push_back(json::object{
        {"question", alternative.question()}, {"sql", alternative.sql()}, {"reason", alternative.reason()}});
  }
  json::array used;
  for (const UsedKnowledge& one : reading.used()) {
    used.push_back(json::object{{"kind", one.kind()}, {"id", one.id()}, {"name", one.name()}, {"text", one.text()}});
  }
  json::object object{{"status", StatusName(reading.status())},
                      {"sql", reading.sql()},
                      {"parameters", ParametersJson(reading.parameters())},
                      {"interpretation", reading.interpretation()},
                      {"assumptions", std::move(assumptions)},
                      {"confidence", reading.confidence()},
                      {"generator", reading.generator()},
                      {"chart", ChartJson(reading)},
                      {"conversation_id", reading.conversation_id()},
                      {"alternatives", std::move(alternatives)},
                      {"sources", Texts(reading.sources())},
                      {"answer_id", reading.answer_id()},
                      {"verified", VerifiedJson(reading)},
                      {"used", std::move(used)},
                      {"warnings", Texts(reading.warnings())}};
  if (reading.has_model_use()) object["model_use"] = ModelUseJson(reading.model_use());
  return object;
}

json::object ToJson(const Started& started) {
  json::array columns;
  for (const ResultColumn& column : started.columns()) {
    columns.push_back(json::object{{"name", column.name()}, {"type", column.type()}});
  }
  return {{"query_id", started.query_id()}, {"columns", std::move(columns)}};
}

json::object ToJson(const Finished& finished) {
  const QueryStats& stats = finished.stats();
  return {{"stats", json::object{{"rows_read", stats.rows_read()},
                                 {"bytes_read", stats.bytes_read()},
                                 {"result_rows", stats.result_rows()},
                                 {"result_bytes", stats.result_bytes()},
                                 {"elapsed_ms", stats.elapsed_ms()}}},
          {"freshness", FreshnessJson(finished.freshness())},
          {"truncated", finished.truncated()}};
}

void RowsJoiner::Join(std::string* bytes) {
  if (bytes->empty()) return;
  const bool separator_first = separator_pending_;
  separator_pending_ = bytes->back() == '\n';
  if (separator_pending_) bytes->pop_back();
  std::replace(bytes->begin(), bytes->end(), '\n', ',');
  if (separator_first) bytes->insert(bytes->begin(), ',');
}

}  // namespace aurora::gateway::api
