#include "cli/commands/completion_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "absl/strings/str_replace.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

std::string Flags(const CLI::App& app) {
  std::string flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags += (flags.empty() ? "--" : " --") + name;
  }
  return flags;
}

std::string Names(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : " ") + command->get_name();
  }
  return names;
}

std::string Bash(const CLI::App& app) {
  std::string cases;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    // Before the commands above them: the first pattern that fits counts.
    for (const CLI::App* below : command->get_subcommands([](const CLI::App*) { return true; })) {
      base::StrAppend(&cases, "    ", command->get_name(), "/", below->get_name(), ") words=\"", Flags(*below), " ", Flags(app),
                      "\" ;;\n");
    }
    const std::string names = Names(*command);
    base::StrAppend(&cases, "    ", command->get_name(), "/*) words=\"", names, names.empty() ? "" : " ", Flags(*command), " ",
                    Flags(app), "\" ;;\n");
  }
  return base::StrCat(
      "_aurora() {\n  local words=\"", Names(app), " ", Flags(app),
      "\"\n  if ((COMP_CWORD > 1)); then\n    local below=\"\"\n    if ((COMP_CWORD > 2)); then below=${COMP_WORDS[2]}; fi\n"
      "    case ${COMP_WORDS[1]}/$below in\n", cases,
      "  esac; fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
      "complete -o default -F _aurora aurora ./aurora\n");
}

// For inside single quotes.
std::string FishText(const std::string& text) { return absl::StrReplaceAll(text, {{"'", "\\'"}}); }

void FishOptions(const CLI::App& command, const std::string& seen, std::string* script) {
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      base::StrAppend(script, "complete -c aurora -n '__fish_seen_subcommand_from ", seen, "' -l ", name, " -d '",
                      FishText(option->get_description()), "'\n");
    }
  }
}

std::string Fish(const CLI::App& app) {
  std::string script = "complete -c aurora -f\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    base::StrAppend(&script, "complete -c aurora -n __fish_use_subcommand -a ", command->get_name(), " -d '",
                    FishText(command->get_description()), "'\n");
    FishOptions(*command, command->get_name(), &script);
    for (const CLI::App* below : command->get_subcommands([](const CLI::App*) { return true; })) {
      base::StrAppend(&script, "complete -c aurora -n '__fish_seen_subcommand_from ", command->get_name(), "' -a ", below->get_name(),
                      " -d '", FishText(below->get_description()), "'\n");
      FishOptions(*below, below->get_name(), &script);
    }
  }
  return script;
}

}  // namespace

int RunCompletion(const CLI::App& app, const std::string& shell) {
  if (shell == "fish") {
    std::printf("%s", Fish(app).c_str());
  } else if (shell == "zsh") {
    std::printf("autoload -U +X bashcompinit && bashcompinit\n%s", Bash(app).c_str());
  } else {
    std::printf("%s", Bash(app).c_str());
  }
  return 0;
}

}  // namespace aurora::cli
