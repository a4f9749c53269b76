#include "gateway/workspace/page_cursor.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/text.h"

namespace aurora::gateway::workspace {
namespace {

constexpr size_t kIdBytesMax = 64;

}  // namespace

std::optional<PageCursor> ParseCursor(std::string_view text) {
  PageCursor cursor;
  if (text.empty()) return cursor;
  const size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  cursor.id = text.substr(dot + 1);
  if (cursor.id.empty() || cursor.id.size() > kIdBytesMax) return std::nullopt;
  if (!absl::SimpleAtoi(base::Absl(text.substr(0, dot)), &cursor.at)) return std::nullopt;
  return cursor;
}

std::string CursorText(const PageCursor& cursor) { return absl::StrCat(cursor.at, ".", cursor.id); }

}  // namespace aurora::gateway::workspace
