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
  std::unordered_map<const TableFacts*, size_t> index;
  for (size_t i = 0; i < tables_.size(); ++i) index[tables_[i].get()] = i;
  for (size_t i = 0; i < tables_.size(); ++i) {
    scopes_.push_back(std::make_shared<Scope>(tables_[i], tables_));
    tables_of_.emplace_back();
    for (size_t source = 0; source < scopes_[i]->size(); ++source) tables_of_[i].push_back(index[&scopes_[i]->source(source)]);
    for (const std::string& stem : tables_[i]->FirstStems()) having_[stem].push_back(i);
    vocabulary_.insert(tables_[i]->vocabulary().begin(), tables_[i]->vocabulary().end());
  }
}

std::vector<bool> Lexicon::WhoKnows(const Word& word) const {
  std::vector<bool> known(tables_.size(), false);
  if (const auto having = having_.find(word.stem); having != having_.end()) {
    for (const size_t table : having->second) known[table] = true;
  }
  return known;
}

}  // namespace aurora::query::language
