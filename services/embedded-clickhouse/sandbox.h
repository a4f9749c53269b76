#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace aurora::embedded_clickhouse {

// What a thread, and every thread and library that it starts afterwards, may still open. Everything else is
// refused by the kernel (Landlock), whatever SQL a user finds. It cannot be taken back.
//
// SQL can reach files in ways that grants do not cover (the scalar function file(), for one), so this is the wall
// under the grants.
struct Sandbox {
  // Folders and files: everything below may be read and written.
  std::vector<std::string> writable;
  // Read and, for libraries, mapped as code.
  std::vector<std::string> readable;

  // What an engine needs: its data, its library, the system's libraries, certificates, time zones and the few
  // figures of the kernel that it watches; no /etc/passwd, no home, no other process.
  static Sandbox ForEngine(const std::string& data_path, const std::string& library);

  // OK when the calling thread is walled in; Unimplemented when the kernel has no Landlock.
  absl::Status Enter() const;
};

}  // namespace aurora::embedded_clickhouse
