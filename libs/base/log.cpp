#include "libs/base/log.h"

#include <unistd.h>

#include <atomic>
#include <cmath>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/text.h"

namespace aurora::base::log {
namespace {

// A single field never fills the disk: longer text is cut and says so.
constexpr size_t kTextBytesMax = 4096;

std::atomic<int> level_min{static_cast<int>(Level::kInfo)};
std::string& ServiceName() {
  static auto* name = new std::string("aurora");
  return *name;
}

constexpr std::string_view LevelName(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "info";
}

// Length of the valid UTF-8 sequence at the start of text, or 0.
size_t Utf8Length(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

std::string JsonQuote(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const unsigned char c = static_cast<unsigned char>(text[0]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text[0];
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c == 0x7F) {
      out += absl::StrFormat("\\u%04x", c);
    } else {
      const size_t length = Utf8Length(text);
      if (length == 0) {
        out += "\xEF\xBF\xBD";
      } else {
        out += text.substr(0, length);
        text.remove_prefix(length);
        continue;
      }
    }
    text.remove_prefix(1);
  }
  return out += '"';
}

Field::Field(std::string_view name, std::string_view text) : name_(name) {
  if (text.size() <= kTextBytesMax) {
    json_ = JsonQuote(text);
  } else {
    json_ = JsonQuote(StrCat(text.substr(0, kTextBytesMax), "... (", text.size(), " bytes)"));
  }
}

Field::Field(std::string_view name, const absl::Status& status)
    : Field(name, status.ok() ? std::string("OK")
                              : StrCat(absl::StatusCodeToString(status.code()), ": ", status.message())) {}

void Configure(std::string_view service, Level level) {
  ServiceName() = std::string(service);
  level_min = static_cast<int>(level);
}

bool ParseLevel(std::string_view text, Level* level) {
  for (const Level candidate : {Level::kDebug, Level::kInfo, Level::kWarning, Level::kError}) {
    if (LevelName(candidate) == text) {
      *level = candidate;
      return true;
    }
  }
  return false;
}

std::string FormatLine(std::string_view time, Level level, std::string_view service, std::string_view event,
                       Fields fields) {
  std::string line = StrCat("{\"time\":\"", time, "\",\"level\":\"", LevelName(level),
                            "\",\"service\":", JsonQuote(service), ",\"event\":", JsonQuote(event));
  for (const Field& field : fields) {
    // JSON has no NaN and no infinity.
    const bool number_without_json =
        field.json() == "nan" || field.json() == "inf" || field.json() == "-inf" || field.json() == "-nan";
    StrAppend(&line, ",", JsonQuote(field.name()), ":",
              number_without_json ? std::string_view("null") : std::string_view(field.json()));
  }
  return line += "}\n";
}

void Write(Level level, std::string_view event, Fields fields) {
  if (static_cast<int>(level) < level_min.load(std::memory_order_relaxed)) return;
  const std::string time = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone());
  const std::string line = FormatLine(time, level, ServiceName(), event, fields);
  // One write a line keeps lines of several threads and processes apart. Nobody can be told that it failed.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace aurora::base::log
