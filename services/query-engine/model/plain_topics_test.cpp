#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Topics as most services write them: short general names (total, value, type, name, count, amount, price), no comment on any column.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

std::shared_ptr<const Snapshot> Of(std::vector<catalog::TableProfile> tables) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables = std::move(tables);
  NameTables(*snapshot);
  return snapshot;
}

const TestParser& Bakery() {
  static const TestParser parser(Of({
      MakeTable("bakery", "orders", 20'000,
                {Distinct(Column("order_id", "UInt64"), 20'000), Distinct(Column("customer_id", "UInt32"), 900), Column("status", "LowCardinality(String)", {"open", "baked", "collected", "cancelled"}),
                 Column("country", "LowCardinality(String)", {"DE", "FR"}), Column("currency", "LowCardinality(String)", {"EUR", "CHF"}), Column("total", "Decimal(10,2)"), Column("discount", "Decimal(10,2)"), Sorted(Column("created_at", "DateTime('UTC')"))}),
      MakeTable("bakery", "payments", 20'000,
                {Distinct(Column("payment_id", "UInt64"), 20'000), Distinct(Column("order_id", "UInt64"), 15'000), Column("amount", "Decimal(10,2)"), Column("method", "LowCardinality(String)", {"card", "cash"}),
                 Column("status", "LowCardinality(String)", {"succeeded", "failed"}), Sorted(Column("paid_at", "DateTime('UTC')"))}),
      MakeTable("bakery", "customers", 1'000,
                {Sorted(Distinct(Column("customer_id", "UInt32"), 1'000)), Distinct(Column("name", "String"), 1'000), Column("country", "LowCardinality(String)", {"DE", "FR", "CH"}), Column("tier", "LowCardinality(String)", {"free", "plus"}), Column("joined_at", "DateTime('UTC')")}),
      MakeTable("bakery", "order_items", 50'000, {Sorted(Distinct(Column("order_id", "UInt64"), 20'000)), Distinct(Column("cake_id", "UInt32"), 60), Distinct(Column("quantity", "UInt8"), 40), Column("price", "Decimal(10,2)")}),
      MakeTable("bakery", "cakes", 60, {Sorted(Distinct(Column("cake_id", "UInt32"), 60)), Distinct(Column("name", "String"), 60), Column("category", "LowCardinality(String)", {"tarts", "rolls"}), Column("price", "Decimal(10,2)")}),
  }));
  return parser;
}

const TestParser& Greenhouse() {
  static const TestParser parser(Of({
      MakeTable("greenhouse", "readings", 90'000,
                {Distinct(Column("sensor_id", "LowCardinality(String)"), 30), Column("type", "LowCardinality(String)", {"temperature", "humidity", "pressure"}), Column("value", "Float64"), Column("unit", "LowCardinality(String)", {"C", "%", "hPa"}), Column("quality", "LowCardinality(String)", {"good", "bad"}),
                 Sorted(Column("ts", "DateTime64(3, 'UTC')"))}),
      MakeTable("greenhouse", "sensors", 30, {Sorted(Distinct(Column("sensor_id", "LowCardinality(String)"), 30)), Column("location", "LowCardinality(String)", {"North bed", "South bed"}), Column("type", "LowCardinality(String)", {"temperature", "humidity", "pressure"}), Column("installed_on", "Date")}),
  }));
  return parser;
}

const TestParser& Ledger() {
  static const TestParser parser(Of({
      MakeTable("till", "transactions", 40'000,
                {Distinct(Column("id", "UInt64"), 40'000), Distinct(Column("account_id", "UInt32"), 300), Column("amount", "Decimal(12,2)"), Column("type", "LowCardinality(String)", {"deposit", "withdrawal", "fee"}), Column("category", "LowCardinality(String)", {"rent", "travel"}),
                 Column("merchant", "LowCardinality(String)", {"Aldi", "Shell"}), Sorted(Column("created_at", "DateTime('UTC')"))}),
      MakeTable("till", "accounts", 300, {Sorted(Distinct(Column("account_id", "UInt32"), 300)), Column("type", "LowCardinality(String)", {"checking", "savings"}), Column("branch", "LowCardinality(String)", {"North", "South"}), Column("balance", "Decimal(12,2)"), Column("opened", "Date")}),
  }));
  return parser;
}

const TestParser& Clicks() {
  static const TestParser parser(Of({
      MakeTable("site", "events", 40'000,
                {Distinct(Column("event_id", "UUID"), 40'000), Distinct(Column("user_id", "UInt32"), 500), Column("name", "LowCardinality(String)", {"page_view", "click", "signup", "purchase", "login"}), Column("platform", "LowCardinality(String)", {"ios", "web"}),
                 Column("duration", "Float64"), Distinct(Column("count", "UInt16"), 90), Sorted(Column("ts", "DateTime64(3, 'UTC')"))}),
      MakeTable("site", "sessions", 9'000, {Distinct(Column("session_id", "UInt64"), 9'000), Distinct(Column("user_id", "UInt32"), 500), Sorted(Column("started_at", "DateTime('UTC')")), Column("ended_at", "Nullable(DateTime('UTC'))")}),
  }));
  return parser;
}

const TestParser& Servers() {
  static const TestParser parser(Of({
      MakeTable("servers", "requests", 90'000,
                {Sorted(Column("ts", "DateTime64(3, 'UTC')")), Column("host", "LowCardinality(String)", {"web-1", "web-2"}), Column("method", "LowCardinality(String)", {"GET", "POST"}), Column("path", "LowCardinality(String)", {"/login", "/api/orders"}),
                 Distinct(Column("status", "UInt16", {"200", "404", "500", "503"}), 4), Column("duration_ms", "Float64")}),
      MakeTable("servers", "logs", 90'000, {Sorted(Column("ts", "DateTime64(3, 'UTC')")), Column("level", "LowCardinality(String)", {"info", "warning", "error"}), Column("host", "LowCardinality(String)", {"web-1", "web-2"}), Distinct(Column("message", "String"), 4'000)}),
      MakeTable("servers", "deployments", 300, {Sorted(Distinct(Column("id", "UInt32"), 300)), Column("result", "LowCardinality(String)", {"success", "failure"}), Column("started", "DateTime('UTC')"), Column("finished", "Nullable(DateTime('UTC'))")}),
  }));
  return parser;
}

// Keys that are called no more than id.
const TestParser& Club() {
  static const TestParser parser(Of({
      MakeTable("club", "members", 900, {Sorted(Distinct(Column("id", "UInt32"), 900)), Distinct(Column("name", "String"), 900), Column("country", "LowCardinality(String)", {"PT", "ES"}), Distinct(Column("altitude", "Int32"), 700)}),
      MakeTable("club", "visits", 20'000, {Distinct(Column("id", "UInt64"), 20'000), Distinct(Column("member_id", "UInt32"), 900), Column("court", "LowCardinality(String)", {"clay", "hall"}), Distinct(Column("duration", "UInt32"), 200), Sorted(Column("created_at", "DateTime('UTC')"))}),
      MakeTable("club", "teams", 40, {Sorted(Distinct(Column("id", "UInt32"), 40)), Sorted(Distinct(Column("name", "String"), 40)), Column("country", "LowCardinality(String)", {"PT", "ES"})}),
      MakeTable("club", "coaches", 60, {Sorted(Distinct(Column("id", "UInt32"), 60)), Distinct(Column("name", "String"), 60), Distinct(Column("team_id", "UInt32"), 40), Column("joined_on", "Date")}),
      MakeTable("club", "invoices", 9'000, {Distinct(Column("id", "String"), 9'000), Distinct(Column("visit_id", "UInt64"), 9'000), Column("amount", "Float64"), Column("status", "LowCardinality(String)", {"open", "paid"}), Sorted(Column("created_at", "DateTime('UTC')"))}),
  }));
  return parser;
}

// Fails unless the whole SQL is this one.
void CheckIs(const TestParser& parser, const std::string& question, const std::string& sql) {
  INFO(question);
  CHECK(SqlOf(parser.Ask(question)) == sql);
}

void CheckPart(const TestParser& parser, const std::string& question, const std::string& part) { CheckSqlHas(question, SqlOf(parser.Ask(question)), part); }

}  // namespace

TEST_CASE("a column called total or count is meant by its name where nothing behind it is added up") {
  CheckPart(Bakery(), "top 5 orders by total", "FROM bakery.orders ORDER BY total DESC LIMIT 5");
  CheckPart(Bakery(), "orders with a total above 200", "WHERE total > 200");
  CheckPart(Bakery(), "how many orders have a total above 200", "SELECT count() AS orders FROM bakery.orders WHERE total > 200");
  CheckPart(Bakery(), "highest total", "SELECT max(total)");
  CheckPart(Bakery(), "sum of totals by country", "SELECT country, sum(total)");
  CheckPart(Bakery(), "total by country", "SELECT country, sum(total)");
  CheckPart(Bakery(), "total of all orders", "SELECT sum(total)");
  CheckIs(Bakery(), "what is the total of order 1234", "SELECT sum(total) AS revenue FROM bakery.orders WHERE order_id = 1234");
  CheckPart(Bakery(), "average total by country", "avg(total)");
  CheckIs(Clicks(), "average count", "SELECT avg(count) AS average_count FROM site.events");
  CheckPart(Clicks(), "total count by name", "SELECT name, sum(count)");
  CheckPart(Clicks(), "sum of count by platform", "SELECT platform, sum(count)");
  CheckPart(Clicks(), "events with a count above 5", "WHERE count > 5");
  // What stands behind the word is added up or counted.
  CheckIs(Bakery(), "total discount", "SELECT sum(discount) AS total_discount FROM bakery.orders");
  CheckIs(Bakery(), "total orders", "SELECT count() AS orders FROM bakery.orders");
  CheckIs(Bakery(), "total number of orders", "SELECT count() AS orders FROM bakery.orders");
  CheckPart(Bakery(), "total amount by method", "SELECT method, sum(amount)");
  CheckPart(Clicks(), "count by platform", "count()");
}

TEST_CASE("the number that each row is, is compared and measured without its name") {
  CheckPart(Ledger(), "transactions over 500", "WHERE amount > 500");
  CheckPart(Ledger(), "transactions between 100 and 200", "WHERE amount BETWEEN 100 AND 200");
  CheckPart(Ledger(), "withdrawals over 500 by branch", "transactions.amount > 500 AND transactions.type = withdrawal");
  CheckIs(Ledger(), "average fee", "SELECT avg(amount) AS average_amount FROM till.transactions WHERE type = fee");
  CheckPart(Ledger(), "total deposits", "SELECT sum(amount)");
  CheckPart(Ledger(), "sum of withdrawals per week", "sum(amount)");
  CheckPart(Ledger(), "largest withdrawal last month", "ORDER BY amount DESC LIMIT 1");
  CheckPart(Ledger(), "largest withdrawals", "ORDER BY amount DESC LIMIT 10");
  CheckPart(Ledger(), "spending on travel", "SELECT sum(amount)");
  CheckPart(Ledger(), "number of fees", "SELECT count()");
  CheckPart(Ledger(), "merchants with more than 3 fees", "HAVING count() > 3");
}

TEST_CASE("what a sensor measured is asked for as if it had a column of its own") {
  CheckIs(Greenhouse(), "average temperature", "SELECT avg(value) AS average_value FROM greenhouse.readings WHERE type = temperature");
  CheckPart(Greenhouse(), "average temperature by location", "avg(readings.value)");
  CheckPart(Greenhouse(), "average temperature by location", "WHERE readings.type = temperature");
  CheckPart(Greenhouse(), "highest pressure per day this week", "max(value)");
  CheckPart(Greenhouse(), "which sensor has the highest average temperature", "avg(value)");
  CheckPart(Greenhouse(), "humidity by hour of day", "SELECT toHour(ts) AS hour_of_day, avg(value)");
  CheckPart(Greenhouse(), "temperature above 30", "WHERE type = temperature AND value > 30");
  CheckPart(Greenhouse(), "how many temperature readings above 40 last week", "SELECT count() AS readings");
  CheckPart(Greenhouse(), "min and max temperature per day", "max(value)");
  CheckPart(Greenhouse(), "standard deviation of pressure", "stddevPop(value)");
  // Two of them are two figures, and no average of both.
  CheckPart(Greenhouse(), "average temperature and humidity by day", "avgIf(value, type = temperature)");
  CheckPart(Greenhouse(), "average temperature and humidity by day", "avgIf(value, type = humidity)");
  // Rows are chosen.
  CheckIs(Greenhouse(), "how many temperature readings", "SELECT count() AS readings FROM greenhouse.readings WHERE type = temperature");
  CheckPart(Greenhouse(), "share of temperature readings", "countIf(type = temperature) / count()");
  CheckPart(Greenhouse(), "temperature sensors", "FROM greenhouse.sensors WHERE type = temperature");
}

TEST_CASE("a price beside a quantity is that of a piece") {
  CheckPart(Bakery(), "revenue by category", "sum(order_items.quantity * order_items.price)");
  CheckPart(Bakery(), "most expensive cake", "FROM bakery.cakes ORDER BY price DESC LIMIT 1");
}

TEST_CASE("amounts that are there, and rows that are not") {
  CheckPart(Bakery(), "orders with discount", "WHERE discount > 0");
  CheckPart(Bakery(), "how many orders without discount", "WHERE discount = 0");
  CheckPart(Bakery(), "customers who never bought anything", "NOT IN (SELECT orders.customer_id");
  CheckPart(Bakery(), "orders without payment", "NOT IN (SELECT payments.order_id");
  CheckPart(Ledger(), "account with the highest balance", "FROM till.accounts ORDER BY balance DESC LIMIT 1");
  CheckPart(Clicks(), "sessions still open", "WHERE ended_at IS NULL");
  CheckPart(Servers(), "deployments still running", "WHERE finished IS NULL");
}

TEST_CASE("a table's name before a column says whose it is") {
  CheckPart(Ledger(), "transactions by account type", "SELECT accounts.type AS accounts_type, count()");
  CheckPart(Ledger(), "transactions by type", "SELECT type, count()");
  static const TestParser bank(Of({
      MakeTable("bank", "payments", 9'000, {Distinct(Column("payment_id", "UInt64"), 9'000), Distinct(Column("account_id", "UInt32"), 300), Column("amount", "Float64"), Column("shop_category", "LowCardinality(String)", {"food", "fuel"}), Sorted(Column("at", "DateTime('UTC')"))}),
      MakeTable("bank", "accounts", 300, {Sorted(Distinct(Column("account_id", "UInt32"), 300)), Column("product", "LowCardinality(String)", {"current", "savings"}, "account type: current or savings")}),
  }));
  CheckPart(bank, "spending by account type", "SELECT accounts.product AS product, sum(payments.amount)");
  CheckPart(Bakery(), "orders by customer country", "SELECT customers.country AS customers_country, count()");
}

TEST_CASE("events are known by what their names say") {
  CheckPart(Clicks(), "users who have not clicked since 1 November", "HAVING countIf(name = click) = 0");
  CheckPart(Clicks(), "most common event", "SELECT name, count() AS events FROM site.events GROUP BY name");
  CheckPart(Clicks(), "conversion from signup to purchase", "uniqExactIf(user_id, name = purchase) / uniqExactIf(user_id, name = signup)");
}

TEST_CASE("requests and logs") {
  // No order to get rid of anything.
  CheckPart(Servers(), "GET requests yesterday", "WHERE method = GET");
  CheckPart(Servers(), "get requests by host", "count()");
  CheckPart(Servers(), "how many requests returned 404", "WHERE status = 404");
  CheckPart(Servers(), "5xx rate by host", "countIf(status IN (500");
  CheckPart(Servers(), "latest errors", "ORDER BY ts DESC LIMIT 10");
  CHECK(Servers().Ask("get rid of the requests").reading.status != answer::Status::kAnswered);
  CHECK(Servers().Ask("roll back the last deployment").reading.status != answer::Status::kAnswered);
}

TEST_CASE("the latest of each is a row of each") {
  CheckPart(Greenhouse(), "latest value of each sensor", "ORDER BY ts DESC LIMIT 1 BY sensor_id");
  CheckPart(Greenhouse(), "latest temperature of each sensor", "WHERE type = temperature ORDER BY ts DESC LIMIT 1 BY sensor_id");
  CheckPart(Bakery(), "last order of each customer", "ORDER BY created_at DESC LIMIT 1 BY customer_id");
  CheckPart(Bakery(), "latest orders", "ORDER BY created_at DESC LIMIT 10");
}

TEST_CASE("one aggregate is of all that it is said of") {
  CheckPart(Bakery(), "average total and discount by country", "avg(total) AS average_total, avg(discount) AS average_discount");
  CheckPart(Bakery(), "maximum total, minimum discount", "max(total)");
}

TEST_CASE("a row is asked for by its number") {
  CheckPart(Ledger(), "transaction 12", "WHERE id = 12");
  CheckPart(Ledger(), "amount of transaction 12", "WHERE id = 12");
  CheckPart(Bakery(), "order with the highest total", "ORDER BY total DESC LIMIT 1");
}

TEST_CASE("a follow-up may say no more than which figure") {
  const Generated first = Bakery().Ask("average total by country");
  CheckSqlHas("median", SqlOf(Bakery().Ask("and the median?", &*first.form)), "SELECT country, quantileExact(0.5)(total) AS median_total");
  CheckSqlHas("top", SqlOf(Bakery().Ask("top 3", &*first.form)), "LIMIT 3");
  const Generated counted = Bakery().Ask("orders by status last month");
  CheckSqlHas("share", SqlOf(Bakery().Ask("as a percentage", &*counted.form)), "SELECT status, count() / sum(count()) OVER () AS share");
  // There is no median of a number of rows.
  CHECK(Bakery().Ask("and the median?", &*counted.form).reading.status != answer::Status::kAnswered);
  const Generated revenue = Bakery().Ask("revenue from Germany last month");
  const std::string how_many = SqlOf(Bakery().Ask("how many orders was that", &*revenue.form));
  CheckSqlHas("pointing back", how_many, "count()");
  CheckSqlHas("pointing back", how_many, "country = DE");
  CheckSqlHas("pointing back", how_many, "created_at >=");
}

TEST_CASE("a currency that a column has chooses rows") {
  CheckPart(Bakery(), "orders in EUR", "WHERE currency = EUR");
  CheckPart(Bakery(), "average total in CHF by country", "WHERE currency = CHF");
  CheckPart(Bakery(), "total of EUR orders", "SELECT sum(total) AS revenue FROM bakery.orders WHERE currency = EUR");
}

TEST_CASE("who and what is asked for is not their rows") {
  CheckPart(Bakery(), "orders with a failed payment", "SELECT order_id FROM bakery.payments WHERE status = failed GROUP BY order_id");
  CheckPart(Clicks(), "share of users who purchased", "uniqExactIf(user_id, name = purchase) / uniqExact(user_id)");
  CheckPart(Clicks(), "users per platform", "uniqExact(user_id)");
  CheckPart(Clicks(), "daily users by platform", "uniqExact(user_id)");
  // No products, which have a name as customers have.
  CheckSqlLacks("top customers", SqlOf(Bakery().Ask("who are our top customers by total")), "bakery.cakes");
  CheckPart(Bakery(), "customers who spent more than 3000", "HAVING sum(");
  CheckPart(Bakery(), "status of order 1234", "WHERE order_id = 1234");
  CheckPart(Bakery(), "show me the orders", "FROM bakery.orders ORDER BY created_at DESC LIMIT 1000");
  CheckPart(Bakery(), "which cake sold the most", "sum(order_items.quantity)");
}

TEST_CASE("readings are compared by what they measure") {
  CheckPart(Greenhouse(), "hottest location", "readings.type = temperature");
  CheckPart(Greenhouse(), "max reading per sensor today", "max(value)");
  CheckPart(Ledger(), "accounts with a negative balance", "WHERE balance < 0");
}

TEST_CASE("plain wordings of amounts and of acts") {
  CheckPart(Bakery(), "total amount of succeeded payments last month", "SELECT sum(amount)");
  CheckPart(Bakery(), "total amount of failed payments", "WHERE status = failed");
  CheckPart(Clicks(), "how many users made a purchase", "SELECT uniqExact(user_id) AS unique_user_id FROM site.events WHERE name = purchase");
  CheckPart(Clicks(), "active users yesterday", "uniqExact(user_id)");
  CheckPart(Bakery(), "how many orders did each customer place on average", "count() / uniqExact(customer_id)");
}

TEST_CASE("plain words that stand apart") {
  CheckPart(Bakery(), "card payments yesterday over 200", "WHERE amount > 200");
  CheckPart(Bakery(), "moving average of orders over 5 days", "ROWS BETWEEN 4 PRECEDING AND CURRENT ROW");
  CheckPart(Bakery(), "when did customer 17 last order", "WHERE customer_id = 17");
  CheckPart(Bakery(), "unique customers per month", "FROM bakery.orders GROUP BY month");
  CheckPart(Bakery(), "best selling category", "sum(order_items.quantity)");
  CheckPart(Servers(), "count of 404 by path", "WHERE status = 404");
  // Neither hours nor amounts for sure; and of what the rate is, is not said.
  CHECK(Bakery().Ask("orders between 9 and 17").reading.status != answer::Status::kAnswered);
  CHECK(Bakery().Ask("discount rate by country").reading.status != answer::Status::kAnswered);
}

TEST_CASE("tables are joined by what an id is of, and never by two ids that are called alike") {
  CheckPart(Club(), "average invoice amount by court", "INNER JOIN club.visits AS visits ON invoices.visit_id = visits.id");
  CheckPart(Club(), "visits by country", "INNER JOIN club.members AS members ON visits.member_id = members.id");
  CheckPart(Club(), "members without visits", "members.id NOT IN (SELECT visits.member_id FROM club.visits AS visits)");
  CheckPart(Club(), "top 3 members by number of visits", "members.name AS name, count() AS visits");
  CheckPart(Club(), "unique members per month", "uniqExact(member_id) AS unique_member_id FROM club.visits");
  CheckPart(Club(), "invoice inv_50077", "FROM club.invoices WHERE id = inv_50077");
  CheckPart(Club(), "members above an altitude of 500", "WHERE altitude > 500");
  CheckPart(Club(), "members above altitude 500", "WHERE altitude > 500");
  CheckPart(Club(), "members who never visited", "NOT IN (SELECT visits.member_id");
  static const TestParser rooms(Of({
      MakeTable("inn", "rooms", 90, {Sorted(Distinct(Column("id", "UInt32"), 90)), Distinct(Column("kind", "LowCardinality(String)", {"single", "suite"}), 2), Column("floor", "UInt8")}),
      MakeTable("inn", "kinds", 3, {Sorted(Distinct(Column("kind", "LowCardinality(String)", {"single", "double", "suite"}), 3)), Column("beds", "UInt8", {"1", "2", "4"}), Column("view", "LowCardinality(String)", {"sea", "yard"})}),
  }));
  CheckPart(rooms, "rooms by view", "INNER JOIN inn.kinds AS kinds ON rooms.kind = kinds.kind");
  CheckPart(Club(), "coaches by team country", "INNER JOIN club.teams AS teams ON coaches.team_id = teams.id");
}

TEST_CASE("words are looked for in the text of a row") {
  CheckPart(Servers(), "logs containing timed out", "positionCaseInsensitiveUTF8(toString(message), timed out)");
  CheckPart(Servers(), "how many logs mention memory today", "positionCaseInsensitiveUTF8(toString(message), memory)");
  CheckPart(Servers(), "error logs containing payment by host", "GROUP BY host");
  CHECK(Servers().Ask("average time from order to deployment").reading.status != answer::Status::kAnswered);
}

TEST_CASE("what a table has is asked in plain words") {
  const std::string sql = SqlOf(Bakery().Ask("what is in the payments table"));
  CheckSqlHas("columns", sql, "bakery.payments.amount");
}

}  // namespace aurora::query::model
