#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aurora::embedding {

// Okapi BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75) over the words of texts, the query widened by
// synonyms of less weight. Immutable after construction, thread-safe.
class Bm25 {
 public:
  explicit Bm25(const std::vector<std::string>& texts);
  // One score >= 0 for each text.
  std::vector<double> Scores(std::string_view query) const;

 private:
  struct Posting {
    uint32_t text;
    uint32_t count;
  };
  std::unordered_map<std::string, std::vector<Posting>> postings_;
  std::vector<uint32_t> lengths_;
  double length_mean_ = 1;
};

}  // namespace aurora::embedding
