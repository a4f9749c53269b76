#include "libs/service/runtime.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

namespace aurora::service {
namespace {

std::string Get(const std::string& address, const std::string& path) {
  sockaddr_in peer{};
  peer.sin_family = AF_INET;
  peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int port = 0;
  REQUIRE(absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port));
  peer.sin_port = htons(static_cast<uint16_t>(port));
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(connect(descriptor, reinterpret_cast<sockaddr*>(&peer), sizeof(peer)) == 0);
  const std::string request = "GET " + path + " HTTP/1.1\r\n\r\n";
  REQUIRE(send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) > 0);
  std::string answer;
  char buffer[4096];
  for (ssize_t got = 0; (got = recv(descriptor, buffer, sizeof(buffer), 0)) > 0;) {
    answer.append(buffer, static_cast<size_t>(got));
  }
  close(descriptor);
  return answer;
}

std::unique_ptr<Runtime> MakeRuntime() {
  auto runtime = Runtime::Create("sample", {.drain_timeout = absl::Seconds(2)});
  REQUIRE(runtime.ok());
  return *std::move(runtime);
}

TEST_CASE("readiness asks every check and says what is missing") {
  const auto runtime = MakeRuntime();
  std::atomic<bool> connected = false;
  runtime->AddReadinessCheck("store", [&] {
    return connected ? absl::OkStatus() : absl::UnavailableError("store is away; start it");
  });
  std::thread running([&] { runtime->Run(); });
  const auto ready = [&] { return Get(runtime->admin_address(), "/readyz"); };
  while (ready().find("starting") != std::string::npos) absl::SleepFor(absl::Milliseconds(1));
  CHECK_THAT(ready(), Catch::Contains(" 503 ") && Catch::Contains("store: store is away"));
  connected = true;
  CHECK_THAT(ready(), Catch::Contains(" 200 "));
  CHECK_THAT(Get(runtime->admin_address(), "/healthz"), Catch::Contains(" 200 "));
  CHECK_THAT(Get(runtime->admin_address(), "/metrics"),
             Catch::Contains("aurora_build_info{service=\"sample\""));
  CHECK_THAT(Get(runtime->admin_address(), "/other"), Catch::Contains(" 404 "));
  runtime->Stop(absl::OkStatus());
  running.join();
}

TEST_CASE("no check is asked before Run: a start that fails takes away what it uses") {
  const auto runtime = MakeRuntime();
  std::atomic<bool> asked = false;
  runtime->AddReadinessCheck("store", [&] {
    asked = true;
    return absl::OkStatus();
  });
  CHECK_THAT(Get(runtime->admin_address(), "/readyz"), Catch::Contains(" 503 ") && Catch::Contains("starting"));
  CHECK_FALSE(asked);
}

TEST_CASE("a stop drains in order, unready, and the first reason decides the exit status") {
  const auto runtime = MakeRuntime();
  runtime->AddReadinessCheck("always", [] { return absl::OkStatus(); });
  std::string order;
  std::string readiness;
  runtime->AddDrainStep("intake", [&](absl::Time deadline) {
    CHECK(deadline > absl::Now());
    readiness = Get(runtime->admin_address(), "/readyz");
    order += "1";
  });
  runtime->AddDrainStep("flush", [&](absl::Time) { order += "2"; });
  SECTION("ok") {
    runtime->Stop(absl::OkStatus());
    runtime->Stop(absl::InternalError("too late to count"));
    CHECK(runtime->Run() == 0);
  }
  SECTION("error") {
    runtime->Stop(absl::InternalError("disk is full"));
    CHECK(runtime->Run() == 1);
  }
  CHECK(order == "12");
  CHECK_THAT(readiness, Catch::Contains(" 503 ") && Catch::Contains("draining"));
}

TEST_CASE("before a drain begins a balancer has time to see that there will be one") {
  auto made = Runtime::Create("sample", {.drain_delay = absl::Milliseconds(300)});
  REQUIRE(made.ok());
  const auto runtime = *std::move(made);
  runtime->AddReadinessCheck("always", [] { return absl::OkStatus(); });
  std::atomic<bool> drained = false;
  runtime->AddDrainStep("intake", [&](absl::Time) { drained = true; });
  std::thread running([&] { CHECK(runtime->Run() == 0); });
  const absl::Time begin = absl::Now();
  runtime->Stop(absl::OkStatus());
  std::string readiness;
  do {
    readiness = Get(runtime->admin_address(), "/readyz");
  } while (!drained && readiness.find("draining") == std::string::npos);
  // Seen before intake ended.
  const bool seen_before = !drained;
  running.join();
  CHECK(seen_before);
  CHECK(absl::Now() - begin >= absl::Milliseconds(300));
}

TEST_CASE("SIGTERM ends Run") {
  const auto runtime = MakeRuntime();
  kill(getpid(), SIGTERM);
  CHECK(runtime->Run() == 0);
}

TEST_CASE("a drain step that hangs is ended around") {
  const pid_t child = fork();
  if (child == 0) {
    auto runtime = Runtime::Create("sample", {.drain_timeout = absl::Milliseconds(100)});
    if (!runtime.ok()) _exit(9);
    (*runtime)->AddDrainStep("hangs", [](absl::Time) { absl::SleepFor(absl::Seconds(60)); });
    (*runtime)->Stop(absl::OkStatus());
    _exit((*runtime)->Run());
  }
  int status = 0;
  const absl::Time begin = absl::Now();
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 1);
  CHECK(absl::Now() - begin < absl::Seconds(5));
}

}  // namespace
}  // namespace aurora::service
