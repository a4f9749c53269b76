#include "services/query-engine/knowledge/happenings.h"

#include <algorithm>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {

const std::vector<Happening>& Happenings() {
  static const auto& happenings = *new std::vector<Happening>{
      // coming and going
      {"sent", "sent out", "went out", "go out", "gone out", "going out", "goes out", "mailed out", "emitted"},
      {"shipped", "dispatched", "sent off", "went out", "gone out"},
      {"received", "came in", "come in", "coming in", "comes in", "got in", "handed in"},
      {"arrived", "came in", "got in", "turned up", "pulled in", "got there", "reached us"},
      {"departed", "departure", "left", "sailed", "set sail", "set off", "set out", "took off", "pulled out", "moved off", "drove off", "went off"},
      {"berthed", "docked", "moored", "tied up", "made fast", "all fast"},
      {"returned", "came back", "come back", "brought back", "sent back", "handed back", "took back", "taken back", "went back"},
      {"bounced", "came back", "come back", "bounced back", "undeliverable"},
      {"collected", "picked up", "fetched"},
      {"acknowledged", "picked up"},
      {"answered", "picked up", "replied"},
      {"delivered", "dropped off", "handed over", "got through"},
      {"discharged", "unloaded", "offloaded", "taken off", "landed"},
      {"loaded", "taken on board", "put on board"},
      {"boarded", "got on", "get on", "stepped on"},
      {"alighted", "got off", "get off", "stepped off"},
      {"entered", "entry", "came in", "went in", "let in", "admitted", "got in"},
      {"exited", "exit", "went out", "left", "walked out"},
      // beginning and end
      {"started", "start", "began", "begun", "begin", "opened", "open", "kicked off", "launched", "commenced", "set up"},
      {"finished", "completed", "complete", "done", "ended", "concluded", "wrapped up", "carried out", "seen through", "got through"},
      {"closed", "shut", "shut down", "wound up"},
      {"expired", "ran out", "run out", "lapsed"},
      {"renewed", "extended", "prolonged", "rolled over"},
      {"paused", "put on hold", "held up", "suspended", "interrupted"},
      {"resumed", "taken up again", "went on", "continued"},
      {"postponed", "put off", "pushed back", "rescheduled", "moved back"},
      // yes and no
      {"rejected", "refused", "denied", "turned down", "turning down", "turned away", "turning away", "declined", "knocked back", "sent away", "thrown out", "not accepted"},
      {"accepted", "approved", "passed", "granted", "admitted", "let in", "allowed in", "let through", "waved through", "signed off", "cleared"},
      {"cancelled", "canceled", "called off", "calling off", "scrapped", "dropped", "pulled out of"},
      {"withdrawn", "pulled", "taken back", "backed out"},
      {"aborted", "abort", "gave up", "given up", "gives up", "give up", "giving up", "broke off", "broken off", "called off", "abandoned"},
      {"abandoned", "walked away", "dropped out", "gave up", "given up"},
      // going wrong and being put right
      {"failed", "failure", "fell through", "did not work", "went wrong", "gone wrong"},
      {"crashed", "crash", "fell over", "broke down", "died"},
      {"stalled", "stall", "stuck", "got stuck", "get stuck", "gets stuck", "jammed"},
      {"resolved", "fixed", "solved", "sorted out", "put right", "cleared up", "mended", "repaired"},
      {"lost", "went missing", "gone missing", "disappeared"},
      {"damaged", "broken", "broke"},
      // money
      {"refunded", "paid back", "given back", "gave back", "pay back", "reimbursed", "money back"},
      {"charged", "billed", "invoiced", "debited"},
      {"disputed", "charged back", "contested"},
      // words
      {"released", "issued", "published", "put out", "went live", "given out", "reported"},
      {"reported", "raised", "flagged", "called in"},
      {"reviewed", "decided", "looked over"},
      {"scanned", "swiped"},
      {"escalated", "passed on", "handed up"},
      {"unsubscribed", "opted out", "signed off", "left the list"},
      {"registered", "signed up", "enrolled", "joined"},
  };
  return happenings;
}

bool BringsAbout(std::string_view verb) {
  static const auto& verbs = *new std::vector<std::string_view>{"made", "placed", "raised", "received", "came in", "come in", "coming in", "comes in", "reported", "taken", "took", "recorded", "logged", "put", "issued", "read", "got in", "charged", "billed"};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

}  // namespace aurora::query::knowledge
