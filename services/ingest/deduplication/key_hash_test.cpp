#include "services/ingest/deduplication/key_hash.h"

#include <catch2/catch.hpp>
#include <string>

namespace aurora::ingest {
namespace {

TEST_CASE("keys are hashed as SipHash's authors have it") {
  // Of the reference implementation (vectors_sip128.h): the key is 00 01 ... 0f, the text 00 01 ... of each length.
  const KeySecret secret{0x0706050403020100u, 0x0f0e0d0c0b0a0908u};
  std::string text;
  CHECK(HashKey(secret, text) == KeyHash{0xe6a825ba047f81a3u, 0x930255c71472f66du});
  text.push_back(0);
  CHECK(HashKey(secret, text) == KeyHash{0x44af996bd8c187dau, 0x45fc229b11597634u});
}

TEST_CASE("each secret gives other hashes, and each byte counts") {
  const KeySecret secret = KeySecret::Random();
  CHECK_FALSE(HashKey(secret, "order-1") == HashKey(KeySecret::Random(), "order-1"));
  CHECK_FALSE(HashKey(secret, "order-00000001") == HashKey(secret, "order-00000002"));
  CHECK_FALSE(HashKey(secret, std::string(8, '\0')) == HashKey(secret, std::string(9, '\0')));
  CHECK(HashKey(secret, "order-1") == HashKey(secret, "order-1"));
}

}  // namespace
}  // namespace aurora::ingest
