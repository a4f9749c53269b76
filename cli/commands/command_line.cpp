#include "cli/commands/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "cli/commands/backups/backup_command.h"
#include "cli/commands/completion_command.h"
#include "cli/commands/connections/connect_command.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/connections/evolution_command.h"
#include "cli/commands/connections/ledger_command.h"
#include "cli/commands/connections/replay_command.h"
#include "cli/commands/context.h"
#include "cli/commands/endpoints/endpoint_command.h"
#include "cli/commands/knowledge/knowledge_command.h"
#include "cli/commands/lifecycle/doctor_command.h"
#include "cli/commands/lifecycle/down_command.h"
#include "cli/commands/lifecycle/env_command.h"
#include "cli/commands/lifecycle/logs_command.h"
#include "cli/commands/lifecycle/status_command.h"
#include "cli/commands/lifecycle/up_command.h"
#include "cli/commands/questions/ask_command.h"
#include "cli/commands/questions/sql_command.h"
#include "cli/commands/questions/tables_command.h"
#include "cli/exit_status.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr char kFooter[] = R"(
Everywhere: --json prints for programs, --data-dir names the Aurora, NO_COLOR=1 turns colours off.
AURORA_URL and AURORA_TOKEN (see `aurora env`) name an Aurora elsewhere.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 not running, 4 declined or not allowed, 5 port or data in use.

Examples:
  aurora up --detach
  aurora ask "How many orders did we get from California this week?"
  aurora connect --brokers localhost:9092 --topic orders)";

// All that arguments are read into. Owner: RunCommandLine.
struct Arguments {
  Context context;
  UpOptions up;
  bool yes = false;
  LogsOptions logs;
  ConnectOptions connect;
  AskOptions ask;
  SqlOptions sql;
  std::vector<std::string> question;
  std::string name;
  std::string table;
  std::string statement;
  std::string shell;
  bool drop_table = false;
  AlterOptions alter;
  ProposalsOptions proposals;
  std::string ledger_format = "table";
  DeadLettersOptions letters;
  ReplayOptions replay;
  GlossaryOptions glossary;
  VerifiedOptions verified;
  EndpointOptions endpoint;
  BackupOptions backup;
  RestoreOptions restore;
  int questions = 4;
};

// A command with its description, its examples and what it runs.
class Commands {
 public:
  Commands(CLI::App& app, std::function<int()>& run) : app_(app), run_(run) {}
  CLI::App* Add(const char* name, const char* description, const char* examples, std::function<int()> run) {
    CLI::App* command = app_.add_subcommand(name, description);
    const std::string shown = *examples == '\0' ? "" : base::StrCat("\nExamples:\n", examples, "\n");
    command->footer(base::StrCat(
        shown, "\nAlso everywhere: --json, --data-dir; see aurora --help for them and for exit statuses."));
    command->callback([this, run = std::move(run)] { run_ = run; });
    return command;
  }

  // For a command below a command.
  void Run(std::function<int()> run) { run_ = std::move(run); }

 private:
  CLI::App& app_;
  std::function<int()>& run_;
};

void AddStopAbove(CLI::App& command, StopAboveOptions& options) {
  command.add_option("--stop-above", options.share,
                     "Stop, instead of setting more aside, above this share of dead letters: 5%, 0.05 or off (default: off)");
  command.add_option("--stop-window", options.window, "Messages that the share counts in (default: the last 1000)")
      ->check(CLI::Range(10, 1'000'000));
}

void AddLifecycle(Commands& commands, Arguments& a) {
  CLI::App* up = commands.Add("up", "Start everything on this machine and supervise it",
                              "  aurora up --detach\n  aurora up --port 8000 --rate 1000\n"
                              "  aurora up --no-demo --config aurora.yaml\n"
                              "\nThe configuration file may hold (every key is optional):\n"
                              "  port: 7171\n"
                              "  demo: {enabled: true, rate: 200}\n"
                              "  kafka: {brokers: \"kafka-1:9092\"}      for the demonstration, instead of our own\n"
                              "  clickhouse: {url: \"https://ch:8443\", user: admin, "
                              "password_file: /etc/aurora/clickhouse}\n"
                              "  backup: {to: /mnt/backups, every: 24h, keep: 14}\n"
                              "  services: {ingest: {...}}              laid over a part's own configuration; "
                              "aurora-ingest --print-config lists its keys",
                              [&a] { return RunUp(a.context, a.up); });
  up->add_flag("-y,--yes", a.yes, "Do not ask before installing packages (for the ./aurora script)");
  up->add_flag("-d,--detach", a.up.detach, "Return when everything is ready");
  up->add_option("--config", a.up.config, "YAML file of settings, see below")
      ->type_name("FILE");
  up->add_option("--port", a.up.port, "Port of the gateway; the 20 after it are used too (default 7171)");
  up->add_option("--grafana", a.up.grafana, "URL of a Grafana to show under /grafana/ to people who are signed in");
  up->add_flag("--no-demo", a.up.no_demo, "No Kafka and no demonstration: bring your own brokers");
  up->add_option("--rate", a.up.rate, "Demonstration events a second in total (default 200)");
  commands.Add("down", "Stop everything", "", [&a] { return RunDown(a.context); });
  commands.Add("status", "Show processes and connections", "  aurora status --json",
               [&a] { return RunStatus(a.context); });
  CLI::App* logs = commands.Add("logs", "Show the logs of the parts", "  aurora logs ingest -f",
                                [&a] { return RunLogs(a.context, a.logs); });
  logs->add_option("part", a.logs.part, "A part as `aurora status` names it; all without");
  logs->add_flag("-f,--follow", a.logs.follow, "Go on with what is added");
  logs->add_option("-n,--lines", a.logs.lines, "Last lines of each")->check(CLI::Range(0, 1'000'000));
  commands.Add("doctor", "Find what is wrong, with the remedy", "", [&a] { return RunDoctor(a.context); });
  commands.Add("env", "Print shell exports: addresses, token, password", "  eval \"$(aurora env)\"",
               [&a] { return RunEnv(a.context); });
  commands.Add("link", "Make another one-time sign-in link", "", [&a] { return RunLink(a.context); });
}

void AddConnections(Commands& commands, Arguments& a) {
  CLI::App* connect = commands.Add("connect", "Make a table of a Kafka topic and keep it filled",
                                   "  aurora connect --brokers localhost:9092 --topic orders\n"
                                   "  aurora connect --brokers kafka:9093 --topic orders --table shop.orders "
                                   "--start latest --security kafka.yaml\n"
                                   "  aurora connect --brokers localhost:9092 --topic orders.eu orders.us --table shop.orders\n"
                                   "  aurora connect --brokers localhost:9092 --topic-pattern 'orders\\..*' --table shop.orders\n"
                                   "  aurora connect --brokers localhost:9092 --topic clicks --format csv "
                                   "--columns at,page,millis\n"
                                   "  aurora connect --brokers localhost:9092 --topic orders --format avro "
                                   "--registry http://localhost:8081\n"
                                   "  aurora connect --brokers localhost:9092 --topic db.public.orders "
                                   "--envelope debezium\n"
                                   "  aurora connect --brokers localhost:9092 --topic orders --transform drop:password "
                                   "--transform hash:email --transform 'filter:status=paid'\n"
                                   "\nTransforms are applied in their order:\n"
                                   "  drop:FIELD  rename:FIELD=NAME  cast:FIELD=TYPE  redact:FIELD[=TEXT]  hash:FIELD\n"
                                   "  filter:FIELD=VALUE, also with != < <= > >=, in A,B, not in A,B, exists, not exists\n"
                                   "  'deduplicate:FIELD,FIELD within 1h'  of messages of one partition with equal fields, and Kafka\n"
                                   "      timestamps at most that far apart (24h at most), the first becomes a row. Partitions are not\n"
                                   "      compared with each other: the producer has to choose the partition by these fields\n"
                                   "\nThe security file is YAML; files are named relative to it:\n"
                                   "  protocol: sasl_ssl                 "
                                   "plaintext, ssl, sasl_plaintext or sasl_ssl\n"
                                   "  sasl_mechanism: SCRAM-SHA-512      "
                                   "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER\n"
                                   "  username: aurora                   "
                                   "OAUTHBEARER: the client's id\n"
                                   "  password_file: kafka.password      "
                                   "OAUTHBEARER: the client's secret\n"
                                   "  token_url: https://id.example/token  "
                                   "OAUTHBEARER: an OpenID Connect provider's\n"
                                   "  scope: kafka                       "
                                   "OAUTHBEARER: what the token is asked for; may be left out\n"
                                   "  ca_file: ca.pem                    "
                                   "the authority that signed the brokers' certificates\n"
                                   "  certificate_file: client.pem       "
                                   "our own certificate, where brokers ask for one\n"
                                   "  key_file: client.key\n"
                                   "\nA registry file is YAML with url, username, password_file and ca_file.",
                                   [&a] { return RunConnect(a.context, a.connect); });
  connect->add_option("--brokers", a.connect.brokers, "host:port,host:port")->required();
  CLI::Option* topics =
      connect->add_option("--topic", a.connect.topics, "The topic, or several that become one table (a b, or a,b)")->delimiter(',');
  connect->add_option("--topic-pattern", a.connect.topic_pattern,
                      "All topics whose whole name matches this regular expression, also those that come later")
      ->excludes(topics);
  connect->add_option("--table", a.connect.table, "database.table (default: the topic's name; with several it must be given)");
  connect->add_option("--start", a.connect.start,
                      "earliest, latest, a time (2026-11-21T00:00:00Z) or an offset for each partition (0:1200,1:1180; "
                      "orders.eu:0:1200)");
  connect->add_option("--security", a.connect.security, "YAML file for TLS and SASL")->type_name("FILE");
  connect->add_option("--evolution", a.connect.evolution, "What happens to new fields: add, freeze or review (default add)")
      ->check(CLI::IsMember({"add", "freeze", "review"}));
  connect->add_option("--format", a.connect.format,
                      "json (default), raw, csv, avro, protobuf or json_schema")
      ->check(CLI::IsMember({"json", "raw", "csv", "avro", "protobuf", "json_schema"}));
  connect->add_option("--envelope", a.connect.envelope,
                      "debezium: keep the latest state of each row of another database")
      ->check(CLI::IsMember({"none", "debezium"}));
  connect->add_option("--several", a.connect.several,
                      "A JSON message may be an array of objects, or objects on lines, each a row: auto (as the topic shows), never or rows")
      ->check(CLI::IsMember({"auto", "never", "rows"}));
  connect->add_option("--registry", a.connect.registry, "The schema registry, or a YAML file about it")
      ->type_name("URL|FILE");
  connect->add_option("--columns", a.connect.columns, "Names of CSV's values, a,b,c (default: column1, column2, ...)")
      ->delimiter(',');
  connect->add_option("--delimiter", a.connect.delimiter, "CSV's delimiter (default: a comma; \\t is a tab)");
  connect->add_option("--quote", a.connect.quote, "CSV's quote (default: \")");
  connect->add_option("--transform", a.connect.transforms, "What is done to each message (may be given again)")
      ->allow_extra_args(false);
  connect->add_option("--hash-salt-file", a.connect.hash_salt_file,
                      "A secret of 16 bytes or more: connections with the same one have the same hashes")
      ->type_name("FILE");
  AddStopAbove(*connect, a.connect.stop_above);
  connect->add_flag("-y,--yes", a.connect.yes, "Do not show the table and ask first");
  commands.Add("connections", "List connections", "", [&a] { return RunConnections(a.context); });
  const char* which = "A connection's id, its topic or its table";
  commands
      .Add("pause", "Stop reading for a while", "  aurora pause orders",
           [&a] { return RunPause(a.context, a.name); })
      ->add_option("connection", a.name, which)
      ->required();
  commands
      .Add("resume", "Go on reading", "  aurora resume orders", [&a] { return RunResume(a.context, a.name); })
      ->add_option("connection", a.name, which)
      ->required();
  CLI::App* disconnect = commands.Add("disconnect", "End a connection; its table stays",
                                      "  aurora disconnect orders --drop-table",
                                      [&a] { return RunDisconnect(a.context, a.name, a.drop_table); });
  disconnect->add_option("connection", a.name, which)->required();
  disconnect->add_flag("--drop-table", a.drop_table, "Delete the table and its rows too");
  CLI::App* ledger = commands.Add("ledger", "Show what became of each offset",
                                  "  aurora ledger orders\n"
                                  "  aurora ledger orders --format csv > ledger.csv",
                                  [&a] { return RunLedger(a.context, a.name, a.ledger_format); });
  ledger->add_option("connection", a.name, which)->required();
  ledger->add_option("--format", a.ledger_format, "How it is printed (default: table)")
      ->check(CLI::IsMember({"table", "csv", "ndjson"}));
  CLI::App* letters = commands.Add("dead-letters", "Show messages that did not fit, newest first, or try them again",
                                   "  aurora dead-letters orders\n"
                                   "  aurora dead-letters orders --groups\n"
                                   "  aurora dead-letters orders --replay --all\n"
                                   "  aurora dead-letters orders --replay --reason type_mismatch\n"
                                   "  aurora dead-letters orders --replay --offset 0:1200\n"
                                   "  aurora dead-letters shop.orders --replay --offset orders.eu:0:1200",
                                   [&a] { return RunDeadLetters(a.context, a.name, a.letters); });
  letters->add_option("connection", a.name, which)->required();
  letters->add_option("-n,--limit", a.letters.limit, "How many to show")->check(CLI::Range(1, 1000));
  letters->add_flag("--groups", a.letters.groups, "Count them by their cause instead, the most frequent first");
  letters->add_flag("--replay", a.letters.replay,
                    "Make rows of those that fit the table as it is now, each exactly once; the others stay");
  letters->add_flag("--all", a.letters.all, "Replay every one of the connection");
  letters->add_option("--reason", a.letters.reason, "Only those with this code, or with these words in their reason");
  letters->add_option("--offset", a.letters.offsets, "Replay the one at partition:offset (topic:partition:offset where there are several); may be given several times")
      ->expected(1);
}

void AddRestoreOptions(CLI::App& command, RestoreOptions& options) {
  command.add_option("--from", options.from, "Folder of backups, or one of them")->required()->type_name("DIR");
  command.add_option("--to", options.to, "The newest that was taken at or before this time (RFC 3339; default: the newest)");
  command.add_option("--key-file", options.key_file, "Your copy of state/ingest.key")->type_name("FILE");
}

void AddBackups(Commands& commands, Arguments& a) {
  CLI::App* backup = commands.Add("backup", "Copy tables, state and offsets of the running Aurora into a folder",
                                  "  aurora backup --to /mnt/backups --keep 14\n"
                                  "  aurora backup --to /mnt/backups --list",
                                  [&a] { return RunBackup(a.context, a.backup); });
  backup->add_option("--to", a.backup.wish.to, "Folder of backups; only what changed since the last full one of the week is copied")
      ->required()
      ->type_name("DIR");
  backup->add_option("--keep", a.backup.wish.keep, "Remove all but the newest of this many, and the full ones that they need (default: none are removed)")
      ->check(CLI::Range(1, 10'000));
  backup->add_flag("--full", a.backup.wish.full, "Copy everything");
  backup->add_flag("--list", a.backup.list, "Only show what backups there are");
  CLI::App* restore = commands.Add("restore", "Make an Aurora of a backup, in an empty data directory",
                                   "  aurora restore --from /mnt/backups --key-file ingest.key\n"
                                   "  aurora restore --from /mnt/backups --key-file ingest.key --to 2026-11-21T12:00:00Z",
                                   [&a] { return RunRestore(a.context, a.restore); });
  AddRestoreOptions(*restore, a.restore);
  restore->add_flag("--without-key", a.restore.without_key, "The key is lost: connections with passwords have to be made anew")
      ->excludes("--key-file");
  CLI::App* drill = commands.Add("drill", "Rehearse a restore of the newest backup", "  aurora drill restore --from /mnt/backups", [] { return kExitUsage; });
  drill->require_subcommand(1);
  CLI::App* drilled = drill->add_subcommand("restore", "Restore the newest backup on the side, check it, say how old it is and how long that took");
  AddRestoreOptions(*drilled, a.restore);
  drill->callback(nullptr);
  drilled->callback([&commands, &a] { commands.Run([&a] { return RunDrillRestore(a.context, a.restore); }); });
}

void AddReplay(Commands& commands, Arguments& a) {
  CLI::App* replay = commands.Add("replay", "Read a range of offsets again, compare what comes of it, and swap it in",
                                  "  aurora replay orders --all --plan\n"
                                  "  aurora replay orders --offsets 0:1200-1500\n"
                                  "  aurora replay shop.orders --topic orders.eu --offsets 0:1200-1500\n"
                                  "  aurora replay orders --since 2026-11-21T00:00:00Z --until 2026-11-22T00:00:00Z --target replace\n"
                                  "  aurora replay orders --swap",
                                  [&a] { return RunRangeReplay(a.context, a.name, a.replay); });
  replay->add_option("connection", a.name, "A connection's id, its topic or its table")->required();
  replay->add_option("--topic", a.replay.topic, "Which topic, where the connection reads several");
  replay->add_flag("--all", a.replay.all, "Everything that the connection has loaded (of the topic)");
  replay->add_option("--offsets", a.replay.offsets, "partition:from-to, without `to`; once for each partition")->expected(1);
  replay->add_option("--since", a.replay.since, "Messages from this Kafka timestamp on (RFC 3339)");
  replay->add_option("--until", a.replay.until, "Messages before this Kafka timestamp (RFC 3339)");
  replay->add_option("--target", a.replay.target, "A shadow table until you decide (shadow), or the table itself (replace)")
      ->check(CLI::IsMember({"shadow", "replace"}));
  replay->add_option("--missing", a.replay.missing, "Rows whose messages Kafka does not hold any more stay (keep) or go (drop)")
      ->check(CLI::IsMember({"keep", "drop"}));
  replay->add_flag("--plan", a.replay.plan, "Only say what would be read");
  replay->add_flag("--no-wait", a.replay.no_wait, "Return at once; see --list");
  replay->add_option("--id", a.replay.id, "The replay that is meant (default: the open one); alone: show it");
  CLI::Option* list = replay->add_flag("--list", a.replay.list, "Show its replays");
  CLI::Option* swap = replay->add_flag("--swap", a.replay.swap, "Let the rows of the shadow take the place of the others");
  replay->add_flag("--discard", a.replay.discard, "End the replay and remove its shadow")->excludes(list)->excludes(swap);
  swap->excludes(list);
}

void AddEvolution(Commands& commands, Arguments& a) {
  const char* which = "A connection's id, its topic or its table";
  CLI::App* alter = commands.Add("alter", "Change a connection: what new fields become, its batches, wider columns, when to stop",
                                 "  aurora alter orders --evolution review\n"
                                 "  aurora alter orders --type total=Float64 --type note=String\n"
                                 "  aurora alter orders --rows-max 10000 --delay-ms-max 500\n"
                                 "  aurora alter orders --stop-above off",
                                 [&a] { return RunAlter(a.context, a.name, a.alter); });
  alter->add_option("connection", a.name, which)->required();
  alter->add_option("--evolution", a.alter.evolution,
                    "New fields become columns (add), stay in _overflow (freeze) or are proposed (review)")
      ->check(CLI::IsMember({"add", "freeze", "review"}));
  alter->add_option("--type", a.alter.types, "column=Type: a wider type, by which no value is lost")->expected(1);
  AddStopAbove(*alter, a.alter.stop_above);
  alter->add_option("--rows-max", a.alter.rows_max, "Rows of a batch; 0: the default");
  alter->add_option("--bytes-max", a.alter.bytes_max, "Bytes of a batch; 0: the default");
  alter->add_option("--delay-ms-max", a.alter.delay_ms_max, "Time that an event waits for its batch, ms; 0: the default");
  CLI::App* proposals = commands.Add("proposals", "Columns that new fields could become; apply or reject them",
                                     "  aurora proposals orders\n"
                                     "  aurora proposals orders --apply coupon --reject debug",
                                     [&a] { return RunProposals(a.context, a.name, a.proposals); });
  proposals->add_option("connection", a.name, which)->required();
  proposals->add_option("--apply", a.proposals.apply, "Add this column (may be repeated)")->expected(1);
  proposals->add_option("--reject", a.proposals.reject, "Leave this field in _overflow (may be repeated)")->expected(1);
  proposals->add_flag("--apply-all", a.proposals.apply_all, "Add all open ones")->excludes("--apply");
  commands
      .Add("schema-history", "Show how a table's columns came to be", "  aurora schema-history orders",
           [&a] { return RunSchemaHistory(a.context, a.name); })
      ->add_option("connection", a.name, which)
      ->required();
}

void AddQuestions(Commands& commands, Arguments& a) {
  CLI::App* tables =
      commands.Add("tables", "List tables, or the columns of one", "  aurora tables shop.orders",
                   [&a] { return RunTables(a.context, a.table); });
  tables->add_option("table", a.table, "database.table");
  CLI::App* ask = commands.Add("ask", "Ask in plain language",
                               "  aurora ask \"What are the top 5 user actions in the last hour?\"\n"
                               "  aurora ask --json --now 2026-11-21T12:00:00Z \"orders yesterday by state\"\n"
                               "  aurora ask --reading time=last_7_days \"orders this week\"",
                               [&a] {
                                 for (const std::string& word : a.question)
                                   a.ask.question += (a.ask.question.empty() ? "" : " ") + word;
                                 return RunAsk(a.context, a.ask);
                               });
  ask->add_option("question", a.question, "The question")->required();
  ask->add_option("--now", a.ask.now, "Clock of words like \"today\", e.g. 2026-11-21T12:00:00Z");
  ask->add_option("--table", a.ask.tables, "Only these tables (database.table)")->expected(1);
  ask->add_option("--reading", a.ask.readings,
                  "Read an assumption otherwise, ASSUMPTION=ALTERNATIVE as an answer lists them, e.g. time=last_7_days")
      ->expected(1);
  ask->add_flag("--sql-only", a.ask.sql_only, "Print the SQL and do not run it");
  ask->add_flag("--verify", a.ask.verify, "Save the answer as verified");
  CLI::App* sql = commands.Add(
      "sql", "Run one SELECT",
      "  aurora sql \"SELECT state, count() FROM shop.orders GROUP BY state ORDER BY 2 DESC LIMIT 5\"\n"
      "  aurora sql --format csv - < query.sql > result.csv",
      [&a] { return RunSql(a.context, a.sql); });
  sql->add_option("statement", a.sql.sql, "The statement; - reads it from standard input")->required();
  sql->add_option("--format", a.sql.format, "table, json, ndjson, csv, arrow or parquet")
      ->check(CLI::IsMember({"table", "json", "ndjson", "csv", "arrow", "parquet"}));
  sql->add_option("--max-rows", a.sql.max_rows, "Stop after so many rows (default for tables: 1000)");
  commands
      .Add("explain", "Say in plain words what a SELECT does",
           "  aurora explain \"SELECT count() FROM shop.orders\"",
           [&a] { return RunExplain(a.context, a.statement); })
      ->add_option("statement", a.statement, "The statement")
      ->required();
  CLI::App* suggest = commands.Add("suggest", "Questions worth asking", "  aurora suggest shop.orders",
                                   [&a] { return RunSuggest(a.context, a.table, a.questions); });
  suggest->add_option("table", a.table, "database.table; all tables without");
  suggest->add_option("-n,--limit", a.questions, "How many")->check(CLI::Range(1, 20));
}

// What people teach.
void AddKnowledge(Commands& commands, Arguments& a) {
  CLI::App* glossary = commands.Add("glossary", "What words mean in questions",
                                    "  aurora glossary list\n"
                                    "  aurora glossary add \"net revenue\" \"sum(total) - sum(refund)\" --table shop.orders\n"
                                    "  aurora glossary add VIP \"tier = 'gold'\" --table shop.customers --kind filter\n"
                                    "  aurora glossary add clients customers\n"
                                    "  aurora glossary remove VIP",
                                    [&a] { return RunGlossary(a.context, a.glossary); });
  glossary->add_option("action", a.glossary.action, "list (default), add or remove")->check(CLI::IsMember({"list", "add", "remove"}));
  glossary->add_option("words", a.glossary.words, "add: term and definition; remove: the term or its id");
  glossary->add_option("--table", a.glossary.table, "database.table of the definition's columns");
  glossary->add_option("--kind", a.glossary.kind, "measure (default with --table), filter or synonym (default without)")
      ->check(CLI::IsMember({"measure", "filter", "synonym"}));
  CLI::App* verified = commands.Add("verified", "Answers that people saw to be right",
                                    "  aurora verified list\n"
                                    "  aurora verified add \"orders this week\" \"SELECT count() FROM shop.orders WHERE ordered_at >= {from:DateTime}\"\n"
                                    "  aurora ask --verify \"orders by state\"",
                                    [&a] { return RunVerified(a.context, a.verified); });
  verified->add_option("action", a.verified.action, "list (default), add or remove")->check(CLI::IsMember({"list", "add", "remove"}));
  verified->add_option("words", a.verified.words, "add: question and SQL; remove: the id");
  verified->add_option("--parameter", a.verified.parameters, "NAME=VALUE of a {NAME:Type} in the SQL")->expected(1);
}

void AddEndpoints(Commands& commands, Arguments& a) {
  CLI::App* endpoint = commands.Add("endpoint", "SQL that programs call by a name",
                                    "  aurora endpoint list\n"
                                    "  aurora endpoint create revenue \"SELECT sum(total) FROM shop.orders WHERE state = {state:String}\" --default state=CA\n"
                                    "  aurora endpoint create orders --question \"orders by state\"\n"
                                    "  aurora endpoint token revenue --name partner --expires-in 30d\n"
                                    "  aurora endpoint token revenue --list\n"
                                    "  aurora endpoint remove revenue\n"
                                    "\nGET /api/v1/endpoints/NAME?parameter=value runs it; /api/v1/endpoints/openapi.json describes all of them.",
                                    [&a] { return RunEndpoint(a.context, a.endpoint); });
  endpoint->add_option("action", a.endpoint.action, "list (default), create, remove or token")
      ->check(CLI::IsMember({"list", "create", "remove", "token"}));
  endpoint->add_option("words", a.endpoint.words, "create: name and SQL; remove and token: the name");
  endpoint->add_option("--question", a.endpoint.question, "create: take the SQL of this question's answer; its times become parameters that a call gives");
  endpoint->add_option("--description", a.endpoint.description, "create: what it is for");
  endpoint->add_option("--default", a.endpoint.defaults, "create: NAME=VALUE of a {NAME:Type} that a call may leave out")->expected(1);
  endpoint->add_flag("--no-token", a.endpoint.no_token, "create: make no token yet");
  endpoint->add_option("--name", a.endpoint.token_name, "create and token: who the token is for");
  endpoint->add_option("--expires-in", a.endpoint.expires_in, "create and token: 30d, 12h, ... (default: it does not end)");
  endpoint->add_flag("--list", a.endpoint.list_tokens, "token: the endpoint's tokens, without their secrets");
  endpoint->add_option("--revoke", a.endpoint.revoke, "token: end the one with this id");
}

void AddOthers(Commands& commands, CLI::App& app, Arguments& a) {
  commands
      .Add("completion", "Print a completion script for a shell", "  source <(aurora completion bash)",
           [&a, &app] { return RunCompletion(app, a.shell); })
      ->add_option("shell", a.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  commands.Add("version", "Print the version", "", [] {
    std::printf("aurora %s\n", AURORA_VERSION);
    return kExitOk;
  });
  for (const auto& [name, what] : {std::pair{"test", "Prove it: run the tests (./aurora test, in a checkout)"},
                                   std::pair{"bench", "Measure it beside its peers (./aurora bench, in a checkout)"}}) {
    CLI::App* command = commands.Add(name, what, "", [name = name] {
      std::fprintf(stderr, "aurora: `%s` belongs to a checkout; run ./aurora %s there\n", name, name);
      return kExitUsage;
    });
    command->allow_extras();
  }
}

// The first argument that is no option: the command. "" when there is none.
std::string FirstWord(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--data-dir") {
      ++i;
    } else if (!argument.starts_with("-")) {
      return std::string(argument);
    }
  }
  return "";
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

// CLI11 only says that a command is missing; this says which one was meant.
int ReportUnknownCommand(const std::string& word, const std::vector<std::string>& names) {
  const std::string nearest = base::Nearest(word, names);
  return Report(absl::InvalidArgumentError(
      base::StrCat("command ", word, " is not known; ",
                   nearest.empty() ? "see aurora --help" : base::StrCat("did you mean ", nearest, "?"))));
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  Arguments arguments;
  arguments.context.layout = Layout::Find();
  arguments.context.style = Style::For(STDOUT_FILENO);
  std::function<int()> run;

  CLI::App app("Aurora turns Kafka topics into tables that anyone can question.", "aurora");
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("aurora ") + AURORA_VERSION);
  app.add_option("--data-dir", arguments.context.data_dir,
                 "Folder of data, secrets and logs of one Aurora (default: AURORA_DATA_DIR; .aurora of the "
                 "checkout; else ~/.local/share/aurora)")
      ->type_name("DIR");
  app.add_flag("--json", arguments.context.json, "Print JSON, for programs");
  app.footer(kFooter);
  Commands commands(app, run);
  AddLifecycle(commands, arguments);
  AddConnections(commands, arguments);
  AddBackups(commands, arguments);
  AddReplay(commands, arguments);
  AddEvolution(commands, arguments);
  AddQuestions(commands, arguments);
  AddKnowledge(commands, arguments);
  AddEndpoints(commands, arguments);
  AddOthers(commands, app, arguments);
  const std::string word = FirstWord(argc, argv);
  if (argc == 1 || word == "help") {
    std::printf("%s", app.help().c_str());
    return kExitOk;
  }
  const std::vector<std::string> names = CommandNames(app);
  if (!word.empty() && std::find(names.begin(), names.end(), word) == names.end()) {
    return ReportUnknownCommand(word, names);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    const bool known = std::find(names.begin(), names.end(), word) != names.end();
    std::fprintf(stderr, "aurora: %s; see aurora %s--help\n", error.what(), known ? (word + " ").c_str() : "");
    return kExitUsage;
  }
  return run();
}

}  // namespace aurora::cli
