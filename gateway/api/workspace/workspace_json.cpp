#include "gateway/api/workspace/workspace_json.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

constexpr size_t kTextBytesMax = 64 << 10;
constexpr size_t kTurnsMax = 20;
constexpr size_t kReadingsMax = 20;
constexpr size_t kNameBytesMax = 200;
constexpr size_t kPanelsMax = 40;
constexpr size_t kBoardBytesMax = 512 << 10;
constexpr int64_t kGridColumns = 12;
constexpr int64_t kGridRowsMax = 1000;
constexpr int64_t kPanelRowsMax = 40;
constexpr int64_t kRefreshSecondsMax = 3600;

// A word of ours, such as a kind of chart: letters, digits, - and _.
void ReadWord(ObjectReader& reader, std::string_view name, json::object* into) {
  std::string word;
  json::value kept = nullptr;
  if (reader.Text(name, &word, 32)) {
    const bool fits = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    });
    if (!fits) reader.Fail(name, "must be 1 to 32 of A-Za-z0-9_-");
    kept = json::value(word);
  }
  into->insert_or_assign(boost::core::string_view(name.data(), name.size()), std::move(kept));
}

void ReadReadings(ObjectReader& turn, json::object* into) {
  const json::object* readings = turn.Object("readings");
  if (readings == nullptr) return;
  if (readings->size() > kReadingsMax) return turn.Fail("readings", absl::StrCat("has more than ", kReadingsMax, " members"));
  ObjectReader reader(*readings, turn.Path("readings"));
  json::object kept;
  for (const auto& member : *readings) {
    const std::string key(member.key().data(), member.key().size());
    std::string value;
    if (!ReadText(reader, key, &value, kNameBytesMax, true)) break;
    if (key.find('\0') != std::string::npos) reader.Fail(key, "must not hold the character U+0000");
    kept[key] = value;
  }
  turn.Fail(reader.Finish());
  (*into)["readings"] = std::move(kept);
}

// What was asked, so that it can be asked again: the turns of a conversation, and its clock where it is fixed.
void ReadAsking(ObjectReader& parent, json::object* into) {
  parent.Require("asking");
  const json::object* asking = parent.Object("asking");
  if (asking == nullptr) return;
  ObjectReader reader(*asking, parent.Path("asking"));
  reader.Require("turns");
  json::array turns;
  if (const json::array* list = reader.Array("turns"); list != nullptr) {
    if (list->empty() || list->size() > kTurnsMax) reader.Fail("turns", absl::StrCat("must have 1 to ", kTurnsMax, " items"));
    for (const json::value& item : *list) {
      if (!item.is_object()) {
        reader.Fail("turns", "must be a list of objects");
        break;
      }
      ObjectReader turn(item.get_object(), reader.Path("turns"));
      json::object kept;
      std::string text;
      ReadText(turn, "text", &text, kTextBytesMax, true);
      kept["text"] = text;
      ReadReadings(turn, &kept);
      reader.Fail(turn.Finish());
      turns.push_back(std::move(kept));
    }
  }
  json::object kept{{"turns", std::move(turns)}, {"now", nullptr}};
  std::string now;
  if (reader.Text("now", &now)) {
    const absl::StatusOr<absl::Time> time = ParseTimestamp(now);
    if (time.ok()) {
      kept["now"] = FormatTimestamp(*time);
    } else {
      reader.Fail("now", std::string(time.status().message()));
    }
  }
  parent.Fail(reader.Finish());
  (*into)["asking"] = std::move(kept);
}

void ReadWhole(ObjectReader& reader, std::string_view name, int64_t minimum, int64_t maximum, json::object* into) {
  int64_t number = 0;
  reader.Require(name);
  if (reader.Integer(name, &number, minimum, maximum)) {
    into->insert_or_assign(boost::core::string_view(name.data(), name.size()), number);
  }
}

json::object ReadPanel(ObjectReader& reader, std::set<std::string>* ids) {
  json::object panel;
  std::string id;
  std::string title;
  ReadText(reader, "id", &id, 32, true);
  if (!ids->insert(id).second) reader.Fail("id", "is the id of another panel too");
  ReadText(reader, "title", &title, kNameBytesMax, false);
  panel["id"] = id;
  panel["title"] = title;
  ReadAsking(reader, &panel);
  ReadWord(reader, "chart", &panel);
  ReadWhole(reader, "x", 0, kGridColumns - 1, &panel);
  ReadWhole(reader, "y", 0, kGridRowsMax, &panel);
  ReadWhole(reader, "w", 1, kGridColumns, &panel);
  ReadWhole(reader, "h", 1, kPanelRowsMax, &panel);
  return panel;
}

}  // namespace

bool ReadText(ObjectReader& reader, std::string_view name, std::string* text, size_t bytes_max, bool needed) {
  if (needed) reader.Require(name);
  if (!reader.Text(name, text, bytes_max)) return false;
  if (needed && text->empty()) reader.Fail(name, "is empty");
  if (text->find('\0') != std::string::npos) reader.Fail(name, "must not hold the character U+0000");
  return true;
}

absl::StatusOr<NewDocument> ParseBoard(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  if (body.size() > kBoardBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat("a board is at most ", kBoardBytesMax, " bytes; make two of it"));
  }
  NewDocument board;
  ObjectReader reader(*object, ObjectReader::Subject{"board"});
  ReadText(reader, "title", &board.name, kNameBytesMax, true);
  board.body["title"] = board.name;
  int64_t refresh_s = 5;
  reader.Integer("refresh_s", &refresh_s, 1, kRefreshSecondsMax);
  board.body["refresh_s"] = refresh_s;
  ReadWord(reader, "range", &board.body);
  json::array panels;
  if (const json::array* list = reader.Array("panels"); list != nullptr) {
    if (list->size() > kPanelsMax) reader.Fail("panels", absl::StrCat("has more than ", kPanelsMax, " items"));
    std::set<std::string> ids;
    for (const json::value& item : *list) {
      if (!item.is_object()) {
        reader.Fail("panels", "must be a list of objects");
        break;
      }
      ObjectReader panel(item.get_object(), "panels");
      panels.push_back(ReadPanel(panel, &ids));
      reader.Fail(panel.Finish());
    }
  }
  board.body["panels"] = std::move(panels);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return board;
}

absl::StatusOr<NewDocument> ParseSavedQuestion(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  NewDocument question;
  ObjectReader reader(*object, ObjectReader::Subject{"saved question"});
  ReadText(reader, "name", &question.name, kNameBytesMax, true);
  question.body["name"] = question.name;
  ReadAsking(reader, &question.body);
  ReadWord(reader, "chart", &question.body);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return question;
}

absl::StatusOr<NewDocument> ParseShare(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  NewDocument share;
  ObjectReader reader(*object);
  ReadText(reader, "title", &share.name, kNameBytesMax, false);
  share.body["title"] = share.name;
  ReadAsking(reader, &share.body);
  ReadWord(reader, "chart", &share.body);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return share;
}

absl::StatusOr<NewHistoryEntry> ParseHistoryEntry(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  NewHistoryEntry entry;
  ObjectReader reader(*object);
  ReadAsking(reader, &entry.body);
  std::string kind;
  reader.Require("kind");
  if (reader.Text("kind", &kind) && kind != "question" && kind != "sql") reader.Fail("kind", "must be question or sql");
  std::string status_name;
  reader.Require("status");
  if (reader.Text("status", &status_name) && status_name != "answered" && status_name != "clarify" &&
      status_name != "refused" && status_name != "failed") {
    reader.Fail("status", "must be answered, clarify, refused or failed");
  }
  entry.body["kind"] = kind;
  entry.body["status"] = status_name;
  for (const std::string_view name : {"rows", "elapsed_ms"}) {
    int64_t number = 0;
    const bool known = reader.Integer(name, &number, 0, INT64_MAX);
    entry.body[boost::core::string_view(name.data(), name.size())] = known ? json::value(number) : json::value(nullptr);
  }
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  const json::object& asking = entry.body.at("asking").as_object();
  const json::string& last = asking.at("turns").as_array().back().as_object().at("text").as_string();
  entry.identity = Serialize(asking.at("turns"));
  entry.words = std::string(last.data(), last.size());
  return entry;
}

absl::StatusOr<bool> ParseStar(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  bool starred = false;
  ObjectReader reader(*object);
  reader.Require("starred");
  reader.Boolean("starred", &starred);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return starred;
}

json::object KeptBody(const std::string& body) {
  boost::system::error_code error;
  json::value parsed = json::parse(body, error);
  return error || !parsed.is_object() ? json::object() : std::move(parsed.get_object());
}

namespace {

void AddFacts(const workspace::Document& document, json::object* object) {
  (*object)["id"] = document.id;
  (*object)["owner"] = document.owner;
  (*object)["revision"] = document.revision;
  (*object)["created_at"] = FormatTimestamp(document.created_at);
  (*object)["updated_at"] = FormatTimestamp(document.updated_at);
}

}  // namespace

json::object ToJson(const workspace::Document& document) {
  json::object object = KeptBody(document.body);
  AddFacts(document, &object);
  return object;
}

json::object BoardSummary(const workspace::Document& document) {
  const json::object body = KeptBody(document.body);
  const json::value* panels = body.if_contains("panels");
  const size_t count = panels != nullptr && panels->is_array() ? panels->get_array().size() : 0;
  json::object object{{"title", document.name}, {"panel_count", count}};
  AddFacts(document, &object);
  return object;
}

json::object ToJson(const workspace::HistoryEntry& entry) {
  json::object object = KeptBody(entry.body);
  object["id"] = entry.id;
  object["starred"] = entry.starred;
  object["runs"] = entry.runs;
  object["asked_at"] = FormatTimestamp(entry.asked_at);
  return object;
}

std::string RevisionTag(int64_t revision) { return absl::StrCat("\"", revision, "\""); }

int64_t RevisionOf(std::string_view if_match) {
  int64_t revision = 0;
  if (if_match.size() < 3 || if_match.front() != '"' || if_match.back() != '"') return 0;
  if (!absl::SimpleAtoi(base::Absl(if_match.substr(1, if_match.size() - 2)), &revision)) return 0;
  return std::max<int64_t>(0, revision);
}

}  // namespace aurora::gateway::api
