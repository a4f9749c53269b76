#include "services/query-engine/language/schema/lexicon.h"

#include <map>
#include <utility>

namespace aurora::query::language {
namespace {

// How many bytes a table has says nothing about its words.
bool SameWords(const catalog::TableProfile& a, const catalog::TableProfile& b) {
  return a.rows == b.rows && a.comment == b.comment && a.time_column == b.time_column && a.columns == b.columns;
}

}  // namespace

Lexicon::Lexicon(const std::vector<catalog::TableProfile>& tables, const Lexicon* before) {
  std::map<std::string, std::shared_ptr<const TableFacts>> known;
  if (before != nullptr) {
    for (const auto& table : before->tables_) known[table->profile().Name()] = table;
  }
  for (const catalog::TableProfile& table : tables) {
    catalog::TableProfile profile = WithSharedComments(table, tables);
    const auto same = known.find(profile.Name());
    const bool unchanged = same != known.end() && SameWords(same->second->profile(), profile);
    tables_.push_back(unchanged ? same->second : std::make_shared<TableFacts>(profile));
  }
  for (const auto& table : tables_) {
    scopes_.push_back(std::make_shared<Scope>(table, tables_));
    table->AddWordsTo(stems_, vocabulary_);
  }
}

}  // namespace aurora::query::language
