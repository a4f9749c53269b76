#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/api/json.h"
#include "gateway/live/part_probe.h"

namespace aurora::gateway::live {

// A process to watch: its name, the address of its service and that of its admin port.
struct Part {
  std::string name;
  std::string address;
  std::string admin_address;
};

// "ingest 127.0.0.1:7181 127.0.0.1:7191"
absl::StatusOr<Part> ParsePart(const std::string& text);

// The state of every part, looked at each second while the gateway runs. Lifecycle: Start() once; ends with the
// io_context. Thread-safe. Owner: main.
class StatusBoard {
 public:
  StatusBoard(std::vector<Part> parts, absl::Time started_at)
      : parts_(std::move(parts)), started_at_(started_at) {}

  void Start(boost::asio::io_context& context);
  // Before Start.
  void set_own_address(std::string address) { own_address_ = std::move(address); }
  // Status as the API shows it.
  api::json::object Json() const;
  // The same without times, to see whether anything changed.
  std::string Fingerprint() const;

 private:
  boost::asio::awaitable<void> Watch(Part part);

  const std::vector<Part> parts_;
  const absl::Time started_at_;
  std::string own_address_;
  mutable std::mutex mutex_;
  std::map<std::string, PartState> states_;
};

}  // namespace aurora::gateway::live
