#include "services/ingest/deduplication/clickhouse_key_store.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/deduplication/retention.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// Of a DateTime64(3), in which the server compares times; what lies beyond does so as a number.
constexpr int64_t kTimeMax = 4'102'444'800'000;

// Rows in RowBinary, of which pieces of any size come: offset, timestamp, and of each key whether it is NULL, and its value.
class RowReader {
 public:
  RowReader(KeyColumns& key, const KeyStore::Hear& hear) : key_(key), hear_(hear) {
    values_.resize(key.columns().size());
  }

  absl::Status Add(std::string_view bytes) {
    buffer_.append(bytes);
    std::string_view rest = buffer_;
    absl::Status status;
    while (status.ok() && Next(&rest)) status = hear_({offset_, timestamp_ms_, key_.Of(values_)});
    buffer_.erase(0, buffer_.size() - rest.size());
    return status;
  }
  bool empty() const { return buffer_.empty(); }

 private:
  static bool Take(std::string_view* rest, size_t bytes, std::string_view* taken) {
    if (rest->size() < bytes) return false;
    *taken = rest->substr(0, bytes);
    rest->remove_prefix(bytes);
    return true;
  }
  static bool TakeNumber(std::string_view* rest, int64_t* number) {
    std::string_view bytes;
    if (!Take(rest, sizeof(*number), &bytes)) return false;
    std::memcpy(number, bytes.data(), sizeof(*number));
    return true;
  }
  static bool TakeText(std::string_view* rest, std::string_view* text) {
    size_t length = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      std::string_view byte;
      if (!Take(rest, 1, &byte)) return false;
      length |= static_cast<size_t>(byte[0] & 0x7f) << shift;
      if ((byte[0] & 0x80) == 0) return Take(rest, length, text);
    }
    return false;
  }
  // False, and *rest as it was, when the row is not whole yet.
  bool Next(std::string_view* rest) {
    std::string_view left = *rest;
    if (!TakeNumber(&left, &offset_) || !TakeNumber(&left, &timestamp_ms_)) return false;
    for (size_t i = 0; i < values_.size(); ++i) {
      std::string_view null;
      std::string_view value;
      if (!Take(&left, 1, &null)) return false;
      const size_t width = key_.columns()[i].width;
      if (!(width == 0 ? TakeText(&left, &value) : Take(&left, width, &value))) return false;
      values_[i] = null[0] == 0 ? std::optional<std::string_view>(value) : std::nullopt;
    }
    *rest = left;
    return true;
  }

  KeyColumns& key_;
  const KeyStore::Hear& hear_;
  std::string buffer_;
  int64_t offset_ = 0;
  int64_t timestamp_ms_ = 0;
  std::vector<std::optional<std::string_view>> values_;
};

std::string TimeCondition(std::string_view comparison, std::string_view parameter, int64_t ms) {
  return ms >= 0 && ms <= kTimeMax
             ? base::StrCat(" AND _timestamp ", comparison, " fromUnixTimestamp64Milli({", parameter, ":Int64})")
             : base::StrCat(" AND toUnixTimestamp64Milli(_timestamp) ", comparison, " {", parameter, ":Int64}");
}

}  // namespace

clickhouse::QueryOptions ClickHouseKeyStore::Question(const std::string& topic, absl::Time deadline) const {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"topic", topic}};
  return options;
}

absl::StatusOr<std::optional<int64_t>> ClickHouseKeyStore::NewestWhere(std::string_view condition,
                                                                       clickhouse::QueryOptions options) {
  const absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT count(), max(toUnixTimestamp64Milli(_timestamp)) FROM ",
                   clickhouse::QuoteTable(database_, table_), " WHERE _topic = {topic:String} AND ", condition),
      options);
  if (!rows.ok()) return AboutTable(database_, table_, rows.status());
  uint64_t count = 0;
  int64_t newest = 0;
  if (rows->rows.size() != 1 || !absl::SimpleAtoi(rows->rows[0][0].value_or(""), &count) ||
      !absl::SimpleAtoi(rows->rows[0][1].value_or(""), &newest)) {
    return absl::InternalError(base::StrCat("table ", target(), ": its newest timestamp came back unreadable"));
  }
  return count == 0 ? std::nullopt : std::optional<int64_t>(newest);
}

absl::StatusOr<std::optional<int64_t>> ClickHouseKeyStore::Newest(const kafka::Partition& partition, int64_t before,
                                                                  absl::Time deadline) {
  clickhouse::QueryOptions options = Question(partition.topic, deadline);
  options.parameters.push_back({"partition", absl::StrCat(partition.number)});
  options.parameters.push_back({"before", absl::StrCat(before)});
  return NewestWhere("_partition = {partition:Int32} AND _offset < {before:Int64}", std::move(options));
}

absl::StatusOr<std::optional<int64_t>> ClickHouseKeyStore::NewestFrom(const std::string& topic,
                                                                      const std::map<int32_t, int64_t>& offsets,
                                                                      absl::Time deadline) {
  std::string condition = "_offset >= 0";
  for (const auto& [partition, offset] : offsets) {
    base::StrAppend(&condition, " AND (_partition != ", partition, " OR _offset >= ", offset, ")");
  }
  return NewestWhere(condition, Question(topic, deadline));
}

absl::Status ClickHouseKeyStore::Read(const KeyRange& range, KeyColumns& key, absl::Time deadline, const Hear& hear) {
  std::string sql = "SELECT toInt64(_offset), toUnixTimestamp64Milli(_timestamp)";
  for (const KeyColumns::KeyColumn& column : key.columns()) {
    const std::string name = clickhouse::QuoteIdentifier(column.name);
    base::StrAppend(&sql, ", toUInt8(isNull(", name, ")), CAST(assumeNotNull(", name, ") AS ", column.bare_type, ")");
  }
  base::StrAppend(&sql, " FROM ", clickhouse::QuoteTable(database_, table_),
                  " WHERE _topic = {topic:String} AND _partition = {partition:Int32} AND _offset BETWEEN {first:Int64} AND "
                  "{last:Int64}");
  clickhouse::QueryOptions options = Question(range.partition.topic, deadline);
  options.parameters.push_back({"partition", absl::StrCat(range.partition.number)});
  options.parameters.push_back({"first", absl::StrCat(range.first)});
  options.parameters.push_back({"last", absl::StrCat(range.last)});
  if (range.since_ms != KeyRange().since_ms) {
    base::StrAppend(&sql, TimeCondition(">=", "since", range.since_ms));
    options.parameters.push_back({"since", absl::StrCat(range.since_ms)});
  }
  if (range.until_ms != KeyRange().until_ms) {
    base::StrAppend(&sql, TimeCondition("<=", "until", range.until_ms));
    options.parameters.push_back({"until", absl::StrCat(range.until_ms)});
  }
  RowReader reader(key, hear);
  const absl::Status status =
      client_.Select(sql, "RowBinary", options, [&](std::string_view bytes) { return reader.Add(bytes); }).status();
  if (!status.ok()) return AboutTable(database_, table_, status);
  if (reader.empty()) return absl::OkStatus();
  return absl::InternalError(base::StrCat("table ", target(), ": its keys came back unreadable"));
}

absl::Status ClickHouseKeyStore::CheckRetention(absl::Duration within, absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  const absl::StatusOr<clickhouse::Rows> rows =
      client_.SelectRows(base::StrCat("SHOW CREATE TABLE ", clickhouse::QuoteTable(database_, table_)), options);
  if (!rows.ok()) return AboutTable(database_, table_, rows.status());
  if (rows->rows.size() != 1) return absl::InternalError(base::StrCat("table ", target(), " does not say how it was made"));
  return CheckRowsStay(target(), rows->rows[0][0].value_or(""), within);
}

}  // namespace aurora::ingest
