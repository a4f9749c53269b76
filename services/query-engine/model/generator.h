#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/language/glossary/term.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::catalog {
struct Snapshot;
}

namespace aurora::query::model {

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
};

struct Generated {
  answer::Reading reading;
  // What the reading means, for follow-ups; absent when there is none.
  std::shared_ptr<const language::LogicalForm> form;
  // Of a refusal: the words that nothing here is called.
  std::vector<std::string> not_understood;
};

// Question -> reading with SQL that nobody has checked yet. A question that cannot be answered gives a reading that says
// so, not an error. Thread-safe.
class Generator {
 public:
  virtual ~Generator() = default;
  virtual Generated Generate(const GenerateRequest& request) const = 0;
};

}  // namespace aurora::query::model
