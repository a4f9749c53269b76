#include "services/demo-events/producing/producer.h"

#include <librdkafka/rdkafka.h>
#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::demo {
namespace {

namespace log = base::log;

constexpr absl::Duration kQueueFullWait = absl::Milliseconds(20);

int Milliseconds(absl::Duration wait) {
  return static_cast<int>(std::max<int64_t>(0, absl::ToInt64Milliseconds(wait)));
}

}  // namespace

struct Producer::Callbacks {
  static void Delivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    static_cast<Producer*>(opaque)->OnDelivery(
        static_cast<int>(reinterpret_cast<intptr_t>(message->_private)),
        message->err == RD_KAFKA_RESP_ERR_NO_ERROR, rd_kafka_err2str(message->err));
  }
  static void Failed(rd_kafka_t* kafka, int error, const char* reason, void* opaque) {
    char text[512];
    const bool fatal = rd_kafka_fatal_error(kafka, text, sizeof(text)) != RD_KAFKA_RESP_ERR_NO_ERROR;
    static_cast<Producer*>(opaque)->OnError(error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, fatal,
                                            fatal ? text : reason);
  }
};

Producer::Producer(prometheus::Registry& registry) {
  auto& events = prometheus::BuildCounter()
                     .Name("aurora_demo_events_acknowledged_total")
                     .Help("events that Kafka has acknowledged")
                     .Register(registry);
  for (int topic = 0; topic < kTopics; ++topic) {
    acknowledged_[static_cast<size_t>(topic)] =
        &events.Add({{"topic", TopicName(static_cast<Topic>(topic))}});
  }
  failed_ = &prometheus::BuildCounter()
                 .Name("aurora_demo_events_failed_total")
                 .Help("events that Kafka refused")
                 .Register(registry)
                 .Add({});
}

absl::StatusOr<std::unique_ptr<Producer>> Producer::Create(const std::string& brokers,
                                                           prometheus::Registry& registry) {
  std::unique_ptr<Producer> producer(new Producer(registry));
  rd_kafka_conf_t* settings = rd_kafka_conf_new();
  char error[512] = "";
  const std::pair<const char*, const char*> values[] = {
      {"bootstrap.servers", brokers.c_str()},
      {"client.id", "aurora-demo-events"},
      {"enable.idempotence", "true"},
      {"acks", "all"},
      // Never given up: an event waits for the broker to come back.
      {"message.timeout.ms", "0"},
      {"linger.ms", "5"},
      {"compression.type", "lz4"},
      {"queue.buffering.max.messages", "100000"},
      {"queue.buffering.max.kbytes", "65536"},
      {"reconnect.backoff.max.ms", "1000"},
      {"log_level", "3"},
  };
  for (const auto& [name, value] : values) {
    if (rd_kafka_conf_set(settings, name, value, error, sizeof(error)) != RD_KAFKA_CONF_OK) {
      rd_kafka_conf_destroy(settings);
      return absl::InvalidArgumentError(
          base::StrCat("kafka.brokers \"", brokers, "\" does not fit: ", error));
    }
  }
  rd_kafka_conf_set_opaque(settings, producer.get());
  rd_kafka_conf_set_dr_msg_cb(settings, &Callbacks::Delivered);
  rd_kafka_conf_set_error_cb(settings, &Callbacks::Failed);
  rd_kafka_conf_set_log_cb(settings, [](const rd_kafka_t*, int, const char* facility, const char* text) {
    log::Debug("kafka client", {{"facility", facility}, {"text", text}});
  });
  producer->kafka_ = rd_kafka_new(RD_KAFKA_PRODUCER, settings, error, sizeof(error));
  if (producer->kafka_ == nullptr) {
    rd_kafka_conf_destroy(settings);
    return absl::InternalError(base::StrCat("no Kafka producer: ", error));
  }
  return producer;
}

Producer::~Producer() {
  if (kafka_ == nullptr) return;
  // What is still queued was reported by Flush; it must not hold up the end.
  rd_kafka_purge(kafka_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  rd_kafka_flush(kafka_, 100);
  rd_kafka_destroy(kafka_);
}

absl::Status Producer::Send(const Event& event, int32_t partition, const std::atomic<bool>& stop) {
  for (;;) {
    const rd_kafka_resp_err_t error = rd_kafka_producev(
        kafka_, RD_KAFKA_V_TOPIC(TopicName(event.topic)), RD_KAFKA_V_PARTITION(partition),
        RD_KAFKA_V_KEY(event.key.data(), event.key.size()),
        RD_KAFKA_V_VALUE(const_cast<char*>(event.value.data()), event.value.size()),
        RD_KAFKA_V_TIMESTAMP(absl::ToUnixMillis(event.sent_at)), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(static_cast<intptr_t>(event.topic))), RD_KAFKA_V_END);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      return absl::FailedPreconditionError(
          base::StrCat("topic ", TopicName(event.topic), " takes no messages: ", rd_kafka_err2str(error)));
    }
    if (stop) return absl::CancelledError("stopped while the queue was full");
    Poll(kQueueFullWait);
  }
}

void Producer::Poll(absl::Duration wait) { rd_kafka_poll(kafka_, Milliseconds(wait)); }

absl::Status Producer::Flush(absl::Time deadline) {
  if (rd_kafka_flush(kafka_, Milliseconds(deadline - absl::Now())) == RD_KAFKA_RESP_ERR_NO_ERROR)
    return absl::OkStatus();
  return absl::DeadlineExceededError(
      base::StrCat(pending(), " events are not acknowledged by Kafka; is it running?"));
}

int64_t Producer::pending() const { return rd_kafka_outq_len(kafka_); }

absl::Status Producer::health() const {
  const std::lock_guard lock(mutex_);
  return health_;
}

void Producer::OnDelivery(int topic, bool ok, std::string error) {
  if (ok) {
    acknowledged_[static_cast<size_t>(topic)]->Increment();
    const std::lock_guard lock(mutex_);
    if (!absl::IsFailedPrecondition(health_)) health_ = absl::OkStatus();
    return;
  }
  failed_->Increment();
  log::Warning("event refused", {{"topic", TopicName(static_cast<Topic>(topic))}, {"error", error}});
}

void Producer::OnError(bool all_brokers_down, bool fatal, std::string error) {
  const std::lock_guard lock(mutex_);
  if (fatal) {
    health_ = absl::FailedPreconditionError(base::StrCat("the Kafka producer must be made anew: ", error));
  } else if (all_brokers_down && !absl::IsFailedPrecondition(health_)) {
    health_ = absl::UnavailableError("no Kafka broker can be reached; is Kafka running?");
  }
}

}  // namespace aurora::demo
