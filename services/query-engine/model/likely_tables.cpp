#include <algorithm>
#include <utility>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/embedded_generator.h"

// Which tables a question is read by.

namespace aurora::query::model {
namespace {

// A term of the glossary says more about its table than a word.
constexpr size_t kTermHits = 6;
// Tables that a question is read by.
constexpr size_t kScopesMax = 12;
// A word that few tables know says more about which is meant than one that many do: "barrels", and not "how" or "many" of their comments.
constexpr size_t kFewTables = 3;
constexpr size_t kRareHits = 8;
constexpr size_t kUsualHits = 4;
// Of the catalog, whose words are kept.
constexpr size_t kVersionsMax = 2;

// "turnover last week": of a column lasted_s, and of no question; "did we earn" of a comment that says "did not match".
bool NamesNothing(const language::Word& word) {
  return language::IsOneOf(word.text, {"did", "do", "does", "we", "us", "our", "i", "you", "they", "is", "are", "was", "were", "more", "less", "than", "last", "past", "this", "previous", "today", "yesterday", "week", "weeks", "day", "days", "month", "months", "year", "years", "hour", "hours", "minute", "minutes", "quarter", "weekend", "morning", "night", "since"});
}

struct Likelihood {
  size_t hits = 0;
  // Whether it knows a word that may name something.
  bool named = false;
  std::shared_ptr<const language::Scope> scope;
};

size_t Rarity(const std::vector<bool>& knows) {
  const auto tables = static_cast<size_t>(std::count(knows.begin(), knows.end(), true));
  return tables <= kFewTables ? kRareHits : tables <= kScopesMax ? kUsualHits : 1;
}

}  // namespace

std::shared_ptr<const language::Lexicon> EmbeddedGenerator::LexiconOf(const catalog::Snapshot& snapshot) const {
  std::shared_ptr<const language::Lexicon> before;
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::find_if(versions_.begin(), versions_.end(), [&](const Version& version) { return version.number == snapshot.version; });
    if (known != versions_.end()) return known->lexicon;
    if (!versions_.empty()) before = versions_.back().lexicon;
  }
  // Questions about the version before go on meanwhile.
  auto lexicon = std::make_shared<const language::Lexicon>(snapshot.tables, before.get());
  const std::lock_guard lock(mutex_);
  versions_.push_back({snapshot.version, lexicon});
  if (versions_.size() > kVersionsMax) versions_.erase(versions_.begin());
  return lexicon;
}

// The tables that know most of the words, at most kScopesMax: the others cannot have a reading.
std::vector<std::shared_ptr<const language::Scope>> EmbeddedGenerator::Likely(const language::FoundTerms& terms, const GenerateRequest& request,
                                                                              const language::Lexicon& known) {
  std::vector<std::vector<bool>> who_knows;
  std::vector<size_t> rarity;
  for (const language::Word& word : terms.words) {
    who_knows.push_back(known.WhoKnows(word));
    rarity.push_back(Rarity(who_knows.back()));
  }
  // "weekly revenue since the beginning of April": no table is called so, and one has money.
  const bool money = std::any_of(terms.words.begin(), terms.words.end(), [](const language::Word& word) { return language::IsOneOf(word.text, {"revenue", "revenues", "turnover", "sales", "income", "takings", "earnings", "money", "spending", "spent", "earned", "earn", "earns"}); });
  std::vector<Likelihood> ranked;
  for (size_t i = 0; i < known.scopes().size(); ++i) {
    const catalog::TableProfile& table = known.scopes()[i]->main().profile();
    if (!request.Wants(table)) continue;
    size_t hits = 0;
    bool named = false;
    for (const language::TermSpan& span : terms.spans) {
      if (table.database == span.term->table.database && table.table == span.term->table.table) {
        hits += kTermHits * kRareHits;
        named = true;
      }
    }
    const std::vector<size_t>& tables = known.TablesOf(i);
    for (size_t word = 0; word < who_knows.size(); ++word) {
      const auto first = std::find_if(tables.begin(), tables.end(), [&](size_t one) { return who_knows[word][one]; });
      if (first == tables.end()) continue;
      hits += rarity[word] * (first == tables.begin() ? 3 : 2);
      named = named || !NamesNothing(terms.words[word]);
    }
    ranked.push_back({hits, named, known.scopes()[i]});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Likelihood& a, const Likelihood& b) { return a.hits > b.hits; });
  if (ranked.size() > kScopesMax) ranked.resize(kScopesMax);
  // Beside a table that knows a word of the question, one that knows none is not meant.
  const bool any_named = std::any_of(ranked.begin(), ranked.end(), [](const Likelihood& one) { return one.named; });
  const auto has_money = [](const Likelihood& one) { return one.scope->main().money() < one.scope->main().size(); };
  const bool keeps_money = money && std::none_of(ranked.begin(), ranked.end(), [&](const Likelihood& one) { return one.hits > 0 && has_money(one); });
  std::erase_if(ranked, [&](const Likelihood& one) { return any_named && one.hits == 0 && !(keeps_money && has_money(one)); });
  std::vector<std::shared_ptr<const language::Scope>> scopes;
  for (Likelihood& one : ranked) scopes.push_back(std::move(one.scope));
  return scopes;
}

}  // namespace aurora::query::model
