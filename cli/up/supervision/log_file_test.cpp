#include "cli/up/supervision/log_file.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a log is bounded and keeps two old files") {
  char folder[] = "/tmp/aurora-log-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  const std::string path = std::string(folder) + "/part.log";
  {
    LogFile log(path, 100);
    for (int i = 0; i < 50; ++i) log.Append("0123456789\n");
  }
  CHECK(fs::file_size(path) <= 100);
  CHECK(fs::exists(path + ".1"));
  CHECK(fs::exists(path + ".2"));
  CHECK_FALSE(fs::exists(path + ".3"));
  fs::remove_all(folder);
}

TEST_CASE("the last words for people are remembered, also in pieces") {
  char folder[] = "/tmp/aurora-log-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  LogFile log(std::string(folder) + "/part.log");
  log.Append("{\"event\":\"running\"}\naurora-ingest: port 1 ");
  log.Append("is in use\n{\"event\":\"x\"}\n");
  CHECK(log.last_plain_line() == "aurora-ingest: port 1 is in use");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace aurora::cli
