#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "aurora/query/v1/query.pb.h"
#include "gateway/api/questions/query_json.h"
#include "gateway/http/message.h"

namespace aurora::gateway::api {

struct ResultForm {
  query::v1::ResultFormat format = query::v1::RESULT_FORMAT_UNSPECIFIED;
  std::string content_type;
  // Name of the file that a browser saves it as; empty: it is no file.
  std::string file_name;
};

// The form that an Accept header wants: the first known of its items by quality; JSON for none or */*. NotFound
// when nothing known is among them.
absl::StatusOr<ResultForm> ChooseForm(std::string_view accept);
// The answer to an Accept header that ChooseForm has nothing for.
http::Response NotAcceptable(const absl::Status& status, const http::Request& request);

// Writes one result to the client: begins with the first piece, so that what fails before it still gets a status
// of its own. Used by one coroutine.
class ResultStream {
 public:
  // `head`: the members of a JSON answer that come before the result's own; may be empty.
  ResultStream(const ResultForm& form, uint64_t bytes_max, json::object head, const http::Request& request,
               http::ResponseWriter& writer)
      : form_(form), bytes_max_(bytes_max), answer_(!head.empty()), head_(std::move(head)), request_(request), writer_(writer) {}

  // Each false when the client is gone or the result is too large: stop.
  void Started(const query::v1::Started& started);
  boost::asio::awaitable<bool> Data(std::string* bytes);
  boost::asio::awaitable<bool> Finished(const query::v1::Finished& finished);
  // The end for whatever else happened: a problem of its own when nothing was sent yet, else as the form has it.
  boost::asio::awaitable<void> Failed(const absl::Status& status);
  // A JSON answer without a result.
  boost::asio::awaitable<void> OnlyHead();

 private:
  boost::asio::awaitable<bool> Begin();
  bool json() const { return form_.format == query::v1::RESULT_FORMAT_JSON_ROWS; }

  const ResultForm form_;
  const uint64_t bytes_max_;
  // There is a head: it is sent whatever happens to the result.
  const bool answer_;
  json::object head_;
  const http::Request& request_;
  http::ResponseWriter& writer_;
  RowsJoiner joiner_;
  uint64_t bytes_ = 0;
  bool started_ = false;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace aurora::gateway::api
