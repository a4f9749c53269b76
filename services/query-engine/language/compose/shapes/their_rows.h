#pragma once

#include <optional>
#include <string>

#include "services/query-engine/language/compose/draft.h"

// The rows of another table, of which rows of this one have none.

namespace aurora::query::language {

// What happened to a row of theirs, by one word: "sold", "completed". nullopt where no status or event is called so.
std::optional<Meaning> TheirValue(const TableFacts& theirs, const std::string& stem);

// Whether the word is the table's own name.
bool CallsRows(const TableFacts& theirs, const std::string& stem);

// "without a completed visit", "with no rental returned this week", "with not one row in the delivery table": which of their rows are meant.
// `lack` is the tag that says that there is none, `rows` the one that names them; theirs is source 1 of the form.
void NarrowTheirRows(Draft& d, size_t lack, size_t rows, const TableFacts& theirs, bool of_these);

// The form asks for rows of this table that have none in the other one, which becomes source 1.
void LackTheirRows(Draft& d, const Scope::Reverse& reverse);

// "workspaces that have exported nothing since Monday" of a list of them: those without such a row in the one table that tells what they do,
// also the ones that never had any.
bool ReadNothingSince(Draft& d);

// "tractors with no rental": the rows are called by what they are.
bool CalledByKind(const Draft& d, size_t tag);

}  // namespace aurora::query::language
