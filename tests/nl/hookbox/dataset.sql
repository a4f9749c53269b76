-- Webhooks of a payments API: attempts to deliver events to customers' endpoints. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No attempt lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS hookbox;
CREATE DATABASE hookbox;

CREATE TABLE hookbox.endpoints
(
    ep_id      String COMMENT 'webhook endpoint',
    url        String,
    merchant   LowCardinality(String) COMMENT 'the customer who owns the endpoint; some own two',
    plan       Enum8('starter' = 1, 'growth' = 2, 'enterprise' = 3),
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    api_ver    LowCardinality(String),
    enabled    Bool COMMENT 'false when the merchant or we have switched it off',
    created_on Date
)
ENGINE = MergeTree ORDER BY ep_id
COMMENT 'webhook endpoints of the merchants';

INSERT INTO hookbox.endpoints
SELECT
    concat('we_', leftPad(toString(number + 1), 4, '0')) AS ep_id,
    concat('https://hooks.', lower(replaceAll(merchant, ' ', '-')), '.example/', if(number < 22, 'pay', 'v2')) AS url,
    ['Brightloaf','Kestrel Bikes','Nimbus Travel','Old Quay Coffee','Pagoda Games','Tallow and Wick','Umbra Optics','Verdant Box','Wrenfield','Zephyr Rentals','Quill Press',
     'Juniper Pets','Ironbark','Hearthly','Glint','Fable Toys','Dovetail','Cobalt Gym','Acorn Learning','Lumen Home','Marlow Shoes','Saffron Deli'][1 + number % 22] AS merchant,
    ['starter','growth','growth','enterprise','starter'][1 + cityHash64(number % 22, 'e-plan') % 5] AS plan,
    ['DE','US','GB','BR','JP','NL'][1 + toUInt8(floor(6 * pow(cityHash64(number % 22, 'e-ctry') / 18446744073709551616.0, 1.3)))] AS country,
    ['v3','v2','v1'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-ver') / 18446744073709551616.0, 1.6)))] AS api_ver,
    cityHash64(number, 'e-on') % 8 != 0 AS enabled,
    toDate('2026-02-10') - toUInt32(cityHash64(number, 'e-new') % 900) AS created_on
FROM numbers(40);

CREATE TABLE hookbox.attempts
(
    att_id    UInt64,
    evt_id    String COMMENT 'the event delivered, the same for all its attempts',
    ep_id     String COMMENT 'see endpoints',
    evt_type  LowCardinality(String),
    try_no    UInt8 COMMENT '1 is the first try, 2 to 5 are retries',
    sent_at   DateTime64(3, 'UTC'),
    outcome   Enum8('delivered' = 1, 'rejected' = 2, 'timed_out' = 3, 'unreachable' = 4) COMMENT 'delivered, rejected (answered with 4xx or 5xx), timed_out or unreachable; all but delivered have failed',
    http_code Nullable(UInt16) COMMENT 'status code of the answer, null when there was none',
    resp_ms   Nullable(UInt32) COMMENT 'response time of the endpoint, null when it did not answer',
    queue_ms  UInt32 COMMENT 'time the attempt waited in our queue',
    body_b    UInt32 COMMENT 'payload size in bytes',
    dc        LowCardinality(String) COMMENT 'data centre that sent it: fra = Frankfurt, iad = Virginia, sin = Singapore',
    livemode  Bool COMMENT 'true for live events, false for test events',
    gave_up   Bool COMMENT 'the fifth try failed too, no more retries for this event'
)
ENGINE = MergeTree ORDER BY (sent_at, att_id)
COMMENT 'one row per attempt to deliver a webhook event';

-- Virginia times out on 2026-05-20 13:00 to 16:00; we_0007 rejects nearly all on 2026-05-21; we_0011 gets nothing since 2026-05-16 09:00,
-- we_0039 and we_0040 never got anything; no attempts at all on 2026-05-09.
INSERT INTO hookbox.attempts
SELECT att_id, evt_id, ep_id, evt_type, k, sent_at, outcome,
       multiIf(outcome = 'delivered', toNullable(toUInt16([200,200,200,202,204][1 + cityHash64(e, k, 'a-code') % 5])),
               outcome = 'rejected', toNullable(toUInt16(if(broken, 500, [500,503,429,410,404,400,502,500][1 + cityHash64(e, k, 'a-code') % 8]))), NULL) AS http_code,
       if(outcome IN ('delivered', 'rejected'),
          toNullable(toUInt32(floor(multiIf(k > 1, 270, dc = 'sin', 140, dc = 'iad', 110, 85) * if(evt_type = 'payout.paid', 1.6, 1) * pow(1 - cityHash64(e, k, 'a-resp') / 18446744073709551616.0, -0.55)))), NULL) AS resp_ms,
       toUInt32(floor(if(livemode, 12, 30) * pow(1 - cityHash64(e, k, 'a-queue') / 18446744073709551616.0, -0.5))) AS queue_ms,
       body_b, dc, livemode, k = 5 AND outcome != 'delivered' AS gave_up
FROM
(
    SELECT *, minIf(k, outcome = 'delivered') OVER (PARTITION BY e) AS first_ok
    FROM
    (
        SELECT
            number AS e,
            arrayJoin(range(1, 6)) AS kk,
            toUInt8(kk) AS k,
            8100000 + e * 5 + k AS att_id,
            concat('evt_', lower(hex(cityHash64(e, 'a-evt')))) AS evt_id,
            concat('we_', leftPad(toString(1 + toUInt32(floor(38 * pow(cityHash64(e, 'a-ep') / 18446744073709551616.0, 1.4)))), 4, '0')) AS ep_id,
            ['payment.succeeded','payment.failed','refund.created','payout.paid','dispute.opened'][1 + toUInt8(floor(5 * pow(cityHash64(e, 'a-type') / 18446744073709551616.0, 1.5)))] AS evt_type,
            toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
                - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(e, 'a-ts') / 18446744073709551616.0, 1.5))))
                + toIntervalMinute([0, 1, 6, 36, 156][k])
                + toIntervalMillisecond(1000 + cityHash64(e, k, 'a-ms') % 57000) AS sent_at,
            ['fra','iad','sin'][1 + toUInt8(floor(3 * pow(cityHash64(e, 'a-dc') / 18446744073709551616.0, 1.3)))] AS dc,
            cityHash64(e, 'a-live') % 100 < 78 AS livemode,
            toUInt32(floor(900 * multiIf(evt_type = 'refund.created', 1.5, evt_type = 'dispute.opened', 3.1, 1) * pow(1 - cityHash64(e, 'a-body') / 18446744073709551616.0, -0.62))) AS body_b,
            ep_id = 'we_0007' AND sent_at >= '2026-05-21 00:00:00' AS broken,
            cityHash64(e, k, 'a-st') % 1000 AS s,
            multiIf(broken AND s < 880, 'rejected',
                    dc = 'iad' AND sent_at >= '2026-05-20 13:00:00' AND sent_at < '2026-05-20 16:00:00' AND s < 850, 'timed_out',
                    s < if(k = 1, 60, 230), 'rejected', s < if(k = 1, 100, 410), 'timed_out', s < if(k = 1, 112, 450), 'unreachable', 'delivered') AS outcome
        FROM numbers(7000)
    )
)
WHERE (first_ok = 0 OR k <= first_ok)
  AND sent_at < '2026-05-21 16:20:00'
  AND toDate(sent_at) != '2026-05-09'
  AND NOT (ep_id = 'we_0011' AND sent_at >= '2026-05-16 09:00:00');
