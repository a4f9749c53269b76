#pragma once

#include <string_view>

namespace aurora::ingest {

// The members of one JSON object in their order, as they stand in the text. Only for text that CheckJson has passed.
class JsonMembers {
 public:
  // `object` begins with its brace.
  explicit JsonMembers(std::string_view object) : rest_(object.substr(1)) {}

  // False behind the last member. The name without its quotes (escapes stay), the value without blanks around it.
  bool Next(std::string_view* name, std::string_view* value);

 private:
  void SkipTo(char c);
  std::string_view TakeValue();

  std::string_view rest_;
};

// The value of a member, "" when there is none; of several the last.
std::string_view JsonMember(std::string_view object, std::string_view name);

}  // namespace aurora::ingest
