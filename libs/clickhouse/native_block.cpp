#include "libs/clickhouse/native_block.h"

#include <lz4.h>

#include <algorithm>
#include <cstdint>

#include "libs/base/text.h"
#include "libs/clickhouse/dictionary.h"

namespace aurora::clickhouse {
namespace {

// How the words of a LowCardinality column travel: with each block its own dictionary.
constexpr uint64_t kSharedDictionariesWithAdditionalKeys = 1;
constexpr uint64_t kHasAdditionalKeys = 1 << 9;
constexpr uint64_t kNeedUpdateDictionary = 1 << 10;

constexpr size_t kSmallPieceBytes = 4096;

template <typename Narrow>
void AppendNarrow(const char* indexes, size_t rows, Buffer* out) {
  char* room = out->Room(rows * sizeof(Narrow));
  for (size_t row = 0; row < rows; ++row) {
    uint32_t wide;
    std::memcpy(&wide, indexes + row * sizeof(wide), sizeof(wide));
    const auto narrow = static_cast<Narrow>(wide);
    std::memcpy(room + row * sizeof(Narrow), &narrow, sizeof(Narrow));
  }
  out->Advance(rows * sizeof(Narrow));
}

}  // namespace

BlockEncoder::BlockEncoder() = default;
BlockEncoder::~BlockEncoder() = default;
BlockEncoder::BlockEncoder(BlockEncoder&&) noexcept = default;
BlockEncoder& BlockEncoder::operator=(BlockEncoder&&) noexcept = default;

absl::StatusOr<std::span<const std::string_view>> BlockEncoder::Encode(std::span<const NamedColumn> columns,
                                                                       size_t rows) {
  if (rows == 0) return absl::InvalidArgumentError("a block without rows ends a stream; send none");
  for (const NamedColumn& column : columns) {
    size_t held = column.column->rows();
    for (const Column* part : column.more) {
      held += part->rows();
      if (part->type_name() == column.column->type_name()) continue;
      return absl::InvalidArgumentError(base::StrCat("column ", column.name, " is ", column.column->type_name(),
                                                     " in one part and ", part->type_name(), " in another"));
    }
    if (held != rows) {
      return absl::InvalidArgumentError(base::StrCat("column ", column.name, " has ", held, " rows of ", rows));
    }
  }
  side_.Clear();
  side_open_ = 0;
  parts_.clear();
  pieces_.clear();
  side_.AppendVarUint(columns.size());
  side_.AppendVarUint(rows);
  Parts of_column;
  for (const NamedColumn& column : columns) {
    side_.AppendString(column.name);
    side_.AppendString(column.column->type_name());
    Prefix(*column.column);
    of_column.assign(1, column.column);
    of_column.insert(of_column.end(), column.more.begin(), column.more.end());
    Data(of_column);
  }
  CloseSide();
  bytes_ = 0;
  for (const Piece& part : parts_) {
    pieces_.push_back(part.view.empty() ? side_.bytes().substr(part.side_begin, part.side_end - part.side_begin)
                                        : part.view);
    bytes_ += pieces_.back().size();
  }
  return std::span<const std::string_view>(pieces_);
}

// State that stands before the data of the whole column, however deep the dictionary lies.
void BlockEncoder::Prefix(const Column& column) {
  if (column.layout_ == Column::Layout::kDictionary) side_.AppendValue(kSharedDictionariesWithAdditionalKeys);
  for (const auto& nested : column.nested_) Prefix(*nested);
}

void BlockEncoder::Data(const Parts& parts) {
  const Column& first = *parts.front();
  if (first.layout_ == Column::Layout::kDictionary) return DictionaryData(parts);
  if (first.nullable_) {
    for (const Column* part : parts) Add(part->nulls_.bytes());
  }
  if (first.layout_ == Column::Layout::kArray && parts.size() > 1) {
    ArrayEnds(parts);
  } else {
    for (const Column* part : parts) Add(part->data_.bytes());
  }
  Parts nested(parts.size());
  for (size_t i = 0; i < first.nested_.size(); ++i) {
    for (size_t part = 0; part < parts.size(); ++part) nested[part] = parts[part]->nested_[i].get();
    Data(nested);
  }
}

// Where a row's elements end counts from the first part's first element.
void BlockEncoder::ArrayEnds(const Parts& parts) {
  uint64_t before = 0;
  for (const Column* part : parts) {
    for (size_t row = 0; row < part->rows_; ++row) {
      uint64_t end;
      std::memcpy(&end, part->data_.data() + row * sizeof(end), sizeof(end));
      side_.AppendValue<uint64_t>(before + end);
    }
    before += part->nested_.front()->rows_;
  }
}

void BlockEncoder::DictionaryData(const Parts& parts) {
  size_t rows = 0;
  for (const Column* part : parts) rows += part->rows_;
  // An array column without any element has nothing here, not even an empty dictionary.
  if (rows == 0) return;
  const bool several = parts.size() > 1;
  const Dictionary& dictionary = several ? Merge(parts) : *parts.front()->dictionary_;
  const size_t words = dictionary.size();
  const uint64_t width_code = words <= 0x100 ? 0 : words <= 0x10000 ? 1 : 2;
  side_.AppendValue<uint64_t>(width_code | kHasAdditionalKeys | kNeedUpdateDictionary);
  side_.AppendValue<uint64_t>(words);
  if (several) {
    // The next column's words come into the same memory.
    side_.Append(dictionary.bytes());
  } else {
    Add(dictionary.bytes());
  }
  side_.AppendValue<uint64_t>(rows);
  if (!several && width_code == 2) return Add(parts.front()->data_.bytes());
  AddIndexes(several ? merged_indexes_.data() : parts.front()->data_.data(), rows, width_code);
}

void BlockEncoder::AddIndexes(const char* indexes, size_t rows, uint64_t width_code) {
  if (width_code == 0) {
    AppendNarrow<uint8_t>(indexes, rows, &side_);
  } else if (width_code == 1) {
    AppendNarrow<uint16_t>(indexes, rows, &side_);
  } else {
    AppendNarrow<uint32_t>(indexes, rows, &side_);
  }
}

const Dictionary& BlockEncoder::Merge(const Parts& parts) {
  const bool nullable = parts.front()->dictionary_->nullable();
  std::unique_ptr<Dictionary>& merged = merged_[nullable ? 1 : 0];
  if (merged == nullptr) merged = std::make_unique<Dictionary>(nullable);
  merged->Clear();
  merged_indexes_.Clear();
  for (const Column* part : parts) {
    const Dictionary& words = *part->dictionary_;
    // Word 0 is the same in all: "" or NULL, which is no text to look for.
    merged_index_of_.assign(1, 0);
    for (uint32_t word = 1; word < words.size(); ++word) {
      merged_index_of_.push_back(merged->IndexOf(words.Word(word)));
    }
    char* room = merged_indexes_.Room(part->rows_ * sizeof(uint32_t));
    for (size_t row = 0; row < part->rows_; ++row) {
      uint32_t index;
      std::memcpy(&index, part->data_.data() + row * sizeof(index), sizeof(index));
      std::memcpy(room + row * sizeof(index), &merged_index_of_[index], sizeof(index));
    }
    merged_indexes_.Advance(part->rows_ * sizeof(uint32_t));
  }
  return *merged;
}

// Small pieces are copied together, large ones are only pointed at.
void BlockEncoder::Add(std::string_view bytes) {
  if (bytes.size() < kSmallPieceBytes) {
    side_.Append(bytes);
    return;
  }
  CloseSide();
  parts_.push_back({bytes, 0, 0});
}

void BlockEncoder::CloseSide() {
  if (side_.size() > side_open_) parts_.push_back({{}, side_open_, side_.size()});
  side_open_ = side_.size();
}

BlockCompressor::BlockCompressor() = default;
BlockCompressor::~BlockCompressor() = default;
BlockCompressor::BlockCompressor(BlockCompressor&&) noexcept = default;
BlockCompressor& BlockCompressor::operator=(BlockCompressor&&) noexcept = default;

absl::StatusOr<std::string_view> BlockCompressor::Compress(std::span<const std::string_view> pieces) {
  compressed_.Clear();
  gathered_.Clear();
  for (std::string_view piece : pieces) {
    while (!piece.empty()) {
      // A large piece is compressed where it lies; what is small is gathered to a full frame first.
      const bool whole = gathered_.size() == 0 && piece.size() >= kCompressedFrameBytes;
      const std::string_view part = piece.substr(0, kCompressedFrameBytes - (whole ? 0 : gathered_.size()));
      piece.remove_prefix(part.size());
      if (whole) {
        absl::Status status = Frame(part);
        if (!status.ok()) return status;
        continue;
      }
      gathered_.Append(part);
      if (gathered_.size() < kCompressedFrameBytes) continue;
      absl::Status status = Frame(gathered_.bytes());
      if (!status.ok()) return status;
      gathered_.Clear();
    }
  }
  if (gathered_.size() != 0) {
    absl::Status status = Frame(gathered_.bytes());
    if (!status.ok()) return status;
  }
  return compressed_.bytes();
}

// 16 bytes of checksum (zeros: InsertRequest tells the server not to look, TCP and TLS have their own), the
// method, both sizes, the data.
absl::Status BlockCompressor::Frame(std::string_view bytes) {
  constexpr size_t kChecksumBytes = 16;
  constexpr uint32_t kHeaderBytes = 9;
  constexpr uint8_t kLz4 = 0x82;
  const int bound = LZ4_compressBound(static_cast<int>(bytes.size()));
  char* room = compressed_.Room(kChecksumBytes + kHeaderBytes + static_cast<size_t>(bound));
  const int size = LZ4_compress_default(bytes.data(), room + kChecksumBytes + kHeaderBytes,
                                        static_cast<int>(bytes.size()), bound);
  if (size <= 0) return absl::InternalError("LZ4 could not compress a block");
  const uint32_t compressed_size = kHeaderBytes + static_cast<uint32_t>(size);
  const auto plain_size = static_cast<uint32_t>(bytes.size());
  std::memset(room, 0, kChecksumBytes);
  room[kChecksumBytes] = static_cast<char>(kLz4);
  std::memcpy(room + kChecksumBytes + 1, &compressed_size, sizeof(compressed_size));
  std::memcpy(room + kChecksumBytes + 5, &plain_size, sizeof(plain_size));
  compressed_.Advance(kChecksumBytes + compressed_size);
  return absl::OkStatus();
}

}  // namespace aurora::clickhouse
