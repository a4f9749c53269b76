#include "services/query-engine/language/normalise/word.h"

#include <catch2/catch.hpp>

namespace aurora::query::language {

TEST_CASE("forms of a word have one stem") {
  const std::vector<std::vector<std::string>> groups = {
      {"order", "orders", "ordered"},       {"purchase", "purchases", "purchased", "purchasing"},
      {"cancel", "cancelled", "canceled", "cancellation", "cancellations"}, {"city", "cities"},
      {"category", "categories"},           {"refund", "refunds", "refunded"},
      {"status", "statuses"},               {"view", "views", "viewed"},
      {"box", "boxes"},                     {"decline", "declined"},
      {"win", "won", "winning"},            {"sell", "sold"},
      {"die", "died", "deaths"},            {"pass", "passed"},
      {"quiz", "quizzes"}};
  for (const auto& group : groups) {
    for (const std::string& form : group) {
      INFO(form);
      CHECK(Stem(form) == Stem(group[0]));
    }
  }
  CHECK(Stem("state") != Stem("status"));
  CHECK(Stem("user") != Stem("use"));
  // As when a glossary has both.
  CHECK(Stem("5500") != Stem("550"));
  CHECK(Stem("line33") != Stem("line3"));
}

TEST_CASE("numbers are read in the ways people write them") {
  const auto number = [](const std::string& text) { return Normalise(text).at(0).number.value_or(-1); };
  CHECK(number("12") == 12);
  CHECK(number("1,000") == 1000);
  CHECK(number("2k") == 2000);
  CHECK(number("1.5k") == 1500);
  CHECK(number("$500") == 500);
  CHECK(Normalise("$500").at(0).money);
  CHECK(number("twelve") == 12);
  CHECK(number("3rd") == 3);
  CHECK(Normalise("3rd").at(0).ordinal);
  CHECK(Normalise("50%").at(0).percent);
  CHECK_FALSE(Normalise("8.4.0").at(0).number.has_value());
  CHECK(Normalise("8.4.0").at(0).text == "8.4.0");
  CHECK_FALSE(Normalise("5xx").at(0).number.has_value());
}

TEST_CASE("words are split as people mean them") {
  const std::vector<Word> words = Normalise("What's the user's order-count, for last 30min? don't");
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  CHECK(texts == std::vector<std::string>{"what", "the", "user", "order", "count", "for", "last", "30", "minutes", "do", "not"});
  CHECK(words[4].break_after);
  CHECK_FALSE(words[3].break_after);
}

TEST_CASE("names of columns are split into words") {
  CHECK(SplitName("durationMs") == std::vector<std::string>{"duration", "ms"});
  CHECK(SplitName("shipping_city") == std::vector<std::string>{"shipping", "city"});
  CHECK(SplitName("add-to-cart") == std::vector<std::string>{"add", "to", "cart"});
}

TEST_CASE("a flood of words is cut") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "x ";
  CHECK(Normalise(text).size() == kWordsMax);
}

}  // namespace aurora::query::language
