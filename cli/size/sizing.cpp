#include "cli/size/sizing.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_format.h"
#include "cli/output/figures.h"
#include "cli/size/measured.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr double kSecondsPerDay = 86'400;
// As providers count a month.
// Beyond this queues grow, and a machine that fails has to be carried by the others.
constexpr double kUse = 0.6;
// Merges write a part anew beside the old ones, and the engine refuses inserts on a full disk.
constexpr double kDiskUse = 0.7;
constexpr double kDiskBytesMin = 20 * kGib;
// Allowances, not measured: a service without work and the operating system of its machine; the model of the embedding service.
constexpr double kServiceMemory = 0.75 * kGib;
constexpr double kEmbeddingMemory = 1.25 * kGib;
// The engine with its caches, and what a question may take (query.memory_bytes_max of the embedded ClickHouse).
constexpr double kClickHouseMemory = 2 * kGib;
constexpr double kClickHouseMemoryPerQuestion = 2 * kGib;
// More than this is another product's work, or a typing error.
constexpr double kEventsPerSecondMax = 100e6;
constexpr double kPeakFactorMax = 1000;
constexpr double kEventBytesMax = 1'048'576;
constexpr double kRetentionDaysMax = 36'500;
constexpr double kQuestionsPerSecondMax = 10'000;
constexpr double kConnectionsMax = 10'000;

std::string Number(double value) { return Grouped(absl::StrFormat("%.10g", value)); }

// Also false for what is no number at all.
absl::Status Between(const char* option, double value, double low, double high) {
  if (value >= low && value <= high) return absl::OkStatus();
  return absl::InvalidArgumentError(base::StrCat(option, " is ", Number(value), "; give a number from ", Number(low), " to ", Number(high)));
}

absl::Status Check(const Workload& workload) {
  for (absl::Status status : {Between("--events-per-second", workload.events_per_s, 0, kEventsPerSecondMax),
                              Between("--peak", workload.peak_factor, 1, kPeakFactorMax),
                              Between("--event-bytes", workload.event_bytes, 1, kEventBytesMax),
                              Between("--retention-days", workload.retention_days, 0, kRetentionDaysMax),
                              Between("--questions-per-second", workload.questions_per_s, 0, kQuestionsPerSecondMax),
                              Between("--share-read", workload.share_read, 0, 1),
                              Between("--connections", workload.connections, 1, kConnectionsMax)}) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

double RowsPerSecondAtPeak(const Workload& workload) { return workload.events_per_s * workload.peak_factor; }

// Events of the measurements are 1.
double Largeness(const Workload& workload) { return workload.event_bytes / measured::kEventBytes; }

double LoadingConnections(const Workload& workload) { return workload.events_per_s > 0 ? workload.connections : 0; }

SizedPart ClickHouse(const Workload& workload, double rows_stored) {
  // A question reads columns, which are few: small events do not make it cheaper than it was measured.
  const double rows_read_seconds =
      rows_stored * workload.share_read * measured::kClickHouseSecondsPerRowRead * std::max(1.0, Largeness(workload));
  const double question_cores = workload.questions_per_s * (measured::kClickHouseSecondsPerQuestion + rows_read_seconds);
  SizedPart part{.name = "clickhouse"};
  part.cores = LoadingConnections(workload) * measured::kClickHouseCoresPerLoadingConnection +
               RowsPerSecondAtPeak(workload) * Largeness(workload) * measured::kClickHouseSecondsPerRow + question_cores;
  // A question takes one core or more, so that no more are under way than cores are busy with them.
  part.memory_bytes = kClickHouseMemory + kClickHouseMemoryPerQuestion * std::max(1.0, question_cores);
  part.disk_bytes = std::max(kDiskBytesMin, rows_stored * workload.event_bytes * measured::kDiskShare / kDiskUse);
  return part;
}

SizedPart Ingest(const Workload& workload) {
  SizedPart part{.name = "ingest"};
  part.cores = LoadingConnections(workload) * measured::kIngestCoresPerLoadingConnection +
               RowsPerSecondAtPeak(workload) * Largeness(workload) / measured::kIngestEventsPerCpuSecond +
               workload.connections * measured::kIngestCoresPerConnection;
  part.memory_bytes = kServiceMemory + measured::kIngestMemory + workload.connections * measured::kIngestMemoryPerConnection;
  return part;
}

SizedPart Answering(const char* name, const Workload& workload, double seconds_per_question, double memory_bytes) {
  return {.name = name, .cores = workload.questions_per_s * seconds_per_question, .memory_bytes = memory_bytes};
}

int MachinesNeeded(const SizedPart& part, const Machine& machine) {
  return static_cast<int>(std::ceil(std::max({part.cores / (machine.cores * kUse), part.memory_bytes / (machine.memory_bytes * kUse), 1.0})));
}

// The cheapest set of equal machines that carries the part, `count_min` of them at least.
SizedPart OnMachines(SizedPart part, const PriceTable& prices, int count_min) {
  const Machine* best = nullptr;
  for (const Machine& machine : prices.machines) {
    const int count = std::max(count_min, MachinesNeeded(part, machine));
    if (best == nullptr || count * machine.usd_per_hour < part.machines * best->usd_per_hour) {
      best = &machine;
      part.machines = count;
    }
  }
  part.machine = best->name;
  part.usd_per_month = part.machines * best->usd_per_hour * kHoursPerMonth + part.disk_bytes / kGib * prices.disk_usd_per_gib_month;
  return part;
}

// On the smallest machine that carries all of it; beyond the largest, on as many of those as its cores would need.
SizedPart OnOneMachine(SizedPart part, const PriceTable& prices) {
  PriceTable fitting = prices;
  std::erase_if(fitting.machines, [&part](const Machine& machine) { return MachinesNeeded(part, machine) > 1; });
  if (fitting.machines.empty()) fitting.machines = {prices.machines.back()};
  return OnMachines(std::move(part), fitting, 1);
}

std::vector<std::string> Notes(const SizedPart& clickhouse, const SizedPart& ingest, const PriceTable& prices) {
  std::vector<std::string> notes;
  if (clickhouse.machines > 1) {
    notes.push_back(base::StrCat("ClickHouse needs more than the largest machine of the table: take a cluster of about ", clickhouse.machines,
                                 " of them (clickhouse.url), keep rows for less long, or have questions read less (--share-read)"));
  }
  if (clickhouse.disk_bytes > prices.disk_bytes_max * clickhouse.machines) {
    notes.push_back(base::StrCat("one volume holds ", BytesText(prices.disk_bytes_max),
                                 " at most: join several, take a cluster (clickhouse.url), or keep rows for less long"));
  }
  if (ingest.machines > 1) {
    notes.push_back(base::StrCat("processes of ingest share the partitions of a topic: the topics need ", ingest.machines, " partitions or more"));
  }
  notes.push_back("not counted: Kafka, PostgreSQL (small, for the control plane), load balancers, traffic, backups, support");
  return notes;
}

}  // namespace

absl::StatusOr<Sizing> SizeFor(const Workload& workload, const PriceTable& prices) {
  if (absl::Status status = Check(workload); !status.ok()) return status;
  Sizing sizing;
  sizing.rows_stored = workload.events_per_s * kSecondsPerDay * workload.retention_days;
  const auto idle = [&prices](const char* name) { return OnMachines({.name = name, .memory_bytes = kServiceMemory}, prices, 1); };
  SizedPart clickhouse = OnOneMachine(ClickHouse(workload, sizing.rows_stored), prices);
  SizedPart ingest = OnMachines(Ingest(workload), prices, 1);
  sizing.notes = Notes(clickhouse, ingest, prices);
  sizing.parts.push_back(std::move(clickhouse));
  sizing.parts.push_back(std::move(ingest));
  sizing.parts.push_back(OnMachines(Answering("query-engine", workload, measured::kQueryEngineSecondsPerQuestion, kServiceMemory), prices, 1));
  sizing.parts.push_back(OnMachines(Answering("embedding", workload, measured::kEmbeddingSecondsPerQuestion, kEmbeddingMemory), prices, 1));
  // People wait there: a second one, however little there is to do.
  sizing.parts.push_back(OnMachines(Answering("gateway", workload, measured::kGatewaySecondsPerQuestion, kServiceMemory), prices, 2));
  sizing.parts.push_back(idle("schema-inference"));
  sizing.parts.push_back(idle("provisioning"));
  for (const SizedPart& part : sizing.parts) sizing.usd_per_month += part.usd_per_month;
  return sizing;
}

}  // namespace aurora::cli
