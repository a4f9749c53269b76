#include "cli/commands/command_line.h"

int main(int argc, char** argv) { return aurora::cli::RunCommandLine(argc, argv); }
