#include "services/query-engine/language/schema/table_facts.h"

#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/opposites.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;
using knowledge::Dimension;

// As a word of a name that others have, too.
constexpr double kMoneyWord = 0.55;

}  // namespace

bool TooGeneral(const std::string& word) {
  static const auto& words = *new std::set<std::string>{
      "id",   "at",   "ts",    "name",  "type",  "code", "is",   "has",  "count", "value",  "number", "date", "time", "total", "last",
      "first", "key", "unit",  "by",    "of",    "in",   "on",   "no",   "not",   "max",    "min",    "avg",  "the",  "new",   "old",
      "up",   "off",  "out",   "to",    "from",  "with", "event", "data", "flag",  "is",     "and",    "or",   "per",  "for",   "kind",
      "level", "full", "home", "only", "start", "end",   "day",  "hour", "week", "month", "year",   "minute", "second"};
  return words.count(word) > 0;
}

TableFacts::TableFacts(const catalog::TableProfile& table) : table_(table) {
  ReadColumns();
  ReadRoles();
  AddTable();
  AddRowNames();
  AddColumns();
  AddPeople();
  AddMoney();
  for (size_t column = 0; column < table_.columns.size(); ++column) {
    if (table_.columns[column].Hidden()) continue;
    AddValues(column);
    AddPlaces(column);
    AddDescribedValues(column);
    AddHappenedValues(column);
    AddHttpStatus(column);
    AddFailures(column);
  }
  AddNameOfComments();
  ReadKept();
}

size_t TableFacts::Find(const std::string& name) const {
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (table_.columns[i].name == name) return i;
  }
  return size();
}

const std::vector<TableFacts::Entry>& TableFacts::Entries(const std::string& stem) const {
  static const auto& none = *new std::vector<Entry>();
  const auto found = entries_.find(stem);
  return found == entries_.end() ? none : found->second;
}

std::set<std::string> TableFacts::FirstStems() const {
  std::set<std::string> stems;
  for (const auto& [stem, entries] : entries_) stems.insert(stem);
  return stems;
}

void TableFacts::Add(const std::vector<std::string>& words, Meaning meaning, std::string exact) {
  if (words.empty()) return;
  std::vector<std::string> stems;
  for (const std::string& word : words) stems.push_back(Stem(word));
  if (stems.size() == 1 && exact.empty() && words[0].size() > 3) vocabulary_.push_back(words[0]);
  // "picked up" is also written "pickup", "no show" "noshow".
  if (stems.size() == 2 && exact.empty() && words[0].size() + words[1].size() < 16) {
    Meaning joined = meaning;
    joined.weight *= 0.95;
    const std::string stem = Stem(stems[0] + words[1]);
    entries_[stem].push_back({{stem}, std::move(joined), "", ""});
  }
  const std::string first = stems[0];
  entries_[first].push_back({std::move(stems), std::move(meaning), std::move(exact), words.size() == 1 ? words[0] : ""});
}

// As written only: no other word is taken for a misspelling of it.
void TableFacts::AddPhrase(const std::vector<std::string>& words, Meaning meaning) {
  std::vector<std::string> stems;
  for (const std::string& word : words) stems.push_back(Stem(word));
  const std::string first = stems[0];
  entries_[first].push_back({std::move(stems), std::move(meaning), "", words.size() == 1 ? words[0] : ""});
}

// A name, its synonyms, and each of its words that no other column uses.
void TableFacts::AddNouns(const std::vector<std::string>& words, MeaningKind kind, size_t column) {
  Add(words, {kind, 0, column, {}, 1});
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  for (std::string_view synonym : knowledge::NounSynonyms(joined)) Add(SplitName(synonym), {kind, 0, column, {}, 0.8});
}

// "orders" of order_lines that say which order they are of: that column, size() where there is none.
size_t TableFacts::WholeOfParts(const std::vector<std::string>& table) const {
  if (table.size() != 2 || !IsOneOf(Stem(table[1]), {Stem("line"), Stem("item"), Stem("position")})) return size();
  for (size_t i = 0; i < size(); ++i) {
    const ColumnFacts& facts = columns_[i];
    const bool numbered = facts.words.size() == 2 && IsOneOf(facts.words[1], {"no", "nr", "number", "ref", "code"});
    if (facts.row_id || facts.measure || facts.stems.empty() || facts.stems[0] != Stem(table[0])) continue;
    if (numbered || (facts.id && facts.stems.size() == 1)) return i;
  }
  return size();
}

void TableFacts::AddTable() {
  const std::vector<std::string> words = SpokenName(table_.table);
  AddNouns(words, MeaningKind::kTable, 0);
  if (const std::vector<std::string> written = SplitName(table_.table); written != words) Add(written, {MeaningKind::kTable, 0, 0, {}, 1});
  // "rows in badge_scans": as the table is called.
  if (table_.table.find('_') != std::string::npos) AddPhrase({absl::AsciiStrToLower(table_.table)}, {MeaningKind::kTable, 0, 0, {}, 1});
  if (words.size() > 1) {
    Add({words.back()}, {MeaningKind::kTable, 0, 0, {}, 0.8});
    for (std::string_view synonym : knowledge::NounSynonyms(words.back())) Add(SplitName(synonym), {MeaningKind::kTable, 0, 0, {}, 0.6});
    // "exams" of exam_results: the last word only says that they are rows.
    // "parts" of parts_used: what was done with them comes last.
    const bool done = words.size() == 2 && (Participle(words.back()) || IsOneOf(words.back(), {"sold", "used", "made", "sent", "bought", "taken", "given", "lent"}));
    const bool rows = done || (words.size() == 2 && IsOneOf(Stem(words.back()), {Stem("result"), Stem("event"), Stem("record"), Stem("log"), Stem("entry"), Stem("history"), Stem("fact"), Stem("item"), Stem("line"), Stem("list"), Stem("data")}));
    const size_t whole = WholeOfParts(words);
    const bool parts = whole != size();
    if (parts) Add({words[0]}, {MeaningKind::kEntity, 0, whole, {}, 1});
    // "ports" of port_calls with a port_name: where they were, and not the calls.
    size_t place = size();
    for (size_t i = 0; i < size() && words.size() == 2; ++i) {
      const ColumnFacts& facts = columns_[i];
      if (facts.words.size() == 2 && facts.words[0] == words[0] && facts.words[1] == "name" && facts.category && !facts.id && !table_.columns[i].Hidden()) place = i;
    }
    if (place < size()) Add({words[0]}, {MeaningKind::kColumn, 0, place, {}, 0.95});
    if (!TooGeneral(words[0]) && !parts && place == size()) Add({words[0]}, {MeaningKind::kTable, 0, 0, {}, rows ? 0.9 : 0.5});
    if (rows) {
      for (std::string_view synonym : knowledge::NounSynonyms(words[0])) {
        // "clinics that bought": the verb is of the rows all the same.
        if (!parts || IsOneOf(std::string(synonym), {"bought", "purchased", "ordered"})) Add(SplitName(synonym), {MeaningKind::kTable, 0, 0, {}, 0.75});
      }
    }
  }
  // "charging sessions" of charging.sessions: the database says of what they are.
  const std::vector<std::string> database = SplitName(table_.database);
  if (database.size() == 1 && database[0].size() > 4 && database[0] != "default") Add(database, {MeaningKind::kTable, 0, 0, {}, 0.5});
}

void TableFacts::AddColumns() {
  std::map<std::string, int> uses;  // by how many columns a word is used
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden()) continue;
    for (const std::string& stem : std::set<std::string>(columns_[i].stems.begin(), columns_[i].stems.end())) ++uses[stem];
  }
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden()) continue;
    const ColumnFacts& facts = columns_[i];
    const std::vector<std::string>& words = facts.words;
    if (facts.time) {
      Add(words, {MeaningKind::kMoment, 0, i, {}, 1});
      std::string joined;
      for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
      for (std::string_view synonym : knowledge::MomentSynonyms(joined)) Add(SplitName(synonym), {MeaningKind::kMoment, 0, i, {}, 0.8});
      Add({absl::AsciiStrToLower(table_.columns[i].name)}, {MeaningKind::kMoment, 0, i, {}, 1});
      // "unmarked" of marked_at: not yet.
      if (table_.columns[i].nullable && words.size() == 1) {
        for (const char* prefix : {"un", "non"}) Add({prefix + words[0]}, {MeaningKind::kMoment, 0, i, {kNotYet}, 0.95});
      }
      // "came back", "brought back" of back_at
      static const auto& ways = *new std::map<std::string, std::vector<const char*>>{{"back", {"came", "come", "brought", "given", "handed", "sent"}}, {"out", {"went", "gone", "taken", "handed", "sent", "given"}}, {"in", {"came", "come", "brought", "handed", "sent"}}};
      if (const auto way = ways.find(words.size() == 1 ? words[0] : ""); way != ways.end()) {
        for (const char* verb : way->second) AddPhrase({verb, words[0]}, {MeaningKind::kMoment, 0, i, {}, 0.85});
        if (words[0] == "back") AddPhrase({"returned"}, {MeaningKind::kMoment, 0, i, {}, 0.8});
      }
      // "active subscriptions", "open cases" of cancelled_at, closed_at: those that have not come to it.
      if (table_.columns[i].nullable && words.size() == 1) {
        const bool ends = IsOneOf(words[0], {"cancelled", "canceled", "left", "churned", "terminated", "expired", "deactivated", "resigned", "end", "ended"});
        if (ends) {
          for (const char* word : {"active", "current", "running", "ongoing"}) Add({word}, {MeaningKind::kMoment, 0, i, {kNotYet}, 0.8});
          for (const char* phrase : {"still going on", "not over yet", "still ongoing", "still running"}) AddPhrase(SplitName(phrase), {MeaningKind::kMoment, 0, i, {kNotYet}, 0.85});
        }
        if (IsOneOf(words[0], {"closed", "resolved", "finished", "completed", "ended", "stopped", "end", "finish"})) {
          for (const char* word : {"open", "ongoing"}) Add({word}, {MeaningKind::kMoment, 0, i, {kNotYet}, 0.8});
          for (const char* phrase : {"still running", "in progress", "still in progress", "under way", "underway", "still going", "not finished yet", "unfinished"}) AddPhrase(SplitName(phrase), {MeaningKind::kMoment, 0, i, {kNotYet}, 0.8});
        }
      }
      AddMomentStates(i);
      AddComment(i);
      AddMomentPhrases(i);
      AddMomentDeed(i);
      AddMomentVerb(i);
      AddMomentCondition(i);
      AddHappenedMoments(i);
      AddSubject(i);
      if (words.size() > 1 && uses[facts.stems.back()] == 1 && !TooGeneral(words.back())) Add({words.back()}, {MeaningKind::kMoment, 0, i, {}, 0.7});
      // "scheduled in May" of scheduled_for
      if (words.size() == 2 && IsOneOf(words[1], {"for", "from", "to", "until", "by", "since"}) && Participle(words[0])) Add({words[0]}, {MeaningKind::kMoment, 0, i, {}, 0.95});
      continue;
    }
    const MeaningKind kind = facts.id ? MeaningKind::kEntity : MeaningKind::kColumn;
    // "workouts by type" of workout_type, "with code 550" of smtp_code: the rows' own, or the only one.
    const bool own_kind = words.size() == 2 && facts.category && !facts.id && !facts.flag && IsOneOf(words[1], {"type", "kind", "category", "class", "status", "state", "level"}) && std::find(name_stems_.begin(), name_stems_.end(), Stem(words[0])) != name_stems_.end();
    AddOfDimension(i);
    // "payment method" of a method that is a card or cash.
    if (words.size() == 1 && facts.category && IsOneOf(words[0], {"method", "tender", "means"}) && std::any_of(table_.columns[i].values.begin(), table_.columns[i].values.end(), [](const catalog::ValueCount& value) { return IsOneOf(absl::AsciiStrToLower(value.value), {"card", "cash", "paypal", "sepa", "wire", "coin", "invoice", "credit_card", "bank_transfer", "transfer"}); })) {
      for (const char* name : {"payment method", "payment type", "method of payment", "means of payment", "form of payment"}) AddPhrase(SplitName(name), {kind, 0, i, {}, 0.95});
    }
    // "lesson type", "kind of lesson" of a column of lessons that is called kind; "status" of one that is called st.
    if (words.size() == 1 && facts.category && !facts.id && !facts.flag) AddOwnKind(i);
    // Below what "kinds of food" yields to.
    if (own_kind) Add({words[1]}, {kind, 0, i, {}, 0.69});
    if (words.size() == 2 && words[1] == "code" && uses[Stem("code")] == 1 && table_.columns[i].column_class == ColumnClass::kNumber && !facts.id) AddPhrase({"code"}, {kind, 0, i, {}, 0.75});
    if (facts.flag) {
      std::vector<std::string> name = words;
      if (name.size() > 1 && IsFlagVerb(name[0])) name.erase(name.begin());
      const std::string yes = table_.columns[i].column_class == ColumnClass::kBool ? "true" : "1";
      Add(name, {MeaningKind::kValue, 0, i, {yes}, 1});
      // As it is written: "is_bot", "elec".
      Add({absl::AsciiStrToLower(table_.columns[i].name)}, {MeaningKind::kValue, 0, i, {yes}, 1});
      // "a valid licence" of licence_valid
      if (name.size() == 2) Add({name[1], name[0]}, {MeaningKind::kValue, 0, i, {yes}, 0.9});
      // "first orders" and "repeat orders" of is_first_order in orders
      if (name.size() == 2 && std::find(name_stems_.begin(), name_stems_.end(), Stem(name[1])) != name_stems_.end()) {
        for (std::string_view opposite : knowledge::Opposites(name[0])) Add(SplitName(opposite), {MeaningKind::kValue, 0, i, {table_.columns[i].column_class == ColumnClass::kBool ? "false" : "0"}, 0.85});
      }
      // "remote jobs" of remote_ok
      if (name.size() == 2 && IsOneOf(name[1], {"ok", "allowed", "possible", "enabled", "included", "friendly"})) Add({name[0]}, {MeaningKind::kValue, 0, i, {yes}, 0.85});
      // "alarms" of tamper_alarm
      // A first visit is not any visit.
      const bool ordinal = IsOneOf(name[0], {"first", "new", "repeat", "last", "second", "next", "early", "late", "free", "returning", "initial", "final"});
      if (name.size() > 1 && uses[Stem(name.back())] == 1 && !TooGeneral(name.back()) && !ordinal) Add({name.back()}, {MeaningKind::kValue, 0, i, {yes}, 0.7});
      std::string joined;
      for (const std::string& word : name) joined += (joined.empty() ? "" : " ") + word;
      for (std::string_view synonym : knowledge::ValueSynonyms(joined)) Add(SplitName(synonym), {MeaningKind::kValue, 0, i, {yes}, 0.8});
      // "out of service" of in_service; "inactive", "unverified" of is_active, is_verified
      const std::string no = table_.columns[i].column_class == ColumnClass::kBool ? "false" : "0";
      // "domestic" of is_international, "failed" of succeeded
      for (std::string_view opposite : knowledge::Opposites(joined)) Add(SplitName(opposite), {MeaningKind::kValue, 0, i, {no}, 0.85});
      if (name.size() > 1 && name[0] == "in") {
        std::vector<std::string> out = {"out", "of"};
        out.insert(out.end(), name.begin() + 1, name.end());
        Add(out, {MeaningKind::kValue, 0, i, {no}, 0.95});
      } else if (name.size() == 1) {
        for (const char* prefix : {"in", "un", "non"}) Add({prefix + name[0]}, {MeaningKind::kValue, 0, i, {no}, 0.9});
      }
      continue;
    }
    AddNouns(words, kind, i);
    // "Shipped" says nothing of a shipper who is only a number.
    if (facts.category && !facts.id && !words.empty()) {
      for (const std::string& verb : knowledge::DoneBy(words.back())) AddPhrase({verb}, {kind, 0, i, {}, kDoneByVerb});
    }
    // "price per kilo" of price_per_kg_eur
    const std::vector<std::string> spoken = SplitName(table_.columns[i].name);
    for (size_t w = 1; w + 1 < spoken.size(); ++w) {
      if (spoken[w] != "per") continue;
      for (const std::string& spelling : knowledge::UnitSpellings(spoken[w + 1])) {
        std::vector<std::string> named(spoken.begin(), spoken.begin() + static_cast<std::ptrdiff_t>(w) + 1);
        named.push_back(spelling);
        Add(named, {kind, 0, i, {}, 0.95});
      }
    }
    // "paid with a card" of paid_by: by what means, whichever small word says it.
    static constexpr std::array<const char*, 4> kMeans = {"by", "with", "via", "using"};
    if (facts.category && words.size() == 2 && std::find(kMeans.begin(), kMeans.end(), words[1]) != kMeans.end()) {
      for (const char* means : kMeans) Add({words[0], means}, {kind, 0, i, {}, 0.95});
      if (IsOneOf(words[0], {"pay", "paid"})) {
        for (const char* name : {"payment method", "payment type", "method of payment", "means of payment", "payment"}) Add(SplitName(name), {kind, 0, i, {}, 0.9});
      }
    }
    // "delivery method" of delivery
    if (facts.category && !facts.id && !facts.flag && words.size() == 1 && IsOneOf(words[0], {"delivery", "payment", "shipping", "transport"}) && !table_.columns[i].values.empty()) {
      for (const char* head : {"method", "mode", "type", "option"}) Add({words[0], head}, {kind, 0, i, {}, 0.95});
    }
    // "cup size" of S, M and L
    const bool sizes = facts.category && words.size() == 1 && table_.columns[i].values.size() > 1 && std::all_of(table_.columns[i].values.begin(), table_.columns[i].values.end(), [](const catalog::ValueCount& value) { return IsOneOf(absl::AsciiStrToLower(value.value), {"xs", "s", "m", "l", "xl", "xxl", "small", "medium", "large"}); });
    if (sizes && words[0] != "size") Add({words[0], "size"}, {kind, 0, i, {}, 0.95});
    // "by sales channel" of sold_via
    if (facts.category && words.size() == 2 && IsOneOf(words[1], {"via", "through"}) && IsOneOf(words[0], {"sold", "booked", "bought", "ordered", "requested", "placed", "came", "joined"})) {
      for (const char* name : {"channel", "sales channel", "booking channel", "order channel"}) Add(SplitName(name), {kind, 0, i, {}, 0.9});
    }
    // "top traffic sources" of came_from
    if (facts.category && words.size() == 2 && words[1] == "from" && IsOneOf(words[0], {"came", "come", "comes", "coming", "referred"})) {
      for (const char* name : {"source", "traffic source", "referrer"}) Add(SplitName(name), {kind, 0, i, {}, 0.9});
    }
    Add({absl::AsciiStrToLower(table_.columns[i].name)}, {kind, 0, i, {}, 1});
    // "type of property" of property_type
    if (facts.category && !facts.id && words.size() == 2 && IsOneOf(words[1], {"type", "kind", "category", "class", "method", "reason", "channel", "group", "mode", "level", "status", "state"})) Add({words[1], "of", words[0]}, {kind, 0, i, {}, 0.95});
    // "bikes" of bike_no beside a bike_kind: what the number tells apart.
    const bool tells_apart = words.size() == 2 && !facts.measure && facts.category && uses[facts.stems[0]] > 1 && IsOneOf(words[1], {"no", "nr", "number", "ref"}) && words[0].size() > 2 && !TooGeneral(words[0]) && std::none_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& other) { return other.words.size() == 1 && other.stems == std::vector<std::string>{facts.stems[0]}; });
    if (tells_apart && std::find(name_stems_.begin(), name_stems_.end(), facts.stems[0]) == name_stems_.end()) Add({words[0]}, {kind, 0, i, {}, 0.7});
    // "per cancel reason" of cancel_code
    if (facts.category && !facts.id && words.size() == 2 && words[1] == "code" && table_.columns[i].column_class == ColumnClass::kText && IsOneOf(words[0], {"cancel", "cancellation", "decline", "return", "refusal", "reject", "rejection", "refund", "stop", "delay", "scrap", "fault", "failure", "downtime", "hold"})) {
      AddPhrase({words[0], "reason"}, {kind, 0, i, {}, 0.9});
      AddPhrase({"reason"}, {kind, 0, i, {}, 0.7});
    }
    // "split by who found them" of found_by
    if (facts.category && words.size() == 2 && words[1] == "by" && words[0].size() > 3) {
      for (const char* what : {"it", "them"}) Add({"who", words[0], what}, {kind, 0, i, {}, 0.95});
      Add({"who", words[0]}, {kind, 0, i, {}, 0.9});
    }
    // "start zone" of zone_start: a thing is named behind what says which one of two it is.
    if (facts.category && words.size() == 2 && uses[facts.stems[0]] > 1 && !IsOneOf(words[1], {"no", "nr", "number", "ref"})) AddPhrase({words[1], words[0]}, {kind, 0, i, {}, 0.95});
    const std::vector<std::string> written = SplitName(table_.columns[i].name);
    if (!facts.unit.empty() || facts.id || written != SpokenName(table_.columns[i].name)) Add(written, {MeaningKind::kColumn, 0, i, {}, 1});
    if (words.size() >= 2) {
      for (size_t w = 0; w < words.size(); ++w) {
        const bool head = w + 1 == words.size();
        // "exams" of exam_type in exam_results are rows, not kinds of them.
        const bool named_so = std::find(name_stems_.begin(), name_stems_.end(), facts.stems[w]) != name_stems_.end();
        // Households are no household_size.
        if (!head && IsOneOf(words.back(), {"size", "limit"})) continue;
        // "how many users" of user_country: countries are no users.
        if (!head && knowledge::IsPerson(words[w]) && IsOneOf(words.back(), {"country", "city", "region", "language", "locale", "gender", "sex", "segment", "timezone"})) continue;
        // Of price_per_kg, "kg" is no name.
        if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(w) + 1, "per") != words.begin() + static_cast<std::ptrdiff_t>(w) + 1) continue;
        if (!head && named_so && IsOneOf(words.back(), {"type", "kind", "category", "class", "status", "state", "name", "code", "level", "group"})) continue;
        if (uses[facts.stems[w]] == 1 && !TooGeneral(words[w])) {
          // "products" of prod_name: what they are called stands for them, before a code that only means the same.
          const bool named = !head && words.size() == 2 && words.back() == "name" && facts.category;
          // "jobs" of job_type, "bookings" of booked_via: what each row is, and no kind of it.
          static constexpr std::array<const char*, 12> kHappen = {"job", "order", "event", "call", "visit", "request", "booking", "trip", "incident", "task", "delivery", "transaction"};
          const bool happens = !head && words.size() == 2 && IsOneOf(words.back(), {"type", "kind", "category", "class"}) && std::find(kHappen.begin(), kHappen.end(), words[w]) != kHappen.end();
          const bool booked = !head && words.size() == 2 && words[w] == "booked" && IsOneOf(words.back(), {"via", "by", "through", "from"});
          if (happens || booked) Add({happens ? words[w] : std::string("booking")}, {MeaningKind::kTable, 0, 0, {}, 0.75});
          Add({words[w]}, {kind, 0, i, {}, named ? 0.85 : 0.7});
          for (std::string_view synonym : knowledge::NounSynonyms(words[w])) Add(SplitName(synonym), {kind, 0, i, {}, 0.5});
        } else if (head && !TooGeneral(words[w])) {
          Add({words[w]}, {kind, 0, i, {}, 0.55});
        }
      }
      AddCountedPieces(i, uses[facts.stems[0]]);
    }
    // "origin", "destination depot" of from_depot and to_depot
    if (words.size() >= 2 && IsOneOf(words[0], {"from", "to"})) {
      const bool to = words[0] == "to";
      static constexpr std::array<std::array<const char*, 4>, 2> kNames = {{{"origin", "source", "sending", "departure"}, {"destination", "target", "receiving", "arrival"}}};
      for (const char* name : kNames[to ? 1 : 0]) {
        std::vector<std::string> named = {name};
        named.insert(named.end(), words.begin() + 1, words.end());
        Add(named, {kind, 0, i, {}, 0.95});
      }
      Add({to ? "destination" : "origin"}, {kind, 0, i, {}, 0.85});
    }
    // "stall length" for stall_ms, "delivery time" for delivery_minutes.
    if (facts.dimension == Dimension::kDuration) {
      for (const char* word : {"time", "length", "duration", "delay", "latency"}) {
        std::vector<std::string> named = words;
        if (!named.empty() && named.back() != word) {
          if (IsOneOf(named.back(), {"time", "duration", "length", "latency", "delay"})) named.pop_back();
          named.push_back(word);
          Add(named, {kind, 0, i, {}, 0.85});
        }
      }
    }
    // "total weight" of kg
    if (facts.measure && words.size() == 1 && !facts.unit.empty() && words[0] == facts.unit) {
      const char* noun = facts.dimension == Dimension::kWeight ? "weight" : facts.dimension == Dimension::kDistance ? "distance" : facts.dimension == Dimension::kEnergy ? "energy" : facts.dimension == Dimension::kVolume ? "volume" : "";
      if (*noun != 0) Add({noun}, {kind, 0, i, {}, 0.85});
    }
    // "how much data", "traffic" of megabytes
    if (facts.dimension == Dimension::kData && facts.measure && !facts.rate) {
      for (const char* word : {"data", "traffic", "data volume", "data traffic", "data usage", "data use"}) Add(SplitName(word), {kind, 0, i, {}, 0.5});
    }
    // "signal strength" of signal_dbm
    if (facts.measure && !facts.unit.empty() && !words.empty() && !IsOneOf(words.back(), {"strength", "level"})) {
      for (const char* head : {"strength", "level"}) {
        std::vector<std::string> named = words;
        named.push_back(head);
        Add(named, {kind, 0, i, {}, 0.85});
      }
    }
    AddComment(i);
    AddClause(i);
  }
}

// "water content" of water_pct; "lot weight" of net_g, where nothing else is weighed; "monthly fees" of monthly_usd.
void TableFacts::AddOfDimension(size_t column) {
  const ColumnFacts& facts = columns_[column];
  if (!facts.measure || facts.rate || facts.words.empty()) return;
  const Meaning meaning = {MeaningKind::kColumn, 0, column, {}, 0.9};
  if (facts.dimension == knowledge::Dimension::kShare && facts.words.size() == 1) {
    for (const char* head : {"content", "percentage"}) Add({facts.words[0], head}, meaning);
    if (IsOneOf(facts.words[0], {"cpu", "mem", "memory", "disk", "battery", "gpu"})) {
      for (const char* head : {"load", "usage", "use", "utilisation", "utilization", "level"}) Add({facts.words[0], head}, meaning);
    }
  }
  if (facts.dimension == knowledge::Dimension::kWeight && !table_.columns[column].nullable && absl::AsciiStrToLower(table_.columns[column].comment).find("weight") == std::string::npos) {
    const auto weighed = [&](const ColumnFacts& one) { return one.measure && one.dimension == knowledge::Dimension::kWeight; };
    if (std::count_if(columns_.begin(), columns_.end(), weighed) == 1) {
      for (const char* name : {"weight", "tonnage"}) Add({name}, {MeaningKind::kColumn, 0, column, {}, 0.7});
    }
  }
  // "peak power" of peak_kw, "wind speed" of wind_mps
  for (const auto& [dimension, head] : {std::pair(knowledge::Dimension::kPower, "power"), std::pair(knowledge::Dimension::kSpeed, "speed"), std::pair(knowledge::Dimension::kEnergy, "energy"), std::pair(knowledge::Dimension::kVoltage, "voltage")}) {
    if (facts.dimension == dimension && facts.words.back() != head && !TooGeneral(facts.words[0])) {
      std::vector<std::string> named = facts.words;
      named.push_back(head);
      Add(named, meaning);
    }
  }
  // "tow distance" of tow_km, "time to first reply" of first_reply_s
  if (facts.dimension == knowledge::Dimension::kDistance && facts.words.size() == 1 && !TooGeneral(facts.words[0])) {
    for (const char* head : {"distance", "length"}) Add({facts.words[0], head}, meaning);
  }
  if (facts.dimension == knowledge::Dimension::kDuration && facts.words.size() == 2 && IsOneOf(facts.words[0], {"first", "last", "next"})) {
    for (const char* to : {"to", "until", "till"}) Add({"time", to, facts.words[0], facts.words[1]}, meaning);
  }
  // "room revenue" of room_fee_gbp
  if (facts.dimension == knowledge::Dimension::kMoney && !facts.spent && facts.words.size() == 2 && IsOneOf(facts.words[1], {"fee", "price", "amount", "charge", "total", "fare"}) && !TooGeneral(facts.words[0])) {
    for (const char* head : {"revenue", "income", "takings", "turnover", "sales"}) Add({facts.words[0], head}, {MeaningKind::kColumn, 0, column, {}, 0.85});
  }
  static constexpr std::array<const char*, 5> kSteps = {"hourly", "daily", "weekly", "monthly", "yearly"};
  if (facts.dimension == knowledge::Dimension::kMoney && facts.words.size() == 1 && std::find(kSteps.begin(), kSteps.end(), facts.words[0]) != kSteps.end()) {
    for (const char* head : {"fee", "fees", "charge", "charges", "price", "payment", "payments"}) Add({facts.words[0], head}, meaning);
  }
}

void TableFacts::AddOwnKind(size_t column) {
  static constexpr std::array<const char*, 4> kKinds = {"type", "kind", "category", "class"};
  static constexpr std::array<const char*, 3> kStates = {"status", "state", "outcome"};
  const std::string& called = columns_[column].words[0];
  const std::vector<std::string> rows = SpokenName(table_.table);
  if (rows.empty()) return;
  const auto name = [&](const char* head) {
    Add({rows.back(), head}, {MeaningKind::kColumn, 0, column, {}, 0.95});
    Add({head, "of", rows.back()}, {MeaningKind::kColumn, 0, column, {}, 0.95});
  };
  if (std::find(kKinds.begin(), kKinds.end(), called) != kKinds.end()) {
    for (const char* head : kKinds) name(head);
  }
  for (const char* head : kStates) {
    if (called == "st") AddPhrase({head}, {MeaningKind::kColumn, 0, column, {}, 0.9});
  }
}

// "good parts", "scrapped units" of good_pcs and scrapped_qty; "scrap" alone of scrap_pcs beside scrap_code: how much of it, and not why.
void TableFacts::AddCountedPieces(size_t column, int uses) {
  const std::vector<std::string>& words = columns_[column].words;
  if (!columns_[column].measure || columns_[column].rate || words.size() != 2 || !IsOneOf(words[1], {"pieces", "quantity", "units", "items", "parts"}) || TooGeneral(words[0])) return;
  for (const char* head : {"pieces", "units", "items", "parts"}) {
    if (words[1] != head) Add({words[0], head}, {MeaningKind::kColumn, 0, column, {}, 0.85});
  }
  bool amount = uses > 1;
  for (size_t other = 0; other < size(); ++other) {
    const ColumnFacts& facts = columns_[other];
    if (other != column && !facts.stems.empty() && std::find(facts.stems.begin(), facts.stems.end(), columns_[column].stems[0]) != facts.stems.end()) amount = amount && facts.category && !facts.measure && facts.words.size() > 1 && IsOneOf(facts.words.back(), {"code", "reason", "cause", "type", "kind", "class", "category"});
  }
  if (amount) Add({words[0]}, {MeaningKind::kColumn, 0, column, {}, 0.7});
}

// "bookings that cost more than 500": the money of each row, where no column of its own is called so.
void TableFacts::AddMoney() {
  if (money_ == size()) return;
  for (const char* word : {"cost", "price"}) AddPhrase({word}, {MeaningKind::kColumn, 0, money_, {}, kMoneyWord});
}

}  // namespace aurora::query::language
