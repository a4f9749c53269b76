#include "services/query-engine/language/tag/term_tag.h"

namespace aurora::query::language {

std::optional<Tag> FindTerm(const std::vector<TermSpan>& spans, size_t at, const std::vector<Word>& words, const Scope& scope) {
  for (const TermSpan& span : spans) {
    if (span.first != at) continue;
    Tag tag;
    tag.first = span.first;
    tag.last = span.last;
    tag.term = span.term;
    // Rows of a joined table repeat, so that sums over them would be wrong.
    const size_t sources = span.term->kind == TermKind::kMeasure ? 1 : scope.size();
    for (size_t source = 0; source < sources; ++source) {
      const catalog::TableProfile& profile = scope.source(source).profile();
      if (profile.database != span.term->table.database || profile.table != span.term->table.table) continue;
      tag.kind = TagKind::kTerm;
      tag.term_source = source;
      const std::vector<std::string>& name = scope.source(source).name_stems();
      const bool noun = span.term->kind == TermKind::kFilter && span.last > span.first && !name.empty() && words[span.last].stem == name.back();
      if (noun) --tag.last;
      break;
    }
    return tag;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language
