#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurora::gateway::workspace {

// Where a page of a list ended: the time (microseconds since 1970) and id of its last entry. Lists go from the newest
// to the oldest, so a page stays right while new entries come.
struct PageCursor {
  int64_t at = INT64_MAX;
  std::string id;
};

// "1795262400000000.b-abc", as the API hands it out. nullopt for what it never did; "" is the first page.
std::optional<PageCursor> ParseCursor(std::string_view text);
std::string CursorText(const PageCursor& cursor);

}  // namespace aurora::gateway::workspace
