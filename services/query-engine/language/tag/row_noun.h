#pragma once

#include <vector>

#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/language/tag/word_link.h"

namespace aurora::query::language {

// The noun that a question has for the rows, where neither a table's name nor a column's has it: "how many tests yesterday" of req_lines
// whose comments speak of tests, "licences sold" of lic_sales. It is then taken for the rows of the main table, with less weight than any name.
//
// Only a noun that stands where what is counted or listed stands, only one, and only where the schema speaks of such things.
void NameRows(const std::vector<Word>& words, const Scope& scope, const std::vector<WordLink>& links, std::vector<Tag>& tags);

// Whether `abbreviation` is short for `word`: "cmpgn" of campaign, "lic" of licence.
bool Abbreviates(const std::string& abbreviation, const std::string& word);

}  // namespace aurora::query::language
