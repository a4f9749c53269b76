#pragma once

namespace aurora::cli {

// Reads the arguments and runs the command that they name; returns the exit status. Usage errors and --help
// end here.
int RunCommandLine(int argc, char** argv);

}  // namespace aurora::cli
