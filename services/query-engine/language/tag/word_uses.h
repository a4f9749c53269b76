#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/tag.h"

// What a word is by the words that stand around it.

namespace aurora::query::language {

// "at the till": a thing, and no time.
bool IsTill(const std::vector<Word>& words, size_t at);
// "do members rate": behind who does it.
bool IsVerb(const std::vector<Word>& words, size_t at);
// "half an hour", "for a day": how long, and not how often.
bool IsLength(const std::vector<Word>& words, size_t at);
// "Monday-Friday" where weekends are the other part of the week. kWeekdays.
std::optional<Tag> FindWorkdays(const std::vector<Word>& words, size_t at);

// A window that leans on another. kShift.
std::optional<Tag> FindShift(const std::vector<Word>& words, size_t at);
// "lots of them failed, when was that?" tells of something unusual; "customers with lots of orders" does not say how many.
void WeighStories(const std::vector<Word>& words, std::vector<Tag>& tags);

// Of the meanings of the word at `at`, best first: the moment first where the word is what was done, and of a value's columns the
// one that says where to or where from, as the words before it do.
void PreferVerb(const std::vector<Word>& words, size_t at, std::vector<Meaning>& meanings);
void PreferHeading(const std::vector<Word>& words, size_t at, const Scope& scope, std::vector<Meaning>& meanings);
// The rows before the state that is spelt like them, where a comment calls a row so.
void PreferRows(const std::vector<Word>& words, size_t at, const Scope& scope, std::vector<Meaning>& meanings);

// A number, or a unit: behind a number (`after_number`), or as a word that nobody takes for another.
std::optional<Tag> FindNumber(const std::vector<Word>& words, size_t at, bool after_number);

}  // namespace aurora::query::language
