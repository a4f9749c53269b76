#include "services/query-engine/knowledge/synonyms.h"

#include <algorithm>
#include <array>
#include <map>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

using Group = std::vector<std::string_view>;

// Words that name the same thing in the schemas of most businesses. Any of a group may be the schema's, the others are
// what people say.
const std::vector<Group>& NounGroups() {
  static const auto& groups = *new std::vector<Group>{
      {"customer", "buyer", "client", "shopper", "purchaser", "consumer"},
      {"user", "visitor", "account", "member", "person", "people"},
      {"viewer", "watcher", "account", "user", "subscriber", "audience"},
      {"account", "user", "customer", "holder"},
      {"subscriber", "member", "customer"},
      {"session", "visit"},
      {"product", "item", "article", "good", "merchandise"},
      {"category", "department", "type", "kind"},
      {"quantity", "unit", "item", "piece", "qty", "pcs"},
      {"device", "platform", "screen", "gadget"},
      {"sensor", "probe", "device", "meter"},
      {"country", "nation", "land"},
      {"city", "town"},
      {"region", "area", "territory"},
      {"host", "server", "machine", "node", "box"},
      {"level", "severity"},
      {"priority", "urgency"},
      {"latency", "response time", "duration"},
      {"duration", "length", "time spent", "dwell time", "runtime"},
      {"page", "url", "path"},
      {"path", "endpoint", "route", "url"},
      {"action", "event", "activity"},
      {"event", "action"},
      {"message", "text"},
      {"os", "operating system"},
      {"referrer", "referer", "source"},
      {"fee", "charge"},
      {"price", "cost"},
      {"amount", "value", "sum"},
      {"risk score", "risk"},
      {"coupon", "voucher", "promo code", "discount code"},
      {"brand", "make"},
      {"channel", "source", "medium"},
      {"method", "way"},
      {"driver", "chauffeur"},
      {"rider", "passenger", "customer"},
      {"courier", "driver", "rider"},
      {"carrier", "shipper", "haulier"},
      {"title", "film", "movie", "programme", "program"},
      {"genre", "category"},
      {"plan", "tier", "subscription", "package"},
      {"weight", "mass"},
      {"distance", "mileage"},
      {"rating", "star", "score"},
      {"star", "rating"},
      {"service", "application", "app"},
      {"status", "outcome", "result", "state"},
      {"outcome", "result", "status"},
      {"trip", "ride", "journey"},
      {"ride", "trip", "journey"},
      {"order", "purchase"},
      {"payment", "transaction"},
      {"transaction", "payment", "transfer"},
      {"transfer", "transaction"},
      {"booking", "reservation"},
      {"reservation", "booking"},
      {"appointment", "visit", "consultation"},
      {"doctor", "physician", "practitioner", "clinician"},
      {"physician", "doctor"},
      {"practitioner", "doctor", "clinician"},
      {"patient", "person"},
      {"clinic", "practice", "hospital", "site"},
      {"ward", "unit"},
      {"specialty", "speciality", "discipline", "department"},
      {"department", "dept", "division"},
      {"agent", "rep", "representative", "operator"},
      {"ticket", "case", "issue", "request"},
      {"call", "conversation"},
      {"campaign", "ad campaign"},
      {"ad", "advert", "advertisement", "creative"},
      {"merchant", "shop", "store", "seller", "vendor"},
      {"store", "shop", "branch", "outlet"},
      {"branch", "store", "office"},
      {"supplier", "vendor"},
      {"warehouse", "depot", "hub", "facility"},
      {"hub", "depot", "warehouse", "site", "station"},
      {"station", "stop"},
      {"site", "location", "plant"},
      {"location", "place", "site"},
      {"plant", "factory", "site"},
      {"machine", "equipment"},
      {"destination", "dest"},
      {"dest", "destination"},
      {"origin", "source", "departure"},
      {"parcel", "package", "shipment"},
      {"shipment", "parcel", "package", "delivery", "consignment"},
      {"package", "parcel"},
      {"delivery", "shipment", "drop"},
      {"vehicle", "car"},
      {"truck", "lorry", "vehicle"},
      {"flight", "plane"},
      {"airline", "carrier"},
      {"airport", "hub"},
      {"room", "suite"},
      {"hotel", "property"},
      {"guest", "visitor", "customer", "client", "member"},
      {"member", "patron", "customer", "borrower"},
      {"loan", "lend", "lends", "lent", "borrow", "borrowed", "borrowing", "checkout"},
      {"sale", "sell", "sold"},
      {"rental", "rent", "rented", "hire", "hired"},
      {"student", "pupil", "learner"},
      {"teacher", "instructor", "tutor"},
      {"course", "class"},
      {"lesson", "class"},
      {"grade", "mark", "score"},
      {"employee", "staff", "worker"},
      {"team", "squad", "group"},
      {"reading", "measurement", "sample"},
      {"measurement", "reading"},
      {"temperature", "temp"},
      {"temp", "temperature"},
      {"alert", "alarm", "warning"},
      {"alarm", "alert"},
      {"request", "call", "hit"},
      {"error", "failure"},
      {"job", "task", "run"},
      {"build", "run"},
      {"song", "track", "tune"},
      {"track", "song"},
      {"artist", "band", "musician"},
      {"game", "match"},
      {"player", "gamer"},
      {"loan", "credit"},
      {"balance", "funds"},
      {"currency", "money"},
      {"card", "credit card"},
      {"invoice", "bill"},
      {"firmware", "software version"},
      {"version", "release"},
      {"vehicle type", "type of vehicle"},
      {"scan", "scanning"},
      {"gender", "sex"},
      {"language", "tongue"},
      {"paid with", "payment method", "payment type", "means of payment", "payment"},
      {"payment method", "paid with", "payment type", "way of paying"},
      {"battery", "charge", "battery level"},
      {"battery pct", "battery level", "charge level"},
      {"humidity", "moisture"},
      {"name", "title"},
      {"impression", "view"},
      {"click", "tap"},
      {"spend", "ad spend", "cost"},
      {"cost", "spend", "expense", "expenditure"},
      {"zone", "area"},
      {"line", "production line"},
      {"shift", "working shift"},
      {"topic", "subject"},
      {"subject", "topic"},
      {"queue", "line"},
      {"reason", "cause"},
      {"copay", "co payment"},
  };
  return groups;
}

// Words for the same state or event.
const std::vector<Group>& ValueGroups() {
  static const auto& groups = *new std::vector<Group>{
      {"mobile", "phone", "smartphone", "cellphone", "cell phone", "mobile phone", "handset"},
      {"phone", "mobile", "smartphone", "cellphone", "cell phone", "mobile phone", "handset", "telephone"},
      {"desktop", "pc", "computer", "desktop computer"},
      {"laptop", "notebook"},
      {"tv", "television", "smart tv", "telly"},
      {"cancelled", "canceled", "aborted", "called off", "cancellation"},
      {"canceled", "cancelled", "aborted", "called off", "cancellation"},
      {"declined", "failed", "rejected", "unsuccessful", "denied", "turned down", "refused", "bounced"},
      {"failed", "unsuccessful", "failure", "fail", "broken", "went wrong", "bounced"},
      {"failure", "failed", "fail", "unsuccessful"},
      {"rejected", "declined", "denied", "refused", "turned down", "rejection"},
      {"denied", "rejected", "declined", "refused", "denial"},
      {"approved", "successful", "succeeded", "accepted", "authorised", "authorized", "approval", "went through"},
      {"succeeded", "successful", "success", "went through"},
      {"success", "successful", "succeeded", "went through"},
      {"successful", "succeeded", "success"},
      {"completed", "complete", "finished", "fulfilled", "done", "completion", "carried out"},
      {"complete", "completed", "finished", "done"},
      {"done", "completed", "finished"},
      {"finish", "finished", "completed", "watched to the end", "completion", "complete"},
      {"attended", "showed up", "came", "attendance"},
      {"no show", "did not show up", "did not turn up", "did not come", "missed", "absent", "not show up", "not turn up"},
      {"missed", "no show", "not answered", "unanswered"},
      {"abandoned", "dropped", "hung up", "abandonment"},
      {"answered", "picked up"},
      {"refunded", "returned", "refund", "sent back", "given back"},
      {"returned", "sent back", "return"},
      {"purchase", "buy", "bought", "purchased"},
      {"add to cart", "cart addition", "basket addition", "put in cart", "add to basket"},
      {"view", "page view", "viewing"},
      {"search", "searching"},
      {"checkout", "check out"},
      {"signup", "sign up", "registration", "register", "registered"},
      {"registered", "sign up", "registration"},
      {"login", "log in", "sign in", "logged in"},
      {"error", "failure", "err", "fail", "failed", "crash"},
      {"stall", "buffering", "rebuffer", "freeze"},
      {"play", "start", "watch", "watched"},
      {"warn", "warning"},
      {"warning", "warn"},
      {"fatal", "critical", "crash"},
      {"critical", "severe"},
      {"urgent", "critical", "top priority"},
      {"info", "informational"},
      {"credit card", "card"},
      {"debit card", "card"},
      {"card", "credit card"},
      {"cash", "cash money", "in cash"},
      {"transfer", "bank transfer", "wire"},
      {"wire", "bank transfer", "transfer"},
      {"paypal", "pay pal"},
      {"ios", "iphone", "ipad", "apple"},
      {"android", "google phone"},
      {"web", "website", "browser", "online"},
      {"app", "mobile app", "application"},
      {"email", "e mail", "mail"},
      {"store", "shop", "in store", "offline", "in person"},
      {"delivered", "delivery", "arrived"},
      {"shipped", "dispatched", "sent"},
      {"dispatched", "shipped", "sent"},
      {"lost", "missing", "gone missing"},
      {"damaged", "broken", "damage"},
      {"delayed", "late", "delay"},
      {"late", "delayed"},
      {"on time", "punctual"},
      {"open", "unresolved", "still open", "opened"},
      {"resolved", "solved", "fixed", "resolution"},
      {"solved", "resolved", "fixed"},
      {"closed", "shut", "closure"},
      {"escalated", "escalation"},
      {"reopened", "re opened", "reopening"},
      {"pending", "outstanding"},
      {"active", "enabled", "live"},
      {"inactive", "disabled", "dormant"},
      {"suspended", "blocked", "banned", "suspension"},
      {"blocked", "suspended", "banned"},
      {"churned", "left", "churn", "cancelled"},
      {"left", "departed", "gone"},
      {"expired", "lapsed", "expiry", "expiration"},
      {"paid", "settled"},
      {"settled", "cleared", "settlement"},
      {"unpaid", "outstanding"},
      {"overdue", "late", "past due"},
      {"disputed", "dispute", "charged back", "contested"},
      {"chargeback", "charge back", "charged back", "disputed"},
      {"reversed", "reversal", "rolled back"},
      {"fraud", "fraudulent"},
      {"offline", "down", "disconnected", "unreachable"},
      {"online", "up", "connected"},
      {"timeout", "timed out", "time out"},
      {"ok", "fine", "healthy", "good"},
      {"admitted", "admission"},
      {"discharged", "discharge"},
      {"arrived", "arrival"},
      {"departed", "departure", "left"},
      {"booked", "booking"},
      {"click", "clicked", "tap"},
      {"impression", "shown", "displayed", "view"},
      {"conversion", "converted", "convert"},
      {"subscribe", "subscription", "subscribed"},
      {"unsubscribe", "unsubscribed", "opt out"},
      {"bike", "bicycle", "cycle"},
      {"ev", "electric car", "electric vehicle", "electric"},
      {"motorbike", "motorcycle", "moped"},
      {"female", "women", "woman"},
      {"male", "men", "man"},
      {"high", "high priority"},
      {"low", "low priority"},
      {"true", "yes"},
      {"false", "no"},
  };
  return groups;
}

std::vector<std::string_view> Others(const std::vector<Group>& groups, std::string_view word) {
  std::vector<std::string_view> others;
  for (const Group& group : groups) {
    // The first word is the one that schemas use; the others are what people say.
    if (language::Stem(group[0]) != language::Stem(word) && group[0] != word) continue;
    others.insert(others.end(), group.begin() + 1, group.end());
  }
  return others;
}

}  // namespace

std::vector<std::string_view> MomentSynonyms(std::string_view moment) {
  static const auto& groups = *new std::vector<Group>{
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
  return Others(groups, moment);
}

std::vector<std::string_view> NounSynonyms(std::string_view word) { return Others(NounGroups(), word); }
std::vector<std::string_view> ValueSynonyms(std::string_view value) { return Others(ValueGroups(), value); }

namespace {

bool AnyWord(std::string_view status, std::initializer_list<std::string_view> known) {
  const std::vector<std::string> words = language::SplitName(status);
  return std::any_of(words.begin(), words.end(), [&known](const std::string& word) {
    return std::any_of(known.begin(), known.end(),
                       [&word](std::string_view one) { return language::Stem(one) == language::Stem(word); });
  });
}

}  // namespace

bool LosesMoney(std::string_view status) {
  return AnyWord(status, {"cancelled", "refunded", "declined", "failed", "rejected", "voided", "void", "returned", "chargeback", "error",
                          "denied", "expired", "reversed", "disputed", "abandoned", "unpaid", "bounced", "fraud"});
}

bool KeepsMoney(std::string_view status) {
  return !LosesMoney(status) && AnyWord(status, {"completed", "complete", "paid", "approved", "succeeded", "successful", "settled",
                                                 "fulfilled", "delivered", "captured", "finished", "done"});
}

int MoneyRank(const std::vector<std::string>& name) {
  static const auto& ranks = *new std::map<std::string, int, std::less<>>{
      {"revenue", 9}, {"turnover", 9}, {"sales", 8}, {"takings", 8}, {"income", 8}, {"earnings", 8}, {"total", 7},
      {"fare", 7},    {"amount", 6},   {"paid", 5},  {"price", 4},   {"subtotal", 4}, {"gross", 4},  {"net", 3},
      {"value", 2}};
  int best = 0;
  for (const std::string& word : name) {
    const auto rank = ranks.find(word);
    if (rank != ranks.end()) best = std::max(best, rank->second);
    // unit_price, tax_amount, fee: money, but not what was taken for the row.
    if (word == "unit" || word == "tax" || word == "discount" || word == "fee" || word == "tip" || word == "cost" ||
        word == "count" || word == "id") {
      return word == "unit" ? 1 : 0;
    }
  }
  return best;
}

bool IsCollection(const std::vector<std::string>& name) {
  static constexpr std::array<std::string_view, 6> kWords = {"payment", "transaction", "refund",
                                                             "invoice", "payout",      "charge"};
  return std::any_of(name.begin(), name.end(), [](const std::string& word) {
    return std::any_of(kWords.begin(), kWords.end(),
                       [&word](std::string_view known) { return language::Stem(known) == language::Stem(word); });
  });
}

bool IsDuration(const std::vector<std::string>& name) {
  static constexpr std::array<std::string_view, 13> kWords = {"duration", "latency", "elapsed", "length", "wait",
                                                              "ms",       "seconds", "sec",     "secs",   "minutes",
                                                              "mins",     "millis",  "took"};
  return std::any_of(name.begin(), name.end(), [](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), std::string_view(word)) != kWords.end();
  });
}

}  // namespace aurora::query::knowledge
