#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

// Which rows of a table kept their money.

namespace aurora::query::language {
namespace {

// Percent of the rows.
constexpr uint64_t kUsualShare = 40;

// Letters of a value that is no word.
constexpr size_t kCodeLength = 3;

// What a comment says of each value, where it explains them: "ok = paid, pending = nothing charged yet, void_* = money back"; of
// unexplained values nothing is said.
std::vector<std::string> GlossesOf(const std::string& comment, const std::vector<catalog::ValueCount>& values, bool numbers) {
  std::vector<std::string> names;
  for (const catalog::ValueCount& value : values) names.push_back(value.value);
  std::vector<std::string> glosses(values.size());
  for (const ValueMeaning& meaning : ReadValueMeanings(comment, names, numbers)) {
    const size_t at = static_cast<size_t>(std::find(names.begin(), names.end(), meaning.value) - names.begin());
    if (at == names.size()) continue;
    for (const std::string& phrase : meaning.phrases) glosses[at] += (glosses[at].empty() ? "" : ", ") + absl::AsciiStrToLower(phrase);
  }
  return glosses;
}

bool SaysMoney(const Word& word) {
  return IsOneOf(word.stem, {"earn", "revenu", "pay", "pai", "count", "kept", "keep", "incom", "collect", "bill", "bil", "charg", "fare", "sal", "invoic"}) || IsOneOf(word.text, {"money", "payment", "sold", "settled"});
}

bool SaysNot(const Word& word) {
  return IsOneOf(word.text, {"not", "no", "never", "without", "lose", "loses", "lost", "back", "nothing", "except", "excluded", "neither", "refused", "declined", "rejected", "bounced", "cancelled", "reversed", "refunded", "failed", "unpaid", "none", "returned"});
}

// 1 where the gloss says that the money was kept, -1 where it was not, 0 where it says neither.
int KeptByGloss(const std::string& gloss) {
  int kept = 0;
  std::string part;
  for (char c : gloss + ",") {
    if (c != ',' && c != ';' && c != '(' && c != ')') {
      part += c;
      continue;
    }
    const std::vector<Word> words = Normalise(part);
    part.clear();
    if (std::none_of(words.begin(), words.end(), SaysMoney)) continue;
    // "not enough money": why, and not what became of it.
    if (std::any_of(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"enough", "insufficient"}); })) continue;
    if (std::any_of(words.begin(), words.end(), SaysNot)) return -1;
    kept = 1;
  }
  return kept;
}

// The numbers that a comment explains.
std::vector<catalog::ValueCount> StatedNumbers(const std::string& comment) {
  std::vector<catalog::ValueCount> numbers;
  for (const ValueMeaning& meaning : ReadValueMeanings(comment, {}, /*numbers=*/true)) {
    const bool known = meaning.value.empty() || std::any_of(numbers.begin(), numbers.end(), [&](const catalog::ValueCount& one) { return one.value == meaning.value; });
    if (!known) numbers.push_back({meaning.value, 0});
  }
  return numbers;
}

// The first word of what a code stands for: "3 cancelled by the customer".
std::string HeadOf(const std::string& gloss) { return gloss.substr(0, gloss.find_first_of(" ,")); }

// Whether the word is one of a value.
bool IsValue(const Word& word, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(), [&](const std::string& one) {
    const std::vector<std::string> parts = SplitName(one);
    return word.text == absl::AsciiStrToLower(one) || std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return Stem(part) == word.stem; });
  });
}

// Whether a clause says of the values in it that theirs alone is kept: "only settled sales keep their money". A value that is a
// word of money itself does not say it, and one that is no loss elsewhere ("only returned rentals are billed") does not deny it.
bool SaysOnly(const std::vector<Word>& words, const std::vector<std::string>& found) {
  const auto value = [&](const Word& word) { return IsValue(word, found); };
  if (std::none_of(words.begin(), words.end(), [](const Word& word) { return word.text == "only"; })) return false;
  if (std::any_of(words.begin(), words.end(), [&](const Word& word) { return SaysNot(word) && !value(word); })) return false;
  return std::any_of(words.begin(), words.end(), [&](const Word& word) { return !value(word) && SaysMoney(word); });
}

// "X cancelled before launch, the fee is kept for D only": of others, and no explanation.
bool SaysOnlyItself(const std::string& phrase) {
  const std::vector<Word> words = Normalise(phrase);
  return std::any_of(words.begin(), words.end(), [](const Word& word) { return word.text == "only"; });
}

// Whether the words of an explanation all stand in `words`: two or more of them, or the one that a code stands for.
bool HasAllOf(const std::vector<Word>& words, const std::vector<Word>& explanation, bool of_code) {
  return explanation.size() > (of_code ? 0 : 1) && std::all_of(explanation.begin(), explanation.end(), [&](const Word& one) {
           return std::any_of(words.begin(), words.end(), [&](const Word& word) { return word.stem == one.stem; });
         });
}

// "money is kept for held and no_show, the others got it back": of the first part where it alone says that something was paid.
std::vector<Word> PaidPart(const std::vector<Word>& words, const std::vector<std::string>& values) {
  const auto end = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.break_after; });
  if (end == words.end() || end + 1 == words.end()) return words;
  const std::vector<Word> part(words.begin(), end + 1);
  const bool names = std::any_of(part.begin(), part.end(), [&](const Word& word) { return IsValue(word, values); });
  const bool paid = std::any_of(part.begin(), part.end(), [&](const Word& word) { return SaysMoney(word) && !IsValue(word, values); });
  const bool denied = std::any_of(part.begin(), part.end(), [&](const Word& word) { return SaysNot(word) && !IsValue(word, values); });
  return names && paid && !denied ? part : words;
}

// The values that words of a comment name, or by what they are explained as: "done = lesson given", "only lessons that were given are paid".
std::vector<std::string> ValuesIn(const std::vector<Word>& words, const std::vector<catalog::ValueCount>& values, const std::vector<ValueMeaning>& meanings) {
  std::vector<std::string> found;
  for (const catalog::ValueCount& value : values) {
    const std::vector<std::string> parts = SplitName(value.value);
    for (size_t at = 0; at < words.size(); ++at) {
      bool fits = at + parts.size() <= words.size();
      const bool whole = words[at].text == absl::AsciiStrToLower(value.value) || (parts.size() == 1 && Abbreviates(value.value, words[at].text));
      for (size_t p = 0; p < parts.size() && fits; ++p) fits = words[at + p].stem == Stem(parts[p]);
      if (!fits && !whole) continue;
      // "voided loans gave the fee back" of loans that are out or back: what became of the fee.
      if (parts.size() == 1 && parts[0] == "back" && at > 0 && (SaysMoney(words[at - 1]) || IsOneOf(words[at - 1].text, {"fee", "fees", "price", "paid", "amount", "it", "all"}))) continue;
      found.push_back(value.value);
      break;
    }
    const bool explained = std::any_of(meanings.begin(), meanings.end(), [&](const ValueMeaning& meaning) {
      return meaning.value == value.value && !meaning.others && std::any_of(meaning.phrases.begin(), meaning.phrases.end(), [&](const std::string& phrase) { return !SaysOnlyItself(phrase) && HasAllOf(words, Normalise(phrase), /*of_code=*/value.value.size() <= kCodeLength); });
    });
    if (explained && (found.empty() || found.back() != value.value)) found.push_back(value.value);
  }
  return found;
}

// "earned on approved swipes", "charged for kept bookings": whose money it is, said without "only". The words behind the verb.
std::vector<Word> EarnedOn(const std::vector<Word>& words) {
  for (size_t w = 0; w + 1 < words.size(); ++w) {
    const bool earned = IsOneOf(words[w].text, {"earned", "collected", "charged", "billed", "invoiced", "kept"}) && !words[w].break_after;
    if (earned && IsOneOf(words[w + 1].text, {"on", "for", "from", "when", "with"})) return {words.begin() + static_cast<std::ptrdiff_t>(w), words.end()};
  }
  return {};
}

// "called_off visits are paid back, missed ones keep their price": of the first part, where a later one says of other values that theirs was kept.
std::vector<Word> LostPart(const std::vector<Word>& words, const std::vector<std::string>& values) {
  std::vector<Word> lost;
  std::vector<Word> part;
  bool kept = false;
  for (size_t w = 0; w < words.size(); ++w) {
    part.push_back(words[w]);
    if (!words[w].break_after && w + 1 < words.size()) continue;
    const auto has = [&](const auto& matches) { return std::any_of(part.begin(), part.end(), [&](const Word& word) { return matches(word); }); };
    const bool names = has([&](const Word& word) { return IsValue(word, values); });
    const bool paid = has([&](const Word& word) { return SaysMoney(word) && !IsValue(word, values); });
    const bool denied = has([&](const Word& word) { return SaysNot(word) && !IsValue(word, values); });
    if (names && paid && denied) lost.insert(lost.end(), part.begin(), part.end());
    kept = kept || (names && paid && !denied && !lost.empty());
    part.clear();
  }
  return kept ? lost : words;
}

// The clauses of a comment, "only paid rows kept the money" among them.
std::vector<std::vector<Word>> ClausesOf(const std::string& comment, const std::string& ends) {
  std::vector<std::vector<Word>> clauses;
  std::string clause;
  const std::string whole = comment + ";";
  for (size_t i = 0; i < whole.size(); ++i) {
    // "open, paid or void - only paid invoices are income"
    const bool dash = whole[i] == '-' && i > 0 && whole[i - 1] == ' ' && whole[i + 1] == ' ';
    if (ends.find(whole[i]) == std::string::npos && !dash) {
      clause += whole[i];
      continue;
    }
    clauses.push_back(Normalise(clause));
    clause.clear();
  }
  return clauses;
}

// "cancelled and no_show hires are refunded in full", "withdrawn sittings get their fee back": of what is told apart, that its money went
// back. A deposit goes back of what was kept.
bool GivesBack(const std::vector<Word>& words, const std::vector<std::string>& values) {
  const auto has = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(words.begin(), words.end(), [&](const Word& word) { return IsOneOf(word.text, any) && !IsValue(word, values); });
  };
  if (has({"deposit", "deposits", "not", "never", "no", "partly", "partially", "half"})) return false;
  return has({"refunded", "reimbursed"}) || (has({"back"}) && has({"money", "fee", "fees", "price", "fare", "charge", "payment", "paid", "amount", "credits", "points"}));
}

// "a void line was struck off and is never charged", "spoilt tickets are not billed": of what is told apart, that there was no money in it.
bool NeverCharged(const std::vector<Word>& words) {
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    if (!IsOneOf(words[i].text, {"is", "are", "was", "were"}) || !IsOneOf(words[i + 1].text, {"never", "not"})) continue;
    if (IsOneOf(words[i + 2].text, {"charged", "billed", "paid", "invoiced", "collected"})) return true;
  }
  return false;
}

// "cancelled bookings get all their money back, a no_show gets none": of the money that goes back the other gets none, and so it is kept.
// The words that say what was lost.
std::vector<Word> WithoutKept(const std::vector<Word>& words) {
  bool back = false;
  size_t part = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    back = back || words[i].text == "back" || words[i].stem == "refund";
    if (!words[i].break_after && i + 1 < words.size()) continue;
    const bool none = words[i].text == "none" || words[i].text == "nothing";
    if (part > 0 && back && none && i > part && IsOneOf(words[i - 1].text, {"get", "gets", "got", "receives", "receive"})) return {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(part)};
    part = i + 1;
  }
  return words;
}

}  // namespace

// Which rows kept their money, as the comment of the status says, else as its values do; and those that no flag takes back.
void TableFacts::ReadKept() {
  for (size_t i = 0; i < size(); ++i) {
    if (columns_[i].flag && !table_.columns[i].Hidden() && knowledge::IsTakenBack(table_.columns[i].name)) {
      kept_.push_back({i, /*keeps=*/false, {table_.columns[i].column_class == catalog::ColumnClass::kBool ? "true" : "1"}});
      continue;
    }
    // "1 played, 3 cancelled by the customer" of a number: a state all the same, of the values that its comment has.
    const bool number = table_.columns[i].column_class == catalog::ColumnClass::kNumber && !columns_[i].flag && !columns_[i].id;
    const std::vector<catalog::ValueCount> values = number ? StatedNumbers(table_.columns[i].comment) : table_.columns[i].values;
    if (!columns_[i].category || table_.columns[i].Hidden() || values.size() < 2) continue;
    std::vector<std::string> names;
    for (const catalog::ValueCount& value : values) names.push_back(value.value);
    const std::vector<std::string> glosses = GlossesOf(table_.columns[i].comment, values, number);
    const bool codes = std::all_of(names.begin(), names.end(), [](const std::string& name) { return name.size() <= kCodeLength; });
    const bool coded = (number || codes) && std::any_of(glosses.begin(), glosses.end(), [](const std::string& gloss) { return knowledge::LosesMoney(HeadOf(gloss)); });
    // "X turned away, not paid" of a grade
    const bool unpaid = std::any_of(glosses.begin(), glosses.end(), [](const std::string& gloss) { return KeptByGloss(gloss) < 0; });
    const std::vector<ValueMeaning> meanings = ReadValueMeanings(table_.columns[i].comment, names, number);
    const auto mentioned = [&](const std::vector<Word>& words, bool explained_too = false) { return ValuesIn(words, values, explained_too ? meanings : std::vector<ValueMeaning>()); };
    Kept kept;
    kept.column = i;
    const auto read_only = [&](const std::string& comment, const std::string& ends = ";.,()") {
      for (const std::vector<Word>& words : ClausesOf(comment, ends)) {
        std::vector<std::string> found = mentioned(words, /*explained_too=*/true);
        if (!found.empty() && found.size() < values.size() && SaysOnly(words, found)) kept.values = std::move(found);
      }
    };
    // What a price says of itself, "charged only when the bin was emptied", and what the status says of "only" these goes before whatever
    // single values are explained as.
    for (size_t m = 0; m < size(); ++m) {
      if (columns_[m].dimension != knowledge::Dimension::kMoney || table_.columns[m].Hidden()) continue;
      read_only(table_.columns[m].comment);
      // "billed to the ward, for reported results only": said over a comma.
      if (kept.values.empty() && (columns_[i].status || coded)) read_only(table_.columns[m].comment, ";.()");
      if (!kept.values.empty() || (!columns_[i].status && !coded)) continue;
      for (const std::vector<Word>& words : ClausesOf(table_.columns[m].comment, ";.,()")) {
        std::vector<std::string> found = mentioned(EarnedOn(words));
        if (!found.empty() && found.size() < values.size() && std::none_of(words.begin(), words.end(), [&](const Word& word) { return SaysNot(word) && !IsValue(word, found); })) kept.values = std::move(found);
      }
    }
    read_only(table_.columns[i].comment);
    if (!kept.values.empty()) {
      kept.only = true;
      kept_.push_back(std::move(kept));
      continue;
    }
    std::set<std::string> lost;
    // "a passed lot has one, too, but brings no money", said of the price.
    for (size_t m = 0; m < size(); ++m) {
      if (columns_[m].dimension != knowledge::Dimension::kMoney || table_.columns[m].Hidden()) continue;
      for (const std::vector<Word>& words : ClausesOf(table_.columns[m].comment, ";.:()")) {
        const bool none = std::any_of(words.begin(), words.end(), [&](const Word& word) { return (word.text == "no" || word.text == "not") && !word.break_after; });
        const bool never = std::any_of(words.begin(), words.end(), [](const Word& word) { return word.text == "never"; });
        const std::vector<std::string> found = mentioned(words, /*explained_too=*/true);
        // "never collected for outcomes 3 and 4": numbers are of the column that is named with them.
        const bool named = !number || std::any_of(words.begin(), words.end(), [&](const Word& word) { return std::find(columns_[i].stems.begin(), columns_[i].stems.end(), word.stem) != columns_[i].stems.end(); });
        if (never && named && !found.empty() && found.size() < values.size() && std::any_of(words.begin(), words.end(), SaysMoney)) lost.insert(found.begin(), found.end());
        // "refunded in full when the box is returned or lost"
        if (named && !found.empty() && found.size() < values.size() && GivesBack(words, found)) lost.insert(found.begin(), found.end());
        if (none && named && found.size() == 1 && values.size() > 2 && std::any_of(words.begin(), words.end(), SaysMoney)) lost.insert(found[0]);
      }
    }
    // What is no state says only by its comment whose money was kept: "valid, aborted or bot; only valid downloads earn their money"; or whose
    // was not: "till, bill or void; a void line is never charged".
    if (!columns_[i].status && !coded && !unpaid && lost.empty()) {
      for (const std::vector<Word>& words : ClausesOf(table_.columns[i].comment, ";.()")) {
        const std::vector<std::string> found = mentioned(words);
        if ((found.size() == 1 && NeverCharged(words)) || GivesBack(words, found)) lost.insert(found.begin(), found.end());
      }
      kept.values.assign(lost.begin(), lost.end());
      kept.keeps = false;
      if (!kept.values.empty() && kept.values.size() < values.size()) kept_.push_back(std::move(kept));
      continue;
    }
    // "granted, or the cause of the refusal: full, expired": what was refused is not paid for.
    for (const ValueMeaning& meaning : meanings) {
      const std::vector<Word> said = meaning.others && !meaning.phrases.empty() ? Normalise(meaning.phrases[0]) : std::vector<Word>();
      std::vector<std::string> ends = said.empty() ? std::vector<std::string>() : knowledge::DoneByAct(said.back().text);
      if (!said.empty()) ends.push_back(said.back().text);
      if (std::any_of(ends.begin(), ends.end(), [](const std::string& end) { return knowledge::LosesMoney(end); })) lost.insert(meaning.value);
    }
    uint64_t rows = 0;
    for (const catalog::ValueCount& value : values) rows += value.rows;
    // "returned" is no loss where most rows end so: a tool that was hired, a book that was lent. What is declined or cancelled is one
    // however often.
    // "P passed, F failed": how an exam ended, and no payment.
    const bool graded = std::any_of(values.begin(), values.end(), [&](const catalog::ValueCount& value) {
      const std::string& gloss = glosses[static_cast<size_t>(&value - values.data())];
      return IsOneOf(absl::AsciiStrToLower(value.value), {"passed", "pass"}) || IsOneOf(HeadOf(gloss), {"passed", "pass"});
    });
    const auto loses_money = [&](const catalog::ValueCount& value) {
      if (lost.count(value.value) > 0) return true;
      if (graded) return false;
      // "R returned and refunded, X cancelled before shipping": a code is what it stands for.
      const std::string& gloss = glosses[static_cast<size_t>(&value - values.data())];
      const std::string said = value.value.size() > kCodeLength || gloss.empty() ? value.value : HeadOf(gloss);
      const std::vector<std::string> words = SplitName(said);
      // "2 = returned, 3 = void (charge was paid back)": where the money of another went back, this one only came back itself.
      const bool told_apart = std::any_of(glosses.begin(), glosses.end(), [&](const std::string& one) { return one != gloss && gloss.find("refund") == std::string::npos && one.find(" back") != std::string::npos && KeptByGloss(one) < 0; });
      const bool brought_back = std::find(words.begin(), words.end(), "returned") != words.end() && (value.rows * 100 > rows * kUsualShare || told_apart);
      return knowledge::LosesMoney(said) && !brought_back;
    };
    // Explained one by one, each value says it for itself.
    const bool explained = std::any_of(glosses.begin(), glosses.end(), [](const std::string& gloss) { return KeptByGloss(gloss) != 0; });
    for (size_t v = 0; v < values.size() && explained; ++v) {
      const int said = KeptByGloss(glosses[v]);
      if (said < 0 || (said == 0 && loses_money(values[v]))) kept.values.push_back(values[v].value);
    }
    if (explained) {
      kept.keeps = false;
      if (!kept.values.empty() && kept.values.size() < values.size()) kept_.push_back(std::move(kept));
      continue;
    }
    for (const std::vector<Word>& clause : ClausesOf(table_.columns[i].comment, ";.()")) {
      const std::vector<Word> words = LostPart(PaidPart(WithoutKept(clause), names), names);
      const std::vector<std::string> found = mentioned(words);
      bool money = false;
      bool no = false;
      for (const Word& word : words) {
        // A list of values, "sold" among them, says of none what became of its money.
        money = money || (SaysMoney(word) && !IsValue(word, found)) || GivesBack(words, found);
        // The "no" of no_show denies nothing; that something is cancelled is said of it.
        no = no || (SaysNot(word) && !(word.text == "no" && IsValue(word, found)));
      }
      if (!money || found.empty() || found.size() == values.size()) continue;
      kept.keeps = !no;
      kept.values = found;
    }
    if (kept.values.empty()) {
      std::vector<std::string> keeps;
      std::vector<std::string> loses;
      for (const catalog::ValueCount& value : values) {
        if (loses_money(value)) loses.push_back(value.value);
        if (knowledge::KeepsMoney(value.value)) keeps.push_back(value.value);
      }
      // Beside "paid" or "settled" what is pending or on trial has not paid yet.
      const bool paid = std::any_of(values.begin(), values.end(), [](const catalog::ValueCount& value) { return knowledge::IsPaid(value.value); });
      // Beside "approved" and "declined" what had no answer was not approved.
      const auto is = [&](std::initializer_list<std::string_view> any) { return std::any_of(values.begin(), values.end(), [&](const catalog::ValueCount& value) { return IsOneOf(value.value, any); }); };
      const bool decided = is({"approved", "authorised", "authorized", "accepted"}) && is({"declined", "refused", "rejected", "denied"});
      for (const catalog::ValueCount& value : values) {
        const bool open = decided && knowledge::NeverAnswered(value.value);
        if ((paid && knowledge::IsNotYetPaid(value.value)) || open) loses.push_back(value.value);
      }
      if (loses.empty()) continue;
      kept.keeps = false;
      kept.values = loses;
      if (!keeps.empty() && knowledge::IsCollection(SplitName(table_.table))) {
        kept.keeps = true;
        kept.values = keeps;
      }
    }
    kept_.push_back(std::move(kept));
  }
  // "only paid ones are income" of the state of a fine: an expired ticket takes nothing away from that.
  if (std::any_of(kept_.begin(), kept_.end(), [](const Kept& kept) { return kept.only; })) {
    std::erase_if(kept_, [&](const Kept& kept) { return !kept.only && !columns_[kept.column].flag; });
  }
}

}  // namespace aurora::query::language
