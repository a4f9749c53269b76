#include "services/query-engine/model/embedded_generator.h"

#include <algorithm>
#include <set>
#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/answer/chart.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/language/compose/readings/explain_change.h"
#include "services/query-engine/language/compose/merge.h"
#include "services/query-engine/language/compose/readings/other_readings.h"
#include "services/query-engine/language/frame/remarks.h"
#include "services/query-engine/language/normalise/spelling.h"
#include "services/query-engine/language/print/sql_printer.h"
#include "services/query-engine/language/tag/question_words.h"
#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/model/data_question.h"
#include "services/query-engine/model/form_text.h"
#include "services/query-engine/model/source_collector.h"

namespace aurora::query::model {
namespace {

using language::Composed;
using language::Problem;

// Readings whose scores are nearer than this are equally plausible.
constexpr double kNear = 0.5;
// Readings of other tables that are shown beside an answer.
constexpr double kWorthMentioning = 1.2;
// Words with several values (the same word in two columns) are tried in every way up to this many.
constexpr size_t kVariantsMax = 8;
constexpr double kConfidenceBest = 0.97;
// Of a question with a word that was put right.
constexpr double kConfidenceCorrected = 0.7;
// Of a question that is read as another than its words ask for.
constexpr double kConfidenceExplained = 0.75;
// Of a question beside which something else is said.
constexpr double kCertaintyBesideRemark = 0.95;
// Readings nearer than this are asked back.
constexpr double kTie = 0.12;

// The ways to read words that are values of several columns.
std::vector<std::map<size_t, size_t>> Variants(const std::vector<language::Tag>& tags) {
  std::vector<std::map<size_t, size_t>> variants = {{}};
  for (size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].kind != language::TagKind::kLexicon || tags[i].meanings.size() < 2) continue;
    const double best = tags[i].meanings[0].weight;
    std::vector<size_t> near;
    for (size_t m = 0; m < tags[i].meanings.size(); ++m) {
      const language::Meaning& meaning = tags[i].meanings[m];
      if (meaning.kind == language::MeaningKind::kValue && meaning.weight > best - 0.15) near.push_back(m);
      // "depot" where there are from_depot and to_depot
      if (meaning.kind == language::MeaningKind::kColumn && meaning.weight == best && best < 0.6) near.push_back(m);
    }
    if (near.size() < 2) continue;
    std::vector<std::map<size_t, size_t>> more;
    for (const auto& variant : variants) {
      for (size_t m : near) {
        more.push_back(variant);
        more.back()[i] = m;
      }
    }
    if (more.size() > kVariantsMax) break;
    variants = std::move(more);
  }
  return variants;
}

// Where a request begins behind what is polite: "could you please restrict this", "I would like the same".
std::vector<language::Word> WithoutPoliteness(const std::vector<language::Word>& words) {
  size_t at = 0;
  while (at + 1 < words.size() && language::IsOneOf(words[at].text, {"could", "can", "would", "will", "you", "please", "kindly", "also", "ok", "okay", "so", "i", "we", "d", "like", "want", "need", "to", "see", "have", "may", "might", "us", "let"})) ++at;
  return {words.begin() + static_cast<std::ptrdiff_t>(at), words.end()};
}

// "only what was paid by card", "the same for May": an answer before, otherwise; nothing by itself, whatever it names.
bool ChangesAnswer(const std::vector<language::Word>& words) {
  if (words.empty()) return false;
  // "give me the same for card payments": as what was asked before.
  for (size_t i = 0; i + 1 < words.size() && i < 4; ++i) {
    if (words[i].text == "same" && (i == 0 || language::IsOneOf(words[i - 1].text, {"the", "me"})) && language::IsOneOf(words[i + 1].text, {"for", "thing", "but", "with", "again", "in", "by", "without", "figure", "question", "list", "number", "numbers", "figures"})) return true;
  }
  // "just the number of refunds", "just tell me how many": all of a question.
  const bool whole = words.size() > 1 && language::IsOneOf(words[1].text, {"the", "a", "one", "tell", "give", "show", "how", "want", "need"});
  return language::IsOneOf(words[0].text, {"same", "instead"}) || (language::IsOneOf(words[0].text, {"only", "just"}) && !whole);
}

// "and for dashboards?", "what about Leeds": goes on from something said before.
bool GoesOn(const std::vector<language::Word>& spoken) {
  const std::vector<language::Word> words = WithoutPoliteness(spoken);
  if (ChangesAnswer(words)) return true;
  if (words.empty()) return false;
  if (language::IsOneOf(words[0].text, {"and", "but", "also", "only", "just"})) return true;
  // "now for feed, live and profile separately"
  if (words.size() > 1 && words[0].text == "now" && words[1].text == "for") return true;
  // "for insured ones only"
  if (std::any_of(words.begin(), words.end(), [](const language::Word& word) { return word.text == "ones"; })) return true;
  // "break that down by harbour", "split it by"
  if (words.size() > 1 && language::IsOneOf(words[1].text, {"that", "it", "this", "them", "those", "these"}) &&
      language::IsOneOf(words[0].text, {"break", "split", "group", "show", "plot", "chart", "sort", "rank", "compare", "make", "do", "limit", "restrict", "filter"})) {
    return true;
  }
  return words.size() > 1 && words[1].text == "about" && language::IsOneOf(words[0].text, {"what", "how"});
}

// Of a follow-up that only splits: longer ones may be questions.
constexpr size_t kSplitWordsMax = 7;

// "split that by kind of job", "break it down per shop": it goes on from the answer before, whatever tables its nouns are of.
bool SplitsAnswer(const std::vector<language::Word>& words) {
  if (words.size() < 3 || !language::IsOneOf(words[0].text, {"break", "split", "group", "slice", "divide", "separate", "breakdown"})) return false;
  // "split by kind of lesson", "break down by shop": nothing else is said that could be split.
  const size_t plain = language::IsOneOf(words[1].text, {"down", "up"}) ? 2 : 1;
  if (words.size() <= kSplitWordsMax && language::IsOneOf(words[plain].text, {"by", "per"})) return true;
  if (words.size() < 4 || !language::IsOneOf(words[1].text, {"that", "it", "this", "them", "those", "these"})) return false;
  const size_t by = language::IsOneOf(words[2].text, {"down", "up", "out"}) ? 3 : 2;
  return language::IsOneOf(words[by].text, {"by", "per", "into", "for"});
}

// "how many orders was that", "how many of those were paid": of the rows that were asked about before.
bool PointsBack(const std::vector<language::Word>& words) {
  if (words.size() < 3 || !language::IsOneOf(words[0].text, {"how", "what", "which", "who", "and", "share", "percentage", "number"})) return false;
  const bool ends = language::IsOneOf(words[words.size() - 2].text, {"is", "was", "are", "were"}) && language::IsOneOf(words.back().text, {"that", "those", "it", "they", "these"});
  bool among = false;
  for (size_t i = 1; i + 1 < words.size(); ++i) among = among || (words[i].text == "of" && language::IsOneOf(words[i + 1].text, {"those", "them", "these"}) && (i + 2 == words.size() || language::IsOneOf(words[i + 2].text, {"are", "were", "is", "was", "have", "had", "did"})));
  return ends || among;
}

// What was said beside the question is shown; only thanks are not.
void ShowRemarks(const std::vector<language::Remark>& remarks, answer::Reading& reading) {
  for (const language::Remark& remark : remarks) {
    if (remark.courtesy || reading.status != answer::Status::kAnswered) continue;
    reading.assumptions.push_back({"left_aside", remark.words, "not taken as a part of the question", false, {}});
    reading.confidence *= kCertaintyBesideRemark;
  }
}

// What the question has of the glossary, and how to read it without.
void ShowTerms(const language::FoundTerms& terms, answer::Reading& reading) {
  for (const language::TermUse& use : terms.uses) {
    const std::string as_read = language::ReadingOf(*use.term);
    const std::string without = base::StrCat("\"", use.words, "\" without the glossary");
    const auto known = std::find_if(reading.assumptions.begin(), reading.assumptions.end(), [&](const answer::Assumption& one) { return one.id == use.id; });
    const bool stands = known != reading.assumptions.end();
    // A longer name of a column had its words.
    const bool taken = use.term->kind != language::TermKind::kSynonym && !use.undone && !stands && reading.status == answer::Status::kAnswered;
    if (taken) continue;
    if (!use.undone) {
      reading.used.push_back({"term", use.term->id, use.term->term, use.term->definition});
    }
    answer::Assumption assumption{use.id, use.words, use.undone ? without : as_read, true, {{language::kAsRead, as_read}, {language::kWithoutGlossary, without}}, true};
    if (stands) {
      *known = std::move(assumption);
    } else {
      reading.assumptions.push_back(std::move(assumption));
    }
  }
}

// Reads the form as the asker chose. Returns why it cannot be; empty when it can.
std::string Choose(const std::map<std::string, std::string>& chosen, std::vector<language::Assumed>& assumed, language::LogicalForm& form) {
  for (const auto& [id, alternative] : chosen) {
    const auto one = std::find_if(assumed.begin(), assumed.end(), [&](const language::Assumed& candidate) { return candidate.id == id && !candidate.alternatives.empty(); });
    if (one == assumed.end()) return base::StrCat("this question has no assumption \"", id, "\" that can be read otherwise; ask it without that reading");
    const auto other = std::find_if(one->alternatives.begin(), one->alternatives.end(), [&](const language::OtherReading& candidate) { return candidate.id == alternative; });
    if (other == one->alternatives.end()) {
      std::string known;
      for (const language::OtherReading& candidate : one->alternatives) base::StrAppend(&known, known.empty() ? "" : ", ", candidate.id);
      return base::StrCat("\"", alternative, "\" is no reading of \"", id, "\"; choose one of ", known);
    }
    other->apply(form);
    one->reading = other->reading;
  }
  return "";
}

}  // namespace

// All tables, all variants; the best first, those without a form last.
std::vector<EmbeddedGenerator::Candidate> EmbeddedGenerator::Read(const language::FoundTerms& terms, const GenerateRequest& request,
                                                                  const std::vector<std::shared_ptr<const language::Scope>>& scopes, bool fragment) {
  std::vector<Candidate> candidates;
  language::QuestionWords question(terms.words, request.now);
  for (const auto& scope : scopes) {
    const std::vector<language::Tag> tags = language::TagWords(question, *scope, terms.spans, request.links);
    for (const auto& variant : Variants(tags)) {
      Composed composed = language::Compose(terms.words, tags, *scope, request.now, {variant, {}}, fragment);
      if (composed.problem != Problem::kSizeOpen && composed.problem != Problem::kTimeOpen) {
        candidates.push_back({scope, std::move(composed)});
        continue;
      }
      // Equally plausible all of them, so that they are asked back.
      for (const language::ColumnRef& chosen : composed.open) {
        candidates.push_back({scope, language::Compose(terms.words, tags, *scope, request.now, {variant, chosen}, fragment)});
      }
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.composed.form.has_value() != b.composed.form.has_value()) return a.composed.form.has_value();
    if (a.composed.form.has_value()) return a.composed.score > b.composed.score;
    return a.composed.words.size() < b.composed.words.size();
  });
  return candidates;
}

// Whether a word is one of the language, a time, a unit, or of any table.
bool EmbeddedGenerator::Understood(const language::Word& word, const language::Lexicon& known) {
  return known.Knows(word) || language::FindKeyword({word}, 0).has_value() || knowledge::FindUnit(word.text).has_value() || language::ReadTime({word}, 0, absl::UnixEpoch()).has_value();
}

Generated EmbeddedGenerator::Generate(const GenerateRequest& request) const {
  const std::shared_ptr<const language::Lexicon> known = LexiconOf(*request.snapshot);
  static const auto& none = *new language::Glossary;
  const language::Glossary& glossary = request.glossary == nullptr ? none : *request.glossary;
  std::vector<language::Word> words = language::Normalise(request.question);
  std::vector<std::shared_ptr<const language::TableFacts>> wanted;
  for (const auto& table : known->tables()) {
    if (request.Wants(table->profile())) wanted.push_back(table);
  }
  const std::vector<language::Remark> remarks = language::SetRemarksAside(words, {wanted, glossary});
  const std::vector<language::Corrected> spelled = language::SpellOutFigures(words, [&](const language::Word& word) {
    return known->Knows(word) || std::any_of(glossary.begin(), glossary.end(), [&](const language::Term& term) { return std::find(term.stems.begin(), term.stems.end(), word.stem) != term.stems.end(); });
  });
  language::FoundTerms terms = language::FindTerms(std::move(words), glossary, request.readings);
  if (!terms.problem.empty()) {
    Generated refused;
    refused.reading.generator = kName;
    refused.reading.interpretation = terms.problem;
    ShowTerms(terms, refused.reading);
    return refused;
  }
  // The words of a term are as somebody wrote them down.
  const auto is_of_term = [&](const language::Word& word) {
    return std::any_of(terms.spans.begin(), terms.spans.end(), [&](const language::TermSpan& span) {
      return &word >= &terms.words[span.first] && &word <= &terms.words[span.last];
    });
  };
  const std::vector<language::Corrected> corrected = language::CorrectStructure(
      terms.words, [&](const language::Word& word) { return is_of_term(word) || Understood(word, *known); });
  GenerateRequest asked = request;
  asked.readings = terms.readings;
  Generated generated = Read(asked, terms, *known);
  for (const language::Corrected& one : spelled) {
    if (generated.reading.status == answer::Status::kAnswered) generated.reading.assumptions.push_back({"short_for", one.written, base::StrCat("read as \"", one.read, "\""), false, {}});
  }
  for (const language::Corrected& one : corrected) {
    if (generated.reading.status != answer::Status::kAnswered) break;
    generated.reading.assumptions.push_back({"spelling", one.written, base::StrCat("read as \"", one.read, "\""), false, {}});
    generated.reading.confidence = std::min(generated.reading.confidence, kConfidenceCorrected);
  }
  ShowRemarks(remarks, generated.reading);
  ShowTerms(terms, generated.reading);
  return generated;
}

// Whether the question has the whole name of the reading's table: "orders", where another table is order_items.
bool EmbeddedGenerator::CalledAsWhole(const std::vector<language::Word>& words, const Candidate& candidate) {
  const std::vector<std::string>& name = candidate.scope->main().name_stems();
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](const std::string& stem) {
    return std::any_of(words.begin(), words.end(), [&](const language::Word& word) { return word.stem == stem; });
  });
}

// Of readings that are as plausible, those of the table that is called by its whole name first.
void EmbeddedGenerator::PreferCalled(const std::vector<language::Word>& words, std::vector<Candidate>& near) {
  const double best = near.empty() ? 0 : near[0].composed.score;
  const auto tied = std::find_if(near.begin(), near.end(), [&](const Candidate& candidate) { return best - candidate.composed.score >= kTie; });
  std::stable_partition(near.begin(), tied, [&](const Candidate& candidate) { return CalledAsWhole(words, candidate); });
}

// A word that another table knows is not set aside in this one: the question may be of both.
std::vector<language::WordLink> EmbeddedGenerator::Dispensable(const GenerateRequest& request, const std::vector<language::Word>& words, const Candidate& candidate, const language::Lexicon& known) {
  std::vector<language::WordLink> links;
  for (const language::Composed::Span& span : candidate.composed.dispensable) {
    language::WordLink& link = links.emplace_back();
    link.aside_at = span.first;
    for (size_t i = span.first; i <= span.last; ++i) {
      const bool elsewhere = std::any_of(known.tables().begin(), known.tables().end(), [&](const auto& table) {
        return request.Wants(table->profile()) && table->profile().Name() != candidate.scope->main().profile().Name() && table->Knows(words[i].stem);
      });
      if (elsewhere) return {};
      link.words.push_back(words[i].text);
    }
  }
  return links;
}

Generated EmbeddedGenerator::Read(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known) const {
  const std::vector<language::Word>& words = terms.words;
  Generated generated;
  std::vector<std::shared_ptr<const language::TableFacts>> wanted;
  for (const auto& table : known.tables()) {
    if (request.Wants(table->profile())) wanted.push_back(table);
  }
  if (std::optional<answer::Reading> about = AnswerAboutData(words, wanted); about.has_value()) {
    generated.reading = *std::move(about);
    // A follow-up goes on from the question before.
    if (request.previous != nullptr) generated.form = std::make_shared<language::LogicalForm>(*request.previous);
    return generated;
  }
  if (request.previous != nullptr && Continue(request, terms, known, &generated)) return generated;
  if (std::optional<Generated> open = AskUnit(request, terms, known); open.has_value()) return *std::move(open);
  std::vector<Candidate> candidates = Read(terms, request, Likely(terms, request, known), /*fragment=*/false);
  if (candidates.empty() || !candidates[0].composed.form.has_value()) {
    Generated refused = Refused(words, candidates);
    if (!candidates.empty()) refused.dispensable = Dispensable(request, words, candidates[0], known);
    return refused;
  }
  // Rows of a value, where the question before that it goes on from is missing or was not understood.
  const Composed& first = candidates[0].composed;
  const bool split = SplitsAnswer(words);
  if ((split && !request.nothing_before) || words.back().text == "instead" || (GoesOn(words) && !first.said_measure && !first.said_table)) {
    candidates[0].composed.problem = Problem::kNothingAsked;
    return Refused(words, candidates);
  }
  // "split by package" behind a question that was declined: of everything it was not asked.
  if (request.nothing_before && (split || (!first.said_measure && !first.said_table) || ChangesAnswer(WithoutPoliteness(words)))) {
    Generated refused = Refused(words, candidates);
    refused.reading.interpretation = "it cannot go on from what was asked before in this conversation, and alone it does not say what to count, sum or list; ask it as a whole";
    return refused;
  }
  const double best = candidates[0].composed.score;
  std::vector<Candidate> near;
  std::set<std::string> seen;
  for (const Candidate& candidate : candidates) {
    if (!candidate.composed.form.has_value() || candidate.composed.score < best - kNear) break;
    const std::string sql = SqlText(*candidate.composed.form, *candidate.scope) + language::Describe(*candidate.composed.form);
    if (seen.insert(sql).second) near.push_back(candidate);
  }
  PreferCalled(words, near);
  if (near.size() > 1 && near[0].composed.score - near[1].composed.score < kTie && CalledAsWhole(words, near[0]) == CalledAsWhole(words, near[1])) return Clarify(request, std::move(near));
  const double second = candidates.size() > 1 && candidates[1].composed.form.has_value() ? candidates[1].composed.score : best - 2;
  const double lead = std::min(1.0, (best - second) / 2);
  Generated answered = Answered(request, near[0], (kConfidenceBest - 0.15 * (1 - lead)) * near[0].composed.certainty);
  if (answered.reading.status != answer::Status::kAnswered) return answered;
  for (const Candidate& candidate : candidates) {
    if (!candidate.composed.form.has_value() || candidate.composed.score < best - kWorthMentioning) continue;
    if (answered.reading.alternatives.size() >= kAlternativesMax) break;
    const language::LogicalForm& form = *candidate.composed.form;
    if (form.main() == answered.form->main()) continue;
    answered.reading.alternatives.push_back({base::StrCat(Trimmed(request.question), " (", form.main().table, ")"), SqlText(form, *candidate.scope),
                                             language::Describe(form)});
  }
  return answered;
}

Generated EmbeddedGenerator::Answered(const GenerateRequest& request, Candidate best, double confidence) {
  Generated generated;
  answer::Reading& reading = generated.reading;
  auto form = std::make_shared<language::LogicalForm>(*std::move(best.composed.form));
  std::vector<language::Assumed> assumed = language::Assume(*form, best.composed.notes, *best.scope, request.now);
  if (std::string wrong = Choose(request.readings, assumed, *form); !wrong.empty()) {
    reading.generator = kName;
    reading.interpretation = std::move(wrong);
    return generated;
  }
  reading.status = answer::Status::kAnswered;
  reading.generator = kName;
  reading.sql = language::PrintSql(*form, ProfilesOf(*form, *best.scope));
  reading.interpretation = language::Describe(*form);
  reading.confidence = confidence;
  reading.chart = answer::ChooseChart(*form);
  for (const language::Assumed& one : assumed) {
    reading.assumptions.push_back({one.id, one.words, one.reading, one.said, {}});
    for (const language::OtherReading& other : one.alternatives) reading.assumptions.back().alternatives.push_back({other.id, other.reading});
  }
  SourceCollector(*form).Into(reading);
  for (const language::Note& note : best.composed.notes) {
    if (note.id == "spelling") reading.confidence = std::min(reading.confidence, kConfidenceCorrected);
  }
  generated.form = std::move(form);
  return generated;
}

// "why?" after a count or a sum of a time.
Generated EmbeddedGenerator::Explained(const GenerateRequest& request, const language::Scope& scope) {
  Generated generated;
  answer::Reading& reading = generated.reading;
  reading.generator = kName;
  std::string reason;
  const std::optional<language::LogicalForm> form = language::ExplainChange(*request.previous, scope, request.now, &reason);
  // What comes next goes on from the question, not from its explanation.
  generated.form = std::make_shared<language::LogicalForm>(*request.previous);
  if (!form.has_value()) {
    reading.status = answer::Status::kRefused;
    reading.interpretation = std::move(reason);
    return generated;
  }
  reading.status = answer::Status::kAnswered;
  reading.sql = language::PrintSql(*form, ProfilesOf(*form, scope));
  reading.interpretation = language::Describe(*form);
  reading.confidence = kConfidenceExplained;
  reading.chart = answer::ChooseChart(*form);
  reading.assumptions.push_back({"why", request.question, "which parts the change comes from; the data cannot say what caused it", false, {}});
  if (!request.previous->compared.has_value()) reading.assumptions.push_back({"compared", "", form->compared->reading, false, {}});
  SourceCollector(*form).Into(reading);
  return generated;
}

// A follow-up: the question alone says less than a question, and together with the one before it says enough.
bool EmbeddedGenerator::Continue(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known, Generated* generated) {
  const language::LogicalForm& previous = *request.previous;
  const std::vector<language::Word>& words = terms.words;
  for (const auto& scope : known.scopes()) {
    const catalog::TableProfile& table = scope->main().profile();
    if (table.database != previous.main().database || table.table != previous.main().table) continue;
    if (language::AsksWhy(words)) {
      *generated = Explained(request, *scope);
      return true;
    }
    language::QuestionWords question(words, request.now);
    const std::vector<language::Tag> tags = language::TagWords(question, *scope, terms.spans, request.links);
    Composed fragment = language::Compose(words, tags, *scope, request.now, {}, /*fragment=*/true);
    if (!fragment.form.has_value()) return false;
    const bool goes_on = SplitsAnswer(words) || PointsBack(words);
    if (!goes_on && fragment.said_measure && fragment.said_table) return false;
    // A whole question of its own, about whatever table, is no follow-up.
    Composed alone = language::Compose(words, tags, *scope, request.now);
    if (!goes_on && alone.form.has_value() && alone.said_table && alone.form->shape != language::Shape::kRows) return false;
    if (!goes_on && alone.form.has_value() && alone.said_measure && alone.form->window.has_value() && !fragment.shift.has_value() && !GoesOn(words)) return false;
    std::optional<language::LogicalForm> merged = language::Merge(previous, fragment, request.now);
    if (!merged.has_value()) return false;
    Candidate candidate{scope, std::move(fragment)};
    candidate.composed.form = *std::move(merged);
    candidate.composed.notes.push_back({"follow_up", "", "the rest is taken from the question before"});
    *generated = Answered(request, std::move(candidate), 0.8);
    return true;
  }
  return false;
}

}  // namespace aurora::query::model
