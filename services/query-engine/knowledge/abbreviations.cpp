#include "services/query-engine/knowledge/abbreviations.h"

#include <map>
#include <string>

namespace aurora::query::knowledge {

// Only what means one thing in the schemas of most businesses: "st" is a street, a state or a status. No unit is here.
std::string_view LongWord(std::string_view word) {
  static const auto& words = *new std::map<std::string, std::string, std::less<>>{
      {"ack", "acknowledgement"}, {"acked", "acknowledged"}, {"acct", "account"},      {"addr", "address"},       {"amt", "amount"},       {"appt", "appointment"}, {"arr", "arrival"},     {"attr", "attribute"},
      {"auth", "authorisation"}, {"bal", "balance"},       {"batt", "battery"},     {"bldg", "building"},    {"bkg", "booking"},      {"cat", "category"},    {"cd", "code"},         {"chg", "charge"},
      {"cntry", "country"},     {"ctry", "country"},       {"cmpl", "complaint"},   {"cnt", "count"},        {"cust", "customer"},   {"deliv", "delivery"},
      {"dept", "department"},   {"descr", "description"},  {"desc", "description"}, {"dist", "distance"},    {"dlv", "delivery"},    {"dlvry", "delivery"},
      {"dt", "date"},           {"dur", "duration"},       {"emp", "employee"},     {"evt", "event"},        {"freq", "frequency"},  {"fw", "firmware"},
      {"grp", "group"},         {"hum", "humidity"},       {"hw", "hardware"},      {"inv", "invoice"},      {"lang", "language"},   {"len", "length"},
      {"loc", "location"},      {"lvl", "level"},          {"maint", "maintenance"}, {"mfg", "manufacturer"}, {"mfr", "manufacturer"}, {"mgr", "manager"},
      {"mth", "month"},         {"msg", "message"},        {"nbr", "number"},       {"nm", "name"},          {"odo", "odometer"},    {"ord", "order"},
      {"org", "organisation"},  {"orig", "origin"},        {"pax", "passengers"},   {"pcs", "pieces"}, {"pkg", "package"},      {"pmt", "payment"},     {"prio", "priority"},
      {"prod", "product"},      {"pymt", "payment"},       {"qty", "quantity"},     {"rcpt", "receipt"},     {"req", "request"},     {"resp", "response"},
      {"resv", "reservation"},  {"rm", "room"},            {"rte", "route"},        {"sched", "scheduled"},  {"sess", "session"},    {"sev", "severity"},
      {"shpmt", "shipment"},    {"spd", "speed"},          {"src", "source"},       {"stat", "status"},      {"stn", "station"},     {"svc", "service"},
      {"sw", "software"},       {"tel", "telephone"},      {"tgt", "target"},      {"trk", "truck"},        {"trx", "transaction"},  {"txn", "transaction"}, {"typ", "type"},
      {"usr", "user"},          {"veh", "vehicle"},        {"ver", "version"},      {"vol", "volume"},       {"volt", "voltage"},    {"whse", "warehouse"},
      {"wk", "week"},           {"wt", "weight"},          {"yr", "year"},          {"arch", "architecture"}, {"repo", "repository"}, {"acq", "acquisition"},
      {"mem", "memory"},        {"env", "environment"},    {"mach", "machine"},     {"equip", "equipment"},  {"chan", "channel"},    {"insp", "inspection"},
      {"diag", "diagnosis"},    {"dir", "direction"},    {"subj", "subject"},       {"util", "utilisation"}, {"fac", "facility"},     {"mkt", "market"},      {"db", "database"},
      {"dmg", "damage"}, {"dia", "diameter"}, {"inet", "internet"}, {"crit", "criticality"}, {"mech", "mechanic"}, {"disc", "discount"}, {"wgt", "weight"}, {"xfer", "transfer"}, {"rslt", "result"}, {"psgr", "passenger"}, {"shft", "shift"}, {"seg", "segment"}, {"avail", "availability"}, {"trl", "trailer"}, {"itm", "item"}, {"prc", "price"}, {"tech", "technician"}, {"opr", "operator"}, {"hosp", "hospital"}, {"subscr", "subscription"}, {"elec", "electricity"}, {"stmt", "statement"}, {"cmt", "comment"}, {"recv", "received"},
      {"supp", "supplier"},     {"vend", "vendor"},        {"cons", "consumption"}, {"compl", "complaint"},  {"deps", "dependencies"}, {"cfg", "configuration"}, {"rev", "revenue"}, {"dev", "device"}, {"tkt", "ticket"}, {"mtr", "meter"}, {"csat", "satisfaction"}, {"canc", "cancelled"}, {"stu", "student"}, {"prem", "premise"}};
  static const auto& plurals = *new std::map<std::string, std::string, std::less<>>([] {
    std::map<std::string, std::string, std::less<>> many;
    for (const auto& [abbreviation, full] : words) many[abbreviation + "s"] = full.back() == 'y' ? full.substr(0, full.size() - 1) + "ies" : full + "s";
    return many;
  }());
  if (const auto found = words.find(word); found != words.end()) return found->second;
  if (const auto found = plurals.find(word); found != plurals.end()) return found->second;
  return "";
}

std::string_view LongFigure(std::string_view word) {
  static const auto& words = *new std::map<std::string, std::string, std::less<>>{
      {"dau", "daily active people"}, {"wau", "weekly active people"}, {"mau", "monthly active people"}, {"aov", "average order value"}, {"arpu", "revenue per person"}};
  const auto found = words.find(word);
  return found == words.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view LongModifier(std::string_view word) {
  static const auto& words = *new std::map<std::string, std::string, std::less<>>{
      {"pay", "payment"}, {"ship", "shipping"}, {"reg", "registration"}, {"del", "delivery"}, {"cc", "country"}, {"prop", "property"}, {"temp", "temperature"}};
  const auto found = words.find(word);
  return found == words.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace aurora::query::knowledge
