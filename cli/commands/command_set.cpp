#include "cli/commands/command_set.h"

#include <CLI/CLI.hpp>
#include <string>
#include <utility>

#include "libs/base/text.h"

namespace aurora::cli {

CLI::App* CommandSet::Add(const char* name, const char* description, const char* examples, std::function<int()> run) {
  CLI::App* command = AddBelow(app_, name, description, std::move(run));
  const std::string shown = *examples == '\0' ? "" : base::StrCat("\nExamples:\n", examples, "\n");
  command->footer(base::StrCat(
      shown, "\nAlso everywhere: --json, --data-dir; see aurora --help for them and for exit statuses."));
  return command;
}

CLI::App* CommandSet::AddBelow(CLI::App& above, const char* name, const char* description, std::function<int()> run) {
  CLI::App* command = above.add_subcommand(name, description);
  if (run != nullptr) command->callback([this, run = std::move(run)] { run_ = run; });
  return command;
}

}  // namespace aurora::cli
