#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace google::protobuf {
class Timestamp;
}

// Bodies of requests and answers.
namespace aurora::gateway::api {

namespace json = boost::json;

// JSON text; numbers in their shortest plain form.
std::string Serialize(const json::value& value);
void AppendJson(const json::value& value, std::string* text);

// The object of a body; an empty body is an empty object where `optional`. InvalidArgument otherwise; bounded
// depth.
absl::StatusOr<json::object> ParseObject(std::string_view body, bool optional = false);

// Reads the members of an object, strictly: the first member of a wrong type or size, a missing required one or
// an unknown one is the error that Finish returns, with its name and what fits: endpoint name "Orders!" must be ...
class ObjectReader {
 public:
  // What the body is about, for its errors: "endpoint".
  struct Subject {
    std::string noun;
  };

  // `where` is "" for the body itself, else the member's path, e.g. "security".
  explicit ObjectReader(const json::object& object, std::string where = "")
      : object_(object), where_(std::move(where)) {}
  ObjectReader(const json::object& object, Subject subject) : object_(object), subject_(std::move(subject)) {}

  bool Text(std::string_view name, std::string* value, size_t bytes_max = 4096);
  bool Integer(std::string_view name, int64_t* value, int64_t minimum, int64_t maximum);
  bool Boolean(std::string_view name, bool* value);
  bool Texts(std::string_view name, std::vector<std::string>* values, size_t count_max);
  // The member for reading by hand; null when it is absent or JSON null.
  const json::value* Any(std::string_view name);
  const json::object* Object(std::string_view name);
  const json::array* Array(std::string_view name);
  void Require(std::string_view name);
  // The message has the value too, where it is a text (its beginning), a number or a truth: not for secrets.
  void Fail(std::string_view name, std::string_view what);
  void Fail(absl::Status status) { status_.Update(std::move(status)); }
  std::string Path(std::string_view name) const;
  // Call last.
  absl::Status Finish() const;

 private:
  const json::value* Find(std::string_view name);
  // Any member may be a secret that came in a wrong shape: without the value.
  void Misfit(std::string_view name, std::string_view what);
  std::string Named(std::string_view name) const;
  const json::object& object_;
  const std::string where_;
  const Subject subject_;
  std::set<std::string, std::less<>> known_;
  absl::Status status_;
};

// RFC 3339 in UTC, to the millisecond (or microsecond where there are any).
std::string FormatTimestamp(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& timestamp);
json::value TimestampJson(const google::protobuf::Timestamp& timestamp);
void ToProto(absl::Time time, google::protobuf::Timestamp* timestamp);
absl::StatusOr<absl::Time> ParseTimestamp(std::string_view text);

// Bytes as JSON can carry them: as they are when all parts are UTF-8, else all of them in base64.
bool IsUtf8(std::string_view bytes);
std::string Base64(std::string_view bytes);

}  // namespace aurora::gateway::api
