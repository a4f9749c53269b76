#include "libs/kafka/admin/topic_id.h"

#include <algorithm>
#include <memory>

#include "libs/base/text.h"
#include "libs/kafka/client/client_handle.h"
#include "libs/kafka/partition.h"

namespace aurora::kafka {
namespace {

std::string IdOf(const rd_kafka_Uuid_t* id) {
  if (id == nullptr || (rd_kafka_Uuid_most_significant_bits(id) == 0 && rd_kafka_Uuid_least_significant_bits(id) == 0)) {
    return {};
  }
  return rd_kafka_Uuid_base64str(id);
}

bool MayRead(const rd_kafka_TopicDescription_t* topic) {
  size_t count = 0;
  const rd_kafka_AclOperation_t* allowed = rd_kafka_TopicDescription_authorized_operations(topic, &count);
  // Brokers that do not tell have not refused.
  if (allowed == nullptr || count == 0) return true;
  return std::any_of(allowed, allowed + count, [](rd_kafka_AclOperation_t operation) {
    return operation == RD_KAFKA_ACL_OPERATION_READ || operation == RD_KAFKA_ACL_OPERATION_ALL;
  });
}

}  // namespace

absl::StatusOr<std::map<std::string, TopicFacts>> AskTopicFacts(rd_kafka_t* client, const ClientErrors* errors,
                                                                const std::vector<std::string>& topics,
                                                                bool operations, absl::Time deadline) {
  const std::string object = Place(topics);
  // Any broker can tell; by itself the library asks the controller, which may be away.
  const rd_kafka_metadata_t* metadata = nullptr;
  if (const rd_kafka_resp_err_t code =
          rd_kafka_metadata(client, /*all_topics=*/0, nullptr, &metadata, RemainingMs(deadline));
      code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(code, object, errors);
  }
  const int32_t broker = metadata->orig_broker_id;
  rd_kafka_metadata_destroy(metadata);
  std::vector<const char*> names;
  for (const std::string& topic : topics) names.push_back(topic.c_str());
  const std::unique_ptr<rd_kafka_TopicCollection_t, Releaser<rd_kafka_TopicCollection_destroy>> wanted(
      rd_kafka_TopicCollection_of_topic_names(names.data(), names.size()));
  const AdminOptions options = MakeAdminOptions(client, RD_KAFKA_ADMIN_OP_DESCRIBETOPICS, deadline);
  char text[256];
  rd_kafka_AdminOptions_set_broker(options.get(), broker, text, sizeof(text));
  if (operations) rd_kafka_error_destroy(rd_kafka_AdminOptions_set_include_authorized_operations(options.get(), 1));
  const Queue queue(rd_kafka_queue_new(client));
  rd_kafka_DescribeTopics(client, wanted.get(), options.get(), queue.get());
  const Event event(rd_kafka_queue_poll(queue.get(), RemainingMs(deadline)));
  if (event == nullptr) return ToStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, object, errors);
  if (const rd_kafka_resp_err_t code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(code, object, errors);
  }
  size_t count = 0;
  const rd_kafka_TopicDescription_t** found = rd_kafka_DescribeTopics_result_topics(
      rd_kafka_event_DescribeTopics_result(event.get()), &count);
  std::map<std::string, TopicFacts> facts;
  for (size_t i = 0; i < count; ++i) {
    const std::string name = rd_kafka_TopicDescription_name(found[i]);
    const rd_kafka_error_t* failure = rd_kafka_TopicDescription_error(found[i]);
    const rd_kafka_resp_err_t code = failure == nullptr ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_error_code(failure);
    if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) continue;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return ToStatus(code, base::StrCat("topic ", name), errors);
    size_t partitions = 0;
    rd_kafka_TopicDescription_partitions(found[i], &partitions);
    facts[name] = {IdOf(rd_kafka_TopicDescription_topic_id(found[i])), static_cast<int32_t>(partitions),
                   !operations || MayRead(found[i])};
  }
  return facts;
}

absl::StatusOr<std::map<std::string, std::string>> AskTopicIds(rd_kafka_t* client, const ClientErrors* errors,
                                                               const std::vector<std::string>& topics,
                                                               absl::Time deadline) {
  const auto facts = AskTopicFacts(client, errors, topics, /*operations=*/false, deadline);
  if (!facts.ok()) return facts.status();
  std::map<std::string, std::string> ids;
  for (const auto& [topic, fact] : *facts) ids[topic] = fact.id;
  return ids;
}

absl::StatusOr<std::string> AskTopicId(rd_kafka_t* client, const ClientErrors* errors, const std::string& topic,
                                       absl::Time deadline) {
  auto ids = AskTopicIds(client, errors, {topic}, deadline);
  if (!ids.ok()) return ids.status();
  const auto found = ids->find(topic);
  if (found != ids->end()) return found->second;
  return ToStatus(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, base::StrCat("topic ", topic), errors);
}

}  // namespace aurora::kafka
