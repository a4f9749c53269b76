#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// --- absence.cpp
void ReadSaidWithout(Draft& d);
void ReadLacking(Draft& d);
void ReadStill(Draft& d);
void ReadNobodyYet(Draft& d);
void ReadEmptiness(Draft& d);
void ReadNoneBefore(Draft& d);
void ReadEachAtLeastOnce(Draft& d);

// --- category.cpp
void ReadCategory(Draft& d, size_t tag, const Meaning& meaning);

// --- comparisons.cpp
void ReadComparisons(Draft& d);

// --- conditions.cpp
void ReadColumnNumbers(Draft& d);
void ReadSizes(Draft& d);
void ReadTextConditions(Draft& d);
void ReadSameColumns(Draft& d);
void NarrowValues(Draft& d, size_t tag, Meaning& meaning);
void ReadValues(Draft& d);
// The placed conditions as filters: the same column's values are alternatives.
std::vector<Condition> Combine(const Draft& d, const std::vector<Placed>& placed);

// --- counted_things.cpp
bool CountsThingsOfRow(const Draft& d, size_t tag);
bool IsAveraged(const Draft& d, size_t tag);
void ReadThingsOfRow(Draft& d);

// --- dimension_columns.cpp
double UnitFactor(const Draft& d, const Operand& operand, const std::string& unit, bool money);
std::optional<Operand> OperandOf(const Draft& d, knowledge::Dimension dimension, size_t near);
std::optional<Operand> OperandInUnit(const Draft& d, const std::string& unit);
void AskWhichColumn(Draft& d);
// What "faster" is by where rows have a speed of their own.
std::optional<Operand> SpeedOperand(const Draft& d);
std::optional<Operand> PriceOfEach(const Draft& d, size_t thing);

// --- having.cpp
bool GroupByWhose(Draft& d, size_t compare, size_t noun);
bool ReadHaving(Draft& d, size_t compare, Comparison comparison, std::vector<std::string> values, size_t after, bool money, bool times);
bool ReadStepHaving(Draft& d, size_t compare, Comparison comparison, std::vector<std::string> values, Grain step);
bool ReadTotalHaving(Draft& d, size_t compare, Comparison comparison, const std::vector<std::string>& values, const Operand& operand);

// --- occurrences.cpp
// "how many alarms" of a column that is "none" in rows without one.
void ReadOccurrences(Draft& d);
// "how many drinks were served" of rows that each have a drink and its price: so many of them, and not so many kinds.
bool NamesWhatIsDealt(const Draft& d, size_t tag);

// --- presence.cpp
bool Negated(Draft& d, size_t tag);
bool SaysAnything(const Draft& d, size_t negation);
void ReadMissing(Draft& d);
// "insured parcels" of an amount called so: those that have one.
void ReadSomeAmount(Draft& d);
// "what share of the letters sent last week was opened": those that were, of the letters of that week.
void ReadLastDeed(Draft& d);
// "delivery rate" of delivered_at: of those that have been.
void ReadRateOfMoment(Draft& d);
void ReadPresent(Draft& d);

// --- sets.cpp
bool Identifies(const Draft& d, const ColumnRef& column);
bool ExcludeEachOther(const Draft& d, const Condition& first, const Condition& second);
bool ReadBoth(Draft& d);
void ReadTwoTimes(Draft& d);
void ReadAtLeastOnce(Draft& d);
bool NoneBehind(Draft& d, size_t tag);

// --- share_having.cpp
bool ReadShareHaving(Draft& d, size_t compare, Comparison comparison, std::vector<double> shares, size_t last, const std::string& unit);

// --- silence.cpp
void FindSilence(Draft& d);
void ReadSilence(Draft& d);

// --- windows.cpp
void ReadWindows(Draft& d);
// "by closing date": which of the row's times the question goes by.
void ReadTimeBasis(Draft& d);
void AlignWindow(Draft& d);
void ReadHours(Draft& d);
// Of no column that says when: "exhibitions in April" of those that open and close.
bool TimeIsOpen(const Draft& d);
// Whether a time that the question names no verb for may be of this column.
bool MayDate(const Draft& d, size_t column);
void ReadWeekdays(Draft& d);
void ReadMoment(Draft& d, size_t tag, const Meaning& meaning);

}  // namespace aurora::query::language
