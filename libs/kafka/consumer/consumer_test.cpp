#include "libs/kafka/consumer/consumer.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "libs/kafka/admin/admin.h"
#include "libs/kafka/client/client_errors.h"
#include "libs/kafka/diagnosis/topic_sampler.h"

namespace aurora::kafka {
namespace {

constexpr char kTopic[] = "orders";

// The n-th of many messages that differ in what they have.
struct OddMessage {
  explicit OddMessage(int n)
      : key(n % 3 == 0 ? "" : std::to_string(n)),
        value(n % 4 == 0 ? "" : std::string(static_cast<size_t>(n) * 7, 'v')),
        tombstone(n % 8 == 0),
        timestamp_ms(1'700'000'000'000 + (n % 5 == 0 ? -1 : 1) * n * 1000) {
    for (int i = 0; i < n % 3; ++i) headers.emplace_back("name", std::to_string(i));
  }
  std::string key;
  std::string value;
  bool tombstone;
  int64_t timestamp_ms;
  Headers headers;
};

// librdkafka's own cluster of one broker within this process.
class MockCluster {
 public:
  explicit MockCluster(const std::vector<std::pair<std::string, std::string>>& producer = {}) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
    producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    mock_ = rd_kafka_mock_cluster_new(producer_, 1);
    rd_kafka_mock_group_initial_rebalance_delay_ms(mock_, 0);
    rd_kafka_mock_topic_create(mock_, kTopic, 2, 1);
    rd_kafka_conf_t* producer_conf = rd_kafka_conf_new();
    rd_kafka_conf_set(producer_conf, "bootstrap.servers", rd_kafka_mock_cluster_bootstraps(mock_), nullptr, 0);
    for (const auto& [name, value] : producer) {
      REQUIRE(rd_kafka_conf_set(producer_conf, name.c_str(), value.c_str(), nullptr, 0) == RD_KAFKA_CONF_OK);
    }
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, producer_conf, nullptr, 0);
  }
  ~MockCluster() {
    rd_kafka_destroy(client_);
    rd_kafka_mock_cluster_destroy(mock_);
    rd_kafka_destroy(producer_);
  }
  Cluster cluster() const { return {rd_kafka_mock_cluster_bootstraps(mock_), {}}; }
  void MakeTopic(const std::string& topic) { rd_kafka_mock_topic_create(mock_, topic.c_str(), 2, 1); }
  void Produce(int32_t partition, int from, int count, const std::string& topic = kTopic) {
    for (int i = from; i < from + count; ++i) {
      const std::string value = std::to_string(i);
      REQUIRE(rd_kafka_producev(client_, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(partition),
                                RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()),
                                RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                RD_KAFKA_V_END) == RD_KAFKA_RESP_ERR_NO_ERROR);
    }
    REQUIRE(rd_kafka_flush(client_, 5000) == RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  void ProduceOdd(int32_t partition, int count) {
    for (int i = 0; i < count; ++i) {
      const OddMessage odd(i);
      rd_kafka_headers_t* headers = rd_kafka_headers_new(0);
      for (const auto& [name, value] : odd.headers) {
        rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(), static_cast<ssize_t>(value.size()));
      }
      REQUIRE(rd_kafka_producev(client_, RD_KAFKA_V_TOPIC(kTopic), RD_KAFKA_V_PARTITION(partition),
                                RD_KAFKA_V_KEY(odd.key.empty() ? nullptr : odd.key.data(), odd.key.size()),
                                RD_KAFKA_V_VALUE(odd.tombstone ? nullptr : const_cast<char*>(odd.value.data()), odd.value.size()),
                                RD_KAFKA_V_TIMESTAMP(odd.timestamp_ms), RD_KAFKA_V_HEADERS(headers),
                                RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                RD_KAFKA_V_END) == RD_KAFKA_RESP_ERR_NO_ERROR);
    }
    REQUIRE(rd_kafka_flush(client_, 5000) == RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  // -1: nobody.
  void SetLeader(int32_t partition, int32_t broker) {
    REQUIRE(rd_kafka_mock_partition_set_leader(mock_, kTopic, partition, broker) == RD_KAFKA_RESP_ERR_NO_ERROR);
  }

 private:
  rd_kafka_t* producer_;
  rd_kafka_t* client_;
  rd_kafka_mock_cluster_t* mock_;
};

class Listener : public RebalanceListener {
 public:
  std::vector<Position> OnAssigned(const std::vector<AssignedPartition>& partitions) override {
    std::vector<Position> positions;
    for (const AssignedPartition& entry : partitions) {
      const CommittedOffset& committed = entry.committed;
      if (committed.partition.topic != kTopic) others.insert(committed.partition);
      if (committed.partition.topic == kTopic) assigned[committed.partition.number] = committed;
      if (committed.partition.topic == kTopic) ranges[committed.partition.number] = {entry.low, entry.high};
      positions.push_back({committed.partition, committed.offset == kNoOffset ? 0 : committed.offset});
    }
    return positions;
  }
  void OnRevoked(const std::vector<Partition>& partitions, bool) override { revoked += partitions.size(); }

  std::map<int32_t, CommittedOffset> assigned;
  std::map<int32_t, std::pair<int64_t, int64_t>> ranges;
  // Of other topics.
  std::set<Partition> others;
  size_t revoked = 0;
};

absl::Time Soon() { return absl::Now() + absl::Seconds(5); }

size_t Read(Consumer& consumer, size_t wanted) {
  MessageBatch batch(64);
  size_t messages = 0;
  for (const absl::Time end = Soon(); messages < wanted && absl::Now() < end;) {
    REQUIRE(consumer.Poll(absl::Milliseconds(50), &batch).ok());
    while (const Message* message = batch.Next()) messages += message->is_partition_end() ? 0 : 1;
  }
  return messages;
}

TEST_CASE("what is committed with an offset is there for the next member") {
  MockCluster mock;
  mock.Produce(0, 0, 100);
  // The mock cluster lets a new member wait for the session timeout of one that left.
  const ConsumerOptions options{
      .group = "g", .instance = "", .topics = {kTopic}, .session_timeout = absl::Milliseconds(1000)};
  {
    Listener listener;
    auto consumer = Consumer::Create(mock.cluster(), options, listener);
    REQUIRE(consumer.ok());
    CHECK(Read(**consumer, 100) == 100);
    CHECK(listener.assigned.size() == 2);
    CHECK(listener.assigned[0].offset == kNoOffset);
    CHECK(listener.ranges[0] == std::pair<int64_t, int64_t>{0, 100});
    CHECK(listener.ranges[1] == std::pair<int64_t, int64_t>{0, 0});
    REQUIRE((*consumer)->Commit({{{kTopic, 0}, 40, "an intent"}}, Soon()).ok());
    (*consumer)->Close();
    CHECK(listener.revoked == 2);
  }
  Listener listener;
  auto consumer = Consumer::Create(mock.cluster(), options, listener);
  REQUIRE(consumer.ok());
  CHECK(Read(**consumer, 60) == 60);
  CHECK(listener.assigned[0].offset == 40);
  CHECK(listener.assigned[0].metadata == "an intent");
  CHECK_FALSE((*consumer)->Commit({{{kTopic, 0}, 41, std::string(kCommitMetadataBytesMax + 1, 'x')}}, Soon()).ok());

  const auto topic = Admin::Create(mock.cluster());
  REQUIRE(topic.ok());
  const auto offsets = Admin::GroupOffsets(mock.cluster(), "g", {{kTopic, {0, 1}}}, Soon());
  REQUIRE(offsets.ok());
  CHECK(*offsets == std::map<Partition, int64_t>{{{kTopic, 0}, 40}});
}

TEST_CASE("a member with a name leaves when it is told to, and its listener hears of it") {
  MockCluster mock;
  mock.Produce(0, 0, 1);
  const ConsumerOptions options{.group = "left", .instance = "one", .topics = {kTopic}, .session_timeout = absl::Seconds(30)};
  Listener first;
  auto consumer = Consumer::Create(mock.cluster(), options, first);
  REQUIRE(consumer.ok());
  REQUIRE(Read(**consumer, 1) == 1);
  REQUIRE(first.assigned.size() == 2);
  const absl::Time start = absl::Now();
  (*consumer)->Leave(start + absl::Seconds(10));
  // The library has sent it: nothing waited for the deadline.
  CHECK(absl::Now() - start < absl::Seconds(8));
  CHECK(first.revoked == 2);
}

TEST_CASE("a member reads several topics, and their offsets are kept apart") {
  MockCluster mock;
  mock.MakeTopic("payments");
  mock.Produce(0, 0, 10);
  mock.Produce(0, 0, 30, "payments");
  const ConsumerOptions options{
      .group = "two", .instance = "", .topics = {kTopic, "payments"}, .session_timeout = absl::Milliseconds(1000)};
  Listener listener;
  auto consumer = Consumer::Create(mock.cluster(), options, listener);
  REQUIRE(consumer.ok());
  std::map<std::string, int> read;
  MessageBatch batch(64);
  for (const absl::Time end = Soon(); read[kTopic] + read["payments"] < 40 && absl::Now() < end;) {
    REQUIRE((*consumer)->Poll(absl::Milliseconds(50), &batch).ok());
    while (const Message* message = batch.Next()) read[message->topic()] += message->is_partition_end() ? 0 : 1;
  }
  CHECK(read == std::map<std::string, int>{{kTopic, 10}, {"payments", 30}});
  CHECK(listener.others == std::set<Partition>{{"payments", 0}, {"payments", 1}});
  REQUIRE((*consumer)->Commit({{{kTopic, 0}, 10, "one"}, {{"payments", 0}, 30, "another"}}, Soon()).ok());
  const auto offsets = Admin::GroupOffsets(mock.cluster(), "two", {{kTopic, {0, 1}}, {"payments", {0, 1}}}, Soon());
  REQUIRE(offsets.ok());
  CHECK(*offsets == std::map<Partition, int64_t>{{{kTopic, 0}, 10}, {{"payments", 0}, 30}});
  const auto commits = Admin::GroupCommits(mock.cluster(), "two", {{"payments", {0, 1}}}, Soon());
  REQUIRE(commits.ok());
  REQUIRE(commits->size() == 1);
  CHECK(commits->at({"payments", 0}).offset == 30);
  CHECK(commits->at({"payments", 0}).metadata == "another");
  CHECK((*consumer)->CachedEnd({"payments", 0}) == 30);
}

TEST_CASE("the messages of a batch are what was produced, in any compression and from any offset on") {
  const std::string codec = GENERATE("none", "gzip", "lz4", "snappy", "zstd");
  const int64_t begin = GENERATE(0, 1, 57, 149);
  MockCluster mock({{"compression.codec", codec}, {"linger.ms", "100"}, {"batch.num.messages", "50"}});
  mock.ProduceOdd(0, 150);
  class From : public Listener {
   public:
    explicit From(int64_t offset) : offset_(offset) {}
    std::vector<Position> OnAssigned(const std::vector<AssignedPartition>&) override {
      return {{{kTopic, 0}, offset_}, {{kTopic, 1}, 0}};
    }

   private:
    int64_t offset_;
  } listener(begin);
  auto consumer = Consumer::Create(mock.cluster(), {.group = "batches", .instance = "", .topics = {kTopic}}, listener);
  REQUIRE(consumer.ok());
  MessageBatch batch(20);
  int64_t expected = begin;
  for (const absl::Time end = Soon(); expected < 150 && absl::Now() < end;) {
    REQUIRE((*consumer)->Poll(absl::Milliseconds(50), &batch).ok());
    while (const Message* message = batch.Next()) {
      if (message->is_partition_end()) continue;
      REQUIRE(message->offset() == expected);
      const OddMessage odd(static_cast<int>(expected));
      CHECK(message->key() == odd.key);
      CHECK(message->value() == odd.value);
      CHECK(message->is_tombstone() == odd.tombstone);
      CHECK(message->timestamp_ms() == odd.timestamp_ms);
      CHECK(message->headers() == odd.headers);
      ++expected;
    }
    CHECK(batch.status().ok());
  }
  CHECK(expected == 150);
}

TEST_CASE("an offset that is not there is said, and what was read before comes first") {
  MockCluster mock;
  mock.Produce(0, 0, 100);
  mock.Produce(1, 0, 100);
  class Astray : public Listener {
    std::vector<Position> OnAssigned(const std::vector<AssignedPartition>& all) override {
      Listener::OnAssigned(all);
      return {{{kTopic, 0}, 0}, {{kTopic, 1}, 5000}};
    }
  } listener;
  auto consumer = Consumer::Create(mock.cluster(), {.group = "astray", .instance = "", .topics = {kTopic}}, listener);
  REQUIRE(consumer.ok());
  MessageBatch batch(8);
  absl::Status status;
  size_t messages = 0;
  for (const absl::Time end = Soon(); status.ok() && absl::Now() < end;) {
    status = (*consumer)->Poll(absl::Milliseconds(50), &batch);
    while (const Message* message = batch.Next()) messages += message->partition() == 1 ? 1 : 0;
  }
  CHECK(status.code() == absl::StatusCode::kOutOfRange);
  CHECK(ErrorWord(status) == "offset_out_of_range");
  CHECK(messages == 0);
}

TEST_CASE("a topic is described and sampled from both of its ends") {
  MockCluster mock;
  mock.Produce(0, 0, 50);
  mock.Produce(1, 0, 4);
  const auto admin = Admin::Create(mock.cluster());
  REQUIRE(admin.ok());
  const auto topic = (*admin)->DescribeTopic(kTopic, Soon());
  REQUIRE(topic.ok());
  CHECK(topic->partitions == std::vector<int32_t>{0, 1});
  const auto marks = (*admin)->TopicWatermarks(*topic, Soon());
  REQUIRE(marks.ok());
  CHECK(marks->at(0).high == 50);

  std::map<Partition, Watermarks> range;
  for (const auto& [partition, of_one] : *marks) range[{kTopic, partition}] = of_one;
  const auto samples = SampleTopic(mock.cluster(), {.range = range, .messages_max = 20}, Soon());
  REQUIRE(samples.ok());
  CHECK(samples->size() == 14);
  int64_t oldest = 99, newest = 0;
  for (const SampledMessage& sample : *samples) {
    if (sample.partition != 0) continue;
    oldest = std::min(oldest, sample.offset);
    newest = std::max(newest, sample.offset);
  }
  CHECK(oldest == 0);
  CHECK(newest == 49);
}

TEST_CASE("brokers that are not there are an error within the deadline") {
  const auto admin = Admin::Create({"127.0.0.1:1", {}});
  REQUIRE(admin.ok());
  const absl::Time start = absl::Now();
  const auto topic = (*admin)->DescribeTopic(kTopic, start + absl::Milliseconds(300));
  CHECK(absl::IsUnavailable(topic.status()));
  CHECK(ErrorWord(topic.status()) == "broker_unreachable");
  CHECK(absl::Now() - start < absl::Seconds(2));
}

TEST_CASE("a session timeout that the brokers do not accept is an error with the remedy") {
  const absl::Status status = ToStatus(RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT, "topic orders", nullptr);
  CHECK(ErrorWord(status) == "session_timeout_refused");
  CHECK(absl::StrContains(status.message(), "topic orders"));
  CHECK(absl::StrContains(status.message(), "group.min.session.timeout.ms"));
}

TEST_CASE("a partition that gets its leader in a moment is waited for") {
  MockCluster mock;
  mock.Produce(1, 0, 3);
  auto admin = Admin::Create(mock.cluster());
  REQUIRE(admin.ok());
  mock.SetLeader(1, -1);
  std::thread election([&] {
    absl::SleepFor(absl::Milliseconds(400));
    mock.SetLeader(1, 1);
  });
  const auto marks = (*admin)->TopicWatermarks({kTopic, {1}}, Soon());
  election.join();
  INFO(marks.status());
  REQUIRE(marks.ok());
  CHECK(marks->at(1).high == 3);
  mock.SetLeader(1, -1);
  const absl::Status none =
      (*admin)->TopicWatermarks({kTopic, {1}}, absl::Now() + absl::Milliseconds(300)).status();
  CHECK(none.code() == absl::StatusCode::kUnavailable);
  INFO(none.message());
  CHECK(none.message().find("orders, partition 1") != absl::string_view::npos);
}

}  // namespace
}  // namespace aurora::kafka
