#include "cli/up/plan/layout.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/up/supervision/child_process.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool IsExecutable(const std::string& path) { return access(path.c_str(), X_OK) == 0; }

}  // namespace

Layout Layout::Find() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  Layout layout;
  layout.prefix = self.parent_path().parent_path().string();
  layout.home = Environment("AURORA_HOME");
  // <checkout>/build/<preset>/bin/aurora
  const fs::path checkout = fs::path(layout.prefix).parent_path().parent_path();
  if (layout.home.empty() && fs::exists(checkout / "aurora", error) &&
      fs::exists(checkout / "packages.txt", error)) {
    layout.home = checkout.string();
  }
  return layout;
}

std::string Layout::KafkaVersion() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(KafkaJars(), error)) {
    const std::string name = entry.path().stem().string();
    if (name.starts_with("kafka_")) return name.substr(name.rfind('-') + 1);
  }
  return "";
}

absl::StatusOr<std::string> FindJava() {
  if (const std::string home = Environment("JAVA_HOME"); !home.empty() && IsExecutable(home + "/bin/java")) {
    return home + "/bin/java";
  }
  if (std::string java = FindOnPath("java"); !java.empty()) return java;
  return absl::NotFoundError(
      "java is not installed, and Kafka needs it; start with ./aurora up, which installs it, or run apt-get "
      "install "
      "default-jre-headless, or use brokers of your own with --no-demo");
}

DataDirectory DataDirectory::Find(const std::string& given, const Layout& layout) {
  std::string path = given;
  if (path.empty()) path = Environment("AURORA_DATA_DIR");
  if (path.empty() && !layout.home.empty()) path = layout.home + "/.aurora";
  if (path.empty() && !Environment("XDG_DATA_HOME").empty()) path = Environment("XDG_DATA_HOME") + "/aurora";
  if (path.empty()) path = Environment("HOME") + "/.local/share/aurora";
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  std::string text = (error ? fs::path(path) : absolute).lexically_normal().string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return DataDirectory{text};
}

absl::Status DataDirectory::Make() const {
  std::error_code error;
  for (const char* folder : {"", "/secrets", "/config", "/logs", "/run", "/state", "/kafka", "/clickhouse"}) {
    const std::string full = path + folder;
    fs::create_directories(full, error);
    if (!error) chmod(full.c_str(), S_IRWXU);
    if (error || access(full.c_str(), W_OK | X_OK) != 0) {
      return absl::PermissionDeniedError(base::StrCat("data directory ", full, " cannot be written",
                                                      error ? base::StrCat(" (", error.message(), ")") : "",
                                                      "; give another with --data-dir"));
    }
  }
  return absl::OkStatus();
}

bool HadDemonstration(const DataDirectory& data) {
  std::string word;
  std::ifstream(data.Demonstration()) >> word;
  return word != "off";
}

absl::Status KeepDemonstration(const DataDirectory& data, bool on) { return WritePrivateFile(data.Demonstration(), on ? "on\n" : "off\n"); }

absl::Status WritePrivateFile(const std::string& path, const std::string& content) {
  const std::string temporary = base::StrCat(path, ".", getpid(), ".new");
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool written =
      file >= 0 && write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const int why = errno;
  if (file >= 0) close(file);
  if (!written || rename(temporary.c_str(), path.c_str()) != 0) {
    unlink(temporary.c_str());
    return absl::PermissionDeniedError(base::StrCat("file ", path, " cannot be written (", strerror(why),
                                                    "); make room or give another --data-dir"));
  }
  return absl::OkStatus();
}

}  // namespace aurora::cli
