#include "services/query-engine/model/form_text.h"

#include "services/query-engine/language/print/sql_printer.h"

namespace aurora::query::model {

std::string Trimmed(std::string question) {
  while (!question.empty() && (question.back() == '?' || question.back() == ' ' || question.back() == '.')) question.pop_back();
  return question;
}

std::vector<const catalog::TableProfile*> ProfilesOf(const language::LogicalForm& form, const language::Scope& scope) {
  std::vector<const catalog::TableProfile*> profiles;
  for (const language::Source& source : form.sources) {
    for (const catalog::TableProfile* profile : scope.Profiles()) {
      if (profile->database == source.database && profile->table == source.table) profiles.push_back(profile);
    }
    for (const language::Scope::Reverse& reverse : scope.reverse()) {
      const catalog::TableProfile& profile = reverse.facts->profile();
      if (profile.database == source.database && profile.table == source.table) profiles.push_back(&profile);
    }
  }
  return profiles;
}

std::string SqlText(const language::LogicalForm& form, const language::Scope& scope) {
  return language::PrintSql(form, ProfilesOf(form, scope)).text;
}

}  // namespace aurora::query::model
