#include "gateway/live/hub.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/live/await_tuple.h"
#include "libs/base/text.h"

namespace aurora::gateway::live {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

// The looking is in steps, so that it ends soon when it has to.
constexpr std::chrono::milliseconds kStep{100};
constexpr int kStepsPerLook = 10;
constexpr absl::Duration kListTime = absl::Seconds(2);
// Connections are told anew this often even when nothing but their progress changed.
constexpr int kConnectionsEvery = 10;
// How often a listener's credential is looked at again.
constexpr absl::Duration kRecheckPeriod = absl::Seconds(15);
constexpr std::chrono::milliseconds kCloseWait{20};
constexpr const char* kNames[kTopics] = {"status", "connections", "freshness"};

// What makes it worth sending the connections as a whole.
std::string Fingerprint(const ingest::v1::ListConnectionsResponse& response) {
  std::string text;
  for (const auto& connection : response.connections()) {
    absl::StrAppend(&text, connection.id(), " ", connection.state(), " ", connection.schema().version(), " ",
                    connection.last_error().code(), connection.last_error().message(), "\n");
  }
  return text;
}

}  // namespace

std::string LiveMessage(Topic topic, uint64_t seq, std::string_view body) {
  const char* name = kNames[static_cast<size_t>(topic)];
  return base::StrCat("{\"type\":\"", name, "\",\"seq\":", seq, ",\"", name, "\":", body, "}");
}

// One socket's waiting messages. All members are used on its strand.
class Hub::Listener {
 public:
  explicit Listener(asio::any_io_executor executor) : executor_(std::move(executor)), wake_(executor_) {}

  void Offer(Topic topic, std::shared_ptr<const std::string> body) {
    waiting_[static_cast<size_t>(topic)] = {++seq_, std::move(body)};
    wake_.cancel();
  }
  // The oldest waiting message; false when there is none.
  bool Take(std::string* message) {
    Waiting* oldest = nullptr;
    size_t topic = 0;
    for (size_t index = 0; index < kTopics; ++index) {
      Waiting& one = waiting_[index];
      if (one.body == nullptr || paused_) continue;
      if (oldest == nullptr || one.seq < oldest->seq) {
        oldest = &one;
        topic = index;
      }
    }
    if (oldest == nullptr) return false;
    *message = LiveMessage(static_cast<Topic>(topic), oldest->seq, *oldest->body);
    oldest->body = nullptr;
    return true;
  }
  asio::awaitable<void> Wait(std::chrono::milliseconds longest) {
    wake_.expires_after(longest);
    co_await wake_.async_wait(kAwaitTuple);
  }
  // What the client says: {"type":"pause"} and {"type":"resume"}; all else is ignored.
  asio::awaitable<void> Listen(http::WebSocket& socket) {
    std::string message;
    while (co_await socket.Read(&message)) {
      absl::StatusOr<json::object> object = api::ParseObject(message);
      if (!object.ok()) continue;
      const json::value* type = object->if_contains("type");
      if (type == nullptr || !type->is_string()) continue;
      if (type->get_string() == "pause") paused_ = true;
      if (type->get_string() == "resume") paused_ = false;
      wake_.cancel();
    }
    closed_ = true;
    wake_.cancel();
  }
  bool closed() const { return closed_; }
  const asio::any_io_executor& executor() const { return executor_; }

 private:
  struct Waiting {
    uint64_t seq = 0;
    std::shared_ptr<const std::string> body;
  };
  const asio::any_io_executor executor_;
  asio::steady_timer wake_;
  std::array<Waiting, kTopics> waiting_;
  uint64_t seq_ = 0;
  bool paused_ = false;
  bool closed_ = false;
};

void Hub::Start(asio::io_context& context) {
  watching_ = true;
  asio::co_spawn(asio::make_strand(context), Watch(), asio::detached);
}

void Hub::Drain(absl::Time deadline) {
  cancellation_->Cancel();
  while (watching_ && absl::Now() < deadline) absl::SleepFor(absl::Milliseconds(10));
}

bool Hub::full() const {
  const std::lock_guard lock(mutex_);
  return listeners_.size() >= listeners_max_;
}

asio::awaitable<void> Hub::Watch() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  std::string status_seen;
  std::string connections_seen;
  for (int round = 0; !cancellation_->cancelled(); ++round) {
    bool anyone = false;
    {
      const std::lock_guard lock(mutex_);
      anyone = !listeners_.empty();
    }
    if (!anyone) {
      status_seen.clear();
      connections_seen.clear();
    } else {
      const std::string status = absl::StrCat("#", board_.Fingerprint());
      if (status != status_seen) Publish(Topic::kStatus, api::Serialize(board_.Json()));
      status_seen = status;
      backends::CallOptions options;
      options.context.principal = "gateway";
      options.timeout = kListTime;
      options.cancellation = cancellation_;
      auto reply = co_await ingest_.List({}, std::move(options));
      if (reply.ok()) {
        const std::string connections = absl::StrCat("#", Fingerprint(*reply));
        if (connections != connections_seen || round % kConnectionsEvery == 0) {
          json::array whole;
          for (const auto& connection : reply->connections()) whole.push_back(api::ToJson(connection));
          Publish(Topic::kConnections, api::Serialize(whole));
        }
        connections_seen = connections;
        json::array freshness;
        for (const auto& connection : reply->connections()) freshness.push_back(api::FreshnessJson(connection));
        Publish(Topic::kFreshness, api::Serialize(freshness));
      }
    }
    for (int step = 0; step < kStepsPerLook && !cancellation_->cancelled(); ++step) {
      timer.expires_after(kStep);
      co_await timer.async_wait(kAwaitTuple);
    }
  }
  watching_ = false;
}

void Hub::Publish(Topic topic, std::string body) {
  const auto shared = std::make_shared<const std::string>(std::move(body));
  const std::lock_guard lock(mutex_);
  last_[static_cast<size_t>(topic)] = shared;
  for (const auto& listener : listeners_) {
    asio::post(listener->executor(), [listener, topic, shared] { listener->Offer(topic, shared); });
  }
}

asio::awaitable<void> Hub::Serve(http::WebSocket& socket, std::function<asio::awaitable<bool>()> still_allowed) {
  const auto executor = co_await asio::this_coro::executor;
  auto listener = std::make_shared<Listener>(executor);
  // The parts are known at once; the rest comes with the next look unless somebody else listens already.
  listener->Offer(Topic::kStatus, std::make_shared<const std::string>(api::Serialize(board_.Json())));
  {
    const std::lock_guard lock(mutex_);
    if (!listeners_.empty()) {
      for (const Topic topic : {Topic::kConnections, Topic::kFreshness}) {
        const auto& last = last_[static_cast<size_t>(topic)];
        if (last != nullptr) listener->Offer(topic, last);
      }
    }
    listeners_.insert(listener);
  }
  asio::co_spawn(executor, listener->Listen(socket), asio::detached);
  absl::Time checked_at = absl::Now();
  std::string message;
  while (!listener->closed()) {
    if (listener->Take(&message)) {
      if (!co_await socket.Write(message)) break;
    } else {
      co_await listener->Wait(std::chrono::milliseconds(absl::ToInt64Milliseconds(kRecheckPeriod)));
    }
    if (absl::Now() - checked_at < kRecheckPeriod) continue;
    checked_at = absl::Now();
    if (!co_await still_allowed()) break;
  }
  {
    const std::lock_guard lock(mutex_);
    listeners_.erase(listener);
  }
  socket.Close();
  // The listening coroutine uses the socket, which ends with this one; closing has a timeout of its own.
  while (!listener->closed()) co_await listener->Wait(kCloseWait);
}

}  // namespace aurora::gateway::live
