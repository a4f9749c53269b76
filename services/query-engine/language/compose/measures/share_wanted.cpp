#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/measures/share.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// Verbs behind which a share's condition stands: "share of trips that were cancelled".
bool IsVerb(const std::string& text) {
  return IsOneOf(text, {"is",   "are",  "was",   "were",  "that",  "which", "who",   "come",  "came",   "comes", "went",  "goes", "ended", "end",  "takes", "take", "took",  "got",
                      "get",  "gets", "used",  "use",   "uses",  "has",   "have",  "had",   "contain", "done", "made",  "made", "happen", "happens", "happened", "lasted", "last", "exceed", "exceeded", "falls", "fell", "did", "do", "does", "become", "became", "led", "lead", "leads", "result", "resulted"});
}

bool IsPreposition(const std::string& text) { return IsOneOf(text, {"in", "on", "at", "from", "for", "via", "during", "within", "among", "amongst"}); }

// "percentage of repairs whose status is finished that were urgent": of the clause at the rows, where another with a verb of its own follows.
bool SaysOfWhich(const Draft& d, const Placed& first, const Placed& second) {
  if (first.tag >= second.tag || first.condition.operand == second.condition.operand) return false;
  const size_t begin = d.tags[first.tag].first;
  bool clause = false;
  for (size_t w = begin; w-- > 0 && begin - w < 6 && !d.words[w].break_after;) clause = clause || IsOneOf(d.words[w].text, {"whose", "where", "with", "that", "which", "having"});
  // "that are finished or cancelled": behind all of them.
  size_t last = first.tag;
  for (const Placed& other : d.placed) {
    if (other.tag < second.tag && other.condition.operand == first.condition.operand) last = std::max(last, other.tag);
  }
  bool verb = false;
  for (size_t w = d.tags[last].last + 1; w < d.tags[second.tag].first; ++w) {
    if (IsOneOf(d.words[w].text, {"and", "or", "but"})) return false;
    verb = verb || IsOneOf(d.words[w].text, {"is", "are", "was", "were", "be"});
  }
  return clause && verb;
}

// "of the payments above 200 euros were declined": of those above, where a verb with a condition of its own follows.
bool SaidOfThose(const Draft& d, size_t compare) {
  for (size_t i = compare + 1; i < d.tags.size(); ++i) {
    if (d.BreakBetween(i - 1, i) || d.Is(i, TagKind::kAnd) || d.Is(i, TagKind::kOr)) return false;
    const std::string text = d.words[d.tags[i].first].text;
    if (d.Is(i, TagKind::kFiller) && IsOneOf(text, {"was", "were", "are", "is", "had", "have", "has", "came", "ended", "got", "did", "went", "took"})) {
      return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag > i; });
    }
  }
  return false;
}

// Which of d.placed stands at a tag; d.placed.size() for none.
size_t PlacedAt(const Draft& d, size_t tag) {
  for (size_t p = 0; p < d.placed.size(); ++p) {
    if (d.placed[p].tag == tag) return p;
  }
  return d.placed.size();
}

// "in Germany", "from the web or the app": it says where, and not what.
bool BehindPreposition(const Draft& d, size_t tag) {
  for (size_t i = tag; i-- > 0;) {
    if (d.Lexical(i) || d.Is(i, TagKind::kOr) || d.Is(i, TagKind::kAnd)) continue;
    if (!d.Is(i, TagKind::kFiller)) return false;
    for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) {
      if (IsPreposition(d.words[w].text)) return true;
    }
    if (IsOneOf(d.Text(i), {"the", "a", "an", "our"})) continue;
    return false;
  }
  return false;
}

// Takes out of `wanted` what `matches`, but where it would take all.
template <typename Matches>
void LeaveOut(std::vector<size_t>& wanted, const Matches& matches) {
  if (!std::all_of(wanted.begin(), wanted.end(), matches)) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), matches), wanted.end());
}

// "rejected loads as a percentage of all loads, by yard": what goes before, of what follows.
std::vector<size_t> SaidAsPartOf(const Draft& d, const ShareWords& said) {
  bool as = false;
  for (size_t w = d.tags[said.word].first >= 2 ? d.tags[said.word].first - 2 : 0; w <= d.tags[said.word].last; ++w) as = as || d.words[w].text == "as" || (d.words[w].text == "in" && said.of_follows && w + 2 >= d.tags[said.word].first && IsOneOf(d.words[w + 1].text, {"percentage", "percent"}));
  std::vector<size_t> wanted;
  for (size_t p = 0; p < d.placed.size() && as; ++p) {
    const size_t tag = d.placed[p].tag;
    const std::string ahead = d.tags[tag].first > 0 ? d.words[d.tags[tag].first - 1].text : "";
    if (tag < said.word && !IsPreposition(ahead)) wanted.push_back(p);
  }
  // "chan partner: cancelled as a percentage of all bookings": before the colon stands which rows.
  LeaveOut(wanted, [&](size_t p) {
    for (size_t w = d.tags[d.placed[p].tag].last; w < d.tags[said.word].first; ++w) {
      if (d.words[w].sentence_after) return true;
    }
    return false;
  });
  return wanted;
}

// "cancelled or lost rate": the value right before the word, and those of the same column before that. `named` is its tag.
std::vector<size_t> SaidBefore(const Draft& d, size_t named) {
  std::vector<size_t> wanted = {PlacedAt(d, named)};
  for (size_t i = named; i-- > 0;) {
    const size_t p = PlacedAt(d, i);
    if (p < d.placed.size() && d.placed[p].condition.operand == d.placed[wanted[0]].condition.operand) {
      wanted.push_back(p);
    } else if (!d.Is(i, TagKind::kAnd) && !d.Is(i, TagKind::kOr) && !d.Is(i, TagKind::kFiller)) {
      break;
    }
  }
  return wanted;
}

// What stands behind a noun and a verb: "share of trips in May that were cancelled", "what percent of the urgent repairs got finished".
std::vector<size_t> SaidBehind(const Draft& d, const ShareWords& said) {
  std::vector<size_t> wanted;
  const bool whole = said.last == "%" || IsOneOf(said.last, {"percent", "percentage"}) ? !said.of_follows && said.before < d.tags.size() : false;
  const size_t from = whole ? 0 : said.word;
  size_t verb = d.tags.size();
  bool content = false;
  size_t table = d.tags.size();
  for (size_t i = from; i < d.tags.size() && verb == d.tags.size(); ++i) {
    if (i == said.word) continue;
    const bool noun = d.Lexical(i) || d.Is(i, TagKind::kRows) || d.Is(i, TagKind::kMoney);
    for (size_t w = d.tags[i].first; w <= d.tags[i].last && content && !noun; ++w) {
      if (IsVerb(d.words[w].text)) verb = i;
    }
    // "of trips longer than 10 km", "of orders without a coupon": a condition of its own.
    if (content && (d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kWithout)) && PlacedAt(d, i) < d.placed.size() && !SaidOfThose(d, i)) verb = i;
    if (noun || (d.Is(i, TagKind::kTime) && content)) content = true;
    const bool rows = d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows);
    // "of the bags missed their flight": of the bags.
    const bool said_rows = table < d.tags.size() && (d.Means(table, MeaningKind::kTable) || d.Is(table, TagKind::kRows));
    if (rows || (!said_rows && d.Lexical(i) && (d.Chosen(i).kind == MeaningKind::kEntity || d.Chosen(i).kind == MeaningKind::kMoment))) table = i;
  }
  std::vector<size_t> later;
  std::vector<size_t> earlier;
  for (size_t p = 0; p < d.placed.size(); ++p) {
    if (d.placed[p].tag < from && !whole) continue;
    if (verb < d.tags.size()) {
      (d.placed[p].tag >= verb ? later : earlier).push_back(p);
    } else if (table < d.tags.size()) {
      (d.placed[p].tag > table ? later : earlier).push_back(p);
    } else {
      earlier.push_back(p);
    }
  }
  if (verb < d.tags.size() && !later.empty()) {
    for (size_t p : later) {
      if (!BehindPreposition(d, d.placed[p].tag)) wanted.push_back(p);
    }
    if (wanted.empty()) wanted.push_back(later[0]);
  } else if (const auto said_of = std::find_if(later.begin(), later.end(), [&](size_t p) { return !BehindPreposition(d, d.placed[p].tag) && !d.Is(d.Previous(d.placed[p].tag), TagKind::kBy); });
             !earlier.empty() && said_of != later.end() && said.of_follows && !d.BreakBetween(said.word, d.placed[*said_of].tag)) {
    // "what proportion of the transfer bags got lost": of those that stand before the noun.
    for (size_t p : later) {
      if (!BehindPreposition(d, d.placed[p].tag)) wanted.push_back(p);
    }
  } else if (!earlier.empty()) {
    wanted = earlier;
    // Those with a preposition say where: "share of failed payments in Germany".
    std::vector<size_t> plain;
    for (size_t p : earlier) {
      if (!BehindPreposition(d, d.placed[p].tag)) plain.push_back(p);
    }
    if (!plain.empty()) wanted = plain;
    // "share of iphone impressions": the events are what is looked at, the rest is which of them.
    if (wanted.size() > 1 && table == d.tags.size()) {
      const auto event = [&](size_t p) { return !d.placed[p].condition.operand.IsSpan() && d.scope.Facts(d.placed[p].condition.operand.column).event; };
      const bool others = std::none_of(wanted.begin(), wanted.end() - 1, event);
      if (event(wanted.back()) && others && d.placed[wanted.back()].tag > d.placed[wanted.front()].tag) wanted.pop_back();
    }
  } else {
    for (size_t p : later) {
      if (!BehindPreposition(d, d.placed[p].tag)) wanted.push_back(p);
    }
    if (wanted.empty() && !later.empty()) wanted.push_back(later[0]);
  }
  return wanted;
}

}  // namespace

ShareWords HowShareIsSaid(const Draft& d, size_t word) {
  ShareWords said;
  said.word = word;
  said.before = d.Previous(word);
  said.last = d.words[d.tags[word].last].text;
  said.rate = IsOneOf(said.last, {"rate", "rates", "ratio", "share", "shares", "percentage", "proportion", "fraction", "frequency"});
  said.of_follows = said.last == "of" || (d.tags[word].last + 1 < d.words.size() && d.words[d.tags[word].last + 1].text == "of");
  // "cancellation rate of web bookings": what goes before is what is counted.
  // "hit ratio of each edge" likewise, where a value stands right before it.
  const bool ratio_of = d.Text(word) == "ratio" && said.before < d.tags.size() && d.tags[said.before].last + 1 == d.tags[word].first && d.Means(said.before, MeaningKind::kValue);
  // "cancelled share of all bookings"
  const bool share_of = IsOneOf(d.words[d.tags[word].first].text, {"share", "percentage", "proportion", "fraction"}) && (said.of_follows || said.last == "all") && said.before < d.tags.size() && d.tags[said.before].last + 1 == d.tags[word].first && d.Means(said.before, MeaningKind::kValue) && !d.BreakBetween(said.before, word);
  said.of_before = d.Text(word) == "rate" || d.Text(word) == "rates" || ratio_of || share_of;
  return said;
}

std::vector<size_t> ConditionsOfPart(const Draft& d, const ShareWords& said) {
  std::vector<size_t> wanted = SaidAsPartOf(d, said);
  // "app bookings share": of the bookings, those by app.
  const bool of_those = said.rate && !said.of_follows && d.Text(said.word) == "share" && said.before < d.tags.size() && std::any_of(d.tags[said.before].meanings.begin(), d.tags[said.before].meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable && one.source == 0; }) && d.tags[said.before].last + 1 == d.tags[said.word].first && PlacedAt(d, d.Previous(said.before)) < d.placed.size();
  const size_t named = of_those ? d.Previous(said.before) : said.before;
  if (!wanted.empty()) {
    // Said already.
  } else if ((said.of_before || (said.rate && !said.of_follows)) && named < d.tags.size() && !d.BreakBetween(named, said.word) && PlacedAt(d, named) < d.placed.size()) {
    wanted = SaidBefore(d, named);
  } else if (said.of_follows || said.before == d.tags.size() || PlacedAt(d, said.before) == d.placed.size() || !said.rate || d.BreakBetween(said.before, said.word)) {
    wanted = SaidBehind(d, said);
  }
  LeaveOut(wanted, [&](size_t p) { return said.of_follows && std::any_of(wanted.begin(), wanted.end(), [&](size_t other) { return SaysOfWhich(d, d.placed[p], d.placed[other]); }); });
  // ", bots left out": what is left out is not what a share is taken of.
  LeaveOut(wanted, [&](size_t p) {
    const Placed& placed = d.placed[p];
    const size_t behind = placed.tag + 1;
    // "bots left out" of a flag: those that are none.
    const bool none = placed.condition.comparison == Comparison::kIsNot || (!placed.condition.operand.IsSpan() && d.scope.Facts(placed.condition.operand.column).flag);
    return none && d.Is(behind, TagKind::kNegation) && d.used[behind] && d.tags[placed.tag].first > 0 && d.words[d.tags[placed.tag].first - 1].break_after;
  });
  // "of all bills with status paid, percentage with method insurer": the whole is said first.
  const bool of_first = IsOneOf(d.words[0].text, {"of", "among", "amongst"}) || (d.words.size() > 1 && d.words[0].text == "out" && d.words[1].text == "of");
  if (std::any_of(wanted.begin(), wanted.end(), [&](size_t p) { return d.placed[p].tag > said.word; })) {
    LeaveOut(wanted, [&](size_t p) { return of_first && d.placed[p].tag < said.word && d.BreakBetween(d.placed[p].tag, said.word); });
  }
  // "what part was refunded? snack, cold and hot each on its own line": which groups, and not what a share is taken of.
  LeaveOut(wanted, [&](size_t p) {
    return std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && !d.placed[p].condition.operand.IsSpan() && group.column == d.placed[p].condition.operand.column; });
  });
  return wanted;
}

}  // namespace aurora::query::language
