#include "cli/commands/knowledge/knowledge_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>

#include "cli/commands/json_text.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr char kGlossary[] = "/api/v1/glossary";
constexpr char kVerified[] = "/api/v1/verified-answers";

absl::Status Needs(const char* command, const char* words) {
  return absl::InvalidArgumentError(base::StrCat("write aurora ", command, " ", words));
}

std::string Under(const char* path, const std::string& id) { return base::StrCat(path, "/", http::EncodeQueryValue(id)); }

int ListTerms(const Context& context, const json::value& answer) {
  if (context.json) return PrintJson(answer);
  Table table({{"term"}, {"kind"}, {"definition"}, {"table"}, {"by"}, {"id"}, {"broken"}});
  for (const json::value& term : List(answer, "terms")) {
    table.Add({Text(term, "term"), Text(term, "kind"), Text(term, "definition"), Text(term, "table"), Text(term, "made_by"), Text(term, "id"),
               Text(term, "broken")});
  }
  std::printf("%s", table.rows() == 0 ? "the glossary is empty; see aurora glossary --help\n" : table.Render(context.style, 60).c_str());
  return 0;
}

int ListVerified(const Context& context, const json::value& answer) {
  if (context.json) return PrintJson(answer);
  Table table({{"question"}, {"by"}, {"verified"}, {"id"}, {"stale"}, {"SQL"}});
  for (const json::value& one : List(answer, "answers")) {
    table.Add({Text(one, "question"), Text(one, "made_by"), MomentText(one, "verified_at"), Text(one, "id"), Text(one, "stale"), Text(one, "sql")});
  }
  std::printf("%s", table.rows() == 0 ? "no verified answers; see aurora verified --help\n" : table.Render(context.style, 60).c_str());
  return 0;
}

// The id of a term, by the id itself or by its words.
std::string FindTerm(const json::value& answer, const std::string& word) {
  for (const json::value& term : List(answer, "terms")) {
    if (Text(term, "id") == word || Text(term, "term") == word) return Text(term, "id");
  }
  return word;
}

int Done(const Context& context, const absl::StatusOr<json::value>& answer, const std::string& said) {
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("%s\n", said.c_str());
  return 0;
}

}  // namespace

int RunGlossary(const Context& context, const GlossaryOptions& options) {
  if (options.action == "add" && options.words.size() != 2) return Report(Needs("glossary", "add TERM DEFINITION [--table DATABASE.TABLE]"));
  if (options.action == "remove" && options.words.size() != 1) return Report(Needs("glossary", "remove TERM"));
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (options.action == "add") {
    json::object body{{"term", options.words[0]}, {"definition", options.words[1]}};
    body["kind"] = !options.kind.empty() ? options.kind : options.table.empty() ? "synonym" : "measure";
    if (!options.table.empty()) body["table"] = options.table;
    const absl::StatusOr<json::value> made = (*api)->Post(kGlossary, body);
    return Done(context, made, base::StrCat("\"", options.words[0], "\" is defined; questions know it from now on"));
  }
  const absl::StatusOr<json::value> terms = (*api)->Get(kGlossary);
  if (!terms.ok()) return Report(terms.status());
  if (options.action == "list") return ListTerms(context, *terms);
  return Done(context, (*api)->Delete(Under(kGlossary, FindTerm(*terms, options.words[0]))), base::StrCat("\"", options.words[0], "\" is removed"));
}

int RunVerified(const Context& context, const VerifiedOptions& options) {
  if (options.action == "add" && options.words.size() != 2) return Report(Needs("verified", "add QUESTION SQL"));
  if (options.action == "remove" && options.words.size() != 1) return Report(Needs("verified", "remove ID"));
  json::object parameters;
  for (const std::string& one : options.parameters) {
    const size_t at = one.find('=');
    if (at == std::string::npos || at == 0) return Report(absl::InvalidArgumentError(base::StrCat("--parameter ", one, ": write NAME=VALUE")));
    parameters[one.substr(0, at)] = one.substr(at + 1);
  }
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (options.action == "add") {
    const json::object body{{"question", options.words[0]}, {"sql", options.words[1]}, {"parameters", std::move(parameters)}};
    return Done(context, (*api)->Post(kVerified, body), "saved as verified");
  }
  if (options.action == "remove") return Done(context, (*api)->Delete(Under(kVerified, options.words[0])), base::StrCat(options.words[0], " is removed"));
  const absl::StatusOr<json::value> answers = (*api)->Get(kVerified);
  if (!answers.ok()) return Report(answers.status());
  return ListVerified(context, *answers);
}

int SaveVerified(const Context& context, ApiClient& api, const std::string& question, const json::value& answer) {
  const json::object body{{"question", question}, {"sql", Text(answer, "sql")}, {"parameters", List(answer, "parameters")}};
  const absl::StatusOr<json::value> saved = api.Post(kVerified, body);
  if (!saved.ok()) return Report(saved.status());
  if (!context.json) std::printf("saved as verified\n");
  return 0;
}

int OfferToVerify(const Context& context, ApiClient& api, const std::string& question, const json::value& answer) {
  std::printf("%s", context.style.Dim("right? y: save as verified, n: say what is wrong, Enter: neither > ").c_str());
  std::fflush(stdout);
  std::string line;
  if (!std::getline(std::cin, line) || (line != "y" && line != "n")) return 0;
  if (line == "y") return SaveVerified(context, api, question, answer);
  std::printf("what is wrong? > ");
  std::fflush(stdout);
  std::string note;
  std::getline(std::cin, note);
  const json::object body{{"verdict", "wrong"}, {"note", note}, {"question", question}, {"sql", Text(answer, "sql")}};
  const std::string path = base::StrCat("/api/v1/answers/", http::EncodeQueryValue(Text(answer, "answer_id")), "/feedback");
  return Done(context, api.Post(path, body), "noted for the administrators");
}

}  // namespace aurora::cli
