#pragma once

#include <string>
#include <vector>

namespace aurora::http {

// For tests: what the names below .scripted are told in this process for as long as this lives. Each question takes the next
// address of the list, the last one for ever; "" is the answer that there is none at the moment, SLOW
// comes after two seconds and is the same.
class ScriptedNames {
 public:
  explicit ScriptedNames(std::vector<std::string> addresses);
  ~ScriptedNames();
  ScriptedNames(const ScriptedNames&) = delete;
  ScriptedNames& operator=(const ScriptedNames&) = delete;

  int asked() const;
};

}  // namespace aurora::http
