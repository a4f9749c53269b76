#include "cli/up/supervision/orphans.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/time/clock.h"
#include "cli/up/supervision/child_process.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

class Fixture {
 public:
  Fixture() {
    char folder[] = "/tmp/aurora-orphans-XXXXXX";
    REQUIRE(mkdtemp(folder) != nullptr);
    data_.path = folder;
    REQUIRE(data_.Make().ok());
  }
  ~Fixture() { std::filesystem::remove_all(data_.path); }

  // A process that sleeps, with `word` on its command line.
  pid_t Sleeper(const std::string& word) {
    // Not exec: the shell keeps its own command line, and the word with it.
    absl::StatusOr<ChildProcess> child = StartChild({{"/bin/sh", "-c", "sleep 60; true", word}, {}});
    REQUIRE(child.ok());
    close(child->log);
    // Until it has become the shell its command line is still ours.
    const auto is_shell = [&] {
      std::ifstream file(base::StrCat("/proc/", child->pid, "/cmdline"), std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(file), {}).find(word) != std::string::npos;
    };
    for (int i = 0; i < 1000 && !is_shell(); ++i) absl::SleepFor(absl::Milliseconds(10));
    REQUIRE(is_shell());
    return child->pid;
  }
  void WriteInstance(pid_t kafka) {
    std::ofstream(data_.Instance())
        << R"({"pid": 4711, "parts": [{"name": "ingest", "pid": 0}, {"name": "kafka", "pid": )" << kafka
        << "}]}";
  }
  const DataDirectory& data() const { return data_; }

 private:
  DataDirectory data_;
};

bool Ended(pid_t pid) {
  int status = 0;
  return waitpid(pid, &status, WNOHANG) == pid && WIFSIGNALED(status);
}

// A killed process has lost its command line a moment before it can be waited for.
bool Ends(pid_t pid) {
  for (int i = 0; i < 1000; ++i) {
    if (Ended(pid)) return true;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return false;
}

TEST_CASE("a part that outlived its supervisor is ended and named") {
  Fixture fixture;
  const pid_t kafka = fixture.Sleeper(fixture.data().Config("kafka.properties"));
  fixture.WriteInstance(kafka);
  const Leftover leftover = EndOrphans(fixture.data());
  CHECK(leftover.supervisor == 4711);
  CHECK(leftover.ended == base::StrCat("kafka (process ", kafka, ")"));
  CHECK(Ends(kafka));
}

TEST_CASE("a process id that somebody else has by now is left alone") {
  Fixture fixture;
  const pid_t stranger = fixture.Sleeper("/another/data/config/kafka.properties");
  fixture.WriteInstance(stranger);
  const Leftover leftover = EndOrphans(fixture.data());
  CHECK(leftover.supervisor == 4711);
  CHECK(leftover.ended.empty());
  CHECK(kill(stranger, 0) == 0);
  CHECK_FALSE(Ended(stranger));
  kill(stranger, SIGKILL);
  waitpid(stranger, nullptr, 0);
}

TEST_CASE("after an orderly end, or with a file cut off, nothing is left") {
  Fixture fixture;
  CHECK(EndOrphans(fixture.data()).supervisor == 0);
  std::ofstream(fixture.data().Instance()) << R"({"pid": 47)";
  CHECK(EndOrphans(fixture.data()).supervisor == 0);
}

}  // namespace
}  // namespace aurora::cli
