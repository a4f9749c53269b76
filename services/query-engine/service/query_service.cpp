#include "services/query-engine/service/query_service.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "libs/base/edit_distance.h"
#include "libs/base/identifier.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/base/worker_pool.h"
#include "libs/http/cancellation.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unary_call.h"
#include "services/query-engine/answer/answer_question.h"
#include "services/query-engine/answer/describe_sql.h"
#include "services/query-engine/answer/suggestions.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/catalog/freshness.h"
#include "services/query-engine/guard/refusal.h"
#include "services/query-engine/service/conversion.h"
#include "services/query-engine/service/query_metrics.h"
#include "services/query-engine/service/stream_writer.h"

namespace aurora::query::service {
namespace {

// What one streamed call needs to run a query and to send what it gives.
template <typename Response>
class Streaming {
 public:
  Streaming(const Parts& parts, const ServiceLimits& limits, grpc::CallbackServerContext* context,
            std::shared_ptr<StreamWriter<Response>> writer, std::string_view source)
      : parts_(parts),
        limits_(limits),
        request_(rpc::RequestContext::FromServer(*context)),
        writer_(std::move(writer)),
        source_(source),
        start_(absl::Now()),
        cancellation_(std::make_shared<http::Cancellation>()) {
    deadline_ = std::min(request_.deadline, start_ + limits_.time_max);
    writer_->OnCancel([cancellation = cancellation_] { cancellation->Cancel(); });
  }

  absl::Time deadline() const { return deadline_; }
  const std::shared_ptr<http::Cancellation>& cancellation() const { return cancellation_; }
  absl::Status Write(Response response) { return writer_->Write(std::move(response), deadline_); }

  // Runs what `request` asks for; the end of its result goes with Finish.
  template <typename Request>
  absl::Status Run(const guard::CheckedSql& sql, const Request& request) {
    const v1::ResultLimits& limits = request.limits();
    absl::StatusOr<execution::ResultFormat> wanted = FromProto(request.format());
    if (!wanted.ok()) return wanted.status();
    execution::RunOptions options;
    options.format = *wanted;
    options.rows_max = std::min(limits.rows_max() == 0 ? limits_.rows_default : limits.rows_max(), limits_.rows_max);
    options.bytes_max = std::min(limits.bytes_max() == 0 ? limits_.bytes_max : limits.bytes_max(), limits_.bytes_max);
    options.deadline = deadline_;
    options.query_id = base::StrCat("query-", base::MakeRequestId());
    options.cancellation = cancellation_;
    execution::ResultSink sink;
    sink.on_started = [&](const std::vector<execution::ResultColumn>& columns) {
      ToProto(columns, held_.mutable_started());
      held_.mutable_started()->set_query_id(options.query_id);
      return request.accepts_whole() ? absl::OkStatus() : SendHeld();
    };
    sink.on_piece = [&](std::string piece) -> absl::Status {
      // The last piece, and it may be all there is.
      if (held_.has_started() && held_.data().empty() && piece.size() < execution::kPieceBytesMin) {
        held_.set_data(std::move(piece));
        return absl::OkStatus();
      }
      if (absl::Status sent = SendHeld(); !sent.ok()) return sent;
      return SendData(std::move(piece));
    };
    absl::StatusOr<execution::RunResult> result = parts_.runner.Run(sql, options, sink);
    if (!result.ok()) return result.status();
    parts_.metrics.CountRead(static_cast<double>(result->rows_read), static_cast<double>(result->result_bytes));
    v1::Finished finished;
    ToProto(*result, &finished);
    // Absent when no table that was read has a time.
    v1::Freshness freshness;
    ToProto(CompleteTo(sql.tables()), absl::Now(), &freshness);
    if (freshness.has_complete_to()) *finished.mutable_freshness() = std::move(freshness);
    Response& last = last_.emplace();
    if (held_.has_started()) {
      *held_.mutable_finished() = std::move(finished);
      *last.mutable_whole() = std::move(held_);
    } else {
      *last.mutable_finished() = std::move(finished);
    }
    return absl::OkStatus();
  }

  void Finish(const absl::Status& status) {
    const absl::Duration elapsed = absl::Now() - start_;
    const std::string reason = rpc::Reason(status);
    parts_.metrics.CountQuery(source_, status.ok() ? "ok" : (reason.empty() ? "error" : reason), elapsed);
    base::log::Info("query finished", {{"request_id", request_.request_id},
                                       {"principal", request_.principal},
                                       {"source", source_},
                                       {"elapsed_ms", absl::ToDoubleMilliseconds(elapsed)},
                                       {"status", status}});
    writer_->Finish(status, std::move(last_));
  }

 private:
  // The beginning of a result that turned out not to be small.
  absl::Status SendHeld() {
    if (!held_.has_started()) return absl::OkStatus();
    Response started;
    *started.mutable_started() = std::move(*held_.mutable_started());
    held_.clear_started();
    if (absl::Status sent = Write(std::move(started)); !sent.ok() || held_.data().empty()) return sent;
    return SendData(std::move(*held_.mutable_data()));
  }

  absl::Status SendData(std::string bytes) {
    Response data;
    data.set_data(std::move(bytes));
    return Write(std::move(data));
  }

  // The newest event among the tables.
  std::optional<absl::Time> CompleteTo(const std::set<guard::TableName>& tables) {
    const auto snapshot = parts_.catalog.Get();
    std::optional<absl::Time> newest;
    for (const guard::TableName& name : tables) {
      const catalog::TableProfile* table = snapshot->Find(name.first, name.second);
      if (table == nullptr) continue;
      const std::optional<absl::Time> one = parts_.freshness.NewestEvent(*table);
      if (one.has_value() && (!newest.has_value() || *one > *newest)) newest = one;
    }
    return newest;
  }

  Parts parts_;
  ServiceLimits limits_;
  rpc::RequestContext request_;
  std::shared_ptr<StreamWriter<Response>> writer_;
  std::string source_;
  absl::Time start_;
  absl::Time deadline_;
  std::shared_ptr<http::Cancellation> cancellation_;
  // What is known of a result and not sent: all of it while it may fit one message.
  v1::Whole held_;
  std::optional<Response> last_;
};

constexpr char kBusy[] = "too many queries wait for their turn; try again later";

// A table that was made a moment ago, or a column that came with a row, is looked for before it is called unknown.
absl::StatusOr<guard::CheckedSql> Check(catalog::Catalog& catalog, const guard::UncheckedSql& sql) {
  const absl::Time begin = absl::Now();
  absl::StatusOr<guard::CheckedSql> checked = guard::SqlGuard::Check(sql, catalog.Get()->names);
  if (!guard::IsUnknownName(checked.status()) || !catalog.RefreshSince(begin).ok()) return checked;
  return guard::SqlGuard::Check(sql, catalog.Get()->names);
}

absl::Status RunSqlNow(Streaming<v1::RunSqlResponse>& streaming, const Parts& parts, const v1::RunSqlRequest& request) {
  absl::StatusOr<guard::CheckedSql> sql = Check(parts.catalog, {request.sql(), FromProto(request.parameters())});
  if (!sql.ok()) return sql.status();
  return streaming.Run(*sql, request);
}

std::string_view StatusWord(answer::Status status) {
  switch (status) {
    case answer::Status::kAnswered:
      return "answered";
    case answer::Status::kClarify:
      return "clarify";
    case answer::Status::kRefused:
      return "refused";
  }
  return "";
}

absl::Status AskNow(Streaming<v1::AskResponse>& streaming, const Parts& parts, const v1::AskRequest& request) {
  const absl::Time start = absl::Now();
  answer::Question question;
  question.text = request.question();
  question.conversation_id = request.conversation_id();
  question.now = request.has_now() ? absl::FromUnixSeconds(request.now().seconds()) + absl::Nanoseconds(request.now().nanos())
                                   : start;
  question.tables.assign(request.tables().begin(), request.tables().end());
  question.readings = {request.readings().begin(), request.readings().end()};
  question.deadline = streaming.deadline();
  question.cancellation = streaming.cancellation();
  absl::StatusOr<answer::Answer> answer = parts.answer.Run(question);
  parts.metrics.CountQuestion(answer.ok() ? StatusWord(answer->reading.status) : "error", absl::Now() - start);
  if (!answer.ok()) return answer.status();
  v1::AskResponse first;
  ToProto(answer->reading, first.mutable_reading());
  if (absl::Status written = streaming.Write(std::move(first)); !written.ok()) return written;
  if (!answer->sql.has_value() || request.skip_execution()) return absl::OkStatus();
  return streaming.Run(*answer->sql, request);
}

}  // namespace

grpc::ServerWriteReactor<v1::RunSqlResponse>* QueryService::RunSql(grpc::CallbackServerContext* context,
                                                                   const v1::RunSqlRequest* request) {
  auto writer = StreamWriter<v1::RunSqlResponse>::Make();
  auto* reactor = writer->reactor();
  auto streaming = std::make_shared<Streaming<v1::RunSqlResponse>>(parts_, limits_, context, writer, "sql");
  // The request is gRPC's only until the call is done, which a cancelled call may be before its turn comes.
  auto copy = std::make_shared<v1::RunSqlRequest>(*request);
  const bool posted = parts_.queries.TryPost(
      [this, streaming, copy] { streaming->Finish(RunSqlNow(*streaming, parts_, *copy)); });
  if (!posted) streaming->Finish(absl::ResourceExhaustedError(kBusy));
  return reactor;
}

grpc::ServerWriteReactor<v1::AskResponse>* QueryService::Ask(grpc::CallbackServerContext* context,
                                                             const v1::AskRequest* request) {
  auto writer = StreamWriter<v1::AskResponse>::Make();
  auto* reactor = writer->reactor();
  auto streaming = std::make_shared<Streaming<v1::AskResponse>>(parts_, limits_, context, writer, "ask");
  auto copy = std::make_shared<v1::AskRequest>(*request);
  const bool posted =
      parts_.queries.TryPost([this, streaming, copy] { streaming->Finish(AskNow(*streaming, parts_, *copy)); });
  if (!posted) streaming->Finish(absl::ResourceExhaustedError(kBusy));
  return reactor;
}

grpc::ServerUnaryReactor* QueryService::ExplainSql(grpc::CallbackServerContext* context,
                                                   const v1::ExplainSqlRequest* request,
                                                   v1::ExplainSqlResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, context, request, response]() -> absl::Status {
    const absl::Time deadline =
        std::min(rpc::RequestContext::FromServer(*context).deadline, absl::Now() + limits_.time_max);
    const auto catalog = parts_.catalog.Get();
    auto parameters = guard::SqlGuard::Parameters(request->sql(), catalog->names);
    if (!parameters.ok()) return parameters.status();
    ToProto(*parameters, response->mutable_parameters());
    if (request->parameters_only()) return absl::OkStatus();
    absl::StatusOr<guard::CheckedSql> sql =
        guard::SqlGuard::Check({request->sql(), FromProto(request->parameters())}, catalog->names);
    if (!sql.ok()) return sql.status();
    absl::StatusOr<execution::Estimate> estimate = parts_.runner.DryRun(*sql, deadline);
    if (!estimate.ok()) return estimate.status();
    response->set_words(answer::DescribeSql(*sql, *estimate));
    for (const auto& [database, table] : sql->tables()) response->add_tables(base::StrCat(database, ".", table));
    response->set_rows_estimated(estimate->rows);
    response->set_parts_estimated(estimate->parts);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::SuggestQuestions(grpc::CallbackServerContext* context,
                                                         const v1::SuggestQuestionsRequest* request,
                                                         v1::SuggestQuestionsResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, request, response]() -> absl::Status {
    absl::StatusOr<std::vector<std::string>> questions =
        parts_.suggestions.For(request->table(), request->limit(), absl::Now());
    if (!questions.ok()) return questions.status();
    for (std::string& question : *questions) response->add_questions(std::move(question));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::ListTables(grpc::CallbackServerContext* context, const v1::ListTablesRequest*,
                                                   v1::ListTablesResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, response]() -> absl::Status {
    if (parts_.catalog.Get()->version == 0) {
      if (absl::Status read = parts_.catalog.Refresh(); !read.ok()) return read;
    }
    const auto snapshot = parts_.catalog.Get();
    for (const catalog::TableProfile& table : snapshot->tables) {
      v1::Table* message = response->add_tables();
      ToProto(table, message);
      v1::Freshness freshness;
      ToProto(parts_.freshness.NewestEvent(table), absl::Now(), &freshness);
      if (freshness.has_complete_to()) *message->mutable_freshness() = std::move(freshness);
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::GetTable(grpc::CallbackServerContext* context,
                                                 const v1::GetTableRequest* request,
                                                 v1::GetTableResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, request, response]() -> absl::Status {
    const auto snapshot = parts_.catalog.Get();
    const catalog::TableProfile* table = snapshot->Find(request->database(), request->table());
    if (table == nullptr) {
      const std::string name = base::StrCat(request->database(), ".", request->table());
      const std::string nearest = base::Nearest(name, snapshot->names.Names());
      return absl::NotFoundError(base::StrCat(
          "table ", name, " is unknown", nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
    }
    ToProto(*table, response->mutable_table());
    v1::Freshness freshness;
    ToProto(parts_.freshness.NewestEvent(*table), absl::Now(), &freshness);
    if (freshness.has_complete_to()) *response->mutable_table()->mutable_freshness() = std::move(freshness);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::RefreshTables(grpc::CallbackServerContext* context,
                                                      const v1::RefreshTablesRequest*,
                                                      v1::RefreshTablesResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, response]() -> absl::Status {
    if (absl::Status read = parts_.catalog.Refresh(); !read.ok()) return read;
    response->set_tables(static_cast<uint32_t>(parts_.catalog.Get()->tables.size()));
    return absl::OkStatus();
  });
}

}  // namespace aurora::query::service
