#include "services/embedding/cache/vector_cache.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace aurora::embedding {
namespace {

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/aurora-cache-XXXXXX";
    REQUIRE(mkdtemp(name) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file() const { return path_ + "/vectors"; }

 private:
  std::string path_;
};

std::unique_ptr<VectorCache> Open(const std::string& path, size_t entries_max = 10) {
  auto cache = VectorCache::Open(path, entries_max);
  REQUIRE(cache.ok());
  return *std::move(cache);
}

TEST_CASE("a vector is found again by model and text, also after a restart") {
  const Folder folder;
  Open(folder.file())->Put("m", "orders", {1, 2});
  const auto cache = Open(folder.file());
  CHECK(cache->Get("m", "orders") == Vector{1, 2});
  CHECK_FALSE(cache->Get("other", "orders").has_value());
  CHECK_FALSE(cache->Get("m", "order").has_value());
  CHECK(cache->statistics().hits == 1);
  CHECK(cache->statistics().misses == 2);
}

TEST_CASE("the least recently used vector makes room") {
  const auto cache = Open("", 2);
  cache->Put("m", "a", {1});
  cache->Put("m", "b", {2});
  CHECK(cache->Get("m", "a").has_value());
  cache->Put("m", "c", {3});
  CHECK(cache->Get("m", "a").has_value());
  CHECK_FALSE(cache->Get("m", "b").has_value());
  CHECK(cache->statistics().entries == 2);
}

TEST_CASE("what is damaged on disk is dropped, what stands before it is kept, and writing goes on") {
  const Folder folder;
  {
    const auto cache = Open(folder.file());
    cache->Put("m", "a", {1});
    cache->Put("m", "b", {2});
  }
  std::filesystem::resize_file(folder.file(), std::filesystem::file_size(folder.file()) - 3);
  {
    const auto cache = Open(folder.file());
    CHECK(cache->Get("m", "a").has_value());
    CHECK_FALSE(cache->Get("m", "b").has_value());
    cache->Put("m", "c", {3});
  }
  const auto cache = Open(folder.file());
  CHECK(cache->Get("m", "a").has_value());
  CHECK(cache->Get("m", "c") == Vector{3});
}

TEST_CASE("a file of other bytes is only an empty cache") {
  const Folder folder;
  std::ofstream(folder.file()) << "this is not a cache, it is a letter to a friend";
  CHECK(Open(folder.file())->statistics().entries == 0);
}

TEST_CASE("the file does not grow without end") {
  const Folder folder;
  const auto cache = Open(folder.file(), 4);
  for (int i = 0; i < 100; ++i) cache->Put("m", std::to_string(i), {1, 2, 3});
  CHECK(std::filesystem::file_size(folder.file()) <= 9 * (16 + 4 + 12 + 4));
  CHECK(Open(folder.file(), 4)->Get("m", "99").has_value());
}

}  // namespace
}  // namespace aurora::embedding
