#include "cli/up/reporter.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

void WriteAll(int file, std::string_view text) {
  if (file < 0) return;
  [[maybe_unused]] const ssize_t written = write(file, text.data(), text.size());
}

}  // namespace

Reporter::Reporter(int output, const Style& style, const std::string& log_path)
    : output_(output), style_(style), begin_(absl::Now()) {
  log_ = open(log_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

Reporter::~Reporter() {
  if (log_ >= 0) close(log_);
}

void Reporter::Timed(std::string_view mark, std::string_view text) {
  const std::lock_guard lock(mutex_);
  const absl::Time now = absl::Now();
  WriteAll(output_,
           base::StrCat(mark, style_.Dim(absl::StrFormat(" %5.1f s  ", absl::ToDoubleSeconds(now - begin_))),
                        text, "\n"));
  WriteAll(log_,
           base::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ ", now, absl::UTCTimeZone()), text, "\n"));
}

void Reporter::Plain(std::string_view text) {
  const std::lock_guard lock(mutex_);
  WriteAll(output_, base::StrCat(text, "\n"));
}

void Reporter::LeaveTerminal() {
  const std::lock_guard lock(mutex_);
  output_ = -1;
}

}  // namespace aurora::cli
