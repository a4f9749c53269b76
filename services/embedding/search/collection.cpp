#include "services/embedding/search/collection.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace aurora::embedding {
namespace {

// Below it MiniLM's similarity is that of unrelated words.
constexpr double kCosineMin = 0.2;

std::vector<std::string> Texts(const std::vector<Item>& items) {
  std::vector<std::string> texts;
  texts.reserve(items.size());
  for (const Item& item : items) texts.push_back(item.text);
  return texts;
}

// Eight sums at a time: the compiler may not reorder a single float sum into vector instructions.
float Dot(const float* a, const float* b, size_t size) {
  float sums[8] = {};
  size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    for (size_t j = 0; j < 8; ++j) sums[j] += a[i + j] * b[i + j];
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  for (; i < size; ++i) sum += a[i] * b[i];
  return sum;
}

// (x - mean) / deviation; all zero when every value is the same.
std::vector<double> ZScores(const std::vector<double>& values) {
  const double count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double square = 0;
  for (const double value : values) square += (value - mean) * (value - mean);
  const double deviation = std::sqrt(square / count);
  std::vector<double> scores(values.size(), 0);
  if (deviation < 1e-12) return scores;
  for (size_t i = 0; i < values.size(); ++i) scores[i] = (values[i] - mean) / deviation;
  return scores;
}

}  // namespace

Collection::Collection(std::vector<Item> items, std::vector<Vector> vectors)
    : items_(std::move(items)),
      dimensions_(vectors.empty() ? 0 : vectors.front().size()),
      words_(Texts(items_)) {
  vectors_.reserve(vectors.size() * dimensions_);
  for (const Vector& vector : vectors) vectors_.insert(vectors_.end(), vector.begin(), vector.end());
}

// Which items are searched, by index.
std::vector<size_t> Collection::Among(const std::vector<std::string>& id_prefixes) const {
  std::vector<size_t> among;
  for (size_t i = 0; i < items_.size(); ++i) {
    const bool wanted = id_prefixes.empty() || std::any_of(id_prefixes.begin(), id_prefixes.end(), [&](const std::string& prefix) { return items_[i].id.compare(0, prefix.size(), prefix) == 0; });
    if (wanted) among.push_back(i);
  }
  return among;
}

std::vector<Hit> Collection::Search(std::string_view query, const Vector& query_vector, size_t limit, const std::vector<std::string>& id_prefixes) const {
  const std::vector<size_t> among = Among(id_prefixes);
  if (among.empty()) return {};
  const std::vector<double> scores = words_.Scores(query);
  std::vector<double> words;
  for (const size_t item : among) words.push_back(scores[item]);
  std::vector<double> cosines(among.size(), 0);
  const bool by_meaning = has_vectors() && query_vector.size() == dimensions_;
  if (by_meaning) {
    for (size_t i = 0; i < among.size(); ++i) {
      cosines[i] = Dot(&vectors_[among[i] * dimensions_], query_vector.data(), dimensions_);
    }
  }
  const std::vector<double> word_scores = by_meaning ? ZScores(words) : words;
  const std::vector<double> cosine_scores = ZScores(cosines);

  // By index: most candidates are never told, and their ids need not be copied.
  std::vector<std::pair<double, size_t>> ranked;
  for (size_t i = 0; i < among.size(); ++i) {
    if (words[i] <= 0 && cosines[i] < kCosineMin) continue;
    ranked.emplace_back(by_meaning ? word_scores[i] + cosine_scores[i] : word_scores[i], i);
  }
  const size_t kept = std::min(limit, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(kept), ranked.end(), [&](const auto& a, const auto& b) {
    // Equal scores: in an order that does not change.
    return a.first != b.first ? a.first > b.first : items_[among[a.second]].id < items_[among[b.second]].id;
  });
  std::vector<Hit> hits;
  hits.reserve(kept);
  for (size_t place = 0; place < kept; ++place) {
    const auto& [score, at] = ranked[place];
    hits.push_back({items_[among[at]].id, score, cosines[at]});
  }
  return hits;
}

}  // namespace aurora::embedding
