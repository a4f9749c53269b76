#include <catch2/catch.hpp>

#include "cli/output/figures.h"
#include "cli/output/style.h"
#include "cli/output/table.h"

namespace aurora::cli {
namespace {

TEST_CASE("a table aligns text left and numbers right, by what a terminal shows") {
  Table table({{"name"}, {"rows", Table::Align::kRight}});
  table.Add({"café", "1"});
  table.Add({"orders", "12,345"});
  CHECK(table.Render(Style(false)) == "name      rows\ncafé         1\norders  12,345\n");
}

TEST_CASE("long and unruly cells are tamed") {
  CHECK(Fit("abcdef", 4) == "abc…");
  CHECK(Fit("a\x1b[2Jb\n", 20) == "a [2Jb ");
  Table table({{"a"}});
  table.Add({std::string(100, 'x')});
  CHECK(DisplayWidth(table.Render(Style(false), 10)) < 20);
}

TEST_CASE("a message whose end says what to do is shown whole") {
  Table table({{"state"}, {"note", Table::Align::kLeft, true}});
  const std::string note = "table shop.orders: the disk of ClickHouse is full; make room there, and it goes on by itself";
  table.Add({"failing", note});
  CHECK(table.Render(Style(false)) == "state    note\nfailing  " + note + "\n");
}

TEST_CASE("without colours nothing is added") {
  CHECK(Style(false).Bold("x") == "x");
  CHECK(Style(true).Bold("x") == "\033[1mx\033[0m");
}

TEST_CASE("numbers are grouped and other text is not") {
  CHECK(Grouped("1234567") == "1,234,567");
  CHECK(Grouped("-1234.5678") == "-1,234.5678");
  CHECK(Grouped("123") == "123");
  CHECK(Grouped("2026-11-21") == "2026-11-21");
  CHECK(Grouped("1e9") == "1e9");
  CHECK(Grouped("") == "");
}

TEST_CASE("durations and sizes read well") {
  CHECK(DurationText(absl::Milliseconds(0)) == "0.0 s");
  CHECK(DurationText(absl::Milliseconds(45)) == "45 ms");
  CHECK(DurationText(absl::Milliseconds(320)) == "0.3 s");
  CHECK(DurationText(absl::Seconds(75)) == "75 s");
  CHECK(DurationText(absl::Minutes(200)) == "3 h 20 min");
  CHECK(DurationText(absl::Hours(52)) == "2 d 4 h");
  CHECK(BytesText(812) == "812 B");
  CHECK(BytesText(1'234'567) == "1.2 MB");
}

TEST_CASE("a sparkline spans from lowest to highest") {
  CHECK(Sparkline({0, 7, 14}) == "▁▅█");
  CHECK(Sparkline({3, 3}) == "▅▅");
  CHECK(Sparkline({}) == "");
  CHECK(Bar(5, 10, 4) == "██");
  CHECK(Bar(0, 10, 4) == "");
}

}  // namespace
}  // namespace aurora::cli
