#pragma once

#include <string_view>

#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::language {

// Whether something says where a thing comes from, or where it goes.
enum class Heading { kNone, kFrom, kTo };

Heading HeadingOf(std::string_view preposition);
// By its name: origin, sender_country; destination, to_account.
Heading HeadingOf(const ColumnFacts& column);

}  // namespace aurora::query::language
