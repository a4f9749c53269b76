#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/query-engine/catalog/table_profile.h"

namespace grpc {
class Channel;
class ClientContext;
}  // namespace grpc
namespace aurora::embedding::v1 {
class ReplaceCollectionRequest;
}

namespace aurora::query::catalog {
class Catalog;
struct Snapshot;
}  // namespace aurora::query::catalog

namespace aurora::query::retrieval {

inline constexpr uint32_t kQuestionsFoundMax = 50;

// A column whose meaning is near to some words.
struct ColumnHit {
  std::string database;
  std::string table;
  std::string column;
  double cosine = 0;
};

// A column, or one of its values, whose meaning is near to some words.
struct MeaningHit {
  ColumnHit column;
  // Empty: the column itself.
  std::string value;
};

// Questions that were answered before and can be found by meaning.
struct KnownQuestion {
  std::string id;
  std::string text;
};
struct KnownQuestions {
  // Another number is another list.
  int64_t version = 0;
  std::vector<KnownQuestion> questions;
};
using QuestionSource = std::function<KnownQuestions()>;

// What is embedded so that words are linked to it: a column by its name, and by its comment; a value that is no name by
// itself and by its column, with what the comment says that it means.
struct MeaningText {
  std::string column;
  std::string value;
  std::string text;
};
std::vector<MeaningText> DescribeMeanings(const catalog::TableProfile& table);

// The one thing that words mean among `hits` (any order, several of one thing): near enough, and nearer than every
// other; of all tables that have a column of this name. Empty when there is none.
std::vector<MeaningHit> ChooseMeaning(std::vector<MeaningHit> hits);

// What is embedded for a column: its table, name, comment and some values.
std::string DescribeColumn(const catalog::TableProfile& table, const catalog::ColumnProfile& column);

// Columns and known questions by meaning, through the embedding service: a thread of its own keeps two collections there in
// step with the catalog and with the source of questions. Everything works without the service, with fewer suggestions.
//
// Lifecycle: Start() after construction; the destructor ends the thread. Threads: all methods are thread-safe.
class MeaningSearch {
 public:
  // `questions` is asked from this object's own thread and must outlive it; nullptr: none are known.
  MeaningSearch(std::shared_ptr<grpc::Channel> channel, const catalog::Catalog& catalog, QuestionSource questions = nullptr);
  ~MeaningSearch();

  void Start();
  // Has what is going to be searched embedded at once: five phrases take little longer than one. Nothing is wrong without.
  void Expect(const std::vector<std::string>& phrases, absl::Time deadline) const;
  // Best first; empty when the service is away or does not answer by `deadline`.
  std::vector<ColumnHit> Nearest(const std::string& words, absl::Time deadline) const;
  // What `words` mean in the tables ("database.table"; empty: all); empty as above, and where that is open. What was asked
  // once since the tables changed is not asked again.
  std::vector<MeaningHit> Meant(const std::string& words, const std::vector<std::string>& tables, absl::Time deadline) const;
  // What is near to `words` in the tables, the nearest first; empty as for Meant, but where they are just not near.
  std::vector<MeaningHit> Near(const std::string& words, const std::vector<std::string>& tables, absl::Time deadline) const;
  // Ids of the `limit` known questions (at most kQuestionsFoundMax) that are nearest, best first; empty as above.
  std::vector<std::string> NearestQuestions(const std::string& question, uint32_t limit, absl::Time deadline) const;
  // Why suggestions by meaning are missing; OK when they are not.
  absl::Status Health() const;

 private:
  void Run();
  // Ends early when this object does.
  absl::Status Replace(const embedding::v1::ReplaceCollectionRequest& request);
  // What changed since the last time.
  absl::Status Publish();
  absl::Status PublishColumns(const catalog::Snapshot& snapshot);
  absl::Status PublishMeanings(const catalog::Snapshot& snapshot);
  absl::Status PublishQuestions(const KnownQuestions& known);
  // Whether the collection is there to be searched.
  bool Searchable(const bool& published) const;
  // A search that failed: a service that started anew has forgotten its collections, and gets them again.
  void Note(const absl::Status& searched) const;

  const std::shared_ptr<grpc::Channel> channel_;
  const catalog::Catalog& catalog_;
  const QuestionSource questions_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  // The call that is under way.
  grpc::ClientContext* publishing_ = nullptr;
  mutable absl::Status health_;
  // Whether the collection has an item: one without is unknown there.
  bool columns_published_ = false;
  bool questions_published_ = false;
  bool meanings_published_ = false;
  // Hits by words, of the collections as they are; of meanings by the tables that they were looked for in, too.
  mutable std::map<std::string, std::vector<ColumnHit>> nearest_;
  mutable std::map<std::string, std::vector<MeaningHit>> meant_;
  // What was embedded before it was searched.
  mutable std::set<std::string> expected_;
  // Of the thread alone.
  uint64_t columns_version_ = 0;
  uint64_t meanings_version_ = 0;
  int64_t questions_version_ = -1;

  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::query::retrieval
