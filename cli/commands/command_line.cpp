#include "cli/commands/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/commands/backups/commands.h"
#include "cli/commands/command_set.h"
#include "cli/commands/completion_command.h"
#include "cli/commands/connections/commands.h"
#include "cli/commands/context.h"
#include "cli/commands/deploying/commands.h"
#include "cli/commands/endpoints/commands.h"
#include "cli/commands/knowledge/commands.h"
#include "cli/commands/lifecycle/commands.h"
#include "cli/commands/questions/commands.h"
#include "cli/commands/sizing/commands.h"
#include "cli/exit_status.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr char kFooter[] = R"(
Everywhere: --json prints for programs, --data-dir names the Aurora, NO_COLOR=1 turns colours off.
AURORA_URL and AURORA_TOKEN (see `aurora env`) name an Aurora elsewhere.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 not running, 4 declined or not allowed, 5 port or data in use.

Examples:
  aurora up --detach
  aurora ask "How many orders did we get from California this week?"
  aurora connect --brokers localhost:9092 --topic orders)";

void AddOthers(CommandSet& commands, CLI::App& app) {
  std::string& shell = commands.Keep<std::string>();
  commands
      .Add("completion", "Print a completion script for a shell", "  source <(aurora completion bash)",
           [&app, &shell] { return RunCompletion(app, shell); })
      ->add_option("shell", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  commands.Add("version", "Print the version", "", [] {
    std::printf("aurora %s\n", AURORA_VERSION);
    return kExitOk;
  });
  for (const auto& [name, what] : {std::pair{"test", "Prove it: run the tests (./aurora test, in a checkout)"},
                                   std::pair{"bench", "Measure it beside its peers (./aurora bench, in a checkout)"}}) {
    CLI::App* command = commands.Add(name, what, "", [name = name] {
      std::fprintf(stderr, "aurora: `%s` belongs to a checkout; run ./aurora %s there\n", name, name);
      return kExitUsage;
    });
    command->allow_extras();
  }
}

// The first argument that is no option: the command. "" when there is none.
std::string FirstWord(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--data-dir") {
      ++i;
    } else if (!argument.starts_with("-")) {
      return std::string(argument);
    }
  }
  return "";
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

// CLI11 only says that a command is missing; this says which one was meant.
int ReportUnknownCommand(const std::string& word, const std::vector<std::string>& names) {
  const std::string nearest = base::Nearest(word, names);
  return Report(absl::InvalidArgumentError(
      base::StrCat("command ", word, " is not known; ",
                   nearest.empty() ? "see aurora --help" : base::StrCat("did you mean ", nearest, "?"))));
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  Context context;
  context.layout = Layout::Find();
  context.style = Style::For(STDOUT_FILENO);

  CLI::App app("Aurora turns Kafka topics into tables that anyone can question.", "aurora");
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("aurora ") + AURORA_VERSION);
  app.add_option("--data-dir", context.data_dir,
                 "Folder of data, secrets and logs of one Aurora (default: AURORA_DATA_DIR; .aurora of the "
                 "checkout; else ~/.local/share/aurora)")
      ->type_name("DIR");
  app.add_flag("--json", context.json, "Print JSON, for programs");
  app.footer(kFooter);
  CommandSet commands(app, context);
  AddLifecycle(commands);
  AddConnections(commands);
  AddBackups(commands);
  AddQuestions(commands);
  AddKnowledge(commands);
  AddEndpoints(commands);
  AddSizing(commands);
  AddDeploying(commands);
  AddOthers(commands, app);
  const std::string word = FirstWord(argc, argv);
  if (argc == 1 || word == "help") {
    std::printf("%s", app.help().c_str());
    return kExitOk;
  }
  const std::vector<std::string> names = CommandNames(app);
  if (!word.empty() && std::find(names.begin(), names.end(), word) == names.end()) {
    return ReportUnknownCommand(word, names);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    const bool known = std::find(names.begin(), names.end(), word) != names.end();
    std::fprintf(stderr, "aurora: %s; see aurora %s--help\n", error.what(), known ? (word + " ").c_str() : "");
    return kExitUsage;
  }
  return commands.Run();
}

}  // namespace aurora::cli
