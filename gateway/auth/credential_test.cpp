#include "gateway/auth/credential.h"

#include <catch2/catch.hpp>

namespace aurora::gateway::auth {
namespace {

TEST_CASE("credentials are 256 random bits and are kept as SHA-256") {
  const base::Secret one = MakeCredential();
  const base::Secret two = MakeCredential();
  CHECK(one.Reveal().size() == 64);
  CHECK(one.Reveal() != two.Reveal());
  CHECK(HashCredential("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("comparison tells equal from different") {
  CHECK(ConstantTimeEquals("abc", "abc"));
  CHECK_FALSE(ConstantTimeEquals("abc", "abd"));
  CHECK_FALSE(ConstantTimeEquals("abc", "abcd"));
  CHECK_FALSE(ConstantTimeEquals("", "a"));
}

TEST_CASE("a CSRF token belongs to one session and does not show it") {
  CHECK(CsrfToken("a") == CsrfToken("a"));
  CHECK(CsrfToken("a") != CsrfToken("b"));
  CHECK(CsrfToken("a") != HashCredential("a").substr(0, 32));
}

TEST_CASE("cookies are found by their whole name") {
  CHECK(CookieValue("a=1; aurora_session=xyz; b=2", "aurora_session") == "xyz");
  CHECK(CookieValue("xaurora_session=1", "aurora_session").empty());
  CHECK(CookieValue("aurora_session_old=1;aurora_session=2", "aurora_session") == "2");
  CHECK(CookieValue("aurora_session", "aurora_session").empty());
  CHECK(CookieValue(";;; =", "aurora_session").empty());
}

TEST_CASE("bearer tokens are found whatever the scheme's case") {
  CHECK(BearerToken("Bearer abc") == "abc");
  CHECK(BearerToken("bearer  abc ") == "abc");
  CHECK(BearerToken("Basic abc").empty());
  CHECK(BearerToken("Bearer").empty());
}

}  // namespace
}  // namespace aurora::gateway::auth
