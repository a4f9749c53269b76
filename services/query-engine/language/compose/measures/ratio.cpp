#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// All of them may be meant, or those that have a row in that time.
constexpr double kActiveOnes = 0.85;

// Verbs behind which a share's condition stands: "share of trips that were cancelled".
bool IsVerb(const std::string& text) {
  return IsOneOf(text, {"is",   "are",  "was",   "were",  "that",  "which", "who",   "come",  "came",   "comes", "went",  "goes", "ended", "end",  "takes", "take", "took",  "got",
                      "get",  "gets", "used",  "use",   "uses",  "has",   "have",  "had",   "contain", "done", "made",  "made", "happen", "happens", "happened", "lasted", "last", "exceed", "exceeded", "falls", "fell", "did", "do", "does", "become", "became", "led", "lead", "leads", "result", "resulted"});
}

bool IsPreposition(const std::string& text) { return IsOneOf(text, {"in", "on", "at", "from", "for", "via", "during", "within", "among", "amongst"}); }

// The amount of each row that most of the words first..last name, but for `other`; empty where they name none, or something else beside it.
// Words that name `other` count for nothing where they may: "booked places", beside all places.
ColumnRef AmountNamed(const Draft& d, size_t first, size_t last, const ColumnRef& other, bool may_name_other = false) {
  std::vector<std::pair<ColumnRef, size_t>> named;
  size_t said = 0;
  for (size_t i = first; i <= last && i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller)) continue;
    if (!d.Lexical(i)) return {};
    if (may_name_other && std::any_of(d.tags[i].meanings.begin(), d.tags[i].meanings.end(), [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kColumn && d.Ref(meaning) == other; })) continue;
    ++said;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || !d.FactsOf(meaning).measure || !Additive(d.FactsOf(meaning).dimension) || d.FactsOf(meaning).rate || d.Ref(meaning) == other) continue;
      const auto known = std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.first == d.Ref(meaning); });
      if (known == named.end()) {
        named.emplace_back(d.Ref(meaning), 1);
      } else {
        ++known->second;
      }
    }
  }
  const auto best = std::max_element(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == named.end() || best->second != said || said == 0 ? ColumnRef() : best->first;
}

// "tins sold as a percentage of tins filled": the sum of one amount over that of the other.
bool ReadShareOfAmount(Draft& d, size_t word) {
  if (d.words[d.tags[word].first].text != "as" && !(d.tags[word].first > 1 && d.words[d.tags[word].first - 2].text == "as")) return false;
  size_t first = word;
  while (first > 0 && !d.BreakBetween(first - 1, first) && (d.Lexical(first - 1) || d.Is(first - 1, TagKind::kFiller))) --first;
  size_t last = word;
  while (last + 1 < d.tags.size() && !d.BreakBetween(last, last + 1) && (d.Lexical(last + 1) || d.Is(last + 1, TagKind::kFiller))) ++last;
  if (first == word || last == word) return false;
  Measure above;
  above.kind = MeasureKind::kSum;
  above.operand.column = AmountNamed(d, first, word - 1, {});
  Measure below;
  below.kind = MeasureKind::kSum;
  if (above.operand.empty()) {
    below.operand.column = AmountNamed(d, word + 1, last, {});
    if (!below.operand.empty()) above.operand.column = AmountNamed(d, first, word - 1, below.operand.column, /*may_name_other=*/true);
    if (above.operand.empty()) return false;
  } else {
    below.operand.column = AmountNamed(d, word + 1, last, above.operand.column);
  }
  if (below.operand.empty()) return false;
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {above, below};
  measure.name = "share";
  d.form.measures = {measure};
  d.form.shape = Shape::kMeasures;
  for (size_t i = first; i <= last; ++i) d.Use(i);
  d.composed.said_measure = true;
  d.ratio_done = true;
  d.NoteThat("share_of", d.Words(first, last), base::StrCat("the sum of ", above.operand.column.name, " over that of ", below.operand.column.name));
  return true;
}

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

// "share of users who purchased" of a log of events, where nobody is one of them: of the users.
bool OfLog(const Draft& d, const ColumnRef& column) { return column.source == 0 && d.scope.main().LogsEvents(d.scope.main().Find(column.name)); }

// Whether "to" stands between two values of one column.
bool SetsOneOverAnother(const Draft& d) {
  for (size_t to = 0; to < d.tags.size(); ++to) {
    if (!d.Is(to, TagKind::kTo) || d.Text(to) != "to") continue;
    for (const Placed& above : d.placed) {
      if (above.tag < to && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& below) { return below.tag > to && below.condition.operand == above.condition.operand; })) return true;
    }
  }
  return false;
}

}  // namespace

// cancellation rate; share of trips that were cancelled; how much of the revenue comes from vans; in %
void ReadRatio(Draft& d) {
  if (d.ratio_done) return;
  size_t word = d.tags.size();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kRatio) && !d.used[i] && word == d.tags.size()) word = i;
  }
  if (word == d.tags.size()) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kRatio)) d.used[i] = true;
  }
  // A share of groups is not what this reads: "what share of riders took more than five trips".
  if (!d.form.having.empty()) {
    d.Fail(Problem::kNotUnderstood, word);
    return;
  }
  if (ReadShareOfAmount(d, word)) return;
  // "ratio of vans to sedans"
  for (size_t a = 0; a + 1 < d.placed.size() && d.form.measures.empty(); ++a) {
    const size_t b = a + 1;
    // "ratio of urgent repairs to low repairs"
    const size_t behind = d.Next(d.placed[a].tag);
    const size_t join = d.Means(behind, MeaningKind::kTable) ? d.Next(behind) : behind;
    if (!d.Is(join, TagKind::kTo) || d.Next(join) != d.placed[b].tag || !(d.placed[a].condition.operand == d.placed[b].condition.operand)) continue;
    Measure above;
    above.only = {d.placed[a].condition};
    Measure below;
    below.only = {d.placed[b].condition};
    Measure measure;
    measure.kind = MeasureKind::kRatio;
    measure.parts = {above, below};
    measure.name = "ratio";
    d.form.measures.push_back(measure);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(a), d.placed.begin() + static_cast<std::ptrdiff_t>(b) + 1);
    d.composed.said_measure = true;
    d.ratio_done = true;
    return;
  }
  // "ratio of urgent finished repairs to low finished repairs": what stands over what is not told apart, and it is no share of both.
  if (d.Text(word) == "ratio" && SetsOneOverAnother(d)) d.Fail(Problem::kNotUnderstood, word);
  // Already one: "stalls per play, in percent".
  if (!d.form.measures.empty() && d.form.measures[0].kind == MeasureKind::kRatio) {
    d.ratio_done = true;
    return;
  }
  d.ratio = word;
  d.ratio_done = true;
  const size_t before = d.Previous(word);
  std::vector<size_t> wanted;  // indices of placed_
  const auto placed_at = [&](size_t tag) {
    for (size_t p = 0; p < d.placed.size(); ++p) {
      if (d.placed[p].tag == tag) return p;
    }
    return d.placed.size();
  };
  const std::string last_word = d.words[d.tags[word].last].text;
  const bool rate_word = IsOneOf(last_word, {"rate", "rates", "ratio", "share", "shares", "percentage", "proportion", "fraction", "frequency"});
  bool of_follows = last_word == "of";
  if (d.tags[word].last + 1 < d.words.size() && d.words[d.tags[word].last + 1].text == "of") of_follows = true;
  // "cancellation rate of web bookings": what goes before is what is counted.
  // "hit ratio of each edge" likewise, where a value stands right before it.
  const bool ratio_of = d.Text(word) == "ratio" && before < d.tags.size() && d.tags[before].last + 1 == d.tags[word].first && d.Means(before, MeaningKind::kValue);
  // "cancelled share of all bookings"
  const bool share_of = IsOneOf(d.words[d.tags[word].first].text, {"share", "percentage", "proportion", "fraction"}) && (of_follows || last_word == "all") && before < d.tags.size() && d.tags[before].last + 1 == d.tags[word].first && d.Means(before, MeaningKind::kValue) && !d.BreakBetween(before, word);
  const bool rate_of = d.Text(word) == "rate" || d.Text(word) == "rates" || ratio_of || share_of;
  // "rejected loads as a percentage of all loads, by yard": what goes before, of what follows.
  bool as = false;
  for (size_t w = d.tags[word].first >= 2 ? d.tags[word].first - 2 : 0; w <= d.tags[word].last; ++w) as = as || d.words[w].text == "as" || (d.words[w].text == "in" && of_follows && w + 2 >= d.tags[word].first && IsOneOf(d.words[w + 1].text, {"percentage", "percent"}));
  for (size_t p = 0; p < d.placed.size() && as; ++p) {
    const size_t tag = d.placed[p].tag;
    const std::string ahead = d.tags[tag].first > 0 ? d.words[d.tags[tag].first - 1].text : "";
    if (tag < word && !IsPreposition(ahead)) wanted.push_back(p);
  }
  // "chan partner: cancelled as a percentage of all bookings": before the colon stands which rows.
  if (wanted.size() > 1) {
    const auto before_colon = [&](size_t p) {
      for (size_t w = d.tags[d.placed[p].tag].last; w < d.tags[word].first; ++w) {
        if (d.words[w].sentence_after) return true;
      }
      return false;
    };
    if (!std::all_of(wanted.begin(), wanted.end(), before_colon)) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), before_colon), wanted.end());
  }
  // "app bookings share": of the bookings, those by app.
  const bool of_those = rate_word && !of_follows && d.Text(word) == "share" && before < d.tags.size() && std::any_of(d.tags[before].meanings.begin(), d.tags[before].meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable && one.source == 0; }) && d.tags[before].last + 1 == d.tags[word].first && placed_at(d.Previous(before)) < d.placed.size();
  const size_t named = of_those ? d.Previous(before) : before;
  if (!wanted.empty()) {
    // Said already.
  } else if ((rate_of || (rate_word && !of_follows)) && named < d.tags.size() && !d.BreakBetween(named, word) && placed_at(named) < d.placed.size()) {
    wanted.push_back(placed_at(named));
    for (size_t i = named; i-- > 0;) {
      const size_t p = placed_at(i);
      if (p < d.placed.size() && d.placed[p].condition.operand == d.placed[wanted[0]].condition.operand) {
        wanted.push_back(p);
      } else if (!d.Is(i, TagKind::kAnd) && !d.Is(i, TagKind::kOr) && !d.Is(i, TagKind::kFiller)) {
        break;
      }
    }
  } else if (of_follows || before == d.tags.size() || placed_at(before) == d.placed.size() || !rate_word || d.BreakBetween(before, word)) {
    const bool whole = last_word == "%" || IsOneOf(last_word, {"percent", "percentage"}) ? !of_follows && before < d.tags.size() : false;
    const size_t from = whole ? 0 : word;
    size_t verb = d.tags.size();
    bool content = false;
    size_t table = d.tags.size();
    for (size_t i = from; i < d.tags.size() && verb == d.tags.size(); ++i) {
      if (i == word) continue;
      const bool noun = d.Lexical(i) || d.Is(i, TagKind::kRows) || d.Is(i, TagKind::kMoney);
      for (size_t w = d.tags[i].first; w <= d.tags[i].last && content && !noun; ++w) {
        if (IsVerb(d.words[w].text)) verb = i;
      }
      // "of trips longer than 10 km", "of orders without a coupon": a condition of its own.
      if (content && (d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kWithout)) && placed_at(i) < d.placed.size() && !SaidOfThose(d, i)) verb = i;
      if (noun || (d.Is(i, TagKind::kTime) && content)) content = true;
      const bool rows = d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows);
      // "of the bags missed their flight": of the bags.
      const bool said_rows = table < d.tags.size() && (d.Means(table, MeaningKind::kTable) || d.Is(table, TagKind::kRows));
      if (rows || (!said_rows && d.Lexical(i) && (d.Chosen(i).kind == MeaningKind::kEntity || d.Chosen(i).kind == MeaningKind::kMoment))) table = i;
    }
    const auto preposition = [&](size_t tag) {
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
    };
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
        if (!preposition(d.placed[p].tag)) wanted.push_back(p);
      }
      if (wanted.empty()) wanted.push_back(later[0]);
    } else if (const auto said_of = std::find_if(later.begin(), later.end(), [&](size_t p) { return !preposition(d.placed[p].tag) && !d.Is(d.Previous(d.placed[p].tag), TagKind::kBy); });
               !earlier.empty() && said_of != later.end() && of_follows && !d.BreakBetween(word, d.placed[*said_of].tag)) {
      // "what proportion of the transfer bags got lost": of those that stand before the noun.
      for (size_t p : later) {
        if (!preposition(d.placed[p].tag)) wanted.push_back(p);
      }
    } else if (!earlier.empty()) {
      wanted = earlier;
      // Those with a preposition say where: "share of failed payments in Germany".
      std::vector<size_t> plain;
      for (size_t p : earlier) {
        if (!preposition(d.placed[p].tag)) plain.push_back(p);
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
        if (!preposition(d.placed[p].tag)) wanted.push_back(p);
      }
      if (wanted.empty() && !later.empty()) wanted.push_back(later[0]);
    }
  }
  const auto first_clause = [&](size_t p) { return of_follows && std::any_of(wanted.begin(), wanted.end(), [&](size_t other) { return SaysOfWhich(d, d.placed[p], d.placed[other]); }); };
  if (std::any_of(wanted.begin(), wanted.end(), [&](size_t p) { return !first_clause(p); })) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), first_clause), wanted.end());
  // ", bots left out": what is left out is not what a share is taken of.
  const auto left_out = [&](size_t p) {
    const Placed& placed = d.placed[p];
    const size_t behind = placed.tag + 1;
    // "bots left out" of a flag: those that are none.
    const bool none = placed.condition.comparison == Comparison::kIsNot || (!placed.condition.operand.IsSpan() && d.scope.Facts(placed.condition.operand.column).flag);
    return none && d.Is(behind, TagKind::kNegation) && d.used[behind] && d.tags[placed.tag].first > 0 && d.words[d.tags[placed.tag].first - 1].break_after;
  };
  if (std::any_of(wanted.begin(), wanted.end(), [&](size_t p) { return !left_out(p); })) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), left_out), wanted.end());
  // "of all bills with status paid, percentage with method insurer": the whole is said first.
  const bool of_first = IsOneOf(d.words[0].text, {"of", "among", "amongst"}) || (d.words.size() > 1 && d.words[0].text == "out" && d.words[1].text == "of");
  const auto of_whole = [&](size_t p) { return of_first && d.placed[p].tag < word && d.BreakBetween(d.placed[p].tag, word); };
  if (std::any_of(wanted.begin(), wanted.end(), [&](size_t p) { return d.placed[p].tag > word; })) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), of_whole), wanted.end());
  // "what part was refunded? snack, cold and hot each on its own line": which groups, and not what a share is taken of.
  const auto told_apart = [&](size_t p) {
    return std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && !d.placed[p].condition.operand.IsSpan() && group.column == d.placed[p].condition.operand.column; });
  };
  if (std::any_of(wanted.begin(), wanted.end(), [&](size_t p) { return !told_apart(p); })) wanted.erase(std::remove_if(wanted.begin(), wanted.end(), told_apart), wanted.end());
  Measure all;
  bool replaced = false;
  if (!d.form.measures.empty()) {
    all = d.form.measures[0];
    // "share of trips": of the count; "share of distinct riders": of those.
    if (all.kind == MeasureKind::kAverage) all.kind = MeasureKind::kSum;
    replaced = true;
  }
  // "decline rate of last week's charges" of a fee, "success rate by data centre" of amounts of data: so many of them, and no sum that nothing
  // asks for.
  const bool of_state = rate_of && !wanted.empty() && before < d.tags.size() && d.placed[wanted[0]].tag == before && !d.placed[wanted[0]].condition.operand.IsSpan();
  // "what fraction has a tip": of the rows, where the sum of those that have one is all of it.
  const bool of_itself = replaced && all.kind == MeasureKind::kSum && !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](size_t p) {
    return d.placed[p].condition.operand == all.operand && d.placed[p].condition.comparison == Comparison::kIsNotNull;
  });
  // "percentage of bookings that lapsed" beside an amount that is only near in meaning to something else said
  const size_t whole = d.Next(word);
  const bool of_all_rows = of_follows && d.Means(whole, MeaningKind::kTable) && std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) {
    const size_t at = static_cast<size_t>(&tag - d.tags.data());
    return !tag.linked.empty() && d.Lexical(at) && OfColumn(d.Chosen(at)) && d.Ref(d.Chosen(at)) == all.operand.column;
  });
  const bool guessed = (of_state || of_all_rows) && !d.Has(TagKind::kMoney) && !d.Has(TagKind::kAggregate);
  if ((guessed || of_itself) && replaced && all.kind == MeasureKind::kSum && !all.operand.empty()) {
    all = Measure();
    d.money = false;
    d.assumed = true;
  }
  if (wanted.empty()) {
    if (d.form.groups.empty()) {
      d.failed = true;
      d.Fail(Problem::kNotUnderstood, word);
      return;
    }
    // "pass rate", "what share arrived in time": of those that did, and what that takes is not known.
    bool happened = false;
    for (size_t i = word; i < d.tags.size(); ++i) happened = happened || (d.Means(i, MeaningKind::kMoment) && Participle(d.words[d.tags[i].last].text));
    const bool level = replaced && d.guessed_average.has_value() && d.form.measures[0].kind == MeasureKind::kAverage && (!of_follows || d.scope.Facts(d.form.measures[0].operand.column).dimension != knowledge::Dimension::kDuration);
    if (level || (happened && !d.form.window.has_value() && !of_follows) || (happened && replaced)) {
      d.Fail(Problem::kNotUnderstood, word);
      return;
    }
    // "typical frame rate": the rate is what is measured.
    if (rate_of && replaced) {
      // "scrap rate" of a number of pieces thrown away: of how many, is not said, and the sum of them is no rate.
      // "discount rate" of discounts likewise.
      const bool amount = d.form.measures[0].kind == MeasureKind::kSum && !d.form.measures[0].operand.empty() && (d.scope.Facts(d.form.measures[0].operand.column).dimension == knowledge::Dimension::kQuantity || d.scope.Facts(d.form.measures[0].operand.column).dimension == knowledge::Dimension::kMoney);
      if (amount && before < d.tags.size() && d.Means(before, MeaningKind::kColumn) && !d.BreakBetween(before, word)) d.Fail(Problem::kNotUnderstood, word);
      return;
    }
    Measure measure;
    measure.kind = MeasureKind::kShareOfAll;
    measure.parts = {all};
    measure.name = "share";
    if (replaced) {
      d.form.measures.insert(d.form.measures.begin(), measure);
    } else {
      d.form.measures.push_back(measure);
    }
    d.composed.said_measure = true;
    return;
  }
  // "what share of drivers brought copper": of those who brought something, and not of what they brought.
  // "of patients left without being seen" is said of each visit, as its outcome is.
  const size_t whose = d.Next(word);
  const bool of_rows = std::any_of(wanted.begin(), wanted.end(), [&](size_t p) {
    const Condition& condition = d.placed[p].condition;
    return condition.operand.IsSpan() || condition.operand.column.empty() || d.scope.Facts(condition.operand.column).status || (d.scope.Facts(condition.operand.column).event && !OfLog(d, condition.operand.column)) || d.scope.Facts(condition.operand.column).flag;
  });
  if (!replaced && !of_rows && of_follows && d.Means(whose, MeaningKind::kEntity) && !d.BreakBetween(word, whose) && !(d.Chosen(whose).source == 0 && d.FactsOf(d.Chosen(whose)).row_id)) {
    all.kind = MeasureKind::kCountDistinct;
    all.operand.column = d.Ref(d.Chosen(whose));
    d.composed.certainty *= kActiveOnes;
    d.NoteThat("share_among", d.Words(whose), base::StrCat("those that have a row, by ", all.operand.column.name));
    d.Use(whose);
  }
  // "share of orders that got a review" of stars: their sum is no part of anything.
  const bool level = all.kind == MeasureKind::kSum && !all.operand.empty() && !all.operand.IsSpan() && (d.scope.Facts(all.operand.column).dimension == Dimension::kRating || d.scope.Facts(all.operand.column).dimension == Dimension::kTemperature);
  if (level) {
    d.Fail(Problem::kNotUnderstood, word);
    return;
  }
  // "of returned rentals came back damaged", where both say the same state: it is of those, and is asked once.
  if (wanted.size() > 1) {
    std::erase_if(wanted, [&](size_t p) {
      return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& other) {
        const bool outside = std::find(wanted.begin(), wanted.end(), static_cast<size_t>(&other - d.placed.data())) == wanted.end();
        const Condition& same = d.placed[p].condition;
        return outside && other.condition.operand == same.operand && other.condition.comparison == same.comparison && other.condition.values == same.values;
      });
    });
  }
  Measure part = all;
  std::vector<Placed> wanted_placed;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (size_t p : wanted) wanted_placed.push_back(d.placed[p]);
  for (size_t i = wanted.size(); i-- > 0;) d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(wanted[i]));
  // "share of plays that stall": two steps of one thing, counted by what ties them together.
  for (size_t p = d.placed.size(); p-- > 0;) {
    const Condition step = d.placed[p].condition;
    const bool same = std::any_of(wanted_placed.begin(), wanted_placed.end(), [&](const Placed& one) { return one.condition.operand == step.operand; });
    if (!same || step.comparison != Comparison::kIs) continue;
    const TableFacts& main = d.scope.main();
    if (!d.scope.Facts(step.operand.column).event || main.flow() == main.size() || replaced) {
      d.Fail(Problem::kNotUnderstood, d.placed[p].tag);
      return;
    }
    part.kind = all.kind = MeasureKind::kCountDistinct;
    part.operand.column = all.operand.column = d.scope.Ref(0, main.flow());
    all.only.push_back(step);
    d.NoteThat("distinct", d.placed[p].condition.words, base::StrCat("by distinct ", part.operand.column.name));
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
  }
  for (const Condition& condition : Combine(d, wanted_placed)) part.only.push_back(condition);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  if (replaced) {
    d.form.measures[0] = measure;
  } else {
    d.form.measures.push_back(measure);
  }
  if (d.form.shape == Shape::kRows || d.form.shape == Shape::kGroups) d.form.shape = Shape::kMeasures;
  d.composed.said_measure = true;
  std::string words;
  for (const Placed& placed : wanted_placed) base::StrAppend(&words, words.empty() ? "" : ", ", placed.condition.words);
  d.NoteThat("share_of", words, "counted, over all rows of the same time and filter");
}

}  // namespace aurora::query::language
