#include "libs/kafka/admin/group_description.h"

#include <librdkafka/rdkafka_mock.h>

#include <catch2/catch.hpp>
#include <memory>

#include "absl/time/clock.h"
#include "libs/kafka/client/client_handle.h"

namespace aurora::kafka {
namespace {

constexpr int kBroker = 1;

using Client = std::unique_ptr<rd_kafka_t, Releaser<rd_kafka_destroy>>;
using Mock = std::unique_ptr<rd_kafka_mock_cluster_t, Releaser<rd_kafka_mock_cluster_destroy>>;

Client MakeClient(const char* brokers) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
  rd_kafka_conf_set(conf, "reconnect.backoff.max.ms", "100", nullptr, 0);
  if (brokers != nullptr) rd_kafka_conf_set(conf, "bootstrap.servers", brokers, nullptr, 0);
  return Client(rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0));
}

}  // namespace

TEST_CASE("a coordinator that comes back after nobody waits for it any more is no harm") {
  const Client owner = MakeClient(nullptr);
  const Mock mock(rd_kafka_mock_cluster_new(owner.get(), 1));
  const Client client = MakeClient(rd_kafka_mock_cluster_bootstraps(mock.get()));
  Group group;
  // The client has seen the broker, which is then gone.
  const rd_kafka_metadata_t* metadata = nullptr;
  REQUIRE(rd_kafka_metadata(client.get(), 0, nullptr, &metadata, 5000) == RD_KAFKA_RESP_ERR_NO_ERROR);
  rd_kafka_metadata_destroy(metadata);
  rd_kafka_mock_broker_set_down(mock.get(), kBroker);
  for (int i = 0; i < 3; ++i) CHECK(AskGroup(client.get(), "readers", false, absl::Now() + absl::Milliseconds(150), group) == RD_KAFKA_RESP_ERR__TIMED_OUT);
  rd_kafka_mock_broker_set_up(mock.get(), kBroker);
  // Before librdkafka.patch the answers to the three went to freed memory, which ended the process.
  const absl::Time until = absl::Now() + absl::Seconds(10);
  rd_kafka_resp_err_t answer = RD_KAFKA_RESP_ERR__TIMED_OUT;
  while (answer == RD_KAFKA_RESP_ERR__TIMED_OUT && absl::Now() < until) answer = AskGroup(client.get(), "readers", false, absl::Now() + absl::Seconds(2), group);
  CHECK(answer != RD_KAFKA_RESP_ERR__TIMED_OUT);
}

}  // namespace aurora::kafka
