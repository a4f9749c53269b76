#include <algorithm>
#include <optional>
#include <string>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// "packer" of "packed", "driver" of "drives": who does it.
bool IsAgentOf(const std::string& noun, const Word& verb) {
  if (noun.size() < 5 || !IsOneOf(noun.substr(noun.size() - 2), {"er", "or"})) return false;
  return Stem(noun.substr(0, noun.size() - 2)) == verb.stem || Stem(noun.substr(0, noun.size() - 1)) == verb.stem;
}

// "volunteer who packed it"
bool CommentSaysWho(const std::string& comment, const Word& verb) {
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (IsOneOf(words[i].text, {"who", "that"}) && !words[i].break_after && words[i + 1].stem == verb.stem) return true;
  }
  return false;
}

// The one column of the rows that says who did it: shipped_by, packer, "volunteer who packed it".
std::optional<size_t> WhoDid(const TableFacts& table, const Word& verb) {
  std::optional<size_t> who;
  for (size_t c = 0; c < table.size(); ++c) {
    const ColumnFacts& facts = table.column(c);
    const catalog::ColumnProfile& profile = table.profile().columns[c];
    if (facts.words.empty() || facts.row_id || facts.measure || facts.flag || facts.time || profile.array || profile.Hidden()) continue;
    const bool done_by = facts.words.size() == 2 && facts.words[1] == "by" && facts.stems[0] == verb.stem;
    if (!done_by && !IsAgentOf(facts.words.back(), verb) && !CommentSaysWho(profile.comment, verb)) continue;
    if (who.has_value()) return std::nullopt;
    who = c;
  }
  return who;
}

// What somebody of the business does with its rows: a customer who orders or books does none of it.
bool IsWork(const std::string& verb) {
  return IsOneOf(verb, {"did", "does", "handled", "handles", "closed", "closes", "resolved", "resolves", "solved", "fixed", "repaired", "completed", "performed", "carried", "conducted", "served", "processed", "answered", "serviced", "treated",
                        "examined", "inspected", "checked", "taught", "graded", "installed", "cleaned", "finished", "took", "dealt"});
}

// The one column of the rows that has people at work: engineer, audiologist.
std::optional<size_t> Worker(const TableFacts& table) {
  std::optional<size_t> who;
  for (size_t c = 0; c < table.size(); ++c) {
    const ColumnFacts& facts = table.column(c);
    if (facts.words.empty() || facts.row_id || facts.measure || facts.flag || facts.time || !facts.category || table.profile().columns[c].array || table.profile().columns[c].Hidden()) continue;
    if (!knowledge::IsWorker(facts.words.back()) && !(facts.words.size() == 2 && facts.words[1] == "name" && knowledge::IsWorker(facts.words[0]))) continue;
    if (who.has_value()) return std::nullopt;
    who = c;
  }
  return who;
}

// No word says that it is they.
constexpr double kWorkerGuessed = 0.85;

}  // namespace

// "who packed the most parcels", "who shipped the most releases" of packer and shipped_by: each of those who did.
void ReadWho(Draft& d) {
  if (d.words.size() < 3 || d.words[0].text != "who" || !d.form.groups.empty() || !(d.Has(TagKind::kMost) || d.Has(TagKind::kTop))) return;
  const Word& verb = d.words[IsOneOf(d.words[1].text, {"has", "have", "had"}) ? 2 : 1];
  std::optional<size_t> who = WhoDid(d.scope.main(), verb);
  // "who closed the most tickets" of a column engineer: what was done with them is told by a word of its own.
  const bool work = !who.has_value() && IsWork(verb.text);
  if (work) who = Worker(d.scope.main());
  if (!who.has_value()) return;
  if (work) d.composed.certainty *= kWorkerGuessed;
  d.AddGroup(d.scope.Ref(0, *who));
  d.explicit_group = d.group_noun_seen = d.assumed = true;
  d.NoteThat("who", verb.text, d.scope.Ref(0, *who).name);
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Text(i) == "who" || (!work && &d.words[d.tags[i].first] == &verb)) d.used[i] = true;
  }
}

}  // namespace aurora::query::language
