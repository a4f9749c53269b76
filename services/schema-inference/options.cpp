#include "services/schema-inference/options.h"

#include "libs/service/configuration.h"

namespace aurora::schema_inference {

void Options::Declare(service::Configuration& configuration) {
  grpc.Declare(configuration);
  configuration.Add("threads", &threads, "calls that are answered at a time", 1, 64);
}

}  // namespace aurora::schema_inference
