#pragma once

// gRPC's callback API as Asio awaitables. Included by the clients' .cpp files alone.

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/backends/call.h"
#include "gateway/http/await.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/call_order.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::backends {

using http::Await;
using http::Completion;

// Cancels the call of `context` when the request is cancelled; must be destroyed before the context.
class CancellationLink {
 public:
  CancellationLink(std::shared_ptr<http::Cancellation> cancellation, grpc::ClientContext& context)
      : cancellation_(std::move(cancellation)) {
    if (cancellation_ != nullptr) key_ = cancellation_->Add([&context] { context.TryCancel(); });
  }
  ~CancellationLink() {
    if (cancellation_ != nullptr) cancellation_->Remove(key_);
  }
  CancellationLink(const CancellationLink&) = delete;
  CancellationLink& operator=(const CancellationLink&) = delete;

 private:
  std::shared_ptr<http::Cancellation> cancellation_;
  int key_ = 0;
};

// What a service's error means to the gateway's clients. gRPC's own words name addresses, and a token that a service
// refuses is the operator's matter: the caller is known well.
inline absl::Status FromService(const char* service, const grpc::Status& status) {
  const absl::Status error = rpc::FromGrpc(status);
  if (absl::IsUnauthenticated(error)) {
    return absl::InternalError(absl::StrCat(service, " refuses the gateway's token; give both the same token_file"));
  }
  if (absl::IsDeadlineExceeded(error) && error.message() == "Deadline Exceeded") {
    return absl::DeadlineExceededError(
        absl::StrCat(service, " took too long; the work may go on there, see its state before trying again"));
  }
  const bool unreachable = absl::IsUnavailable(error) &&
                           (absl::StrContains(error.message(), "ipv4:") || absl::StrContains(error.message(), "ipv6:") ||
                            absl::StrContains(error.message(), "failed to connect") || absl::StrContains(error.message(), "DNS resolution failed") ||
                            error.message() == "Socket closed");
  if (!unreachable || !rpc::Reason(error).empty()) return error;
  base::log::Warning("service not reached", {{"peer", service}, {"error", base::Message(error)}});
  return absl::UnavailableError(absl::StrCat(service, " does not answer; see `aurora status` and its log"));
}

// How the callback interface of a generated stub declares its methods.
template <typename Async, typename Request, typename Response>
using UnaryMethod = void (Async::*)(grpc::ClientContext*, const Request*, Response*, std::function<void(grpc::Status)>);
template <typename Async, typename Request, typename Response>
using StreamMethod = void (Async::*)(grpc::ClientContext*, const Request*, grpc::ClientReadReactor<Response>*);

// One call of `method`, of a stub's callback interface, which has to live until it is answered.
template <typename Async, typename Request, typename Response>
Reply<Response> Unary(const char* service, Async* async, UnaryMethod<Async, Request, Response> method, Request request,
                      CallOptions options) {
  grpc::ClientContext context;
  options.context.ApplyTo(context, options.timeout);
  Response response;
  const CancellationLink link(options.cancellation, context);
  const grpc::Status status = co_await Await<grpc::Status>([&](Completion<grpc::Status> done) {
    (async->*method)(&context, &request, &response, std::move(done));
  });
  if (!status.ok()) co_return FromService(service, status);
  co_return std::move(response);
}

// A server's stream over a read reactor. The reactor holds itself until gRPC is done with it.
template <typename Request, typename Response>
class GrpcStream final : public Stream<Response> {
 public:
  template <typename Async>
  GrpcStream(const char* service, Async* async, StreamMethod<Async, Request, Response> method, Request request,
             const CallOptions& options)
      : service_(service), reactor_(std::make_shared<Reactor>()), link_(options.cancellation, reactor_->context) {
    reactor_->self = reactor_;
    reactor_->request = std::move(request);
    options.context.ApplyTo(reactor_->context, options.timeout);
    (async->*method)(&reactor_->context, &reactor_->request, reactor_.get());
    // The hold keeps OnDone back while no read runs, so that a read may still be started.
    reactor_->AddHold();
    reactor_->StartCall();
  }
  ~GrpcStream() override {
    reactor_->context.TryCancel();
    reactor_->Release();
  }

  boost::asio::awaitable<bool> Next(Response* message) override {
    const bool got = co_await Await<bool>([&](Completion<bool> done) { reactor_->Read(message, std::move(done)); });
    if (!got) reactor_->Release();
    co_return got;
  }
  boost::asio::awaitable<absl::Status> Finish() override {
    const grpc::Status status =
        co_await Await<grpc::Status>([&](Completion<grpc::Status> done) { reactor_->WaitDone(std::move(done)); });
    co_return FromService(service_, status);
  }

 private:
  class Reactor final : public grpc::ClientReadReactor<Response> {
   public:
    void Read(Response* message, Completion<bool> done) {
      {
        const std::lock_guard lock(mutex_);
        if (!ended_) {
          read_ = std::move(done);
          done = nullptr;
        }
      }
      if (done != nullptr) return done(false);
      this->StartRead(message);
    }
    void OnReadDone(bool ok) override {
      Completion<bool> done;
      {
        const std::lock_guard lock(mutex_);
        if (!ok) ended_ = true;
        done.swap(read_);
      }
      if (done != nullptr) done(ok);
      returned_.Mark();
    }
    void WaitDone(Completion<grpc::Status> done) {
      {
        const std::lock_guard lock(mutex_);
        if (!finished_) {
          finish_ = std::move(done);
          return;
        }
      }
      done(status_);
    }
    void OnDone(const grpc::Status& status) override {
      returned_.Follow();
      Completion<grpc::Status> done;
      {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        status_ = status;
        done.swap(finish_);
      }
      if (done != nullptr) done(status);
      const auto last = std::move(self);
    }
    void Release() {
      {
        const std::lock_guard lock(mutex_);
        if (released_) return;
        released_ = ended_ = true;
      }
      this->RemoveHold();
    }

    grpc::ClientContext context;
    Request request;
    std::shared_ptr<Reactor> self;

   private:
    rpc::CallOrder returned_;
    std::mutex mutex_;
    Completion<bool> read_;
    Completion<grpc::Status> finish_;
    bool ended_ = false;
    bool released_ = false;
    bool finished_ = false;
    grpc::Status status_;
  };

  const char* const service_;
  const std::shared_ptr<Reactor> reactor_;
  // After the reactor: it may not outlive the context.
  const CancellationLink link_;
};

// A service's stub with the name that messages call the service by. Owner: a client, which outlives its calls.
template <typename Service>
class Backend {
 public:
  // What has the methods: &Methods::ExplainSql.
  using Methods = typename Service::StubInterface::async_interface;

  Backend(const char* name, std::shared_ptr<grpc::Channel> channel) : name_(name), stub_(Service::NewStub(channel)) {}

  template <typename Request, typename Response>
  Reply<Response> Call(UnaryMethod<Methods, Request, Response> method, Request request, CallOptions options) {
    return Unary<Methods, Request, Response>(name_, stub_->async(), method, std::move(request), std::move(options));
  }
  template <typename Request, typename Response>
  std::unique_ptr<Stream<Response>> Open(StreamMethod<Methods, Request, Response> method, Request request,
                                         const CallOptions& options) {
    return std::make_unique<GrpcStream<Request, Response>>(name_, static_cast<Methods*>(stub_->async()), method,
                                                           std::move(request), options);
  }

 private:
  const char* const name_;
  const std::unique_ptr<typename Service::Stub> stub_;
};

}  // namespace aurora::gateway::backends
