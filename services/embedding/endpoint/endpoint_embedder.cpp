#include "services/embedding/endpoint/endpoint_embedder.h"

#include <boost/json.hpp>
#include <cmath>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/http/client.h"

namespace aurora::embedding {
namespace {

// 1,000 vectors of 4,096 dimensions as text.
constexpr size_t kAnswerBytesMax = 96 << 20;

absl::Status Unusable(const char* what) {
  return absl::InternalError(absl::StrCat("the embeddings endpoint's answer is unusable: ", what,
                                          "; check that endpoint.url speaks OpenAI's /v1/embeddings"));
}

template <typename Number>
std::optional<Number> NumberOf(const boost::json::value& value) {
  boost::system::error_code error;
  const auto number = value.to_number<Number>(error);
  return error ? std::nullopt : std::optional(number);
}

bool MakeUnit(Vector* vector) {
  double square = 0;
  for (const float value : *vector) square += static_cast<double>(value) * value;
  if (!(square > 0) || !std::isfinite(square)) return false;
  const double scale = 1 / std::sqrt(square);
  for (float& value : *vector) value = static_cast<float>(value * scale);
  return true;
}

class EndpointEmbedder final : public Embedder {
 public:
  EndpointEmbedder(EndpointOptions options, std::unique_ptr<http::Client> client)
      : options_(std::move(options)),
        model_(absl::StrCat("endpoint:", options_.model)),
        client_(std::move(client)) {}

  absl::StatusOr<std::vector<Vector>> Embed(std::span<const std::string> texts) override {
    if (texts.empty()) return std::vector<Vector>();
    http::Request request;
    request.method = "POST";
    request.path = "/embeddings";
    request.headers = {{"Content-Type", "application/json"}};
    if (!options_.key.empty()) {
      request.headers.emplace_back("Authorization", absl::StrCat("Bearer ", options_.key.Reveal()));
    }
    request.body = EmbeddingsRequest(options_.model, texts);
    request.replayable = true;
    request.response_bytes_max = kAnswerBytesMax;
    const auto response = client_->Send(request, absl::Now() + options_.timeout);
    if (!response.ok()) return response.status();
    if (!response->ok()) {
      return absl::UnavailableError(absl::StrCat("the embeddings endpoint ", client_->authority(),
                                                 " answered with HTTP ", response->status,
                                                 "; check endpoint.url, endpoint.model and the key"));
    }
    return ParseEmbeddingsAnswer(response->body, texts.size());
  }

  const std::string& model() const override { return model_; }
  const std::string& method() const override { return method_; }

 private:
  const EndpointOptions options_;
  const std::string model_;
  const std::string method_ = "endpoint";
  std::unique_ptr<http::Client> client_;
};

}  // namespace

std::string EmbeddingsRequest(const std::string& model, std::span<const std::string> texts) {
  boost::json::array input;
  for (const std::string& text : texts) input.emplace_back(text);
  return boost::json::serialize(
      boost::json::object{{"model", model}, {"input", std::move(input)}, {"encoding_format", "float"}});
}

absl::StatusOr<std::vector<Vector>> ParseEmbeddingsAnswer(std::string_view json, size_t count) {
  boost::system::error_code error;
  const boost::json::value answer = boost::json::parse({json.data(), json.size()}, error);
  const auto* object = error ? nullptr : answer.if_object();
  const auto* data = object != nullptr && object->contains("data") ? object->at("data").if_array() : nullptr;
  if (data == nullptr || data->size() != count) return Unusable("it has not one vector for each text");
  std::vector<Vector> vectors(count);
  for (size_t i = 0; i < count; ++i) {
    const auto* entry = data->at(i).if_object();
    const auto* values =
        entry != nullptr && entry->contains("embedding") ? entry->at("embedding").if_array() : nullptr;
    if (values == nullptr || values->empty()) return Unusable("an entry has no embedding");
    size_t index = i;
    if (entry->contains("index")) {
      const auto given = NumberOf<size_t>(entry->at("index"));
      if (!given || *given >= count) return Unusable("an index is outside the request");
      index = *given;
    }
    Vector& vector = vectors[index];
    if (!vector.empty()) return Unusable("two entries have the same index");
    for (const auto& value : *values) {
      const auto number = NumberOf<double>(value);
      if (!number) return Unusable("a vector holds something else than numbers");
      vector.push_back(static_cast<float>(*number));
    }
    if (!MakeUnit(&vector)) return Unusable("a vector is zero or not finite");
  }
  for (const Vector& vector : vectors) {
    if (vector.size() != vectors.front().size()) return Unusable("its vectors have different lengths");
  }
  return vectors;
}

absl::StatusOr<std::unique_ptr<Embedder>> CreateEndpointEmbedder(const EndpointOptions& options) {
  if (options.model.empty()) {
    return absl::InvalidArgumentError("endpoint.url is set without endpoint.model; name the embedding model");
  }
  http::Options address;
  address.base_url = options.url;
  auto client = http::Client::Create(std::move(address));
  if (!client.ok()) return client.status();
  return std::make_unique<EndpointEmbedder>(options, *std::move(client));
}

}  // namespace aurora::embedding
