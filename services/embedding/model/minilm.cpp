#include "services/embedding/model/minilm.h"

#include <openssl/evp.h>

#include <fstream>
#include <mutex>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset13.hpp>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/embedding/model/safetensors.h"
#include "services/embedding/model/word_piece.h"

namespace aurora::embedding {
namespace {

namespace op = ov::opset13;
using Node = ov::Output<ov::Node>;

// Of the published model's configuration.
constexpr int kLayers = 6;
constexpr int64_t kHeads = 12;
constexpr int64_t kHeadSize = 32;
constexpr double kLayerNormEpsilon = 1e-12;
constexpr size_t kTokensMax = 256;
// Larger batches are padded more than they gain.
constexpr size_t kTextsPerInference = 16;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return absl::NotFoundError(absl::StrCat("model file ", path, " is missing; run third_party/minilm.sh"));
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

std::string Sha256Hex(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), length));
}

// Builds BERT's encoder with mean pooling. Throws std::runtime_error for a missing tensor, ov::Exception for
// a graph that does not fit; the caller catches both.
class Graph {
 public:
  explicit Graph(const Safetensors& weights) : weights_(weights) {}

  std::shared_ptr<ov::Model> Build() {
    const auto ids = std::make_shared<op::Parameter>(ov::element::i64, ov::PartialShape{-1, -1});
    const auto mask = std::make_shared<op::Parameter>(ov::element::f32, ov::PartialShape{-1, -1});

    const Node axis0 = Integers({0});
    const Node length = std::make_shared<op::Gather>(std::make_shared<op::ShapeOf>(ids), Scalar(1), axis0);
    const Node positions =
        std::make_shared<op::Range>(Scalar(0), Squeeze(length), Scalar(1), ov::element::i64);
    Node hidden = std::make_shared<op::Gather>(Weight("embeddings.word_embeddings.weight"), ids, axis0);
    hidden = Sum(hidden, std::make_shared<op::Gather>(Weight("embeddings.position_embeddings.weight"),
                                                      positions, axis0));
    hidden = Sum(hidden, std::make_shared<op::Gather>(Weight("embeddings.token_type_embeddings.weight"),
                                                      Scalar(0), axis0));
    hidden = LayerNorm(hidden, "embeddings.LayerNorm");

    // 0 for a token, a large negative number for padding, as [batch, 1, 1, tokens].
    const Node padding =
        std::make_shared<op::Multiply>(std::make_shared<op::Subtract>(mask, Float(1.0F)), Float(1e9F));
    const Node attention_mask = std::make_shared<op::Unsqueeze>(padding, Integers({1, 2}));
    for (int layer = 0; layer < kLayers; ++layer) {
      hidden = Layer(hidden, attention_mask, absl::StrCat("encoder.layer.", layer, "."));
    }

    const Node weights = std::make_shared<op::Unsqueeze>(mask, Integers({2}));
    const Node sum = std::make_shared<op::ReduceSum>(std::make_shared<op::Multiply>(hidden, weights),
                                                     Integers({1}), false);
    const Node count = std::make_shared<op::ReduceSum>(weights, Integers({1}), false);
    const Node mean = std::make_shared<op::Divide>(sum, count);
    const Node unit = std::make_shared<op::NormalizeL2>(mean, Integers({1}), 1e-12F, ov::op::EpsMode::MAX);
    return std::make_shared<ov::Model>(ov::OutputVector{unit}, ov::ParameterVector{ids, mask});
  }

 private:
  Node Layer(const Node& input, const Node& mask, const std::string& prefix) {
    const std::string self = prefix + "attention.self.";
    const Node query = Heads(Dense(input, self + "query"));
    const Node key = Heads(Dense(input, self + "key"));
    const Node value = Heads(Dense(input, self + "value"));
    const Node attended = std::make_shared<op::ScaledDotProductAttention>(query, key, value, mask, false);
    const Node joined =
        std::make_shared<op::Reshape>(std::make_shared<op::Transpose>(attended, Integers({0, 2, 1, 3})),
                                      Integers({0, 0, kHeads * kHeadSize}), true);
    const Node attention = LayerNorm(Sum(input, Dense(joined, prefix + "attention.output.dense")),
                                     prefix + "attention.output.LayerNorm");
    const Node wide = std::make_shared<op::Gelu>(Dense(attention, prefix + "intermediate.dense"),
                                                 ov::op::GeluApproximationMode::ERF);
    return LayerNorm(Sum(attention, Dense(wide, prefix + "output.dense")), prefix + "output.LayerNorm");
  }

  // [batch, tokens, 384] -> [batch, heads, tokens, 32]
  static Node Heads(const Node& input) {
    const Node split = std::make_shared<op::Reshape>(input, Integers({0, 0, kHeads, kHeadSize}), true);
    return std::make_shared<op::Transpose>(split, Integers({0, 2, 1, 3}));
  }

  Node Dense(const Node& input, const std::string& name) {
    return Sum(std::make_shared<op::MatMul>(input, Weight(name + ".weight"), false, true),
               Weight(name + ".bias"));
  }

  Node LayerNorm(const Node& input, const std::string& name) {
    const Node normal = std::make_shared<op::MVN>(
        input, Integers({-1}), true, static_cast<float>(kLayerNormEpsilon), ov::op::MVNEpsMode::INSIDE_SQRT);
    return Sum(std::make_shared<op::Multiply>(normal, Weight(name + ".weight")), Weight(name + ".bias"));
  }

  Node Weight(const std::string& name) {
    const absl::StatusOr<Tensor> tensor = weights_.Get(name);
    if (!tensor.ok()) throw std::runtime_error(std::string(tensor.status().message()));
    return op::Constant::create(ov::element::f32, tensor->shape,
                                std::vector<float>(tensor->values.begin(), tensor->values.end()));
  }

  static Node Sum(const Node& a, const Node& b) { return std::make_shared<op::Add>(a, b); }
  static Node Squeeze(const Node& input) { return std::make_shared<op::Squeeze>(input); }
  static Node Float(float value) { return op::Constant::create(ov::element::f32, ov::Shape{}, {value}); }
  static Node Scalar(int64_t value) { return op::Constant::create(ov::element::i64, ov::Shape{}, {value}); }
  static Node Integers(std::vector<int64_t> values) {
    return op::Constant::create(ov::element::i64, ov::Shape{values.size()}, values);
  }

  const Safetensors& weights_;
};

class MiniLm final : public Embedder {
 public:
  MiniLm(WordPiece tokenizer, ov::CompiledModel model)
      : tokenizer_(std::move(tokenizer)),
        compiled_(std::move(model)),
        request_(compiled_.create_infer_request()) {}

  absl::StatusOr<std::vector<Vector>> Embed(std::span<const std::string> texts) override {
    std::vector<Vector> vectors;
    vectors.reserve(texts.size());
    while (!texts.empty()) {
      const auto batch = texts.first(std::min(texts.size(), kTextsPerInference));
      try {
        Infer(batch, &vectors);
      } catch (const std::exception& error) {  // OpenVINO reports by exceptions
        return absl::InternalError(absl::StrCat("the sentence model failed: ", error.what()));
      }
      texts = texts.subspan(batch.size());
    }
    return vectors;
  }

  const std::string& model() const override { return model_; }
  const std::string& method() const override { return method_; }

 private:
  void Infer(std::span<const std::string> texts, std::vector<Vector>* vectors) {
    std::vector<std::vector<int64_t>> tokens;
    size_t longest = 0;
    for (const std::string& text : texts) {
      tokens.push_back(tokenizer_.Encode(text, kTokensMax));
      longest = std::max(longest, tokens.back().size());
    }
    ov::Tensor ids(ov::element::i64, {texts.size(), longest});
    ov::Tensor mask(ov::element::f32, {texts.size(), longest});
    std::fill_n(ids.data<int64_t>(), ids.get_size(), 0);
    std::fill_n(mask.data<float>(), mask.get_size(), 0.0F);
    for (size_t row = 0; row < tokens.size(); ++row) {
      std::copy(tokens[row].begin(), tokens[row].end(), ids.data<int64_t>() + row * longest);
      std::fill_n(mask.data<float>() + row * longest, tokens[row].size(), 1.0F);
    }
    const std::lock_guard lock(mutex_);
    request_.set_input_tensor(0, ids);
    request_.set_input_tensor(1, mask);
    request_.infer();
    const ov::Tensor output = request_.get_output_tensor();
    const float* values = output.data<const float>();
    for (size_t row = 0; row < texts.size(); ++row) {
      vectors->emplace_back(values + row * kMiniLmDimensions, values + (row + 1) * kMiniLmDimensions);
    }
  }

  const std::string model_ = "all-MiniLM-L6-v2";
  const std::string method_ = "minilm";
  WordPiece tokenizer_;
  ov::CompiledModel compiled_;
  // One request: calls take turns, which on the one thread that is given to the model costs nothing.
  std::mutex mutex_;
  ov::InferRequest request_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Embedder>> CreateMiniLm(const MiniLmOptions& options) {
  absl::StatusOr<std::string> bytes = ReadFile(options.path + "/model.safetensors");
  if (!bytes.ok()) return bytes.status();
  if (Sha256Hex(*bytes) != options.sha256) {
    return absl::FailedPreconditionError(
        absl::StrCat("model file ", options.path,
                     "/model.safetensors is not the one that was reviewed (its sha256 "
                     "differs); run third_party/minilm.sh"));
  }
  const absl::StatusOr<std::string> vocabulary = ReadFile(options.path + "/vocab.txt");
  if (!vocabulary.ok()) return vocabulary.status();
  absl::StatusOr<WordPiece> tokenizer = WordPiece::Parse(*vocabulary);
  if (!tokenizer.ok()) return tokenizer.status();
  const absl::StatusOr<Safetensors> weights = Safetensors::Parse(*std::move(bytes));
  if (!weights.ok()) return weights.status();
  try {
    ov::Core core;
    ov::CompiledModel compiled = core.compile_model(Graph(*weights).Build(), "CPU", ov::num_streams(1),
                                                    ov::inference_num_threads(options.threads),
                                                    ov::hint::inference_precision(ov::element::f32));
    return std::make_unique<MiniLm>(*std::move(tokenizer), std::move(compiled));
  } catch (const std::exception& error) {  // OpenVINO reports by exceptions
    return absl::InternalError(absl::StrCat("the sentence model could not be built: ", error.what()));
  }
}

}  // namespace aurora::embedding
