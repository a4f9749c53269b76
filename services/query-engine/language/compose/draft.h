#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/compose/composed.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// A condition, and where in the question it stands.
struct Placed {
  Condition condition;
  size_t tag = 0;
  bool linked = false;  // joined to the one before by "and", "or" or a comma
  bool versus = false;
};

// A noun of the question that may become a group, a measure or nothing.
struct Noun {
  size_t tag = 0;
  Meaning meaning;
  bool used = false;
};

// What stands before a noun and says what it is for.
enum class Context { kNone, kBy, kPer, kCount, kDistinct, kAggregate, kTop, kMost, kExtreme, kWhich, kList, kHaving, kWhen, kRatio };

// Whether it is of a column, by its name or as what the rows are of.
inline bool OfColumn(const Meaning& meaning) { return meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity; }

// A question on its way to a logical form: its words and tags, which of them found a place, and what was read so far. The
// rooms of this folder (conditions/, measures/, shapes/, checks/) are functions over it; composer.cpp says in which order.
//
// One question, one thread. Positions are indices of `tags`; tags.size() stands for none, and every function takes it.
struct Draft {
  Draft(const std::vector<Word>& words, std::vector<Tag> tags, const Scope& scope, absl::Time now, std::map<size_t, size_t> choices, ColumnRef chosen);

  // --- the question
  const Meaning& Chosen(size_t tag) const;
  bool Is(size_t tag, TagKind kind) const { return tag < tags.size() && tags[tag].kind == kind; }
  bool Has(TagKind kind) const;
  bool Lexical(size_t tag) const { return Is(tag, TagKind::kLexicon); }
  bool Means(size_t tag, MeaningKind kind) const { return Lexical(tag) && Chosen(tag).kind == kind; }
  // The next or previous tag that is no filler; tags.size() when there is none.
  size_t Next(size_t tag) const;
  size_t Previous(size_t tag) const;
  // Whether a comma or the like stands between them.
  bool BreakBetween(size_t first, size_t second) const;
  std::string Words(size_t tag) const;
  std::string Words(size_t first, size_t last) const;
  std::string Text(size_t tag) const { return tag < tags.size() ? words[tags[tag].first].text : ""; }
  ColumnRef Ref(const Meaning& meaning) const { return scope.Ref(meaning.source, meaning.column); }
  const ColumnFacts& FactsOf(const Meaning& meaning) const { return scope.source(meaning.source).column(meaning.column); }

  // Whether rows may be grouped by it: it tells them apart, and is not each row's own.
  bool MayGroup(const Meaning& meaning) const { return OfColumn(meaning) && FactsOf(meaning).category && !(meaning.source == 0 && FactsOf(meaning).row_id); }

  // Whether only rows of a time are asked for.
  bool Windowed() const { return form.window.has_value() && !form.window->Unbounded(); }

  // --- what was read
  // The tag found a place.
  void Use(size_t tag);
  // There is no reading, for the tag (tags.size(): for none of them).
  void Fail(Problem problem, size_t tag);
  void NoteThat(std::string id, std::string spoken, std::string reading);
  void Place(Condition condition, size_t tag);
  // Once only: the same again changes nothing.
  void AddMeasure(MeasureKind kind, Operand operand, double quantile = 0.5);
  void AddGroup(const ColumnRef& asked);
  void AddBucket(Grain grain);
  std::string NameOf(const Measure& measure) const;

  const std::vector<Word>& words;
  const std::vector<Tag> tags;
  const Scope& scope;
  const absl::Time now;
  std::map<size_t, size_t> choices;
  const ColumnRef chosen;

  bool fragment = false;
  // Nouns that only say of what the next noun is: "account" in "account tier".
  std::vector<bool> modifier;
  // By tag: found a place.
  std::vector<bool> used;
  Composed composed;
  LogicalForm form;
  std::vector<Placed> placed;
  std::vector<Noun> nouns;
  bool failed = false;
  // Tags that found no place.
  std::set<size_t> left;
  double weight = 0;
  size_t weighed = 0;
  double least = 1;
  // Switches.
  bool counted = false;
  bool ranked = false;
  bool listed = false;
  bool asks_when = false;
  bool rows_noun = false;
  bool money = false;
  bool plural_rank = false;
  bool spoken_number = false;
  bool explicit_group = false;
  // What the question does not say was filled in.
  bool assumed = false;
  std::optional<size_t> guessed_average;  // the noun of an average that no word asks for
  std::optional<size_t> unusual;
  std::optional<size_t> silent;
  // `silent` says when the last row of each was, or the first: "whose last order was before May".
  bool by_last_row = false;
  // Different ones of the rows themselves are counted.
  bool distinct_rows = false;
  // Somebody was active, in a table that logs events.
  bool told_by_events = false;
  // A length of time was named by the row's own moments.
  bool names_span = false;
  std::optional<size_t> never;
  std::optional<size_t> first_time;
  bool group_noun_seen = false;
  // "names please": what the groups are called is to be shown.
  bool wants_names = false;
  // "by workshop, with the town": columns of what the groups are that are to be shown, too.
  std::vector<ColumnRef> shown_columns;
  // What leaves out the rows that lack something: "ignoring messages nobody answered".
  std::optional<size_t> left_lacking;
  // "at least one of A and another of B": each of them.
  bool each_once = false;
  // "without shipping" of amounts whose comments say so: the word, and those amounts, one of which must be what is measured.
  struct SaidOf {
    size_t tag = 0;
    std::vector<ColumnRef> columns;
  };
  std::vector<SaidOf> said_of;
  // Beside others, "temperature and humidity": the measures that are read now are of these rows only.
  std::optional<Condition> of_quantity;
  // "web versus the rest": each figure is wanted of these rows, and of all others.
  std::optional<Condition> rest;
  // Where the ratio's words are; tags.size() for none.
  size_t ratio = 0;
  bool ratio_done = false;
  ColumnRef time;
  std::vector<ColumnRef> used_columns;
};

}  // namespace aurora::query::language
