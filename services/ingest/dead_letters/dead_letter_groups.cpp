#include "services/ingest/dead_letters/dead_letter_groups.h"

#include "absl/strings/numbers.h"
#include "libs/base/text.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// Reasons are "topic T, partition P, offset O[, element E][, column C (TYPE)]: what is wrong[: value][; remedy]" (BatchBuilder). What is between
// place and value is the same for all messages with the same fault.
constexpr std::string_view kShared =
    R"(extract(reason, '^topic \\S+, partition \\d+, offset \\d+(?:, element \\d+[^,:]*)?((?:, column .+? \\(.+?\\))?: [^:;]+)'))";
// A long one is chosen by its beginning; the gateway takes 1,024 bytes.
constexpr std::string_view kChosenBy = "if(shared = '', code, substringUTF8(shared, 1, 250))";
constexpr std::string_view kColumn = R"(extract(shared, '^, column (.+?) \\('))";

absl::Time ToTime(const std::optional<std::string>& text) {
  int64_t ms = 0;
  absl::SimpleAtoi(text.value_or(""), &ms);
  return absl::FromUnixMillis(ms);
}

}  // namespace

absl::StatusOr<DeadLetterGroups> GroupDeadLetters(clickhouse::Client& client, const std::string& connection_id,
                                                  absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"connection", connection_id}};
  // A message that was replayed in vain may be there twice for a moment.
  const std::string sql = base::StrCat(
      "SELECT code, ", kChosenBy, ", ", kColumn,
      ", uniqExact(partition, offset, timestamp) AS letters, toUnixTimestamp64Milli(min(timestamp)), "
      "toUnixTimestamp64Milli(max(timestamp)), any(reason), sum(letters) OVER () FROM ",
      kDeadLetterDatabase, ".", kDeadLetterTable, " WHERE connection_id = {connection:String} GROUP BY code, ", kShared,
      " AS shared ORDER BY letters DESC, code, shared LIMIT ", kDeadLetterGroupsMax);
  const absl::StatusOr<clickhouse::Rows> rows = client.SelectRows(sql, options);
  if (!rows.ok()) return AboutTable(kDeadLetterDatabase, kDeadLetterTable, rows.status());
  DeadLetterGroups result;
  for (const auto& row : rows->rows) {
    DeadLetterGroup group;
    group.code = row[0].value_or("");
    group.reason = row[1].value_or("");
    group.column = row[2].value_or("");
    absl::SimpleAtoi(row[3].value_or(""), &group.count);
    group.oldest = ToTime(row[4]);
    group.newest = ToTime(row[5]);
    group.example = row[6].value_or("");
    absl::SimpleAtoi(row[7].value_or(""), &result.total);
    result.groups.push_back(std::move(group));
  }
  return result;
}

}  // namespace aurora::ingest
