-- Second-hand clothes marketplace: listings, orders and return cases. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Planted: nothing was paid on 2026-05-12 (payment provider down); buyer 5150 buys a third of everything since 2026-05-20 12:00;
-- Paketo breaks parcels delivered since 2026-05-17. No time lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS relove;

DROP TABLE IF EXISTS relove.listings;
CREATE TABLE relove.listings
(
    listing_no UInt64,
    seller_id  UInt32,
    listed_ts  DateTime('UTC') COMMENT 'when the ad went online',
    brand      LowCardinality(String),
    garment    LowCardinality(String) COMMENT 'kind of item',
    dept       LowCardinality(String) COMMENT 'women, men, kids',
    size_lbl   LowCardinality(String) COMMENT 'XS to XL, one = one size',
    cond       Enum8('nwt' = 1, 'vgood' = 2, 'good' = 3, 'fair' = 4) COMMENT 'nwt = new with tags, vgood = very good, fair = visible wear',
    ask_ct     UInt32 COMMENT 'asking price, euro cents',
    boosted    UInt8 COMMENT '1 = seller paid to be shown higher up',
    photo_cnt  UInt8,
    from_cc    LowCardinality(String) COMMENT 'country of the seller, ISO 3166 two-letter code',
    state      LowCardinality(String) COMMENT 'live, sold, withdrawn (by the seller), blocked (by moderators)'
)
ENGINE = MergeTree ORDER BY listing_no;

INSERT INTO relove.listings
SELECT listing_no, seller_id, listed_ts, brand, garment, dept, size_lbl, cond_s, ask_ct, boosted, photo_cnt, from_cc, state
FROM
(
    SELECT
        number AS n,
        880000 + number AS listing_no,
        2000 + toUInt32(floor(900 * pow(cityHash64(number, 'seller') / 18446744073709551616.0, 1.7))) AS seller_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(100000 * pow(cityHash64(number, 'lst') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'lsec') % 57) AS l0,
        if(toDayOfWeek(l0) IN (2, 5) AND cityHash64(number, 'sun') % 3 = 0, l0 - toIntervalDay(if(toDayOfWeek(l0) = 2, 2, 5)), l0) AS l1,
        if(toHour(l1) < 6 AND cityHash64(number, 'night') % 5 != 0, l1 - toIntervalHour(5), l1) AS listed_ts,
        ['Hemlock','Nordlyd','Kaminari','Vesper & Co','Tallow','Bright Acre','Ostro','Maison Quill','Zell','Pinecone'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'brand') / 18446744073709551616.0, 1.5)))] AS brand,
        ['dress','jeans','sneakers','knitwear','coat','handbag','shirt'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'garm') / 18446744073709551616.0, 1.25)))] AS garment,
        ['women','men','kids'][if(garment IN ('dress', 'handbag'), 1, 1 + toUInt8(floor(3 * pow(cityHash64(number, 'dept') / 18446744073709551616.0, 1.6))))] AS dept,
        if(garment = 'handbag', 'one', ['M','S','L','XS','XL'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'size') / 18446744073709551616.0, 1.5)))]) AS size_lbl,
        ['vgood','good','nwt','fair'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'cond') / 18446744073709551616.0, 1.3)))] AS cond_s,
        toUInt32(100 * round(multiIf(garment = 'coat', 62, garment = 'handbag', 75, garment = 'sneakers', 48, garment = 'dress', 34, garment = 'jeans', 27, garment = 'knitwear', 25, 14)
            * multiIf(brand IN ('Maison Quill', 'Vesper & Co'), 2.6, brand = 'Kaminari', 1.5, brand = 'Pinecone', 0.6, 1.0)
            * multiIf(cond_s = 'nwt', 1.5, cond_s = 'vgood', 1.0, cond_s = 'good', 0.75, 0.5)
            * 0.6 * pow(1 - cityHash64(number, 'ask') / 18446744073709551616.0, -0.35), 0) + 50 * (cityHash64(number, 'ask2') % 2)) AS ask_ct,
        toUInt8(cityHash64(number, 'boost') % 100 < 17) AS boosted,
        toUInt8(1 + floor(11 * pow(cityHash64(number, 'photo') / 18446744073709551616.0, 1.6))) AS photo_cnt,
        ['FR','DE','IT','PL','BE','SE'][1 + toUInt8(floor(6 * pow(cityHash64(seller_id, 'from') / 18446744073709551616.0, 1.4)))] AS from_cc,
        cityHash64(number, 'fate') % 1000 AS fate,
        listed_ts + toIntervalMinute(15 + toUInt32(floor(15000 * pow(cityHash64(number, 'delay') / 18446744073709551616.0, 2.2) * if(boosted = 1, 0.5, 1)))) AS p0,
        if(toHour(p0) < 6 AND cityHash64(number, 'pn') % 5 != 0, p0 + toIntervalHour(15), p0) AS p1,
        if(toDate(p1) = '2026-05-12', p1 + toIntervalDay(1), p1) AS paid_ts,
        (fate >= 130 AND fate < 860 AND paid_ts < '2026-05-21 16:20:00') AS ordered,
        ordered AND cityHash64(number, 'cx') % 100 < 6 AS cancelled,
        multiIf(fate < 40, 'blocked', fate < 130, 'withdrawn', ordered AND NOT cancelled, 'sold', 'live') AS state
    FROM numbers(4500)
);

DROP TABLE IF EXISTS relove.orders;
CREATE TABLE relove.orders
(
    order_no     UInt64,
    listing_no   UInt64,
    buyer_id     UInt32,
    paid_ts      DateTime('UTC'),
    sent_ts      Nullable(DateTime('UTC')) COMMENT 'seller handed the parcel to the courier; null = not sent',
    delivered_ts Nullable(DateTime('UTC')),
    item_ct      UInt32 COMMENT 'paid for the item, euro cents, without fee and postage',
    fee_eur      Decimal(7, 2) COMMENT 'buyer protection fee, our income',
    postage_eur  Decimal(6, 2),
    via_offer    UInt8 COMMENT '1 = price haggled down with an offer',
    to_cc        LowCardinality(String) COMMENT 'country of the buyer, ISO 3166 two-letter code',
    pay_mthd     LowCardinality(String) COMMENT 'card, wallet, bnpl (buy now, pay later)',
    courier      LowCardinality(String),
    ord_state    Enum8('open' = 1, 'done' = 2, 'cancelled' = 3, 'refunded' = 4) COMMENT 'cancelled and refunded: the buyer got all the money back'
)
ENGINE = MergeTree ORDER BY paid_ts;

INSERT INTO relove.orders
SELECT order_no, listing_no, buyer_id, paid_ts, if(sent, toNullable(s0), NULL), if(delivered, toNullable(d0), NULL),
       item_ct, fee_eur, postage_eur, via_offer, to_cc, pay_mthd, courier, st
FROM
(
    SELECT
        n, listing_no, paid_ts, cancelled,
        510000 + n AS order_no,
        if(paid_ts >= '2026-05-20 12:00:00' AND cityHash64(n, 'bot') % 3 = 0, 5150, 1 + toUInt32(floor(1500 * pow(cityHash64(n, 'buyer') / 18446744073709551616.0, 1.6)))) AS buyer_id,
        toUInt8(cityHash64(n, 'offer') % 100 < if(ask_ct > 5000, 46, 24)) AS via_offer,
        toUInt32(if(via_offer = 1, 50 * floor(ask_ct * (0.72 + (cityHash64(n, 'disc') % 20) / 100) / 50), ask_ct)) AS item_ct,
        toDecimal64(round(0.7 + 0.05 * item_ct / 100, 2), 2) AS fee_eur,
        ['Swallow','RelayBox','Paketo','Postlink'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'cour') / 18446744073709551616.0, 1.2)))] AS courier,
        toDecimal64(round(multiIf(courier = 'Swallow', 4.9, courier = 'RelayBox', 2.85, courier = 'Paketo', 3.6, 5.4) + (cityHash64(n, 'post') % 5) * 0.5, 2), 2) AS postage_eur,
        ['FR','DE','IT','ES','NL','AT'][1 + toUInt8(floor(6 * pow(cityHash64(buyer_id, 'to') / 18446744073709551616.0, 1.3)))] AS to_cc,
        ['card','wallet','bnpl'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'mth') / 18446744073709551616.0, 1.4)))] AS pay_mthd,
        paid_ts + toIntervalMinute(90 + toUInt32(floor(5200 * pow(cityHash64(n, 'send') / 18446744073709551616.0, 1.7) * multiIf(courier = 'RelayBox', 0.7, courier = 'Postlink', 1.25, 1.0)))) AS s0,
        NOT cancelled AND cityHash64(n, 'lazy') % 100 >= 4 AND s0 < '2026-05-21 16:20:00' AS sent,
        s0 + toIntervalMinute(1200 + toUInt32(floor(6000 * pow(cityHash64(n, 'dlv') / 18446744073709551616.0, 1.5)))) AS d0,
        sent AND d0 < '2026-05-21 16:20:00' AS delivered,
        garment = 'handbag' AS bag,
        courier = 'Paketo' AND d0 >= '2026-05-17 06:00:00' AND cityHash64(n, 'smash') % 100 < 62 AS smashed,
        d0 + toIntervalMinute(30 + cityHash64(n, 'ropen') % if(smashed, 900, 2800)) AS opened_ts,
        delivered AND (smashed OR cityHash64(n, 'ret') % 1000 < if(bag, 260, 130)) AND opened_ts < '2026-05-21 16:20:00' AS returned,
        cityHash64(n, 'why') % 100 AS w,
        multiIf(smashed, 'damaged', bag AND w < 55, 'fake', w < 38 AND NOT bag, 'size', w < 70, 'not_as_described', w < 78, 'damaged', w < 90, 'fake', 'late') AS reason,
        opened_ts + toIntervalMinute(600 + cityHash64(n, 'rclose') % 11000) AS c0,
        returned AND c0 < '2026-05-21 16:20:00' AS closed,
        ['accepted','accepted','accepted','partial','rejected'][1 + cityHash64(n, 'verd') % 5] AS v0,
        multiIf(cancelled, 'cancelled', closed AND v0 = 'accepted', 'refunded', delivered AND d0 < '2026-05-19 16:20:00' AND NOT (returned AND NOT closed), 'done', 'open') AS st
    FROM
    (
        SELECT
            number AS n,
            880000 + number AS listing_no,
            2000 + toUInt32(floor(900 * pow(cityHash64(number, 'seller') / 18446744073709551616.0, 1.7))) AS seller_id,
            toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(100000 * pow(cityHash64(number, 'lst') / 18446744073709551616.0, 1.15))))
                + toIntervalSecond(1 + cityHash64(number, 'lsec') % 57) AS l0,
            if(toDayOfWeek(l0) IN (2, 5) AND cityHash64(number, 'sun') % 3 = 0, l0 - toIntervalDay(if(toDayOfWeek(l0) = 2, 2, 5)), l0) AS l1,
            if(toHour(l1) < 6 AND cityHash64(number, 'night') % 5 != 0, l1 - toIntervalHour(5), l1) AS listed_ts,
            ['Hemlock','Nordlyd','Kaminari','Vesper & Co','Tallow','Bright Acre','Ostro','Maison Quill','Zell','Pinecone'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'brand') / 18446744073709551616.0, 1.5)))] AS brand,
            ['dress','jeans','sneakers','knitwear','coat','handbag','shirt'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'garm') / 18446744073709551616.0, 1.25)))] AS garment,
            ['women','men','kids'][if(garment IN ('dress', 'handbag'), 1, 1 + toUInt8(floor(3 * pow(cityHash64(number, 'dept') / 18446744073709551616.0, 1.6))))] AS dept,
            if(garment = 'handbag', 'one', ['M','S','L','XS','XL'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'size') / 18446744073709551616.0, 1.5)))]) AS size_lbl,
            ['vgood','good','nwt','fair'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'cond') / 18446744073709551616.0, 1.3)))] AS cond_s,
            toUInt32(100 * round(multiIf(garment = 'coat', 62, garment = 'handbag', 75, garment = 'sneakers', 48, garment = 'dress', 34, garment = 'jeans', 27, garment = 'knitwear', 25, 14)
                * multiIf(brand IN ('Maison Quill', 'Vesper & Co'), 2.6, brand = 'Kaminari', 1.5, brand = 'Pinecone', 0.6, 1.0)
                * multiIf(cond_s = 'nwt', 1.5, cond_s = 'vgood', 1.0, cond_s = 'good', 0.75, 0.5)
                * 0.6 * pow(1 - cityHash64(number, 'ask') / 18446744073709551616.0, -0.35), 0) + 50 * (cityHash64(number, 'ask2') % 2)) AS ask_ct,
            toUInt8(cityHash64(number, 'boost') % 100 < 17) AS boosted,
            toUInt8(1 + floor(11 * pow(cityHash64(number, 'photo') / 18446744073709551616.0, 1.6))) AS photo_cnt,
            ['FR','DE','IT','PL','BE','SE'][1 + toUInt8(floor(6 * pow(cityHash64(seller_id, 'from') / 18446744073709551616.0, 1.4)))] AS from_cc,
            cityHash64(number, 'fate') % 1000 AS fate,
            listed_ts + toIntervalMinute(15 + toUInt32(floor(15000 * pow(cityHash64(number, 'delay') / 18446744073709551616.0, 2.2) * if(boosted = 1, 0.5, 1)))) AS p0,
            if(toHour(p0) < 6 AND cityHash64(number, 'pn') % 5 != 0, p0 + toIntervalHour(15), p0) AS p1,
            if(toDate(p1) = '2026-05-12', p1 + toIntervalDay(1), p1) AS paid_ts,
            (fate >= 130 AND fate < 860 AND paid_ts < '2026-05-21 16:20:00') AS ordered,
            ordered AND cityHash64(number, 'cx') % 100 < 6 AS cancelled,
            multiIf(fate < 40, 'blocked', fate < 130, 'withdrawn', ordered AND NOT cancelled, 'sold', 'live') AS state
        FROM numbers(4500)
    )
    WHERE ordered
);

DROP TABLE IF EXISTS relove.returns;
CREATE TABLE relove.returns
(
    case_no   UInt32,
    order_no  UInt64,
    opened_ts DateTime('UTC'),
    reason    LowCardinality(String) COMMENT 'size, not_as_described, damaged, fake, late',
    closed_ts Nullable(DateTime('UTC')) COMMENT 'null = case still open',
    verdict   LowCardinality(Nullable(String)) COMMENT 'accepted, partial, rejected; null while the case is open',
    refund_ct Nullable(UInt32) COMMENT 'paid back to the buyer, euro cents; null when nothing was'
)
ENGINE = MergeTree ORDER BY opened_ts;

INSERT INTO relove.returns
SELECT 70000 + n, order_no, opened_ts, reason, if(closed, toNullable(c0), NULL), if(closed, toNullable(v0), NULL),
       multiIf(closed AND v0 = 'accepted', toNullable(item_ct), closed AND v0 = 'partial', toNullable(toUInt32(intDiv(item_ct, 3))), NULL)
FROM
(
    SELECT
        n, listing_no, paid_ts, cancelled,
        510000 + n AS order_no,
        if(paid_ts >= '2026-05-20 12:00:00' AND cityHash64(n, 'bot') % 3 = 0, 5150, 1 + toUInt32(floor(1500 * pow(cityHash64(n, 'buyer') / 18446744073709551616.0, 1.6)))) AS buyer_id,
        toUInt8(cityHash64(n, 'offer') % 100 < if(ask_ct > 5000, 46, 24)) AS via_offer,
        toUInt32(if(via_offer = 1, 50 * floor(ask_ct * (0.72 + (cityHash64(n, 'disc') % 20) / 100) / 50), ask_ct)) AS item_ct,
        toDecimal64(round(0.7 + 0.05 * item_ct / 100, 2), 2) AS fee_eur,
        ['Swallow','RelayBox','Paketo','Postlink'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'cour') / 18446744073709551616.0, 1.2)))] AS courier,
        toDecimal64(round(multiIf(courier = 'Swallow', 4.9, courier = 'RelayBox', 2.85, courier = 'Paketo', 3.6, 5.4) + (cityHash64(n, 'post') % 5) * 0.5, 2), 2) AS postage_eur,
        ['FR','DE','IT','ES','NL','AT'][1 + toUInt8(floor(6 * pow(cityHash64(buyer_id, 'to') / 18446744073709551616.0, 1.3)))] AS to_cc,
        ['card','wallet','bnpl'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'mth') / 18446744073709551616.0, 1.4)))] AS pay_mthd,
        paid_ts + toIntervalMinute(90 + toUInt32(floor(5200 * pow(cityHash64(n, 'send') / 18446744073709551616.0, 1.7) * multiIf(courier = 'RelayBox', 0.7, courier = 'Postlink', 1.25, 1.0)))) AS s0,
        NOT cancelled AND cityHash64(n, 'lazy') % 100 >= 4 AND s0 < '2026-05-21 16:20:00' AS sent,
        s0 + toIntervalMinute(1200 + toUInt32(floor(6000 * pow(cityHash64(n, 'dlv') / 18446744073709551616.0, 1.5)))) AS d0,
        sent AND d0 < '2026-05-21 16:20:00' AS delivered,
        garment = 'handbag' AS bag,
        courier = 'Paketo' AND d0 >= '2026-05-17 06:00:00' AND cityHash64(n, 'smash') % 100 < 62 AS smashed,
        d0 + toIntervalMinute(30 + cityHash64(n, 'ropen') % if(smashed, 900, 2800)) AS opened_ts,
        delivered AND (smashed OR cityHash64(n, 'ret') % 1000 < if(bag, 260, 130)) AND opened_ts < '2026-05-21 16:20:00' AS returned,
        cityHash64(n, 'why') % 100 AS w,
        multiIf(smashed, 'damaged', bag AND w < 55, 'fake', w < 38 AND NOT bag, 'size', w < 70, 'not_as_described', w < 78, 'damaged', w < 90, 'fake', 'late') AS reason,
        opened_ts + toIntervalMinute(600 + cityHash64(n, 'rclose') % 11000) AS c0,
        returned AND c0 < '2026-05-21 16:20:00' AS closed,
        ['accepted','accepted','accepted','partial','rejected'][1 + cityHash64(n, 'verd') % 5] AS v0,
        multiIf(cancelled, 'cancelled', closed AND v0 = 'accepted', 'refunded', delivered AND d0 < '2026-05-19 16:20:00' AND NOT (returned AND NOT closed), 'done', 'open') AS st
    FROM
    (
        SELECT
            number AS n,
            880000 + number AS listing_no,
            2000 + toUInt32(floor(900 * pow(cityHash64(number, 'seller') / 18446744073709551616.0, 1.7))) AS seller_id,
            toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(100000 * pow(cityHash64(number, 'lst') / 18446744073709551616.0, 1.15))))
                + toIntervalSecond(1 + cityHash64(number, 'lsec') % 57) AS l0,
            if(toDayOfWeek(l0) IN (2, 5) AND cityHash64(number, 'sun') % 3 = 0, l0 - toIntervalDay(if(toDayOfWeek(l0) = 2, 2, 5)), l0) AS l1,
            if(toHour(l1) < 6 AND cityHash64(number, 'night') % 5 != 0, l1 - toIntervalHour(5), l1) AS listed_ts,
            ['Hemlock','Nordlyd','Kaminari','Vesper & Co','Tallow','Bright Acre','Ostro','Maison Quill','Zell','Pinecone'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'brand') / 18446744073709551616.0, 1.5)))] AS brand,
            ['dress','jeans','sneakers','knitwear','coat','handbag','shirt'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'garm') / 18446744073709551616.0, 1.25)))] AS garment,
            ['women','men','kids'][if(garment IN ('dress', 'handbag'), 1, 1 + toUInt8(floor(3 * pow(cityHash64(number, 'dept') / 18446744073709551616.0, 1.6))))] AS dept,
            if(garment = 'handbag', 'one', ['M','S','L','XS','XL'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'size') / 18446744073709551616.0, 1.5)))]) AS size_lbl,
            ['vgood','good','nwt','fair'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'cond') / 18446744073709551616.0, 1.3)))] AS cond_s,
            toUInt32(100 * round(multiIf(garment = 'coat', 62, garment = 'handbag', 75, garment = 'sneakers', 48, garment = 'dress', 34, garment = 'jeans', 27, garment = 'knitwear', 25, 14)
                * multiIf(brand IN ('Maison Quill', 'Vesper & Co'), 2.6, brand = 'Kaminari', 1.5, brand = 'Pinecone', 0.6, 1.0)
                * multiIf(cond_s = 'nwt', 1.5, cond_s = 'vgood', 1.0, cond_s = 'good', 0.75, 0.5)
                * 0.6 * pow(1 - cityHash64(number, 'ask') / 18446744073709551616.0, -0.35), 0) + 50 * (cityHash64(number, 'ask2') % 2)) AS ask_ct,
            toUInt8(cityHash64(number, 'boost') % 100 < 17) AS boosted,
            toUInt8(1 + floor(11 * pow(cityHash64(number, 'photo') / 18446744073709551616.0, 1.6))) AS photo_cnt,
            ['FR','DE','IT','PL','BE','SE'][1 + toUInt8(floor(6 * pow(cityHash64(seller_id, 'from') / 18446744073709551616.0, 1.4)))] AS from_cc,
            cityHash64(number, 'fate') % 1000 AS fate,
            listed_ts + toIntervalMinute(15 + toUInt32(floor(15000 * pow(cityHash64(number, 'delay') / 18446744073709551616.0, 2.2) * if(boosted = 1, 0.5, 1)))) AS p0,
            if(toHour(p0) < 6 AND cityHash64(number, 'pn') % 5 != 0, p0 + toIntervalHour(15), p0) AS p1,
            if(toDate(p1) = '2026-05-12', p1 + toIntervalDay(1), p1) AS paid_ts,
            (fate >= 130 AND fate < 860 AND paid_ts < '2026-05-21 16:20:00') AS ordered,
            ordered AND cityHash64(number, 'cx') % 100 < 6 AS cancelled,
            multiIf(fate < 40, 'blocked', fate < 130, 'withdrawn', ordered AND NOT cancelled, 'sold', 'live') AS state
        FROM numbers(4500)
    )
    WHERE ordered
)
WHERE returned;
