#include "services/embedded-clickhouse/serve.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "libs/service/runtime.h"
#include "services/embedded-clickhouse/data_folder.h"
#include "services/embedded-clickhouse/definition_files.h"
#include "services/embedded-clickhouse/engine.h"
#include "services/embedded-clickhouse/monitor.h"
#include "services/embedded-clickhouse/open_connections.h"
#include "services/embedded-clickhouse/own_access.h"
#include "services/embedded-clickhouse/server_files.h"

namespace aurora::embedded_clickhouse {
namespace {

using base::StrCat;

// Loading many tables after a crash takes its time; without tables it is a third of a second.
constexpr absl::Duration kStartTimeout = absl::Minutes(5);

// The engine says of a busy port only that it did not open it, so it is tried before.
absl::Status CheckPort(const std::string& host, int64_t port, std::string_view key) {
  if (port == 0) return absl::OkStatus();
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* addresses = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &addresses) != 0) {
    return absl::InvalidArgumentError(StrCat("listen_host ", host, " is not an address of this machine"));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(addresses, &::freeaddrinfo);
  const int probe = ::socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  const bool bound = ::bind(probe, addresses->ai_addr, addresses->ai_addrlen) == 0;
  const int number = errno;
  ::close(probe);
  if (bound) return absl::OkStatus();
  return absl::UnavailableError(StrCat("port ", port, " of ", host, " cannot be opened (", std::strerror(number),
                                       "); end what uses it or choose another ", key));
}

std::string DefaultLibrary() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path().parent_path() / "lib/aurora/libchdb.so").string();
}

EngineOptions MakeEngineOptions(const Options& options, const DataFolder& folder) {
  EngineOptions engine;
  std::error_code error;
  const std::string library = options.library.empty() ? DefaultLibrary() : options.library;
  // Landlock needs the file itself, not a link to it.
  const std::filesystem::path real = std::filesystem::canonical(library, error);
  engine.library = error ? library : real.string();
  engine.sandbox = Sandbox::ForEngine(folder.path(), engine.library);
  if (!options.restore_from.empty()) engine.sandbox.readable.push_back(options.restore_from);
  engine.sandbox_mode = options.sandbox;
  engine.home = StrCat(folder.path(), "/engine");
  engine.arguments = {
      StrCat("--config-file=", folder.config_file()),
      StrCat("--path=", folder.path(), "/engine"),
      StrCat("--listen_host=", options.listen_host),
      StrCat("--http_port=", options.http_port),
      "--disable_suggestion",
      "--interactive",
  };
  std::string statements = "SYSTEM START LISTEN HTTP";
  if (options.tcp_port != 0) {
    engine.arguments.push_back(StrCat("--tcp_port=", options.tcp_port));
    statements += "; SYSTEM START LISTEN TCP";
  }
  engine.arguments.push_back(StrCat("--query=", statements));
  return engine;
}

absl::Status WriteStartFiles(const Options& options, const DataFolder& folder) {
  const absl::StatusOr<std::string> users = UsersXml(options, options.tcp_port == 0 ? 1 : 2);
  if (!users.ok()) return users.status();
  absl::Status status = folder.WriteStartFile(folder.users_file(), *users);
  if (!status.ok()) return status;
  return folder.WriteStartFile(folder.config_file(), ConfigXml(options, folder.path(), folder.users_file()));
}

absl::StatusOr<std::unique_ptr<clickhouse::Client>> AdminClient(const Options& options) {
  clickhouse::Options client;
  const std::string address = OwnAddress(options);
  const bool v6 = address.find(':') != std::string::npos;
  client.url = StrCat("http://", v6 ? StrCat("[", address, "]") : address, ":", options.http_port);
  client.user = options.admin.name;
  client.password = options.admin.password;
  return clickhouse::Client::Create(std::move(client));
}

}  // namespace

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  absl::StatusOr<std::unique_ptr<DataFolder>> folder = DataFolder::Take(options.data_path);
  if (!folder.ok()) return folder.status();
  absl::Status status = CheckDefinitionFiles(StrCat((*folder)->path(), "/engine"));
  if (status.ok()) status = CheckPort(options.listen_host, options.http_port, "http_port");
  if (status.ok()) status = CheckPort(options.listen_host, options.tcp_port, "tcp_port");
  if (status.ok()) status = WriteStartFiles(options, **folder);
  if (!status.ok()) return status;
  absl::StatusOr<std::unique_ptr<clickhouse::Client>> client = AdminClient(options);
  if (!client.ok()) return client.status();

  const std::string address = (*client)->authority();
  const absl::Status refusal = OwnRefusal(options);
  Monitor monitor(*std::move(client), runtime.metrics(), refusal);
  absl::StatusOr<std::unique_ptr<Engine>> engine =
      Engine::Start(MakeEngineOptions(options, **folder), [&runtime, &monitor](absl::Status reason) {
        // In this order: what the engine says is a better reason than that it does not answer.
        runtime.Stop(std::move(reason));
        monitor.End();
      });
  if (!engine.ok()) return engine.status();
  prometheus::BuildGauge()
      .Name("aurora_clickhouse_sandboxed")
      .Help("1 when Landlock is around the engine.")
      .Register(runtime.metrics())
      .Add({})
      .Set((*engine)->sandboxed() ? 1 : 0);

  runtime.AddReadinessCheck((*engine)->sandboxed() ? "engine" : "engine (no sandbox: Landlock is off or missing)",
                            [&monitor] { return monitor.Health(); });
  runtime.AddDrainStep("stop the engine", [&](absl::Time deadline) {
    monitor.Close();
    EndReading({options.http_port, options.tcp_port});
    if (!(*engine)->Stop(deadline)) base::log::Error("the engine did not stop in time");
  });
  std::thread starter([&] {
    const absl::Status answered = monitor.AwaitAnswer(absl::Now() + kStartTimeout);
    (*folder)->RemoveStartFiles();
    if (answered.ok()) {
      base::log::Info("the engine answers", {{"http", address}, {"sandboxed", (*engine)->sandboxed()}});
    } else if (answered == refusal) {
      runtime.Stop(refusal);
    } else {
      runtime.Stop(absl::UnavailableError(StrCat("the engine does not answer: ", base::Message(answered))));
    }
  });
  const int exit_status = runtime.Run();
  starter.join();
  return exit_status;
}

}  // namespace aurora::embedded_clickhouse
