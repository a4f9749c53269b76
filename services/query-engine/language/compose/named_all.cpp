#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/nouns.h"

namespace aurora::query::language {
namespace {

// What is done with any row, whichever it is.
bool IsDoing(const std::string& verb) {
  return IsOneOf(verb, {"record", "register", "log", "send", "report", "make", "raise", "emit", "take", "handle", "produce", "generate", "see", "issue", "write", "recorded", "registered", "logged", "sent", "reported", "made", "raised", "emitted", "taken", "handled", "produced",
                        "generated", "seen", "issued", "written", "put", "do", "done", "have", "get", "got", "receive", "received", "find", "found", "deliver", "delivered", "serve", "served", "process", "processed", "collect", "collected"});
}

// Nothing that would tell them apart, rank them or count them.
bool AsksForNoneOfThem(const Draft& d) {
  return !d.Has(TagKind::kPer) && !d.Has(TagKind::kMost) && !d.Has(TagKind::kTop) && !d.Has(TagKind::kDistinct) && !d.Has(TagKind::kWhich) && !d.Has(TagKind::kAnomaly) && !d.Has(TagKind::kSilent) && !d.Has(TagKind::kNever) && !d.Has(TagKind::kExtreme) && d.form.limit == 0 && !d.ranked &&
         !d.silent.has_value() && !d.unusual.has_value() && !d.never.has_value() && !d.first_time.has_value();
}

// Whether what is counted, or the rows, stand before the tag.
bool BehindRows(const Draft& d, size_t tag) {
  for (size_t i = 0; i < tag; ++i) {
    if (d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows) || (d.Lexical(i) && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure)) return true;
  }
  return false;
}

// "at all sites", "across all our stores", "did all pools have", "all shops together": whichever it is.
bool SaysAll(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  size_t at = first;
  while (at > 0 && IsOneOf(d.words[at - 1].text, {"our", "the", "of", "these", "those"}) && !d.words[at - 1].break_after) --at;
  if (at == 0 || d.words[at - 1].text != "all" || d.words[at - 1].break_after) return false;
  const std::string& before = at > 1 ? d.words[at - 2].text : d.words[at - 1].text;
  const size_t behind = d.tags[tag].last + 1;
  const bool together = behind < d.words.size() && IsOneOf(d.words[behind].text, {"together", "combined", "taken"});
  return together || IsOneOf(before, {"at", "in", "across", "over", "from", "did", "do", "have", "had", "has"});
}

// "did the gates record", "have the scanners seen", "the drivers reported how many": all of them did, each its own.
bool SaysWhoDid(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  const size_t behind = d.tags[tag].last + 1;
  if (first < 1 || !IsOneOf(d.words[first - 1].text, {"the", "our"}) || d.words[first - 1].break_after) return false;
  const bool asked = first > 1 && IsOneOf(d.words[first - 2].text, {"did", "do", "have", "has"});
  const bool told = behind + 1 < d.words.size() && !d.words[behind - 1].break_after && IsDoing(d.words[behind].text) && IsOneOf(d.words[behind + 1].text, {"how", "what", "which"});
  return told || (asked && (BehindRows(d, tag) || (behind < d.words.size() && IsDoing(d.words[behind].text))));
}

// "how much did we sell at our tills", "put in by couriers": where or by whom all of it is done.
bool SaysOurs(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  if (first > 1 && d.words[first - 1].text == "our" && IsOneOf(d.words[first - 2].text, {"at", "in", "from", "through", "on", "via"})) return true;
  const size_t by = d.words[first > 0 ? first - 1 : 0].text == "the" && first > 1 ? first - 2 : first - 1;
  if (first < 2 || by == 0 || d.words[by].text != "by" || d.words[by].break_after || d.words[by - 1].break_after) return false;
  const std::string& done = d.words[by - 1].text;
  return (Participle(done) || IsOneOf(done, {"in", "out", "off", "up", "down", "sent", "put", "made", "taken", "sold", "brought", "given", "done", "seen", "written"})) && BehindRows(d, tag);
}

}  // namespace

void ReadNamedAll(Draft& d, size_t tag) {
  const Meaning& meaning = d.Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) return;
  const ColumnFacts& facts = d.FactsOf(meaning);
  if (!facts.category || facts.measure || facts.flag || facts.time || (facts.row_id && meaning.source == 0) || !Plural(d.words[d.tags[tag].last].text) || !AsksForNoneOfThem(d)) return;
  // "cancelled by status": the column as it is called, and no several of them.
  const std::string& noun = d.words[d.tags[tag].last].text;
  if (std::find(facts.words.begin(), facts.words.end(), noun) != facts.words.end()) return;
  // "how many sites did all ...": what is counted itself.
  const size_t before = d.Previous(tag);
  if (before < d.tags.size() && d.Is(before, TagKind::kCount) && !d.BreakBetween(before, tag)) return;
  const bool ours = SaysOurs(d, tag);
  if (!SaysAll(d, tag) && !SaysWhoDid(d, tag) && !ours) return;
  const size_t first = d.tags[tag].first;
  for (size_t i = tag; i-- > 0 && d.tags[i].last + 2 >= first;) {
    if (ours && d.Is(i, TagKind::kBy) && d.Text(i) == "by") d.Use(i);
  }
  const size_t verb = d.Next(tag);
  if (d.Is(verb, TagKind::kUnknown) && !d.BreakBetween(tag, verb) && IsDoing(d.Text(verb))) d.used[verb] = true;
  d.composed.certainty *= 0.95;
  d.NoteThat("left_aside", d.Words(tag), "all of them, and no condition");
  d.Use(tag);
}

}  // namespace aurora::query::language
