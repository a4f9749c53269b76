#include "cli/deploy/compose.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/commands/json_text.h"
#include "cli/deploy/compose_project.h"
#include "cli/deploy/compose_tool.h"
#include "cli/output/table.h"
#include "cli/up/preflight.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int kPortDefault = 7171;
constexpr size_t kComposeLineMax = 120;
// Images of this machine alone, which no registry serves.
constexpr char kLocal[] = "localhost/";
constexpr char kRecord[] = "deployment.json";

bool Exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// One run of the command: what was found out, in the order of its checks.
class ComposeRun {
 public:
  ComposeRun(Deployment& deployment, const ComposeWish& wish) : deployment_(deployment), wish_(wish) {
    folder_ = base::StrCat(deployment.context.layout.home, "/docker/compose");
  }

  absl::Status Go() {
    if (absl::Status status = Find(); !status.ok()) return status;
    if (wish_.deploy.destroy) return Destroy();
    if (absl::Status status = Check(); !status.ok()) return status;
    if (wish_.deploy.plan) return Show();
    return BringUp();
  }

 private:
  // Files, a Compose that works, and what there is of the project.
  absl::Status Find() {
    if (deployment_.context.layout.home.empty() || !Exists(folder_)) {
      return absl::FailedPreconditionError(
          "the Compose files are not here: they are in docker/compose of a checkout of Aurora; run ./aurora there, or set AURORA_HOME to it");
    }
    if (wish_.observability && wish_.preset == "all-in-one") {
      return absl::InvalidArgumentError(
          "--observability does not go with --preset all-in-one, whose services share one container; take --preset embedded or standard");
    }
    ReadRecord();
    files_ = {wish_.preset};
    if (wish_.observability || (wish_.deploy.destroy && recorded_observability_)) files_.push_back("observability");
    const absl::StatusOr<ComposeTool> tool = FindComposeTool(deployment_.programs);
    if (!tool.ok()) return tool.status();
    tool_ = *tool;
    deployment_.report.Step(base::StrCat(ShellText(tool_.compose), " works"));
    const ComposeProjectState project = Project();
    absl::StatusOr<std::map<std::string, Container>> containers = project.Containers();
    if (!containers.ok()) return containers.status();
    containers_ = *std::move(containers);
    absl::StatusOr<std::vector<std::string>> volumes = project.Volumes();
    if (!volumes.ok()) return volumes.status();
    volumes_ = *std::move(volumes);
    const bool is_there = !containers_.empty() || !volumes_.empty();
    if (is_there && !recorded_preset_.empty() && recorded_preset_ != wish_.preset) {
      return absl::FailedPreconditionError(base::StrCat("project ", wish_.deploy.name, " is of preset ", recorded_preset_, ", whose data ",
                                                        wish_.preset, " cannot take over; give --preset ", recorded_preset_,
                                                        ", or another --name, or take it down first with --destroy"));
    }
    return absl::OkStatus();
  }

  // All that can be found wrong before anything is changed, but for the secrets, which are made.
  absl::Status Check() {
    if (const absl::StatusOr<int> port = Port(); !port.ok()) return port.status();
    const absl::StatusOr<std::string> config = deployment_.programs.Ask(
        Compose({"config"}, "correct docker/compose, or the environment variable that it names"));
    if (!config.ok()) return config.status();
    absl::StatusOr<ComposeContent> content = ReadComposeContent(*config, folder_, [this](const std::string& name) {
      const std::map<std::string, std::string> given = Given();
      const auto found = given.find(name);
      return found == given.end() || found->second.empty() ? Environment(name.c_str()) : found->second;
    });
    if (!content.ok()) return content.status();
    content_ = *std::move(content);
    if (!wish_.deploy.plan) {
      if (absl::Status status = MakeSecrets(); !status.ok()) return status;
    }
    if (absl::Status status = CheckImages(); !status.ok()) return status;
    if (containers_.empty() && !IsPortFree(*Port())) {
      return absl::AlreadyExistsError(base::StrCat("port ", *Port(), " is in use; end what listens there, or choose another with --port"));
    }
    deployment_.report.Step("configuration, secrets, images and port are there");
    return absl::OkStatus();
  }

  std::vector<std::string> MissingSecrets() const {
    std::vector<std::string> missing;
    for (const std::string& file : content_.secret_files) {
      if (!Exists(file)) missing.push_back(file);
    }
    return missing;
  }

  absl::Status MakeSecrets() {
    const std::vector<std::string> before = MissingSecrets();
    if (before.empty()) return absl::OkStatus();
    // bash, because a checkout may lie on a file system without the right to execute.
    const absl::StatusOr<int> made = deployment_.programs.Run({{"bash", folder_ + "/secrets.sh"}, {}, {}, "see that docker/compose/secrets can be written"});
    if (!made.ok()) return made.status();
    const std::vector<std::string> missing = MissingSecrets();
    if (!missing.empty()) {
      return absl::FailedPreconditionError(base::StrCat("the secret ", absl::StrJoin(missing, ", "),
                                                        " is missing; write it there as the first line of a file that only you can reach"));
    }
    deployment_.report.Step(base::StrCat(before.size(), " secrets made in ", folder_, "/secrets"));
    return absl::OkStatus();
  }

  absl::Status CheckImages() {
    const ComposeProjectState project = Project();
    std::vector<std::string> missing;
    for (const std::string& image : content_.images) {
      if (project.HasImage(image)) continue;
      if (absl::StartsWith(image, kLocal)) {
        missing.push_back(image);
      } else {
        to_pull_.push_back(image);
      }
    }
    if (missing.empty()) return absl::OkStatus();
    std::vector<std::string> names;
    for (const std::string& image : missing) names.push_back(image.substr(image.rfind('/') + 1, image.rfind(':') - image.rfind('/') - 1));
    return absl::FailedPreconditionError(base::StrCat("images are missing on this machine: ", absl::StrJoin(missing, ", "),
                                                      "; make them with `docker/build ", absl::StrJoin(names, " "),
                                                      "`, or say with --registry and --tag where they are"));
  }

  absl::Status Show() {
    std::string text = base::StrCat("\nWould run: ", ShellText(Compose(UpWords(), "").arguments), "\n  at ", Url(), "\n");
    const size_t secrets = MissingSecrets().size();
    if (secrets != 0) base::StrAppend(&text, "  secrets to make: ", secrets, "\n");
    if (!to_pull_.empty()) base::StrAppend(&text, "  images to pull: ", absl::StrJoin(to_pull_, ", "), "\n");
    base::StrAppend(&text, "  containers now: ", containers_.size(), "; only those that differ are made anew\n",
                    "  volumes: ", absl::StrJoin(content_.volumes, ", "), "\n");
    deployment_.report.Plain(text);
    return absl::OkStatus();
  }

  absl::Status BringUp() {
    if (absl::Status status = WriteRecord(); !status.ok()) return status;
    if (!to_pull_.empty()) deployment_.report.Note(base::StrCat("pulling ", absl::StrJoin(to_pull_, ", ")));
    if (StartsFromNothing()) {
      deployment_.report.Note("removing the containers, some of which do not run; their volumes stay");
      const absl::StatusOr<int> down = deployment_.programs.Run(
          Compose({"down", "--remove-orphans"}, "correct what it names and run the same command again: it goes on from there"));
      if (!down.ok()) return down.status();
    }
    ProgramCall up = Compose(UpWords(), "correct what it names and run the same command again: it goes on from there");
    up.on_line = [this](std::string_view line) {
      // Docker's progress; podman-compose prints names and ids.
      if (absl::StrContains(base::Absl(line), "Container ") || absl::StrContains(base::Absl(line), "Pull")) {
        deployment_.report.Note(Fit(line, kComposeLineMax));
      }
    };
    if (const absl::StatusOr<int> done = deployment_.programs.Run(up); !done.ok()) return done.status();
    const absl::StatusOr<std::map<std::string, Container>> after = Project().Containers();
    if (!after.ok()) return after.status();
    deployment_.report.Step(ContainerChanges(containers_, *after));
    deployment_.report.Note(base::StrCat("waiting for the gateway at ", Url()));
    const absl::Status healthy = AwaitGateway(Url(), wish_.deploy.timeout, nullptr);
    if (!healthy.ok()) return Diagnosed(healthy);
    deployment_.report.Step("the gateway is healthy");
    return Finish();
  }

  absl::Status Diagnosed(const absl::Status& status) {
    const absl::StatusOr<std::map<std::string, Container>> containers = Project().Containers();
    const std::string troubled = containers.ok() ? TroubledContainers(*containers) : "";
    return absl::DeadlineExceededError(base::StrCat(base::Message(status), troubled.empty() ? "" : base::StrCat("; ", troubled), "; look at `",
                                                    ShellText(Compose({"logs", "--tail", "50"}, "").arguments),
                                                    "`, or give it longer with --timeout"));
  }

  absl::Status Finish() {
    const absl::StatusOr<std::string> link = ReachableLink();
    const std::string again = base::StrCat("`", ShellText(Compose({"ps"}, "").arguments), "` shows its containers");
    if (deployment_.context.json) {
      json::object answer{{"target", "compose"}, {"name", wish_.deploy.name}, {"preset", wish_.preset}, {"url", Url()}, {"sign_in_link", nullptr}};
      if (link.ok()) answer["sign_in_link"] = *link;
      PrintJson(answer);
      return absl::OkStatus();
    }
    if (!link.ok()) deployment_.report.Trouble(base::StrCat("no sign-in link could be made: ", base::Message(link.status())));
    const Style& style = deployment_.report.style();
    deployment_.report.Plain(base::StrCat("\n", style.Bold(base::StrCat("Aurora is ready at ", Url())), "\n",
                                          link.ok() ? base::StrCat("\n  ", style.Accent(*link), "\n  ", style.Dim("signs you in once"), "\n") : "",
                                          "\n", again));
    return absl::OkStatus();
  }

  // Without a public URL the gateway names the address and port that it listens on inside its container; earlier ones name its wildcard.
  absl::StatusOr<std::string> ReachableLink() {
    absl::StatusOr<std::string> link = SignInLink();
    if (!link.ok() || (!absl::StartsWith(*link, "http://localhost:") && !absl::StartsWith(*link, "http://0.0.0.0:"))) return link;
    const size_t path = link->find('/', std::string_view("http://").size());
    return path == std::string::npos ? link : base::StrCat(Url(), link->substr(path));
  }

  absl::StatusOr<std::string> SignInLink() {
    if (wish_.preset == "all-in-one") {
      ProgramCall call = Compose({"exec", "-T", "aurora", "aurora", "link"}, "try it again in a minute: the demonstration is still being set up");
      call.timeout = absl::Seconds(60);
      const absl::StatusOr<std::string> printed = deployment_.programs.Ask(call);
      if (!printed.ok()) return printed.status();
      const std::vector<std::string> words = absl::StrSplit(*printed, absl::ByAnyChar(" \r\n"), absl::SkipEmpty());
      for (const std::string& word : words) {
        if (absl::StartsWith(word, "http")) return word;
      }
      return absl::InternalError("`aurora link` printed none");
    }
    absl::StatusOr<base::Secret> token = base::Secret::FromFile(folder_ + "/secrets/admin-token");
    if (!token.ok()) return token.status();
    const auto api = ApiClient::Create(Url(), *std::move(token));
    if (!api.ok()) return api.status();
    const absl::StatusOr<json::value> link = (*api)->Post("/api/v1/sign-in-links", json::object());
    if (!link.ok()) return link.status();
    return Text(*link, "url");
  }

  absl::Status Destroy() {
    if (containers_.empty() && volumes_.empty()) {
      deployment_.report.Step(base::StrCat("nothing of project ", wish_.deploy.name, " is on this machine"));
      return absl::OkStatus();
    }
    std::string loss = base::StrCat("\nProject ", wish_.deploy.name, ": ", containers_.size(), " containers will be removed");
    if (wish_.deploy.keep_data) {
      base::StrAppend(&loss, "; its volumes stay.\n");
    } else {
      base::StrAppend(&loss, ", and for good what is in the volumes ", absl::StrJoin(volumes_, ", "),
                      ":\ntables with their events, connections, boards, tokens. --keep-data keeps them.\n");
    }
    if (wish_.deploy.plan) {
      deployment_.report.Plain(loss);
      return absl::OkStatus();
    }
    if (absl::Status status = deployment_.ConfirmLoss(loss); !status.ok()) return status;
    std::vector<std::string> words = {"down", "--remove-orphans"};
    if (!wish_.deploy.keep_data) words.push_back("--volumes");
    const absl::StatusOr<int> done =
        deployment_.programs.Run(Compose(words, "correct what it names and run the same command again"));
    if (!done.ok()) return done.status();
    if (!wish_.deploy.keep_data) unlink(deployment_.File(kRecord).c_str());
    deployment_.report.Step(wish_.preset == "all-in-one" ? "it is gone" : base::StrCat("it is gone; the secrets stay in ", folder_, "/secrets"));
    return absl::OkStatus();
  }

  // `compose` with this project and its files; what follows are `words`.
  ProgramCall Compose(const std::vector<std::string>& words, const std::string& remedy) const {
    ProgramCall call;
    call.arguments = tool_.compose;
    call.arguments.insert(call.arguments.end(), {"-p", wish_.deploy.name});
    // podman-compose finds what a file extends only by an absolute path.
    for (const std::string& file : files_) call.arguments.insert(call.arguments.end(), {"-f", base::StrCat(folder_, "/", file, ".yaml")});
    call.arguments.insert(call.arguments.end(), words.begin(), words.end());
    for (const auto& [name, value] : Given()) {
      if (!value.empty()) call.environment.push_back(base::StrCat(name, "=", value));
    }
    call.remedy = remedy;
    return call;
  }

  // Variables of the Compose files that the options stand for; empty when they are not given.
  std::map<std::string, std::string> Given() const {
    return {{"AURORA_REGISTRY", wish_.registry},
            {"AURORA_VERSION", wish_.tag},
            {"AURORA_LISTEN", wish_.listen},
            {"AURORA_PORT", wish_.port ? std::to_string(*wish_.port) : ""},
            // Of the Grafana below it, which refuses people of another address.
            {"AURORA_PUBLIC_URL", wish_.observability && Environment("AURORA_PUBLIC_URL").empty() ? Url() : ""}};
  }

  bool IsPodmanCompose() const { return tool_.compose[0] == "podman-compose"; }

  // To podman-compose 1.6 every container of the project is an orphan as soon as one differs, and it makes only that one again.
  std::vector<std::string> UpWords() const {
    return IsPodmanCompose() ? std::vector<std::string>{"up", "-d"} : std::vector<std::string>{"up", "-d", "--remove-orphans"};
  }

  // podman-compose leaves out what differs while its dependents do not run, and never removes an orphan alone: then it starts from
  // nothing but the volumes.
  bool StartsFromNothing() const {
    if (!IsPodmanCompose() || containers_.empty()) return false;
    if (recorded_observability_ && !wish_.observability) return true;
    return std::any_of(containers_.begin(), containers_.end(), [](const auto& entry) { return !absl::StartsWith(entry.second.state, "Up"); });
  }

  ComposeProjectState Project() const { return {deployment_.programs, tool_, wish_.deploy.name}; }

  absl::StatusOr<int> Port() const {
    const std::string given = Environment("AURORA_PORT");
    int port = kPortDefault;
    if (wish_.port.has_value()) {
      port = *wish_.port;
    } else if (!given.empty() && !absl::SimpleAtoi(given, &port)) {
      port = 0;
    }
    if (port >= 1 && port <= 65535) return port;
    return absl::InvalidArgumentError(base::StrCat("the port ", wish_.port ? std::to_string(*wish_.port) : given,
                                                   " cannot be; give 1 to 65535 with --port or AURORA_PORT"));
  }

  std::string Url() const {
    std::string host = wish_.listen.empty() ? Environment("AURORA_LISTEN") : wish_.listen;
    // Every address of this machine: its own is one of them.
    if (host.empty() || host == "0.0.0.0") host = "127.0.0.1";
    return base::StrCat("http://", host, ":", Port().ok() ? *Port() : kPortDefault);
  }

  void ReadRecord() {
    std::ifstream file(deployment_.File(kRecord));
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    boost::system::error_code error;
    const json::value record = json::parse(text, error);
    if (error) return;
    recorded_preset_ = Text(record, "preset");
    recorded_observability_ = Member(record, "observability") == json::value(true);
  }
  absl::Status WriteRecord() const {
    return WritePrivateFile(deployment_.File(kRecord),
                            json::serialize(json::object{{"preset", wish_.preset}, {"observability", wish_.observability}}) + "\n");
  }

  Deployment& deployment_;
  const ComposeWish& wish_;
  std::string folder_;
  std::vector<std::string> files_;
  std::string recorded_preset_;
  bool recorded_observability_ = false;
  ComposeTool tool_;
  ComposeContent content_;
  std::map<std::string, Container> containers_;
  std::vector<std::string> volumes_;
  std::vector<std::string> to_pull_;
};

}  // namespace

std::string ComposeProject(const std::string& preset) { return preset == "all-in-one" ? "aurora-all-in-one" : "aurora"; }

absl::Status DeployCompose(const Context& context, const ComposeWish& wish) {
  const absl::StatusOr<std::unique_ptr<Deployment>> deployment = Deployment::Open(context, "compose", wish.deploy);
  if (!deployment.ok()) return deployment.status();
  return ComposeRun(**deployment, wish).Go();
}

}  // namespace aurora::cli
