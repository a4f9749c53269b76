#pragma once

namespace aurora::query::guard {

// Names of the engine's functions, separated by blanks (data: see the .cpp for what was left out and why).
extern const char* const kOrdinaryFunctionNames;
extern const char* const kOrdinaryFunctionNamesOfAnyCase;
extern const char* const kAggregateFunctionNames;
extern const char* const kAggregateFunctionNamesOfAnyCase;
// Those that were left out. The engine takes a bare name as a function (`arrayMap(file, names)`), so they matter
// as identifiers too.
extern const char* const kRefusedFunctionNames;

}  // namespace aurora::query::guard
