#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Words for what is not so: "international" -> domestic; "succeeded" -> failed, unsuccessful, error.
std::vector<std::string_view> Opposites(std::string_view word);

}  // namespace aurora::query::knowledge
