#include "cli/backup/retention.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "cli/backup/files.h"
#include "cli/up/backup_schedule.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

Manifest Backup(const std::string& id, const std::string& base = "") {
  Manifest manifest;
  manifest.id = id;
  manifest.base = base;
  manifest.taken_at = absl::UnixEpoch();
  return manifest;
}

struct Folder {
  Folder() : path((fs::temp_directory_path() / ("aurora-backups-" + std::to_string(getpid()))).string()) { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(path + "/" + name).parent_path());
    std::ofstream(path + "/" + name) << text;
  }
  const std::string path;
};

}  // namespace

TEST_CASE("the newest backups stay, and the full one that they need") {
  const std::vector<Manifest> whole = {Backup("1"), Backup("2", "1"), Backup("3"), Backup("4", "3"), Backup("5", "3")};
  CHECK(Superfluous(whole, 2) == std::vector<std::string>{"1", "2"});
  CHECK(Superfluous(whole, 4) == std::vector<std::string>{});
  CHECK(Superfluous(whole, 3) == std::vector<std::string>{"1", "2"});
  CHECK(Superfluous(whole, 0).empty());
  CHECK(Superfluous({Backup("1"), Backup("2", "1")}, 1).empty());
}

TEST_CASE("a manifest is read as it was written, and a damaged one is named") {
  const Folder folder;
  Manifest manifest = Backup("20261126T120000Z", "20261120T000000Z");
  manifest.took = absl::Milliseconds(1500);
  manifest.bytes = 7;
  manifest.files = {{"state/ingest.db", 3, "ab"}};
  manifest.tables = {{"shop.orders", 12}, {"shop.view", std::nullopt}};
  manifest.connections = {
      {"c-1", "shop.orders", BackedUpTopics{{"orders.eu", {"id", {{0, 5}, {3, 9}}}}, {"orders.us", {"", {}}}}}, {"c-2", "", std::nullopt}};
  folder.Write("20261126T120000Z/manifest.json", ToText(manifest));
  folder.Write("20261127T120000Z/manifest.json", "{\"version\": 1");
  // No manifest: no backup.
  folder.Write("20261128T120000Z/state/ingest.db", "");
  folder.Write(".partial-20261128T120000Z/manifest.json", ToText(manifest));
  const auto list = [](const std::string& path) { return ListBackups(**OpenPlace(path, {})); };
  const auto backups = list(folder.path);
  REQUIRE(backups.ok());
  REQUIRE(backups->whole.size() == 1);
  CHECK(ToText(backups->whole[0]) == ToText(manifest));
  const BackedUpTopics& topics = *backups->whole[0].connections[0].topics;
  CHECK(topics.at("orders.eu").id == "id");
  CHECK(topics.at("orders.eu").offsets.at(3) == 9);
  CHECK(topics.at("orders.us").offsets.empty());
  CHECK(!backups->whole[0].connections[1].topics.has_value());
  REQUIRE(backups->damaged.size() == 1);
  CHECK(backups->damaged[0].find("20261127T120000Z") != std::string::npos);
  CHECK(absl::IsNotFound(list(folder.path + "/nowhere").status()));
}

TEST_CASE("a file that was changed since the backup is found") {
  const Folder folder;
  folder.Write("b/state/x", "abc");
  const auto file = Describe(folder.path + "/b", "state/x");
  REQUIRE(file.ok());
  CHECK(file->sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(CheckFile(folder.path + "/b", *file).ok());
  folder.Write("b/state/x", "abd");
  CHECK(absl::IsDataLoss(CheckFile(folder.path + "/b", *file)));
  fs::remove(folder.path + "/b/state/x");
  CHECK(absl::IsDataLoss(CheckFile(folder.path + "/b", *file)));
}

TEST_CASE("the next backup is due after the newest, at once when there is none, and not right after a failure") {
  const absl::Time now = absl::Now();
  CHECK(NextBackup(now, absl::Hours(24), absl::InfinitePast()) == now + absl::Hours(24));
  CHECK(NextBackup(absl::InfinitePast(), absl::Hours(24), absl::InfinitePast()) == absl::InfinitePast());
  CHECK(NextBackup(absl::InfinitePast(), absl::Hours(24), now + absl::Minutes(5)) == now + absl::Minutes(5));
}

}  // namespace aurora::cli
