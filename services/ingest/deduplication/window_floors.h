#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "libs/state/database.h"

namespace aurora::ingest {

// Where windows end towards a topic's past: a table keeps the rows of earlier topics of the name, whose partitions and offsets are
// the same as the present one's. The first process that sees a topic finds the newest timestamp of such rows, before anything of
// the topic is loaded, and all others go by that. In the control-plane database; thread-safe.
class WindowFloors {
 public:
  // What a migration makes.
  static std::string TableSql();
  // What a later one makes of it: floors by topic.
  static std::string TopicFloorsSql();

  explicit WindowFloors(state::Database& database) : database_(database) {}

  // What was kept for the topic with this id (empty where brokers tell none), milliseconds; otherwise keeps what `find` answers. kNoFloor where every row
  // counts.
  absl::StatusOr<int64_t> Keep(const std::string& connection_id, const std::string& topic, const std::string& topic_id,
                               const std::function<absl::StatusOr<int64_t>()>& find);

 private:
  absl::StatusOr<std::optional<int64_t>> Find(const std::string& connection_id, const std::string& topic,
                                              const std::string& topic_id);

  state::Database& database_;
};

}  // namespace aurora::ingest
