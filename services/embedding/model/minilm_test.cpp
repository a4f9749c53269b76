#include "services/embedding/model/minilm.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

// Needs the model's files: AURORA_MINILM names their folder. testdata/reference_vectors.txt holds a text and
// its vector in turn, computed in double precision by another program with the published tokenizer.
namespace aurora::embedding {
namespace {

std::string ModelPath() {
  const char* path = std::getenv("AURORA_MINILM");
  REQUIRE(path != nullptr);
  return path;
}

MiniLmOptions At(std::string path) {
  MiniLmOptions options;
  options.path = std::move(path);
  return options;
}

std::unique_ptr<Embedder> Model() {
  auto model = CreateMiniLm(At(ModelPath()));
  INFO(model.status());
  REQUIRE(model.ok());
  return *std::move(model);
}

double Cosine(const Vector& a, const Vector& b) {
  REQUIRE(a.size() == b.size());
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

TEST_CASE("vectors equal the reference's, alone and in a batch of other lengths") {
  std::ifstream file(AURORA_REFERENCE_VECTORS);
  std::vector<std::string> texts;
  std::vector<Vector> expected;
  for (std::string text, numbers; std::getline(file, text) && std::getline(file, numbers);) {
    texts.push_back(text);
    std::istringstream stream(numbers);
    Vector& vector = expected.emplace_back();
    for (float value = 0; stream >> value;) vector.push_back(value);
  }
  REQUIRE(texts.size() == 4);
  const auto model = Model();
  const auto together = model->Embed(texts);
  REQUIRE(together.ok());
  for (size_t i = 0; i < texts.size(); ++i) {
    INFO(texts[i]);
    CHECK(Cosine((*together)[i], expected[i]) > 0.99999);
    const auto alone = model->Embed({&texts[i], 1});
    REQUIRE(alone.ok());
    CHECK(Cosine(alone->front(), expected[i]) > 0.99999);
  }
}

TEST_CASE("related business words are nearer than unrelated ones") {
  const std::vector<std::string> texts{"revenue", "orders total: amount paid",
                                       "logs host: name of the server"};
  const auto vectors = Model()->Embed(texts);
  REQUIRE(vectors.ok());
  CHECK(Cosine((*vectors)[0], (*vectors)[1]) > Cosine((*vectors)[0], (*vectors)[2]) + 0.1);
}

TEST_CASE("a model of other weights or without files is refused by name") {
  MiniLmOptions other_weights = At(ModelPath());
  other_weights.sha256 = std::string(64, '0');
  const auto other = CreateMiniLm(other_weights);
  CHECK(other.status().code() == absl::StatusCode::kFailedPrecondition);
  const auto missing = CreateMiniLm(At("/nonexistent"));
  CHECK(missing.status().code() == absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace aurora::embedding
