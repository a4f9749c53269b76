-- Ticket resale exchange. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tixbarter;
CREATE DATABASE tixbarter;

CREATE TABLE tixbarter.sellers
(
    seller_id UInt32,
    handle    String,
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier      LowCardinality(String) COMMENT 'private, pro or broker',
    signed_up Date,
    verified  UInt8 COMMENT '1 = identity document checked'
)
ENGINE = MergeTree ORDER BY seller_id;

INSERT INTO tixbarter.sellers
SELECT
    2000 + number,
    concat(['stage','row','gate','encore','turnstile','balcony'][1 + cityHash64(number, 's-h1') % 6], '_', ['fox','owl','finch','pike','hare'][1 + cityHash64(number, 's-h2') % 5], toString(number)),
    ['GB','IE','ES','DE','NL'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-cty') / 18446744073709551616.0, 1.4)))],
    ['private','pro','broker'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-tier') / 18446744073709551616.0, 1.3)))],
    toDate('2026-02-20') - toUInt32(cityHash64(number, 's-sign') % 1400),
    toUInt8(cityHash64(number, 's-ver') % 100 < 72)
FROM numbers(320);

CREATE TABLE tixbarter.listings
(
    listing_id     UInt64,
    seller_id      UInt32,
    show           LowCardinality(String),
    category       LowCardinality(String) COMMENT 'concert, football, theatre, festival, comedy',
    venue_city     LowCardinality(String),
    listed_at      DateTime('UTC'),
    face_price_gbp Decimal(8, 2) COMMENT 'printed on the ticket, per seat',
    ask_price_gbp  Decimal(8, 2) COMMENT 'asked by the seller, per seat',
    seats_offered  UInt16
)
ENGINE = MergeTree ORDER BY listing_id;

INSERT INTO tixbarter.listings
SELECT
    400000 + number,
    2000 + toUInt32(floor(320 * pow(cityHash64(number, 'l-sel') / 18446744073709551616.0, 1.5))),
    ['Velvet Comets','Iron Lanterns','Rovers v Albion','City v Athletic','The Glass Hour','Tin Crown','Meadowfest','Harbour Lights','Late Laughs'][1 + toUInt8(floor(9 * pow(cityHash64(number, 'l-show') / 18446744073709551616.0, 1.3))) AS k],
    ['concert','concert','football','football','theatre','theatre','festival','festival','comedy'][k],
    ['London','Manchester','Glasgow','Dublin','Cardiff'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-city') / 18446744073709551616.0, 1.4)))],
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(if(number < 120, 90000, 300) + toUInt32(floor(if(number < 120, 24000, 114000) * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.1))))
        + toIntervalSecond(1 + cityHash64(number, 'l-s') % 58),
    toDecimal64(15 + 5 * (cityHash64(number, 'l-face') % 26), 2) AS face,
    toDecimal64(round(toFloat64(face) * (0.7 + pow(cityHash64(number, 'l-ask') / 18446744073709551616.0, 1.5) * 1.6), 2), 2),
    8 + cityHash64(number, 'l-seats') % 33
FROM numbers(2400);

CREATE TABLE tixbarter.trades
(
    trade_id    UInt64,
    listing_id  UInt64,
    seller_id   UInt32,
    buyer_id    UInt32,
    traded_at   DateTime64(3, 'UTC'),
    qty         UInt8 COMMENT 'tickets in the trade',
    amount_gbp  Decimal(10, 2) COMMENT 'price of all tickets of the trade, without the service fee',
    fee_gbp     Decimal(8, 2) COMMENT 'service fee on top, ours only when the trade settles',
    state       LowCardinality(String) COMMENT 'settled, pending, voided or charged_back; only settled trades are sales',
    app         LowCardinality(String) COMMENT 'platform of the buyer: web, ios or android',
    delivery    LowCardinality(String) COMMENT 'how the tickets are handed over: mobile, pdf, courier or box_office',
    delivered_s Nullable(UInt32) COMMENT 'seconds from the trade until the buyer holds the tickets, null when not delivered',
    promo       Nullable(String) COMMENT 'promotion code, null without one'
)
ENGINE = MergeTree ORDER BY (traded_at, trade_id);

-- No trade at all on 2026-05-07 (exchange closed for a migration).
INSERT INTO tixbarter.trades
SELECT trade_id, listing_id, seller_id, buyer_id, traded_at, qty, amount_gbp, fee_gbp, state, app, delivery, delivered_s, promo
FROM
(
    SELECT
        r.n AS n,
        81000000 + r.n AS trade_id,
        l.listing_id AS listing_id,
        l.seller_id AS seller_id,
        1 + toUInt32(floor(2600 * pow(cityHash64(r.n, 't-buy') / 18446744073709551616.0, 1.6))) AS buyer_id,
        dateDiff('minute', l.listed_at, toDateTime('2026-05-21 16:20:00', 'UTC')) AS age,
        toDateTime64(toStartOfMinute(l.listed_at), 3, 'UTC')
            + toIntervalMinute(1 + toUInt32(floor((age - 2) * pow(cityHash64(r.n, 't-ts') / 18446744073709551616.0, 0.7))))
            + toIntervalMillisecond(1000 + cityHash64(r.n, 't-ms') % 57900) AS traded_at,
        toUInt8([1,2,2,2,3,4,4,6][1 + cityHash64(r.n, 't-qty') % 8]) AS qty,
        l.ask_price_gbp * qty AS amount_gbp,
        toDecimal64(round(toFloat64(l.ask_price_gbp) * qty * (0.08 + (cityHash64(r.n, 't-fee') % 5) / 100), 2), 2) AS fee_gbp,
        cityHash64(r.n, 't-st') % 1000 AS s,
        ['web','ios','android'][1 + toUInt8(floor(3 * pow(cityHash64(r.n, 't-app') / 18446744073709551616.0, 1.3)))] AS app,
        multiIf(s < if(app = 'android', 52, 31), 'charged_back', s < 115, 'voided', s < if(traded_at >= '2026-05-16 00:00:00', 260, 130), 'pending', 'settled') AS state,
        ['mobile','pdf','box_office','courier'][1 + toUInt8(floor(4 * pow(cityHash64(r.n, 't-del') / 18446744073709551616.0, 1.5)))] AS delivery,
        if(state IN ('voided', 'pending') OR cityHash64(r.n, 't-nod') % 100 < 4, NULL,
           toNullable(toUInt32(multiIf(delivery = 'mobile', 90, delivery = 'pdf', 260, delivery = 'courier', 90000, 7000) * (0.5 + 2.5 * pow(cityHash64(r.n, 't-dls') / 18446744073709551616.0, 2))))) AS delivered_s,
        if(cityHash64(r.n, 't-pr') % 100 < 17, toNullable(['SPRING10','FRIEND5','ENCORE'][1 + cityHash64(r.n, 't-prc') % 3]), NULL) AS promo
    FROM (SELECT number AS n, 400000 + toUInt64(floor(2400 * pow(cityHash64(number, 't-lst') / 18446744073709551616.0, 1.15))) AS listing_id FROM numbers(6400)) AS r
    INNER JOIN tixbarter.listings AS l ON r.listing_id = l.listing_id
)
WHERE toDate(traded_at) != '2026-05-07'
  AND NOT (toHour(traded_at) BETWEEN 2 AND 5 AND cityHash64(n, 't-night') % 3 != 0);

-- Stolen cards on android: charge-backs on 2026-05-18 from 14:00 to 16:00.
INSERT INTO tixbarter.trades
SELECT 81900000 + r.n, l.listing_id, l.seller_id, 2700 + r.n,
       toDateTime64('2026-05-18 14:00:00', 3, 'UTC') + toIntervalMinute((r.n * 7) % 120) + toIntervalMillisecond(1000 + cityHash64(r.n, 'f-ms') % 57900),
       4, l.ask_price_gbp * 4, toDecimal64(round(toFloat64(l.ask_price_gbp) * 0.4, 2), 2), 'charged_back', 'android', 'mobile', 70 + cityHash64(r.n, 'f-d') % 200, NULL
FROM (SELECT number AS n, 400000 + cityHash64(number, 'f-l') % 120 AS listing_id FROM numbers(75)) AS r
INNER JOIN tixbarter.listings AS l ON r.listing_id = l.listing_id;

-- A bot buys all day on 2026-05-21.
INSERT INTO tixbarter.trades
SELECT 81950000 + r.n, l.listing_id, l.seller_id, 66051,
       toDateTime64('2026-05-21 06:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(r.n, 'b-m') % 600) + toIntervalMillisecond(1000 + cityHash64(r.n, 'b-ms') % 57900),
       1, l.ask_price_gbp, toDecimal64(round(toFloat64(l.ask_price_gbp) * 0.1, 2), 2), 'settled', 'web', 'pdf', 150 + cityHash64(r.n, 'b-d') % 300, NULL
FROM (SELECT number AS n, 400000 + cityHash64(number, 'b-l') % 120 AS listing_id FROM numbers(130)) AS r
INNER JOIN tixbarter.listings AS l ON r.listing_id = l.listing_id;
