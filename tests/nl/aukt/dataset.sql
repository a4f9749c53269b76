-- Online auction house: lots, bids, bidders. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS aukt;
CREATE DATABASE aukt;

CREATE TABLE aukt.bidders
(
    paddle      UInt32 COMMENT 'paddle number, one for each registered bidder',
    alias       String COMMENT 'name shown to the other bidders',
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    grade       Enum8('new' = 1, 'regular' = 2, 'vip' = 3, 'blocked' = 4),
    verified    Bool COMMENT 'identity document checked',
    deposit_eur Nullable(Decimal(9, 2)) COMMENT 'deposit held, null when none was asked',
    signup      Date
)
ENGINE = MergeTree ORDER BY paddle
COMMENT 'registered bidders';

INSERT INTO aukt.bidders
SELECT
    100 + number,
    concat(['swift','amber','quiet','grand','lucky','stone','velvet','north'][1 + cityHash64(number, 'b-a1') % 8], '_',
           ['heron','otter','falcon','badger','lynx','magpie','ibex'][1 + cityHash64(number, 'b-a2') % 7], toString(number)),
    ['DE','AT','BE','IT','NL','FR','CH','US'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'b-c') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'b-g') % 100 < 30, 'new', cityHash64(number, 'b-g') % 100 < 78, 'regular', cityHash64(number, 'b-g') % 100 < 95, 'vip', 'blocked'),
    cityHash64(number, 'b-v') % 100 < 81,
    if(cityHash64(number, 'b-d0') % 100 < 45, toNullable(toDecimal64(100 * (1 + cityHash64(number, 'b-d') % 30), 2)), NULL),
    toDate('2026-03-18') - toUInt32(floor(1600 * pow(cityHash64(number, 'b-s') / 18446744073709551616.0, 1.5)))
FROM numbers(440);

-- Only a help to build the other two, dropped at the end.
CREATE TABLE aukt.plan ENGINE = Memory AS
SELECT
    number AS n,
    toUInt32(1001 + number) AS lot_no,
    ['watches','prints','wine','furniture','jewellery','books'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-dept') / 18446744073709551616.0, 1.3)))] AS dept,
    ['VIE','ANR','MIL'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-room') / 18446744073709551616.0, 1.25)))] AS room,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(200 + toUInt32(floor(62 * 1440 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.2))))
        + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS opened,
    toUInt32(3 * 1440 + cityHash64(number, 'p-dur') % (6 * 1440)) AS dur_min,
    opened + toIntervalMinute(dur_min) AS ends,
    round(110 * multiIf(dept = 'watches', 3.0, dept = 'jewellery', 4.2, dept = 'furniture', 2.2, dept = 'wine', 1.3, dept = 'prints', 1.5, 0.7)
        * least(60, pow(1 - cityHash64(number, 'p-base') / 18446744073709551616.0, -0.72)), 0) AS base_eur
FROM numbers(780);

CREATE TABLE aukt.bids
(
    bid_id    UInt64,
    lot_no    UInt32,
    paddle    UInt32,
    placed_at DateTime64(3, 'UTC'),
    amt_cents UInt64 COMMENT 'amount of the bid in euro cents',
    chan      LowCardinality(String) COMMENT 'channel by which the bid came in: web, app, phone, book (left in advance with the auctioneer)',
    is_proxy  Bool COMMENT 'proxy bid, placed automatically up to the maximum the bidder left',
    state     LowCardinality(String) COMMENT 'valid, retracted (by the bidder), refused (by the house)',
    lag_ms    Nullable(UInt32) COMMENT 'time the server took to acknowledge the bid, null for bids by book'
)
ENGINE = MergeTree ORDER BY (lot_no, placed_at)
COMMENT 'one row for each bid on a lot';

-- No bid at all on 2026-05-09 (the site was down), none by book since 2026-05-15 11:00, the app is slow on 2026-05-20 13:00 to 15:00.
INSERT INTO aukt.bids
SELECT bid_id, lot_no, paddle, placed_at, amt_cents, chan, is_proxy, state, lag_ms
FROM
(
    SELECT
        g.number AS i,
        5500000 + g.number AS bid_id,
        g.lot_no AS lot_no,
        toUInt32(100 + floor(425 * pow(cityHash64(i, 'x-pad') / 18446744073709551616.0, 1.5))) AS paddle,
        pow(cityHash64(i, 'x-v') / 18446744073709551616.0, 0.6) AS v,
        toDateTime64(toStartOfMinute(p.opened), 3, 'UTC') + toIntervalMinute(toUInt32(floor(v * (p.dur_min - 2)))) + toIntervalMinute(1)
            + toIntervalMillisecond(1000 + cityHash64(i, 'x-ms') % 57900) AS placed_at,
        toUInt64(100 * (10 + 5 * round(p.base_eur * (0.35 + 0.9 * v + (cityHash64(i, 'x-noise') % 100) / 500) / 5))) AS amt_cents,
        ['web','app','phone','book'][1 + toUInt8(floor(4 * pow(cityHash64(i, 'x-ch') / 18446744073709551616.0, 1.5)))] AS chan,
        chan IN ('web', 'app') AND cityHash64(i, 'x-px') % 100 < if(chan = 'web', 38, 24) AS is_proxy,
        multiIf(cityHash64(i, 'x-st') % 1000 < 45, 'retracted', cityHash64(i, 'x-st') % 1000 < 110, 'refused', 'valid') AS state,
        if(chan = 'book', NULL, toNullable(toUInt32(floor(55 * multiIf(chan = 'phone', 2.4, chan = 'app', 1.4, 1.0)
            * if(chan = 'app' AND placed_at >= '2026-05-20 13:00:00' AND placed_at < '2026-05-20 15:00:00', 14, 1)
            * pow(1 - cityHash64(i, 'x-lag') / 18446744073709551616.0, -0.65))))) AS lag_ms
    FROM (SELECT number, toUInt32(1001 + floor(780 * pow(cityHash64(number, 'x-lot') / 18446744073709551616.0, 1.2))) AS lot_no FROM numbers(10500)) AS g
    INNER JOIN aukt.plan AS p ON g.lot_no = p.lot_no
)
WHERE placed_at < '2026-05-21 16:20:00'
  AND toDate(placed_at) != '2026-05-09'
  AND NOT (chan = 'book' AND placed_at >= '2026-05-15 11:00:00')
  AND NOT (toHour(placed_at) BETWEEN 1 AND 5 AND cityHash64(i, 'x-night') % 4 != 0);

-- Paddle 317 is a robot on 2026-05-21.
INSERT INTO aukt.bids
SELECT
    5590000 + number, arrayElement(l.lots, 1 + cityHash64(number, 'y-lot') % length(l.lots)), 317,
    toDateTime64('2026-05-21 08:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'y-ts') % 480) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57900),
    1000 + 500 * (cityHash64(number, 'y-amt') % 30), 'web', false, 'valid', 40 + cityHash64(number, 'y-lag') % 200
FROM numbers(110) AS k
CROSS JOIN (SELECT groupArray(lot_no) AS lots FROM (SELECT lot_no FROM aukt.plan WHERE opened < '2026-05-20 00:00:00' AND ends > '2026-05-21 17:00:00' ORDER BY lot_no)) AS l;

CREATE TABLE aukt.lots
(
    lot_no        UInt32,
    title         String,
    dept          LowCardinality(String) COMMENT 'specialist department',
    room          LowCardinality(String) COMMENT 'saleroom: VIE Vienna, ANR Antwerp, MIL Milan',
    consignor     LowCardinality(String) COMMENT 'the seller',
    listed_at     DateTime('UTC'),
    closed_at     Nullable(DateTime('UTC')) COMMENT 'when bidding ended, null while the lot is open',
    outcome       LowCardinality(String) COMMENT 'open, sold, passed (reserve not met), withdrawn (by the seller)',
    reserve_cents Nullable(UInt64) COMMENT 'lowest price the seller accepts, in euro cents, null when offered without reserve',
    hammer_cents  Nullable(UInt64) COMMENT 'hammer price in euro cents: the highest valid bid at the end. A passed lot has one too but brings no money'
)
ENGINE = MergeTree ORDER BY lot_no
COMMENT 'lots put up for sale';

INSERT INTO aukt.lots
SELECT lot_no, title, dept, room, consignor, listed_at,
       if(outcome = 'open', NULL, toNullable(ends)), outcome, reserve_cents,
       if(outcome IN ('sold', 'passed') AND top > 0, toNullable(top), NULL)
FROM
(
    SELECT
        p.lot_no AS lot_no, p.dept AS dept, p.room AS room, p.opened AS listed_at, p.ends AS ends,
        concat(['Silver','Georgian','Early','Signed','Rare','Large','Viennese'][1 + cityHash64(p.n, 'q-t1') % 7], ' ',
            multiIf(dept = 'watches', ['chronograph','pocket watch','diver'], dept = 'prints', ['etching','woodcut','lithograph'], dept = 'wine', ['magnum','case of twelve','port'],
                    dept = 'furniture', ['commode','armchair','bureau'], dept = 'jewellery', ['brooch','bracelet','ring'], ['atlas','first edition','psalter'])[1 + cityHash64(p.n, 'q-t2') % 3]) AS title,
        ['Estate Hollis','Galerie Brandt','Maison Colbert','Rossi & Figli','Private owner','Kloster Melden'][1 + cityHash64(p.n, 'q-cons') % 6] AS consignor,
        ifNull(b.top, 0) AS top,
        if(cityHash64(p.n, 'q-res') % 100 < 32, NULL, toNullable(toUInt64(1000 * round(p.base_eur * (0.95 + cityHash64(p.n, 'q-res2') % 55 / 100) / 10)))) AS reserve_cents,
        multiIf(ends >= '2026-05-21 16:20:00', 'open', cityHash64(p.n, 'q-wd') % 100 < 6, 'withdrawn', top = 0 OR top < ifNull(reserve_cents, 0), 'passed', 'sold') AS outcome
    FROM aukt.plan AS p
    LEFT JOIN (SELECT lot_no, max(amt_cents) AS top FROM aukt.bids WHERE state = 'valid' GROUP BY lot_no) AS b ON p.lot_no = b.lot_no
);

DROP TABLE aukt.plan;
