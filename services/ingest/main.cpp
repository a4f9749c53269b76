#include "libs/base/worker_pool.h"
#include "libs/service/runtime.h"
#include "services/ingest/connection/connection_manager.h"
#include "services/ingest/connection/instance_name.h"
#include "services/ingest/dead_letters/replayer.h"
#include "services/ingest/options.h"
#include "services/ingest/range_replay/range_replayer.h"
#include "services/ingest/restore/restored_state.h"
#include "services/ingest/service/ingest_service.h"
#include "services/ingest/service/neighbour_channels.h"

namespace aurora::ingest {

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  auto box = SecretBox::Create(options.state_key_file);
  if (!box.ok()) return box.status();
  auto instance = InstanceName::Acquire(options.instance_file.empty() ? options.state_key_file + ".instance"
                                                                      : options.instance_file);
  if (!instance.ok()) return instance.status();
  auto database = state::Database::Open({.url = options.state_url, .password = options.state_password},
                                        DefinitionStore::Migrations());
  if (!database.ok()) return database.status();
  auto client = clickhouse::Client::Create(options.clickhouse);
  if (!client.ok()) return client.status();
  auto neighbours = NeighbourChannels::Create(options.schema_inference, options.provisioning);
  if (!neighbours.ok()) return neighbours.status();

  DefinitionStore store(**database, **box);
  if (absl::Status taken = TakeInRestore(options.restored_file, store, **client); !taken.ok()) return taken;
  TableMaker tables(**client, options.fsync);
  SchemaStore schemas(store, **database);
  Evolver evolver(tables, **neighbours, schemas, options.evolution());
  WindowFloors floors(**database);
  const ConnectionParts parts{**client, tables, **neighbours, runtime.metrics(), schemas, evolver, floors};
  ConnectionOptions connection = options.connection();
  connection.instance = instance->name();
  ConnectionManager manager(store, connection, parts, options.database);
  ReplayStore letter_records(**database, kDeadLetterReplays);
  ReplayLeases letter_leases(letter_records, instance->name());
  Replayer replayer(letter_records, letter_leases, **client, tables, evolver, schemas);
  RangeReplayStore ranges(**database);
  ReplayStore range_records(**database, kRangeReplayLeases);
  ReplayLeases range_leases(range_records, instance->name());
  RangeReplayer range_replayer({ranges, **client, tables, evolver, schemas, floors}, range_leases, letter_leases);
  base::WorkerPool pool(16, 256);
  IngestServiceImpl service(manager, replayer, range_replayer, **client, pool);
  auto server = rpc::Server::Create(options.grpc, {&service}, runtime);
  if (!server.ok()) return server.status();
  runtime.AddReadinessCheck("connections", [&] { return manager.readiness(); });
  runtime.AddDrainStep("connections", [&](absl::Time) { manager.Stop(); });
  runtime.AddDrainStep("replays", [&](absl::Time) { replayer.Stop(); });
  runtime.AddDrainStep("replays of ranges", [&](absl::Time) { range_replayer.Stop(); });
  manager.Start();
  replayer.Start();
  range_replayer.Start();
  return runtime.Run();
}

}  // namespace aurora::ingest

int main(int argc, char** argv) {
  aurora::ingest::Options options;
  return aurora::service::Main(argc, argv, {"ingest", "Kafka topics into ClickHouse tables, exactly once"},
                               [&](auto& configuration) { options.Declare(configuration); },
                               [&](auto& runtime) { return aurora::ingest::Serve(options, runtime); });
}
