#include "services/embedding/model/word_piece.h"

#include <catch2/catch.hpp>

namespace aurora::embedding {
namespace {

WordPiece Tokenizer() {
  auto tokenizer = WordPiece::Parse("[PAD]\n[UNK]\n[CLS]\n[SEP]\norder\n##s\ncafe\n$\n_\ntotal\n中");
  REQUIRE(tokenizer.ok());
  return *std::move(tokenizer);
}

TEST_CASE("words become their longest pieces between the marks") {
  CHECK(Tokenizer().Encode("Orders total", 16) == std::vector<int64_t>{2, 4, 5, 9, 3});
}

TEST_CASE("accents and case do not matter, punctuation and ideographs stand alone") {
  CHECK(Tokenizer().Encode("CAF\xC3\x89", 16) == std::vector<int64_t>{2, 6, 3});
  CHECK(Tokenizer().Encode("order_total$", 16) == std::vector<int64_t>{2, 4, 8, 9, 7, 3});
  CHECK(Tokenizer().Encode("中中", 16) == std::vector<int64_t>{2, 10, 10, 3});
}

TEST_CASE("a word with an unknown piece is unknown as a whole") {
  CHECK(Tokenizer().Encode("orderx order", 16) == std::vector<int64_t>{2, 1, 4, 3});
  CHECK(Tokenizer().Encode(std::string(300, 'a'), 16) == std::vector<int64_t>{2, 1, 3});
}

TEST_CASE("text is cut to the window, and nothing is only marks") {
  CHECK(Tokenizer().Encode("order order order order", 4) == std::vector<int64_t>{2, 4, 4, 3});
  CHECK(Tokenizer().Encode("", 4) == std::vector<int64_t>{2, 3});
  CHECK(Tokenizer().Encode("\xFF\xFE", 4) == std::vector<int64_t>{2, 3});
}

TEST_CASE("a vocabulary without its marks is refused") {
  CHECK_FALSE(WordPiece::Parse("order\n[CLS]\n[SEP]").ok());
}

}  // namespace
}  // namespace aurora::embedding
