#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/client_interceptor.h>

#include <cstdlib>

#include "libs/base/text.h"
#include "libs/rpc/endpoint.h"
#include "libs/rpc/grpc_log.h"
#include "libs/rpc/tls.h"
#include "libs/service/configuration.h"

namespace aurora::rpc {
namespace {

// A piece of a result is one frame and does not wait for the window: gRPC's 16 KiB and 64 KiB cost a streamed result several
// wake-ups a message.
constexpr int kFrameBytesMax = 1 << 20;
constexpr int kWindowBytes = 2 << 20;
constexpr int kReconnectMs = 1000;
constexpr int kFirstReconnectMs = 100;
// A peer whose machine vanished is noticed within this and the timeout.
constexpr int kKeepAliveMs = 20'000;
constexpr int kKeepAliveTimeoutMs = 5'000;
// Of a name that a replaced replica has left. gRPC's own half a minute would let calls fail as long.
constexpr int kResolveAgainMs = 500;
// A name server that drops a question, as it may while addresses change, is asked again.
constexpr int kResolveMs = 2000;
// Waits of about 0.2, 0.4, 0.8 and 1.5 s: a new replica's address is known by then (after a name without an address gRPC waits for a
// second), and a service that is down is told soon.
constexpr char kRetries[] =
    R"("retryPolicy":{"maxAttempts":5,"initialBackoff":"0.2s","maxBackoff":"1.5s","backoffMultiplier":2,"retryableStatusCodes":["UNAVAILABLE"]})";

// gRPC sends call credentials over TLS only; between processes of one machine the token travels in plaintext.
class TokenSender final : public grpc::experimental::Interceptor {
 public:
  explicit TokenSender(const base::Secret& token) : token_(token) {}
  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    using Hook = grpc::experimental::InterceptionHookPoints;
    if (methods->QueryInterceptionHookPoint(Hook::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace("authorization", base::StrCat("Bearer ", token_.Reveal()));
    }
    methods->Proceed();
  }

 private:
  const base::Secret& token_;
};

class TokenSenderFactory final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit TokenSenderFactory(base::Secret token) : token_(std::move(token)) {}
  grpc::experimental::Interceptor* CreateClientInterceptor(grpc::experimental::ClientRpcInfo*) override {
    return new TokenSender(token_);
  }

 private:
  base::Secret token_;
};

// gRPC's service configuration in JSON; empty when no method of the service can be repeated.
std::string RetriesOf(const google::protobuf::ServiceDescriptor& service) {
  std::string names;
  for (int index = 0; index < service.method_count(); ++index) {
    const google::protobuf::MethodDescriptor& method = *service.method(index);
    if (method.options().idempotency_level() == google::protobuf::MethodOptions::IDEMPOTENCY_UNKNOWN) continue;
    base::StrAppend(&names, names.empty() ? "" : ",", R"({"service":")", service.full_name(), R"(","method":")", method.name(), R"("})");
  }
  if (names.empty()) return "";
  return base::StrCat(R"({"methodConfig":[{"name":[)", names, "],", kRetries, "}]}");
}

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMessageBytesMax);
  arguments.SetMaxSendMessageSize(kMessageBytesMax);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstReconnectMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMs);
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, kResolveAgainMs);
  arguments.SetInt(GRPC_ARG_DNS_ARES_QUERY_TIMEOUT_MS, kResolveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepAliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepAliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_FRAME_SIZE, kFrameBytesMax);
  arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kWindowBytes);
  return arguments;
}

}  // namespace

void Endpoint::Declare(service::Configuration& configuration, const std::string& prefix,
                       const std::string& what) {
  configuration.Add(base::StrCat(prefix, ".address"), &address, base::StrCat("host:port of ", what));
  configuration.Add(
      base::StrCat(prefix, ".tls.ca_file"), &tls.ca_file,
      base::StrCat("PEM file of the authority that signed the certificate of ", what, "; empty: plaintext"));
  configuration.Add(base::StrCat(prefix, ".tls.certificate_file"), &tls.certificate_file,
                    "PEM file of our own certificate, for mutual TLS");
  configuration.Add(base::StrCat(prefix, ".tls.key_file"), &tls.key_file, "PEM file of its key");
  configuration.AddSecret(base::StrCat(prefix, ".token"), &token,
                          base::StrCat("file with the shared token that ", what, " asks for"));
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const Endpoint& endpoint, std::string_view service) {
  RouteGrpcLog();
  if (endpoint.address.empty()) {
    return absl::InvalidArgumentError("a peer's address is empty; give host:port in the configuration");
  }
  if (endpoint.tls.ca_file.empty() && !endpoint.tls.certificate_file.empty()) {
    return absl::InvalidArgumentError(
        base::StrCat("peer ", endpoint.address, " has a client certificate but no ca_file; give both"));
  }
  const auto* described = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (described == nullptr) return absl::InternalError(base::StrCat("no program that knows a gRPC service ", service, " was linked"));
  absl::StatusOr<TlsMaterial> tls = LoadTls(endpoint.tls);
  if (!tls.ok()) return tls.status();
  const std::shared_ptr<grpc::ChannelCredentials> credentials =
      tls->ca.empty() ? grpc::InsecureChannelCredentials()
                      : grpc::SslCredentials({tls->ca, tls->key, tls->certificate});
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> interceptors;
  if (!endpoint.token.empty()) interceptors.push_back(std::make_unique<TokenSenderFactory>(endpoint.token));
  grpc::ChannelArguments arguments = Arguments();
  if (const std::string retries = RetriesOf(*described); !retries.empty()) arguments.SetServiceConfigJSON(retries);
  return grpc::experimental::CreateCustomChannelWithInterceptors(endpoint.address, credentials, arguments,
                                                                 std::move(interceptors));
}

}  // namespace aurora::rpc
