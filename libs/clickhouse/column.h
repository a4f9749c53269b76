#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/clickhouse/buffer.h"
#include "libs/clickhouse/type.h"

namespace aurora::clickhouse {

class Dictionary;

// One column of a block, filled value by value in the layout in which it travels. Whoever fills it knows the
// type and calls the matching Append once a row; nothing is checked there but by assert, and nothing is
// virtual:
//
//   Bool UInt8 Int8 ...       Append(uint8_t{1}), Append(int64_t{5}): the value in the type's exact width
//   Float32, Float64          Append(1.5f), Append(1.5)
//   Decimal(P, S)             Append(int32_t / int64_t / Int128) by P <= 9 / 18 / 38: the value times 10^S
//   Date, Date32              Append(uint16_t), Append(int32_t): days since 1970-01-01
//   DateTime, DateTime64(S)   Append(uint32_t), Append(int64_t): ticks of 10^-S seconds
//   UUID, IPv4, IPv6          AppendUuid, Append(uint32_t), AppendIpv6
//   String, LowCardinality    AppendString
//   FixedString(N)            AppendFixedString
//   Nullable(T)               as T, or AppendNull
//   Array(T)                  on element(): one Append each; then EndArray()
//   Map(K, V)                 on key() and value(): one Append each; then EndArray()
//
// LowCardinality travels with its dictionary: 15 % fewer bytes than plain text after LZ4 at the same cost to the
// server, for about 10 ns a word here.
//
// Lifecycle: filled, encoded (native_block.h), Clear()ed, filled again: the memory stays, so that a steady
// stream allocates nothing. Truncate() takes back the values of a row that turned out not to fit. Not
// thread-safe; the owner is whoever batches.
class Column {
 public:
  __extension__ typedef __int128 Int128;

  // InvalidArgument for a type that has no columnar layout here (Tuple, Enum, JSON, Variant...).
  static absl::StatusOr<Column> Create(const Type& type);
  Column(Column&&) noexcept;
  Column& operator=(Column&&) noexcept;
  ~Column();

  const Type& type() const { return type_; }
  const std::string& type_name() const { return type_name_; }
  size_t rows() const { return rows_; }
  // What it weighs on the wire, nearly: enough for a batch's byte cap.
  size_t bytes() const;
  // Memory held, for a limit on it.
  size_t capacity() const;

  template <typename T>
  void Append(T value) {
    assert(sizeof(T) == width_ && layout_ == Layout::kFixed);
    if (nullable_) nulls_.AppendValue<uint8_t>(0);
    data_.AppendValue(value);
    ++rows_;
  }
  void AppendString(std::string_view text) {
    if (layout_ == Layout::kDictionary) return AppendWord(text);
    assert(layout_ == Layout::kString);
    if (nullable_) nulls_.AppendValue<uint8_t>(0);
    last_start_ = data_.size();
    data_.AppendString(text);
    ++rows_;
  }
  // The same value in `count` rows.
  template <typename T>
  void AppendRun(T value, size_t count) {
    assert(sizeof(T) == width_ && layout_ == Layout::kFixed && !nullable_);
    char* room = data_.Room(count * sizeof(T));
    for (size_t i = 0; i < count; ++i, room += sizeof(T)) std::memcpy(room, &value, sizeof(T));
    data_.Advance(count * sizeof(T));
    rows_ += count;
  }
  void AppendStringRun(std::string_view text, size_t count);
  // Values as they lie in memory, one a row.
  template <typename T>
  void AppendValues(const T* values, size_t count) {
    assert(sizeof(T) == width_ && layout_ == Layout::kFixed && !nullable_);
    data_.Append(values, count * sizeof(T));
    rows_ += count;
  }
  // As printed: 01234567-89ab-... has high = 0x0123456789ab....
  void AppendUuid(uint64_t high, uint64_t low) {
    assert(width_ == 16);
    if (nullable_) nulls_.AppendValue<uint8_t>(0);
    data_.AppendValue(high);
    data_.AppendValue(low);
    ++rows_;
  }
  // 16 bytes in network order.
  void AppendIpv6(const uint8_t* address) {
    assert(width_ == 16);
    if (nullable_) nulls_.AppendValue<uint8_t>(0);
    data_.Append(address, 16);
    ++rows_;
  }
  // Padded with NUL; must not be longer than the type's width.
  void AppendFixedString(std::string_view text);
  // Only for Nullable.
  void AppendNull();
  // Zero, "", an empty array or map, NULL when Nullable.
  void AppendDefault();

  // Bytes of the value that was appended last, as they lie in memory: of text without its length. nullopt for NULL, and
  // where Truncate has taken back what was appended after a String. Good until the next call; not for arrays and maps.
  std::optional<std::string_view> Last() const;

  Column& element() { return *nested_[0]; }
  Column& key() { return *nested_[0]; }
  Column& value() { return *nested_[1]; }
  // Everything appended to element() (or key() and value()) since the last call is this row's.
  void EndArray();

  // Takes back all rows beyond `rows`, also elements of an array that EndArray has not closed. Constant time
  // for the row appended last; further back a String column costs a walk over its values. A word of a
  // LowCardinality column stays in its dictionary until Clear().
  void Truncate(size_t rows);
  void Reserve(size_t rows, size_t bytes_per_string = 16);
  void Clear();

 private:
  friend class BlockEncoder;
  enum class Layout : uint8_t { kFixed, kString, kDictionary, kArray };
  // A String column's place after an array's row.
  static constexpr size_t kUnknown = ~size_t{0};

  Column();
  absl::Status Build(const Type& type);
  void AppendWord(std::string_view word);
  void TruncateString(size_t rows, size_t bytes);
  void TruncateArray(size_t rows);

  Layout layout_ = Layout::kFixed;
  bool nullable_ = false;
  // Bytes of a value; 0 for other layouts than kFixed.
  uint32_t width_ = 0;
  size_t rows_ = 0;
  // kString: where the last value begins in data_.
  size_t last_start_ = kUnknown;
  Buffer nulls_;
  // kFixed: values; kString: length and bytes each; kDictionary: uint32_t each; kArray: end as uint64_t each.
  Buffer data_;
  // kArray over String: the bytes of each nested String column at the end of each row, for Truncate.
  Buffer nested_ends_;
  std::vector<std::unique_ptr<Column>> nested_;
  std::unique_ptr<Dictionary> dictionary_;
  Type type_;
  std::string type_name_;
};

}  // namespace aurora::clickhouse
