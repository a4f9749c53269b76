#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "gateway/backends/ingest_client.h"
#include "gateway/http/message.h"
#include "gateway/live/status_board.h"

namespace aurora::gateway::live {

// One message of the live feed: always a whole state, so that a slow reader may miss any but the last.
enum class Topic { kStatus, kConnections, kFreshness };
inline constexpr size_t kTopics = 3;

// {"type":"status","seq":7,"status":...}
std::string LiveMessage(Topic topic, uint64_t seq, std::string_view body);

// Looks at connections and parts once a second while anyone listens, and tells every listener. A listener holds one
// waiting message a topic at most: a newer one takes the older one's place, and the gap shows in `seq`.
// Lifecycle: Start() once; Drain() before the io_context ends. Thread-safe. Owner: main.
class Hub {
 public:
  Hub(backends::IngestClient& ingest, const StatusBoard& board, size_t listeners_max)
      : ingest_(ingest), board_(board), listeners_max_(listeners_max) {}

  void Start(boost::asio::io_context& context);
  // Feeds one socket until it closes or `still_allowed` (asked now and then) says no.
  boost::asio::awaitable<void> Serve(http::WebSocket& socket,
                                     std::function<boost::asio::awaitable<bool>()> still_allowed);
  bool full() const;
  // Ends the looking, so that no call runs any more when the io_context ends.
  void Drain(absl::Time deadline);

 private:
  class Listener;
  boost::asio::awaitable<void> Watch();
  void Publish(Topic topic, std::string body);

  backends::IngestClient& ingest_;
  const StatusBoard& board_;
  const size_t listeners_max_;
  const std::shared_ptr<http::Cancellation> cancellation_ = std::make_shared<http::Cancellation>();
  std::atomic<bool> watching_ = false;
  mutable std::mutex mutex_;
  std::set<std::shared_ptr<Listener>> listeners_;
  // What a new listener gets at once.
  std::shared_ptr<const std::string> last_[kTopics];
};

}  // namespace aurora::gateway::live
