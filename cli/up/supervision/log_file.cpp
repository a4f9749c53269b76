#include "cli/up/supervision/log_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr size_t kLineBytesMax = 4096;

}  // namespace

LogFile::LogFile(std::string path, size_t bytes_max) : path_(std::move(path)), bytes_max_(bytes_max) {
  Open();
}

LogFile::~LogFile() {
  if (file_ >= 0) close(file_);
}

void LogFile::Open() {
  file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  struct stat information {};
  size_ = file_ >= 0 && fstat(file_, &information) == 0 ? static_cast<size_t>(information.st_size) : 0;
}

void LogFile::Rotate() {
  if (file_ >= 0) close(file_);
  for (int i = kOldFiles; i > 1; --i) {
    std::rename(base::StrCat(path_, ".", i - 1).c_str(), base::StrCat(path_, ".", i).c_str());
  }
  std::rename(path_.c_str(), base::StrCat(path_, ".1").c_str());
  Open();
}

void LogFile::Append(std::string_view bytes) {
  Remember(bytes);
  if (size_ != 0 && size_ + bytes.size() > bytes_max_) Rotate();
  if (file_ < 0) return;
  const ssize_t written = write(file_, bytes.data(), bytes.size());
  if (written > 0) size_ += static_cast<size_t>(written);
}

void LogFile::Remember(std::string_view bytes) {
  unfinished_ += bytes;
  for (size_t end = 0; (end = unfinished_.find('\n')) != std::string::npos; unfinished_.erase(0, end + 1)) {
    if (end != 0 && unfinished_[0] != '{') last_plain_line_ = unfinished_.substr(0, end);
  }
  if (unfinished_.size() > kLineBytesMax) unfinished_.clear();
}

}  // namespace aurora::cli
