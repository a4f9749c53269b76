#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

void Composer::ReadCategory(size_t tag, const Meaning& meaning) {
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  const ColumnRef ref = Ref(meaning);
  const ColumnFacts& facts = FactsOf(meaning);
  const bool own_row = facts.row_id && meaning.source == 0;
  const bool table_too = Chosen(tag).kind == MeaningKind::kTable;
  const auto take = [&]() {
    weight_ += meaning.weight;
    ++weighed_;
    least_ = std::min(least_, meaning.weight);
    used_[tag] = true;
    if (!tags_[tag].corrected.empty()) NoteThat("spelling", Words(tag), base::StrCat("read as \"", tags_[tag].corrected, "\""));
    if (meaning.weight < 0.8) NoteThat("column_" + ref.name, Words(tag), base::StrCat("the column ", ref.name));
  };
  // "number of nights", "the most children": added up, not told apart.
  if (facts.measure && context == Context::kBy && (Has(TagKind::kTop) || Has(TagKind::kMost) || form_.limit > 0)) return;  // "top 5 players by kills"
  if (facts.measure && (context == Context::kCount || context == Context::kDistinct || context == Context::kTop || context == Context::kMost)) return;
  // "how many complaints", "the fewest complaints": rows that have one, whatever it is.
  const catalog::ColumnProfile& own = scope_.Profile(ref);
  if ((context == Context::kCount || context == Context::kMost) && own.nullable && !facts.id && meaning.source == 0 && meaning.weight >= 0.8 && own.column_class == catalog::ColumnClass::kText &&
      own.values.size() > 1 && own.values.size() <= 20 && Plural(words_[tags_[tag].last].text) && facts.words.size() == 1) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Comparison::kIsNotNull;
    condition.words = Words(tag);
    Place(condition, tag);
    counted_ = true;
    if (context == Context::kMost) {
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    take();
    Use(at);
    return;
  }
  switch (context) {
    case Context::kBy:
    case Context::kPer:
      // "every landing by Sea Star": the rows themselves.
      if (own_row && context == Context::kBy && at == 0 && IsOneOf(Text(at), {"every", "each"}) && !Has(TagKind::kCount) && !Has(TagKind::kAggregate) && !Has(TagKind::kMoney)) {
        form_.shape = Shape::kRows;
        listed_ = composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      // "average charge per admission": the average of the rows, and not of each.
      if (own_row && context == Context::kPer && !ranked_ && form_.limit == 0 && !Has(TagKind::kCount) &&
          std::any_of(tags_.begin(), tags_.end(), [](const Tag& one) { return one.kind == TagKind::kAggregate && one.aggregate != MeasureKind::kSum; })) {
        composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      // "busiest station by sessions": by how many.
      if (own_row && context == Context::kBy && (ranked_ || Has(TagKind::kMost) || Has(TagKind::kTop))) {
        counted_ = true;
        composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      // "visits by patients over 80": who did it, not a group.
      if (EntityLike(meaning) && context == Context::kBy && Is(Next(tag), TagKind::kCompare) && used_[Next(tag)] && Is(Next(Next(tag)), TagKind::kNumber) && !BreakBetween(tag, Next(tag))) {
        take();
        Use(at);
        return;
      }
      // "landings by boats built before 1985": who did it, and which of them.
      if (EntityLike(meaning) && context == Context::kBy && Plural(words_[tags_[tag].last].text) && !ranked_ && form_.limit == 0 && !BreakBetween(tag, Next(tag)) &&
          std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) { return placed.tag == Next(tag) && placed.condition.operand.column.source > 0; })) {
        take();
        Use(at);
        return;
      }
      // "reads by readers with a student plan": who did it, and which of them.
      if (EntityLike(meaning) && context == Context::kBy && Plural(words_[tags_[tag].last].text) && tags_[tag].last + 1 < words_.size() && !ranked_ && form_.limit == 0 &&
          IsOneOf(words_[tags_[tag].last + 1].text, {"with", "who", "that", "whose", "on", "from", "in"})) {
        const size_t described = Next(tag);
        const size_t value = Is(described, TagKind::kHaving) || Is(described, TagKind::kFrom) ? Next(described) : described;
        // "bookings by members who joined this year": a moment of theirs.
        const bool happened = Means(described, MeaningKind::kMoment) && Chosen(described).source > 0 && IsOneOf(words_[tags_[tag].last + 1].text, {"who", "that"}) && !BreakBetween(tag, described);
        if (happened || (Means(value, MeaningKind::kValue) && !BreakBetween(tag, value) && (Chosen(value).source > 0 || meaning.source > 0))) {
          take();
          Use(at);
          return;
        }
      }
      // "trips by suspended drivers": who did it, not a group.
      for (size_t i = at + 1; i < tag; ++i) {
        if (!Means(i, MeaningKind::kValue) || context == Context::kPer) continue;
        const size_t source = Chosen(i).source;
        const bool described = EntityLike(meaning) && Plural(words_[tags_[tag].last].text) && Text(at) == "by" && i + 1 == tag && at > 0 && !ranked_ && form_.limit == 0 && meaning.kind == MeaningKind::kEntity;
        if ((source > 0 && scope_.join(source).left == ref) || described) {
          take();
          Use(at);
          return;
        }
      }
      AddGroup(ref, tag);
      explicit_group_ = true;
      take();
      Use(at);
      return;
    case Context::kTop:
    case Context::kMost: {
      if (own_row || (table_too && context == Context::kMost)) return;
      // "which city has the most drivers": the noun is counted when another one is ranked.
      const bool another = (form_.HasBucket() && group_noun_seen_) || (!form_.groups.empty() && group_noun_seen_);
      used_[at] = true;
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (another && context == Context::kMost) {
        const bool itself = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == ref; });
        if (itself) return;
        AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
        take();
        return;
      }
      AddGroup(ref, tag);
      explicit_group_ = true;
      plural_rank_ = Plural(words_[tags_[tag].last].text);
      group_noun_seen_ = true;
      take();
      return;
    }
    case Context::kExtreme:
      return;
    case Context::kWhich: {
      if (own_row || table_too) return;
      AddGroup(ref, tag);
      group_noun_seen_ = true;
      plural_rank_ = Plural(words_[tags_[tag].last].text) && form_.limit == 0;
      take();
      Use(at);
      const bool ranks = Has(TagKind::kMost) || Has(TagKind::kTop) || Has(TagKind::kExtreme);
      if (!ranks && !unusual_.has_value() && !silent_.has_value() && !never_.has_value() && form_.having.empty() && !form_.compared.has_value() && !first_time_.has_value() &&
          form_.order == Order::kNone && !Has(TagKind::kRatio) && !Has(TagKind::kAggregate) && !Has(TagKind::kMoney) && form_.shape == Shape::kMeasures) {
        form_.shape = Shape::kGroups;
      }
      return;
    }
    case Context::kCount:
    case Context::kDistinct: {
      if (own_row && context == Context::kCount) {
        counted_ = true;
        composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      if (table_too && context == Context::kCount && Chosen(tag).weight >= meaning.weight) return;
      // "how often do players leave": times, not players.
      if (context == Context::kCount && words_[tags_[at].last].text == "often") {
        counted_ = true;
        take();
        Use(at);
        return;
      }
      if (form_.shape == Shape::kNested) return;
      // "how many lift calls": the calls are counted, and not the lifts.
      if (const size_t head = tag + 1; context == Context::kCount && !own_row && head < tags_.size() && Lexical(head) && !BreakBetween(tag, head) && !Plural(words_[tags_[tag].last].text) && Plural(words_[tags_[head].last].text)) {
        if (!Means(head, MeaningKind::kMoment) || Chosen(head).source != 0 || !EntityLike(meaning)) return;
        counted_ = true;
        take();
        Use(at);
        return;
      }
      // "how many API calls" of a comment that only mentions the word: not what is told apart.
      if (meaning.weight <= kCommentNoun && !HeadsComment(ref, words_[tags_[tag].first])) return;
      // "how many classes" of class_type: rows, unless different ones are asked for.
      if (context == Context::kCount && NamesRows(tag, meaning)) {
        counted_ = assumed_ = true;
        composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
      take();
      Use(at);
      const size_t before = Previous(at);
      if (Is(before, TagKind::kCount) || Is(before, TagKind::kDistinct)) Use(before);
      // "average number of different riders per day"
      counted_ = true;
      if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
        used_[before] = true;
        ranked_ = true;
        form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      return;
    }
    case Context::kList: {
      if (own_row || table_too) {
        form_.shape = Shape::kRows;
        composed_.said_table = true;
        take();
        return;
      }
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      const bool single = meaning.source == 0 && profile.distinct * 8 > scope_.main().profile().rows && scope_.main().profile().rows > 0;
      if (single) {
        form_.shape = Shape::kRows;
      } else {
        AddGroup(ref, tag);
        if (form_.having.empty() && !never_.has_value() && !silent_.has_value()) form_.shape = Shape::kGroups;
      }
      take();
      return;
    }
    default:
      break;
  }
  // "hubs by number of misroutes": what is ranked stands first.
  const size_t next = Next(tag);
  if (Is(next, TagKind::kBy) && !BreakBetween(tag, next) && !own_row) {
    const size_t what = Next(next);
    const bool by_measure = Is(what, TagKind::kCount) || Is(what, TagKind::kMoney) || Is(what, TagKind::kAggregate) || Is(what, TagKind::kRatio) || Is(what, TagKind::kDistinct) ||
                            (Lexical(what) && (Chosen(what).kind == MeaningKind::kColumn && FactsOf(Chosen(what)).measure)) || (Means(what, MeaningKind::kValue) && Is(Next(what), TagKind::kRatio));
    // "departments ranked by hires": by how many rows are so.
    bool ordered = false;
    for (size_t i = tag; i < next; ++i) ordered = ordered || IsOneOf(Words(i), {"ranked", "ordered", "sorted"});
    const bool by_value = ordered && Means(what, MeaningKind::kValue) && Plural(words_[tags_[what].last].text) && what + 1 == tags_.size();
    if (by_measure || by_value) {
      AddGroup(ref, tag);
      explicit_group_ = true;
      if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
      Use(next);
      take();
    }
  }
}

}  // namespace aurora::query::language
