#include "gateway/api/authenticator.h"

#include "absl/time/clock.h"
#include "gateway/auth/credential.h"
#include "gateway/http/await.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {

boost::asio::awaitable<absl::StatusOr<auth::Identity>> Authenticator::Identify(const http::Request& request) {
  const std::string token(auth::BearerToken(request.headers.Find("Authorization")));
  const std::string cookie(auth::CookieValue(request.headers.Find("Cookie"), kSessionCookie));
  // A bearer token wins: a program that sends one means it.
  const bool by_session = token.empty() && !cookie.empty();
  const std::string credential = (by_session ? cookie : token).substr(0, auth::kCredentialBytesMax);
  const std::string key = base::StrCat(by_session ? "s" : "t", auth::HashCredential(credential));
  const absl::Time now = absl::Now();
  auth::Identity kept;
  if (Recall(key, now, &kept)) co_return kept;
  uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    generation = generation_;
  }
  std::function<absl::StatusOr<auth::Identity>()> look =
      [this, by_session, credential, now]() -> absl::StatusOr<auth::Identity> {
    if (!by_session) {
      // What is in neither table takes both looks, whatever is wrong with it.
      auto identity = store_.FindToken(credential, now);
      return absl::IsUnauthenticated(identity.status()) ? endpoint_tokens_.Find(credential, now) : identity;
    }
    auto session = store_.FindSession(credential, now);
    if (!session.ok()) return session.status();
    return session->identity;
  };
  absl::StatusOr<auth::Identity> found =
      co_await http::RunBlocking<absl::StatusOr<auth::Identity>>(blocking_.get_executor(), std::move(look));
  if (found.ok()) Keep(key, *found, now, generation);
  co_return found;
}

void Authenticator::Forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
  ++generation_;
}

bool Authenticator::Recall(const std::string& key, absl::Time now, auth::Identity* identity) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end() || found->second.until <= now) return false;
  *identity = found->second.identity;
  return true;
}

void Authenticator::Keep(const std::string& key, const auth::Identity& identity, absl::Time now,
                         uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;
  if (kept_.size() >= kKeptMax) kept_.clear();
  kept_[key] = {identity, now + kKeepTime};
}

}  // namespace aurora::gateway::api
