// The stages of ingest one by one, each alone in one thread: what an event costs in CPU time before any waiting.
//
//   ingest-stages --events FILE            decode into columns, encode and compress blocks
//                 [--brokers B --topic T]  fetch as well
//                 [--clickhouse URL --user U --password P --table DB.T]  insert as well
//                 [--rows N]             rows of a batch
//
// FILE has one event of bench/events.py a line. Prints one line of JSON: nanoseconds of this process's CPU time an event.

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "libs/clickhouse/client.h"
#include "libs/clickhouse/native_block.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/pipeline/batches/batch_builder.h"

namespace aurora::ingest {
namespace {

uint32_t batch_rows = 65'536;

double CpuNanoseconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_usec) * 1e3;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

// What schema inference makes of the events.
table::TableSchema Schema() {
  using table::Kind;
  using table::Type;
  table::TableSchema schema;
  schema.database = "bench";
  schema.table = "stages";
  const auto add = [&](const char* name, Type type, table::EpochUnit unit = table::EpochUnit::kNone) {
    schema.fields.push_back({name, type, {name}, "", unit});
  };
  add("id", Type::Of(Kind::kInt64));
  add("at", Type::DateTime64(3), table::EpochUnit::kMilliseconds);
  add("customer", Type::Of(Kind::kInt64));
  for (const char* name : {"state", "channel", "device"}) add(name, Type::LowCardinalityString());
  add("product", Type::Of(Kind::kString));
  add("quantity", Type::Of(Kind::kInt64));
  add("price", Type::Decimal(18, 2));
  add("total", Type::Decimal(18, 2));
  add("discount", Type::Of(Kind::kBool));
  add("score", Type::Of(Kind::kFloat64));
  add("note", Type::LowCardinalityString());
  table::AddOwnFields(schema);
  schema.order_by = {"device", "channel", "at"};
  schema.partition_by = "toYYYYMM(at)";
  return schema;
}

std::vector<std::string> ReadLines(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void Die(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  std::exit(1);
}

// Reads everything once, from the first message's arrival on.
class Everything : public kafka::RebalanceListener {
 public:
  std::vector<kafka::Position> OnAssigned(const std::vector<kafka::AssignedPartition>& partitions) override {
    std::vector<kafka::Position> positions;
    for (const kafka::AssignedPartition& entry : partitions) positions.push_back({entry.committed.partition, 0});
    return positions;
  }
  void OnRevoked(const std::vector<kafka::Partition>&, bool) override {}
};

double Fetch(const std::string& brokers, const std::string& topic, size_t count) {
  Everything listener;
  kafka::Cluster cluster;
  cluster.bootstrap_servers = brokers;
  kafka::ConsumerOptions options;
  options.group = "stages-" + std::to_string(absl::ToUnixMicros(absl::Now()));
  options.topics = {topic};
  auto consumer = kafka::Consumer::Create(cluster, options, listener);
  Die(consumer.status());
  kafka::MessageBatch batch(2048);
  size_t seen = 0;
  double start = 0;
  while (seen < count) {
    Die((*consumer)->Poll(absl::Seconds(1), &batch));
    if (seen == 0) start = CpuNanoseconds();
    while (const kafka::Message* message = batch.Next()) seen += message->is_partition_end() ? 0 : 1;
    batch.Clear();
  }
  return (CpuNanoseconds() - start) / static_cast<double>(count);
}

struct Stages {
  double decode = 0;
  double encode = 0;
  double compress = 0;
  double insert = 0;
  size_t plain_bytes = 0;
  size_t compressed_bytes = 0;
};

// What is kept between batches: only the first ones pay for its memory.
struct Kept {
  table::TableSchema schema = Schema();
  std::unique_ptr<RowFormat> format;
  std::unique_ptr<BlockPool> pool;
  clickhouse::BlockEncoder encoder;
  clickhouse::BlockCompressor compressor;

  Kept() {
    auto made = RowFormat::Create("c-1", schema);
    Die(made.status());
    format = *std::move(made);
    auto blocks = BlockPool::Create(schema);
    Die(blocks.status());
    pool = *std::move(blocks);
  }
};

Stages Run(Kept& kept, const std::vector<std::string>& lines, clickhouse::Client* client,
           const clickhouse::InsertRequest& target) {
  BatchBounds bounds;
  bounds.rows_max = batch_rows;
  BatchBuilder builder(*kept.format, *kept.pool, bounds, {"events", 0}, "", 0, PendingRange{});
  Stages stages;
  int64_t offset = 0;
  const absl::Time now = absl::Now();
  size_t next = 0;
  while (next < lines.size()) {
    const double start = CpuNanoseconds();
    while (next < lines.size() && !builder.Full()) {
      IncomingMessage message;
      message.offset = offset++;
      message.timestamp_ms = 1'780'000'000'000 + message.offset;
      message.value = lines[next++];
      builder.Add(message, now);
    }
    const std::unique_ptr<Batch> batch = builder.Seal();
    const double decoded = CpuNanoseconds();
    stages.decode += decoded - start;
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      const double before = CpuNanoseconds();
      std::vector<clickhouse::NamedColumn> columns;
      for (size_t i = 0; i < block->columns.size(); ++i) {
        columns.push_back({kept.schema.fields[i].name, &block->columns[i]});
      }
      const auto pieces = kept.encoder.Encode(columns, block->rows());
      Die(pieces.status());
      const double encoded = CpuNanoseconds();
      const auto compressed = kept.compressor.Compress(*pieces);
      Die(compressed.status());
      const double done = CpuNanoseconds();
      stages.encode += encoded - before;
      stages.compress += done - encoded;
      stages.plain_bytes += kept.encoder.bytes();
      stages.compressed_bytes += compressed->size();
      if (client != nullptr) {
        const std::string_view body[] = {*compressed};
        Die(client->Insert(target, target.compressed ? std::span<const std::string_view>(body) : *pieces).status());
        stages.insert += CpuNanoseconds() - done;
      }
    }
    if (batch->dead_letters != nullptr) Die(absl::InvalidArgumentError("an event does not fit the schema"));
    kept.pool->GiveBack(*batch);
  }
  return stages;
}

int Main(int argc, char** argv) {
  CLI::App app("stages of ingest, one by one");
  std::string events, brokers, topic, url, user, password, table;
  app.add_option("--events", events)->required();
  app.add_option("--brokers", brokers);
  app.add_option("--topic", topic);
  app.add_option("--clickhouse", url);
  app.add_option("--user", user);
  app.add_option("--password", password);
  app.add_option("--table", table);
  app.add_option("--rows", batch_rows, "rows of a batch");
  CLI11_PARSE(app, argc, argv);

  const std::vector<std::string> lines = ReadLines(events);
  const auto count = static_cast<double>(lines.size());
  std::unique_ptr<clickhouse::Client> client;
  clickhouse::InsertRequest target;
  if (!url.empty()) {
    clickhouse::Options options;
    options.url = url;
    options.user = user;
    options.password = base::Secret(password);
    auto created = clickhouse::Client::Create(options);
    Die(created.status());
    client = *std::move(created);
    // As ingest does.
    target.compressed = !client->loopback();
    target.database = table.substr(0, table.find('.'));
    target.table = table.substr(table.find('.') + 1);
    for (const table::Field& field : Schema().fields) target.columns.push_back(field.name);
  }
  Kept kept;
  Run(kept, lines, nullptr, target);
  const Stages stages = Run(kept, lines, client.get(), target);
  std::printf("{\"events\": %zu, \"decode\": %.0f, \"encode\": %.0f, \"compress\": %.0f", lines.size(),
              stages.decode / count, stages.encode / count, stages.compress / count);
  if (client != nullptr) std::printf(", \"insert\": %.0f", stages.insert / count);
  if (!brokers.empty()) std::printf(", \"fetch\": %.0f", Fetch(brokers, topic, lines.size()));
  std::printf(", \"row_bytes\": %.1f, \"row_bytes_compressed\": %.1f}\n",
              static_cast<double>(stages.plain_bytes) / count, static_cast<double>(stages.compressed_bytes) / count);
  return 0;
}

}  // namespace
}  // namespace aurora::ingest

int main(int argc, char** argv) { return aurora::ingest::Main(argc, argv); }
