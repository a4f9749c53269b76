#include "services/embedding/search/bm25.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "services/embedding/search/synonyms.h"
#include "services/embedding/search/words.h"

namespace aurora::embedding {
namespace {

constexpr double kSaturation = 1.2;     // k1
constexpr double kLengthWeight = 0.75;  // b
// A synonym is a guess: half of the word itself.
constexpr double kSynonymWeight = 0.5;

}  // namespace

Bm25::Bm25(const std::vector<std::string>& texts) {
  double total = 0;
  for (uint32_t text = 0; text < texts.size(); ++text) {
    const std::vector<std::string> words = WordsOf(texts[text]);
    std::map<std::string, uint32_t> counts;
    for (const std::string& word : words) ++counts[word];
    for (const auto& [word, count] : counts) postings_[word].push_back({text, count});
    lengths_.push_back(static_cast<uint32_t>(words.size()));
    total += static_cast<double>(words.size());
  }
  if (!texts.empty()) length_mean_ = std::max(1.0, total / static_cast<double>(texts.size()));
}

std::vector<double> Bm25::Scores(std::string_view query) const {
  std::map<std::string, double> weights;
  for (const std::string& word : WordsOf(query)) {
    weights[word] = 1;
    for (const std::string& synonym : SynonymsOf(word)) weights.try_emplace(synonym, kSynonymWeight);
  }
  const double texts = static_cast<double>(lengths_.size());
  std::vector<double> scores(lengths_.size(), 0);
  for (const auto& [word, weight] : weights) {
    const auto found = postings_.find(word);
    if (found == postings_.end()) continue;
    const double with_word = static_cast<double>(found->second.size());
    const double rarity = std::log(1 + (texts - with_word + 0.5) / (with_word + 0.5));
    for (const Posting& posting : found->second) {
      const double count = posting.count;
      const double length = lengths_[posting.text] / length_mean_;
      scores[posting.text] += weight * rarity * count * (kSaturation + 1) /
                              (count + kSaturation * (1 - kLengthWeight + kLengthWeight * length));
    }
  }
  return scores;
}

}  // namespace aurora::embedding
