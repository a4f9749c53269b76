#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

bool AnyWord(std::string_view status, std::initializer_list<std::string_view> known) {
  const std::vector<std::string> words = language::SplitName(status);
  return std::any_of(words.begin(), words.end(), [&known](const std::string& word) {
    return std::any_of(known.begin(), known.end(),
                       [&word](std::string_view one) { return language::Stem(one) == language::Stem(word); });
  });
}

}  // namespace

bool LosesMoney(std::string_view status) {
  return AnyWord(status, {"cancelled", "refunded", "declined", "failed", "rejected", "voided", "void", "returned", "chargeback", "error",
                          "denied", "refused", "expired", "reversed", "disputed", "abandoned", "unpaid", "bounced", "fraud", "waived", "withdrawn", "aborted"});
}

bool MovesMoney(std::string_view verb) {
  static const auto& verbs = *new std::set<std::string, std::less<>>{"pay",    "pays",  "paid", "paying", "spend",  "spends",
                                                                     "spent", "spending", "earn", "earns",  "earned", "earning"};
  return verbs.count(verb) > 0;
}

bool IsTakenBack(std::string_view flag) {
  return AnyWord(flag, {"void", "voided", "cancelled", "canceled", "refunded", "reversed", "chargeback"});
}

bool KeepsMoney(std::string_view status) {
  return !LosesMoney(status) && AnyWord(status, {"completed", "complete", "paid", "approved", "succeeded", "successful", "settled",
                                                 "fulfilled", "delivered", "captured", "finished", "done"});
}

bool IsPaid(std::string_view status) {
  return !LosesMoney(status) && AnyWord(status, {"paid", "settled", "captured"});
}

bool IsNotYetPaid(std::string_view status) {
  return !LosesMoney(status) && !KeepsMoney(status) &&
         AnyWord(status, {"pending", "trial", "draft", "authorised", "authorized", "awaiting", "waiting", "requested", "quoted", "overdue", "open", "unpaid", "due", "outstanding"});
}

bool NeverAnswered(std::string_view status) {
  const std::vector<std::string> words = language::SplitName(status);
  const bool no_answer = words.size() > 1 && words[0] == "no" && (words[1] == "answer" || words[1] == "response" || words[1] == "reply");
  return no_answer || AnyWord(status, {"timeout", "unanswered"}) || (words.size() == 2 && words[0] == "timed" && words[1] == "out");
}

int MoneyRank(const std::vector<std::string>& name) {
  static const auto& ranks = *new std::map<std::string, int, std::less<>>{
      {"revenue", 9}, {"turnover", 9}, {"sales", 8}, {"takings", 8}, {"income", 8}, {"earnings", 8}, {"total", 7},
      {"fare", 7},    {"amount", 6},   {"bill", 6},  {"paid", 5},  {"price", 4},   {"subtotal", 4}, {"gross", 4},  {"net", 3},
      {"value", 2}};
  int best = 0;
  for (const std::string& word : name) {
    // Of money, and none that came in.
    static const auto& others = *new std::set<std::string, std::less<>>{"limit",  "budget", "balance",       "salary",     "debt",      "target", "goal",    "refund", "refunded", "compensation", "reimbursement",
                                                                        "payout", "wage",   "reimbursed",    "chargeback", "overdraft", "bonus",  "deposit", "credit", "wages",    "payroll",      "penalty", "reserve", "insured", "worth"};
    if (others.count(word) > 0) return -10;
    const auto rank = ranks.find(word);
    if (rank != ranks.end()) best = std::max(best, rank->second);
    // price_per_kg, hourly_rate: of each, and not of the row.
    if (word == "per" || word == "rate" || word == "hourly" || word == "each") return 0;
    // unit_price, tax_amount, fee: money, but not what was taken for the row.
    if (word == "unit" || word == "tax" || word == "discount" || word == "fee" || word == "tip" || word == "cost" ||
        word == "count" || word == "id") {
      return word == "unit" ? 1 : 0;
    }
    // What it costs in the catalogue, and not what was paid for it.
    if (word == "list" || word == "catalogue" || word == "catalog" || word == "recommended") return 1;
  }
  return best;
}

bool IsCollection(const std::vector<std::string>& name) {
  static constexpr std::array<std::string_view, 6> kWords = {"payment", "transaction", "refund",
                                                             "invoice", "payout",      "charge"};
  return std::any_of(name.begin(), name.end(), [](const std::string& word) {
    return std::any_of(kWords.begin(), kWords.end(),
                       [&word](std::string_view known) { return language::Stem(known) == language::Stem(word); });
  });
}

bool IsDuration(const std::vector<std::string>& name) {
  static constexpr std::array<std::string_view, 13> kWords = {"duration", "latency", "elapsed", "length", "wait",
                                                              "ms",       "seconds", "sec",     "secs",   "minutes",
                                                              "mins",     "millis",  "took"};
  return std::any_of(name.begin(), name.end(), [](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), std::string_view(word)) != kWords.end();
  });
}

}  // namespace aurora::query::knowledge
