-- Online shop for electronic parts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS moduleshop;
CREATE DATABASE moduleshop;

CREATE TABLE moduleshop.parts
(
    part_no    String,
    label      String,
    family     LowCardinality(String),
    maker      LowCardinality(String),
    list_cents UInt32 COMMENT 'list price of one piece, EUR cents, tax included',
    on_hand    UInt32 COMMENT 'pieces on the shelf now',
    reorder_at UInt32 COMMENT 'buy again when on_hand is below this',
    lifecycle  LowCardinality(String) COMMENT 'A active, N not for new designs, E end of life',
    lead_days  UInt16 COMMENT 'usual lead time of the maker'
)
ENGINE = MergeTree ORDER BY part_no;

INSERT INTO moduleshop.parts
SELECT concat('M-', toString(1000 + number)),
       concat(maker, ' ', family, ' ', toString(100 + cityHash64(number, 'p-lab') % 900)),
       ['microcontroller','sensor','display','motor driver','power supply','connector','radio'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'p-fam') / 18446744073709551616.0, 1.2)))] AS family,
       ['Nordwell','Tessera','Kobalt','Yunfei','Arbor'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-mak') / 18446744073709551616.0, 1.3)))] AS maker,
       toUInt32(floor(multiIf(family = 'connector', 90, family = 'sensor', 420, family = 'display', 1500, family = 'radio', 800, 650) * (0.5 + cityHash64(number, 'p-pr') % 2000 / 1000))),
       if(cityHash64(number, 'p-out') % 100 < 12, 0, toUInt32(1 + cityHash64(number, 'p-oh') % 900)),
       toUInt32(20 + 10 * (cityHash64(number, 'p-re') % 15)),
       multiIf(cityHash64(number, 'p-lc') % 100 < 70, 'A', cityHash64(number, 'p-lc') % 100 < 88, 'N', 'E'),
       toUInt16(3 + cityHash64(number, 'p-ld') % 60)
FROM numbers(140);

CREATE TABLE moduleshop.orders
(
    order_id     UInt32,
    placed_at    DateTime('UTC'),
    customer_no  UInt32,
    part_no      String COMMENT 'an order is for one kind of part',
    qty          UInt16,
    total_cents  UInt32 COMMENT 'what the customer pays, EUR cents, tax included',
    channel      LowCardinality(String) COMMENT 'web, api, phone',
    pay_by       LowCardinality(String),
    state        LowCardinality(String) COMMENT 'P paid, O open (money not in yet), X cancelled, R returned and refunded. Only P counts as revenue',
    coupon       Nullable(String),
    ship_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY placed_at;

-- Nothing on 2026-05-10 (the shop was down). Customer 4711 sends 110 small api orders on 2026-05-20 from 13:00 to 14:00.
INSERT INTO moduleshop.orders
SELECT 810000 + row_number() OVER (ORDER BY placed_at, n), placed_at, customer_no, o.part_no, qty,
       toUInt32(qty * p.list_cents * if(coupon IS NULL, 1, 0.9)), channel, pay_by, state, coupon, ship_country
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57) AS placed_at,
        toUInt32(2000 + floor(1800 * pow(cityHash64(number, 'o-cu') / 18446744073709551616.0, 1.7))) AS customer_no,
        concat('M-', toString(1000 + toUInt32(floor(133 * pow(cityHash64(number, 'o-pa') / 18446744073709551616.0, 1.3))))) AS part_no,
        toUInt16(1 + floor(2.2 * pow(1 - cityHash64(number, 'o-q') / 18446744073709551616.0, -0.6))) AS qty,
        ['web','api','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-ch') / 18446744073709551616.0, 1.6)))] AS channel,
        ['card','paypal','invoice','transfer'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-pb') / 18446744073709551616.0, 1.3)))] AS pay_by,
        ['DE','NL','PL','FR','SE','AT','IT'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-co') / 18446744073709551616.0, 1.5)))] AS ship_country,
        cityHash64(number, 'o-st') % 1000 AS r,
        multiIf(r < 60, 'X', r < if(ship_country = 'PL', 190, 110) AND placed_at < '2026-05-12 00:00:00', 'R', placed_at >= '2026-05-14 00:00:00' AND pay_by IN ('invoice', 'transfer') AND r < 420, 'O', r > 985, 'O', 'P') AS state,
        if(cityHash64(number, 'o-cp') % 100 < multiIf(channel = 'web', 17, channel = 'phone', 6, 3), toNullable(['SPRING10','MAKER10','HELLO10'][1 + cityHash64(number, 'o-cpn') % 3]), NULL) AS coupon
    FROM numbers(8000)
    UNION ALL
    SELECT 100000 + number, toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(1 + cityHash64(number, 'b-m') % 58) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 57),
           4711, 'M-1003', 1, 'api', 'card', 'DE', 0, 'P', NULL
    FROM numbers(110)
) AS o
INNER JOIN moduleshop.parts AS p ON o.part_no = p.part_no
WHERE toDate(placed_at) != '2026-05-10' AND NOT (toHour(placed_at) < 6 AND cityHash64(n, 'o-night') % 100 < 60);

CREATE TABLE moduleshop.shipments
(
    shipment_id    String,
    order_id       UInt32,
    handed_over_at DateTime('UTC') COMMENT 'parcel given to the carrier',
    delivered_at   Nullable(DateTime('UTC')),
    depot          LowCardinality(String) COMMENT 'our warehouse that packed it',
    carrier        LowCardinality(String),
    status         LowCardinality(String) COMMENT 'underway, delivered, lost',
    weight_g       UInt32,
    postage_cents  UInt32 COMMENT 'what the carrier charges us, EUR cents'
)
ENGINE = MergeTree ORDER BY handed_over_at;

INSERT INTO moduleshop.shipments
SELECT concat('S', toString(order_id)), order_id, handed,
       if(lost OR due >= '2026-05-21 16:20:00', NULL, toNullable(due)),
       depot, carrier,
       multiIf(lost, 'lost', due >= '2026-05-21 16:20:00', 'underway', 'delivered'),
       toUInt32(60 + qty * (15 + cityHash64(order_id, 's-w') % 140)),
       toUInt32(multiIf(carrier = 'Kolibri', 390, carrier = 'Postwagen', 510, 890) + cityHash64(order_id, 's-po') % 300)
FROM
(
    SELECT order_id, qty,
        placed_at + toIntervalMinute(90 + cityHash64(order_id, 's-h') % 2400) + toIntervalSecond(cityHash64(order_id, 's-hs') % 40) AS h0,
        toStartOfMinute(h0) + toIntervalSecond(1 + cityHash64(order_id, 's-hs') % 57) AS handed,
        ['Eindhoven','Leipzig','Poznan'][1 + toUInt8(floor(3 * pow(cityHash64(order_id, 's-d') / 18446744073709551616.0, 1.3)))] AS depot,
        ['Kolibri','Postwagen','Jetline'][1 + toUInt8(floor(3 * pow(cityHash64(order_id, 's-c') / 18446744073709551616.0, 1.2)))] AS carrier,
        handed + toIntervalMinute(multiIf(carrier = 'Jetline', 900 + cityHash64(order_id, 's-t') % 1500, carrier = 'Postwagen', 1500 + cityHash64(order_id, 's-t') % 4000 + if(handed >= '2026-05-01 00:00:00', 1200, 0), 2000 + cityHash64(order_id, 's-t') % 6500)) AS due,
        cityHash64(order_id, 's-l') % 1000 < multiIf(carrier = 'Kolibri', 45, carrier = 'Postwagen', 22, 9) AND handed < '2026-05-18 00:00:00' AS lost
    FROM moduleshop.orders
    WHERE state IN ('P', 'R')
)
WHERE handed < '2026-05-21 16:20:00';
