-- A wholesale flower auction: growers land lots, buyers bid for them by the stem. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS bloemhal;
CREATE DATABASE bloemhal;

CREATE TABLE bloemhal.growers
(
    grower_code  UInt16,
    nursery      String,
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    member_since Date,
    eco_label    UInt8 COMMENT '1 = certified'
)
ENGINE = MergeTree ORDER BY grower_code;

INSERT INTO bloemhal.growers
SELECT
    300 + number,
    concat(['Van Dijk','Naivasha','Rosaleda','Highland','Bosveld','Altiplano','De Linde','Sunrise'][1 + cityHash64(number, 'bg-a') % 8], ' ',
           ['Blooms','Nurseries','Flora','Gardens','Petals'][1 + cityHash64(number, 'bg-b') % 5], ' ', toString(number)),
    ['NL','KE','CO','ET','EC'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'bg-c') / 18446744073709551616.0, 1.4)))],
    toDate('2026-04-30') - toUInt32(floor(5400 * pow(cityHash64(number, 'bg-m') / 18446744073709551616.0, 1.2))),
    toUInt8(cityHash64(number, 'bg-e') % 100 < 37)
FROM numbers(90);

CREATE TABLE bloemhal.lots
(
    lot_no        UInt32,
    grower_code   UInt16,
    flower        LowCardinality(String),
    grade         LowCardinality(String) COMMENT 'A1 is the finest, then A2 and B1',
    stems         UInt32 COMMENT 'in the whole lot',
    stem_cm       UInt8,
    vase_days     Nullable(UInt8) COMMENT 'life in the vase, null when the test room did not try it',
    landed_at     DateTime('UTC') COMMENT 'arrival in the cold store',
    reserve_cents Decimal(6, 2) COMMENT 'lowest acceptable price of a stem, euro cents'
)
ENGINE = MergeTree ORDER BY lot_no;

INSERT INTO bloemhal.lots
SELECT
    41000 + number AS lot_no,
    300 + toUInt16(floor(90 * pow(cityHash64(number, 'bl-g') / 18446744073709551616.0, 1.3))),
    ['rose','tulip','gerbera','chrysanthemum','lily','peony'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'bl-f') / 18446744073709551616.0, 1.3)))] AS flower,
    ['A1','A2','B1'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'bl-q') / 18446744073709551616.0, 1.3)))] AS grade,
    toUInt32(180 + floor(420 * pow(1 - cityHash64(number, 'bl-s') / 18446744073709551616.0, -0.36))),
    toUInt8(35 + cityHash64(number, 'bl-cm') % 46),
    if(cityHash64(number, 'bl-v0') % 100 < 23, NULL, toNullable(toUInt8(5 + cityHash64(number, 'bl-v') % 12))),
    toDateTime('2026-05-21 15:10:00', 'UTC')
        - toIntervalMinute(1 + toUInt32(floor(79000 * pow(cityHash64(number, 'bl-ts') / 18446744073709551616.0, 1.2))))
        + toIntervalSecond(1 + cityHash64(number, 'bl-sec') % 50),
    toDecimal64(multiIf(flower = 'peony', 48, flower = 'rose', 24, flower = 'lily', 31, 13) + cityHash64(number, 'bl-r') % 900 / 100 - if(grade = 'B1', 5, 0), 2)
FROM numbers(1450);

CREATE TABLE bloemhal.bids
(
    bid_id         UInt64,
    bid_at         DateTime64(3, 'UTC'),
    lot_no         UInt32,
    clock          LowCardinality(String) COMMENT 'auction clock in the hall',
    buyer_no       UInt32,
    channel        LowCardinality(String) COMMENT 'floor, online or proxy (a standing order)',
    stems          UInt32 COMMENT 'asked for by this bid; lots are often bought in parts',
    cents_per_stem Decimal(8, 2) COMMENT 'euro cents',
    total_eur      Decimal(10, 2) COMMENT 'stems times price; owed only when bought',
    outcome        LowCardinality(String) COMMENT 'bought, outbid, below_reserve or annulled; only bought bids are paid',
    lag_ms         Nullable(UInt32) COMMENT 'delay of the connection; only for online bids'
)
ENGINE = MergeTree ORDER BY (clock, bid_at);

-- No bid at all on 2026-05-05 (Liberation Day). Some lots draw no bid.
INSERT INTO bloemhal.bids
SELECT bid_id, bid_at, lot_no, clock, buyer_no, channel, stems, cents_per_stem, total_eur, outcome,
       if(channel = 'online', toNullable(toUInt32(floor(multiIf(clock = 'Annex', 260, clock = 'Quay', 150, 120) * pow(1 - cityHash64(k, 'bb-lag') / 18446744073709551616.0, -0.7)))), NULL) AS lag_ms
FROM
(
    SELECT
        lot_no, l_stems, reserve_cents, landed_at,
        toUInt64(lot_no) * 20 + i AS k,
        5000000 + k AS bid_id,
        ['North','South','Quay','Annex'][1 + toUInt8(floor(4 * pow(cityHash64(lot_no, 'bb-clock') / 18446744073709551616.0, 1.3)))] AS clock,
        toDateTime64(toStartOfMinute(landed_at), 3, 'UTC') + toIntervalMinute(45 + toUInt32(floor(1500 * pow(cityHash64(k, 'bb-gap') / 18446744073709551616.0, 2))))
            + toIntervalMillisecond(1000 + cityHash64(k, 'bb-ms') % 57000) AS bid_at,
        100 + toUInt32(floor(420 * pow(cityHash64(k, 'bb-buyer') / 18446744073709551616.0, 1.5))) AS buyer_no,
        ['online','floor','proxy'][1 + toUInt8(floor(3 * pow(cityHash64(k, 'bb-ch') / 18446744073709551616.0, 1.4)))] AS channel,
        toUInt32(greatest(20, floor(l_stems * (0.1 + cityHash64(k, 'bb-part') % 900 / 1000)))) AS stems,
        toDecimal64(round(toFloat64(reserve_cents) * (0.9 + cityHash64(k, 'bb-price') % 1000 / 1100), 2), 2) AS cents_per_stem,
        toDecimal64(round(stems * toFloat64(cents_per_stem) / 100, 2), 2) AS total_eur,
        multiIf(cents_per_stem < reserve_cents, 'below_reserve',
                cityHash64(k, 'bb-out') % 1000 < 28, 'annulled',
                cityHash64(k, 'bb-out') % 1000 < 400, 'bought',
                'outbid') AS outcome
    FROM
    (
        SELECT lot_no, stems AS l_stems, reserve_cents, landed_at,
               arrayJoin(range(if(cityHash64(lot_no, 'bb-none') % 100 < 9, 0, 1 + cityHash64(lot_no, 'bb-n') % 12))) AS i
        FROM bloemhal.lots
    )
)
WHERE bid_at < '2026-05-21 16:20:00' AND toDate(bid_at) != '2026-05-05'
  AND NOT (toHour(bid_at) IN (22, 23, 0, 1, 2, 3) AND cityHash64(k, 'bb-night') % 3 != 0);

-- Wrong signals on the Quay clock on 2026-05-20, 06:00 to 08:00: bid after bid is annulled.
INSERT INTO bloemhal.bids
SELECT 6000000 + number, toDateTime64('2026-05-20 06:00:00', 3, 'UTC') + toIntervalMinute(number * 7 % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'bq-ms') % 57000),
       (SELECT max(lot_no) FROM bloemhal.bids WHERE clock = 'Quay' AND bid_at >= '2026-05-20 05:00:00' AND bid_at < '2026-05-20 12:00:00'),
       'Quay', 100 + cityHash64(number, 'bq-b') % 420, 'floor', 40 + number, toDecimal64(21.5, 2), toDecimal64((40 + number) * 0.215, 2), 'annulled', NULL
FROM numbers(64);

-- One buyer's robot bids again and again today and is outbid.
INSERT INTO bloemhal.bids
SELECT 6100000 + number, toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(number * 11 % 400) + toIntervalMillisecond(1000 + cityHash64(number, 'br-ms') % 57000),
       (SELECT max(lot_no) FROM bloemhal.bids WHERE clock = 'South' AND bid_at >= '2026-05-21 08:00:00' AND bid_at < '2026-05-21 12:00:00'),
       'South', 388, 'proxy', 60, toDecimal64(19.25, 2), toDecimal64(11.55, 2), 'outbid', NULL
FROM numbers(58);
