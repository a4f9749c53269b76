#include "gateway/api/workspace/history.h"

#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/paging.h"
#include "gateway/api/workspace/workspace_json.h"
#include "gateway/http/await.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using Entry = absl::StatusOr<workspace::HistoryEntry>;

constexpr size_t kSearchBytesMax = 200;

}  // namespace

void History::AddTo(Router& router) {
  const char* path = "/api/v1/history";
  router.AddSimple("GET", path, Access::kViewer, [this](Request& r) { return List(r); });
  router.AddSimple("POST", path, Access::kViewer, [this](Request& r) { return Add(r); });
  router.AddSimple("DELETE", path, Access::kViewer, [this](Request& r) { return Clear(r); });
  router.AddSimple("PATCH", "/api/v1/history/{id}", Access::kViewer, [this](Request& r) { return Star(r); });
  router.AddSimple("DELETE", "/api/v1/history/{id}", Access::kViewer, [this](Request& r) { return Delete(r); });
}

awaitable<Response> History::Add(Request& request) {
  const absl::StatusOr<NewHistoryEntry> parsed = ParseHistoryEntry(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  std::function<Entry()> add = [this, owner = request.identity->user, entry = *parsed] {
    return store_.Add(owner, entry.identity, entry.words, Serialize(entry.body), absl::Now());
  };
  const Entry added = co_await http::RunBlocking<Entry>(blocking_.get_executor(), std::move(add));
  if (!added.ok()) co_return ErrorResponse(added.status(), request);
  co_return JsonResponse(ToJson(*added), 201);
}

awaitable<Response> History::List(Request& request) {
  const absl::StatusOr<PageRequest> page = ReadPage(request);
  if (!page.ok()) co_return ErrorResponse(page.status(), request);
  const std::string_view starred = request.QueryParameter("starred").value_or("false");
  if (starred != "true" && starred != "false") {
    co_return ErrorResponse(absl::InvalidArgumentError("query parameter starred must be true or false"), request);
  }
  const std::string search(request.QueryParameter("search").value_or("").substr(0, kSearchBytesMax));
  if (!IsUtf8(search) || search.find('\0') != std::string::npos) {
    co_return ErrorResponse(absl::InvalidArgumentError("query parameter search must be text in UTF-8"), request);
  }
  using Listed = absl::StatusOr<workspace::HistoryPage>;
  std::function<Listed()> list = [this, page = *page,
                                  filter = workspace::HistoryFilter{request.identity->user, search, starred == "true"}] {
    return store_.List(filter, page.limit, page.after);
  };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  json::array entries;
  for (const workspace::HistoryEntry& entry : listed->entries) entries.push_back(ToJson(entry));
  json::value next = listed->next_page.empty() ? json::value(nullptr) : json::value(listed->next_page);
  co_return JsonResponse(json::object{{"entries", std::move(entries)}, {"next_page", std::move(next)}});
}

awaitable<Response> History::Star(Request& request) {
  const absl::StatusOr<bool> starred = ParseStar(request.body);
  if (!starred.ok()) co_return ErrorResponse(starred.status(), request);
  std::function<Entry()> star = [this, owner = request.identity->user, id = std::string(request.PathParameter("id")),
                                 starred = *starred] { return store_.SetStar(owner, id, starred); };
  const Entry changed = co_await http::RunBlocking<Entry>(blocking_.get_executor(), std::move(star));
  if (!changed.ok()) co_return ErrorResponse(changed.status(), request);
  co_return JsonResponse(ToJson(*changed));
}

awaitable<Response> History::Delete(Request& request) {
  std::function<absl::Status()> remove = [this, owner = request.identity->user,
                                          id = std::string(request.PathParameter("id"))] {
    return store_.Delete(owner, id);
  };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(remove));
  if (!status.ok()) co_return ErrorResponse(status, request);
  co_return EmptyResponse();
}

awaitable<Response> History::Clear(Request& request) {
  using Cleared = absl::StatusOr<int64_t>;
  std::function<Cleared()> clear = [this, owner = request.identity->user] { return store_.Clear(owner); };
  const Cleared removed = co_await http::RunBlocking<Cleared>(blocking_.get_executor(), std::move(clear));
  if (!removed.ok()) co_return ErrorResponse(removed.status(), request);
  co_return JsonResponse(json::object{{"removed", *removed}});
}

}  // namespace aurora::gateway::api
