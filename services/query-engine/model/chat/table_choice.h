#pragma once

#include <vector>

#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model::chat {

// The tables that a question may be about, likeliest first: those whose names, columns, comments and (here only) values share
// most words with it, and those that are near to it in meaning. Only tables of the request's restriction.
std::vector<const catalog::TableProfile*> ChooseTables(const GenerateRequest& request);

}  // namespace aurora::query::model::chat
