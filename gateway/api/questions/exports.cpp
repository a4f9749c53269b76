#include "gateway/api/questions/exports.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/questions/export_request.h"
#include "gateway/http/await.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using Found = absl::StatusOr<workspace::Document>;

constexpr absl::Duration kLifetime = absl::Minutes(10);
constexpr absl::Duration kStatementCheckTime = absl::Seconds(30);

struct FileFormat {
  std::string_view name;
  query::v1::ResultFormat format;
  const char* content_type;
};
constexpr FileFormat kFormats[] = {
    {"csv", query::v1::RESULT_FORMAT_CSV, "text/csv; charset=utf-8; header=present"},
    {"parquet", query::v1::RESULT_FORMAT_PARQUET, "application/vnd.apache.parquet"},
    {"arrow", query::v1::RESULT_FORMAT_ARROW, "application/vnd.apache.arrow.stream"},
};

const FileFormat* FindFormat(std::string_view name) {
  for (const FileFormat& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace

void Exports::AddTo(Router& router) {
  router.AddSimple("POST", "/api/v1/exports", Access::kViewer, [this](Request& r) { return Prepare(r); });
  router.Add("GET", "/api/v1/exports/{id}", Access::kViewer,
             [this](Request& r, http::ResponseWriter& w) { return Fetch(r, w); });
}

awaitable<Response> Exports::Prepare(Request& request) {
  auto parsed = ParseExport(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  if (FindFormat(parsed->format) == nullptr) {
    co_return ErrorResponse(absl::InvalidArgumentError("export format must be csv, parquet or arrow"), request);
  }
  // What the guard refuses is said here, where a page can show it, and not in the middle of a download.
  query::v1::ExplainSqlRequest check;
  check.set_sql(parsed->statement.sql());
  *check.mutable_parameters() = parsed->statement.parameters();
  auto explained = co_await query_.Explain(std::move(check), CallFor(request, kStatementCheckTime));
  if (!explained.ok()) co_return ErrorResponse(explained.status(), request);
  std::function<Found()> keep = [this, owner = request.identity->user, format = parsed->format, body = request.body] {
    return store_.Create(workspace::kExport, owner, format, body, absl::Now(), kLifetime);
  };
  const Found made = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(keep));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  const std::string url = absl::StrCat("/api/v1/exports/", made->id);
  Response response = JsonResponse(
      json::object{{"id", made->id}, {"url", url}, {"expires_at", FormatTimestamp(*made->expires_at)}}, 201);
  response.headers.Add("Location", url);
  co_return response;
}

awaitable<void> Exports::Fetch(Request& request, http::ResponseWriter& writer) {
  std::function<Found()> find = [this, id = std::string(request.PathParameter("id"))] {
    return store_.Get(workspace::kExport, id, absl::Now());
  };
  Found found = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
  // Another person's export is none at all to this one.
  if (found.ok() && found->owner != request.identity->user) {
    found = absl::NotFoundError(absl::StrCat("export ", found->id, " does not exist (any more)"));
  }
  auto parsed = found.ok() ? ParseExport(found->body) : absl::StatusOr<ExportRequest>(found.status());
  if (!parsed.ok()) {
    co_await writer.Send(ErrorResponse(parsed.status(), request));
    co_return;
  }
  const FileFormat* format = FindFormat(parsed->format);
  const std::string time = absl::FormatTime("%Y-%m-%d-%H%M%S", found->created_at, absl::UTCTimeZone());
  const ResultForm form{format->format, format->content_type, absl::StrCat("aurora-", time, ".", parsed->format)};
  Deed deed{"export", ""};
  co_await questions_.Run(std::move(parsed->statement), form, std::move(deed), request, writer);
}

}  // namespace aurora::gateway::api
