#include "services/embedded-clickhouse/definition_files.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace aurora::embedded_clickhouse {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a definition that a full disk has left empty is named before the engine fails by it") {
  char name[] = "/tmp/aurora-definitions-XXXXXX";
  const fs::path engine = ::mkdtemp(name);
  CHECK(CheckDefinitionFiles(engine.string()).ok());
  const fs::path database = engine / "store/13c/13cf8d7f-c789-4b97-8185-1804409d87ee";
  fs::create_directories(database);
  fs::create_directories(engine / "metadata");
  std::ofstream(database / "orders.sql") << "ATTACH TABLE _ UUID 'b' (`id` UInt64) ENGINE = MergeTree ORDER BY id";
  std::ofstream(engine / "metadata/shop.sql") << "ATTACH DATABASE _ UUID 'a' ENGINE = Atomic";
  // A part's own files may be empty.
  fs::create_directories(engine / "store/b00/b/all_1_1_0");
  std::ofstream(engine / "store/b00/b/all_1_1_0/x.sql") << "";
  CHECK(CheckDefinitionFiles(engine.string()).ok());
  for (const fs::path& file : {database / "payments.sql", engine / "metadata/shop.sql"}) {
    std::ofstream(file, std::ios::trunc) << "";
    const absl::Status status = CheckDefinitionFiles(engine.string());
    CHECK(status.code() == absl::StatusCode::kDataLoss);
    const std::string message(status.message());
    CHECK(message.find("the definition of " + file.stem().string() + " is empty (" + file.string() + ")") == 0);
    CHECK(message.find("restore a backup") != std::string::npos);
    fs::remove(file);
  }
  fs::remove_all(engine);
}

}  // namespace
}  // namespace aurora::embedded_clickhouse
