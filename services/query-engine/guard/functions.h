#pragma once

#include <string_view>

namespace aurora::query::guard {

// Whether a call of this function may pass: an ordinary one or an aggregate one with any combinators (sumIf,
// uniqExactOrNull, ...).
bool IsAllowedFunction(std::string_view name);

// Whether it is an aggregate function, without combinators.
bool IsAggregateFunction(std::string_view name);

// Whether a bare name could be taken for a function that is refused.
bool IsRefusedFunctionName(std::string_view name);

// Whether it takes functions as arguments (arrayMap, mapFilter, ...), also by bare name.
bool TakesFunctions(std::string_view name);

// Whether a type may be named in a cast or as a parameter's type.
bool IsAllowedType(std::string_view name);

}  // namespace aurora::query::guard
