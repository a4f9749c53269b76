#include "cli/commands/questions/ask_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/json_text.h"
#include "cli/commands/knowledge/knowledge_command.h"
#include "cli/commands/questions/result_text.h"
#include "cli/exit_status.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

void PrintLabelled(const Context& context, const char* label, const std::string& text) {
  std::printf("%s%s\n", context.style.Dim(label).c_str(), text.c_str());
}

// SQL with its parameters, each line under the first.
std::string Indented(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "         ";
  }
  return out;
}

std::string Percent(const json::value& answer) {
  const json::value confidence = Member(answer, "confidence");
  return confidence.is_number() ? base::StrCat(static_cast<int>(confidence.to_number<double>() * 100 + 0.5), " %") : "";
}

void PrintReading(const Context& context, const json::value& answer) {
  if (const std::string generator = Text(answer, "generator"); generator != "embedded") {
    PrintLabelled(context, "model    ", base::StrCat(generator, ", confidence ", Percent(answer)));
  }
  PrintLabelled(context, "reading  ", Text(answer, "interpretation"));
  for (const json::value& assumption : List(answer, "assumptions")) {
    const std::string words = Text(assumption, "words");
    const std::string reading = Text(assumption, "reading");
    PrintLabelled(context, "assumed  ", words.empty() ? reading : base::StrCat("\"", words, "\": ", reading));
    for (const json::value& other : List(assumption, "alternatives")) {
      if (Text(other, "reading") == reading) continue;
      PrintLabelled(context, "   or    ", base::StrCat("--reading ", Text(assumption, "id"), "=", Text(other, "id"), "  ", Text(other, "reading")));
    }
  }
  if (const std::string sql = Text(answer, "sql"); !sql.empty()) {
    PrintLabelled(context, "SQL      ", Indented(sql));
    for (const json::value& parameter : List(answer, "parameters")) {
      PrintLabelled(context, "         ",
                    base::StrCat("{", Text(parameter, "name"), "} = ", Text(parameter, "value")));
    }
  }
}

void PrintWarnings(const Context& context, const json::value& answer) {
  for (const json::value& warning : List(answer, "warnings")) {
    if (!warning.is_string()) continue;
    std::printf("%s %.*s\n", context.style.Warning("note:").c_str(), static_cast<int>(warning.get_string().size()), warning.get_string().data());
  }
}

int PrintDeclined(const Context& context, const json::value& answer) {
  const bool asks_back = Text(answer, "status") == "clarify";
  std::printf("%s %s\n", context.style.Warning(asks_back ? "which?" : "declined:").c_str(),
              Text(answer, "interpretation").c_str());
  for (const json::value& alternative : List(answer, "alternatives")) {
    const std::string reason = Text(alternative, "reason");
    std::printf("  %s%s\n", Text(alternative, "question").c_str(),
                reason.empty() ? "" : context.style.Dim(base::StrCat("  (", reason, ")")).c_str());
  }
  PrintWarnings(context, answer);
  return kExitRefused;
}

}  // namespace

int RunAsk(const Context& context, const AskOptions& options) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  json::object body = {{"question", options.question}, {"execute", !options.sql_only}};
  if (!options.now.empty()) body["now"] = options.now;
  if (!options.tables.empty()) {
    json::array tables;
    for (const std::string& table : options.tables) tables.push_back(json::string(table));
    body["tables"] = std::move(tables);
  }
  if (!options.readings.empty()) {
    json::object readings;
    for (const std::string& one : options.readings) {
      const size_t at = one.find('=');
      if (at == std::string::npos || at == 0) {
        return Report(absl::InvalidArgumentError(base::StrCat("--reading ", one, ": write ASSUMPTION=ALTERNATIVE, e.g. time=last_7_days")));
      }
      readings[one.substr(0, at)] = one.substr(at + 1);
    }
    body["readings"] = std::move(readings);
  }
  const absl::StatusOr<json::value> answer = (*api)->Post("/api/v1/ask", body);
  if (!answer.ok()) return Report(answer.status());
  const bool answered = Text(*answer, "status") == "answered";
  if (context.json) {
    PrintJson(*answer);
    if (answered && options.verify) return SaveVerified(context, **api, options.question, *answer);
    return answered && Member(*answer, "error").is_null() ? kExitOk : answered ? kExitFailed : kExitRefused;
  }
  if (!answered) return PrintDeclined(context, *answer);
  if (options.sql_only) {
    std::printf("%s\n", Text(*answer, "sql").c_str());
    return kExitOk;
  }
  if (!Member(*answer, "error").is_null()) {
    PrintReading(context, *answer);
    return Report(absl::InternalError(Text(Member(*answer, "error"), "detail")));
  }
  std::printf("%s\n", RenderResult(context, *answer).c_str());
  PrintReading(context, *answer);
  PrintWarnings(context, *answer);
  std::printf("%s\n", context.style.Dim(RenderStats(*answer)).c_str());
  if (options.verify) return SaveVerified(context, **api, options.question, *answer);
  const bool person = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  if (person && Member(*answer, "verified").is_null()) return OfferToVerify(context, **api, options.question, *answer);
  return kExitOk;
}

}  // namespace aurora::cli
