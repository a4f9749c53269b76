#include "services/query-engine/language/schema/value_meanings.h"

#include <catch2/catch.hpp>

namespace aurora::query::language {
namespace {

// "OPN: door opened | nothing inside; SHT: door shut"
std::string Read(const std::string& comment, const std::vector<std::string>& values, bool numbers = false) {
  std::string text;
  for (const ValueMeaning& meaning : ReadValueMeanings(comment, values, numbers)) {
    text += (text.empty() ? "" : "; ") + (meaning.value.empty() ? "-" : meaning.value) + ":";
    for (size_t i = 0; i < meaning.phrases.size(); ++i) text += (i == 0 ? " " : " | ") + meaning.phrases[i];
  }
  return text;
}

}  // namespace

TEST_CASE("a comment's values are read with what they mean, in every usual form") {
  const std::vector<std::string> doors = {"OPN", "SHT"};
  CHECK(Read("OPN = door opened, SHT = door shut", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("state of the lock: OPN - door opened; SHT - door shut.", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("OPN: door opened, SHT: door shut", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("'OPN' means door opened. 'SHT' means door shut", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("what the sensor saw: OPN door opened, SHT door shut", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("door opened (OPN), door shut (SHT)", doors) == "OPN: door opened; SHT: door shut");
  CHECK(Read("web, kiosk (machine in the hall), desk (staffed, ground floor)", {"web", "kiosk", "desk"}) == "kiosk: machine in the hall; desk: staffed | ground floor");
  CHECK(Read("radio or cable = read from afar, visit = by a person", {"radio", "cable", "visit"}) == "radio: read from afar; cable: read from afar; visit: by a person");
  CHECK(Read("ok = paid, void_* = money back", {"ok", "void_a", "void_b"}) == "ok: paid; void_a: money back; void_b: money back");
  CHECK(Read("1 = urgent, 2 = can wait", {}, true) == "1: urgent; 2: can wait");
  CHECK(Read("null = not scored", {"a"}) == "-: not scored");
}

TEST_CASE("more clauses of a value go on from it, and a value of its own ends them") {
  CHECK(Read("held = waiting for papers, nobody was told, sent = on its way, lost", {"held", "sent", "lost"}) == "held: waiting for papers | nobody was told; sent: on its way");
}

TEST_CASE("a comment that says something of all values but one says it of each") {
  CHECK(Read("ok, torn, wet (anything but ok means the wrapping failed)", {"ok", "torn", "wet"}) == "torn: the wrapping failed; wet: the wrapping failed");
  CHECK(Read("ok, or why the wrapping failed: torn, wet", {"ok", "torn", "wet"}) == "torn: the wrapping failed; wet: the wrapping failed");
}

TEST_CASE("a comment that explains no value has none") {
  CHECK(Read("when the door was opened, by the clock of the lock", {"OPN"}) == "");
  CHECK(Read("OPN or SHT", {"OPN", "SHT"}) == "");
  CHECK(Read("0 to 100, high is bad", {}, true) == "");
}

}  // namespace aurora::query::language
