#pragma once

#include <boost/asio/thread_pool.hpp>
#include <string>

#include "gateway/api/audit.h"
#include "gateway/api/authenticator.h"
#include "gateway/api/router.h"
#include "gateway/auth/credential_store.h"

namespace aurora::gateway::api {

// Sessions, one-time links, tokens and /me. Owner: main.
class SignIn {
 public:
  struct Options {
    // "https://aurora.example.com"; empty: the address of the listener.
    std::string public_url;
    absl::Duration session_idle;
    absl::Duration session_absolute;
  };
  SignIn(Options options, auth::CredentialStore& store, Authenticator& authenticator,
         boost::asio::thread_pool& blocking, const Audit& audit)
      : options_(std::move(options)),
        store_(store),
        authenticator_(authenticator),
        blocking_(blocking),
        audit_(audit) {}

  void AddTo(Router& router);
  // Before the first request.
  void set_public_url(std::string url) { options_.public_url = std::move(url); }

 private:
  boost::asio::awaitable<http::Response> CreateSession(http::Request& request);
  boost::asio::awaitable<http::Response> GetSession(http::Request& request);
  boost::asio::awaitable<http::Response> DeleteSession(http::Request& request);
  boost::asio::awaitable<http::Response> Me(http::Request& request);
  boost::asio::awaitable<http::Response> CreateLink(http::Request& request);
  boost::asio::awaitable<http::Response> CreateToken(http::Request& request);
  boost::asio::awaitable<http::Response> ListTokens(http::Request& request);
  boost::asio::awaitable<http::Response> DeleteToken(http::Request& request);
  std::string Cookie(std::string_view token, absl::Duration age, bool secure) const;

  Options options_;
  auth::CredentialStore& store_;
  Authenticator& authenticator_;
  boost::asio::thread_pool& blocking_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
