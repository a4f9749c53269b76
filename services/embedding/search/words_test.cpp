#include "services/embedding/search/words.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "services/embedding/search/synonyms.h"

namespace aurora::embedding {
namespace {

TEST_CASE("names and sentences become the same words") {
  CHECK(WordsOf("shipping_city") == std::vector<std::string>{"ship", "city"});
  CHECK(WordsOf("shippedCities") == std::vector<std::string>{"ship", "city"});
  CHECK(WordsOf("Orders, purchased!") == std::vector<std::string>{"order", "purchas"});
  CHECK(WordsOf("purchase") == std::vector<std::string>{"purchas"});
  CHECK(WordsOf("http_status 404") == std::vector<std::string>{"http", "status", "404"});
  CHECK(WordsOf("").empty());
}

TEST_CASE("words that end like a plural and are none stay whole") {
  CHECK(WordsOf("status bus class") == std::vector<std::string>{"status", "bus", "class"});
}

TEST_CASE("synonyms go both ways") {
  const auto has = [](const char* word, const std::string& other) {
    const auto synonyms = SynonymsOf(WordsOf(word).front());
    return std::find(synonyms.begin(), synonyms.end(), WordsOf(other).front()) != synonyms.end();
  };
  CHECK(has("revenue", "total"));
  CHECK(has("totals", "revenue"));
  CHECK_FALSE(has("revenue", "latency"));
  CHECK(SynonymsOf("xylophon").empty());
}

}  // namespace
}  // namespace aurora::embedding
