#pragma once

#include <string>
#include <vector>

#include "services/query-engine/language/frame/known_words.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// What somebody says beside a question and that is no part of it: thanks, a greeting, what the number is for, who else wants it, what is
// going on. It is known by its form (a statement of the asker or of somebody else, in which nothing is asked for and nothing said of the
// rows) whatever its words, and it stays where it could choose among the rows.
struct Remark {
  std::string words;
  // Thanks and greetings say nothing at all.
  bool courtesy = false;
};

// Takes the remarks out of `words`, so that nothing reads them. What the `subjects` know of in
// a remark decides whether it could be of the rows.
std::vector<Remark> SetRemarksAside(std::vector<Word>& words, const Subjects& subjects);

}  // namespace aurora::query::language
