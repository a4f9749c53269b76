-- A company that sends SMS and push messages for other firms. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No message lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS relayd;
CREATE DATABASE relayd;

CREATE TABLE relayd.clients
(
    client_id UInt32,
    firm      String,
    sector    LowCardinality(String) COMMENT 'FIN banks and payments, TRV travel, RET shops, HLT health, LOG parcels and freight',
    plan      LowCardinality(String) COMMENT 'starter, growth or enterprise',
    signed_on Date COMMENT 'day of the contract',
    account   LowCardinality(String) COMMENT 'live, paused or closed'
)
ENGINE = MergeTree ORDER BY client_id;

-- The last six clients have sent nothing so far.
INSERT INTO relayd.clients
SELECT
    101 + number,
    concat(['Kestrel','Alder','Bonito','Cobalt','Dorado','Ember','Fjord','Granite','Harrier','Indigo','Juniper','Lumen'][1 + number % 12], ' ',
           ['Pay','Travel','Market','Health','Logistics'][1 + (number + intDiv(number, 12)) % 5]),
    ['FIN','TRV','RET','HLT','LOG'][1 + (number + intDiv(number, 12)) % 5],
    ['growth','starter','enterprise'][1 + cityHash64(number, 'k-pln') % 3],
    multiIf(number IN (55, 57, 58), toDate('2026-02-03') + toUInt16(cityHash64(number, 'k-new') % 80),
            number > 53, toDate('2024-05-06') + toUInt16(cityHash64(number, 'k-old') % 300),
            toDate('2026-03-30') - toUInt16(floor(1400 * pow(cityHash64(number, 'k-sig') / 18446744073709551616.0, 1.4)))),
    multiIf(cityHash64(number, 'k-acc') % 100 < 86, 'live', cityHash64(number, 'k-acc') % 100 < 95, 'paused', 'closed')
FROM numbers(60);

CREATE TABLE relayd.messages
(
    msg_id       String,
    submitted_at DateTime64(3, 'UTC') COMMENT 'when the client handed the message to us',
    client_id    UInt32,
    channel      LowCardinality(String) COMMENT 'sms or push',
    purpose      LowCardinality(String) COMMENT 'otp (one-time passwords), alert or promo',
    dest         LowCardinality(String) COMMENT 'country of the recipient, ISO 3166 two-letter code',
    route        LowCardinality(String) COMMENT 'upstream we hand it to',
    parts        UInt8 COMMENT 'SMS segments, always 1 for push',
    state        LowCardinality(String) COMMENT 'sent, blocked (caught by the spam filter) or failed (the route did not take it)',
    price_mills  UInt32 COMMENT 'quoted price in thousandths of a euro, charged to the client only when the message is sent',
    queue_ms     Nullable(UInt32) COMMENT 'wait before the hand-over to the route, null when blocked'
)
ENGINE = MergeTree ORDER BY (submitted_at, msg_id);

-- No push message on 2026-05-10. The route norlink refuses many messages and is slow since 2026-05-21 09:00.
INSERT INTO relayd.messages
SELECT msg_id, submitted_at, client_id, channel, purpose, dest, route, parts, state, price_mills, queue_ms
FROM
(
    SELECT
        number AS n,
        concat('m-', leftPad(toString(310000 + number), 7, '0')) AS msg_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(57600 * pow(cityHash64(number, 'g-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'g-ms') % 57000) AS submitted_at,
        toUInt32(101 + floor(54 * pow(cityHash64(number, 'g-cli') / 18446744073709551616.0, 1.6))) AS client_id,
        if(cityHash64(number, 'g-chn') % 100 < 62, 'sms', 'push') AS channel,
        ['otp','alert','promo'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'g-pur') / 18446744073709551616.0, if(channel = 'sms', 1.4, 0.9))))] AS purpose,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'g-dst') / 18446744073709551616.0, 1.5))) AS d,
        ['PL','DE','RO','FR','ES','TR'][d] AS dest,
        if(channel = 'push', ['fcm','apns'][1 + (cityHash64(number, 'g-psh') % 100 < 39)],
           ['tellaro','norlink','sudcom','baltic1'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-rou') / 18446744073709551616.0, 1.3)))]) AS route,
        toUInt8(if(channel = 'push', 1, [1,1,1,1,2,2,3][1 + cityHash64(number, 'g-prt') % 7])) AS parts,
        (route = 'norlink' AND submitted_at >= '2026-05-21 09:00:00') AS ill,
        cityHash64(number, 'g-st') % 1000 AS s,
        multiIf(s < if(purpose = 'promo', 120, 15), 'blocked', s >= 1000 - if(ill, 480, 22), 'failed', 'sent') AS state,
        toUInt32(if(channel = 'push', 3, parts * [41, 74, 36, 58, 52, 29][d]) + if(purpose = 'otp' AND channel = 'sms', 4, 0)) AS price_mills,
        if(state = 'blocked', NULL, toNullable(toUInt32(least(95000, 110 * if(ill, 30, 1) * pow(1 - cityHash64(number, 'g-que') / 18446744073709551616.0, -0.85))))) AS queue_ms
    FROM numbers(11000)
)
WHERE NOT (channel = 'push' AND toDate(submitted_at) = '2026-05-10')
  AND NOT (toHour(submitted_at) < 5 AND cityHash64(n, 'g-ngt') % 3 != 0)
  AND NOT (purpose = 'promo' AND (toHour(submitted_at) < 8 OR toHour(submitted_at) > 20));

-- Somebody pumps one-time passwords through a form of Kestrel Pay on 2026-05-19 from 02:00 to 04:00.
INSERT INTO relayd.messages
SELECT
    concat('m-', leftPad(toString(390000 + number), 7, '0')),
    toDateTime64('2026-05-19 02:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'p-min') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000),
    101, 'sms', 'otp', 'TR', 'sudcom', 1, 'sent', 33, toNullable(toUInt32(120 + cityHash64(number, 'p-que') % 400))
FROM numbers(280);

CREATE TABLE relayd.receipts
(
    received_at DateTime64(3, 'UTC'),
    msg_id      String,
    client_id   UInt32,
    network     LowCardinality(String) COMMENT 'mobile network of the handset, for push apple or google',
    outcome     LowCardinality(String) COMMENT 'D delivered, U undeliverable, X expired, R refused by the network',
    err         Nullable(UInt16) COMMENT '11 handset off, 34 number does not exist, 61 memory full, null when delivered',
    deliver_ms  Nullable(UInt32) COMMENT 'from the hand-over to the handset, null unless delivered'
)
ENGINE = MergeTree ORDER BY (received_at, msg_id);

-- At most one receipt a message. SFR is silent since the evening of 2026-05-20, Digi since 11:05 on 2026-05-21.
INSERT INTO relayd.receipts
SELECT received_at, msg_id, client_id, network, outcome,
       if(outcome = 'D', NULL, toNullable(toUInt16([11,34,61,11][1 + cityHash64(msg_id, 'e-err') % 4]))) AS err,
       if(outcome = 'D', toNullable(dms), NULL) AS deliver_ms
FROM
(
    SELECT
        msg_id, client_id,
        multiIf(route = 'apns', 'apple', route = 'fcm', 'google',
                dest = 'PL', ['Play','Plus'][1 + cityHash64(msg_id, 'e-net') % 2],
                dest = 'DE', 'Telekom', dest = 'RO', 'Digi', dest = 'FR', 'SFR', dest = 'ES', 'Movistar', 'Turkcell') AS network,
        cityHash64(msg_id, 'e-out') % 1000 AS o,
        multiIf(o < multiIf(network = 'Movistar', 130, network IN ('apple', 'google'), 35, 60), 'U', o < 165, 'X', o < if(purpose = 'promo', 215, 180), 'R', 'D') AS outcome,
        toUInt32(least(600000, multiIf(channel = 'push', 300, network = 'Turkcell', 5200, network = 'Plus', 1500, 1900) * pow(1 - cityHash64(msg_id, 'e-dms') / 18446744073709551616.0, -0.5))) AS dms,
        submitted_at + toIntervalMillisecond(assumeNotNull(queue_ms) + if(outcome = 'X', 3600000, dms)) AS received_at
    FROM relayd.messages
    WHERE state = 'sent' AND cityHash64(msg_id, 'e-has') % 1000 < 935
)
WHERE received_at < '2026-05-21 16:20:00'
  AND NOT (network = 'SFR' AND received_at >= '2026-05-20 21:40:00')
  AND NOT (network = 'Digi' AND received_at >= '2026-05-21 11:05:00');
