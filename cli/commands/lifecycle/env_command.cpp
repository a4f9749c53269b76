#include "cli/commands/lifecycle/env_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/json_text.h"
#include "libs/base/text.h"

namespace aurora::cli {

namespace json = boost::json;

std::string ShellQuote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out += "'";
}

int RunEnv(const Context& context) {
  const absl::StatusOr<Instance> instance = ReadInstance(context.Data());
  if (!instance.ok()) return Report(instance.status());
  const absl::StatusOr<base::Secret> token = base::Secret::FromFile(instance->admin_token_file);
  if (!token.ok()) return Report(token.status());
  const absl::StatusOr<base::Secret> password = base::Secret::FromFile(instance->clickhouse_password_file);
  if (!password.ok()) return Report(password.status());
  const std::pair<const char*, std::string> values[] = {{"AURORA_URL", instance->url},
                                                        {"AURORA_TOKEN", token->Reveal()},
                                                        {"CLICKHOUSE_URL", instance->clickhouse_url},
                                                        {"CLICKHOUSE_USER", instance->clickhouse_user},
                                                        {"CLICKHOUSE_PASSWORD", password->Reveal()},
                                                        {"KAFKA_BROKERS", instance->kafka_brokers}};
  json::object object;
  for (const auto& [name, value] : values) {
    if (context.json) {
      object[name] = value;
    } else {
      std::printf("export %s=%s\n", name, ShellQuote(value).c_str());
    }
  }
  return context.json ? PrintJson(object) : 0;
}

int RunLink(const Context& context) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<json::value> link = (*api)->Post("/api/v1/sign-in-links", json::object());
  if (!link.ok()) return Report(link.status());
  if (context.json) return PrintJson(*link);
  std::printf("%s\n", Text(*link, "url").c_str());
  return 0;
}

}  // namespace aurora::cli
