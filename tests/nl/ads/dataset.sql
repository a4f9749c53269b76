-- Events of advertisements. Campaign spring_sale gets no impression on 2026-05-12.
CREATE DATABASE IF NOT EXISTS ads;
DROP TABLE IF EXISTS ads.events;
CREATE TABLE ads.events
(
    happened_at DateTime64(3, 'UTC'),
    visitor_id  UInt64,
    session_id  String,
    kind        LowCardinality(String) COMMENT 'impression, click, signup, purchase',
    campaign    LowCardinality(String),
    device      LowCardinality(String),
    state       LowCardinality(String) COMMENT 'US state, two letters',
    cost_usd    Float64 COMMENT 'what the event cost us',
    load_ms     UInt32 COMMENT 'time until the page was there'
)
ENGINE = MergeTree ORDER BY (happened_at, session_id);
INSERT INTO ads.events
SELECT at + toIntervalSecond(step * (5 + cityHash64(n, 'g') % 60)), visitor, concat('s', toString(n)), ['impression', 'click', 'signup', 'purchase'][1 + step], what, ['iphone', 'android', 'desktop'][1 + cityHash64(n, 'd') % 3],
    ['CA', 'NY', 'TX', 'FL', 'WA'][1 + cityHash64(n, 's') % 5], [0.01, 0.4, 0, 0][1 + step], 100 + cityHash64(n, step, 'l') % 3000
FROM
(
    SELECT intDiv(number, 4) AS n, number % 4 AS step, 1 + cityHash64(n, 'v') % 9000 AS visitor, ['spring_sale', 'brand', 'retargeting'][1 + cityHash64(n, 'c') % 3] AS what,
        toDateTime64('2026-05-21 16:15:00', 3, 'UTC') - toIntervalSecond(40 + toUInt32(5184000 * pow(cityHash64(n, 'a') / 18446744073709551616.0, 1.2))) AS at
    FROM numbers(120000)
)
WHERE cityHash64(n, 'f') % 100 < [100, 30, 12, 5][1 + step] AND NOT (what = 'spring_sale' AND toDate(at) = '2026-05-12');
