#include "libs/kafka/admin/group_description.h"

#include <algorithm>

#include "libs/kafka/client/client_handle.h"

namespace aurora::kafka {
namespace {

bool MayRead(const rd_kafka_ConsumerGroupDescription_t* group) {
  size_t count = 0;
  const rd_kafka_AclOperation_t* allowed = rd_kafka_ConsumerGroupDescription_authorized_operations(group, &count);
  // Brokers that do not tell have not refused.
  if (allowed == nullptr || count == 0) return true;
  return std::any_of(allowed, allowed + count, [](rd_kafka_AclOperation_t operation) {
    return operation == RD_KAFKA_ACL_OPERATION_READ || operation == RD_KAFKA_ACL_OPERATION_ALL;
  });
}

GroupMember ToMember(const rd_kafka_MemberDescription_t* source) {
  GroupMember member;
  member.id = rd_kafka_MemberDescription_consumer_id(source);
  const rd_kafka_MemberAssignment_t* assignment = rd_kafka_MemberDescription_assignment(source);
  const rd_kafka_topic_partition_list_t* partitions =
      assignment == nullptr ? nullptr : rd_kafka_MemberAssignment_partitions(assignment);
  for (int i = 0; partitions != nullptr && i < partitions->cnt; ++i) {
    member.partitions.insert({partitions->elems[i].topic, partitions->elems[i].partition});
  }
  return member;
}

}  // namespace

rd_kafka_resp_err_t AskGroup(rd_kafka_t* client, const std::string& name, bool operations, absl::Time deadline, Group& group) {
  const AdminOptions options = MakeAdminOptions(client, RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, deadline);
  if (operations) rd_kafka_error_destroy(rd_kafka_AdminOptions_set_include_authorized_operations(options.get(), 1));
  const char* names = name.c_str();
  const Queue queue(rd_kafka_queue_new(client));
  rd_kafka_DescribeConsumerGroups(client, &names, 1, options.get(), queue.get());
  const Event event(rd_kafka_queue_poll(queue.get(), RemainingMs(deadline)));
  if (event == nullptr) return RD_KAFKA_RESP_ERR__TIMED_OUT;
  if (const rd_kafka_resp_err_t code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) return code;
  group = Group();
  size_t count = 0;
  const rd_kafka_ConsumerGroupDescription_t** found = rd_kafka_DescribeConsumerGroups_result_groups(
      rd_kafka_event_DescribeConsumerGroups_result(event.get()), &count);
  if (count == 0) return RD_KAFKA_RESP_ERR_NO_ERROR;
  const rd_kafka_error_t* failure = rd_kafka_ConsumerGroupDescription_error(found[0]);
  // Who may not see it is told so; who may is told that there is none.
  const rd_kafka_resp_err_t code = failure != nullptr ? rd_kafka_error_code(failure) : RD_KAFKA_RESP_ERR_NO_ERROR;
  if (code == RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND) return RD_KAFKA_RESP_ERR_NO_ERROR;
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return code;
  group.stable = rd_kafka_ConsumerGroupDescription_state(found[0]) == RD_KAFKA_CONSUMER_GROUP_STATE_STABLE;
  group.may_read = !operations || MayRead(found[0]);
  const size_t members = rd_kafka_ConsumerGroupDescription_member_count(found[0]);
  for (size_t i = 0; i < members; ++i) group.members.push_back(ToMember(rd_kafka_ConsumerGroupDescription_member(found[0], i)));
  std::sort(group.members.begin(), group.members.end());
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

}  // namespace aurora::kafka
