#include "services/ingest/dead_letters/left_out.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::ingest {

absl::Status AddLeftOut(const clickhouse::Rows& ranges, std::string_view owner, const std::vector<LetterVersion>& letters,
                        HeldRows& held) {
  std::map<int64_t, int64_t> last_of;
  for (const auto& row : ranges.rows) {
    int64_t first = 0;
    int64_t last = 0;
    if (!absl::SimpleAtoi(row[0].value_or(""), &first) || !absl::SimpleAtoi(row[1].value_or(""), &last)) {
      return absl::InternalError(base::StrCat(owner, ": what it left out came back unreadable"));
    }
    last_of[first] = last;
  }
  // Those that were written again with other borders overlap: each gets the end of all up to it.
  int64_t end = -1;
  for (auto& [first, last] : last_of) last = end = std::max(end, last);
  for (const LetterVersion& letter : letters) {
    const auto behind = last_of.upper_bound(letter.offset);
    if (behind != last_of.begin() && std::prev(behind)->second >= letter.offset) held.Add(letter.offset, letter.timestamp_ms);
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest
