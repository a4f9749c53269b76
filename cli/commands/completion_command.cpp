#include "cli/commands/completion_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>

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
    base::StrAppend(&cases, "    ", command->get_name(), ") words=\"", Flags(*command), " ", Flags(app),
                    "\" ;;\n");
  }
  return base::StrCat(
      "_aurora() {\n  local words=\"", Names(app), " ", Flags(app),
      "\"\n  if ((COMP_CWORD > 1)); then case ${COMP_WORDS[1]} in\n", cases,
      "  esac; fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
      "complete -o default -F _aurora aurora ./aurora\n");
}

std::string Fish(const CLI::App& app) {
  std::string script = "complete -c aurora -f\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    base::StrAppend(&script, "complete -c aurora -n __fish_use_subcommand -a ", command->get_name(), " -d '",
                    command->get_description(), "'\n");
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        base::StrAppend(&script, "complete -c aurora -n '__fish_seen_subcommand_from ", command->get_name(),
                        "' -l ", name, " -d '", option->get_description(), "'\n");
      }
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
