#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands/context.h"

namespace CLI {
class App;
}

namespace aurora::cli {

// The commands of the program; each room of commands adds its own. Owner: RunCommandLine, in which it outlives the
// reading of the arguments and the run.
class CommandSet {
 public:
  CommandSet(CLI::App& app, const Context& context) : app_(app), context_(context) {}

  // A command with its description, its examples ("" for none) and what it runs, which returns an exit status; nullptr
  // for one that only has commands below it.
  CLI::App* Add(const char* name, const char* description, const char* examples, std::function<int()> run);
  // A command below the command `above`.
  CLI::App* AddBelow(CLI::App& above, const char* name, const char* description, std::function<int()> run);

  // What arguments are read into: it lives as long as the set.
  template <typename Options>
  Options& Keep(Options initial = {}) {
    auto options = std::make_shared<Options>(std::move(initial));
    kept_.push_back(options);
    return *options;
  }

  // Complete when a command runs.
  const Context& SharedContext() const { return context_; }

  // Runs what the arguments named.
  int Run() const { return run_(); }

 private:
  CLI::App& app_;
  const Context& context_;
  std::vector<std::shared_ptr<void>> kept_;
  std::function<int()> run_;
};

}  // namespace aurora::cli
