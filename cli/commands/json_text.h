#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace aurora::cli {

// Lenient reading of answers: a member that is missing or of another kind is null, empty or 0, so that a
// newer or older gateway never breaks a printout.
const boost::json::value& Member(const boost::json::value& object, const char* name);
const boost::json::array& List(const boost::json::value& object, const char* name);
// Text as it is; numbers and the rest as JSON; null as "".
std::string Text(const boost::json::value& object, const char* name);
std::string CellText(const boost::json::value& value);
// A moment for people: to the second.
std::string MomentText(const boost::json::value& object, const char* name);
double Number(const boost::json::value& object, const char* name);

// One line on standard output; returns exit status 0.
int PrintJson(const boost::json::value& value);

}  // namespace aurora::cli
