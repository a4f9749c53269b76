#include <cstdio>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/service/configuration.h"
#include "libs/service/runtime.h"

namespace aurora::service {
namespace {

// sysexits are for mailers: 1 for "could not", 2 for "was asked wrongly".
constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

int Fail(const std::string& program, const absl::Status& status, int exit_status) {
  std::fprintf(stderr, "%s: %s\n", program.c_str(), std::string(status.message()).c_str());
  return exit_status;
}

}  // namespace

int Main(int argc, char** argv, const ProgramInfo& info, const std::function<void(Configuration&)>& declare,
         const std::function<absl::StatusOr<int>(Runtime&)>& start) {
  const std::string program = base::StrCat("aurora-", info.service);
  Configuration configuration(program, info.summary,
                              absl::AsciiStrToUpper(absl::StrReplaceAll(program, {{"-", "_"}})));
  RuntimeOptions options;
  options.Declare(configuration);
  declare(configuration);
  const absl::Status parsed = configuration.Parse(argc, argv);
  if (absl::IsCancelled(parsed)) return 0;
  if (!parsed.ok()) return Fail(program, parsed, kExitUsage);

  base::log::Level level = base::log::Level::kInfo;
  base::log::ParseLevel(options.log_level, &level);
  base::log::Configure(info.service, level);

  absl::StatusOr<std::unique_ptr<Runtime>> runtime = Runtime::Create(info.service, options);
  if (!runtime.ok()) return Fail(program, runtime.status(), kExitFailed);
  const absl::StatusOr<int> exit_status = start(**runtime);
  if (!exit_status.ok()) return Fail(program, exit_status.status(), kExitFailed);
  return *exit_status;
}

}  // namespace aurora::service
