#include "cli/deploy/cluster.h"

#include <boost/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "cli/commands/json_text.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr absl::Duration kClusterAnswerMax = absl::Seconds(30);
constexpr int kMinorMin = 25;
constexpr char kNotReached[] = "see that `kubectl cluster-info` works, or choose another cluster with --context";

std::string Label(const std::string& release) { return base::StrCat("app.kubernetes.io/instance=", release); }

// Why a container does not run; "" when it is ready.
std::string Reason(const json::value& container) {
  if (Member(container, "ready") == json::value(true)) return "";
  const json::value& state = Member(container, "state");
  for (const char* kind : {"waiting", "terminated"}) {
    if (const std::string reason = Text(Member(state, kind), "reason"); !reason.empty()) return reason;
  }
  return "not ready";
}

}  // namespace

ProgramCall Cluster::Kubectl(std::vector<std::string> words) const {
  ProgramCall call{{"kubectl"}};
  if (!context_.empty()) call.arguments.insert(call.arguments.end(), {"--context", context_});
  call.arguments.insert(call.arguments.end(), words.begin(), words.end());
  call.remedy = kNotReached;
  call.timeout = kClusterAnswerMax;
  return call;
}

ProgramCall Cluster::Helm(std::vector<std::string> words) const {
  ProgramCall call{{"helm"}};
  call.arguments.insert(call.arguments.end(), words.begin(), words.end());
  call.arguments.insert(call.arguments.end(), {"--namespace", namespace_});
  if (!context_.empty()) call.arguments.insert(call.arguments.end(), {"--kube-context", context_});
  call.timeout = absl::Minutes(2);
  return call;
}

absl::StatusOr<std::string> Cluster::ContextName() const {
  if (!context_.empty()) return context_;
  ProgramCall call{{"kubectl", "config", "current-context"}};
  call.remedy = "choose a cluster with --context, or `kubectl config use-context`";
  call.timeout = kClusterAnswerMax;
  absl::StatusOr<std::string> name = programs_.Ask(call);
  if (name.ok()) absl::StripAsciiWhitespace(&*name);
  return name;
}

absl::StatusOr<std::string> Cluster::Version() const {
  const absl::StatusOr<std::string> answer = programs_.Ask(Kubectl({"version", "--output", "json", "--request-timeout", "15s"}));
  if (!answer.ok()) return absl::UnavailableError(base::StrCat("the cluster does not answer: ", base::Message(answer.status())));
  boost::system::error_code error;
  const json::value versions = json::parse(*answer, error);
  const json::value& server = Member(versions, "serverVersion");
  std::string minor = Text(server, "minor");
  // "29+" where a provider has patched it.
  while (!minor.empty() && !absl::ascii_isdigit(static_cast<unsigned char>(minor.back()))) minor.pop_back();
  int number = 0;
  if (error || !absl::SimpleAtoi(minor, &number)) {
    return absl::UnavailableError(base::StrCat("the cluster does not say its version; ", kNotReached));
  }
  const std::string version = base::StrCat(Text(server, "major"), ".", minor);
  if (number < kMinorMin) {
    return absl::FailedPreconditionError(base::StrCat("the cluster is Kubernetes ", version, ", and the chart needs 1.", kMinorMin, " or later; upgrade it"));
  }
  return version;
}

absl::StatusOr<bool> Cluster::HasNamespace() const {
  const absl::StatusOr<std::string> found =
      programs_.Ask(Kubectl({"get", "namespace", namespace_, "--ignore-not-found", "--output", "name"}));
  if (!found.ok() && absl::StrContains(found.status().message(), "(Forbidden)")) return true;
  if (!found.ok()) return found.status();
  return !found->empty();
}

absl::Status Cluster::MayI(const std::string& verb, const std::string& resource, bool everywhere) const {
  ProgramCall call = Kubectl({"auth", "can-i", verb, resource});
  if (!everywhere) call.arguments.insert(call.arguments.end(), {"--namespace", namespace_});
  // It says no by its exit status too.
  call.fine = {0, 1};
  const absl::StatusOr<std::string> answer = programs_.Ask(call);
  if (!answer.ok()) return answer.status();
  if (absl::StartsWith(*answer, "yes")) return absl::OkStatus();
  return absl::PermissionDeniedError(base::StrCat(
      "you may not ", verb, " ", resource, everywhere ? " in this cluster" : base::StrCat(" in namespace ", namespace_),
      everywhere ? base::StrCat("; have namespace ", namespace_, " made, or choose one that is there with --namespace")
                 : std::string("; ask for the role `admin` there, or choose another --namespace")));
}

absl::StatusOr<std::vector<std::string>> Cluster::Claims(const std::string& release) const {
  const absl::StatusOr<std::string> listed = programs_.Ask(
      Kubectl({"get", "persistentvolumeclaims", "--namespace", namespace_, "--selector", Label(release), "--output", "name"}));
  if (!listed.ok()) return listed.status();
  return std::vector<std::string>(absl::StrSplit(*listed, '\n', absl::SkipWhitespace()));
}

std::string Cluster::WaitingPods(const std::string& release) const {
  const absl::StatusOr<std::string> listed =
      programs_.Ask(Kubectl({"get", "pods", "--namespace", namespace_, "--selector", Label(release), "--output", "json"}));
  return listed.ok() ? WaitingPodsText(*listed) : "";
}

std::string WaitingPodsText(const std::string& pods_json) {
  boost::system::error_code error;
  const json::value pods = json::parse(pods_json, error);
  if (error) return "";
  std::string text;
  for (const json::value& pod : List(pods, "items")) {
    const json::value& status = Member(pod, "status");
    if (Text(status, "phase") == "Succeeded") continue;
    std::string reason;
    for (const json::value& container : List(status, "containerStatuses")) {
      if (reason.empty()) reason = Reason(container);
    }
    // Not on a node yet.
    if (List(status, "containerStatuses").empty()) {
      for (const json::value& condition : List(status, "conditions")) {
        if (Text(condition, "status") == "False") reason = Text(condition, "reason");
      }
      if (reason.empty()) reason = Text(status, "phase");
    }
    if (reason.empty()) continue;
    base::StrAppend(&text, text.empty() ? "" : ", ", Text(Member(pod, "metadata"), "name"), ": ", reason);
  }
  return text;
}

}  // namespace aurora::cli
