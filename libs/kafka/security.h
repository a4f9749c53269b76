#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/secret.h"

namespace aurora::kafka {

enum class Protocol : uint8_t { kPlaintext, kSsl, kSaslPlaintext, kSaslSsl };
enum class SaslMechanism : uint8_t { kPlain, kScramSha256, kScramSha512, kOauthBearer };
// As Kafka calls it: "SCRAM-SHA-256".
const char* MechanismName(SaslMechanism mechanism);

// How to speak to brokers. Certificates are PEM text, so that they travel with the definition of a connection
// instead of naming files of some machine.
struct Security {
  Protocol protocol = Protocol::kPlaintext;
  std::string ca_certificate;
  std::string client_certificate;
  base::Secret client_key;
  SaslMechanism mechanism = SaslMechanism::kPlain;
  // With kOauthBearer: the client's id and secret at the provider of tokens.
  std::string username;
  base::Secret password;
  // kOauthBearer: the provider's token endpoint (OpenID Connect, client credentials grant), and what is asked for there.
  std::string token_url;
  std::string scope;

  bool UsesTls() const { return protocol == Protocol::kSsl || protocol == Protocol::kSaslSsl; }
  bool UsesSasl() const { return protocol == Protocol::kSaslPlaintext || protocol == Protocol::kSaslSsl; }
};

// A cluster, as a person gives it.
struct Cluster {
  // host:port,host:port
  std::string bootstrap_servers;
  Security security;
};

struct HostPort {
  std::string host;
  uint16_t port = 0;

  // host:port; IPv6 addresses in brackets.
  std::string Text() const;
};

inline constexpr uint16_t kBrokerPortDefault = 9092;
inline constexpr size_t kBootstrapServersMax = 32;

// "a:9092, [::1]:9093, b" -> three. InvalidArgument names the entry that is not host:port.
absl::StatusOr<std::vector<HostPort>> ParseBootstrapServers(const std::string& text);

// Whether servers and security fit together; InvalidArgument names what is missing.
absl::Status Validate(const Cluster& cluster);

// Letters, digits, '.', '_' and '-', 1 to 249 of them. InvalidArgument otherwise.
absl::Status ValidateTopic(const std::string& topic);

}  // namespace aurora::kafka
