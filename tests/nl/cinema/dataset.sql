-- A chain of six cinemas: what was screened, what tickets were ordered, what the snack bar sold. 2026-04-01 to 2026-05-21 16:20 UTC.
CREATE DATABASE IF NOT EXISTS cinema;
DROP TABLE IF EXISTS cinema.screenings;
DROP TABLE IF EXISTS cinema.ticket_orders;
DROP TABLE IF EXISTS cinema.snack_orders;
CREATE TABLE cinema.screenings
(
    screening_id UInt32,
    starts_at DateTime('UTC') COMMENT 'start of the show',
    site LowCardinality(String) COMMENT 'name of the cinema',
    city LowCardinality(String),
    screen_no UInt8 COMMENT 'auditorium',
    film String,
    genre LowCardinality(String),
    format Enum8('2D' = 1, '3D' = 2, 'IMAX' = 3),
    lang LowCardinality(String) COMMENT 'orig = original version, sub = subtitled, dub = dubbed',
    runtime_min UInt16 COMMENT 'length of the film',
    seats UInt16 COMMENT 'capacity of the auditorium',
    status LowCardinality(String) COMMENT 'played, or cancelled (the show did not take place)'
)
ENGINE = MergeTree ORDER BY (starts_at, screening_id);
CREATE TABLE cinema.ticket_orders
(
    order_id UInt64,
    sold_at DateTime('UTC') COMMENT 'when the customer placed the order',
    screening_id UInt32,
    channel LowCardinality(String) COMMENT 'web, app, kiosk (machine in the foyer), counter (staffed box office)',
    ticket_type LowCardinality(String) COMMENT 'adult, child, student, senior',
    qty UInt8 COMMENT 'seats in the order',
    total_eur Decimal(8, 2) COMMENT 'price of the whole order',
    member_id Nullable(UInt32) COMMENT 'loyalty card, NULL for guests without one',
    promo_code Nullable(String) COMMENT 'voucher used, NULL if none',
    checkout_ms UInt32 COMMENT 'time from basket to confirmation',
    state LowCardinality(String) COMMENT 'ok = paid, refunded = money given back, declined = payment refused, nothing sold'
)
ENGINE = MergeTree ORDER BY (sold_at, order_id);
CREATE TABLE cinema.snack_orders
(
    snack_id UInt64,
    ordered_at DateTime('UTC'),
    site LowCardinality(String) COMMENT 'name of the cinema',
    item LowCardinality(String),
    size Nullable(String) COMMENT 'S, M or L, NULL for items of one size',
    qty UInt8,
    amount_cents UInt32 COMMENT 'paid for the order, euro cents',
    paid_with LowCardinality(String) COMMENT 'card, cash, giftcard',
    wait_s Nullable(UInt16) COMMENT 'seconds from order to hand-over, NULL if voided',
    status LowCardinality(String) COMMENT 'served, or voided (struck from the till, money not kept)'
)
ENGINE = MergeTree ORDER BY (ordered_at, snack_id);
INSERT INTO cinema.screenings
SELECT
    toUInt32(5000 + number) AS screening_id,
    toDateTime('2026-04-01 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 20))
        + toIntervalMinute([660, 690, 840, 870, 930, 1020, 1050, 1110, 1140, 1200, 1215, 1230, 1260, 1290][cityHash64(number, 'slot') % 14 + 1]) AS starts_at,
    ['Capitol', 'Lux', 'Metropol', 'Odeon', 'Rialto', 'Scala', 'Capitol', 'Metropol'][cityHash64(number, 'site') % 8 + 1] AS site,
    transform(site, ['Capitol', 'Lux', 'Metropol', 'Odeon', 'Rialto', 'Scala'], ['Dublin', 'Dublin', 'Cork', 'Galway', 'Limerick', 'Cork'], '') AS city,
    toUInt8(cityHash64(number, 'screen') % 4 + 1) AS screen_no,
    if(['Iron Harvest', 'Salt Road', 'Paper Moons', 'Midnight Courier', 'Bear and Bee', 'The Attic Below', 'Two Weddings in Faro', 'The Last Lighthouse', 'Iron Harvest', 'Bear and Bee', 'Salt Road'][cityHash64(number, 'film') % 11 + 1] = 'Salt Road' AND starts_at < '2026-05-08 00:00:00', 'Midnight Courier',
        ['Iron Harvest', 'Salt Road', 'Paper Moons', 'Midnight Courier', 'Bear and Bee', 'The Attic Below', 'Two Weddings in Faro', 'The Last Lighthouse', 'Iron Harvest', 'Bear and Bee', 'Salt Road'][cityHash64(number, 'film') % 11 + 1]) AS film,
    transform(film, ['Iron Harvest', 'Salt Road', 'Paper Moons', 'Midnight Courier', 'Bear and Bee', 'The Attic Below', 'Two Weddings in Faro', 'The Last Lighthouse'], ['action', 'drama', 'drama', 'action', 'family', 'horror', 'comedy', 'drama'], '') AS genre,
    multiIf(screen_no = 1 AND site IN ('Capitol', 'Metropol'), 'IMAX', genre IN ('action', 'family') AND cityHash64(number, '3d') % 10 < 4, '3D', '2D') AS format,
    multiIf(genre = 'family', 'dub', cityHash64(number, 'lang') % 10 < 6, 'orig', cityHash64(number, 'lang') % 10 < 9, 'sub', 'dub') AS lang,
    transform(film, ['Iron Harvest', 'Salt Road', 'Paper Moons', 'Midnight Courier', 'Bear and Bee', 'The Attic Below', 'Two Weddings in Faro', 'The Last Lighthouse'], [134, 118, 107, 126, 88, 97, 103, 151], 0) AS runtime_min,
    [240, 160, 110, 72][screen_no] AS seats,
    if(cityHash64(number, 'status') % 100 < 4, 'cancelled', 'played') AS status
FROM numbers(1020)
WHERE toDateTime('2026-04-01 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 20))
        + toIntervalMinute([660, 690, 840, 870, 930, 1020, 1050, 1110, 1140, 1200, 1215, 1230, 1260, 1290][cityHash64(number, 'slot') % 14 + 1]) < '2026-05-21 16:20:00';
INSERT INTO cinema.ticket_orders
SELECT
    toUInt64(screening_id) * 20 + k AS order_id,
    starts_at - toIntervalSecond(multiIf(h % 100 < 60, 150 + cityHash64(order_id, 'l1') % 7200, h % 100 < 85, 1800 + cityHash64(order_id, 'l2') % 30000, 86400 * (1 + cityHash64(order_id, 'l3') % 4) + cityHash64(order_id, 'l4') % 14400)) AS sold_at,
    screening_id,
    ['web', 'web', 'web', 'app', 'app', 'app', 'app', 'kiosk', 'kiosk', 'counter'][cityHash64(order_id, 'channel') % 10 + 1] AS channel,
    if(genre = 'family' AND cityHash64(order_id, 'fam') % 2 = 0, 'child', ['adult', 'adult', 'adult', 'adult', 'student', 'student', 'senior', 'child'][cityHash64(order_id, 'type') % 8 + 1]) AS ticket_type,
    toUInt8([1, 2, 2, 2, 2, 3, 3, 4, 4, 1, 2, 5, 2, 1, 6, 8][cityHash64(order_id, 'qty') % 16 + 1]) AS qty,
    toDecimal64(qty * (transform(ticket_type, ['adult', 'child', 'student', 'senior'], [12.5, 8.0, 9.5, 9.0], 0.0) + transform(toString(format), ['3D', 'IMAX'], [3.0, 5.0], 0.0)), 2) AS total_eur,
    if(cityHash64(order_id, 'guest') % 100 < 42, NULL, toUInt32(1000 + (cityHash64(order_id, 'member') % 30) * (cityHash64(order_id, 'member2') % 30))) AS member_id,
    multiIf(cityHash64(order_id, 'promo') % 100 < 9, 'SPRING10', cityHash64(order_id, 'promo') % 100 < 14, 'STUDENTDAY', NULL) AS promo_code,
    toUInt32(transform(channel, ['web', 'app', 'kiosk', 'counter'], [4200, 2900, 6100, 8800], 0) * (0.5 + (cityHash64(order_id, 'co') % 1000) / 700)) AS checkout_ms,
    multiIf(cityHash64(order_id, 'state') % 1000 < transform(channel, ['web', 'app', 'kiosk', 'counter'], [55, 30, 40, 10], 0), 'declined',
        status = 'cancelled', if(cityHash64(order_id, 'cx') % 100 < 80, 'refunded', 'ok'),
        cityHash64(order_id, 'ref') % 100 < 4, 'refunded', 'ok') AS state
FROM
(
    SELECT *, arrayJoin(range(2 + cityHash64(screening_id, 'n') % 5 + if(toDayOfWeek(starts_at) >= 6, 2, 0) + if(film = 'Salt Road', 2, 0))) AS k, cityHash64(screening_id, k, 'lead') AS h
    FROM cinema.screenings
);
-- the payment gateway was down on Wednesday 2026-05-13 from 18:00 to 20:00
INSERT INTO cinema.ticket_orders
SELECT
    toUInt64(900000 + number) AS order_id,
    toDateTime('2026-05-13 18:02:00', 'UTC') + toIntervalSecond(cityHash64(number, 'out') % 6900) AS sold_at,
    (SELECT max(screening_id) FROM cinema.screenings WHERE toDate(starts_at) = '2026-05-14' AND status = 'played') AS screening_id,
    if(cityHash64(number, 'och') % 3 = 0, 'app', 'web') AS channel,
    'adult' AS ticket_type,
    toUInt8(1 + cityHash64(number, 'oq') % 4) AS qty,
    toDecimal64(qty * 12.5, 2) AS total_eur,
    if(cityHash64(number, 'og') % 2 = 0, NULL, toUInt32(1000 + cityHash64(number, 'om') % 400)) AS member_id,
    NULL AS promo_code,
    toUInt32(6000 + cityHash64(number, 'oc') % 5000) AS checkout_ms,
    if(cityHash64(number, 'os') % 20 = 0, 'ok', 'declined') AS state
FROM numbers(70);
-- the snack bar of the Scala is very slow since Monday 2026-05-18
INSERT INTO cinema.snack_orders
SELECT
    toUInt64(70000 + number) AS snack_id,
    toDateTime('2026-04-01 00:00:00', 'UTC') + toIntervalDay(cityHash64(number, 'd') % 51)
        + toIntervalHour([11, 12, 13, 14, 15, 16, 16, 17, 17, 18, 19, 19, 19, 20, 20, 20, 21, 21, 22][cityHash64(number, 'h') % 19 + 1])
        + toIntervalSecond(cityHash64(number, 's') % 3600) AS ordered_at,
    ['Capitol', 'Lux', 'Metropol', 'Odeon', 'Rialto', 'Scala', 'Capitol', 'Metropol', 'Capitol'][cityHash64(number, 'site') % 9 + 1] AS site,
    ['popcorn', 'popcorn', 'popcorn', 'popcorn', 'nachos', 'nachos', 'cola', 'cola', 'cola', 'beer', 'ice cream', 'hot dog', 'water'][cityHash64(number, 'item') % 13 + 1] AS item,
    if(item IN ('popcorn', 'cola', 'nachos'), ['S', 'M', 'M', 'L', 'L'][cityHash64(number, 'size') % 5 + 1], NULL) AS size,
    toUInt8([1, 1, 1, 2, 2, 3, 4, 5][cityHash64(number, 'qty') % 8 + 1]) AS qty,
    toUInt32(qty * (transform(item, ['popcorn', 'nachos', 'cola', 'beer', 'ice cream', 'hot dog', 'water'], [590, 690, 390, 550, 420, 650, 250], 0) + transform(ifNull(size, ''), ['M', 'L'], [100, 220], 0))) AS amount_cents,
    ['card', 'card', 'card', 'card', 'card', 'card', 'cash', 'cash', 'cash', 'giftcard'][cityHash64(number, 'pay') % 10 + 1] AS paid_with,
    if(cityHash64(number, 'st') % 100 < 5, NULL, toUInt16((40 + cityHash64(number, 'w') % 200 + if(item IN ('nachos', 'hot dog'), 80, 0)) * if(site = 'Scala' AND ordered_at >= '2026-05-18 00:00:00', 6, 1))) AS wait_s,
    if(cityHash64(number, 'st') % 100 < 5, 'voided', 'served') AS status
FROM numbers(3300)
WHERE toDateTime('2026-04-01 00:00:00', 'UTC') + toIntervalDay(cityHash64(number, 'd') % 51)
        + toIntervalHour([11, 12, 13, 14, 15, 16, 16, 17, 17, 18, 19, 19, 19, 20, 20, 20, 21, 21, 22][cityHash64(number, 'h') % 19 + 1])
        + toIntervalSecond(cityHash64(number, 's') % 3600) < '2026-05-21 16:20:00';
