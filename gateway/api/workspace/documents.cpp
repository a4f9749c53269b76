#include "gateway/api/workspace/documents.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/paging.h"
#include "gateway/http/await.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using workspace::Document;
using Found = absl::StatusOr<Document>;

json::object InFull(const Document& document) { return ToJson(document); }

Response Shown(const Document& document, int status = 200) {
  Response response = JsonResponse(ToJson(document), status);
  response.headers.Add("ETag", RevisionTag(document.revision));
  return response;
}

std::string ActionName(const workspace::DocumentKind& kind, const char* verb) {
  return absl::StrCat(kind.name, ".", verb);
}

}  // namespace

const Documents::Resource& Documents::Boards() {
  static const Resource resource{workspace::kBoard, "/api/v1/boards", "boards", ParseBoard, BoardSummary};
  return resource;
}

const Documents::Resource& Documents::SavedQuestions() {
  static const Resource resource{workspace::kSavedQuestion, "/api/v1/questions", "questions", ParseSavedQuestion, InFull};
  return resource;
}

const Documents::Resource& Documents::Shares() {
  static const Resource resource{workspace::kShare, "/api/v1/shares", "shares", ParseShare, InFull};
  return resource;
}

void Documents::AddTo(Router& router) {
  for (const Resource* resource : {&Boards(), &SavedQuestions()}) {
    const Resource& r = *resource;
    router.AddSimple("GET", r.path, Access::kViewer, [this, &r](Request& q) { return List(r, q); });
    router.AddSimple("POST", r.path, Access::kEditor, [this, &r](Request& q) { return Create(r, q); });
    router.AddSimple("GET", r.path + "/{id}", Access::kViewer, [this, &r](Request& q) { return Get(r, q); });
    router.AddSimple("PUT", r.path + "/{id}", Access::kEditor, [this, &r](Request& q) { return Replace(r, q); });
    router.AddSimple("DELETE", r.path + "/{id}", Access::kEditor, [this, &r](Request& q) { return Delete(r, q); });
  }
  const Resource& shares = Shares();
  router.AddSimple("POST", shares.path, Access::kViewer, [this, &shares](Request& q) { return Create(shares, q); });
  router.AddSimple("GET", shares.path + "/{id}", Access::kViewer, [this, &shares](Request& q) { return Get(shares, q); });
  router.AddSimple("DELETE", shares.path + "/{id}", Access::kEditor,
                   [this, &shares](Request& q) { return Delete(shares, q); });
}

awaitable<Response> Documents::List(const Resource& resource, Request& request) {
  const absl::StatusOr<PageRequest> page = ReadPage(request);
  if (!page.ok()) co_return ErrorResponse(page.status(), request);
  using Listed = absl::StatusOr<workspace::DocumentPage>;
  std::function<Listed()> list = [this, &resource, page = *page] {
    return store_.List(resource.kind, page.limit, page.after, absl::Now());
  };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  json::array documents;
  for (const Document& document : listed->documents) documents.push_back(resource.in_list(document));
  json::value next = listed->next_page.empty() ? json::value(nullptr) : json::value(listed->next_page);
  co_return JsonResponse(json::object{{resource.plural, std::move(documents)}, {"next_page", std::move(next)}});
}

awaitable<Response> Documents::Create(const Resource& resource, Request& request) {
  const absl::StatusOr<NewDocument> parsed = resource.parse(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  std::function<Found()> create = [this, &resource, owner = request.identity->user, document = *parsed] {
    return store_.Create(resource.kind, owner, document.name, Serialize(document.body), absl::Now());
  };
  const Found made = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(create));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, ActionName(resource.kind, "create"), made->id, 201);
  Response response = Shown(*made, 201);
  response.headers.Add("Location", absl::StrCat(resource.path, "/", made->id));
  co_return response;
}

awaitable<Response> Documents::Get(const Resource& resource, Request& request) {
  std::function<Found()> find = [this, &resource, id = std::string(request.PathParameter("id"))] {
    return store_.Get(resource.kind, id, absl::Now());
  };
  const Found found = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  co_return Shown(*found);
}

awaitable<Response> Documents::Replace(const Resource& resource, Request& request) {
  const std::string id(request.PathParameter("id"));
  const int64_t revision = RevisionOf(request.headers.Find("If-Match"));
  if (revision == 0) {
    http::Problem problem = http::MakeProblem(
        428, "precondition_required",
        absl::StrCat("send If-Match with the ETag of the ", resource.kind.name, " that was changed, e.g. \"3\""));
    co_return problem.ToResponse(request.request_id);
  }
  const absl::StatusOr<NewDocument> parsed = resource.parse(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  std::function<Found()> replace = [this, &resource, id, revision, document = *parsed] {
    return store_.Replace(resource.kind, id, document.name, Serialize(document.body), revision, absl::Now());
  };
  const Found changed = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(replace));
  if (absl::IsAborted(changed.status())) {
    http::Problem problem =
        http::MakeProblem(412, "changed_elsewhere", std::string(changed.status().message()));
    co_return problem.ToResponse(request.request_id);
  }
  if (!changed.ok()) co_return ErrorResponse(changed.status(), request);
  audit_.Write(request, ActionName(resource.kind, "change"), id, 200);
  co_return Shown(*changed);
}

awaitable<Response> Documents::Delete(const Resource& resource, Request& request) {
  const std::string id(request.PathParameter("id"));
  std::function<absl::Status()> remove = [this, &resource, id] { return store_.Delete(resource.kind, id); };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(remove));
  if (!status.ok()) co_return ErrorResponse(status, request);
  audit_.Write(request, ActionName(resource.kind, "delete"), id, 204);
  co_return EmptyResponse();
}

}  // namespace aurora::gateway::api
