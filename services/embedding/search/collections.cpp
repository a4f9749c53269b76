#include "services/embedding/search/collections.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"

namespace aurora::embedding {
namespace {

constexpr size_t kNameCharactersMax = 64;
// Texts that are embedded at a time: between two such pieces other calls get their turn.
constexpr size_t kTextsPerCall = 64;

bool IsName(const std::string& name) {
  return !name.empty() && name.size() <= kNameCharactersMax &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '.' || c == '-';
         });
}

absl::Status CheckText(const std::string& text) {
  if (text.size() <= kTextBytesMax) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("a text has ", text.size(), " bytes; at most ", kTextBytesMax, " can be embedded"));
}

}  // namespace

absl::StatusOr<std::vector<Vector>> Collections::Vectors(const std::vector<std::string>& texts,
                                                         size_t* inferred) {
  std::vector<Vector> vectors(texts.size());
  std::vector<size_t> missing;
  for (size_t i = 0; i < texts.size(); ++i) {
    if (auto cached = cache_.Get(embedder_->model(), texts[i])) {
      vectors[i] = *std::move(cached);
    } else {
      missing.push_back(i);
    }
  }
  for (size_t begin = 0; begin < missing.size(); begin += kTextsPerCall) {
    std::vector<std::string> piece;
    for (size_t i = begin; i < std::min(missing.size(), begin + kTextsPerCall); ++i)
      piece.push_back(texts[missing[i]]);
    absl::StatusOr<std::vector<Vector>> fresh = embedder_->Embed(piece);
    if (!fresh.ok()) return fresh.status();
    for (size_t i = 0; i < piece.size(); ++i) {
      cache_.Put(embedder_->model(), piece[i], (*fresh)[i]);
      vectors[missing[begin + i]] = std::move((*fresh)[i]);
    }
  }
  *inferred = missing.size();
  return vectors;
}

absl::StatusOr<std::vector<Vector>> Collections::Embed(const std::vector<std::string>& texts) {
  if (embedder_ == nullptr) {
    return absl::FailedPreconditionError("no embedding model is active, only words; DescribeModel says why");
  }
  if (texts.size() > kTextsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat(texts.size(), " texts in one call; at most ", kTextsMax, " are embedded"));
  }
  for (const std::string& text : texts) {
    if (absl::Status checked = CheckText(text); !checked.ok()) return checked;
  }
  size_t inferred = 0;
  return Vectors(texts, &inferred);
}

absl::StatusOr<size_t> Collections::Replace(const std::string& name, std::vector<Item> items) {
  if (!IsName(name)) {
    return absl::InvalidArgumentError(
        "a collection's name has 1 to 64 characters of a-z, 0-9, '_', '.' and '-'");
  }
  if (items.size() > kItemsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("collection ", name, " has ", items.size(), " items; at most ", kItemsMax, " are kept"));
  }
  std::vector<std::string> texts;
  std::set<std::string_view> ids;
  for (const Item& item : items) {
    if (absl::Status checked = CheckText(item.text); !checked.ok()) return checked;
    if (!ids.insert(item.id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("collection ", name, " has item ", item.id, " twice; ids are unique"));
    }
    texts.push_back(item.text);
  }
  size_t inferred = 0;
  std::vector<Vector> vectors;
  if (embedder_ != nullptr && !texts.empty()) {
    absl::StatusOr<std::vector<Vector>> made = Vectors(texts, &inferred);
    if (made.ok()) {
      vectors = *std::move(made);
    } else {
      base::log::Warning("collection is searched by words alone",
                         {{"collection", name}, {"status", made.status()}});
    }
  }
  auto collection = std::make_shared<const Collection>(std::move(items), std::move(vectors));
  const std::lock_guard lock(mutex_);
  if (!collections_.contains(name) && collections_.size() >= kCollectionsMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("there are ", kCollectionsMax, " collections already; replace one with no items first"));
  }
  if (collection->size() == 0) {
    collections_.erase(name);
  } else {
    collections_[name] = std::move(collection);
  }
  return inferred;
}

absl::StatusOr<SearchAnswer> Collections::Search(const std::string& name, const std::string& query,
                                                 size_t limit, const std::vector<std::string>& id_prefixes) {
  if (absl::Status checked = CheckText(query); !checked.ok()) return checked;
  if (id_prefixes.size() > kPrefixesMax) return absl::InvalidArgumentError(absl::StrCat(id_prefixes.size(), " prefixes of ids are asked for; at most ", kPrefixesMax, " are taken"));
  std::shared_ptr<const Collection> collection;
  {
    const std::lock_guard lock(mutex_);
    const auto found = collections_.find(name);
    if (found == collections_.end()) {
      return absl::NotFoundError(
          absl::StrCat("collection ", name, " is unknown; make it with ReplaceCollection"));
    }
    collection = found->second;
  }
  Vector query_vector;
  if (embedder_ != nullptr && collection->has_vectors()) {
    size_t inferred = 0;
    absl::StatusOr<std::vector<Vector>> made = Vectors({query}, &inferred);
    if (made.ok()) query_vector = std::move(made->front());
  }
  const std::string method = query_vector.empty() ? "words" : embedder_->method() + "+words";
  return SearchAnswer{collection->Search(query, query_vector, limit, id_prefixes), method};
}

std::string Collections::method() const {
  return embedder_ == nullptr ? "words" : embedder_->method() + "+words";
}

}  // namespace aurora::embedding
