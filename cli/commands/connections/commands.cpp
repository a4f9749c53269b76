#include "cli/commands/connections/commands.h"

#include <CLI/CLI.hpp>
#include <string>

#include "cli/commands/connections/connect_command.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/connections/evolution_command.h"
#include "cli/commands/connections/ledger_command.h"
#include "cli/commands/connections/replay_command.h"
#include "cli/commands/connections/stop_above.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr char kWhich[] = "A connection's id, its topic or its table";

void AddStopAbove(CLI::App& command, StopAboveOptions& options) {
  command.add_option("--stop-above", options.share,
                     "Stop, instead of setting more aside, above this share of dead letters: 5%, 0.05 or off (default: off)");
  command.add_option("--stop-window", options.window, "Messages that the share counts in (default: the last 1000)")
      ->check(CLI::Range(10, 1'000'000));
}

void AddConnect(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  ConnectOptions& options = commands.Keep<ConnectOptions>();
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
                                   [&context, &options] { return RunConnect(context, options); });
  connect->add_option("--brokers", options.brokers, "host:port,host:port")->required();
  CLI::Option* topics =
      connect->add_option("--topic", options.topics, "The topic, or several that become one table (a b, or a,b)")->delimiter(',');
  connect->add_option("--topic-pattern", options.topic_pattern,
                      "All topics whose whole name matches this regular expression, also those that come later")
      ->excludes(topics);
  connect->add_option("--table", options.table, "database.table (default: the topic's name; with several it must be given)");
  connect->add_option("--start", options.start,
                      "earliest, latest, a time (2026-11-21T00:00:00Z) or an offset for each partition (0:1200,1:1180; "
                      "orders.eu:0:1200)");
  connect->add_option("--security", options.security, "YAML file for TLS and SASL")->type_name("FILE");
  connect->add_option("--evolution", options.evolution, "What happens to new fields: add, freeze or review (default add)")
      ->check(CLI::IsMember({"add", "freeze", "review"}));
  connect->add_option("--format", options.format,
                      "json (default), raw, csv, avro, protobuf or json_schema")
      ->check(CLI::IsMember({"json", "raw", "csv", "avro", "protobuf", "json_schema"}));
  connect->add_option("--envelope", options.envelope,
                      "debezium: keep the latest state of each row of another database")
      ->check(CLI::IsMember({"none", "debezium"}));
  connect->add_option("--several", options.several,
                      "A JSON message may be an array of objects, or objects on lines, each a row: auto (as the topic shows), never or rows")
      ->check(CLI::IsMember({"auto", "never", "rows"}));
  connect->add_option("--registry", options.registry, "The schema registry, or a YAML file about it")
      ->type_name("URL|FILE");
  connect->add_option("--columns", options.columns, "Names of CSV's values, a,b,c (default: column1, column2, ...)")
      ->delimiter(',');
  connect->add_option("--delimiter", options.delimiter, "CSV's delimiter (default: a comma; \\t is a tab)");
  connect->add_option("--quote", options.quote, "CSV's quote (default: \")");
  connect->add_option("--transform", options.transforms, "What is done to each message (may be given again)")
      ->allow_extra_args(false);
  connect->add_option("--hash-salt-file", options.hash_salt_file,
                      "A secret of 16 bytes or more: connections with the same one have the same hashes")
      ->type_name("FILE");
  AddStopAbove(*connect, options.stop_above);
  connect->add_flag("-y,--yes", options.yes, "Do not show the table and ask first");
}

void AddStates(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  std::string& name = commands.Keep<std::string>();
  bool& drop_table = commands.Keep<bool>();
  commands.Add("connections", "List connections", "", [&context] { return RunConnections(context); });
  commands
      .Add("pause", "Stop reading for a while", "  aurora pause orders",
           [&context, &name] { return RunPause(context, name); })
      ->add_option("connection", name, kWhich)
      ->required();
  commands
      .Add("resume", "Go on reading", "  aurora resume orders", [&context, &name] { return RunResume(context, name); })
      ->add_option("connection", name, kWhich)
      ->required();
  CLI::App* disconnect = commands.Add("disconnect", "End a connection; its table stays",
                                      "  aurora disconnect orders --drop-table",
                                      [&context, &drop_table, &name] { return RunDisconnect(context, name, drop_table); });
  disconnect->add_option("connection", name, kWhich)->required();
  disconnect->add_flag("--drop-table", drop_table, "Delete the table and its rows too");
}

void AddOffsets(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  std::string& name = commands.Keep<std::string>();
  std::string& ledger_format = commands.Keep<std::string>("table");
  DeadLettersOptions& options = commands.Keep<DeadLettersOptions>();
  CLI::App* ledger = commands.Add("ledger", "Show what became of each offset",
                                  "  aurora ledger orders\n"
                                  "  aurora ledger orders --format csv > ledger.csv",
                                  [&context, &ledger_format, &name] { return RunLedger(context, name, ledger_format); });
  ledger->add_option("connection", name, kWhich)->required();
  ledger->add_option("--format", ledger_format, "How it is printed (default: table)")
      ->check(CLI::IsMember({"table", "csv", "ndjson"}));
  CLI::App* letters = commands.Add("dead-letters", "Show messages that did not fit, newest first, or try them again",
                                   "  aurora dead-letters\n"
                                   "  aurora dead-letters orders\n"
                                   "  aurora dead-letters orders --groups\n"
                                   "  aurora dead-letters orders --replay --all\n"
                                   "  aurora dead-letters orders --replay --reason type_mismatch\n"
                                   "  aurora dead-letters orders --replay --offset 0:1200\n"
                                   "  aurora dead-letters shop.orders --replay --offset orders.eu:0:1200",
                                   [&context, &name, &options] { return RunDeadLetters(context, name, options); });
  letters->add_option("connection", name, base::StrCat(kWhich, "; without: how many each has"));
  letters->add_option("-n,--limit", options.limit, "How many to show")->check(CLI::Range(1, 1000));
  letters->add_flag("--groups", options.groups, "Count them by their cause instead, the most frequent first");
  letters->add_flag("--replay", options.replay,
                    "Make rows of those that fit the table as it is now, each exactly once; the others stay");
  letters->add_flag("--all", options.all, "Replay every one of the connection");
  letters->add_option("--reason", options.reason, "Only those with this code, or with these words in their reason");
  letters->add_option("--offset", options.offsets, "Replay the one at partition:offset (topic:partition:offset where there are several); may be given several times")
      ->expected(1);
}

void AddReplay(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  std::string& name = commands.Keep<std::string>();
  ReplayOptions& options = commands.Keep<ReplayOptions>();
  CLI::App* replay = commands.Add("replay", "Read a range of offsets again, compare what comes of it, and swap it in",
                                  "  aurora replay orders --all --plan\n"
                                  "  aurora replay orders --offsets 0:1200-1500\n"
                                  "  aurora replay shop.orders --topic orders.eu --offsets 0:1200-1500\n"
                                  "  aurora replay orders --since 2026-11-21T00:00:00Z --until 2026-11-22T00:00:00Z --target replace\n"
                                  "  aurora replay orders --swap",
                                  [&context, &name, &options] { return RunRangeReplay(context, name, options); });
  replay->add_option("connection", name, kWhich)->required();
  replay->add_option("--topic", options.topic, "Which topic, where the connection reads several");
  replay->add_flag("--all", options.all, "Everything that the connection has loaded (of the topic)");
  replay->add_option("--offsets", options.offsets, "partition:from-to, without `to`; once for each partition")->expected(1);
  replay->add_option("--since", options.since, "Messages from this Kafka timestamp on (RFC 3339)");
  replay->add_option("--until", options.until, "Messages before this Kafka timestamp (RFC 3339)");
  replay->add_option("--target", options.target, "A shadow table until you decide (shadow), or the table itself (replace)")
      ->check(CLI::IsMember({"shadow", "replace"}));
  replay->add_option("--missing", options.missing, "Rows whose messages Kafka does not hold any more stay (keep) or go (drop)")
      ->check(CLI::IsMember({"keep", "drop"}));
  replay->add_flag("--plan", options.plan, "Only say what would be read");
  replay->add_flag("--no-wait", options.no_wait, "Return at once; see --list");
  replay->add_option("--id", options.id, "The replay that is meant (default: the open one); alone: show it");
  CLI::Option* list = replay->add_flag("--list", options.list, "Show its replays");
  CLI::Option* swap = replay->add_flag("--swap", options.swap, "Let the rows of the shadow take the place of the others");
  replay->add_flag("--discard", options.discard, "End the replay and remove its shadow")->excludes(list)->excludes(swap);
  swap->excludes(list);
}

void AddEvolution(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  std::string& name = commands.Keep<std::string>();
  AlterOptions& options = commands.Keep<AlterOptions>();
  ProposalsOptions& proposal_options = commands.Keep<ProposalsOptions>();
  CLI::App* alter = commands.Add("alter", "Change a connection: what new fields become, its batches, wider columns, when to stop",
                                 "  aurora alter orders --evolution review\n"
                                 "  aurora alter orders --type total=Float64 --type note=String\n"
                                 "  aurora alter orders --rows-max 10000 --delay-ms-max 500\n"
                                 "  aurora alter orders --stop-above off",
                                 [&context, &name, &options] { return RunAlter(context, name, options); });
  alter->add_option("connection", name, kWhich)->required();
  alter->add_option("--evolution", options.evolution,
                    "New fields become columns (add), stay in _overflow (freeze) or are proposed (review)")
      ->check(CLI::IsMember({"add", "freeze", "review"}));
  alter->add_option("--type", options.types, "column=Type: a wider type, by which no value is lost")->expected(1);
  AddStopAbove(*alter, options.stop_above);
  alter->add_option("--rows-max", options.rows_max, "Rows of a batch; 0: the default");
  alter->add_option("--bytes-max", options.bytes_max, "Bytes of a batch; 0: the default");
  alter->add_option("--delay-ms-max", options.delay_ms_max, "Time that an event waits for its batch, ms; 0: the default");
  CLI::App* proposals = commands.Add("proposals", "Columns that new fields could become; apply or reject them",
                                     "  aurora proposals orders\n"
                                     "  aurora proposals orders --apply coupon --reject debug",
                                     [&context, &name, &proposal_options] { return RunProposals(context, name, proposal_options); });
  proposals->add_option("connection", name, kWhich)->required();
  proposals->add_option("--apply", proposal_options.apply, "Add this column (may be repeated)")->expected(1);
  proposals->add_option("--reject", proposal_options.reject, "Leave this field in _overflow (may be repeated)")->expected(1);
  proposals->add_flag("--apply-all", proposal_options.apply_all, "Add all open ones")->excludes("--apply");
  commands
      .Add("schema-history", "Show how a table's columns came to be", "  aurora schema-history orders",
           [&context, &name] { return RunSchemaHistory(context, name); })
      ->add_option("connection", name, kWhich)
      ->required();
}

}  // namespace

void AddConnections(CommandSet& commands) {
  AddConnect(commands);
  AddStates(commands);
  AddOffsets(commands);
  AddReplay(commands);
  AddEvolution(commands);
}

}  // namespace aurora::cli
