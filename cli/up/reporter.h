#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "cli/output/style.h"

namespace aurora::cli {

// What `aurora up` tells: one line a step with the time since its beginning, to the terminal (or the waiting
// parent of --detach) and to logs/supervisor.log. Thread-safe. Owner: the supervisor's process.
class Reporter {
 public:
  // `output` is where people read; -1: nobody.
  Reporter(int output, const Style& style, const std::string& log_path);
  ~Reporter();
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  void Step(std::string_view text) { Timed(style_.Good("✓"), text); }
  void Note(std::string_view text) { Timed(style_.Dim("·"), text); }
  void Trouble(std::string_view text) { Timed(style_.Warning("!"), text); }
  // As it is, without a time; not into the log (it may hold a sign-in link).
  void Plain(std::string_view text);
  // Nobody reads any more (the parent of --detach has gone): only the log is written from here on.
  void LeaveTerminal();
  const Style& style() const { return style_; }

 private:
  void Timed(std::string_view mark, std::string_view text);

  std::mutex mutex_;
  int output_;
  Style style_;
  int log_ = -1;
  absl::Time begin_;
};

}  // namespace aurora::cli
