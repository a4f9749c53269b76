#include "libs/rpc/status.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/support/status.h>

#include "absl/strings/cord.h"

namespace aurora::rpc {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using google::protobuf::io::CodedOutputStream;
using google::protobuf::io::StringOutputStream;

constexpr char kReasonUrl[] = "aurora/reason";
constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kDomain[] = "aurora";
// gRPC refuses trailers above 8 KiB as a whole; message and details both travel there.
constexpr size_t kStatusBytesMax = 2048;

// The standard error details, google.rpc.Status with one google.rpc.ErrorInfo, are three flat messages. They
// are written field by field because Debian packages no generated code for them.
//   Status    { int32 code = 1; string message = 2; repeated Any details = 3; }
//   Any       { string type_url = 1; bytes value = 2; }
//   ErrorInfo { string reason = 1; string domain = 2; }
void WriteBytes(int field, const std::string& value, std::string* out) {
  StringOutputStream stream(out);
  CodedOutputStream coded(&stream);
  WireFormatLite::WriteBytes(field, value, &coded);
}

std::string EncodeDetails(int code, const std::string& message, const std::string& reason) {
  std::string info;
  WriteBytes(1, reason, &info);
  WriteBytes(2, kDomain, &info);
  std::string any;
  WriteBytes(1, kErrorInfoUrl, &any);
  WriteBytes(2, info, &any);
  std::string status;
  {
    StringOutputStream stream(&status);
    CodedOutputStream coded(&stream);
    WireFormatLite::WriteInt32(1, code, &coded);
  }
  WriteBytes(2, message, &status);
  WriteBytes(3, any, &status);
  return status;
}

// The first value of a length-delimited field; "" when there is none or the bytes are broken.
std::string FindBytes(const std::string& message, int field) {
  CodedInputStream coded(reinterpret_cast<const uint8_t*>(message.data()), static_cast<int>(message.size()));
  while (const uint32_t tag = coded.ReadTag()) {
    if (WireFormatLite::GetTagFieldNumber(tag) == field &&
        WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      std::string value;
      return WireFormatLite::ReadBytes(&coded, &value) ? value : "";
    }
    if (!WireFormatLite::SkipField(&coded, tag)) return "";
  }
  return "";
}

std::string DecodeReason(const std::string& details) {
  const std::string any = FindBytes(details, 3);
  if (FindBytes(any, 1) != kErrorInfoUrl) return "";
  return FindBytes(FindBytes(any, 2), 1);
}

}  // namespace

// absl::StatusCode and grpc::StatusCode share their numbers by design of both.
static_assert(static_cast<int>(absl::StatusCode::kUnauthenticated) == grpc::StatusCode::UNAUTHENTICATED);
static_assert(static_cast<int>(absl::StatusCode::kUnavailable) == grpc::StatusCode::UNAVAILABLE);
static_assert(static_cast<int>(absl::StatusCode::kCancelled) == grpc::StatusCode::CANCELLED);

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  std::string message(status.message());
  if (message.size() > kStatusBytesMax) message.resize(kStatusBytesMax);
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const std::string reason = Reason(status);
  if (reason.empty()) return grpc::Status(code, message);
  return grpc::Status(code, message, EncodeDetails(static_cast<int>(code), message, reason));
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status converted(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  const std::string reason = DecodeReason(status.error_details());
  return reason.empty() ? converted : WithReason(std::move(converted), reason);
}

absl::Status WithReason(absl::Status status, std::string reason) {
  status.SetPayload(kReasonUrl, absl::Cord(std::move(reason)));
  return status;
}

std::string Reason(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kReasonUrl);
  return payload.has_value() ? std::string(*payload) : "";
}

}  // namespace aurora::rpc
