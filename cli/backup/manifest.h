#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::cli {

// Up to where a topic's events are in the backup.
struct BackedUpTopic {
  // The brokers' id of it; "" where they tell none.
  std::string id;
  // By partition: everything before is in the backup.
  std::map<int32_t, int64_t> offsets;
};
// By name.
using BackedUpTopics = std::map<std::string, BackedUpTopic>;

struct BackedUpConnection {
  std::string id;
  // "shop.orders"
  std::string table;
  // Absent when the brokers could not be asked.
  std::optional<BackedUpTopics> topics;
};

struct BackedUpTable {
  // "shop.orders"
  std::string name;
  // Rows just before it was copied, for people; absent for views.
  std::optional<uint64_t> rows;
};

// A file of the backup whose content is looked at before anything is restored.
struct BackedUpFile {
  // Below the backup's folder.
  std::string path;
  uint64_t bytes = 0;
  // Lower-case hex.
  std::string sha256;
};

// manifest.json of a backup: written last, so that a folder without one is no backup.
struct Manifest {
  static constexpr int kVersion = 1;
  static constexpr char kFile[] = "manifest.json";
  static constexpr char kIdFormat[] = "%Y%m%dT%H%M%SZ";

  // "20261126T120000Z", also the folder's name.
  std::string id;
  // Of the Aurora that made it.
  std::string aurora_version;
  // What was stored then is in it.
  absl::Time taken_at;
  absl::Duration took;
  // The full backup that this one lacks the unchanged files of; "" when it is full.
  std::string base;
  uint64_t bytes = 0;
  // Of the key that the connections' secrets are encrypted with; the key itself is in no backup.
  std::string key_sha256;
  std::vector<BackedUpFile> files;
  std::vector<BackedUpTable> tables;
  std::vector<BackedUpConnection> connections;

  bool full() const { return base.empty(); }
};

// [{"topic", "topic_id", "offsets": {"0": 17}}], as the API tells a resume point and ingest takes it in again.
boost::json::array TopicsJson(const BackedUpTopics& topics);
// Throws std::exception for what is none.
BackedUpTopics TopicsFrom(const boost::json::value& topics);

std::string ToText(const Manifest& manifest);
// `where` is the backup's place with its id, for errors: DataLoss says what to do, also when it is that of another backup than `id`;
// FailedPrecondition for one of a later Aurora.
absl::StatusOr<Manifest> ParseManifest(const std::string& text, const std::string& id, const std::string& where);

}  // namespace aurora::cli
