#include "services/embedding/cache/vector_cache.h"

#include <openssl/evp.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::embedding {
namespace {

constexpr uint32_t kDimensionsMax = 16384;
constexpr size_t kKeyBytes = 16;
constexpr size_t kFrameBytes = kKeyBytes + sizeof(uint32_t) + sizeof(uint32_t);

uint32_t Checksum(const char* bytes, size_t length) {
  return static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const unsigned char*>(bytes), static_cast<unsigned>(length)));
}

}  // namespace

size_t VectorCache::KeyHash::operator()(const Key& key) const {
  size_t hash = 0;
  std::memcpy(&hash, key.data(), sizeof(hash));  // the key is a hash already
  return hash;
}

VectorCache::Key VectorCache::KeyOf(std::string_view model, std::string_view text) {
  const std::string named = base::StrCat(model, std::string_view("\0", 1), text);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  EVP_Digest(named.data(), named.size(), digest, &length, EVP_sha256(), nullptr);
  Key key;
  std::memcpy(key.data(), digest, key.size());
  return key;
}

std::string VectorCache::Record(const Entry& entry) {
  std::string record(reinterpret_cast<const char*>(entry.key.data()), entry.key.size());
  const auto dimensions = static_cast<uint32_t>(entry.vector.size());
  record.append(reinterpret_cast<const char*>(&dimensions), sizeof(dimensions));
  record.append(reinterpret_cast<const char*>(entry.vector.data()), entry.vector.size() * sizeof(float));
  const uint32_t checksum = Checksum(record.data(), record.size());
  record.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  return record;
}

absl::StatusOr<std::unique_ptr<VectorCache>> VectorCache::Open(const std::string& path, size_t entries_max) {
  std::unique_ptr<VectorCache> cache(new VectorCache(path, entries_max));
  if (!path.empty()) {
    if (absl::Status loaded = cache->Load(); !loaded.ok()) return loaded;
  }
  return cache;
}

VectorCache::~VectorCache() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status VectorCache::Load() {
  file_ = std::fopen(path_.c_str(), "a+b");
  if (file_ == nullptr) {
    return absl::ErrnoToStatus(
        errno, absl::StrCat("the vector cache ", path_, " cannot be opened; make its folder writable"));
  }
  std::rewind(file_);
  long good_end = 0;
  std::vector<char> record;
  while (true) {
    record.resize(kKeyBytes + sizeof(uint32_t));
    if (std::fread(record.data(), 1, record.size(), file_) != record.size()) break;
    uint32_t dimensions = 0;
    std::memcpy(&dimensions, record.data() + kKeyBytes, sizeof(dimensions));
    if (dimensions == 0 || dimensions > kDimensionsMax) break;
    const size_t head = record.size();
    record.resize(kFrameBytes + dimensions * sizeof(float));
    if (std::fread(record.data() + head, 1, record.size() - head, file_) != record.size() - head) break;
    uint32_t checksum = 0;
    std::memcpy(&checksum, record.data() + record.size() - sizeof(checksum), sizeof(checksum));
    if (checksum != Checksum(record.data(), record.size() - sizeof(checksum))) break;
    Entry entry;
    std::memcpy(entry.key.data(), record.data(), kKeyBytes);
    entry.vector.resize(dimensions);
    std::memcpy(entry.vector.data(), record.data() + head, dimensions * sizeof(float));
    Keep(std::move(entry));
    ++records_on_disk_;
    good_end = std::ftell(file_);
  }
  if (ftruncate(fileno(file_), good_end) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("the vector cache ", path_, " cannot be written"));
  }
  std::clearerr(file_);
  return absl::OkStatus();
}

std::optional<Vector> VectorCache::Get(std::string_view model, std::string_view text) {
  const Key key = KeyOf(model, text);
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) {
    ++misses_;
    return std::nullopt;
  }
  ++hits_;
  recent_.splice(recent_.begin(), recent_, found->second);
  return found->second->vector;
}

void VectorCache::Put(std::string_view model, std::string_view text, const Vector& vector) {
  if (vector.empty() || vector.size() > kDimensionsMax) return;
  Entry entry{KeyOf(model, text), vector};
  const std::lock_guard lock(mutex_);
  if (places_.contains(entry.key)) return;
  Append(entry);
  Keep(std::move(entry));
}

void VectorCache::Keep(Entry entry) {
  if (const auto found = places_.find(entry.key); found != places_.end()) {
    recent_.erase(found->second);
    places_.erase(found);
  }
  recent_.push_front(std::move(entry));
  places_[recent_.front().key] = recent_.begin();
  if (recent_.size() > entries_max_) {
    places_.erase(recent_.back().key);
    recent_.pop_back();
  }
}

void VectorCache::Append(const Entry& entry) {
  if (file_ == nullptr) return;
  absl::Status written;
  if (records_on_disk_ >= 2 * entries_max_) written = Rewrite();
  const std::string record = Record(entry);
  if (written.ok() &&
      (std::fwrite(record.data(), 1, record.size(), file_) != record.size() || std::fflush(file_) != 0)) {
    written = absl::ErrnoToStatus(errno, "write");
  }
  ++records_on_disk_;
  if (!written.ok()) {
    base::log::Warning("vector cache stays in memory", {{"path", path_}, {"status", written}});
    if (file_ != nullptr) std::fclose(file_);
    file_ = nullptr;
  }
}

absl::Status VectorCache::Rewrite() {
  const std::string temporary = path_ + ".new";
  std::FILE* fresh = std::fopen(temporary.c_str(), "wb");
  if (fresh == nullptr) return absl::ErrnoToStatus(errno, "open");
  bool good = true;
  for (auto entry = recent_.rbegin(); entry != recent_.rend(); ++entry) {  // oldest first, as they came
    const std::string record = Record(*entry);
    good = good && std::fwrite(record.data(), 1, record.size(), fresh) == record.size();
  }
  good = std::fclose(fresh) == 0 && good;
  if (!good || std::rename(temporary.c_str(), path_.c_str()) != 0) {
    std::remove(temporary.c_str());
    return absl::ErrnoToStatus(errno, "rewrite");
  }
  std::fclose(file_);
  file_ = std::fopen(path_.c_str(), "ab");
  records_on_disk_ = recent_.size();
  return file_ != nullptr ? absl::OkStatus() : absl::ErrnoToStatus(errno, "open");
}

CacheStatistics VectorCache::statistics() const {
  const std::lock_guard lock(mutex_);
  return {recent_.size(), hits_, misses_};
}

}  // namespace aurora::embedding
