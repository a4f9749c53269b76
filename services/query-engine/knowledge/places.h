#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

struct Place {
  // "CA"
  std::string_view code;
  // Lower case: "california"; further names in the same table with the same code.
  std::string_view name;
};

// States of the USA with the District of Columbia; countries with their ISO 3166 codes and usual names.
const std::vector<Place>& States();
const std::vector<Place>& Countries();

// People and things of a country: "german" -> DE.
const std::vector<Place>& Demonyms();

// "California" for "CA"; "" when unknown. The first name of the table, capitalised.
std::string StateName(std::string_view code);
std::string CountryName(std::string_view code);

}  // namespace aurora::query::knowledge
