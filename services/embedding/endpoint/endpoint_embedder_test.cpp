#include "services/embedding/endpoint/endpoint_embedder.h"

#include <catch2/catch.hpp>

namespace aurora::embedding {
namespace {

TEST_CASE("texts go out as JSON, escaped") {
  const std::vector<std::string> texts{"a \"b\"", "c"};
  CHECK(EmbeddingsRequest("m", texts) ==
        R"({"model":"m","input":["a \"b\"","c"],"encoding_format":"float"})");
}

TEST_CASE("vectors come back in the order of the texts and with unit length") {
  auto vectors =
      ParseEmbeddingsAnswer(R"({"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}]})", 2);
  REQUIRE(vectors.ok());
  CHECK((*vectors)[0] == Vector{0.6F, 0.8F});
  CHECK((*vectors)[1] == Vector{0, 1});
}

TEST_CASE("an answer that cannot be trusted is refused") {
  for (const char* answer : {"", "[]", "{}", R"({"data":[]})", R"({"data":[{"embedding":[]}]})",
                             R"({"data":[{"embedding":["x"]}]})", R"({"data":[{"embedding":[0,0]}]})",
                             R"({"data":[{"index":7,"embedding":[1]}]})"}) {
    CHECK_FALSE(ParseEmbeddingsAnswer(answer, 1).ok());
  }
  CHECK_FALSE(ParseEmbeddingsAnswer(R"({"data":[{"embedding":[1]},{"embedding":[1,2]}]})", 2).ok());
  CHECK_FALSE(
      ParseEmbeddingsAnswer(R"({"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]})", 2).ok());
}

TEST_CASE("an endpoint without a model is refused") {
  EndpointOptions options;
  options.url = "http://127.0.0.1:1/v1";
  CHECK(CreateEndpointEmbedder(options).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::embedding
