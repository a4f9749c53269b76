#include "services/query-engine/retrieval/meaning_search.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_split.h"
#include "aurora/embedding/v1/embedding.grpc.pb.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "services/query-engine/catalog/catalog.h"

namespace aurora::query::retrieval {
namespace {

constexpr char kCollection[] = "query-columns";
constexpr std::chrono::seconds kPublishInterval(2);
constexpr absl::Duration kPublishTimeout = absl::Seconds(30);
constexpr absl::Duration kSearchTimeout = absl::Milliseconds(300);
constexpr size_t kItemsMax = 20'000;
constexpr size_t kValuesDescribed = 8;
constexpr uint32_t kHitsWanted = 5;

}  // namespace

std::string DescribeColumn(const catalog::TableProfile& table, const catalog::ColumnProfile& column) {
  std::string text = base::StrCat(table.table, " ", column.name);
  for (char& c : text) c = c == '_' ? ' ' : c;
  if (!column.comment.empty()) base::StrAppend(&text, ": ", column.comment);
  for (size_t i = 0; i < std::min(column.values.size(), kValuesDescribed); ++i) {
    base::StrAppend(&text, i == 0 ? " (" : ", ", column.values[i].value);
  }
  if (!column.values.empty()) text += ")";
  return text;
}

MeaningSearch::MeaningSearch(std::shared_ptr<grpc::Channel> channel, const catalog::Catalog& catalog)
    : channel_(std::move(channel)), catalog_(catalog), health_(absl::UnavailableError("not asked yet")) {}

MeaningSearch::~MeaningSearch() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void MeaningSearch::Start() {
  thread_ = std::thread([this] { Run(); });
}

absl::Status MeaningSearch::Health() const {
  std::lock_guard lock(mutex_);
  return health_;
}

void MeaningSearch::Run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    const uint64_t published = published_version_;
    const bool healthy = health_.ok();
    lock.unlock();
    const std::shared_ptr<const catalog::Snapshot> snapshot = catalog_.Get();
    absl::Status status;
    const bool due = snapshot->version != 0 && (snapshot->version != published || !healthy);
    if (due) status = Publish(*snapshot);
    lock.lock();
    if (due) {
      if (status.ok()) published_version_ = snapshot->version;
      if (status.ok() != health_.ok()) {
        base::log::Info(status.ok() ? "columns can be found by meaning" : "columns are found by words alone",
                        {{"status", status}});
      }
      health_ = status;
    }
    wake_.wait_for(lock, kPublishInterval, [this] { return stop_; });
  }
}

absl::Status MeaningSearch::Publish(const catalog::Snapshot& snapshot) {
  embedding::v1::ReplaceCollectionRequest request;
  request.set_collection(kCollection);
  for (const catalog::TableProfile& table : snapshot.tables) {
    for (const catalog::ColumnProfile& column : table.columns) {
      if (column.Hidden() || static_cast<size_t>(request.items_size()) >= kItemsMax) continue;
      embedding::v1::Item* item = request.add_items();
      item->set_id(base::StrCat(table.database, "\t", table.table, "\t", column.name));
      item->set_text(DescribeColumn(table, column));
    }
  }
  grpc::ClientContext context;
  rpc::RequestContext().ApplyTo(context, kPublishTimeout);
  embedding::v1::ReplaceCollectionResponse response;
  return rpc::FromGrpc(embedding::v1::EmbeddingService::NewStub(channel_)->ReplaceCollection(&context, request, &response));
}

std::vector<ColumnHit> MeaningSearch::Nearest(const std::string& words, absl::Time deadline) const {
  if (!Health().ok()) return {};
  embedding::v1::SearchRequest request;
  request.set_collection(kCollection);
  request.set_query(words);
  request.set_limit(kHitsWanted);
  grpc::ClientContext context;
  rpc::RequestContext call;
  call.deadline = deadline;
  call.ApplyTo(context, kSearchTimeout);
  embedding::v1::SearchResponse response;
  if (!embedding::v1::EmbeddingService::NewStub(channel_)->Search(&context, request, &response).ok()) return {};
  std::vector<ColumnHit> hits;
  for (const embedding::v1::Hit& hit : response.hits()) {
    const std::vector<std::string> parts = absl::StrSplit(hit.id(), '\t');
    if (parts.size() == 3) hits.push_back({parts[0], parts[1], parts[2], hit.cosine()});
  }
  return hits;
}

}  // namespace aurora::query::retrieval
