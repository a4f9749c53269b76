#include "cli/backup/side_engine.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <csignal>
#include <filesystem>
#include <mutex>

#include "absl/time/clock.h"
#include "cli/up/plan/plan.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kStartTimeMax = absl::Seconds(90);
constexpr absl::Duration kEndTimeMax = absl::Seconds(30);
constexpr absl::Duration kLookForEngineEvery = absl::Milliseconds(50);
constexpr size_t kWordsBytesMax = 2000;
constexpr int kStartsMax = 5;
// What the engine says of a port that something else uses.
constexpr std::string_view kPortTaken = "Address already in use";
constexpr char kAdmin[] = "aurora_admin";

// One that nobody listens on at this moment; 0 when there is none.
int FreePort() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  const bool found = bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  return found ? ntohs(address.sin_port) : 0;
}

}  // namespace

struct SideEngine::Log {
  std::mutex mutex;
  std::string words;
};

absl::StatusOr<std::unique_ptr<SideEngine>> SideEngine::Start(const Layout& layout, const DataDirectory& data,
                                                              const std::string& backups) {
  absl::StatusOr<std::unique_ptr<SideEngine>> engine = StartOnce(layout, data, backups);
  // A port that was free a moment ago may be the near end of somebody's connection by now.
  for (int i = 1; i < kStartsMax && base::Message(engine.status()).find(kPortTaken) != std::string_view::npos; ++i) {
    engine = StartOnce(layout, data, backups);
  }
  return engine;
}

absl::StatusOr<std::unique_ptr<SideEngine>> SideEngine::StartOnce(const Layout& layout, const DataDirectory& data,
                                                                  const std::string& backups) {
  const std::string folder = data.path + "/run/side-engine";
  std::error_code error;
  fs::create_directories(folder, error);
  const base::Secret password = base::Secret::Random();
  if (absl::Status status = WritePrivateFile(folder + "/password", password.Reveal() + "\n"); !status.ok()) return status;
  const int port = FreePort();
  YAML::Node node;
  node["data_path"] = data.ClickHouse();
  node["http_port"] = port;
  node["tcp_port"] = 0;
  node["restore_from"] = backups;
  node["admin"]["listen"] = Loopback(FreePort());
  node["users"]["admin"]["name"] = kAdmin;
  node["users"]["admin"]["password_file"] = folder + "/password";
  YAML::Emitter text;
  text << node;
  if (absl::Status status = WritePrivateFile(folder + "/engine.yaml", base::StrCat(text.c_str(), "\n")); !status.ok()) {
    return status;
  }
  clickhouse::Options options;
  options.url = base::StrCat("http://", Loopback(port));
  options.user = kAdmin;
  options.password = password;
  auto client = clickhouse::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  absl::StatusOr<ChildProcess> child =
      StartChild({{layout.Program("embedded-clickhouse"), "--config", folder + "/engine.yaml"}, {}});
  if (!child.ok()) return child.status();
  std::unique_ptr<SideEngine> engine(new SideEngine(*child, folder, *std::move(client)));
  if (absl::Status status = engine->AwaitAnswer(); !status.ok()) return status;
  return engine;
}

SideEngine::SideEngine(ChildProcess child, std::string folder, std::unique_ptr<clickhouse::Client> client)
    : child_(child), folder_(std::move(folder)), client_(std::move(client)), log_(std::make_shared<Log>()) {
  drain_ = std::thread([this] { Drain(); });
}

void SideEngine::Drain() {
  for (;;) {
    pollfd polled{child_.log, POLLIN, 0};
    if (poll(&polled, 1, -1) <= 0) continue;
    char buffer[4096];
    const ssize_t got = read(child_.log, buffer, sizeof(buffer));
    if (got <= 0) return;
    const std::lock_guard lock(log_->mutex);
    log_->words.append(buffer, static_cast<size_t>(got));
    if (log_->words.size() > kWordsBytesMax) log_->words.erase(0, log_->words.size() - kWordsBytesMax);
  }
}

std::string SideEngine::LastWords() {
  const std::lock_guard lock(log_->mutex);
  return log_->words;
}

absl::Status SideEngine::AwaitAnswer() {
  const absl::Time deadline = absl::Now() + kStartTimeMax;
  while (absl::Now() < deadline) {
    if (client_->Ping(absl::Now() + absl::Seconds(1)).ok()) return absl::OkStatus();
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(child_.pid), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid != 0) break;
    absl::SleepFor(kLookForEngineEvery);
  }
  return absl::InternalError(base::StrCat("ClickHouse does not start for the restore: ", LastWords()));
}

SideEngine::~SideEngine() {
  kill(child_.pid, SIGTERM);
  const absl::Time deadline = absl::Now() + kEndTimeMax;
  while (waitpid(child_.pid, nullptr, WNOHANG) == 0) {
    if (absl::Now() > deadline) kill(child_.pid, SIGKILL);
    absl::SleepFor(kLookForEngineEvery);
  }
  drain_.join();
  close(child_.log);
  std::error_code error;
  fs::remove_all(folder_, error);
}

}  // namespace aurora::cli
