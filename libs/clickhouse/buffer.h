#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace aurora::clickhouse {

// Bytes that grow at the end and keep their memory when cleared. Unlike std::vector it never writes zeros
// first. Not thread-safe; movable.
class Buffer {
 public:
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  char* data() { return data_.get(); }
  const char* data() const { return data_.get(); }
  std::string_view bytes() const { return {data_.get(), size_}; }
  void Clear() { size_ = 0; }
  // size must not be beyond size().
  void Truncate(size_t size) { size_ = size; }

  void Reserve(size_t capacity) {
    if (capacity > capacity_) Grow(capacity);
  }
  // Room for `bytes` more at the end; the pointer is good until the next call. Follow with Advance.
  char* Room(size_t bytes) {
    if (size_ + bytes > capacity_) Grow(size_ + bytes);
    return data_.get() + size_;
  }
  void Advance(size_t bytes) { size_ += bytes; }

  void Append(const void* bytes, size_t count) {
    char* room = Room(count);
    if (count != 0) std::memcpy(room, bytes, count);
    size_ += count;
  }
  void Append(std::string_view bytes) { Append(bytes.data(), bytes.size()); }
  // The value as it lies in memory: the wire is little-endian as all of our machines.
  template <typename T>
  void AppendValue(T value) {
    std::memcpy(Room(sizeof(T)), &value, sizeof(T));
    size_ += sizeof(T);
  }
  // LEB128, as lengths travel.
  void AppendVarUint(unsigned long long value) {
    char* room = Room(10);
    size_t count = 0;
    while (value >= 0x80) {
      room[count++] = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    room[count++] = static_cast<char>(value);
    size_ += count;
  }
  void AppendString(std::string_view text) {
    char* room = Room(text.size() + 10);
    size_t count = 0;
    size_t length = text.size();
    while (length >= 0x80) {
      room[count++] = static_cast<char>(length | 0x80);
      length >>= 7;
    }
    room[count++] = static_cast<char>(length);
    if (!text.empty()) std::memcpy(room + count, text.data(), text.size());
    size_ += count + text.size();
  }
  template <typename T>
  T ValueAt(size_t index) const {
    T value;
    std::memcpy(&value, data_.get() + index * sizeof(T), sizeof(T));
    return value;
  }

 private:
  void Grow(size_t needed);

  struct Free {
    void operator()(char* memory) const;
  };
  std::unique_ptr<char[], Free> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace aurora::clickhouse
