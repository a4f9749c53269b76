#include <algorithm>
#include <array>

#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/schema/table_facts.h"

// The one number that each row of a table is, and what it measures: topics of sensors and of money have little else.

namespace aurora::query::language {
namespace {

// What a sensor's value is of, where the value says it ("temperature") and no unit does.
bool NamesQuantity(const std::string& value) {
  static const auto& quantities = *new std::set<std::string>{"humidity", "pressure", "voltage", "current", "power", "energy", "flow", "vibration", "acceleration", "noise", "light", "luminosity", "brightness", "illuminance", "co2", "co", "no2", "o3", "ozone", "pm10", "pm25", "pm2", "ph", "rpm", "torque", "wind", "rain", "rainfall", "precipitation", "moisture", "conductivity", "turbidity", "salinity", "oxygen", "frequency", "load", "cpu", "memory", "disk", "latency", "throughput", "glucose", "pulse", "heartrate", "spo2", "battery", "rssi"};
  for (const std::string& word : SpokenName(value)) {
    const knowledge::Dimension dimension = knowledge::DimensionOfWord(word);
    if (quantities.count(word) > 0 || dimension == knowledge::Dimension::kTemperature || dimension == knowledge::Dimension::kSpeed) return true;
  }
  return false;
}

}  // namespace

void TableFacts::ReadNumber() {
  number_ = quantity_ = size();
  for (size_t i = 0; i < size(); ++i) {
    const ColumnFacts& facts = columns_[i];
    const bool plain = facts.words.size() == 1 && IsOneOf(facts.words[0], {"value", "reading", "measurement", "amount", "total"});
    if (!plain || !facts.measure || facts.rate || table_.columns[i].Hidden()) continue;
    if (number_ < size()) {
      number_ = size();
      return;
    }
    number_ = i;
  }
  if (number_ == size() || !IsOneOf(columns_[number_].words[0], {"value", "reading", "measurement"}) || !columns_[number_].unit.empty()) return;
  for (size_t i = 0; i < size(); ++i) {
    const ColumnFacts& facts = columns_[i];
    const std::vector<catalog::ValueCount>& values = table_.columns[i].values;
    if (!facts.category || facts.id || facts.flag || facts.words.empty() || values.size() < 2 || table_.columns[i].Hidden() || table_.columns[i].column_class != catalog::ColumnClass::kText) continue;
    if (!IsOneOf(facts.words.back(), {"type", "kind", "metric", "name", "parameter", "measure", "measurement", "quantity", "property", "variable", "signal", "measurand", "channel", "sensor", "field"})) continue;
    const auto named = static_cast<size_t>(std::count_if(values.begin(), values.end(), [](const catalog::ValueCount& value) { return NamesQuantity(value.value); }));
    if (named * 2 < values.size()) continue;
    quantity_ = i;
    return;
  }
}

}  // namespace aurora::query::language
