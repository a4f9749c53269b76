-- An online marketplace for second-hand clothing: listings, deals, inbox. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS thrift;

DROP TABLE IF EXISTS thrift.listings;
CREATE TABLE thrift.listings
(
    item_id   UInt32,
    seller_id UInt32,
    ctry      LowCardinality(String) COMMENT 'country of the seller, ISO 3166 two-letter code',
    listed_at DateTime('UTC'),
    category  LowCardinality(String),
    brand     LowCardinality(String),
    cond      LowCardinality(String) COMMENT 'condition: new_with_tags, very_good, good or worn',
    sz        LowCardinality(Nullable(String)) COMMENT 'XS, S, M, L or XL; null for bags and shoes',
    ask_gbp   Decimal(10, 2) COMMENT 'asking price in pounds',
    photos    UInt8 COMMENT 'number of photos',
    tags      Array(LowCardinality(String)) COMMENT 'vintage, handmade, petite, organic',
    promoted  Bool COMMENT 'the seller paid for a better place',
    state     LowCardinality(String) COMMENT 'live, sold, withdrawn or banned'
)
ENGINE = MergeTree ORDER BY item_id;

INSERT INTO thrift.listings
SELECT item_id, seller_id, ctry, listed_at, category, brand, cond, sz, ask_gbp, photos, tags, promoted, state
FROM
(
    SELECT
        number AS l,
        toUInt32(600000 + l) AS item_id,
        toUInt32(20000 + floor(1700 * pow(cityHash64(l, 't-seller') / 18446744073709551616.0, 1.8))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(129600 * pow(cityHash64(l, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(l, 't-sec') % 50) AS listed_at,
        ['dresses','jackets','shoes','jeans','knitwear','bags'][1 + toUInt8(floor(6 * pow(cityHash64(l, 't-cat') / 18446744073709551616.0, 1.4)))] AS category,
        ['Zara','Levis','Mango','Arket','Patagonia','Burberry','Acne'][1 + toUInt8(floor(7 * pow(cityHash64(l, 't-brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['good','very_good','worn','new_with_tags'][1 + toUInt8(floor(4 * pow(cityHash64(l, 't-cond') / 18446744073709551616.0, 1.5)))] AS cond,
        cityHash64(l, 't-promo') % 100 < 15 AS promoted,
        toDecimal64(round((4 + 11 * multiIf(brand = 'Burberry', 7.0, brand = 'Acne', 4.2, brand = 'Patagonia', 3.1, brand = 'Arket', 2.0, brand = 'Levis', 1.7, 1.0)
            * multiIf(category = 'jackets', 1.8, category = 'bags', 1.5, category = 'shoes', 1.3, 1.0) * multiIf(cond = 'new_with_tags', 1.6, cond = 'worn', 0.55, cond = 'very_good', 1.2, 1.0)
            * pow(1 - cityHash64(l, 't-ask') / 18446744073709551616.0, -0.3)) * if(promoted, 1.2, 1.0), 2), 2) AS ask_gbp,
        toUInt32(3 + floor(4800 * pow(cityHash64(l, 't-gap') / 18446744073709551616.0, 2.2))) AS gap,
        toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(3 * gap + 14) + toIntervalMillisecond(cityHash64(l, 't-oms') % 990) AS last_offer_at,
        last_offer_at + toIntervalMinute(4 + toUInt32(floor(1400 * pow(cityHash64(l, 't-pay') / 18446744073709551616.0, 2.4)))) AS pay_at,
        cityHash64(l, 't-last') % 100 < 74 AS has_last,
        cityHash64(l, 't-end') % 1000 AS e,
        multiIf(e >= 900, 'declined', e >= 860, 'expired', pay_at >= '2026-05-21 16:20:00', 'open', e < 90, 'refunded', 'paid') AS last_status,
        ['GB','FR','PL','IE','NL'][1 + toUInt8(floor(5 * pow(cityHash64(seller_id, 't-ctry') / 18446744073709551616.0, 1.5)))] AS ctry,
        if(category IN ('bags', 'shoes'), NULL, toNullable(['M','S','L','XS','XL'][1 + toUInt8(floor(5 * pow(cityHash64(l, 't-sz') / 18446744073709551616.0, 1.5)))])) AS sz,
        toUInt8(1 + floor(9 * pow(cityHash64(l, 't-photo') / 18446744073709551616.0, 1.6))) AS photos,
        arrayFilter((x, w) -> cityHash64(l, x) % 100 < w, ['vintage','handmade','petite','organic'], [23, 6, 11, 9]) AS tags,
        multiIf(has_last AND last_status = 'paid', 'sold', cityHash64(l, 't-state') % 100 < 14, 'withdrawn', cityHash64(l, 't-state') % 100 < 22, 'banned', 'live') AS state
    FROM numbers(6000)
);

DROP TABLE IF EXISTS thrift.deals;
CREATE TABLE thrift.deals
(
    deal_id     UInt32,
    item_id     UInt32,
    buyer_id    UInt32,
    offered_at  DateTime64(3, 'UTC'),
    offer_gbp   Decimal(10, 2) COMMENT 'what the buyer offers, in pounds, without shipping',
    ship_gbp    Decimal(6, 2) COMMENT 'shipping, goes to the carrier',
    origin      LowCardinality(String) COMMENT 'where the buyer came from: search, feed, wishlist or shared_link',
    deal_status LowCardinality(String) COMMENT 'open, declined, expired, paid or refunded; only paid deals keep their money',
    paid_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'null when never paid; stays when the deal is refunded later'
)
ENGINE = MergeTree ORDER BY (offered_at, deal_id);

-- Up to three offers for a listing; only the last one can be paid.
INSERT INTO thrift.deals
SELECT deal_id, item_id, buyer_id, offered_at, offer_gbp, ship_gbp, origin, deal_status,
       if(deal_status IN ('paid', 'refunded'), toNullable(pay_at), NULL)
FROM
(
    SELECT
        intDiv(number, 3) AS l,
        number % 3 AS pos,
        toUInt32(910000 + number) AS deal_id,
        toUInt32(600000 + l) AS item_id,
        toUInt32(20000 + floor(1700 * pow(cityHash64(l, 't-seller') / 18446744073709551616.0, 1.8))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(129600 * pow(cityHash64(l, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(l, 't-sec') % 50) AS listed_at,
        ['dresses','jackets','shoes','jeans','knitwear','bags'][1 + toUInt8(floor(6 * pow(cityHash64(l, 't-cat') / 18446744073709551616.0, 1.4)))] AS category,
        ['Zara','Levis','Mango','Arket','Patagonia','Burberry','Acne'][1 + toUInt8(floor(7 * pow(cityHash64(l, 't-brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['good','very_good','worn','new_with_tags'][1 + toUInt8(floor(4 * pow(cityHash64(l, 't-cond') / 18446744073709551616.0, 1.5)))] AS cond,
        cityHash64(l, 't-promo') % 100 < 15 AS promoted,
        toDecimal64(round((4 + 11 * multiIf(brand = 'Burberry', 7.0, brand = 'Acne', 4.2, brand = 'Patagonia', 3.1, brand = 'Arket', 2.0, brand = 'Levis', 1.7, 1.0)
            * multiIf(category = 'jackets', 1.8, category = 'bags', 1.5, category = 'shoes', 1.3, 1.0) * multiIf(cond = 'new_with_tags', 1.6, cond = 'worn', 0.55, cond = 'very_good', 1.2, 1.0)
            * pow(1 - cityHash64(l, 't-ask') / 18446744073709551616.0, -0.3)) * if(promoted, 1.2, 1.0), 2), 2) AS ask_gbp,
        toUInt32(3 + floor(4800 * pow(cityHash64(l, 't-gap') / 18446744073709551616.0, 2.2))) AS gap,
        toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(3 * gap + 14) + toIntervalMillisecond(cityHash64(l, 't-oms') % 990) AS last_offer_at,
        last_offer_at + toIntervalMinute(4 + toUInt32(floor(1400 * pow(cityHash64(l, 't-pay') / 18446744073709551616.0, 2.4)))) AS pay_at,
        cityHash64(l, 't-last') % 100 < 74 AS has_last,
        cityHash64(l, 't-end') % 1000 AS e,
        multiIf(e >= 900, 'declined', e >= 860, 'expired', pay_at >= '2026-05-21 16:20:00', 'open', e < 90, 'refunded', 'paid') AS last_status,
        toUInt32(50000 + floor(4200 * pow(cityHash64(number, 't-buyer') / 18446744073709551616.0, 1.5))) AS buyer_id,
        if(pos = 2, last_offer_at, toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(gap * (pos + 1) + 7 * pos) + toIntervalMillisecond(cityHash64(number, 't-pms') % 990)) AS offered_at,
        toDecimal64(round(toFloat64(ask_gbp) * if(pos = 2, 0.8 + 0.2 * pow(cityHash64(number, 't-off') / 18446744073709551616.0, 0.6), 0.45 + 0.4 * cityHash64(number, 't-off') / 18446744073709551616.0), 2), 2) AS offer_gbp,
        toDecimal64([2.49, 2.99, 3.79, 5.99][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-ship') / 18446744073709551616.0, 1.4)))], 2) AS ship_gbp,
        ['search','feed','wishlist','shared_link'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-org') / 18446744073709551616.0, 1.6)))] AS origin,
        cityHash64(number, 't-dec') % 100 AS d,
        multiIf(pos = 2, last_status, offered_at >= '2026-05-21 06:00:00' AND d < 35, 'open', d < if(origin = 'shared_link', 45, 76), 'declined', 'expired') AS deal_status,
        if(pos = 2, has_last, cityHash64(number, 't-keep') % 100 < [42, 33, 0][pos + 1]) AS kept
    FROM numbers(18000)
)
WHERE kept AND offered_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS thrift.inbox;
CREATE TABLE thrift.inbox
(
    sent_at    DateTime64(3, 'UTC'),
    event      LowCardinality(String) COMMENT 'question (by a buyer), reply (by the seller), return_opened (by the buyer) or report (of a listing, to us)',
    item_id    UInt32,
    user_id    UInt32 COMMENT 'who sent it: buyer or seller',
    via        LowCardinality(String) COMMENT 'ios, android or web',
    app_ver    Nullable(String) COMMENT 'null on the web',
    lag_s      Nullable(UInt32) COMMENT 'seconds the seller took to answer, only on reply',
    ret_reason LowCardinality(Nullable(String)) COMMENT 'too_small, too_big, damaged or not_as_described; only on return_opened'
)
ENGINE = MergeTree ORDER BY (sent_at, item_id);

INSERT INTO thrift.inbox
SELECT sent_at, event, item_id, user_id, via,
       if(via = 'web', NULL, toNullable(['7.3.0','7.2.1','7.1.4'][1 + toUInt8(floor(3 * pow(cityHash64(number, 't-ver') / 18446744073709551616.0, 1.5)))])),
       if(event = 'reply', toNullable(toUInt32(lag_min * 60)), NULL),
       if(event = 'return_opened', toNullable(['too_small','not_as_described','too_big','damaged'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-why') / 18446744073709551616.0, 1.6)))]), NULL)
FROM
(
    SELECT
        number,
        intDiv(number, 5) AS l,
        number % 5 AS pos,
        toUInt32(600000 + l) AS item_id,
        toUInt32(20000 + floor(1700 * pow(cityHash64(l, 't-seller') / 18446744073709551616.0, 1.8))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(129600 * pow(cityHash64(l, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(l, 't-sec') % 50) AS listed_at,
        ['dresses','jackets','shoes','jeans','knitwear','bags'][1 + toUInt8(floor(6 * pow(cityHash64(l, 't-cat') / 18446744073709551616.0, 1.4)))] AS category,
        ['Zara','Levis','Mango','Arket','Patagonia','Burberry','Acne'][1 + toUInt8(floor(7 * pow(cityHash64(l, 't-brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['good','very_good','worn','new_with_tags'][1 + toUInt8(floor(4 * pow(cityHash64(l, 't-cond') / 18446744073709551616.0, 1.5)))] AS cond,
        cityHash64(l, 't-promo') % 100 < 15 AS promoted,
        toDecimal64(round((4 + 11 * multiIf(brand = 'Burberry', 7.0, brand = 'Acne', 4.2, brand = 'Patagonia', 3.1, brand = 'Arket', 2.0, brand = 'Levis', 1.7, 1.0)
            * multiIf(category = 'jackets', 1.8, category = 'bags', 1.5, category = 'shoes', 1.3, 1.0) * multiIf(cond = 'new_with_tags', 1.6, cond = 'worn', 0.55, cond = 'very_good', 1.2, 1.0)
            * pow(1 - cityHash64(l, 't-ask') / 18446744073709551616.0, -0.3)) * if(promoted, 1.2, 1.0), 2), 2) AS ask_gbp,
        toUInt32(3 + floor(4800 * pow(cityHash64(l, 't-gap') / 18446744073709551616.0, 2.2))) AS gap,
        toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(3 * gap + 14) + toIntervalMillisecond(cityHash64(l, 't-oms') % 990) AS last_offer_at,
        last_offer_at + toIntervalMinute(4 + toUInt32(floor(1400 * pow(cityHash64(l, 't-pay') / 18446744073709551616.0, 2.4)))) AS pay_at,
        cityHash64(l, 't-last') % 100 < 74 AS has_last,
        cityHash64(l, 't-end') % 1000 AS e,
        multiIf(e >= 900, 'declined', e >= 860, 'expired', pay_at >= '2026-05-21 16:20:00', 'open', e < 90, 'refunded', 'paid') AS last_status,
        ['question','reply','question','return_opened','report'][pos + 1] AS event,
        if(event = 'reply', seller_id, toUInt32(50000 + floor(4200 * pow(cityHash64(number, 't-asker') / 18446744073709551616.0, 1.5)))) AS user_id,
        ['ios','android','web'][1 + toUInt8(floor(3 * pow(cityHash64(number, 't-via') / 18446744073709551616.0, 1.5)))] AS via,
        toUInt32(2 + floor(9000 * pow(cityHash64(l, 't-q') / 18446744073709551616.0, 2.4))) AS q_min,
        toUInt32(1 + floor(least(2800, 7 * pow(1 - cityHash64(l, 't-lag') / 18446744073709551616.0, -0.9)))) AS lag_min,
        multiIf(pos = 3, pay_at + toIntervalMinute(2000 + cityHash64(l, 't-ret') % 13000),
                toDateTime64(listed_at, 3, 'UTC')
                    + toIntervalMinute(multiIf(pos = 0, q_min, pos = 1, q_min + lag_min, pos = 2, q_min + lag_min + 3 + cityHash64(l, 't-q2') % 600, q_min + 40 + cityHash64(l, 't-rep') % 4000))
                    + toIntervalMillisecond(cityHash64(number, 't-ims') % 990)) AS sent_at,
        cityHash64(number, 't-roll') % 1000 AS r,
        cityHash64(l, 't-asked') % 100 < 78 AS asked,
        multiIf(pos = 0, asked,
                pos = 1, asked AND r < 760,
                pos = 2, asked AND r < 330,
                pos = 3, has_last AND ((last_status = 'refunded' AND r < 930) OR (last_status = 'paid' AND r < multiIf(category = 'shoes', 210, category = 'dresses', 150, category = 'bags', 30, 80))),
                r < 35) AS kept
    FROM numbers(30000)
)
WHERE kept AND sent_at < '2026-05-21 16:20:00';

-- Account 77777 asks the same of everybody on 2026-05-21 between 8:00 and 14:00.
INSERT INTO thrift.inbox
SELECT
    toDateTime64('2026-05-21 08:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 's-min') % 360) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 58000),
    'question', item_id, 77777, 'android', '7.1.4', NULL, NULL
FROM
(
    SELECT
        number,
        number * 37 AS l,
        toUInt32(600000 + l) AS item_id,
        toUInt32(20000 + floor(1700 * pow(cityHash64(l, 't-seller') / 18446744073709551616.0, 1.8))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(129600 * pow(cityHash64(l, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(l, 't-sec') % 50) AS listed_at,
        ['dresses','jackets','shoes','jeans','knitwear','bags'][1 + toUInt8(floor(6 * pow(cityHash64(l, 't-cat') / 18446744073709551616.0, 1.4)))] AS category,
        ['Zara','Levis','Mango','Arket','Patagonia','Burberry','Acne'][1 + toUInt8(floor(7 * pow(cityHash64(l, 't-brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['good','very_good','worn','new_with_tags'][1 + toUInt8(floor(4 * pow(cityHash64(l, 't-cond') / 18446744073709551616.0, 1.5)))] AS cond,
        cityHash64(l, 't-promo') % 100 < 15 AS promoted,
        toDecimal64(round((4 + 11 * multiIf(brand = 'Burberry', 7.0, brand = 'Acne', 4.2, brand = 'Patagonia', 3.1, brand = 'Arket', 2.0, brand = 'Levis', 1.7, 1.0)
            * multiIf(category = 'jackets', 1.8, category = 'bags', 1.5, category = 'shoes', 1.3, 1.0) * multiIf(cond = 'new_with_tags', 1.6, cond = 'worn', 0.55, cond = 'very_good', 1.2, 1.0)
            * pow(1 - cityHash64(l, 't-ask') / 18446744073709551616.0, -0.3)) * if(promoted, 1.2, 1.0), 2), 2) AS ask_gbp,
        toUInt32(3 + floor(4800 * pow(cityHash64(l, 't-gap') / 18446744073709551616.0, 2.2))) AS gap,
        toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(3 * gap + 14) + toIntervalMillisecond(cityHash64(l, 't-oms') % 990) AS last_offer_at,
        last_offer_at + toIntervalMinute(4 + toUInt32(floor(1400 * pow(cityHash64(l, 't-pay') / 18446744073709551616.0, 2.4)))) AS pay_at,
        cityHash64(l, 't-last') % 100 < 74 AS has_last,
        cityHash64(l, 't-end') % 1000 AS e,
        multiIf(e >= 900, 'declined', e >= 860, 'expired', pay_at >= '2026-05-21 16:20:00', 'open', e < 90, 'refunded', 'paid') AS last_status
    FROM numbers(160)
)
WHERE listed_at < '2026-05-21 08:00:00';

-- A wave of reports on Sunday 2026-05-17 between 21:00 and 22:00.
INSERT INTO thrift.inbox
SELECT
    toDateTime64('2026-05-17 21:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'w-min') % 60) + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms') % 58000),
    'report', item_id, toUInt32(50000 + cityHash64(number, 'w-user') % 4200), 'web', NULL, NULL, NULL
FROM
(
    SELECT
        number,
        number * 53 AS l,
        toUInt32(600000 + l) AS item_id,
        toUInt32(20000 + floor(1700 * pow(cityHash64(l, 't-seller') / 18446744073709551616.0, 1.8))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(129600 * pow(cityHash64(l, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(l, 't-sec') % 50) AS listed_at,
        ['dresses','jackets','shoes','jeans','knitwear','bags'][1 + toUInt8(floor(6 * pow(cityHash64(l, 't-cat') / 18446744073709551616.0, 1.4)))] AS category,
        ['Zara','Levis','Mango','Arket','Patagonia','Burberry','Acne'][1 + toUInt8(floor(7 * pow(cityHash64(l, 't-brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['good','very_good','worn','new_with_tags'][1 + toUInt8(floor(4 * pow(cityHash64(l, 't-cond') / 18446744073709551616.0, 1.5)))] AS cond,
        cityHash64(l, 't-promo') % 100 < 15 AS promoted,
        toDecimal64(round((4 + 11 * multiIf(brand = 'Burberry', 7.0, brand = 'Acne', 4.2, brand = 'Patagonia', 3.1, brand = 'Arket', 2.0, brand = 'Levis', 1.7, 1.0)
            * multiIf(category = 'jackets', 1.8, category = 'bags', 1.5, category = 'shoes', 1.3, 1.0) * multiIf(cond = 'new_with_tags', 1.6, cond = 'worn', 0.55, cond = 'very_good', 1.2, 1.0)
            * pow(1 - cityHash64(l, 't-ask') / 18446744073709551616.0, -0.3)) * if(promoted, 1.2, 1.0), 2), 2) AS ask_gbp,
        toUInt32(3 + floor(4800 * pow(cityHash64(l, 't-gap') / 18446744073709551616.0, 2.2))) AS gap,
        toDateTime64(listed_at, 3, 'UTC') + toIntervalMinute(3 * gap + 14) + toIntervalMillisecond(cityHash64(l, 't-oms') % 990) AS last_offer_at,
        last_offer_at + toIntervalMinute(4 + toUInt32(floor(1400 * pow(cityHash64(l, 't-pay') / 18446744073709551616.0, 2.4)))) AS pay_at,
        cityHash64(l, 't-last') % 100 < 74 AS has_last,
        cityHash64(l, 't-end') % 1000 AS e,
        multiIf(e >= 900, 'declined', e >= 860, 'expired', pay_at >= '2026-05-21 16:20:00', 'open', e < 90, 'refunded', 'paid') AS last_status
    FROM numbers(95)
)
WHERE listed_at < '2026-05-17 21:00:00';
