#include "cli/commands/connections/ledger_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

absl::StatusOr<json::value> Fetch(ApiClient& api, const std::string& name, const std::string& what,
                                  const ApiClient::Query& query) {
  const absl::StatusOr<std::string> id = ResolveConnection(api, name);
  if (!id.ok()) return id.status();
  return api.Get(base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), what), query);
}

// Which dead letters are meant, as the API takes it.
absl::StatusOr<json::object> ReplayBody(const DeadLettersOptions& options) {
  const int choices =
      (options.all ? 1 : 0) + (options.reason.empty() ? 0 : 1) + (options.offsets.empty() ? 0 : 1);
  if (choices != 1) {
    return absl::InvalidArgumentError("say what to replay, by one of --all, --reason and --offset");
  }
  json::object body;
  if (options.all) body["all"] = true;
  if (!options.reason.empty()) body["reason"] = options.reason;
  json::array offsets;
  for (const std::string& text : options.offsets) {
    const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
    int32_t partition = 0;
    int64_t offset = 0;
    if (parts.size() < 2 || parts.size() > 3 || !absl::SimpleAtoi(parts[parts.size() - 2], &partition) ||
        !absl::SimpleAtoi(parts.back(), &offset)) {
      return absl::InvalidArgumentError(base::StrCat("--offset ", text,
                                                     " is not partition:offset, e.g. 0:1200, or of several topics "
                                                     "orders.eu:0:1200; see `aurora dead-letters`"));
    }
    json::object place{{"partition", partition}, {"offset", offset}};
    if (parts.size() == 3) place["topic"] = std::string(parts[0]);
    offsets.push_back(std::move(place));
  }
  if (!offsets.empty()) body["offsets"] = std::move(offsets);
  return body;
}

struct ReplaySums {
  uint64_t replayed = 0;
  uint64_t kept = 0;
  uint64_t skipped = 0;
  json::array examples;

  void Add(const json::value& answer) {
    const auto number = [&](const char* name) { return static_cast<uint64_t>(Number(answer, name)); };
    replayed += number("replayed");
    kept += number("kept");
    skipped += number("skipped");
    for (const json::value& example : List(answer, "examples")) {
      if (examples.size() < 10) examples.push_back(example);
    }
  }
  std::string Words() const {
    std::string text = base::StrCat(Grouped(std::to_string(replayed)), replayed == 1 ? " is a row now, " : " are rows now, ",
                                    Grouped(std::to_string(kept)), kept == 1 ? " still does not fit" : " still do not fit");
    if (skipped > 0) base::StrAppend(&text, ", ", Grouped(std::to_string(skipped)), " make no row");
    return text;
  }
};

// Calls again and again until none is left that was not tried.
int RunReplay(const Context& context, const std::string& name, const DeadLettersOptions& options) {
  absl::StatusOr<json::object> body = ReplayBody(options);
  if (!body.ok()) return Report(body.status());
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> id = ResolveConnection(**api, name);
  if (!id.ok()) return Report(id.status());
  const std::string path = base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), "/dead-letters:replay");
  ReplaySums sums;
  while (true) {
    const absl::StatusOr<json::value> answer = (*api)->Post(path, *body);
    if (!answer.ok()) {
      if (sums.replayed + sums.kept > 0) std::fprintf(stderr, "%s\n", sums.Words().c_str());
      return Report(answer.status());
    }
    sums.Add(*answer);
    const std::string page = Text(*answer, "next_page");
    if (page.empty()) break;
    std::fprintf(stderr, "%s, %s to go\n", sums.Words().c_str(), Grouped(Text(*answer, "left")).c_str());
    (*body)["page"] = page;
  }
  if (context.json) {
    return PrintJson(json::object{{"replayed", sums.replayed},
                                  {"kept", sums.kept},
                                  {"skipped", sums.skipped},
                                  {"examples", std::move(sums.examples)}});
  }
  std::printf("%s\n", sums.replayed + sums.kept + sums.skipped == 0 ? "no dead letter is chosen by that" : sums.Words().c_str());
  if (sums.examples.empty()) return 0;
  Table table({{"topic"}, {"partition", Table::Align::kRight}, {"offset", Table::Align::kRight}, {"code"}, {"reason"}});
  for (const json::value& example : sums.examples) {
    table.Add({Text(example, "topic"), Text(example, "partition"), Text(example, "offset"), Text(example, "code"), Text(example, "reason")});
  }
  std::printf("\n%s", table.Render(context.style, 100).c_str());
  return 0;
}

int RunGroups(const Context& context, ApiClient& api, const std::string& name) {
  const absl::StatusOr<json::value> answer = Fetch(api, name, "/dead-letters:groups", {});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  const json::array& groups = List(*answer, "groups");
  if (groups.empty()) {
    std::printf("no dead letters\n");
    return 0;
  }
  Table table({{"messages", Table::Align::kRight}, {"code"}, {"column"}, {"oldest"}, {"newest"}, {"for example"}});
  for (const json::value& group : groups) {
    table.Add({Grouped(Text(group, "count")), Text(group, "code"), Text(group, "column"), Text(group, "oldest"),
               Text(group, "newest"), Text(group, "example")});
  }
  std::printf("%s", table.Render(context.style, 70).c_str());
  return 0;
}

// How many each connection has, since it was made.
int RunCounts(const Context& context, ApiClient& api) {
  const absl::StatusOr<json::value> connections = api.Get("/api/v1/connections");
  if (!connections.ok()) return Report(connections.status());
  Table table({{"connection"}, {"topic"}, {"table"}, {"dead letters", Table::Align::kRight}});
  json::array list;
  for (const json::value& connection : List(*connections, "connections")) {
    const std::string id = Text(connection, "id");
    const absl::StatusOr<json::value> ledger = api.Get(base::StrCat("/api/v1/connections/", http::EncodeQueryValue(id), "/ledger"));
    if (absl::IsNotFound(ledger.status())) continue;
    if (!ledger.ok()) return Report(ledger.status());
    uint64_t count = 0;
    for (const json::value& partition : List(*ledger, "partitions")) count += static_cast<uint64_t>(Number(partition, "dead_lettered"));
    table.Add({id, SourceText(connection), Text(connection, "table"), Grouped(std::to_string(count))});
    list.push_back(json::object{{"connection", id}, {"table", Text(connection, "table")}, {"dead_letters", count}});
  }
  if (context.json) return PrintJson(json::object{{"connections", std::move(list)}});
  if (list.empty()) {
    std::printf("no connections, so no dead letters\n");
    return 0;
  }
  std::printf("%s`%s dead-letters CONNECTION` shows those of one\n", table.Render(context.style).c_str(), context.Program().c_str());
  return 0;
}

}  // namespace

int RunLedger(const Context& context, const std::string& name, const std::string& format) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (format != "table" && !context.json) {
    const absl::StatusOr<std::string> id = ResolveConnection(**api, name);
    if (!id.ok()) return Report(id.status());
    const absl::StatusOr<std::string> text =
        (*api)->GetText(base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), "/ledger"),
                        format == "csv" ? "text/csv" : "application/x-ndjson");
    if (!text.ok()) return Report(text.status());
    std::fwrite(text->data(), 1, text->size(), stdout);
    return 0;
  }
  const absl::StatusOr<json::value> answer = Fetch(**api, name, "/ledger", {});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  static constexpr const char* kFigures[] = {"start_offset",  "next_offset", "end_offset", "loaded",
                                             "dead_lettered", "skipped",     "filtered",   "duplicates",
                                             "pending",       "duplicated"};
  std::vector<Table::Column> columns = {{"topic"}, {"partition", Table::Align::kRight}};
  for (const char* name_of_figure :
       {"start", "next", "end", "loaded", "dead", "skipped", "filtered", "duplicates", "pending", "duplicated"}) {
    columns.push_back({name_of_figure, Table::Align::kRight});
  }
  Table table(std::move(columns));
  for (const json::value& partition : List(*answer, "partitions")) {
    std::vector<std::string> row = {Text(partition, "topic"), Text(partition, "partition")};
    for (const char* figure : kFigures) row.push_back(Grouped(Text(partition, figure)));
    table.Add(std::move(row));
  }
  std::printf("%s", table.Render(context.style).c_str());
  return 0;
}

int RunDeadLetters(const Context& context, const std::string& name, const DeadLettersOptions& options) {
  if (options.replay && options.groups) {
    return Report(absl::InvalidArgumentError("--groups shows and --replay changes; leave one of them out"));
  }
  if (name.empty() && (options.replay || options.groups || options.all || !options.offsets.empty() || !options.reason.empty())) {
    return Report(absl::InvalidArgumentError("name the connection whose dead letters are meant; see `aurora dead-letters`"));
  }
  if (options.replay) return RunReplay(context, name, options);
  if (options.all || !options.offsets.empty()) {
    return Report(absl::InvalidArgumentError("--all and --offset choose what to replay; add --replay"));
  }
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (name.empty()) return RunCounts(context, **api);
  if (options.groups) return RunGroups(context, **api, name);
  ApiClient::Query query = {{"limit", std::to_string(options.limit)}};
  if (!options.reason.empty()) query.push_back({"reason", options.reason});
  const absl::StatusOr<json::value> answer = Fetch(**api, name, "/dead-letters", query);
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  const json::array& letters = List(*answer, "dead_letters");
  if (letters.empty()) {
    std::printf("no dead letters\n");
    return 0;
  }
  Table table({{"topic"},
               {"partition", Table::Align::kRight},
               {"offset", Table::Align::kRight},
               {"time"},
               {"code"},
               {"reason"},
               {"message"}});
  for (const json::value& letter : letters) {
    table.Add({Text(letter, "topic"), Text(letter, "partition"), Text(letter, "offset"), Text(letter, "timestamp"),
               Text(letter, "code"), Text(letter, "reason"), Text(letter, "value")});
  }
  std::printf("%s", table.Render(context.style, 70).c_str());
  return 0;
}

}  // namespace aurora::cli
