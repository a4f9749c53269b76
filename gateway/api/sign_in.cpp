#include "gateway/api/sign_in.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/auth/credential.h"
#include "gateway/http/await.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr size_t kNameBytesMax = 64;
constexpr int64_t kLinkSecondsDefault = 900;
constexpr int64_t kLinkSecondsMax = 86400;
constexpr int64_t kTokenSecondsMax = 315'360'000;

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= kNameBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '@' || c == '-';
  });
}

void ReadName(ObjectReader& reader, std::string_view member, std::string* name) {
  if (reader.Text(member, name) && !IsName(*name)) reader.Fail(member, "must be 1 to 64 of A-Za-z0-9._@-");
}

void ReadRole(ObjectReader& reader, auth::Role* role) {
  std::string text;
  if (!reader.Text("role", &text)) return;
  const auto parsed = auth::ParseRole(text);
  if (!parsed.has_value()) return reader.Fail("role", "must be viewer, editor or admin");
  *role = *parsed;
}

json::value TimeJson(const std::optional<absl::Time>& time) {
  return time.has_value() ? json::value(FormatTimestamp(*time)) : json::value(nullptr);
}

json::object SessionJson(const auth::Identity& identity, absl::Time expires_at) {
  return {{"user", identity.user},
          {"role", std::string(auth::RoleName(identity.role))},
          {"csrf_token", identity.csrf_token},
          {"expires_at", FormatTimestamp(expires_at)}};
}

json::object TokenJson(const auth::Token& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"role", std::string(auth::RoleName(token.role))},
          {"created_at", FormatTimestamp(token.created_at)},
          {"expires_at", TimeJson(token.expires_at)},
          {"last_used_at", TimeJson(token.last_used_at)}};
}

struct SignInBody {
  std::string link_token;
  std::string token;
};

absl::StatusOr<SignInBody> ParseSignIn(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  SignInBody parsed;
  ObjectReader reader(*object);
  reader.Text("link_token", &parsed.link_token, auth::kCredentialBytesMax);
  reader.Text("token", &parsed.token, auth::kCredentialBytesMax);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  if (parsed.link_token.empty() == parsed.token.empty()) {
    return absl::InvalidArgumentError("give either link_token (of a sign-in link) or token (an API token)");
  }
  return parsed;
}

struct LinkBody {
  std::string user = "admin";
  auth::Role role = auth::Role::kAdmin;
  int64_t seconds = kLinkSecondsDefault;
};

absl::StatusOr<LinkBody> ParseLink(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body, true);
  if (!object.ok()) return object.status();
  LinkBody parsed;
  ObjectReader reader(*object, ObjectReader::Subject{"sign-in link"});
  ReadName(reader, "user", &parsed.user);
  ReadRole(reader, &parsed.role);
  reader.Integer("ttl_s", &parsed.seconds, 10, kLinkSecondsMax);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return parsed;
}

struct TokenBody {
  std::string name;
  auth::Role role = auth::Role::kViewer;
  std::optional<absl::Duration> lifetime;
};

absl::StatusOr<TokenBody> ParseToken(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  TokenBody parsed;
  ObjectReader reader(*object, ObjectReader::Subject{"token"});
  reader.Require("name");
  reader.Require("role");
  ReadName(reader, "name", &parsed.name);
  ReadRole(reader, &parsed.role);
  int64_t seconds = 0;
  if (reader.Integer("expires_in_s", &seconds, 60, kTokenSecondsMax)) parsed.lifetime = absl::Seconds(seconds);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return parsed;
}

}  // namespace

void SignIn::AddTo(Router& router) {
  router.AddSimple("POST", "/api/v1/session", Access::kPublic, [this](Request& r) { return CreateSession(r); });
  router.AddSimple("GET", "/api/v1/session", Access::kViewer, [this](Request& r) { return GetSession(r); });
  router.AddSimple("DELETE", "/api/v1/session", Access::kViewer, [this](Request& r) { return DeleteSession(r); });
  router.AddSimple("GET", "/api/v1/me", Access::kViewer, [this](Request& r) { return Me(r); });
  router.AddSimple("POST", "/api/v1/sign-in-links", Access::kAdmin, [this](Request& r) { return CreateLink(r); });
  router.AddSimple("POST", "/api/v1/tokens", Access::kAdmin, [this](Request& r) { return CreateToken(r); });
  router.AddSimple("GET", "/api/v1/tokens", Access::kAdmin, [this](Request& r) { return ListTokens(r); });
  router.AddSimple("DELETE", "/api/v1/tokens/{id}", Access::kAdmin, [this](Request& r) { return DeleteToken(r); });
}

std::string SignIn::Cookie(std::string_view token, absl::Duration age, bool secure) const {
  return base::StrCat(kSessionCookie, "=", token, "; Path=/; HttpOnly; SameSite=Strict; Max-Age=",
                      absl::ToInt64Seconds(age),
                      secure || options_.public_url.starts_with("https://") ? "; Secure" : "");
}

awaitable<Response> SignIn::CreateSession(Request& request) {
  const absl::StatusOr<SignInBody> body = ParseSignIn(request.body);
  if (!body.ok()) co_return ErrorResponse(body.status(), request);
  using Made = absl::StatusOr<std::pair<auth::Identity, auth::NewCredential>>;
  std::function<Made()> sign_in = [this, body = *body]() -> Made {
    const absl::Time now = absl::Now();
    auto identity = body.token.empty() ? store_.RedeemLink(body.link_token, now) : store_.FindToken(body.token, now);
    if (!identity.ok()) return identity.status();
    auto session = store_.CreateSession(*identity, now);
    if (!session.ok()) return session.status();
    return std::make_pair(*std::move(identity), *std::move(session));
  };
  Made made = co_await http::RunBlocking<Made>(blocking_.get_executor(), std::move(sign_in));
  if (!made.ok()) {
    Response response = ErrorResponse(made.status(), request);
    audit_.Write(request, "sign-in", body->token.empty() ? "link" : "token", response.status);
    co_return response;
  }
  auto& [identity, session] = *made;
  identity.via = auth::Identity::Via::kSession;
  identity.csrf_token = auth::CsrfToken(session.secret.Reveal());
  request.identity = identity;
  Response response = JsonResponse(SessionJson(identity, session.expires_at), 201);
  response.headers.Add("Set-Cookie", Cookie(session.secret.Reveal(), options_.session_absolute, request.secure));
  audit_.Write(request, "sign-in", body->token.empty() ? "link" : "token", 201);
  co_return response;
}

awaitable<Response> SignIn::GetSession(Request& request) {
  const std::string token(auth::CookieValue(request.headers.Find("Cookie"), kSessionCookie));
  using Found = absl::StatusOr<auth::CredentialStore::Session>;
  std::function<Found()> find = [this, token] { return store_.FindSession(token, absl::Now()); };
  const Found found = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  co_return JsonResponse(SessionJson(found->identity, found->expires_at));
}

awaitable<Response> SignIn::DeleteSession(Request& request) {
  const std::string token(auth::CookieValue(request.headers.Find("Cookie"), kSessionCookie));
  std::function<absl::Status()> forget = [this, token] { return store_.DeleteSession(token); };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(forget));
  authenticator_.Forget();
  if (!status.ok()) co_return ErrorResponse(status, request);
  audit_.Write(request, "sign-out", "session", 204);
  Response response = EmptyResponse();
  response.headers.Add("Set-Cookie", Cookie("", absl::ZeroDuration(), request.secure));
  co_return response;
}

awaitable<Response> SignIn::Me(Request& request) {
  const auth::Identity& identity = *request.identity;
  co_return JsonResponse(json::object{{"user", identity.user},
                                      {"role", std::string(auth::RoleName(identity.role))},
                                      {"via", identity.via == auth::Identity::Via::kToken ? "token" : "session"}});
}

awaitable<Response> SignIn::CreateLink(Request& request) {
  const absl::StatusOr<LinkBody> body = ParseLink(request.body);
  if (!body.ok()) co_return ErrorResponse(body.status(), request);
  using Made = absl::StatusOr<auth::NewCredential>;
  std::function<Made()> make = [this, body = *body] {
    return store_.CreateLink(body.user, body.role, absl::Seconds(body.seconds), absl::Now());
  };
  const Made made = co_await http::RunBlocking<Made>(blocking_.get_executor(), std::move(make));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, "sign-in-link.create", body->user, 201);
  co_return JsonResponse(
      json::object{{"link_token", made->secret.Reveal()},
                   {"url", absl::StrCat(options_.public_url, "/sign-in#t=", made->secret.Reveal())},
                   {"expires_at", FormatTimestamp(made->expires_at)}},
      201);
}

awaitable<Response> SignIn::CreateToken(Request& request) {
  const absl::StatusOr<TokenBody> body = ParseToken(request.body);
  if (!body.ok()) co_return ErrorResponse(body.status(), request);
  using Made = absl::StatusOr<auth::NewToken>;
  std::function<Made()> make = [this, body = *body] {
    return store_.CreateToken(body.name, body.role, body.lifetime, absl::Now());
  };
  const Made made = co_await http::RunBlocking<Made>(blocking_.get_executor(), std::move(make));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, "token.create", body->name, 201);
  json::object object = TokenJson(made->token);
  object["token"] = made->secret.Reveal();
  co_return JsonResponse(object, 201);
}

awaitable<Response> SignIn::ListTokens(Request& request) {
  using Listed = absl::StatusOr<std::vector<auth::Token>>;
  std::function<Listed()> list = [this] { return store_.ListTokens(); };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  json::array tokens;
  for (const auth::Token& token : *listed) tokens.push_back(TokenJson(token));
  co_return JsonResponse(json::object{{"tokens", std::move(tokens)}});
}

awaitable<Response> SignIn::DeleteToken(Request& request) {
  const std::string id(request.PathParameter("id"));
  std::function<absl::Status()> remove = [this, id] { return store_.DeleteToken(id); };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(remove));
  authenticator_.Forget();
  if (!status.ok()) co_return ErrorResponse(status, request);
  audit_.Write(request, "token.delete", id, 204);
  co_return EmptyResponse();
}

}  // namespace aurora::gateway::api
