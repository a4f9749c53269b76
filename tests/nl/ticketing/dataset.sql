-- A concert ticket shop: orders, gate scans, events. Clock: 2026-05-21 16:20:00 UTC (a Thursday), nothing later.
-- No row lies in second 0 or 59 of a minute.
-- Planted: no order at all on 2026-05-06 (shop down), gate reader HS-09 rejects tickets en masse since 2026-05-18.
DROP DATABASE IF EXISTS ticketing;
CREATE DATABASE ticketing;

CREATE TABLE ticketing.events
(
    event_id UInt32,
    title    String,
    genre    LowCardinality(String),
    venue    LowCardinality(String),
    city     LowCardinality(String),
    doors_at DateTime('UTC') COMMENT 'doors open',
    capacity UInt32
)
ENGINE = MergeTree ORDER BY event_id;

INSERT INTO ticketing.events
SELECT
    1000 + number,
    concat(['Velvet','Paper','Northern','Electric','Quiet','Golden','Broken','Midnight','Salt','Crimson'][1 + number % 10], ' ',
           ['Owls','Harbours','Engines','Gardens','Sisters','Comets','Letters','Wolves','Tides'][1 + intDiv(number, 10)]),
    ['rock','electronic','jazz','hiphop','classical','folk'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'e-genre') / 18446744073709551616.0, 1.2)))],
    ['Arena Nord','Kesselhaus','Lakeside Hall','Stadthalle','Club Orange'][1 + cityHash64(number, 'e-venue') % 5],
    ['Munich','Hamburg','Zurich','Prague','Vienna'][1 + cityHash64(number, 'e-venue') % 5],
    if(toDate('2026-04-22') + intDiv(number * 2, 3) = '2026-05-21', toDateTime('2026-05-21 15:00:00', 'UTC'),
       toDateTime('2026-04-22 00:00:00', 'UTC') + toIntervalDay(intDiv(number * 2, 3)) + toIntervalMinute([1080, 1110, 1140, 1170][1 + cityHash64(number, 'e-door') % 4])),
    [900, 1400, 2200, 5000, 650][1 + cityHash64(number, 'e-venue') % 5]
FROM numbers(90);

CREATE TABLE ticketing.orders
(
    order_id      String,
    ordered_at    DateTime64(3, 'UTC'),
    buyer_id      UInt32,
    event_id      UInt32,
    channel       LowCardinality(String) COMMENT 'web, app, partner or box_office',
    seat_category LowCardinality(String),
    tickets       UInt8 COMMENT 'how many tickets in this order',
    amount_cents  UInt32 COMMENT 'total of the order in euro cents',
    order_status  LowCardinality(String) COMMENT 'paid, declined (by the bank), expired (basket timed out) or refunded, only paid orders keep their money',
    country       LowCardinality(String) COMMENT 'of the buyer, ISO 3166 two-letter code',
    voucher       Nullable(String),
    checkout_ms   UInt32 COMMENT 'from opening the basket to the last click'
)
ENGINE = MergeTree ORDER BY ordered_at;

INSERT INTO ticketing.orders
SELECT order_id, ordered_at, buyer_id, 1000 + event_no AS event_id, channel, seat_category, tickets, amount_cents, order_status, country, voucher, checkout_ms
FROM
(
    SELECT
        number AS n,
        concat('T-', toString(640000 + number)) AS order_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000) AS ordered_at,
        1 + toUInt32(floor(4000 * pow(cityHash64(number, 'o-buyer') / 18446744073709551616.0, 1.4))) AS buyer_id,
        greatest(0, intDiv(3 * (1 + dateDiff('day', toDate('2026-04-22'), toDate(ordered_at))) + 1, 2)) AS first_no,
        toUInt32(first_no + floor((90 - first_no) * pow(cityHash64(number, 'o-event') / 18446744073709551616.0, 1.8))) AS event_no,
        ['web','app','partner','box_office'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        ['standing','seated','balcony','vip'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-cat') / 18446744073709551616.0, 1.4)))] AS seat_category,
        toUInt8([1,2,2,2,2,3,4,4,5,6][1 + cityHash64(number, 'o-tix') % 10]) AS tickets,
        toUInt32(tickets * (multiIf(seat_category = 'vip', 14900, seat_category = 'seated', 6200, seat_category = 'balcony', 5100, 3900) + 50 * (cityHash64(event_no, 'o-price') % 60))
            + 250 + 5 * (cityHash64(number, 'o-fee') % 40)) AS amount_cents,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < multiIf(channel = 'app', 125, channel = 'box_office', 25, channel = 'partner', 60, 85), 'declined', s < 210, 'expired', s < 265, 'refunded', 'paid') AS order_status,
        ['DE','AT','CH','CZ','PL','IT'][1 + toUInt8(floor(6 * pow(cityHash64(buyer_id, 'o-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        if(cityHash64(number, 'o-vou') % 100 < 12, toNullable(['SPRING10','FRIENDS','PRESS'][1 + cityHash64(number, 'o-vou2') % 3]), NULL) AS voucher,
        toUInt32(9000 + floor(multiIf(channel = 'app', 21000, channel = 'web', 34000, channel = 'partner', 27000, 48000) * pow(1 - cityHash64(number, 'o-chk') / 18446744073709551616.0, -0.5))) AS checkout_ms
    FROM numbers(7500)
)
WHERE toDate(ordered_at) != '2026-05-06'
  AND NOT (toHour(ordered_at) BETWEEN 2 AND 5 AND cityHash64(n, 'o-night') % 4 != 0);

CREATE TABLE ticketing.gate_scans
(
    scan_time DateTime('UTC'),
    event_id  UInt32,
    ticket_no String,
    gate      LowCardinality(String),
    reader    LowCardinality(String) COMMENT 'handheld of the staff',
    verdict   LowCardinality(String) COMMENT 'ok lets the guest in, duplicate, wrong_gate and invalid are turned away',
    answer_ms UInt32
)
ENGINE = MergeTree ORDER BY scan_time;

-- Every ticket is scanned once, some again: after a wrong gate at the right one, or a second time.
INSERT INTO ticketing.gate_scans
SELECT scan_time, event_id, ticket_no, gate, reader, verdict, answer_ms
FROM
(
    SELECT
        intDiv(number, 2) AS p,
        number % 2 AS pos,
        p % 45 AS event_no,
        1000 + event_no AS event_id,
        concat('C', toString(event_id), '-', leftPad(toString(intDiv(p, 45) + 1), 4, '0')) AS ticket_no,
        cityHash64(p, 'g-gate') % 4 AS g,
        if(event_no = 44, toDateTime('2026-05-21 15:00:00', 'UTC'),
           toDateTime('2026-04-22 00:00:00', 'UTC') + toIntervalDay(intDiv(event_no * 2, 3)) + toIntervalMinute([1080, 1110, 1140, 1170][1 + cityHash64(event_no, 'e-door') % 4])) AS doors,
        doors - toIntervalMinute(10) + toIntervalMinute(toUInt32(floor(130 * pow(cityHash64(p, 'g-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMinute(pos * (1 + cityHash64(p, 'g-gap') % 9)) + toIntervalSecond(1 + cityHash64(number, 'g-s') % 58) AS scan_time,
        concat('HS-', leftPad(toString(1 + cityHash64(number, 'g-reader') % 14), 2, '0')) AS reader,
        cityHash64(p, 'g-v') % 1000 AS v,
        multiIf(v < 45, 'wrong_gate', reader = 'HS-09' AND scan_time >= '2026-05-18 00:00:00' AND v < 520, 'invalid', v < 65, 'invalid', 'ok') AS first_verdict,
        if(pos = 0, first_verdict, if(v < 45, 'ok', 'duplicate')) AS verdict,
        ['A','B','C','D'][1 + (g + if(pos = 1 AND (v < 45 OR v % 3 = 0), 1, 0)) % 4] AS gate,
        toUInt32(60 + floor(90 * pow(1 - cityHash64(number, 'g-ms') / 18446744073709551616.0, -0.5))) AS answer_ms
    FROM numbers(18000)
)
WHERE scan_time < '2026-05-21 16:20:00'
  AND cityHash64(p, 'g-come') % 100 < 50 + cityHash64(event_no, 'g-turn') % 50
  AND (pos = 0 OR v < 45 OR (v >= 65 AND cityHash64(p, 'g-dup') % 100 < 6));
