#include "services/query-engine/knowledge/http_statuses.h"

namespace aurora::query::knowledge {

const std::vector<HttpStatus>& HttpStatuses() {
  static const auto& statuses = *new std::vector<HttpStatus>{
      {{"200", "201", "202", "203", "204", "205", "206", "207", "208", "226"}, {"2xx", "successful", "succeeded", "success", "went through", "got through"}},
      {{"300", "301", "302", "303", "304", "307", "308"}, {"3xx", "redirect", "redirection", "redirected"}},
      {{"400", "401", "402", "403", "404", "405", "406", "407", "408", "409", "410", "411", "412", "413", "414", "415", "416", "417", "418", "421", "422", "423", "424", "425", "426", "428", "429", "431", "451", "499"},
       {"4xx", "client error"}},
      {{"500", "501", "502", "503", "504", "505", "506", "507", "508", "510", "511"}, {"5xx", "server error", "internal error", "server failure"}},
      {{"400", "401", "402", "403", "404", "405", "406", "407", "408", "409", "410", "411", "412", "413", "414", "415", "416", "417", "418", "421", "422", "423", "424", "425", "426", "428", "429", "431", "451", "499",
        "500", "501", "502", "503", "504", "505", "506", "507", "508", "510", "511"},
       {"http error", "error response"}},
      {{"400"}, {"bad request"}},
      {{"401"}, {"unauthorised", "unauthorized", "not authenticated", "unauthenticated"}},
      {{"403"}, {"forbidden", "access denied"}},
      {{"404"}, {"not found"}},
      {{"409"}, {"conflict"}},
      {{"429"}, {"throttled", "rate limited", "too many requests"}},
      {{"500"}, {"internal server error"}},
      {{"502"}, {"bad gateway"}},
      {{"503"}, {"service unavailable"}},
      {{"504"}, {"gateway timeout"}},
  };
  return statuses;
}

}  // namespace aurora::query::knowledge
