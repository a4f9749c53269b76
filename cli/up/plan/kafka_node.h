#pragma once

#include <string>

#include "absl/status/status.h"
#include "cli/up/plan/plan.h"
#include "cli/up/supervision/child_process.h"

namespace aurora::cli {

// One real Apache Kafka node (KRaft: broker and controller in one) on loopback, for the demonstration.

std::string KafkaProperties(const DataDirectory& data, const Ports& ports);
std::string KafkaLogSettings();
CommandLine KafkaCommand(const Layout& layout, const DataDirectory& data, const std::string& java);

// Prepares the node's folder at the first start; nothing when that was done before. Internal with Kafka's
// words.
absl::Status FormatKafka(const Layout& layout, const DataDirectory& data, const std::string& java);

}  // namespace aurora::cli
