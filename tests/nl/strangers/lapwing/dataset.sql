-- A message-queue host: messages of tenants through their queues. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS lapwing;
CREATE DATABASE lapwing;

CREATE TABLE lapwing.tenants
(
    tenant_id  UInt32,
    company    String,
    tier       LowCardinality(String) COMMENT 'free, team or business',
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    signed_up  Date,
    churned_on Nullable(Date)
)
ENGINE = MergeTree ORDER BY tenant_id;

INSERT INTO lapwing.tenants
SELECT
    toUInt32(2001 + number),
    concat(['Aster','Bolt','Cobalt','Drift','Ember','Fjord','Gantry','Helio'][1 + cityHash64(number, 'n-a') % 8], ' ', ['Labs','Freight','Pay','Games','Health'][1 + cityHash64(number, 'n-b') % 5], ' ', toString(number + 1)),
    ['team','free','business'][1 + cityHash64(number, 'n-tier') % 3],
    ['DE','US','BR','SG','CA','FR'][1 + cityHash64(number, 'n-ctry') % 6],
    toDate('2026-03-15') - toUInt32(cityHash64(number, 'n-day') % 1500),
    if(cityHash64(number, 'n-churn') % 14 = 0, toNullable(toDate('2026-05-15') - toUInt32(cityHash64(number, 'n-chd') % 40)), NULL)
FROM numbers(70);

CREATE TABLE lapwing.queues
(
    queue_id   UInt32,
    tenant_id  UInt32,
    queue_name String,
    kind       LowCardinality(String) COMMENT 'classic, quorum or stream',
    created_on Date,
    max_length Nullable(UInt32) COMMENT 'messages; null = unlimited',
    paused     UInt8
)
ENGINE = MergeTree ORDER BY queue_id;

INSERT INTO lapwing.queues
SELECT
    toUInt32(31 + number),
    toUInt32(2001 + number % 70),
    concat(['invoices','emails','sensors','orders','audit','thumbnails','webhooks'][1 + cityHash64(number, 'q-a') % 7], '.', toString(31 + number)),
    ['classic','quorum','classic','stream'][1 + cityHash64(number, 'q-kind') % 4],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'q-day') % 700),
    if(cityHash64(number, 'q-max') % 4 = 0, NULL, toNullable(toUInt32(10000 * (1 + cityHash64(number, 'q-max2') % 50)))),
    toUInt8(cityHash64(number, 'q-pause') % 12 = 0)
FROM numbers(190);

CREATE TABLE lapwing.deliveries
(
    message_id    String,
    queue_id      UInt32,
    tenant_id     UInt32,
    zone          LowCardinality(String) COMMENT 'data centre: fra = Frankfurt, iad = Virginia, sin = Singapore, gru = Sao Paulo',
    protocol      LowCardinality(String),
    enqueued_at   DateTime64(3, 'UTC'),
    acked_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'when the consumer confirmed; only for acked',
    verdict       LowCardinality(String) COMMENT 'acked, rejected, expired or dead_lettered',
    attempts      UInt8 COMMENT 'how often it was handed to a consumer',
    payload_bytes UInt32,
    wait_ms       Nullable(UInt32) COMMENT 'time in the queue until a consumer took it; null when it expired first',
    persistent    UInt8 COMMENT '1 = written to disk',
    worker        LowCardinality(String) COMMENT 'consumer host, empty when none took the message',
    fee_usd       Decimal(12, 6) COMMENT 'charged to the tenant for acked messages only'
)
ENGINE = MergeTree ORDER BY (zone, enqueued_at);

-- Singapore had no message on 2026-05-08; in Sao Paulo messages are dead-lettered en masse on 2026-05-20 09:00-11:00;
-- worker wk-07 is silent since 2026-05-17 22:00, wk-13 since 2026-05-19 03:00.
INSERT INTO lapwing.deliveries
SELECT message_id, queue_id, tenant_id, zone, protocol, enqueued_at,
       if(verdict = 'acked', toNullable(toDateTime64(toStartOfMinute(enqueued_at), 3, 'UTC') + toIntervalMinute(1 + intDiv(wait, 60000)) + toIntervalMillisecond(1000 + cityHash64(n, 'm-ms2') % 57000)), NULL) AS acked_at,
       verdict,
       toUInt8(multiIf(verdict = 'expired', 0, verdict = 'dead_lettered', 5, 1 + floor(4.2 * pow(cityHash64(n, 'm-att') / 18446744073709551616.0, 4)))) AS attempts,
       payload_bytes,
       if(verdict = 'expired', NULL, toNullable(wait)) AS wait_ms,
       persistent,
       if(verdict = 'expired', '', wk) AS worker,
       toDecimal64(round(0.0004 + payload_bytes * 0.00000006 + if(persistent = 1, 0.0011, 0), 6), 6) AS fee_usd
FROM
(
    SELECT
        number AS n,
        concat('m', lower(hex(cityHash64(number, 'm-id')))) AS message_id,
        toUInt32(floor(190 * pow(cityHash64(number, 'm-q') / 18446744073709551616.0, 1.9))) AS q,
        toUInt32(31 + q) AS queue_id,
        toUInt32(2001 + q % 70) AS tenant_id,
        ['fra','iad','sin','gru'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-zone') / 18446744073709551616.0, 1.3)))] AS zone,
        ['amqp','mqtt','stomp'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-prot') / 18446744073709551616.0, 1.5)))] AS protocol,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(79000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000) AS enqueued_at,
        cityHash64(number, 'm-ver') % 1000 AS r,
        multiIf(zone = 'gru' AND enqueued_at >= '2026-05-20 09:00:00' AND enqueued_at < '2026-05-20 11:00:00' AND r < 850, 'dead_lettered',
                r < multiIf(protocol = 'stomp', 75, protocol = 'mqtt', 35, 22), 'dead_lettered', r < 140, 'expired', r < 225, 'rejected', 'acked') AS verdict,
        toUInt32(floor(900 * pow(1 - cityHash64(number, 'm-pay') / 18446744073709551616.0, -1.6)) % 900000) AS payload_bytes,
        toUInt32(floor(multiIf(zone = 'gru', 160, zone = 'sin', 120, 60) * pow(1 - cityHash64(number, 'm-wait') / 18446744073709551616.0, -0.8)) % 1800000) AS wait,
        toUInt8(cityHash64(number, 'm-per') % 100 < 58) AS persistent,
        concat('wk-', leftPad(toString(1 + cityHash64(number, 'm-wk') % 16), 2, '0')) AS wk
    FROM numbers(7000)
)
WHERE NOT (zone = 'sin' AND toDate(enqueued_at) = '2026-05-08')
  AND NOT (wk = 'wk-07' AND enqueued_at >= '2026-05-17 22:00:00' AND verdict != 'expired')
  AND NOT (wk = 'wk-13' AND enqueued_at >= '2026-05-19 03:00:00' AND verdict != 'expired')
  AND toStartOfMinute(enqueued_at) + toIntervalMinute(2 + intDiv(wait, 60000)) <= '2026-05-21 16:20:00';

-- The dead letters of Sao Paulo, beyond the usual messages.
INSERT INTO lapwing.deliveries
SELECT
    concat('m', lower(hex(cityHash64(number, 'x-id')))), toUInt32(31 + number % 190), toUInt32(2001 + (number % 190) % 70), 'gru', ['amqp','mqtt','stomp'][1 + cityHash64(number, 'x-prot') % 3],
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    NULL, 'dead_lettered', 5, toUInt32(700 + cityHash64(number, 'x-pay') % 9000), toNullable(toUInt32(100 + cityHash64(number, 'x-wait') % 2000)),
    toUInt8(cityHash64(number, 'x-per') % 2), 'wk-04', 0.0012
FROM numbers(70);
