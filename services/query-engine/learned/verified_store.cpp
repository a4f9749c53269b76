#include "services/query-engine/learned/verified_store.h"

#include <boost/json.hpp>

#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/state/database.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/learned/state_schema.h"

namespace aurora::query::learned {
namespace {

namespace json = boost::json;

std::string ToJson(const std::vector<guard::Parameter>& parameters) {
  json::array list;
  for (const guard::Parameter& one : parameters) list.push_back(json::array{one.name, one.type, one.value});
  return json::serialize(list);
}

std::vector<guard::Parameter> FromJson(const std::string& text) {
  std::vector<guard::Parameter> parameters;
  boost::system::error_code error;
  const json::value list = json::parse(text, error);
  if (error || !list.is_array()) return parameters;
  for (const json::value& one : list.get_array()) {
    const auto part = [&](size_t i) { return std::string(one.at(i).as_string()); };
    parameters.push_back({part(0), part(1), part(2)});
  }
  return parameters;
}

}  // namespace

std::string QuestionKey(const std::string& question) {
  std::string key;
  for (const language::Word& word : language::Normalise(question)) base::StrAppend(&key, key.empty() ? "" : " ", word.text);
  return key;
}

absl::StatusOr<VerifiedAnswer> VerifiedStore::Add(VerifiedAnswer answer, absl::Time now) {
  answer.id = base::MakeIdentifier("v-");
  answer.at = absl::FromUnixMicros(absl::ToUnixMicros(now));
  const std::string key = QuestionKey(answer.question);
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto before = session.Execute("DELETE FROM verified_answers WHERE question_key = :key", {{"key", key}});
    if (!before.ok()) return before.status();
    auto count = session.Select("SELECT count(*) FROM verified_answers", 1);
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kVerifiedMax) {
      return absl::FailedPreconditionError(base::StrCat("there are ", kVerifiedMax, " verified answers, the most that are kept; remove some first"));
    }
    auto inserted = session.Execute(
        "INSERT INTO verified_answers (id, question_key, question, sql_text, parameters, made_by, verified_at) VALUES "
        "(:id, :key, :question, :sql_text, :parameters, :made_by, :now)",
        {{"id", answer.id},
         {"key", key},
         {"question", answer.question},
         {"sql_text", answer.sql.text},
         {"parameters", ToJson(answer.sql.parameters)},
         {"made_by", answer.made_by},
         {"now", absl::ToUnixMicros(now)}});
    return inserted.ok() ? CountChange(session) : inserted.status();
  });
  if (!status.ok()) return status;
  return answer;
}

absl::Status VerifiedStore::Remove(const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto removed = session.Execute("DELETE FROM verified_answers WHERE id = :id", {{"id", id}});
    if (!removed.ok()) return removed.status();
    if (*removed == 0) return absl::NotFoundError(base::StrCat("verified answer ", id, " does not exist (any more)"));
    return CountChange(session);
  });
}

absl::StatusOr<std::vector<VerifiedAnswer>> VerifiedStore::List(state::Session& session) {
  auto rows = session.Select("SELECT id, question, sql_text, parameters, made_by, verified_at FROM verified_answers ORDER BY verified_at DESC, id", 6);
  if (!rows.ok()) return rows.status();
  std::vector<VerifiedAnswer> answers;
  for (const state::Row& row : *rows) {
    answers.push_back({row.Text(0), row.Text(1), {row.Text(2), FromJson(row.Text(3))}, row.Text(4), absl::FromUnixMicros(row.Number(5))});
  }
  return answers;
}

}  // namespace aurora::query::learned
