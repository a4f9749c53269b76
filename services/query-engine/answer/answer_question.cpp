#include "services/query-engine/answer/answer_question.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "libs/base/edit_distance.h"
#include "libs/base/identifier.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"
#include "services/query-engine/answer/model_answer.h"
#include "services/query-engine/answer/verified_answers.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/learned/knowledge.h"
#include "services/query-engine/model/generator.h"
#include "services/query-engine/retrieval/meaning_search.h"

namespace aurora::query::answer {
namespace {

// Five seconds for ClickHouse, and as long as its client waits for a connection.
constexpr absl::Duration kDryRunTimeout = absl::Seconds(15);
// Columns that are further away are not worth mentioning.
constexpr double kCosineMin = 0.4;
// More unknown words than this are no question about these tables.
constexpr size_t kUnknownWordsMax = 3;
constexpr size_t kAlternativesMax = 3;
// Spans of unknown words that are linked by meaning in one question.
constexpr size_t kLinkedMax = 2;
// Spans of unknown words without which a question is offered.
constexpr size_t kLeftOutMax = 2;
// Of what rests on the nearness of vectors: about three in four links are right.
constexpr double kConfidenceLinked = 0.7;
// A column, or a value, that is as near as this may be what a word stands for, and the word is not set aside.
constexpr double kCosineMeant = 0.55;
constexpr double kCosineMeantValue = 0.45;
// Of what leaves out a word.
constexpr double kConfidenceAside = 0.65;
// A reading that is less sure than this is not made of what is left of a question.
constexpr double kConfidenceAsideMin = 0.5;

absl::Status CheckQuestion(const Question& question, const catalog::Snapshot& snapshot) {
  if (question.text.empty()) return absl::InvalidArgumentError("the question is empty");
  if (question.text.size() > kQuestionBytesMax) {
    return absl::InvalidArgumentError(base::StrCat("the question has ", question.text.size(), " bytes; at most ",
                                                   kQuestionBytesMax, " are read"));
  }
  if (question.readings.size() > kReadingsMax) {
    return absl::InvalidArgumentError(base::StrCat("the question comes with ", question.readings.size(), " readings; at most ", kReadingsMax, " are taken"));
  }
  if (question.tables.empty()) return absl::OkStatus();
  const std::vector<std::string> known = snapshot.names.Names();
  for (const std::string& table : question.tables) {
    if (std::find(known.begin(), known.end(), table) != known.end()) continue;
    const std::string nearest = base::Nearest(table, known);
    return absl::NotFoundError(base::StrCat("table ", table, " is unknown",
                                            nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
  }
  return absl::OkStatus();
}

// Where the question has `words` as whole words, however they are written; nullopt where it has not.
std::optional<size_t> FindWords(const std::string& question, const std::string& words) {
  const std::string lower = absl::AsciiStrToLower(question);
  const std::string wanted = absl::AsciiStrToLower(words);
  const auto letter = [&](size_t at) { return at < lower.size() && absl::ascii_isalnum(static_cast<unsigned char>(lower[at])); };
  for (size_t at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
    if ((at == 0 || !letter(at - 1)) && !letter(at + wanted.size())) return at;
  }
  return std::nullopt;
}

bool AsksForFigure(const std::string& question) {
  const std::vector<language::Word> words = language::Normalise(question);
  return !words.empty() && (words[0].text == "what" || words[0].text == "how");
}

// What people taught, as a model reads it: of the verified answers those to the nearest questions.
void TellModel(const learned::Learned& learned, const std::vector<std::string>& nearest, model::GenerateRequest& request) {
  for (const language::Term& term : *request.glossary) {
    if (term.broken.empty()) request.definitions.push_back({term.term, term.definition});
  }
  for (const learned::VerifiedAnswer* answer : NearestVerified(request.question, learned.verified, nearest, model::kVerifiedTold)) {
    request.verified.push_back({answer->question, answer->sql.text});
  }
}

}  // namespace

absl::StatusOr<Answer> AnswerQuestion::Run(const Question& question) {
  const std::shared_ptr<const catalog::Snapshot> snapshot = catalog_.Get();
  if (absl::Status checked = CheckQuestion(question, *snapshot); !checked.ok()) return checked;
  // A conversation's clock is the real one: `now` may be frozen by the asker.
  const absl::Time clock = absl::Now();
  const std::string id = base::MakeIdentifier("a-", 20);
  Question asked = question;
  const auto anew = asked.readings.find(kVerifiedAssumption);
  const bool read_anew = anew != asked.readings.end() && anew->second == kWithoutVerified;
  if (anew != asked.readings.end()) asked.readings.erase(anew);
  const std::shared_ptr<const learned::Learned> learned = knowledge_ == nullptr ? nullptr : knowledge_->Get();
  // A follow-up's words mean what was asked before, too.
  if (learned != nullptr && !read_anew && asked.readings.empty() && asked.conversation_id.empty()) {
    std::optional<Answer> verified = FindVerified(asked, learned->verified, *snapshot, runner_, std::min(asked.deadline, clock + kDryRunTimeout));
    if (verified.has_value()) {
      verified->reading.id = id;
      verified->reading.conversation_id = conversations_.Remember("", nullptr, clock);
      return *std::move(verified);
    }
  }
  absl::StatusOr<Answer> answer = Read(asked, snapshot, clock);
  if (!answer.ok()) return answer;
  answer->reading.id = id;
  if (learned != nullptr) {
    std::optional<Alternative> similar = SuggestVerified(asked.text, learned->verified);
    if (similar.has_value()) answer->reading.alternatives.push_back(*std::move(similar));
  }
  return answer;
}

absl::StatusOr<Answer> AnswerQuestion::Read(const Question& question, const std::shared_ptr<const catalog::Snapshot>& snapshot, absl::Time clock) {
  const std::shared_ptr<const Answered> before =
      question.conversation_id.empty() ? nullptr : conversations_.Find(question.conversation_id, clock);

  model::GenerateRequest request;
  request.question = question.text;
  request.now = question.now;
  request.snapshot = snapshot;
  request.tables = question.tables;
  request.readings = question.readings;
  if (knowledge_ != nullptr) request.glossary = knowledge_->GlossaryFor(*snapshot);
  request.deadline = question.deadline;
  request.cancellation = question.cancellation;
  if (before != nullptr) {
    request.previous = before->form.get();
    request.before = {before->question, before->sql};
  }
  request.nothing_before = request.previous == nullptr && !question.conversation_id.empty();
  model::Generated generated = generator_.Generate(request);
  if (generated.reading.status == Status::kRefused) ExpectSearches(request, generated);
  if (generated.reading.status == Status::kRefused) LinkByMeaning(request, generated);
  if (generated.reading.status == Status::kRefused) SetAside(request, generated);
  absl::StatusOr<std::optional<guard::CheckedSql>> sql = CheckOwn(question, *snapshot, generated.reading);
  if (!sql.ok()) return sql.status();
  if (model_ != nullptr && model_->Wants(request, generated)) {
    if (knowledge_ != nullptr) TellModel(*knowledge_->Get(), NearestQuestions(request), request);
    AskModel(request, generated, *sql);
  }
  if (generated.reading.status == Status::kRefused) {
    SuggestByMeaning(request, question.deadline, generated);
    SuggestWithout(request, generated);
  }

  std::shared_ptr<Answered> answered;
  if (generated.reading.status == Status::kAnswered) {
    answered = std::make_shared<Answered>(Answered{generated.form, question.text, generated.reading.sql.text});
  }
  Answer answer;
  answer.reading = std::move(generated.reading);
  answer.reading.conversation_id = conversations_.Remember(question.conversation_id, std::move(answered), clock);
  answer.sql = *std::move(sql);
  return answer;
}

absl::StatusOr<std::optional<guard::CheckedSql>> AnswerQuestion::CheckOwn(const Question& question, const catalog::Snapshot& snapshot, Reading& reading) {
  if (reading.status != Status::kAnswered) return std::nullopt;
  absl::StatusOr<guard::CheckedSql> sql = guard::SqlGuard::Check(reading.sql, snapshot.names);
  if (sql.ok()) {
    const absl::Time clock = absl::Now();
    if (accepted_.Has(sql->text(), snapshot.version, clock)) return *std::move(sql);
    absl::StatusOr<execution::Estimate> estimate = runner_.DryRun(*sql, std::min(question.deadline, clock + kDryRunTimeout));
    if (estimate.ok()) {
      accepted_.Add(sql->text(), snapshot.version, clock);
      return *std::move(sql);
    }
    if (!absl::IsInvalidArgument(estimate.status())) return estimate.status();
    sql = estimate.status();
  }
  // Our own SQL did not pass: that is a fault of ours, and the asker gets no wrong answer from it.
  base::log::Error("generated SQL was not accepted",
                   {{"sql", reading.sql.text}, {"status", sql.status()}, {"question", question.text}});
  reading.status = Status::kRefused;
  reading.confidence = 0;
  reading.interpretation = "the question was read, but the query made of it does not fit the tables";
  return std::nullopt;
}

void AnswerQuestion::AskModel(const model::GenerateRequest& request, model::Generated& generated, std::optional<guard::CheckedSql>& sql) const {
  ModelOutcome outcome = model_->Run(request, {generated.reading, sql.has_value() ? &*sql : nullptr});
  if (!outcome.reading.has_value()) {
    if (!outcome.warning.empty()) generated.reading.warnings.push_back(std::move(outcome.warning));
    return;
  }
  generated.reading = *std::move(outcome.reading);
  generated.form = nullptr;
  sql = std::move(outcome.sql);
}

std::vector<std::string> AnswerQuestion::NearestQuestions(const model::GenerateRequest& request) const {
  if (meanings_ == nullptr) return {};
  return meanings_->NearestQuestions(request.question, model::kVerifiedTold, request.deadline);
}

void AnswerQuestion::ExpectSearches(const model::GenerateRequest& request, const model::Generated& generated) const {
  if (meanings_ == nullptr) return;
  std::vector<std::string> phrases;
  if (generated.unknown.size() <= kLinkedMax) {
    for (const std::vector<std::string>& words : generated.unknown) phrases.push_back(absl::StrJoin(words, " "));
  }
  for (const language::WordLink& link : generated.dispensable) phrases.push_back(absl::StrJoin(link.words, " "));
  if (generated.not_understood.size() <= kUnknownWordsMax) phrases.insert(phrases.end(), generated.not_understood.begin(), generated.not_understood.end());
  meanings_->Expect(phrases, request.deadline);
}

// "how many rollbacks last week": what no table has in words is read as what is nearest in meaning, if one thing is, and shown
// as an assumption. One such word may be wrong; several are no reading.
void AnswerQuestion::LinkByMeaning(const model::GenerateRequest& request, model::Generated& generated) const {
  if (meanings_ == nullptr || generated.unknown.empty() || generated.unknown.size() > kLinkedMax) return;
  model::GenerateRequest linked = request;
  for (const std::vector<std::string>& words : generated.unknown) {
    std::string spoken;
    for (const std::string& word : words) base::StrAppend(&spoken, spoken.empty() ? "" : " ", word);
    const std::vector<retrieval::MeaningHit> meant = meanings_->Meant(spoken, request.tables, request.deadline);
    if (meant.empty()) return;
    for (const retrieval::MeaningHit& hit : meant) {
      linked.links.push_back({words, hit.column.database, hit.column.table, hit.column.column, hit.value.empty() ? std::vector<std::string>() : std::vector<std::string>{hit.value}});
    }
  }
  model::Generated answered = generator_.Generate(linked);
  if (answered.reading.status != Status::kAnswered) return;
  answered.reading.confidence = std::min(answered.reading.confidence, kConfidenceLinked);
  generated = std::move(answered);
}

// "critical alarms last night", where nothing is called an alarm: what only says what kind of thing the rows are is left out, and shown
// as an assumption, unless something here may well be meant by it.
void AnswerQuestion::SetAside(const model::GenerateRequest& request, model::Generated& generated) const {
  // Without vectors nobody can tell whether something is meant by the word.
  if (generated.dispensable.empty() || meanings_ == nullptr || !meanings_->Health().ok()) return;
  for (const language::WordLink& link : generated.dispensable) {
    const std::vector<retrieval::MeaningHit> near = meanings_->Near(absl::StrJoin(link.words, " "), request.tables, request.deadline);
    // A search that did not answer in time says nothing of the word.
    if (near.empty() || std::any_of(near.begin(), near.end(), [](const retrieval::MeaningHit& hit) { return hit.column.cosine >= (hit.value.empty() ? kCosineMeant : kCosineMeantValue); })) return;
  }
  model::GenerateRequest without = request;
  without.links = generated.dispensable;
  model::Generated answered = generator_.Generate(without);
  if (answered.reading.status != Status::kAnswered) return;
  // "what value of goods did we ship": rows are listed where nothing else was understood.
  const bool listed = answered.form != nullptr && (answered.form->shape == language::Shape::kRows || answered.form->shape == language::Shape::kGroups);
  if ((listed && AsksForFigure(request.question)) || answered.reading.confidence < kConfidenceAsideMin) return;
  answered.reading.confidence = std::min(answered.reading.confidence, kConfidenceAside);
  generated = std::move(answered);
}

// "how many orders by nation": is country meant? Only questions that would be answered are offered.
void AnswerQuestion::SuggestByMeaning(const model::GenerateRequest& request, absl::Time deadline,
                                      model::Generated& generated) const {
  if (meanings_ == nullptr || generated.not_understood.empty() || generated.not_understood.size() > kUnknownWordsMax) return;
  std::vector<Alternative> found;
  for (const std::string& words : generated.not_understood) {
    const std::optional<size_t> at = FindWords(request.question, words);
    if (!at.has_value()) continue;
    for (const retrieval::ColumnHit& hit : meanings_->Nearest(words, deadline)) {
      if (hit.cosine < kCosineMin || found.size() >= kAlternativesMax) break;
      std::string spoken;
      for (const std::string& word : language::SplitName(hit.column)) spoken += (spoken.empty() ? "" : " ") + word;
      model::GenerateRequest changed = request;
      changed.question.replace(*at, words.size(), spoken);
      const model::Generated answered = generator_.Generate(changed);
      if (answered.reading.status != Status::kAnswered) continue;
      found.push_back({changed.question, answered.reading.sql.text,
                       base::StrCat("\"", words, "\" is near to ", hit.table, ".", hit.column, " in meaning")});
    }
  }
  if (!found.empty()) generated.reading.alternatives = std::move(found);
}

// "how many parcels did Ada lug yesterday": nobody knows whether "lug" narrows the rows, but the question without it is near, and is
// offered with what it leaves out. Only where it would be answered, and where no word that is known is left over.
void AnswerQuestion::SuggestWithout(const model::GenerateRequest& request, model::Generated& generated) const {
  if (generated.unknown.empty() || generated.unknown.size() > kLeftOutMax || generated.not_understood.size() > kUnknownWordsMax) return;
  size_t unknown = 0;
  for (const std::vector<std::string>& words : generated.unknown) unknown += words.size();
  size_t left_over = 0;
  model::GenerateRequest changed = request;
  for (const std::string& words : generated.not_understood) {
    const std::optional<size_t> at = FindWords(changed.question, words);
    if (!at.has_value()) return;
    const size_t blank = *at > 0 && changed.question[*at - 1] == ' ' ? 1 : 0;
    changed.question.erase(*at - blank, words.size() + blank);
    left_over += static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
  }
  if (left_over != unknown) return;
  const model::Generated answered = generator_.Generate(changed);
  if (answered.reading.status != Status::kAnswered) return;
  std::vector<Alternative>& alternatives = generated.reading.alternatives;
  // Those that are near in meaning are answered by SQL of their own; the others only say what could be asked of the table.
  const auto general = std::find_if(alternatives.begin(), alternatives.end(), [](const Alternative& one) { return one.sql.empty(); });
  const Alternative without{changed.question, answered.reading.sql.text, base::StrCat("without ", absl::StrJoin(generated.not_understood, ", "), ": ", answered.reading.interpretation)};
  if (general != alternatives.end() || alternatives.size() < kAlternativesMax) alternatives.insert(general, without);
  if (alternatives.size() > kAlternativesMax) alternatives.resize(kAlternativesMax);
}

}  // namespace aurora::query::answer
