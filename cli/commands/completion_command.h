#pragma once

#include <string>

namespace CLI {
class App;
}

namespace aurora::cli {

// `aurora completion`: a script that completes commands and their flags, made from the command line itself.
int RunCompletion(const CLI::App& app, const std::string& shell);

}  // namespace aurora::cli
