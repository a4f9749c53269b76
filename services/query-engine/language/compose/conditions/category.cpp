#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

namespace {

// "customers", "drivers": whoever does something.
bool NamesPeople(const Draft& d, size_t tag) {
  const std::string& text = d.words[d.tags[tag].last].text;
  return Plural(text) && knowledge::IsPerson(text.substr(0, text.size() - 1));
}

// "callouts that were reached by a unit", "driven by the fleet" of a fleet_state: whoever it was, and no group of each.
bool ByWhoever(const Draft& d, size_t tag, size_t by, const Meaning& meaning) {
  if (d.Text(by) != "by" || d.ranked || d.form.limit > 0 || d.tags[tag].first != d.tags[by].first + 2 || d.tags[by].first == 0 || !(Participle(d.words[d.tags[by].first - 1].text) || d.words[d.tags[by].first - 1].text == "driven")) return false;
  const std::string& article = d.words[d.tags[tag].first - 1].text;
  if (EntityLike(d, meaning)) return IsOneOf(article, {"a", "an"});
  return article == "the" && meaning.weight < 1 && IsOneOf(d.words[d.tags[tag].last].text, {"fleet", "company", "firm", "team", "staff", "business", "system", "software"});
}

}  // namespace

void ReadCategory(Draft& d, size_t tag, const Meaning& meaning) {
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  const ColumnRef ref = d.Ref(meaning);
  const ColumnFacts& facts = d.FactsOf(meaning);
  const bool own_row = facts.row_id && meaning.source == 0;
  const bool table_too = d.Chosen(tag).kind == MeaningKind::kTable;
  const auto take = [&]() {
    d.weight += meaning.weight;
    ++d.weighed;
    d.least = std::min(d.least, meaning.weight);
    d.used[tag] = true;
    if (!d.tags[tag].corrected.empty()) d.NoteThat("spelling", d.Words(tag), base::StrCat("read as \"", d.tags[tag].corrected, "\""));
    if (meaning.weight < 0.8) d.NoteThat("column_" + ref.name, d.Words(tag), base::StrCat("the column ", ref.name));
  };
  // "top 4 kinds of document", where a comment only mentions documents: of which kind they are, no column says.
  const bool own_word = std::find(facts.stems.begin(), facts.stems.end(), d.words[d.tags[tag].last].stem) != facts.stems.end();
  const bool of_more = d.Lexical(tag + 1) && d.tags[tag + 1].first == d.tags[tag].last + 1 && OfColumn(d.Chosen(tag + 1)) && d.Ref(d.Chosen(tag + 1)) == ref;
  if (const size_t word = d.tags[tag].first; !own_word && !of_more && meaning.weight <= kCommentNoun && word > 1 && d.words[word - 1].text == "of" && IsOneOf(d.words[word - 2].text, {"kind", "kinds", "type", "types", "sort", "sorts"})) {
    d.Fail(Problem::kNotUnderstood, tag);
    return;
  }
  // "every couch in condition broken", "with state live": which of its values follows, and nothing is told apart by it.
  if (const size_t value = tag + 1; context != Context::kAggregate && d.Means(value, MeaningKind::kValue) && d.Ref(d.Chosen(value)) == ref && !d.BreakBetween(tag, value) && d.tags[tag].last + 1 == d.tags[value].first && !Plural(d.words[d.tags[tag].last].text) &&
      !(context == Context::kBy && at + 1 == tag) && std::count_if(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == ref && placed.condition.operand.until.empty(); }) == 1) {
    take();
    return;
  }
  // "compare battery and petrol tools": whose values are compared, and not each tool.
  if (tag > 0 && EntityLike(d, meaning) && d.words[0].text == "compare" && d.Means(tag - 1, MeaningKind::kValue) && !d.BreakBetween(tag - 1, tag) && d.Chosen(tag - 1).source > 0 && d.scope.join(d.Chosen(tag - 1).source).left == ref && Plural(d.words[d.tags[tag].last].text)) {
    take();
    return;
  }
  // "how many clock events" of a column that says which event each row is: the rows, and not how many kinds of them there are.
  if (context == Context::kCount && facts.event && meaning.source == 0 && d.words[d.tags[tag].last].text == "events" && !d.Has(TagKind::kDistinct)) {
    d.counted = d.rows_noun = true;
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    take();
    d.Use(at);
    return;
  }
  // "number of nights", "the most children": added up, not told apart.
  if (facts.measure && context == Context::kBy && (d.Has(TagKind::kTop) || d.Has(TagKind::kMost) || d.form.limit > 0)) return;  // "top 5 players by kills"
  if (facts.measure && (context == Context::kCount || context == Context::kDistinct || context == Context::kTop || context == Context::kMost)) return;
  // "how many complaints", "the fewest complaints": rows that have one, whatever it is.
  const catalog::ColumnProfile& own = d.scope.Profile(ref);
  const bool ranks_itself = context == Context::kMost && IsOneOf(d.words[d.tags[at].last].text, {"popular", "common", "frequent", "used", "usual", "frequented"});
  if ((context == Context::kCount || context == Context::kMost) && !ranks_itself && own.nullable && !facts.id && meaning.source == 0 && meaning.weight >= 0.8 && own.column_class == catalog::ColumnClass::kText &&
      own.values.size() > 1 && own.values.size() <= 20 && Plural(d.words[d.tags[tag].last].text) && facts.words.size() == 1) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Comparison::kIsNotNull;
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    d.counted = true;
    if (context == Context::kMost) {
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    take();
    d.Use(at);
    return;
  }
  switch (context) {
    case Context::kBy:
    case Context::kPer:
      // "every landing by Sea Star": the rows themselves.
      if (own_row && context == Context::kBy && at == 0 && IsOneOf(d.Text(at), {"every", "each"}) && !d.Has(TagKind::kCount) && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kMoney)) {
        d.form.shape = Shape::kRows;
        d.listed = d.composed.said_table = true;
        take();
        d.Use(at);
        return;
      }
      // "average charge per admission": the average of the rows, and not of each.
      if (own_row && context == Context::kPer && !d.ranked && d.form.limit == 0 && !d.Has(TagKind::kCount) &&
          std::any_of(d.tags.begin(), d.tags.end(), [](const Tag& one) { return one.kind == TagKind::kAggregate && one.aggregate != MeasureKind::kSum; })) {
        d.composed.said_table = true;
        take();
        d.Use(at);
        return;
      }
      // "top 5 couriers by parcels" of attempts: by how many different ones each has.
      if (EntityLike(d, meaning) && context == Context::kBy && d.Text(at) == "by" && Plural(d.words[d.tags[tag].last].text) && (d.ranked || d.form.limit > 0 || d.Has(TagKind::kMost) || d.Has(TagKind::kTop)) && d.form.measures.empty() && !own_row &&
          std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && !(group.column == ref) && d.scope.Facts(group.column).id; })) {
        d.AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
        d.ranked = true;
        if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
        take();
        d.Use(at);
        return;
      }
      // "busiest station by sessions": by how many.
      if (own_row && context == Context::kBy && (d.ranked || d.Has(TagKind::kMost) || d.Has(TagKind::kTop))) {
        d.counted = true;
        d.composed.said_table = true;
        take();
        d.Use(at);
        return;
      }
      if (ByWhoever(d, tag, at, meaning) && context == Context::kBy) {
        d.composed.certainty *= 0.9;
        take();
        d.Use(at);
        return;
      }
      // "visits by patients over 80": who did it, not a group.
      if (EntityLike(d, meaning) && context == Context::kBy && d.Is(d.Next(tag), TagKind::kCompare) && d.used[d.Next(tag)] && d.Is(d.Next(d.Next(tag)), TagKind::kNumber) && !d.BreakBetween(tag, d.Next(tag))) {
        take();
        d.Use(at);
        return;
      }
      // "landings by boats built before 1985": who did it, and which of them.
      if (EntityLike(d, meaning) && context == Context::kBy && Plural(d.words[d.tags[tag].last].text) && !d.ranked && d.form.limit == 0 && !d.BreakBetween(tag, d.Next(tag)) &&
          std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag == d.Next(tag) && placed.condition.operand.column.source > 0; })) {
        take();
        d.Use(at);
        return;
      }
      // "reads by readers with a student plan": who did it, and which of them.
      if ((EntityLike(d, meaning) || NamesPeople(d, tag)) && context == Context::kBy && Plural(d.words[d.tags[tag].last].text) && d.tags[tag].last + 1 < d.words.size() && !d.ranked && d.form.limit == 0 &&
          IsOneOf(d.words[d.tags[tag].last + 1].text, {"with", "who", "that", "whose", "on", "from", "in"})) {
        const size_t described = d.Next(tag);
        const size_t value = d.Is(described, TagKind::kHaving) || d.Is(described, TagKind::kFrom) ? d.Next(described) : described;
        // "bookings by members who joined this year": a moment of theirs.
        const bool happened = d.Means(described, MeaningKind::kMoment) && d.Chosen(described).source > 0 && IsOneOf(d.words[d.tags[tag].last + 1].text, {"who", "that"}) && !d.BreakBetween(tag, described);
        if (happened || (d.Means(value, MeaningKind::kValue) && !d.BreakBetween(tag, value) && (d.Chosen(value).source > 0 || meaning.source > 0 || (d.Is(0, TagKind::kCount) && NamesPeople(d, tag))))) {
          take();
          d.Use(at);
          return;
        }
      }
      // "trips by suspended drivers": who did it, not a group.
      for (size_t i = at + 1; i < tag; ++i) {
        if (!d.Means(i, MeaningKind::kValue) || context == Context::kPer || (d.Text(at) != "by" && !Plural(d.words[d.tags[tag].last].text))) continue;
        const size_t source = d.Chosen(i).source;
        const bool described = (EntityLike(d, meaning) || NamesPeople(d, tag)) && Plural(d.words[d.tags[tag].last].text) && d.Text(at) == "by" && i + 1 == tag && at > 0 && !d.ranked && d.form.limit == 0 && (meaning.kind == MeaningKind::kEntity || NamesPeople(d, tag));
        if ((source > 0 && d.scope.join(source).left == ref) || described) {
          take();
          d.Use(at);
          return;
        }
      }
      d.AddGroup(ref);
      d.explicit_group = true;
      take();
      d.Use(at);
      return;
    case Context::kTop:
    case Context::kMost: {
      if (own_row || (table_too && context == Context::kMost)) return;
      // "which city has the most drivers": the noun is counted when another one is ranked.
      const bool another = (d.form.HasBucket() && d.group_noun_seen) || (!d.form.groups.empty() && d.group_noun_seen);
      d.used[at] = true;
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (another && context == Context::kMost) {
        const bool itself = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == ref; });
        if (itself) return;
        if (d.FactsOf(meaning).flag) return;
        if (NamesWhatIsDealt(d, tag)) {
          d.counted = true;
        } else {
          d.AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
        }
        take();
        return;
      }
      d.AddGroup(ref);
      d.explicit_group = true;
      // "who among the senders has had the most": one of them.
      const size_t first = d.tags[tag].first;
      const bool one_of = first > 1 && d.words[first - 1].text == "the" && IsOneOf(d.words[first - 2].text, {"among", "of"}) && std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(first), [](const Word& word) { return IsOneOf(word.text, {"who", "which"}); });
      d.plural_rank = Plural(d.words[d.tags[tag].last].text) && !one_of;
      d.group_noun_seen = true;
      take();
      return;
    }
    case Context::kExtreme:
      return;
    case Context::kWhich: {
      if (own_row || table_too) return;
      d.AddGroup(ref);
      d.group_noun_seen = true;
      d.plural_rank = Plural(d.words[d.tags[tag].last].text) && d.form.limit == 0;
      take();
      d.Use(at);
      // "which site gets more bookings, A or B?": the two are ranked, and not listed.
      bool compares = false;
      for (size_t i = tag + 1; i < d.tags.size() && d.Has(TagKind::kOr); ++i) compares = compares || (d.Is(i, TagKind::kCompare) && IsOneOf(d.Text(i), {"more", "fewer", "less"}) && d.tags[i].first == d.tags[i].last && !d.Is(d.Next(i), TagKind::kNumber));
      const bool ranks = d.Has(TagKind::kMost) || d.Has(TagKind::kTop) || d.Has(TagKind::kExtreme) || compares;
      if (!ranks && !d.unusual.has_value() && !d.silent.has_value() && !d.never.has_value() && d.form.having.empty() && !d.form.compared.has_value() && !d.first_time.has_value() &&
          d.form.order == Order::kNone && !d.Has(TagKind::kRatio) && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kMoney) && d.form.shape == Shape::kMeasures) {
        d.form.shape = Shape::kGroups;
      }
      return;
    }
    case Context::kCount:
    case Context::kDistinct: {
      if (own_row && context == Context::kCount) {
        d.counted = true;
        d.composed.said_table = true;
        take();
        d.Use(at);
        return;
      }
      if (table_too && context == Context::kCount && d.Chosen(tag).weight >= meaning.weight) return;
      // "how often do players leave": times, not players.
      // "how many times was an animal brought in" likewise.
      if (context == Context::kCount && (d.words[d.tags[at].last].text == "often" || d.words[d.tags[at].last].text == "times" || d.words[d.tags[at].last].text == "frequently")) {
        d.counted = true;
        take();
        d.Use(at);
        return;
      }
      if (d.form.shape == Shape::kNested) return;
      // "how many lift calls": the calls are counted, and not the lifts.
      if (const size_t head = tag + 1; context == Context::kCount && !own_row && head < d.tags.size() && d.Lexical(head) && !d.BreakBetween(tag, head) && !Plural(d.words[d.tags[tag].last].text) && Plural(d.words[d.tags[head].last].text)) {
        if (!d.Means(head, MeaningKind::kMoment) || d.Chosen(head).source != 0 || !EntityLike(d, meaning)) return;
        d.counted = true;
        take();
        d.Use(at);
        return;
      }
      // "how many API calls" of a comment that only mentions the word: not what is told apart.
      if (meaning.weight <= kCommentNoun && !HeadsComment(d, ref, d.words[d.tags[tag].first])) return;
      // "how many classes" of class_type: rows, unless different ones are asked for.
      if (context == Context::kCount && NamesRows(d, tag, meaning)) {
        d.counted = d.assumed = true;
        d.composed.said_table = true;
        take();
        d.Use(at);
        return;
      }
      d.distinct_rows = d.distinct_rows || (own_row && context == Context::kDistinct);
      // There are never more than two of a flag.
      if (d.FactsOf(meaning).flag) return;
      d.AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
      take();
      d.Use(at);
      const size_t before = d.Previous(at);
      if (d.Is(before, TagKind::kCount) || d.Is(before, TagKind::kDistinct)) d.Use(before);
      // "average number of different riders per day"
      d.counted = true;
      if (d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop)) {
        d.used[before] = true;
        d.ranked = true;
        d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      return;
    }
    case Context::kList: {
      if (own_row || table_too) {
        d.form.shape = Shape::kRows;
        d.composed.said_table = true;
        take();
        return;
      }
      const catalog::ColumnProfile& profile = d.scope.Profile(ref);
      const bool single = meaning.source == 0 && profile.distinct * 8 > d.scope.main().profile().rows && d.scope.main().profile().rows > 0;
      if (single) {
        d.form.shape = Shape::kRows;
      } else {
        d.AddGroup(ref);
        if (d.form.having.empty() && !d.never.has_value() && !d.silent.has_value()) d.form.shape = Shape::kGroups;
      }
      take();
      return;
    }
    default:
      break;
  }
  // "hubs by number of misroutes": what is ranked stands first.
  const size_t next = d.Next(tag);
  if (d.Is(next, TagKind::kBy) && !d.BreakBetween(tag, next) && !own_row) {
    const size_t what = d.Next(next);
    const bool by_measure = d.Is(what, TagKind::kCount) || d.Is(what, TagKind::kMoney) || d.Is(what, TagKind::kAggregate) || d.Is(what, TagKind::kRatio) || d.Is(what, TagKind::kDistinct) ||
                            (d.Lexical(what) && (d.Chosen(what).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(what)).measure)) || (d.Means(what, MeaningKind::kValue) && d.Is(d.Next(what), TagKind::kRatio));
    // "departments ranked by hires": by how many rows are so.
    bool ordered = false;
    for (size_t i = tag; i < next; ++i) ordered = ordered || IsOneOf(d.Words(i), {"ranked", "ordered", "sorted"});
    const bool by_value = ordered && d.Means(what, MeaningKind::kValue) && Plural(d.words[d.tags[what].last].text) && what + 1 == d.tags.size();
    if (by_measure || by_value) {
      d.AddGroup(ref);
      d.explicit_group = true;
      if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
      d.Use(next);
      take();
    }
  }
}

}  // namespace aurora::query::language
