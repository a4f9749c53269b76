#include "cli/commands/connections/connect_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>

#include "absl/time/clock.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/connections/security_file.h"
#include "cli/commands/connections/stop_above.h"
#include "cli/commands/connections/transform_text.h"
#include "cli/commands/json_text.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/secret.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// Until what the topic holds now is in the table.
constexpr int64_t kLoadWaitMsMax = 20'000;

// A table may have a thousand.
constexpr size_t kColumnsShownMax = 100;

// Empty for JSON events.
absl::StatusOr<json::object> Format(const ConnectOptions& options) {
  json::object format;
  if (!options.format.empty()) format["kind"] = options.format;
  if (!options.envelope.empty()) format["envelope"] = options.envelope;
  if (!options.several.empty()) format["several"] = options.several;
  json::object csv;
  if (!options.delimiter.empty()) csv["delimiter"] = options.delimiter == "\\t" ? "\t" : options.delimiter;
  if (!options.quote.empty()) csv["quote"] = options.quote;
  if (!options.columns.empty()) csv["columns"] = json::value_from(options.columns);
  if (!csv.empty()) format["csv"] = std::move(csv);
  if (options.registry.empty()) return format;
  absl::StatusOr<json::value> registry = ReadRegistry(options.registry);
  if (!registry.ok()) return registry.status();
  format["registry"] = *std::move(registry);
  return format;
}

json::object Body(const ConnectOptions& options, const json::value& security, json::object format) {
  json::object body = {{"brokers", options.brokers}, {"start", options.start}};
  if (options.topics.size() == 1) body["topic"] = options.topics.front();
  if (options.topics.size() > 1) body["topics"] = json::value_from(options.topics);
  if (!options.topic_pattern.empty()) body["topic_pattern"] = options.topic_pattern;
  if (!options.table.empty()) body["table"] = options.table;
  if (!security.is_null()) body["security"] = security;
  if (!format.empty()) body["format"] = std::move(format);
  return body;
}

absl::Status AddTransforms(const ConnectOptions& options, json::object* body) {
  absl::StatusOr<json::array> transforms = ParseTransforms(options.transforms);
  if (!transforms.ok()) return transforms.status();
  if (!transforms->empty()) (*body)["transforms"] = *std::move(transforms);
  if (options.hash_salt_file.empty()) return absl::OkStatus();
  const absl::StatusOr<base::Secret> salt = base::Secret::FromFile(options.hash_salt_file);
  if (!salt.ok()) return salt.status();
  (*body)["hash_salt"] = salt->Reveal();
  return absl::OkStatus();
}

// Without evidence (of a table that was made) there is nothing to say about why.
void PrintColumns(const Context& context, const json::value& schema, const json::array& evidence) {
  const json::array& fields = List(schema, "fields");
  Table table(evidence.empty() ? std::vector<Table::Column>{{"column"}, {"type"}}
                               : std::vector<Table::Column>{{"column"}, {"type"}, {"why"}});
  for (size_t i = 0; i < fields.size() && i < kColumnsShownMax; ++i) {
    std::vector<std::string> cells = {Text(fields[i], "name"), Text(fields[i], "type")};
    if (!evidence.empty()) {
      std::string& why = cells.emplace_back();
      for (const json::value& entry : evidence) {
        if (Text(entry, "name") == cells[0]) why = Text(entry, "reason");
      }
    }
    table.Add(std::move(cells));
  }
  std::printf("%s", table.Render(context.style, 80).c_str());
  if (fields.size() > kColumnsShownMax) {
    std::printf("and %zu columns more; --json names all\n", fields.size() - kColumnsShownMax);
  }
}

// Whether to go on: shows what would be made and asks.
absl::StatusOr<bool> Agree(const Context& context, ApiClient& api, const json::object& body) {
  json::object request = body;
  const absl::StatusOr<json::value> preview = api.Post("/api/v1/connections/preview", request);
  if (!preview.ok()) return preview.status();
  if (Member(*preview, "schema").is_null()) {
    std::printf("the topic is empty: its table will be made from the first messages\n");
  } else {
    std::printf("%s messages were looked at", Text(*preview, "sampled").c_str());
    if (const size_t topics = List(*preview, "topics").size(); topics > 1) std::printf(" in %zu topics", topics);
    if (const std::string filtered = Text(*preview, "filtered"); !filtered.empty() && filtered != "0") {
      std::printf(", of which filters leave out %s", filtered.c_str());
    }
    if (const std::string duplicates = Text(*preview, "duplicates"); !duplicates.empty() && duplicates != "0") {
      std::printf("; %s are duplicates, and are left out", duplicates.c_str());
    }
    std::printf("\n\n");
    PrintColumns(context, Member(*preview, "schema"), List(*preview, "evidence"));
    std::printf("\n%s\n", Text(*preview, "create_table_sql").c_str());
    for (const json::value& reason : List(*preview, "reasons")) {
      const json::string& words = reason.as_string();
      if (words.starts_with("deduplicate:")) std::printf("\n%s\n", words.c_str());
    }
  }
  std::printf("\nConnect it? [Y/n] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer.empty() || answer[0] == 'y' || answer[0] == 'Y';
}

int Print(const Context& context, const json::value& connection, absl::Duration elapsed) {
  const json::value& progress = Member(connection, "progress");
  const std::string state = Text(connection, "state");
  const bool broken = state == "failing" || state == "stopped";
  std::printf("%s %s is table %s (connection %s, %s) after %s\n",
              broken ? context.style.Bad("!").c_str() : context.style.Good("✓").c_str(),
              base::StrCat(Text(connection, "topic").empty() ? "topics " : "topic ", SourceText(connection)).c_str(),
              Text(connection, "table").c_str(),
              Text(connection, "id").c_str(), state.c_str(), DurationText(elapsed).c_str());
  const std::string error = Text(Member(connection, "last_error"), "message");
  const bool made = !Member(connection, "schema").is_null();
  if (!made && !broken) {
    std::printf("  %s; the columns follow from the first messages that can be rows\n",
                error.empty() ? "the topic is empty" : error.c_str());
  }
  if (made) {
    std::printf(
        "  %s rows, %s messages to go, %s dead letters\n\n", Grouped(Text(progress, "rows_written")).c_str(),
        Grouped(Text(progress, "lag_messages")).c_str(), Grouped(Text(progress, "dead_letters")).c_str());
    PrintColumns(context, Member(connection, "schema"), {});
  }
  if (broken) {
    std::printf("\n%s\n", error.c_str());
    return kExitFailed;
  }
  return kExitOk;
}

}  // namespace

int RunConnect(const Context& context, const ConnectOptions& options) {
  if (options.topics.empty() && options.topic_pattern.empty()) {
    return Report(absl::InvalidArgumentError("say what to read, by --topic or --topic-pattern"));
  }
  json::value security;
  if (!options.security.empty()) {
    absl::StatusOr<json::value> read = ReadSecurityFile(options.security);
    if (!read.ok()) return Report(read.status());
    security = *std::move(read);
  }
  absl::StatusOr<json::object> format = Format(options);
  if (!format.ok()) return Report(format.status());
  const absl::StatusOr<std::optional<json::object>> stop_above = StopAboveBody(options.stop_above);
  if (!stop_above.ok()) return Report(stop_above.status());
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  json::object body = Body(options, security, *std::move(format));
  if (absl::Status status = AddTransforms(options, &body); !status.ok()) return Report(status);
  if (!options.yes && !context.json && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) {
    const absl::StatusOr<bool> agreed = Agree(context, **api, body);
    if (!agreed.ok()) return Report(agreed.status());
    if (!*agreed) {
      std::printf("nothing was made\n");
      return kExitRefused;
    }
  }
  body["wait_ms_max"] = kLoadWaitMsMax;
  body["evolution"] = json::object{{"policy", options.evolution}};
  if (stop_above->has_value()) body["stop_above"] = **stop_above;
  const absl::Time begin = absl::Now();
  const absl::StatusOr<json::value> made = (*api)->Post("/api/v1/connections", body);
  if (!made.ok()) return Report(made.status());
  if (!context.json) return Print(context, *made, absl::Now() - begin);
  json::object out = made->is_object() ? made->as_object() : json::object();
  json::array columns;
  for (const json::value& field : List(Member(*made, "schema"), "fields")) {
    columns.push_back(json::object{{"name", Text(field, "name")}, {"type", Text(field, "type")}});
  }
  out["columns"] = std::move(columns);
  return PrintJson(out);
}

}  // namespace aurora::cli
