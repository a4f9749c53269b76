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

// Another user and group for as long as it lives; only root can.
class AnotherUser {
 public:
  static constexpr gid_t kId = 54321;

  AnotherUser() { changed_ = ::setegid(kId) == 0 && ::seteuid(kId) == 0; }
  ~AnotherUser() { (void)!(::seteuid(0) == 0 && ::setegid(0) == 0); }
  bool changed() const { return changed_; }

 private:
  bool changed_;
};

TEST_CASE("a folder of another user's is taken where its group may write and others have no access") {
  if (::geteuid() != 0) {
    WARN("skipped: only root can be another user");
    return;
  }
  const TemporaryFolder temporary;
  REQUIRE(::chmod(temporary.path().c_str(), 0755) == 0);
  const std::string path = temporary.path() + "/volume";
  fs::create_directory(path);
  // As Kubernetes leaves a volume with fsGroup.
  REQUIRE(::chown(path.c_str(), 0, AnotherUser::kId) == 0);
  REQUIRE(::chmod(path.c_str(), 02770) == 0);
  {
    const AnotherUser user;
    REQUIRE(user.changed());
    const auto folder = DataFolder::Take(path);
    INFO(folder.status());
    REQUIRE(folder.ok());
    CHECK((*folder)->WriteStartFile((*folder)->users_file(), "new").ok());
  }
  fs::remove_all(path + "/engine");
  REQUIRE(::chmod(path.c_str(), 02775) == 0);
  const AnotherUser user;
  const absl::Status refused = DataFolder::Take(path).status();
  CHECK(refused.code() == absl::StatusCode::kPermissionDenied);
  CHECK(std::string(refused.message()).find("data_path " + path + " belongs to another user and others may enter it; name a folder below it") == 0);
  CHECK_FALSE(fs::exists(path + "/engine"));
  CHECK(DataFolder::Take(path + "/mine").ok());
}

TEST_CASE("a folder that another user keeps is refused for that, and not for who else may enter") {
  if (::geteuid() != 0) {
    WARN("skipped: only root can be another user");
    return;
  }
  const TemporaryFolder temporary;
  // As a container's volume is made.
  REQUIRE(::chmod(temporary.path().c_str(), 0755) == 0);
  const AnotherUser user;
  REQUIRE(user.changed());
  const absl::Status refused = DataFolder::Take(temporary.path()).status();
  CHECK(refused.code() == absl::StatusCode::kPermissionDenied);
  CHECK(refused.message() == "data_path " + temporary.path() + " cannot be written (Permission denied); choose another folder or change its owner");
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
