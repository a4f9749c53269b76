#include "services/provisioning/grafana/provisioner.h"

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/provisioning/grafana/api.h"
#include "services/provisioning/grafana/resources.h"

namespace aurora::provisioning::grafana {
namespace {

namespace json = boost::json;
namespace log = base::log;
using base::StrCat;

const json::value* Member(const json::value& value, std::initializer_list<const char*> path) {
  const json::value* current = &value;
  for (const char* name : path) {
    if (!current->is_object()) return nullptr;
    current = current->get_object().if_contains(name);
    if (current == nullptr) return nullptr;
  }
  return current;
}

bool Is(const json::value& value, std::initializer_list<const char*> path, const char* text) {
  const json::value* member = Member(value, path);
  return member != nullptr && member->is_string() && member->get_string() == text;
}

int64_t VersionOf(const json::value& value, std::initializer_list<const char*> path) {
  const json::value* member = Member(value, path);
  boost::system::error_code error;
  return member == nullptr ? 0 : member->to_number<int64_t>(error);
}

std::string DataSourcePath() { return StrCat("/api/datasources/uid/", kDataSourceUid); }

}  // namespace

absl::StatusOr<std::vector<std::string>> Provisioner::Reconcile() {
  Changes changes;
  absl::Status status;
  {
    const std::lock_guard lock(pass_mutex_);
    status = ReconcileLocked(&changes);
  }
  for (const std::string& change : changes) log::Info("grafana", {{"server", api_.url()}, {"change", change}});
  const std::lock_guard lock(state_mutex_);
  state_ = status.ok() ? "set up" : base::Message(status);
  if (!status.ok()) return status;
  return changes;
}

std::string Provisioner::Describe() const {
  const std::lock_guard lock(state_mutex_);
  return state_;
}

absl::Status Provisioner::ReconcileLocked(Changes* changes) {
  if (absl::Status status = EnsureFolder(changes); !status.ok()) return status;
  for (const json::object& dashboard : options_.dashboards) {
    if (absl::Status status = EnsureDashboard(dashboard, changes); !status.ok()) return status;
  }
  // Last, so that a missing plugin keeps only the data source away.
  if (absl::Status status = CheckPlugin(); !status.ok()) return status;
  if (absl::Status status = EnsureDataSource(changes); !status.ok()) return status;
  return CheckDataSource(changes);
}

absl::Status Provisioner::CheckPlugin() {
  const absl::Status status = api_.Get(StrCat("/api/plugins/", kPlugin, "/settings")).status();
  if (!absl::IsNotFound(status)) return status;
  return absl::FailedPreconditionError(
      StrCat("Grafana at ", api_.url(), " has no plugin ", kPlugin, "; install it: grafana cli plugins install ", kPlugin));
}

absl::Status Provisioner::PutDataSource(Changes* changes, const std::string& what) {
  json::object body = options_.data_source;
  body["secureJsonData"] = json::object{{"password", options_.data_source_password.Reveal()}};
  const absl::Status status = api_.Put(DataSourcePath(), body).status();
  if (!status.ok()) return status;
  password_sent_ = true;
  changes->push_back(StrCat("data source ", kDataSourceUid, " ", what));
  return absl::OkStatus();
}

absl::Status Provisioner::EnsureDataSource(Changes* changes) {
  const absl::StatusOr<json::value> found = api_.Get(DataSourcePath());
  if (absl::IsNotFound(found.status())) {
    json::object body = options_.data_source;
    body["secureJsonData"] = json::object{{"password", options_.data_source_password.Reveal()}};
    const absl::Status status = api_.Post("/api/datasources", body).status();
    if (!status.ok()) return status;
    password_sent_ = true;
    changes->push_back(StrCat("data source ", kDataSourceUid, " made"));
    return absl::OkStatus();
  }
  if (!found.ok()) return found.status();
  json::object wanted = options_.data_source;
  // Which one is the default is for Grafana's people to say.
  wanted.erase("isDefault");
  const json::value* has_password = Member(*found, {"secureJsonFields", "password"});
  const bool with_password = has_password != nullptr && has_password->is_bool() && has_password->get_bool();
  if (with_password && Covers(*found, wanted)) return absl::OkStatus();
  return PutDataSource(changes, "changed");
}

absl::Status Provisioner::CheckDataSource(Changes* changes) {
  const std::string path = DataSourcePath() + "/health";
  absl::Status health = api_.Get(path).status();
  if (!health.ok() && !password_sent_) {
    // It may be another password, which cannot be read.
    if (absl::Status status = PutDataSource(changes, "given its password"); !status.ok()) return status;
    health = api_.Get(path).status();
  }
  if (health.ok()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      StrCat("Grafana cannot reach ClickHouse: ", health.message(), "; grafana.clickhouse_url must be ClickHouse's "
             "address as Grafana sees it"));
}

absl::Status Provisioner::EnsureFolder(Changes* changes) {
  const std::string path = StrCat("/api/folders/", kFolderUid);
  const absl::StatusOr<json::value> found = api_.Get(path);
  if (absl::IsNotFound(found.status())) {
    const absl::Status status =
        api_.Post("/api/folders", json::object{{"uid", kFolderUid}, {"title", kFolderTitle}}).status();
    if (status.ok()) changes->push_back(StrCat("folder ", kFolderUid, " made"));
    return status;
  }
  if (!found.ok()) return found.status();
  if (Is(*found, {"title"}, kFolderTitle)) return absl::OkStatus();
  const absl::Status status =
      api_.Put(path, json::object{{"title", kFolderTitle}, {"overwrite", true}}).status();
  if (status.ok()) changes->push_back(StrCat("folder ", kFolderUid, " changed"));
  return status;
}

absl::Status Provisioner::EnsureDashboard(const json::object& dashboard, Changes* changes) {
  const std::string uid(dashboard.at("uid").as_string().c_str());
  const absl::StatusOr<json::value> found = api_.Get(StrCat("/api/dashboards/uid/", uid));
  if (!found.ok() && !absl::IsNotFound(found.status())) return found.status();
  if (found.ok() && Is(*found, {"meta", "folderUid"}, kFolderUid)) {
    const json::value* actual = Member(*found, {"dashboard"});
    const auto written = written_.find(uid);
    const bool ours = written != written_.end() && written->second == VersionOf(*found, {"dashboard", "version"});
    if (ours || (actual != nullptr && Covers(*actual, dashboard))) return absl::OkStatus();
  }
  const absl::StatusOr<json::value> saved = api_.Post(
      "/api/dashboards/db", json::object{{"dashboard", dashboard},
                                         {"folderUid", kFolderUid},
                                         {"overwrite", true},
                                         {"message", "kept by Aurora"}});
  if (!saved.ok()) return saved.status();
  written_[uid] = VersionOf(*saved, {"version"});
  changes->push_back(StrCat("dashboard ", uid, found.ok() ? " changed" : " made"));
  return absl::OkStatus();
}

}  // namespace aurora::provisioning::grafana
