#pragma once

#include <string>
#include <string_view>
#include <vector>

// What a field's name says about its values.
namespace aurora::schema_inference {

// "orderedAt", "ordered_at", "ORDERED-AT" -> {"ordered", "at"}
std::vector<std::string> WordsOf(std::string_view name);

// A moment: created_at, ts, eventTime, ...
bool NamesTime(std::string_view name);
// A moment at which an event of its own happened, more than one at which a thing was changed, ends or is due:
// 2 for event times, 1 for other times, 0 for no time, -1 for times that are about something else.
int EventTimeRank(std::string_view name);
// An amount of money: total, unit_price, ...
bool NamesMoney(std::string_view name);
// Text that only looks like a number: version, zip, phone, ...
bool NamesLabel(std::string_view name);

}  // namespace aurora::schema_inference
