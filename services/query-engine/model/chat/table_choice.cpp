#include "services/query-engine/model/chat/table_choice.h"

#include <algorithm>
#include <set>
#include <string>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::model::chat {
namespace {

constexpr double kTableName = 5;
constexpr double kColumnName = 2;
constexpr double kComment = 1;
constexpr double kValue = 2;
constexpr double kNearInMeaning = 4;
constexpr double kAskedBefore = 6;

using Stems = std::set<std::string>;

double Shared(const std::vector<std::string>& words, const Stems& question, double weight) {
  double score = 0;
  for (const std::string& word : words) score += question.count(language::Stem(word)) > 0 ? weight : 0;
  return score;
}

std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words;
  for (const language::Word& word : language::Normalise(text)) words.push_back(word.text);
  return words;
}

double Score(const catalog::TableProfile& table, const Stems& question) {
  double score = Shared(language::SplitName(table.table), question, kTableName) + Shared(WordsOf(table.comment), question, kComment);
  for (const catalog::ColumnProfile& column : table.columns) {
    if (column.Hidden()) continue;
    score += Shared(language::SplitName(column.name), question, kColumnName) + Shared(WordsOf(column.comment), question, kComment);
    for (const catalog::ValueCount& value : column.values) {
      if (Shared(language::SplitName(value.value), question, kValue) == 0) continue;
      score += kValue;
      break;
    }
  }
  return score;
}

}  // namespace

std::vector<const catalog::TableProfile*> ChooseTables(const GenerateRequest& request) {
  Stems question;
  for (const language::Word& word : language::Normalise(request.question)) question.insert(word.stem);
  std::vector<std::pair<double, const catalog::TableProfile*>> ranked;
  for (const catalog::TableProfile& table : request.snapshot->tables) {
    const std::string name = table.Name();
    const auto in = [&](const std::vector<std::string>& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
    if (!request.tables.empty() && !in(request.tables)) continue;
    double score = Score(table, question);
    if (in(request.near)) score += kNearInMeaning;
    if (request.before.sql.find(table.table) != std::string::npos) score += kAskedBefore;
    ranked.push_back({score, &table});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const catalog::TableProfile*> tables;
  for (const auto& [score, table] : ranked) tables.push_back(table);
  return tables;
}

}  // namespace aurora::query::model::chat
