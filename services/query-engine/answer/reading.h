#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::answer {

enum class Status { kAnswered, kClarify, kRefused };

// One way to read a part of a question.
struct ReadingChoice {
  // Stable for the same question, e.g. "last_7_days".
  std::string id;
  std::string reading;
};

struct Assumption {
  // Stable within an answer, e.g. "time".
  std::string id;
  // The words of the question.
  std::string words;
  // How they were read.
  std::string reading;
  // The question said it, or it was guessed.
  bool said = false;
  // What a question may be asked again with; the first is how it was read. Empty when there is nothing else.
  std::vector<ReadingChoice> alternatives;
  // A person defined it.
  bool defined = false;
};

struct Chart {
  // "number", "line", "bar" or "table"; "" for none.
  std::string kind;
  std::string x;
  std::vector<std::string> y;
  std::string series;
};

struct Alternative {
  std::string question;
  std::string sql;
  std::string reason;
};

// Something that people taught, and that an answer rests on.
struct Used {
  // "term" or "verified".
  std::string kind;
  std::string id;
  // The term, or the verified question.
  std::string name;
  // The term's definition; of a verified answer who made it.
  std::string text;
};

// An answer that a person saved as verified.
struct Verified {
  std::string id;
  std::string made_by;
  absl::Time at;
};

// What a model's answer took.
struct ModelUse {
  int64_t tokens_in = 0;
  int64_t tokens_out = 0;
  // In the provider's currency, at the configured prices.
  double cost = 0;
  // An earlier answer was used again.
  bool cached = false;
};

// How a question was understood.
struct Reading {
  // Of the answer, for feedback.
  std::string id;
  Status status = Status::kRefused;
  guard::UncheckedSql sql;
  // In plain words; for a refusal the reason.
  std::string interpretation;
  std::vector<Assumption> assumptions;
  // 0 to 1.
  double confidence = 0;
  // "embedded" or a model's name.
  std::string generator;
  Chart chart;
  std::string conversation_id;
  std::vector<Alternative> alternatives;
  // "database.table" and "database.table.column".
  std::vector<std::string> sources;
  std::vector<Used> used;
  std::optional<Verified> verified;
  // What a reader should know about how this answer came to be.
  std::vector<std::string> warnings;
  // Present when a model answered.
  std::optional<ModelUse> model_use;
};

}  // namespace aurora::query::answer
