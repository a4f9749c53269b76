#include "cli/output/style.h"

#include <unistd.h>

#include <cstdlib>

#include "libs/base/text.h"

namespace aurora::cli {

Style Style::For(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool wanted = no_color == nullptr || *no_color == '\0';
  const bool able = isatty(descriptor) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  return Style(wanted && able);
}

std::string Style::Wrap(std::string_view code, std::string_view text) const {
  if (!enabled_ || text.empty()) return std::string(text);
  return base::StrCat("\033[", code, "m", text, "\033[0m");
}

}  // namespace aurora::cli
