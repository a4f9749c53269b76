#include <catch2/catch.hpp>

#include <fstream>

#include "absl/strings/str_split.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

absl::Time At(const std::string& text) {
  absl::Time time;
  std::string error;
  REQUIRE(absl::ParseTime("%Y-%m-%d %H:%M:%S", text, absl::UTCTimeZone(), &time, &error));
  return time;
}

}  // namespace

// testdata/README.md says where they come from, and which are left out.
TEST_CASE("time expressions of others are read as they read them") {
  std::ifstream file(AURORA_TIME_EXPRESSIONS);
  REQUIRE(file.good());
  int all = 0;
  int right = 0;
  std::string missed;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    REQUIRE(fields.size() >= 4);
    REQUIRE(fields.size() % 2 == 0);
    bool same = false;
    // A question says "in 2014" and "on the 18th".
    for (const char* before : {"", "in ", "on "}) {
      const std::vector<Word> words = Normalise(before + fields[1]);
      const std::optional<TimeSpan> span = ReadTime(words, 0, At(fields[0]));
      if (!span.has_value() || span->last + 1 != words.size()) continue;
      // "between 3 and 5" may be of the morning or of the afternoon.
      for (size_t window = 2; window < fields.size(); window += 2) {
        const absl::Time from = fields[window] == "-" ? absl::InfinitePast() : At(fields[window]);
        same = same || (span->window.from == from && span->window.to == At(fields[window + 1]));
      }
      break;
    }
    ++all;
    right += same;
    if (!same) missed += fields[1] + "; ";
  }
  INFO(right << " of " << all << "; read otherwise: " << missed);
  CHECK(all >= 400);
  CHECK(right >= all * 0.95);
}

}  // namespace aurora::query::language
