#include "services/ingest/dead_letters/dead_letter_list.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/dead_letters/letter_sql.h"

namespace aurora::ingest {
namespace {

// A page ends at a letter: "timestamp_ms.partition.offset.topic" of the last one shown.
bool ParsePage(const std::string& page, int64_t place[3], std::string* topic) {
  const std::vector<absl::string_view> parts = absl::StrSplit(page, absl::MaxSplits('.', 3));
  if (parts.size() != 4) return false;
  *topic = std::string(parts[3]);
  for (size_t i = 0; i < 3; ++i) {
    if (!absl::SimpleAtoi(parts[i], &place[i])) return false;
  }
  return true;
}

DeadLetter ToLetter(const std::vector<std::optional<std::string>>& row) {
  DeadLetter letter;
  int64_t timestamp_ms = 0;
  absl::SimpleAtoi(row[0].value_or(""), &letter.partition);
  absl::SimpleAtoi(row[1].value_or(""), &letter.offset);
  absl::SimpleAtoi(row[2].value_or(""), &timestamp_ms);
  letter.timestamp = absl::FromUnixMillis(timestamp_ms);
  letter.code = row[3].value_or("");
  letter.reason = row[4].value_or("");
  // Raw bytes travel as hexadecimal: the answer's format is text.
  letter.key = absl::HexStringToBytes(row[5].value_or(""));
  letter.value = absl::HexStringToBytes(row[6].value_or(""));
  absl::SimpleAtoi(row[7].value_or(""), &letter.value_bytes);
  letter.headers = ReadHeaders(row[8].value_or(""));
  letter.topic = row[9].value_or("");
  return letter;
}

}  // namespace

absl::StatusOr<DeadLetterPage> ListDeadLetters(clickhouse::Client& client, const DeadLetterQuery& query,
                                               absl::Time deadline) {
  const uint32_t limit = query.limit == 0 ? kDeadLettersDefault : std::min(query.limit, kDeadLettersMax);
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"connection", query.connection_id}, {"limit", absl::StrCat(limit + 1)}};
  std::string where = ReasonSql(query.reason, options.parameters);
  if (!query.page.empty()) {
    int64_t place[3];
    std::string topic;
    if (!ParsePage(query.page, place, &topic)) {
      return absl::InvalidArgumentError("the page is not one of a former answer; leave it out to begin anew");
    }
    where += " AND (toUnixTimestamp64Milli(timestamp), partition, offset, topic) < ({t:Int64}, {p:Int32}, {o:Int64}, {topic:String})";
    options.parameters.push_back({"t", absl::StrCat(place[0])});
    options.parameters.push_back({"p", absl::StrCat(place[1])});
    options.parameters.push_back({"o", absl::StrCat(place[2])});
    options.parameters.push_back({"topic", topic});
  }
  const std::string sql = base::StrCat(
      "SELECT partition, offset, toUnixTimestamp64Milli(timestamp), code, reason, hex(substring(key, 1, ",
      kDeadLetterValueBytesMax, ")), hex(substring(value, 1, ", kDeadLetterValueBytesMax, ")), length(value), ",
      HeadersSql(kDeadLetterHeadersMax, kDeadLetterHeaderBytesMax), ", topic FROM ", kDeadLetterDatabase, ".", kDeadLetterTable,
      " WHERE connection_id = {connection:String}", where,
      " ORDER BY timestamp DESC, partition DESC, offset DESC, topic DESC LIMIT {limit:UInt32}");
  absl::StatusOr<clickhouse::Rows> rows = client.SelectRows(sql, options);
  if (!rows.ok()) return rows.status();
  DeadLetterPage result;
  for (const auto& row : rows->rows) {
    if (result.letters.size() == limit) {
      const DeadLetter& last = result.letters.back();
      result.next_page = base::StrCat(absl::ToUnixMillis(last.timestamp), ".", last.partition, ".", last.offset, ".", last.topic);
      break;
    }
    result.letters.push_back(ToLetter(row));
  }
  return result;
}

}  // namespace aurora::ingest
