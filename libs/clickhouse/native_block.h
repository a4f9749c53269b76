#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clickhouse/buffer.h"
#include "libs/clickhouse/column.h"

namespace aurora::clickhouse {

struct NamedColumn {
  std::string_view name;
  const Column* column = nullptr;
  // Columns of the same type whose rows follow those of `column`, in the same block.
  std::span<const Column* const> more = {};
};

// Turns columns into one block of ClickHouse's Native format. The pieces point into the columns and into the
// encoder: they are good until either is touched. Kept between blocks, so that it allocates nothing in steady
// state. Not thread-safe.
class BlockEncoder {
 public:
  BlockEncoder();
  ~BlockEncoder();
  BlockEncoder(BlockEncoder&&) noexcept;
  BlockEncoder& operator=(BlockEncoder&&) noexcept;

  // InvalidArgument when a column does not hold exactly `rows` values, or parts of different types (names it), or rows is 0.
  absl::StatusOr<std::span<const std::string_view>> Encode(std::span<const NamedColumn> columns, size_t rows);
  // Of the last block, on the wire without compression.
  size_t bytes() const { return bytes_; }

 private:
  // What is not a column's own memory: [begin, end) of side_, or a view.
  struct Piece {
    std::string_view view;
    size_t side_begin = 0;
    size_t side_end = 0;
  };
  using Parts = std::vector<const Column*>;
  void Prefix(const Column& column);
  void Data(const Parts& parts);
  void ArrayEnds(const Parts& parts);
  void DictionaryData(const Parts& parts);
  // Of all parts, with the indexes of their words in it.
  const Dictionary& Merge(const Parts& parts);
  void AddIndexes(const char* indexes, size_t rows, uint64_t width_code);
  void Add(std::string_view bytes);
  void CloseSide();

  Buffer side_;
  size_t side_open_ = 0;
  std::vector<Piece> parts_;
  // Dictionaries of several parts become one; by whether it knows NULL.
  std::unique_ptr<Dictionary> merged_[2];
  Buffer merged_indexes_;
  std::vector<uint32_t> merged_index_of_;
  std::vector<std::string_view> pieces_;
  size_t bytes_ = 0;
};

// Pieces of at most this size are compressed at a time; the server decompresses them one by one.
inline constexpr size_t kCompressedFrameBytes = 1 << 20;

// LZ4 in ClickHouse's own framing, as `decompress=1` takes it (see InsertRequest): 71 bytes of a typical row become
// 34, for 0.11 us a row here and nothing that could be measured there. On loopback it can be left out. Kept between
// blocks. Not thread-safe.
class BlockCompressor {
 public:
  BlockCompressor();
  ~BlockCompressor();
  BlockCompressor(BlockCompressor&&) noexcept;
  BlockCompressor& operator=(BlockCompressor&&) noexcept;

  // Good until the next call.
  absl::StatusOr<std::string_view> Compress(std::span<const std::string_view> pieces);

 private:
  absl::Status Frame(std::string_view bytes);

  Buffer gathered_;
  Buffer compressed_;
};

}  // namespace aurora::clickhouse
