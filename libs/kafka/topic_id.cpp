#include "libs/kafka/topic_id.h"

#include <memory>

#include "libs/base/text.h"
#include "libs/kafka/client_handle.h"

namespace aurora::kafka {
namespace {

template <auto Free>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

}  // namespace

absl::StatusOr<std::string> AskTopicId(rd_kafka_t* client, const ClientErrors* errors, const std::string& topic,
                                       absl::Time deadline) {
  const std::string object = base::StrCat("topic ", topic);
  // Any broker can tell; by itself the library asks the controller, which may be away.
  const rd_kafka_metadata_t* metadata = nullptr;
  if (const rd_kafka_resp_err_t code =
          rd_kafka_metadata(client, /*all_topics=*/0, nullptr, &metadata, RemainingMs(deadline));
      code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(code, object, errors);
  }
  const int32_t broker = metadata->orig_broker_id;
  rd_kafka_metadata_destroy(metadata);
  const char* name = topic.c_str();
  const std::unique_ptr<rd_kafka_TopicCollection_t, Releaser<rd_kafka_TopicCollection_destroy>> topics(
      rd_kafka_TopicCollection_of_topic_names(&name, 1));
  const std::unique_ptr<rd_kafka_AdminOptions_t, Releaser<rd_kafka_AdminOptions_destroy>> options(
      rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_DESCRIBETOPICS));
  char text[256];
  rd_kafka_AdminOptions_set_request_timeout(options.get(), RemainingMs(deadline), text, sizeof(text));
  rd_kafka_AdminOptions_set_broker(options.get(), broker, text, sizeof(text));
  const Queue queue(rd_kafka_queue_new(client));
  rd_kafka_DescribeTopics(client, topics.get(), options.get(), queue.get());
  const std::unique_ptr<rd_kafka_event_t, Releaser<rd_kafka_event_destroy>> event(
      rd_kafka_queue_poll(queue.get(), RemainingMs(deadline)));
  if (event == nullptr) return ToStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, object, errors);
  if (const rd_kafka_resp_err_t code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(code, object, errors);
  }
  size_t count = 0;
  const rd_kafka_TopicDescription_t** found = rd_kafka_DescribeTopics_result_topics(
      rd_kafka_event_DescribeTopics_result(event.get()), &count);
  if (count == 0) return ToStatus(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, object, errors);
  if (const rd_kafka_error_t* failure = rd_kafka_TopicDescription_error(found[0]);
      failure != nullptr && rd_kafka_error_code(failure) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(rd_kafka_error_code(failure), object, errors);
  }
  const rd_kafka_Uuid_t* id = rd_kafka_TopicDescription_topic_id(found[0]);
  if (id == nullptr || (rd_kafka_Uuid_most_significant_bits(id) == 0 && rd_kafka_Uuid_least_significant_bits(id) == 0)) {
    return std::string();
  }
  return std::string(rd_kafka_Uuid_base64str(id));
}

}  // namespace aurora::kafka
