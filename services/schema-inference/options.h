#pragma once

#include <cstdint>

#include "libs/rpc/endpoint.h"

namespace aurora::schema_inference {

// Every key of aurora-schema-inference; `aurora-schema-inference --print-config` documents them.
struct Options {
  rpc::ServerOptions grpc;
  int64_t threads = 2;

  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::schema_inference
