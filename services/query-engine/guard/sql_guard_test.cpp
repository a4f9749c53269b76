#include "services/query-engine/guard/sql_guard.h"

#include <catch2/catch.hpp>

#include "libs/base/text.h"
#include "libs/rpc/status.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::guard {
namespace {

KnownTables Shop() {
  KnownTables tables;
  tables.Add({"shop", "orders"}, {"order_id", "ordered_at", "customer_id", "state", "product", "quantity", "total",
                                  "status", "tags", "device", "_topic"});
  tables.Add({"shop", "payments"}, {"payment_id", "order_id", "paid_at", "amount", "status", "user"});
  tables.Add({"shop", "clicks"}, {"event_id", "at", "session_id", "user_id", "action", "device", "file", "m.k"});
  tables.Add({"lab", "runs"}, {"id", "at"});
  tables.Add({"lab", "orders"}, {"id"});
  return tables;
}

absl::StatusOr<CheckedSql> Check(const std::string& sql, std::vector<Parameter> parameters = {}) {
  return SqlGuard::Check({sql, std::move(parameters)}, Shop());
}

}  // namespace

TEST_CASE("attacks are refused") {
  const auto sql = GENERATE(as<std::string>{},
      // other statements
      "DROP TABLE shop.orders", "INSERT INTO shop.orders VALUES (1)", "ALTER TABLE shop.orders DELETE WHERE 1",
      "CREATE TABLE x (a Int8) ENGINE = Memory", "TRUNCATE TABLE shop.orders", "RENAME TABLE shop.orders TO shop.o",
      "OPTIMIZE TABLE shop.orders", "SYSTEM STOP MERGES", "SYSTEM SHUTDOWN", "KILL QUERY WHERE 1", "SHOW TABLES",
      "SHOW GRANTS", "SHOW CREATE TABLE shop.orders", "DESCRIBE shop.orders", "DESC TABLE url('http://x')",
      "EXISTS shop.orders", "EXISTS default.`/etc/passwd`", "USE system", "SET readonly = 0", "GRANT ALL ON *.* TO me",
      "ATTACH TABLE x", "DETACH TABLE shop.orders", "BACKUP TABLE shop.orders TO File('/tmp/x')", "CHECK TABLE shop.orders",
      "EXPLAIN SELECT 1", "EXPLAIN PLAN SELECT 1", "EXCHANGE TABLES a AND b", "DELETE FROM shop.orders WHERE 1",
      "UPDATE shop.orders SET total = 0 WHERE 1", "WATCH x", "CALL x()", "PREPARE x", "BEGIN TRANSACTION", "COMMIT",
      "EXECUTE AS default SELECT 1", "FROM shop.orders SELECT 1", "1 + 1", "hostName()", "(1)", "VALUES (1)",
      "UNDROP TABLE x", "MOVE USER u TO s", "WITH 1 AS x INSERT INTO shop.orders SELECT x",
      "PARALLEL WITH SELECT 1", "SELECT 1 PARALLEL WITH DROP TABLE shop.orders",
      // several statements
      "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE shop.orders", "SELECT 1;;", "SELECT 1 /* ; */ ; SELECT 2",
      "SELECT 1;\nSELECT 2;",
      // settings, formats, files
      "SELECT 1 SETTINGS readonly = 0", "SELECT (SELECT 1 SETTINGS readonly = 0)",
      "SELECT * FROM (SELECT 1 SETTINGS max_execution_time = 0)", "SELECT 1 UNION ALL SELECT 2 SETTINGS readonly=0",
      "WITH a AS (SELECT 1 settings readonly = 0) SELECT * FROM a", "SELECT 1 FORMAT JSON", "SELECT 1 FORMAT Null",
      "SELECT 1 INTO OUTFILE '/tmp/x'", "SELECT 1 INTO OUTFILE '/tmp/x' FORMAT CSV", "SELECT 1 AS settings",
      "SELECT count() FROM shop.orders SETTINGS allow_ddl=1, readonly=0",
      // tables that are not for people
      "SELECT * FROM system.users", "SELECT * FROM system.stack_trace", "SELECT * FROM `system`.`one`",
      "SELECT * FROM \"system\".one", "SELECT * FROM SYSTEM.one", "SELECT * FROM information_schema.tables",
      "SELECT * FROM INFORMATION_SCHEMA.TABLES", "SELECT * FROM aurora.dead_letters",
      "SELECT 1 IN (system.one)", "SELECT 1 IN system.one", "SELECT 1 IN ((system.one))", "SELECT 1 NOT IN system.one",
      "SELECT 1 IN (system.one AS x)", "SELECT 0 WHERE 0 IN (SELECT * FROM system.one)",
      "SELECT * FROM shop.orders JOIN system.one ON 1", "SELECT * FROM shop.orders, system.users",
      "SELECT * FROM shop.orders UNION ALL SELECT * FROM system.one", "WITH system.one AS x SELECT 1 IN x",
      "SELECT (system.one AS x), 1 IN x", "SELECT * FROM shop.orders WHERE state IN (SELECT name FROM system.users)",
      "SELECT EXISTS(SELECT 1 FROM system.users)", "SELECT * FROM (SELECT * FROM (SELECT * FROM system.one))",
      "SELECT system.one.dummy", "SELECT * FROM {t:Identifier}", "SELECT * FROM shop.orders ARRAY JOIN (SELECT groupArray(name) FROM system.users) AS x",
      // table functions
      "SELECT * FROM url('http://x', CSV, 'a String')", "SELECT * FROM file('/etc/passwd')",
      "SELECT * FROM remote('127.0.0.1', system, one)", "SELECT * FROM remoteSecure('h', 'd', 't')",
      "SELECT * FROM s3('http://x')", "SELECT * FROM s3Cluster('c','http://x')", "SELECT * FROM mysql('h','d','t','u','p')",
      "SELECT * FROM postgresql('h','d','t','u','p')", "SELECT * FROM jdbc('x','y')", "SELECT * FROM odbc('x','y')",
      "SELECT * FROM hdfs('hdfs://x')", "SELECT * FROM executable('x', CSV, 'a String')", "SELECT * FROM input('a Int8')",
      "SELECT * FROM cluster('c', system.one)", "SELECT * FROM clusterAllReplicas('c', system.one)",
      "SELECT * FROM merge('system', '.*')", "SELECT * FROM dictionary('d')", "SELECT * FROM sqlite('/x','t')",
      "SELECT * FROM mongodb('h','d','c','u','p','s')", "SELECT * FROM redis('h','k','s')", "SELECT * FROM azureBlobStorage('x')",
      "SELECT * FROM deltaLake('x')", "SELECT * FROM iceberg('x')", "SELECT * FROM hudi('x')", "SELECT * FROM gcs('x')",
      "SELECT * FROM loop(system.one)", "SELECT * FROM view(SELECT * FROM system.one)", "SELECT * FROM viewIfPermitted(SELECT 1 ELSE null('a Int8'))",
      "SELECT * FROM generateRandom('a Int8')", "SELECT * FROM values('a Int8', 1)", "SELECT * FROM format(CSV, '1')",
      "SELECT * FROM fileCluster('c','x')", "SELECT * FROM mergeTreeIndex(shop, orders)", "SELECT * FROM fuzzQuery('SELECT 1')",
      "SELECT * FROM shop.orders JOIN url('http://x') ON 1", "SELECT * FROM URL('http://x')", "SELECT * FROM `url`('http://x')",
      "SELECT * FROM zeros(10)", "SELECT * FROM python('x')", "INSERT INTO FUNCTION url('http://x') SELECT 1",
      "SELECT * FROM numbers((SELECT count() FROM system.users))",
      // functions
      "SELECT file('/etc/passwd')", "SELECT `file`('/etc/passwd')", "SELECT \"file\"('/etc/passwd')", "SELECT FILE('x')",
      "SELECT eval('1')", "SELECT hostName()", "SELECT version()", "SELECT currentUser()", "SELECT user()", "SELECT user",
      "SELECT CURRENT_USER", "SELECT currentDatabase()", "SELECT sleep(3)", "SELECT sleepEachRow(1) FROM numbers(100)",
      "SELECT dictGet('d', 'a', 1)", "SELECT joinGet('shop.j', 'a', 1)", "SELECT getSetting('readonly')",
      "SELECT getMacro('x')", "SELECT addressToLine(1)", "SELECT throwIf(1)", "SELECT catboostEvaluate('/x', 1)",
      "SELECT editDistance('a', 'b')", "SELECT arrayMap(x -> file(x), ['/etc/passwd'])", "SELECT arrayMap(file, ['/etc/passwd'])",
      "SELECT 1 AS file, arrayMap(file, ['/etc/passwd'])", "SELECT arrayMap(file, groupArray(action)) FROM shop.clicks",
      "SELECT arrayMap((file), ['/etc/passwd'])", "SELECT arrayMap(file -> file, [1])",
      "SELECT * APPLY(file) FROM shop.orders", "SELECT * APPLY hostName FROM shop.orders", "SELECT COLUMNS('.*') APPLY(hostName) FROM shop.orders",
      "SELECT hasColumnInTable('system', 'users', 'name')", "SELECT initializeAggregation('sum', 1)",
      "SELECT arrayReduce('sum', [1])", "SELECT in(1, system.one)", "SELECT globalIn(1, system.one)",
      "SELECT showCertificate()", "SELECT serverUUID()", "SELECT filesystemAvailable()", "SELECT repeat('x', 1000000000)",
      "SELECT aiGenerate('x')", "SELECT formatQuery('SELECT 1')", "SELECT getClientHTTPHeader('x')", "SELECT tcpPort()",
      "SELECT flameGraph([1])", "SELECT aggThrow(1)", "SELECT sumState(total) FROM shop.orders", "SELECT encrypt('a','b','c')",
      "SELECT a.b(1)", "SELECT shop.file('x')", "SELECT count() FILTER (WHERE file('/x') = 'y') FROM shop.orders",
      "SELECT sum(total) OVER (ORDER BY file('x')) FROM shop.orders", "SELECT 1 ORDER BY file('x')", "SELECT 1 LIMIT file('x')",
      "SELECT CASE WHEN 1 THEN file('x') END", "SELECT [file('x')]", "SELECT {f:String}.file('x')", "SELECT nope(1)",
      "SELECT x'41'", "SELECT b'01'", "SELECT 1 FROM shop.orders GROUP BY file('x')", "SELECT __scalarSubqueryResult(1)",
      // what other readers might see differently
      "SELECT 1 // comment", "SELECT 1 # comment", "SELECT 1 #! comment", "SELECT $tag$ x $tag$", "SELECT $$ x $$",
      "SELECT \xC2\xA0 1", "SELECT\xE2\x80\x83 1", "SELECT \xE2\x80\x98x\xE2\x80\x99", "SELECT \xE2\x80\x9Cx\xE2\x80\x9D",
      "SELECT `a\\x27b` FROM shop.orders", "SELECT \"a\\\"b\" FROM shop.orders", "SELECT `a``b` FROM shop.orders",
      "SELECT /* a /* b */ 1 */", "SELECT 1 /* open", "SELECT 'open", "SELECT `open", "SELECT 'a\\", "SELECT @@version",
      "SELECT @x", "SELECT \\1", "SELECT 1\\G", "SELECT ~1", "SELECT 1 ^ 2", "SELECT !1", "SELECT 1 & 2", "SELECT {'a': 1}",
      "SELECT 1abc", "SELECT 0xZZ", "SELECT 1e", std::string("SELECT 'a\0b'", 12), std::string("SELECT\0 1", 9),
      "SELECT {p:Identifier} FROM shop.orders", "SELECT {p:AggregateFunction(sum, Int8)}", "SELECT {p}", "SELECT {:String}",
      "SELECT CAST(1 AS AggregateFunction(sum, Int8))", "SELECT 1::Object('json')", "\xEF\xBB\xBFSELECT 1",
      "WITH RECURSIVE t AS (SELECT 1) SELECT * FROM t", "SELECT 1 GLOBAL IN (1)", "SELECT * FROM shop.orders GLOBAL JOIN shop.payments USING order_id");
  INFO(sql);
  const auto checked = Check(sql);
  REQUIRE_FALSE(checked.ok());
  const std::string reason = rpc::Reason(checked.status());
  INFO(base::Message(checked.status()));
  CHECK((reason == "sql_refused" || reason == "sql_error"));
}

TEST_CASE("the rule is named") {
  const auto rule = [](const std::string& sql) {
    const auto checked = Check(sql);
    REQUIRE_FALSE(checked.ok());
    CHECK(rpc::Reason(checked.status()) == "sql_refused");
    const std::string message(base::Message(checked.status()));
    return message.substr(message.find('(') + 1, message.find(')') - message.find('(') - 1);
  };
  CHECK(rule("DROP TABLE shop.orders") == "statement");
  CHECK(rule("INSERT INTO shop.orders VALUES (1)") == "statement");
  CHECK(rule("SELECT 1; SELECT 2") == "one statement");
  CHECK(rule("SELECT * FROM url('http://x')") == "table function");
  CHECK(rule("SELECT * FROM file('x')") == "table function");
  CHECK(rule("SELECT * FROM remote('x', system.one)") == "table function");
  CHECK(rule("SELECT * FROM system.users") == "table");
  CHECK(rule("SELECT 1 SETTINGS readonly=0") == "settings");
  CHECK(rule("SELECT file('x')") == "function");
  CHECK(rule("SELECT 1 FORMAT JSON") == "format");
}

TEST_CASE("queries of analysts pass") {
  const auto sql = GENERATE(as<std::string>{},
      "SELECT 1", "select 1;", "SELECT 1 -- why\n", "SELECT /* why */ 1", "SELECT count() FROM shop.orders",
      "SELECT count(*) FROM payments p", "SELECT * FROM payments LIMIT 10", "SELECT * FROM shop.orders LIMIT 5, 10",
      "SELECT state, count() AS n FROM shop.orders GROUP BY state ORDER BY n DESC LIMIT 5",
      "SELECT state, sum(total) total_sum FROM shop.orders WHERE status = 'completed' GROUP BY 1 HAVING total_sum > 10",
      "SELECT toStartOfHour(ordered_at) AS hour, count() FROM shop.orders GROUP BY hour ORDER BY hour WITH FILL STEP INTERVAL 1 HOUR",
      "SELECT toDate(ordered_at) d, count() FROM shop.orders GROUP BY d ORDER BY d WITH FILL FROM toDate('2026-01-01') TO toDate('2026-02-01') STEP 1 INTERPOLATE (d AS d)",
      "SELECT countIf(status = 'refunded') / count() FROM shop.orders", "SELECT uniqExactIf(customer_id, device = 'mobile') FROM shop.orders",
      "SELECT quantile(0.95)(total), quantiles(0.5, 0.9)(total) FROM shop.orders", "SELECT count(DISTINCT customer_id) FROM shop.orders",
      "WITH a AS (SELECT state FROM shop.orders) SELECT count() FROM a", "WITH 5 AS n SELECT n + 1", "WITH (SELECT max(total) FROM shop.orders) AS top SELECT count() FROM shop.orders WHERE total = top",
      "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM a JOIN b USING (x)", "WITH a AS (SELECT state FROM shop.orders) SELECT 'CA' IN a",
      "SELECT o.state, p.amount FROM shop.orders AS o INNER JOIN shop.payments AS p ON o.order_id = p.order_id WHERE p.status = 'approved'",
      "SELECT * FROM shop.orders o LEFT JOIN shop.payments p USING order_id", "SELECT o.order_id FROM shop.orders o ASOF LEFT JOIN shop.payments p ON o.order_id = p.order_id AND o.ordered_at >= p.paid_at",
      "SELECT * FROM shop.orders o ANY LEFT JOIN shop.payments p ON o.order_id = p.order_id", "SELECT order_id FROM shop.orders o SEMI LEFT JOIN shop.payments p ON o.order_id = p.order_id",
      "SELECT * FROM shop.orders CROSS JOIN lab.runs", "SELECT tag, count() FROM shop.orders ARRAY JOIN tags AS tag GROUP BY tag",
      "SELECT tag FROM shop.orders LEFT ARRAY JOIN tags AS tag", "SELECT arrayJoin(tags) AS tag, count() FROM shop.orders GROUP BY tag",
      "SELECT arrayMap(x -> x * 2, [1, 2, 3])", "SELECT arrayFilter((x, i) -> x > 1 AND i < 2, [1, 2], [1, 2])", "SELECT arraySort(tags) FROM shop.orders",
      "SELECT sum(total) OVER (PARTITION BY state ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM shop.orders",
      "SELECT row_number() OVER w, lagInFrame(total, 1) OVER w FROM shop.orders WINDOW w AS (PARTITION BY state ORDER BY ordered_at)",
      "SELECT avg(total) OVER (ORDER BY ordered_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS moving FROM shop.orders QUALIFY moving > 1",
      "SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, count() FROM shop.orders GROUP BY size", "SELECT CASE state WHEN 'CA' THEN 1 END FROM shop.orders",
      "SELECT ordered_at + INTERVAL 1 DAY, now() - INTERVAL '1 hour' FROM shop.orders", "SELECT count() FROM shop.orders WHERE ordered_at >= now() - INTERVAL 7 DAY AND ordered_at < now()",
      "SELECT * FROM shop.orders ORDER BY ordered_at DESC LIMIT 1 BY state", "SELECT * FROM shop.orders ORDER BY ordered_at LIMIT 2 BY state LIMIT 10 OFFSET 5",
      "SELECT * FROM shop.orders ORDER BY total DESC LIMIT 5 WITH TIES", "SELECT * FROM shop.orders ORDER BY total NULLS LAST, state ASC OFFSET 5 ROWS FETCH FIRST 3 ROWS ONLY",
      "SELECT state FROM shop.orders UNION ALL SELECT status FROM shop.payments", "(SELECT 1) UNION DISTINCT (SELECT 2)", "SELECT 1 EXCEPT SELECT 2", "SELECT 1 INTERSECT SELECT 1",
      "SELECT * FROM shop.orders WHERE state IN ('CA', 'NY')", "SELECT * FROM shop.orders WHERE state NOT IN ('CA')", "SELECT * FROM shop.orders WHERE (state, status) IN (('CA', 'completed'))",
      "SELECT * FROM shop.orders WHERE order_id IN (SELECT order_id FROM shop.payments WHERE amount > 5)", "SELECT * FROM shop.orders WHERE total BETWEEN 5 AND 10 AND state LIKE 'C%'",
      "SELECT * FROM shop.orders WHERE state ILIKE 'c%' OR NOT (total > 5) OR total IS NOT NULL", "SELECT * FROM shop.orders WHERE EXISTS (SELECT 1 FROM shop.payments)",
      "SELECT toInt64(total)::Float64, CAST(total AS Nullable(Decimal(18, 2))), CAST(total, 'Float64') FROM shop.orders", "SELECT extract(state, '(.)') , EXTRACT(YEAR FROM ordered_at) FROM shop.orders",
      "SELECT * EXCEPT (_topic) FROM shop.orders", "SELECT * REPLACE (total * 2 AS total) FROM shop.orders", "SELECT COLUMNS('^t') APPLY(max) FROM shop.orders", "SELECT o.* FROM shop.orders AS o",
      "SELECT max(user), file FROM shop.payments, shop.clicks GROUP BY file", "SELECT if(total > 1 ? true : false, 1, 2) FROM shop.orders", "SELECT tags[1], (1, 'a').2, tuple(1, 2).1 FROM shop.orders",
      "SELECT topK(3)(product), argMax(state, total), groupArray(10)(state), sumMapOrNull(map('a', 1)) FROM shop.orders", "SELECT dateDiff('day', ordered_at, now()), date_diff(DAY, ordered_at, now()) FROM shop.orders",
      "SELECT state, count() FROM shop.orders GROUP BY state WITH ROLLUP WITH TOTALS", "SELECT state, status, count() FROM shop.orders GROUP BY GROUPING SETS ((state), (status), ())", "SELECT state, count() FROM shop.orders GROUP BY ALL ORDER BY ALL",
      "SELECT count() FILTER (WHERE state = 'CA') FROM shop.orders", "SELECT DISTINCT state FROM shop.orders", "SELECT DISTINCT ON (state) state, total FROM shop.orders", "SELECT number, number % 3 FROM numbers(10)",
      "SELECT `state`, \"total\" FROM `shop`.`orders` FINAL SAMPLE 1/10", "SELECT 'it''s', 'a\\'b', 1.5e3, 0xFF, -1, .5, 1 - -1", "SELECT windowFunnel(3600)(at, action = 'view', action = 'purchase') FROM shop.clicks GROUP BY session_id",
      "SELECT {a:String}, {b:Array(DateTime64(3, 'UTC'))}", "SELECT left(state, 1), replaceAll(state, 'a', 'b'), trim(BOTH ' ' FROM state), substring(state FROM 1 FOR 2) FROM shop.orders", "SELECT m.k FROM shop.clicks",
      "SELECT formatDateTime(ordered_at, '%Y-%m'), toStartOfInterval(ordered_at, INTERVAL 5 minute) AS t FROM shop.orders PREWHERE state = 'CA' WHERE t > now()", "SELECT x.1, y FROM (SELECT (1, 2) AS x, 3 AS y)",
      "SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00', CURRENT_DATE", "SELECT JSONExtractString('{\"a\": \"b\"}', 'a')", "SELECT 'SETTINGS readonly = 0; DROP TABLE x' AS text, '--', '/*'");
  INFO(sql);
  const auto checked = Check(sql, {{"a", "String", "x"}, {"b", "Array(DateTime64(3, 'UTC'))", "[]"}});
  INFO(base::Message(checked.status()));
  CHECK(checked.ok());
}

TEST_CASE("what is run is printed from what was read") {
  const auto text = [](const std::string& sql) {
    const auto checked = Check(sql, {{"a", "String", "x"}});
    INFO(base::Message(checked.status()));
    REQUIRE(checked.ok());
    return checked->text();
  };
  CHECK(text("select  /* hi */ 1 -- x\n ;") == "select 1");
  CHECK(text("SELECT count( ) FROM payments") == "SELECT count() FROM `shop`.payments");
  CHECK(text("SELECT \"state\" FROM shop.orders") == "SELECT `state` FROM shop.orders");
  CHECK(text("SELECT 1- -1, { a : String }") == "SELECT 1 - - 1, {a:String}");
}

TEST_CASE("a parameter's type hides nothing from the engine") {
  // To the engine the comment went on to the line's end, and the text behind it was SQL.
  const auto checked = Check("SELECT {a:String --}, '\n}, hostName() --'", {{"a", "String", "x"}});
  if (checked.ok()) CHECK(checked->text() == "SELECT {a:String}, '\n}, hostName() --'");
  CHECK(Check("SELECT {a:String /* why */}", {{"a", "String", "x"}})->text() == "SELECT {a:String}");
  CHECK(Check("SELECT {a:String;}", {{"a", "String", "x"}})->text() == "SELECT {a:String}");
  CHECK(Check("SELECT {a:Decimal(18,2)}", {{"a", "", "1"}})->parameters()[0].type == "Decimal(18, 2)");
}

TEST_CASE("a zero byte is refused wherever it stands") {
  for (const std::string& sql : {std::string("SELECT 'a\\\0b'", 13), std::string("SELECT 1 -- \0", 13), std::string("SELECT /*\0*/ 1", 14)}) {
    INFO(sql);
    REQUIRE(sql.find('\0') != std::string::npos);
    CHECK_FALSE(Check(sql).ok());
  }
}

TEST_CASE("a WITH behind UNION names tables for its own SELECT") {
  CHECK(Check("SELECT 1 UNION ALL WITH t AS (SELECT 2) SELECT * FROM t").ok());
  CHECK(Check("WITH t AS (SELECT 1) SELECT * FROM t UNION ALL SELECT * FROM t").ok());
  // The engine would read a table `t` of the session's database.
  CHECK_FALSE(Check("SELECT 1 UNION ALL WITH t AS (SELECT 2) SELECT * FROM t UNION ALL SELECT * FROM t").ok());
}

TEST_CASE("a word that the engine reads as more than an alias of a table is none") {
  for (const std::string word : {"STREAM", "stream", "NATURAL", "ONLY", "UUID", "AS STREAM", "LOCAL"}) {
    INFO(word);
    CHECK_FALSE(Check("SELECT 1 FROM shop.orders " + word).ok());
    CHECK_FALSE(Check("SELECT 1 FROM (SELECT 1) " + word).ok());
  }
  CHECK(Check("SELECT 1 FROM shop.orders AS streams").ok());
}

TEST_CASE("a list that WITH names is no table behind IN") {
  CHECK(Check("WITH ('CA', 'NY') AS states SELECT count() FROM shop.orders WHERE state IN states")->text() ==
        "WITH('CA', 'NY') AS states SELECT count() FROM shop.orders WHERE state IN states");
  for (const char* sql : {"WITH ['CA', 'NY'] AS states SELECT 'CA' NOT IN states", "WITH (1, -2) AS n SELECT 1 IN (n)", "WITH ((1, 2), (3, 4)) AS n SELECT (1, 2) IN n",
                          "WITH ('CA', {a:String}) AS s SELECT * FROM (SELECT state FROM shop.orders WHERE state IN s)", "WITH (1, 2) AS n SELECT 1 UNION ALL SELECT 1 IN n"}) {
    INFO(sql);
    CHECK(Check(sql, {{"a", "String", "x"}}).ok());
  }
}

TEST_CASE("other names behind IN are tables, whatever gave them") {
  for (const char* sql : {
           // of a table, of a subquery, of a column, of a list that is not all literals
           "WITH orders AS x SELECT 0 IN x", "WITH shop.orders AS x SELECT 0 IN x", "WITH (system.one, 1) AS x SELECT 0 IN x", "WITH (SELECT 1) AS x SELECT 0 IN x",
           "WITH (SELECT 1 UNION ALL SELECT 2) AS x SELECT 0 IN x", "WITH total AS x SELECT 0 IN x FROM shop.orders", "WITH (total, 1) AS x SELECT 0 IN x FROM shop.orders",
           "WITH (system.one AS y, 1) AS x SELECT 0 IN y", "WITH (1, 2) AS x SELECT 0 IN x.y", "WITH (1, 2) AS x SELECT 0 IN system.x",
           // where the name is not given: to the engine a table of the session's database
           "SELECT 0 IN x FROM (WITH (1, 2) AS x SELECT 1)", "SELECT 1 UNION ALL WITH (1, 2) AS x SELECT 0 IN x UNION ALL SELECT 0 IN x",
           "WITH t AS (WITH (1, 2) AS x SELECT 1) SELECT 0 IN x FROM t", "SELECT (1, 2) AS x, 0 IN x", "SELECT 0 IN x FROM (SELECT (1, 2) AS x)"}) {
    INFO(sql);
    CHECK_FALSE(Check(sql).ok());
  }
  // A name that a table has is the table.
  const auto table = Check("WITH (1, 2) AS payments SELECT 0 IN payments");
  REQUIRE(table.ok());
  CHECK(table->tables() == std::set<TableName>{{"shop", "payments"}});
}

TEST_CASE("a column that is called like a function keeps its name, and nothing else gets it") {
  CHECK(Check("SELECT c.file AS file, c.action AS action FROM shop.clicks AS c ORDER BY c.file").ok());
  for (const char* sql : {"SELECT 1 AS file", "SELECT c.action AS file FROM shop.clicks AS c", "SELECT 'x' AS file FROM shop.clicks AS c", "SELECT c.file AS file, file('/etc/passwd') FROM shop.clicks AS c"}) {
    INFO(sql);
    CHECK_FALSE(Check(sql).ok());
  }
}

TEST_CASE("a fraction may begin with its point") {
  CHECK(Check("SELECT .5")->text() == "SELECT 0.5");
  CHECK(Check("SELECT count() FROM shop.orders WHERE total BETWEEN .5 AND .75 AND .1 < total")->text() ==
        "SELECT count() FROM shop.orders WHERE total BETWEEN 0.5 AND 0.75 AND 0.1 < total");
  CHECK(Check("SELECT CASE WHEN .5 > .1e1 THEN .5 ELSE -.5 END, [.5], (.5, .25)").ok());
  // An element is none, and nothing has two points.
  CHECK(Check("SELECT tags.1 FROM shop.orders")->text() == "SELECT tags.1 FROM shop.orders");
  for (const char* sql : {"SELECT tags..5 FROM shop.orders", "SELECT 1.5.5", "SELECT .5.5", "SELECT .5x", "SELECT .x", "SELECT `AND`.5", "SELECT total .5 FROM shop.orders LIMIT ..5"}) {
    INFO(sql);
    CHECK_FALSE(Check(sql).ok());
  }
}

TEST_CASE("a literal has no elements") {
  // Printed as `1.FORMAT` it would start with another number.
  for (const char* sql : {"SELECT 1 .x", "SELECT 1 .FORMAT JSON", "SELECT 1 .FROM x", "SELECT 1. .x", "SELECT 0xFF .x", "SELECT -1 .x",
                          "SELECT 'a'. 3", "SELECT 'a' .x", "SELECT {a:String}. 3", "SELECT DATE '2026-01-01' . x"}) {
    INFO(sql);
    CHECK_FALSE(Check(sql).ok());
  }
  CHECK(Check("SELECT (1, 2).1, tags.1 FROM shop.orders").ok());
  CHECK(Check("SELECT tags.1.2, ((1, 2), 3).1.2 FROM shop.orders")->text() == "SELECT tags.1.2, ((1, 2), 3).1.2 FROM shop.orders");
}

TEST_CASE("a type named by text is one of the list") {
  const auto sql = GENERATE(as<std::string>{},
      "SELECT CAST(unhex('00'), 'AggregateFunction(sum, UInt64)')", "SELECT CAST('x', 'Array(AggregateFunction(uniq, UInt64))')",
      "SELECT `CAST`('x', concat('Aggregate', 'Function(sum, UInt64)'))", "SELECT `cast`('x', {a:String})",
      "SELECT defaultValueOfTypeName('AggregateFunction(sum, UInt64)')", "SELECT defaultValueOfTypeName(concat('Int', '8'))",
      "SELECT accurateCastOrNull('x', 'SimpleAggregateFunction(sum, UInt64)')", "SELECT accurateCast('x', 'Int8' AS t)",
      "SELECT accurateCastOrDefault('x', 'Object(\\'json\\')')", "SELECT reinterpret('x', 'AggregateFunction(sum, UInt64)')",
      "SELECT JSONExtract('{}', 'a', 'AggregateFunction(sum, UInt64)')", "SELECT JSONExtract('{}')",
      "SELECT JSONExtractKeysAndValues('{}', 'Nested(a Int8)')", "SELECT dynamicElement(1, 'AggregateFunction(sum, UInt64)')",
      "SELECT CAST(1, 'Int8) , (SELECT 1')", "SELECT CAST(1, 'Int8\\x41')", "SELECT CAST(1, '')", "SELECT {b:Tuple(a)}", "SELECT {b:}");
  INFO(sql);
  CHECK_FALSE(Check(sql, {{"a", "String", "Int8"}, {"b", "", "1"}}).ok());
}

TEST_CASE("types named by text pass") {
  const auto sql = GENERATE(as<std::string>{},
      "SELECT CAST(total, 'Nullable(Float64)') FROM shop.orders", "SELECT CAST(ordered_at, 'DateTime64(3, \\'UTC\\')') FROM shop.orders",
      "SELECT CAST(ordered_at, 'DateTime(''UTC'')') FROM shop.orders", "SELECT accurateCastOrNull('5', 'Int8')", "SELECT accurateCastOrDefault('5', 'Int8', 1::Int8)",
      "SELECT JSONExtract('{}', 'a', 'b', 'Tuple(x Int8, y Array(String))')", "SELECT JSONExtract('{}', 'Map(String, UInt64)')",
      "SELECT JSONExtractKeysAndValues('{}', 'Int64')", "SELECT reinterpret('abcd', 'UInt32')", "SELECT {b:Tuple(x Int8, y Enum8('a' = -1))}",
      "SELECT CAST('a', 'Enum8(\\'a\\' = 1, \\'b\\' = 2)')");
  INFO(sql);
  const auto checked = Check(sql, {{"b", "", "(1,'a')"}});
  INFO(base::Message(checked.status()));
  CHECK(checked.ok());
}

TEST_CASE("a width that is taken before memory is counted is refused") {
  CHECK_FALSE(Check("SELECT printf('%2000000000d', 1)").ok());
}

TEST_CASE("functions that do not look at the time limit are refused") {
  CHECK_FALSE(Check("SELECT kolmogorovSmirnovTest('two-sided', 'exact')(total, quantity) FROM shop.orders").ok());
  CHECK_FALSE(Check("SELECT kolmogorovSmirnovTestIf('two-sided')(total, quantity, true) FROM shop.orders").ok());
  CHECK_FALSE(Check("SELECT h3PolygonToCells([(0., 0.), (3., 0.), (3., 3.)], 10)").ok());
  CHECK_FALSE(Check("SELECT h3PolygonToCellsWithContainment([(0., 0.), (3., 0.), (3., 3.)], 10, 'full')").ok());
}

TEST_CASE("mistakes name what is near") {
  const auto message = [](const std::string& sql) {
    const auto checked = Check(sql);
    REQUIRE_FALSE(checked.ok());
    CHECK(rpc::Reason(checked.status()) == "sql_error");
    return std::string(base::Message(checked.status()));
  };
  CHECK(message("SELECT 1 FROM shop.order") == "table shop.order is unknown; did you mean shop.orders?");
  CHECK(message("SELECT 1 FROM payment") == "table payment is unknown; did you mean shop.payments?");
  CHECK(message("SELECT 1 FROM orders JOIN payments USING order_id").find("several databases (lab, shop)") != std::string::npos);
  CHECK(message("SELECT totl FROM shop.orders") == "column totl at byte 8 is unknown; did you mean total?");
  // Names of functions that are not run: who wrote them meant a column.
  CHECK(message("SELECT nothing FROM shop.orders").find("column nothing at byte 8 is unknown") == 0);
  CHECK(message("SELECT file FROM shop.orders").find("column file at byte 8 is unknown") == 0);
  CHECK(message("SELECT {x:String}") == "parameter x has no value; give it in `parameters`");
  CHECK(message("SELECT FROM shop.orders").find("`FROM` at byte 8") == 0);
  CHECK(message("SELECT 1 +") == "the SQL ends where an expression was expected");
}

TEST_CASE("the parameters of a statement are known before they have values") {
  const auto listed = SqlGuard::Parameters(
      "SELECT count() FROM shop.orders WHERE state = {state:String} AND total > {least:Decimal(18,2)} AND state != {state:String}", Shop());
  REQUIRE(listed.ok());
  REQUIRE(listed->size() == 2);
  CHECK((listed->at(0).name == "state" && listed->at(0).type == "String" && listed->at(0).value.empty()));
  CHECK((listed->at(1).name == "least" && listed->at(1).type == "Decimal(18, 2)"));
  // Whoever asks decides what to make of two types.
  CHECK(SqlGuard::Parameters("SELECT {a:String}, {a:UInt8}", Shop())->size() == 2);
  CHECK(rpc::Reason(SqlGuard::Parameters("DROP TABLE shop.orders", Shop()).status()) == "sql_refused");
  CHECK(rpc::Reason(SqlGuard::Parameters("SELECT {a:Nonsense}", Shop()).status()) == "sql_refused");
  CHECK(rpc::Reason(SqlGuard::Parameters("SELECT totl FROM shop.orders", Shop()).status()) == "sql_error");
}

TEST_CASE("tables that are read are known") {
  const auto checked = Check("SELECT 1 FROM shop.orders WHERE order_id IN (SELECT order_id FROM payments)");
  REQUIRE(checked.ok());
  CHECK(checked->tables() == std::set<TableName>{{"shop", "orders"}, {"shop", "payments"}});
}

TEST_CASE("deep nesting and long texts end early") {
  CHECK_FALSE(Check("SELECT " + std::string(1000, '(') + "1" + std::string(1000, ')')).ok());
  CHECK_FALSE(Check("SELECT " + std::string(3000, '-') + "1").ok());
  CHECK_FALSE(Check("SELECT '" + std::string(kSqlBytesMax, 'x') + "'").ok());
  std::string nots = "SELECT ";
  for (int i = 0; i < 2000; ++i) nots += "NOT ";
  CHECK_FALSE(Check(nots + "1").ok());
  std::string intervals = "SELECT ";
  for (int i = 0; i < 2000; ++i) intervals += "INTERVAL - ";
  CHECK_FALSE(Check(intervals + "INTERVAL 1 DAY").ok());
  std::string casts = "SELECT 1::";
  for (int i = 0; i < 2000; ++i) casts += "Array(";
  CHECK_FALSE(Check(casts).ok());
}

TEST_CASE("functions are known by name, case and combinator") {
  CHECK(IsAllowedFunction("count"));
  CHECK(IsAllowedFunction("COUNT"));
  CHECK(IsAllowedFunction("sumIf"));
  CHECK(IsAllowedFunction("quantileExactArrayIfOrNull"));
  CHECK_FALSE(IsAllowedFunction("sumState"));
  CHECK_FALSE(IsAllowedFunction("uniqMerge"));
  CHECK_FALSE(IsAllowedFunction("file"));
  CHECK(IsAllowedFunction("if"));
  CHECK_FALSE(IsAllowedFunction("fileIf"));
  CHECK_FALSE(IsAllowedFunction("toStartOfHOUR_"));
}

}  // namespace aurora::query::guard
