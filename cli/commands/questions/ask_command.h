#pragma once

#include <string>
#include <vector>

#include "cli/commands/context.h"

namespace aurora::cli {

struct AskOptions {
  std::string question;
  // RFC 3339; "" for the server's clock.
  std::string now;
  std::vector<std::string> tables;
  // ASSUMPTION=ALTERNATIVE, as an answer lists them.
  std::vector<std::string> readings;
  bool sql_only = false;
  // Save the answer as verified.
  bool verify = false;
};

// `aurora ask`: the answer with its reading and its SQL. kExitRefused for what it declines or asks back.
int RunAsk(const Context& context, const AskOptions& options);

}  // namespace aurora::cli
