#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::clickhouse {
class Client;
}

namespace aurora::provisioning {

// ClickHouse as its administrator sees it: the edge of this process, so that tests can replace it.
// Implementations are thread-safe; every call is bounded in time.
class Server {
 public:
  using Row = std::vector<std::optional<std::string>>;
  // name -> value of `{name:Type}`
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  virtual ~Server() = default;
  virtual absl::Status Execute(std::string_view sql, const Parameters& parameters) = 0;
  virtual absl::StatusOr<std::vector<Row>> Select(std::string_view sql, const Parameters& parameters) = 0;
  // "host:port", for messages.
  virtual std::string authority() const = 0;
};

// The real one.
class ClickHouseServer final : public Server {
 public:
  explicit ClickHouseServer(clickhouse::Client& client) : client_(client) {}

  absl::Status Execute(std::string_view sql, const Parameters& parameters) override;
  absl::StatusOr<std::vector<Row>> Select(std::string_view sql, const Parameters& parameters) override;
  std::string authority() const override;

 private:
  clickhouse::Client& client_;
};

}  // namespace aurora::provisioning
