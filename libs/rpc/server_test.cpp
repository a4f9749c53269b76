#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

#include "absl/time/clock.h"
#include "aurora/embedding/v1/embedding.grpc.pb.h"
#include "libs/rpc/endpoint.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "libs/rpc/test_certificates.h"
#include "libs/service/runtime.h"

namespace aurora::rpc {
namespace {

using embedding::v1::DescribeModelRequest;
using embedding::v1::DescribeModelResponse;
using embedding::v1::EmbeddingService;

// Answers with what it saw of the call.
class Mirror final : public EmbeddingService::CallbackService {
 public:
  RequestContext seen;
  absl::Status answer;
  std::atomic<int> calls = 0;

  grpc::ServerUnaryReactor* DescribeModel(grpc::CallbackServerContext* context, const DescribeModelRequest*,
                                          DescribeModelResponse* response) override {
    ++calls;
    seen = RequestContext::FromServer(*context);
    response->set_model(seen.request_id);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(ToGrpc(answer));
    return reactor;
  }
};

struct Fixture {
  Mirror mirror;
  std::unique_ptr<service::Runtime> runtime;
  std::unique_ptr<Server> server;

  absl::Status Start(ServerOptions options = {}) {
    auto made = service::Runtime::Create("rpc-test", {});
    REQUIRE(made.ok());
    runtime = *std::move(made);
    auto started = Server::Create(options, {&mirror}, *runtime);
    if (!started.ok()) return started.status();
    server = *std::move(started);
    return absl::OkStatus();
  }

  absl::Status Call(Endpoint endpoint, const RequestContext& request = {},
                    absl::Duration timeout = absl::Seconds(5)) const {
    endpoint.address = server->address();
    auto channel = MakeChannel(endpoint, EmbeddingService::service_full_name());
    REQUIRE(channel.ok());
    grpc::ClientContext context;
    request.ApplyTo(context, timeout);
    DescribeModelResponse response;
    return FromGrpc(EmbeddingService::NewStub(*channel)->DescribeModel(&context, {}, &response));
  }

  std::string Metrics() const {
    std::ostringstream out;
    prometheus::TextSerializer().Serialize(out, runtime->metrics().Collect());
    return out.str();
  }
};

// grpc.health.v1.Health/Check of everything, without generated code.
bool IsServing(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
  grpc::CompletionQueue queue;
  auto call =
      stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::ByteBuffer(nullptr, 0), &queue);
  grpc::ByteBuffer response;
  grpc::Status status;
  call->StartCall();
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return false;
  grpc::Slice slice;
  REQUIRE(response.DumpToSingleSlice(&slice).ok());
  // HealthCheckResponse{status = SERVING (1)}
  return std::string(slice.begin(), slice.end()) == "\x08\x01";
}

TEST_CASE("what changes nothing is tried again until a peer is there, what changes something is not") {
  Fixture fixture;
  ServerOptions options;
  REQUIRE(fixture.Start().ok());
  options.listen = fixture.server->address();
  // Nobody listens there until the other thread does.
  fixture.server.reset();
  fixture.runtime.reset();
  Endpoint endpoint;
  endpoint.address = options.listen;
  auto channel = MakeChannel(endpoint, EmbeddingService::service_full_name());
  REQUIRE(channel.ok());
  const auto stub = EmbeddingService::NewStub(*channel);
  const auto describe = [&] {
    grpc::ClientContext context;
    RequestContext().ApplyTo(context, absl::Seconds(10));
    DescribeModelResponse response;
    return FromGrpc(stub->DescribeModel(&context, {}, &response));
  };
  const auto replace = [&] {
    grpc::ClientContext context;
    RequestContext().ApplyTo(context, absl::Seconds(10));
    embedding::v1::ReplaceCollectionResponse response;
    return FromGrpc(stub->ReplaceCollection(&context, {}, &response));
  };
  CHECK(absl::IsUnavailable(replace()));
  // Bounded: a peer that stays away is told.
  CHECK(absl::IsUnavailable(describe()));
  std::thread later([&] {
    absl::SleepFor(absl::Milliseconds(300));
    auto made = service::Runtime::Create("rpc-test", {});
    fixture.runtime = *std::move(made);
    fixture.server = *Server::Create(options, {&fixture.mirror}, *fixture.runtime);
  });
  const absl::Status described = describe();
  later.join();
  CHECK(described.ok());
}

TEST_CASE("what a peer answered is final") {
  Fixture fixture;
  REQUIRE(fixture.Start().ok());
  fixture.mirror.answer = absl::UnavailableError("ClickHouse does not answer");
  CHECK(absl::IsUnavailable(fixture.Call({})));
  CHECK(fixture.mirror.calls == 1);
}

TEST_CASE("request id, caller and deadline arrive; absent ones are made") {
  Fixture fixture;
  REQUIRE(fixture.Start().ok());
  RequestContext request;
  request.request_id = "r-1";
  request.principal = "token:ci";
  request.roles = "admin";
  request.deadline = absl::Now() + absl::Seconds(3);
  REQUIRE(fixture.Call({}, request).ok());
  CHECK(fixture.mirror.seen.request_id == "r-1");
  CHECK(fixture.mirror.seen.principal == "token:ci");
  CHECK(fixture.mirror.seen.roles == "admin");
  CHECK(fixture.mirror.seen.deadline < absl::Now() + absl::Seconds(4));
  REQUIRE(fixture.Call({}).ok());
  CHECK(fixture.mirror.seen.request_id.size() > 10);
  CHECK(fixture.mirror.seen.principal == "anonymous");
}

TEST_CASE("an identity that could spoil a log is dropped") {
  Fixture fixture;
  REQUIRE(fixture.Start().ok());
  RequestContext request;
  request.request_id = "has blank";
  request.principal = std::string(300, 'x');
  REQUIRE(fixture.Call({}, request).ok());
  CHECK(fixture.mirror.seen.request_id != "has blank");
  CHECK(fixture.mirror.seen.principal == "anonymous");
}

TEST_CASE("an error travels with its reason and is counted") {
  Fixture fixture;
  REQUIRE(fixture.Start().ok());
  fixture.mirror.answer =
      WithReason(absl::NotFoundError("table shop.x is not known; see aurora tables"), "not_found");
  const absl::Status status = fixture.Call({});
  CHECK(status.code() == absl::StatusCode::kNotFound);
  CHECK(Reason(status) == "not_found");
  CHECK_THAT(fixture.Metrics(),
             Catch::Contains("aurora_grpc_calls_total{code=\"NOT_FOUND\",method=\"/aurora.embedding.v1."
                             "EmbeddingService/DescribeModel\"} 1"));
}

TEST_CASE("without the token or with a wrong one a call is refused before it reaches the service") {
  Fixture fixture;
  ServerOptions options;
  options.token = base::Secret("right-token");
  REQUIRE(fixture.Start(options).ok());
  CHECK(fixture.Call({}).code() == absl::StatusCode::kUnauthenticated);
  Endpoint wrong;
  wrong.token = base::Secret("wrong-token");
  CHECK(fixture.Call(wrong).code() == absl::StatusCode::kUnauthenticated);
  CHECK(fixture.mirror.seen.request_id.empty());
  Endpoint right;
  right.token = base::Secret("right-token");
  CHECK(fixture.Call(right).ok());
}

TEST_CASE("health needs no token") {
  Fixture fixture;
  ServerOptions options;
  options.token = base::Secret("right-token");
  REQUIRE(fixture.Start(options).ok());
  Endpoint endpoint;
  endpoint.address = fixture.server->address();
  CHECK(IsServing(*MakeChannel(endpoint, EmbeddingService::service_full_name())));
}

TEST_CASE("a taken port is an error that names it") {
  Fixture first;
  REQUIRE(first.Start().ok());
  Fixture second;
  ServerOptions options;
  options.listen = first.server->address();
  const absl::Status status = second.Start(options);
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK_THAT(std::string(status.message()), Catch::Contains(options.listen));
}

TEST_CASE("a drained server answers no more") {
  Fixture fixture;
  REQUIRE(fixture.Start().ok());
  fixture.runtime->Stop(absl::OkStatus());
  CHECK(fixture.runtime->Run() == 0);
  CHECK(fixture.Call({}, {}, absl::Milliseconds(300)).code() != absl::StatusCode::kOk);
}

TEST_CASE("mutual TLS lets in only clients of the authority, and a token works under it") {
  const TestCertificates certificates;
  Fixture fixture;
  ServerOptions options;
  options.tls = {certificates.Path("ca.pem"), certificates.Path("server.pem"),
                 certificates.Path("server.key")};
  options.token = base::Secret("right-token");
  REQUIRE(fixture.Start(options).ok());

  Endpoint client;
  client.tls = {certificates.Path("ca.pem"), certificates.Path("client.pem"),
                certificates.Path("client.key")};
  CHECK(fixture.Call(client).code() == absl::StatusCode::kUnauthenticated);
  client.token = base::Secret("right-token");
  CHECK(fixture.Call(client).ok());

  Endpoint stranger = client;
  stranger.tls.certificate_file = certificates.Path("stranger.pem");
  stranger.tls.key_file = certificates.Path("stranger.key");
  CHECK_FALSE(fixture.Call(stranger, {}, absl::Seconds(1)).ok());
  Endpoint nobody = client;
  nobody.tls.certificate_file.clear();
  nobody.tls.key_file.clear();
  CHECK_FALSE(fixture.Call(nobody, {}, absl::Seconds(1)).ok());
  Endpoint plaintext;
  CHECK_FALSE(fixture.Call(plaintext, {}, absl::Seconds(1)).ok());
}

TEST_CASE("TLS files that are missing or half given are named") {
  Endpoint endpoint;
  endpoint.address = "127.0.0.1:1";
  endpoint.tls.ca_file = "/nonexistent/ca.pem";
  CHECK_THAT(std::string(MakeChannel(endpoint, EmbeddingService::service_full_name()).status().message()), Catch::Contains("/nonexistent/ca.pem"));
  endpoint.tls = {"", "/nonexistent/client.pem", ""};
  CHECK(MakeChannel(endpoint, EmbeddingService::service_full_name()).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::rpc
