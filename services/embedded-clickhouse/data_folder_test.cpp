#include "services/embedded-clickhouse/data_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace aurora::embedded_clickhouse {
namespace {

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    char name[] = "/tmp/aurora-data-folder-XXXXXX";
    path_ = ::mkdtemp(name);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

TEST_CASE("a folder is made, kept to its owner and held by one process") {
  const TemporaryFolder temporary;
  const std::string path = temporary.path() + "/a/b";
  {
    const auto folder = DataFolder::Take(path);
    REQUIRE(folder.ok());
    CHECK((*folder)->path() == fs::canonical(path).string());
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
    CHECK(fs::is_directory(path + "/engine"));
    const absl::Status second = DataFolder::Take(path).status();
    CHECK(second.code() == absl::StatusCode::kAlreadyExists);
    CHECK(std::string(second.message()).find(path) != std::string::npos);
  }
  CHECK(DataFolder::Take(path).ok());
}

TEST_CASE("a missing, an impossible and a file's path are refused") {
  const TemporaryFolder temporary;
  CHECK(DataFolder::Take("").status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(DataFolder::Take("/proc/aurora").status().code() == absl::StatusCode::kPermissionDenied);
  std::ofstream(temporary.path() + "/file") << "x";
  CHECK(DataFolder::Take(temporary.path() + "/file/sub").status().code() == absl::StatusCode::kPermissionDenied);
}

TEST_CASE("start files are private and vanish") {
  const TemporaryFolder temporary;
  const auto folder = DataFolder::Take(temporary.path());
  REQUIRE(folder.ok());
  // What an earlier process left with other rights is replaced, not written into.
  std::ofstream((*folder)->users_file()) << "old";
  REQUIRE((*folder)->WriteStartFile((*folder)->users_file(), "new").ok());
  struct stat info {};
  REQUIRE(::stat((*folder)->users_file().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  std::string content;
  std::ifstream((*folder)->users_file()) >> content;
  CHECK(content == "new");
  (*folder)->RemoveStartFiles();
  CHECK_FALSE(fs::exists((*folder)->users_file()));
}

}  // namespace
}  // namespace aurora::embedded_clickhouse
