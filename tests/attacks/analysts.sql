-- Statements that analysts write, one a line: all of them pass the guard and run.
SELECT 1
SELECT count() FROM shop.orders
SELECT count(*) FROM payments AS p
SELECT * FROM payments LIMIT 10
SELECT * FROM shop.orders LIMIT 5, 10
SELECT * FROM shop.orders ORDER BY total DESC LIMIT 3 OFFSET 2
SELECT state, count() AS n FROM shop.orders GROUP BY state ORDER BY n DESC LIMIT 5
SELECT state, sum(total) AS t FROM shop.orders GROUP BY 1 HAVING t > 10
SELECT state, customer, sum(total) FROM shop.orders GROUP BY state, customer ORDER BY 3 DESC LIMIT 3 BY state
SELECT DISTINCT state FROM shop.orders
SELECT DISTINCT ON (state) state, total FROM shop.orders
SELECT count(DISTINCT customer) FROM shop.orders
SELECT uniq(customer), uniqExact(customer), uniqCombined(customer) FROM shop.orders
SELECT countIf(state = 'CA') / count() AS share FROM shop.orders
SELECT sumIf(total, state = 'CA'), avgIf(total, state != 'CA'), uniqExactIf(customer, total > 5) FROM shop.orders
SELECT min(at), max(at), dateDiff('day', min(at), max(at)) FROM shop.orders
SELECT quantile(0.95)(toFloat64(total)), quantiles(0.5, 0.9, 0.99)(toFloat64(total)) FROM shop.orders
SELECT quantileExact(0.5)(total), quantileTDigest(0.5)(toFloat64(total)), median(total) FROM shop.orders
SELECT topK(3)(customer), argMax(customer, total), argMin(customer, total), any(state), anyLast(state) FROM shop.orders
SELECT groupArray(5)(state), groupUniqArray(state), groupArraySample(3)(customer) FROM shop.orders
SELECT stddevPop(toFloat64(total)), varSamp(toFloat64(total)), corr(toFloat64(order_id), toFloat64(total)) FROM shop.orders
SELECT simpleLinearRegression(toFloat64(order_id), toFloat64(total)) FROM shop.orders
SELECT sumOrNull(total), avgOrDefault(total), countDistinctIf_ FROM (SELECT total, 1 AS countDistinctIf_ FROM shop.orders) GROUP BY countDistinctIf_
SELECT sumMap(map('a', 1)), sumArray([1, 2]) FROM shop.orders WHERE order_id < 3
SELECT toStartOfHour(at) AS hour, count() FROM shop.orders GROUP BY hour ORDER BY hour
SELECT toStartOfInterval(at, INTERVAL 5 MINUTE) AS t, count() FROM shop.orders GROUP BY t ORDER BY t LIMIT 10
SELECT toDate(at) AS d, count() FROM shop.orders GROUP BY d ORDER BY d WITH FILL STEP 1
SELECT toDate(at) AS d, count() AS n FROM shop.orders GROUP BY d ORDER BY d WITH FILL FROM toDate('2026-11-15') TO toDate('2026-11-30') STEP INTERVAL 1 DAY INTERPOLATE (n AS 0)
SELECT date_trunc('month', at) AS m, sum(total) FROM shop.orders GROUP BY m
SELECT formatDateTime(at, '%Y-%m-%d') AS day, count() FROM shop.orders GROUP BY day
SELECT toYear(at), toMonth(at), toDayOfWeek(at), toHour(at), toMonday(at) FROM shop.orders LIMIT 1
SELECT at + INTERVAL 1 DAY, at - INTERVAL 2 HOUR, now() - INTERVAL '1 hour' FROM shop.orders LIMIT 1
SELECT addDays(at, 3), subtractMonths(at, 1), dateAdd(DAY, 1, at), date_sub(HOUR, 2, at) FROM shop.orders LIMIT 1
SELECT count() FROM shop.orders WHERE at >= now() - INTERVAL 700 DAY AND at < now() + INTERVAL 700 DAY
SELECT count() FROM shop.orders WHERE at >= toDateTime64('2026-11-21 00:00:00', 3, 'UTC')
SELECT toTimeZone(at, 'Europe/Berlin') FROM shop.orders LIMIT 1
SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00', CURRENT_DATE, today(), yesterday()
SELECT EXTRACT(YEAR FROM at), EXTRACT(MONTH FROM at) FROM shop.orders LIMIT 1
SELECT parseDateTimeBestEffort('2026-01-02 03:04'), toUnixTimestamp(now()), fromUnixTimestamp(1700000000)
SELECT dateDiff('hour', at, now()), age('day', at, now()), date_diff('minute', at, now()) FROM shop.orders LIMIT 1
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, count() FROM shop.orders GROUP BY size
SELECT CASE state WHEN 'CA' THEN 1 WHEN 'NY' THEN 2 ELSE 3 END AS s, count() FROM shop.orders GROUP BY s
SELECT if(total > 100, 'big', 'small') AS size, multiIf(total < 10, 'a', total < 20, 'b', 'c') AS c, count() FROM shop.orders GROUP BY size, c
SELECT coalesce(note, '-'), ifNull(note, ''), nullIf(state, 'CA'), isNull(note), assumeNotNull(note) FROM shop.orders LIMIT 5
SELECT count() FROM shop.orders WHERE note IS NULL OR note IS NOT NULL AND note = 'n'
SELECT count() FROM shop.orders WHERE state IN ('CA', 'NY') AND state NOT IN ('TX')
SELECT count() FROM shop.orders WHERE (state, note) IN (('CA', 'n'), ('NY', 'n'))
SELECT count() FROM shop.orders WHERE order_id IN (SELECT order_id FROM shop.payments WHERE amount > 5)
SELECT count() FROM shop.orders WHERE order_id NOT IN (SELECT order_id FROM payments)
SELECT count() FROM shop.orders WHERE total BETWEEN 5 AND 10 AND state LIKE 'C%' AND customer NOT LIKE '%x%'
SELECT count() FROM shop.orders WHERE customer ILIKE 'C-1%' OR match(customer, '^c-[0-9]+$') OR customer REGEXP '9$'
SELECT count() FROM shop.orders WHERE NOT (total > 5) OR total % 2 = 0 OR total DIV 2 > 3
SELECT count() FROM shop.orders WHERE startsWith(customer, 'c-') AND endsWith(customer, '1') AND position(customer, '-') > 0
SELECT count() FROM shop.orders WHERE EXISTS (SELECT 1 FROM shop.payments WHERE amount > 5)
SELECT count() FROM shop.orders PREWHERE state = 'CA' WHERE total > 5
SELECT count() FROM shop.orders WHERE has(tags, 'a') AND hasAny(tags, ['a', 'z']) AND length(tags) = 2
SELECT count() FROM shop.orders WHERE attributes['k'] = 'v' AND mapContains(attributes, 'k')
WITH a AS (SELECT state FROM shop.orders) SELECT count() FROM a
WITH a AS (SELECT state, sum(total) AS t FROM shop.orders GROUP BY state), b AS (SELECT max(t) AS m FROM a) SELECT a.state FROM a, b WHERE a.t = b.m
WITH 5 AS n SELECT n + 1
WITH ('CA', 'NY') AS states SELECT count() FROM shop.orders WHERE state IN states
WITH ['CA', 'NY'] AS states SELECT count() FROM (SELECT state FROM shop.orders WHERE state NOT IN (states))
WITH (1, 2) AS n SELECT 1 IN n UNION ALL SELECT 3 IN n
SELECT .5, CASE WHEN .5 < 1 THEN .25 ELSE -.5 END, count() FROM shop.orders WHERE toFloat64(total) BETWEEN .5 AND .75
WITH (SELECT max(total) FROM shop.orders) AS top SELECT count() FROM shop.orders WHERE total = top
WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM a JOIN b USING (x)
WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT * FROM a
WITH x AS (WITH y AS (SELECT 1 AS z) SELECT z FROM y) SELECT z FROM x
SELECT o.state, p.amount FROM shop.orders AS o INNER JOIN shop.payments AS p ON o.order_id = p.order_id WHERE p.status = 'ok' LIMIT 5
SELECT o.order_id, p.amount FROM shop.orders o LEFT JOIN shop.payments p USING (order_id) ORDER BY 1 LIMIT 5
SELECT count() FROM shop.orders o RIGHT JOIN shop.payments p ON o.order_id = p.order_id
SELECT count() FROM shop.orders o FULL OUTER JOIN shop.payments p ON o.order_id = p.order_id
SELECT count() FROM shop.orders o ANY LEFT JOIN shop.payments p ON o.order_id = p.order_id
SELECT count() FROM shop.orders o SEMI LEFT JOIN shop.payments p ON o.order_id = p.order_id
SELECT count() FROM shop.orders o ANTI LEFT JOIN shop.payments p ON o.order_id = p.order_id
SELECT count() FROM shop.orders o ASOF LEFT JOIN shop.payments p ON o.order_id = p.order_id AND toDateTime(o.at) >= p.paid_at
SELECT count() FROM (SELECT 1 AS a) AS x CROSS JOIN (SELECT 2 AS b) AS y
SELECT tag, count() FROM shop.orders ARRAY JOIN tags AS tag GROUP BY tag
SELECT tag, i FROM shop.orders LEFT ARRAY JOIN tags AS tag, arrayEnumerate(tags) AS i LIMIT 4
SELECT arrayJoin(tags) AS tag, count() FROM shop.orders GROUP BY tag
SELECT key, value FROM shop.orders ARRAY JOIN mapKeys(attributes) AS key, mapValues(attributes) AS value LIMIT 2
SELECT arrayMap(x -> x * 2, [1, 2, 3]), arrayFilter(x -> x > 1, [1, 2]), arraySum([1, 2]), arrayReverse([1, 2])
SELECT arrayFilter((x, i) -> x > 1 AND i < 2, [1, 2], [1, 2]), arraySort(x -> -x, [3, 1, 2]), arrayFold((acc, x) -> acc + x, [1, 2], toInt64(0))
SELECT tags[1], tags[-1], arraySlice(tags, 1, 1), arrayConcat(tags, ['c']), arrayDistinct(tags), arrayStringConcat(tags, ',') FROM shop.orders LIMIT 1
SELECT arrayZip([1, 2], ['a', 'b']), range(5), arrayCumSum([1, 2, 3]), arrayDifference([1, 4]), arrayUniq([1, 1])
SELECT (1, 'a').2, tuple(1, 2).1, tupleElement((1, 2), 1), untuple_ FROM (SELECT 1 AS untuple_)
SELECT map('a', 1)['a'], mapKeys(map('a', 1)), mapFilter((k, v) -> v > 0, map('a', 1)), mapApply((k, v) -> (k, v + 1), map('a', 1))
SELECT JSONExtractString('{"a": {"b": "c"}}', 'a', 'b'), JSONExtractInt('{"n": 5}', 'n'), JSONHas('{"n": 5}', 'n'), JSONLength('[1,2]')
SELECT JSONExtract('{"a": [1, 2]}', 'a', 'Array(UInt8)'), JSONExtractKeys('{"a": 1}'), JSON_VALUE('{"a": 1}', '$.a')
SELECT simpleJSONExtractInt('{"n":5}', 'n'), toJSONString(map('a', 1)), isValidJSON('{}')
SELECT sum(total) OVER (PARTITION BY state ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM shop.orders LIMIT 5
SELECT row_number() OVER w, rank() OVER w, dense_rank() OVER w, lagInFrame(total, 1) OVER w FROM shop.orders WINDOW w AS (PARTITION BY state ORDER BY at) LIMIT 5
SELECT avg(total) OVER (ORDER BY at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS moving FROM shop.orders QUALIFY moving > 1 LIMIT 5
SELECT order_id, total - lag(total) OVER (ORDER BY order_id) AS change FROM shop.orders LIMIT 5
SELECT first_value(state) OVER (PARTITION BY customer ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM shop.orders LIMIT 2
SELECT ntile(4) OVER (ORDER BY total), percent_rank() OVER (ORDER BY total), count() OVER () FROM shop.orders LIMIT 2
SELECT state, count() FROM shop.orders GROUP BY state WITH TOTALS
SELECT state, note, count() FROM shop.orders GROUP BY ROLLUP(state, note)
SELECT state, note, count() FROM shop.orders GROUP BY CUBE(state, note)
SELECT state, note, count() FROM shop.orders GROUP BY GROUPING SETS ((state), (note), ())
SELECT state, count() FROM shop.orders GROUP BY ALL ORDER BY ALL
SELECT state, total FROM shop.orders ORDER BY total DESC LIMIT 5 WITH TIES
SELECT state, note FROM shop.orders ORDER BY note NULLS LAST, state ASC OFFSET 5 ROWS FETCH FIRST 3 ROWS ONLY
SELECT state FROM shop.orders UNION ALL SELECT status FROM shop.payments
(SELECT 1) UNION DISTINCT (SELECT 2)
SELECT state FROM shop.orders INTERSECT SELECT 'CA'
SELECT 1 EXCEPT SELECT 2
SELECT count() FILTER (WHERE state = 'CA') AS ca, count() FROM shop.orders
SELECT * EXCEPT (tags, attributes) FROM shop.orders LIMIT 1
SELECT * REPLACE (toFloat64(total) * 2 AS total) FROM shop.orders LIMIT 1
SELECT COLUMNS('^(total|order_id)$') APPLY(max) FROM shop.orders
SELECT o.* FROM shop.orders AS o LIMIT 1
SELECT toInt64(total)::Float64, CAST(total AS Nullable(Decimal(18, 2))), CAST(total, 'Float64'), toString(total) FROM shop.orders LIMIT 1
SELECT CAST(at, 'DateTime(\'UTC\')'), toDecimal64(total, 3), toUInt8OrNull('x'), accurateCastOrNull('300', 'UInt8') FROM shop.orders LIMIT 1
SELECT upper(state), lower(state), concat(state, '-', customer), state || customer, length(customer), substring(customer, 3), left(state, 1) FROM shop.orders LIMIT 1
SELECT trim(BOTH ' ' FROM ' x '), substring('abc' FROM 1 FOR 2), replaceAll('aba', 'a', 'c'), replaceRegexpOne('abc', '(b)', '<\\1>'), splitByChar(',', 'a,b')
SELECT extract(customer, '([0-9]+)'), extractAll('a1b2', '[0-9]'), leftPad('7', 3, '0'), reverse('abc'), format('{}-{}', 'a', 'b') FROM shop.orders LIMIT 1
SELECT domain('https://example.org/a?b=c'), path('https://example.org/a?b=c'), extractURLParameter('https://example.org/a?b=c', 'b')
SELECT round(3.14159, 2), floor(2.7), ceil(2.1), abs(-5), sqrt(16), pow(2, 10), log(10), greatest(1, 2), least(1, 2), intDiv(7, 2), 7 % 3
SELECT toStartOfWeek(at, 1) AS w, uniqExact(customer) FROM shop.orders GROUP BY w
SELECT retention(state = 'CA', state = 'NY') FROM shop.orders GROUP BY customer LIMIT 3
SELECT windowFunnel(3600)(toDateTime(at), state = 'CA', state = 'NY') AS level, count() FROM shop.orders GROUP BY customer LIMIT 3
SELECT sequenceMatch('(?1)(?2)')(toDateTime(at), state = 'CA', state = 'NY') FROM shop.orders
SELECT number, number % 3 FROM numbers(10)
SELECT toDate('2026-01-01') + number AS d FROM numbers(7)
SELECT d, coalesce(n, 0) FROM (SELECT toDate('2026-11-20') + number AS d FROM numbers(3)) AS days LEFT JOIN (SELECT toDate(at) AS d, count() AS n FROM shop.orders GROUP BY d) AS c USING (d)
SELECT greatCircleDistance(13.4, 52.5, 2.35, 48.85), cityHash64('a'), hex(MD5('a')), toUUID('00000000-0000-0000-0000-000000000001'), IPv4NumToString(16909060)
SELECT 'SETTINGS readonly = 0; DROP TABLE x' AS text, '--', '/*', 'it''s', 'a\'b', '$tag$', '#'
SELECT `state`, "total" FROM `shop`.`orders` LIMIT 1
SELECT /* why */ count() -- because
SELECT {a:String}, {p:UInt64} + 1, {t:String}
SELECT count() FROM shop.orders WHERE state = {a:String} OR order_id = {p:UInt64}
SELECT histogram(5)(toFloat64(total)), exponentialMovingAverage(5)(toFloat64(total), order_id) FROM shop.orders
SELECT a.customer, b.n FROM (SELECT customer, sum(total) AS t FROM shop.orders GROUP BY customer) AS a JOIN (SELECT customer, count() AS n FROM shop.orders GROUP BY customer) AS b ON a.customer = b.customer ORDER BY a.t DESC LIMIT 3
SELECT state, groupArray((customer, total))[1] FROM shop.orders GROUP BY state
SELECT bar(count(), 0, 10000, 10), formatReadableQuantity(count()), formatReadableSize(1024) FROM shop.orders
SELECT transform(state, ['CA', 'NY'], ['California', 'New York'], 'other') AS name, count() FROM shop.orders GROUP BY name;
