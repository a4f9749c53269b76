#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/auth/identity.h"
#include "gateway/http/message.h"

namespace aurora::gateway::api {

// Who may call a route. kEndpoint: every viewer, and tokens of endpoints, which may call nothing else; the handler
// checks whose token it is.
enum class Access { kPublic, kEndpoint, kViewer, kEditor, kAdmin };

using Handler = std::function<boost::asio::awaitable<void>(http::Request&, http::ResponseWriter&)>;
// For calls that answer in one piece.
using SimpleHandler = std::function<boost::asio::awaitable<http::Response>(http::Request&)>;

struct Route {
  std::string method;
  // "/api/v1/connections/{id}:pause"
  std::string pattern;
  Access access = Access::kAdmin;
  Handler handler;
  bool websocket = false;
};

// All calls of the API. Filled at the start, then immutable. Owner: the application.
class Router {
 public:
  void Add(std::string method, std::string pattern, Access access, Handler handler);
  void AddSimple(std::string method, std::string pattern, Access access, SimpleHandler handler);
  void AddSocket(std::string pattern, Access access, Handler without_upgrade);

  struct Match {
    // Null when no route has this method and path.
    const Route* route = nullptr;
    // Methods of the routes that have the path, for Allow; empty: no such path.
    std::string allowed;
  };
  // Sets the request's path parameters and route.
  Match Find(http::Request& request) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace aurora::gateway::api
