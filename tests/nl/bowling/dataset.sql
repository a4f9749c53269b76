-- Bowling halls: lane bookings, shoe hire, kitchen and bar. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS bowling;
CREATE DATABASE bowling;

CREATE TABLE bowling.halls
(
    hall      LowCardinality(String),
    town      LowCardinality(String),
    lanes     UInt8 COMMENT 'number of lanes',
    run_by    LowCardinality(String) COMMENT 'own or franchise',
    opened_on Date
)
ENGINE = MergeTree ORDER BY hall;

INSERT INTO bowling.halls VALUES
('Kingpin', 'Utrecht', 20, 'own', '2011-03-12'),
('Strike House', 'Antwerp', 16, 'own', '2016-09-01'),
('Gutter Club', 'Utrecht', 8, 'franchise', '2019-11-23'),
('Split Lane', 'Aachen', 12, 'franchise', '2022-05-14'),
('Ten Down', 'Antwerp', 10, 'own', '2024-10-05'),
('Alley Cat', 'Bremen', 14, 'franchise', '2025-02-20');

CREATE TABLE bowling.bookings
(
    booking_no  UInt32,
    hall        LowCardinality(String),
    lane        UInt8,
    starts_at   DateTime('UTC') COMMENT 'start of the slot on the lane',
    guest_id    UInt32 COMMENT 'the guest who booked',
    channel     LowCardinality(String) COMMENT 'web, phone or walk_in',
    occasion    LowCardinality(String) COMMENT 'regular, birthday, company or league',
    status      LowCardinality(String) COMMENT 'played, cancelled or no_show, only played bookings pay for the lane',
    players     UInt8,
    games       UInt8 COMMENT 'games bowled, 0 when nobody played',
    shoe_pairs  UInt8 COMMENT 'pairs of shoes rented',
    lane_eur    Decimal(8, 2) COMMENT 'price of the lane',
    best_score  Nullable(UInt16) COMMENT 'best single game of the group, 0 to 300'
)
ENGINE = MergeTree ORDER BY (hall, starts_at);

-- Ten Down has a wave of no-shows on 2026-05-20 from 18:00 to 21:00, Split Lane was closed on 2026-05-13.
INSERT INTO bowling.bookings
SELECT booking_no, hall, lane, starts_at, guest_id, channel, occasion, status, players,
       if(status = 'played', toUInt8(1 + cityHash64(n, 'b-games') % 4), 0) AS games,
       if(status = 'played', toUInt8(players - cityHash64(n, 'b-shoe') % 3 % players), 0) AS shoe_pairs,
       toDecimal64(round((9 + 3.25 * players) * multiIf(occasion = 'birthday', 1.3, occasion = 'company', 1.45, occasion = 'league', 0.7, 1.0) * if(toHour(starts_at) >= 18, 1.25, 1.0)
           * (0.92 + cityHash64(n, 'b-pr') % 17 / 100), 2), 2) AS lane_eur,
       if(status = 'played' AND cityHash64(n, 'b-sc0') % 100 < 93, toNullable(toUInt16(85 + floor(190 * pow(cityHash64(n, 'b-sc') / 18446744073709551616.0, if(occasion = 'league', 0.8, 1.7))))), NULL) AS best_score
FROM
(
    SELECT
        number AS n,
        toUInt32(410000 + number) AS booking_no,
        ['Kingpin','Strike House','Gutter Club','Split Lane','Ten Down','Alley Cat'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-hall') / 18446744073709551616.0, 1.3)))] AS hall,
        toUInt8(1 + cityHash64(number, 'b-lane') % multiIf(hall = 'Kingpin', 20, hall = 'Strike House', 16, hall = 'Gutter Club', 8, hall = 'Split Lane', 12, hall = 'Ten Down', 10, 14)) AS lane,
        toDateTime('2026-05-21 10:00:00', 'UTC') - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 'b-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(toUInt32(floor(790 * pow(cityHash64(number, 'b-min') / 18446744073709551616.0, 0.7)))) + toIntervalSecond(1 + cityHash64(number, 'b-sec') % 58) AS starts_at,
        toUInt32(2000 + floor(2600 * pow(cityHash64(number, 'b-guest') / 18446744073709551616.0, 1.5))) AS guest_id,
        ['web','walk_in','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        ['regular','birthday','company','league'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-occ') / 18446744073709551616.0, 2.0)))] AS occasion,
        toUInt8(if(occasion IN ('birthday', 'company'), 5, 2) + cityHash64(number, 'b-pl') % 6) AS players,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(hall = 'Ten Down' AND starts_at >= '2026-05-20 18:00:00' AND starts_at < '2026-05-20 21:00:00' AND s < 750, 'no_show',
                channel = 'walk_in', if(s < 15, 'cancelled', 'played'),
                s < 95, 'cancelled', s < if(channel = 'phone', 215, 150), 'no_show', 'played') AS status
    FROM numbers(7200)
)
WHERE starts_at < '2026-05-21 16:20:00'
  AND NOT (hall = 'Split Lane' AND toDate(starts_at) = '2026-05-13')
  AND NOT (toDayOfWeek(starts_at) IN (1, 2, 3) AND cityHash64(n, 'b-quiet') % 10 < 3 AND toDate(starts_at) != '2026-05-20');

-- The guests who did not come to Ten Down.
INSERT INTO bowling.bookings
SELECT toUInt32(490000 + number), 'Ten Down', toUInt8(1 + number % 10), toDateTime('2026-05-20 18:00:00', 'UTC') + toIntervalMinute(number * 5) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
       toUInt32(2000 + cityHash64(number, 'x-g') % 2600), 'web', 'regular', 'no_show', toUInt8(2 + number % 5), 0, 0, toDecimal64(24.5 + number % 7, 2), NULL
FROM numbers(34);

CREATE TABLE bowling.orders
(
    order_no     UInt32,
    ordered_at   DateTime('UTC'),
    hall         LowCardinality(String),
    lane         UInt8 COMMENT 'lane that ordered, 0 = at the bar',
    item         LowCardinality(String),
    kind         LowCardinality(String) COMMENT 'food or drink',
    qty          UInt8,
    amount_cents UInt32 COMMENT 'whole order line with VAT, in euro cents',
    voided       UInt8 COMMENT '1 = taken back, no money was kept',
    wait_s       Nullable(UInt16) COMMENT 'kitchen time from order to serving, null for drinks'
)
ENGINE = MergeTree ORDER BY (hall, ordered_at);

-- The tills were down on 2026-05-06: no order at all. The kitchen of Strike House is very slow on 2026-05-21.
INSERT INTO bowling.orders
SELECT order_no, ordered_at, hall, lane, item, kind, qty, amount_cents, voided,
       if(kind = 'drink', NULL, toNullable(toUInt16((150 + 900 * pow(cityHash64(n, 'o-w') / 18446744073709551616.0, 1.6)) * multiIf(item = 'pizza', 1.5, item = 'fries', 0.7, item = 'burger', 1.2, 1.0)
           * if(hall = 'Strike House' AND ordered_at >= '2026-05-21 00:00:00', 4.2, 1.0)))) AS wait_s
FROM
(
    SELECT
        number AS n,
        toUInt32(88000 + number) AS order_no,
        toDateTime('2026-05-21 10:00:00', 'UTC') - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 'o-day') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(toUInt32(floor(830 * pow(cityHash64(number, 'o-min') / 18446744073709551616.0, 0.75)))) + toIntervalSecond(1 + cityHash64(number, 'o-sec') % 58) AS ordered_at,
        ['Kingpin','Strike House','Alley Cat','Gutter Club','Split Lane','Ten Down'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'o-hall') / 18446744073709551616.0, 1.25)))] AS hall,
        toUInt8(if(cityHash64(number, 'o-bar') % 10 < 3, 0, 1 + cityHash64(number, 'o-lane') % 8)) AS lane,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'o-item') / 18446744073709551616.0, 1.35))) AS i,
        ['beer','fries','cola','pizza','burger','nachos','lemonade','coffee'][i] AS item,
        ['drink','food','drink','food','food','food','drink','drink'][i] AS kind,
        toUInt8(1 + floor(4 * pow(cityHash64(number, 'o-qty') / 18446744073709551616.0, 1.9))) AS qty,
        toUInt32(qty * [430, 450, 320, 1190, 1350, 790, 340, 280][i]) AS amount_cents,
        toUInt8(cityHash64(number, 'o-void') % 1000 < if(hall = 'Strike House', 75, 35)) AS voided
    FROM numbers(8500)
)
WHERE ordered_at < '2026-05-21 16:20:00' AND toDate(ordered_at) != '2026-05-06'
  AND NOT (hall = 'Split Lane' AND toDate(ordered_at) = '2026-05-13');
