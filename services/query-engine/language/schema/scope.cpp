#include "services/query-engine/language/schema/scope.h"

#include <algorithm>
#include <map>
#include <set>

#include "libs/base/edit_distance.h"

namespace aurora::query::language {
namespace {

// Whether "us" is who asks: after a verb, or before what they got.
bool IsAskers(const std::vector<Word>& words, size_t at) {
  static const auto& verbs = *new std::set<std::string>{Stem("send"), Stem("sent"), Stem("give"), Stem("gave"), Stem("show"), Stem("tell"), Stem("told"), Stem("cost"), Stem("take"), Stem("took"), Stem("bring"), Stem("brought"), Stem("pay"), Stem("paid"), Stem("owe"), Stem("earn"),
                                                        Stem("make"), Stem("made"), Stem("leave"), Stem("left"), Stem("join"), Stem("visit"), Stem("email"), Stem("mail"), Stem("call"), Stem("contact"), Stem("reach"), Stem("ask"), Stem("bill"), Stem("charge"), Stem("sell"), Stem("sold"), Stem("ship"), Stem("deliver"), Stem("let"), Stem("get"), Stem("got"), Stem("write"), Stem("wrote"), Stem("rate")};
  if (at > 0 && !words[at - 1].break_after && verbs.count(words[at - 1].stem) > 0) return true;
  return at > 0 && at + 1 < words.size() && !words[at].break_after && IsOneOf(words[at + 1].text, {"a", "an", "any", "anything", "something", "nothing", "more", "less"}) && !IsOneOf(words[at - 1].text, {"the", "in", "from", "to", "for", "of", "and", "or", "per", "by"});
}

// A word of a joined table is less likely meant than the same of the main one.
constexpr double kJoinedWeight = 0.88;
// A number that the rows of more tables than these have of their own is each table's, and leads from none to another.
constexpr size_t kNumberedMax = 4;
// Words that begin with as many letters alike have one root.
constexpr size_t kSameRoot = 6;

// "calls" of a column last_cal: stems of short words meet by chance.
bool OtherWord(const std::string& surface, const std::string& text) {
  // "bookings made in April" where a make is a brand.
  if (text == "made" && (surface == "make" || surface == "makes")) return true;
  if (surface.empty() || surface.size() > 3 || text.size() <= surface.size() || text.compare(0, surface.size(), surface) != 0) return false;
  const std::string doubled(1, surface.back());
  const std::string rest = text.substr(surface.size());
  return rest == doubled || rest == doubled + "s";
}

// "counting only the open ones" of a value counter: what does it and the act are two words. "Boarding" of boarder likewise.
bool OtherThanAgent(const std::string& agent, const std::string& text) {
  const auto ends = [](const std::string& word, std::string_view ending) { return word.size() > ending.size() + 2 && word.compare(word.size() - ending.size(), ending.size(), ending) == 0; };
  if (!ends(agent, "er") && !ends(agent, "or")) return false;
  return ends(text, "ing") || (agent == "counter" && IsOneOf(text, {"count", "counts", "counted"}));
}

// "parking" of a value double_parked: the act, and none of those that were. "Started rejecting" is what happened.
bool IsActOfPart(const TableFacts::Entry& entry, const std::vector<Word>& words, size_t at) {
  const std::string& text = words[at].text;
  if (at > 0 && IsOneOf(words[at - 1].text, {"start", "started", "starts", "begin", "began", "begun", "keep", "kept", "keeps", "stop", "stopped", "suddenly", "is", "are", "was", "were", "been", "not", "often"})) return false;
  const bool part = entry.meaning.kind == MeaningKind::kValue && entry.meaning.weight < 0.8 && Participle(entry.surface);
  return part && text.size() > 5 && text.compare(text.size() - 3, 3, "ing") == 0;
}

// One row for each value.
bool Unique(const catalog::TableProfile& table, const catalog::ColumnProfile& column) {
  return column.distinct > 0 && table.rows > 0 && column.distinct * 100 >= table.rows * 97;
}

bool Joinable(const catalog::ColumnProfile& a, const catalog::ColumnProfile& b) {
  return a.column_class == b.column_class && !a.array && !b.array && a.column_class != catalog::ColumnClass::kTime;
}

// Whether the join is by a number that each row has of its own in both tables, and that identifies neither's.
bool NumbersRows(const TableFacts& from, const TableFacts& to, const TableJoin& join) {
  return Unique(from.profile(), *from.profile().Find(join.left.name)) && !to.column(to.Find(join.right)).row_id;
}

// A key that is called no more than that.
bool OwnKey(const TableFacts& table, size_t column) {
  const std::vector<std::string>& words = table.column(column).words;
  return table.column(column).row_id && words.size() == 1 && IsOneOf(words[0], {"id", "uuid", "guid", "key"});
}

bool EndsWith(const std::vector<std::string>& words, const std::vector<std::string>& end) {
  return words.size() >= end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

// Whether the column has what `key` identifies, in some part: pickup_depot, depot_from, depot.
bool PlaysPart(const TableFacts& from, size_t column, const std::vector<std::string>& entity) {
  static const auto& parts = *new std::set<std::string>{"from", "to", "in", "out"};
  std::vector<std::string> stems = from.column(column).stems;
  if (stems.size() > entity.size() && parts.count(from.column(column).words.back()) > 0) stems.pop_back();
  return !entity.empty() && EndsWith(stems, entity);
}

// Whether the column's comment says that it is one of them: "user who makes the offer", "id of the user", "users.user_id".
bool CommentSaysOne(const TableFacts& from, size_t column, const std::vector<std::string>& entity, const TableFacts& to, const std::string& key) {
  const std::string& comment = from.profile().columns[column].comment;
  if (!from.column(column).id || entity.empty() || comment.empty()) return false;
  if (comment.find(to.profile().table + "." + key) != std::string::npos) return true;
  const std::vector<Word> words = Normalise(comment);
  size_t at = 0;
  while (at < words.size() && IsOneOf(words[at].text, {"the", "a", "an", "id", "of", "key", "number"})) ++at;
  if (at + entity.size() > words.size()) return false;
  for (size_t i = 0; i < entity.size(); ++i) {
    if (words[at + i].stem != entity[i]) return false;
  }
  const size_t end = at + entity.size();
  return end == words.size() || words[end - 1].break_after || IsOneOf(words[end].text, {"who", "that", "which", "whose", "of", "for", "from", "to", "with", "being", "on", "at"});
}

// "code" of camps, which is sorted by it: what `key` identifies is a row, though it is called after nothing.
bool IsCodeOfRows(const TableFacts& table, const catalog::ColumnProfile& key) {
  const std::vector<std::string> words = SplitName(key.name);
  return key.in_sorting_key && key.column_class == catalog::ColumnClass::kText && words.size() == 1 && IsOneOf(words[0], {"code", "key", "abbr", "short", "no", "nr"}) && table.name_stems().size() == 1;
}

// Whether all that the column is known to have can be found there.
bool MayPointTo(const catalog::ColumnProfile& left, const catalog::ColumnProfile& right) {
  if (left.distinct == 0 || left.distinct > right.distinct) return false;
  if (left.values.empty() || right.values.size() < right.distinct) return true;
  return std::all_of(left.values.begin(), left.values.end(), [&](const catalog::ValueCount& value) {
    return std::any_of(right.values.begin(), right.values.end(), [&](const catalog::ValueCount& known) { return known.value == value.value; });
  });
}

// Of columns that are not called as the other table's key is, but after what it identifies, or of which the comment says so: pickup_depot ->
// depots.depot_id, buyer_id -> users.user_id.
std::optional<TableJoin> FindJoinByPart(const TableFacts& from, const TableFacts& to) {
  for (size_t j = 0; j < to.size(); ++j) {
    const catalog::ColumnProfile& right = to.profile().columns[j];
    const bool code = IsCodeOfRows(to, right);
    if (right.Hidden() || !(to.column(j).row_id || code) || !Unique(to.profile(), right)) continue;
    const std::vector<std::string>& entity = to.column(j).stems.empty() || right.name == "id" || code ? to.name_stems() : to.column(j).stems;
    std::optional<TableJoin> join;
    for (size_t i = 0; i < from.size(); ++i) {
      const catalog::ColumnProfile& left = from.profile().columns[i];
      const bool names = from.column(i).category && !left.array && !from.column(i).row_id && !from.column(i).flag && !left.Hidden();
      if (!names || !Joinable(left, right) || !(PlaysPart(from, i, entity) || CommentSaysOne(from, i, entity, to, right.name)) || !MayPointTo(left, right)) continue;
      if (join.has_value()) {
        join->other_parts.push_back(left.name);
      } else {
        join = TableJoin{0, {0, left.name}, right.name};
      }
    }
    if (join.has_value()) return join;
  }
  return std::nullopt;
}

}  // namespace

namespace {

// Two things that are called alike are not one: products.name and suppliers.name. A list that is kept by what its things are called is another
// matter: titles, kinds.
bool CallsOnly(const ColumnFacts& column) {
  return !column.id && column.words.size() == 1 && IsOneOf(column.words[0], {"name", "title", "label", "description", "comment", "message", "type", "kind", "status", "state", "value"});
}

// By keys that are called so, or else by a name that both tables have and one of them has once.
std::optional<TableJoin> FindJoinByName(const TableFacts& from, const TableFacts& to, bool by_key) {
  for (size_t i = 0; i < from.size(); ++i) {
    const catalog::ColumnProfile& left = from.profile().columns[i];
    if (left.Hidden() || !from.column(i).category) continue;
    for (size_t j = 0; j < to.size(); ++j) {
      const catalog::ColumnProfile& right = to.profile().columns[j];
      if (right.Hidden() || !Joinable(left, right)) continue;
      // "id" is each table's own: payments.id and rides.id have nothing in common but their numbers.
      if (left.name == right.name && OwnKey(from, i) && OwnKey(to, j)) continue;
      const bool same = left.name == right.name && to.column(j).row_id;
      // customer_id -> customers.id
      const bool key = right.name == "id" && from.column(i).id && !from.column(i).row_id && !to.name_stems().empty() &&
                       !from.column(i).stems.empty() && from.column(i).stems.back() == to.name_stems().back();
      // The same name, and the first thing that the other table is sorted by; or one row for each value there.
      const bool unique = Unique(to.profile(), right);
      const bool sorted = left.name == right.name && unique && (from.column(i).id || right.in_sorting_key || !from.profile().columns[i].values.empty()) &&
                          !(from.column(i).row_id && !to.column(j).row_id) && (!CallsOnly(from.column(i)) || (right.in_sorting_key && MayPointTo(left, right)));
      if (by_key ? same || key : sorted) return TableJoin{0, {0, left.name}, right.name};
    }
  }
  return std::nullopt;
}

}  // namespace

// "facilities.code", said of dest_code.
std::optional<TableJoin> FindJoinByComment(const TableFacts& from, const TableFacts& to) {
  for (size_t i = 0; i < from.size(); ++i) {
    const catalog::ColumnProfile& left = from.profile().columns[i];
    if (left.Hidden() || left.array || left.comment.find('.') == std::string::npos) continue;
    for (size_t j = 0; j < to.size(); ++j) {
      const catalog::ColumnProfile& right = to.profile().columns[j];
      const std::string said = base::StrCat(to.profile().table, ".", right.name);
      const size_t at = left.comment.find(said);
      const bool whole = at != std::string::npos && (at == 0 || !absl::ascii_isalnum(static_cast<unsigned char>(left.comment[at - 1]))) &&
                         (at + said.size() == left.comment.size() || (!absl::ascii_isalnum(static_cast<unsigned char>(left.comment[at + said.size()])) && left.comment[at + said.size()] != '_'));
      if (whole && !right.Hidden() && Joinable(left, right) && Unique(to.profile(), right) && (to.column(j).row_id || IsCodeOfRows(to, right))) return TableJoin{0, {0, left.name}, right.name};
    }
  }
  return std::nullopt;
}

std::optional<TableJoin> FindJoin(const TableFacts& from, const TableFacts& to) {
  if (from.profile().database != to.profile().database || from.profile().Name() == to.profile().Name()) return std::nullopt;
  std::optional<TableJoin> join = FindJoinByComment(from, to);
  if (!join.has_value()) join = FindJoinByName(from, to, /*by_key=*/true);
  if (!join.has_value()) join = FindJoinByName(from, to, /*by_key=*/false);
  return join.has_value() ? join : FindJoinByPart(from, to);
}

// For each of the others, without those that share no more with `from` than that their rows are numbered.
std::vector<std::optional<TableJoin>> FindJoins(const TableFacts& from, const std::vector<std::shared_ptr<const TableFacts>>& others) {
  std::vector<std::optional<TableJoin>> joins;
  std::map<std::string, size_t> numbered;
  for (const auto& other : others) {
    joins.push_back(FindJoin(from, *other));
    if (joins.back().has_value() && NumbersRows(from, *other, *joins.back())) ++numbered[joins.back()->left.name];
  }
  for (size_t i = 0; i < others.size(); ++i) {
    if (joins[i].has_value() && NumbersRows(from, *others[i], *joins[i]) && numbered[joins[i]->left.name] > kNumberedMax) joins[i].reset();
  }
  return joins;
}

Scope::Scope(std::shared_ptr<const TableFacts> main, const std::vector<std::shared_ptr<const TableFacts>>& others) {
  sources_.push_back(std::move(main));
  std::vector<std::optional<TableJoin>> joins = FindJoins(*sources_[0], others);
  for (size_t i = 0; i < others.size(); ++i) {
    if (!joins[i].has_value()) {
      std::optional<TableJoin> back = FindJoin(*others[i], *sources_[0]);
      if (back.has_value() && !NumbersRows(*others[i], *sources_[0], *back)) reverse_.push_back({others[i], *std::move(back)});
      continue;
    }
    joins[i]->source = sources_.size();
    sources_.push_back(others[i]);
    joins_.push_back(*std::move(joins[i]));
  }
  JoinThroughOthers(others);
  for (const std::shared_ptr<const TableFacts>& other : others) {
    if (other->profile().database != sources_[0]->profile().database || other->name_stems().empty()) continue;
    if (std::find(sources_.begin(), sources_.end(), other) == sources_.end()) other_names_.insert(other->name_stems().back());
  }
}

// A step further: interviews -> applications -> jobs. Where two tables lead to the same one, nothing says through which.
void Scope::JoinThroughOthers(const std::vector<std::shared_ptr<const TableFacts>>& others) {
  const size_t direct = sources_.size();
  std::vector<std::vector<std::optional<TableJoin>>> joins(1);
  for (size_t source = 1; source < direct; ++source) joins.push_back(FindJoins(*sources_[source], others));
  for (size_t i = 0; i < others.size(); ++i) {
    if (std::find(sources_.begin(), sources_.begin() + static_cast<std::ptrdiff_t>(direct), others[i]) != sources_.begin() + static_cast<std::ptrdiff_t>(direct)) continue;
    if (std::any_of(reverse_.begin(), reverse_.end(), [&](const Reverse& reverse) { return reverse.facts == others[i]; })) continue;
    std::optional<TableJoin> through;
    size_t ways = 0;
    for (size_t source = 1; source < direct; ++source) {
      if (!joins[source][i].has_value()) continue;
      ++ways;
      joins[source][i]->left.source = source;
      through = std::move(joins[source][i]);
    }
    if (ways != 1) continue;
    through->source = sources_.size();
    sources_.push_back(others[i]);
    joins_.push_back(*std::move(through));
  }
}

const ColumnFacts& Scope::Facts(const ColumnRef& ref) const {
  static const ColumnFacts nothing;
  const size_t column = sources_[ref.source]->Find(ref.name);
  return column < sources_[ref.source]->size() ? sources_[ref.source]->column(column) : nothing;
}

const catalog::ColumnProfile& Scope::Profile(const ColumnRef& ref) const {
  return sources_[ref.source]->profile().columns[sources_[ref.source]->Find(ref.name)];
}

std::vector<const catalog::TableProfile*> Scope::Profiles() const {
  std::vector<const catalog::TableProfile*> profiles;
  for (const auto& source : sources_) profiles.push_back(&source->profile());
  return profiles;
}

std::vector<Meaning> Scope::Find(const std::vector<Word>& words, size_t at, size_t* length) const {
  *length = 0;
  std::vector<Meaning> found;
  const auto offer = [&](size_t source, const TableFacts::Entry& entry, size_t words_used) {
    if (words_used < *length) return;
    // The key of a joined table is the column that leads to it. Where nothing else is found, nothing is.
    const bool key = source > 0 && entry.meaning.kind == MeaningKind::kColumn && sources_[source]->profile().columns[entry.meaning.column].name == joins_[source - 1].right;
    if (key) return;
    if (words_used > *length) {
      found.clear();
      *length = words_used;
    }
    Meaning meaning = entry.meaning;
    meaning.source = source;
    if (!entry.surface.empty() && entry.surface == words[at].text) meaning.weight += 0.02;
    if (source > 0) {
      meaning.weight *= kJoinedWeight;
      // The rows of a joined table are what the joining column of the one before it identifies.
      const ColumnRef& left = joins_[source - 1].left;
      if (left.source > 0) meaning.weight *= kJoinedWeight;
      if (meaning.kind == MeaningKind::kTable || (meaning.kind == MeaningKind::kEntity && sources_[source]->column(meaning.column).row_id)) {
        meaning.kind = MeaningKind::kEntity;
        meaning.source = left.source;
        meaning.column = sources_[left.source]->Find(left.name);
      }
    }
    const auto same = std::find_if(found.begin(), found.end(), [&](const Meaning& known) { return known.Same(meaning); });
    if (same == found.end()) {
      found.push_back(std::move(meaning));
    } else {
      same->weight = std::max(same->weight, meaning.weight);
    }
  };
  // "did not send us a single order": of the asker, and of no country.
  if (words[at].original == "us" && (IsAskers(words, at))) return found;
  for (size_t source = 0; source < sources_.size(); ++source) {
    for (const TableFacts::Entry& candidate : sources_[source]->Entries(words[at].stem)) {
      if (at + candidate.stems.size() > words.size()) continue;
      // "jobs that ran out of memory", "print jobs" of a state running or printing: what was done, and what kind of thing they are.
      const std::string& text = words[at].text;
      const bool lasting = candidate.meaning.kind == MeaningKind::kValue && candidate.stems.size() == 1 && candidate.surface.size() > 5 && candidate.surface.compare(candidate.surface.size() - 3, 3, "ing") == 0;
      const bool kind = lasting && candidate.surface.compare(0, text.size(), text) == 0 && text != candidate.surface && at + 1 < words.size() && sources_[0]->name_stems().size() == 1 && words[at + 1].stem == sources_[0]->name_stems()[0];
      if (lasting && kind) continue;
      if (text == "ran" && at + 1 < words.size() && words[at + 1].text == "out") continue;
      bool fits = (candidate.exact.empty() || words[at].original == candidate.exact) && !OtherWord(candidate.surface, words[at].text) && !(candidate.meaning.kind == MeaningKind::kValue && OtherThanAgent(candidate.surface, words[at].text)) && !IsActOfPart(candidate, words, at);
      for (size_t i = 1; fits && i < candidate.stems.size(); ++i) {
        fits = words[at + i].stem == candidate.stems[i] && !words[at + i - 1].break_after;
      }
      if (fits) offer(source, candidate, candidate.stems.size());
      // "no shuttle was free" of "no shuttle free"
      if (!fits && candidate.meaning.kind == MeaningKind::kValue && candidate.stems.size() > 1 && candidate.exact.empty()) {
        size_t word = at;
        size_t stem = 1;
        while (stem < candidate.stems.size() && word + 1 < words.size() && !words[word].break_after && word < at + candidate.stems.size() + 2) {
          ++word;
          if (words[word].stem == candidate.stems[stem]) {
            ++stem;
          } else if (!IsOneOf(words[word].text, {"was", "were", "is", "are", "been", "had", "has", "the", "a", "an"})) {
            break;
          }
        }
        if (stem == candidate.stems.size()) offer(source, candidate, word - at + 1);
      }
    }
    if (at + 1 < words.size() && !words[at].break_after && !words[at].number.has_value() && words[at].text != "in") {
      // "sign up" for signup.
      const std::string joined = Stem(words[at].stem + words[at + 1].text);
      for (const TableFacts::Entry& entry : sources_[source]->Entries(joined)) {
        if (entry.stems.size() == 1 && entry.exact.empty()) offer(source, entry, 2);
      }
    }
  }
  // "came in for repair" of a table of repairs, one outcome of which is "repaired": the rows.
  const bool rows = std::any_of(found.begin(), found.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kTable && meaning.weight >= 0.95; });
  if (rows && *length == 1 && !Participle(words[at].text)) {
    for (Meaning& meaning : found) {
      if (meaning.kind == MeaningKind::kValue && meaning.values.size() == 1 && Participle(meaning.values[0]) && meaning.weight < 1.02) meaning.weight -= 0.08;
    }
  }
  // "requests" of requested_at, where another table is called so: its rows before whatever was asked for here.
  const bool named_elsewhere = *length == 1 && NamesAnother(words[at].stem) && words[at].text.size() > 3 && words[at].text.back() == 's' && std::all_of(found.begin(), found.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kMoment; });
  for (Meaning& meaning : found) meaning.weight -= named_elsewhere ? 0.1 : 0;
  std::stable_sort(found.begin(), found.end(), [](const Meaning& a, const Meaning& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    if ((a.kind == MeaningKind::kValue) != (b.kind == MeaningKind::kValue)) return a.kind == MeaningKind::kValue;
    return a.kind == MeaningKind::kMoment && b.kind != MeaningKind::kMoment;
  });
  // What only a comment or a distant synonym says does not stand beside a name.
  while (found.size() > 1 && found.back().weight < 0.6 * found.front().weight) found.pop_back();
  return found;
}

std::string Scope::Correct(const std::string& word) const {
  if (word.size() < 5) return "";
  // "never finished anything": a verb, and nobody from Finland.
  if (IsOneOf(word, {"finish", "finished", "finishes", "finishing"})) return "";
  const size_t allowed = word.size() >= 8 ? 2 : 1;
  std::string best;
  size_t best_distance = allowed + 1;
  for (const auto& source : sources_) {
    for (const std::string& known : source->vocabulary()) {
      if (known.size() + allowed < word.size() || word.size() + allowed < known.size() || known[0] != word[0]) continue;
      if (OtherThanAgent(known, word)) continue;
      size_t distance = base::EditDistance(word, known, allowed);
      // Short stems are near to each other by chance: "shared" and "stars".
      // Nor are "outgoing" and "outage" one word, though their stems differ by a letter only.
      const bool inflected = word.compare(0, kSameRoot, known, 0, kSameRoot) == 0 || base::EditDistance(word, known, allowed + 1) <= allowed + 1;
      if (inflected && (word.size() >= 8 || (Stem(word).size() >= 5 && Stem(known).size() >= 5))) distance = std::min(distance, base::EditDistance(Stem(word), Stem(known), allowed));
      // Two letters swapped count as one fault.
      const std::string single = word.back() == 's' && known.size() + 1 == word.size() ? word.substr(0, word.size() - 1) : word;
      if (distance >= 2 && known.size() == single.size()) {
        size_t differing = 0;
        bool swapped = false;
        for (size_t i = 0; i < single.size(); ++i) {
          if (single[i] == known[i]) continue;
          ++differing;
          if (i + 1 < single.size() && single[i] == known[i + 1] && single[i + 1] == known[i]) swapped = true;
        }
        if (differing == 2 && swapped) distance = 1;
      }
      if (distance < best_distance) {
        best = known;
        best_distance = distance;
      }
    }
  }
  return best;
}

}  // namespace aurora::query::language
