#pragma once

// Internal to libs/kafka: includes librdkafka's header.
#include <librdkafka/rdkafka.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/client_errors.h"

namespace aurora::kafka {

// The cluster's own name for a topic: one that was deleted and made anew has another. Empty where brokers do not tell
// (before Kafka 2.8). NotFound (topic_unknown), and what else a question may meet. Blocks until the deadline.
absl::StatusOr<std::string> AskTopicId(rd_kafka_t* client, const ClientErrors* errors, const std::string& topic,
                                       absl::Time deadline);

}  // namespace aurora::kafka
