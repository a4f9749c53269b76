#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// Phrases are of lower-case words, joined by '|'.

// What goes with a question and narrows nothing, wherever it stands: urgency, hedges, degrees, vague subjects, how the
// answer is to look.
std::string_view Asides();
// "both counts": that each of two is shown.
std::string_view BothShown();

// A mass of something at once: "a wave of", "a flood of".
std::string_view Waves();
// That one is not like the others.
std::string_view Standouts();
// That something was not as it should be, told as a story: up, down, or either way.
std::string_view StoriesUp();
std::string_view StoriesDown();
std::string_view Stories();

// "far more", "way more often": words that make a comparison strong.
bool Strengthens(std::string_view word);
// That a degree is not as it should be: "suspiciously slow", "strangely hot".
bool IsOddly(std::string_view word);
// Who asks through the asker: "support", "my boss"; and the verbs with which they do.
bool Narrates(std::string_view word);
bool Claims(std::string_view verb);
// "I want to write to the customers who": verbs for what is then done with them, up to three words.
const std::vector<std::vector<std::string_view>>& Contacting();
// What an answer is for: report, slide, meeting.
bool IsOccasion(std::string_view noun);

}  // namespace aurora::query::knowledge
