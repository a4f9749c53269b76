#include "services/schema-inference/proposal/field_words.h"

#include <algorithm>
#include <initializer_list>

namespace aurora::schema_inference {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool HasAny(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsUpper(c) && !IsLower(c) && !IsDigit(c)) {
      finish();
      continue;
    }
    const bool after_lower = i > 0 && (IsLower(name[i - 1]) || IsDigit(name[i - 1]));
    const bool before_lower = i + 1 < name.size() && IsLower(name[i + 1]);
    if (IsUpper(c) && (after_lower || (i > 0 && IsUpper(name[i - 1]) && before_lower))) finish();
    word += IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  finish();
  return words;
}

bool NamesTime(std::string_view name) { return EventTimeRank(name) != 0; }

int EventTimeRank(std::string_view name) {
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return 0;
  const bool moment =
      HasAny(words, {"at", "ts", "time", "timestamp", "date", "datetime", "when", "epoch", "day", "t"});
  const bool about_else =
      HasAny(words, {"updated",   "modified", "changed", "expires", "expiry",    "expired",  "expiration",
                     "expire",    "due",      "birth",   "dob",     "birthday",  "deleted",  "valid",
                     "until",     "end",      "ended",   "ends",    "scheduled", "delivery", "delivered",
                     "estimated", "eta",      "last",    "next",    "hired",     "signup"});
  const bool happened = HasAny(
      words, {"created",   "occurred",  "happened", "event", "ordered",  "logged",  "emitted", "recorded",
              "published", "placed",    "paid",     "sent",  "received", "started", "start",   "begin",
              "time",      "timestamp", "ts",       "when",  "at",       "datetime"});
  if (about_else && (moment || happened)) return -1;
  if (HasAny(words, {"created", "occurred", "updated", "modified", "expires", "birthday", "dob"}) &&
      !moment) {
    return about_else ? -1 : 2;
  }
  if (!moment) return 0;
  return happened ? 2 : 1;
}

bool NamesMoney(std::string_view name) {
  return HasAny(WordsOf(name),
                {"price",    "prices", "total", "subtotal", "amount",  "amt",     "cost",   "costs",
                 "fee",      "fees",   "tax",   "taxes",    "revenue", "balance", "refund", "refunded",
                 "discount", "charge", "paid",  "salary",   "budget",  "payment", "payout", "tip",
                 "fare",     "spend",  "usd",   "eur",      "gbp",     "money",   "gmv",    "turnover"});
}

bool NamesLabel(std::string_view name) {
  return HasAny(WordsOf(name),
                {"version", "ver", "release", "build", "zip", "phone", "postcode", "code", "ip", "os"});
}

}  // namespace aurora::schema_inference
