#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::gateway::endpoints {

// What an endpoint's parameter takes, by its ClickHouse type: numbers of every size, Bool, String, FixedString, UUID,
// dates and times, IPv4, IPv6, Enum, lists of these, and each of them in Nullable or LowCardinality. A value is checked
// before anything is run, and travels beside the SQL: it is never a part of it.
class ParameterType {
 public:
  // InvalidArgument for a type whose values cannot be checked here (Map, JSON, ...).
  static absl::StatusOr<ParameterType> Parse(std::string_view clickhouse_type);

  // The value as ClickHouse reads it; nullopt when the type does not take it. Times are "2026-11-26 14:00:00" in the
  // type's time zone, or RFC 3339 with a zone of their own; lists are JSON: ["CA","NY"].
  std::optional<std::string> Read(std::string_view value) const;
  // A value that Read takes.
  std::string example() const;
  // JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) of the value in a JSON body. Whole numbers that a double cannot
  // hold are texts there too.
  boost::json::object Schema() const;
  bool is_list() const { return kind_ == Kind::kList; }

  static constexpr size_t kValueBytesMax = 64 << 10;
  static constexpr size_t kItemsMax = 10'000;

 private:
  enum class Kind { kInteger, kFloat, kDecimal, kBool, kText, kUuid, kDate, kTime, kIpv4, kIpv6, kEnum, kList };

  std::optional<std::string> ReadInteger(std::string_view value) const;
  std::optional<std::string> ReadDecimal(std::string_view value) const;
  std::optional<std::string> ReadDate(std::string_view value) const;
  std::optional<std::string> ReadTime(std::string_view value) const;
  std::optional<std::string> ReadList(std::string_view value) const;
  bool IsQuotedInList() const;

  Kind kind_ = Kind::kText;
  // Whole numbers: the most digits-only values below and above zero.
  std::string_view least_;
  std::string_view most_;
  // Decimal: digits before and behind the point. Time: digits of the second's fraction. Text: bytes at most.
  size_t whole_digits_ = 0;
  size_t fraction_digits_ = 0;
  size_t bytes_max_ = kValueBytesMax;
  // Dates: first and last year.
  int first_year_ = 0;
  int last_year_ = 0;
  std::vector<std::string> names_;
  std::shared_ptr<const ParameterType> item_;
};

}  // namespace aurora::gateway::endpoints
