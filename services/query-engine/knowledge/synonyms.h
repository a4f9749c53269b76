#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Other words for the name of a column or an entity ("customer" -> buyer, client, shopper), in singular. Words that
// mean something else in many businesses are not here.
std::vector<std::string_view> NounSynonyms(std::string_view word);

// Other words for a value of a category ("declined" -> failed, rejected).
std::vector<std::string_view> ValueSynonyms(std::string_view value);

// Other verbs for the moment that a time column holds ("joined" -> signed up), by the words of its name.
std::vector<std::string_view> MomentSynonyms(std::string_view moment);

// Whether a value of a status says that the money was not kept: cancelled, refunded, declined, ...
bool LosesMoney(std::string_view status);
// Whether a flag of this name says that what the row tells was taken back, and its money with it: voided, is_cancelled.
bool IsTakenBack(std::string_view flag);
// Whether it says that the money was kept for good: completed, paid, approved, ...
bool KeepsMoney(std::string_view status);
// What people do with money: "pay", "spent", "earns".
bool MovesMoney(std::string_view verb);
// Whether it says that money was paid, and that it is not yet: pending, on trial, ...
bool IsPaid(std::string_view status);
bool IsNotYetPaid(std::string_view status);
// "no_answer", "timed_out": of what was asked for, that nobody said yes or no.
bool NeverAnswered(std::string_view status);

// How well a number column stands for money taken, from its name's words: 0 not at all, more is better.
int MoneyRank(const std::vector<std::string>& name);

// Whether a table holds how money was collected rather than what was sold, from its name's words.
bool IsCollection(const std::vector<std::string>& name);

// Whether a number column is a length of time, from its name's words.
bool IsDuration(const std::vector<std::string>& name);

}  // namespace aurora::query::knowledge
