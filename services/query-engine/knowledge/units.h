#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// What a number measures.
enum class Dimension { kNone, kMoney, kDuration, kDistance, kWeight, kTemperature, kSpeed, kData, kRating, kShare, kQuantity, kAge, kVolume, kPower, kEnergy, kArea, kVoltage, kCurrent, kFrequency, kPressure, kOther };

struct UnitOfMeasure {
  Dimension dimension = Dimension::kNone;
  // How many of the dimension's base unit (second, metre, gram, byte, ...) one of it is. 0: cannot be converted.
  double factor = 0;
};

// "ms", "kilos", "bucks" -> what it is; nullopt for a word that is no unit.
std::optional<UnitOfMeasure> FindUnit(std::string_view word);

// What a word of a column's name says about what the column measures: "latency" is a duration.
Dimension DimensionOfWord(std::string_view word);

// An adjective that compares numbers: "heavier", "heaviest" -> weight, upwards; "faster" -> duration, downwards.
struct Adjective {
  Dimension dimension = Dimension::kNone;
  bool up = true;
};
std::optional<Adjective> FindComparative(std::string_view word);
// Of the plain form: "slow", "hot".
std::optional<Adjective> FindPositive(std::string_view word);
std::optional<Adjective> FindSuperlative(std::string_view word);

// All words for a unit: "kg" -> kg, kgs, kilo, ...; empty when it is none.
std::vector<std::string> UnitSpellings(std::string_view unit);

// One spelling of a unit: "volts" -> v.
std::string UnitSymbol(std::string_view unit);

}  // namespace aurora::query::knowledge
