// The only door of Aurora: REST API, live feed and web app.
#include "gateway/server.h"
#include "libs/service/runtime.h"

int main(int argc, char** argv) {
  aurora::gateway::Options options;
  return aurora::service::Main(
      argc, argv, {"gateway", "REST API, live feed, web app and sign-in"},
      [&](auto& configuration) { options.Declare(configuration); },
      [&](auto& runtime) { return aurora::gateway::Serve(options, runtime); });
}
