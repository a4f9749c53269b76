#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Whether a noun is somebody a business deals with, whom a question may call "people": customer, patient, driver.
bool IsPerson(std::string_view noun);

// Whether a noun is somebody who does a business's work: engineer, cashier, optician.
bool IsWorker(std::string_view noun);

// "female" or "male" for the letter of a column whose name says the sex; empty for everything else.
std::string_view LongSex(const std::vector<std::string>& column, std::string_view value);

}  // namespace aurora::query::knowledge
