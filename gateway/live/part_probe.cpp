#include "gateway/live/part_probe.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/live/await_tuple.h"
#include "libs/base/text.h"

namespace aurora::gateway::live {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::milliseconds kProbeTime{1000};
constexpr size_t kAnswerBytesMax = 1 << 20;

struct Answer {
  // 0: none.
  int status = 0;
  std::string body;
};

// One GET of a server that closes after its answer.
asio::awaitable<Answer> Get(std::string address, std::string path) {
  const auto executor = co_await asio::this_coro::executor;
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) co_return Answer{};
  auto socket = std::make_shared<tcp::socket>(executor);
  asio::steady_timer deadline(executor, kProbeTime);
  deadline.async_wait([weak = std::weak_ptr<tcp::socket>(socket)](const boost::system::error_code& error) {
    boost::system::error_code ignored;
    if (auto open = weak.lock(); open != nullptr && !error) open->close(ignored);
  });
  std::string host = address.substr(0, colon);
  if (host.size() > 1 && host.front() == '[') host = host.substr(1, host.size() - 2);
  tcp::resolver resolver(executor);
  const auto [resolve_error, endpoints] = co_await resolver.async_resolve(host, address.substr(colon + 1), kAwaitTuple);
  if (resolve_error) co_return Answer{};
  const auto [connect_error, endpoint] = co_await asio::async_connect(*socket, endpoints, kAwaitTuple);
  if (connect_error) co_return Answer{};
  const std::string request = absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: ", address, "\r\nConnection: close\r\n\r\n");
  const auto [write_error, written] = co_await asio::async_write(*socket, asio::buffer(request), kAwaitTuple);
  if (write_error) co_return Answer{};
  std::string text;
  const auto [read_error, read] =
      co_await asio::async_read(*socket, asio::dynamic_buffer(text, kAnswerBytesMax), kAwaitTuple);
  deadline.cancel();
  Answer answer;
  const size_t head_end = text.find("\r\n\r\n");
  if (read_error != asio::error::eof || head_end == std::string::npos || text.size() < 12 ||
      !absl::SimpleAtoi(text.substr(9, 3), &answer.status)) {
    co_return Answer{};
  }
  answer.body = text.substr(head_end + 4);
  co_return answer;
}

}  // namespace

std::map<std::string, std::string> ReadinessDetails(std::string_view body) {
  std::map<std::string, std::string> details;
  for (const absl::string_view line : absl::StrSplit(base::Absl(body), '\n', absl::SkipEmpty())) {
    const size_t colon = line.find(": ");
    if (colon == absl::string_view::npos) {
      details["state"] = std::string(line);
    } else {
      details[std::string(line.substr(0, colon))] = std::string(line.substr(colon + 2));
    }
  }
  return details;
}

void ReadMetrics(std::string_view text, PartState* state) {
  for (const absl::string_view line : absl::StrSplit(base::Absl(text), '\n', absl::SkipEmpty())) {
    if (absl::StartsWith(line, "aurora_build_info{")) {
      constexpr absl::string_view kVersion = "version=\"";
      const size_t begin = line.find(kVersion);
      if (begin == absl::string_view::npos) continue;
      const absl::string_view rest = line.substr(begin + kVersion.size());
      state->version = std::string(rest.substr(0, rest.find('"')));
    } else if (absl::StartsWith(line, "process_start_time_seconds ")) {
      double seconds = 0;
      if (absl::SimpleAtod(line.substr(line.find(' ') + 1), &seconds)) {
        state->started_at = absl::UnixEpoch() + absl::Seconds(seconds);
      }
    }
  }
}

asio::awaitable<PartState> ProbePart(std::string admin_address, PartState known) {
  const Answer ready = co_await Get(admin_address, "/readyz");
  PartState now;
  if (ready.status == 0) {
    now.details["state"] = "does not answer";
    co_return now;
  }
  now.state = ready.status == 200 ? PartState::State::kUp : PartState::State::kStarting;
  now.details = ReadinessDetails(ready.body);
  now.version = known.version;
  now.started_at = known.started_at;
  // A part that was away may have come back as another process.
  if (known.state == PartState::State::kDown || now.version.empty() || !now.started_at.has_value()) {
    const Answer metrics = co_await Get(admin_address, "/metrics");
    ReadMetrics(metrics.body, &now);
  }
  co_return now;
}

}  // namespace aurora::gateway::live
