#include "services/ingest/connection/definition/secret_box.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "services/ingest/connection/instance_name.h"

namespace aurora::ingest {
namespace {

class Folder {
 public:
  Folder() {
    char path[] = "/tmp/aurora-ingest-test-XXXXXX";
    REQUIRE(mkdtemp(path) != nullptr);
    path_ = path;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

TEST_CASE("a secret opens with the same key and context only") {
  Folder folder;
  const std::string file = folder / "key";
  auto box = SecretBox::Create(file);
  REQUIRE(box.ok());
  struct stat info{};
  REQUIRE(stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);

  const auto sealed = (*box)->Seal("pass word", "c-1/password");
  REQUIRE(sealed.ok());
  CHECK(sealed->find("pass") == std::string::npos);
  CHECK(*sealed != *(*box)->Seal("pass word", "c-1/password"));
  CHECK(*(*SecretBox::Create(file))->Open(*sealed, "c-1/password") == "pass word");
  CHECK_FALSE((*box)->Open(*sealed, "c-2/password").ok());
  CHECK_FALSE((*(SecretBox::Create(folder / "other")))->Open(*sealed, "c-1/password").ok());
  std::string changed = *sealed;
  changed[10] = changed[10] == 'A' ? 'B' : 'A';
  CHECK_FALSE((*box)->Open(changed, "c-1/password").ok());
  CHECK_FALSE((*box)->Open("", "c-1/password").ok());
  CHECK((*box)->Open(*(*box)->Seal("", "x"), "x")->empty());
}

TEST_CASE("processes that begin at the same moment agree on one key") {
  for (int round = 0; round < 20; ++round) {
    Folder folder;
    std::vector<absl::StatusOr<std::unique_ptr<SecretBox>>> boxes(8);
    std::vector<std::thread> threads;
    for (auto& box : boxes) threads.emplace_back([&] { box = SecretBox::Create(folder / "key"); });
    for (std::thread& thread : threads) thread.join();
    for (auto& box : boxes) {
      INFO(box.status());
      REQUIRE(box.ok());
      CHECK(*(*box)->Open(*(*boxes[0])->Seal("x", "c"), "c") == "x");
    }
    CHECK(std::distance(std::filesystem::directory_iterator(folder / ""), {}) == 1);
  }
}

TEST_CASE("a broken key file is named") {
  Folder folder;
  std::ofstream(folder / "key") << "short\n";
  CHECK(SecretBox::Create(folder / "key").status().message().find("key file") != absl::string_view::npos);
  CHECK_FALSE(SecretBox::Create(folder / "no/such/folder/key").ok());
}

TEST_CASE("the name outlives the process, and only one process has it") {
  Folder folder;
  std::string name;
  {
    const auto first = InstanceName::Acquire(folder / "instance");
    REQUIRE(first.ok());
    name = first->name();
    CHECK_FALSE(name.empty());
    CHECK(InstanceName::Acquire(folder / "instance")->name().empty());
  }
  CHECK(InstanceName::Acquire(folder / "instance")->name() == name);
  CHECK_FALSE(InstanceName::Acquire(folder / "missing/instance").ok());
}

}  // namespace
}  // namespace aurora::ingest
