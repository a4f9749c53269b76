#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Verbs and phrasal verbs for what happens to the things of a business: what is in one line is said of the same event, whichever of them
// a value, its gloss or the comment of a time column has ("RCVD", "received", "came in"). A verb may be in several lines.
using Happening = std::vector<std::string_view>;
const std::vector<Happening>& Happenings();

// Verbs that only say that there is such a row, where a table's rows are things and no events: "tickets that were raised".
bool BringsAbout(std::string_view verb);

}  // namespace aurora::query::knowledge
