#include "services/embedding/search/synonyms.h"

#include <map>
#include <vector>

#include "services/embedding/search/words.h"

namespace aurora::embedding {
namespace {

// Words that business people use for the same thing, one group a line. General English of data, of no data
// set.
constexpr const char* kGroups[] = {
    "revenue sales turnover income earnings takings proceeds total amount",
    "price cost charge fee rate",
    "customer client buyer shopper consumer",
    "user visitor member account person",
    "order purchase",
    "product item article sku goods",
    "quantity units pieces number",
    "payment transaction charge settlement",
    "declined rejected failed refused",
    "refund chargeback reimbursement return",
    "discount coupon promotion voucher rebate",
    "country nation region market",
    "state province",
    "city town",
    "zip postcode postal",
    "device platform hardware",
    "mobile phone smartphone",
    "browser agent client",
    "action event activity interaction",
    "click tap press",
    "page screen view url path",
    "session visit",
    "referrer source origin channel",
    "campaign ad marketing",
    "duration time length elapsed latency",
    "time date timestamp when moment",
    "latency delay response speed slow",
    "error failure exception fault problem",
    "warning alert alarm",
    "log message text",
    "level severity",
    "service application app component",
    "host server machine node",
    "status state outcome result",
    "category type kind class segment",
    "delivery shipping shipment dispatch",
    "warehouse depot store",
    "stock inventory",
    "employee staff worker agent",
    "driver courier rider",
    "distance length mileage",
    "weight mass",
    "temperature heat",
    "sensor device meter",
    "rating stars score review",
    "age years",
    "email mail address",
    "name title label",
    "id identifier key number",
    "signup registration join",
    "churn cancellation leave",
    "subscription plan contract",
    "currency money",
    "tax vat duty",
    "profit margin gain",
    "risk fraud suspicious",
};

std::map<std::string, std::vector<std::string>> Build() {
  std::map<std::string, std::vector<std::string>> synonyms;
  for (const char* group : kGroups) {
    const std::vector<std::string> words = WordsOf(group);
    for (const std::string& word : words) {
      for (const std::string& other : words) {
        if (other != word) synonyms[word].push_back(other);
      }
    }
  }
  return synonyms;
}

}  // namespace

std::span<const std::string> SynonymsOf(const std::string& stemmed) {
  static const auto* synonyms = new std::map<std::string, std::vector<std::string>>(Build());
  const auto found = synonyms->find(stemmed);
  if (found == synonyms->end()) return {};
  return found->second;
}

}  // namespace aurora::embedding
