#pragma once

#include <map>
#include <mutex>
#include <string>

#include "gateway/api/audit.h"
#include "gateway/api/questions/result_stream.h"
#include "gateway/api/router.h"
#include "gateway/backends/query_client.h"

namespace aurora::gateway::api {

struct QuestionLimits {
  // Statements that run at once, in all and of one identity.
  size_t queries_max = 64;
  size_t queries_per_identity_max = 16;
  // Bytes of one result; a larger one ends with an error.
  uint64_t result_bytes_max = uint64_t{4} << 30;
  // From the call to the last byte that the client took.
  absl::Duration query_timeout = absl::Minutes(10);
};

// SQL and questions, with results that stream through: the next piece is read from the query engine when the
// client took the one before. Owner: main.
class Questions {
 public:
  Questions(const QuestionLimits& limits, backends::QueryClient& query, const Audit& audit)
      : limits_(limits), query_(query), audit_(audit) {}
  void AddTo(Router& router);

  // Runs a statement and streams its result in `form`, within the bounds of everybody's statements. The deed's object is
  // "" for a statement of its own; the statement becomes its text.
  boost::asio::awaitable<void> Run(query::v1::RunSqlRequest statement, ResultForm form, Deed deed,
                                   http::Request& request, http::ResponseWriter& writer);

 private:
  // A place among the statements that run at once.
  class Place {
   public:
    Place(Questions* questions, std::string user) : questions_(questions), user_(std::move(user)) {}
    Place(Place&& other) noexcept : questions_(std::exchange(other.questions_, nullptr)), user_(other.user_) {}
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    Questions* questions_;
    std::string user_;
  };
  absl::StatusOr<Place> TakePlace(const http::Request& request);

  boost::asio::awaitable<void> RunSql(http::Request& request, http::ResponseWriter& writer);
  boost::asio::awaitable<void> Ask(http::Request& request, http::ResponseWriter& writer);

  const QuestionLimits limits_;
  backends::QueryClient& query_;
  const Audit& audit_;
  std::mutex mutex_;
  size_t running_ = 0;
  std::map<std::string, size_t> running_by_user_;
};

}  // namespace aurora::gateway::api
