#include "cli/deploy/deployment.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "cli/output/figures.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kHealthEvery = absl::Seconds(2);
constexpr absl::Duration kHealthAnswerMax = absl::Seconds(5);

// A line that a person types after `prompt`; InvalidArgument when there is none to ask.
absl::StatusOr<std::string> Typed(const std::string& prompt) {
  if (isatty(STDIN_FILENO) == 0) {
    return absl::InvalidArgumentError(
        "nobody can be asked, standard input is no terminal; give --yes to go on without questions, or --plan to only look");
  }
  std::cerr << prompt << std::flush;
  std::string line;
  std::getline(std::cin, line);
  absl::StripAsciiWhitespace(&line);
  return line;
}

absl::Status AskHealth(http::Client& client) {
  http::Request request;
  request.path = "/healthz";
  const absl::StatusOr<http::Response> response = client.Send(request, absl::Now() + kHealthAnswerMax);
  if (!response.ok()) return response.status();
  if (!response->ok()) return absl::UnavailableError(base::StrCat("HTTP status ", response->status));
  return absl::OkStatus();
}

}  // namespace

Deployment::Deployment(const Context& shared, const DeployWish& wished, std::string path)
    : context(shared),
      wish(wished),
      folder(std::move(path)),
      report(shared.json ? STDERR_FILENO : STDOUT_FILENO, shared.json ? Style::For(STDERR_FILENO) : shared.style, folder + "/steps.log"),
      programs(folder + "/programs.log") {}

absl::StatusOr<std::unique_ptr<Deployment>> Deployment::Open(const Context& context, const std::string& target, const DeployWish& wish) {
  const bool named = !wish.name.empty() && wish.name.size() <= 40 && absl::ascii_islower(static_cast<unsigned char>(wish.name[0])) &&
                     wish.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos && wish.name.back() != '-';
  if (!named) {
    return absl::InvalidArgumentError(
        base::StrCat("--name ", wish.name, " cannot be; give up to 40 lower-case letters, digits and dashes that begin with a letter"));
  }
  const std::string folder = base::StrCat(context.Data().path, "/deploy/", target, "-", wish.name);
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) chmod(folder.c_str(), S_IRWXU);
  if (error || access(folder.c_str(), W_OK | X_OK) != 0) {
    return absl::PermissionDeniedError(base::StrCat("folder ", folder, " cannot be written; give another data directory with --data-dir"));
  }
  return std::make_unique<Deployment>(context, wish, folder);
}

absl::Status Deployment::Confirm(const std::string& question) {
  if (wish.yes) return absl::OkStatus();
  const absl::StatusOr<std::string> answer = Typed(base::StrCat(question, " [y/N] "));
  if (!answer.ok()) return answer.status();
  if (*answer == "y" || *answer == "Y" || *answer == "yes") return absl::OkStatus();
  return absl::PermissionDeniedError("nothing was done: the answer was not y");
}

absl::Status Deployment::ConfirmLoss(const std::string& what) {
  report.Plain(what);
  if (wish.yes) return absl::OkStatus();
  const absl::StatusOr<std::string> answer = Typed(base::StrCat("Type the name, ", wish.name, ", to go on: "));
  if (!answer.ok()) return answer.status();
  if (*answer == wish.name) return absl::OkStatus();
  return absl::PermissionDeniedError(base::StrCat("nothing was done: the name that was typed is not ", wish.name));
}

absl::Status AwaitGateway(const std::string& url, absl::Duration timeout, const std::function<absl::Status()>& while_waiting) {
  http::Options options;
  options.base_url = url;
  const absl::StatusOr<std::unique_ptr<http::Client>> client = http::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  const absl::Time deadline = absl::Now() + timeout;
  absl::Status last;
  while (!(last = AskHealth(**client)).ok()) {
    if (absl::Now() + kHealthEvery >= deadline) {
      return absl::DeadlineExceededError(base::StrCat("the gateway at ", url, " was not healthy within ", DurationText(timeout), " (",
                                                      base::Message(last), ")"));
    }
    if (while_waiting) {
      if (absl::Status status = while_waiting(); !status.ok()) return status;
    }
    absl::SleepFor(kHealthEvery);
  }
  return absl::OkStatus();
}

}  // namespace aurora::cli
