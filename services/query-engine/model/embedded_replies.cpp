#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/print/sql_printer.h"
#include "services/query-engine/model/embedded_generator.h"
#include "services/query-engine/model/form_text.h"

// What is said instead of an answer: which of several readings is meant, and why there is none.

namespace aurora::query::model {
namespace {

using language::Problem;

std::string Quoted(const std::vector<std::string>& words) {
  std::string text;
  std::set<std::string> seen;
  for (const std::string& word : words) {
    if (!seen.insert(word).second) continue;
    base::StrAppend(&text, text.empty() ? "" : ", ", "\"", word, "\"");
  }
  return text;
}

// All conditions of a form, those of its measures' parts among them.
std::vector<language::Condition> ConditionsOf(const language::LogicalForm& form) {
  std::vector<language::Condition> all = form.filters;
  for (const language::Measure& measure : form.measures) {
    all.insert(all.end(), measure.only.begin(), measure.only.end());
    for (const language::Measure& part : measure.parts) all.insert(all.end(), part.only.begin(), part.only.end());
  }
  return all;
}

}  // namespace

// The question with a word more, so that only the chosen reading is left: the table's name, or the name of the column
// beside the value.
std::string EmbeddedGenerator::Unambiguous(const std::string& question, const std::vector<Candidate>& candidates, size_t chosen) {
  const language::LogicalForm& form = *candidates[chosen].composed.form;
  std::string text = Trimmed(question);
  const bool by_table = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) { return !(other.composed.form->main() == form.main()); });
  if (by_table) return base::StrCat(text, " (", form.main().table, ")");
  // "the biggest orders": by what.
  const bool other_order = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) { return !(other.composed.form->row_order == form.row_order); });
  if (other_order) {
    base::StrAppend(&text, " by");
    for (const std::string& word : language::SplitName(form.row_order.column.name)) base::StrAppend(&text, " ", word);
    return text;
  }
  // "exhibitions in April": which of their dates.
  const bool other_time = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) { return !(other.composed.form->time == form.time); });
  if (other_time) {
    std::string moment;
    for (const std::string& word : language::SplitName(form.time.name)) base::StrAppend(&moment, moment.empty() ? "" : " ", word);
    return base::StrCat(text, " (", moment, ")");
  }
  for (const language::Condition& condition : ConditionsOf(form)) {
    bool shared = true;
    bool same_column = true;
    for (const Candidate& other : candidates) {
      const std::vector<language::Condition> others = ConditionsOf(*other.composed.form);
      shared = shared && std::find(others.begin(), others.end(), condition) != others.end();
      same_column = same_column && std::any_of(others.begin(), others.end(), [&](const language::Condition& one) { return one.operand == condition.operand && one.words == condition.words; });
    }
    const size_t at = condition.words.empty() ? std::string::npos : text.find(condition.words);
    if (shared || at == std::string::npos) continue;
    // "trouble rate": blocked, or contaminated?
    if (same_column && condition.values.size() == 1) {
      text.replace(at, condition.words.size(), condition.values[0]);
      continue;
    }
    std::string column;
    for (const std::string& word : language::SplitName(condition.operand.column.name)) column += " " + word;
    text.insert(at + condition.words.size(), column);
  }
  return text;
}

Generated EmbeddedGenerator::Clarify(const GenerateRequest& request, std::vector<Candidate> candidates) {
  Generated generated;
  answer::Reading& reading = generated.reading;
  reading.status = answer::Status::kClarify;
  reading.generator = kName;
  reading.interpretation = "the question can be read in more than one way; which one is meant?";
  reading.confidence = 0.4;
  for (size_t i = 0; i < std::min(candidates.size(), kAlternativesMax); ++i) {
    const language::LogicalForm& form = *candidates[i].composed.form;
    reading.alternatives.push_back({Unambiguous(request.question, candidates, i), SqlText(form, *candidates[i].scope), language::Describe(form)});
  }
  return generated;
}

Generated EmbeddedGenerator::Refused(const std::vector<language::Word>& question, const std::vector<Candidate>& candidates) {
  Generated generated;
  answer::Reading& reading = generated.reading;
  reading.status = answer::Status::kRefused;
  reading.generator = kName;
  Problem problem = Problem::kNothingAsked;
  std::vector<std::string> words;
  for (const Candidate& candidate : candidates) {
    const Problem own = candidate.composed.problem;
    if (own == Problem::kForbidden || own == Problem::kUnanswerable) {
      problem = own;
      words = candidate.composed.words;
      break;
    }
  }
  if (problem == Problem::kNothingAsked && !candidates.empty()) {
    problem = candidates[0].composed.problem;
    words = candidates[0].composed.words;
  }
  switch (problem) {
    case Problem::kForbidden:
      generated.forbidden = true;
      reading.interpretation = base::StrCat("questions only read data; ", Quoted(words), " asks to change it");
      break;
    case Problem::kUnanswerable:
      reading.interpretation = base::StrCat("the data says what happened, not what ", Quoted(words), " asks for");
      break;
    case Problem::kNotUnderstood:
      generated.not_understood = words;
      for (const language::Composed::Span& span : candidates[0].composed.unknown) {
        std::vector<std::string>& together = generated.unknown.emplace_back();
        for (size_t i = span.first; i <= span.last; ++i) together.push_back(question[i].text);
      }
      if (words.empty()) {
        reading.interpretation = "the words are known, but not what they ask for together; say what to count, sum or list, and of what";
        break;
      }
      reading.interpretation = base::StrCat("not understood: ", Quoted(words), "; no table, column or value known here is called that in this place");
      break;
    case Problem::kTimeOpen:
      reading.interpretation = "the rows have several dates; say which of them is meant";
      break;
    case Problem::kSizeOpen:
      reading.interpretation = base::StrCat("by what is ", Quoted(words), " meant? say by which column");
      break;
    case Problem::kNothingAsked:
    case Problem::kNotSaid:
    case Problem::kNone:
      reading.interpretation = candidates.empty() ? "there are no tables to ask yet; connect a topic first"
                                                  : "the question does not say what to count, sum or list";
      break;
  }
  // What could be asked instead, of the table that came nearest.
  if (!candidates.empty() && problem != Problem::kForbidden) {
    const language::TableFacts& facts = candidates[0].scope->main();
    const catalog::TableProfile& table = facts.profile();
    reading.alternatives.push_back({base::StrCat("How many ", table.table, " today?"), "", "counts rows"});
    for (size_t i = 0; i < table.columns.size() && reading.alternatives.size() < kAlternativesMax; ++i) {
      if (table.columns[i].values.size() > 1 && facts.column(i).category) {
        std::string name;
        for (const std::string& word : facts.column(i).words) name += (name.empty() ? "" : " ") + word;
        reading.alternatives.push_back({base::StrCat("How many ", table.table, " by ", name, " this week?"), "", "counts rows by group"});
      }
    }
  }
  return generated;
}

}  // namespace aurora::query::model
