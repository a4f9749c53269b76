#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::cli {

// Where the installed (or built) programs and their files are: prefix/{bin,lib/aurora,share/aurora}.
struct Layout {
  // From the running program's own place.
  static Layout Find();

  std::string prefix;
  // The checkout that the programs were built in, or AURORA_HOME; "" when installed elsewhere.
  std::string home;

  std::string Program(const std::string& name) const { return prefix + "/bin/aurora-" + name; }
  std::string EngineLibrary() const { return prefix + "/lib/aurora/libchdb.so"; }
  std::string KafkaJars() const { return prefix + "/share/aurora/kafka"; }
  std::string WebRoot() const { return prefix + "/share/aurora/web"; }
  // "4.2.0", from the names of the jars; "" when there are none.
  std::string KafkaVersion() const;
};

// A Java runtime: $JAVA_HOME or PATH. NotFound with the remedy.
absl::StatusOr<std::string> FindJava();

// The folder of one Aurora on this machine: secrets, configurations, logs, state and data of its parts.
struct DataDirectory {
  // The given one, else $AURORA_DATA_DIR, else .aurora in the checkout, else $XDG_DATA_HOME/aurora or
  // ~/.local/share/aurora.
  static DataDirectory Find(const std::string& given, const Layout& layout);

  std::string path;

  std::string Secret(const std::string& name) const { return path + "/secrets/" + name; }
  std::string Config(const std::string& file) const { return path + "/config/" + file; }
  std::string Log(const std::string& part) const { return path + "/logs/" + part + ".log"; }
  std::string State(const std::string& file) const { return path + "/state/" + file; }
  std::string Kafka() const { return path + "/kafka"; }
  std::string ClickHouse() const { return path + "/clickhouse"; }
  // "on" or "off": whether the Aurora of this folder has the demonstration.
  std::string Demonstration() const { return path + "/demonstration"; }
  std::string Lock() const { return path + "/run/lock"; }
  std::string Instance() const { return path + "/run/instance.json"; }

  // All folders, for this user only. PermissionDenied names the folder and --data-dir.
  absl::Status Make() const;
};

// Whether `data` was last started with the demonstration; true for a new one. A restored directory was not: its tables would come to
// stand among those that were restored.
bool HadDemonstration(const DataDirectory& data);
absl::Status KeepDemonstration(const DataDirectory& data, bool on);

// Writes a file whole or not at all, readable for this user only.
absl::Status WritePrivateFile(const std::string& path, const std::string& content);

}  // namespace aurora::cli
