#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "absl/time/clock.h"
#include "cli/up/instance/instance_lock.h"
#include "cli/up/reporter.h"
#include "cli/up/supervision/backoff.h"
#include "cli/up/supervision/supervisor.h"

namespace aurora::cli {
namespace {

TEST_CASE("backoff doubles to its bound and forgets after a healthy run") {
  Backoff backoff;
  CHECK(backoff.AfterDeath(absl::Seconds(1)) == absl::Milliseconds(200));
  CHECK(backoff.AfterDeath(absl::Seconds(1)) == absl::Milliseconds(400));
  for (int i = 0; i < 10; ++i) backoff.AfterDeath(absl::Seconds(1));
  CHECK(backoff.AfterDeath(absl::Seconds(1)) == absl::Seconds(5));
  CHECK(backoff.AfterDeath(absl::Seconds(31)) == absl::Milliseconds(200));
}

// A data directory with a supervisor of small shell parts, on threads of the test.
class Fixture {
 public:
  Fixture() {
    char folder[] = "/tmp/aurora-supervisor-XXXXXX";
    REQUIRE(mkdtemp(folder) != nullptr);
    data_.path = folder;
    REQUIRE(data_.Make().ok());
  }
  ~Fixture() { std::filesystem::remove_all(data_.path); }

  void AddPart(const std::string& name, const std::string& script, int wave) {
    Part part;
    part.name = name;
    part.command.arguments = {"/bin/sh", "-c", script};
    part.stop_wave = wave;
    plan_.parts.push_back(part);
  }

  // Runs the supervisor here while `drive` uses it from beside.
  bool Run(const std::function<void(Supervisor&)>& drive) {
    Supervisor::BlockSignals();
    Reporter reporter(-1, Style(false), data_.Log("supervisor"));
    Supervisor supervisor(plan_, data_, reporter, [](const auto&) {});
    std::thread beside([&] {
      drive(supervisor);
      supervisor.Stop();
    });
    const bool clean = supervisor.Run();
    beside.join();
    return clean;
  }

  const DataDirectory& data() const { return data_; }

 private:
  DataDirectory data_;
  Plan plan_;
};

PartStatus WaitFor(Supervisor& supervisor, size_t index,
                   const std::function<bool(const PartStatus&)>& condition) {
  for (int i = 0; i < 400; ++i) {
    const PartStatus status = supervisor.Snapshot()[index];
    if (condition(status)) return status;
    absl::SleepFor(absl::Milliseconds(10));
  }
  FAIL("not within four seconds");
  return {};
}

TEST_CASE("a part that is killed is started again and named") {
  Fixture fixture;
  fixture.AddPart("sleeper", "exec sleep 60", 0);
  const bool clean = fixture.Run([](Supervisor& supervisor) {
    supervisor.Start("sleeper");
    const pid_t first = WaitFor(supervisor, 0, [](const PartStatus& s) { return s.pid > 0; }).pid;
    kill(first, SIGKILL);
    const PartStatus again =
        WaitFor(supervisor, 0, [&](const PartStatus& s) { return s.pid > 0 && s.pid != first; });
    CHECK(again.restarts == 1);
    CHECK_THAT(again.last_death, Catch::Contains("signal 9"));
  });
  CHECK(clean);
}

TEST_CASE("the last words of a part that gives up are kept, and a wrong configuration is hopeless") {
  Fixture fixture;
  fixture.AddPart("wrong", "echo 'aurora-wrong: key x is unknown' >&2; exit 2", 0);
  fixture.Run([](Supervisor& supervisor) {
    supervisor.Start("wrong");
    const PartStatus status = WaitFor(supervisor, 0, [](const PartStatus& s) { return s.deaths > 0; });
    CHECK(status.hopeless);
    CHECK_THAT(status.last_death, Catch::Contains("exit status 2") && Catch::Contains("key x is unknown"));
  });
}

TEST_CASE("parts end wave by wave") {
  Fixture fixture;
  const std::string order = fixture.data().path + "/order";
  const auto part = [&](const std::string& name) {
    return "trap 'echo " + name + " >> " + order + "; exit 0' TERM; while :; do sleep 0.01; done";
  };
  fixture.AddPart("store", part("store"), 1);
  fixture.AddPart("worker", part("worker"), 0);
  fixture.Run([](Supervisor& supervisor) {
    supervisor.Start("store");
    supervisor.Start("worker");
    for (size_t i = 0; i < 2; ++i) WaitFor(supervisor, i, [](const PartStatus& s) { return s.pid > 0; });
    absl::SleepFor(absl::Milliseconds(150));
  });
  std::ifstream file(order);
  std::string first;
  std::string second;
  file >> first >> second;
  CHECK(first == "worker");
  CHECK(second == "store");
}

TEST_CASE("a lock has one holder, and others learn who") {
  Fixture fixture;
  CHECK(InstanceLock::Holder(fixture.data().Lock()) == 0);
  const pid_t child = fork();
  if (child == 0) {
    auto lock = InstanceLock::Take(fixture.data().Lock());
    pause();
    _exit(lock.ok() ? 0 : 1);
  }
  for (int i = 0; i < 300 && InstanceLock::Holder(fixture.data().Lock()) == 0; ++i)
    absl::SleepFor(absl::Milliseconds(10));
  CHECK(InstanceLock::Holder(fixture.data().Lock()) == child);
  const auto second = InstanceLock::Take(fixture.data().Lock());
  CHECK(second.status().code() == absl::StatusCode::kAlreadyExists);
  CHECK_THAT(std::string(second.status().message()), Catch::Contains(std::to_string(child)));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  CHECK(InstanceLock::Holder(fixture.data().Lock()) == 0);
}

TEST_CASE("the lock of a holder that is just ending is waited for") {
  Fixture fixture;
  const pid_t child = fork();
  if (child == 0) {
    auto lock = InstanceLock::Take(fixture.data().Lock());
    while (true) pause();
  }
  for (int i = 0; i < 300 && InstanceLock::Holder(fixture.data().Lock()) == 0; ++i)
    absl::SleepFor(absl::Milliseconds(10));
  REQUIRE(InstanceLock::Holder(fixture.data().Lock()) == child);
  std::thread killer([child] {
    absl::SleepFor(absl::Milliseconds(100));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  });
  CHECK(InstanceLock::Take(fixture.data().Lock()).ok());
  killer.join();
}

}  // namespace
}  // namespace aurora::cli
