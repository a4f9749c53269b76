#include "services/query-engine/knowledge/speech.h"

#include <set>

namespace aurora::query::knowledge {

std::string_view Asides() {
  return
      // urgency and politeness
      "quick|real quick|super quick|as quick as you can|as quickly as possible|as soon as possible|as soon as you can|right away|straight away|urgently|urgent please|when you can|"
      "when you have a minute|when you get a chance|if you would|if you please|would you|will you please|do me a favour|do me a favor|i need to know|i d like to know|i would like to know|"
      "i need the list|i need a list|i just need|all i need is|i only need|give me a feel for|be so kind|sorry|excuse me|no rush|in a hurry|for once|real fast|"
      "just to be sure|to be sure|just to check|to double check|just checking|for my own interest|out of interest|out of curiosity|"
      // hedges
      "more or less|give or take|or so|ish|ballpark|in the ballpark|as far as we know|as far as you know|as far as you can tell|as far as we can tell|if any|if there are any|if at all|"
      "i guess|i suppose|i believe|i assume|i think|i reckon|i gather|i hear|i heard|apparently|supposedly|presumably|evidently|obviously|of course|frankly|anyway|anyhow|mind you|"
      "let us say|lets say|you know|or something|and so on|and the like|etc|etcetera|"
      // degrees
      "badly|terribly|awfully|horribly|incredibly|extremely|enormously|hugely|massively|insanely|ridiculously|dramatically|drastically|"
      "very|quite|pretty|rather a lot|a lot|at large|fully|totally|completely|entirely|utterly|altogether|"
      // how little is enough
      "rounded|rounded is fine|rounded is enough|roughly is fine|rough is fine|approximate is fine|an estimate is fine|that is enough|that would be enough|that is all|that will do|that would do|will do|would do|will suffice|would suffice|find out|could you find out|is fine|is enough|is ok|is okay|no decimals|"
      // that something seems or happens to be so
      "seems to|seem to|seemed to|appears to|appear to|appeared to|tends to|tend to|tended to|happens to|happened to|is it true that|is it the case that|is it right that|is it correct that|is it so that|"
      // verbs of everyday speech for having and using
      "eat|eats|ate|eaten|eat up|eats up|devour|devours|devoured|guzzle|guzzles|guzzled|swallow|swallows|swallowed|gobble|gobbles|rack up|racks up|racked up|rake in|rakes in|raked in|pull in|pulls in|pulled in|churn out|churns out|churned out|"
      "drawing|draws|drew|attracting|attracts|attracted|clock up|clocks up|clocked up|notch up|notched up|chalk up|chalked up|burn through|burns through|burned through|burnt through|get through|gets through|got through|hog|hogs|hogged|hoover up|"
      // how a state is written down
      "marked as|still marked as|flagged as|recorded as|listed as|shown as|labelled as|labeled as|tagged as|set to|registered as|noted as|kept as|counted as|booked as|classed as|classified as|"
      // vague subjects
      "somebody|someone|folk|people in general|our people|our folks|the guys|our guys|the team here|"
      // how the answer is to look
      "one by one|one after the other|one after another|one at a time|in a list|as a list|in a table|as a table|in a chart|as a chart|as a graph|in a graph|in one go|"
      "at a glance|one line|one row|one entry|one value|one total|one figure|one figure each|a line|a row|line by line|row by row|nicely formatted|in the end|afterwards|afterward|"
      // scope that is all of it
      "all told|all together|taken together|put together|lumped together|across the board|company wide|companywide|as a whole|for the whole company|for the company|everything included|"
      "no exceptions|without exception|any kind|of any kind|of any sort|whatsoever|in one pot|"
      // what a question asks after itself
      "how are we doing|how are we doing there|how do we look|how does it look|how does that look|how did that look|how is it going|how is that going|how did it go|how bad is it|how bad was it|"
      "how good is it|what did that look like|what does that look like|what did it look like|what does it look like|what was that like|what would that look like|which one is it|which one was it|which ones are they|"
      "which one is that|which one would that be|which one|which ones|who is it|who was it|what is it|what was it|is that right|or not|am i right|is that so|is that normal|is this normal|"
      "which was ahead|which one was ahead|who was ahead|which is ahead|which of them was ahead|is it higher|is it lower|is that higher|is that lower|which is higher|which was higher|which one is higher|which one was higher|money wise|i am after|i after|what i am after|"
      "please and thank you|over here|on our side|on our end|with our people";
}

std::string_view BothShown() {
  return "both values|both sums|both totals|both amounts|both averages|both rates|both of them|both of those|the two values|the two totals|the two sums|the two amounts|the two averages|the two rates|"
         "show me both|give me both|show both|i need both|i want both|list both|both please|for the two|for both|each of the two|in both cases|the two side by side|both side by side";
}

std::string_view Waves() {
  return "a wave of|waves of|wave of|a huge wave of|a big wave of|huge wave of|big wave of|a flood of|floods of|flood of|a storm of|storm of|a rush of|a burst of|bursts of|a spate of|spate of|a rash of|rash of|a flurry of|"
         "flurry of|an avalanche of|avalanche of|a torrent of|a tsunami of|an outbreak of|outbreak of|outbreaks of|a cluster of|a barrage of|a hail of|a swarm of|a series of|"
         "a string of|a crazy amount of|crazy amounts of|a crazy number of|an insane amount of|an insane number of|a huge amount of|huge amounts of|a huge number of|an enormous amount of|an enormous number of|"
         "a massive amount of|a massive number of|a ridiculous amount of|a ridiculous number of|an absurd amount of|an absurd number of|an unbelievable amount of|an unbelievable number of|an extraordinary amount of|an extraordinary number of|"
         "an incredible amount of|an incredible number of|a suspicious amount of|a suspicious number of|a strange number of|a strange amount of|a sudden rise in|a steep rise in|"
         "there must be a peak|must be a peak|there was a peak|there must have been a peak|must have been a peak|rush of|lots and lots of|lots of|lots|masses of|insanely many|crazily many|crazy many|ridiculously many|incredibly many|extremely many|awfully many|awful lot of|an awful lot of|alarmingly many|extremely high|alarmingly high|"
         "crazy high|insanely high|ridiculously high|extremely often|alarmingly often|awfully often";
}

std::string_view StoriesUp() {
  return "went crazy|gone crazy|goes crazy|going crazy|went nuts|went mad|went haywire|gone haywire|blew up|blown up|got out of hand|gets out of hand|gotten out of hand|was hit by|were hit by|got hit by|been hit by|suffered from|"
         "was flooded with|were flooded with|flooding us with|floods us with|flood us with|flooded us with|swamping us with|swamps us with|swamp us with|swamped us with|bombarding us with|bombards us with|bombard us with|bombarded us with|overwhelming us with|overwhelms us with|overwhelmed us with|hammering us with|hammered us with|drowning us in|got flooded with|was swamped with|were swamped with|was bombarded with|were bombarded with|was overrun by|were overrun by|piled up|pile up|pileup|sky high|through the roof|shot through the roof|"
         "far too often|much too often|way too often|far too much|way too much|way too many|much too many|terribly slow|awfully slow|painfully slow|extremely slow|so slow|awfully long|terribly long|far too long|way too long|far too high|"
         "pour in|poured in|pouring in|came pouring in|flood in|flooded in|in masses|in bulk|in droves|in large numbers|all of a sudden|suddenly|so often|"
         "too high|looks too high|look too high|seems too high|seem too high|looks far too high|like crazy|like mad|like hell|way too high|much too high|far too slow|way too slow|much too slow";
}

std::string_view StoriesDown() {
  return "went dead|gone dead|tanked|nosedived|nosedive|took a nosedive|fell off a cliff|dried out|ground to a halt|grind to a halt|almost stopped|nearly stopped|virtually stopped|all but stopped|hardly any|hardly anybody|hardly anyone|almost nobody|almost no one|barely any|barely anybody|barely anyone|scarcely any|next to no|next to nothing|"
         "far too few|way too few|much too few|far too low|way too low|much too low|far too little|way too little";
}

std::string_view Standouts() {
  return "sticks out|stick out|stuck out|sticking out|stand apart|stands apart|out of the norm|off the norm|out of step|different from the rest|different from the others|unlike the others|unlike the rest|unlike all others|not like the others|"
         "not like the rest|odd one out|the odd one out|falls out of line|out of the usual";
}

std::string_view Stories() {
  return "broken down|broke down|breaks down|break down|a breakdown in|breakdowns|went wrong|gone wrong|go wrong|goes wrong|going wrong|gone bad|went bad|an incident with|an outage|outages|a blackout|a disruption|an interruption|trouble with|had trouble|in trouble|a problem with|"
         "problems with|a glitch|glitches|a hiccup|hiccups|a blip|not right|totally off|completely off|way off|badly off|is off|was off|looks broken|looked broken|something odd with|something strange with|something weird with|is broken|must be broken|was broken|"
         "be broken|must be faulty|is faulty|be faulty|be defective|is defective|must be defective|seems broken|seem broken|in a way it should not";
}

bool Strengthens(std::string_view word) {
  static const auto& words = *new std::set<std::string_view>{"far",      "way",        "much",      "lot",        "significantly", "considerably", "substantially", "noticeably", "markedly",      "dramatically", "drastically", "suddenly",
                                                             "clearly",  "remarkably", "strikingly", "extremely", "vastly",        "massively",    "hugely",        "wildly",     "disproportionately", "abnormally",  "unusually",   "strangely",
                                                             "suspiciously", "conspicuously", "distinctly", "notably", "seriously", "enormously", "insanely", "ridiculously"};
  return words.count(word) > 0;
}

bool IsOddly(std::string_view word) {
  static const auto& words = *new std::set<std::string_view>{"unusually", "abnormally", "strangely", "suspiciously", "oddly", "weirdly", "remarkably", "strikingly", "surprisingly", "conspicuously", "exceptionally", "worryingly", "alarmingly", "curiously", "peculiarly", "inexplicably"};
  return words.count(word) > 0;
}

bool Narrates(std::string_view word) {
  static const auto& people = *new std::set<std::string_view>{
      "support",   "marketing",  "sales",     "finance",  "operations", "ops",      "management", "accounting", "controlling", "logistics", "legal",   "compliance", "hr",        "procurement", "engineering", "product",
      "boss",      "manager",    "director",  "ceo",      "cfo",        "coo",      "cto",        "board",      "team",        "teams",     "colleague", "colleagues", "supervisor", "lead",       "chief",       "owner",
      "investor",  "investors",  "auditor",   "auditors", "analyst",    "analysts", "somebody",   "someone",    "everybody",   "everyone",  "people",  "they",       "he",        "she",         "helpdesk",    "frontdesk",
      "dispatch",  "security",   "maintenance", "purchasing", "planning", "headquarters", "hq", "administration", "office", "department", "foreman"};
  return people.count(word) > 0;
}

bool Claims(std::string_view verb) {
  static const auto& verbs = *new std::set<std::string_view>{"says",  "say",     "said",     "claims",  "claim",    "claimed", "thinks",   "think",   "believes", "believe", "believed", "complains", "complain",  "complained", "tells",  "tell",
                                                             "told",  "mentions", "mentioned", "noticed", "suspects", "suspect", "suspected", "insists", "insist",   "swears",  "swear",    "argues",    "argue",     "hears",      "heard",  "reckons",
                                                             "reckon", "feels",   "feel",     "worries", "worry",    "fears",   "fear",     "asserts", "pointed",  "wonders", "wonder",   "wondering", "asks",      "asked",      "ask",    "asking",
                                                             "reports", "report", "writes", "saying", "claiming", "telling", "complaining", "insisting"};
  return verbs.count(verb) > 0;
}

const std::vector<std::vector<std::string_view>>& Contacting() {
  static const auto& verbs = *new std::vector<std::vector<std::string_view>>{
      {"write", "to"},   {"write", "an", "email", "to"}, {"call"},       {"call", "up"},     {"phone"},       {"ring"},          {"contact"},       {"get", "in", "touch", "with"}, {"reach", "out", "to"}, {"talk", "to"}, {"speak", "to"},
      {"speak", "with"}, {"talk", "with"},               {"invite"},     {"visit"},          {"reward"},      {"congratulate"},  {"warn"},          {"remind"},                    {"survey"},           {"interview"},  {"meet"},
      {"check", "on"},   {"check", "up", "on"},          {"look", "at"}, {"look", "into"},   {"look", "after"}, {"follow", "up", "with"}, {"follow", "up", "on"}, {"chase"}, {"chase", "up"}, {"review"}, {"inspect"},
      {"audit"},         {"go", "through"},              {"go", "over"}, {"work", "through"}, {"deal", "with"}, {"mail"},         {"text"},          {"message"},                   {"apologise", "to"},  {"apologize", "to"}, {"give", "a", "call", "to"}};
  return verbs;
}

bool IsOccasion(std::string_view noun) {
  static const auto& nouns = *new std::set<std::string_view>{"report",  "slide",    "slides",   "deck",     "presentation", "meeting",  "call",     "newsletter", "dashboard", "audit",  "memo",  "email",  "mail",   "standup",
                                                             "kickoff", "planning", "budget",   "board",    "boss",         "manager",  "director", "ceo",        "cfo",       "colleague", "press", "article", "poster", "lunch",
                                                             "workshop", "demo", "mailing", "letter", "blog",    "talk",     "summary",  "spreadsheet",  "sheet",    "handover", "briefing",   "retro",     "retrospective", "newspaper", "records", "files", "pitch",
                                                             "review",  "break",    "trip",     "investors", "auditors",    "accountant", "shift", "round",      "tour"};
  return nouns.count(noun) > 0;
}

}  // namespace aurora::query::knowledge
