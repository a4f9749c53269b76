#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::language {

// What a column's comment says that one of its values means.
struct ValueMeaning {
  // As the table has it; "" where the column is empty.
  std::string value;
  // Phrases: "OPN = door opened, not yet shut" has two.
  std::vector<std::string> phrases;
  // Of all values but one: "anything but ok means that it failed".
  bool others = false;
};

// "rejected" of REJECTD, "undelivered" of UNDELIV: a value that is the word cut short, or without some of its vowels. `word` is in lower case.
bool Abbreviates(std::string_view value, std::string_view word);

// "OPN = door opened, SHT = door shut", "kiosk (machine in the foyer)", "answer: 00 ok, 05 do not honour", "fra: Frankfurt",
// "Frankfurt (fra)", "lora or nbiot = by radio", "null = not scored", "anything but ok means that it failed", "ok, or why it failed: late, torn". `values`: those of the column; `numbers`: whether any
// number may be one.
std::vector<ValueMeaning> ReadValueMeanings(std::string_view comment, const std::vector<std::string>& values, bool numbers);

}  // namespace aurora::query::language
