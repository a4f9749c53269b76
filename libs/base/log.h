#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

// Structured logs: one event a line on standard error, as JSON:
//   {"time":"2026-11-21T12:00:00.123Z","level":"info","service":"ingest","event":"batch written","rows":812}
// Thread-safe; a line is written whole. The message is a constant, what varies goes into the fields.
namespace aurora::base::log {

enum class Level { kDebug, kInfo, kWarning, kError };

// A named value: text is escaped, numbers and booleans are written as they are. Secrets do not convert.
class Field {
 public:
  Field(std::string_view name, std::string_view text);
  Field(std::string_view name, const char* text) : Field(name, std::string_view(text)) {}
  Field(std::string_view name, const std::string& text) : Field(name, std::string_view(text)) {}
  Field(std::string_view name, bool value) : name_(name), json_(value ? "true" : "false") {}
  Field(std::string_view name, const absl::Status& status);
  template <typename Number, typename = std::enable_if_t<std::is_arithmetic_v<Number>>>
  Field(std::string_view name, Number value) : name_(name), json_(std::string(absl::StrCat(value))) {}

  std::string_view name() const { return name_; }
  const std::string& json() const { return json_; }

 private:
  std::string_view name_;
  std::string json_;
};

using Fields = std::initializer_list<Field>;

// Once at the start of a process, before other threads.
void Configure(std::string_view service, Level level_min);
// "debug", "info", "warning", "error"; InvalidArgument for others is the caller's to make.
bool ParseLevel(std::string_view text, Level* level);

void Write(Level level, std::string_view event, Fields fields);
inline void Debug(std::string_view event, Fields fields = {}) { Write(Level::kDebug, event, fields); }
inline void Info(std::string_view event, Fields fields = {}) { Write(Level::kInfo, event, fields); }
inline void Warning(std::string_view event, Fields fields = {}) { Write(Level::kWarning, event, fields); }
inline void Error(std::string_view event, Fields fields = {}) { Write(Level::kError, event, fields); }

// The line without its time, for tests and for Write.
std::string FormatLine(std::string_view time, Level level, std::string_view service, std::string_view event,
                       Fields fields);

// Text as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
std::string JsonQuote(std::string_view text);

}  // namespace aurora::base::log
