#pragma once

#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "cli/up/plan/layout.h"
#include "cli/up/supervision/child_process.h"
#include "libs/base/secret.h"
#include "libs/clickhouse/client.h"

namespace aurora::cli {

// The ClickHouse engine alone on a data directory that no Aurora runs on, on free ports of loopback, for the time of a restore.
// Ends with its owner, whatever way that happens. Belongs to the thread that started it.
class SideEngine {
 public:
  // `backups`: the folder that it may restore from. Errors: its last words.
  static absl::StatusOr<std::unique_ptr<SideEngine>> Start(const Layout& layout, const DataDirectory& data,
                                                           const std::string& backups);
  // Ends it and waits for that.
  ~SideEngine();
  SideEngine(const SideEngine&) = delete;
  SideEngine& operator=(const SideEngine&) = delete;

  // As its administrator.
  clickhouse::Client& client() { return *client_; }

 private:
  static absl::StatusOr<std::unique_ptr<SideEngine>> StartOnce(const Layout& layout, const DataDirectory& data, const std::string& backups);
  SideEngine(ChildProcess child, std::string folder, std::unique_ptr<clickhouse::Client> client);
  absl::Status AwaitAnswer();
  void Drain();
  std::string LastWords();

  const ChildProcess child_;
  // Its configuration and password, removed at the end.
  const std::string folder_;
  std::unique_ptr<clickhouse::Client> client_;
  struct Log;
  std::shared_ptr<Log> log_;
  std::thread drain_;
};

}  // namespace aurora::cli
