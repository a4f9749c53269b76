// A question, a line feed, a follow-up -> the embedded parser over two fixed catalogs. Any words are read or declined, in bounded
// time, also where unknown words are linked by meaning or set aside, and the SQL of a reading passes the guard.
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/embedded_generator.h"
#include "tests/fuzz/fuzz_target.h"

namespace aurora::fuzz {
namespace {

using namespace query;

catalog::ColumnProfile Column(std::string name, std::string type, std::vector<std::string> values = {}) {
  catalog::ColumnProfile column;
  column.name = std::move(name);
  column.type = std::move(type);
  for (std::string& value : values) column.values.push_back({std::move(value), 10});
  catalog::ClassifyColumn(column);
  return column;
}

void Add(catalog::Snapshot& snapshot, const std::string& database, const std::string& name, std::vector<catalog::ColumnProfile> columns) {
  catalog::TableProfile table;
  table.database = database;
  table.table = name;
  table.rows = 1000;
  table.columns = std::move(columns);
  table.time_column = catalog::ChooseTimeColumn(table.columns);
  std::set<std::string> names;
  for (const catalog::ColumnProfile& column : table.columns) names.insert(column.name);
  snapshot.names.Add({database, name}, std::move(names));
  snapshot.tables.push_back(std::move(table));
}

std::shared_ptr<const catalog::Snapshot> Shop() {
  auto snapshot = std::make_shared<catalog::Snapshot>();
  snapshot->version = 1;
  Add(*snapshot, "shop", "orders",
      {Column("order_id", "UUID"), Column("ordered_at", "DateTime64(3, 'UTC')"), Column("customer_id", "String"),
       Column("state", "LowCardinality(String)", {"CA", "NY", "TX"}), Column("product", "LowCardinality(String)", {"lamp", "oak chair"}),
       Column("quantity", "Int32"), Column("total", "Decimal(18, 2)"), Column("device", "LowCardinality(String)", {"mobile", "desktop"}),
       Column("status", "LowCardinality(String)", {"completed", "refunded", "cancelled"}), Column("tags", "Array(String)"),
       Column("gift", "Bool"), Column("_topic", "String", {"orders"})});
  Add(*snapshot, "shop", "payments",
      {Column("payment_id", "UUID"), Column("order_id", "UUID"), Column("paid_at", "DateTime('UTC')"), Column("amount", "Decimal(18, 2)"),
       Column("method", "LowCardinality(String)", {"card", "paypal"}), Column("customer_id", "String")});
  Add(*snapshot, "shop", "customers",
      {Column("customer_id", "String"), Column("name", "String"), Column("signed_up_on", "Date"),
       Column("plan", "LowCardinality(String)", {"free", "pro"})});
  return snapshot;
}

// Names and values that look like SQL, and a table without a time.
std::shared_ptr<const catalog::Snapshot> Odd() {
  auto snapshot = std::make_shared<catalog::Snapshot>();
  snapshot->version = 2;
  Add(*snapshot, "lab", "order by",
      {Column("group", "LowCardinality(String)", {"'; DROP TABLE x", "a\\", "--"}), Column("select", "Int64"),
       Column("file", "LowCardinality(Nullable(String))", {"settings", "NULL"}), Column("weight_kg", "Nullable(Float64)")});
  Add(*snapshot, "lab", "runs",
      {Column("id", "Int64"), Column("at", "DateTime64(6, 'Europe/Berlin')"), Column("duration_ms", "UInt64"),
       Column("group", "LowCardinality(String)", {"alpha", "beta"}), Column("temperature_celsius", "Float32")});
  return snapshot;
}

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 21, 13, 30, 0), absl::UTCTimeZone());

void Check(const model::GenerateRequest& request, const model::Generated& generated) {
  const answer::Reading& reading = generated.reading;
  if (reading.status != answer::Status::kAnswered) {
    Require(reading.sql.text.empty(), "what is declined has no SQL", reading.sql.text);
    return;
  }
  const auto checked = guard::SqlGuard::Check(reading.sql, request.snapshot->names);
  Require(checked.ok(), "the SQL of a reading passes the guard", reading.sql.text + "\n" + std::string(checked.status().message()));
}

// What nearness of meaning may make of the words that nothing is called by: any column or value, as `pick` chooses, or nothing.
void CheckLinked(const model::EmbeddedGenerator& generator, model::GenerateRequest request, const model::Generated& refused, size_t pick) {
  if (refused.reading.status != answer::Status::kRefused || refused.unknown.empty()) return;
  request.links = refused.dispensable;
  if (!request.links.empty()) Check(request, generator.Generate(request));
  for (size_t round = 0; round < 2; ++round) {
    request.links.clear();
    for (const std::vector<std::string>& words : refused.unknown) {
      const catalog::TableProfile& table = request.snapshot->tables[pick % request.snapshot->tables.size()];
      const catalog::ColumnProfile& column = table.columns[(pick / 3) % table.columns.size()];
      const bool value = round == 1 && !column.values.empty();
      request.links.push_back({words, table.database, table.table, column.name, value ? std::vector<std::string>{column.values[pick % column.values.size()].value} : std::vector<std::string>()});
      pick = pick * 31 + 7;
    }
    Check(request, generator.Generate(request));
  }
}

}  // namespace
}  // namespace aurora::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace aurora;
  using namespace aurora::fuzz;
  // As the service takes questions.
  if (size == 0 || size > 2000) return 0;
  static const std::shared_ptr<const query::catalog::Snapshot> kCatalogs[] = {Shop(), Odd()};
  static const query::model::EmbeddedGenerator kGenerators[2];
  const std::string_view text = Text(data, size);
  const size_t line = text.find('\n');
  for (int i = 0; i < 2; ++i) {
    query::model::GenerateRequest request;
    request.question = std::string(text.substr(0, line));
    request.now = kNow;
    request.snapshot = kCatalogs[i];
    const query::model::Generated first = kGenerators[i].Generate(request);
    Check(request, first);
    CheckLinked(kGenerators[i], request, first, size * 131 + data[size - 1]);
    if (line == std::string_view::npos || first.form == nullptr) continue;
    request.question = std::string(text.substr(line + 1));
    request.previous = first.form.get();
    Check(request, kGenerators[i].Generate(request));
  }
  return 0;
}
