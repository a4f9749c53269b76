#pragma once

#include <string>

#include "aurora/embedding/v1/embedding.grpc.pb.h"

namespace aurora::base {
class WorkerPool;
}

namespace aurora::embedding {

class Collections;
class Embedder;
class VectorCache;

// aurora.embedding.v1 over Collections: converts, calls, converts. Work runs on the pool.
class EmbeddingServiceImpl final : public v1::EmbeddingService::CallbackService {
 public:
  // `embedder` is null with `degraded_reason` saying why, where only words are active.
  EmbeddingServiceImpl(Collections& collections, const Embedder* embedder, const VectorCache& cache,
                       std::string degraded_reason, base::WorkerPool& pool)
      : collections_(collections),
        embedder_(embedder),
        cache_(cache),
        degraded_reason_(std::move(degraded_reason)),
        pool_(pool) {}

  grpc::ServerUnaryReactor* Embed(grpc::CallbackServerContext* context, const v1::EmbedRequest* request,
                                  v1::EmbedResponse* response) override;
  grpc::ServerUnaryReactor* ReplaceCollection(grpc::CallbackServerContext* context,
                                              const v1::ReplaceCollectionRequest* request,
                                              v1::ReplaceCollectionResponse* response) override;
  grpc::ServerUnaryReactor* Search(grpc::CallbackServerContext* context, const v1::SearchRequest* request,
                                   v1::SearchResponse* response) override;
  grpc::ServerUnaryReactor* DescribeModel(grpc::CallbackServerContext* context,
                                          const v1::DescribeModelRequest* request,
                                          v1::DescribeModelResponse* response) override;

 private:
  Collections& collections_;
  const Embedder* const embedder_;
  const VectorCache& cache_;
  const std::string degraded_reason_;
  base::WorkerPool& pool_;
};

}  // namespace aurora::embedding
