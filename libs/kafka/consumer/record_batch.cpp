#include "libs/kafka/consumer/record_batch.h"

#include <string>

namespace aurora::kafka {
namespace {

// Reads forward through bytes that a producer wrote: nothing in them is taken on trust. After the first fault ok() is
// false and whatever is read is empty.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  bool ok() const { return ok_; }
  size_t left() const { return static_cast<size_t>(end_ - at_); }

  // Zigzag: the low bit is the sign.
  int64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<uint8_t>(*at_++);
      value |= uint64_t{byte & 0x7fu} << shift;
      if ((byte & 0x80u) == 0) return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
    }
    ok_ = false;
    return 0;
  }

  std::string_view Bytes(int64_t size) {
    if (size < 0 || static_cast<uint64_t>(size) > left()) {
      ok_ = false;
      return {};
    }
    const std::string_view result(at_, static_cast<size_t>(size));
    at_ += size;
    return result;
  }

  // A length before them; -1 stands for none at all.
  std::string_view LengthAndBytes(bool& absent) {
    const int64_t size = Varint();
    absent = size == -1;
    return absent ? std::string_view() : Bytes(size);
  }

 private:
  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace

bool TakeRecord(std::string_view& bytes, Record& record) {
  Cursor batch(bytes);
  const std::string_view body = batch.Bytes(batch.Varint());
  Cursor fields(body);
  fields.Bytes(1);  // attributes, without a meaning so far
  record.timestamp_delta = fields.Varint();
  record.offset_delta = fields.Varint();
  bool without_key = false;
  record.key = fields.LengthAndBytes(without_key);
  record.value = fields.LengthAndBytes(record.is_tombstone);
  if (!batch.ok() || !fields.ok()) return false;
  record.headers = fields.Bytes(static_cast<int64_t>(fields.left()));
  bytes.remove_prefix(bytes.size() - batch.left());
  return true;
}

Headers ReadHeaders(std::string_view bytes) {
  Headers result;
  Cursor cursor(bytes);
  for (int64_t left = cursor.Varint(); left > 0; --left) {
    const std::string_view name = cursor.Bytes(cursor.Varint());
    bool absent = false;
    const std::string_view value = cursor.LengthAndBytes(absent);
    if (!cursor.ok()) break;
    result.emplace_back(name, value);
  }
  return result;
}

}  // namespace aurora::kafka
