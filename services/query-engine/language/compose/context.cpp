#include "services/query-engine/language/compose/context.h"

#include <algorithm>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/sources.h"

namespace aurora::query::language {
namespace {

// Whether the column's comment has the word as a thing that is known: "firmware of the sensor", "container number".
bool SaysOfTheThing(const Draft& d, const ColumnRef& column, const Word& word) {
  const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
  if (comment.size() == 2 && comment[0].stem == word.stem && IsOneOf(comment[1].text, {"number", "code", "id", "plate", "tag", "key"})) return true;
  for (size_t i = 1; i < comment.size(); ++i) {
    if (comment[i].stem == word.stem && comment[i - 1].text == "the") return true;
  }
  return false;
}

// Whether a value is counted, and what stands behind it is who does it: "how many refunds did riders get".
bool DoesBetween(const Draft& d, size_t count, size_t tag) {
  bool value = false;
  for (size_t i = count + 1; i < tag; ++i) {
    value = value || d.Means(i, MeaningKind::kValue);
    for (size_t w = d.tags[i].first; w <= d.tags[i].last && value && d.Is(i, TagKind::kFiller); ++w) {
      if (IsOneOf(d.words[w].text, {"did", "do", "does"})) return true;
    }
  }
  return false;
}

}  // namespace

bool EntityLike(const Draft& d, const Meaning& meaning) {
  if (meaning.kind == MeaningKind::kEntity) return true;
  if (meaning.kind != MeaningKind::kColumn || !d.FactsOf(meaning).category) return false;
  const catalog::ColumnProfile& profile = d.scope.source(meaning.source).profile().columns[meaning.column];
  return profile.values.empty() && profile.column_class == catalog::ColumnClass::kText;
}

bool HasFewRowsEach(const Draft& d, const ColumnRef& column) {
  const uint64_t rows = d.scope.source(column.source).profile().rows;
  const uint64_t distinct = d.scope.Profile(column).distinct;
  return column.source == 0 && distinct > 0 && distinct * 4 > rows;
}

bool NamesRows(const Draft& d, size_t tag, const Meaning& meaning) {
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight >= 0.8 || d.tags[tag].first != d.tags[tag].last) return false;
  const ColumnFacts& facts = d.FactsOf(meaning);
  return facts.words.size() == 2 && IsOneOf(facts.words[1], {"type", "kind", "category", "class"}) && d.words[d.tags[tag].first].stem == facts.stems[0];
}

// Whether the comment begins with the word: "customer who called", "the card that paid".
bool HeadsComment(const Draft& d, const ColumnRef& column, const Word& word) {
  const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
  for (size_t i = 0; i < comment.size() && i < 5; ++i) {
    if (comment[i].stem == word.stem) return true;
    if (IsOneOf(comment[i].text, {"who", "that", "which", "of", "for", "from", "with", "owns", "by", "when", "why", "where", "how", "whether"})) return false;
  }
  return false;
}

// "which truck drove the most kilometres" of a drive that is electric: another form of the column's word, as only a verb has it.
bool IsVerbOfName(const Draft& d, size_t tag) {
  const Meaning& meaning = d.Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn || d.tags[tag].first != d.tags[tag].last || d.FactsOf(meaning).words.empty()) return false;
  const Word& word = d.words[d.tags[tag].first];
  // An irregular past has no root of its own: drove, sold, ran.
  if (word.text.compare(0, word.stem.size(), word.stem) == 0) return false;
  return std::none_of(d.FactsOf(meaning).words.begin(), d.FactsOf(meaning).words.end(), [&](const std::string& own) { return own == word.text; });
}

// "how much did customers pay" of a state that a comment explains as paid: what they did, and no state of a row.
bool IsDeedOfMoney(const Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kValue) || d.tags[tag].first != d.tags[tag].last) return false;
  // "which customers paid the most"
  if (d.Text(tag) == "paid" && d.Is(d.Next(tag), TagKind::kMost) && d.words[d.tags[d.Next(tag)].last].text != "often" && d.Next(d.Next(tag)) == d.tags.size()) return true;
  if (!IsOneOf(d.Text(tag), {"pay", "spend", "earn"})) return false;
  if (d.words[0].text != "what" && !(d.words.size() > 1 && d.words[0].text == "how" && d.words[1].text == "much")) return false;
  for (size_t w = 1; w < d.tags[tag].first; ++w) {
    if (IsOneOf(d.words[w].text, {"did", "do", "does"})) return true;
  }
  return false;
}

// The verb of a noun that is asked for says that it did, and no column of a like name.
void FindVerbs(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (IsDeedOfMoney(d, i)) d.modifier[i] = d.used[i] = true;
  }
  for (size_t i = 1; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || !IsVerbOfName(d, i) || !d.MayGroup(d.Chosen(i)) || d.BreakBetween(i - 1, i)) continue;
    if (!d.Lexical(i - 1) || !d.MayGroup(d.Chosen(i - 1))) continue;
    d.modifier[i] = d.used[i] = true;
    d.composed.certainty *= 0.95;
  }
}

// "account tier", "trip distance", "order status"
void FindModifiers(Draft& d) {
  FindVerbs(d);
  // "which contracts were signed" of a comment that says what is signed: the rows.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.Chosen(i).source != 0 || d.Chosen(i).kind != MeaningKind::kColumn || d.Chosen(i).weight > kCommentNoun || !d.FactsOf(d.Chosen(i)).time) continue;
    const size_t verb = d.Next(i);
    if (!d.Means(verb, MeaningKind::kMoment) || d.Ref(d.Chosen(verb)) != d.Ref(d.Chosen(i)) || d.BreakBetween(i, verb) || !SaysOfTheThing(d, d.Ref(d.Chosen(i)), d.words[d.tags[i].first])) continue;
    size_t at = 0;
    const Context context = ContextOf(d, i, &at);
    if (context != Context::kWhich && context != Context::kCount && context != Context::kList) continue;
    if (context == Context::kWhich) d.form.shape = Shape::kRows;
    if (context == Context::kCount) d.counted = true;
    d.composed.said_table = true;
    d.Use(at);
    d.Use(i);
  }
  // "jobs started printing at noon" of a state called so: what began, and when, whatever state they are in now.
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const std::string& text = d.words[d.tags[i].first].text;
    const bool begun = d.Means(i - 1, MeaningKind::kMoment) && d.Chosen(i - 1).source == 0 && d.Chosen(i - 1).values.empty() && IsOneOf(d.words[d.tags[i - 1].last].text, {"started", "began", "finished", "stopped", "ended"});
    if (begun && d.Means(i, MeaningKind::kValue) && text.size() > 5 && text.compare(text.size() - 3, 3, "ing") == 0 && !d.BreakBetween(i - 1, i)) d.modifier[i] = d.used[i] = true;
  }
  // "ad revenue" of a database tvads: what all of it is about.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const std::string& text = d.Text(i);
    if (!d.Is(i, TagKind::kUnknown) || !d.Is(i + 1, TagKind::kMoney) || d.BreakBetween(i, i + 1) || d.tags[i].first != d.tags[i].last || text.size() < 2) continue;
    const std::string& database = d.scope.main().profile().database;
    const size_t at = database.rfind(text);
    const bool ends = at != std::string::npos && (at + text.size() == database.size() || (at + text.size() + 1 == database.size() && database.back() == 's'));
    if (ends) d.modifier[i] = d.used[i] = true;
  }
  // "by spot length" of spots: of the rows, and not of each.
  for (size_t i = 1; i + 1 < d.tags.size(); ++i) {
    const bool row = d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id && !Plural(d.words[d.tags[i].last].text);
    if (row && d.Is(i - 1, TagKind::kBy) && d.Means(i + 1, MeaningKind::kColumn) && d.tags[i + 1].first == d.tags[i].last + 1 && !d.BreakBetween(i, i + 1)) d.modifier[i] = d.used[i] = true;
  }
  // "by tier of the visitor", where the tier is another table's: whose it is, and not how many guests came along.
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const size_t first = d.tags[i].first;
    if (!d.Means(i, MeaningKind::kColumn) || d.Chosen(i).weight >= 0.9 || !d.FactsOf(d.Chosen(i)).measure || Plural(d.words[d.tags[i].last].text) || first < 3 || d.words[first - 2].text != "of" || !IsOneOf(d.words[first - 1].text, {"the", "their", "its", "each"})) continue;
    const size_t whose = d.Previous(i);
    if (d.Means(whose, MeaningKind::kColumn) && d.Chosen(whose).source > 0 && d.FactsOf(d.Chosen(whose)).category && d.tags[whose].last + 3 == first) d.modifier[i] = d.used[i] = true;
  }
  // "by scooter model", where only a comment speaks of scooters: whose model, and no column of its own.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t head = i + 1;
    const bool said = d.Lexical(i) && (d.Means(i, MeaningKind::kColumn) || d.Means(i, MeaningKind::kValue)) && d.Chosen(i).weight <= kCommentNoun && !Plural(d.words[d.tags[i].last].text);
    const bool own = d.Lexical(head) && OfColumn(d.Chosen(head)) && d.Chosen(head).weight >= 0.85 && d.FactsOf(d.Chosen(head)).category && !d.FactsOf(d.Chosen(head)).id;
    if (!said || !own || d.BreakBetween(i, head) || d.tags[head].first != d.tags[i].last + 1 || !IsOneOf(d.tags[i].first > 0 ? d.words[d.tags[i].first - 1].text : "", {"by", "per", "each", "every", "which"})) continue;
    d.modifier[i] = d.used[i] = true;
  }
  // "the acidity of our nutrient solution" of a comment that says so: what it is of, and no other number.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kColumn) || !d.FactsOf(d.Chosen(i)).measure || d.Chosen(i).weight < 0.7 || d.tags[i].last + 1 >= d.words.size() || d.words[d.tags[i].last + 1].text != "of") continue;
    const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(d.Chosen(i))).comment);
    for (size_t j = d.Next(i); j < d.tags.size() && !d.BreakBetween(i, j) && d.Means(j, MeaningKind::kColumn) && d.Chosen(j).weight <= kCommentNoun; j = d.Next(j)) {
      if (std::none_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == d.words[d.tags[j].last].stem; })) break;
      d.modifier[j] = true;
      d.used[j] = true;
    }
  }
  // "tonnes of food", "dollars of goods" of a column that tells its kinds apart: what is weighed, and not which of it.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t stuff = d.Next(i);
    const bool amount = d.Is(i, TagKind::kUnit) && (d.tags[i].dimension == knowledge::Dimension::kWeight || d.tags[i].dimension == knowledge::Dimension::kVolume || d.tags[i].dimension == knowledge::Dimension::kMoney);
    if (!amount || !d.Means(stuff, MeaningKind::kColumn) || d.used[stuff] || d.BreakBetween(i, stuff) || Plural(d.words[d.tags[stuff].last].text)) continue;
    const ColumnFacts& facts = d.FactsOf(d.Chosen(stuff));
    if (!facts.category || facts.measure || facts.id || d.tags[stuff].first != d.tags[i].last + 2 || d.words[d.tags[i].last + 1].text != "of") continue;
    // "dollars of food rescued": what was done to it may narrow the rows, where nothing here is called so.
    const size_t done = stuff + 1;
    if (done < d.tags.size() && !d.Lexical(done) && Participle(d.Text(done))) continue;
    d.modifier[stuff] = d.used[stuff] = true;
    d.composed.certainty *= 0.97;
  }
  // "average fat of the milk" beside the milk's temperature: whose it is, where it only begins another number's name.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t of = d.Next(i);
    if (!d.Means(i, MeaningKind::kColumn) || !d.FactsOf(d.Chosen(i)).measure || d.Chosen(i).weight < 0.9 || !d.Means(of, MeaningKind::kColumn) || d.used[of] || d.BreakBetween(i, of)) continue;
    const Meaning& whose = d.Chosen(of);
    const ColumnFacts& facts = d.FactsOf(whose);
    const bool begins = facts.measure && facts.words.size() > 1 && d.tags[of].first == d.tags[of].last && facts.stems[0] == d.words[d.tags[of].first].stem;
    if (!begins || whose.weight > 0.75 || d.words[d.tags[i].last + 1].text != "of") continue;
    d.modifier[of] = d.used[of] = true;
    d.composed.certainty *= 0.95;
  }
  // "region of the pickup depot", "the pickup depot's region": the way to the column, and nothing else.
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t next = d.Next(i);
    if (next >= d.tags.size() || !d.Lexical(i) || !d.Lexical(next) || d.BreakBetween(i, next)) continue;
    const bool of = d.tags[i].last + 1 < d.words.size() && d.words[d.tags[i].last + 1].text == "of";
    const size_t way = of ? next : i;
    if (!LeadsTo(d, way, of ? i : next) || (!of && (next != i + 1 || Plural(d.words[d.tags[i].last].text)))) continue;
    d.modifier[way] = true;
    d.used[way] = true;
  }
  // "branch by branch": by branch.
  for (size_t i = 0; i + 2 < d.tags.size(); ++i) {
    if (!d.Lexical(i) || !d.Is(i + 1, TagKind::kBy) || d.Text(i + 1) != "by" || d.words[d.tags[i].last].text != d.words[d.tags[i + 2].last].text || Plural(d.words[d.tags[i].last].text)) continue;
    d.modifier[i] = true;
    d.used[i] = true;
  }
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Lexical(i) || !d.Lexical(i + 1) || d.used[i] || d.used[i + 1] || d.BreakBetween(i, i + 1)) continue;
    const Meaning& first = d.Chosen(i);
    const Meaning& second = d.Chosen(i + 1);
    // "departure delay": the comment of the delay says of what it is.
    const bool another_form = first.kind == MeaningKind::kValue && std::find(first.values.begin(), first.values.end(), d.Words(i)) == first.values.end() && d.tags[i].first == d.tags[i].last;
    // "terminal response time" of a time "the terminal took": whose it is, where nothing asks for it by terminal.
    const bool whose = first.kind == MeaningKind::kColumn && second.kind == MeaningKind::kColumn && first.source == 0 && second.source == 0 && d.tags[i].first == d.tags[i].last && !Plural(d.Words(i)) && SaysOfTheThing(d, d.Ref(second), d.words[d.tags[i].first]) &&
                       !d.Is(d.Previous(i), TagKind::kBy) && !d.Is(d.Previous(i), TagKind::kPer);
    if ((((first.kind == MeaningKind::kColumn || first.kind == MeaningKind::kMoment) && first.weight < 0.95) || another_form || whose) && second.kind == MeaningKind::kColumn && d.FactsOf(second).measure &&
        second.weight >= 0.5) {
      const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(second)).comment);
      const std::string& stem = d.words[d.tags[i].last].stem;
      if (std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == stem; })) {
        d.modifier[i] = true;
        d.used[i] = true;
        continue;
      }
    }
    // "part lines", "invoice rows": the rows, where a column only numbers them.
    if (first.kind == MeaningKind::kTable && second.kind != MeaningKind::kTable && second.kind != MeaningKind::kValue && d.Words(i).back() != 's' && d.tags[i + 1].first == d.tags[i + 1].last &&
        IsOneOf(d.words[d.tags[i + 1].first].text, {"lines", "rows", "records", "entries"})) {
      d.modifier[i + 1] = true;
      d.used[i + 1] = true;
      continue;
    }
    // "sensor readings", "car make" of a comment that tells of "the sensor", "the car": whose they are, and not which of them.
    // "lab samples" of sampled_at
    const bool happened = second.kind == MeaningKind::kMoment && Plural(d.words[d.tags[i + 1].last].text) && !Participle(d.words[d.tags[i + 1].last].text) && second.source == 0 && second.values.empty() && second.weight >= 0.9 && !d.time.empty() && d.Ref(second) == d.time;
    const bool rows = second.kind == MeaningKind::kTable || happened || (second.kind == MeaningKind::kEntity && second.source == 0 && d.FactsOf(second).row_id);
    const bool named = second.kind == MeaningKind::kColumn && second.weight >= 0.7;
    const bool thing = first.kind == MeaningKind::kColumn || (first.kind == MeaningKind::kEntity && first.source == 0);
    if (thing && first.weight <= kCommentNoun && (rows || named) && d.tags[i].first == d.tags[i].last && SaysOfTheThing(d, d.Ref(first), d.words[d.tags[i].first])) {
      d.modifier[i] = true;
      d.used[i] = true;
      d.composed.certainty *= 0.95;
      continue;
    }
    // "delivery attempts" of a table whose comment says that they are attempts to deliver: what they all are, delivered or not.
    if (another_form && rows && first.source == 0 && Plural(d.words[d.tags[i + 1].last].text) && !Participle(d.words[d.tags[i].first].text)) {
      const std::vector<Word> said = Normalise(d.scope.main().profile().comment);
      const std::string& stem = d.words[d.tags[i].last].stem;
      if (std::any_of(said.begin(), said.end(), [&](const Word& word) { return word.stem == stem || Stem(word.text + "y") == stem; })) {
        d.modifier[i] = true;
        d.used[i] = true;
        d.composed.certainty *= 0.95;
        continue;
      }
    }
    // "crane moves", "truck visits" of a column that says which crane, which truck: the rows.
    const size_t before = d.Previous(i);
    const bool asked = before < i && (d.Is(before, TagKind::kBy) || d.Is(before, TagKind::kPer) || d.Is(before, TagKind::kWhich) || d.Is(before, TagKind::kDistinct) || d.Is(before, TagKind::kNumber));
    const bool which = first.source == 0 && (first.kind == MeaningKind::kColumn || first.kind == MeaningKind::kEntity) && d.FactsOf(first).category && !d.FactsOf(first).row_id;
    if (which && rows && !asked && d.tags[i].first == d.tags[i].last && !Plural(d.words[d.tags[i].first].text) && !Participle(d.words[d.tags[i].first].text) && Plural(d.words[d.tags[i + 1].last].text)) {
      d.modifier[i] = true;
      d.used[i] = true;
      d.composed.certainty *= 0.95;
      continue;
    }
    // "seating area", where another table's comment speaks of seats: the column that is called so.
    if (first.kind == MeaningKind::kColumn && first.source > 0 && first.weight <= kCommentNoun && named && second.source == 0 && d.tags[i].first == d.tags[i].last && !Plural(d.words[d.tags[i].first].text)) {
      d.modifier[i] = true;
      d.used[i] = true;
      d.composed.certainty *= 0.95;
      continue;
    }
    // "gate reader", where both are columns: the reader, of a gate.
    const bool both = first.kind == MeaningKind::kColumn && second.kind == MeaningKind::kColumn && first.source == second.source && d.Ref(first) != d.Ref(second) && first.weight >= 0.95 && second.weight >= 0.95;
    const auto names = [&](const Meaning& meaning) { return d.FactsOf(meaning).category && d.scope.Profile(d.Ref(meaning)).column_class == catalog::ColumnClass::kText; };
    if (both && names(first) && names(second) && d.tags[i].first == d.tags[i].last && !Plural(d.words[d.tags[i].first].text)) {
      d.modifier[i] = true;
      d.used[i] = true;
      d.composed.certainty *= 0.95;
      continue;
    }
    if (first.kind != MeaningKind::kEntity && first.kind != MeaningKind::kTable) continue;
    if (second.kind != MeaningKind::kColumn || d.Words(i).back() == 's') continue;
    d.modifier[i] = true;
    if (first.kind == MeaningKind::kTable) d.composed.said_table = true;
    d.Use(i);
  }
}

// Whether the question names rows and conditions on them, and nothing that would be counted or measured.
bool RowsAsked(const Draft& d) {
  for (const Tag& tag : d.tags) {
    const bool other = tag.kind == TagKind::kCount || tag.kind == TagKind::kAggregate || tag.kind == TagKind::kBy || tag.kind == TagKind::kPer || tag.kind == TagKind::kRatio || tag.kind == TagKind::kMoney ||
                       tag.kind == TagKind::kMost || tag.kind == TagKind::kTop || tag.kind == TagKind::kExtreme || tag.kind == TagKind::kAnd || tag.kind == TagKind::kVersus || tag.kind == TagKind::kHowLong ||
                       tag.kind == TagKind::kGrain || tag.kind == TagKind::kTrend || tag.kind == TagKind::kDistinct || tag.kind == TagKind::kAnomaly;
    if (other) return false;
  }
  if (d.placed.empty() || d.form.compared.has_value() || d.form.HasBucket() || d.form.shape == Shape::kNested) return false;
  // The first noun is that of the rows.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kList) || d.Is(i, TagKind::kWhich) || d.Is(i, TagKind::kNumber) || d.Is(i, TagKind::kHaving) || d.Means(i, MeaningKind::kValue) || d.modifier[i]) continue;
    const bool rows = d.Means(i, MeaningKind::kTable) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id);
    return rows && (d.listed || d.Has(TagKind::kWhich) || Plural(d.words[d.tags[i].last].text));
  }
  return false;
}

namespace {

// "did more developers use it this month than last month": people are counted, each once.
bool MoreOfThem(const Draft& d, size_t more, size_t tag) {
  const std::string& noun = d.words[d.tags[tag].last].text;
  const bool person = Plural(noun) && knowledge::IsPerson(noun.substr(0, noun.size() - 1));
  return person && d.form.compared.has_value() && d.used[more] && IsOneOf(d.Text(more), {"more", "fewer"}) && d.tags[more].last + 1 == d.tags[tag].first;
}

}  // namespace

// Which words before a noun say what it is there for.
Context ContextOf(const Draft& d, size_t tag, size_t* at) {
  *at = d.tags.size();
  for (size_t i = tag; i-- > 0;) {
    if (d.BreakBetween(i, i + 1) && !d.Is(i, TagKind::kBy) && !d.Is(i, TagKind::kAnd) && i + 1 <= tag) {
      // "by state, product": a list goes on over a comma. "no-show rate by depot, parcels packed last week": which rows, and no second group.
      const bool rows = d.Means(tag, MeaningKind::kTable) || (d.Means(tag, MeaningKind::kEntity) && d.Chosen(tag).source == 0 && d.FactsOf(d.Chosen(tag)).row_id);
      if (!d.Lexical(i) || !ListedAfter(d, i, tag) || rows) return Context::kNone;
    }
    *at = i;
    switch (d.tags[i].kind) {
      case TagKind::kFiller:
        // "number of people entering a reading room": of them, and not of the rooms.
        if (IsOneOf(d.Text(i), {"people", "persons"}) && d.tags[i].last + 1 < d.tags[tag].first && (d.Is(d.Previous(i), TagKind::kCount) || d.Is(d.Previous(i), TagKind::kMost))) return Context::kNone;
        continue;
      case TagKind::kNumber:
      case TagKind::kFirstTime:
      case TagKind::kAnomaly:
        continue;
      case TagKind::kLexicon: {
        const Meaning& meaning = d.Chosen(i);
        // "biggest unpaid invoices": which of them.
        const bool not_yet = meaning.kind == MeaningKind::kMoment && (!meaning.values.empty() || (Participle(d.words[d.tags[i].last].text) && d.tags[i].last + 1 == d.tags[tag].first && i > 0 && d.Is(i - 1, TagKind::kMost)));
        if (meaning.kind == MeaningKind::kValue || not_yet || d.modifier[i]) continue;
        // "by state and product": as the noun before.
        if (ListedAfter(d, i, tag)) continue;
        return Context::kNone;
      }
      case TagKind::kAnd: {
        const size_t before = d.Previous(i);
        if (before < d.tags.size() && d.Lexical(before) && d.Chosen(before).kind != MeaningKind::kValue) {
          return ContextOf(d, before, at);
        }
        // "per month and state"
        if (before < d.tags.size() && (d.Is(before, TagKind::kGrain) || d.Is(before, TagKind::kHourOfDay) || d.Is(before, TagKind::kDayOfWeek))) {
          *at = before;
          return IsOneOf(d.Text(before), {"by", "per", "each", "every", "for"}) ? Context::kBy : Context::kNone;
        }
        continue;
      }
      case TagKind::kBy:
        return Context::kBy;
      case TagKind::kPer:
        return Context::kPer;
      case TagKind::kCount:
        // "how many questions did sellers send": of the questions, and not of who sent them.
        if (DoesBetween(d, i, tag)) return Context::kNone;
        // "how many times did freelancers bid", "slip count for tools": of what happened, and not of who or what it was.
        for (size_t w = d.tags[i].last + 1; w < d.tags[tag].first; ++w) {
          if (IsOneOf(d.words[w].text, {"for", "at", "from", "through", "via"})) return Context::kNone;
          // "number of hits on the edge"
          if (IsOneOf(d.words[w].text, {"on", "in", "with"}) && d.Means(d.Next(i), MeaningKind::kValue) && d.tags[d.Next(i)].last < w) return Context::kNone;
          if (IsOneOf(d.words[w].text, {"did", "do", "does"}) && IsOneOf(d.words[d.tags[i].last].text, {"often", "times"}) && !d.Has(TagKind::kRatio)) return Context::kNone;
        }
        return Context::kCount;
      case TagKind::kDistinct:
        return Context::kDistinct;
      case TagKind::kAggregate:
        return Context::kAggregate;
      case TagKind::kTop:
        return Context::kTop;
      case TagKind::kCompare:
        // "did more developers use it this month than last month": how many of them.
        return MoreOfThem(d, i, tag) ? Context::kCount : Context::kNone;
      case TagKind::kMost: {
        if (MoreOfThem(d, i, tag)) return Context::kCount;
        // "which guest spent most on rentals": most money.
        const size_t first = d.tags[i].last + 1;
        const bool spent = i > 0 && d.tags[i].first > 0 && knowledge::MovesMoney(d.words[d.tags[i].first - 1].text);
        if (spent && first < d.tags[tag].first && IsOneOf(d.words[first].text, {"on", "for", "with", "in", "at", "through", "from"})) return Context::kNone;
        return Context::kMost;
      }
      case TagKind::kExtreme:
        return Context::kExtreme;
      case TagKind::kWhich:
        // "what did players spend": nothing is chosen from.
        if (d.Text(i) == "what" && d.tags[i].last + 1 < d.words.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"did", "do", "does"})) return Context::kNone;
        return Context::kWhich;
      case TagKind::kList:
        return Context::kList;
      case TagKind::kHaving:
        return Context::kHaving;
      case TagKind::kRatio:
        return Context::kRatio;
      default:
        return Context::kNone;
    }
  }
  return Context::kNone;
}

// Whether only "and" or a comma stands between two nouns.
bool ListedAfter(const Draft& d, size_t tag, size_t other) {
  bool joined = d.BreakBetween(tag, other);
  for (size_t i = tag + 1; i < other; ++i) {
    if (d.Is(i, TagKind::kAnd)) {
      joined = true;
    } else if (!d.Is(i, TagKind::kFiller)) {
      return false;
    }
  }
  return joined;
}

}  // namespace aurora::query::language
