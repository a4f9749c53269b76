#pragma once

#include <string>
#include <vector>

#include "cli/commands/context.h"

namespace aurora::cli {

struct ReplayOptions {
  // Needed where the connection reads several.
  std::string topic;
  // Which messages, by one of these three.
  bool all = false;
  // "partition:from-to", to not included.
  std::vector<std::string> offsets;
  // RFC 3339.
  std::string since;
  std::string until;
  // "shadow" or "replace".
  std::string target = "shadow";
  // "keep", "drop", or not said.
  std::string missing;
  // Only say what would be read.
  bool plan = false;
  // Do not wait until it is ready, or done.
  bool no_wait = false;
  // Instead of beginning one.
  bool list = false;
  bool swap = false;
  bool discard = false;
  // Which one; the open one of the connection when empty.
  std::string id;
};

// `aurora replay`: a range of offsets is read again into a shadow table, compared, swapped or discarded.
int RunRangeReplay(const Context& context, const std::string& name, const ReplayOptions& options);

}  // namespace aurora::cli
