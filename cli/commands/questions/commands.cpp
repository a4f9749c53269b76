#include "cli/commands/questions/commands.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/commands/questions/ask_command.h"
#include "cli/commands/questions/sql_command.h"
#include "cli/commands/questions/tables_command.h"

namespace aurora::cli {

void AddQuestions(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  std::string& table = commands.Keep<std::string>();
  std::vector<std::string>& words = commands.Keep<std::vector<std::string>>();
  AskOptions& ask_options = commands.Keep<AskOptions>();
  SqlOptions& sql_options = commands.Keep<SqlOptions>();
  std::string& statement = commands.Keep<std::string>();
  int& questions = commands.Keep<int>(4);
  CLI::App* tables =
      commands.Add("tables", "List tables, or the columns of one", "  aurora tables shop.orders",
                   [&context, &table] { return RunTables(context, table); });
  tables->add_option("table", table, "database.table");
  CLI::App* ask = commands.Add("ask", "Ask in plain language",
                               "  aurora ask \"What are the top 5 user actions in the last hour?\"\n"
                               "  aurora ask --json --now 2026-11-21T12:00:00Z \"orders yesterday by state\"\n"
                               "  aurora ask --reading time=last_7_days \"orders this week\"",
                               [&context, &ask_options, &words] {
                                 for (const std::string& word : words)
                                   ask_options.question += (ask_options.question.empty() ? "" : " ") + word;
                                 return RunAsk(context, ask_options);
                               });
  ask->add_option("question", words, "The question")->required();
  ask->add_option("--now", ask_options.now, "Clock of words like \"today\", e.g. 2026-11-21T12:00:00Z");
  ask->add_option("--table", ask_options.tables, "Only these tables (database.table)")->expected(1);
  ask->add_option("--reading", ask_options.readings,
                  "Read an assumption otherwise, ASSUMPTION=ALTERNATIVE as an answer lists them, e.g. time=last_7_days")
      ->expected(1);
  ask->add_flag("--sql-only", ask_options.sql_only, "Print the SQL and do not run it");
  ask->add_flag("--verify", ask_options.verify, "Save the answer as verified");
  CLI::App* sql = commands.Add(
      "sql", "Run one SELECT",
      "  aurora sql \"SELECT state, count() FROM shop.orders GROUP BY state ORDER BY 2 DESC LIMIT 5\"\n"
      "  aurora sql --format csv - < query.sql > result.csv",
      [&context, &sql_options] { return RunSql(context, sql_options); });
  sql->add_option("statement", sql_options.sql, "The statement; - reads it from standard input")->required();
  sql->add_option("--format", sql_options.format, "table, json, ndjson, csv, arrow or parquet")
      ->check(CLI::IsMember({"table", "json", "ndjson", "csv", "arrow", "parquet"}));
  sql->add_option("--max-rows", sql_options.max_rows, "Stop after so many rows (default for tables: 1000)");
  commands
      .Add("explain", "Say in plain words what a SELECT does",
           "  aurora explain \"SELECT count() FROM shop.orders\"",
           [&context, &statement] { return RunExplain(context, statement); })
      ->add_option("statement", statement, "The statement")
      ->required();
  CLI::App* suggest = commands.Add("suggest", "Questions worth asking", "  aurora suggest shop.orders",
                                   [&context, &questions, &table] { return RunSuggest(context, table, questions); });
  suggest->add_option("table", table, "database.table; all tables without");
  suggest->add_option("-n,--limit", questions, "How many")->check(CLI::Range(1, 20));
}

}  // namespace aurora::cli
