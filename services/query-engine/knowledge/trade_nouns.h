#pragma once

#include <vector>

#include "services/query-engine/knowledge/synonym_group.h"

namespace aurora::query::knowledge {

// As the groups of NounSynonyms, of what single trades call their things: builds and runners, stays and hosts, claims and policies.
const std::vector<SynonymGroup>& TradeNounGroups();

}  // namespace aurora::query::knowledge
