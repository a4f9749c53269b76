#include "cli/commands/sizing/commands.h"

#include <CLI/CLI.hpp>

#include "cli/commands/sizing/size_command.h"

namespace aurora::cli {

void AddSizing(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  Workload& load = commands.Keep<Workload>();
  CLI::App* size =
      commands.Add("size", "Say what machines and disks a workload needs, and what they cost",
                   "  aurora size --events-per-second 5000 --event-bytes 400 --retention-days 90 --questions-per-second 0.5\n"
                   "  aurora size --events-per-second 100000 --retention-days 30 --json\n"
                   "\nNeeds no running Aurora; docs/deploy/sizing.md says where the figures come from.",
                   [&context, &load] { return RunSize(context, load); });
  size->add_option("--events-per-second", load.events_per_s, "On the average of a day, of all connections")->capture_default_str();
  size->add_option("--peak", load.peak_factor, "The busiest minutes, as a multiple of that")->capture_default_str();
  size->add_option("--event-bytes", load.event_bytes, "Bytes of a message, not compressed")->capture_default_str();
  size->add_option("--retention-days", load.retention_days, "Days that rows are kept")->capture_default_str();
  size->add_option("--questions-per-second", load.questions_per_s, "At the busiest, those of boards too")->capture_default_str();
  size->add_option("--share-read", load.share_read, "Part of all rows that a question reads, 0 to 1")->capture_default_str();
  size->add_option("--connections", load.connections, "Connections that get events all the time")->capture_default_str();
}

}  // namespace aurora::cli
