#include "gateway/server.h"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/application.h"
#include "gateway/api/connections/connections.h"
#include "gateway/api/connections/evolution.h"
#include "gateway/api/connections/range_replays.h"
#include "gateway/api/endpoints/endpoint_calls.h"
#include "gateway/api/endpoints/endpoints.h"
#include "gateway/api/knowledge/knowledge.h"
#include "gateway/api/operation.h"
#include "gateway/api/questions/exports.h"
#include "gateway/api/questions/model.h"
#include "gateway/api/questions/questions.h"
#include "gateway/api/questions/tables.h"
#include "gateway/api/sign_in.h"
#include "gateway/api/workspace/documents.h"
#include "gateway/api/workspace/grafana_boards.h"
#include "gateway/api/workspace/grafana_links.h"
#include "gateway/api/workspace/history.h"
#include "gateway/backends/ingest_client.h"
#include "gateway/backends/query_client.h"
#include "gateway/http/listener.h"
#include "gateway/workspace/state_schema.h"
#include "libs/base/freed_memory.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/service/runtime.h"
#include "libs/state/database.h"

namespace aurora::gateway {
namespace {

namespace asio = boost::asio;

// Threads for what blocks: the state.
constexpr size_t kBlockingThreads = 2;

// share/aurora beside the folder of this program.
std::filesystem::path ShareFolder() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "share" / "aurora";
}

absl::StatusOr<std::string> ReadOpenApi() {
  const std::filesystem::path path = ShareFolder() / "openapi.json";
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  if (!file || text.str().empty()) {
    return absl::NotFoundError(absl::StrCat("file ", path.string(), " is missing; install Aurora again"));
  }
  return text.str();
}

// A connection is a file; the soft limit is often 1,024.
void RaiseFileLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

http::ListenerOptions ListenerOptionsOf(const Options& options) {
  http::ListenerOptions listener;
  listener.listen = options.listen;
  listener.certificate_file = options.certificate_file;
  listener.key_file = options.key_file;
  listener.connections_max = static_cast<size_t>(options.connections_max);
  listener.limits.header_bytes_max = static_cast<size_t>(options.header_bytes_max);
  listener.limits.header_timeout = options.header_timeout;
  listener.limits.body_timeout = options.body_timeout;
  listener.limits.idle_timeout = options.idle_timeout;
  listener.limits.write_timeout = options.write_timeout;
  return listener;
}

api::QuestionLimits QuestionLimitsOf(const Options& options) {
  return {static_cast<size_t>(options.queries_max), static_cast<size_t>(options.queries_per_identity_max),
          static_cast<uint64_t>(options.result_bytes_max), options.query_timeout};
}

api::ApplicationLimits ApplicationLimitsOf(const Options& options) {
  return {static_cast<size_t>(options.body_bytes_max),
          {options.requests_per_identity, 2 * options.requests_per_identity},
          {options.requests_per_address, 2 * options.requests_per_address}};
}

absl::StatusOr<std::unique_ptr<http::Upstream>> GrafanaOf(const Options& options) {
  if (options.grafana_url.empty()) return nullptr;
  http::UpstreamOptions grafana;
  grafana.url = options.grafana_url;
  grafana.ca_file = options.grafana_ca_file;
  grafana.answer_timeout = options.grafana_timeout;
  auto upstream = http::Upstream::Create(std::move(grafana));
  if (upstream.ok()) return upstream;
  return absl::Status(upstream.status().code(), absl::StrCat("grafana.url: ", upstream.status().message()));
}

std::string HostOf(const std::string& listen) { return http::HostName(listen); }

absl::StatusOr<std::vector<live::Part>> PartsOf(const Options& options) {
  std::vector<live::Part> parts;
  for (const std::string& text : options.parts) {
    absl::StatusOr<live::Part> part = live::ParsePart(text);
    if (!part.ok()) return part.status();
    parts.push_back(*std::move(part));
  }
  return parts;
}

absl::StatusOr<std::unique_ptr<state::Database>> OpenState(const Options& options) {
  if (options.state_url.empty()) {
    return absl::InvalidArgumentError("state.url is missing; give e.g. sqlite:///var/lib/aurora/gateway.db");
  }
  state::DatabaseOptions database;
  database.url = options.state_url;
  database.password = options.state_password;
  return state::Database::Open(database, workspace::StateMigrations());
}

}  // namespace

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  RaiseFileLimit();
  base::KeepFreedMemory();
  auto openapi = ReadOpenApi();
  if (!openapi.ok()) return openapi.status();
  auto parts = PartsOf(options);
  if (!parts.ok()) return parts.status();
  auto database = OpenState(options);
  if (!database.ok()) return database.status();
  auto ingest_channel = rpc::MakeChannel(options.ingest, "aurora.ingest.v1.IngestService");
  if (!ingest_channel.ok()) return ingest_channel.status();
  auto grafana_upstream = GrafanaOf(options);
  if (!grafana_upstream.ok()) return grafana_upstream.status();
  auto query_channel = rpc::MakeChannel(options.query_engine, "aurora.query.v1.QueryService");
  if (!query_channel.ok()) return query_channel.status();

  auth::CredentialStore store(**database, {options.session_idle, options.session_absolute});
  if (!options.admin_token.empty()) {
    if (auto status = store.RegisterAdminToken(options.admin_token, absl::Now()); !status.ok()) return status;
  }
  const auto ingest = backends::MakeIngestClient(*ingest_channel);
  const auto query = backends::MakeQueryClient(*query_channel);

  asio::thread_pool blocking(kBlockingThreads);
  const api::Audit audit(options.audit_texts);
  auth::EndpointTokenStore endpoint_tokens(**database);
  api::Authenticator authenticator(store, endpoint_tokens, blocking);
  live::StatusBoard board(*std::move(parts), absl::Now());
  live::Hub hub(*ingest, board, static_cast<size_t>(options.live_connections_max));

  api::SignIn sign_in({options.public_url, options.session_idle, options.session_absolute}, store, authenticator,
                      blocking, audit);
  api::Connections connections(*ingest, audit);
  api::Evolution evolution(*ingest, audit);
  api::RangeReplays range_replays(*ingest, audit);
  api::Tables tables(*query);
  api::Model chat_model(*query);
  api::Questions questions(QuestionLimitsOf(options), *query, audit);
  workspace::DocumentStore document_store(**database);
  workspace::HistoryStore history_store(**database);
  api::Documents documents(document_store, blocking, audit);
  api::History history(history_store, blocking);
  api::Exports exports(document_store, *query, questions, blocking);
  api::Knowledge knowledge(*query, audit);
  api::Endpoints endpoints(document_store, endpoint_tokens, authenticator, *query, blocking, audit);
  api::EndpointCalls endpoint_calls(document_store, questions, blocking, audit);
  api::GrafanaBoards grafana_boards(document_store, *query, blocking, audit);
  grafana::Proxy grafana(*std::move(grafana_upstream), {static_cast<int>(options.grafana_calls_max),
                                                        static_cast<size_t>(options.grafana_body_bytes_max)});
  api::GrafanaLinks grafana_links(grafana);
  api::Operation operation(*std::move(openapi), board);
  api::Router router;
  operation.AddTo(router);
  sign_in.AddTo(router);
  connections.AddTo(router);
  evolution.AddTo(router);
  range_replays.AddTo(router);
  tables.AddTo(router);
  chat_model.AddTo(router);
  questions.AddTo(router);
  documents.AddTo(router);
  history.AddTo(router);
  exports.AddTo(router);
  knowledge.AddTo(router);
  endpoints.AddTo(router);
  endpoint_calls.AddTo(router);
  grafana_boards.AddTo(router);
  grafana_links.AddTo(router);

  http::StaticFiles files(options.web_root.empty() ? (ShareFolder() / "web").string() : options.web_root);
  http::RequestMetrics metrics(runtime.metrics());
  api::Application application(ApplicationLimitsOf(options),
                               http::HostGuard(options.public_url, HostOf(options.listen)), router, authenticator,
                               files, hub, grafana, metrics);

  // Coroutines left at the end are destroyed with the context, before everything above that they use.
  asio::io_context context(static_cast<int>(options.threads));
  auto listener = http::Listener::Create(ListenerOptionsOf(options), application, context);
  if (!listener.ok()) return listener.status();
  const std::string scheme = options.certificate_file.empty() ? "http://" : "https://";
  if (options.public_url.empty()) sign_in.set_public_url(scheme + http::ReachableAddress((*listener)->address()));
  board.set_own_address((*listener)->address());
  board.Start(context);
  hub.Start(context);

  std::vector<std::thread> threads;
  for (int64_t index = 0; index < options.threads; ++index) threads.emplace_back([&context] { context.run(); });
  const absl::Cleanup stop = [&] {
    context.stop();
    for (std::thread& thread : threads) thread.join();
    blocking.join();
  };

  runtime.AddReadinessCheck("state", [&database]() -> absl::Status {
    return (*database)->Read([](state::Session& session) { return session.Select("SELECT 1", 1).status(); });
  });
  runtime.AddReadinessCheck("http", [&]() -> absl::Status {
    metrics.SetConnections((*listener)->connections());
    return absl::OkStatus();
  });
  runtime.AddDrainStep("connections", [&](absl::Time deadline) { (*listener)->Drain(deadline); });
  runtime.AddDrainStep("live feed", [&](absl::Time deadline) { hub.Drain(deadline); });
  base::log::Info("listening", {{"address", scheme + (*listener)->address()}});
  return runtime.Run();
}

}  // namespace aurora::gateway
