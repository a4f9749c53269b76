#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::embedding {

// BERT's uncased tokenizer (Devlin et al. 2018): NFD without accents, lower case, split at blanks,
// punctuation and CJK characters, then the longest pieces of the vocabulary. Immutable, thread-safe.
class WordPiece {
 public:
  // One piece a line, as in vocab.txt. InvalidArgument without [CLS], [SEP] or [UNK].
  static absl::StatusOr<WordPiece> Parse(std::string_view vocabulary);

  // [CLS] pieces [SEP], at most `tokens_max` of them. Invalid UTF-8 counts as U+FFFD, which is dropped.
  std::vector<int64_t> Encode(std::string_view text, size_t tokens_max) const;

 private:
  WordPiece() = default;
  void AppendWord(const std::string& word, std::vector<int64_t>* tokens) const;

  std::unordered_map<std::string, int64_t> pieces_;
  int64_t cls_ = 0;
  int64_t sep_ = 0;
  int64_t unknown_ = 0;
};

}  // namespace aurora::embedding
