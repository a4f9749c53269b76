#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// --- shapes.cpp
std::optional<size_t> EntityNoun(Draft& d, bool required);
void ReadNever(Draft& d);
// users active in a time: those with a row in it
void ReadActive(Draft& d);
void SaysActive(Draft& d, size_t tag);
void ReadFirstTime(Draft& d);

// --- agent.cpp
void ReadWho(Draft& d);

// --- other_figure.cpp
void ReadOtherFigure(Draft& d);

// --- ranked_head.cpp
void ReadRankedHead(Draft& d);

// --- and_the_rest.cpp
bool ReadAndTheRest(Draft& d);

// --- each_of.cpp
void ReadEachOf(Draft& d);

// --- unusual.cpp
void ReadUnusual(Draft& d);

// --- versus.cpp
void ReadVersusValues(Draft& d);
// "enterprise customers" of a table that calls them otherwise
void ReadParties(Draft& d);

// --- within.cpp
void RankWithinEach(Draft& d);
void CountSteps(Draft& d);

}  // namespace aurora::query::language
