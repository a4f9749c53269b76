#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Whether the second verb ends what the first begins: entered and left, started and ended.
bool BeginsAndEnds(std::string_view begin, std::string_view end);

// Whether a time column of this verb holds what is planned, which may lie ahead: due, closes, expires.
bool IsPlanned(std::string_view verb);
// What a state and a time are called when the work of a row is over: "done", "closed".
bool IsEnd(std::string_view word);

// What somebody or something of this name does, as people say it of the row: curator -> curated, carrier -> carried,
// shipped. Empty for a noun that is nobody.
std::vector<std::string> DoneBy(std::string_view noun);

// What English makes of a participle's verb to name its act: settlement of settled, delivery of delivered, approval of approved,
// contamination of contaminated; beside it what would be made with other endings and is no word. Empty for what is no participle.
std::vector<std::string> ActsOf(std::string_view participle);
// The other way: refused of refusal, cancelled of cancellation; empty where a noun does not end like an act.
std::vector<std::string> DoneByAct(std::string_view act);

// Whether the noun is the act of the participle's verb, the verb itself ("triage", "repair") and its "-ing" among them.
bool NamesAct(std::string_view noun, std::string_view participle);

}  // namespace aurora::query::knowledge
