#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// An id, or a name that nearly each row has its own of.
bool EntityLike(const Draft& d, const Meaning& meaning);
// Whether most of its values have no more than a handful of rows.
bool HasFewRowsEach(const Draft& d, const ColumnRef& column);
// "class" for class_type: what a row is, rather than which kind of it.
bool NamesRows(const Draft& d, size_t tag, const Meaning& meaning);
// --- disambiguate.cpp
void Disambiguate(Draft& d);
// --- context.cpp
bool HeadsComment(const Draft& d, const ColumnRef& column, const Word& word);
void FindModifiers(Draft& d);
// --- noun_adjuncts.cpp
void SetAdjunctsAside(Draft& d);
bool RowsAsked(const Draft& d);
Context ContextOf(const Draft& d, size_t tag, size_t* at);
bool ListedAfter(const Draft& d, size_t tag, size_t other);

}  // namespace aurora::query::language
