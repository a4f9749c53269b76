#include "libs/service/runtime.h"
#include "services/demo-events/options.h"
#include "services/demo-events/producing/demonstration.h"

int main(int argc, char** argv) {
  aurora::demo::Options options;
  return aurora::service::Main(
      argc, argv, {"demo-events", "believable events of an invented shop, into Kafka"},
      [&](auto& configuration) { options.Declare(configuration); },
      [&](auto& runtime) -> absl::StatusOr<int> {
        auto demonstration = aurora::demo::Demonstration::Create(options, runtime);
        if (!demonstration.ok()) return demonstration.status();
        return runtime.Run();
      });
}
