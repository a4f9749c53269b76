#include "services/query-engine/learned/teaching.h"

#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/language/glossary/definition.h"
#include "services/query-engine/learned/question_times.h"

namespace aurora::query::learned {
namespace {

constexpr size_t kQuestionBytesMax = 2'000;
constexpr size_t kSqlBytesMax = 64 * 1024;

absl::Status Wrong(std::string_view field, std::string_view what) { return absl::InvalidArgumentError(base::StrCat(field, ": ", what)); }

// The guard's or the engine's words, at the field; its reason stays.
absl::Status AtField(std::string_view field, const absl::Status& status) {
  if (!absl::IsInvalidArgument(status)) return status;
  const std::string reason = rpc::Reason(status);
  const std::string prefix = base::StrCat(field, ": ");
  if (base::Message(status).substr(0, prefix.size()) == prefix) return status;
  const absl::Status named = absl::InvalidArgumentError(base::StrCat(prefix, base::Message(status)));
  return reason.empty() ? named : rpc::WithReason(named, reason);
}

}  // namespace

absl::Status Teaching::CheckTerm(const StoredTerm& term, absl::Time deadline) {
  const std::vector<language::Word> words = language::Normalise(term.term);
  if (words.empty()) return Wrong("term", "it has no word; write what people say, e.g. net revenue");
  if (term.term.size() > language::kTermBytesMax || words.size() > language::kTermWordsMax) {
    return Wrong("term", base::StrCat("it has ", words.size(), " words and ", term.term.size(), " bytes; at most ", language::kTermWordsMax, " and ", language::kTermBytesMax, " are taken"));
  }
  for (const language::Word& word : words) {
    if (word.number.has_value()) return Wrong("term", "numbers are read as numbers; leave them out");
  }
  if (term.definition.empty()) return Wrong("definition", "it is empty; write SQL over a table, or other words");
  if (term.definition.size() > language::kDefinitionBytesMax) {
    return Wrong("definition", base::StrCat("it has ", term.definition.size(), " bytes; at most ", language::kDefinitionBytesMax, " are kept"));
  }
  if (term.kind == language::TermKind::kSynonym) {
    if (!term.table.table.empty()) return Wrong("table", "other words belong to no table; leave it out, or make the term a measure or a filter");
    const std::vector<language::Word> meant = language::Normalise(term.definition);
    if (meant.empty() || meant.size() > language::kTermWordsMax) {
      return Wrong("definition", base::StrCat("other words are from 1 to ", language::kTermWordsMax, "; SQL needs the kind measure or filter, and a table"));
    }
    if (language::TermKey(term.definition) == language::TermKey(term.term)) return Wrong("definition", "it says the term itself; write other words");
    return absl::OkStatus();
  }
  if (term.table.table.empty()) return Wrong("table", "it is missing; name the table of the definition's columns, e.g. shop.orders");
  const auto snapshot = catalog_.Get();
  auto pieces = language::ReadDefinition(term.definition, term.kind, term.table, snapshot->names);
  if (!pieces.ok()) return base::Message(pieces.status()).substr(0, 7) == "table: " ? pieces.status() : AtField("definition", pieces.status());
  const auto trial = guard::SqlGuard::Check(language::TrialQuery(*pieces, term.kind, term.table), snapshot->names);
  if (!trial.ok()) return AtField("definition", trial.status());
  return AtField("definition", runner_.DryRun(*trial, deadline).status());
}

absl::StatusOr<StoredTerm> Teaching::PutTerm(StoredTerm term, absl::Time deadline) {
  if (absl::Status checked = CheckTerm(term, deadline); !checked.ok()) return checked;
  auto put = terms_.Put(std::move(term), absl::Now());
  if (!put.ok()) return put;
  if (absl::Status read = knowledge_.Refresh(); !read.ok()) return read;
  return put;
}

absl::Status Teaching::RemoveTerm(const std::string& id) {
  if (absl::Status removed = terms_.Remove(id); !removed.ok()) return removed;
  return knowledge_.Refresh();
}

absl::StatusOr<VerifiedAnswer> Teaching::AddVerified(VerifiedAnswer answer, absl::Time deadline) {
  if (QuestionKey(answer.question).empty()) return Wrong("question", "it has no word");
  if (answer.question.size() > kQuestionBytesMax) return Wrong("question", base::StrCat("it has more than ", kQuestionBytesMax, " bytes"));
  if (answer.sql.text.size() > kSqlBytesMax) return Wrong("sql", base::StrCat("it has more than ", kSqlBytesMax, " bytes"));
  const absl::Time now = absl::Now();
  const auto bound = BindTimes(answer.question, answer.sql, now);
  if (!bound.ok()) return bound.status();
  const auto sql = guard::SqlGuard::Check(*bound, catalog_.Get()->names);
  if (!sql.ok()) return AtField("sql", sql.status());
  if (absl::Status times = CheckTimes(answer.question, answer.sql, now); !times.ok()) return times;
  const auto estimate = runner_.DryRun(*sql, deadline);
  if (!estimate.ok()) return AtField("sql", estimate.status());
  auto added = verified_.Add(std::move(answer), now);
  if (!added.ok()) return added;
  if (absl::Status read = knowledge_.Refresh(); !read.ok()) return read;
  return added;
}

absl::Status Teaching::RemoveVerified(const std::string& id) {
  if (absl::Status removed = verified_.Remove(id); !removed.ok()) return removed;
  return knowledge_.Refresh();
}

absl::StatusOr<Feedback> Teaching::GiveFeedback(Feedback feedback) {
  if (!base::IsRequestId(feedback.answer_id) || feedback.answer_id.rfind("a-", 0) != 0) {
    return Wrong("answer_id", "it is not an answer's id; take answer_id of the answer");
  }
  if (feedback.note.size() > kNoteBytesMax) return Wrong("note", base::StrCat("it has more than ", kNoteBytesMax, " bytes"));
  if (feedback.question.size() > kQuestionBytesMax) return Wrong("question", base::StrCat("it has more than ", kQuestionBytesMax, " bytes"));
  if (feedback.sql.size() > kSqlBytesMax) return Wrong("sql", base::StrCat("it has more than ", kSqlBytesMax, " bytes"));
  return feedback_.Add(std::move(feedback), absl::Now());
}

}  // namespace aurora::query::learned
