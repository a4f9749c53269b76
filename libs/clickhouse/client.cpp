#include "libs/clickhouse/client.h"

#include <utility>

#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/clickhouse/answer.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/exception_tail.h"
#include "libs/clickhouse/type.h"
#include "libs/http/client.h"

namespace aurora::clickhouse {
namespace {

using base::StrCat;
using Query = std::vector<std::pair<std::string, std::string>>;

std::string QueryId(const std::string& given) { return given.empty() ? base::MakeIdentifier("aurora-", 24) : given; }

void AddSettings(const Settings& settings, Query* query) {
  query->insert(query->end(), settings.begin(), settings.end());
}

// Whether the server keeps the statement in a small file of its own, a table's definition or what is to be changed in its rows.
bool WritesDefinition(std::string_view sql) {
  return sql.starts_with("CREATE ") || sql.starts_with("ALTER ") || sql.starts_with("DELETE ");
}

}  // namespace

struct Client::Impl {
  Options options;
  std::unique_ptr<http::Client> http;

  http::Request NewRequest() const {
    http::Request request;
    request.method = "POST";
    request.headers = {{"X-ClickHouse-User", options.user}};
    if (!options.password.empty()) request.headers.emplace_back("X-ClickHouse-Key", options.password.Reveal());
    if (!options.database.empty()) request.query.emplace_back("database", options.database);
    return request;
  }

  // The statement travels as the body: an address has a bound.
  http::Request NewQuery(std::string_view sql, const QueryOptions& query) const {
    http::Request request = NewRequest();
    request.body_pieces = {sql};
    request.query.emplace_back("query_id", QueryId(query.query_id));
    for (const Parameter& parameter : query.parameters) {
      request.query.emplace_back(StrCat("param_", parameter.name), EncodeParameter(sql, parameter));
    }
    AddSettings(query.settings, &request.query);
    request.cancellation = query.cancellation;
    return request;
  }

  absl::StatusOr<http::Response> Send(const http::Request& request, absl::Time deadline) const {
    if (deadline == absl::InfiniteFuture()) deadline = absl::Now() + options.request_timeout;
    return http->Send(request, deadline);
  }
};

absl::StatusOr<std::unique_ptr<Client>> Client::Create(Options options) {
  http::Options http_options;
  http_options.base_url = options.url;
  http_options.connect_timeout = options.connect_timeout;
  http_options.connect_patience = options.connect_patience;
  http_options.ca_file = options.ca_file;
  http_options.certificate_file = options.certificate_file;
  http_options.key_file = options.key_file;
  auto http = http::Client::Create(std::move(http_options));
  if (!http.ok()) return http.status();
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  impl->http = *std::move(http);
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

const std::string& Client::authority() const { return impl_->http->authority(); }
bool Client::loopback() const { return impl_->http->loopback(); }

absl::Status Client::CheckRoom(const QueryOptions& options) {
  QueryOptions asking;
  asking.deadline = options.deadline;
  asking.cancellation = options.cancellation;
  const absl::StatusOr<Rows> room = SelectRows(
      StrCat("SELECT filesystemCapacity() > 0 AND filesystemAvailable() < ", kRoomForDefinitionBytesMin), asking);
  // Who cannot be asked says so to the statement itself.
  if (!room.ok() || room->rows.size() != 1 || room->rows[0].size() != 1 || room->rows[0][0] != "1") return absl::OkStatus();
  return ToStatus(kNotEnoughSpace, "no room for a definition");
}

absl::StatusOr<Summary> Client::Execute(std::string_view sql, const QueryOptions& options) {
  if (WritesDefinition(sql)) {
    if (absl::Status room = CheckRoom(options); !room.ok()) return room;
  }
  http::Request request = impl_->NewQuery(sql, options);
  request.query.emplace_back("async_insert", "0");
  // The answer's status must tell the end, not the beginning.
  request.query.emplace_back("wait_end_of_query", "1");
  request.on_body = [](std::string_view) { return absl::OkStatus(); };
  absl::StatusOr<http::Response> response = impl_->Send(request, options.deadline);
  if (!response.ok()) return response.status();
  absl::Status status = ReadStatus(*response);
  if (!status.ok()) return status;
  return ReadSummary(*response);
}

absl::StatusOr<Summary> Client::Select(std::string_view sql, std::string_view format,
                                       const QueryOptions& options,
                                       const std::function<absl::Status(std::string_view bytes)>& on_bytes) {
  http::Request request = impl_->NewQuery(sql, options);
  // Both together make the server notice that its client has gone, also when the user may write.
  request.query.emplace_back("readonly", "2");
  request.query.emplace_back("cancel_http_readonly_queries_on_client_close", "1");
  if (!format.empty()) request.query.emplace_back("default_format", std::string(format));
  std::optional<ExceptionTail> tail;
  request.on_head = [&](const http::Response& head) {
    tail.emplace(head.Header("x-clickhouse-exception-tag"));
    return absl::OkStatus();
  };
  request.on_body = [&](std::string_view piece) { return tail->Take(piece, on_bytes); };
  absl::StatusOr<http::Response> response = impl_->Send(request, options.deadline);
  if (!response.ok()) {
    // A server that ends a stream with an exception may also cut the connection: its words say more.
    if (tail && absl::IsUnavailable(response.status())) {
      absl::Status told = tail->Finish([](std::string_view) { return absl::OkStatus(); });
      if (!told.ok()) return told;
    }
    return response.status();
  }
  absl::Status status = ReadStatus(*response);
  if (status.ok() && tail) status = tail->Finish(on_bytes);
  if (!status.ok()) return status;
  return ReadSummary(*response);
}

absl::StatusOr<Rows> Client::SelectRows(std::string_view sql, const QueryOptions& options) {
  std::string text;
  absl::StatusOr<Summary> summary =
      Select(sql, "TabSeparatedWithNamesAndTypes", options, [&text](std::string_view bytes) -> absl::Status {
        if (text.size() + bytes.size() > kSelectRowsBytesMax) {
          return absl::ResourceExhaustedError(
              StrCat("the result is longer than ", kSelectRowsBytesMax, " bytes; narrow the query"));
        }
        text.append(bytes);
        return absl::OkStatus();
      });
  if (!summary.ok()) return summary.status();
  absl::StatusOr<Rows> rows = ReadRows(text);
  if (rows.ok() && rows->rows.size() > kSelectRowsMax) {
    return absl::ResourceExhaustedError(
        StrCat("the result has more than ", kSelectRowsMax, " rows; narrow the query"));
  }
  return rows;
}

absl::StatusOr<Summary> Client::Insert(const InsertRequest& insert, std::span<const std::string_view> pieces) {
  std::string sql = StrCat("INSERT INTO ", QuoteTable(insert.database, insert.table), " (");
  for (size_t i = 0; i < insert.columns.size(); ++i) {
    base::StrAppend(&sql, i == 0 ? "" : ", ", QuoteIdentifier(insert.columns[i]));
  }
  sql += ") FORMAT Native";
  http::Request request = impl_->NewRequest();
  request.query.emplace_back("query", std::move(sql));
  request.query.emplace_back("query_id", QueryId(insert.query_id));
  request.query.emplace_back("async_insert", "0");
  if (!insert.token.empty()) request.query.emplace_back("insert_deduplication_token", insert.token);
  if (insert.compressed) {
    request.query.emplace_back("decompress", "1");
    request.query.emplace_back("http_native_compression_disable_checksumming_on_decompress", "1");
  }
  AddSettings(insert.settings, &request.query);
  request.body_pieces.assign(pieces.begin(), pieces.end());
  request.cancellation = insert.cancellation;
  request.may_send = insert.may_send;
  absl::StatusOr<http::Response> response = impl_->Send(request, insert.deadline);
  if (!response.ok()) return response.status();
  absl::Status status = ReadStatus(*response);
  if (!status.ok()) return status;
  return ReadSummary(*response);
}

absl::Status Client::Kill(std::string_view query_id, absl::Time deadline) {
  QueryOptions options;
  options.parameters = {{"query_id", std::string(query_id)}};
  options.deadline = deadline;
  return Execute("KILL QUERY WHERE query_id = {query_id:String} SYNC", options).status();
}

absl::Status Client::Ping(absl::Time deadline) {
  QueryOptions options;
  options.deadline = deadline;
  return SelectRows("SELECT 1", options).status();
}

}  // namespace aurora::clickhouse
