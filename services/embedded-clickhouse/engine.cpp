#include "services/embedded-clickhouse/engine.h"

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"

namespace aurora::embedded_clickhouse {
namespace {

using base::StrCat;

// The C interface of libchdb.so that is used: a main function, and the text of its error.
using MainFunction = void* (*)(int argc, char** argv);
using ErrorFunction = const char* (*)(void* result);

std::string FirstLine(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> Engine::Start(EngineOptions options,
                                                      std::function<void(absl::Status reason)> on_end) {
  if (::access(options.library.c_str(), R_OK) != 0) {
    return absl::NotFoundError(
        StrCat("the engine's library ", options.library, " is not there; install it or name it by `library`"));
  }
  absl::StatusOr<std::unique_ptr<Terminal>> terminal = Terminal::Open();
  if (!terminal.ok()) return terminal.status();
  // It keeps a client's history at home, which the sandbox rightly closes to it, and gives up without.
  ::setenv("HOME", options.home.c_str(), 1);
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) ::unsetenv(name);
  std::unique_ptr<Engine> engine(new Engine(std::move(options), *std::move(terminal), std::move(on_end)));
  std::promise<absl::Status> started;
  std::future<absl::Status> start = started.get_future();
  engine->thread_ = std::thread([raw = engine.get(), promise = std::move(started)]() mutable { raw->Run(std::move(promise)); });
  const absl::Status status = start.get();
  if (!status.ok()) return status;
  return engine;
}

Engine::Engine(EngineOptions options, std::unique_ptr<Terminal> terminal, std::function<void(absl::Status)> on_end)
    : options_(std::move(options)),
      terminal_(std::move(terminal)),
      on_end_(std::move(on_end)),
      end_(ended_.get_future()) {}

Engine::~Engine() {
  if (!thread_.joinable()) return;
  // An engine that does not end cannot be waited for; the process is about to end and takes it along.
  if (end_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    thread_.join();
  } else {
    thread_.detach();
  }
}

bool Engine::Stop(absl::Time deadline) {
  stop_asked_ = true;
  // Typed again now and then: the engine reads its terminal only when its start is through.
  while (true) {
    if (end_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) return true;
    terminal_->Type("exit");
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return false;
    if (end_.wait_for(absl::ToChronoMilliseconds(std::min(left, absl::Milliseconds(500)))) ==
        std::future_status::ready) {
      return true;
    }
  }
}

void Engine::Run(std::promise<absl::Status> started) {
  ::pthread_setname_np(::pthread_self(), "engine");
  if (options_.sandbox_mode != "off") {
    const absl::Status walled = options_.sandbox.Enter();
    sandboxed_ = walled.ok();
    if (!walled.ok() && (options_.sandbox_mode == "required" || !absl::IsUnimplemented(walled))) {
      started.set_value(absl::FailedPreconditionError(walled.message()));
      ended_.set_value();
      return;
    }
    if (!walled.ok()) base::log::Warning("the engine runs without a sandbox", {{"reason", base::Message(walled)}});
  }
  void* const library = ::dlopen(options_.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    started.set_value(absl::NotFoundError(
        StrCat("the engine's library ", options_.library, " cannot be loaded; install it again")));
    ended_.set_value();
    return;
  }
  started.set_value(absl::OkStatus());
  absl::Status reason = Serve(library);
  ended_.set_value();
  on_end_(std::move(reason));
}

absl::Status Engine::Serve(void* library) {
  const auto run = reinterpret_cast<MainFunction>(::dlsym(library, "chdb_query_cmdline"));
  const auto error = reinterpret_cast<ErrorFunction>(::dlsym(library, "chdb_result_error"));
  if (run == nullptr || error == nullptr) {
    return absl::FailedPreconditionError(
        StrCat("the engine's library ", options_.library, " is of another version; install it again"));
  }
  std::vector<std::string> arguments = options_.arguments;
  arguments.insert(arguments.begin(), "clickhouse");
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  void* const result = run(static_cast<int>(arguments.size()), pointers.data());
  const char* const text = result == nullptr ? nullptr : error(result);
  if (stop_asked_) return absl::OkStatus();
  if (text == nullptr || *text == '\0') return absl::InternalError("the engine ended by itself; its own words stand in the log before this line");
  return absl::InternalError(StrCat("the engine ended: ", FirstLine(clickhouse::SafeMessage(text))));
}

}  // namespace aurora::embedded_clickhouse
