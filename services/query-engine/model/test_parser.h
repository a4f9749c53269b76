#pragma once

#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "services/query-engine/model/embedded_generator.h"
#include "services/query-engine/model/test_tables.h"

// For tests: what the embedded parser makes of questions.
namespace aurora::query::model {

// The embedded parser over tables that do not change.
class TestParser {
 public:
  explicit TestParser(std::shared_ptr<const catalog::Snapshot> snapshot, absl::Time now = kNow)
      : snapshot_(std::move(snapshot)), now_(now) {}

  // `previous`: the form of the answer before, for questions that go on from it. `readings`: assumption -> alternative.
  Generated Ask(const std::string& question, const language::LogicalForm* previous = nullptr,
                const std::map<std::string, std::string>& readings = {}) const {
    GenerateRequest request;
    request.question = question;
    request.now = now_;
    request.snapshot = snapshot_;
    request.previous = previous;
    request.readings = readings;
    return generator_.Generate(request);
  }

  // In a conversation whose first question was not answered.
  Generated AskAfterNothing(const std::string& question) const {
    GenerateRequest request;
    request.question = question;
    request.now = now_;
    request.snapshot = snapshot_;
    request.nothing_before = true;
    return generator_.Generate(request);
  }

 private:
  const std::shared_ptr<const catalog::Snapshot> snapshot_;
  const absl::Time now_;
  // Keeps what it learned of tables until their version changes: one for each set of tables.
  const EmbeddedGenerator generator_;
};

// The SQL on one line, with the values of its parameters in their places between `open` and `close`; "none: " and what is
// said instead where the question was not answered.
inline std::string SqlOf(const Generated& generated, const std::string& open = "", const std::string& close = "") {
  if (generated.reading.status != answer::Status::kAnswered) return "none: " + generated.reading.interpretation;
  std::string text = generated.reading.sql.text;
  for (const guard::Parameter& parameter : generated.reading.sql.parameters) {
    const std::string name = "{" + parameter.name + ":" + parameter.type + "}";
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name)) text.replace(at, name.size(), open + parameter.value + close);
  }
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return text;
}

// Fails unless the SQL of the question has this part.
inline void CheckSqlHas(const std::string& question, const std::string& sql, const std::string& part) {
  INFO(question << " -> " << sql);
  CHECK(sql.find(part) != std::string::npos);
}

// Fails unless the question has SQL, and that lacks this part.
inline void CheckSqlLacks(const std::string& question, const std::string& sql, const std::string& part) {
  INFO(question << " -> " << sql);
  CHECK(sql.find("none: ") == std::string::npos);
  CHECK(sql.find(part) == std::string::npos);
}

inline void CheckHasIn(const TestParser& parser, const std::string& question, const std::string& part) { CheckSqlHas(question, SqlOf(parser.Ask(question)), part); }
inline void CheckLacksIn(const TestParser& parser, const std::string& question, const std::string& part) { CheckSqlLacks(question, SqlOf(parser.Ask(question)), part); }

// The same for a file whose questions are all asked over the tables that `Tables` makes.
template <auto Tables>
Generated AskOver(const std::string& question) {
  static const TestParser parser(Tables());
  return parser.Ask(question);
}

template <auto Tables>
void CheckHasOver(const std::string& question, const std::string& part) {
  CheckSqlHas(question, SqlOf(AskOver<Tables>(question)), part);
}

template <auto Tables>
void CheckLacksOver(const std::string& question, const std::string& part) {
  CheckSqlLacks(question, SqlOf(AskOver<Tables>(question)), part);
}

}  // namespace aurora::query::model
