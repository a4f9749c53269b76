#include "services/embedded-clickhouse/sandbox.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

namespace aurora::embedded_clickhouse {
namespace {

// 0, or why the file could not be opened.
int OpenError(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  ::close(file);
  return 0;
}

TEST_CASE("a walled thread and its children open what is allowed and nothing else") {
  char name[] = "/tmp/aurora-sandbox-XXXXXX";
  const std::string folder = ::mkdtemp(name);
  const std::string outside = folder + "-outside";
  std::ofstream(outside) << "x";
  struct {
    absl::Status entered;
    int inside = -1;
    int passwd = -1;
    int other = -1;
    int made = -1;
    int child = -1;
    int zone = -1;
    int system = -1;
  } seen;
  std::thread walled([&] {
    seen.entered = Sandbox::ForEngine(folder, "/nowhere/libchdb.so").Enter();
    seen.inside = OpenError(folder + "/file", O_RDWR | O_CREAT);
    seen.passwd = OpenError("/etc/passwd", O_RDONLY);
    seen.other = OpenError(outside, O_RDONLY);
    seen.made = OpenError(folder + "-made", O_RDWR | O_CREAT);
    seen.zone = OpenError("/etc/ld.so.cache", O_RDONLY);
    seen.system = OpenError("/etc/ld.so.cache", O_WRONLY);
    std::thread child([&] { seen.child = OpenError("/etc/passwd", O_RDONLY); });
    child.join();
  });
  walled.join();
  if (absl::IsUnimplemented(seen.entered)) {
    WARN("this kernel has no Landlock");
  } else {
    REQUIRE(seen.entered.ok());
    CHECK(seen.inside == 0);
    CHECK(seen.passwd == EACCES);
    CHECK(seen.other == EACCES);
    CHECK(seen.made == EACCES);
    CHECK(seen.child == EACCES);
    CHECK(seen.zone == 0);
    CHECK(seen.system == EACCES);
    // Other threads of the process are as free as before.
    CHECK(OpenError("/etc/passwd", O_RDONLY) == 0);
  }
  std::filesystem::remove_all(folder);
  std::filesystem::remove(outside);
}

}  // namespace
}  // namespace aurora::embedded_clickhouse
