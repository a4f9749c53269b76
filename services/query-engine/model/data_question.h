#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/query-engine/answer/reading.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::model {

// Questions about the data itself: "which tables are there?", "what do we store about payments?", "what does outcome
// mean?". Answered from the catalog: names, types, comments and frequent values, as one row for each table or column.
//
// `tables`: those that the asker may be answered from. nullopt when the question is about something else, or names what
// none of the tables is called; then it is read as any other question, and declined with those words.
std::optional<answer::Reading> AnswerAboutData(const std::vector<language::Word>& words, const std::vector<std::shared_ptr<const language::TableFacts>>& tables);

}  // namespace aurora::query::model
