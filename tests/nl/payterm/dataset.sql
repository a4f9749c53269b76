-- Card payment terminals of shops: payments and heartbeats. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS payterm;
CREATE DATABASE payterm;

CREATE TABLE payterm.shops
(
    shop_id   UInt16,
    shop_name String,
    trade     LowCardinality(String) COMMENT 'bakery, florist, cafe, pharmacy, bookshop or butcher',
    town      LowCardinality(String),
    contract  LowCardinality(String) COMMENT 'basic, plus or pro',
    signed_on Date
)
ENGINE = MergeTree ORDER BY shop_id;

INSERT INTO payterm.shops
SELECT toUInt16(200 + number),
       concat(['Linden','Harbour','Corner','Old Mill','Station','Garden'][1 + intDiv(number, 3) % 6], ' ', ['Bakery','Florist','Cafe','Pharmacy','Bookshop','Butcher'][1 + number % 6]),
       ['bakery','florist','cafe','pharmacy','bookshop','butcher'][1 + number % 6],
       ['Graz','Linz','Salzburg','Villach'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-town') / 18446744073709551616.0, 1.2)))],
       ['basic','plus','pro'][1 + cityHash64(number, 's-con') % 3],
       toDate('2026-03-15') - toUInt32(cityHash64(number, 's-sign') % 1600)
FROM numbers(18);

CREATE TABLE payterm.payments
(
    paid_at      DateTime64(3, 'UTC'),
    payment_ref  String,
    terminal     LowCardinality(String),
    shop_id      UInt16,
    card         String COMMENT 'hash of the card number, one per card',
    scheme       LowCardinality(String) COMMENT 'visa, mastercard, amex or maestro',
    entry        FixedString(1) COMMENT 'how the card was read: C = chip, N = contactless, M = magnetic stripe',
    result       LowCardinality(String) COMMENT 'approved, declined or reversed, only approved payments reach the shop',
    decline_code LowCardinality(String) COMMENT '05 = do not honour, 51 = not enough money, 55 = wrong PIN, 91 = bank not reachable, empty when not declined',
    amount_cents UInt32 COMMENT 'euro cents, without the tip',
    tip_cents    Nullable(UInt32) COMMENT 'null when no tip was given',
    auth_ms      UInt32 COMMENT 'time until the bank answered',
    issuer       LowCardinality(String) COMMENT 'country of the bank of the card, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY (terminal, paid_at);

-- Amex is declined (91) en masse on 2026-05-20 from 10:00 to 12:00. No payment at all on 2026-05-10.
INSERT INTO payterm.payments
SELECT paid_at, payment_ref, terminal, shop_id, card, scheme, entry, result,
       if(result = 'declined', multiIf(storm AND d < 95, '91', d < 38, '51', d < 62, '05', d < 88 AND entry = 'C', '55', d < 88, '51', '91'), '') AS decline_code,
       amount_cents,
       if(result = 'approved' AND cityHash64(n, 'p-tip0') % 100 < if(shop_id % 6 = 4, 46, 12), toNullable(toUInt32(20 + round(amount_cents * (2 + cityHash64(n, 'p-tip') % 13) / 100))), NULL) AS tip_cents,
       toUInt32((120 + 260 * pow(1 - cityHash64(n, 'p-auth') / 18446744073709551616.0, -0.55)) * multiIf(entry = 'C', 1.6, entry = 'M', 2.4, 1.0)) AS auth_ms,
       issuer
FROM
(
    SELECT
        number AS n,
        concat('PR', toString(640000 + number)) AS payment_ref,
        toDateTime64('2026-05-21 07:00:00', 3, 'UTC') - toIntervalDay(toUInt32(floor(50 * pow(cityHash64(number, 'p-day') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(cityHash64(number, 'p-min') % 780) + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57900) AS paid_at,
        toUInt32(floor(30 * pow(cityHash64(number, 'p-term') / 18446744073709551616.0, 1.7))) AS t,
        concat('T-', toString(1001 + t)) AS terminal,
        toUInt16(200 + t % 18) AS shop_id,
        concat('c', lower(hex(cityHash64(toUInt32(floor(3200 * pow(cityHash64(number, 'p-card') / 18446744073709551616.0, 1.3))), 'card')))) AS card,
        ['visa','mastercard','maestro','amex'][1 + toUInt8(floor(4 * pow(cityHash64(card, 'p-sch') / 18446744073709551616.0, 1.3)))] AS scheme,
        ['N','C','M'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-ent') / 18446744073709551616.0, 2.3)))] AS entry,
        toUInt32(180 + floor(700 * (pow(1 - cityHash64(number, 'p-amt') / 18446744073709551616.0, -0.5) - 0.6) * multiIf(shop_id % 6 = 2, 0.7, shop_id % 6 = 3, 2.4, shop_id % 6 = 4, 1.1, shop_id % 6 = 5, 2.9, 1.6))) AS amount_cents,
        ['AT','DE','IT','CH','HU'][1 + toUInt8(floor(5 * pow(cityHash64(card, 'p-iss') / 18446744073709551616.0, 2.0)))] AS issuer,
        scheme = 'amex' AND paid_at >= '2026-05-20 10:00:00' AND paid_at < '2026-05-20 12:00:00' AS storm,
        cityHash64(number, 'p-dec') % 100 AS d,
        cityHash64(number, 'p-res') % 1000 AS r,
        multiIf(storm AND r < 850, 'declined', r < multiIf(scheme = 'amex', 125, entry = 'M', 180, 70), 'declined', r >= 972, 'reversed', 'approved') AS result
    FROM numbers(9500)
)
WHERE paid_at < '2026-05-21 16:20:00' AND toDate(paid_at) != '2026-05-10'
  AND NOT (toDayOfWeek(paid_at) = 7 AND cityHash64(n, 'p-sun') % 10 < 6);

-- The amex payments of that storm beyond the usual ones, and one card that pays small amounts all day on 2026-05-21.
INSERT INTO payterm.payments
SELECT toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalMinute(number * 2) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57900), concat('PR', toString(700000 + number)),
       concat('T-', toString(1001 + number % 30)), toUInt16(200 + (number % 30) % 18), concat('c', lower(hex(cityHash64(number, 'y-card')))), 'amex', 'N', 'declined', '91',
       toUInt32(900 + cityHash64(number, 'y-amt') % 4000), NULL, toUInt32(4000 + cityHash64(number, 'y-auth') % 900), 'DE'
FROM numbers(58);
INSERT INTO payterm.payments
SELECT toDateTime64('2026-05-21 08:10:00', 3, 'UTC') + toIntervalMinute(number * 9) + toIntervalMillisecond(1000 + cityHash64(number, 'z-ms') % 57900), concat('PR', toString(710000 + number)),
       'T-1012', toUInt16(211), 'cf00dfacade15bad1', 'visa', 'N', 'approved', '', toUInt32(210 + cityHash64(number, 'z-amt') % 200), NULL, toUInt32(310 + cityHash64(number, 'z-auth') % 90), 'HU'
FROM numbers(46);

CREATE TABLE payterm.heartbeats
(
    seen_at     DateTime('UTC'),
    terminal    LowCardinality(String) COMMENT 'each terminal reports about every ten minutes, day and night',
    shop_id     UInt16,
    firmware    LowCardinality(String),
    link        LowCardinality(String) COMMENT 'wifi, lte or lan',
    battery_pct Nullable(UInt8) COMMENT 'null when the terminal runs on mains',
    paper_low   UInt8 COMMENT '1 = the paper roll is nearly empty'
)
ENGINE = MergeTree ORDER BY (terminal, seen_at);

-- T-1008 is silent since 13:50, T-1020 since 15:30, T-1027 since 11:10.
INSERT INTO payterm.heartbeats
SELECT seen_at, terminal, shop_id, firmware, link, battery_pct, paper_low
FROM
(
    SELECT
        number AS n, number % 30 AS t, intDiv(number, 30) AS slot,
        toDateTime('2026-05-20 00:00:00', 'UTC') + toIntervalMinute(slot * 10 + cityHash64(t, 'k-off') % 10) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS seen_at,
        concat('T-', toString(1001 + t)) AS terminal,
        toUInt16(200 + t % 18) AS shop_id,
        ['3.2.1','3.2.0','2.9.4'][1 + toUInt8(floor(3 * pow(cityHash64(t, 'k-fw') / 18446744073709551616.0, 1.4)))] AS firmware,
        ['wifi','lte','lan'][1 + cityHash64(t, 'k-link') % 3] AS link,
        if(link = 'lan', NULL, toNullable(toUInt8(100 - (slot * (3 + cityHash64(t, 'k-bat') % 4) + cityHash64(t, 'k-b0')) % 93))) AS battery_pct,
        toUInt8(cityHash64(t, intDiv(slot, 9), 'k-paper') % 100 < 12) AS paper_low
    FROM numbers(7260)
)
WHERE seen_at < '2026-05-21 16:20:00'
  AND NOT (seen_at < '2026-05-21 15:00:00' AND cityHash64(n, 'k-miss') % 100 < 4)
  AND NOT (terminal = 'T-1008' AND seen_at >= '2026-05-21 13:50:00')
  AND NOT (terminal = 'T-1020' AND seen_at >= '2026-05-21 15:30:00')
  AND NOT (terminal = 'T-1027' AND seen_at >= '2026-05-21 11:10:00');
