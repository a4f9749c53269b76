#pragma once

// Internal to libs/kafka: includes librdkafka's header.
#include <librdkafka/rdkafka.h>

#include <string>

#include "absl/time/time.h"
#include "libs/kafka/consumer/group.h"

namespace aurora::kafka {

// Asks the group's coordinator. A group that is not there has no members; with `operations` may_read is told as well. The code is the
// error's. Blocks until the deadline.
rd_kafka_resp_err_t AskGroup(rd_kafka_t* client, const std::string& name, bool operations, absl::Time deadline, Group& group);

}  // namespace aurora::kafka
