// A search over a collection as the embedding service makes it, in one thread and without gRPC: words and meaning fused.
//
//   vector-search [--items N] [--dimensions D] [--queries Q]
//
// Items and queries are made up: directions at random, of unit length; texts of eight words out of 2,000. Prints one line of
// JSON: milliseconds of wall time a search, p50 and p99, and how many items a search gave.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/embedding/search/collection.h"

namespace aurora::embedding {
namespace {

constexpr size_t kWords = 2'000;
constexpr size_t kWordsOfText = 8;
constexpr size_t kHits = 10;

class Maker {
 public:
  explicit Maker(size_t dimensions) : dimensions_(dimensions) {}

  Vector Direction() {
    Vector vector(dimensions_);
    double square = 0;
    for (float& value : vector) {
      value = normal_(random_);
      square += value * value;
    }
    for (float& value : vector) value = static_cast<float>(value / std::sqrt(square));
    return vector;
  }
  std::string Text() {
    std::string text;
    for (size_t i = 0; i < kWordsOfText; ++i) absl::StrAppend(&text, i == 0 ? "" : " ", "word", random_() % kWords);
    return text;
  }

 private:
  const size_t dimensions_;
  std::mt19937 random_{1};
  std::normal_distribution<float> normal_;
};

int Measure(size_t items, size_t dimensions, size_t queries) {
  Maker maker(dimensions);
  std::vector<Item> texts;
  std::vector<Vector> vectors;
  for (size_t i = 0; i < items; ++i) {
    texts.push_back({absl::StrCat("shop.table.column_", i), maker.Text()});
    vectors.push_back(maker.Direction());
  }
  const Collection collection(std::move(texts), std::move(vectors));
  std::vector<double> times;
  size_t found = 0;
  for (size_t i = 0; i < queries; ++i) {
    const std::string query = maker.Text();
    const Vector vector = maker.Direction();
    const absl::Time start = absl::Now();
    found += collection.Search(query, vector, kHits).size();
    times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
  }
  std::sort(times.begin(), times.end());
  std::printf("{\"items\": %zu, \"dimensions\": %zu, \"queries\": %zu, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"hits\": %.1f}\n", items, dimensions,
              queries, times[queries / 2], times[std::min(queries - 1, queries * 99 / 100)], static_cast<double>(found) / static_cast<double>(queries));
  return 0;
}

}  // namespace
}  // namespace aurora::embedding

int main(int argc, char** argv) {
  CLI::App app("vector-search");
  size_t items = 10'000;
  size_t dimensions = 384;
  size_t queries = 1'000;
  app.add_option("--items", items)->check(CLI::Range(1, 100'000));
  app.add_option("--dimensions", dimensions)->check(CLI::Range(1, 4'096));
  app.add_option("--queries", queries)->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  return aurora::embedding::Measure(items, dimensions, queries);
}
