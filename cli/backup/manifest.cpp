#include "cli/backup/manifest.h"

#include <boost/json.hpp>

#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

std::string Iso(absl::Time time) { return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone()); }

absl::Time FromIso(const json::value& value) {
  absl::Time time;
  std::string error;
  const std::string text(value.as_string());
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) throw std::runtime_error("no time: " + text);
  return time;
}

json::object ToJson(const BackedUpConnection& connection) {
  json::object object = {{"id", connection.id}, {"table", connection.table}, {"topics", nullptr}};
  if (connection.topics.has_value()) object["topics"] = TopicsJson(*connection.topics);
  return object;
}

BackedUpConnection ConnectionFrom(const json::value& value) {
  BackedUpConnection connection{json::value_to<std::string>(value.at("id")), json::value_to<std::string>(value.at("table")),
                                std::nullopt};
  if (!value.at("topics").is_null()) connection.topics = TopicsFrom(value.at("topics"));
  return connection;
}

Manifest FromJson(const json::value& root) {
  const auto text = [](const json::value& value, const char* key) { return json::value_to<std::string>(value.at(key)); };
  Manifest manifest;
  manifest.id = text(root, "id");
  manifest.aurora_version = text(root, "aurora_version");
  manifest.taken_at = FromIso(root.at("taken_at"));
  manifest.took = absl::Seconds(json::value_to<double>(root.at("took_s")));
  manifest.base = text(root, "base");
  manifest.bytes = json::value_to<uint64_t>(root.at("bytes"));
  manifest.key_sha256 = text(root, "key_sha256");
  for (const json::value& file : root.at("files").as_array()) {
    manifest.files.push_back({text(file, "path"), json::value_to<uint64_t>(file.at("bytes")), text(file, "sha256")});
  }
  for (const json::value& table : root.at("tables").as_array()) {
    BackedUpTable entry{text(table, "name"), std::nullopt};
    if (!table.at("rows").is_null()) entry.rows = json::value_to<uint64_t>(table.at("rows"));
    manifest.tables.push_back(std::move(entry));
  }
  for (const json::value& connection : root.at("connections").as_array()) {
    manifest.connections.push_back(ConnectionFrom(connection));
  }
  return manifest;
}

}  // namespace

json::array TopicsJson(const BackedUpTopics& topics) {
  json::array array;
  for (const auto& [name, topic] : topics) {
    json::object offsets;
    for (const auto& [partition, offset] : topic.offsets) offsets[std::to_string(partition)] = offset;
    array.push_back(json::object{{"topic", name}, {"topic_id", topic.id}, {"offsets", std::move(offsets)}});
  }
  return array;
}

BackedUpTopics TopicsFrom(const json::value& topics) {
  BackedUpTopics result;
  for (const json::value& value : topics.as_array()) {
    BackedUpTopic topic{json::value_to<std::string>(value.at("topic_id")), {}};
    for (const auto& entry : value.at("offsets").as_object()) {
      int32_t partition = 0;
      if (!absl::SimpleAtoi(std::string(entry.key()), &partition)) throw std::runtime_error("no partition");
      topic.offsets[partition] = json::value_to<int64_t>(entry.value());
    }
    result[json::value_to<std::string>(value.at("topic"))] = std::move(topic);
  }
  return result;
}

std::string ToText(const Manifest& manifest) {
  json::array files;
  for (const BackedUpFile& file : manifest.files) {
    files.push_back(json::object{{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  json::array tables;
  for (const BackedUpTable& table : manifest.tables) {
    json::object entry = {{"name", table.name}, {"rows", nullptr}};
    if (table.rows.has_value()) entry["rows"] = *table.rows;
    tables.push_back(std::move(entry));
  }
  json::array connections;
  for (const BackedUpConnection& connection : manifest.connections) connections.push_back(ToJson(connection));
  return json::serialize(json::object{{"version", Manifest::kVersion},
                                      {"id", manifest.id},
                                      {"aurora_version", manifest.aurora_version},
                                      {"taken_at", Iso(manifest.taken_at)},
                                      {"took_s", absl::ToDoubleSeconds(manifest.took)},
                                      {"base", manifest.base},
                                      {"bytes", manifest.bytes},
                                      {"key_sha256", manifest.key_sha256},
                                      {"files", std::move(files)},
                                      {"tables", std::move(tables)},
                                      {"connections", std::move(connections)}}) +
         "\n";
}

absl::StatusOr<Manifest> ParseManifest(const std::string& text, const std::string& id, const std::string& where) {
  try {
    const json::value root = json::parse(text);
    const int64_t version = json::value_to<int64_t>(root.at("version"));
    if (version > Manifest::kVersion) {
      return absl::FailedPreconditionError(base::StrCat("backup ", where, " was made by a later Aurora (its form is ", version,
                                                        ", this program knows ", Manifest::kVersion, "); use that one"));
    }
    Manifest manifest = FromJson(root);
    if (manifest.id == id) return manifest;
    return absl::DataLossError(base::StrCat("backup ", where, " says that it is ", manifest.id, "; give the folder its name back"));
  } catch (const std::exception& error) {
    return absl::DataLossError(base::StrCat("backup ", where, ": its ", Manifest::kFile, " cannot be read (", error.what(),
                                            "); use another backup"));
  }
}

}  // namespace aurora::cli
