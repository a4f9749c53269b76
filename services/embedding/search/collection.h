#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/embedding/model/embedder.h"
#include "services/embedding/search/bm25.h"

namespace aurora::embedding {

struct Item {
  std::string id;
  std::string text;
};

struct Hit {
  std::string id;
  double score = 0;
  double cosine = 0;
};

// Texts that can be searched by words and, where they have vectors, by meaning: both scores are made
// comparable as z-scores over the collection and added. Immutable, thread-safe.
class Collection {
 public:
  // `vectors` is empty (words alone) or has one of equal length for each item.
  Collection(std::vector<Item> items, std::vector<Vector> vectors);

  // Best first; items that neither words nor meaning speak for are left out. `query_vector` may be empty. Of `id_prefixes` the ids
  // begin with one, where there are any.
  std::vector<Hit> Search(std::string_view query, const Vector& query_vector, size_t limit, const std::vector<std::string>& id_prefixes = {}) const;
  size_t size() const { return items_.size(); }
  bool has_vectors() const { return !vectors_.empty(); }

 private:
  std::vector<size_t> Among(const std::vector<std::string>& id_prefixes) const;

  std::vector<Item> items_;
  // Row by row in one piece: a search reads it from front to end.
  std::vector<float> vectors_;
  size_t dimensions_ = 0;
  Bm25 words_;
};

}  // namespace aurora::embedding
