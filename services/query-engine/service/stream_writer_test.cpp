#include "services/query-engine/service/stream_writer.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "aurora/query/v1/query.grpc.pb.h"
#include "libs/base/worker_pool.h"
#include "libs/rpc/endpoint.h"
#include "libs/service/runtime.h"

namespace aurora::query::service {
namespace {

using Writer = StreamWriter<v1::RunSqlResponse>;

constexpr int kMessages = 40;
constexpr size_t kMessageBytes = 40'000;
constexpr char kEndless[] = "endless";
constexpr absl::Duration kDeadline = absl::Seconds(30);

// Streams kMessages, the last with the status, or without end, to each caller from a worker's thread, and keeps an eye on what is left of each stream.
class Streams final : public v1::QueryService::CallbackService {
 public:
  grpc::ServerWriteReactor<v1::RunSqlResponse>* RunSql(grpc::CallbackServerContext*,
                                                       const v1::RunSqlRequest* request) override {
    const bool endless = request->sql() == kEndless;
    auto writer = Writer::Make();
    auto* const reactor = writer->reactor();
    {
      const std::lock_guard lock(mutex_);
      streams_.push_back(writer);
    }
    writer->OnCancel([this] { ++cancelled; });
    const bool posted = pool_.TryPost([this, endless, writer = std::move(writer)] {
      absl::Status status;
      v1::RunSqlResponse response;
      response.set_data(std::string(kMessageBytes, 'x'));
      for (int i = 1; (endless || i < kMessages) && status.ok(); ++i) {
        status = writer->Write(response, absl::Now() + kDeadline);
      }
      if (absl::IsCancelled(status)) ++given_up;
      writer->Finish(status, std::move(response));
    });
    // Its stream never ends then.
    if (!posted) ++turned_away;
    return reactor;
  }

  bool AllGone() {
    const std::lock_guard lock(mutex_);
    for (const auto& stream : streams_) {
      if (!stream.expired()) return false;
    }
    return true;
  }

  std::atomic<int> cancelled = 0;
  std::atomic<int> given_up = 0;
  std::atomic<int> turned_away = 0;

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<Writer>> streams_;
  // Last: its work uses all of the above.
  base::WorkerPool pool_{4, 1000};
};

// With all that a service's server has: the token's check and the interceptor that counts calls.
class StreamServer {
 public:
  StreamServer() {
    auto runtime = aurora::service::Runtime::Create("stream-test", {});
    REQUIRE(runtime.ok());
    runtime_ = *std::move(runtime);
    rpc::ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.token = base::Secret("stream-token");
    auto server = rpc::Server::Create(options, {&streams}, *runtime_);
    REQUIRE(server.ok());
    server_ = *std::move(server);
    rpc::Endpoint endpoint;
    endpoint.address = server_->address();
    endpoint.token = options.token;
    auto channel = rpc::MakeChannel(endpoint, v1::QueryService::service_full_name());
    REQUIRE(channel.ok());
    stub = v1::QueryService::NewStub(*channel);
  }

  Streams streams;
  std::unique_ptr<v1::QueryService::Stub> stub;

 private:
  std::unique_ptr<aurora::service::Runtime> runtime_;
  std::unique_ptr<rpc::Server> server_;
};

// Reads at most `messages` that are whole, then leaves.
int Read(StreamServer& server, int messages) {
  grpc::ClientContext context;
  const auto stream = server.stub->RunSql(&context, {});
  v1::RunSqlResponse response;
  int count = 0;
  // Counted and not checked: several threads read, and Catch takes assertions of one alone.
  while (count < messages && stream->Read(&response) && response.data().size() == kMessageBytes) ++count;
  context.TryCancel();
  (void)stream->Finish();
  return count;
}

bool WaitFor(const std::function<bool()>& condition) {
  const absl::Time deadline = absl::Now() + kDeadline;
  while (!condition()) {
    if (absl::Now() > deadline) return false;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return true;
}

TEST_CASE("a stream comes whole and in full, and nothing of it stays") {
  StreamServer server;
  CHECK(Read(server, kMessages + 1) == kMessages);
  CHECK(WaitFor([&] { return server.streams.AllGone(); }));
  CHECK(server.streams.given_up == 0);
}

TEST_CASE("that a reader has left ends the worker's writing") {
  StreamServer server;
  {
    grpc::ClientContext context;
    v1::RunSqlRequest request;
    request.set_sql(kEndless);
    const auto stream = server.stub->RunSql(&context, request);
    v1::RunSqlResponse response;
    REQUIRE(stream->Read(&response));
    context.TryCancel();
    (void)stream->Finish();
  }
  CHECK(WaitFor([&] { return server.streams.AllGone(); }));
  CHECK(server.streams.cancelled == 1);
  CHECK(server.streams.given_up == 1);
}

TEST_CASE("callers may leave at any moment, many at a time, and nothing of their streams stays") {
  StreamServer server;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([&server, caller] {
      for (int round = 0; round < 25; ++round) Read(server, (caller * 7 + round) % (kMessages + 2));
    });
  }
  for (std::thread& caller : callers) caller.join();
  CHECK(WaitFor([&] { return server.streams.AllGone(); }));
  CHECK(server.streams.turned_away == 0);
}

}  // namespace
}  // namespace aurora::query::service
