-- A software service: who subscribes, and what they do in it. Exports fail on 2026-05-20 from 13:00 to 15:00; nobody signed in on 2026-05-10.
CREATE DATABASE IF NOT EXISTS cloudapp;
DROP TABLE IF EXISTS cloudapp.workspaces;
CREATE TABLE cloudapp.workspaces
(
    workspace_id  UInt32,
    company       String,
    industry      LowCardinality(String),
    country       LowCardinality(String) COMMENT 'two-letter code',
    plan          LowCardinality(String) COMMENT 'free, starter, team or enterprise',
    seats         UInt16 COMMENT 'seats paid for',
    monthly_fee_usd Decimal(10, 2),
    is_trial      Bool,
    has_sso       Bool,
    subscribed_at DateTime('UTC'),
    churned_at    Nullable(DateTime('UTC')) COMMENT 'null while the subscription runs',
    churn_reason  LowCardinality(Nullable(String)) COMMENT 'price, missing_features, competitor or closed_business'
)
ENGINE = MergeTree ORDER BY workspace_id;
INSERT INTO cloudapp.workspaces
SELECT 1 + number, concat(['Blue', 'North', 'Iron', 'Maple', 'Swift', 'Quiet'][1 + number % 6], ' ', ['Foundry', 'Labs', 'Dental', 'Freight', 'Studio', 'Farms', 'Legal'][1 + intDiv(number, 6) % 7], ' ', toString(number)), ['healthcare', 'retail', 'finance', 'education', 'manufacturing'][1 + cityHash64(number, 'i') % 5],
    ['US', 'DE', 'BR', 'JP', 'CA', 'FR'][1 + cityHash64(number, 'c') % 6], pl, if(pl = 'free', 0, 3 + cityHash64(number, 's') % 120), multiIf(pl = 'free', 0, pl = 'starter', 29, pl = 'team', 99 + cityHash64(number, 'f') % 200, 900 + cityHash64(number, 'f') % 3000), cityHash64(number, 't') % 9 = 0, pl = 'enterprise' OR cityHash64(number, 'o') % 5 = 0,
    sub, if(cityHash64(number, 'ch') % 6 = 0, least(sub + toIntervalDay(10 + cityHash64(number, 'cd') % 200), toDateTime('2026-05-21 12:00:00', 'UTC')), NULL), if(cityHash64(number, 'ch') % 6 = 0, ['price', 'missing_features', 'competitor', 'closed_business'][1 + cityHash64(number, 'cr') % 4], NULL)
FROM (SELECT number, ['free', 'starter', 'starter', 'team', 'enterprise'][1 + cityHash64(number, 'p') % 5] AS pl, toDateTime('2026-05-20 10:00:00', 'UTC') - toIntervalSecond(cityHash64(number, 'su') % 40000000) AS sub FROM numbers(900));
DROP TABLE IF EXISTS cloudapp.usage_events;
CREATE TABLE cloudapp.usage_events
(
    event_id     String,
    occurred_at  DateTime('UTC'),
    workspace_id UInt32,
    user_id      UInt32,
    feature      LowCardinality(String) COMMENT 'sign_in, dashboard, export, invite or api_call',
    client       LowCardinality(String) COMMENT 'browser, ios, android or api',
    duration_ms  UInt32,
    payload_kb   UInt32 COMMENT 'data sent',
    succeeded    Bool,
    error_code   LowCardinality(Nullable(String))
)
ENGINE = MergeTree ORDER BY occurred_at;
INSERT INTO cloudapp.usage_events
SELECT concat('E', leftPad(toString(number), 7, '0')), at, ws, ws * 10 + cityHash64(number, 'u') % 8, fe, ['browser', 'browser', 'ios', 'android', 'api'][1 + cityHash64(number, 'cl') % 5], 20 + toUInt32(8000 * pow(cityHash64(number, 'du') / 18446744073709551616.0, 4)), 1 + cityHash64(number, 'kb') % 900, NOT bad,
    if(bad, ['E401', 'E429', 'E500', 'E503'][1 + cityHash64(number, 'ec') % 4], NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(20 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.15))) AS at, 1 + toUInt32(floor(880 * pow(cityHash64(number, 'w') / 18446744073709551616.0, 1.6))) AS ws,
        ['sign_in', 'dashboard', 'dashboard', 'export', 'invite', 'api_call', 'api_call'][1 + cityHash64(number, 'fe') % 7] AS fe, (fe = 'export' AND at >= '2026-05-20 13:00:00' AND at < '2026-05-20 15:00:00') OR cityHash64(number, 'b') % 100 < 4 AS bad
    FROM numbers(60000)
)
WHERE NOT (fe = 'sign_in' AND toDate(at) = '2026-05-10');
