#include "services/query-engine/knowledge/units.h"

#include <map>
#include <string>

namespace aurora::query::knowledge {
namespace {

using Units = std::map<std::string, UnitOfMeasure, std::less<>>;

const Units& AllUnits() {
  static const Units& units = *[] {
    auto* all = new Units;
    const auto add = [all](Dimension dimension, double factor, std::initializer_list<const char*> names) {
      for (const char* name : names) (*all)[name] = {dimension, factor};
    };
    add(Dimension::kDuration, 1e-9, {"ns", "nanosecond", "nanoseconds"});
    add(Dimension::kDuration, 1e-6, {"us", "microsecond", "microseconds", "micros"});
    add(Dimension::kDuration, 1e-3, {"ms", "millisecond", "milliseconds", "millis", "msec"});
    add(Dimension::kDuration, 1, {"s", "sec", "secs", "second", "seconds"});
    add(Dimension::kDuration, 60, {"min", "mins", "minute", "minutes"});
    add(Dimension::kDuration, 3600, {"h", "hr", "hrs", "hour", "hours"});
    add(Dimension::kDuration, 86400, {"d", "day", "days"});
    add(Dimension::kDuration, 604800, {"week", "weeks"});
    add(Dimension::kDistance, 0.001, {"mm", "millimetre", "millimetres", "millimeter", "millimeters"});
    add(Dimension::kDistance, 0.01, {"cm", "centimetre", "centimetres", "centimeter", "centimeters"});
    add(Dimension::kDistance, 1, {"m", "metre", "metres", "meter", "meters"});
    add(Dimension::kDistance, 1000, {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "klicks"});
    add(Dimension::kDistance, 1609.344, {"mi", "mile", "miles"});
    add(Dimension::kDistance, 0.3048, {"ft", "foot", "feet"});
    add(Dimension::kWeight, 1, {"g", "gram", "grams", "grammes"});
    add(Dimension::kWeight, 1e-3, {"mg", "milligram", "milligrams"});
    add(Dimension::kWeight, 1000, {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogrammes"});
    add(Dimension::kWeight, 1e6, {"t", "ton", "tons", "tonne", "tonnes"});
    add(Dimension::kWeight, 453.592, {"lb", "lbs", "pound", "pounds"});
    add(Dimension::kWeight, 28.349523, {"oz", "ounce", "ounces"});
    add(Dimension::kData, 1, {"byte", "bytes", "b"});
    add(Dimension::kData, 1e3, {"kb", "kilobyte", "kilobytes"});
    add(Dimension::kData, 1e6, {"mb", "meg", "megs", "megabyte", "megabytes"});
    add(Dimension::kData, 1e9, {"gb", "gig", "gigs", "gigabyte", "gigabytes"});
    add(Dimension::kData, 1e12, {"tb", "terabyte", "terabytes"});
    add(Dimension::kOther, 1e3, {"kbps", "kbit", "kbits"});
    add(Dimension::kOther, 1e6, {"mbps", "mbit", "mbits"});
    add(Dimension::kMoney, 1, {"usd", "eur", "gbp", "chf", "dollar", "dollars", "bucks", "buck", "euro", "euros", "quid", "dkk", "sek",
                               "nok", "jpy", "inr", "cad", "aud", "yen", "francs", "rupees",
                               "zar", "rand", "pln", "zloty", "czk", "huf", "brl", "mxn", "nzd", "sgd", "hkd", "krw", "thb", "aed", "cny"});
    add(Dimension::kMoney, 0.01, {"cent", "cents", "pence", "pennies"});
    add(Dimension::kShare, 1, {"percent", "pct", "percentage"});
    add(Dimension::kShare, 0.1, {"permille", "promille"});
    add(Dimension::kShare, 0.01, {"bps"});
    add(Dimension::kTemperature, 0, {"c", "celsius", "degrees", "degree", "fahrenheit", "kelvin", "f"});
    add(Dimension::kVolume, 1, {"l", "litre", "litres", "liter", "liters"});
    add(Dimension::kVolume, 0.01, {"cl", "centilitre", "centilitres", "centiliter", "centiliters"});
    add(Dimension::kVolume, 100, {"hl", "hectolitre", "hectolitres", "hectoliter", "hectoliters"});
    add(Dimension::kVolume, 1000, {"m3"});
    add(Dimension::kVolume, 3.785412, {"gal", "gallon", "gallons"});
    add(Dimension::kVolume, 1e-6, {"ul", "microlitre", "microlitres", "microliter", "microliters"});
    add(Dimension::kVolume, 0.001, {"ml", "millilitre", "millilitres", "milliliter", "milliliters"});
    add(Dimension::kArea, 1, {"m2", "sqm"});
    add(Dimension::kArea, 1e4, {"ha", "hectare", "hectares"});
    add(Dimension::kArea, 4046.856, {"acre", "acres"});
    add(Dimension::kArea, 1e6, {"km2", "sqkm"});
    add(Dimension::kPower, 1, {"w", "watt", "watts"});
    add(Dimension::kPower, 1000, {"kw", "kilowatt", "kilowatts"});
    add(Dimension::kPower, 1e6, {"mw", "megawatt", "megawatts"});
    add(Dimension::kEnergy, 1, {"wh"});
    add(Dimension::kEnergy, 1e3, {"kwh", "kwhs"});
    add(Dimension::kEnergy, 1e6, {"mwh"});
    add(Dimension::kEnergy, 1e9, {"gwh"});
    add(Dimension::kSpeed, 1, {"kmh", "kph"});
    add(Dimension::kSpeed, 3.6, {"mps"});
    add(Dimension::kSpeed, 1.609344, {"mph"});
    add(Dimension::kSpeed, 1.852, {"knot", "knots", "kn", "kts"});
    add(Dimension::kVoltage, 1, {"v", "volt", "volts"});
    add(Dimension::kVoltage, 1e-3, {"mv", "millivolt", "millivolts"});
    add(Dimension::kVoltage, 1e3, {"kv", "kilovolt", "kilovolts"});
    add(Dimension::kCurrent, 1, {"amp", "amps", "ampere", "amperes"});
    add(Dimension::kCurrent, 1e-3, {"ma", "milliamp", "milliamps", "milliampere", "milliamperes"});
    add(Dimension::kFrequency, 1, {"hz", "hertz"});
    add(Dimension::kFrequency, 1e3, {"khz", "kilohertz"});
    add(Dimension::kFrequency, 1e6, {"mhz", "megahertz"});
    add(Dimension::kPressure, 1, {"pa", "pascal", "pascals"});
    add(Dimension::kPressure, 100, {"hpa", "mbar", "millibar", "millibars"});
    add(Dimension::kPressure, 1000, {"kpa"});
    add(Dimension::kPressure, 1e5, {"bar", "bars"});
    add(Dimension::kPressure, 6894.757, {"psi"});
    add(Dimension::kOther, 1, {"bpm", "ppm", "db", "dbm", "rpm", "decibel", "decibels", "lux"});
    add(Dimension::kAge, 1, {"years"});
    return all;
  }();
  return units;
}

Dimension Lookup(const std::map<std::string, Dimension, std::less<>>& table, std::string_view word) {
  const auto found = table.find(word);
  return found == table.end() ? Dimension::kNone : found->second;
}

const std::map<std::string, Adjective, std::less<>>& Adjectives() {
  static const auto& adjectives = *new std::map<std::string, Adjective, std::less<>>{
      {"long", {Dimension::kDuration, true}},      {"slow", {Dimension::kDuration, true}},
      {"short", {Dimension::kDuration, false}},    {"fast", {Dimension::kDuration, false}},
      {"quick", {Dimension::kDuration, false}},    {"heav", {Dimension::kWeight, true}},
      {"light", {Dimension::kWeight, false}},      {"hot", {Dimension::kTemperature, true}},
      {"warm", {Dimension::kTemperature, true}},   {"cold", {Dimension::kTemperature, false}},
      {"cool", {Dimension::kTemperature, false}},  {"cheap", {Dimension::kMoney, false}},
      {"pric", {Dimension::kMoney, true}},         {"dear", {Dimension::kMoney, true}},
      {"costl", {Dimension::kMoney, true}},        {"far", {Dimension::kDistance, true}},
      {"old", {Dimension::kAge, true}},            {"young", {Dimension::kAge, false}},
      {"tall", {Dimension::kDistance, true}},      {"wid", {Dimension::kDistance, true}},
      {"deep", {Dimension::kDistance, true}},      {"thick", {Dimension::kDistance, true}},
      {"rich", {Dimension::kMoney, true}},         {"large", {Dimension::kOther, true}},
      {"big", {Dimension::kOther, true}},          {"small", {Dimension::kOther, false}},
      {"great", {Dimension::kOther, true}},        {"high", {Dimension::kOther, true}},
      {"low", {Dimension::kOther, false}}};
  return adjectives;
}

// "heavier" -> "heav", "hottest" -> "hot"; "" when it does not end so.
std::string Root(std::string_view word, std::string_view ending) {
  if (word.size() < ending.size() + 3 || word.substr(word.size() - ending.size()) != ending) return "";
  std::string root(word.substr(0, word.size() - ending.size()));
  return root;
}

std::optional<Adjective> Find(std::string_view word, const std::string& root) {
  if (root.empty()) return std::nullopt;
  (void)word;
  for (std::string candidate : {root, root.substr(0, root.size() - 1), root + "e"}) {
    const auto found = Adjectives().find(candidate);
    if (found != Adjectives().end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> UnitSpellings(std::string_view unit) {
  std::vector<std::string> spellings;
  const auto found = AllUnits().find(unit);
  if (found == AllUnits().end() || found->second.factor == 0 || found->second.dimension == Dimension::kOther) return spellings;
  for (const auto& [name, one] : AllUnits()) {
    if (one.dimension == found->second.dimension && one.factor == found->second.factor) spellings.push_back(name);
  }
  return spellings;
}

std::optional<UnitOfMeasure> FindUnit(std::string_view word) {
  const auto found = AllUnits().find(word);
  if (found == AllUnits().end()) return std::nullopt;
  return found->second;
}

std::string UnitSymbol(std::string_view unit) {
  static const auto& symbols = *new std::map<std::string, std::string, std::less<>>{
      {"volt", "v"},        {"volts", "v"},      {"amps", "amp"},      {"ampere", "amp"},   {"amperes", "amp"},
      {"hertz", "hz"},      {"decibel", "db"},   {"decibels", "db"},   {"watt", "w"},       {"watts", "w"},       {"bars", "bar"},
      {"degree", "c"},      {"degrees", "c"},    {"celsius", "c"},     {"percent", "pct"},  {"percentage", "pct"}, {"millivolts", "mv"}, {"millivolt", "mv"},
      {"pascal", "pa"},     {"pascals", "pa"},   {"revolutions", "rpm"}};
  const auto found = symbols.find(unit);
  return found == symbols.end() ? std::string(unit) : found->second;
}

Dimension DimensionOfWord(std::string_view word) {
  static const auto& words = *new std::map<std::string, Dimension, std::less<>>{
      {"revenue", Dimension::kMoney},     {"amount", Dimension::kMoney},     {"price", Dimension::kMoney},
      {"fare", Dimension::kMoney},        {"total", Dimension::kMoney},      {"subtotal", Dimension::kMoney},
      {"cost", Dimension::kMoney},        {"spend", Dimension::kMoney},      {"fee", Dimension::kMoney},
      {"tip", Dimension::kMoney},         {"tax", Dimension::kMoney},        {"discount", Dimension::kMoney},
      {"payment", Dimension::kMoney},     {"income", Dimension::kMoney},     {"salary", Dimension::kMoney},
      {"budget", Dimension::kMoney},      {"balance", Dimension::kMoney},    {"value", Dimension::kNone},
      {"charge", Dimension::kMoney},      {"premium", Dimension::kMoney},    {"rent", Dimension::kMoney},
      {"bid", Dimension::kMoney},         {"duration", Dimension::kDuration}, {"latency", Dimension::kDuration},
      {"elapsed", Dimension::kDuration},  {"length", Dimension::kDuration},  {"wait", Dimension::kDuration},
      {"waiting", Dimension::kDuration},  {"delay", Dimension::kDuration},
      {"runtime", Dimension::kDuration},  {"uptime", Dimension::kDuration},  {"downtime", Dimension::kDuration},
      {"dwell", Dimension::kDuration},    {"stay", Dimension::kDuration},    {"handling", Dimension::kDuration},
      {"response", Dimension::kDuration}, {"rtt", Dimension::kDuration},     {"distance", Dimension::kDistance},
      {"mileage", Dimension::kDistance},  {"length_m", Dimension::kDistance}, {"height", Dimension::kDistance},
      {"weight", Dimension::kWeight},     {"mass", Dimension::kWeight},      {"load", Dimension::kNone},
      {"temperature", Dimension::kTemperature}, {"temp", Dimension::kTemperature}, {"speed", Dimension::kSpeed},
      {"velocity", Dimension::kSpeed},    {"bytes", Dimension::kData},       {"filesize", Dimension::kData},
      {"rating", Dimension::kRating},     {"stars", Dimension::kRating},     {"score", Dimension::kRating},
      {"nps", Dimension::kRating},        {"csat", Dimension::kRating},      {"quantity", Dimension::kQuantity},
      {"qty", Dimension::kQuantity},      {"count", Dimension::kQuantity},   {"units", Dimension::kQuantity},
      {"items", Dimension::kQuantity},    {"pieces", Dimension::kQuantity},  {"seats", Dimension::kQuantity},
      {"clicks", Dimension::kQuantity},   {"impressions", Dimension::kQuantity}, {"views", Dimension::kQuantity},
      {"age", Dimension::kAge},           {"humidity", Dimension::kShare},   {"share", Dimension::kShare},
      {"volume", Dimension::kVolume},     {"energy", Dimension::kEnergy},    {"electricity", Dimension::kEnergy},
      {"power", Dimension::kPower},       {"voltage", Dimension::kVoltage},  {"pressure", Dimension::kPressure}};
  return Lookup(words, word);
}

std::optional<Adjective> FindComparative(std::string_view word) {
  if (word == "farther" || word == "further") return Adjective{Dimension::kDistance, true};
  if (word == "worse" || word == "better") return std::nullopt;
  std::string root = Root(word, "ier");
  if (root.empty()) root = Root(word, "er");
  return Find(word, root);
}

std::optional<Adjective> FindPositive(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  const std::string text(word);
  std::vector<std::string> forms = {text + "er", text + text.back() + "er"};
  if (text.back() == 'e') forms.push_back(text + "r");
  if (text.back() == 'y') forms.push_back(text.substr(0, text.size() - 1) + "ier");
  for (const std::string& form : forms) {
    if (const std::optional<Adjective> found = FindComparative(form); found.has_value()) return found;
  }
  return std::nullopt;
}

std::optional<Adjective> FindSuperlative(std::string_view word) {
  if (word == "farthest" || word == "furthest") return Adjective{Dimension::kDistance, true};
  std::string root = Root(word, "iest");
  if (root.empty()) root = Root(word, "est");
  return Find(word, root);
}

}  // namespace aurora::query::knowledge
