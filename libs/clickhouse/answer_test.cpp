#include "libs/clickhouse/answer.h"

#include <catch2/catch.hpp>

#include "libs/clickhouse/error.h"

namespace aurora::clickhouse {
namespace {

TEST_CASE("the summary header becomes figures") {
  http::Response response;
  response.status = 200;
  response.headers = {
      {"x-clickhouse-query-id", "q1"},
      {"x-clickhouse-summary",
       R"({"read_rows":"3","read_bytes":"24","written_rows":"5","written_bytes":"50","result_rows":"7","elapsed_ns":"1784382"})"}};
  const Summary summary = ReadSummary(response);
  CHECK(summary.query_id == "q1");
  CHECK(summary.rows_read == 3);
  CHECK(summary.bytes_read == 24);
  CHECK(summary.rows_written == 5);
  CHECK(summary.bytes_written == 50);
  CHECK(summary.rows_result == 7);
  CHECK(summary.elapsed == absl::Nanoseconds(1784382));
  CHECK(ReadSummary({}).rows_read == 0);
}

TEST_CASE("an answer is an error by its header, its text or its status") {
  http::Response response;
  response.status = 200;
  CHECK(ReadStatus(response).ok());
  response.status = 404;
  response.headers = {{"x-clickhouse-exception-code", "60"}};
  response.body = "Code: 60. DB::Exception: Unknown table expression identifier 't'. (UNKNOWN_TABLE) (version 26.7.2.1)";
  CHECK(ReadStatus(response).code() == absl::StatusCode::kNotFound);
  CHECK(ErrorCode(ReadStatus(response)) == 60);
  response.headers.clear();
  CHECK(ErrorCode(ReadStatus(response)) == 60);
  response.body = "<html>nginx/1.2 on /srv</html>";
  CHECK(ReadStatus(response).code() == absl::StatusCode::kFailedPrecondition);
  CHECK(std::string(ReadStatus(response).message()).find("nginx") == std::string::npos);
  response.status = 502;
  CHECK(ReadStatus(response).code() == absl::StatusCode::kUnavailable);
}

TEST_CASE("rows are read with their escapes, and NULL is not the text NULL") {
  const auto rows = ReadRows("a\tb\nString\tNullable(Int8)\nx\\ty\\n\\\\\t\\N\nNULL\t1\n\t2\n");
  REQUIRE(rows.ok());
  CHECK(rows->names == std::vector<std::string>{"a", "b"});
  CHECK(rows->types == std::vector<std::string>{"String", "Nullable(Int8)"});
  REQUIRE(rows->rows.size() == 3);
  CHECK(rows->rows[0][0] == "x\ty\n\\");
  CHECK_FALSE(rows->rows[0][1].has_value());
  CHECK(rows->rows[1][0] == "NULL");
  CHECK(rows->rows[2][0] == "");
  CHECK_FALSE(ReadRows("a\tb\nX\tY\n1\n").ok());
  CHECK(ReadRows("")->rows.empty());
}

TEST_CASE("a parameter's text is escaped") {
  const std::string_view sql = "SELECT {ab:String}, { a : Array(String) }, {a2:Nullable(String)}";
  CHECK(EncodeParameter(sql, {"ab", std::nullopt}) == "\\N");
  CHECK(EncodeParameter(sql, {"ab", "\\N"}) == "\\\\N");
  CHECK(EncodeParameter(sql, {"a2", "a\tb\nc\r\\"}) == "a\\tb\\nc\\r\\\\");
  CHECK(EncodeParameter(sql, {"a", "['it\\'s']"}) == "['it\\'s']");
  CHECK(EncodeParameter(sql, {"b", "\\"}) == "\\\\");
}

}  // namespace
}  // namespace aurora::clickhouse
