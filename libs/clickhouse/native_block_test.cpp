#include "libs/clickhouse/native_block.h"

#include <lz4.h>

#include <catch2/catch.hpp>
#include <cstring>

namespace aurora::clickhouse {
namespace {

Column Make(std::string_view type) { return Column::Create(ParseType(type).value()).value(); }

std::string Joined(std::span<const std::string_view> pieces) {
  std::string bytes;
  for (const std::string_view piece : pieces) bytes.append(piece);
  return bytes;
}

// What a server does with frames.
std::string Decompressed(std::string_view bytes) {
  std::string plain;
  while (!bytes.empty()) {
    REQUIRE(bytes.size() > 25);
    REQUIRE(static_cast<uint8_t>(bytes[16]) == 0x82);
    uint32_t compressed = 0;
    uint32_t size = 0;
    std::memcpy(&compressed, bytes.data() + 17, 4);
    std::memcpy(&size, bytes.data() + 21, 4);
    CHECK(size <= kCompressedFrameBytes);
    std::string frame(size, '\0');
    REQUIRE(LZ4_decompress_safe(bytes.data() + 25, frame.data(), static_cast<int>(compressed - 9),
                                static_cast<int>(size)) == static_cast<int>(size));
    plain += frame;
    bytes.remove_prefix(16 + compressed);
  }
  return plain;
}

TEST_CASE("a block is counts, then name, type and data of each column") {
  Column number = Make("UInt8");
  Column text = Make("String");
  for (int i = 0; i < 2; ++i) {
    number.Append<uint8_t>(static_cast<uint8_t>(i));
    text.AppendString("x");
  }
  const NamedColumn columns[] = {{"n", &number}, {"t", &text}};
  BlockEncoder encoder;
  const std::string bytes = Joined(encoder.Encode(columns, 2).value());
  CHECK(bytes == std::string("\x02\x02\x01n\x05UInt8\x00\x01\x01t\x06String\x01x\x01x", 25));
  CHECK(encoder.bytes() == bytes.size());
}

TEST_CASE("columns of different lengths and empty blocks are refused") {
  Column one = Make("UInt8");
  Column two = Make("UInt8");
  one.Append<uint8_t>(1);
  const NamedColumn columns[] = {{"one", &one}, {"two", &two}};
  BlockEncoder encoder;
  const absl::Status status = encoder.Encode(columns, 1).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(status.message() == "column two has 0 rows of 1");
  CHECK_FALSE(encoder.Encode({}, 0).ok());
}

TEST_CASE("large columns are pointed at, not copied, and an encoder is used again") {
  Column text = Make("String");
  BlockEncoder encoder;
  const NamedColumn column{"t", &text};
  std::string before;
  for (int round = 0; round < 2; ++round) {
    text.Clear();
    for (int i = 0; i < 1000; ++i) text.AppendString("0123456789");
    const auto pieces = encoder.Encode({&column, 1}, 1000).value();
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[1].size() == 11000);
    if (round == 1) CHECK(Joined(pieces) == before);
    before = Joined(pieces);
  }
}

TEST_CASE("compressed frames hold the same bytes, whatever the sizes of the pieces") {
  BlockCompressor compressor;
  for (const size_t large : {size_t{1}, size_t{100}, kCompressedFrameBytes - 3, kCompressedFrameBytes,
                             2 * kCompressedFrameBytes + 5}) {
    std::string first(3, 'a');
    std::string second;
    for (size_t i = 0; i < large; ++i) second.push_back(static_cast<char>('a' + i * i % 23));
    std::string third(large / 2, 'z');
    const std::string_view pieces[] = {first, second, third, second};
    const auto compressed = compressor.Compress(pieces);
    REQUIRE(compressed.ok());
    CHECK(Decompressed(*compressed) == first + second + third + second);
  }
}

}  // namespace
}  // namespace aurora::clickhouse
