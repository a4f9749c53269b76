-- Second-hand designer furniture, with delivery. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS patinova;
CREATE DATABASE patinova;

CREATE TABLE patinova.sellers
(
    seller_id   UInt32,
    shop_name   String,
    seller_kind LowCardinality(String) COMMENT 'P = private person, D = professional dealer, A = auction house',
    based_in    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    is_verified UInt8 COMMENT '1 once identity papers are checked',
    signup_date Date
)
ENGINE = MergeTree ORDER BY seller_id;

INSERT INTO patinova.sellers
SELECT
    2100 + number,
    concat(['Casa','Atelier','Studio','Galerie','Loft','Depot'][1 + cityHash64(number, 's-a') % 6], ' ',
           ['Moreau','Lindqvist','Bianchi','Vermeer','Sorensen','Adler','Novotny','Ferro'][1 + cityHash64(number, 's-b') % 8], ' ', toString(number + 1)),
    ['P','D','A'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-k') / 18446744073709551616.0, 1.5)))],
    ['IT','DK','DE','FR','NL','SE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-c') / 18446744073709551616.0, 1.3)))],
    toUInt8(cityHash64(number, 's-v') % 100 < 72),
    toDate('2026-05-10') - toUInt32(floor(1600 * pow(cityHash64(number, 's-d') / 18446744073709551616.0, 1.5)))
FROM numbers(180);

CREATE TABLE patinova.pieces
(
    piece_id   UInt32,
    seller_id  UInt32,
    designer   LowCardinality(String),
    category   LowCardinality(String),
    decade     LowCardinality(String) COMMENT 'when it was made, such as 1960s',
    condition  LowCardinality(String) COMMENT 'A like new, B light wear, C needs restoration',
    weight_g   Nullable(UInt32) COMMENT 'null when the seller did not weigh it'
)
ENGINE = MergeTree ORDER BY piece_id;

INSERT INTO patinova.pieces
SELECT
    40000 + number,
    2100 + toUInt32(floor(172 * pow(cityHash64(number, 'p-s') / 18446744073709551616.0, 1.7))),
    ['Eames','Wegner','Castiglioni','Panton','Aalto','Rams','Perriand','Jacobsen'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-d') / 18446744073709551616.0, 1.3)))],
    ['armchair','lamp','sofa','sideboard','dining table','shelf'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-c') / 18446744073709551616.0, 1.3)))] AS cat,
    ['1960s','1950s','1970s','1980s','1930s'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-e') / 18446744073709551616.0, 1.4)))],
    ['B','A','C'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-q') / 18446744073709551616.0, 1.4)))],
    if(cityHash64(number, 'p-n') % 100 < 6, NULL,
       toNullable(toUInt32(multiIf(cat = 'lamp', 3200, cat = 'armchair', 14000, cat = 'sofa', 52000, cat = 'sideboard', 46000, cat = 'shelf', 19000, 38000) * (0.6 + cityHash64(number, 'p-w') % 1000 / 800))))
FROM numbers(7600);

CREATE TABLE patinova.orders
(
    order_no        UInt64,
    ordered_at      DateTime64(3, 'UTC'),
    buyer_id        UInt32,
    piece_id        UInt32,
    order_state     LowCardinality(String) COMMENT 'paid, in_transit, delivered, sent_back or cancelled. Money of sent_back and cancelled orders went back to the buyer',
    price_eur       Decimal(10, 2) COMMENT 'price of the piece alone, without delivery',
    delivery_eur    Decimal(8, 2) COMMENT 'charged for delivery, 0 when the buyer picks it up',
    haulier         LowCardinality(String) COMMENT 'transport firm, pickup when the buyer comes himself',
    ship_to         LowCardinality(String) COMMENT 'country of the buyer, ISO 3166 two-letter code',
    device          LowCardinality(String),
    has_voucher     UInt8,
    delivered_at    Nullable(DateTime64(3, 'UTC')),
    is_damaged      UInt8 COMMENT '1 when the buyer reported transport damage',
    buyer_stars     Nullable(UInt8) COMMENT 'review, 1 to 5, many buyers leave none'
)
ENGINE = MergeTree ORDER BY (ordered_at, order_no);

-- No order at all on 2026-05-06 (the shop was down). Norrfrakt damages most of what arrives since 2026-05-19.
-- Buyers in Denmark cancel en masse on 2026-05-20 from 19:00 to 21:00.
INSERT INTO patinova.orders
SELECT order_no, ordered_at, buyer_id, piece_id, order_state, price_eur,
       if(haulier = 'pickup', toDecimal64(0, 2), toDecimal64(29 + cityHash64(n, 'o-fee') % 140 + if(ship_to IN ('GB', 'CH'), 45, 0), 2)),
       haulier, ship_to, device,
       toUInt8(cityHash64(n, 'o-vou') % 100 < 13),
       if(order_state IN ('delivered', 'sent_back'), toNullable(arrives), NULL),
       toUInt8(order_state IN ('delivered', 'sent_back') AND haulier != 'pickup'
           AND cityHash64(n, 'o-dam') % 1000 < if(haulier = 'Norrfrakt' AND arrives >= '2026-05-19 00:00:00', 620, 34)),
       if(order_state = 'delivered' AND cityHash64(n, 'o-rev') % 100 < 46, toNullable(toUInt8([5,5,5,4,4,3,2,1,5,4][1 + cityHash64(n, 'o-st') % 10])), NULL)
FROM
(
    SELECT
        number AS n,
        880000 + number AS order_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000) AS ordered_at,
        7000 + toUInt32(floor(2600 * pow(cityHash64(number, 'o-b') / 18446744073709551616.0, 1.5))) AS buyer_id,
        40000 + toUInt32((number * 3571) % 7600) AS piece_id,
        ['DE','FR','DK','GB','NL','CH','SE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-c') / 18446744073709551616.0, 1.3)))] AS ship_to,
        ['Velocargo','pickup','Norrfrakt','Hermesia','Tandem Trans'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-h') / 18446744073709551616.0, 1.2)))] AS haulier,
        ['phone','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-dev') / 18446744073709551616.0, 1.5)))] AS device,
        toDecimal64(round(140 * pow(1 - cityHash64(number, 'o-p') / 18446744073709551616.0, -0.62), 2), 2) AS price_eur,
        toIntervalMinute(60 * (9 + cityHash64(number, 'o-hrs') % if(haulier = 'Hermesia', 150, if(haulier = 'pickup', 50, 90))) + cityHash64(number, 'o-am') % 60) AS lag,
        toStartOfMinute(ordered_at) + lag + toIntervalMillisecond(1000 + cityHash64(number, 'o-ams') % 57000) AS arrives,
        cityHash64(number, 'o-s') % 1000 AS s,
        multiIf(s < if(haulier = 'Hermesia', 110, 70), 'cancelled',
                arrives >= '2026-05-21 16:20:00', if(cityHash64(number, 'o-s2') % 3 = 0, 'paid', 'in_transit'),
                s >= 920, 'sent_back', 'delivered') AS order_state
    FROM numbers(6200)
)
WHERE toDate(ordered_at) != '2026-05-06'
  AND NOT (toHour(ordered_at) BETWEEN 1 AND 5 AND cityHash64(n, 'o-night') % 4 != 0);

INSERT INTO patinova.orders
SELECT
    889000 + number, toDateTime64('2026-05-20 19:00:00', 3, 'UTC') + toIntervalMinute(number % 118) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    7000 + cityHash64(number, 'x-b') % 2600, 47000 + number, 'cancelled', toDecimal64(210 + cityHash64(number, 'x-p') % 700, 2), toDecimal64(49, 2),
    'Velocargo', 'DK', 'phone', 0, NULL, 0, NULL
FROM numbers(75);
