#include "services/embedding/service/embedding_service.h"

#include <algorithm>

#include "libs/rpc/unary_call.h"
#include "services/embedding/cache/vector_cache.h"
#include "services/embedding/search/collections.h"

namespace aurora::embedding {
namespace {

constexpr uint32_t kHitsDefault = 10;
constexpr uint32_t kHitsMax = 100;

}  // namespace

grpc::ServerUnaryReactor* EmbeddingServiceImpl::Embed(grpc::CallbackServerContext* context,
                                                      const v1::EmbedRequest* request,
                                                      v1::EmbedResponse* response) {
  return rpc::RunUnary(pool_, context, [this, request, response]() -> absl::Status {
    const absl::StatusOr<std::vector<Vector>> vectors =
        collections_.Embed({request->texts().begin(), request->texts().end()});
    if (!vectors.ok()) return vectors.status();
    for (const Vector& vector : *vectors)
      response->add_vectors()->mutable_values()->Add(vector.begin(), vector.end());
    response->set_model(embedder_->model());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EmbeddingServiceImpl::ReplaceCollection(grpc::CallbackServerContext* context,
                                                                  const v1::ReplaceCollectionRequest* request,
                                                                  v1::ReplaceCollectionResponse* response) {
  return rpc::RunUnary(pool_, context, [this, request, response]() -> absl::Status {
    std::vector<Item> items;
    items.reserve(static_cast<size_t>(request->items_size()));
    for (const v1::Item& item : request->items()) items.push_back({item.id(), item.text()});
    const absl::StatusOr<size_t> embedded = collections_.Replace(request->collection(), std::move(items));
    if (!embedded.ok()) return embedded.status();
    response->set_items(static_cast<uint32_t>(request->items_size()));
    response->set_embedded(static_cast<uint32_t>(*embedded));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EmbeddingServiceImpl::Search(grpc::CallbackServerContext* context,
                                                       const v1::SearchRequest* request,
                                                       v1::SearchResponse* response) {
  return rpc::RunUnary(pool_, context, [this, request, response]() -> absl::Status {
    const uint32_t limit = request->limit() == 0 ? kHitsDefault : std::min(request->limit(), kHitsMax);
    const absl::StatusOr<SearchAnswer> answer =
        collections_.Search(request->collection(), request->query(), limit, {request->id_prefixes().begin(), request->id_prefixes().end()});
    if (!answer.ok()) return answer.status();
    for (const Hit& hit : answer->hits) {
      v1::Hit* out = response->add_hits();
      out->set_id(hit.id);
      out->set_score(hit.score);
      out->set_cosine(hit.cosine);
    }
    response->set_method(answer->method);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EmbeddingServiceImpl::DescribeModel(grpc::CallbackServerContext* context,
                                                              const v1::DescribeModelRequest*,
                                                              v1::DescribeModelResponse* response) {
  return rpc::RunUnary(pool_, context, [this, response]() -> absl::Status {
    response->set_method(collections_.method());
    response->set_degraded_reason(degraded_reason_);
    if (embedder_ != nullptr) {
      response->set_model(embedder_->model());
      const auto probe = collections_.Embed({"orders"});
      if (probe.ok()) response->set_dimensions(static_cast<uint32_t>(probe->front().size()));
    }
    const CacheStatistics statistics = cache_.statistics();
    response->set_cached_vectors(statistics.entries);
    response->set_cache_hits(statistics.hits);
    response->set_cache_misses(statistics.misses);
    return absl::OkStatus();
  });
}

}  // namespace aurora::embedding
