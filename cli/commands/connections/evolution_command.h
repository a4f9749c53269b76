#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands/connections/stop_above.h"
#include "cli/commands/context.h"

namespace aurora::cli {

struct AlterOptions {
  // add, freeze or review; "" leaves it.
  std::string evolution;
  // Bounds of a batch; 0 is the configured default, absent leaves them. Milliseconds for the delay.
  std::optional<int64_t> rows_max;
  std::optional<int64_t> bytes_max;
  std::optional<int64_t> delay_ms_max;
  // "column=Type"
  std::vector<std::string> types;
  StopAboveOptions stop_above;
};

// `aurora alter`: another policy, other batches, wider columns, when to stop.
int RunAlter(const Context& context, const std::string& name, const AlterOptions& options);

struct ProposalsOptions {
  std::vector<std::string> apply;
  std::vector<std::string> reject;
  bool apply_all = false;
};

// `aurora proposals`: columns that new fields could become; applies or rejects them.
int RunProposals(const Context& context, const std::string& name, const ProposalsOptions& options);

// `aurora schema-history`: how a table's columns came to be.
int RunSchemaHistory(const Context& context, const std::string& name);

}  // namespace aurora::cli
