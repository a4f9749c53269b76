#pragma once

// Internal to libs/kafka: includes librdkafka's header.
#include <librdkafka/rdkafka.h>

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/admin/admin.h"
#include "libs/kafka/client/client_errors.h"

namespace aurora::kafka {

// The cluster's own names for topics: one that was deleted and made anew has another. Empty where brokers do not tell
// (before Kafka 2.8); topics that are not there are left out. Errors: what else a question may meet. Blocks until the deadline.
absl::StatusOr<std::map<std::string, std::string>> AskTopicIds(rd_kafka_t* client, const ClientErrors* errors,
                                                               const std::vector<std::string>& topics,
                                                               absl::Time deadline);
// The same, and with `operations` whether the user may read them.
absl::StatusOr<std::map<std::string, TopicFacts>> AskTopicFacts(rd_kafka_t* client, const ClientErrors* errors,
                                                                const std::vector<std::string>& topics,
                                                                bool operations, absl::Time deadline);
// Of one topic; NotFound (topic_unknown).
absl::StatusOr<std::string> AskTopicId(rd_kafka_t* client, const ClientErrors* errors, const std::string& topic,
                                       absl::Time deadline);

}  // namespace aurora::kafka
