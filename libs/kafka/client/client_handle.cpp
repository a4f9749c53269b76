#include "libs/kafka/client/client_handle.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

const char* ProtocolName(Protocol protocol) {
  switch (protocol) {
    case Protocol::kPlaintext: return "plaintext";
    case Protocol::kSsl: return "ssl";
    case Protocol::kSaslPlaintext: return "sasl_plaintext";
    case Protocol::kSaslSsl: return "sasl_ssl";
  }
  return "plaintext";
}

Properties SecurityProperties(const Cluster& cluster) {
  const Security& security = cluster.security;
  Properties result = {{"bootstrap.servers", cluster.bootstrap_servers},
                       {"security.protocol", ProtocolName(security.protocol)}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) result.emplace_back(name, value);
  };
  if (security.UsesTls()) {
    add("ssl.ca.pem", security.ca_certificate);
    add("ssl.certificate.pem", security.client_certificate);
    add("ssl.key.pem", security.client_key.Reveal());
    add("ssl.endpoint.identification.algorithm", "https");
  }
  if (security.UsesSasl()) {
    add("sasl.mechanism", MechanismName(security.mechanism));
    if (security.mechanism == SaslMechanism::kOauthBearer) {
      add("sasl.oauthbearer.method", "oidc");
      add("sasl.oauthbearer.client.id", security.username);
      add("sasl.oauthbearer.client.secret", security.password.Reveal());
      add("sasl.oauthbearer.token.endpoint.url", security.token_url);
      add("sasl.oauthbearer.scope", security.scope);
    } else {
      add("sasl.username", security.username);
      add("sasl.password", security.password.Reveal());
    }
  }
  return result;
}

// A broker that restarts is found again within half a second; librdkafka's own default backs off up to ten.
const Properties& SharedProperties() {
  static const auto& properties = *new Properties{
      {"client.id", "aurora"},
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "500"},
      {"retry.backoff.ms", "50"},
      {"socket.nagle.disable", "true"},
      {"socket.connection.setup.timeout.ms", "5000"},
      {"topic.metadata.refresh.interval.ms", "10000"},
      {"allow.auto.create.topics", "false"},
      // A broker may ask a client for its metrics; ours are at /metrics, and 2.15 can be crashed by such a request
      // (librdkafka issue 5577).
      {"enable.metrics.push", "false"},
      {"log.connection.close", "false"},
      {"broker.address.ttl", "1000"},
  };
  return properties;
}

struct ConfDeleter {
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
};

absl::Status Set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
  char error[512];
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error, sizeof(error)) == RD_KAFKA_CONF_OK) {
    return absl::OkStatus();
  }
  // The library's text may repeat the value, which may be a secret.
  return absl::InvalidArgumentError(base::StrCat("Kafka setting ", name, " was not accepted; check its value"));
}

void OnError(rd_kafka_t*, int code, const char* reason, void* opaque) {
  static_cast<ClientHandle::Opaque*>(opaque)->errors.Record(code, reason != nullptr ? reason : "");
}

void OnLog(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  auto* opaque = static_cast<ClientHandle::Opaque*>(rd_kafka_opaque(client));
  if (opaque != nullptr) opaque->errors.RecordLog(facility, text);
  constexpr int kSyslogWarning = 4;
  if (level <= kSyslogWarning) base::log::Debug("kafka client", {{"facility", facility}, {"text", text}});
}

void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions,
                 void* opaque) {
  const ClientCallbacks& callbacks = static_cast<ClientHandle::Opaque*>(opaque)->callbacks;
  callbacks.rebalance(client, code, partitions, callbacks.opaque);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ClientHandle>> ClientHandle::Create(rd_kafka_type_t type, const Cluster& cluster,
                                                                   const Properties& properties,
                                                                   const ClientCallbacks& callbacks) {
  if (absl::Status status = Validate(cluster); !status.ok()) return status;
  std::unique_ptr<rd_kafka_conf_t, ConfDeleter> conf(rd_kafka_conf_new());
  for (const Properties& source : {SharedProperties(), SecurityProperties(cluster), properties}) {
    for (const auto& [name, value] : source) {
      if (absl::Status status = Set(conf.get(), name, value); !status.ok()) return status;
    }
  }
  std::unique_ptr<ClientHandle> handle(new ClientHandle);
  handle->opaque_.callbacks = callbacks;
  rd_kafka_conf_set_opaque(conf.get(), &handle->opaque_);
  rd_kafka_conf_set_error_cb(conf.get(), &OnError);
  rd_kafka_conf_set_log_cb(conf.get(), &OnLog);
  if (callbacks.rebalance != nullptr) rd_kafka_conf_set_rebalance_cb(conf.get(), &OnRebalance);
  char error[512];
  handle->client_ = rd_kafka_new(type, conf.get(), error, sizeof(error));
  if (handle->client_ == nullptr) {
    return absl::InvalidArgumentError(
        base::StrCat("brokers ", cluster.bootstrap_servers,
                     ": the security settings cannot be used; check certificates and keys (PEM text)"));
  }
  // rd_kafka_new owns it from here on.
  static_cast<void>(conf.release());
  return handle;
}

ClientHandle::~ClientHandle() {
  if (client_ != nullptr) rd_kafka_destroy(client_);
}

absl::Status ClientHandle::Error(int code, const std::string& object) {
  rd_kafka_poll(client_, 0);
  return ToStatus(code, object, &opaque_.errors);
}

int RemainingMs(absl::Time deadline) {
  const absl::Duration left = deadline - absl::Now();
  return static_cast<int>(
      std::clamp<int64_t>(absl::ToInt64Milliseconds(left), 1, absl::ToInt64Milliseconds(absl::Minutes(1))));
}

AdminOptions MakeAdminOptions(rd_kafka_t* client, rd_kafka_admin_op_t operation, absl::Time deadline) {
  AdminOptions options(rd_kafka_AdminOptions_new(client, operation));
  char error[256];
  rd_kafka_AdminOptions_set_request_timeout(options.get(), RemainingMs(deadline), error, sizeof(error));
  return options;
}

}  // namespace aurora::kafka
