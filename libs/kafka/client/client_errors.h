#pragma once

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "libs/kafka/partition.h"

namespace aurora::kafka {

// What librdkafka said in its error and log callbacks. TLS, SASL and TCP failures all reach a caller as
// "transport failure"; the kind gathered here tells them apart. Thread-safe. Owner: ClientHandle, which outlives
// the callbacks.
class ClientErrors {
 public:
  enum class Kind { kNone, kTransport, kResolve, kTls, kMechanism, kToken, kAuthentication, kAuthorization, kFatal, kOther };
  struct Seen {
    Kind kind = Kind::kNone;
    std::string text;
  };

  // `code` is an rd_kafka_resp_err_t.
  void Record(int code, std::string text);
  void RecordLog(const char* facility, const char* text);
  // The most telling one since the last Clear: authentication before TLS before name resolution before transport.
  Seen Worst() const;
  void Clear();

 private:
  void Keep(Kind kind, std::string text);

  mutable absl::Mutex mutex_;
  Seen worst_ ABSL_GUARDED_BY(mutex_);
};

// A librdkafka error as a status: names the object, the cause that `errors` knows, and the remedy. `errors` may be
// null. The stable word of the error is ErrorWord(status).
absl::Status ToStatus(int code, const std::string& object, const ClientErrors* errors);

// "broker_unreachable", "authentication_failed", "mechanism_unsupported", "token_unavailable", "tls_failed", "not_authorized", "topic_unknown", "no_leader", "fenced",
// "offset_out_of_range", "topic_made_anew", "partitions_unowned", "session_timeout_refused", "timeout", "kafka_error"; "" for a status that is not from Kafka.
std::string ErrorWord(const absl::Status& status);

// topic_made_anew: what was read belongs to an earlier topic of that name.
absl::Status TopicMadeAnew(const std::string& topic);

// partitions_unowned: the group is at rest, and no member has them. Aborted: who sees it joins again, which gives them out.
absl::Status PartitionsUnowned(const std::string& group, const std::vector<Partition>& partitions);

// Whether a commit failed because this member no longer owns the partition.
bool IsFenced(const absl::Status& status);

}  // namespace aurora::kafka
