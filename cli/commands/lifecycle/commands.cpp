#include "cli/commands/lifecycle/commands.h"

#include <CLI/CLI.hpp>

#include "cli/commands/lifecycle/doctor_command.h"
#include "cli/commands/lifecycle/down_command.h"
#include "cli/commands/lifecycle/env_command.h"
#include "cli/commands/lifecycle/logs_command.h"
#include "cli/commands/lifecycle/status_command.h"
#include "cli/commands/lifecycle/up_command.h"

namespace aurora::cli {

void AddLifecycle(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  UpOptions& up_options = commands.Keep<UpOptions>();
  LogsOptions& logs_options = commands.Keep<LogsOptions>();
  bool& yes = commands.Keep<bool>();
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
                              [&context, &up_options] { return RunUp(context, up_options); });
  up->add_flag("-y,--yes", yes, "Do not ask before installing packages (for the ./aurora script)");
  up->add_flag("-d,--detach", up_options.detach, "Return when everything is ready");
  up->add_option("--config", up_options.config, "YAML file of settings, see below")
      ->type_name("FILE");
  up->add_option("--port", up_options.port, "Port of the gateway; the 20 after it are used too (default 7171)");
  up->add_option("--grafana", up_options.grafana, "URL of a Grafana to show under /grafana/ to people who are signed in");
  CLI::Option* demo = up->add_flag("--demo", up_options.demo, "With Kafka and the demonstration (a new data directory has them)");
  up->add_flag("--no-demo", up_options.no_demo, "No Kafka and no demonstration, now and at later starts: bring your own brokers")->excludes(demo);
  up->add_option("--rate", up_options.rate, "Demonstration events a second in total (default 200)");
  commands.Add("down", "Stop everything", "", [&context] { return RunDown(context); });
  commands.Add("status", "Show processes and connections", "  aurora status --json",
               [&context] { return RunStatus(context); });
  CLI::App* logs = commands.Add("logs", "Show the logs of the parts", "  aurora logs ingest -f",
                                [&context, &logs_options] { return RunLogs(context, logs_options); });
  logs->add_option("part", logs_options.part, "A part as `aurora status` names it; all without");
  logs->add_flag("-f,--follow", logs_options.follow, "Go on with what is added");
  logs->add_option("-n,--lines", logs_options.lines, "Last lines of each")->check(CLI::Range(0, 1'000'000));
  commands.Add("doctor", "Find what is wrong, with the remedy", "", [&context] { return RunDoctor(context); });
  commands.Add("env", "Print shell exports: addresses, token, password", "  eval \"$(aurora env)\"",
               [&context] { return RunEnv(context); });
  commands.Add("link", "Make another one-time sign-in link", "", [&context] { return RunLink(context); });
}

}  // namespace aurora::cli
