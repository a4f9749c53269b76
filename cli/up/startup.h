#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "cli/up/plan/plan.h"
#include "cli/up/supervision/supervisor.h"

namespace aurora::cli {

class Reporter;

// Brings the parts up, each as soon as what it needs is ready, and afterwards notes which of those that died
// are back. Runs on a thread of its own beside the supervisor's. Owner: the up command.
class Startup {
 public:
  Startup(const Plan& plan, const Layout& layout, const DataDirectory& data, std::string java,
          Supervisor& supervisor, Reporter& reporter)
      : plan_(plan),
        layout_(layout),
        data_(data),
        java_(std::move(java)),
        supervisor_(supervisor),
        reporter_(reporter) {}

  // OK when all parts are ready. Internal names the part that does not come up, with its last words;
  // Cancelled when the supervisor is told to stop meanwhile.
  absl::Status BringUp();
  // Until the supervisor stops.
  void Watch();

 private:
  struct Progress {
    bool asked = false;
    bool up = false;
    absl::Time asked_at;
    std::string waits_for;
  };

  bool MayStart(const Part& part) const;
  absl::Status CheckStarting(const Part& part, const PartStatus& status);
  void AskOne(const Part& part, const PartStatus& status);

  const Plan& plan_;
  const Layout& layout_;
  const DataDirectory& data_;
  std::string java_;
  Supervisor& supervisor_;
  Reporter& reporter_;
  std::map<std::string, Progress> progress_;
};

}  // namespace aurora::cli
