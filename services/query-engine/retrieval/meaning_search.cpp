#include "services/query-engine/retrieval/meaning_search.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "aurora/embedding/v1/embedding.grpc.pb.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "services/query-engine/catalog/catalog.h"

namespace aurora::query::retrieval {
namespace {

constexpr char kColumns[] = "query-columns";
constexpr char kMeanings[] = "query-meanings";
constexpr char kQuestions[] = "query-questions";
constexpr std::chrono::seconds kPublishInterval(2);
constexpr absl::Duration kPublishTimeout = absl::Seconds(30);
constexpr absl::Duration kSearchTimeout = absl::Milliseconds(300);
constexpr size_t kItemsMax = 20'000;
// Each takes some 3 ms the first time.
constexpr size_t kMeaningsMax = 8'000;
constexpr size_t kValuesDescribed = 8;
constexpr uint32_t kHitsWanted = 5;
constexpr uint32_t kMeaningsWanted = 100;
// With up to kMeaningsWanted hits each.
constexpr size_t kWordsKept = 2'000;

// What the ids of a table's items begin with; `table` as database.table.
std::string IdPrefix(const std::string& table) {
  std::string prefix = table;
  if (const size_t dot = table.find('.'); dot != std::string::npos) prefix[dot] = '\t';
  return prefix + '\t';
}

absl::StatusOr<std::vector<embedding::v1::Hit>> Search(const std::shared_ptr<grpc::Channel>& channel, const char* collection, const std::string& words,
                                                       uint32_t limit, absl::Time deadline, const std::vector<std::string>& tables = {}) {
  embedding::v1::SearchRequest request;
  request.set_collection(collection);
  request.set_query(words);
  request.set_limit(limit);
  for (const std::string& table : tables) request.add_id_prefixes(IdPrefix(table));
  grpc::ClientContext context;
  rpc::RequestContext call;
  call.deadline = deadline;
  call.ApplyTo(context, kSearchTimeout);
  embedding::v1::SearchResponse response;
  const absl::Status status = rpc::FromGrpc(embedding::v1::EmbeddingService::NewStub(channel)->Search(&context, request, &response));
  if (!status.ok()) return status;
  return std::vector<embedding::v1::Hit>(response.hits().begin(), response.hits().end());
}

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

MeaningSearch::MeaningSearch(std::shared_ptr<grpc::Channel> channel, const catalog::Catalog& catalog, QuestionSource questions)
    : channel_(std::move(channel)), catalog_(catalog), questions_(std::move(questions)), health_(absl::UnavailableError("not asked yet")) {}

MeaningSearch::~MeaningSearch() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
    if (publishing_ != nullptr) publishing_->TryCancel();
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
    if (!health_.ok()) {
      columns_version_ = 0;
      meanings_version_ = 0;
      questions_version_ = -1;
    }
    lock.unlock();
    const absl::Status status = Publish();
    lock.lock();
    if (status.ok() != health_.ok()) {
      base::log::Info(status.ok() ? "columns can be found by meaning" : "columns are found by words alone", {{"status", status}});
    }
    health_ = status;
    wake_.wait_for(lock, kPublishInterval, [this] { return stop_; });
  }
}

absl::Status MeaningSearch::Publish() {
  const std::shared_ptr<const catalog::Snapshot> snapshot = catalog_.Get();
  if (snapshot->version == 0) return absl::UnavailableError("no tables are known yet");
  if (snapshot->version != columns_version_) {
    if (absl::Status published = PublishColumns(*snapshot); !published.ok()) return published;
    columns_version_ = snapshot->version;
  }
  if (questions_ != nullptr) {
    const KnownQuestions known = questions_();
    if (known.version != questions_version_) {
      if (absl::Status published = PublishQuestions(known); !published.ok()) return published;
      questions_version_ = known.version;
    }
  }
  // Last: it has the most texts.
  if (snapshot->version == meanings_version_) return absl::OkStatus();
  absl::Status published = PublishMeanings(*snapshot);
  if (published.ok()) meanings_version_ = snapshot->version;
  return published;
}

absl::Status MeaningSearch::Replace(const embedding::v1::ReplaceCollectionRequest& request) {
  grpc::ClientContext context;
  rpc::RequestContext().ApplyTo(context, kPublishTimeout);
  {
    const std::lock_guard lock(mutex_);
    if (stop_) return absl::CancelledError("the search ends");
    publishing_ = &context;
  }
  embedding::v1::ReplaceCollectionResponse response;
  absl::Status replaced = rpc::FromGrpc(embedding::v1::EmbeddingService::NewStub(channel_)->ReplaceCollection(&context, request, &response));
  const std::lock_guard lock(mutex_);
  publishing_ = nullptr;
  return replaced;
}

absl::Status MeaningSearch::PublishColumns(const catalog::Snapshot& snapshot) {
  embedding::v1::ReplaceCollectionRequest request;
  request.set_collection(kColumns);
  for (const catalog::TableProfile& table : snapshot.tables) {
    for (const catalog::ColumnProfile& column : table.columns) {
      if (column.Hidden() || static_cast<size_t>(request.items_size()) >= kItemsMax) continue;
      embedding::v1::Item* item = request.add_items();
      item->set_id(base::StrCat(table.database, "\t", table.table, "\t", column.name));
      item->set_text(DescribeColumn(table, column));
    }
  }
  absl::Status replaced = Replace(request);
  const std::lock_guard lock(mutex_);
  columns_published_ = replaced.ok() && request.items_size() > 0;
  nearest_.clear();
  return replaced;
}

absl::Status MeaningSearch::PublishMeanings(const catalog::Snapshot& snapshot) {
  embedding::v1::ReplaceCollectionRequest request;
  request.set_collection(kMeanings);
  for (const catalog::TableProfile& table : snapshot.tables) {
    for (const MeaningText& meaning : DescribeMeanings(table)) {
      if (static_cast<size_t>(request.items_size()) >= kMeaningsMax) break;
      embedding::v1::Item* item = request.add_items();
      item->set_id(base::StrCat(table.database, "\t", table.table, "\t", meaning.column, "\t", meaning.value, "\t", request.items_size()));
      item->set_text(meaning.text);
    }
  }
  absl::Status replaced = Replace(request);
  const std::lock_guard lock(mutex_);
  meanings_published_ = replaced.ok() && request.items_size() > 0;
  meant_.clear();
  return replaced;
}

absl::Status MeaningSearch::PublishQuestions(const KnownQuestions& known) {
  embedding::v1::ReplaceCollectionRequest request;
  request.set_collection(kQuestions);
  for (const KnownQuestion& question : known.questions) {
    if (static_cast<size_t>(request.items_size()) >= kItemsMax) break;
    embedding::v1::Item* item = request.add_items();
    item->set_id(question.id);
    item->set_text(question.text);
  }
  absl::Status replaced = Replace(request);
  const std::lock_guard lock(mutex_);
  questions_published_ = replaced.ok() && request.items_size() > 0;
  return replaced;
}

bool MeaningSearch::Searchable(const bool& published) const {
  const std::lock_guard lock(mutex_);
  return published && health_.ok();
}

void MeaningSearch::Note(const absl::Status& searched) const {
  if (!absl::IsNotFound(searched)) return;
  const std::lock_guard lock(mutex_);
  health_ = searched;
}

void MeaningSearch::Expect(const std::vector<std::string>& phrases, absl::Time deadline) const {
  if (!Searchable(meanings_published_)) return;
  embedding::v1::EmbedRequest request;
  {
    const std::lock_guard lock(mutex_);
    if (expected_.size() >= kWordsKept) expected_.clear();
    for (const std::string& phrase : phrases) {
      if (expected_.insert(phrase).second) request.add_texts(phrase);
    }
  }
  // The search embeds a single one itself.
  if (request.texts_size() < 2) return;
  grpc::ClientContext context;
  rpc::RequestContext call;
  call.deadline = deadline;
  call.ApplyTo(context, kSearchTimeout);
  embedding::v1::EmbedResponse response;
  (void)embedding::v1::EmbeddingService::NewStub(channel_)->Embed(&context, request, &response);
}

std::vector<ColumnHit> MeaningSearch::Nearest(const std::string& words, absl::Time deadline) const {
  if (!Searchable(columns_published_)) return {};
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = nearest_.find(words); known != nearest_.end()) return known->second;
  }
  const auto found = Search(channel_, kColumns, words, kHitsWanted, deadline);
  Note(found.status());
  std::vector<ColumnHit> hits;
  if (!found.ok()) return hits;
  for (const embedding::v1::Hit& hit : *found) {
    const std::vector<std::string> parts = absl::StrSplit(hit.id(), '\t');
    if (parts.size() == 3) hits.push_back({parts[0], parts[1], parts[2], hit.cosine()});
  }
  const std::lock_guard lock(mutex_);
  if (nearest_.size() >= kWordsKept) nearest_.clear();
  nearest_[words] = hits;
  return hits;
}

std::vector<MeaningHit> MeaningSearch::Near(const std::string& words, const std::vector<std::string>& tables, absl::Time deadline) const {
  if (!Searchable(meanings_published_)) return {};
  const std::string asked = base::StrCat(words, "\n", absl::StrJoin(tables, "\n"));
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = meant_.find(asked); found != meant_.end()) return found->second;
  }
  const auto found = Search(channel_, kMeanings, words, kMeaningsWanted, deadline, tables);
  Note(found.status());
  if (!found.ok()) return {};
  std::vector<MeaningHit> hits;
  for (const embedding::v1::Hit& hit : *found) {
    const std::vector<std::string> parts = absl::StrSplit(hit.id(), '\t');
    if (parts.size() == 5) hits.push_back({{parts[0], parts[1], parts[2], hit.cosine()}, parts[3]});
  }
  std::stable_sort(hits.begin(), hits.end(), [](const MeaningHit& a, const MeaningHit& b) { return a.column.cosine > b.column.cosine; });
  const std::lock_guard lock(mutex_);
  if (meant_.size() >= kWordsKept) meant_.clear();
  meant_[asked] = hits;
  return hits;
}

std::vector<MeaningHit> MeaningSearch::Meant(const std::string& words, const std::vector<std::string>& tables, absl::Time deadline) const {
  return ChooseMeaning(Near(words, tables, deadline));
}

std::vector<std::string> MeaningSearch::NearestQuestions(const std::string& question, uint32_t limit, absl::Time deadline) const {
  if (!Searchable(questions_published_)) return {};
  const auto found = Search(channel_, kQuestions, question, std::min(limit, kQuestionsFoundMax), deadline);
  Note(found.status());
  std::vector<std::string> ids;
  if (!found.ok()) return ids;
  for (const embedding::v1::Hit& hit : *found) ids.push_back(hit.id());
  return ids;
}

}  // namespace aurora::query::retrieval
