#include "libs/service/runtime.h"
#include "services/query-engine/options.h"
#include "services/query-engine/serve.h"

int main(int argc, char** argv) {
  aurora::query::Options options;
  return aurora::service::Main(
      argc, argv, {"query-engine", "questions and SQL into checked, streamed results"},
      [&](aurora::service::Configuration& configuration) { options.Declare(configuration); },
      [&](aurora::service::Runtime& runtime) { return aurora::query::Serve(options, runtime); });
}
