-- University canteens, paid by card. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event lies in second 0 or 59 of a minute.
-- Planted: declines at the Library Cafe on 2026-05-20 from 11:00 to 13:00 (reader offline). No sale on 2026-05-01. Closed on Sundays.
DROP DATABASE IF EXISTS campuscard;
CREATE DATABASE campuscard;

CREATE TABLE campuscard.cards
(
    card_no    UInt32,
    holder     String COMMENT 'name printed on the card',
    role       LowCardinality(String) COMMENT 'S = student, E = employee, G = guest',
    faculty    LowCardinality(String) COMMENT 'empty for guests',
    issued_on  Date,
    card_state LowCardinality(String) COMMENT 'active, blocked or expired'
)
ENGINE = MergeTree ORDER BY card_no;

INSERT INTO campuscard.cards
SELECT 20000 + number,
    concat(['Lena','Jonas','Aylin','Piotr','Mara','Felix','Chiara','Noah','Yuki','Emil'][1 + cityHash64(number, 'k-first') % 10], ' ',
           ['Brandt','Keller','Yilmaz','Zielinski','Hofer','Vogel','Ricci','Lund','Sato','Weiss'][1 + cityHash64(number, 'k-last') % 10]),
    multiIf(cityHash64(number, 'k-role') % 100 < 70, 'S', cityHash64(number, 'k-role') % 100 < 92, 'E', 'G') AS role,
    if(role = 'G', '', ['Engineering','Law','Medicine','Arts','Economics'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-fac') / 18446744073709551616.0, 1.3)))]),
    toDate('2026-05-10') - toUInt32(cityHash64(number, 'k-iss') % 1400),
    multiIf(cityHash64(number, 'k-st') % 100 < 88, 'active', cityHash64(number, 'k-st') % 100 < 94, 'blocked', 'expired')
FROM numbers(600);

CREATE TABLE campuscard.till_sales
(
    sale_id      UInt64,
    sold_at      DateTime('UTC'),
    card_no      UInt32,
    canteen      LowCardinality(String),
    till         UInt8 COMMENT 'number of the till within the canteen',
    dish         LowCardinality(String),
    course       LowCardinality(String) COMMENT 'main, soup, salad, snack or drink',
    diet         LowCardinality(String) COMMENT 'V = vegan, G = vegetarian, M = with meat or fish',
    amount_cents UInt32 COMMENT 'euro cents',
    outcome      LowCardinality(String) COMMENT 'paid, declined (balance too low or reader offline) or voided (by the cashier), only paid brings money',
    queue_sec    Nullable(UInt16) COMMENT 'wait in the line before the till, null where the sensor gave nothing'
)
ENGINE = MergeTree ORDER BY (canteen, sold_at);

INSERT INTO campuscard.till_sales
SELECT 5000000 + n, sold_at, card_no, canteen, till, d.1, d.2, d.3,
    d.4 + 10 * (cityHash64(n, 's-pr') % 9),
    multiIf(s < if(canteen = 'Library Cafe', 75, if(canteen = 'Boathouse', 30, 50)), 'declined', s < 110, 'voided', 'paid'),
    if(cityHash64(n, 's-qn') % 100 < 9, NULL, toNullable(toUInt16(8 + floor(if(toHour(sold_at) IN (12, 13), 300, 150)
        * multiIf(canteen = 'Mensa Nord', 1.6, canteen = 'Mensa Sued', 1.15, canteen = 'Boathouse', 0.6, 0.85) * pow(cityHash64(n, 's-q') / 18446744073709551616.0, 1.7)))))
FROM
(
    SELECT number AS n,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(64 * pow(cityHash64(n, 's-day') / 18446744073709551616.0, 1.15))), 'UTC')
            + toIntervalHour([8,9,10,11,11,12,12,12,12,13,13,13,14,15,16,17,18,19][1 + cityHash64(n, 's-h') % 18])
            + toIntervalMinute(cityHash64(n, 's-m') % 60) + toIntervalSecond(1 + cityHash64(n, 's-s') % 58) AS sold_at,
        20000 + toUInt32(floor(590 * pow(cityHash64(n, 's-card') / 18446744073709551616.0, 1.5))) AS card_no,
        ['Mensa Nord','Mensa Sued','Library Cafe','Boathouse'][1 + toUInt8(floor(4 * pow(cityHash64(n, 's-can') / 18446744073709551616.0, 1.4)))] AS canteen,
        toUInt8(1 + toUInt32(floor(if(canteen IN ('Mensa Nord', 'Mensa Sued'), 5, 2) * pow(cityHash64(n, 's-till') / 18446744073709551616.0, 1.25)))) AS till,
        [('Lentil Curry','main','V',420),('Schnitzel','main','M',560),('Spinach Lasagne','main','G',480),('Tofu Bowl','main','V',510),('Fish Friday','main','M',590),
         ('Tomato Soup','soup','V',210),('Goulash Soup','soup','M',290),('Caesar Salad','salad','M',390),('Garden Salad','salad','V',330),
         ('Cheese Pretzel','snack','G',180),('Banana Bread','snack','V',200),('Coffee','drink','V',160),('Apple Spritzer','drink','V',190)]
            [1 + toUInt8(floor(13 * pow(cityHash64(n, 's-dish') / 18446744073709551616.0, 1.1)))] AS d,
        cityHash64(n, 's-out') % 1000 AS s
    FROM numbers(9000)
)
WHERE sold_at < '2026-05-21 16:20:00' AND toDayOfWeek(sold_at) != 7 AND toDate(sold_at) != '2026-05-01'
  AND NOT (toDayOfWeek(sold_at) = 6 AND cityHash64(n, 's-sat') % 3 != 0);

INSERT INTO campuscard.till_sales
SELECT 5900000 + number, toDateTime('2026-05-20 11:00:00', 'UTC') + toIntervalMinute(number * 2 % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    20000 + toUInt32(cityHash64(number, 'x-card') % 590), 'Library Cafe', toUInt8(1 + number % 2), 'Coffee', 'drink', 'V',
    toUInt32(160 + 10 * (cityHash64(number, 'x-pr') % 9)), 'declined', NULL
FROM numbers(70);

CREATE TABLE campuscard.topups
(
    topup_id     UInt64,
    booked_at    DateTime('UTC'),
    card_no      UInt32,
    channel      LowCardinality(String) COMMENT 'kiosk, app or desk',
    amount_cents UInt32 COMMENT 'euro cents',
    state        LowCardinality(String) COMMENT 'ok, failed or reversed, only ok ones stayed on the card'
)
ENGINE = MergeTree ORDER BY booked_at;

INSERT INTO campuscard.topups
SELECT 800000 + number,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(90000 * pow(cityHash64(number, 'u-ts') / 18446744073709551616.0, 1.15)))) + toIntervalSecond(1 + cityHash64(number, 'u-s') % 58),
    20000 + toUInt32(floor(590 * pow(cityHash64(number, 'u-card') / 18446744073709551616.0, 1.5))),
    ['app','kiosk','desk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'u-ch') / 18446744073709551616.0, 1.4)))] AS channel,
    [500,1000,1000,2000,2000,2500,5000,6000,10000][1 + cityHash64(number, 'u-am') % 9],
    multiIf(cityHash64(number, 'u-st') % 1000 < if(channel = 'kiosk', 110, 55), 'failed', cityHash64(number, 'u-st') % 1000 > 970, 'reversed', 'ok')
FROM numbers(2600);
