#include "libs/clickhouse/exception_tail.h"

#include <catch2/catch.hpp>

#include "libs/clickhouse/error.h"

namespace aurora::clickhouse {
namespace {

constexpr std::string_view kTag = "mxguenspkmscxkzh";
const std::string kTail =
    "\r\n__exception__\r\nmxguenspkmscxkzh\r\nCode: 395. DB::Exception: Value passed to 'throwIf' function is non-zero. "
    "(FUNCTION_THROW_IF_VALUE_IS_NON_ZERO) (version 26.7.2.1)\n134 mxguenspkmscxkzh\r\n__exception__\r\n";

struct Outcome {
  std::string data;
  absl::Status status;
};

Outcome Feed(const std::string& stream, size_t piece_bytes, std::string_view tag = kTag) {
  Outcome outcome;
  ExceptionTail tail(tag);
  const auto sink = [&outcome](std::string_view bytes) {
    outcome.data.append(bytes);
    return absl::OkStatus();
  };
  for (size_t at = 0; at < stream.size(); at += piece_bytes) {
    REQUIRE(tail.Take(std::string_view(stream).substr(at, piece_bytes), sink).ok());
  }
  outcome.status = tail.Finish(sink);
  return outcome;
}

TEST_CASE("an exception is told from the data before it, however the stream is cut") {
  const std::string data = "[1, 2]\n\r\n__exception__\r\nnot the tag\r\n[3]\n\r\n";
  for (size_t piece = 1; piece <= data.size() + kTail.size(); ++piece) {
    const Outcome outcome = Feed(data + kTail, piece);
    CHECK(outcome.data == data);
    CHECK(ErrorCode(outcome.status) == 395);
    CHECK(outcome.status.message() == "Value passed to 'throwIf' function is non-zero");
  }
}

TEST_CASE("a stream without an exception passes whole, also when its end looks like one") {
  for (const std::string data : {"", "rows\n", "rows\r\n__exception__\r\nmxguenspkm", "\r", "\r\n"}) {
    for (const size_t piece : {1, 2, 7, 100}) {
      const Outcome outcome = Feed(data, piece);
      CHECK(outcome.status.ok());
      CHECK(outcome.data == data);
    }
  }
}

TEST_CASE("a server that announces no tag sends data only") {
  CHECK(Feed(kTail, 10, "").data == kTail);
}

TEST_CASE("an exception whose end was cut off is one all the same") {
  const Outcome outcome = Feed("row\n" + kTail.substr(0, 90), 5);
  CHECK(outcome.data == "row\n");
  CHECK(ErrorCode(outcome.status) == 395);
}

TEST_CASE("a sink's error stops the stream") {
  ExceptionTail tail(kTag);
  CHECK(tail.Take("x", [](std::string_view) { return absl::AbortedError("full"); }) == absl::AbortedError("full"));
}

}  // namespace
}  // namespace aurora::clickhouse
