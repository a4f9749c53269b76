-- API marketplace: calls, plans and developers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS plugmart;
CREATE DATABASE plugmart;

CREATE TABLE plugmart.plans
(
    plan_code     LowCardinality(String),
    monthly_usd   Decimal(8, 2) COMMENT 'subscription fee',
    calls_quota   UInt32 COMMENT 'calls included per month',
    support_level LowCardinality(String) COMMENT 'forum, email or priority'
)
ENGINE = MergeTree ORDER BY plan_code;

INSERT INTO plugmart.plans VALUES ('free', 0, 1000, 'forum'), ('sandbox', 0, 200, 'forum'), ('hobby', 15, 20000, 'email'), ('team', 120, 250000, 'email'), ('enterprise', 900, 5000000, 'priority');

CREATE TABLE plugmart.developers
(
    dev_id         UInt32,
    handle         String,
    country        LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    signed_up_on   Date,
    account_status LowCardinality(String) COMMENT 'active, frozen (unpaid invoice) or closed'
)
ENGINE = MergeTree ORDER BY dev_id;

INSERT INTO plugmart.developers
SELECT
    300 + number,
    concat(['null','byte','lambda','tiny','async','mono','vector','cron'][1 + cityHash64(number, 'd-a') % 8], ['fox','smith','kit','owl','works','pilot'][1 + cityHash64(number, 'd-b') % 6], toString(number)),
    ['DE','US','FR','IN','BR','GB','PL'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'd-c') / 18446744073709551616.0, 1.3)))],
    toDate('2026-05-15') - toUInt32(floor(1200 * pow(cityHash64(number, 'd-s') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'd-st') % 100 < 86, 'active', cityHash64(number, 'd-st') % 100 < 94, 'frozen', 'closed')
FROM numbers(640);

CREATE TABLE plugmart.calls
(
    called_at    DateTime64(3, 'UTC'),
    request_id   String,
    dev_id       UInt32,
    api          LowCardinality(String),
    plan_code    LowCardinality(String) COMMENT 'plan of the developer at the time of the call',
    pop          LowCardinality(String) COMMENT 'data centre that answered: fra = Frankfurt, iad = Virginia, sin = Singapore, gru = Sao Paulo',
    http_code    UInt16,
    took_ms      UInt32,
    body_bytes   Nullable(UInt32) COMMENT 'size of the response, null when it had no body',
    from_cache   UInt8,
    charge_state LowCardinality(String) COMMENT 'billed, included (inside the quota) or waived (we credited it back); only billed calls bring money',
    charge_usd   Decimal(10, 4) COMMENT 'list price of the call',
    client_lib   LowCardinality(Nullable(String)) COMMENT 'SDK of the caller, null for plain HTTP'
)
ENGINE = MergeTree ORDER BY called_at;

-- ocr answers 503 to most calls from 2026-05-21 10:40; the gateway recorded nothing on 2026-05-09; some developers come for the first time this week.
INSERT INTO plugmart.calls
SELECT called_at, request_id, dev_id, api, plan_code, pop, http_code, took_ms,
    if(http_code = 204 OR cityHash64(n, 'k-nb') % 100 < 5, NULL, toNullable(toUInt32(120 + cityHash64(n, 'k-b') % 60000))),
    toUInt8(http_code = 200 AND cityHash64(n, 'k-ca') % 100 < 22), charge_state,
    toDecimal64(round(multiIf(api = 'ocr', 0.045, api = 'sms-send', 0.07, api = 'maps', 0.012, api = 'sentiment', 0.02, api = 'vat-check', 0.03, 0.005) * (1 + cityHash64(n, 'k-pr') % 4), 4), 4),
    if(cityHash64(n, 'k-l0') % 100 < 30, NULL, toNullable(['python','node','go','java'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'k-l') / 18446744073709551616.0, 1.4)))]))
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.75))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms') % 57900) AS called_at,
        concat('rq-', lower(hex(cityHash64(number, 'k-id')))) AS request_id,
        300 + toUInt32(floor(if(called_at >= '2026-05-18 00:00:00', 600, 520) * pow(cityHash64(number, 'k-dev') / 18446744073709551616.0, 1.5))) AS dev_id,
        ['geocode','maps','ocr','fxrates','sentiment','sms-send','vat-check'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'k-api') / 18446744073709551616.0, 1.35)))] AS api,
        ['free','hobby','team','sandbox','enterprise'][1 + toUInt8(floor(5 * pow(cityHash64(dev_id, 'k-plan') / 18446744073709551616.0, 1.1)))] AS plan_code,
        ['fra','iad','sin','gru'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-pop') / 18446744073709551616.0, 1.4)))] AS pop,
        cityHash64(number, 'k-h') % 1000 AS h,
        toUInt16(multiIf(api = 'ocr' AND called_at >= '2026-05-21 10:40:00' AND h < 620, 503,
                h < 14, 503, h < if(pop = 'gru', 50, 28), 500, h < 55, 502, h < if(plan_code IN ('free', 'sandbox'), 150, 80), 429, h < 190, 404, h < 230, 204, 200)) AS http_code,
        toUInt32(floor(multiIf(api = 'ocr', 640, api = 'sentiment', 310, api = 'sms-send', 220, api = 'geocode', 140, api = 'maps', 180, 60) * if(pop = 'gru', 2.4, 1)
            * pow(1 - cityHash64(number, 'k-t') / 18446744073709551616.0, -0.6))) AS took_ms,
        multiIf(http_code >= 400, if(cityHash64(number, 'k-cs') % 3 = 0, 'included', 'waived'), plan_code IN ('free', 'sandbox'), 'included',
                cityHash64(number, 'k-cs') % 100 < 55, 'billed', cityHash64(number, 'k-cs') % 100 < 58, 'waived', 'included') AS charge_state
    FROM numbers(7400)
)
WHERE toDate(called_at) != '2026-05-09';
