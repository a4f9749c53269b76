#include "services/embedding/model/safetensors.h"

#include <catch2/catch.hpp>
#include <cstring>

namespace aurora::embedding {
namespace {

std::string File(const std::string& header, const std::vector<float>& values) {
  const uint64_t length = header.size();
  std::string bytes(reinterpret_cast<const char*>(&length), sizeof(length));
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  return bytes;
}

TEST_CASE("a tensor is read with its shape and values, also after a header of odd length") {
  auto file = Safetensors::Parse(
      File(R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]} })", {9, 1, 2, 3, 4}));
  REQUIRE(file.ok());
  auto tensor = file->Get("a");
  REQUIRE(tensor.ok());
  CHECK(tensor->shape == std::vector<size_t>{2, 2});
  CHECK(std::vector<float>(tensor->values.begin(), tensor->values.end()) == std::vector<float>{1, 2, 3, 4});
  CHECK(file->Get("b").status().code() == absl::StatusCode::kNotFound);
}

TEST_CASE("a file that lies about itself is refused") {
  CHECK_FALSE(Safetensors::Parse("").ok());
  CHECK_FALSE(Safetensors::Parse(std::string(8, '\xFF')).ok());
  CHECK_FALSE(Safetensors::Parse(File("[]", {})).ok());
  CHECK_FALSE(
      Safetensors::Parse(File(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", {1})).ok());
  CHECK_FALSE(
      Safetensors::Parse(File(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", {1, 2})).ok());
  CHECK_FALSE(Safetensors::Parse(
                  File(R"({"a":{"dtype":"F32","shape":[9999999999,9999999999],"data_offsets":[0,4]}})", {1}))
                  .ok());
}

}  // namespace
}  // namespace aurora::embedding
