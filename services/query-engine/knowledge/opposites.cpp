#include "services/query-engine/knowledge/opposites.h"

#include <string>
#include <utility>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

using Side = std::vector<std::string_view>;

// Each word of one side is the opposite of each of the other.
const std::vector<std::pair<Side, Side>>& Pairs() {
  static const auto& pairs = *new std::vector<std::pair<Side, Side>>{
      {{"succeeded", "successful", "success", "ok", "passed", "went through"}, {"failed", "unsuccessful", "failure", "failing", "fail", "error", "errored", "went wrong"}},
      {{"valid"}, {"invalid", "broken"}},
      {{"international", "foreign"}, {"domestic", "national", "inland"}},
      {{"active", "enabled", "live"}, {"inactive", "disabled", "dormant", "deactivated"}},
      {{"open", "opened"}, {"closed", "shut"}},
      {{"online", "up", "connected"}, {"offline", "down", "disconnected"}},
      {{"online", "remote", "virtual"}, {"in person", "on site", "onsite"}},
      {{"indoor", "inside"}, {"outdoor", "outside"}},
      {{"paid", "settled"}, {"unpaid", "outstanding", "open"}},
      {{"manual", "by hand"}, {"automatic", "automated"}},
      {{"returning", "repeat", "existing", "recurring"}, {"first", "first time", "new"}},
      {{"on time", "punctual", "in time"}, {"late", "delayed", "overdue"}},
      {{"public"}, {"private"}},
      {{"won", "win", "victory", "victorious"}, {"lost", "lose", "loss", "defeat", "defeated"}},
      {{"urgent", "emergency", "express", "priority"}, {"routine", "regular", "standard", "ordinary", "planned", "elective", "non urgent"}},
      {{"full time"}, {"part time"}},
      {{"peak"}, {"off peak"}},
      {{"present", "attended", "showed up"}, {"absent", "missing", "missed"}},
      {{"genuine", "real"}, {"fake", "false"}},
      {{"organic"}, {"paid", "conventional"}},
      {{"insured", "covered"}, {"uninsured"}},
      {{"rain", "rainy", "wet"}, {"dry"}},
      {{"irrigated", "watered"}, {"dry", "rainfed", "unirrigated"}},
      {{"employed"}, {"unemployed"}},
      {{"resolved", "solved"}, {"unresolved", "unsolved", "open"}},
      {{"available", "in stock"}, {"unavailable", "out of stock", "sold out"}},
      {{"rated", "ranked", "competitive"}, {"unrated", "unranked", "casual"}},
      {{"fragile"}, {"sturdy"}},
      {{"premium", "paying"}, {"free"}},
      {{"wireless"}, {"wired"}},
      {{"wet"}, {"dry"}},
      {{"adult"}, {"child", "minor", "underage"}},
  };
  return pairs;
}

bool Has(const Side& side, std::string_view word, const std::string& stem) {
  for (std::string_view one : side) {
    if (one == word || language::Stem(one) == stem) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string_view> Opposites(std::string_view word) {
  const std::string stem = language::Stem(word);
  std::vector<std::string_view> opposites;
  for (const auto& [one, other] : Pairs()) {
    if (Has(one, word, stem)) opposites.insert(opposites.end(), other.begin(), other.end());
    if (Has(other, word, stem)) opposites.insert(opposites.end(), one.begin(), one.end());
  }
  return opposites;
}

}  // namespace aurora::query::knowledge
