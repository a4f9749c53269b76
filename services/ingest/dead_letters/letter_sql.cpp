#include "services/ingest/dead_letters/letter_sql.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::ingest {

std::string ReasonSql(std::string_view reason, clickhouse::Parameters& parameters) {
  if (reason.empty()) return "";
  parameters.push_back({"reason", std::string(reason)});
  return " AND (code = {reason:String} OR position(reason, {reason:String}) > 0)";
}

std::string HeadersSql(uint64_t count_max, uint64_t value_bytes_max) {
  return base::StrCat("arrayStringConcat(arrayMap((k, v) -> concat(hex(k), ':', hex(substring(v, 1, ", value_bytes_max,
                      "))), arraySlice(mapKeys(headers), 1, ", count_max, "), arraySlice(mapValues(headers), 1, ", count_max,
                      ")), ',')");
}

kafka::Headers ReadHeaders(std::string_view text) {
  kafka::Headers headers;
  for (const absl::string_view entry : absl::StrSplit(base::Absl(text), ',', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> pair = absl::StrSplit(entry, absl::MaxSplits(':', 1));
    headers.emplace_back(absl::HexStringToBytes(pair.first), absl::HexStringToBytes(pair.second));
  }
  return headers;
}

}  // namespace aurora::ingest
