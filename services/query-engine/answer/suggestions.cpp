#include "services/query-engine/answer/suggestions.h"

#include <algorithm>
#include <array>

#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::answer {
namespace {

constexpr size_t kDefault = 4;
constexpr size_t kMost = 20;

std::string Spoken(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string Plural(std::string word) {
  if (word.empty()) return word;
  if (word.size() > 2 && word.compare(word.size() - 2, 2, "us") == 0) return word + "es";
  if (word.back() == 's') return word;
  if (word.back() == 'y' && word.size() > 2) return word.substr(0, word.size() - 1) + "ies";
  return word + "s";
}

}  // namespace

std::vector<std::string> ProposeQuestions(const catalog::TableProfile& table) {
  const language::TableFacts facts(table);
  std::vector<std::string> questions;
  const std::string rows = Spoken(language::SplitName(table.table));
  const bool timed = !table.time_column.empty();
  const std::string week = timed ? " this week" : "";
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const catalog::ColumnProfile& column = table.columns[i];
    if (column.Hidden() || column.values.size() < 2) continue;
    const std::vector<std::string> name = language::SplitName(column.name);
    const std::string state = std::find(name.begin(), name.end(), "state") != name.end()
                                  ? knowledge::StateName(column.values[0].value)
                                  : "";
    if (!state.empty()) questions.push_back(base::StrCat("How many ", rows, " did we get from ", state, week, "?"));
  }
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const catalog::ColumnProfile& column = table.columns[i];
    if (column.Hidden() || !facts.column(i).category || column.values.size() < 3) continue;
    const std::string noun = Plural(Spoken(facts.column(i).words));
    if (facts.column(i).words.size() == 1 && facts.column(i).words[0] == "action") {
      questions.push_back(base::StrCat("What are the top 5 user actions", timed ? " in the last hour" : "", "?"));
      questions.push_back(base::StrCat("Show me conversion trends for mobile users", timed ? " today" : ""));
    } else {
      questions.push_back(base::StrCat("Which 5 ", noun, " have the most ", rows, week, "?"));
    }
  }
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const catalog::ColumnProfile& column = table.columns[i];
    if (column.Hidden() || !facts.column(i).measure) continue;
    const std::vector<std::string> name = language::SplitName(column.name);
    const std::string noun = Spoken(facts.column(i).words);
    if (knowledge::MoneyRank(name) >= 5) {
      questions.push_back(base::StrCat("What was the revenue", timed ? " by day this week" : "", "?"));
    } else if (knowledge::IsDuration(name)) {
      questions.push_back(base::StrCat("What is the 95th percentile of ", noun, timed ? " in the last hour" : "", "?"));
    } else {
      questions.push_back(base::StrCat("What is the average ", noun, week, "?"));
    }
  }
  if (timed) questions.push_back(base::StrCat("How many ", rows, " per hour today?"));
  questions.push_back(base::StrCat("How many ", rows, timed ? " today" : " are there", "?"));
  return questions;
}

absl::StatusOr<std::vector<std::string>> Suggestions::For(const std::string& table, size_t limit, absl::Time now) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = catalog_.Get();
  if (limit == 0) limit = kDefault;
  limit = std::min(limit, kMost);
  std::vector<std::vector<std::string>> proposals;
  for (const catalog::TableProfile& profile : snapshot->tables) {
    if (table.empty() ? profile.rows > 0 : profile.Name() == table) proposals.push_back(ProposeQuestions(profile));
  }
  if (proposals.empty() && !table.empty()) {
    const std::string nearest = base::Nearest(table, snapshot->names.Names());
    return absl::NotFoundError(base::StrCat("table ", table, " is unknown",
                                            nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
  }
  // One from each table in turn, so that no table takes all places.
  std::vector<std::string> questions;
  for (size_t i = 0; questions.size() < limit; ++i) {
    bool any = false;
    for (const std::vector<std::string>& proposed : proposals) {
      if (i >= proposed.size() || questions.size() >= limit) continue;
      any = true;
      if (std::find(questions.begin(), questions.end(), proposed[i]) != questions.end()) continue;
      model::GenerateRequest request;
      request.question = proposed[i];
      request.now = now;
      request.snapshot = snapshot;
      if (!table.empty()) request.tables = {table};
      if (generator_.Generate(request).reading.status == Status::kAnswered) questions.push_back(proposed[i]);
    }
    if (!any) break;
  }
  return questions;
}

}  // namespace aurora::query::answer
