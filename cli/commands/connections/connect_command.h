#pragma once

#include <string>
#include <vector>

#include "cli/commands/connections/stop_above.h"
#include "cli/commands/context.h"

namespace aurora::cli {

struct ConnectOptions {
  std::string brokers;
  // One, or several that become one table; or all that match the pattern.
  std::vector<std::string> topics;
  std::string topic_pattern;
  // database.table; "" for the gateway's choice.
  std::string table;
  std::string start = "earliest";
  // YAML file with protocol, sasl_mechanism, username, password_file, ca_file, certificate_file, key_file.
  std::string security;
  // What happens to new fields: add, freeze or review.
  std::string evolution = "add";
  // json, raw, csv, avro, protobuf or json_schema; "" for json.
  std::string format;
  // none or debezium; "" for none.
  std::string envelope;
  // auto, never or rows; "" for auto.
  std::string several;
  // URL of the schema registry, or a YAML file with url, username, password_file, ca_file.
  std::string registry;
  // Of CSV; "" and none for the defaults.
  std::string delimiter;
  std::string quote;
  std::vector<std::string> columns;
  // As ParseTransforms reads them, and the file of the secret under which fields are hashed.
  std::vector<std::string> transforms;
  std::string hash_salt_file;
  StopAboveOptions stop_above;
  bool yes = false;
};

// `aurora connect`: shows the table that a topic would become, asks on a terminal, and returns when it fills.
int RunConnect(const Context& context, const ConnectOptions& options);

}  // namespace aurora::cli
