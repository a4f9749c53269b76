#include <algorithm>
#include <utility>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

// Words that may be a value, a moment or a column: which of them is meant where they stand.

namespace aurora::query::language {
namespace {

bool DoneBySomebody(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  // "learners who have booked with ...": the active voice, of somebody who is no row.
  for (size_t subject = 0; subject < tag && first > 1; ++subject) {
    const bool somebody = d.Means(subject, MeaningKind::kEntity) || d.Text(subject) == "who";
    if (somebody && d.tags[subject].last + 2 == first && IsOneOf(d.words[first - 1].text, {"have", "has", "had"})) return true;
  }
  // "which subject gets booked the least": how often it happens.
  if (first > 0 && IsOneOf(d.words[first - 1].text, {"get", "gets", "got"}) && d.Is(d.Next(tag), TagKind::kMost)) return true;
  for (size_t back = 2; back <= 3 && back <= first; ++back) {
    if (!IsOneOf(d.words[first - back].text, {"did", "do", "does"})) continue;
    return IsOneOf(d.words[first - back + 1].text, {"we", "they", "you", "i", "he", "she", "people", "customers", "clients", "users"});
  }
  return false;
}

// Which of several columns a value is of: "Italian lessons" of a course and "Italian customers" of a country, "the Danish flag". The
// noun beside it says so, else a comment that explains the value goes before what is known of countries.
void PreferColumnBeside(Draft& d, size_t tag) {
  std::vector<size_t> of;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    if (d.tags[tag].meanings[m].kind == MeaningKind::kValue) of.push_back(m);
  }
  if (of.size() < 2) return;
  const size_t first = d.tags[tag].first;
  const size_t last = d.tags[tag].last;
  const Word* behind = last + 1 < d.words.size() && !d.words[last].break_after ? &d.words[last + 1] : nullptr;
  const Word* before = first > 0 && !d.words[first - 1].break_after ? &d.words[first - 1] : nullptr;
  const bool people = behind != nullptr && (knowledge::IsPerson(behind->text) || (Plural(behind->text) && knowledge::IsPerson(behind->text.substr(0, behind->text.size() - 1))));
  std::string spoken;
  for (size_t w = first; w <= last; ++w) spoken += (w == first ? "" : " ") + d.words[w].text;
  const bool nation = std::any_of(knowledge::Demonyms().begin(), knowledge::Demonyms().end(), [&](const knowledge::Place& place) { return place.name == spoken; });
  const auto fit = [&](const Meaning& meaning) {
    const ColumnFacts& facts = d.FactsOf(meaning);
    const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(meaning)).comment);
    int best = 0;
    for (const Word* word : {behind, before}) {
      if (word == nullptr || word->text.size() < 3) continue;
      if (std::find(facts.stems.begin(), facts.stems.end(), word->stem) != facts.stems.end()) best = std::max(best, 3);
      if (word == behind && std::any_of(comment.begin(), comment.end(), [&](const Word& said) { return said.stem == word->stem; })) best = std::max(best, 2);
    }
    const bool country = std::any_of(comment.begin(), comment.end(), [](const Word& said) { return said.text == "country"; }) || std::find(facts.words.begin(), facts.words.end(), "country") != facts.words.end();
    if (people && nation && country) best = std::max(best, 3);
    return best;
  };
  int most = 0;
  std::vector<size_t> fitting;
  for (size_t m : of) {
    const int one = fit(d.tags[tag].meanings[m]);
    if (one > most) fitting.clear();
    most = std::max(most, one);
    if (one == most) fitting.push_back(m);
  }
  // The row's own column before that of a joined one.
  if (fitting.size() > 1 && std::count_if(fitting.begin(), fitting.end(), [&](size_t m) { return d.tags[tag].meanings[m].source == 0; }) == 1) {
    fitting.erase(std::remove_if(fitting.begin(), fitting.end(), [&](size_t m) { return d.tags[tag].meanings[m].source != 0; }), fitting.end());
  }
  if (most > 0 && fitting.size() == 1) {
    d.choices[tag] = fitting[0];
    return;
  }
  // By a gloss, where all others are of the nation.
  const bool explained = d.tags[tag].meanings[of[0]].weight >= 0.9 && d.tags[tag].meanings[of[1]].weight < 0.9;
  if (most == 0 && nation && explained) d.choices[tag] = of[0];
}

// "that are booked, out, returned or cancelled" of a status and of booked_at: the first of a list is of what the others are.
bool PreferListed(Draft& d, size_t tag) {
  const size_t next = d.Next(tag);
  const bool listed = next < d.tags.size() && d.tags[tag].last + 1 == d.tags[next].first && d.words[d.tags[tag].last].break_after;
  if (!listed || !d.Lexical(next) || d.Chosen(next).kind != MeaningKind::kValue) return false;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    const Meaning& meaning = d.tags[tag].meanings[m];
    if (meaning.kind != MeaningKind::kValue || meaning.source != d.Chosen(next).source || meaning.column != d.Chosen(next).column) continue;
    d.choices[tag] = m;
    return true;
  }
  return false;
}

// "from opening a ticket to closing it" of those that are open: from when it was opened.
bool BeginsStretch(Draft& d, size_t tag) {
  const std::string& text = d.words[d.tags[tag].first].text;
  const bool act = text.size() > 5 && text.compare(text.size() - 3, 3, "ing") == 0;
  if (!act || d.tags[tag].first == 0 || !IsOneOf(d.words[d.tags[tag].first - 1].text, {"from", "between"})) return false;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    const Meaning& meaning = d.tags[tag].meanings[m];
    if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0) d.choices[tag] = m;
  }
  return d.Chosen(tag).kind == MeaningKind::kMoment;
}

// "guests from which country" of guest_country, where the place of the site has a country, too: the column that names whose it is.
void PreferOwnColumn(Draft& d, size_t tag) {
  const size_t which = d.Previous(tag);
  const size_t from = d.Previous(which);
  const size_t whose = d.Is(from, TagKind::kFrom) ? d.Previous(from) : from;
  if (!d.Is(which, TagKind::kWhich) || which + 1 != tag || whose >= which || !d.Lexical(whose) || d.BreakBetween(whose, tag) || d.tags[tag].meanings.size() < 2) return;
  const std::string& stem = d.words[d.tags[whose].last].stem;
  const std::string& before = d.words[d.tags[which].first - 1].text;
  if (!IsOneOf(before, {"from", "of", "in"})) return;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    const Meaning& meaning = d.tags[tag].meanings[m];
    if (!OfColumn(meaning) || meaning.source != 0) continue;
    const std::vector<std::string>& stems = d.FactsOf(meaning).stems;
    if (stems.size() > 1 && stems[0] == stem) d.choices[tag] = m;
  }
}

// "by account type", "by customer country", where rows have a type, a country of their own, too: that of the table which the noun names.
void PreferColumnOfNamed(Draft& d, size_t tag) {
  if (tag == 0 || !d.Lexical(tag - 1) || d.BreakBetween(tag - 1, tag) || d.tags[tag - 1].last + 1 != d.tags[tag].first || Plural(d.words[d.tags[tag - 1].last].text) || d.tags[tag].meanings.size() < 2) return;
  const Meaning& whose = d.Chosen(tag - 1);
  if (whose.kind != MeaningKind::kEntity || whose.source != 0 || whose.weight < 0.8) return;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    const Meaning& meaning = d.tags[tag].meanings[m];
    if (meaning.kind != MeaningKind::kColumn || meaning.source == 0 || !(d.scope.join(meaning.source).left == d.Ref(whose))) continue;
    d.choices[tag] = m;
    return;
  }
}

// "by medicine family": the last of what rows are told apart by, behind a noun that says whose it is.
bool EndsGroup(const Draft& d, size_t tag) {
  if (tag < 2 || !d.Is(tag - 2, TagKind::kBy) || !IsOneOf(d.Text(tag - 2), {"by", "per"}) || d.BreakBetween(tag - 2, tag) || Plural(d.words[d.tags[tag].last].text)) return false;
  const bool noun = d.Lexical(tag - 1) && d.Chosen(tag - 1).kind != MeaningKind::kValue && d.tags[tag - 1].last + 1 == d.tags[tag].first;
  const size_t next = d.Next(tag);
  return noun && (next == d.tags.size() || d.BreakBetween(tag, next) || d.Is(next, TagKind::kTime) || d.Is(next, TagKind::kInstead));
}

// "are open", "remain open", "still open"
bool SaidToBe(const Draft& d, size_t tag) {
  const size_t at = d.tags[tag].first;
  return at > 0 && !d.words[at - 1].break_after && IsOneOf(d.words[at - 1].text, {"is", "are", "be", "still", "remain", "remains", "remained", "left", "yet", "currently", "presently", "now", "stay", "stayed"});
}

// "repairs that were finished or cancelled yesterday" of finished_at: either state, and no moment of the one beside the state of the other.
void PreferStatesTogether(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kOr)) continue;
    const size_t before = d.Previous(i);
    const size_t after = d.Next(i);
    for (const auto& [moment, state] : {std::pair(before, after), std::pair(after, before)}) {
      if (!d.Means(moment, MeaningKind::kMoment) || !d.Means(state, MeaningKind::kValue)) continue;
      const Meaning& other = d.Chosen(state);
      for (size_t m = 0; m < d.tags[moment].meanings.size(); ++m) {
        const Meaning& meaning = d.tags[moment].meanings[m];
        if (meaning.kind == MeaningKind::kValue && meaning.source == other.source && meaning.column == other.column) d.choices[moment] = m;
      }
    }
  }
}

}  // namespace

// Words that are a value and a column at once: "stalls" are events, but "average stall" is a length.
namespace {

// "total refunded" of refund_cents and of a state "refund": what is added up.
void PreferFigure(Draft& d, size_t tag) {
  const size_t sum = d.Previous(tag);
  if (!d.Is(sum, TagKind::kAggregate) || d.BreakBetween(sum, tag) || d.tags[sum].last + 1 != d.tags[tag].first) return;
  // "total refunded orders": which of them.
  const size_t noun = tag + 1;
  if (noun < d.tags.size() && d.Lexical(noun) && !d.BreakBetween(tag, noun) && d.tags[noun].first == d.tags[tag].last + 1) return;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    const Meaning& meaning = d.tags[tag].meanings[m];
    if (meaning.kind == MeaningKind::kColumn && meaning.source == 0 && meaning.weight >= 0.9 && d.FactsOf(meaning).measure) d.choices[tag] = m;
  }
}

}  // namespace

void Disambiguate(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    // "open jobs", "how many jobs are still open" of opened_at and closed_at: which are not closed yet, and not when they were opened.
    if (d.Means(i, MeaningKind::kMoment) && d.Chosen(i).values.empty() && d.tags[i].first == d.tags[i].last && d.Text(i) == "open" && ((d.Means(d.Next(i), MeaningKind::kTable) && !d.BreakBetween(i, d.Next(i))) || SaidToBe(d, i))) {
      for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
        const Meaning& meaning = d.tags[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && !meaning.values.empty()) d.choices[i] = m;
      }
    }
    if (i > 1 && d.Lexical(i) && OfColumn(d.Chosen(i))) PreferOwnColumn(d, i);
    // "largest paid invoice of each kind": one of the rows.
    if (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id) {
      size_t most = d.Previous(i);
      while (most < d.tags.size() && d.Lexical(most) && (d.Means(most, MeaningKind::kValue) || d.Means(most, MeaningKind::kMoment)) && !d.BreakBetween(most, i)) most = d.Previous(most);
      const bool largest = d.Is(most, TagKind::kMost) && !d.BreakBetween(most, i) && IsOneOf(d.Text(most), {"largest", "biggest", "highest", "smallest", "lowest"});
      for (size_t m = 0; m < d.tags[i].meanings.size() && largest; ++m) {
        if (d.tags[i].meanings[m].kind == MeaningKind::kTable && d.tags[i].meanings[m].source == 0) d.choices[i] = m;
      }
    }
    if (d.Lexical(i) && OfColumn(d.Chosen(i))) PreferColumnOfNamed(d, i);
    if (d.Lexical(i) && d.tags[i].IsLexicon(MeaningKind::kMoment) && PreferListed(d, i)) continue;
    if (!d.Lexical(i) || d.Chosen(i).kind != MeaningKind::kValue) continue;
    // "tickets per team" of a plan for teams: of each team of those who answer.
    if (const size_t per = d.Previous(i); d.Is(per, TagKind::kPer) && d.tags[per].last + 1 == d.tags[i].first && !Plural(d.words[d.tags[i].last].text)) {
      const auto& meanings = d.tags[i].meanings;
      const auto column = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) { return one.kind == MeaningKind::kColumn && one.weight >= 0.85 && d.FactsOf(one).category && !d.FactsOf(one).flag; });
      if (column != meanings.end()) {
        d.choices[i] = static_cast<size_t>(column - meanings.begin());
        continue;
      }
    }
    // "by medicine family" of a family that medicines have, and a voucher of that name: of each.
    if (EndsGroup(d, i)) {
      const auto& meanings = d.tags[i].meanings;
      const auto column = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) { return one.kind == MeaningKind::kColumn && one.weight >= 0.85 && d.FactsOf(one).category && !d.FactsOf(one).flag; });
      if (column != meanings.end()) {
        d.choices[i] = static_cast<size_t>(column - meanings.begin());
        continue;
      }
    }
    if (BeginsStretch(d, i)) continue;
    PreferColumnBeside(d, i);
    PreferFigure(d, i);
    // "lifted" of lifted_at is that moment's own word, before a value of which it is another word.
    const std::string& stem = d.words[d.tags[i].first].stem;
    const bool own_word = std::any_of(d.Chosen(i).values.begin(), d.Chosen(i).values.end(), [&](const std::string& value) {
      const std::vector<std::string> parts = SplitName(value);
      return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return Stem(part) == stem; });
    });
    if (!own_word && d.Chosen(i).weight < 0.9 && d.tags[i].first == d.tags[i].last && !d.time.empty() && d.time.source == 0 && Participle(d.words[d.tags[i].first].text)) {
      const std::vector<std::string>& stems = d.scope.Facts(d.time).stems;
      for (size_t m = 0; m < d.tags[i].meanings.size() && std::find(stems.begin(), stems.end(), stem) != stems.end(); ++m) {
        const Meaning& meaning = d.tags[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && d.Ref(meaning) == d.time) d.choices[i] = m;
      }
      if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "arrived" of a time whose comment says so, before a value of which it is another word.
    if (!own_word && d.Chosen(i).weight < 0.9 && d.tags[i].first == d.tags[i].last) {
      for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
        const Meaning& meaning = d.tags[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && meaning.weight >= kMomentVerb && meaning.weight < kMomentVerb + 0.05) d.choices[i] = m;
      }
      if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    const size_t before = d.Previous(i);
    if (NamesWhatHappens(d, i, d.Chosen(i)) && !d.Means(d.Next(i), MeaningKind::kTable)) {
      for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
        const Meaning& meaning = d.tags[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && d.Ref(meaning) == d.time) d.choices[i] = m;
      }
      if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    const bool averaged = (d.Is(before, TagKind::kAggregate) && d.tags[before].aggregate != MeasureKind::kSum) ||
                          (d.Is(before, TagKind::kExtreme) && d.tags[before].extreme == ExtremeOf::kDimension);
    // "mean time in the queue" of queue_sec, and not of those who left it.
    const bool timed = d.tags[i].first > 1 && IsOneOf(d.words[d.tags[i].first - 1].text, {"the", "a"}) && IsOneOf(d.words[d.tags[i].first - 2].text, {"in", "at", "on"}) && d.tags[i].first > 3 && d.words[d.tags[i].first - 3].text == "time" && d.Has(TagKind::kAggregate);
    const bool distinct = d.Is(before, TagKind::kDistinct);
    // "tickets resolved yesterday", "were resolved yesterday" look at the time; "resolved tickets" at the state.
    const bool after_noun = before < d.tags.size() && !d.BreakBetween(before, i) &&
                            (d.Means(before, MeaningKind::kTable) || d.Means(before, MeaningKind::kEntity) || d.Is(before, TagKind::kRows)) &&
                            (d.Is(d.Next(i), TagKind::kTime) || d.Is(d.Next(i), TagKind::kShift) || d.Is(d.Next(i), TagKind::kGrain) || (d.Is(d.Next(i), TagKind::kPer) && d.Is(d.Next(d.Next(i)), TagKind::kGrain)));
    if (after_noun) {
      for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
        if (d.tags[i].meanings[m].kind == MeaningKind::kMoment && d.tags[i].meanings[m].source == 0 && d.tags[i].meanings[m].weight >= 0.9) d.choices[i] = m;
      }
      if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "shippers booked bulk cargo", "are the most shipments booked": what happened, not the state it is in; "booked shipments" are in it.
    // "returned a van": did it, where "returned vans" are in it.
    const bool beside_row = d.Means(d.Next(i), MeaningKind::kTable) && !d.BreakBetween(i, d.Next(i)) && !(d.tags[i].last + 1 < d.words.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"a", "an"}));
    const bool subject = before < d.tags.size() && !d.BreakBetween(before, i) && (d.Means(before, MeaningKind::kTable) || d.Means(before, MeaningKind::kEntity)) && !beside_row &&
                         (d.Lexical(d.Next(i)) || d.Has(TagKind::kMost));
    const bool anything = d.tags[i].last + 1 < d.words.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"anything", "something"});
    // "coming back per day", "customers returned a van yesterday": with a time or a step, a verb is when it happened, where the row has a time for it.
    const bool dated = (d.Has(TagKind::kTime) || d.Has(TagKind::kGrain)) && before < d.tags.size() && !d.BreakBetween(before, i) && (d.Means(before, MeaningKind::kTable) || d.Means(before, MeaningKind::kEntity)) && !beside_row && !d.Has(TagKind::kRatio);
    for (size_t m = 0; m < d.tags[i].meanings.size() && dated; ++m) {
      const Meaning& meaning = d.tags[i].meanings[m];
      if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && meaning.weight >= 0.9) d.choices[i] = m;
    }
    if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    if (subject || anything) {
      for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
        const Meaning& meaning = d.tags[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.weight >= 0.9 && d.Ref(meaning) == d.time) d.choices[i] = m;
      }
      if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "did we open", "do they close": what somebody does, and no state.
    const bool done = DoneBySomebody(d, i);
    for (size_t m = 0; m < d.tags[i].meanings.size() && done; ++m) {
      const Meaning& meaning = d.tags[i].meanings[m];
      if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && meaning.weight >= 0.9) d.choices[i] = m;
    }
    if (d.Chosen(i).kind == MeaningKind::kMoment) continue;
    if (!averaged && !distinct && !timed) continue;
    for (size_t m = 0; m < d.tags[i].meanings.size(); ++m) {
      const Meaning& meaning = d.tags[i].meanings[m];
      if (!OfColumn(meaning)) continue;
      if (timed && d.FactsOf(meaning).measure && d.FactsOf(meaning).dimension == knowledge::Dimension::kDuration) {
        d.choices[i] = m;
        break;
      }
      if ((averaged && d.FactsOf(meaning).measure) || (distinct && d.FactsOf(meaning).category)) {
        d.choices[i] = m;
        break;
      }
    }
  }
  PreferStatesTogether(d);
}

}  // namespace aurora::query::language
