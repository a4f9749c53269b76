#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>

#include "gateway/api/audit.h"
#include "gateway/api/router.h"
#include "gateway/api/workspace/workspace_json.h"
#include "gateway/workspace/document_store.h"

namespace aurora::gateway::api {

// Boards, saved questions and share links. Boards and saved questions belong to everybody who may edit; a change names
// the revision that it was made from (If-Match), so that nobody's edit is lost unseen. Share links never change. Owner:
// main.
class Documents {
 public:
  Documents(workspace::DocumentStore& store, boost::asio::thread_pool& blocking, const Audit& audit)
      : store_(store), blocking_(blocking), audit_(audit) {}
  void AddTo(Router& router);

 private:
  // How one kind of document is read and shown.
  struct Resource {
    const workspace::DocumentKind& kind;
    // "/api/v1/boards"
    std::string path;
    // Member of the list's answer.
    const char* plural;
    absl::StatusOr<NewDocument> (*parse)(std::string_view);
    json::object (*in_list)(const workspace::Document&);
  };
  static const Resource& Boards();
  static const Resource& SavedQuestions();
  static const Resource& Shares();

  boost::asio::awaitable<http::Response> List(const Resource& resource, http::Request& request);
  boost::asio::awaitable<http::Response> Create(const Resource& resource, http::Request& request);
  boost::asio::awaitable<http::Response> Get(const Resource& resource, http::Request& request);
  boost::asio::awaitable<http::Response> Replace(const Resource& resource, http::Request& request);
  boost::asio::awaitable<http::Response> Delete(const Resource& resource, http::Request& request);

  workspace::DocumentStore& store_;
  boost::asio::thread_pool& blocking_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
