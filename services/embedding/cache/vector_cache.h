#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "services/embedding/model/embedder.h"

namespace aurora::embedding {

struct CacheStatistics {
  uint64_t entries = 0;
  uint64_t hits = 0;
  uint64_t misses = 0;
};

// Vectors of texts seen, least recently used first out, in memory and in an append-only file that a restart
// reads.
//
// The file is a series of records: 16 bytes of the key's SHA-256, u32 dimensions, the floats, CRC-32 of all
// before. A record that does not check ends the reading, and the file is cut there: it is only a cache. It is
// written anew when it holds more than twice the entries that are kept. A write that fails turns the disk
// off, never the service. Thread-safe.
class VectorCache {
 public:
  // Without a path only memory is used. Errors: PermissionDenied / NotFound when the file cannot be opened.
  static absl::StatusOr<std::unique_ptr<VectorCache>> Open(const std::string& path, size_t entries_max);
  ~VectorCache();
  VectorCache(const VectorCache&) = delete;
  VectorCache& operator=(const VectorCache&) = delete;

  std::optional<Vector> Get(std::string_view model, std::string_view text);
  void Put(std::string_view model, std::string_view text, const Vector& vector);
  CacheStatistics statistics() const;

 private:
  using Key = std::array<unsigned char, 16>;
  struct KeyHash {
    size_t operator()(const Key& key) const;
  };
  struct Entry {
    Key key;
    Vector vector;
  };

  VectorCache(std::string path, size_t entries_max) : path_(std::move(path)), entries_max_(entries_max) {}
  static Key KeyOf(std::string_view model, std::string_view text);
  static std::string Record(const Entry& entry);
  absl::Status Load();
  void Keep(Entry entry);
  void Append(const Entry& entry);
  absl::Status Rewrite();

  const std::string path_;
  const size_t entries_max_;
  mutable std::mutex mutex_;
  std::list<Entry> recent_;  // most recent first
  std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> places_;
  std::FILE* file_ = nullptr;
  size_t records_on_disk_ = 0;
  uint64_t hits_ = 0;
  uint64_t misses_ = 0;
};

}  // namespace aurora::embedding
