#include "libs/clickhouse/column.h"

#include <algorithm>
#include <utility>

#include "libs/base/text.h"
#include "libs/clickhouse/dictionary.h"

namespace aurora::clickhouse {
namespace {

size_t VarUintBytes(size_t value) {
  size_t bytes = 1;
  while (value >= 0x80) {
    value >>= 7;
    ++bytes;
  }
  return bytes;
}

// The end of the string that begins at `offset`.
size_t StringEnd(std::string_view data, size_t offset) {
  size_t length = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(data[offset++]);
    length |= static_cast<size_t>(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return offset + length;
}

}  // namespace

Column::Column() = default;
Column::Column(Column&&) noexcept = default;
Column& Column::operator=(Column&&) noexcept = default;
Column::~Column() = default;

absl::StatusOr<Column> Column::Create(const Type& type) {
  Column column;
  absl::Status status = column.Build(type);
  if (!status.ok()) return status;
  return column;
}

absl::Status Column::Build(const Type& type) {
  type_ = type;
  type_name_ = type.Name();
  const absl::Status unsupported = absl::InvalidArgumentError(
      base::StrCat("type ", type_name_, " cannot be inserted as a column; use a String column"));
  const Type* inner = &type;
  if (type.kind == Kind::kNullable) {
    nullable_ = true;
    inner = &type.arguments[0];
  }
  switch (inner->kind) {
    case Kind::kString:
      layout_ = Layout::kString;
      return absl::OkStatus();
    case Kind::kLowCardinality: {
      const Type& word = inner->arguments[0];
      if (nullable_ || word.Bare().kind != Kind::kString) return unsupported;
      nullable_ = word.kind == Kind::kNullable;
      layout_ = Layout::kDictionary;
      dictionary_ = std::make_unique<Dictionary>(nullable_);
      return absl::OkStatus();
    }
    case Kind::kArray:
    case Kind::kMap: {
      if (nullable_) return unsupported;
      layout_ = Layout::kArray;
      for (const Type& argument : inner->arguments) {
        absl::StatusOr<Column> nested = Create(argument);
        if (!nested.ok()) return nested.status();
        nested_.push_back(std::make_unique<Column>(*std::move(nested)));
      }
      return absl::OkStatus();
    }
    default:
      width_ = static_cast<uint32_t>(inner->FixedBytes());
      return width_ == 0 ? unsupported : absl::OkStatus();
  }
}

void Column::AppendWord(std::string_view word) {
  data_.AppendValue(dictionary_->IndexOf(word));
  ++rows_;
}

void Column::AppendStringRun(std::string_view text, size_t count) {
  if (layout_ != Layout::kDictionary) {
    for (size_t i = 0; i < count; ++i) AppendString(text);
    return;
  }
  const uint32_t index = dictionary_->IndexOf(text);
  char* room = data_.Room(count * sizeof(index));
  for (size_t i = 0; i < count; ++i, room += sizeof(index)) std::memcpy(room, &index, sizeof(index));
  data_.Advance(count * sizeof(index));
  rows_ += count;
}

void Column::AppendFixedString(std::string_view text) {
  assert(layout_ == Layout::kFixed && text.size() <= width_);
  if (nullable_) nulls_.AppendValue<uint8_t>(0);
  char* room = data_.Room(width_);
  const size_t count = std::min<size_t>(text.size(), width_);
  if (count != 0) std::memcpy(room, text.data(), count);
  std::memset(room + count, 0, width_ - count);
  data_.Advance(width_);
  ++rows_;
}

void Column::AppendNull() {
  assert(nullable_);
  AppendDefault();
  if (layout_ != Layout::kDictionary) nulls_.data()[rows_ - 1] = 1;
}

void Column::AppendDefault() {
  switch (layout_) {
    case Layout::kFixed:
      AppendFixedString("");
      break;
    case Layout::kString:
      AppendString("");
      break;
    case Layout::kDictionary:
      // Of a Nullable column index 0 is NULL, of others "".
      data_.AppendValue(dictionary_->null_index());
      ++rows_;
      return;
    case Layout::kArray:
      EndArray();
      return;
  }
  if (nullable_) nulls_.data()[rows_ - 1] = 1;
}

std::optional<std::string_view> Column::Last() const {
  assert(layout_ != Layout::kArray);
  if (rows_ == 0) return std::nullopt;
  if (layout_ == Layout::kDictionary) {
    const auto index = data_.ValueAt<uint32_t>(rows_ - 1);
    if (nullable_ && index == dictionary_->null_index()) return std::nullopt;
    return dictionary_->Word(index);
  }
  if (nullable_ && nulls_.ValueAt<uint8_t>(rows_ - 1) != 0) return std::nullopt;
  if (layout_ == Layout::kFixed) return data_.bytes().substr((rows_ - 1) * width_, width_);
  if (last_start_ == kUnknown) return std::nullopt;
  size_t begin = last_start_;
  while ((static_cast<unsigned char>(data_.data()[begin]) & 0x80) != 0) ++begin;
  return data_.bytes().substr(begin + 1);
}

void Column::EndArray() {
  assert(layout_ == Layout::kArray);
  data_.AppendValue<uint64_t>(nested_[0]->rows_);
  for (const auto& nested : nested_) {
    if (nested->layout_ == Layout::kString) nested_ends_.AppendValue<uint64_t>(nested->data_.size());
  }
  ++rows_;
}

void Column::Truncate(size_t rows) {
  if (layout_ == Layout::kArray) return TruncateArray(rows);
  if (rows >= rows_) return;
  if (layout_ == Layout::kString) return TruncateString(rows, kUnknown);
  if (nullable_ && layout_ != Layout::kDictionary) nulls_.Truncate(rows);
  data_.Truncate(rows * (layout_ == Layout::kDictionary ? sizeof(uint32_t) : width_));
  rows_ = rows;
}

void Column::TruncateString(size_t rows, size_t bytes) {
  if (bytes == kUnknown) {
    bytes = 0;
    if (rows == rows_) {
      bytes = data_.size();
    } else if (rows + 1 == rows_ && last_start_ != kUnknown) {
      bytes = last_start_;
    } else {
      for (size_t row = 0; row < rows; ++row) bytes = StringEnd(data_.bytes(), bytes);
    }
  }
  if (rows != rows_) last_start_ = kUnknown;
  data_.Truncate(bytes);
  if (nullable_) nulls_.Truncate(rows);
  rows_ = rows;
}

void Column::TruncateArray(size_t rows) {
  rows = std::min(rows, rows_);
  const size_t elements = rows == 0 ? 0 : data_.ValueAt<uint64_t>(rows - 1);
  size_t strings = 0;
  for (const auto& nested : nested_) strings += nested->layout_ == Layout::kString ? 1 : 0;
  size_t string = 0;
  for (const auto& nested : nested_) {
    if (nested->layout_ != Layout::kString) {
      nested->Truncate(elements);
      continue;
    }
    const size_t bytes = rows == 0 ? 0 : nested_ends_.ValueAt<uint64_t>((rows - 1) * strings + string);
    if (nested->rows_ > elements) nested->TruncateString(elements, bytes);
    ++string;
  }
  data_.Truncate(rows * sizeof(uint64_t));
  nested_ends_.Truncate(rows * strings * sizeof(uint64_t));
  rows_ = rows;
}

void Column::Reserve(size_t rows, size_t bytes_per_string) {
  if (nullable_ && layout_ != Layout::kDictionary) nulls_.Reserve(rows);
  switch (layout_) {
    case Layout::kFixed:
      data_.Reserve(rows * width_);
      break;
    case Layout::kString:
      data_.Reserve(rows * (bytes_per_string + VarUintBytes(bytes_per_string)));
      break;
    case Layout::kDictionary:
      data_.Reserve(rows * sizeof(uint32_t));
      break;
    case Layout::kArray:
      data_.Reserve(rows * sizeof(uint64_t));
      for (const auto& nested : nested_) nested->Reserve(rows, bytes_per_string);
      break;
  }
}

void Column::Clear() {
  nulls_.Clear();
  data_.Clear();
  nested_ends_.Clear();
  for (const auto& nested : nested_) nested->Clear();
  if (dictionary_ != nullptr) dictionary_->Clear();
  last_start_ = kUnknown;
  rows_ = 0;
}

size_t Column::bytes() const {
  size_t bytes = nulls_.size() + data_.size();
  if (dictionary_ != nullptr) bytes += dictionary_->bytes().size();
  for (const auto& nested : nested_) bytes += nested->bytes();
  return bytes;
}

size_t Column::capacity() const {
  size_t bytes = nulls_.capacity() + data_.capacity() + nested_ends_.capacity();
  if (dictionary_ != nullptr) bytes += dictionary_->capacity();
  for (const auto& nested : nested_) bytes += nested->capacity();
  return bytes;
}

}  // namespace aurora::clickhouse
