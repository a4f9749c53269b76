#include "cli/commands/connections/replay_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr absl::Duration kLookInterval = absl::Milliseconds(500);
// Between two lines about how far it is.
constexpr absl::Duration kTellInterval = absl::Seconds(5);

absl::StatusOr<json::object> SpanOf(const std::string& text) {
  const std::pair<absl::string_view, absl::string_view> place = absl::StrSplit(text, absl::MaxSplits(':', 1));
  const std::pair<absl::string_view, absl::string_view> range = absl::StrSplit(place.second, absl::MaxSplits('-', 1));
  int32_t partition = 0;
  int64_t from = 0;
  int64_t to = 0;
  if (!absl::SimpleAtoi(place.first, &partition) || !absl::SimpleAtoi(range.first, &from) ||
      !absl::SimpleAtoi(range.second, &to)) {
    return absl::InvalidArgumentError(
        base::StrCat("--offsets ", text, " is not partition:from-to, e.g. 0:1200-1500; see `aurora ledger`"));
  }
  return json::object{{"partition", partition}, {"from", from}, {"to", to}};
}

absl::StatusOr<json::object> WishOf(const ReplayOptions& options) {
  const bool by_time = !options.since.empty() || !options.until.empty();
  if ((options.all ? 1 : 0) + (options.offsets.empty() ? 0 : 1) + (by_time ? 1 : 0) != 1) {
    return absl::InvalidArgumentError("say what to replay, by one of --all, --offsets, and --since with --until");
  }
  json::object wish{{"target", options.target}};
  if (!options.topic.empty()) wish["topic"] = options.topic;
  if (options.all) wish["all"] = true;
  json::array spans;
  for (const std::string& text : options.offsets) {
    absl::StatusOr<json::object> span = SpanOf(text);
    if (!span.ok()) return span.status();
    spans.push_back(*std::move(span));
  }
  if (!spans.empty()) wish["offsets"] = std::move(spans);
  if (!options.since.empty()) wish["since"] = options.since;
  if (!options.until.empty()) wish["until"] = options.until;
  if (!options.missing.empty()) wish["missing"] = options.missing;
  if (options.plan) wish["plan_only"] = true;
  return wish;
}

bool IsOpen(const json::value& replay) {
  const std::string state = Text(replay, "state");
  return state != "done" && state != "discarded" && state != "failed";
}

// The replay that is meant: the named one, or the open one of the connection.
absl::StatusOr<std::string> Choose(ApiClient& api, const std::string& path, const std::string& id) {
  if (!id.empty()) return id;
  const absl::StatusOr<json::value> answer = api.Get(path + "/replays");
  if (!answer.ok()) return answer.status();
  for (const json::value& replay : List(*answer, "replays")) {
    if (IsOpen(replay)) return Text(replay, "id");
  }
  return absl::NotFoundError("no replay of the connection is open; see `aurora replay CONNECTION --list`");
}

void PrintDiff(const Context& context, const json::value& diff) {
  std::printf("%s rows are the same, %s differ, %s are only in the table, %s only in the shadow\n",
              Grouped(Text(diff, "same")).c_str(), Grouped(Text(diff, "different")).c_str(),
              Grouped(Text(diff, "only_in_table")).c_str(), Grouped(Text(diff, "only_in_shadow")).c_str());
  if (!List(diff, "columns").empty()) {
    Table columns({{"column"}, {"rows that differ", Table::Align::kRight}});
    for (const json::value& column : List(diff, "columns")) {
      columns.Add({Text(column, "column"), Grouped(Text(column, "rows"))});
    }
    std::printf("\n%s", columns.Render(context.style, 60).c_str());
  }
  if (List(diff, "examples").empty()) return;
  Table examples({{"partition", Table::Align::kRight}, {"offset", Table::Align::kRight}, {"column"}, {"in the table"},
                  {"in the shadow"}});
  for (const json::value& row : List(diff, "examples")) {
    // One of a message's rows, where it may have several: "812, element 2".
    const std::string element = Text(row, "element");
    const std::string offset = element.empty() ? Text(row, "offset") : base::StrCat(Text(row, "offset"), ", element ", element);
    const bool both = Text(row, "in_table") == "true" && Text(row, "in_shadow") == "true";
    if (!both) {
      const bool in_table = Text(row, "in_table") == "true";
      examples.Add({Text(row, "partition"), offset, "(the row)", in_table ? "yes" : "no", in_table ? "no" : "yes"});
    }
    for (const json::value& value : List(row, "values")) {
      examples.Add({Text(row, "partition"), offset, Text(value, "column"), Text(value, "in_table"), Text(value, "in_shadow")});
    }
  }
  std::printf("\n%s", examples.Render(context.style, 40).c_str());
}

void PrintNotes(const json::value& replay) {
  for (const json::value& note : List(replay, "notes")) std::printf("note: %s\n", CellText(note).c_str());
}

void Print(const Context& context, const json::value& replay, const std::string& name) {
  const std::string state = Text(replay, "state");
  const std::string shadow = Text(replay, "shadow_table");
  if (Text(replay, "id").empty()) {
    std::printf("would read %s messages of topic %s again, for about %s on ClickHouse's disk\n",
                Grouped(Text(replay, "messages")).c_str(), Text(replay, "topic").c_str(),
                BytesText(Number(replay, "disk_bytes")).c_str());
    PrintNotes(replay);
    return;
  }
  std::printf("replay %s of %s: %s; %s of %s messages read", Text(replay, "id").c_str(), Text(replay, "table").c_str(),
              state.c_str(), Grouped(Text(replay, "messages_read")).c_str(), Grouped(Text(replay, "messages")).c_str());
  if (Number(replay, "dead_letters") > 0) std::printf(", %s do not fit", Grouped(Text(replay, "dead_letters")).c_str());
  if (Number(replay, "filtered") > 0) std::printf(", %s filtered", Grouped(Text(replay, "filtered")).c_str());
  if (Number(replay, "duplicates") > 0) std::printf(", %s duplicates", Grouped(Text(replay, "duplicates")).c_str());
  std::printf("\n");
  if (const std::string error = Text(replay, "error"); !error.empty()) std::printf("%s\n", error.c_str());
  if (const json::value& diff = Member(replay, "diff"); diff.is_object()) PrintDiff(context, diff);
  if (state != "ready") return;
  PrintNotes(replay);
  std::printf("\nLook at %s, then: aurora replay %s --swap, or --discard\n", shadow.c_str(), name.c_str());
}

// Until nothing more happens by itself. `decided`: a decision was made, which may not have begun yet.
absl::StatusOr<json::value> Await(ApiClient& api, const std::string& path, bool decided) {
  absl::Time told = absl::Now();
  while (true) {
    absl::StatusOr<json::value> replay = api.Get(path);
    if (!replay.ok()) return replay;
    const std::string state = Text(*replay, "state");
    // A swap that cannot be done is ready again, and says why.
    const bool waits = state == "ready" && (!decided || !Text(*replay, "error").empty());
    if (!IsOpen(*replay) || waits) return replay;
    if (absl::Now() - told > kTellInterval) {
      told = absl::Now();
      std::fprintf(stderr, "%s: %s of %s messages read %s\n", state.c_str(), Grouped(Text(*replay, "messages_read")).c_str(),
                   Grouped(Text(*replay, "messages")).c_str(), Text(*replay, "error").c_str());
    }
    absl::SleepFor(kLookInterval);
  }
}

int Show(const Context& context, const absl::StatusOr<json::value>& replay, const std::string& name) {
  if (!replay.ok()) return Report(replay.status());
  if (context.json) {
    PrintJson(*replay);
  } else {
    Print(context, *replay, name);
  }
  if (Text(*replay, "state") != "failed") return 0;
  return Report(absl::AbortedError(Text(*replay, "error")));
}

int RunList(const Context& context, ApiClient& api, const std::string& path) {
  const absl::StatusOr<json::value> answer = api.Get(path + "/replays");
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  if (List(*answer, "replays").empty()) {
    std::printf("no replays\n");
    return 0;
  }
  Table table({{"replay"}, {"state"}, {"topic"}, {"target"}, {"messages", Table::Align::kRight}, {"rows", Table::Align::kRight},
               {"begun"}, {"by"}, {"shadow"}});
  for (const json::value& replay : List(*answer, "replays")) {
    table.Add({Text(replay, "id"), Text(replay, "state"), Text(replay, "topic"), Text(replay, "target"), Grouped(Text(replay, "messages")),
               Grouped(Text(replay, "rows")), MomentText(replay, "created_at"), Text(replay, "made_by"),
               IsOpen(replay) ? Text(replay, "shadow_table") : ""});
  }
  std::printf("%s", table.Render(context.style).c_str());
  return 0;
}

}  // namespace

int RunRangeReplay(const Context& context, const std::string& name, const ReplayOptions& options) {
  const bool decides = options.swap || options.discard;
  absl::StatusOr<json::object> wish = json::object();
  if (!decides && !options.list && options.id.empty()) wish = WishOf(options);
  if (!wish.ok()) return Report(wish.status());
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> connection = ResolveConnection(**api, name);
  if (!connection.ok()) return Report(connection.status());
  const std::string path = base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*connection));
  if (options.list) return RunList(context, **api, path);
  if (wish->empty()) {
    const absl::StatusOr<std::string> id = Choose(**api, path, options.id);
    if (!id.ok()) return Report(id.status());
    const std::string one = base::StrCat(path, "/replays/", http::EncodeQueryValue(*id));
    if (!decides) return Show(context, (*api)->Get(one), name);
    absl::StatusOr<json::value> decided = (*api)->Post(base::StrCat(one, options.swap ? ":swap" : ":discard"), json::object());
    if (decided.ok() && !options.no_wait) decided = Await(**api, one, /*decided=*/true);
    return Show(context, decided, name);
  }
  absl::StatusOr<json::value> replay = (*api)->Post(base::StrCat(path, ":replay"), *wish);
  if (replay.ok() && !options.plan && !options.no_wait) {
    replay = Await(**api, base::StrCat(path, "/replays/", http::EncodeQueryValue(Text(*replay, "id"))),
                   /*decided=*/false);
  }
  return Show(context, replay, name);
}

}  // namespace aurora::cli
