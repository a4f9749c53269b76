#include <set>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/api/connections/limits.h"
#include "gateway/api/connections/transforms_json.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using namespace ingest::v1;  // NOLINT: every message below is one of its own.

constexpr size_t kBrokersBytesMax = 4096;
constexpr size_t kTopicsMax = 1000;
constexpr size_t kTopicPatternBytesMax = 1000;
constexpr size_t kPemBytesMax = 256 << 10;
constexpr size_t kFieldsMax = 2000;
constexpr int64_t kSamplesMax = 10'000;
constexpr int64_t kWaitMsMax = 60'000;
constexpr size_t kColumnChangesMax = 100;
constexpr size_t kProposalsMax = 200;
constexpr size_t kReplayOffsetsMax = 1000;

constexpr std::pair<std::string_view, SecurityProtocol> kProtocols[] = {
    {"plaintext", SECURITY_PROTOCOL_PLAINTEXT},
    {"ssl", SECURITY_PROTOCOL_SSL},
    {"sasl_plaintext", SECURITY_PROTOCOL_SASL_PLAINTEXT},
    {"sasl_ssl", SECURITY_PROTOCOL_SASL_SSL}};
constexpr std::pair<std::string_view, SaslMechanism> kMechanisms[] = {
    {"PLAIN", SASL_MECHANISM_PLAIN},
    {"SCRAM-SHA-256", SASL_MECHANISM_SCRAM_SHA_256},
    {"SCRAM-SHA-512", SASL_MECHANISM_SCRAM_SHA_512},
    {"OAUTHBEARER", SASL_MECHANISM_OAUTHBEARER}};
constexpr std::pair<std::string_view, schema::v1::EpochUnit> kEpochUnits[] = {
    {"seconds", schema::v1::EPOCH_UNIT_SECONDS},
    {"milliseconds", schema::v1::EPOCH_UNIT_MILLISECONDS},
    {"microseconds", schema::v1::EPOCH_UNIT_MICROSECONDS}};

constexpr std::pair<std::string_view, EvolutionPolicy> kPolicies[] = {
    {"add", EVOLUTION_POLICY_ADD}, {"freeze", EVOLUTION_POLICY_FREEZE}, {"review", EVOLUTION_POLICY_REVIEW}};
constexpr std::pair<std::string_view, FormatKind> kFormatKinds[] = {
    {"json", FORMAT_KIND_JSON}, {"raw", FORMAT_KIND_RAW},           {"csv", FORMAT_KIND_CSV},
    {"avro", FORMAT_KIND_AVRO}, {"protobuf", FORMAT_KIND_PROTOBUF}, {"json_schema", FORMAT_KIND_JSON_SCHEMA}};
constexpr std::pair<std::string_view, Several> kSeveral[] = {
    {"auto", SEVERAL_UNSPECIFIED}, {"never", SEVERAL_NEVER}, {"rows", SEVERAL_ROWS}};
constexpr std::pair<std::string_view, Envelope> kEnvelopes[] = {{"none", ENVELOPE_UNSPECIFIED},
                                                                {"debezium", ENVELOPE_DEBEZIUM}};

// The value of a name among the choices, or a failure that lists them.
template <typename Choices, typename Set>
void ReadChoice(ObjectReader& reader, std::string_view name, const Choices& choices, const Set& set) {
  std::string text;
  if (!reader.Text(name, &text)) return;
  std::string known;
  for (const auto& [word, value] : choices) {
    if (word == text) return set(value);
    base::StrAppend(&known, known.empty() ? "" : ", ", word);
  }
  reader.Fail(name, base::StrCat("must be one of ", known));
}

void ReadSecurity(ObjectReader& parent, Security* security) {
  const json::object* object = parent.Object("security");
  if (object == nullptr) return;
  ObjectReader reader(*object, "security");
  ReadChoice(reader, "protocol", kProtocols, [&](auto value) { security->set_protocol(value); });
  reader.Text("ca_certificate", security->mutable_ca_certificate(), kPemBytesMax);
  reader.Text("client_certificate", security->mutable_client_certificate(), kPemBytesMax);
  reader.Text("client_key", security->mutable_client_key(), kPemBytesMax);
  ReadChoice(reader, "sasl_mechanism", kMechanisms, [&](auto value) { security->set_sasl_mechanism(value); });
  reader.Text("username", security->mutable_username());
  reader.Text("password", security->mutable_password());
  reader.Text("token_url", security->mutable_token_url());
  reader.Text("scope", security->mutable_scope());
  parent.Fail(reader.Finish());
}

void ReadBrokers(ObjectReader& reader, Brokers* brokers) {
  reader.Require("brokers");
  if (reader.Text("brokers", brokers->mutable_bootstrap_servers(), kBrokersBytesMax) &&
      brokers->bootstrap_servers().empty()) {
    reader.Fail("brokers", "is empty; give host:port,host:port");
  }
  ReadSecurity(reader, brokers->mutable_security());
}

void ReadCsv(ObjectReader& parent, CsvOptions* csv) {
  const json::object* object = parent.Object("csv");
  if (object == nullptr) return;
  ObjectReader reader(*object, "format.csv");
  reader.Text("delimiter", csv->mutable_delimiter(), 4);
  reader.Text("quote", csv->mutable_quote(), 4);
  std::vector<std::string> columns;
  reader.Texts("columns", &columns, kFieldsMax);
  for (std::string& column : columns) csv->add_columns(std::move(column));
  parent.Fail(reader.Finish());
}

void ReadRegistry(ObjectReader& parent, SchemaRegistry* registry) {
  const json::object* object = parent.Object("registry");
  if (object == nullptr) return;
  ObjectReader reader(*object, "format.registry");
  reader.Require("url");
  reader.Text("url", registry->mutable_url());
  reader.Text("username", registry->mutable_username());
  reader.Text("password", registry->mutable_password());
  reader.Text("ca_certificate", registry->mutable_ca_certificate(), kPemBytesMax);
  parent.Fail(reader.Finish());
}

// What does not go together is refused by ingest, which knows the formats.
template <typename Request>
void ReadFormat(ObjectReader& parent, Request* request) {
  const json::object* object = parent.Object("format");
  if (object == nullptr) return;
  MessageFormat* format = request->mutable_format();
  ObjectReader reader(*object, "format");
  ReadChoice(reader, "kind", kFormatKinds, [&](auto kind) { format->set_kind(kind); });
  ReadChoice(reader, "envelope", kEnvelopes, [&](auto envelope) { format->set_envelope(envelope); });
  ReadChoice(reader, "several", kSeveral, [&](auto several) { format->set_several(several); });
  ReadCsv(reader, format->mutable_csv());
  ReadRegistry(reader, format->mutable_registry());
  parent.Fail(reader.Finish());
}

// One of topic, topics and topic_pattern, of a preview or a connection.
template <typename Request>
void ReadSource(ObjectReader& reader, Request* request) {
  int said = 0;
  if (reader.Text("topic", request->mutable_topic(), kTopicBytesMax)) {
    ++said;
    if (request->topic().empty()) reader.Fail("topic", "is empty");
  }
  std::vector<std::string> topics;
  if (reader.Texts("topics", &topics, kTopicsMax)) {
    ++said;
    if (topics.empty()) reader.Fail("topics", "is empty; name at least one topic");
    for (std::string& topic : topics) request->add_topics(std::move(topic));
  }
  if (reader.Text("topic_pattern", request->mutable_topic_pattern(), kTopicPatternBytesMax)) {
    ++said;
    if (request->topic_pattern().empty()) reader.Fail("topic_pattern", "is empty");
  }
  if (said == 0) reader.Fail("topic", "is missing; give topic, topics or topic_pattern");
  if (said > 1) reader.Fail("topic", "cannot stand beside topics or topic_pattern; give one of the three");
}

// "0:17,1:4": partition and offset, a partition once; "orders.eu:0:17" where there are several topics.
bool ReadOffsets(const std::string& text, PartitionOffsets* out) {
  std::set<std::pair<std::string, int32_t>> seen;
  for (const absl::string_view entry : absl::StrSplit(text, ',')) {
    const std::vector<absl::string_view> parts = absl::StrSplit(entry, ':');
    if (parts.size() != 2 && parts.size() != 3) return false;
    const std::string topic = parts.size() == 3 ? std::string(parts[0]) : std::string();
    int32_t partition = 0;
    int64_t offset = 0;
    if (!absl::SimpleAtoi(parts[parts.size() - 2], &partition) || !absl::SimpleAtoi(parts.back(), &offset) ||
        partition < 0 || offset < 0 || (parts.size() == 3 && topic.empty()) || !seen.insert({topic, partition}).second) {
      return false;
    }
    if (topic.empty()) {
      (*out->mutable_offsets())[partition] = offset;
      continue;
    }
    TopicOffset* place = out->add_topic_offsets();
    place->set_topic(topic);
    place->set_partition(partition);
    place->set_offset(offset);
  }
  return true;
}

void ReadStart(ObjectReader& reader, StartPosition* start) {
  std::string text = "earliest";
  reader.Text("start", &text);
  if (text == "earliest") {
    start->set_earliest(true);
  } else if (text == "latest") {
    start->set_latest(true);
  } else if (absl::StatusOr<absl::Time> time = ParseTimestamp(text); time.ok()) {
    ToProto(*time, start->mutable_time());
  } else if (!ReadOffsets(text, start->mutable_offsets())) {
    reader.Fail("start",
                "must be earliest, latest, an RFC 3339 time such as 2026-11-21T14:00:00Z, or an offset for each partition such "
                "as 0:1200,1:1180 (of several topics: orders.eu:0:1200)");
  }
}

void ReadTableName(ObjectReader& reader, std::string* database, std::string* table) {
  std::string text;
  if (!reader.Text("table", &text, 257)) return;
  const size_t dot = text.find('.');
  if (dot == 0 || dot == std::string::npos || dot + 1 == text.size() || text.find('.', dot + 1) != std::string::npos) {
    return reader.Fail("table", "must be database.table, e.g. shop.orders");
  }
  *database = text.substr(0, dot);
  *table = text.substr(dot + 1);
}

void ReadField(ObjectReader& parent, const json::value& value, schema::v1::Field* field) {
  if (!value.is_object()) return parent.Fail("fields", "must be a list of objects");
  ObjectReader reader(value.get_object(), "schema.fields");
  reader.Require("name");
  reader.Require("type");
  reader.Text("name", field->mutable_name());
  reader.Text("type", field->mutable_type());
  std::vector<std::string> path;
  reader.Texts("path", &path, 64);
  for (std::string& step : path) field->add_path(std::move(step));
  reader.Text("comment", field->mutable_comment());
  ReadChoice(reader, "epoch_unit", kEpochUnits, [&](auto unit) { field->set_epoch_unit(unit); });
  parent.Fail(reader.Finish());
}

void ReadSchema(ObjectReader& parent, schema::v1::TableSchema* schema, const json::object& object) {
  ObjectReader reader(object, "schema");
  reader.Require("database");
  reader.Require("table");
  reader.Require("fields");
  reader.Text("database", schema->mutable_database());
  reader.Text("table", schema->mutable_table());
  if (const json::array* fields = reader.Array("fields"); fields != nullptr) {
    if (fields->size() > kFieldsMax) reader.Fail("fields", absl::StrCat("has more than ", kFieldsMax, " items"));
    for (const json::value& field : *fields) ReadField(reader, field, schema->add_fields());
  }
  reader.Text("time_column", schema->mutable_time_column());
  reader.Text("partition_by", schema->mutable_partition_by());
  std::vector<std::string> order_by;
  reader.Texts("order_by", &order_by, 64);
  for (std::string& column : order_by) schema->add_order_by(std::move(column));
  reader.Text("comment", schema->mutable_comment());
  reader.Text("version_column", schema->mutable_version_column());
  reader.Text("deleted_column", schema->mutable_deleted_column());
  int64_t version = 0;
  if (reader.Integer("version", &version, 0, UINT32_MAX)) schema->set_version(static_cast<uint32_t>(version));
  parent.Fail(reader.Finish());
}

// Of bounds, or of a change of them: the same members.
template <typename Batch>
void ReadBatch(ObjectReader& parent, Batch* batch) {
  const json::object* object = parent.Object("batch");
  if (object == nullptr) return;
  ObjectReader reader(*object, "batch");
  int64_t number = 0;
  if (reader.Integer("rows_max", &number, 0, UINT32_MAX)) batch->set_rows_max(static_cast<uint32_t>(number));
  if (reader.Integer("bytes_max", &number, 0, INT64_MAX)) batch->set_bytes_max(static_cast<uint64_t>(number));
  if (reader.Integer("delay_ms_max", &number, 0, UINT32_MAX)) batch->set_delay_ms_max(static_cast<uint32_t>(number));
  parent.Fail(reader.Finish());
}

// Null or absent: nothing is said about it.
template <typename Request>
void ReadStopAbove(ObjectReader& parent, Request* request) {
  const json::object* object = parent.Object("stop_above");
  if (object == nullptr) return;
  StopAbove* rule = request->mutable_stop_above();
  ObjectReader reader(*object, "stop_above");
  reader.Require("share");
  if (const json::value* share = reader.Any("share"); share != nullptr) {
    const double number = share->is_number() ? share->to_number<double>() : -1;
    if (number < 0 || number > 1) reader.Fail("share", "must be a number from 0 (never) to 1");
    rule->set_share(number);
  }
  int64_t window = 0;
  if (reader.Integer("window", &window, 10, 1'000'000)) rule->set_window(static_cast<uint32_t>(window));
  parent.Fail(reader.Finish());
}

EvolutionPolicy ReadEvolution(ObjectReader& parent) {
  EvolutionPolicy policy = EVOLUTION_POLICY_UNSPECIFIED;
  const json::object* object = parent.Object("evolution");
  if (object == nullptr) return policy;
  ObjectReader reader(*object, "evolution");
  reader.Require("policy");
  ReadChoice(reader, "policy", kPolicies, [&](auto value) { policy = value; });
  parent.Fail(reader.Finish());
  return policy;
}

void ReadColumnChange(ObjectReader& parent, const json::value& value, ColumnChange* column) {
  if (!value.is_object()) return parent.Fail("columns", "must be a list of objects with name and type");
  ObjectReader reader(value.get_object(), "columns");
  reader.Require("name");
  reader.Require("type");
  reader.Text("name", column->mutable_name());
  reader.Text("type", column->mutable_type());
  parent.Fail(reader.Finish());
}

void ReadPlace(ObjectReader& parent, const json::value& value, DeadLetterPlace* place) {
  if (!value.is_object()) return parent.Fail("offsets", "must be a list of objects with partition and offset");
  ObjectReader reader(value.get_object(), "offsets");
  reader.Require("partition");
  reader.Require("offset");
  reader.Text("topic", place->mutable_topic(), kTopicBytesMax);
  int64_t number = 0;
  if (reader.Integer("partition", &number, 0, INT32_MAX)) place->set_partition(static_cast<int32_t>(number));
  if (reader.Integer("offset", &number, 0, INT64_MAX)) place->set_offset(number);
  parent.Fail(reader.Finish());
}

}  // namespace

absl::StatusOr<UpdateConnectionRequest> ParseConnectionChange(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  UpdateConnectionRequest request;
  ObjectReader reader(*object);
  request.set_evolution_policy(ReadEvolution(reader));
  ReadBatch(reader, request.mutable_batch());
  ReadStopAbove(reader, &request);
  if (const json::array* columns = reader.Array("columns"); columns != nullptr) {
    if (columns->size() > kColumnChangesMax) {
      reader.Fail("columns", absl::StrCat("has more than ", kColumnChangesMax, " items"));
    }
    for (const json::value& column : *columns) ReadColumnChange(reader, column, request.add_columns());
  }
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<std::vector<std::string>> ParseProposalChoice(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body, /*optional=*/true);
  if (!object.ok()) return object.status();
  std::vector<std::string> columns;
  ObjectReader reader(*object);
  // An empty list is a mistake that must not mean all of them.
  if (reader.Texts("columns", &columns, kProposalsMax) && columns.empty()) {
    reader.Fail("columns", "is empty; leave it out to mean all open proposals");
  }
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return columns;
}

absl::StatusOr<ReplayDeadLettersRequest> ParseReplay(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  ReplayDeadLettersRequest request;
  ObjectReader reader(*object, ObjectReader::Subject{"replay"});
  DeadLetterChoice* choice = request.mutable_choice();
  bool all = false;
  if (reader.Boolean("all", &all)) choice->set_all(all);
  if (reader.Text("reason", choice->mutable_reason(), kReasonBytesMax) && choice->reason().empty()) {
    reader.Fail("reason", "is empty; give a code such as type_mismatch, or words of the reason");
  }
  if (const json::array* offsets = reader.Array("offsets"); offsets != nullptr) {
    if (offsets->empty() || offsets->size() > kReplayOffsetsMax) {
      reader.Fail("offsets", absl::StrCat("must have from 1 to ", kReplayOffsetsMax, " items"));
    }
    for (const json::value& offset : *offsets) ReadPlace(reader, offset, choice->add_places());
  }
  reader.Text("page", request.mutable_page(), 512);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  if ((choice->all() ? 1 : 0) + (choice->reason().empty() ? 0 : 1) + (choice->places().empty() ? 0 : 1) != 1) {
    return absl::InvalidArgumentError("say which dead letters, by one of all (true), reason or offsets");
  }
  return request;
}

absl::StatusOr<TestConnectionRequest> ParseTestConnection(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  TestConnectionRequest request;
  ObjectReader reader(*object);
  ReadBrokers(reader, request.mutable_brokers());
  reader.Text("topic", request.mutable_topic(), kTopicBytesMax);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<PreviewTopicRequest> ParsePreviewTopic(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  PreviewTopicRequest request;
  ObjectReader reader(*object);
  ReadBrokers(reader, request.mutable_brokers());
  ReadSource(reader, &request);
  ReadStart(reader, request.mutable_start());
  int64_t messages_max = 0;
  if (reader.Integer("messages_max", &messages_max, 1, kSamplesMax)) {
    request.set_messages_max(static_cast<uint32_t>(messages_max));
  }
  ReadTableName(reader, request.mutable_database(), request.mutable_table());
  ReadFormat(reader, &request);
  ReadTransforms(reader, request.mutable_transforms());
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<CreateConnectionRequest> ParseNewConnection(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  CreateConnectionRequest request;
  ObjectReader reader(*object);
  ReadBrokers(reader, request.mutable_brokers());
  ReadSource(reader, &request);
  ReadStart(reader, request.mutable_start());
  ReadTableName(reader, request.mutable_database(), request.mutable_table());
  if (const json::object* schema = reader.Object("schema"); schema != nullptr) {
    ReadSchema(reader, request.mutable_schema(), *schema);
  }
  ReadBatch(reader, request.mutable_batch());
  request.set_evolution_policy(ReadEvolution(reader));
  ReadStopAbove(reader, &request);
  ReadFormat(reader, &request);
  ReadTransforms(reader, request.mutable_transforms());
  int64_t wait_ms = 0;
  if (reader.Integer("wait_ms_max", &wait_ms, 0, kWaitMsMax)) request.set_wait_ms_max(static_cast<uint32_t>(wait_ms));
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

}  // namespace aurora::gateway::api
