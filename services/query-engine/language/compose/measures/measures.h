#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// --- conversion.cpp
void ReadConversion(Draft& d);

// --- extremes.cpp
void ReadHowLong(Draft& d);
void ReadExtremes(Draft& d);

// --- happened.cpp
void ReadWhenItHappened(Draft& d);
void RefuseLostVerbs(Draft& d);

// --- measures.cpp
void ReadSpan(Draft& d);
bool AggregateFor(Draft& d, size_t tag, MeasureKind* kind, double* quantile, std::vector<double>* more);
std::optional<Operand> OfAllPieces(const Draft& d, bool sold);
std::optional<Operand> MoneyOperand(Draft& d);
// "revenue" of a column that is called cost: less sure, where another table has an income.
bool TakesCostsForIncome(const Draft& d);
bool SizeIsOpen(const Draft& d);
void ReadMoney(Draft& d);
void ReadAggregates(Draft& d);

// --- per.cpp
void ReadPer(Draft& d);

// --- places.cpp
// "number of tries at the door", "energy fed into the grid" of columns door_secs and grid_v: where it was, and nothing that is measured.
void SetPlacesAside(Draft& d);

// --- ratio.cpp
void ReadRatio(Draft& d);

// --- row_number.cpp
// The one number that each row of the main table is; nullopt where none is, or several.
std::optional<Operand> NumberOfRow(const Draft& d);
void ReadNumberOfRows(Draft& d);
// "hottest", "colder than" of rows that each measure something: the number, of the rows that measure it, which are placed for the tag.
std::optional<Operand> MeasuredQuantity(Draft& d, knowledge::Dimension dimension, size_t tag);

// --- several.cpp
void ReadCountBeside(Draft& d);
bool SumsPartOfMoney(const Draft& d);
bool SumsMoneyOfKept(const Draft& d);
void KeepMoney(Draft& d);

// --- units.cpp
bool OfRows(const Draft& d, size_t noun, size_t unit);
void ReadUnits(Draft& d);

// --- unsaid.cpp
void MeasureDeals(Draft& d);
void MeasurePaid(Draft& d);
// `something`: whether anything was asked at all.
void MeasureWhatIsLeft(Draft& d, bool something);

// --- unmeasured.cpp
void LeaveUnnamedOut(Draft& d);
void LeaveUnmeasuredOut(Draft& d);

}  // namespace aurora::query::language
