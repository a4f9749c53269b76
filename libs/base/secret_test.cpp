#include "libs/base/secret.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>

namespace aurora::base {
namespace {

std::string TemporaryFile(const std::string& content) {
  char path[] = "/tmp/aurora-secret-XXXXXX";
  const int descriptor = mkstemp(path);
  REQUIRE(descriptor >= 0);
  close(descriptor);
  std::ofstream(path) << content;
  return path;
}

TEST_CASE("a secret file gives its first line only") {
  const std::string path = TemporaryFile("first\nsecond\n");
  auto secret = Secret::FromFile(path);
  std::remove(path.c_str());
  REQUIRE(secret.ok());
  CHECK(secret->Reveal() == "first");
}

TEST_CASE("an empty secret file is refused and named") {
  const std::string path = TemporaryFile("\n");
  auto secret = Secret::FromFile(path);
  std::remove(path.c_str());
  REQUIRE_FALSE(secret.ok());
  CHECK(std::string(secret.status().message()).find(path) != std::string::npos);
}

TEST_CASE("a folder in the place of a secret file is told as one") {
  char path[] = "/tmp/aurora-secret-XXXXXX";
  REQUIRE(mkdtemp(path) != nullptr);
  const absl::Status status = Secret::FromFile(path).status();
  rmdir(path);
  CHECK(std::string(status.message()).find(std::string(path) + " is a folder") != std::string::npos);
}

TEST_CASE("random secrets differ and have two hex digits a byte") {
  CHECK(Secret::Random(16).Reveal().size() == 32);
  CHECK(Secret::Random().Reveal() != Secret::Random().Reveal());
}

TEST_CASE("a secret equals only the same characters") {
  const Secret secret("correct");
  CHECK(secret.ConstantTimeEquals("correct"));
  CHECK_FALSE(secret.ConstantTimeEquals("correcT"));
  CHECK_FALSE(secret.ConstantTimeEquals("correct "));
}

}  // namespace
}  // namespace aurora::base
