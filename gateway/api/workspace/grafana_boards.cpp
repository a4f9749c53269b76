#include "gateway/api/workspace/grafana_boards.h"

#include <boost/json/parse.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/json.h"
#include "gateway/api/workspace/workspace_json.h"
#include "gateway/http/await.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using Found = absl::StatusOr<workspace::Document>;

constexpr absl::Duration kReadingTime = absl::Seconds(30);

std::string Text(const json::object& object, const char* name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string().c_str(), member->get_string().size()) : "";
}

template <typename Parameters>
std::vector<grafana::SqlParameter> ParametersOf(const Parameters& parameters) {
  std::vector<grafana::SqlParameter> list;
  for (const auto& one : parameters) list.push_back({one.name(), one.type(), one.value()});
  return list;
}

}  // namespace

void GrafanaBoards::AddTo(Router& router) {
  router.AddSimple("GET", "/api/v1/boards/{id}/grafana", Access::kViewer, [this](Request& r) { return Export(r); });
  router.AddSimple("POST", "/api/v1/boards:import-grafana", Access::kEditor, [this](Request& r) { return Import(r); });
}

awaitable<absl::StatusOr<grafana::PanelSql>> GrafanaBoards::Read(const json::object& panel, const Request& request) {
  grafana::PanelSql shown;
  std::string conversation;
  const json::object& asking = panel.at("asking").as_object();
  for (const json::value& turn : asking.at("turns").as_array()) {
    if (std::string text = Text(turn.as_object(), "text"); grafana::IsSql(text)) {
      shown = {std::move(text), {}, "", ""};
      continue;
    }
    query::v1::AskRequest ask;
    ask.set_question(Text(turn.as_object(), "text"));
    ask.set_conversation_id(conversation);
    ask.set_skip_execution(true);
    if (const auto now = ParseTimestamp(Text(asking, "now")); now.ok()) ToProto(*now, ask.mutable_now());
    if (const json::value* readings = turn.as_object().if_contains("readings"); readings != nullptr && readings->is_object()) {
      for (const auto& [key, value] : readings->get_object()) {
        (*ask.mutable_readings())[std::string(key.data(), key.size())] = std::string(value.as_string().c_str());
      }
    }
    const auto stream = query_.Ask(std::move(ask), CallFor(request, kReadingTime));
    query::v1::AskResponse message;
    if (!co_await stream->Next(&message) || !message.has_reading()) {
      const absl::Status status = co_await stream->Finish();
      // A statement that the guard refuses is the panel's matter; an engine that is away is the call's.
      if (status.ok() || absl::IsUnavailable(status) || absl::IsInternal(status)) {
        co_return status.ok() ? absl::InternalError("the query engine ended the stream without an end") : status;
      }
      co_return grafana::PanelSql{"", {}, "", std::string(status.message())};
    }
    const query::v1::Reading& reading = message.reading();
    conversation = reading.conversation_id();
    shown = {reading.sql(), ParametersOf(reading.parameters()), reading.chart().kind(), ""};
    if (reading.status() != query::v1::ASK_STATUS_ANSWERED) shown = {"", {}, "", reading.interpretation()};
  }
  if (shown.sql.empty() && shown.reason.empty()) shown.reason = "This panel asks nothing that can be answered.";
  co_return shown;
}

awaitable<Response> GrafanaBoards::Export(Request& request) {
  const std::string id(request.PathParameter("id"));
  std::function<Found()> find = [this, id] { return store_.Get(workspace::kBoard, id, absl::Now()); };
  const Found found = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  const json::object board = json::parse(found->body).as_object();
  std::vector<grafana::PanelSql> panels;
  for (const json::value& panel : board.at("panels").as_array()) {
    absl::StatusOr<grafana::PanelSql> shown = co_await Read(panel.as_object(), request);
    if (!shown.ok()) co_return ErrorResponse(shown.status(), request);
    panels.push_back(*std::move(shown));
  }
  Response response = JsonResponse(grafana::ToDashboard(board, id, panels));
  response.headers.Add("Content-Disposition", absl::StrCat("attachment; filename=\"aurora-", id, ".grafana.json\""));
  co_return response;
}

awaitable<Response> GrafanaBoards::Import(Request& request) {
  const absl::StatusOr<json::object> body = ParseObject(request.body);
  if (!body.ok()) co_return ErrorResponse(body.status(), request);
  absl::StatusOr<grafana::Imported> imported = grafana::FromDashboard(*body);
  if (!imported.ok()) co_return ErrorResponse(imported.status(), request);
  const absl::StatusOr<NewDocument> board = ParseBoard(Serialize(imported->board));
  if (!board.ok()) co_return ErrorResponse(board.status(), request);
  std::function<Found()> create = [this, owner = request.identity->user, board = *board] {
    return store_.Create(workspace::kBoard, owner, board.name, Serialize(board.body), absl::Now());
  };
  const Found made = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(create));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, "board.import-grafana", made->id, 201);
  json::array left_out;
  for (const std::string& one : imported->left_out) left_out.emplace_back(json::string(one));
  Response response = JsonResponse(json::object{{"board", ToJson(*made)}, {"left_out", std::move(left_out)}}, 201);
  response.headers.Add("Location", absl::StrCat("/api/v1/boards/", made->id));
  response.headers.Add("ETag", RevisionTag(made->revision));
  co_return response;
}

}  // namespace aurora::gateway::api
