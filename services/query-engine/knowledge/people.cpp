#include "services/query-engine/knowledge/people.h"

#include <set>

namespace aurora::query::knowledge {

bool IsPerson(std::string_view noun) {
  static const auto& people = *new std::set<std::string_view>{
      "adopter",  "adult",     "applicant", "attendee",  "author",   "borrower",  "buyer",    "candidate", "child",   "citizen",   "client",   "contact",  "customer", "developer",
      "donor",    "driver",    "employee",  "guest",     "holder",   "learner",   "lender",   "listener",  "member",  "owner",     "participant", "passenger", "patient",
      "patron",   "person",    "player",    "policyholder", "pupil", "reader",    "recipient", "renter",   "resident", "rider",    "runner",   "seller",   "shopper",
      "staff",    "student",   "subscriber", "supporter", "teacher", "tenant",    "traveller", "traveler", "user",    "viewer",    "visitor",  "volunteer", "voter", "worker"};
  return people.count(noun) > 0;
}

bool IsWorker(std::string_view noun) {
  static const auto& workers = *new std::set<std::string_view>{
      "adviser",   "advisor",  "agent",      "analyst",   "assistant", "attendant", "audiologist", "auditor",  "barber",    "barista",    "carer",     "cashier",   "chef",      "cleaner",   "clerk",    "clinician", "coach",
      "colleague", "consultant", "cook",     "courier",   "dentist",   "dispatcher", "doctor",     "driver",   "editor",    "electrician", "employee", "engineer",  "fitter",    "grader",    "groomer",  "guard",     "guide",
      "handler",   "hygienist", "inspector", "installer", "instructor", "judge",    "keeper",      "labourer", "librarian", "lifeguard",  "mechanic",  "midwife",   "moderator", "nurse",     "officer",  "operator",  "optician",
      "optometrist", "packer", "paramedic",  "pharmacist", "photographer", "physio", "physiotherapist", "picker", "pilot", "plumber",    "porter",    "ranger",    "recruiter", "rep",       "repairer", "repairman", "reporter",
      "representative", "reviewer", "salesperson", "salesman", "seamstress", "server", "stylist",  "supervisor", "surgeon", "tailor",     "teacher",   "technician", "tester",   "therapist", "trainer",  "translator", "tutor",
      "vet",       "volunteer", "waiter",    "warden",    "welder",    "worker",    "writer"};
  return workers.count(noun) > 0;
}

std::string_view LongSex(const std::vector<std::string>& column, std::string_view value) {
  bool sex = false;
  for (const std::string& word : column) sex = sex || word == "sex" || word == "gender";
  if (!sex) return "";
  return value == "f" ? "female" : value == "m" ? "male" : "";
}

}  // namespace aurora::query::knowledge
