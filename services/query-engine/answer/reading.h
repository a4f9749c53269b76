#pragma once

#include <string>
#include <vector>

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

// How a question was understood.
struct Reading {
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
};

}  // namespace aurora::query::answer
