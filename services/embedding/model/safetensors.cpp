#include "services/embedding/model/safetensors.h"

#include <bit>
#include <boost/json.hpp>
#include <cstring>
#include <optional>

#include "absl/strings/str_cat.h"

namespace aurora::embedding {
namespace {

constexpr size_t kHeaderBytesMax = 16 << 20;
static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

std::optional<size_t> Count(const boost::json::value& value) {
  boost::system::error_code error;
  const auto number = value.to_number<size_t>(error);
  return error ? std::nullopt : std::optional(number);
}

absl::Status Broken(const char* what) {
  return absl::InvalidArgumentError(
      absl::StrCat("the safetensors file is damaged: ", what, "; fetch it again"));
}

}  // namespace

absl::StatusOr<Safetensors> Safetensors::Parse(std::string bytes) {
  uint64_t header_bytes = 0;
  if (bytes.size() < sizeof(header_bytes)) return Broken("it has no header");
  std::memcpy(&header_bytes, bytes.data(), sizeof(header_bytes));
  if (header_bytes > kHeaderBytesMax || header_bytes > bytes.size() - sizeof(header_bytes)) {
    return Broken("its header is longer than itself");
  }
  boost::system::error_code error;
  const boost::json::value header =
      boost::json::parse({bytes.data() + sizeof(header_bytes), header_bytes}, error);
  if (error || !header.is_object()) return Broken("its header is not a JSON object");

  const size_t data_begin = sizeof(header_bytes) + header_bytes;
  const size_t data_bytes = bytes.size() - data_begin;
  Safetensors result;
  result.data_.resize(data_bytes / sizeof(float));
  std::memcpy(result.data_.data(), bytes.data() + data_begin, result.data_.size() * sizeof(float));

  for (const auto& [name, description] : header.as_object()) {
    const auto* fields = description.if_object();
    if (fields == nullptr || !fields->contains("dtype") || fields->at("dtype") != "F32") continue;
    const auto* shape = fields->contains("shape") ? fields->at("shape").if_array() : nullptr;
    const auto* offsets = fields->contains("data_offsets") ? fields->at("data_offsets").if_array() : nullptr;
    if (shape == nullptr || offsets == nullptr || offsets->size() != 2)
      return Broken("a tensor has no place");
    Place place;
    place.count = 1;
    for (const auto& dimension : *shape) {
      const auto number = Count(dimension);
      if (!number || (*number != 0 && place.count > data_bytes / *number))
        return Broken("a tensor is too large");
      place.shape.push_back(*number);
      place.count *= *number;
    }
    const auto begin = Count(offsets->at(0));
    const auto end = Count(offsets->at(1));
    if (!begin || !end || *begin > *end || *end > data_bytes || *begin % sizeof(float) != 0 ||
        *end - *begin != place.count * sizeof(float)) {
      return Broken("a tensor lies outside the data");
    }
    place.begin = *begin / sizeof(float);
    result.tensors_.emplace(std::string(name), std::move(place));
  }
  return result;
}

absl::StatusOr<Tensor> Safetensors::Get(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return absl::NotFoundError(absl::StrCat("the model has no tensor ", name));
  const Place& place = found->second;
  return Tensor{place.shape, std::span(data_).subspan(place.begin, place.count)};
}

}  // namespace aurora::embedding
