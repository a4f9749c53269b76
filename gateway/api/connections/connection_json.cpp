#include "gateway/api/connections/connection_json.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "gateway/api/connections/transforms_json.h"

namespace aurora::gateway::api {
namespace {

using namespace ingest::v1;  // NOLINT: every message below is one of its own.

template <typename Message>
json::value TimeOrNull(const Message& message, bool present) {
  return present ? TimestampJson(message) : json::value(nullptr);
}

// Key and value of a message, in the one encoding that carries both.
void AddBytes(const std::string& key, const std::string& value, json::object* object) {
  const bool text = IsUtf8(key) && IsUtf8(value);
  (*object)["key"] = text ? key : Base64(key);
  (*object)["value"] = text ? value : Base64(value);
  (*object)["encoding"] = text ? "text" : "base64";
}

const char* LayerName(Layer layer) {
  switch (layer) {
    case LAYER_DNS: return "dns";
    case LAYER_TCP: return "tcp";
    case LAYER_TLS: return "tls";
    case LAYER_SASL: return "sasl";
    case LAYER_ACL: return "acl";
    default: return "topic";
  }
}

const char* StateName(ConnectionState state) {
  switch (state) {
    case CONNECTION_STATE_WAITING: return "waiting";
    case CONNECTION_STATE_RUNNING: return "running";
    case CONNECTION_STATE_PAUSED: return "paused";
    case CONNECTION_STATE_FAILING: return "failing";
    case CONNECTION_STATE_STOPPED: return "stopped";
    default: return "starting";
  }
}

// Null without the rule.
json::value StopAboveJson(const Connection& connection) {
  const StopAbove& rule = connection.stop_above();
  if (rule.share() <= 0) return nullptr;
  return json::object{{"share", rule.share()}, {"window", rule.window()}};
}

json::object SecurityJson(const Security& security) {
  json::object object;
  switch (security.protocol()) {
    case SECURITY_PROTOCOL_SSL: object["protocol"] = "ssl"; break;
    case SECURITY_PROTOCOL_SASL_PLAINTEXT: object["protocol"] = "sasl_plaintext"; break;
    case SECURITY_PROTOCOL_SASL_SSL: object["protocol"] = "sasl_ssl"; break;
    default: object["protocol"] = "plaintext"; break;
  }
  switch (security.sasl_mechanism()) {
    case SASL_MECHANISM_PLAIN: object["sasl_mechanism"] = "PLAIN"; break;
    case SASL_MECHANISM_SCRAM_SHA_256: object["sasl_mechanism"] = "SCRAM-SHA-256"; break;
    case SASL_MECHANISM_SCRAM_SHA_512: object["sasl_mechanism"] = "SCRAM-SHA-512"; break;
    case SASL_MECHANISM_OAUTHBEARER: object["sasl_mechanism"] = "OAUTHBEARER"; break;
    default: break;
  }
  // Never client_key and password, whatever a service sends.
  if (!security.username().empty()) object["username"] = security.username();
  if (!security.token_url().empty()) object["token_url"] = security.token_url();
  if (!security.scope().empty()) object["scope"] = security.scope();
  if (!security.ca_certificate().empty()) object["ca_certificate"] = security.ca_certificate();
  if (!security.client_certificate().empty()) object["client_certificate"] = security.client_certificate();
  return object;
}

const char* FormatName(FormatKind kind) {
  switch (kind) {
    case FORMAT_KIND_RAW: return "raw";
    case FORMAT_KIND_CSV: return "csv";
    case FORMAT_KIND_AVRO: return "avro";
    case FORMAT_KIND_PROTOBUF: return "protobuf";
    case FORMAT_KIND_JSON_SCHEMA: return "json_schema";
    default: return "json";
  }
}

json::value EpochUnitJson(schema::v1::EpochUnit unit) {
  switch (unit) {
    case schema::v1::EPOCH_UNIT_SECONDS: return "seconds";
    case schema::v1::EPOCH_UNIT_MILLISECONDS: return "milliseconds";
    case schema::v1::EPOCH_UNIT_MICROSECONDS: return "microseconds";
    default: return nullptr;
  }
}

template <typename Repeated>
json::array Texts(const Repeated& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::string_view SeveralName(Several several) {
  switch (several) {
    case SEVERAL_NEVER: return "never";
    case SEVERAL_ROWS: return "rows";
    default: return "auto";
  }
}

json::object FormatJson(const MessageFormat& format) {
  json::object object{{"kind", FormatName(format.kind())},
                      {"envelope", format.envelope() == ENVELOPE_DEBEZIUM ? "debezium" : "none"}};
  const bool is_json = format.kind() == FORMAT_KIND_UNSPECIFIED || format.kind() == FORMAT_KIND_JSON;
  const bool json_events = is_json && format.envelope() == ENVELOPE_UNSPECIFIED;
  if (json_events) object["several"] = SeveralName(format.several());
  if (format.has_csv()) {
    object["csv"] = json::object{{"delimiter", format.csv().delimiter()},
                                 {"quote", format.csv().quote()},
                                 {"columns", Texts(format.csv().columns())}};
  }
  if (format.has_registry()) {
    // Never the password, whatever a service sends.
    json::object registry{{"url", format.registry().url()}};
    if (!format.registry().username().empty()) registry["username"] = format.registry().username();
    if (!format.registry().ca_certificate().empty()) registry["ca_certificate"] = format.registry().ca_certificate();
    object["registry"] = std::move(registry);
  }
  return object;
}

json::value SchemaJson(const schema::v1::TableSchema& schema) {
  if (schema.fields().empty()) return nullptr;
  json::array fields;
  for (const schema::v1::Field& field : schema.fields()) {
    fields.push_back(json::object{{"name", field.name()},
                                  {"type", field.type()},
                                  {"path", Texts(field.path())},
                                  {"comment", field.comment()},
                                  {"epoch_unit", EpochUnitJson(field.epoch_unit())}});
  }
  return json::object{{"database", schema.database()},
                      {"table", schema.table()},
                      {"fields", std::move(fields)},
                      {"time_column", schema.time_column()},
                      {"partition_by", schema.partition_by()},
                      {"order_by", Texts(schema.order_by())},
                      {"comment", schema.comment()},
                      {"version", schema.version()},
                      {"version_column", schema.version_column()},
                      {"deleted_column", schema.deleted_column()}};
}

json::object ProgressJson(const ConnectionProgress& progress) {
  json::array partitions;
  for (const PartitionProgress& partition : progress.partitions()) {
    partitions.push_back(json::object{{"topic", partition.topic()},
                                      {"partition", partition.partition()},
                                      {"committed_offset", partition.committed_offset()},
                                      {"end_offset", partition.end_offset()}});
  }
  return {{"lag_messages", progress.lag_messages()},
          {"freshness_ms", progress.freshness_ms()},
          {"messages_per_second", progress.messages_per_second()},
          {"bytes_per_second", progress.bytes_per_second()},
          {"rows_written", progress.rows_written()},
          {"dead_letters", progress.dead_letters()},
          {"batches", progress.batches()},
          {"newest_event", TimeOrNull(progress.newest_event(), progress.has_newest_event())},
          {"partitions", std::move(partitions)}};
}

json::value LastErrorJson(const Connection& connection) {
  if (!connection.has_last_error() || connection.last_error().message().empty()) return nullptr;
  const LastError& error = connection.last_error();
  return json::object{
      {"at", TimeOrNull(error.at(), error.has_at())}, {"code", error.code()}, {"message", error.message()}};
}

const char* PolicyName(EvolutionPolicy policy) {
  switch (policy) {
    case EVOLUTION_POLICY_FREEZE: return "freeze";
    case EVOLUTION_POLICY_REVIEW: return "review";
    default: return "add";
  }
}

const char* ChangeName(SchemaChangeKind kind) {
  switch (kind) {
    case SCHEMA_CHANGE_KIND_NULLABLE: return "nullable";
    case SCHEMA_CHANGE_KIND_WIDEN: return "widen";
    default: return "add";
  }
}

json::array WarningsJson(const Connection& connection) {
  json::array warnings;
  for (const ConnectionWarning& warning : connection.warnings()) {
    warnings.push_back(json::object{{"at", TimeOrNull(warning.at(), warning.has_at())},
                                    {"code", warning.code()},
                                    {"message", warning.message()}});
  }
  return warnings;
}

const char* TopicStateName(TopicState state) {
  switch (state) {
    case TOPIC_STATE_MISSING: return "missing";
    case TOPIC_STATE_NOT_AUTHORIZED: return "not_authorized";
    default: return "readable";
  }
}

// Of a connection of one topic that one, so that nobody has to ask which of the two it is.
json::array TopicsJson(const Connection& connection) {
  if (!connection.topic().empty()) return {json::object{{"name", connection.topic()}, {"state", "readable"}}};
  json::array topics;
  for (const ConnectionTopic& topic : connection.topics()) {
    topics.push_back(json::object{{"name", topic.name()}, {"state", TopicStateName(topic.state())}});
  }
  return topics;
}

std::string TableName(const Connection& connection) {
  return absl::StrCat(connection.schema().database(), ".", connection.schema().table());
}

}  // namespace

json::object ToJson(const TestConnectionResponse& response) {
  json::array layers;
  for (const LayerResult& layer : response.layers()) {
    layers.push_back(json::object{{"layer", LayerName(layer.layer())},
                                  {"ok", layer.ok()},
                                  {"broker", layer.broker()},
                                  {"elapsed_ms", layer.elapsed_ms()},
                                  {"message", layer.message()},
                                  {"remedy", layer.remedy()}});
  }
  json::array topics;
  for (const TopicSummary& topic : response.topics()) {
    topics.push_back(json::object{{"name", topic.name()}, {"partitions", topic.partitions()}});
  }
  return {{"reachable", response.reachable()}, {"layers", std::move(layers)}, {"topics", std::move(topics)}};
}

json::object ToJson(const CheckConnectionResponse& response) {
  json::array findings;
  for (const CheckFinding& finding : response.findings()) {
    findings.push_back(json::object{{"what", finding.what()}, {"ok", finding.ok()}, {"message", finding.message()}});
  }
  return {{"findings", std::move(findings)}};
}

json::object ToJson(const PreviewTopicResponse& response) {
  json::array messages;
  for (const SampleMessage& message : response.messages()) {
    json::object object{{"topic", message.topic()},
                        {"partition", message.partition()},
                        {"offset", message.offset()},
                        {"timestamp", TimeOrNull(message.timestamp(), message.has_timestamp())},
                        {"value_bytes", message.value_bytes()},
                        {"tombstone", message.tombstone()}};
    AddBytes(message.key(), message.value(), &object);
    if (!message.transformed().empty() && IsUtf8(message.transformed())) object["transformed"] = message.transformed();
    if (message.filtered()) object["filtered"] = true;
    if (message.duplicate()) object["duplicate"] = true;
    messages.push_back(std::move(object));
  }
  json::array evidence;
  for (const ColumnEvidence& column : response.evidence()) {
    evidence.push_back(json::object{{"name", column.name()},
                                    {"present", column.present()},
                                    {"null", column.null()},
                                    {"samples", column.samples()},
                                    {"distinct", column.distinct()},
                                    {"examples", Texts(column.examples())},
                                    {"reason", column.reason()}});
  }
  json::array rejected;
  for (const DeadLetterForecast& forecast : response.rejected()) {
    rejected.push_back(json::object{{"reason", forecast.reason()}, {"count", forecast.count()}});
  }
  return {{"messages", std::move(messages)},
          {"topics", Texts(response.topics())},
          {"sampled", response.sampled()},
          {"filtered", response.filtered()},
          {"duplicates", response.duplicates()},
          {"schema", SchemaJson(response.schema())},
          {"evidence", std::move(evidence)},
          {"create_table_sql", response.create_table_sql()},
          {"reasons", Texts(response.reasons())},
          {"rejected", std::move(rejected)}};
}

json::object ToJson(const Connection& connection) {
  const BatchBounds& batch = connection.batch();
  return {{"id", connection.id()},
          {"brokers", connection.brokers().bootstrap_servers()},
          {"security", SecurityJson(connection.brokers().security())},
          {"topic", connection.topic()},
          {"topics", TopicsJson(connection)},
          {"topic_pattern",
           connection.topic_pattern().empty() ? json::value(nullptr) : json::value(connection.topic_pattern())},
          {"table", TableName(connection)},
          {"schema", SchemaJson(connection.schema())},
          {"format", FormatJson(connection.format())},
          {"transforms", TransformsJson(connection.transforms())},
          {"state", StateName(connection.state())},
          {"created_at", TimeOrNull(connection.created_at(), connection.has_created_at())},
          {"batch", json::object{{"rows_max", batch.rows_max()},
                                 {"bytes_max", batch.bytes_max()},
                                 {"delay_ms_max", batch.delay_ms_max()}}},
          {"evolution", json::object{{"policy", PolicyName(connection.evolution().policy())},
                                     {"columns_added", connection.evolution().columns_added()},
                                     {"columns_max", connection.evolution().columns_max()},
                                     {"open_proposals", connection.evolution().open_proposals()}}},
          {"stop_above", StopAboveJson(connection)},
          {"warnings", WarningsJson(connection)},
          {"consumer_group", connection.consumer_group()},
          {"progress", ProgressJson(connection.progress())},
          {"last_error", LastErrorJson(connection)}};
}

json::object FreshnessJson(const Connection& connection) {
  const ConnectionProgress& progress = connection.progress();
  return {{"id", connection.id()},
          {"table", TableName(connection)},
          {"state", StateName(connection.state())},
          {"lag_messages", progress.lag_messages()},
          {"messages_per_second", progress.messages_per_second()},
          {"freshness_ms", progress.freshness_ms()},
          {"rows_written", progress.rows_written()},
          {"dead_letters", progress.dead_letters()},
          {"newest_event", TimeOrNull(progress.newest_event(), progress.has_newest_event())}};
}

json::object ToJson(const ColumnProposal& proposal) {
  return {{"column", proposal.field().name()},
          {"type", proposal.field().type()},
          {"path", Texts(proposal.field().path())},
          {"statement", proposal.statement()},
          {"reason", proposal.reason()},
          {"proposed_at", TimeOrNull(proposal.proposed_at(), proposal.has_proposed_at())},
          {"rejected", proposal.rejected()}};
}

json::object ToJson(const GetSchemaHistoryResponse& response) {
  json::array entries;
  for (const SchemaHistoryEntry& entry : response.entries()) {
    json::array starts;
    for (const PartitionStart& start : entry.starts()) {
      starts.push_back(json::object{
          {"topic", start.topic()}, {"partition", start.partition()}, {"offset", start.offset()}});
    }
    entries.push_back(json::object{{"version", entry.version()},
                                   {"at", TimeOrNull(entry.at(), entry.has_at())},
                                   {"kind", ChangeName(entry.kind())},
                                   {"column", entry.column()},
                                   {"type", entry.type()},
                                   {"statement", entry.statement()},
                                   {"reason", entry.reason()},
                                   {"made_by", entry.made_by()},
                                   {"starts", std::move(starts)}});
  }
  return {{"entries", std::move(entries)}};
}

json::object ToJson(const ResumePoint& point) {
  json::array topics;
  for (const ingest::v1::TopicPoint& topic : point.topics()) {
    json::object offsets;
    for (const auto& [partition, offset] : std::map<int32_t, int64_t>(topic.offsets().begin(), topic.offsets().end())) {
      offsets[std::to_string(partition)] = offset;
    }
    topics.push_back(json::object{{"topic", topic.topic()}, {"topic_id", topic.topic_id()}, {"offsets", std::move(offsets)}});
  }
  return {{"topics", std::move(topics)}};
}

json::object ToJson(const GetLedgerResponse& response) {
  json::array partitions;
  for (const PartitionLedger& ledger : response.partitions()) {
    partitions.push_back(json::object{{"topic", ledger.topic()},
                                      {"partition", ledger.partition()},
                                      {"start_offset", ledger.start_offset()},
                                      {"next_offset", ledger.next_offset()},
                                      {"end_offset", ledger.end_offset()},
                                      {"loaded", ledger.loaded()},
                                      {"dead_lettered", ledger.dead_lettered()},
                                      {"skipped", ledger.skipped()},
                                      {"filtered", ledger.filtered()},
                                      {"duplicates", ledger.duplicates()},
                                      {"pending", ledger.pending()},
                                      {"duplicated", ledger.duplicated()}});
  }
  return {{"partitions", std::move(partitions)}};
}

namespace {

json::object LetterJson(const DeadLetter& letter) {
  json::object object{{"topic", letter.topic()},
                      {"partition", letter.partition()},
                      {"offset", letter.offset()},
                      {"timestamp", TimeOrNull(letter.timestamp(), letter.has_timestamp())},
                      {"code", letter.code()},
                      {"reason", letter.reason()}};
  return object;
}

json::array HeadersJson(const DeadLetter& letter) {
  json::array headers;
  for (const DeadLetterHeader& header : letter.headers()) {
    const bool text = IsUtf8(header.name()) && IsUtf8(header.value());
    headers.push_back(json::object{{"name", text ? header.name() : Base64(header.name())},
                                   {"value", text ? header.value() : Base64(header.value())},
                                   {"encoding", text ? "text" : "base64"}});
  }
  return headers;
}

json::value PageOrNull(const std::string& page) { return page.empty() ? json::value(nullptr) : json::value(page); }

}  // namespace

json::object ToJson(const ListDeadLettersResponse& response) {
  json::array letters;
  for (const DeadLetter& letter : response.dead_letters()) {
    json::object object = LetterJson(letter);
    object["value_bytes"] = letter.value_bytes();
    AddBytes(letter.key(), letter.value(), &object);
    object["headers"] = HeadersJson(letter);
    letters.push_back(std::move(object));
  }
  return {{"dead_letters", std::move(letters)}, {"next_page", PageOrNull(response.next_page())}};
}

json::object ToJson(const ListDeadLetterGroupsResponse& response) {
  json::array groups;
  for (const DeadLetterGroup& group : response.groups()) {
    groups.push_back(json::object{
        {"code", group.code()},
        {"reason", group.reason()},
        {"column", group.column().empty() ? json::value(nullptr) : json::value(group.column())},
        {"count", group.count()},
        {"oldest", TimeOrNull(group.oldest(), group.has_oldest())},
        {"newest", TimeOrNull(group.newest(), group.has_newest())},
        {"example", group.example()}});
  }
  return {{"groups", std::move(groups)}, {"total", response.total()}};
}

json::object ToJson(const ReplayDeadLettersResponse& response) {
  json::array examples;
  for (const DeadLetter& letter : response.examples()) examples.push_back(LetterJson(letter));
  return {{"replayed", response.replayed()},
          {"kept", response.kept()},
          {"skipped", response.skipped()},
          {"left", response.left()},
          {"next_page", PageOrNull(response.next_page())},
          {"examples", std::move(examples)}};
}

}  // namespace aurora::gateway::api
