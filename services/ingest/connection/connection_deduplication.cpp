#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kKeyLookTimeout = absl::Seconds(3);
constexpr absl::Duration kFindFloorTimeout = absl::Seconds(20);

}  // namespace

absl::Status Connection::PrepareDeduplication(const Definition& definition, ClickHouseKeyStore& keys,
                                              ShardOptions& options) {
  const std::optional<Deduplication>& rule = translators_->plan().deduplication();
  if (!rule.has_value()) return absl::OkStatus();
  if (absl::Status status = keys.CheckRetention(rule->within, absl::Now() + kKeyLookTimeout); !status.ok()) return status;
  // Somebody may give the table a TTL later.
  options.check_table = [check = options.check_table, &keys, within = rule->within](absl::Time deadline) {
    absl::Status fits = check(deadline);
    return fits.ok() ? keys.CheckRetention(within, deadline) : fits;
  };
  options.deduplication.emplace(DeduplicationParts{
      keys, key_budget_,
      [this, definition, &keys](const std::string& topic, const std::string& topic_id) {
        return FindFloor(definition, keys, topic, topic_id);
      },
      [this](uint64_t rows, const std::string& place) { WarnOfLate(rows, place); }});
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Connection::FindFloor(const Definition& definition, ClickHouseKeyStore& keys,
                                              const std::string& topic, const std::string& topic_id) {
  return parts_.floors.Keep(id_, topic, topic_id, [&]() -> absl::StatusOr<int64_t> {
    // Before the connection has loaded anything: of the topic in which it begins, what the table holds behind the beginning is of
    // another one (SkipWhatIsHeld has moved the beginning behind rows of the same). Of a later topic, everything is.
    const SourceTopic* const source = definition.FindTopic(topic);
    const bool first = source != nullptr && topic_id == source->id;
    const absl::StatusOr<std::optional<int64_t>> newest = keys.NewestFrom(
        topic, first ? source->start_offsets : std::map<int32_t, int64_t>(), absl::Now() + kFindFloorTimeout);
    if (!newest.ok()) return newest.status();
    return newest->value_or(kNoFloor);
  });
}

void Connection::WarnOfLate(uint64_t rows, const std::string& place) {
  absl::MutexLock lock(&mutex_);
  late_rows_ += rows;
  warnings_[kLateCode] = {absl::Now(), kLateCode,
                      base::StrCat(place, ": ", late_rows_,
                                   " messages since the start were older than the newest row of their partition by more than the "
                                   "window of deduplicate; they became rows, but duplicates among them may have too. Look at their "
                                   "Kafka timestamps: one far in the future has this effect")};
}

}  // namespace aurora::ingest
