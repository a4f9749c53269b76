#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/unary_call.h"
#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/model_check.h"
#include "services/query-engine/service/query_service.h"

// The call about the chat model.
namespace aurora::query::service {
namespace {

// Of the caller's time: a model that is too slow is a finding, and that has to reach them.
constexpr absl::Duration kTimeToTell = absl::Seconds(2);

}  // namespace

grpc::ServerUnaryReactor* QueryService::CheckModel(grpc::CallbackServerContext* context, const v1::CheckModelRequest*,
                                                   v1::CheckModelResponse* response) {
  // Among the queries: a model takes its time, and the short calls must not wait for it.
  return rpc::RunUnary(parts_.queries, context, [this, context, response]() -> absl::Status {
    const model::chat::ChatOptions& options = parts_.model_options;
    response->set_endpoint(options.endpoint);
    response->set_name(options.name);
    response->set_use(options.use);
    for (const std::string& column : options.values_allowed) response->add_values_allowed(column);
    if (parts_.model == nullptr) return absl::OkStatus();
    const absl::Time deadline = std::min(rpc::RequestContext::FromServer(*context).deadline - kTimeToTell, absl::Now() + options.timeout);
    const model::chat::ModelCheck check = model::chat::CheckModel(*parts_.model, deadline);
    for (const model::chat::Finding& finding : check.findings) {
      v1::ModelFinding* const message = response->add_findings();
      message->set_what(finding.what);
      message->set_ok(finding.status.ok());
      message->set_message(std::string(base::Message(finding.status)));
    }
    response->set_answer_ms(absl::ToDoubleMilliseconds(check.answer_time));
    return absl::OkStatus();
  });
}

}  // namespace aurora::query::service
