#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/auth/credential_store.h"
#include "gateway/auth/endpoint_token_store.h"
#include "gateway/http/message.h"

namespace aurora::gateway::api {

inline constexpr char kSessionCookie[] = "aurora_session";

// Who sends a request, by its bearer token or session cookie. What was found is kept for two seconds, so that a
// busy client does not ask the state each time; that is also the longest that another replica honours a revoked
// token. Thread-safe. Owner: main.
class Authenticator {
 public:
  Authenticator(auth::CredentialStore& store, auth::EndpointTokenStore& endpoint_tokens, boost::asio::thread_pool& blocking)
      : store_(store), endpoint_tokens_(endpoint_tokens), blocking_(blocking) {}

  // Unauthenticated without a valid credential (in the same time for a missing, unknown or expired one).
  boost::asio::awaitable<absl::StatusOr<auth::Identity>> Identify(const http::Request& request);
  // After a token or session was changed.
  void Forget();

  static constexpr absl::Duration kKeepTime = absl::Seconds(2);
  static constexpr size_t kKeptMax = 10'000;

 private:
  struct Kept {
    auth::Identity identity;
    absl::Time until;
  };
  bool Recall(const std::string& key, absl::Time now, auth::Identity* identity);
  void Keep(const std::string& key, const auth::Identity& identity, absl::Time now, uint64_t generation);

  auth::CredentialStore& store_;
  auth::EndpointTokenStore& endpoint_tokens_;
  boost::asio::thread_pool& blocking_;
  std::mutex mutex_;
  // By hash, so that no credential stays in memory.
  std::unordered_map<std::string, Kept> kept_;
  // Counts Forget(), so that what was read before it is not kept after it.
  uint64_t generation_ = 0;
};

}  // namespace aurora::gateway::api
