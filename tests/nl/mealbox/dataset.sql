-- mealbox: a meal-kit subscription in four countries: subscribers, one row per subscriber and week (delivered, failed or skipped box), and complaints about delivered boxes.
CREATE DATABASE IF NOT EXISTS mealbox;
DROP TABLE IF EXISTS mealbox.customers;
DROP TABLE IF EXISTS mealbox.boxes;
DROP TABLE IF EXISTS mealbox.complaints;
CREATE TABLE mealbox.customers
(
    customer_id UInt32,
    signed_up_at DateTime('UTC'),
    country LowCardinality(String) COMMENT 'ISO code',
    city LowCardinality(String),
    plan LowCardinality(String) COMMENT 'subscription plan: classic, veggie, family, light',
    came_from LowCardinality(String) COMMENT 'marketing channel of the sign-up',
    household UInt8 COMMENT 'number of persons',
    status Enum8('active' = 1, 'paused' = 2, 'cancelled' = 3) COMMENT 'current state of the subscription',
    cancelled_at Nullable(DateTime('UTC')) COMMENT 'NULL unless cancelled'
)
ENGINE = MergeTree ORDER BY customer_id COMMENT 'one row per subscriber';
CREATE TABLE mealbox.boxes
(
    box_id UInt32,
    customer_id UInt32,
    slot_at DateTime('UTC') COMMENT 'start of the two-hour delivery slot',
    delivered_at Nullable(DateTime('UTC')) COMMENT 'scan at the door, NULL when skipped or failed',
    hub LowCardinality(String) COMMENT 'packing centre',
    carrier LowCardinality(Nullable(String)) COMMENT 'own_van = our drivers, parcelo = parcel company, bike = cargo-bike couriers, NULL for skipped weeks',
    status Enum8('delivered' = 1, 'failed' = 2, 'skipped' = 3) COMMENT 'failed: packed and sent out but could not be handed over, not charged. skipped: the customer skipped this week, nothing packed, not charged',
    skip_reason LowCardinality(Nullable(String)) COMMENT 'answer of the customer when skipping the week',
    price_cents Nullable(UInt32) COMMENT 'price after vouchers in euro cents, NULL for skipped weeks',
    voucher Nullable(String) COMMENT 'voucher code if one was used',
    weight_g Nullable(UInt32),
    late_min Nullable(UInt16) COMMENT 'minutes after the end of the slot, 0 = in time, NULL if nothing was delivered',
    stars Nullable(UInt8) COMMENT 'rating by the customer, 1 (bad) to 5 (great)'
)
ENGINE = MergeTree ORDER BY (slot_at, box_id) COMMENT 'one row per subscriber and week';
CREATE TABLE mealbox.complaints
(
    complaint_id UInt32,
    box_id UInt32,
    customer_id UInt32,
    opened_at DateTime('UTC'),
    resolved_at Nullable(DateTime('UTC')) COMMENT 'NULL while the complaint is still open',
    topic Enum8('missing_item' = 1, 'damaged' = 2, 'spoiled' = 3, 'late' = 4, 'wrong_box' = 5),
    contact_via LowCardinality(String) COMMENT 'app, phone or email',
    refund_cents Nullable(UInt32) COMMENT 'money given back to the customer, euro cents, NULL if none'
)
ENGINE = MergeTree ORDER BY (opened_at, complaint_id) COMMENT 'complaints about delivered boxes';
INSERT INTO mealbox.customers
SELECT
    10001 + number,
    if(number < 400, toDateTime('2025-03-01 06:00:00', 'UTC') + cityHash64(number, 'su') % 26000000,
       toDateTime('2026-01-01 00:00:00', 'UTC') + intDiv((cityHash64(number, 'su2') % 12140000) * (500 + cityHash64(number, 'su3') % 500), 1000)) AS su,
    ['NL', 'BE', 'DE', 'FR'][1 + c],
    [['Utrecht', 'Rotterdam', 'Eindhoven'], ['Antwerp', 'Ghent', 'Brussels'], ['Cologne', 'Bonn', 'Dortmund'], ['Lille', 'Arras', 'Amiens']][1 + c][1 + (cityHash64(number, 'city') % 10 >= 5) + (cityHash64(number, 'city') % 10 >= 8)],
    ['classic', 'classic', 'classic', 'veggie', 'veggie', 'family', 'family', 'light'][1 + cityHash64(number, 'plan') % 8],
    ['search', 'friend', 'instagram', 'flyer', 'friend', 'search'][1 + cityHash64(number, 'ch') % 6],
    1 + cityHash64(number, 'hh') % 5,
    multiIf(s < 9, 'cancelled', s < 19, 'paused', 'active'),
    if(s < 9, greatest(toDateTime('2026-04-10 00:00:00', 'UTC') + cityHash64(number, 'ca') % 3500000, su + 3600), NULL)
FROM (SELECT number, multiIf(cityHash64(number, 'co') % 100 < 34, 0, cityHash64(number, 'co') % 100 < 56, 1, cityHash64(number, 'co') % 100 < 79, 2, 3) AS c, cityHash64(number, 'st') % 100 AS s FROM numbers(900));
INSERT INTO mealbox.boxes
SELECT box_id, customer_id, slot_at,
    if(st = 'delivered', slot_at + if(late > 0, 7200 + late * 60 + 17, 900 + h % 6000), NULL) AS da,
    hub, if(st = 'skipped', NULL, car), st,
    if(st = 'skipped', ['holiday', 'holiday', 'holiday', 'too_expensive', 'too_expensive', 'menu', 'too_much_food', 'menu', 'holiday'][1 + h % 9], NULL),
    if(st = 'skipped', NULL, if(v, intDiv(price * 4, 5), price)),
    if(st = 'skipped' OR NOT v, NULL, if(h % 3 = 0, 'HELLO20', 'SPRING20')),
    if(st = 'skipped', NULL, 4200 + (plan = 'family') * 3100 + h % 2900),
    if(st = 'delivered', late, NULL),
    if(st = 'delivered' AND cityHash64(box_id, 'rated') % 100 < 42, [5, 5, 4, 5, 4, 3, 4, 2, 5, 1][1 + (if(late > 0, 2, 0) + cityHash64(box_id, 'rate')) % 10], NULL)
FROM
(
    SELECT *,
        multiIf(r < 125 + 20 * (plan = 'light'), 'skipped', r < 155 + 730 * (hub = 'Lens' AND toDate(slot_at) = '2026-05-08'), 'failed', 'delivered') AS st,
        if(cityHash64(box_id, 'l') % 100 < multiIf(car = 'parcelo', 24, car = 'bike', 7, 13), 1 + cityHash64(box_id, 'lm') % 170, 0) AS late
    FROM
    (
        SELECT
            500001 + (customer_id - 10001) * 7 + w AS box_id, customer_id, plan, signed_up_at, cancelled_at,
            toDateTime('2026-04-06 08:00:00', 'UTC') + 604800 * w + 86400 * (cityHash64(customer_id, 'wd') % 7) + 7200 * (cityHash64(customer_id, w, 'hr') % 6) AS slot_at,
            transform(country, ['NL', 'BE', 'DE', 'FR'], ['Venlo', 'Genk', 'Kerpen', 'Lens'], '') AS hub,
            ['own_van', 'own_van', 'parcelo', 'own_van', 'parcelo', 'bike', 'own_van', 'parcelo', 'bike', 'own_van'][1 + cityHash64(customer_id, w, 'car') % 10] AS car,
            cityHash64(box_id, 'st') % 1000 AS r, cityHash64(box_id, 'h') AS h, cityHash64(box_id, 'v') % 100 < 12 AS v,
            transform(plan, ['classic', 'veggie', 'family', 'light'], [4990, 4590, 7990, 5490], 0) + 100 * (h % 6) AS price
        FROM (SELECT * FROM mealbox.customers CROSS JOIN (SELECT number AS w FROM numbers(7)) AS weeks)
    )
)
WHERE slot_at > signed_up_at + 172800 AND (cancelled_at IS NULL OR slot_at < cancelled_at) AND slot_at < '2026-05-21 16:00:00'
  AND (isNull(da) OR da <= '2026-05-21 16:20:00');
INSERT INTO mealbox.complaints
SELECT
    70001 + rowNumberInAllBlocks(), box_id, customer_id, oa,
    if(cityHash64(box_id, 'stuck') % 100 < 8 OR ra > '2026-05-21 16:20:00', NULL, ra), topic,
    ['app', 'app', 'phone', 'email', 'app', 'phone'][1 + cityHash64(box_id, 'via') % 6],
    if(cityHash64(box_id, 'ref') % 100 < 40, NULL, 400 + 50 * (cityHash64(box_id, 'ref2') % 50))
FROM
(
    SELECT box_id, customer_id, delivered_at,
        assumeNotNull(delivered_at) + 1800 + cityHash64(box_id, 'op') % 90000 AS oa,
        oa + 1200 + intDiv((cityHash64(box_id, 're') % 260000) * (20 + cityHash64(box_id, 're2') % 80), 100) AS ra,
        hub = 'Kerpen' AND toDate(slot_at) IN ('2026-05-12', '2026-05-13') AND cityHash64(box_id, 'bad') % 100 < 75 AS bad,
        multiIf(bad, 'spoiled', late_min > 30 AND cityHash64(box_id, 'tp') % 3 > 0, 'late', ['missing_item', 'damaged', 'missing_item', 'spoiled', 'wrong_box', 'damaged', 'missing_item'][1 + cityHash64(box_id, 'tp2') % 7]) AS topic
    FROM mealbox.boxes
    WHERE status = 'delivered' AND (bad OR cityHash64(box_id, 'comp') % 1000 < 55 + 90 * (late_min > 30) + 25 * (carrier = 'parcelo'))
    ORDER BY oa, box_id
)
WHERE oa <= '2026-05-21 16:20:00';
