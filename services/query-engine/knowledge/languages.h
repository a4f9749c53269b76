#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

struct Language {
  // ISO 639-1: "de"
  std::string_view code;
  // Lower case: "german".
  std::string_view name;
};

const std::vector<Language>& Languages();

}  // namespace aurora::query::knowledge
