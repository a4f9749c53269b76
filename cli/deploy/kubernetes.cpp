#include "cli/deploy/kubernetes.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "cli/commands/json_text.h"
#include "cli/deploy/cluster.h"
#include "cli/deploy/manifest_changes.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// What every release has, and what this user therefore has to be allowed to before anything else is looked at.
constexpr const char* kMade[] = {"deployments.apps", "statefulsets.apps", "services", "secrets"};

// "v3.14.2"
absl::Status CheckHelm(const std::string& version) {
  int major = 0;
  int minor = 0;
  if (std::sscanf(version.c_str(), "v%d.%d", &major, &minor) == 2 && (major > 3 || (major == 3 && minor >= 14))) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat("helm is ", version, ", and 3.14 or later is needed: https://helm.sh/docs/intro/install/"));
}

class KubernetesRun {
 public:
  KubernetesRun(Deployment& deployment, const KubernetesWish& wish)
      : deployment_(deployment),
        wish_(wish),
        release_(wish.deploy.name),
        chart_(deployment.context.layout.home + "/helm/aurora"),
        cluster_(deployment.programs, wish.context, wish.name_space) {}

  absl::Status Go() {
    if (absl::Status status = CheckPrograms(); !status.ok()) return status;
    if (absl::Status status = CheckCluster(); !status.ok()) return status;
    if (wish_.deploy.destroy) return Destroy();
    if (absl::Status status = CheckChart(); !status.ok()) return status;
    if (wish_.deploy.plan) {
      deployment_.report.Plain(base::StrCat("\nRelease ", release_, " in namespace ", wish_.name_space, " of cluster ", context_name_, ":\n",
                                            ChangesText(changes_)));
      return absl::OkStatus();
    }
    return Install();
  }

 private:
  absl::Status CheckPrograms() {
    if (!Programs::Has("helm")) {
      return absl::FailedPreconditionError("program helm is not installed; get Helm 3.14 or later from https://helm.sh/docs/intro/install/");
    }
    if (!Programs::Has("kubectl")) {
      return absl::FailedPreconditionError("program kubectl is not installed; get it from https://kubernetes.io/docs/tasks/tools/");
    }
    if (deployment_.context.layout.home.empty() || access((chart_ + "/Chart.yaml").c_str(), R_OK) != 0) {
      return absl::FailedPreconditionError(
          "the chart is not here: it is helm/aurora of a checkout of Aurora; run ./aurora there, or set AURORA_HOME to it");
    }
    ProgramCall asking{{"helm", "version", "--template", "{{.Version}}"}};
    const absl::StatusOr<std::string> version = deployment_.programs.Ask(asking);
    if (!version.ok()) return version.status();
    if (absl::Status status = CheckHelm(*version); !status.ok()) return status;
    if (!wish_.values.empty() && access(wish_.values.c_str(), R_OK) != 0) {
      return absl::InvalidArgumentError(base::StrCat("--values ", wish_.values, " cannot be read; give an existing file"));
    }
    return absl::OkStatus();
  }

  absl::Status CheckCluster() {
    const absl::StatusOr<std::string> name = cluster_.ContextName();
    if (!name.ok()) return name.status();
    context_name_ = *name;
    const absl::StatusOr<std::string> version = cluster_.Version();
    if (!version.ok()) return version.status();
    deployment_.report.Step(base::StrCat("cluster ", context_name_, " answers, Kubernetes ", *version));
    const absl::StatusOr<bool> has = cluster_.HasNamespace();
    if (!has.ok()) return has.status();
    has_namespace_ = *has;
    if (!has_namespace_) return wish_.deploy.destroy ? absl::OkStatus() : cluster_.MayI("create", "namespaces", true);
    for (const char* resource : kMade) {
      if (absl::Status status = cluster_.MayI(wish_.deploy.destroy ? "delete" : "create", resource, false); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // The chart takes these values, and so does the cluster; what they would change.
  absl::Status CheckChart() {
    if (absl::Status status = WritePrivateFile(deployment_.File("values.yaml"), ChartValues(wish_)); !status.ok()) return status;
    // As a release holds them: without its tests.
    ProgramCall rendering = cluster_.Helm(WithValues({"template", release_, chart_, "--no-hooks"}));
    rendering.remedy = "correct the values that it names (helm/aurora/values.yaml has all of them)";
    const absl::StatusOr<std::string> rendered = deployment_.programs.Ask(rendering);
    if (!rendered.ok()) return rendered.status();
    deployment_.report.Step("the chart takes the values");
    if (absl::Status status = CheckRights(*rendered); !status.ok()) return status;
    std::string installed;
    ProgramCall listing = cluster_.Helm({"list", "--all", "--short", "--filter", base::StrCat("^", release_, "$")});
    listing.remedy = "see that you may read Secrets there, in which Helm keeps its releases";
    const absl::StatusOr<std::string> listed = deployment_.programs.Ask(listing);
    if (!listed.ok()) return listed.status();
    is_installed_ = !listed->empty();
    if (is_installed_) {
      const absl::StatusOr<std::string> manifest = deployment_.programs.Ask(cluster_.Helm({"get", "manifest", release_}));
      if (!manifest.ok()) return manifest.status();
      installed = *manifest;
    }
    // In a namespace that is still to be made there is nothing to ask the cluster for.
    std::string wished;
    if (has_namespace_) {
      ProgramCall trying = cluster_.Helm(WithValues({"upgrade", "--install", release_, chart_, "--dry-run=server", "--output", "json"}));
      trying.remedy = "correct the values or the right that it names";
      const absl::StatusOr<std::string> tried = deployment_.programs.Ask(trying);
      if (!tried.ok()) return tried.status();
      boost::system::error_code error;
      wished = Text(json::parse(*tried, error), "manifest");
    } else {
      wished = *rendered;
    }
    absl::StatusOr<ManifestChanges> changes = CompareManifests(installed, wished);
    if (!changes.ok()) return changes.status();
    changes_ = *std::move(changes);
    return absl::OkStatus();
  }

  // Helm would find out half-way. Who makes the namespace has it to himself.
  absl::Status CheckRights(const std::string& manifest) {
    absl::StatusOr<std::set<std::string>> resources = ManifestResources(manifest);
    if (!resources.ok() || !has_namespace_) return resources.status();
    for (const char* checked : kMade) resources->erase(checked);
    for (const std::string& resource : *resources) {
      if (absl::Status status = cluster_.MayI("create", resource, false); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Install() {
    if (is_installed_ && changes_.none()) {
      deployment_.report.Step("nothing differs: the release stays as it is");
      return Finish();
    }
    deployment_.report.Plain(ChangesText(changes_));
    const std::string place = base::StrCat("release ", release_, " in namespace ", wish_.name_space, " of cluster ", context_name_);
    if (absl::Status status = deployment_.Confirm(base::StrCat(is_installed_ ? "Change " : "Install ", place, "?")); !status.ok()) return status;
    const std::string timeout = base::StrCat(absl::ToInt64Seconds(wish_.deploy.timeout), "s");
    ProgramCall call = cluster_.Helm(WithValues({"upgrade", "--install", release_, chart_, "--atomic", "--wait", "--timeout", timeout}));
    // Not where it is: Helm would try, and who may everything in it but make namespaces would be refused.
    if (!has_namespace_) call.arguments.push_back("--create-namespace");
    call.timeout = wish_.deploy.timeout * 2 + absl::Minutes(5);
    std::string waiting;
    bool undoing = false;
    // From then on pods come and go because it is undone.
    const absl::Time late = absl::Now() + wish_.deploy.timeout;
    call.on_wait = [&] {
      if (absl::Now() >= late) {
        if (!undoing) deployment_.report.Note("not everything is ready in time; undoing it");
        undoing = true;
        return;
      }
      const std::string now = cluster_.WaitingPods(release_);
      if (!now.empty() && now != waiting) deployment_.report.Note(base::StrCat("waiting for ", now));
      if (!now.empty()) waiting = now;
    };
    deployment_.report.Note(base::StrCat(is_installed_ ? "changing " : "installing ", place));
    if (const absl::StatusOr<int> done = deployment_.programs.Run(call); !done.ok()) {
      return absl::Status(done.status().code(),
                          base::StrCat(Undone(done.status().message()), waiting.empty() ? "" : base::StrCat("; these pods were not ready: ", waiting),
                                       "; correct what is named and run the same command again (--timeout gives it longer): ",
                                       done.status().message()));
    }
    deployment_.report.Step("everything is ready");
    return Finish();
  }

  // What is left after a failure that Helm describes.
  std::string Undone(absl::string_view failure) const {
    if (absl::StrContains(failure, "an error occurred while")) {
      return base::StrCat("Helm could not undo it: see `helm status ", release_, " --namespace ", wish_.name_space, "`");
    }
    return is_installed_ ? "the release is as it was before" : "nothing of the release is left but its Secret and its volumes";
  }

  // The chart's own notes say how it is reached.
  absl::Status Finish() {
    const absl::StatusOr<std::string> notes = deployment_.programs.Ask(cluster_.Helm({"get", "notes", release_}));
    if (!notes.ok()) return notes.status();
    if (deployment_.context.json) {
      PrintJson(json::object{{"target", "kubernetes"}, {"name", release_}, {"namespace", wish_.name_space}, {"context", context_name_}, {"notes", *notes}});
      return absl::OkStatus();
    }
    deployment_.report.Plain(base::StrCat("\n", *notes));
    return absl::OkStatus();
  }

  absl::Status Destroy() {
    absl::StatusOr<std::vector<std::string>> claims = std::vector<std::string>();
    if (has_namespace_) claims = cluster_.Claims(release_);
    if (!claims.ok()) return claims.status();
    ProgramCall listing = cluster_.Helm({"list", "--all", "--short", "--filter", base::StrCat("^", release_, "$")});
    const absl::StatusOr<std::string> listed = deployment_.programs.Ask(listing);
    if (!listed.ok()) return listed.status();
    const bool keep = wish_.deploy.keep_data;
    if (listed->empty() && (claims->empty() || keep)) {
      deployment_.report.Step(base::StrCat("no release ", release_, " is in namespace ", wish_.name_space, " of cluster ", context_name_));
      return absl::OkStatus();
    }
    std::string loss = base::StrCat("\nRelease ", release_, " in namespace ", wish_.name_space, " of cluster ", context_name_, " will be uninstalled");
    if (keep) {
      base::StrAppend(&loss, "; its volumes and its Secret stay.\n");
    } else {
      base::StrAppend(&loss, ", and for good its Secret and what is in the volumes ", absl::StrJoin(*claims, ", "),
                      ":\ntables with their events, connections, boards, tokens. --keep-data keeps them.\n");
    }
    if (wish_.deploy.plan) {
      deployment_.report.Plain(loss);
      return absl::OkStatus();
    }
    if (absl::Status status = deployment_.ConfirmLoss(loss); !status.ok()) return status;
    if (!listed->empty()) {
      // In the foreground a Deployment is gone when its pods are.
      ProgramCall uninstall =
          cluster_.Helm({"uninstall", release_, "--cascade", "foreground", "--wait", "--timeout",
                         base::StrCat(absl::ToInt64Seconds(wish_.deploy.timeout), "s")});
      uninstall.timeout = wish_.deploy.timeout + absl::Minutes(1);
      uninstall.remedy = "correct what it names and run the same command again";
      if (const absl::StatusOr<int> done = deployment_.programs.Run(uninstall); !done.ok()) return done.status();
    }
    if (!keep) {
      ProgramCall removal = cluster_.Kubectl({"delete", "persistentvolumeclaims,secrets", "--namespace", wish_.name_space, "--selector",
                                              base::StrCat("app.kubernetes.io/instance=", release_)});
      removal.timeout = wish_.deploy.timeout;
      if (const absl::StatusOr<int> done = deployment_.programs.Run(removal); !done.ok()) return done.status();
    }
    deployment_.report.Step(base::StrCat("it is gone; namespace ", wish_.name_space, " stays"));
    return absl::OkStatus();
  }

  std::vector<std::string> WithValues(std::vector<std::string> words) const {
    if (!wish_.values.empty()) words.insert(words.end(), {"--values", wish_.values});
    words.insert(words.end(), {"--values", deployment_.File("values.yaml")});
    return words;
  }

  Deployment& deployment_;
  const KubernetesWish& wish_;
  std::string release_;
  std::string chart_;
  Cluster cluster_;
  std::string context_name_;
  bool has_namespace_ = false;
  bool is_installed_ = false;
  ManifestChanges changes_;
};

}  // namespace

// As JSON, which is YAML too: a tag such as 1 or 1.10 stays text.
std::string ChartValues(const KubernetesWish& wish) {
  json::object values;
  json::object image;
  if (!wish.registry.empty()) image["registry"] = wish.registry;
  if (!wish.tag.empty()) image["tag"] = wish.tag;
  if (!image.empty()) values["image"] = image;
  if (!wish.public_url.empty()) values["publicUrl"] = wish.public_url;
  if (!wish.ingress_class.empty()) values["ingress"] = {{"enabled", true}, {"className", wish.ingress_class}};
  if (!wish.clickhouse_storage.empty()) values["clickhouse"] = {{"embedded", {{"storage", {{"size", wish.clickhouse_storage}}}}}};
  return json::serialize(values) + "\n";
}

absl::Status DeployKubernetes(const Context& context, const KubernetesWish& wish) {
  const absl::StatusOr<std::unique_ptr<Deployment>> deployment =
      Deployment::Open(context, "kubernetes", wish.deploy);
  if (!deployment.ok()) return deployment.status();
  return KubernetesRun(**deployment, wish).Go();
}

}  // namespace aurora::cli
