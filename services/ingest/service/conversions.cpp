#include "services/ingest/service/conversions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/table_proto.h"
#include "services/ingest/connection/definition/definition_proto.h"
#include "services/ingest/connection/definition/format_proto.h"
#include "services/ingest/connection/definition/transform_proto.h"

namespace aurora::ingest {
namespace {

constexpr size_t kSampleMessagesMax = 50;
constexpr size_t kSampleBytesMax = 4096;
constexpr int kTopicsMax = 10'000;
constexpr int kColumnChangesMax = 100;

void SetTime(absl::Time time, google::protobuf::Timestamp* out) {
  out->set_seconds(absl::ToUnixSeconds(time));
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(out->seconds()))));
}

v1::Layer ToProto(kafka::Layer layer) {
  switch (layer) {
    case kafka::Layer::kDns: return v1::LAYER_DNS;
    case kafka::Layer::kTcp: return v1::LAYER_TCP;
    case kafka::Layer::kTls: return v1::LAYER_TLS;
    case kafka::Layer::kSasl: return v1::LAYER_SASL;
    case kafka::Layer::kAcl: return v1::LAYER_ACL;
    case kafka::Layer::kTopic: return v1::LAYER_TOPIC;
  }
  return v1::LAYER_UNSPECIFIED;
}

v1::ConnectionState ToProto(ConnectionState state) {
  switch (state) {
    case ConnectionState::kStarting: return v1::CONNECTION_STATE_STARTING;
    case ConnectionState::kWaiting: return v1::CONNECTION_STATE_WAITING;
    case ConnectionState::kRunning: return v1::CONNECTION_STATE_RUNNING;
    case ConnectionState::kPaused: return v1::CONNECTION_STATE_PAUSED;
    case ConnectionState::kFailing: return v1::CONNECTION_STATE_FAILING;
    case ConnectionState::kStopped: return v1::CONNECTION_STATE_STOPPED;
  }
  return v1::CONNECTION_STATE_UNSPECIFIED;
}

void ToProto(const kafka::SampledMessage& message, v1::SampleMessage* out) {
  out->set_topic(message.topic);
  out->set_partition(message.partition);
  out->set_offset(message.offset);
  SetTime(absl::FromUnixMillis(message.timestamp_ms), out->mutable_timestamp());
  out->set_key(message.key.substr(0, kSampleBytesMax));
  out->set_value(message.value.substr(0, kSampleBytesMax));
  out->set_value_bytes(message.value_bytes);
  out->set_tombstone(message.tombstone);
}

void ToProto(const ProgressSnapshot& progress, v1::ConnectionProgress* out) {
  out->set_lag_messages(progress.lag_messages);
  out->set_freshness_ms(progress.freshness_ms);
  out->set_messages_per_second(progress.messages_per_second);
  out->set_bytes_per_second(progress.bytes_per_second);
  out->set_rows_written(progress.rows_written);
  out->set_dead_letters(progress.dead_letters);
  out->set_batches(progress.batches);
  if (progress.newest_event != absl::InfinitePast()) SetTime(progress.newest_event, out->mutable_newest_event());
  for (const auto& [partition, entry] : progress.partitions) {
    v1::PartitionProgress* item = out->add_partitions();
    item->set_topic(partition.topic);
    item->set_partition(partition.number);
    item->set_committed_offset(entry.committed);
    item->set_end_offset(entry.end);
  }
}

v1::SchemaChangeKind ToProto(SchemaChange::Kind kind) {
  switch (kind) {
    case SchemaChange::Kind::kAdd: return v1::SCHEMA_CHANGE_KIND_ADD;
    case SchemaChange::Kind::kNullable: return v1::SCHEMA_CHANGE_KIND_NULLABLE;
    case SchemaChange::Kind::kWiden: return v1::SCHEMA_CHANGE_KIND_WIDEN;
  }
  return v1::SCHEMA_CHANGE_KIND_UNSPECIFIED;
}

// Of a preview or a connection.
template <typename Request>
absl::StatusOr<SourceWish> ReadSource(const Request& request) {
  SourceWish wish{{request.topics().begin(), request.topics().end()}, request.topic_pattern()};
  if (!request.topic().empty() && !wish.topics.empty()) {
    return absl::InvalidArgumentError("name the topics in `topics` alone, or a single one in `topic`");
  }
  if (!request.topic().empty()) wish.topics = {request.topic()};
  return Checked(std::move(wish));
}

}  // namespace

absl::StatusOr<PreviewQuestion> FromProto(const v1::PreviewTopicRequest& request) {
  PreviewQuestion question;
  absl::StatusOr<kafka::Cluster> cluster = FromProto(request.brokers());
  if (!cluster.ok()) return cluster.status();
  question.cluster = *std::move(cluster);
  absl::StatusOr<SourceWish> source = ReadSource(request);
  if (!source.ok()) return source.status();
  question.source = *std::move(source);
  question.start = FromProto(request.start());
  question.messages_max = request.messages_max();
  question.database = request.database();
  question.table = request.table();
  absl::StatusOr<MessageFormat> format = FromProto(request.format());
  if (!format.ok()) return format.status();
  question.format = *std::move(format);
  absl::StatusOr<Transforms> transforms = FromProto(request.transforms());
  if (!transforms.ok()) return transforms.status();
  question.transforms = *std::move(transforms);
  return question;
}

absl::StatusOr<ConnectionWish> FromProto(const v1::CreateConnectionRequest& request) {
  ConnectionWish wish;
  absl::StatusOr<kafka::Cluster> cluster = FromProto(request.brokers());
  if (!cluster.ok()) return cluster.status();
  wish.cluster = *std::move(cluster);
  absl::StatusOr<SourceWish> source = ReadSource(request);
  if (!source.ok()) return source.status();
  wish.source = *std::move(source);
  wish.start = FromProto(request.start());
  wish.database = request.database();
  wish.table = request.table();
  if (request.has_schema() && request.schema().fields_size() > 0) {
    absl::StatusOr<table::TableSchema> schema = table::FromProto(request.schema());
    if (!schema.ok()) return schema.status();
    wish.schema = *std::move(schema);
  } else if (request.has_schema()) {
    if (wish.database.empty()) wish.database = request.schema().database();
    if (wish.table.empty()) wish.table = request.schema().table();
  }
  wish.batch = FromProto(request.batch());
  wish.evolution = FromProto(request.evolution_policy());
  absl::StatusOr<MessageFormat> format = FromProto(request.format());
  if (!format.ok()) return format.status();
  wish.format = *std::move(format);
  absl::StatusOr<Transforms> transforms = FromProto(request.transforms());
  if (!transforms.ok()) return transforms.status();
  wish.transforms = *std::move(transforms);
  absl::StatusOr<StopAbove> stop_above = FromProto(request.stop_above());
  if (!stop_above.ok()) return stop_above.status();
  wish.stop_above = *stop_above;
  wish.wait_max = absl::Milliseconds(request.wait_ms_max());
  return wish;
}

absl::StatusOr<ConnectionChange> FromProto(const v1::UpdateConnectionRequest& request) {
  ConnectionChange change;
  if (request.evolution_policy() != v1::EVOLUTION_POLICY_UNSPECIFIED) {
    change.evolution = FromProto(request.evolution_policy());
  }
  const v1::BatchChange& batch = request.batch();
  if (batch.has_rows_max()) change.rows_max = batch.rows_max();
  if (batch.has_bytes_max()) change.bytes_max = batch.bytes_max();
  if (batch.has_delay_ms_max()) change.delay_max = absl::Milliseconds(batch.delay_ms_max());
  if (request.has_stop_above()) {
    absl::StatusOr<StopAbove> stop_above = FromProto(request.stop_above());
    if (!stop_above.ok()) return stop_above.status();
    change.stop_above = *stop_above;
  }
  if (request.columns_size() > kColumnChangesMax) {
    return absl::InvalidArgumentError(
        base::StrCat("at most ", kColumnChangesMax, " columns can be changed in one call; make several"));
  }
  for (const v1::ColumnChange& column : request.columns()) {
    absl::StatusOr<table::Type> type = table::ParseType(column.type());
    if (!type.ok()) {
      return absl::InvalidArgumentError(
          base::StrCat("column ", column.name().substr(0, table::kNameBytesMax), ": ", base::Message(type.status())));
    }
    if (!change.columns.emplace(column.name(), *type).second) {
      return absl::InvalidArgumentError(
          base::StrCat("column ", column.name().substr(0, table::kNameBytesMax), " is named twice; name it once"));
    }
  }
  return change;
}

void ToProto(const Proposal& proposal, v1::ColumnProposal* out) {
  table::ToProto(proposal.field, out->mutable_field());
  out->set_statement(proposal.statement);
  out->set_reason(proposal.reason);
  SetTime(proposal.at, out->mutable_proposed_at());
  out->set_rejected(proposal.rejected);
}

void ToProto(const HistoryEntry& entry, v1::SchemaHistoryEntry* out) {
  out->set_version(entry.version);
  SetTime(entry.at, out->mutable_at());
  out->set_kind(ToProto(entry.change.kind));
  out->set_column(entry.change.field.name);
  out->set_type(entry.change.field.type.Name());
  out->set_statement(entry.change.statement);
  out->set_reason(entry.change.reason);
  out->set_made_by(entry.change.made_by);
  for (const auto& [partition, offset] : entry.starts) {
    v1::PartitionStart* start = out->add_starts();
    start->set_topic(partition.topic);
    start->set_partition(partition.number);
    start->set_offset(offset);
  }
}

void ToProto(const kafka::Diagnosis& diagnosis, v1::TestConnectionResponse* out) {
  out->set_reachable(diagnosis.reachable);
  for (const kafka::LayerResult& layer : diagnosis.layers) {
    v1::LayerResult* item = out->add_layers();
    item->set_layer(ToProto(layer.layer));
    item->set_ok(layer.ok);
    item->set_broker(layer.broker);
    item->set_elapsed_ms(absl::ToDoubleMilliseconds(layer.elapsed));
    item->set_message(layer.message);
    item->set_remedy(layer.remedy);
  }
  for (const kafka::Topic& topic : diagnosis.topics) {
    if (out->topics_size() == kTopicsMax) break;
    v1::TopicSummary* item = out->add_topics();
    item->set_name(topic.name);
    item->set_partitions(static_cast<uint32_t>(topic.partitions.size()));
  }
}

void ToProto(const Preview& preview, v1::PreviewTopicResponse* out) {
  for (size_t i = 0; i < preview.messages.size() && i < kSampleMessagesMax; ++i) {
    v1::SampleMessage* item = out->add_messages();
    ToProto(preview.messages[i], item);
    if (preview.shown.empty()) continue;
    item->set_transformed(preview.shown[i].json.substr(0, kSampleBytesMax));
    item->set_filtered(preview.shown[i].filtered);
    item->set_duplicate(preview.shown[i].duplicate);
  }
  const auto count = [&](auto left_out) {
    return static_cast<uint32_t>(std::count_if(preview.shown.begin(), preview.shown.end(), left_out));
  };
  out->set_filtered(count([](const ShownMessage& shown) { return shown.filtered; }));
  out->set_duplicates(count([](const ShownMessage& shown) { return shown.duplicate; }));
  out->set_sampled(static_cast<uint32_t>(preview.messages.size()));
  for (const std::string& topic : preview.topics) out->add_topics(topic);
  if (!preview.proposal.has_value()) return;
  table::ToProto(preview.proposal->schema, out->mutable_schema());
  out->set_create_table_sql(preview.proposal->create_table_sql);
  for (const std::string& reason : preview.proposal->reasons) out->add_reasons(reason);
  for (const ColumnEvidence& evidence : preview.proposal->evidence) {
    v1::ColumnEvidence* item = out->add_evidence();
    item->set_name(evidence.name);
    item->set_present(evidence.present);
    item->set_null(evidence.null);
    item->set_samples(evidence.samples);
    item->set_distinct(evidence.distinct);
    for (const std::string& example : evidence.examples) item->add_examples(example);
    item->set_reason(evidence.reason);
  }
  for (const RejectedSamples& rejected : preview.proposal->rejected) {
    v1::DeadLetterForecast* item = out->add_rejected();
    item->set_reason(rejected.reason);
    item->set_count(rejected.count);
  }
}

void ToProto(const ConnectionView& view, v1::Connection* out) {
  ToProto(view.definition, out);
  for (v1::ConnectionTopic& topic : *out->mutable_topics()) {
    topic.set_state(view.missing_topics.count(topic.name()) != 0   ? v1::TOPIC_STATE_MISSING
                    : view.refused_topics.count(topic.name()) != 0 ? v1::TOPIC_STATE_NOT_AUTHORIZED
                                                                   : v1::TOPIC_STATE_READABLE);
  }
  out->set_state(ToProto(view.state));
  ToProto(view.progress, out->mutable_progress());
  out->mutable_evolution()->set_columns_added(view.columns_added);
  out->mutable_evolution()->set_columns_max(view.columns_added_max);
  out->mutable_evolution()->set_open_proposals(view.open_proposals);
  for (const ConnectionWarning& warning : view.warnings) {
    v1::ConnectionWarning* item = out->add_warnings();
    SetTime(warning.at, item->mutable_at());
    item->set_code(warning.code);
    item->set_message(warning.message);
  }
  if (!view.last_error.has_value()) return;
  SetTime(view.last_error->at, out->mutable_last_error()->mutable_at());
  out->mutable_last_error()->set_code(view.last_error->code);
  out->mutable_last_error()->set_message(view.last_error->message);
}

void ToProto(const std::vector<PartitionLedger>& ledger, v1::GetLedgerResponse* out) {
  for (const PartitionLedger& entry : ledger) {
    v1::PartitionLedger* item = out->add_partitions();
    item->set_topic(entry.partition.topic);
    item->set_partition(entry.partition.number);
    item->set_start_offset(entry.start_offset);
    item->set_next_offset(entry.next_offset);
    item->set_end_offset(entry.end_offset);
    item->set_loaded(entry.loaded);
    item->set_dead_lettered(entry.dead_lettered);
    item->set_skipped(entry.skipped);
    item->set_filtered(entry.filtered);
    item->set_duplicates(entry.duplicates);
    item->set_pending(entry.pending);
    item->set_duplicated(entry.duplicated);
  }
}

absl::StatusOr<LetterChoice> FromProto(const v1::DeadLetterChoice& wire) {
  LetterChoice choice;
  choice.all = wire.all();
  choice.reason = wire.reason();
  for (const v1::DeadLetterPlace& place : wire.places()) choice.places.emplace_back(kafka::Partition{place.topic(), place.partition()}, place.offset());
  if (choice.places.size() > kLetterPlacesMax) {
    return absl::InvalidArgumentError(
        base::StrCat("at most ", kLetterPlacesMax, " offsets can be replayed in one call; make several, or choose by reason"));
  }
  if ((choice.all ? 1 : 0) + (choice.reason.empty() ? 0 : 1) + (choice.places.empty() ? 0 : 1) != 1) {
    return absl::InvalidArgumentError("say which dead letters: all of them, those with one reason, or those at some offsets");
  }
  return choice;
}

void ToProto(const DeadLetter& letter, v1::DeadLetter* out) {
  out->set_topic(letter.topic);
  out->set_partition(letter.partition);
  out->set_offset(letter.offset);
  SetTime(letter.timestamp, out->mutable_timestamp());
  out->set_code(letter.code);
  out->set_reason(letter.reason);
  out->set_key(letter.key);
  out->set_value(letter.value);
  out->set_value_bytes(letter.value_bytes);
  for (const auto& [name, value] : letter.headers) {
    v1::DeadLetterHeader* header = out->add_headers();
    header->set_name(name);
    header->set_value(value);
  }
}

void ToProto(const DeadLetterPage& page, v1::ListDeadLettersResponse* out) {
  out->set_next_page(page.next_page);
  for (const DeadLetter& letter : page.letters) ToProto(letter, out->add_dead_letters());
}

void ToProto(const DeadLetterGroups& groups, v1::ListDeadLetterGroupsResponse* out) {
  out->set_total(groups.total);
  for (const DeadLetterGroup& group : groups.groups) {
    v1::DeadLetterGroup* wire = out->add_groups();
    wire->set_code(group.code);
    wire->set_reason(group.reason);
    wire->set_column(group.column);
    wire->set_count(group.count);
    SetTime(group.oldest, wire->mutable_oldest());
    SetTime(group.newest, wire->mutable_newest());
    wire->set_example(group.example);
  }
}

void ToProto(const ReplayReport& report, v1::ReplayDeadLettersResponse* out) {
  out->set_replayed(report.replayed);
  out->set_kept(report.kept);
  out->set_skipped(report.skipped);
  out->set_left(report.left);
  out->set_next_page(report.next_page);
  for (const DeadLetter& letter : report.examples) ToProto(letter, out->add_examples());
}

}  // namespace aurora::ingest
