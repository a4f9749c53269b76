-- Second-hand furniture marketplace: users, listings, offers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS attic;

DROP TABLE IF EXISTS attic.users;
CREATE TABLE attic.users
(
    user_id   UInt32,
    nick      String,
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    signed_up Date,
    is_dealer Bool COMMENT 'true for commercial sellers'
)
ENGINE = MergeTree ORDER BY user_id;

INSERT INTO attic.users
SELECT
    1000 + number AS user_id,
    concat(['oak','teak','velvet','brass','rattan','linen','walnut','cork'][1 + cityHash64(number, 'u-n1') % 8], '_',
           ['fox','owl','heron','mole','lynx','wren'][1 + cityHash64(number, 'u-n2') % 6], toString(number)),
    ['DE','NL','AT','BE','CH'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'u-ctry') / 18446744073709551616.0, 1.4)))],
    toDate('2026-02-18') - toUInt32(floor(1700 * pow(cityHash64(number, 'u-sign') / 18446744073709551616.0, 1.5))),
    cityHash64(number, 'u-deal') % 100 < if(number < 150, 55, 4)
FROM numbers(5000);

DROP TABLE IF EXISTS attic.offers;
CREATE TABLE attic.offers
(
    offer_id    UInt64,
    listing_id  UInt32,
    buyer_id    UInt32 COMMENT 'user who makes the offer',
    made_at     DateTime64(3, 'UTC'),
    answered_at Nullable(DateTime64(3, 'UTC')) COMMENT 'when the seller answered; null while open and when lapsed',
    status      LowCardinality(String) COMMENT 'open, declined, lapsed (never answered), accepted (the piece is sold for this amount) or refunded (sold, but the money went back)',
    amount_eur  Decimal(10, 2),
    fee_eur     Nullable(Decimal(8, 2)) COMMENT 'our commission; only on accepted offers',
    courier     LowCardinality(Nullable(String)) COMMENT 'who delivers; only on accepted and refunded offers',
    device      LowCardinality(String) COMMENT 'ios, android or web'
)
ENGINE = MergeTree ORDER BY (made_at, offer_id);

-- Up to four offers a listing, the last of which may be accepted. Courier Trekker breaks a lot from 2026-05-18 on.
INSERT INTO attic.offers
SELECT 5000000 + n AS offer_id, listing_id, buyer_id,
       toDateTime64(made, 3, 'UTC') + toIntervalMillisecond(1000 + cityHash64(n, 'o-ms') % 57000) AS made_at,
       if(status IN ('open', 'lapsed'), NULL, toNullable(toDateTime64(answered, 3, 'UTC') + toIntervalMillisecond(1000 + cityHash64(n, 'o-ams') % 57000))) AS answered_at,
       status, amount_eur,
       if(status = 'accepted', toNullable(toDecimal64(round(toFloat64(amount_eur) * [0.06, 0.08, 0.08, 0.11][1 + cityHash64(n, 'o-fee') % 4], 2), 2)), NULL) AS fee_eur,
       if(status IN ('accepted', 'refunded'), toNullable(courier_x), NULL) AS courier,
       device
FROM
(
    SELECT
        number AS n, intDiv(number, 4) AS l, number % 4 AS pos,
        toUInt32(70000 + l) AS listing_id,
        toUInt32(2200 + toUInt32(floor(3500 * pow(cityHash64(number, 'o-buyer') / 18446744073709551616.0, 1.4)))) AS buyer_id,
        toUInt32(1000 + toUInt32(floor(2400 * pow(cityHash64(l, 'l-seller') / 18446744073709551616.0, 1.9)))) AS seller,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(5 + toUInt32(floor(129600 * pow(cityHash64(l, 'l-ts') / 18446744073709551616.0, 1.3)))) AS posted,
        posted + toIntervalMinute(2 + pos * (25 + cityHash64(l, 'o-gap') % 900) + toUInt32(floor(700 * pow(cityHash64(number, 'o-gap2') / 18446744073709551616.0, 2)))) AS made,
        made + toIntervalMinute(2 + toUInt32(floor(2600 * pow(cityHash64(number, 'o-lag') / 18446744073709551616.0, 3)))) AS answered,
        ['pickup','Hermelin','Trekker','BoxVan'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-cour') / 18446744073709551616.0, 1.2)))] AS courier_x,
        ['ios','android','web'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-dev') / 18446744073709551616.0, 1.4)))] AS device,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(pos = 3 AND courier_x = 'Trekker' AND made >= '2026-05-18 00:00:00' AND s < 560, 'refunded',
                pos = 3 AND s < 640, 'accepted', pos = 3 AND s < 690, 'refunded',
                cityHash64(number, 'o-lapse') % 1000 < multiIf(device = 'web', 260, device = 'android', 190, 120), 'lapsed', 'declined') AS raw,
        multiIf(raw = 'lapsed' AND made < '2026-05-16 16:20:00', 'lapsed', raw = 'lapsed' OR answered >= '2026-05-21 16:19:00', 'open', raw) AS status,
        toDecimal64(round((15 + 60 * multiIf(cityHash64(l, 'l-cat') % 100 < 24, 1.0, 2.2) * pow(1 - cityHash64(l, 'l-ask') / 18446744073709551616.0, -0.55))
            * if(status IN ('accepted', 'refunded'), 0.82 + cityHash64(number, 'o-amt') % 190 / 1000, 0.45 + cityHash64(number, 'o-amt') % 480 / 1000
                 - [0.0, 0.07, -0.05, 0.16][1 + toUInt8(floor(4 * pow(cityHash64(l, 'l-cond') / 18446744073709551616.0, 1.5)))]), 2), 2) AS amount_eur
    FROM numbers(24000)
)
WHERE made < '2026-05-21 16:19:00' AND buyer_id != seller
  AND cityHash64(n, 'o-keep') % 100 < multiIf(pos = 0, 88, pos = 1, 66, pos = 2, 48, 72)
  AND NOT (toHour(made) BETWEEN 1 AND 5 AND cityHash64(n, 'o-night') % 4 != 0);

-- One buyer bombards everybody.
INSERT INTO attic.offers
SELECT
    5900000 + number, toUInt32(70000 + cityHash64(number, 'x-l') % 3000), 4242,
    toDateTime64('2026-05-21 07:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-ts') % 540) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    NULL, 'open', toDecimal64(5 + number % 7, 2), NULL, NULL, 'android'
FROM numbers(140);

DROP TABLE IF EXISTS attic.listings;
CREATE TABLE attic.listings
(
    listing_id  UInt32,
    seller_id   UInt32 COMMENT 'user who sells',
    posted_at   DateTime('UTC'),
    category    LowCardinality(String) COMMENT 'chair, sofa, table, wardrobe, bed, lamp or desk',
    cond        LowCardinality(String) COMMENT 'condition: mint, good, worn or broken',
    ask_eur     Decimal(10, 2) COMMENT 'asking price',
    city        LowCardinality(String),
    materials   Array(LowCardinality(String)),
    pickup_only Bool,
    state       LowCardinality(String) COMMENT 'live, sold or withdrawn'
)
ENGINE = MergeTree ORDER BY (posted_at, listing_id);

INSERT INTO attic.listings
SELECT
    toUInt32(70000 + number) AS listing_id,
    toUInt32(1000 + toUInt32(floor(2400 * pow(cityHash64(number, 'l-seller') / 18446744073709551616.0, 1.9)))) AS seller_id,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(5 + toUInt32(floor(129600 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.3))))
        + toIntervalSecond(1 + cityHash64(number, 'l-s') % 57) AS posted_at,
    multiIf(cityHash64(number, 'l-cat') % 100 < 9, 'lamp', cityHash64(number, 'l-cat') % 100 < 24, 'chair', cityHash64(number, 'l-cat') % 100 < 52, 'sofa',
            cityHash64(number, 'l-cat') % 100 < 72, 'table', cityHash64(number, 'l-cat') % 100 < 85, 'wardrobe', cityHash64(number, 'l-cat') % 100 < 94, 'bed', 'desk') AS category,
    ['good','worn','mint','broken'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-cond') / 18446744073709551616.0, 1.5)))] AS cond,
    toDecimal64(round(15 + 60 * multiIf(cityHash64(number, 'l-cat') % 100 < 24, 1.0, 2.2) * pow(1 - cityHash64(number, 'l-ask') / 18446744073709551616.0, -0.55), 2), 2) AS ask_eur,
    [['Cologne','Leipzig'], ['Utrecht','Breda'], ['Vienna','Graz'], ['Ghent','Liege'], ['Zurich','Basel']]
        [1 + toUInt8(floor(5 * pow(cityHash64(toUInt64(seller_id - 1000), 'u-ctry') / 18446744073709551616.0, 1.4)))][1 + toUInt8(cityHash64(number, 'l-city') % 100 >= 66)] AS city,
    [['oak'], ['pine','metal'], ['metal'], ['teak'], ['oak','leather'], ['fabric'], ['pine']][1 + cityHash64(number, 'l-mat') % 7] AS materials,
    cityHash64(number, 'l-pick') % 100 < 37 AS pickup_only,
    multiIf(listing_id IN (SELECT o.listing_id FROM attic.offers AS o WHERE o.status = 'accepted'), 'sold', cityHash64(number, 'l-wd') % 100 < 11, 'withdrawn', 'live') AS state
FROM numbers(6000);
