#include "services/query-engine/model/chat/model_state.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/chat_options.h"

namespace aurora::query::model::chat {
namespace {

// A line is read by people: the rest is counted.
constexpr size_t kColumnsShownMax = 20;

std::string Money(double amount) { return base::StrCat(amount); }

std::string ValuesOf(const std::vector<std::string>& allowed) {
  if (allowed.empty()) return "none";
  std::string text;
  for (size_t i = 0; i < std::min(allowed.size(), kColumnsShownMax); ++i) base::StrAppend(&text, i == 0 ? "" : ", ", allowed[i]);
  if (allowed.size() > kColumnsShownMax) base::StrAppend(&text, " and ", allowed.size() - kColumnsShownMax, " more");
  return text;
}

std::string StateWord(ChatClient::State state) {
  switch (state) {
    case ChatClient::State::kNotAsked:
      return "not asked yet";
    case ChatClient::State::kAnswers:
      return "answers";
    case ChatClient::State::kFails:
      return "fails";
  }
  return "not asked yet";
}

}  // namespace

std::string ShownEndpoint(const std::string& endpoint) {
  std::string shown = endpoint.substr(0, endpoint.find_first_of("?#"));
  const size_t scheme = shown.find("://");
  const size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const size_t path = std::min(shown.find('/', host), shown.size());
  const size_t at = shown.rfind('@', path);
  if (at != std::string::npos && at >= host && at < path) shown.erase(host, at + 1 - host);
  return shown;
}

std::vector<StateNote> StateNotes(const ChatClient* client) {
  if (client == nullptr) return {{"model", [] { return std::string("embedded"); }}};
  const ChatOptions& options = client->options();
  return {
      {"model", [&options] { return options.name; }},
      {"model_endpoint", [&options] { return ShownEndpoint(options.endpoint); }},
      {"model_use", [&options] { return options.use; }},
      {"model_state", [client] { return StateWord(client->state()); }},
      {"model_values", [&options] { return ValuesOf(options.values_allowed); }},
      {"model_spent_today", [client] { return Money(client->SpentToday(absl::Now())); }},
      {"model_budget_per_day", [&options] { return options.budget_per_day > 0 ? Money(options.budget_per_day) : std::string("none"); }},
  };
}

}  // namespace aurora::query::model::chat
