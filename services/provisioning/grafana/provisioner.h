#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/secret.h"

namespace aurora::provisioning::grafana {

class Api;

// Makes Grafana what Aurora needs, and keeps it so: the data source of ClickHouse, the folder "Aurora" and the
// dashboards. Each pass looks first and changes only what differs (record 0049); what people made beside it is left alone.
// Threads: thread-safe; one pass runs at a time. Owner: main.
class Provisioner {
 public:
  struct Options {
    // Without its password.
    boost::json::object data_source;
    base::Secret data_source_password;
    std::vector<boost::json::object> dashboards;
  };
  Provisioner(Api& api, Options options) : api_(api), options_(std::move(options)) {}

  // One pass: what was changed, e.g. "dashboard aurora-ingest made". Errors of the API; FailedPrecondition when the
  // plugin is missing or the data source cannot reach ClickHouse, with the remedy.
  absl::StatusOr<std::vector<std::string>> Reconcile();
  // What the last pass said, for people: "set up", or its error.
  std::string Describe() const;

 private:
  using Changes = std::vector<std::string>;
  absl::Status ReconcileLocked(Changes* changes);
  absl::Status CheckPlugin();
  absl::Status EnsureDataSource(Changes* changes);
  absl::Status CheckDataSource(Changes* changes);
  absl::Status PutDataSource(Changes* changes, const std::string& what);
  absl::Status EnsureFolder(Changes* changes);
  absl::Status EnsureDashboard(const boost::json::object& dashboard, Changes* changes);

  Api& api_;
  const Options options_;
  std::mutex pass_mutex_;
  // Grafana never shows a password: whether it is this one is known only after it was sent.
  bool password_sent_ = false;
  // The version that Grafana gave each dashboard that was written here, by uid: Grafana may store it in another form.
  std::map<std::string, int64_t> written_;

  mutable std::mutex state_mutex_;
  std::string state_ = "not looked at yet";
};

}  // namespace aurora::provisioning::grafana
