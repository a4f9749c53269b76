#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::embedding {

struct Tensor {
  std::vector<size_t> shape;
  std::span<const float> values;
};

// The f32 tensors of a file in the safetensors format: u64 length, JSON header, data. Tensors of other types
// are left out. Owns the bytes that the tensors point into.
class Safetensors {
 public:
  // InvalidArgument when the header does not describe the bytes.
  static absl::StatusOr<Safetensors> Parse(std::string bytes);

  // NotFound names the missing tensor.
  absl::StatusOr<Tensor> Get(const std::string& name) const;
  size_t size() const { return tensors_.size(); }

 private:
  // Aligned for float, unlike a std::string that was offset by the header.
  std::vector<float> data_;
  struct Place {
    std::vector<size_t> shape;
    size_t begin = 0;
    size_t count = 0;
  };
  std::map<std::string, Place> tensors_;
};

}  // namespace aurora::embedding
