#pragma once

#include <cstddef>
#include <optional>

#include "services/query-engine/language/tag/question_words.h"
#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// What a time expression means where it stands, and by what the rest of the question says: "From 1 May, cumulative ..." goes on until now.
// nullopt where it is as it was read.
std::optional<TimeSpan> ReadOtherwise(QuestionWords& question, size_t at, const std::optional<TimeSpan>& read);

// Whether the words must not be read as that time: "as of 1 May" is since then to some and until then to others.
bool IsNoTime(QuestionWords& question, size_t at, const TimeSpan& span);

// "Wednesdays arrivals", typed without the apostrophe: of that day, where nothing says that all of them are meant.
bool OwnsWhatFollows(QuestionWords& question, size_t day, const std::optional<Tag>& behind);

// Words beside a time that say nothing more: "some time between Monday and now", "0h to 23h" of a day, "identical time slot".
std::optional<Tag> FindTimeAside(QuestionWords& question, size_t at);

}  // namespace aurora::query::language
