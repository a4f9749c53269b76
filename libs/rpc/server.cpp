#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/call_metrics.h"
#include "libs/rpc/final_answers.h"
#include "libs/rpc/endpoint.h"
#include "libs/rpc/grpc_log.h"
#include "libs/rpc/tls.h"
#include "libs/rpc/token_guard.h"
#include "libs/service/configuration.h"
#include "libs/service/runtime.h"

namespace aurora::rpc {
namespace {

constexpr int kMetadataBytesMax = 16 << 10;
constexpr int kPingIntervalMs = 10'000;

}  // namespace

void ServerOptions::Declare(service::Configuration& configuration) {
  configuration.Add("grpc.listen", &listen, "host:port of the gRPC server; port 0: any free one");
  configuration.Add("grpc.tls.certificate_file", &tls.certificate_file,
                    "PEM file of the server's certificate; empty: plaintext, for loopback");
  configuration.Add("grpc.tls.key_file", &tls.key_file, "PEM file of its key");
  configuration.Add(
      "grpc.tls.ca_file", &tls.ca_file,
      "PEM file of the authority of clients; when given, clients must present a certificate of it");
  configuration.AddSecret("grpc.token", &token,
                          "file with the shared token that callers must present; empty: none is asked for");
}

struct Server::Impl {
  std::unique_ptr<grpc::Server> server;
  std::atomic<bool> stopped{false};

  void Stop(absl::Time deadline) {
    if (stopped.exchange(true)) return;
    server->GetHealthCheckService()->SetServingStatus(false);
    server->Shutdown(absl::ToChronoTime(deadline));
    server->Wait();
  }
};

Server::Server() : impl_(std::make_unique<Impl>()) {}

Server::~Server() {
  if (impl_->server != nullptr) impl_->Stop(absl::Now());
}

absl::StatusOr<std::unique_ptr<Server>> Server::Create(const ServerOptions& options,
                                                       std::vector<grpc::Service*> services,
                                                       service::Runtime& runtime) {
  RouteGrpcLog();
  if (!options.tls.ca_file.empty() && options.tls.certificate_file.empty()) {
    return absl::InvalidArgumentError("grpc.tls.ca_file needs grpc.tls.certificate_file; give both or none");
  }
  absl::StatusOr<TlsMaterial> tls = LoadTls(options.tls);
  if (!tls.ok()) return tls.status();

  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(options.listen, MakeServerCredentials(*tls, options.token), &port);
  for (grpc::Service* service : services) builder.RegisterService(service);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.SetMaxSendMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kPingIntervalMs);
  // Two servers on one port would share the calls by chance; a taken port must be an error.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(MakeCallMetrics(runtime.metrics()));
  interceptors.push_back(MakeAnswersFinal());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));

  std::unique_ptr<Server> server(new Server());
  server->impl_->server = builder.BuildAndStart();
  if (server->impl_->server == nullptr || port == 0) {
    return absl::UnavailableError(base::StrCat("gRPC address ", options.listen,
                                               " cannot be listened on: it is in use, or host, port, "
                                               "certificate or key are wrong; give another grpc.listen"));
  }
  server->address_ = base::StrCat(options.listen.substr(0, options.listen.rfind(':')), ":", port);
  Impl* const impl = server->impl_.get();
  runtime.AddDrainStep("grpc", [impl](absl::Time deadline) { impl->Stop(deadline); });
  base::log::Info("gRPC server listening", {{"address", server->address_},
                                            {"tls", !options.tls.certificate_file.empty()},
                                            {"mutual_tls", !options.tls.ca_file.empty()},
                                            {"token", !options.token.empty()}});
  return server;
}

}  // namespace aurora::rpc
