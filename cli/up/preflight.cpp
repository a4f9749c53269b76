#include "cli/up/preflight.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "absl/time/clock.h"
#include "cli/output/figures.h"
#include "libs/base/secret.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"

namespace aurora::cli {
namespace {

constexpr double kFreeBytesMin = 1e9;
constexpr absl::Duration kPortWaitMax = absl::Seconds(2);
constexpr absl::Duration kClickHouseWaitMax = absl::Seconds(5);
constexpr absl::Duration kClickHouseRetryEvery = absl::Milliseconds(250);
constexpr absl::Duration kPortRetryEvery = absl::Milliseconds(100);

bool Exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

}  // namespace

bool IsPortFree(int port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return true;
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  const bool is_free = bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(descriptor);
  return is_free;
}

absl::Status CheckPrograms(const Plan& plan, const Layout& layout) {
  for (const Part& part : plan.parts) {
    const std::string& program = part.command.arguments[0];
    if (access(program.c_str(), X_OK) != 0) {
      return absl::NotFoundError(
          base::StrCat("program ", program, " is missing; start with ./aurora up, which builds it"));
    }
    if (part.name == "embedded-clickhouse" && !Exists(layout.EngineLibrary())) {
      return absl::NotFoundError(base::StrCat("ClickHouse's library ", layout.EngineLibrary(),
                                              " is missing; start with ./aurora up, which fetches it"));
    }
    if (part.name == "kafka" && layout.KafkaVersion().empty()) {
      return absl::NotFoundError(
          base::StrCat("Kafka's jars are missing in ", layout.KafkaJars(),
                       "; start with ./aurora up, which fetches them, or use --no-demo"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDisk(const DataDirectory& data) {
  struct statvfs information {};
  if (statvfs(data.path.c_str(), &information) != 0) return absl::OkStatus();
  const double free_bytes =
      static_cast<double>(information.f_bavail) * static_cast<double>(information.f_frsize);
  if (free_bytes >= kFreeBytesMin) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      base::StrCat("the disk of ", data.path, " has only ", BytesText(free_bytes), " free, and Aurora needs ",
                   BytesText(kFreeBytesMin), "; make room or give another --data-dir"));
}

absl::Status CheckClickHouse(const Settings& settings) {
  if (settings.clickhouse_url.empty()) return absl::OkStatus();
  absl::StatusOr<base::Secret> password = base::Secret::FromFile(settings.clickhouse_password_file);
  if (!password.ok()) {
    return absl::InvalidArgumentError(
        base::StrCat("clickhouse.password_file: ", base::Message(password.status())));
  }
  clickhouse::Options options;
  options.url = settings.clickhouse_url;
  options.user = settings.clickhouse_user;
  options.password = *std::move(password);
  auto client = clickhouse::Client::Create(std::move(options));
  if (!client.ok()) {
    return absl::InvalidArgumentError(base::StrCat("clickhouse.url: ", base::Message(client.status())));
  }
  // One that is being started next to us is waited for.
  const absl::Time deadline = absl::Now() + kClickHouseWaitMax;
  absl::Status status;
  while (!(status = (*client)->Ping(deadline)).ok()) {
    if (absl::IsUnauthenticated(status) || absl::IsPermissionDenied(status)) {
      return absl::PermissionDeniedError(base::StrCat(
          "ClickHouse at ", settings.clickhouse_url, " refuses the user ", settings.clickhouse_user,
          " or its password; correct clickhouse.user or clickhouse.password_file in the configuration file"));
    }
    if (absl::Now() + kClickHouseRetryEvery >= deadline) {
      return absl::UnavailableError(
          base::StrCat("ClickHouse at ", settings.clickhouse_url, " does not answer (", base::Message(status),
                       "); start it, or correct clickhouse.url in the configuration file"));
    }
    absl::SleepFor(kClickHouseRetryEvery);
  }
  return absl::OkStatus();
}

absl::Status CheckPorts(const Plan& plan) {
  const absl::Time deadline = absl::Now() + kPortWaitMax;
  for (const Part& part : plan.parts) {
    for (const int port : part.ports) {
      while (!IsPortFree(port)) {
        if (absl::Now() >= deadline) {
          return absl::AlreadyExistsError(
              base::StrCat("port ", port, " is in use, and ", part.name,
                           " needs it; end what listens there, or choose others with --port"));
        }
        absl::SleepFor(kPortRetryEvery);
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace aurora::cli
