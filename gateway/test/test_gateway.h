#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gateway/api/application.h"
#include "gateway/api/connections/connections.h"
#include "gateway/api/operation.h"
#include "gateway/api/questions/questions.h"
#include "gateway/api/questions/tables.h"
#include "gateway/api/sign_in.h"
#include "gateway/backends/fake_clients.h"
#include "gateway/http/listener.h"
#include "libs/state/database.h"

namespace prometheus {
class Registry;
}

namespace aurora::gateway {

struct Reply {
  // 0: the connection ended without an answer.
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  // The body ended as its framing said.
  bool whole = false;
};

struct TestLimits {
  http::ListenerOptions listener;
  api::ApplicationLimits application;
  api::QuestionLimits questions;
  // Empty: none.
  std::string grafana_url;
};

// The code of a problem; "no problem" for another answer.
std::string Code(const Reply& reply);
// A member of a JSON answer that is a text.
std::string Member(const Reply& reply, const char* name);
// False when it has not come to be so within three seconds.
bool WaitFor(const std::function<bool()>& condition);

// The whole gateway on a free port of loopback, with services that are faked and a state in a temporary folder.
class TestGateway {
 public:
  explicit TestGateway(const TestLimits& limits = {});
  ~TestGateway();

  // Sends bytes on a connection of its own and reads one answer.
  Reply Send(const std::string& bytes) const;
  // One call as the administrator (by token) unless `headers` has another Authorization or a Cookie.
  Reply Call(const std::string& method, const std::string& target, const std::string& body = "",
             const std::string& headers = "") const;
  int Connect() const;
  static Reply ReadReply(int socket, bool head = false);

  backends::FakeIngestClient ingest;
  backends::FakeQueryClient query;
  std::string folder;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<http::Listener> listener;
  const std::string admin_token = "the-admin-token";

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace aurora::gateway
