#include "services/embedding/search/collection.h"

#include <catch2/catch.hpp>

#include "services/embedding/search/collections.h"

namespace aurora::embedding {
namespace {

const std::vector<Item> kColumns = {{"orders.total", "orders total: amount paid"},
                                    {"orders.state", "orders state: US state of the customer (CA, NY)"},
                                    {"logs.latency_ms", "logs latency ms: time to answer"}};

// Knows three texts and counts its calls; fails when told to.
class FakeEmbedder final : public Embedder {
 public:
  absl::StatusOr<std::vector<Vector>> Embed(std::span<const std::string> texts) override {
    if (fails) return absl::UnavailableError("gone");
    texts_embedded += texts.size();
    std::vector<Vector> vectors;
    for (const std::string& text : texts) {
      const bool slow = text.find("latency") != std::string::npos || text == "slowness";
      vectors.push_back(slow ? Vector{0, 1} : Vector{1, 0});
    }
    return vectors;
  }
  const std::string& model() const override { return name_; }
  const std::string& method() const override { return name_; }

  size_t texts_embedded = 0;
  bool fails = false;

 private:
  const std::string name_ = "fake";
};

std::unique_ptr<VectorCache> MemoryCache() { return *VectorCache::Open("", 100); }

TEST_CASE("words alone find a column by its text and by a synonym") {
  const Collection collection(kColumns, {});
  CHECK(collection.Search("latency", {}, 1).front().id == "logs.latency_ms");
  CHECK(collection.Search("revenue", {}, 1).front().id == "orders.total");
  CHECK(collection.Search("xylophone", {}, 5).empty());
}

TEST_CASE("among some ids, only those are found, however near others are") {
  const Collection collection(kColumns, {});
  CHECK(collection.Search("latency", {}, 5, {"logs."}).front().id == "logs.latency_ms");
  CHECK(collection.Search("latency", {}, 5, {"orders."}).empty());
  CHECK(collection.Search("latency", {}, 5, {"orders.", "logs."}).size() == 1);
  CHECK(collection.Search("latency", {}, 5, {"nothing."}).empty());
}

TEST_CASE("meaning finds what no word names, and the method says so") {
  FakeEmbedder embedder;
  const auto cache = MemoryCache();
  Collections collections(&embedder, *cache);
  REQUIRE(collections.Replace("columns", kColumns).ok());
  const auto answer = collections.Search("columns", "slowness", 1);
  REQUIRE(answer.ok());
  CHECK(answer->hits.front().id == "logs.latency_ms");
  CHECK(answer->method == "fake+words");
}

TEST_CASE("an unchanged text is not embedded again") {
  FakeEmbedder embedder;
  const auto cache = MemoryCache();
  Collections collections(&embedder, *cache);
  CHECK(*collections.Replace("columns", kColumns) == 3);
  CHECK(*collections.Replace("columns", kColumns) == 0);
  CHECK(embedder.texts_embedded == 3);
}

TEST_CASE("a model that fails leaves words, not an error") {
  FakeEmbedder embedder;
  embedder.fails = true;
  const auto cache = MemoryCache();
  Collections collections(&embedder, *cache);
  REQUIRE(collections.Replace("columns", kColumns).ok());
  const auto answer = collections.Search("columns", "latency", 1);
  REQUIRE(answer.ok());
  CHECK(answer->method == "words");
  CHECK(answer->hits.front().id == "logs.latency_ms");
}

TEST_CASE("requests beyond the bounds are refused with the object") {
  const auto cache = MemoryCache();
  Collections collections(nullptr, *cache);
  CHECK(collections.Embed({"a"}).status().code() == absl::StatusCode::kFailedPrecondition);
  CHECK(collections.Replace("Bad Name", {}).status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(collections.Replace("c", {{"a", "x"}, {"a", "y"}}).status().code() ==
        absl::StatusCode::kInvalidArgument);
  CHECK(collections.Replace("c", {{"a", std::string(kTextBytesMax + 1, 'x')}}).status().code() ==
        absl::StatusCode::kInvalidArgument);
  CHECK(collections.Search("nothing", "a", 1).status().code() == absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace aurora::embedding
