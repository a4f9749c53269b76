#include "services/query-engine/knowledge/verbs.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

using Side = std::vector<std::string_view>;

const std::vector<std::pair<Side, Side>>& Stretches() {
  static const auto& stretches = *new std::vector<std::pair<Side, Side>>{
      {{"started", "start", "began", "begin"}, {"ended", "end", "finished", "stopped", "completed"}},
      {{"entered", "entry", "arrived", "arrival", "came", "seated", "boarded"}, {"left", "departed", "exited", "exit", "leaving", "alighted"}},
      {{"checked in", "check in", "checkin"}, {"checked out", "check out", "checkout", "left"}},
      {{"admitted", "admission"}, {"discharged", "discharge"}},
      {{"picked up", "pickup", "collected"}, {"dropped off", "dropoff", "delivered"}},
      {{"opened", "reported", "raised"}, {"closed", "resolved", "cleared", "fixed"}},
      {{"connected", "plugged in", "logged in"}, {"disconnected", "unplugged", "logged out"}},
      {{"departed", "departure", "took off", "takeoff"}, {"arrived", "arrival", "landed", "landing"}},
      {{"borrowed", "lent", "rented", "taken"}, {"returned", "brought back"}},
  };
  return stretches;
}

bool Has(const Side& side, std::string_view word) {
  const std::string stem = language::Stem(word);
  return std::any_of(side.begin(), side.end(), [&](std::string_view one) { return one == word || language::Stem(one) == stem; });
}

// The verb of a participle, as it may be: deliver and delivere of delivered, settle of settled, ship of shipped, reply of replied.
std::vector<std::string> BasesOf(std::string_view participle) {
  if (participle.size() < 5 || participle.substr(participle.size() - 2) != "ed") return {};
  const std::string verb(participle.substr(0, participle.size() - 2));
  std::vector<std::string> bases = {verb, verb + "e"};
  if (verb.back() == 'i') bases.push_back(verb.substr(0, verb.size() - 1) + "y");
  if (verb[verb.size() - 1] == verb[verb.size() - 2]) bases.push_back(verb.substr(0, verb.size() - 1));
  return bases;
}

}  // namespace

bool BeginsAndEnds(std::string_view begin, std::string_view end) {
  return std::any_of(Stretches().begin(), Stretches().end(), [&](const auto& stretch) { return Has(stretch.first, begin) && Has(stretch.second, end); });
}

bool IsEnd(std::string_view word) {
  static const auto& ends = *new std::set<std::string, std::less<>>{"done", "finish", "finished", "complete", "completed", "close", "closed", "resolve", "resolved", "end", "ended", "fulfilled", "solved"};
  return ends.count(word) > 0;
}

bool IsPlanned(std::string_view verb) {
  static const auto& planned = *new Side{"due", "deadline", "opens", "closes", "starts", "begins", "ends", "expires", "expiry", "scheduled", "planned", "departs", "arrives", "renews", "renewal", "matures", "valid", "until", "ships"};
  return std::find(planned.begin(), planned.end(), verb) != planned.end();
}

std::vector<std::string> DoneBy(std::string_view noun) {
  static const auto& irregular = *new std::map<std::string, std::vector<std::string>, std::less<>>{
      {"carrier", {"carried", "shipped", "sent", "transported"}},
      {"courier", {"carried", "delivered", "brought"}},
      {"driver", {"driven", "drove"}},
      {"author", {"written", "wrote", "authored"}},
      {"writer", {"written", "wrote"}},
      {"teacher", {"taught"}},
      {"instructor", {"taught", "instructed"}},
      {"seller", {"sold"}},
      {"builder", {"built"}},
      {"rider", {"ridden", "rode"}},
      {"doctor", {"seen", "treated"}},
      {"engineer", {}},
      {"customer", {}},
      {"member", {}},
      {"number", {}},
      {"order", {}},
      {"color", {}},
      {"weather", {}},
      {"vendor", {}},
      {"sector", {}},
      {"gender", {}},
      {"tower", {}},
      {"power", {}},
      {"water", {}},
      {"layer", {}}};
  if (const auto found = irregular.find(noun); found != irregular.end()) return found->second;
  const std::string word(noun);
  if (word.size() < 6) return {};
  const std::string ending = word.substr(word.size() - 2);
  if (ending != "er" && ending != "or") return {};
  return {word.substr(0, word.size() - 2) + "ed"};
}

std::vector<std::string> ActsOf(std::string_view participle) {
  static constexpr std::string_view kOfVerb[] = {"ment", "al", "ion", "ation", "cation", "ance", "ure", "y"};
  std::vector<std::string> acts;
  for (const std::string& base : BasesOf(participle)) {
    for (std::string_view end : kOfVerb) {
      acts.push_back(base + std::string(end));
      // approve -> approval
      if (base.back() == 'e') acts.push_back(base.substr(0, base.size() - 1) + std::string(end));
    }
  }
  return acts;
}

std::vector<std::string> DoneByAct(std::string_view act) {
  static constexpr std::string_view kEndings[] = {"ation", "ment", "ance", "ion", "ure", "al"};
  for (std::string_view ending : kEndings) {
    if (act.size() < ending.size() + 4 || act.substr(act.size() - ending.size()) != ending) continue;
    const std::string verb(act.substr(0, act.size() - ending.size()));
    return {verb + "ed"};
  }
  return {};
}

bool NamesAct(std::string_view noun, std::string_view participle) {
  for (const std::string& base : BasesOf(participle)) {
    if (noun == base || noun == base + "ing" || (base.back() == 'e' && noun == base.substr(0, base.size() - 1) + "ing")) return true;
  }
  const std::vector<std::string> acts = ActsOf(participle);
  return std::find(acts.begin(), acts.end(), noun) != acts.end();
}

}  // namespace aurora::query::knowledge
