#include "libs/clickhouse/error.h"

#include <catch2/catch.hpp>

namespace aurora::clickhouse {
namespace {

struct Case {
  std::string engine;
  std::string safe;
};

TEST_CASE("the engine's texts lose version, number, names, paths, users and addresses") {
  // As the engine wrote them.
  const Case kase = GENERATE(
      Case{"Code: 62. DB::Exception: Syntax error: failed at position 7 (1): 1\n. Expected one of: token sequence, Dot, "
           "token, OR. (SYNTAX_ERROR) (version 26.7.2.1)\n",
           "Syntax error: failed at position 7 (1): 1"},
      Case{"Code: 60. DB::Exception: Unknown table expression identifier 'shop.orders' in scope SELECT count() FROM "
           "shop.orders. (UNKNOWN_TABLE) (version 26.7.2.1 (official build))",
           "Unknown table expression identifier 'shop.orders' in scope SELECT count() FROM shop.orders"},
      Case{"Code: 497. DB::Exception: aurora_query: Not enough privileges. To execute this query, it's necessary to have "
           "the grant SELECT ON system.processes. (ACCESS_DENIED) (version 26.7.2.1)",
           "Not enough privileges. To execute this query, it's necessary to have the grant SELECT ON system.processes"},
      Case{"Code: 159. DB::Exception: Timeout exceeded: elapsed 1020.462 ms, maximum: 1000 ms. (TIMEOUT_EXCEEDED) "
           "(version 26.7.2.1)",
           "Timeout exceeded: elapsed 1020.462 ms, maximum: 1000 ms"},
      Case{"Code: 395. DB::Exception: Value passed to 'throwIf' function is non-zero: while executing 'FUNCTION "
           "throwIf(equals(__table1.number, 50_UInt8) :: 0)'. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO) (version 26.7.2.1)",
           "Value passed to 'throwIf' function is non-zero: while executing 'FUNCTION throwIf(equals(__table1.number, "
           "50_UInt8) :: 0)'"},
      Case{"Code: 700. DB::Exception: User 94309d50-4f52-5250-31bd-74fecac179db has overflown session count 1. "
           "(USER_SESSION_LIMIT_EXCEEDED) (version 26.7.2.1)",
           "User has overflown session count 1"},
      Case{"Code: 107. DB::Exception: File /var/lib/clickhouse/user_files/x.csv doesn't exist. (FILE_DOESNT_EXIST) "
           "(version 26.7.2.1)",
           "File (path) doesn't exist"},
      Case{"Code: 210. DB::NetException: Connection refused (10.0.3.7:9000). (NETWORK_ERROR) (version 26.7.2.1)",
           "Connection refused ((address))"},
      Case{"Poco::Exception. Code: 1000, e.code() = 0, Syntax error: Not a valid integer: 'x', Stack trace (when copying "
           "this message, always include the lines below):\n\n0. ? @ 0x000000001c8fa579\n (version 26.7.2.1)",
           "Code: 1000, e.code() = 0, Syntax error: Not a valid integer: 'x'"},
      Case{"Code: 386. DB::Exception: There is no supertype for types String, UInt8: In scope SELECT a / b FROM t. "
           "(NO_COMMON_TYPE) (version 26.7.2.1)",
           "There is no supertype for types String, UInt8: In scope SELECT a / b FROM t"},
      Case{"nothing of the sort (a, b) 1/2 and 10/20/30", "nothing of the sort (a, b) 1/2 and 10/20/30"}, Case{"", ""});
  CHECK(SafeMessage(kase.engine) == kase.safe);
}

TEST_CASE("a long text is cut between characters") {
  std::string text;
  while (text.size() < 3000) text += "ä";
  const std::string safe = SafeMessage("x" + text);
  CHECK(safe.size() <= kSafeMessageBytesMax);
  CHECK(safe.size() % 2 == 1);
}

TEST_CASE("numbers become codes and stay readable") {
  CHECK(CodeOf(60) == absl::StatusCode::kNotFound);
  CHECK(CodeOf(47) == absl::StatusCode::kInvalidArgument);
  CHECK(CodeOf(62) == absl::StatusCode::kInvalidArgument);
  CHECK(CodeOf(497) == absl::StatusCode::kPermissionDenied);
  CHECK(CodeOf(159) == absl::StatusCode::kDeadlineExceeded);
  CHECK(CodeOf(241) == absl::StatusCode::kResourceExhausted);
  CHECK(CodeOf(252) == absl::StatusCode::kUnavailable);
  CHECK(CodeOf(516) == absl::StatusCode::kUnauthenticated);
  CHECK(CodeOf(987654) == absl::StatusCode::kInternal);
  const absl::Status status = ToStatus(60, "Code: 60. DB::Exception: gone. (UNKNOWN_TABLE)");
  CHECK(ErrorCode(status) == 60);
  CHECK(status.message() == "gone");
  CHECK(ErrorCode(absl::NotFoundError("x")) == 0);
}

TEST_CASE("a refused sign-in names no account") {
  const absl::Status status =
      ToStatus(516, "Code: 516. DB::Exception: aurora_admin: Authentication failed: password is incorrect.");
  CHECK(status.code() == absl::StatusCode::kUnauthenticated);
  CHECK(std::string(status.message()).find("aurora_admin") == std::string::npos);
}

TEST_CASE("a full disk is called one, with its remedy") {
  const absl::Status status = ToStatus(kNotEnoughSpace, "Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space");
  CHECK(status.code() == absl::StatusCode::kResourceExhausted);
  CHECK_THAT(std::string(status.message()), Catch::Contains("disk of ClickHouse is full; make room"));
}

}  // namespace
}  // namespace aurora::clickhouse
