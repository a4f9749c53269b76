#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/embedding/cache/vector_cache.h"
#include "services/embedding/model/embedder.h"
#include "services/embedding/search/collection.h"

namespace aurora::embedding {

inline constexpr size_t kCollectionsMax = 1000;
inline constexpr size_t kItemsMax = 100'000;
inline constexpr size_t kTextBytesMax = 8192;
inline constexpr size_t kTextsMax = 1000;
inline constexpr size_t kPrefixesMax = 1000;

struct SearchAnswer {
  std::vector<Hit> hits;
  // "minilm+words", "endpoint+words" or "words".
  std::string method;
};

// All that the service does, without gRPC: vectors through the cache, collections by name. Collections live
// in memory: whoever made one makes it again after a restart, which costs no inference, for its vectors are
// in the cache. Thread-safe. `embedder` may be null (words alone).
class Collections {
 public:
  Collections(Embedder* embedder, VectorCache& cache) : embedder_(embedder), cache_(cache) {}

  // InvalidArgument beyond kTextsMax or kTextBytesMax; FailedPrecondition without a model.
  absl::StatusOr<std::vector<Vector>> Embed(const std::vector<std::string>& texts);
  // How many texts had to be embedded. Where the model fails the collection is searched by words, and that is
  // logged.
  absl::StatusOr<size_t> Replace(const std::string& name, std::vector<Item> items);
  // Among the items whose id begins with one of `id_prefixes`, all where there is none. NotFound names the collection; InvalidArgument
  // beyond kPrefixesMax.
  absl::StatusOr<SearchAnswer> Search(const std::string& name, const std::string& query, size_t limit, const std::vector<std::string>& id_prefixes = {});

  std::string method() const;

 private:
  // Vectors of texts of any number; `inferred` counts those that were not cached.
  absl::StatusOr<std::vector<Vector>> Vectors(const std::vector<std::string>& texts, size_t* inferred);

  Embedder* const embedder_;
  VectorCache& cache_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Collection>> collections_;
};

}  // namespace aurora::embedding
