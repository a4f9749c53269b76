#include "libs/kafka/consumer/record_batch.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace aurora::kafka {
namespace {

using namespace std::string_literals;

std::string Varint(int64_t value) {
  std::string result;
  for (uint64_t left = (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);; left >>= 7) {
    if (left < 0x80) return result += static_cast<char>(left);
    result += static_cast<char>(left | 0x80);
  }
}

std::string Sized(const std::string& bytes) { return Varint(static_cast<int64_t>(bytes.size())) + bytes; }

std::string RecordBytes(int64_t timestamp, int64_t offset, const std::string& key_value_headers) {
  return Sized("\0"s + Varint(timestamp) + Varint(offset) + key_value_headers);
}

TEST_CASE("records are taken one after the other") {
  const std::string first = RecordBytes(5, 0, Sized("k") + Sized("a value") + Varint(0));
  const std::string second = RecordBytes(-70, 3, Varint(-1) + Varint(-1) + Varint(0));
  const std::string batch = first + second;
  std::string_view left = batch;
  Record record;
  REQUIRE(TakeRecord(left, record));
  CHECK(left == second);
  CHECK(record.timestamp_delta == 5);
  CHECK(record.offset_delta == 0);
  CHECK(record.key == "k");
  CHECK(record.value == "a value");
  CHECK_FALSE(record.is_tombstone);
  REQUIRE(TakeRecord(left, record));
  CHECK(left.empty());
  CHECK(record.timestamp_delta == -70);
  CHECK(record.offset_delta == 3);
  CHECK(record.key.empty());
  CHECK(record.is_tombstone);
  CHECK_FALSE(TakeRecord(left, record));
}

TEST_CASE("an empty value is no tombstone") {
  const std::string bytes = RecordBytes(0, 0, Sized("") + Sized("") + Varint(0));
  std::string_view left = bytes;
  Record record;
  REQUIRE(TakeRecord(left, record));
  CHECK_FALSE(record.is_tombstone);
}

TEST_CASE("headers keep their order, repeat, and may be without a value") {
  const std::string headers = Varint(3) + Sized("a") + Sized("1") + Sized("a") + Sized("2") + Sized("b") + Varint(-1);
  const std::string bytes = RecordBytes(0, 0, Varint(-1) + Sized("v") + headers);
  std::string_view left = bytes;
  Record record;
  REQUIRE(TakeRecord(left, record));
  CHECK(ReadHeaders(record.headers) == Headers{{"a", "1"}, {"a", "2"}, {"b", ""}});
  CHECK(ReadHeaders(Varint(1'000'000'000) + Sized("a") + Sized("1")) == Headers{{"a", "1"}});
  CHECK(ReadHeaders("").empty());
}

TEST_CASE("large numbers are read whole") {
  const std::string bytes = RecordBytes(INT64_MIN, INT64_MAX, Varint(-1) + Varint(-1) + Varint(0));
  std::string_view left = bytes;
  Record record;
  REQUIRE(TakeRecord(left, record));
  CHECK(record.timestamp_delta == INT64_MIN);
  CHECK(record.offset_delta == INT64_MAX);
}

TEST_CASE("a record that is cut, or whose lengths lie, is none and takes nothing") {
  const std::string whole = RecordBytes(5, 1, Sized("key") + Sized("value") + Varint(0));
  Record record;
  for (size_t size = 0; size < whole.size(); ++size) {
    const std::string_view cut = std::string_view(whole).substr(0, size);
    std::string_view left = cut;
    CHECK_FALSE(TakeRecord(left, record));
    CHECK(left == cut);
  }
  for (const std::string& bytes : {Varint(-5), Varint(1) + "\0"s, RecordBytes(0, 0, Sized("k") + Varint(100) + "short"),
                                   RecordBytes(0, 0, Varint(-2) + Sized("v") + Varint(0)), std::string(11, '\xff')}) {
    std::string_view left = bytes;
    CHECK_FALSE(TakeRecord(left, record));
  }
}

TEST_CASE("noise never reads beyond its end") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string noise(random() % 40, '\0');
    for (char& byte : noise) byte = static_cast<char>(random() % 3 == 0 ? random() : random() % 12);
    // On the heap and exactly as long, so that a sanitizer sees one byte too much.
    const std::vector<char> bytes(noise.begin(), noise.end());
    std::string_view left(bytes.data(), bytes.size());
    Record record;
    while (TakeRecord(left, record)) ReadHeaders(record.headers);
  }
}

}  // namespace
}  // namespace aurora::kafka
