#include "services/embedded-clickhouse/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {

absl::StatusOr<std::unique_ptr<Terminal>> Terminal::Open() {
  int master = -1;
  int slave = -1;
  int stop[2] = {-1, -1};
  winsize size{};
  size.ws_row = 25;
  size.ws_col = 200;
  if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0 || ::pipe2(stop, O_CLOEXEC) != 0) {
    return absl::UnavailableError(base::StrCat("no pseudo-terminal for the engine (", std::strerror(errno),
                                               "); check that /dev/pts is mounted"));
  }
  ::fcntl(master, F_SETFD, FD_CLOEXEC);
  ::dup2(slave, STDIN_FILENO);
  ::dup2(slave, STDOUT_FILENO);
  ::close(slave);
  return std::unique_ptr<Terminal>(new Terminal(master, stop[0], stop[1]));
}

Terminal::Terminal(int master, int stop_read, int stop_write)
    : master_(master), stop_read_(stop_read), stop_write_(stop_write), drain_([this] { Drain(); }) {}

Terminal::~Terminal() {
  ::close(stop_write_);
  drain_.join();
  ::close(stop_read_);
  ::close(master_);
}

void Terminal::Type(std::string_view line) {
  const std::string text = base::StrCat(line, "\n");
  // A terminal takes so short a line at once or is gone.
  if (::write(master_, text.data(), text.size()) < 0) return;
}

void Terminal::Drain() {
  char buffer[4096];
  while (true) {
    pollfd files[] = {{master_, POLLIN, 0}, {stop_read_, POLLIN, 0}};
    if (::poll(files, 2, -1) < 0 && errno != EINTR) return;
    if (files[1].revents != 0) return;
    if (files[0].revents == 0) continue;
    if (::read(master_, buffer, sizeof(buffer)) <= 0) return;
  }
}

}  // namespace aurora::embedded_clickhouse
