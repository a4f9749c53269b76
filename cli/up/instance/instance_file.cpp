#include "cli/up/instance/instance_file.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "cli/up/instance/instance_lock.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

std::string Iso(absl::Time time) { return absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone()); }

absl::Time FromIso(const json::value& value) {
  absl::Time time;
  std::string error;
  return absl::ParseTime(absl::RFC3339_full, std::string(value.as_string()), &time, &error) ? time
                                                                                            : absl::Time();
}

PartState StateOf(std::string_view name) {
  for (const PartState state :
       {PartState::kStarting, PartState::kUp, PartState::kRestarting, PartState::kEnded}) {
    if (name == PartStateName(state)) return state;
  }
  return PartState::kWaiting;
}

json::object ToJson(const Instance::Part& part) {
  return {{"name", part.status.name},
          {"state", PartStateName(part.status.state)},
          {"pid", part.status.pid},
          {"restarts", part.status.restarts},
          {"started_at", Iso(part.status.started_at)},
          {"last_death", part.status.last_death},
          {"address", part.address},
          {"version", part.version},
          {"probe",
           {{"kind", part.probe.kind == Probe::Kind::kKafka ? "kafka" : "http"},
            {"address", part.probe.address}}}};
}

Instance::Part PartFrom(const json::value& value) {
  Instance::Part part;
  const auto text = [&](const char* key) { return std::string(value.at(key).as_string()); };
  part.status.name = text("name");
  part.status.state = StateOf(text("state"));
  part.status.pid = static_cast<pid_t>(value.at("pid").as_int64());
  part.status.restarts = static_cast<int>(value.at("restarts").as_int64());
  part.status.started_at = FromIso(value.at("started_at"));
  part.status.last_death = text("last_death");
  part.address = text("address");
  part.version = text("version");
  const json::value& probe = value.at("probe");
  part.probe.kind = probe.at("kind").as_string() == "kafka" ? Probe::Kind::kKafka : Probe::Kind::kHttpReady;
  part.probe.address = std::string(probe.at("address").as_string());
  return part;
}

}  // namespace

absl::Status WriteInstance(const DataDirectory& data, const Instance& instance) {
  json::array parts;
  for (const Instance::Part& part : instance.parts) parts.push_back(ToJson(part));
  const json::object object = {{"pid", instance.pid},
                               {"version", instance.version},
                               {"started_at", Iso(instance.started_at)},
                               {"ready", instance.ready},
                               {"url", instance.url},
                               {"admin_token_file", instance.admin_token_file},
                               {"clickhouse_url", instance.clickhouse_url},
                               {"clickhouse_user", instance.clickhouse_user},
                               {"clickhouse_password_file", instance.clickhouse_password_file},
                               {"kafka_brokers", instance.kafka_brokers},
                               {"backup_to", instance.backup_to},
                               {"parts", std::move(parts)}};
  return WritePrivateFile(data.Instance(), json::serialize(object) + "\n");
}

absl::StatusOr<Instance> ReadInstance(const DataDirectory& data) {
  const absl::Status not_running = absl::UnavailableError(base::StrCat(
      "Aurora is not running on ", data.path, "; start it with `aurora up`, or name its --data-dir"));
  const pid_t holder = InstanceLock::Holder(data.Lock());
  std::ifstream file(data.Instance());
  if (holder == 0 || !file) return not_running;
  std::ostringstream text;
  text << file.rdbuf();
  try {
    const json::value value = json::parse(std::move(text).str());
    Instance instance;
    const auto member = [&](const char* key) { return std::string(value.at(key).as_string()); };
    instance.pid = static_cast<pid_t>(value.at("pid").as_int64());
    instance.version = member("version");
    instance.started_at = FromIso(value.at("started_at"));
    instance.ready = value.at("ready").as_bool();
    instance.url = member("url");
    instance.admin_token_file = member("admin_token_file");
    instance.clickhouse_url = member("clickhouse_url");
    instance.clickhouse_user = member("clickhouse_user");
    instance.clickhouse_password_file = member("clickhouse_password_file");
    instance.kafka_brokers = member("kafka_brokers");
    instance.backup_to = member("backup_to");
    for (const json::value& part : value.at("parts").as_array()) instance.parts.push_back(PartFrom(part));
    // A file that an earlier one left behind: the present supervisor has not come that far.
    if (instance.pid != holder) return not_running;
    return instance;
  } catch (const std::exception&) {
    return absl::InternalError(
        base::StrCat("file ", data.Instance(), " is damaged; run `aurora down`, then `aurora up`"));
  }
}

}  // namespace aurora::cli
