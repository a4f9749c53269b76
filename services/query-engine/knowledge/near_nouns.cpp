#include "services/query-engine/knowledge/near_nouns.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {
namespace {

using Nouns = std::vector<std::string_view>;
using NounsByStem = std::unordered_map<std::string, Nouns>;

// Any of them is said for any other.
const std::vector<Nouns>& Alike() {
  static const auto& alike = *new std::vector<Nouns>{
      {"agreement", "contract", "lease", "policy", "subscription", "membership", "plan"},
      {"swap", "exchange", "replacement", "change"},
      {"job", "task", "work order", "assignment", "run", "visit", "mission"},
      {"finding", "vulnerability", "issue", "weakness", "problem"},
      {"test", "check", "inspection", "examination", "exam", "audit", "review", "control"},
      {"handover", "delivery", "dispatch", "drop", "consignment", "shipment"},
      {"arrival", "entry", "entrance", "check in", "visit", "admission", "attendance"},
      {"departure", "exit", "leaving", "sailing"},
      {"sale", "purchase", "order", "transaction", "sales line", "receipt", "checkout"},
      {"reservation", "booking", "appointment", "order"},
      {"stay", "booking", "visit", "overnight stay"},
      {"parking", "session", "stay"},
      {"session", "visit", "sitting"},
      {"message", "text", "note", "mail", "sms"},
      {"mail", "email", "message", "letter"},
      {"call", "phone call", "conversation", "contact"},
      {"chat", "conversation", "dialogue", "dialog", "thread"},
      {"complaint", "grievance"},
      {"ticket", "case", "issue", "request"},
      {"incident", "event", "accident", "case", "occurrence", "disturbance"},
      {"outage", "interruption", "breakdown"},
      {"fault", "error", "failure", "problem", "defect", "trouble", "malfunction"},
      {"stoppage", "stop", "halt", "standstill"},
      {"alarm", "alert", "warning", "notification", "signal"},
      {"notification", "push", "message", "alert"},
      {"reading", "measurement", "sample", "observation", "record", "data point", "telemetry"},
      {"play", "stream", "listen", "view", "listening", "playback"},
      {"view", "visit", "impression", "page view"},
      {"post", "article", "story", "piece", "entry"},
      {"lesson", "class", "session", "course", "tutoring"},
      {"workout", "training", "class", "session"},
      {"trip", "ride", "journey", "tour", "drive", "run", "voyage", "crossing"},
      {"flight", "departure", "leg"},
      {"leg", "segment", "section", "stretch"},
      {"route", "line", "itinerary", "connection"},
      {"delivery", "drop", "stop", "shipment", "parcel"},
      {"parcel", "package", "item", "shipment", "packet"},
      {"load", "shipment", "consignment", "cargo", "freight"},
      {"bill", "invoice", "receipt"},
      {"payment", "transaction", "charge", "payout", "transfer"},
      {"charge", "payment", "fee", "bill"},
      {"fine", "penalty", "ticket"},
      {"fee", "charge", "price", "due"},
      {"voucher", "coupon", "promo code", "promo", "discount code", "code"},
      {"discount", "promotion", "promo", "rebate", "reduction"},
      {"customer", "client", "buyer", "shopper", "consumer", "patron", "user", "account", "guest", "member", "borrower", "backer", "subscriber", "policyholder"},
      {"buyer", "customer", "purchaser", "bidder", "client", "user"},
      {"seller", "vendor", "merchant", "lister", "host"},
      {"guest", "visitor", "customer", "bather", "diner", "patron"},
      {"visitor", "guest", "user", "attendee", "customer"},
      {"user", "account", "person", "member", "customer", "visitor", "player", "learner", "listener", "reader"},
      {"member", "subscriber", "customer", "user"},
      {"tenant", "renter", "occupant", "customer"},
      {"patient", "client", "person"},
      {"patient", "animal"},
      {"pupil", "student", "learner", "child"},
      {"doctor", "vet", "physician", "practitioner", "clinician", "consultant"},
      {"nurse", "carer", "caregiver"},
      {"teacher", "tutor", "instructor", "coach", "trainer", "lecturer"},
      {"driver", "rider", "courier", "chauffeur", "operator"},
      {"courier", "carrier", "driver", "messenger", "delivery firm", "delivery company"},
      {"carrier", "haulier", "forwarder", "shipping company", "transport firm", "delivery firm"},
      {"mechanic", "technician", "engineer", "fitter", "repairer", "repairman"},
      {"agent", "representative", "rep", "operator", "advisor", "adviser", "consultant", "handler"},
      {"moderator", "reviewer", "agent"},
      {"analyst", "investigator", "agent"},
      {"inspector", "examiner", "assessor", "auditor", "tester", "optician"},
      {"warden", "officer", "inspector", "guard"},
      {"salesman", "salesperson", "seller", "agent"},
      {"worker", "employee", "operator", "staff", "colleague"},
      {"crew", "team", "gang", "squad", "shift"},
      {"supplier", "vendor", "producer", "grower", "provider", "manufacturer"},
      {"grower", "farmer", "producer", "supplier"},
      {"maker", "manufacturer", "vendor", "brand", "producer", "builder"},
      {"provider", "operator", "supplier", "carrier", "vendor"},
      {"company", "firm", "business", "organisation", "organization", "account", "client", "employer", "exhibitor"},
      {"firm", "company", "business", "account", "client", "carrier", "supplier", "exhibitor"},
      {"exhibitor", "company", "firm"},
      {"partner", "reseller", "dealer", "agent"},
      {"landlord", "owner", "host"},
      {"shop", "store", "branch", "outlet", "boutique", "counter"},
      {"branch", "store", "shop", "office", "clinic", "location", "site", "sector", "industry"},
      {"industry", "sector", "trade", "branch", "line of business"},
      {"workshop", "garage", "yard", "bench", "service centre", "service center"},
      {"factory", "plant", "mill", "works"},
      {"warehouse", "depot", "store", "storehouse", "hub"},
      {"depot", "garage", "yard", "base", "hub"},
      {"cinema", "theatre", "theater", "house", "movie theater", "movie theatre"},
      {"pool", "bath", "swimming pool"},
      {"gym", "studio", "club", "fitness centre"},
      {"clinic", "practice", "surgery", "hospital"},
      {"pharmacy", "chemist", "drugstore", "branch"},
      {"hall", "pavilion", "building", "room"},
      {"room", "hall", "suite", "ward"},
      {"stand", "booth", "stall"},
      {"park", "farm", "site", "wind farm", "solar farm"},
      {"farm", "holding", "park", "estate"},
      {"harbour", "harbor", "port", "marina"},
      {"pier", "berth", "dock", "jetty", "quay"},
      {"berth", "mooring", "slip"},
      {"bay", "compartment", "locker", "box", "slot"},
      {"gate", "entrance", "door"},
      {"lane", "track", "line"},
      {"till", "cash desk", "cash register", "checkout", "register", "counter", "desk"},
      {"place", "location", "site", "venue", "spot", "station"},
      {"spot", "space", "bay", "place"},
      {"area", "zone", "district", "region", "section"},
      {"neighbourhood", "neighborhood", "district", "quarter", "zone"},
      {"town", "city", "municipality"},
      {"land", "country", "nation", "state"},
      {"boat", "vessel", "ship", "yacht", "ferry"},
      {"car", "vehicle", "automobile"},
      {"van", "vehicle", "truck"},
      {"truck", "lorry", "vehicle"},
      {"plate", "number plate", "license plate", "licence plate", "registration"},
      {"badge", "pass", "card"},
      {"card", "pass", "badge"},
      {"device", "unit", "terminal", "reader", "handset", "apparatus", "appliance", "equipment"},
      {"probe", "sensor", "meter", "gauge", "thermometer", "detector"},
      {"scanner", "reader", "engine", "device"},
      {"camera", "sensor", "device"},
      {"phone", "handset", "device"},
      {"computer", "host", "server", "machine", "asset"},
      {"server", "host", "machine", "node", "instance"},
      {"instrument", "device", "meter", "gauge"},
      {"browser", "client", "user agent"},
      {"release", "version", "build"},
      {"file type", "format"},
      {"file format", "format"},
      {"format", "file type", "kind"},
      {"film", "movie", "picture", "title"},
      {"book", "title", "volume"},
      {"song", "track", "title", "tune"},
      {"title", "book", "film", "movie", "game", "show"},
      {"show", "screening", "performance", "programme", "podcast", "event"},
      {"game", "match", "title"},
      {"puzzle", "book"},
      {"dish", "meal", "recipe", "item"},
      {"product", "item", "article", "good", "merchandise", "ware", "sku", "part"},
      {"article", "item", "product", "good", "frame"},
      {"goods", "item", "product", "cargo"},
      {"variety", "kind", "sort", "cultivar", "breed", "type", "species"},
      {"flower", "variety", "plant", "bloom"},
      {"plant", "variety", "crop"},
      {"fruit", "crop", "cultivar", "variety"},
      {"breed", "race", "species"},
      {"tier", "plan"},
      {"grade", "quality", "class", "mark"},
      {"size", "format", "dimension"},
      {"colour", "color", "shade"},
      {"reason", "cause", "motive", "ground"},
      {"complaint type", "reason", "category"},
      {"verdict", "outcome", "decision", "result", "ruling"},
      {"outcome", "result", "verdict"},
      {"treatment", "procedure", "therapy", "service"},
      {"medicine", "drug", "medication", "remedy"},
      {"illness", "disease", "diagnosis", "condition"},
      {"cover", "insurance", "policy"},
      {"damage", "loss", "claim"},
      {"donor", "giver", "supporter", "contributor"},
      {"donation", "gift", "contribution"},
      {"bid", "offer"},
      {"listing", "ad", "advert", "offer", "posting", "item"},
      {"advert", "ad", "campaign", "creative"},
      {"campaign", "mailing", "ad", "promotion"},
      {"survey", "questionnaire", "poll"},
      {"reply", "answer", "response"},
      {"question", "enquiry", "inquiry", "query"},
      {"appeal", "objection", "complaint"},
      {"vote", "ballot"},
      {"shift", "duty", "turn"},
      {"break", "pause"},
      {"batch", "lot", "run", "charge"},
      {"run", "batch", "pressing", "execution"},
      {"press", "machine"},
      {"tank", "vat", "vessel", "container"},
      {"barrel", "cask", "tank"},
      {"crate", "box", "case"},
      {"box", "crate", "carton", "package"},
      {"bin", "container", "dumpster"},
      {"pickup", "collection", "pick up"},
      {"seat", "place", "licence", "license"},
      {"workspace", "team", "account", "organisation", "organization", "tenant"},
      {"app", "application", "client", "service"},
      {"feature", "function", "module"},
      {"sim", "subscriber", "number"},
      {"station", "site", "cell", "mast", "tower"},
      {"cell", "site", "station", "tower"},
      {"network", "carrier", "operator"},
      {"connection", "session", "call", "link"},
      {"line", "route", "connection"},
      {"charger", "charge point", "charging point", "station", "connector"},
      {"pillar", "column", "post", "socket"},
      {"socket", "outlet", "connector", "plug"},
      {"turbine", "windmill", "wind turbine"},
  };
  return alike;
}

// The first is said for whichever of the others a business has.
const std::vector<Nouns>& Kinds() {
  static const auto& kinds = *new std::vector<Nouns>{
      {"machine", "turbine", "tractor", "harvester", "combine", "printer", "press", "mill", "lathe", "robot", "washer", "dryer", "oven", "kiln", "excavator", "crane", "forklift", "dispenser", "vending machine", "asset", "unit", "device", "host", "server", "pump", "lift",
       "elevator", "scanner", "terminal", "equipment", "vehicle", "reader", "bike", "scooter", "loom", "conveyor", "cutter", "filler", "mixer"},
      {"vehicle", "car", "van", "truck", "lorry", "bus", "coach", "tram", "train", "scooter", "bike", "moped", "motorbike", "taxi", "cab", "shuttle", "tractor", "trailer", "boat"},
      {"device", "sensor", "probe", "meter", "reader", "scanner", "tracker", "terminal", "beacon", "gateway", "router", "camera", "monitor", "recorder", "controller", "pump", "phone", "tablet", "box", "locker", "inverter", "charger", "pillar"},
      {"animal", "dog", "cat", "horse", "cow", "pig", "sheep", "goat", "bird", "fish", "pet", "patient"},
      {"place", "site", "station", "store", "shop", "depot", "branch", "clinic", "hotel", "hall", "yard", "park", "port", "harbour", "city", "town", "location", "venue", "stop", "zone", "studio", "pool", "cinema", "garage", "campsite", "farm", "restaurant", "warehouse", "berth"},
      {"location", "site", "station", "store", "shop", "depot", "branch", "clinic", "hotel", "hall", "yard", "park", "port", "harbour", "city", "venue", "stop", "studio", "pool", "cinema", "garage", "restaurant", "warehouse"},
      {"employee", "agent", "driver", "nurse", "technician", "mechanic", "clerk", "cashier", "courier", "warden", "operator", "moderator", "analyst", "tutor", "coach", "cook", "waiter", "guard", "picker", "packer", "doctor", "inspector"},
      {"colleague", "agent", "employee", "technician", "clerk", "analyst", "moderator", "operator"},
      {"staff", "agent", "employee", "driver", "technician", "mechanic", "clerk", "operator", "nurse"},
      {"company", "supplier", "carrier", "merchant", "vendor", "insurer", "tenant", "employer", "airline", "operator", "courier", "publisher", "brand", "sponsor"},
      {"business", "merchant", "company", "tenant", "client", "account", "vendor", "store"},
      {"document", "invoice", "contract", "receipt", "certificate", "form", "report", "letter", "file"},
      {"vessel", "ship", "boat", "ferry", "yacht", "barge", "trawler"},
      {"house", "cinema", "hotel", "property", "home", "restaurant", "theatre"},
      {"publication", "book", "magazine", "paper", "article", "issue"},
      {"piece", "item", "lot", "part", "article"},
      {"participant", "player", "runner", "attendee", "learner", "student", "member"},
      {"professional", "doctor", "nurse", "technician", "agent"},
      {"crop", "fruit", "vegetable", "grain", "grape", "apple", "variety", "cultivar"},
      {"beverage", "drink", "beer", "wine", "cider", "coffee"},
      {"gadget", "device", "sensor", "tracker"},
      {"facility", "site", "plant", "warehouse", "clinic", "hall", "pool"},
      {"establishment", "restaurant", "hotel", "store", "bar", "shop"},
      {"household", "home", "customer", "connection", "meter", "account"},
      {"premises", "site", "building", "property"},
      {"instalment", "payment", "installment"},
      {"craft", "boat", "vessel", "ship", "aircraft"},
      {"outlet", "store", "shop", "branch", "restaurant"},
  };
  return kinds;
}

// Each noun's stem with those near it, once each: read from the lists, it would cost a question more than all else.
NounsByStem ByStem() {
  NounsByStem near;
  const auto add = [&](const std::string& stem, std::string_view word) {
    Nouns& nouns = near[stem];
    if (language::Stem(word) != stem && std::find(nouns.begin(), nouns.end(), word) == nouns.end()) nouns.push_back(word);
  };
  for (const Nouns& nouns : Alike()) {
    for (std::string_view noun : nouns) {
      for (std::string_view one : nouns) add(language::Stem(noun), one);
    }
  }
  for (const Nouns& nouns : Kinds()) {
    for (size_t i = 1; i < nouns.size(); ++i) add(language::Stem(nouns[0]), nouns[i]);
  }
  return near;
}

}  // namespace

const std::vector<std::string_view>& NearNouns(std::string_view noun) {
  static const auto& near = *new NounsByStem(ByStem());
  static const auto& none = *new Nouns();
  const auto found = near.find(language::Stem(noun));
  return found == near.end() ? none : found->second;
}

}  // namespace aurora::query::knowledge
