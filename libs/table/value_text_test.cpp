#include "libs/table/value_text.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <string>

namespace aurora::table {
namespace {

TEST_CASE("ISO 8601 becomes ticks") {
  struct Case {
    const char* text;
    int scale;
    int64_t ticks;
    int digits;
  };
  const Case c = GENERATE(values<Case>({
      {"1970-01-01T00:00:00Z", 3, 0, 0},
      {"2026-11-21T12:00:00.250Z", 3, 1795262400250, 2},
      {"2026-11-21 12:00:00", 0, 1795262400, 0},
      {"2026-11-21T13:00:00+01:00", 0, 1795262400, 0},
      {"2026-11-21T06:30:00-0530", 0, 1795262400, 0},
      {"2026-11-21T13:00+01", 0, 1795262400, 0},
      {"2026-11-21", 3, 1795219200000, 0},
      {"2026-11-21T12:00:00.123456Z", 6, 1795262400123456, 6},
      {"2026-11-21T12:00:00.123000Z", 3, 1795262400123, 3},
      {"1969-12-31T23:59:59.500Z", 3, -500, 1},
      {"2024-02-29T00:00:00Z", 0, 1709164800, 0},
      {"0001-01-01T00:00:00Z", 0, -62135596800, 0},
  }));
  INFO(c.text);
  int64_t ticks = 0;
  int digits = -1;
  REQUIRE(ParseDateTime(c.text, c.scale, &ticks, &digits));
  CHECK(ticks == c.ticks);
  CHECK(digits == c.digits);
}

TEST_CASE("what is not a time is not read as one") {
  const char* text =
      GENERATE("", "2026", "2026-11", "2026-11-31T00:00:00Z", "2023-02-29", "2026-11-21T24:00:00Z",
               "2026-11-21T12:00:61Z", "2026-11-21T12:00:00.Z", "2026-11-21T12:00:00.1234Z",
               "2026-11-21T12:00:00 Z", "2026-11-21T12:00:00+", "2026-11-21T12:00:00+1", "2026-11-21T",
               "26-11-21", "2026/11/21", "2026-11-21T12", "2026-11-21T12:00:00Zx");
  INFO(text);
  int64_t ticks = 7;
  CHECK_FALSE(ParseDateTime(text, 3, &ticks));
  CHECK(ticks == 7);
}

TEST_CASE("the ranges of times") {
  CHECK(DateFits(0, Kind::kDate));
  CHECK(DateFits(65535, Kind::kDate));
  CHECK_FALSE(DateFits(-1, Kind::kDate));
  CHECK_FALSE(DateFits(65536, Kind::kDate));
  CHECK(DateFits(-25567, Kind::kDate32));
  CHECK_FALSE(DateFits(-25568, Kind::kDate32));
  CHECK(DateTimeFits(-2208988800000, 3, Kind::kDateTime64));
  CHECK_FALSE(DateTimeFits(-2208988800001, 3, Kind::kDateTime64));
  CHECK_FALSE(DateTimeFits(-1, 3, Kind::kDateTime));
}

TEST_CASE("epoch numbers become ticks without loss") {
  int64_t ticks = 0;
  REQUIRE(EpochToTicks(1795262400, EpochUnit::kSeconds, 3, &ticks));
  CHECK(ticks == 1795262400000);
  REQUIRE(EpochToTicks(1795262400123456, EpochUnit::kMicroseconds, 6, &ticks));
  CHECK(ticks == 1795262400123456);
  CHECK_FALSE(EpochToTicks(1795262400123456, EpochUnit::kMicroseconds, 3, &ticks));
  CHECK_FALSE(EpochToTicks(1795262400000, EpochUnit::kSeconds, 3, &ticks));  // year 58859
  CHECK_FALSE(EpochToTicks(INT64_MAX, EpochUnit::kSeconds, 3, &ticks));
}

TEST_CASE("UUIDs") {
  uint64_t high = 0;
  uint64_t low = 0;
  REQUIRE(ParseUuid("01234567-89ab-CDEF-0123-456789abcdef", &high, &low));
  CHECK(high == 0x0123456789abcdefULL);
  CHECK(low == 0x0123456789abcdefULL);
  CHECK_FALSE(ParseUuid("01234567-89ab-cdef-0123-456789abcde", &high, &low));
  CHECK_FALSE(ParseUuid("0123456789ab-cdef-0123-456789abcdef-", &high, &low));
  CHECK_FALSE(ParseUuid("01234567-89ab-cdef-0123-456789abcdeg", &high, &low));
}

TEST_CASE("addresses") {
  uint32_t v4 = 0;
  REQUIRE(ParseIpv4("192.168.0.1", &v4));
  CHECK(v4 == 0xC0A80001U);
  for (const char* text :
       {"", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "1.2.3.4 ", "1..3.4", "1.2.3.1234"}) {
    INFO(text);
    CHECK_FALSE(ParseIpv4(text, &v4));
  }

  struct Case {
    const char* text;
    const char* bytes;
  };
  const Case cases[] = {
      {"::", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"},
      {"::1", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"},
      {"2001:db8::8:800:200c:417a", "\x20\x01\x0d\xb8\0\0\0\0\0\x08\x08\0\x20\x0c\x41\x7a"},
      {"1:2:3:4:5:6:7:8", "\0\1\0\2\0\3\0\4\0\5\0\6\0\7\0\x08"},
      {"fe80::", "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0"},
      {"::ffff:1.2.3.4", "\0\0\0\0\0\0\0\0\0\0\xff\xff\1\2\3\4"},
  };
  uint8_t v6[16];
  for (const Case& c : cases) {
    INFO(c.text);
    REQUIRE(ParseIpv6(c.text, v6));
    CHECK(std::memcmp(v6, c.bytes, 16) == 0);
  }
  for (const char* text : {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::",
                           "1:", "1:2:3:4:5:6:7:8:", "1:2:3:4:5:6:7::8", "::1.2.3", "1.2.3.4"}) {
    INFO(text);
    CHECK_FALSE(ParseIpv6(text, v6));
  }
}

TEST_CASE("decimals keep every digit") {
  struct Case {
    const char* text;
    int64_t value;
    int seen;
  };
  const Case c = GENERATE(values<Case>({{"12.50", 1250, 2},
                                        {"-0.05", -5, 2},
                                        {"7", 700, 0},
                                        {"0", 0, 0},
                                        {"0.00", 0, 2},
                                        {"1.2500", 125, 4},
                                        {"1.5e2", 15000, 0},
                                        {"125e-2", 125, 2},
                                        {"9999999999999999.99", 999999999999999999, 2}}));
  INFO(c.text);
  Int128 value = 0;
  int seen = -1;
  REQUIRE(ParseDecimal(c.text, 18, 2, &value, &seen));
  CHECK(static_cast<int64_t>(value) == c.value);
  CHECK(seen == c.seen);
}

TEST_CASE("a decimal that would lose digits is refused") {
  const char* text = GENERATE("", "-", ".5", "5.", "1.234", "10000000000000000", "1e400", "1e", "1,5", "NaN",
                              "0x1", "1 ", "12345678901234567890123456789012345678901234567890");
  INFO(text);
  Int128 value = 0;
  CHECK_FALSE(ParseDecimal(text, 18, 2, &value));
}

}  // namespace
}  // namespace aurora::table
