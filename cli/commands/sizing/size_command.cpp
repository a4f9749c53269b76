#include "cli/commands/sizing/size_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/commands/json_text.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "cli/size/sizing.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

json::object ToJson(const Sizing& sizing, const PriceTable& prices) {
  json::array parts;
  for (const SizedPart& part : sizing.parts) {
    parts.push_back(json::object{{"name", part.name},
                                 {"machines", part.machines},
                                 {"machine", part.machine},
                                 {"cores", part.cores},
                                 {"memory_bytes", part.memory_bytes},
                                 {"disk_bytes", part.disk_bytes},
                                 {"usd_per_month", part.usd_per_month}});
  }
  json::array notes;
  for (const std::string& note : sizing.notes) notes.emplace_back(note);
  return {{"parts", std::move(parts)},
          {"rows_stored", sizing.rows_stored},
          {"usd_per_month", sizing.usd_per_month},
          {"prices", json::object{{"provider", prices.provider}, {"region", prices.region}, {"as_of", prices.as_of}}},
          {"notes", std::move(notes)}};
}

std::string Dollars(double usd) { return base::StrCat("$", Grouped(absl::StrFormat("%.0f", usd))); }

}  // namespace

int RunSize(const Context& context, const Workload& workload) {
  const PriceTable& prices = AwsPrices();
  const absl::StatusOr<Sizing> sizing = SizeFor(workload, prices);
  if (!sizing.ok()) return Report(sizing.status());
  if (context.json) return PrintJson(ToJson(*sizing, prices));
  using Align = Table::Align;
  Table table({{"part"}, {"machines"}, {"cores used", Align::kRight}, {"memory", Align::kRight}, {"disk", Align::kRight},
               {"a month", Align::kRight}});
  for (const SizedPart& part : sizing->parts) {
    table.Add({part.name, base::StrCat(part.machines, " x ", part.machine), absl::StrFormat("%.2f", part.cores),
               BytesText(part.memory_bytes), part.disk_bytes > 0 ? BytesText(part.disk_bytes) : "", Dollars(part.usd_per_month)});
  }
  std::printf("%s\n%s rows are kept. About %s a month: %s, list prices of %s in %s.\n", table.Render(context.style).c_str(),
              Grouped(absl::StrFormat("%.0f", sizing->rows_stored)).c_str(), Dollars(sizing->usd_per_month).c_str(),
              std::string(prices.provider).c_str(), std::string(prices.as_of).c_str(), std::string(prices.region).c_str());
  for (const std::string& note : sizing->notes) std::printf("- %s\n", note.c_str());
  return kExitOk;
}

}  // namespace aurora::cli
