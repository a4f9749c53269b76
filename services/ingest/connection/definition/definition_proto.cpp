#include "services/ingest/connection/definition/definition_proto.h"

#include "libs/table/table_proto.h"
#include "services/ingest/connection/definition/format_proto.h"
#include "services/ingest/connection/definition/transform_proto.h"

namespace aurora::ingest {
namespace {

absl::StatusOr<kafka::Protocol> FromProto(v1::SecurityProtocol protocol) {
  switch (protocol) {
    case v1::SECURITY_PROTOCOL_UNSPECIFIED:
    case v1::SECURITY_PROTOCOL_PLAINTEXT: return kafka::Protocol::kPlaintext;
    case v1::SECURITY_PROTOCOL_SSL: return kafka::Protocol::kSsl;
    case v1::SECURITY_PROTOCOL_SASL_PLAINTEXT: return kafka::Protocol::kSaslPlaintext;
    case v1::SECURITY_PROTOCOL_SASL_SSL: return kafka::Protocol::kSaslSsl;
    default: return absl::InvalidArgumentError("the security protocol is unknown; use plaintext, ssl, sasl_plaintext or sasl_ssl");
  }
}

absl::StatusOr<kafka::SaslMechanism> FromProto(v1::SaslMechanism mechanism) {
  switch (mechanism) {
    case v1::SASL_MECHANISM_UNSPECIFIED:
    case v1::SASL_MECHANISM_PLAIN: return kafka::SaslMechanism::kPlain;
    case v1::SASL_MECHANISM_SCRAM_SHA_256: return kafka::SaslMechanism::kScramSha256;
    case v1::SASL_MECHANISM_SCRAM_SHA_512: return kafka::SaslMechanism::kScramSha512;
    case v1::SASL_MECHANISM_OAUTHBEARER: return kafka::SaslMechanism::kOauthBearer;
    default:
      return absl::InvalidArgumentError(
          "the SASL mechanism is unknown; use PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER");
  }
}

v1::SecurityProtocol ToProto(kafka::Protocol protocol) {
  switch (protocol) {
    case kafka::Protocol::kPlaintext: return v1::SECURITY_PROTOCOL_PLAINTEXT;
    case kafka::Protocol::kSsl: return v1::SECURITY_PROTOCOL_SSL;
    case kafka::Protocol::kSaslPlaintext: return v1::SECURITY_PROTOCOL_SASL_PLAINTEXT;
    case kafka::Protocol::kSaslSsl: return v1::SECURITY_PROTOCOL_SASL_SSL;
  }
  return v1::SECURITY_PROTOCOL_UNSPECIFIED;
}

v1::SaslMechanism ToProto(kafka::SaslMechanism mechanism) {
  switch (mechanism) {
    case kafka::SaslMechanism::kPlain: return v1::SASL_MECHANISM_PLAIN;
    case kafka::SaslMechanism::kScramSha256: return v1::SASL_MECHANISM_SCRAM_SHA_256;
    case kafka::SaslMechanism::kScramSha512: return v1::SASL_MECHANISM_SCRAM_SHA_512;
    case kafka::SaslMechanism::kOauthBearer: return v1::SASL_MECHANISM_OAUTHBEARER;
  }
  return v1::SASL_MECHANISM_UNSPECIFIED;
}

void SetTime(absl::Time time, google::protobuf::Timestamp* out) {
  const int64_t micros = absl::ToUnixMicros(time);
  out->set_seconds(absl::ToUnixSeconds(time));
  out->set_nanos(static_cast<int32_t>((micros - absl::ToUnixSeconds(time) * 1'000'000) * 1000));
}

}  // namespace

absl::StatusOr<kafka::Cluster> FromProto(const v1::Brokers& brokers) {
  kafka::Cluster cluster;
  cluster.bootstrap_servers = brokers.bootstrap_servers();
  const v1::Security& security = brokers.security();
  const absl::StatusOr<kafka::Protocol> protocol = FromProto(security.protocol());
  if (!protocol.ok()) return protocol.status();
  const absl::StatusOr<kafka::SaslMechanism> mechanism = FromProto(security.sasl_mechanism());
  if (!mechanism.ok()) return mechanism.status();
  cluster.security.protocol = *protocol;
  cluster.security.mechanism = *mechanism;
  cluster.security.ca_certificate = security.ca_certificate();
  cluster.security.client_certificate = security.client_certificate();
  cluster.security.client_key = base::Secret(security.client_key());
  cluster.security.username = security.username();
  cluster.security.password = base::Secret(security.password());
  cluster.security.token_url = security.token_url();
  cluster.security.scope = security.scope();
  if (absl::Status status = kafka::Validate(cluster); !status.ok()) return status;
  return cluster;
}

void ToProto(const kafka::Cluster& cluster, v1::Brokers* out) {
  out->set_bootstrap_servers(cluster.bootstrap_servers);
  v1::Security* security = out->mutable_security();
  security->set_protocol(ToProto(cluster.security.protocol));
  security->set_ca_certificate(cluster.security.ca_certificate);
  security->set_client_certificate(cluster.security.client_certificate);
  if (cluster.security.UsesSasl()) security->set_sasl_mechanism(ToProto(cluster.security.mechanism));
  security->set_username(cluster.security.username);
  security->set_token_url(cluster.security.token_url);
  security->set_scope(cluster.security.scope);
}

StartPosition FromProto(const v1::StartPosition& start) {
  StartPosition result;
  if (start.has_latest() && start.latest()) result.kind = StartPosition::Kind::kLatest;
  if (start.has_time()) {
    result.kind = StartPosition::Kind::kTime;
    result.time = absl::FromUnixSeconds(start.time().seconds()) + absl::Nanoseconds(start.time().nanos());
  }
  if (start.has_offsets()) {
    result.kind = StartPosition::Kind::kOffsets;
    for (const auto& [partition, offset] : start.offsets().offsets()) result.offsets[{{}, partition}] = offset;
    for (const v1::TopicOffset& entry : start.offsets().topic_offsets()) {
      result.offsets[{entry.topic(), entry.partition()}] = entry.offset();
    }
  }
  return result;
}

void ToProto(const StartPosition& start, v1::StartPosition* out) {
  switch (start.kind) {
    case StartPosition::Kind::kEarliest: out->set_earliest(true); break;
    case StartPosition::Kind::kLatest: out->set_latest(true); break;
    case StartPosition::Kind::kTime: SetTime(start.time, out->mutable_time()); break;
    case StartPosition::Kind::kOffsets:
      out->mutable_offsets();
      for (const auto& [partition, offset] : start.offsets) {
        if (partition.topic.empty()) {
          (*out->mutable_offsets()->mutable_offsets())[partition.number] = offset;
          continue;
        }
        v1::TopicOffset* entry = out->mutable_offsets()->add_topic_offsets();
        entry->set_topic(partition.topic);
        entry->set_partition(partition.number);
        entry->set_offset(offset);
      }
      break;
  }
}

BatchWishes FromProto(const v1::BatchBounds& batch) {
  return {batch.rows_max(), batch.bytes_max(), absl::Milliseconds(batch.delay_ms_max())};
}

void ToProto(const BatchWishes& batch, v1::BatchBounds* out) {
  out->set_rows_max(batch.rows_max);
  out->set_bytes_max(batch.bytes_max);
  out->set_delay_ms_max(static_cast<uint32_t>(absl::ToInt64Milliseconds(batch.delay_max)));
}

EvolutionPolicy FromProto(v1::EvolutionPolicy policy) {
  switch (policy) {
    case v1::EVOLUTION_POLICY_FREEZE: return EvolutionPolicy::kFreeze;
    case v1::EVOLUTION_POLICY_REVIEW: return EvolutionPolicy::kReview;
    default: return EvolutionPolicy::kAdd;
  }
}

v1::EvolutionPolicy ToProto(EvolutionPolicy policy) {
  switch (policy) {
    case EvolutionPolicy::kAdd: return v1::EVOLUTION_POLICY_ADD;
    case EvolutionPolicy::kFreeze: return v1::EVOLUTION_POLICY_FREEZE;
    case EvolutionPolicy::kReview: return v1::EVOLUTION_POLICY_REVIEW;
  }
  return v1::EVOLUTION_POLICY_ADD;
}

void ToProto(const Definition& definition, v1::Connection* out) {
  out->set_id(definition.id);
  ToProto(definition.cluster, out->mutable_brokers());
  if (definition.schema.has_value()) {
    table::ToProto(*definition.schema, out->mutable_schema());
  } else {
    out->mutable_schema()->set_database(definition.database);
    out->mutable_schema()->set_table(definition.table);
  }
  SetTime(definition.created_at, out->mutable_created_at());
  ToProto(definition.batch, out->mutable_batch());
  out->mutable_evolution()->set_policy(ToProto(definition.evolution));
  ToProto(definition.format, out->mutable_format());
  if (!definition.transforms.steps.empty()) ToProto(definition.transforms, out->mutable_transforms());
  ToProto(definition.stop_above, out->mutable_stop_above());
  out->set_consumer_group(definition.group());
  if (!definition.several()) {
    out->set_topic(definition.topics.front().name);
    out->set_topic_id(definition.topics.front().id);
    return;
  }
  out->set_topic_pattern(definition.topic_pattern);
  for (const SourceTopic& topic : definition.topics) {
    v1::ConnectionTopic* item = out->add_topics();
    item->set_name(topic.name);
    item->set_topic_id(topic.id);
    item->mutable_start_offsets()->insert(topic.start_offsets.begin(), topic.start_offsets.end());
  }
}

void ToProto(const ResumePoint& point, v1::ResumePoint* out) {
  for (const auto& [name, topic] : point) {
    v1::TopicPoint* item = out->add_topics();
    item->set_topic(name);
    item->set_topic_id(topic.topic_id);
    item->mutable_offsets()->insert(topic.offsets.begin(), topic.offsets.end());
  }
}

ResumePoint FromProto(const v1::ResumePoint& point) {
  ResumePoint result;
  for (const v1::TopicPoint& topic : point.topics()) {
    result[topic.topic()] = {topic.topic_id(), {topic.offsets().begin(), topic.offsets().end()}};
  }
  return result;
}

}  // namespace aurora::ingest
