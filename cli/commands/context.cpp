#include "cli/commands/context.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "cli/exit_status.h"
#include "libs/base/text.h"

namespace aurora::cli {

std::string Context::Program() const {
  const std::string program = layout.home.empty() ? "aurora" : "./aurora";
  if (data_dir.empty()) return program;
  const std::string path = Data().path;
  const bool plain = std::all_of(path.begin(), path.end(), [](char c) { return absl::ascii_isalnum(c) || std::string_view("/._-+:@").find(c) != std::string_view::npos; });
  return base::StrCat(program, " --data-dir ", plain ? path : base::StrCat("'", absl::StrReplaceAll(path, {{"'", "'\\''"}}), "'"));
}

bool Context::IsElsewhere() const {
  const char* url = std::getenv("AURORA_URL");
  // A data directory that was named wins over an environment that was exported some time ago.
  return data_dir.empty() && url != nullptr && *url != '\0';
}

absl::StatusOr<std::string> Context::GatewayUrl() const {
  if (IsElsewhere()) return std::string(std::getenv("AURORA_URL"));
  absl::StatusOr<Instance> instance = ReadInstance(Data());
  if (!instance.ok()) return instance.status();
  return instance->url;
}

absl::StatusOr<std::unique_ptr<ApiClient>> Context::Api() const {
  if (IsElsewhere()) {
    const char* token = std::getenv("AURORA_TOKEN");
    if (token == nullptr || *token == '\0') {
      return absl::InvalidArgumentError("AURORA_URL is set and AURORA_TOKEN is not; set both or none");
    }
    return ApiClient::Create(std::getenv("AURORA_URL"), base::Secret(token));
  }
  absl::StatusOr<Instance> instance = ReadInstance(Data());
  if (!instance.ok()) return instance.status();
  absl::StatusOr<base::Secret> admin = base::Secret::FromFile(instance->admin_token_file);
  if (!admin.ok()) return admin.status();
  return ApiClient::Create(instance->url, *std::move(admin));
}

int ExitStatusFor(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kInvalidArgument:
      return kExitUsage;
    case absl::StatusCode::kUnavailable:
      return kExitNotRunning;
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return kExitRefused;
    case absl::StatusCode::kAlreadyExists:
      return kExitInUse;
    default:
      return kExitFailed;
  }
}

int Report(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "aurora: %s\n", std::string(status.message()).c_str());
  return ExitStatusFor(status);
}

}  // namespace aurora::cli
