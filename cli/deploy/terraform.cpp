#include "cli/deploy/terraform.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "cli/commands/json_text.h"
#include "cli/output/table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr size_t kTerraformLineMax = 120;
constexpr size_t kErrorsMax = 5;
constexpr char kVariables[] = "settings.tfvars.json";
constexpr char kPlan[] = "plan.bin";
constexpr char kAgain[] = "correct what it names and run the same command again: what was made is in the state, and it goes on from there";

// What Terraform writes with -json, a message a line: progress for people, and the errors that it ends with.
class Messages {
 public:
  explicit Messages(Reporter& reporter) : reporter_(reporter) {}

  void Take(std::string_view line) {
    boost::system::error_code error;
    const json::value message = json::parse({line.data(), line.size()}, error);
    if (error) return;
    const std::string type = Text(message, "type");
    if (type == "apply_complete" || type == "apply_start") {
      const json::value& hook = Member(message, "hook");
      const bool is_done = type == "apply_complete";
      if (is_done) ++done_;
      reporter_.Note(Fit(base::StrCat(is_done ? base::StrCat(done_, " done: ") : std::string("working on "), Text(hook, "action"), " ",
                                      Text(Member(hook, "resource"), "addr")),
                         kTerraformLineMax));
    } else if (type == "diagnostic") {
      const json::value& diagnostic = Member(message, "diagnostic");
      if (Text(diagnostic, "severity") != "error" || ++errors_ > kErrorsMax) return;
      const std::string address = Text(diagnostic, "address");
      base::StrAppend(&text_, "\n  ", address, address.empty() ? "" : ": ", Text(diagnostic, "summary"), " ", Text(diagnostic, "detail"));
    }
  }
  int done() const { return done_; }
  const std::string& errors() const { return text_; }

 private:
  Reporter& reporter_;
  int done_ = 0;
  size_t errors_ = 0;
  std::string text_;
};

bool IsPartOfCode(const fs::path& path) {
  const std::string name = path.filename().string();
  return !absl::StartsWith(name, ".terraform") && !absl::StrContains(name, ".tfstate") && !absl::StrContains(name, ".tfvars");
}

}  // namespace

absl::Status Terraform::CheckProgram() {
  constexpr char kGet[] = "https://developer.hashicorp.com/terraform/install";
  if (!Programs::Has("terraform")) {
    return absl::FailedPreconditionError(base::StrCat("program terraform is not installed; get 1.11 or later from ", kGet));
  }
  ProgramCall call{{"terraform", "version", "-json"}};
  call.environment = {"CHECKPOINT_DISABLE=1"};
  call.timeout = absl::Minutes(1);
  const absl::StatusOr<std::string> answer = deployment_.programs.Ask(call);
  if (!answer.ok()) return answer.status();
  boost::system::error_code error;
  const std::string version = Text(json::parse(*answer, error), "terraform_version");
  int major = 0;
  int minor = 0;
  if (std::sscanf(version.c_str(), "%d.%d", &major, &minor) == 2 && (major > 1 || minor >= 11)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      base::StrCat("terraform is ", version, ", and 1.11 or later is needed, so that no secret gets into its state: ", kGet));
}

ProgramCall Terraform::Call(std::vector<std::string> words, const std::string& remedy) const {
  ProgramCall call{{"terraform", base::StrCat("-chdir=", Root())}};
  call.arguments.insert(call.arguments.end(), words.begin(), words.end());
  call.environment = environment_;
  call.hidden = hidden_;
  call.remedy = remedy;
  call.timeout = absl::Minutes(30);
  return call;
}

absl::Status Terraform::CopyFiles() {
  const fs::path from = deployment_.context.layout.home + "/terraform";
  const fs::path to = deployment_.File("terraform");
  std::error_code error;
  // Files that this version does not have any more would be applied too.
  fs::remove_all(to / "modules", error);
  for (fs::directory_iterator entry(to / "example", error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".tf") fs::remove(entry->path(), error);
  }
  error.clear();
  for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end; entry.increment(error)) {
    if (!IsPartOfCode(entry->path())) {
      if (entry->is_directory()) entry.disable_recursion_pending();
      continue;
    }
    const fs::path target = to / fs::relative(entry->path(), from, error);
    if (entry->is_directory()) {
      fs::create_directories(target, error);
    } else if (!error) {
      fs::create_directories(target.parent_path(), error);
      fs::copy_file(entry->path(), target, fs::copy_options::overwrite_existing, error);
    }
  }
  if (!error) return absl::OkStatus();
  return absl::PermissionDeniedError(base::StrCat("the files of ", from.string(), " cannot be copied to ", to.string(), " (", error.message(),
                                                  "); make room, or give another data directory with --data-dir"));
}

absl::Status Terraform::MakeSecrets(const std::string& postgres_password_file) {
  ProgramCall call{{"bash", deployment_.context.layout.home + "/terraform/secrets.sh"}};
  if (!postgres_password_file.empty()) call.arguments.push_back(base::StrCat("postgres=", postgres_password_file));
  call.remedy = "correct postgres_password_file";
  const absl::StatusOr<std::string> made = deployment_.programs.Ask(call);
  if (!made.ok()) return made.status();
  boost::system::error_code error;
  const json::value values = json::parse(*made, error);
  if (error || !values.is_object()) return absl::InternalError("terraform/secrets.sh printed no JSON; run it by hand to see why");
  for (const auto& entry : values.as_object()) hidden_.emplace_back(CellText(entry.value()));
  std::string text = *made;
  absl::StripAsciiWhitespace(&text);
  environment_.push_back(base::StrCat("TF_VAR_secret_values=", text));
  return absl::OkStatus();
}

absl::Status Terraform::Prepare(const json::object& variables, const json::object& state, const std::string& postgres_password_file) {
  if (absl::Status status = CopyFiles(); !status.ok()) return status;
  environment_ = {"TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1", "NO_COLOR=1",
                  base::StrCat("TF_DATA_DIR=", deployment_.File("terraform-data"))};
  if (absl::Status status = MakeSecrets(postgres_password_file); !status.ok()) return status;
  json::object backend;
  if (state.empty()) {
    backend["local"] = json::object{{"path", deployment_.File("terraform.tfstate")}};
  } else {
    json::object remote = state;
    remote["use_lockfile"] = true;
    backend["s3"] = std::move(remote);
  }
  const std::string backend_text = json::serialize(json::object{{"terraform", json::object{{"backend", std::move(backend)}}}});
  for (const auto& [path, text] : {std::pair{Root() + "/backend.tf.json", backend_text},
                                   std::pair{deployment_.File(kVariables), json::serialize(variables)}}) {
    if (absl::Status status = WritePrivateFile(path, text + "\n"); !status.ok()) return status;
  }
  const absl::StatusOr<int> initialised = deployment_.programs.Run(
      Call({"init", "-input=false", "-no-color"},
           "see that the provider's registry and the state's bucket are reached; state that is to move goes with `terraform init -migrate-state`"));
  if (!initialised.ok()) return initialised.status();
  // Terraform leaves it there when the bucket could not be reached at the end of a run.
  const std::string left = Root() + "/errored.tfstate";
  if (access(left.c_str(), R_OK) != 0) return absl::OkStatus();
  const absl::StatusOr<int> pushed = deployment_.programs.Run(Call({"state", "push", "errored.tfstate"}, base::StrCat("keep ", left, ": it knows what the last run made")));
  if (!pushed.ok()) return pushed.status();
  std::error_code error;
  fs::rename(left, deployment_.File("errored.tfstate.taken-in"), error);
  deployment_.report.Step("the state that the last run could not store has been taken in");
  return absl::OkStatus();
}

absl::Status Terraform::Follow(ProgramCall call, const std::string& done) {
  Messages messages(deployment_.report);
  call.on_line = [&messages](std::string_view line) { messages.Take(line); };
  const absl::StatusOr<int> ended = deployment_.programs.Run(call);
  if (ended.ok()) {
    if (!done.empty()) deployment_.report.Step(base::StrCat(done, messages.done() == 0 ? "" : base::StrCat(": ", messages.done(), " resources")));
    return absl::OkStatus();
  }
  // Then Terraform names as errors what it did not wait for.
  if (absl::IsCancelled(ended.status())) {
    return absl::CancelledError(base::StrCat("terraform ", call.arguments[2], " was interrupted; run the same command again: what was done is in ",
                                             "the state, and it goes on from there\n  log: ", deployment_.File("programs.log")));
  }
  if (messages.errors().empty()) return ended.status();
  std::string remedy = call.remedy;
  if (absl::StrContains(messages.errors(), "state lock")) {
    remedy = base::StrCat("another run works on it: wait for its end; when there is none, `terraform -chdir=", Root(), " force-unlock ID`");
  }
  return absl::Status(ended.status().code(), absl::StrCat("terraform ", call.arguments[2], " failed; ", remedy, ":", messages.errors(), "\n  log: ",
                                                          deployment_.File("programs.log")));
}

absl::StatusOr<TerraformPlan> Terraform::Plan(const PriceTable& prices) {
  const std::string plan = deployment_.File(kPlan);
  ProgramCall planning = Call({"plan", "-json", "-input=false", base::StrCat("-out=", plan), base::StrCat("-var-file=", deployment_.File(kVariables))},
                              "correct the setting or the right that it names");
  if (absl::Status status = Follow(planning, ""); !status.ok()) return status;
  const absl::StatusOr<std::string> shown = deployment_.programs.Ask(Call({"show", "-json", plan}, ""));
  if (!shown.ok()) return shown.status();
  return ReadTerraformPlan(*shown, prices);
}

absl::Status Terraform::Apply() {
  ProgramCall call = Call({"apply", "-json", "-input=false", deployment_.File(kPlan)}, kAgain);
  call.timeout = absl::Hours(2);
  return Follow(call, "applied");
}

absl::Status Terraform::ApplyModule(const std::string& module, const std::string& assignment) {
  return Follow(Call({"apply", "-json", "-input=false", "-auto-approve", base::StrCat("-target=module.", module),
                      base::StrCat("-var-file=", deployment_.File(kVariables)), base::StrCat("-var=", assignment)},
                     kAgain),
                "");
}

absl::Status Terraform::Destroy() {
  ProgramCall call = Call({"destroy", "-json", "-input=false", "-auto-approve", base::StrCat("-var-file=", deployment_.File(kVariables))},
                          "correct what it names and run the same command again: it goes on with what is left");
  call.timeout = absl::Hours(2);
  return Follow(call, "destroyed");
}

absl::StatusOr<std::vector<std::string>> Terraform::Resources() {
  const absl::StatusOr<std::string> pulled = deployment_.programs.Ask(Call({"state", "pull"}, "see that the state is reached"));
  if (!pulled.ok()) return pulled.status();
  std::vector<std::string> addresses;
  boost::system::error_code error;
  const json::value state = json::parse(*pulled, error);
  // Before the first apply there is no text at all.
  if (error) return addresses;
  for (const json::value& resource : List(state, "resources")) {
    if (Text(resource, "mode") != "managed") continue;
    const std::string module = Text(resource, "module");
    const std::string address = base::StrCat(module, module.empty() ? "" : ".", Text(resource, "type"), ".", Text(resource, "name"));
    addresses.insert(addresses.end(), List(resource, "instances").size(), address);
  }
  return addresses;
}

absl::StatusOr<std::string> Terraform::Output(const std::string& name) {
  const absl::StatusOr<std::string> shown = deployment_.programs.Ask(Call({"output", "-json"}, ""));
  if (!shown.ok()) return shown.status();
  boost::system::error_code error;
  return Text(Member(json::parse(*shown, error), name.c_str()), "value");
}

}  // namespace aurora::cli
