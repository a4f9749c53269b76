#include "cli/commands/endpoints/commands.h"

#include <CLI/CLI.hpp>

#include "cli/commands/endpoints/endpoint_command.h"

namespace aurora::cli {

void AddEndpoints(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  EndpointOptions& options = commands.Keep<EndpointOptions>();
  CLI::App* endpoint = commands.Add("endpoint", "SQL that programs call by a name",
                                    "  aurora endpoint list\n"
                                    "  aurora endpoint create revenue \"SELECT sum(total) FROM shop.orders WHERE state = {state:String}\" --default state=CA\n"
                                    "  aurora endpoint create orders --question \"orders by state\"\n"
                                    "  aurora endpoint token revenue --name partner --expires-in 30d\n"
                                    "  aurora endpoint token revenue --list\n"
                                    "  aurora endpoint remove revenue\n"
                                    "\nGET /api/v1/endpoints/NAME?parameter=value runs it; /api/v1/endpoints/openapi.json describes all of them.",
                                    [&context, &options] { return RunEndpoint(context, options); });
  endpoint->add_option("action", options.action, "list (default), create, remove or token")
      ->check(CLI::IsMember({"list", "create", "remove", "token"}));
  endpoint->add_option("words", options.words, "create: name and SQL; remove and token: the name");
  endpoint->add_option("--question", options.question, "create: take the SQL of this question's answer; its times become parameters that a call gives");
  endpoint->add_option("--description", options.description, "create: what it is for");
  endpoint->add_option("--default", options.defaults, "create: NAME=VALUE of a {NAME:Type} that a call may leave out")->expected(1);
  endpoint->add_flag("--no-token", options.no_token, "create: make no token yet");
  endpoint->add_option("--name", options.token_name, "create and token: who the token is for");
  endpoint->add_option("--expires-in", options.expires_in, "create and token: 1m to 3650d (default: it does not end)");
  endpoint->add_flag("--list", options.list_tokens, "token: the endpoint's tokens, without their secrets");
  endpoint->add_option("--revoke", options.revoke, "token: end the one with this id");
}

}  // namespace aurora::cli
