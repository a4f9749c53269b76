#include "libs/rpc/status.h"

#include <grpcpp/support/status.h>

#include <catch2/catch.hpp>

namespace aurora::rpc {
namespace {

TEST_CASE("every code survives the way there and back") {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "topic orders is away");
    const grpc::Status wire = ToGrpc(status);
    CHECK(static_cast<int>(wire.error_code()) == code);
    CHECK(FromGrpc(wire) == status);
  }
  CHECK(ToGrpc(absl::OkStatus()).ok());
  CHECK(FromGrpc(grpc::Status::OK).ok());
}

TEST_CASE("a reason travels in the standard error details") {
  const absl::Status status = WithReason(absl::PermissionDeniedError("no"), "sql_refused");
  CHECK(Reason(status) == "sql_refused");
  const grpc::Status wire = ToGrpc(status);
  CHECK_THAT(wire.error_details(), Catch::Contains("google.rpc.ErrorInfo"));
  CHECK(Reason(FromGrpc(wire)) == "sql_refused");
  CHECK(Reason(absl::InternalError("x")).empty());
}

TEST_CASE("broken error details are no reason and no crash") {
  for (const char* details : {"\x1a", "\x1a\xff\xff", "garbage", "\x08"}) {
    CHECK(Reason(FromGrpc(grpc::Status(grpc::INTERNAL, "x", details))).empty());
  }
}

TEST_CASE("a long message is cut, so that it fits into a trailer") {
  const grpc::Status wire = ToGrpc(WithReason(absl::InternalError(std::string(100'000, 'x')), "r"));
  CHECK(wire.error_message().size() + wire.error_details().size() < 8 * 1024);
}

}  // namespace
}  // namespace aurora::rpc
