#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/abbreviations.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

// What the columns of a table are for: ids, measures, categories, money.

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;
using knowledge::Dimension;

// Percent of the rows that have a text of their own, where it is their name or their key.
constexpr uint64_t kOwnName = 90;

// Of fewer rows every text may be its own.
constexpr uint64_t kNamedRowsMin = 8;

// An integer with more values than this is no category.
constexpr uint64_t kCategoryDistinctMax = 60;

// A name on so many rows, one by one, names none of them.
constexpr uint64_t kSharedName = 3;

// Of more rows than these, the number of different values may be that of a sample.
constexpr uint64_t kCountedRowsMax = 1'000'000;

// A plural: so many of them.
bool CountsThings(const std::string& word) {
  if (IsOneOf(word, {"children", "people", "men", "women"})) return true;
  return word.size() > 3 && word.back() == 's' && !IsOneOf(word.substr(word.size() - 2), {"ss", "us", "is"});
}

// "ticket_no" of a table of visits: what each row has its own of. The first column, and more values than a category has.
bool NumbersRows(const catalog::TableProfile& table, const ColumnProfile& column, const std::vector<std::string>& words) {
  if (words.size() < 2 || column.column_class != ColumnClass::kText || &column != &table.columns.front()) return false;
  if (!IsOneOf(words.back(), {"no", "nr", "num", "number", "ref", "reference"})) return false;
  // Lines of a work order have its number, too: then it is not theirs.
  const bool shared = column.distinct > 0 && table.rows < kCountedRowsMax && column.distinct * 100 < table.rows * 80;
  return column.values.empty() && table.rows > catalog::kSampledValuesMax && !shared;
}

// "overall rating 1 to 5", "0-10".
bool IsScale(const std::vector<Word>& comment) {
  for (size_t i = 0; i + 2 < comment.size(); ++i) {
    const bool from = comment[i].number.has_value() && (*comment[i].number == 0 || *comment[i].number == 1);
    if (from && comment[i + 1].text == "to" && comment[i + 2].number.has_value() && *comment[i + 2].number >= 4 && *comment[i + 2].number <= 10) return true;
  }
  return false;
}

// What follows the 1 in a comment that says what it stands for.
constexpr std::array<std::string_view, 8> kFlagSays = {"for ", "if ", "when ", "once ", "after ", "where ", "with ", "means "};

// "1 = refrigerated container", of a column that is 0 or 1.
bool SaysWhatOneIs(const ColumnProfile& column) {
  const std::string& comment = column.comment;
  size_t at = comment.find_first_not_of(" ");
  // "e-mail only, 1 when the recipient opened it"
  for (const char* clause : {", 1 ", "; 1 "}) {
    if (at != std::string::npos && comment[at] != '1' && comment.find(clause) != std::string::npos) at = comment.find(clause) + 2;
  }
  if (at == std::string::npos || comment[at] != '1' || column.nullable || column.distinct > 2) return false;
  at = comment.find_first_not_of(" ", at + 1);
  // "1 = paid", "1: paid", "1 for planned maintenance"
  // "1 once an engineer has agreed"
  const bool says = at != std::string::npos && (comment[at] == '=' || comment[at] == ':' || std::any_of(kFlagSays.begin(), kFlagSays.end(), [&](std::string_view word) { return comment.compare(at, word.size(), word) == 0; }));
  if (!says) return false;
  return std::all_of(column.values.begin(), column.values.end(), [](const catalog::ValueCount& value) { return value.value == "0" || value.value == "1"; });
}

bool Whole(const ColumnProfile& column) {
  return column.bare_type.rfind("Int", 0) == 0 || column.bare_type.rfind("UInt", 0) == 0;
}

// "hash of the phone number": it tells apart, and measures nothing.
bool IsHashed(const ColumnProfile& column) {
  if (!Whole(column) && column.column_class != ColumnClass::kText) return false;
  const std::vector<Word> comment = Normalise(column.comment);
  return !comment.empty() && (IsOneOf(comment[0].text, {"hash", "hashed"}) || (comment.size() > 1 && IsOneOf(comment[1].text, {"hash", "hashed"})));
}

// "express", "fast_track": a number that is only ever 0 or 1, and is called as no count or step of something is.
bool IsYesOrNo(const ColumnProfile& column, const ColumnFacts& facts) {
  // What a comment says of its numbers is read as values that are explained.
  const bool explained = column.comment.find_first_of("01") != std::string::npos;
  if (!column.binary || column.nullable || explained || facts.id || facts.dimension != Dimension::kNone || !facts.unit.empty() || facts.words.empty()) return false;
  const std::string& head = facts.words.back();
  return !CountsThings(head) && !IsOneOf(head, {"level", "priority", "score", "rating", "rank", "grade", "floor", "step", "version", "stage", "number", "no", "nr", "code", "shift", "type", "kind", "class", "group", "status", "state", "value", "amount", "quantity", "count", "size", "index", "position", "line", "lane", "gate", "zone", "side", "channel", "partition", "shard", "bucket", "retry", "attempt"});
}

// "ticket", "case": a whole number that comes first and that no two rows share, whose average nobody asks for.
bool CountsUpRows(const catalog::TableProfile& table, const ColumnProfile& column, const std::vector<std::string>& words) {
  if (&column != &table.columns.front() || !Whole(column) || column.nullable || words.size() != 1 ) return false;
  if (knowledge::DimensionOfWord(words[0]) != Dimension::kNone || knowledge::FindUnit(words[0]).has_value() || CountsThings(words[0]) || IsOneOf(words[0], {"value", "reading", "level", "time", "epoch", "score", "count"})) return false;
  return table.rows > catalog::kSampledValuesMax && table.rows < kCountedRowsMax && column.distinct * 100 > table.rows * 95;
}

// "in tenths of a degree Celsius", "hundredths of a millimetre"
void ReadParts(const std::string& comment, ColumnFacts& facts) {
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    const std::string& text = words[i].text;
    const double parts = IsOneOf(text, {"tenth", "tenths"}) ? 10 : IsOneOf(text, {"hundredth", "hundredths"}) ? 100 : IsOneOf(text, {"thousandth", "thousandths"}) ? 1000 : IsOneOf(text, {"millionth", "millionths"}) ? 1'000'000 : 1;
    if (parts == 1 || words[i + 1].text != "of") continue;
    size_t at = i + (IsOneOf(words[i + 2].text, {"a", "an", "one"}) ? 3 : 2);
    // "of a US dollar"
    if (at + 1 < words.size() && !words[at].break_after && knowledge::FindUnit(words[at + 1].text).has_value()) ++at;
    const auto unit = at < words.size() ? knowledge::FindUnit(words[at].text) : std::nullopt;
    if (!unit.has_value() || (facts.dimension != Dimension::kNone && facts.dimension != unit->dimension)) continue;
    facts.unit = words[at].text;
    facts.dimension = unit->dimension;
    facts.parts = parts;
    return;
  }
}

// "lost packets, per mille" of loss_pm, "in basis points": a share, of which people speak in percent.
void ReadSmallShare(const std::string& comment, ColumnFacts& facts) {
  if (facts.dimension != Dimension::kNone && facts.dimension != Dimension::kShare) return;
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i < words.size(); ++i) {
    const bool pair = i + 1 < words.size() && !words[i].break_after;
    const bool mille = IsOneOf(words[i].text, {"permille", "promille"}) || (pair && words[i].text == "per" && IsOneOf(words[i + 1].text, {"mille", "mil", "thousand"}) && (i + 2 == words.size() || words[i + 1].break_after));
    const bool basis = pair && words[i].text == "basis" && words[i + 1].text == "points";
    if (!mille && !basis) continue;
    facts.dimension = Dimension::kShare;
    facts.unit = mille ? "permille" : "bps";
    return;
  }
}

// How far what is spent stands behind what is taken.
constexpr int kSpentRank = 5;

// "parts_cost", "what the operator charges us", "what we paid for it": what the business pays.
bool IsSpent(const std::vector<std::string>& name, const std::vector<Word>& comment) {
  if (std::any_of(name.begin(), name.end(), [](const std::string& word) { return IsOneOf(word, {"cost", "costs", "expense", "expenses"}); })) return true;
  for (size_t i = 0; i + 1 < comment.size() && i < 6; ++i) {
    if (IsOneOf(comment[i].text, {"cost", "costs", "charges", "charged"}) && comment[i + 1].text == "us") return true;
    // "rent paid to the owner of the pitch"
    if (IsOneOf(comment[i].text, {"paid", "payable", "due"}) && comment[i + 1].text == "to" && i + 2 < comment.size() && !IsOneOf(comment[i + 2].text, {"us", "be"})) return true;
    if (comment[i].text == "we" && IsOneOf(comment[i + 1].text, {"pay", "paid", "owe", "spend", "spent"})) return true;
  }
  return false;
}

// "loyalty_card", "member": a whole number of many that somebody is known by, and nothing that is measured.
bool NamesSomebody(const ColumnProfile& column, const std::vector<std::string>& words) {
  return Whole(column) && column.distinct > kCategoryDistinctMax && !words.empty() && IsOneOf(words.back(), {"card", "badge", "passport", "account", "member", "customer", "user", "patient", "employee", "candidate", "student", "subscriber"});
}

}  // namespace

bool IsFlagVerb(const std::string& word) {
  return IsOneOf(word, {"is", "has", "was", "did", "took", "needs", "can", "gets", "got", "uses", "used", "wants", "allows", "accepts", "offers", "requires", "had", "were", "are", "should", "supports", "includes", "contains"});
}

std::vector<std::string> SpokenName(const std::string& name) {
  std::vector<std::string> words = SplitName(name);
  for (std::string& word : words) {
    if (const std::string_view written_out = knowledge::LongWord(word); !written_out.empty()) word = written_out;
    // Alone they are whole words of their own.
    if (const std::string_view modifier = knowledge::LongModifier(word); words.size() > 1 && !modifier.empty()) word = modifier;
  }
  return words;
}

void TableFacts::ReadColumns() {
  for (const std::string& word : SpokenName(table_.table)) name_stems_.push_back(Stem(word));
  for (const ColumnProfile& column : table_.columns) {
    ColumnFacts facts;
    facts.words = SpokenName(column.name);
    facts.time = column.column_class == ColumnClass::kTime || column.column_class == ColumnClass::kDate;
    std::vector<std::string>& words = facts.words;
    if (words.size() > 1 && IsOneOf(words.back(), {"id", "uuid", "key", "sk", "pk", "guid"})) {
      facts.id = true;
      words.pop_back();
    } else if (words.size() == 1 && words[0] == "session" && column.column_class == ColumnClass::kText && column.distinct > catalog::kSampledValuesMax) {
      facts.id = true;
    } else if (words.size() == 1 && IsOneOf(words[0], {"uid", "userid"})) {
      facts.id = true;
      words[0] = "user";
    } else if (words.size() == 1 && IsOneOf(words[0], {"id", "uuid", "guid"})) {
      facts.id = true;
      facts.row_id = true;
    } else if (column.foreign_key || IsHashed(column)) {
      facts.id = true;
    } else if (NamesSomebody(column, words)) {
      facts.id = true;
    } else if (NumbersRows(table_, column, words)) {
      facts.id = true;
      facts.row_id = true;
      words.pop_back();
    } else if (CountsUpRows(table_, column, words)) {
      facts.id = true;
      facts.row_id = true;
    } else if (facts.time && words.size() > 1 && IsOneOf(words.back(), {"at", "ts", "on", "time", "date", "utc", "timestamp"})) {
      words.pop_back();
    } else if (words.size() > 1 && column.column_class == ColumnClass::kNumber) {
      // "price_ct", where nothing is counted in carats
      // "ask_ct" whose comment says "euro cents" likewise.
      const bool cents = IsOneOf(words.back(), {"ct", "cts"}) && (column.comment.find("cents") != std::string::npos || std::any_of(words.begin(), words.end(), [](const std::string& word) { return knowledge::DimensionOfWord(word) == Dimension::kMoney; }));
      if (cents) words.back() = "cents";
      // "price_micros": millionths of a currency, and no time.
      const auto money_word = [](const std::string& word) {
        const auto known = knowledge::FindUnit(word);
        return knowledge::DimensionOfWord(word) == Dimension::kMoney || (known.has_value() && known->dimension == Dimension::kMoney);
      };
      const bool of_money = IsOneOf(words.back(), {"micros", "micro"}) && std::any_of(words.begin(), words.end(), money_word);
      const auto unit = of_money ? std::nullopt : knowledge::FindUnit(words.back());
      if (of_money) words.pop_back();
      // "royalty_usd_micro"
      if (of_money && words.size() > 1 && knowledge::FindUnit(words.back()).has_value()) {
        facts.unit = words.back();
        facts.dimension = Dimension::kMoney;
        facts.parts = 1'000'000;
        words.pop_back();
      }
      // "free_cl_mg_l": a concentration, whose litres add up to nothing.
      const auto upper = words.size() > 2 ? knowledge::FindUnit(words[words.size() - 2]) : std::nullopt;
      const bool per = !of_money && unit.has_value() && upper.has_value() && (upper->dimension == Dimension::kWeight || upper->dimension == Dimension::kDistance) && (unit->dimension == Dimension::kVolume || (upper->dimension == Dimension::kDistance && unit->dimension == Dimension::kDuration)) && words.back().size() <= 2;
      if (per) {
        words.resize(words.size() - 2);
      } else
      if (unit.has_value()) {
        facts.unit = words.back();
        facts.dimension = unit->dimension;
        words.pop_back();
        // "wind_ms": metres a second.
        if (facts.unit == "ms" && std::any_of(words.begin(), words.end(), [](const std::string& word) { return IsOneOf(word, {"wind", "gust", "gusts", "speed", "velocity", "airspeed"}); })) {
          facts.unit = "mps";
          facts.dimension = Dimension::kSpeed;
        }
      }
    }
    // minutes_used, km_driven: the unit stands first, and is what people say.
    if (column.column_class == ColumnClass::kNumber && !facts.id && facts.unit.empty() && words.size() > 1 && words[0].size() > 1) {
      const auto unit = knowledge::FindUnit(words[0]);
      if (unit.has_value() && unit->factor > 0) {
        facts.unit = words[0];
        facts.dimension = unit->dimension;
      }
    }
    // A column called megabytes, kilograms or kg.
    if (column.column_class == ColumnClass::kNumber && !facts.id && facts.unit.empty() && words.size() == 1) {
      const auto unit = words[0].size() > 4 || IsOneOf(words[0], {"kwh", "mwh", "gwh", "kg", "kgs", "lbs", "tons", "km", "kms", "mb", "gb", "tb", "ml"}) || (words[0] == "wh" && column.comment.find("watt") != std::string::npos) ? knowledge::FindUnit(words[0]) : std::nullopt;
      const bool adds_up = unit.has_value() && (unit->dimension == Dimension::kData || unit->dimension == Dimension::kWeight || unit->dimension == Dimension::kDistance ||
                                                unit->dimension == Dimension::kEnergy || unit->dimension == Dimension::kVolume);
      // "cents"; what else is called after a currency has no other word.
      const bool money = unit.has_value() && unit->dimension == Dimension::kMoney && IsOneOf(words[0], {"cents", "pence", "euros", "dollars", "pounds"});
      const bool lasting = unit.has_value() && IsOneOf(words[0], {"minutes", "hours", "seconds"});
      if ((adds_up || money || lasting) && unit->factor > 0) {
        facts.unit = words[0];
        facts.dimension = unit->dimension;
      }
    }
    if (column.column_class == ColumnClass::kNumber && !facts.id) {
      for (auto word = words.rbegin(); word != words.rend() && facts.dimension == Dimension::kNone; ++word) {
        facts.dimension = knowledge::DimensionOfWord(*word);
      }
      // "load_time", "response_time" of a number: how long. A time of day or an epoch is called by what happened then.
      static constexpr std::array<std::string_view, 24> kTakesTime = {"load", "response", "wait", "waiting", "processing", "execution", "exec", "run", "handling", "handle", "render", "lead", "cycle", "travel", "delivery", "idle", "queue", "build", "dwell", "setup", "resolution", "reply", "reaction", "call"};
      if (facts.dimension == Dimension::kNone && words.size() == 2 && words[1] == "time" && std::find(kTakesTime.begin(), kTakesTime.end(), std::string_view(words[0])) != kTakesTime.end()) facts.dimension = Dimension::kDuration;
      if (facts.unit.empty()) {
        // "response time in milliseconds"
        const std::vector<Word> comment = Normalise(column.comment);
        for (size_t i = 0; i < comment.size(); ++i) {
          const auto unit = knowledge::FindUnit(comment[i].text);
          // "amount", whose comment says "kg": of kilograms, and not of money.
          const bool vague = facts.dimension == Dimension::kMoney && words.size() == 1 && IsOneOf(words[0], {"amount", "total", "value", "sum"});
          if (!unit.has_value() || comment[i].text.size() < 2 || (facts.dimension != Dimension::kNone && facts.dimension != unit->dimension && !vague)) continue;
          // "in US cents"
          const bool of_country = i > 1 && unit->dimension == Dimension::kMoney && comment[i - 2].text == "in";
          const bool said = i == 0 || comment[i - 1].text == "in" || of_country || comment.size() <= 2;
          if (!said) continue;
          // "in euro cents"
          const bool cents = unit->dimension == Dimension::kMoney && i + 1 < comment.size() && IsOneOf(comment[i + 1].text, {"cent", "cents", "pence"});
          facts.unit = comment[cents ? i + 1 : i].text;
          facts.dimension = unit->dimension;
          break;
        }
      }
    }
    if (column.column_class == ColumnClass::kNumber && !facts.id) ReadParts(column.comment, facts);
    if (column.column_class == ColumnClass::kNumber && !facts.id) ReadSmallShare(column.comment, facts);
    for (const std::string& word : words) facts.stems.push_back(Stem(word));
    columns_.push_back(std::move(facts));
  }
}

void TableFacts::ReadRoles() {
  money_ = flow_ = label_ = size();
  int money_rank = 0;
  uint64_t flow_distinct = 0;
  for (size_t i = 0; i < size(); ++i) {
    const ColumnProfile& column = table_.columns[i];
    ColumnFacts& facts = columns_[i];
    if (column.Hidden()) continue;
    // Its elements are grouped by and chosen from as values are; nothing else is asked of it.
    if (column.array) {
      facts.id = false;
      facts.category = column.text_elements;
      continue;
    }
    if (facts.id && !name_stems_.empty() && facts.stems == name_stems_) facts.row_id = true;
    if (facts.id && !name_stems_.empty() && facts.stems.size() == 1 && facts.stems[0] == name_stems_.back()) facts.row_id = true;
    const bool text = column.column_class == ColumnClass::kText;
    facts.flag = column.column_class == ColumnClass::kBool ||
                 (column.bare_type == "UInt8" && ((facts.words.size() > 1 && IsFlagVerb(facts.words[0])) || SaysWhatOneIs(column))) || IsYesOrNo(column, facts);
    // "desk_no", "floor_nr": a number that names something, and measures nothing.
    const bool named = Whole(column) && facts.words.size() > 1 && facts.dimension == Dimension::kNone && IsOneOf(facts.words.back(), {"no", "nr", "number"}) && !facts.flag;
    const bool few = Whole(column) && column.distinct > 0 && column.distinct <= kCategoryDistinctMax &&
                     facts.dimension == Dimension::kNone && !facts.flag;
    facts.category = text || facts.flag || facts.id || few || named;
    // "nights", "children", "passengers": counted, however few or many values there are.
    const std::vector<Word> comment = Normalise(column.comment);
    // "injured", of people, "boarded", passengers getting on: what is counted stands in the comment.
    const bool of_things = comment.size() == 1 ? comment[0].text == "people" : (facts.words.size() == 1 && comment.size() > 1 && CountsThings(comment[0].text) && facts.words[0].size() > 4 && facts.words[0].compare(facts.words[0].size() - 2, 2, "ed") == 0 && !knowledge::FindUnit(comment[0].text).has_value());
    // "missing" of deliveries, whose comment says "boxes that were not on the van": so many of what another column counts.
    const bool of_others = facts.words.size() == 1 && comment.size() > 2 && CountsThings(comment[0].text) && !comment[0].break_after && std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& other) { return &other != &facts && other.words.size() == 1 && other.words[0] == comment[0].text; });
    const bool size_of = facts.words.size() == 2 && facts.words[1] == "size" && IsOneOf(facts.words[0], {"party", "group", "household", "family"});
    const bool counted = Whole(column) && facts.dimension == Dimension::kNone && !facts.flag && !facts.id && !facts.words.empty() &&
                         ((CountsThings(facts.words.back()) && !knowledge::FindUnit(facts.words.back()).has_value()) || of_things || of_others || size_of);
    // "1 to 5": a mark, whose average is asked for.
    const bool marks = Whole(column) && few && !facts.flag && !facts.id && IsScale(comment);
    facts.measure = column.column_class == ColumnClass::kNumber && !facts.id && !facts.flag && !named && (!few || counted || marks);
    // "mean opinion score 1 to 5" of a number with a fraction
    const bool scored = facts.measure && facts.dimension == Dimension::kNone && facts.unit.empty() && IsScale(comment);
    if (marks || scored) facts.dimension = Dimension::kRating;
    // "credits", "tokens": what is spent of them adds up, halves and all.
    const bool currency = facts.measure && facts.dimension == Dimension::kNone && facts.unit.empty() && !facts.words.empty() && IsOneOf(facts.words.back(), {"credits", "tokens", "coins", "gems"});
    if (counted || currency) facts.dimension = Dimension::kQuantity;
    // The name as the table has it: "per_kg" is taken off as a unit.
    const std::vector<std::string> name = SplitName(column.name);
    facts.rate = facts.measure && std::any_of(name.begin(), name.end(), [](const std::string& word) { return IsOneOf(word, {"per", "unit", "rate", "hourly"}); });
    if (text && !column.values.empty()) {
      size_t known = 0;
      for (const catalog::ValueCount& value : column.values) {
        known += knowledge::LosesMoney(value.value) || knowledge::KeepsMoney(value.value);
      }
      const std::string last = facts.words.empty() ? "" : facts.words.back();
      const bool short_event = facts.words.size() == 2 && facts.words[0] == "ev" && IsOneOf(last, {"type", "kind"});
      const bool event_name = IsOneOf(last, {"event", "action", "step", "activity", "stage"}) || (facts.words.size() > 1 && IsOneOf(facts.words[0], {"event", "action", "step"})) || short_event;
      // "ev" alone may be a vehicle, where none of its values is what somebody did.
      const auto done = [](const catalog::ValueCount& value) { return IsOneOf(value.value, {"open", "start", "view", "click", "search", "signup", "sign_up", "login", "install", "purchase", "add_to_cart", "checkout", "play", "crash"}); };
      const bool events = facts.words.size() == 1 && IsOneOf(last, {"ev", "evt"}) && std::count_if(column.values.begin(), column.values.end(), done) > 1;
      // "ost" of a comment that begins "order state: O open"
      const std::vector<Word> head = Normalise(column.comment.substr(0, column.comment.find_first_of(":,;(=")));
      const bool headed = !head.empty() && head.size() <= 3 && head.size() < comment.size() && IsOneOf(head.back().text, {"status", "outcome", "state"});
      facts.status = column.values.size() <= 15 && !event_name && (IsOneOf(last, {"status", "outcome", "state", "result", "standing"}) || headed || known >= 2);
      facts.event = column.values.size() <= 40 &&
                    IsOneOf(last, {"event", "action", "step", "activity", "stage", "kind", "type"}) && !facts.status &&
                    (IsOneOf(facts.words[0], {"event", "action", "step", "activity", "stage"}) || facts.words.size() == 1 || short_event);
      // "name" of events: page_view, click, purchase.
      const bool called = facts.words.size() == 1 && last == "name" && column.values.size() <= 40 && std::count_if(column.values.begin(), column.values.end(), [&](const catalog::ValueCount& value) { return done(value) || IsOneOf(value.value, {"page_view", "pageview", "logout", "scroll", "impression"}); }) > 1;
      facts.event = facts.event || events || called;
    }
    facts.spent = facts.measure && facts.dimension == Dimension::kMoney && IsSpent(facts.words, comment);
    if (facts.measure && !facts.rate && facts.dimension != Dimension::kRating && facts.dimension != Dimension::kDuration) {
      const int rank = knowledge::MoneyRank(facts.words) + (facts.dimension == Dimension::kMoney && !facts.unit.empty() ? 2 : 0) - (facts.spent ? kSpentRank : 0);
      const bool money = facts.dimension == Dimension::kMoney || knowledge::MoneyRank(facts.words) >= 5;
      if (money && knowledge::MoneyRank(facts.words) + (facts.unit.empty() ? 0 : 1) > 0 && (rank > money_rank || money_ == size())) {
        money_rank = rank;
        money_ = i;
      }
    }
    if (facts.id && !facts.row_id) {
      const bool tied = !facts.words.empty() && IsOneOf(facts.words.back(), {"session", "visit", "play", "journey", "call", "order", "request", "case",
                                                                        "conversation", "booking", "shipment", "run", "trace", "flow", "application"});
      const uint64_t rank = (tied ? uint64_t{1} << 40 : 0) + column.distinct + 1;
      // A campaign of thousands of mails ties none of them together.
      const bool shared = !tied && column.distinct > 0 && table_.rows < kCountedRowsMax && column.distinct * 200 < table_.rows;
      if (rank > flow_distinct && !shared) {
        flow_distinct = rank;
        flow_ = i;
      }
    }
    // "show_name" of episodes, which many of them share, is a name of something else.
    const bool shared = facts.words.size() > 1 && column.distinct > 0 && column.distinct * kSharedName < table_.rows && std::find(name_stems_.begin(), name_stems_.end(), facts.stems[0]) == name_stems_.end() && IsOneOf(facts.words.back(), {"name", "title"}) &&
                        !IsOneOf(facts.words[0], {"full", "first", "last", "display", "long", "short"});
    if (text && label_ == size() && !facts.words.empty() && IsOneOf(facts.words.back(), {"name", "title"}) && !facts.id && !shared) label_ = i;
  }
  if (label_ == size()) ReadLabel();
  ReadNumber();
}

// "company" of accounts, "label" of articles: the one text that nearly every row has its own of.
void TableFacts::ReadLabel() {
  const bool keyed = std::any_of(columns_.begin(), columns_.end(), [](const ColumnFacts& facts) { return facts.row_id; }) || (size() > 0 && table_.columns[0].distinct * 100 >= table_.rows * kOwnName);
  size_t found = size();
  for (size_t i = 0; i < size() && keyed; ++i) {
    const ColumnProfile& column = table_.columns[i];
    const ColumnFacts& facts = columns_[i];
    if (column.column_class != ColumnClass::kText || column.Hidden() || column.array || facts.id || facts.words.size() != 1 || column.distinct * 100 < table_.rows * kOwnName || table_.rows < kNamedRowsMin) continue;
    if (!IsOneOf(facts.words[0], {"company", "label", "business", "organisation", "organization", "customer", "client", "brand", "venue", "shop", "store"})) continue;
    if (found < size()) return;
    found = i;
  }
  label_ = found;
}

}  // namespace aurora::query::language
