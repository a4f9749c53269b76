#include <algorithm>

#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"

// Nouns that only say more of the noun behind them.

namespace aurora::query::language {
namespace {

// Of a value that only a word of its comment names.
constexpr double kSaidOfValue = 0.7;

bool Adjacent(const Draft& d, size_t tag) { return tag + 1 < d.tags.size() && d.tags[tag].last + 1 == d.tags[tag + 1].first && !d.BreakBetween(tag, tag + 1); }

void SetAside(Draft& d, size_t tag) { d.modifier[tag] = d.used[tag] = true; }

// "by school level" of a level, some codes of which stand for schools: which level, and none of its values.
void SetValuesOfNextAside(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.Chosen(i).weight >= kSaidOfValue || d.Chosen(i).values.size() < 2 || !Adjacent(d, i) || !d.Means(i + 1, MeaningKind::kColumn)) continue;
    if (d.Ref(d.Chosen(i)) == d.Ref(d.Chosen(i + 1))) SetAside(d, i);
  }
}

// "by the home base of the unit" of a base, and of callers one of which is a care home: which base, and no part of another value.
void SetPartsOfValuesAside(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.tags[i].first != d.tags[i].last || d.Chosen(i).values.size() != 1 || !Adjacent(d, i) || !d.Means(i + 1, MeaningKind::kColumn) || !d.FactsOf(d.Chosen(i + 1)).category) continue;
    if (d.Ref(d.Chosen(i)) == d.Ref(d.Chosen(i + 1)) || SplitName(d.Chosen(i).values[0]).size() < 2) continue;
    size_t at = 0;
    const Context context = ContextOf(d, i + 1, &at);
    if (context != Context::kBy && context != Context::kPer) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.92;
  }
}

// "average wait in the long queue" of jobs one of whose states says that they wait: how long it took.
void SetWaitsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.Chosen(i).weight >= 0.9 || d.tags[i].first != d.tags[i].last || !IsOneOf(d.Text(i), {"wait", "waits"}) || !d.Is(i - 1, TagKind::kAggregate) || d.BreakBetween(i - 1, i)) continue;
    SetAside(d, i);
  }
}

// "how many applications came in yesterday" of those that may be received, seen or hired: any of them did.
void SetArrivalsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.Chosen(i).source != 0 || !IsOneOf(d.Words(i), {"came in", "come in", "coming in", "comes in"})) continue;
    const bool rows = d.Means(d.Previous(i), MeaningKind::kTable) && !d.BreakBetween(d.Previous(i), i);
    if (!rows || !d.Is(d.Next(i), TagKind::kTime)) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.95;
  }
}

// "candidates who applied" of applications one of whose flags is easy_apply: all of them did.
void SetOwnVerbsAside(Draft& d) {
  constexpr size_t kRoot = 4;
  const std::vector<std::string>& rows = d.scope.main().name_stems();
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.Chosen(i).source != 0 || d.tags[i].first != d.tags[i].last || !d.FactsOf(d.Chosen(i)).flag || d.FactsOf(d.Chosen(i)).words.size() < 2) continue;
    const std::string& stem = d.words[d.tags[i].first].stem;
    if (!Participle(d.Text(i)) || rows.empty() || stem.size() < kRoot || rows.back().compare(0, kRoot, stem, 0, kRoot) != 0) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.95;
  }
}

// "a passport picture" of a layout and of a flag whose comment speaks of the picture: what the rows are of.
void SetMentionedThingsAside(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t thing = i + 1;
    if (!d.Means(i, MeaningKind::kValue) || !Adjacent(d, i) || !d.Means(thing, MeaningKind::kValue) || d.used[thing] || d.Chosen(thing).source != 0 || d.tags[thing].first != d.tags[thing].last) continue;
    const ColumnFacts& flag = d.FactsOf(d.Chosen(thing));
    if (!flag.flag || d.Chosen(thing).weight > kSaidOfValue || Participle(d.Text(thing)) || d.FactsOf(d.Chosen(i)).flag) continue;
    if (std::find(flag.stems.begin(), flag.stems.end(), d.words[d.tags[thing].first].stem) != flag.stems.end()) continue;
    SetAside(d, thing);
    d.composed.certainty *= 0.92;
  }
}

// "time on the water" of rentals that may be on_water: how long they were, and not which of them are.
void SetWhereaboutsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const size_t first = d.tags[i].first;
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || first == 0 || d.words[first - 1].text != "time" || !IsOneOf(d.words[first].text, {"on", "in", "at"}) || !d.Has(TagKind::kAggregate)) continue;
    SetAside(d, i);
  }
}

// "honey harvested per week, in kilos" of a column that tells its kinds apart: what is weighed.
void SetStuffAside(Draft& d) {
  const auto weighed = [](const Tag& tag) { return tag.kind == TagKind::kUnit && (tag.dimension == knowledge::Dimension::kWeight || tag.dimension == knowledge::Dimension::kVolume); };
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kColumn) || d.used[i] || d.Chosen(i).source != 0 || d.Chosen(i).weight < 1 || Plural(d.words[d.tags[i].last].text)) continue;
    const ColumnFacts& facts = d.FactsOf(d.Chosen(i));
    if (!facts.category || facts.id || facts.flag || facts.status || facts.words.size() != 1) continue;
    size_t at = 0;
    const Context context = ContextOf(d, i, &at);
    const bool begins = context == Context::kNone && (i == 0 || d.Is(d.Previous(i), TagKind::kAggregate));
    // "weight of accepted honey"
    size_t figure = i;
    while (figure > 0 && d.Means(figure - 1, MeaningKind::kValue) && !d.BreakBetween(figure - 1, figure)) --figure;
    const bool of_figure = figure > 0 && d.tags[figure].first > 0 && d.words[d.tags[figure].first - 1].text == "of" && d.Means(d.Previous(figure), MeaningKind::kColumn) && d.FactsOf(d.Chosen(d.Previous(figure))).measure;
    if (of_figure) {
      SetAside(d, i);
      continue;
    }
    if (std::none_of(d.tags.begin(), d.tags.end(), weighed)) continue;
    const bool deed = i + 1 < d.tags.size() && d.tags[i].last + 1 < d.words.size() && Participle(d.words[d.tags[i].last + 1].text);
    if (!begins || !deed) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.95;
  }
}

// "a refund for a customer in Poland" of rows that have a country, and nobody who is called a customer: whoever it was.
void SetWhoeverAside(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const std::string& text = d.Text(i);
    const bool vague = d.Is(i, TagKind::kUnknown) || (d.Lexical(i) && d.Chosen(i).weight <= kCommentNoun);
    if (!vague || d.tags[i].first != d.tags[i].last || !IsOneOf(text, {"customer", "customers", "client", "clients", "buyer", "buyers", "somebody", "someone", "anyone", "anybody"})) continue;
    const size_t place = d.Next(i);
    if (!d.Means(place, MeaningKind::kValue) || d.Chosen(place).source != 0 || d.BreakBetween(i, place) || d.tags[place].first != d.tags[i].last + 2 || !IsOneOf(d.words[d.tags[i].last + 1].text, {"in", "from"})) continue;
    const std::vector<std::string>& column = d.FactsOf(d.Chosen(place)).words;
    if (std::none_of(column.begin(), column.end(), [](const std::string& word) { return IsOneOf(word, {"country", "city", "town", "region", "state", "cc"}); })) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.95;
  }
}

// "revenue of electric bikes" of a bike_kind beside a bike_no, "flow of running pumps" of pump_readings: which rows, and no other thing
// than they are of.
void SetNounsOfRowsAside(Draft& d) {
  const auto asked = [&](size_t tag) {
    for (const TagKind kind : {TagKind::kCount, TagKind::kWhich, TagKind::kDistinct, TagKind::kBy, TagKind::kPer, TagKind::kList, TagKind::kTop, TagKind::kMost, TagKind::kNumber}) {
      if (d.Is(tag, kind)) return true;
    }
    return tag >= d.tags.size();
  };
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || !Adjacent(d, i) || d.used[i + 1] || !d.Lexical(i + 1) || d.Chosen(i).source != 0) continue;
    const Meaning& noun = d.Chosen(i + 1);
    if (!OfColumn(noun) || noun.kind == MeaningKind::kValue || noun.source != 0 || !d.FactsOf(noun).category || d.Ref(noun) == d.Ref(d.Chosen(i))) continue;
    const std::string& stem = d.words[d.tags[i + 1].last].stem;
    const std::vector<std::string>& kind = d.FactsOf(d.Chosen(i)).stems;
    const std::vector<std::string>& rows = d.scope.main().name_stems();
    const bool of_kind = kind.size() > 1 && kind[0] == stem && d.FactsOf(noun).stems[0] == stem;
    const bool of_rows = rows.size() > 1 && rows[0] == stem;
    const bool first = i == 0 && (!d.Is(d.Next(i + 1), TagKind::kRatio) || d.Text(d.Next(i + 1)) != "as");
    if ((!of_kind && !of_rows) || first || (i > 0 && asked(d.Previous(i)))) continue;
    SetAside(d, i + 1);
  }
}

// "how many bottles did we open" of rows whose state may be open: what was done with them.
void SetDeedsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const size_t first = d.tags[i].first;
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.tags[i].last != first || first < 2 || d.Text(i) != "open") continue;
    if (!IsOneOf(d.words[first - 1].text, {"we", "they", "you", "people", "guests"}) || !IsOneOf(d.words[first - 2].text, {"did", "do"})) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.95;
  }
}

// "did the annex run no loads" of loads that may be running: what somebody did, and no state they are in.
void SetDoingsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const size_t first = d.tags[i].first;
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.tags[i].last != first || d.Chosen(i).source != 0 || d.Chosen(i).values.size() != 1) continue;
    const std::string& value = d.Chosen(i).values[0];
    const std::string& text = d.words[first].text;
    const bool doing = value.size() > text.size() + 2 && value.compare(value.size() - 3, 3, "ing") == 0 && Stem(value) == d.words[first].stem;
    const bool did = std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(first), [](const Word& word) { return IsOneOf(word.text, {"did", "do", "does"}); });
    if (doing && did) SetAside(d, i);
  }
}

// "a call (kind voice)" of a comment of the kinds that has a call in it: the value says which.
void SetKindsOfValuesAside(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kColumn) || d.used[i] || d.Chosen(i).weight > kCommentNoun) continue;
    for (size_t v = i + 1; v < d.tags.size() && v <= i + 3; ++v) {
      const bool named = d.Means(v - 1, MeaningKind::kColumn) && d.Means(v, MeaningKind::kValue) && d.Ref(d.Chosen(v - 1)) == d.Ref(d.Chosen(v)) && d.Ref(d.Chosen(v)) == d.Ref(d.Chosen(i)) && v - 1 > i;
      if (!named) continue;
      SetAside(d, i);
      d.composed.certainty *= 0.95;
      break;
    }
  }
}

// "quarter pallet loads" of a pallet_type: the value in full, and no number of pallets.
void SetNounsOfTypesAside(Draft& d) {
  for (size_t i = 0; i + 2 < d.tags.size(); ++i) {
    const size_t noun = i + 1;
    if (!d.Means(i, MeaningKind::kValue) || d.Chosen(i).source != 0 || d.used[noun] || !d.Lexical(noun) || d.Means(noun, MeaningKind::kValue) || Plural(d.words[d.tags[noun].last].text)) continue;
    const ColumnFacts& facts = d.FactsOf(d.Chosen(i));
    const bool type = facts.words.size() == 2 && IsOneOf(facts.words[1], {"type", "kind", "class", "size", "grade", "model"}) && facts.stems[0] == d.words[d.tags[noun].last].stem;
    const bool rows = d.Means(i + 2, MeaningKind::kTable) && d.Chosen(i + 2).source == 0;
    if (type && rows && d.tags[i].last + 1 == d.tags[noun].first && d.tags[noun].last + 1 == d.tags[i + 2].first && !d.BreakBetween(i, noun) && !d.BreakBetween(noun, i + 2)) d.used[noun] = true;
  }
}

// "foot, bike or car patrol": its values are kinds of what the last word names, and no things by themselves.
bool ValuesAreKinds(const Draft& d, const Meaning& meaning) {
  const catalog::ColumnProfile& column = d.scope.Profile(d.Ref(meaning));
  const std::vector<Word> comment = Normalise(column.comment);
  const auto is_value = [&](const Word& word) {
    return std::any_of(column.values.begin(), column.values.end(), [&](const catalog::ValueCount& value) { return Stem(value.value) == word.stem; });
  };
  return std::count_if(comment.begin(), comment.end(), is_value) > 1 && comment.size() > 1 && !is_value(comment.back()) && is_value(comment[comment.size() - 2]) && !comment[comment.size() - 2].break_after;
}

// "how many tickets went to cars" of wardens whose team is "foot, bike or car patrol", where the rows' own comments speak of the car: what the
// rows are about, and no kind of somebody else.
void SetThingsOfRowsAside(Draft& d) {
  const catalog::TableProfile& rows = d.scope.main().profile();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i] || d.Chosen(i).source == 0 || d.tags[i].first != d.tags[i].last) continue;
    const size_t first = d.tags[i].first;
    const Word& word = d.words[first];
    const bool thing = Plural(word.text) || (first > 0 && IsOneOf(d.words[first - 1].text, {"a", "an", "the", "each", "every"}));
    // "car wardens", "a car team"
    const bool kind = Adjacent(d, i) && d.Lexical(i + 1) && !Participle(d.words[d.tags[i + 1].first].text);
    if (!thing || kind || !ValuesAreKinds(d, d.Chosen(i))) continue;
    const bool spoken_of = std::any_of(rows.columns.begin(), rows.columns.end(), [&](const catalog::ColumnProfile& column) {
      const std::vector<Word> comment = Normalise(column.comment);
      for (size_t w = 1; w < comment.size() && !column.Hidden(); ++w) {
        if (comment[w].stem == word.stem && IsOneOf(comment[w - 1].text, {"the", "a", "an"})) return true;
      }
      return false;
    });
    if (!spoken_of) continue;
    SetAside(d, i);
    d.composed.certainty *= 0.92;
  }
}

// "how much money was raised" of campaigns that are opened: what came in, and not when something began.
void SetRaisedAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kMoment) || d.used[i] || d.Text(i) != "raised" || d.FactsOf(d.Chosen(i)).words == std::vector<std::string>{"raised"}) continue;
    size_t word = d.tags[i].first;
    while (word > 0 && IsOneOf(d.words[word - 1].text, {"was", "were", "is", "has", "have", "been", "did", "we", "they", "got"})) --word;
    if (word > 0 && !d.words[word - 1].break_after && IsOneOf(d.words[word - 1].text, {"money", "funds", "funding", "amount", "much", "sum", "cash", "capital", "total"})) SetAside(d, i);
  }
}

// "since Monday that took over 2 seconds to hand over": what took so long, and no time that the rows go by.
void SetWhatTookAside(Draft& d) {
  for (size_t i = 3; i < d.tags.size(); ++i) {
    const size_t to = d.Previous(i);
    const size_t unit = d.Previous(to);
    if (!d.Means(i, MeaningKind::kMoment) || d.used[i] || d.Chosen(i).source != 0 || !d.Chosen(i).values.empty() || !d.Is(to, TagKind::kTo) || to + 1 != i || d.BreakBetween(to, i)) continue;
    if (!d.Is(unit, TagKind::kUnit) || unit + 1 != to || !d.Is(d.Previous(unit), TagKind::kNumber)) continue;
    const auto known = knowledge::FindUnit(d.tags[unit].unit);
    if (!known.has_value() || known->dimension != knowledge::Dimension::kDuration) continue;
    SetAside(d, i);
    d.used[to] = true;
  }
}

// "went into the cold store" of a time "when the bin entered the cold store", beside a state "stored": where it went, and no state.
void SetPlacesOfMomentsAside(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (d.used[i] || !d.Means(i, MeaningKind::kValue) || d.tags[i - 1].last + 1 != d.tags[i].first || d.BreakBetween(i - 1, i)) continue;
    const auto& before = d.tags[i - 1].meanings;
    const std::string& noun = d.words[d.tags[i].first].text;
    const bool said = d.Lexical(i - 1) && std::any_of(before.begin(), before.end(), [&](const Meaning& meaning) {
      if (meaning.kind != MeaningKind::kMoment || meaning.source != 0 || !meaning.values.empty()) return false;
      const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(meaning)).comment);
      for (size_t w = 0; w + 1 < comment.size(); ++w) {
        if (comment[w].text == d.words[d.tags[i - 1].last].text && !comment[w].break_after && comment[w + 1].text == noun) return true;
      }
      return false;
    });
    if (said) d.used[i] = true;
  }
}

}  // namespace

void SetAdjunctsAside(Draft& d) {
  SetPlacesOfMomentsAside(d);
  SetWhatTookAside(d);
  SetThingsOfRowsAside(d);
  SetRaisedAside(d);
  SetValuesOfNextAside(d);
  SetPartsOfValuesAside(d);
  SetWaitsAside(d);
  SetArrivalsAside(d);
  SetOwnVerbsAside(d);
  SetMentionedThingsAside(d);
  SetWhereaboutsAside(d);
  SetStuffAside(d);
  SetWhoeverAside(d);
  SetNounsOfRowsAside(d);
  SetDeedsAside(d);
  SetDoingsAside(d);
  SetKindsOfValuesAside(d);
  SetNounsOfTypesAside(d);
}

}  // namespace aurora::query::language
