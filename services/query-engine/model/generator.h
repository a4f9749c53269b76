#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/language/glossary/term.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/tag/word_link.h"

namespace aurora::http {
class Cancellation;
}
namespace aurora::query::catalog {
struct Snapshot;
}
namespace aurora::query::model::chat {
struct QuestionUse;
}

namespace aurora::query::model {

// What the business calls something.
struct Definition {
  std::string term;
  std::string definition;
};

// A question with SQL that a person has checked.
struct VerifiedPair {
  std::string question;
  std::string sql;
};

// SQL of an earlier try at the same question, and what the guard or the engine said about it.
struct RejectedSql {
  std::string sql;
  std::string problem;
};

// A question that was answered before in the conversation.
struct Turn {
  std::string question;
  std::string sql;

  bool empty() const { return question.empty(); }
};

// A model is shown at most so many of them.
inline constexpr size_t kVerifiedTold = 8;

struct GenerateRequest {
  std::string question;
  absl::Time now;
  std::shared_ptr<const catalog::Snapshot> snapshot;
  // "database.table"; empty: all.
  std::vector<std::string> tables;
  // Readings that the asker chose: assumption id -> alternative id.
  std::map<std::string, std::string> readings;
  // Terms that people defined; nullptr for none.
  std::shared_ptr<const language::Glossary> glossary;
  // The answer before in this conversation; nullptr when it is the first.
  const language::LogicalForm* previous = nullptr;
  // The conversation was begun, but has no answer to go on from: it was declined, is too long ago, or is no reading of this parser.
  bool nothing_before = false;

  // What words mean that no table knows; empty at first.
  std::vector<language::WordLink> links;

  // What only a model makes use of.
  Turn before;
  std::vector<Definition> definitions;
  // Nearest to the question first.
  std::vector<VerifiedPair> verified;
  // "database.table" that are near to the question in meaning.
  std::vector<std::string> near;
  // SQL that another generator made of the question, with its parameters but without their values; empty: none.
  std::string other_sql;
  std::vector<RejectedSql> rejected;
  // Independent answers to the same question differ in this.
  int candidate = 0;
  absl::Time deadline = absl::InfiniteFuture();
  std::shared_ptr<http::Cancellation> cancellation;
  // Where tokens and cost are counted; nullptr: nowhere.
  chat::QuestionUse* use = nullptr;

  bool Wants(const catalog::TableProfile& table) const { return tables.empty() || std::find(tables.begin(), tables.end(), table.Name()) != tables.end(); }
};

struct Generated {
  answer::Reading reading;
  // What the reading means, for follow-ups; absent when there is none.
  std::shared_ptr<const language::LogicalForm> form;
  // Of a refusal: the words that nothing here is called.
  std::vector<std::string> not_understood;
  // Of these, what is no word of any kind; words that stand together are one: "petrol stations".
  std::vector<std::vector<std::string>> unknown;
  // All of these, as links that set them aside, where they may be words that say nothing new.
  std::vector<language::WordLink> dispensable;
  // Of a refusal: no generator should be asked, because the question wants something that must not be done.
  bool forbidden = false;
  // Why the generator itself failed (a model that does not answer); its reason is one of chat/failure.h.
  absl::Status failure;
  // Of a model: "database.table" that it was told of, and that its SQL may read.
  std::vector<std::string> may_read;
};

// Question -> reading with SQL that nobody has checked yet. A question that cannot be answered gives a reading that says
// so, not an error. Thread-safe.
class Generator {
 public:
  virtual ~Generator() = default;
  virtual Generated Generate(const GenerateRequest& request) const = 0;
};

}  // namespace aurora::query::model
