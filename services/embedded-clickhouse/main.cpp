#include "libs/service/runtime.h"
#include "services/embedded-clickhouse/options.h"
#include "services/embedded-clickhouse/serve.h"

int main(int argc, char** argv) {
  aurora::embedded_clickhouse::Options options;
  return aurora::service::Main(
      argc, argv, {"embedded-clickhouse", "the ClickHouse engine as one process: nothing to install"},
      [&](aurora::service::Configuration& configuration) { options.Declare(configuration); },
      [&](aurora::service::Runtime& runtime) { return aurora::embedded_clickhouse::Serve(options, runtime); });
}
