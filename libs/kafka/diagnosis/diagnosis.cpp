#include "libs/kafka/diagnosis/diagnosis.h"

#include <algorithm>
#include <functional>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/kafka/client/client_errors.h"
#include "libs/kafka/diagnosis/network_probe.h"
#include "libs/kafka/diagnosis/topic_sampler.h"

namespace aurora::kafka {
namespace {

constexpr absl::Duration kNetworkStepMax = absl::Seconds(3);
constexpr absl::Duration kMetadataMax = absl::Seconds(6);

class Ladder {
 public:
  Ladder(const Cluster& cluster, absl::Time deadline) : cluster_(cluster), deadline_(deadline) {}

  // Runs a step and notes it; false when it broke.
  bool Step(Layer layer, const std::string& broker, const std::string& remedy,
            const std::function<absl::Status()>& run) {
    const absl::Time start = absl::Now();
    const absl::Status status = run();
    Note(layer, broker, absl::Now() - start, status, remedy);
    return status.ok();
  }
  void Note(Layer layer, const std::string& broker, absl::Duration elapsed, const absl::Status& status,
            const std::string& remedy) {
    layers.push_back({layer, status.ok(), broker, elapsed, std::string(status.message()), status.ok() ? "" : remedy});
  }

  // DNS, TCP and TLS of one server.
  bool Network(const HostPort& server) {
    const std::string broker = server.Text();
    const absl::Time until = std::min(deadline_, absl::Now() + kNetworkStepMax);
    if (!Step(Layer::kDns, broker, "correct the host name, or make the name server know it",
              [&] { return Resolve(server, until).status(); })) {
      return false;
    }
    if (!Step(Layer::kTcp, broker, "check host and port, that the broker runs, and firewalls on the way",
              [&] { return TryTcp(server, until); })) {
      return false;
    }
    if (!cluster_.security.UsesTls()) return true;
    return Step(Layer::kTls, broker,
                "give the CA that signed the broker's certificate, use a host name that the certificate names, or "
                "choose a protocol without TLS if the port has none",
                [&] { return TryTls(server, cluster_.security, until); });
  }

  std::vector<LayerResult> layers;

 private:
  const Cluster& cluster_;
  absl::Time deadline_;
};

// The port's own greeting tells why a cluster without TLS or SASL broke off.
LayerResult ExplainSilence(const Cluster& cluster, const HostPort& server, absl::Duration elapsed,
                           absl::Time deadline) {
  LayerResult result{Layer::kSasl, false, server.Text(), elapsed, {}, {}};
  if (!cluster.security.UsesTls() && SpeaksTls(server, std::min(deadline, absl::Now() + kNetworkStepMax))) {
    result.layer = Layer::kTls;
    result.message = base::StrCat(server.Text(), ": the port expects TLS, but the protocol chosen has none");
    result.remedy = cluster.security.UsesSasl() ? "choose protocol sasl_ssl" : "choose protocol ssl (or sasl_ssl)";
    return result;
  }
  if (cluster.security.UsesSasl() && cluster.security.mechanism == SaslMechanism::kOauthBearer) {
    result.message = base::StrCat(server.Text(), ": signing in did not end; token_url seems to give no token");
    result.remedy = "check that token_url is a token endpoint and answers, then that this port speaks SASL";
  } else if (cluster.security.UsesSasl()) {
    result.message = base::StrCat(server.Text(), ": the broker breaks off while signing in");
    result.remedy = "check that this port speaks SASL and offers the mechanism chosen, then user name and password";
  } else {
    result.message = base::StrCat(server.Text(), ": the port accepts connections, but does not answer as Kafka");
    result.remedy = "check that this is a broker's port; if it expects a user name and password, choose a sasl protocol";
  }
  return result;
}

// The broker's certificate was in order: what it did not like is ours. It says so after the handshake (TLS 1.3), with the
// first answer.
LayerResult ExplainTls(const Cluster& cluster, const std::string& broker, absl::Duration elapsed) {
  LayerResult result{Layer::kTls, false, broker, elapsed, {}, {}};
  if (cluster.security.client_certificate.empty()) {
    result.message = base::StrCat(broker, ": the broker breaks off after its certificate was accepted; it seems to ask for a "
                                          "client certificate");
    result.remedy = "give client_certificate and client_key, or use a port that asks for none";
  } else {
    result.message = base::StrCat(broker, ": the broker does not accept the client certificate");
    result.remedy = "use a client certificate that is valid now and signed by a CA that the brokers trust";
  }
  return result;
}

// Names that brokers give out for themselves must be reachable too: the usual trap of containers.
bool CheckAdvertised(Ladder& ladder, const ClusterMetadata& metadata, const std::vector<HostPort>& known,
                     absl::Time deadline) {
  for (const Broker& broker : metadata.brokers) {
    const HostPort server{broker.host, broker.port};
    const auto same = [&](const HostPort& other) { return other.Text() == server.Text(); };
    if (std::any_of(known.begin(), known.end(), same)) continue;
    const absl::Time start = absl::Now();
    const absl::Status status = TryTcp(server, std::min(deadline, start + kNetworkStepMax));
    if (status.ok()) continue;
    const absl::Status told = absl::UnavailableError(
        base::StrCat("broker ", broker.id, " calls itself ", server.Text(), ", which cannot be reached from here"));
    ladder.Note(absl::IsNotFound(status) ? Layer::kDns : Layer::kTcp, server.Text(), absl::Now() - start, told,
                "set advertised.listeners of the broker to an address that this machine reaches");
    return false;
  }
  return true;
}

}  // namespace

Diagnosis Diagnose(const Cluster& cluster, const std::string& topic, absl::Time deadline) {
  Diagnosis diagnosis;
  const absl::StatusOr<std::vector<HostPort>> servers = ParseBootstrapServers(cluster.bootstrap_servers);
  absl::Status valid = Validate(cluster);
  if (!valid.ok()) {
    diagnosis.layers.push_back({servers.ok() ? Layer::kSasl : Layer::kDns, false, cluster.bootstrap_servers,
                                absl::ZeroDuration(), std::string(valid.message()), "correct the settings"});
    return diagnosis;
  }

  // The server that gets furthest speaks for the cluster.
  HostPort server = servers->front();
  bool reached = false;
  for (const HostPort& candidate : *servers) {
    Ladder ladder(cluster, deadline);
    reached = ladder.Network(candidate);
    if (reached || ladder.layers.size() > diagnosis.layers.size()) {
      diagnosis.layers = std::move(ladder.layers);
      server = candidate;
    }
    if (reached) break;
  }
  if (!reached) return diagnosis;

  Ladder ladder(cluster, deadline);
  const std::string broker = server.Text();
  const auto finish = [&] {
    diagnosis.layers.insert(diagnosis.layers.end(), ladder.layers.begin(), ladder.layers.end());
    diagnosis.reachable = diagnosis.layers.back().ok;
    return diagnosis;
  };

  absl::Time start = absl::Now();
  absl::StatusOr<std::unique_ptr<Admin>> admin = Admin::Create(cluster);
  absl::StatusOr<ClusterMetadata> metadata =
      admin.ok() ? (*admin)->Describe(std::min(deadline, start + kMetadataMax)) : admin.status();
  if (!metadata.ok()) {
    const std::string word = ErrorWord(metadata.status());
    if (word == "mechanism_unsupported") {
      const std::string told(metadata.status().message());
      const bool others = told.find("choose one of") != std::string::npos;
      ladder.layers.push_back(
          {Layer::kSasl, false, broker, absl::Now() - start,
           others ? base::StrCat(broker, ": the broker does not offer ", MechanismName(cluster.security.mechanism))
                  : base::StrCat(broker, ": this port takes no sign-in by SASL"),
           told.substr(told.rfind("; ") + 2)});
    } else if (word == "token_unavailable") {
      const std::string told(metadata.status().message());
      const size_t remedy = told.rfind("; ");
      ladder.layers.push_back({Layer::kSasl, false, broker, absl::Now() - start, told.substr(0, remedy),
                               told.substr(remedy + 2)});
    } else if (word == "authentication_failed") {
      ladder.Note(Layer::kSasl, broker, absl::Now() - start, metadata.status(),
                  "check user name, password and mechanism with whoever runs the brokers");
    } else if (word == "tls_failed" && cluster.security.UsesTls()) {
      ladder.layers.push_back(ExplainTls(cluster, broker, absl::Now() - start));
    } else {
      ladder.layers.push_back(ExplainSilence(cluster, server, absl::Now() - start, deadline));
    }
    return finish();
  }
  if (cluster.security.UsesSasl()) ladder.Note(Layer::kSasl, broker, absl::Now() - start, absl::OkStatus(), "");
  if (!CheckAdvertised(ladder, *metadata, *servers, deadline)) return finish();
  diagnosis.topics = std::move(metadata->topics);
  if (topic.empty()) return finish();

  start = absl::Now();
  const absl::StatusOr<Topic> described = (*admin)->DescribeTopic(topic, std::min(deadline, start + kMetadataMax));
  if (absl::IsPermissionDenied(described.status())) {
    ladder.Note(Layer::kAcl, broker, absl::Now() - start, described.status(),
                base::StrCat("grant READ and DESCRIBE on topic ", topic, " to the user"));
    return finish();
  }
  if (!described.ok()) {
    ladder.Note(Layer::kTopic, broker, absl::Now() - start, described.status(),
                "check the topic's name, or create it on the brokers");
    return finish();
  }
  const absl::Time acl_start = absl::Now();
  const absl::Status readable = TryRead(cluster, *described, std::min(deadline, acl_start + kMetadataMax));
  if (absl::IsPermissionDenied(readable)) {
    ladder.Note(Layer::kAcl, broker, absl::Now() - acl_start, readable,
                base::StrCat("grant READ on topic ", topic, " to the user"));
    return finish();
  }
  const absl::Status group =
      (*admin)->MayUseGroup("aurora-connection-test", std::min(deadline, absl::Now() + kMetadataMax));
  const absl::Status allowed = absl::IsPermissionDenied(group) ? group : absl::OkStatus();
  ladder.Note(Layer::kAcl, broker, absl::Now() - acl_start, allowed,
              "grant READ on consumer groups with the prefix \"aurora-\" to the user");
  if (allowed.ok()) ladder.Note(Layer::kTopic, broker, acl_start - start, absl::OkStatus(), "");
  return finish();
}

}  // namespace aurora::kafka
