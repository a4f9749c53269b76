#pragma once

#include <string>
#include <string_view>

#include "gateway/http/message.h"

namespace aurora::gateway::api {

// What somebody did, for the audit log; `text` is a question or SQL, or "".
struct Deed {
  std::string action;
  std::string object;
  std::string text = {};
};

// One line of the audit log: who did what, to what, with which result. `text` is a question or SQL: its SHA-256 is
// always written, the text itself (cut) where `texts` is on.
class Audit {
 public:
  explicit Audit(bool texts) : texts_(texts) {}
  void Write(const http::Request& request, std::string_view action, std::string_view object, int status,
             std::string_view text = {}) const;

  static constexpr size_t kTextBytesMax = 2000;

 private:
  const bool texts_;
};

}  // namespace aurora::gateway::api
