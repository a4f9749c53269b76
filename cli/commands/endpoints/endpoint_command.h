#pragma once

#include <string>
#include <vector>

#include "cli/commands/context.h"

namespace aurora::cli {

struct EndpointOptions {
  // "list", "create", "remove" or "token".
  std::string action = "list";
  // create: name and SQL (the SQL is left out with --question); remove, token: the name.
  std::vector<std::string> words;
  // create: a question whose SQL it takes.
  std::string question;
  std::string description;
  // create: NAME=VALUE
  std::vector<std::string> defaults;
  bool no_token = false;
  // create, token: who the token is for, and how long it holds ("1h", "30d"; "" for no end).
  std::string token_name;
  std::string expires_in;
  // token: list them, or revoke one by its id.
  bool list_tokens = false;
  std::string revoke;
};

// `aurora endpoint`: SQL that programs call by a name, each with tokens of its own.
int RunEndpoint(const Context& context, const EndpointOptions& options);

}  // namespace aurora::cli
