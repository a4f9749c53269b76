-- A chain of karaoke bars: room bookings, drinks, branches. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- Slots begin at 10, 25, 40 or 55 past and no order lies in second 0 or 59, so that inclusive and exclusive window edges agree.
DROP DATABASE IF EXISTS karaoke;
CREATE DATABASE karaoke;

CREATE TABLE karaoke.branches
(
    branch    LowCardinality(String),
    town      LowCardinality(String),
    rooms     UInt8 COMMENT 'number of singing rooms',
    licence   LowCardinality(String) COMMENT 'late (drinks until 3 am) or standard (until 1 am)',
    opened_on Date,
    manager   String
)
ENGINE = MergeTree ORDER BY branch;

INSERT INTO karaoke.branches VALUES
('Soho', 'London', 22, 'late', '2016-09-01', 'Priya Nair'),
('Brick Lane', 'London', 16, 'late', '2018-03-15', 'Tom Eastwood'),
('Northern Quarter', 'Manchester', 18, 'late', '2017-11-10', 'Gemma Holt'),
('Merchant City', 'Glasgow', 14, 'standard', '2019-02-08', 'Ewan Baird'),
('Cowgate', 'Edinburgh', 12, 'late', '2019-08-02', 'Isla Munro'),
('Ropewalks', 'Liverpool', 11, 'standard', '2021-10-22', 'Danny Quigley'),
('Stokes Croft', 'Bristol', 10, 'standard', '2022-06-17', 'Hattie Lowe'),
('Ancoats', 'Manchester', 9, 'standard', '2023-05-05', 'Gemma Holt'),
('Ouseburn', 'Newcastle', 8, 'standard', '2024-09-13', 'Joe Charlton'),
('Lace Market', 'Nottingham', 8, 'standard', '2025-11-28', 'Mina Okafor');

CREATE TABLE karaoke.bookings
(
    booking_no   UInt32,
    branch       LowCardinality(String),
    room_class   LowCardinality(String) COMMENT 'S small (to 4 people), M medium (to 8), L large (to 15), P party hall',
    member_id    Nullable(UInt32) COMMENT 'number of the loyalty card, null for guests without one',
    party_size   UInt8,
    channel      LowCardinality(String) COMMENT 'how it was booked: app, web, phone or door (a walk-in)',
    starts_at    DateTime('UTC') COMMENT 'begin of the booked slot',
    slot_min     UInt16,
    checkout_at  Nullable(DateTime('UTC')) COMMENT 'when the group left the room, null if it never came or is still singing',
    outcome      LowCardinality(String) COMMENT 'K kept, X cancelled, N no-show - only kept bookings pay the room',
    room_fee_gbp Decimal(8, 2),
    songs_sung   Nullable(UInt16)
)
ENGINE = MergeTree ORDER BY (branch, starts_at);

-- Ropewalks is flooded on 2026-05-12 and 2026-05-13 (no bookings). At Cowgate a fake site sells rooms for 2026-05-16, 19:00 to 21:00: nobody comes.
INSERT INTO karaoke.bookings
SELECT booking_no, branch, room_class, member_id, party_size, channel, starts_at, slot_min,
       if(outcome = 'K' AND leaves < '2026-05-21 16:20:00', leaves, NULL) AS checkout_at,
       outcome, room_fee_gbp,
       if(outcome = 'K' AND leaves < '2026-05-21 16:20:00', toNullable(toUInt16(3 + floor(slot_min / multiIf(room_class = 'S', 4.6, room_class = 'M', 5.2, room_class = 'L', 5.9, 7.4)) + cityHash64(n, 'k-song') % 9)), NULL) AS songs_sung
FROM
(
    SELECT
        number AS n,
        40000 + number AS booking_no,
        ['Soho','Northern Quarter','Brick Lane','Cowgate','Merchant City','Ropewalks','Stokes Croft','Ancoats','Ouseburn','Lace Market'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'k-br') / 18446744073709551616.0, 1.35)))] AS branch,
        ['M','S','L','P'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-room') / 18446744073709551616.0, 1.7)))] AS room_class,
        if(cityHash64(number, 'k-mem0') % 100 < 42, NULL, toNullable(1000 + toUInt32(floor(1400 * pow(cityHash64(number, 'k-mem') / 18446744073709551616.0, 1.5))))) AS member_id,
        toUInt8(multiIf(room_class = 'S', 1 + cityHash64(number, 'k-ps') % 4, room_class = 'M', 3 + cityHash64(number, 'k-ps') % 6,
                        room_class = 'L', 6 + cityHash64(number, 'k-ps') % 10, 14 + cityHash64(number, 'k-ps') % 28)) AS party_size,
        ['app','web','door','phone'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-ch') / 18446744073709551616.0, 1.4)))] AS channel,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(66 * pow(cityHash64(number, 'k-day') / 18446744073709551616.0, 1.2))))
            + toIntervalHour([12,13,14,14,15,15,16,16,17,17,18,18,19,19,19,20,20,20,21,21,21,22,22,23,0,1][1 + cityHash64(number, 'k-hour') % 26])
            + toIntervalMinute([10,25,40,55][1 + cityHash64(number, 'k-q') % 4]) AS starts_at,
        toUInt16([60,60,90,120,120,180][1 + cityHash64(number, 'k-slot') % 6]) AS slot_min,
        starts_at + toIntervalMinute(slot_min + cityHash64(number, 'k-over') % 26) - toIntervalMinute(12) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 57) AS leaves,
        cityHash64(number, 'k-out') % 1000 AS o,
        multiIf(channel = 'door', 'K', o < multiIf(branch = 'Soho', 160, 110), 'X', o < multiIf(channel = 'phone', 260, channel = 'web', 205, 175), 'N', 'K') AS outcome,
        toDecimal64(round(multiIf(room_class = 'S', 24, room_class = 'M', 38, room_class = 'L', 62, 125) * slot_min / 60
            * if(toDayOfWeek(starts_at) IN (5, 6), 1.25, 1) * if(branch IN ('Soho', 'Brick Lane'), 1.3, 1)
            * (0.9 + cityHash64(number, 'k-fee') % 5 / 20), 2), 2) AS room_fee_gbp
    FROM numbers(7400)
)
WHERE starts_at < '2026-05-21 16:20:00'
  AND NOT (branch = 'Ropewalks' AND toDate(starts_at) IN ('2026-05-12', '2026-05-13'))
  AND NOT (toDayOfWeek(starts_at) IN (1, 2, 3) AND cityHash64(n, 'k-thin') % 10 < 4);

INSERT INTO karaoke.bookings
SELECT 49000 + number, 'Cowgate', ['M','L'][1 + cityHash64(number, 'f-room') % 2], NULL, toUInt8(6 + cityHash64(number, 'f-ps') % 3), 'web',
       toDateTime('2026-05-16 19:10:00', 'UTC') + toIntervalMinute(15 * (cityHash64(number, 'f-q') % 8)), 60, NULL, 'N',
       toDecimal64(if(cityHash64(number, 'f-room') % 2 = 0, 47.5, 77.5), 2), NULL
FROM numbers(70);

CREATE TABLE karaoke.drink_orders
(
    order_no     UInt32,
    ordered_at   DateTime('UTC'),
    branch       LowCardinality(String),
    booking_no   Nullable(UInt32) COMMENT 'the room that ordered, null for people at the bar without a room',
    drink        LowCardinality(String),
    family       LowCardinality(String) COMMENT 'beer, cocktail, wine, spirit or soft',
    glasses      UInt8,
    amount_pence UInt32 COMMENT 'price of the whole order in pence',
    wait_s       Nullable(UInt32) COMMENT 'from order to tray, null when nothing was served',
    status       LowCardinality(String) COMMENT 'paid, comp (on the house) or void (taken back) - only paid orders earn',
    ordered_via  LowCardinality(String) COMMENT 'tablet in the room, waiter or bar'
)
ENGINE = MergeTree ORDER BY (branch, ordered_at);

-- The tills were down on 2026-05-06: no order at all. The espresso machine of Stokes Croft breaks in May: cocktails take long there.
INSERT INTO karaoke.drink_orders
SELECT order_no, ordered_at, branch, booking_no, drink, family, glasses,
       toUInt32(glasses * price + cityHash64(order_no, 'o-pour') % 3 * 35) AS amount_pence,
       if(status = 'void', NULL, toNullable(toUInt32(floor(multiIf(family = 'cocktail', 210, family = 'soft', 70, 95)
            * if(branch = 'Stokes Croft' AND family = 'cocktail' AND ordered_at >= '2026-05-01 00:00:00', 2.6, 1)
            * (0.6 + 0.03 * glasses + pow(cityHash64(order_no, 'o-wait') / 18446744073709551616.0, 2) * 2.2))))) AS wait_s,
       status, ordered_via
FROM
(
    SELECT
        toUInt32(600000 + 4 * (booking - 40000) + k) AS order_no,
        b_start + toIntervalMinute(2 + cityHash64(order_no, 'o-min') % (slot_min - 5)) + toIntervalSecond(1 + cityHash64(order_no, 'o-s') % 57) AS ordered_at,
        branch,
        if(k = 3, NULL, toNullable(booking)) AS booking_no,
        1 + toUInt8(floor(11 * pow(cityHash64(order_no, 'o-drink') / 18446744073709551616.0, 1.3))) AS d,
        ['Asahi','Espresso Martini','House Lager','Pornstar Martini','Prosecco','Soju Shot','Cola','Sake Flask','Yuzu Soda','Pale Ale','Rioja'][d] AS drink,
        ['beer','cocktail','beer','cocktail','wine','spirit','soft','spirit','soft','beer','wine'][d] AS family,
        [620,1150,540,1190,780,480,340,890,410,610,820][d] AS price,
        toUInt8(1 + floor(party * pow(cityHash64(order_no, 'o-gl') / 18446744073709551616.0, 1.6) * 0.8)) AS glasses,
        cityHash64(order_no, 'o-st') % 1000 AS o,
        multiIf(o < if(drink = 'Pornstar Martini', 75, 38), 'void', o < 105, 'comp', 'paid') AS status,
        multiIf(k = 3, 'bar', cityHash64(order_no, 'o-via') % 100 < 67, 'tablet', 'waiter') AS ordered_via
    FROM
    (
        SELECT b.booking_no AS booking, b.branch AS branch, b.starts_at AS b_start, b.slot_min AS slot_min, b.party_size AS party, b.outcome AS outcome, arrayJoin([0, 1, 2, 3]) AS k
        FROM karaoke.bookings AS b
    )
    WHERE outcome = 'K' AND cityHash64(booking, k, 'o-keep') % 100 < [70, 45, 30, 22][k + 1]
)
WHERE ordered_at < '2026-05-21 16:20:00' AND toDate(ordered_at) != '2026-05-06';
