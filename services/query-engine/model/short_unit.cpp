#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/model/embedded_generator.h"

namespace aurora::query::model {
namespace {

using knowledge::Dimension;

// What "m" may be short for.
struct LongUnit {
  const char* word;
  Dimension dimension;
};
constexpr std::array<LongUnit, 3> kLong = {{{"metres", Dimension::kDistance}, {"minutes", Dimension::kDuration}, {"million", Dimension::kMoney}}};
constexpr double kMillion = 1e6;

// Where the number before a lone "m" stands; words.size() when there is none.
size_t ShortUnit(const std::vector<language::Word>& words) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].number.has_value() && !words[i].break_after && words[i + 1].text == "m" && (i + 2 == words.size() || !words[i + 1].dash_after)) return i;
  }
  return words.size();
}

bool Bears(const language::LogicalForm& form, const language::Scope& scope, Dimension dimension) {
  const auto of = [&](const language::Operand& operand) {
    if (operand.empty()) return false;
    if (operand.IsSpan()) return dimension == Dimension::kDuration;
    return operand.column.source < scope.size() && scope.Facts(operand.column).dimension == dimension;
  };
  return std::any_of(form.filters.begin(), form.filters.end(), [&](const language::Condition& condition) { return of(condition.operand); }) ||
         std::any_of(form.having.begin(), form.having.end(), [&](const language::Having& having) { return of(having.measure.operand); });
}

}  // namespace

// "over 38 m" where both a way and a time could be so long: which of them? nullopt where at most one can.
std::optional<Generated> EmbeddedGenerator::AskUnit(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known) {
  const size_t number = ShortUnit(terms.words);
  if (number == terms.words.size() || !terms.spans.empty()) return std::nullopt;
  struct Spoken {
    const char* unit;
    Candidate candidate;
  };
  std::vector<Spoken> readings;
  for (const LongUnit& unit : kLong) {
    language::FoundTerms spoken = terms;
    if (unit.dimension == Dimension::kMoney) {
      spoken.words[number].number = *spoken.words[number].number * kMillion;
      spoken.words[number].money = true;
      spoken.words[number].break_after = spoken.words[number + 1].break_after;
      spoken.words.erase(spoken.words.begin() + static_cast<std::ptrdiff_t>(number) + 1);
    } else {
      const language::Word word = language::Normalise(unit.word)[0];
      spoken.words[number + 1].text = word.text;
      spoken.words[number + 1].original = word.original;
      spoken.words[number + 1].stem = word.stem;
    }
    std::vector<Candidate> candidates = Read(spoken, request, Likely(spoken, request, known), /*fragment=*/false);
    if (candidates.empty() || !candidates[0].composed.form.has_value() || !Bears(*candidates[0].composed.form, *candidates[0].scope, unit.dimension)) continue;
    readings.push_back({unit.word, std::move(candidates[0])});
  }
  if (readings.size() < 2) return std::nullopt;
  const auto best = std::max_element(readings.begin(), readings.end(), [](const Spoken& a, const Spoken& b) {
    return a.candidate.composed.score < b.candidate.composed.score;
  });
  // Ships have a length; how long their voyages were is another table's matter, and nobody meant it.
  const language::Source table = best->candidate.composed.form->sources[0];
  Generated open;
  answer::Reading& reading = open.reading;
  for (Spoken& spoken : readings) {
    if (!(spoken.candidate.composed.form->sources[0] == table)) continue;
    const Generated read = Answered(request, std::move(spoken.candidate), 0);
    const size_t last = terms.words.size() - 1;
    std::string question = base::StrCat(language::Join(terms.words, 0, number), " ", spoken.unit);
    if (number + 2 <= last) base::StrAppend(&question, " ", language::Join(terms.words, number + 2, last));
    reading.alternatives.push_back({std::move(question), read.reading.sql.text, read.reading.interpretation});
  }
  if (reading.alternatives.size() < 2) return std::nullopt;
  reading.status = answer::Status::kClarify;
  reading.generator = "embedded";
  reading.interpretation = base::StrCat("\"", language::Join(terms.words, number, number + 1), "\" may be several units; which one is meant?");
  reading.confidence = 0.4;
  return open;
}

}  // namespace aurora::query::model
