#include "services/query-engine/knowledge/synonyms.h"

#include <algorithm>
#include <array>
#include <map>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

using Group = std::vector<std::string_view>;

const std::vector<Group>& NounGroups() {
  static const auto& groups = *new std::vector<Group>{
      {"customer", "buyer", "client", "shopper", "purchaser"},
      {"user", "visitor", "account", "member"},
      {"session", "visit"},
      {"product", "item", "article"},
      {"category", "department"},
      {"quantity", "unit", "item"},
      {"device", "platform", "screen"},
      {"country", "nation"},
      {"city", "town"},
      {"host", "server", "machine", "node"},
      {"level", "severity"},
      {"latency", "response time", "duration"},
      {"duration", "length", "time spent", "dwell time"},
      {"page", "url", "screen"},
      {"action", "event", "activity"},
      {"event", "action", "step"},
      {"message", "text"},
      {"os", "operating system"},
      {"referrer", "referer", "source"},
      {"fee", "charge"},
      {"price", "cost"},
      {"risk score", "risk"},
      {"coupon", "voucher", "promo code", "discount code"},
      {"brand", "make"},
      {"channel", "source"},
      {"method", "way"},
      {"driver", "chauffeur"},
      {"rider", "passenger"},
      {"viewer", "watcher"},
      {"title", "film", "movie", "show"},
      {"weight", "mass"},
      {"distance", "mileage"},
      {"rating", "star", "score"},
      {"service", "application"},
      {"status", "outcome", "result"},
  };
  return groups;
}

const std::vector<Group>& ValueGroups() {
  static const auto& groups = *new std::vector<Group>{
      {"mobile", "phone", "smartphone", "cellphone", "cell phone", "mobile phone", "handset"},
      {"desktop", "pc", "computer", "desktop computer"},
      {"tv", "television", "smart tv"},
      {"cancelled", "canceled", "aborted", "called off"},
      {"declined", "failed", "rejected", "unsuccessful", "denied"},
      {"failed", "unsuccessful", "failure"},
      {"approved", "successful", "succeeded", "accepted", "authorised", "authorized"},
      {"completed", "complete", "finished", "fulfilled", "done"},
      {"refunded", "returned", "refund", "sent back"},
      {"purchase", "buy", "bought"},
      {"add to cart", "cart addition", "basket addition", "put in cart"},
      {"view", "page view", "viewing"},
      {"search", "searching"},
      {"checkout", "check out"},
      {"signup", "sign up", "registration", "register"},
      {"login", "log in", "sign in"},
      {"error", "failure", "err"},
      {"warn", "warning"},
      {"fatal", "critical", "crash"},
      {"info", "informational"},
      {"credit card", "card"},
      {"paypal", "pay pal"},
      {"ios", "iphone", "ipad", "apple"},
      {"android", "google phone"},
      {"web", "website", "browser", "online"},
      {"store", "shop", "in store", "offline"},
  };
  return groups;
}

std::vector<std::string_view> Others(const std::vector<Group>& groups, std::string_view word) {
  std::vector<std::string_view> others;
  for (const Group& group : groups) {
    // The first word is the one that schemas use; the others are what people say.
    if (language::Stem(group[0]) != language::Stem(word) && group[0] != word) continue;
    others.insert(others.end(), group.begin() + 1, group.end());
  }
  return others;
}

}  // namespace

std::vector<std::string_view> NounSynonyms(std::string_view word) { return Others(NounGroups(), word); }
std::vector<std::string_view> ValueSynonyms(std::string_view value) { return Others(ValueGroups(), value); }

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
  return AnyWord(status, {"cancelled", "refunded", "declined", "failed", "rejected", "voided", "returned", "chargeback",
                          "error", "denied", "expired"});
}

bool KeepsMoney(std::string_view status) {
  return !LosesMoney(status) && AnyWord(status, {"completed", "complete", "paid", "approved", "succeeded", "successful", "settled",
                                                 "fulfilled", "delivered", "captured", "finished", "done"});
}

int MoneyRank(const std::vector<std::string>& name) {
  static const auto& ranks = *new std::map<std::string, int, std::less<>>{
      {"revenue", 9}, {"turnover", 9}, {"sales", 8}, {"takings", 8}, {"income", 8}, {"earnings", 8}, {"total", 7},
      {"fare", 7},    {"amount", 6},   {"paid", 5},  {"price", 4},   {"subtotal", 4}, {"gross", 4},  {"net", 3},
      {"value", 2}};
  int best = 0;
  for (const std::string& word : name) {
    const auto rank = ranks.find(word);
    if (rank != ranks.end()) best = std::max(best, rank->second);
    // unit_price, tax_amount, fee: money, but not what was taken for the row.
    if (word == "unit" || word == "tax" || word == "discount" || word == "fee" || word == "tip" || word == "cost" ||
        word == "count" || word == "id") {
      return word == "unit" ? 1 : 0;
    }
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
