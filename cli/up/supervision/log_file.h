#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurora::cli {

// A part's log on disk, bounded: at 10 MB it becomes NAME.1, and NAME.1 becomes NAME.2. When the disk is full
// lines are lost, nothing else. Not thread-safe. Owner: Supervisor.
class LogFile {
 public:
  static constexpr size_t kBytesMax = 10 << 20;
  static constexpr int kOldFiles = 2;

  explicit LogFile(std::string path, size_t bytes_max = kBytesMax);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  void Append(std::string_view bytes);
  // The last whole line that a person wrote for a person (not a structured one): why a program did not start.
  const std::string& last_plain_line() const { return last_plain_line_; }

 private:
  void Open();
  void Rotate();
  void Remember(std::string_view bytes);

  std::string path_;
  size_t bytes_max_;
  int file_ = -1;
  size_t size_ = 0;
  std::string unfinished_;
  std::string last_plain_line_;
};

}  // namespace aurora::cli
