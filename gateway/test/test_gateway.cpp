#include "gateway/test/test_gateway.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <prometheus/registry.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "gateway/api/connections/evolution.h"
#include "gateway/api/connections/range_replays.h"
#include "gateway/api/endpoints/endpoint_calls.h"
#include "gateway/api/endpoints/endpoints.h"
#include "gateway/api/questions/exports.h"
#include "gateway/api/workspace/documents.h"
#include "gateway/api/workspace/grafana_boards.h"
#include "gateway/api/workspace/grafana_links.h"
#include "gateway/api/workspace/history.h"
#include "gateway/workspace/state_schema.h"

namespace aurora::gateway {
namespace {

constexpr int kReadSecondsMax = 10;

// Reads until `text` holds `bytes` bytes; false at the end of the stream.
bool ReadTo(int socket, size_t bytes, std::string* text) {
  char buffer[65536];
  while (text->size() < bytes) {
    const ssize_t got = ::recv(socket, buffer, std::min(sizeof buffer, bytes - text->size()), 0);
    if (got <= 0) return false;
    text->append(buffer, static_cast<size_t>(got));
  }
  return true;
}

bool ReadLine(int socket, std::string* line) {
  line->clear();
  char c = 0;
  while (::recv(socket, &c, 1, 0) == 1) {
    if (c == '\n') {
      if (!line->empty() && line->back() == '\r') line->pop_back();
      return true;
    }
    *line += c;
  }
  return false;
}

bool ReadChunks(int socket, std::string* body) {
  std::string line;
  while (ReadLine(socket, &line)) {
    const size_t size = std::strtoul(line.c_str(), nullptr, 16);
    std::string chunk;
    if (!ReadTo(socket, size + 2, &chunk)) return false;
    if (size == 0) return true;
    body->append(chunk, 0, size);
  }
  return false;
}

}  // namespace

struct TestGateway::Parts {
  boost::asio::thread_pool blocking{2};
  prometheus::Registry registry;
  api::Audit audit{true};
  std::unique_ptr<auth::CredentialStore> store;
  std::unique_ptr<auth::EndpointTokenStore> endpoint_tokens;
  std::unique_ptr<api::Authenticator> authenticator;
  std::unique_ptr<live::StatusBoard> board;
  std::unique_ptr<live::Hub> hub;
  std::unique_ptr<api::SignIn> sign_in;
  std::unique_ptr<api::Connections> connections;
  std::unique_ptr<api::Evolution> evolution;
  std::unique_ptr<api::RangeReplays> range_replays;
  std::unique_ptr<api::Tables> tables;
  std::unique_ptr<api::Questions> questions;
  std::unique_ptr<workspace::DocumentStore> document_store;
  std::unique_ptr<workspace::HistoryStore> history_store;
  std::unique_ptr<api::Documents> documents;
  std::unique_ptr<api::History> history;
  std::unique_ptr<api::Exports> exports;
  std::unique_ptr<api::GrafanaBoards> grafana_boards;
  std::unique_ptr<api::Endpoints> endpoints;
  std::unique_ptr<api::EndpointCalls> endpoint_calls;
  std::unique_ptr<grafana::Proxy> grafana;
  std::unique_ptr<api::GrafanaLinks> grafana_links;
  std::unique_ptr<api::Operation> operation;
  api::Router router;
  std::unique_ptr<http::StaticFiles> files;
  std::unique_ptr<http::RequestMetrics> metrics;
  std::unique_ptr<api::Application> application;
  boost::asio::io_context context{2};
  std::vector<std::thread> threads;
};

TestGateway::TestGateway(const TestLimits& limits) : parts_(std::make_unique<Parts>()) {
  char name[] = "/tmp/aurora-gateway-XXXXXX";
  folder = ::mkdtemp(name);
  std::filesystem::create_directories(folder + "/web");
  std::ofstream(folder + "/web/index.html") << "<!doctype html>home";
  state::DatabaseOptions state_options;
  state_options.url = "sqlite://" + folder + "/state.db";
  database = std::move(state::Database::Open(state_options, workspace::StateMigrations())).value();
  Parts& p = *parts_;
  const absl::Duration idle = absl::Hours(1);
  p.store = std::make_unique<auth::CredentialStore>(*database, auth::SessionLimits{idle, absl::Hours(24)});
  p.store->RegisterAdminToken(base::Secret(admin_token), absl::Now()).IgnoreError();
  p.endpoint_tokens = std::make_unique<auth::EndpointTokenStore>(*database);
  p.authenticator = std::make_unique<api::Authenticator>(*p.store, *p.endpoint_tokens, p.blocking);
  p.board = std::make_unique<live::StatusBoard>(std::vector<live::Part>{}, absl::Now());
  p.hub = std::make_unique<live::Hub>(ingest, *p.board, 4);
  p.sign_in = std::make_unique<api::SignIn>(api::SignIn::Options{"http://localhost:1", idle, absl::Hours(24)},
                                            *p.store, *p.authenticator, p.blocking, p.audit);
  p.connections = std::make_unique<api::Connections>(ingest, p.audit);
  p.evolution = std::make_unique<api::Evolution>(ingest, p.audit);
  p.range_replays = std::make_unique<api::RangeReplays>(ingest, p.audit);
  p.tables = std::make_unique<api::Tables>(query);
  p.questions = std::make_unique<api::Questions>(limits.questions, query, p.audit);
  p.document_store = std::make_unique<workspace::DocumentStore>(*database);
  p.history_store = std::make_unique<workspace::HistoryStore>(*database);
  p.documents = std::make_unique<api::Documents>(*p.document_store, p.blocking, p.audit);
  p.history = std::make_unique<api::History>(*p.history_store, p.blocking);
  p.exports = std::make_unique<api::Exports>(*p.document_store, query, *p.questions, p.blocking);
  p.grafana_boards = std::make_unique<api::GrafanaBoards>(*p.document_store, query, p.blocking, p.audit);
  p.endpoints = std::make_unique<api::Endpoints>(*p.document_store, *p.endpoint_tokens, *p.authenticator, query,
                                                 p.blocking, p.audit);
  p.endpoint_calls = std::make_unique<api::EndpointCalls>(*p.document_store, *p.questions, p.blocking, p.audit);
  std::unique_ptr<http::Upstream> upstream;
  if (!limits.grafana_url.empty()) {
    http::UpstreamOptions grafana_options;
    grafana_options.url = limits.grafana_url;
    grafana_options.answer_timeout = absl::Seconds(2);
    upstream = std::move(http::Upstream::Create(std::move(grafana_options))).value();
  }
  p.grafana = std::make_unique<grafana::Proxy>(std::move(upstream), grafana::Proxy::Limits{4, 1 << 20, 64 << 10});
  p.grafana_links = std::make_unique<api::GrafanaLinks>(*p.grafana);
  p.operation = std::make_unique<api::Operation>("{\"openapi\":\"3.1.0\",\"paths\":{}}", *p.board);
  p.operation->AddTo(p.router);
  p.sign_in->AddTo(p.router);
  p.connections->AddTo(p.router);
  p.evolution->AddTo(p.router);
  p.range_replays->AddTo(p.router);
  p.tables->AddTo(p.router);
  p.questions->AddTo(p.router);
  p.documents->AddTo(p.router);
  p.history->AddTo(p.router);
  p.exports->AddTo(p.router);
  p.grafana_boards->AddTo(p.router);
  p.grafana_links->AddTo(p.router);
  p.endpoints->AddTo(p.router);
  p.endpoint_calls->AddTo(p.router);
  p.files = std::make_unique<http::StaticFiles>(folder + "/web");
  p.metrics = std::make_unique<http::RequestMetrics>(p.registry);
  p.application =
      std::make_unique<api::Application>(limits.application, http::HostGuard("", "127.0.0.1"), p.router,
                                         *p.authenticator, *p.files, *p.hub, *p.grafana, *p.metrics);
  http::ListenerOptions options = limits.listener;
  options.listen = "127.0.0.1:0";
  auto made = http::Listener::Create(options, *p.application, p.context);
  if (!made.ok()) throw std::runtime_error(std::string(made.status().message()));
  listener = *std::move(made);
  p.hub->Start(p.context);
  for (int index = 0; index < 2; ++index) p.threads.emplace_back([&p] { p.context.run(); });
}

TestGateway::~TestGateway() {
  listener->Drain(absl::Now() + absl::Seconds(2));
  parts_->hub->Drain(absl::Now() + absl::Seconds(2));
  parts_->context.stop();
  for (std::thread& thread : parts_->threads) thread.join();
  parts_->blocking.join();
  listener.reset();
  parts_.reset();
  database.reset();
  std::filesystem::remove_all(folder);
}

int TestGateway::Connect() const {
  const std::string& address = listener->address();
  const int port = std::atoi(address.substr(address.rfind(':') + 1).c_str());
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  timeval timeout{kReadSecondsMax, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  sockaddr_in peer{};
  peer.sin_family = AF_INET;
  peer.sin_port = htons(static_cast<uint16_t>(port));
  peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&peer), sizeof peer) != 0) {
    throw std::runtime_error("cannot connect to the gateway under test");
  }
  return socket;
}

Reply TestGateway::ReadReply(int socket, bool head) {
  Reply reply;
  std::string line;
  if (!ReadLine(socket, &line) || line.size() < 12) return reply;
  reply.status = std::atoi(line.substr(9, 3).c_str());
  while (ReadLine(socket, &line) && !line.empty()) {
    const std::pair<std::string, std::string> pair = absl::StrSplit(line, absl::MaxSplits(": ", 1));
    reply.headers[absl::AsciiStrToLower(pair.first)] = pair.second;
  }
  if (head || reply.status == 204 || reply.status == 304 || reply.status < 200) {
    reply.whole = true;
  } else if (reply.headers.count("content-length") > 0) {
    reply.whole = ReadTo(socket, std::strtoul(reply.headers["content-length"].c_str(), nullptr, 10), &reply.body);
  } else if (reply.headers["transfer-encoding"] == "chunked") {
    reply.whole = ReadChunks(socket, &reply.body);
  } else {
    ReadTo(socket, SIZE_MAX, &reply.body);
  }
  return reply;
}

Reply TestGateway::Send(const std::string& bytes) const {
  const int socket = Connect();
  [[maybe_unused]] const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  Reply reply = ReadReply(socket, bytes.rfind("HEAD ", 0) == 0);
  ::close(socket);
  return reply;
}

Reply TestGateway::Call(const std::string& method, const std::string& target, const std::string& body,
                        const std::string& headers) const {
  std::string text = absl::StrCat(method, " ", target, " HTTP/1.1\r\nHost: localhost\r\n", headers);
  const bool own = absl::StrContains(headers, "Authorization:") || absl::StrContains(headers, "Cookie:");
  if (!own) absl::StrAppend(&text, "Authorization: Bearer ", admin_token, "\r\n");
  if (!body.empty()) absl::StrAppend(&text, "Content-Type: application/json\r\nContent-Length: ", body.size(), "\r\n");
  absl::StrAppend(&text, "\r\n", body);
  return Send(text);
}

std::string Code(const Reply& reply) {
  if (reply.headers.count("content-type") == 0 || reply.headers.at("content-type") != "application/problem+json") {
    return "no problem";
  }
  return Member(reply, "code");
}

std::string Member(const Reply& reply, const char* name) {
  return std::string(boost::json::parse(reply.body).at(name).as_string());
}

bool WaitFor(const std::function<bool()>& condition) {
  for (int round = 0; round < 300; ++round) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return false;
}

}  // namespace aurora::gateway
