#pragma once

#include <memory>
#include <string_view>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::embedded_clickhouse {

// A pseudo-terminal as this process's standard input and output: the engine serves for longer than one statement
// only when it believes that someone sits there. (With any other input it also ends at the first malformed
// request.) What it prints there, greetings and prompts, is read and dropped; errors go to standard error, which stays
// what it was.
//
// Threads: one of its own, from Open to destruction; Type from any.
class Terminal {
 public:
  static absl::StatusOr<std::unique_ptr<Terminal>> Open();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // As if it had been typed, with a line end.
  void Type(std::string_view line);

 private:
  Terminal(int master, int stop_read, int stop_write);
  void Drain();

  const int master_;
  const int stop_read_;
  const int stop_write_;
  // Last: it uses all of the above.
  std::thread drain_;
};

}  // namespace aurora::embedded_clickhouse
