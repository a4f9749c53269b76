#include "gateway/grafana/dashboard.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "gateway/auth/credential.h"
#include "libs/base/text.h"

namespace aurora::gateway::grafana {
namespace {

namespace json = boost::json;
using base::StrCat;

// Grafana's grid has 24 columns, ours 12.
constexpr int64_t kColumnsEach = 2;
constexpr int64_t kColumns = 12;
constexpr int64_t kRowsMax = 40;
constexpr int64_t kPanelsMax = 40;
constexpr std::string_view kRanges[] = {"15m", "1h", "24h", "7d", "30d"};

struct Kind {
  std::string_view ours;
  std::string_view grafanas;
};
// The first of a Grafana's kind is what it becomes on the way back.
constexpr Kind kKinds[] = {{"line", "timeseries"}, {"bar", "barchart"},   {"column", "barchart"},     {"grouped", "barchart"},
                           {"number", "stat"},     {"card", "stat"},      {"donut", "piechart"},      {"table", "table"},
                           {"heat", "table"},      {"histogram", "histogram"}, {"scatter", "xychart"}};

std::string TextOf(const json::object& object, const char* name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string().c_str(), member->get_string().size()) : "";
}

int64_t NumberOf(const json::object& object, const char* name, int64_t otherwise) {
  const json::value* member = object.if_contains(name);
  boost::system::error_code error;
  const int64_t number = member == nullptr ? otherwise : member->to_number<int64_t>(error);
  return error ? otherwise : number;
}

const json::object* ObjectOf(const json::object& object, const char* name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_object() ? &member->get_object() : nullptr;
}

const json::array* ListOf(const json::object& object, const char* name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_array() ? &member->get_array() : nullptr;
}

json::object Panel(const json::object& ours, const PanelSql& shown, int64_t number) {
  const std::string chosen = TextOf(ours, "chart").empty() ? shown.chart : TextOf(ours, "chart");
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& one) { return one.ours == chosen; });
  const json::object source{{"type", kDataSourceType}, {"uid", kDataSourceUid}};
  std::string type(kind == std::end(kKinds) ? "table" : kind->grafanas);
  const std::string sql = ToGrafanaSql(shown.sql, shown.parameters);
  json::object options;
  if (!shown.reason.empty()) {
    type = "text";
    options = {{"mode", "markdown"}, {"content", shown.reason}};
  }
  const bool series = type == "timeseries";
  json::object query{{"refId", "A"},
                     {"datasource", source},
                     {"editorType", "sql"},
                     {"rawSql", sql},
                     {"queryType", series ? "timeseries" : "table"},
                     {"format", series ? 0 : 1},
                     {"aurora", json::object{{"id", ours.at("id")},
                                             {"asking", ours.at("asking")},
                                             {"chart", ours.at("chart")},
                                             {"sql_sha256", auth::HashCredential(sql)}}}};
  return json::object{{"id", number},
                      {"title", ours.at("title")},
                      {"type", type},
                      {"datasource", source},
                      {"gridPos", json::object{{"x", NumberOf(ours, "x", 0) * kColumnsEach},
                                               {"y", NumberOf(ours, "y", 0)},
                                               {"w", NumberOf(ours, "w", 1) * kColumnsEach},
                                               {"h", NumberOf(ours, "h", 1)}}},
                      {"fieldConfig", json::object{{"defaults", json::object()}, {"overrides", json::array()}}},
                      {"options", std::move(options)},
                      {"targets", json::array{std::move(query)}}};
}

// Seconds of "5s", "1m", "2h"; 5 for none of them.
int64_t Seconds(const std::string& text) {
  int64_t number = 0;
  if (text.size() < 2 || !absl::SimpleAtoi(text.substr(0, text.size() - 1), &number)) return 5;
  const int64_t unit = text.back() == 'h' ? 3600 : text.back() == 'm' ? 60 : 1;
  return std::clamp<int64_t>(number * unit, 1, 3600);
}

// Takes panels over one by one.
class Importer {
 public:
  void Take(const json::object& panel) {
    const std::string title = TextOf(panel, "title");
    const std::string name = StrCat("panel ", title.empty() ? "without a title" : title);
    const auto leave = [&](const std::string& why) { imported_.left_out.push_back(StrCat(name, ": ", why)); };
    if (TextOf(panel, "type") == "row") {
      // A row that is folded holds its panels.
      if (const json::array* inside = ListOf(panel, "panels"); inside != nullptr) TakeAll(*inside);
      return imported_.left_out.push_back(StrCat("row ", title, ": boards have no rows; its panels stand for themselves"));
    }
    if (panels_.size() >= kPanelsMax) return leave(StrCat("a board has at most ", kPanelsMax, " panels"));
    const json::array* queries = ListOf(panel, "targets");
    if (queries == nullptr || queries->empty() || !queries->front().is_object()) return leave("it has no query");
    const json::object& query = queries->front().get_object();
    const json::object* source = ObjectOf(query, "datasource");
    if (source == nullptr) source = ObjectOf(panel, "datasource");
    if (source == nullptr || TextOf(*source, "type") != kDataSourceType) return leave("its data source is not ClickHouse");
    json::object ours{{"id", StrCat("p", panels_.size() + 1)}, {"title", title}, {"chart", nullptr}};
    if (!TakeQuery(query, TextOf(panel, "type"), leave, &ours)) return;
    for (size_t i = 1; i < queries->size(); ++i) leave(StrCat("query ", i + 1, " of ", queries->size(), "; a panel of a board has one"));
    if (const json::array* steps = ListOf(panel, "transformations"); steps != nullptr && !steps->empty()) {
      leave("its transformations; say them in the SQL");
    }
    Place(panel, &ours);
    panels_.push_back(std::move(ours));
  }
  void TakeAll(const json::array& panels) {
    for (const json::value& panel : panels) {
      if (panel.is_object()) Take(panel.get_object());
    }
  }
  Imported Finish(json::object board) {
    board["panels"] = std::move(panels_);
    imported_.board = std::move(board);
    return std::move(imported_);
  }
  void LeaveOut(std::string what) { imported_.left_out.push_back(std::move(what)); }

 private:
  template <typename Leave>
  static bool TakeQuery(const json::object& query, const std::string& type, const Leave& leave, json::object* ours) {
    const std::string sql = TextOf(query, "rawSql");
    const json::object* own = ObjectOf(query, "aurora");
    // A question stays one for as long as nobody changed its SQL in Grafana.
    if (own != nullptr && TextOf(*own, "sql_sha256") == auth::HashCredential(sql) && ObjectOf(*own, "asking") != nullptr) {
      (*ours)["asking"] = own->at("asking");
      if (!TextOf(*own, "id").empty()) (*ours)["id"] = TextOf(*own, "id");
      if (!TextOf(*own, "chart").empty()) (*ours)["chart"] = TextOf(*own, "chart");
      return true;
    }
    if (sql.empty()) return leave("it has no SQL"), false;
    const absl::StatusOr<std::string> text = FromGrafanaSql(sql);
    if (!text.ok()) return leave(std::string(text.status().message())), false;
    const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& one) { return one.grafanas == type; });
    if (kind == std::end(kKinds)) {
      leave(StrCat("its kind ", type, "; the chart is chosen by the result"));
    } else {
      (*ours)["chart"] = std::string(kind->ours);
    }
    (*ours)["asking"] = json::object{{"turns", json::array{json::object{{"text", *text}}}}};
    return true;
  }

  static void Place(const json::object& panel, json::object* ours) {
    static const json::object nowhere;
    const json::object* grid = ObjectOf(panel, "gridPos");
    if (grid == nullptr) grid = &nowhere;
    const int64_t x = std::clamp<int64_t>(NumberOf(*grid, "x", 0) / kColumnsEach, 0, kColumns - 1);
    (*ours)["x"] = x;
    (*ours)["y"] = std::clamp<int64_t>(NumberOf(*grid, "y", 0), 0, 1000);
    (*ours)["w"] = std::clamp<int64_t>(NumberOf(*grid, "w", 12) / kColumnsEach, 1, kColumns - x);
    (*ours)["h"] = std::clamp<int64_t>(NumberOf(*grid, "h", 9), 1, kRowsMax);
  }

  json::array panels_;
  Imported imported_;
};

json::value RangeOf(const json::object& dashboard) {
  if (const json::object* own = ObjectOf(dashboard, "aurora"); own != nullptr && own->contains("range")) return own->at("range");
  const json::object* time = ObjectOf(dashboard, "time");
  if (time == nullptr) return nullptr;
  const std::string from = TextOf(*time, "from");
  for (const std::string_view range : kRanges) {
    if (from == StrCat("now-", range) && TextOf(*time, "to") == "now") return json::value(json::string(range.data(), range.size()));
  }
  return nullptr;
}

}  // namespace

json::object ToDashboard(const json::object& board, const std::string& id, const std::vector<PanelSql>& panels) {
  json::array shown;
  for (const json::value& panel : board.at("panels").as_array()) {
    shown.push_back(Panel(panel.as_object(), panels[shown.size()], static_cast<int64_t>(shown.size()) + 1));
  }
  const std::string range = TextOf(board, "range");
  return json::object{{"uid", StrCat("aurora-", id).substr(0, 40)},
                      {"title", board.at("title")},
                      {"tags", json::array{"aurora"}},
                      {"schemaVersion", 39},
                      {"editable", true},
                      {"timezone", "utc"},
                      {"refresh", StrCat(NumberOf(board, "refresh_s", 5), "s")},
                      {"time", json::object{{"from", StrCat("now-", range.empty() ? "1h" : range)}, {"to", "now"}}},
                      {"templating", json::object{{"list", json::array()}}},
                      {"annotations", json::object{{"list", json::array()}}},
                      {"aurora", json::object{{"range", board.at("range")}}},
                      {"panels", std::move(shown)}};
}

absl::StatusOr<Imported> FromDashboard(const json::object& body) {
  const json::object* inside = ObjectOf(body, "dashboard");
  const json::object& dashboard = inside != nullptr ? *inside : body;
  const json::array* panels = ListOf(dashboard, "panels");
  if (panels == nullptr || TextOf(dashboard, "title").empty()) {
    return absl::InvalidArgumentError(
        "this is no dashboard of Grafana: it has no title and panels; export it in Grafana as JSON (classic model)");
  }
  Importer importer;
  importer.TakeAll(*panels);
  for (const char* section : {"templating", "annotations"}) {
    const json::object* holder = ObjectOf(dashboard, section);
    const json::array* list = holder == nullptr ? nullptr : ListOf(*holder, "list");
    for (const json::value& item : list == nullptr ? json::array() : *list) {
      const std::string name = item.is_object() ? TextOf(item.get_object(), "name") : "";
      const bool variable = std::string_view(section) == "templating";
      // Every dashboard has this one.
      if (!variable && item.is_object() && item.get_object().contains("builtIn")) continue;
      importer.LeaveOut(StrCat(variable ? "variable " : "annotation ", name, ": boards have none"));
    }
  }
  return importer.Finish({{"title", TextOf(dashboard, "title").substr(0, 200)},
                          {"refresh_s", Seconds(TextOf(dashboard, "refresh"))},
                          {"range", RangeOf(dashboard)}});
}

}  // namespace aurora::gateway::grafana
