#include "services/query-engine/knowledge/synonym_group.h"
#include "services/query-engine/knowledge/synonyms.h"

namespace aurora::query::knowledge {

std::vector<std::string_view> MomentSynonyms(std::string_view moment) {
  static const auto& groups = *new std::vector<SynonymGroup>{
      {"created", "opened", "made", "placed", "raised", "submitted", "filed"},
      {"opened", "created", "raised", "submitted", "filed"},
      {"ordered", "placed", "bought", "purchased"},
      {"placed", "ordered", "made"},
      {"joined", "signed up", "registered", "hired", "started"},
      {"hired", "joined", "started"},
      {"signup", "joined", "signed up", "registered"},
      {"signed up", "joined", "registered"},
      {"registered", "joined", "signed up"},
      {"started", "began", "begun", "start", "beginning"},
      {"ended", "finished", "stopped", "end"},
      {"finished", "ended", "completed"},
      {"completed", "finished"},
      {"picked up", "pickup", "collected", "collection"},
      {"dropped off", "dropoff", "drop off", "arrival"},
      {"delivered", "delivery", "arrived", "arrival"},
      {"shipped", "dispatched", "sent", "shipping", "dispatch", "shipment"},
      {"dispatched", "shipped", "sent", "dispatch"},
      {"requested", "request", "asked for"},
      {"resolved", "solved", "fixed", "resolution", "closed"},
      {"closed", "resolved", "closing"},
      {"first response", "first reply", "first answer", "first responded"},
      {"first reply", "first response", "first answer", "first replied"},
      {"responded", "answered", "replied", "response", "reply"},
      {"answered", "picked up", "answer"},
      {"paid", "payment", "settled"},
      {"settled", "settlement", "cleared"},
      {"posted", "booked", "posting"},
      {"booked", "reserved", "booking", "made"},
      {"checked in", "check in", "checkin", "arrived", "arrival"},
      {"checked out", "check out", "checkout", "left"},
      {"arrived", "arrival"},
      {"departed", "departure", "left"},
      {"admitted", "admission"},
      {"discharged", "discharge"},
      {"installed", "installation", "set up"},
      {"scheduled", "planned", "due"},
      {"cancelled", "cancellation", "canceled"},
      {"seen", "examined"},
  };
  return OthersOf(groups, moment);
}

}  // namespace aurora::query::knowledge
