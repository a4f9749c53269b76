#pragma once

// Internal to libs/kafka: includes librdkafka's header.
#include <librdkafka/rdkafka.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/client/client_errors.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

using Properties = std::vector<std::pair<std::string, std::string>>;

struct ListDeleter {
  void operator()(rd_kafka_topic_partition_list_t* list) const { rd_kafka_topic_partition_list_destroy(list); }
};
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t, ListDeleter>;
inline PartitionList MakeList(int size) { return PartitionList(rd_kafka_topic_partition_list_new(size)); }

struct QueueDeleter {
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
};
using Queue = std::unique_ptr<rd_kafka_queue_t, QueueDeleter>;

// For what the library frees by a function of its own.
template <auto Free>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using AdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Releaser<rd_kafka_AdminOptions_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Releaser<rd_kafka_topic_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Releaser<rd_kafka_event_destroy>>;

struct ClientCallbacks {
  void (*rebalance)(rd_kafka_t*, rd_kafka_resp_err_t, rd_kafka_topic_partition_list_t*, void*) = nullptr;
  void* opaque = nullptr;
};

// A librdkafka client with what all of ours share: security, short reconnects, gathered errors.
// Thread-safe as librdkafka is. Destroying it waits for librdkafka's threads.
class ClientHandle {
 public:
  // RD_KAFKA_CONSUMER or RD_KAFKA_PRODUCER (which serves as the administrative client).
  static absl::StatusOr<std::unique_ptr<ClientHandle>> Create(rd_kafka_type_t type, const Cluster& cluster,
                                                              const Properties& properties,
                                                              const ClientCallbacks& callbacks = {});
  ~ClientHandle();
  ClientHandle(const ClientHandle&) = delete;
  ClientHandle& operator=(const ClientHandle&) = delete;

  rd_kafka_t* get() const { return client_; }
  ClientErrors& errors() { return opaque_.errors; }
  // A status that also knows what the callbacks saw. Not for a client whose queues another thread serves.
  absl::Status Error(int code, const std::string& object);

  // What librdkafka hands to the callbacks.
  struct Opaque {
    ClientErrors errors;
    ClientCallbacks callbacks;
  };

 private:
  ClientHandle() = default;
  Opaque opaque_;
  rd_kafka_t* client_ = nullptr;
};

// Whole milliseconds until the deadline, between 1 and a minute (librdkafka takes int).
int RemainingMs(absl::Time deadline);

// Of a request that ends by the deadline.
AdminOptions MakeAdminOptions(rd_kafka_t* client, rd_kafka_admin_op_t operation, absl::Time deadline);

}  // namespace aurora::kafka
