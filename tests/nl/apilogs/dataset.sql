-- apilogs: HTTP request log of an API platform, with the services behind it and their deployments (about 6,000 rows, 12 April to 21 May 2026)
CREATE DATABASE IF NOT EXISTS apilogs;
DROP TABLE IF EXISTS apilogs.requests;
DROP TABLE IF EXISTS apilogs.services;
DROP TABLE IF EXISTS apilogs.deploys;
CREATE TABLE apilogs.requests
(
    req_id UInt64,
    ts DateTime COMMENT 'arrival at the gateway, UTC',
    service LowCardinality(String),
    route LowCardinality(String) COMMENT 'path template of the endpoint',
    method LowCardinality(String),
    status UInt16 COMMENT 'HTTP status sent to the caller, 429 = throttled by the rate limiter',
    latency UInt32 COMMENT 'milliseconds until the last byte was sent',
    resp_bytes UInt32,
    account_id UInt32 COMMENT 'the customer who owns the API key',
    plan LowCardinality(String) COMMENT 'plan of the customer: free, pro, enterprise',
    region LowCardinality(String) COMMENT 'data centre that took the call: fra = Frankfurt, iad = Virginia, sin = Singapore, gru = Sao Paulo',
    sdk LowCardinality(Nullable(String)) COMMENT 'client library, NULL = plain HTTP without a library',
    cache Enum8('hit' = 1, 'miss' = 2, 'bypass' = 3),
    err Nullable(String) COMMENT 'internal error name of a 5xx, NULL otherwise'
) ENGINE = MergeTree ORDER BY (service, ts);
CREATE TABLE apilogs.services
(
    service String,
    team LowCardinality(String) COMMENT 'owning team',
    tier UInt8 COMMENT '1 = most critical, 3 = least',
    runtime LowCardinality(String) COMMENT 'language it is written in',
    slo_ms UInt32 COMMENT 'latency objective of a single request'
) ENGINE = MergeTree ORDER BY service;
CREATE TABLE apilogs.deploys
(
    deploy_id UInt32,
    service String,
    version String,
    started_at DateTime,
    finished_at Nullable(DateTime) COMMENT 'NULL while it is running',
    outcome Enum8('succeeded' = 1, 'rolled_back' = 2, 'failed' = 3, 'in_progress' = 4),
    actor LowCardinality(String) COMMENT 'login of the engineer, or ci-bot for automatic deployments'
) ENGINE = MergeTree ORDER BY deploy_id;
INSERT INTO apilogs.services VALUES
('auth', 'identity', 1, 'go', 150), ('billing', 'money', 1, 'java', 600), ('catalog', 'storefront', 2, 'node', 300),
('search', 'storefront', 2, 'rust', 800), ('orders', 'money', 1, 'java', 500), ('webhooks', 'integrations', 3, 'node', 1500),
('files', 'integrations', 3, 'go', 2000), ('reports', 'insights', 3, 'python', 5000), ('soap-bridge', 'integrations', 3, 'java', 3000), ('sandbox', 'identity', 3, 'node', 1000);
INSERT INTO apilogs.requests
WITH
    cityHash64(number, 'day') % 40 AS d,
    [9,10,11,14,15,16,10,11,14,15,8,12,13,17,18,19,20,21,22,23,0,1,2,3,4,5,6,7,9,13,16,17] AS hrs,
    hrs[cityHash64(number, 'hr') % 32 + 1] AS h,
    ['auth','auth','auth','orders','orders','catalog','catalog','search','search','search','billing','webhooks','files','reports','catalog','auth'] AS svs,
    svs[cityHash64(number, 'svc') % 16 + 1] AS s,
    cityHash64(number, 'route') % 100 AS r,
    cityHash64(number, 'st') % 1000 AS st,
    toDateTime('2026-05-21 00:00:00', 'UTC') - d * 86400 + h * 3600 + cityHash64(number, 'sec') % 3600 AS t,
    (s = 'billing' AND t >= '2026-05-13 14:00:00' AND t < '2026-05-13 16:00:00') AS outage,
    pow(cityHash64(number, 'acc') % 1000 / 1000, 2) AS a,
    multiIf(a < 0.02, 3, a < 0.06, 7, toUInt32(floor(a * 90)) + 1) AS acc
SELECT
    100000 + number,
    t,
    s,
    multiIf(
        s = 'auth', if(r < 70, '/v1/token', '/v1/token/refresh'),
        s = 'orders', multiIf(r < 45, '/v1/orders', r < 85, '/v1/orders/{id}', '/v1/orders/{id}/cancel'),
        s = 'catalog', if(r < 60, '/v1/items/{id}', '/v1/items'),
        s = 'search', if(r < 75, '/v1/search', '/v1/suggest'),
        s = 'billing', if(r < 50, '/v1/invoices', '/v1/invoices/{id}'),
        s = 'webhooks', '/v1/hooks', s = 'files', '/v1/files/{id}', '/v1/reports/export') AS rt,
    multiIf(s = 'auth' OR rt = '/v1/orders/{id}/cancel' OR s = 'reports', 'POST',
            rt = '/v1/orders', if(r % 3 = 0, 'GET', 'POST'),
            s IN ('files', 'webhooks'), ['GET','POST','DELETE'][r % 3 + 1],
            'GET'),
    multiIf(outage AND st < 900, 503,
            st < 6, 500, st < 13, 502, st < 17, 503, st < 24 + if(s = 'reports', 40, 0), 504,
            st < 80, 429, st < 100, 401, st < 140, 404, st < 160, 400,
            st < 250 AND rt = '/v1/orders', 201, st < 400 AND s IN ('files', 'webhooks'), 204, 200) AS code,
    toUInt32((20 + multiIf(s = 'auth', 30, s = 'billing', 180, s = 'catalog', 60, s = 'search', 220, s = 'orders', 140, s = 'webhooks', 400, s = 'files', 700, 1900)
        * (0.4 + 1.2 * (cityHash64(number, 'l1') % 1000) / 1000)
        + if(cityHash64(number, 'l2') % 25 = 0, 8, 0) * multiIf(s = 'auth', 20, s = 'catalog', 60, s = 'search', 420, s = 'reports', 900, 150))
        * if(s = 'billing' AND toDate(t) = '2026-05-21', 1.7, 1) + if(code = 504, 10000, 0)),
    toUInt32(180 + cityHash64(number, 'rb') % multiIf(code >= 400, 300, s = 'files', 900000, s = 'reports', 250000, s = 'catalog', 20000, 6000)),
    acc,
    multiIf(acc % 10 IN (1, 4, 6, 8, 9), 'free', acc % 10 IN (3, 7), 'enterprise', 'pro'),
    ['fra','fra','fra','iad','iad','iad','iad','sin','sin','gru'][cityHash64(number, 'rg') % 10 + 1],
    [NULL,'python','python','python','node','node','java','go','php',NULL][(acc * 7 + if(cityHash64(number, 'sd') % 3 = 0, cityHash64(number, 'sd2'), 0)) % 10 + 1],
    multiIf(s IN ('auth', 'billing', 'orders', 'webhooks'), 'bypass', cityHash64(number, 'ch') % 100 < 46 + if(s = 'catalog', 25, 0), 'hit', 'miss'),
    multiIf(code = 504, 'upstream_timeout', code = 503, if(outage, 'db_pool_exhausted', 'overloaded'), code = 502, 'bad_gateway', code = 500, 'unhandled_exception', NULL)
FROM numbers(6400)
WHERE t < '2026-05-21 16:20:00'
  AND NOT (toDayOfWeek(t) >= 6 AND cityHash64(number, 'we') % 2 = 0)
  AND NOT (acc IN (71, 78, 83, 86) AND t >= '2026-05-10 12:00:00');
INSERT INTO apilogs.requests
SELECT 200000 + number, toDateTime('2026-05-13 14:04:00', 'UTC') + cityHash64(number, 'ot') % 6600, 'billing', '/v1/invoices', 'GET',
    if(number % 10 = 3, 200, 503) AS code, toUInt32(150 + cityHash64(number, 'ol') % 400), 250 + number % 90, 1 + cityHash64(number, 'oa') % 60 AS acc,
    multiIf(acc % 10 IN (1, 4, 6, 8, 9), 'free', acc % 10 IN (3, 7), 'enterprise', 'pro'), ['fra','iad','sin'][number % 3 + 1], ['python','java',NULL][number % 3 + 1], 'bypass',
    if(code = 503, 'db_pool_exhausted', NULL)
FROM numbers(130);
INSERT INTO apilogs.requests
SELECT 300000 + number, toDateTime('2026-05-18 03:08:00', 'UTC') + cityHash64(number, 'bt') % 2400, 'search', '/v1/search', 'GET',
    if(number % 9 = 0, 200, 429), toUInt32(6 + cityHash64(number, 'bl') % 12), 190 + number % 60, 46, 'free', 'sin', 'python', 'miss', NULL
FROM numbers(420);
INSERT INTO apilogs.deploys
WITH
    ['auth','billing','catalog','search','orders','webhooks','files','reports'] AS svs,
    svs[cityHash64(number, 'ds') % 8 + 1] AS s,
    toDateTime('2026-04-12 08:00:00', 'UTC') + intDiv(number * 39, 150) * 86400 + cityHash64(number, 'dt') % 36000 AS t,
    cityHash64(number, 'do') % 100 AS o
SELECT 5001 + number, s, concat('2.', toString(10 + intDiv(number, 12)), '.', toString(number % 12)), t,
    if(number = 149, NULL, t + 90 + cityHash64(number, 'dl') % if(s = 'search', 1900, 800)),
    multiIf(number = 149, 'in_progress', o < 10, 'rolled_back', o < 17, 'failed', 'succeeded'),
    ['ci-bot','ci-bot','ci-bot','mira','tomasz','okafor','lena','ci-bot'][cityHash64(number, 'da') % 8 + 1]
FROM numbers(150)
WHERE t < '2026-05-21 16:20:00';
INSERT INTO apilogs.deploys VALUES
(5160, 'billing', '2.23.0', '2026-05-13 13:52:00', '2026-05-13 14:01:00', 'succeeded', 'tomasz'),
(5161, 'billing', '2.23.1', '2026-05-13 15:41:00', '2026-05-13 15:55:00', 'succeeded', 'mira'),
(5162, 'catalog', '2.23.2', '2026-05-21 16:11:00', NULL, 'in_progress', 'lena');
INSERT INTO apilogs.requests
SELECT 400000 + number, toDateTime('2026-05-13 14:05:00', 'UTC') + cityHash64(number, 'pt') % 6300, if(number % 3 = 0, 'auth', 'orders') AS s, if(s = 'auth', '/v1/token', '/v1/orders/{id}'), if(s = 'auth', 'POST', 'GET'),
    502, toUInt32(60 + cityHash64(number, 'pl') % 200), 210, 3 + 4 * (number % 2), 'enterprise', 'iad', 'node', 'bypass', 'bad_gateway'
FROM numbers(13);
