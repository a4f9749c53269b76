-- Second-hand books sold online by many small sellers. Clock: 2026-05-21 16:20:00 UTC.
DROP DATABASE IF EXISTS bookclub;
CREATE DATABASE bookclub;

CREATE TABLE bookclub.sellers
(
    seller_id   UInt32,
    shop_name   String,
    based_in    LowCardinality(String) COMMENT 'ISO country of the seller',
    tier        LowCardinality(String) COMMENT 'H = hobby seller, S = bookshop, P = power seller',
    joined_on   Date,
    on_holiday  UInt8 COMMENT '1 = shop closed for the moment'
)
ENGINE = MergeTree ORDER BY seller_id;

INSERT INTO bookclub.sellers
SELECT
    301 + number AS seller_id,
    ['Foxed and Found','Dog Ear Books','The Loose Leaf','Attic Finds','Second Chapter','Marginalia','Old Spine','Penny Pages','Harbour Books','Quire and Co','Bindery Lane','Lantern Books','Paper Moth','Rue des Livres','Buchkiste','Kleine Seiten','Northgate Books','The Reading Nook','Sheaf Street','Vellum House','Corner Shelf','Tea and Tomes','Half Title','Deckle Edge'][number + 1] AS shop_name,
    multiIf(number = 13, 'FR', number IN (14, 15), 'DE', number % 5 = 3, 'IE', number % 7 = 4, 'NL', 'GB') AS based_in,
    ['H','S','P','H','S','H'][1 + cityHash64(number, 'bs-tier') % 6] AS tier,
    toDate('2019-02-01') + cityHash64(number, 'bs-join') % 2550 AS joined_on,
    cityHash64(number, 'bs-hol') % 8 = 0 AS on_holiday
FROM numbers(24);

CREATE TABLE bookclub.order_lines
(
    line_id       UInt64 COMMENT 'one book in an order',
    order_no      String,
    ordered_at    DateTime('UTC'),
    dispatched_at Nullable(DateTime('UTC')) COMMENT 'when the seller posted the book, empty until then',
    buyer_id      UInt32,
    seller_id     UInt32,
    title         LowCardinality(String),
    author        LowCardinality(String),
    genre         LowCardinality(String),
    binding       LowCardinality(String) COMMENT 'HB = hardback, PB = paperback, SP = spiral bound',
    grade         UInt8 COMMENT 'condition: 1 as new, 2 very good, 3 good, 4 acceptable, 5 reading copy',
    price_pence   UInt32 COMMENT 'price of the book in pence sterling, without postage',
    postage_pence UInt32,
    state         LowCardinality(String) COMMENT 'P = paid, waiting for dispatch, D = dispatched, R = returned and refunded, X = cancelled, nothing charged',
    ship_to       LowCardinality(String) COMMENT 'ISO country of the buyer',
    gift_wrap     UInt8,
    stars         Nullable(UInt8) COMMENT 'rating by the buyer, 1 to 5'
)
ENGINE = MergeTree ORDER BY (ordered_at, line_id);

INSERT INTO bookclub.order_lines
SELECT line_id, order_no, ordered_at,
    if(state = 'X' OR state = 'P', NULL, toNullable(ordered_at + lag_s)) AS dispatched_at,
    buyer_id, seller_id, title, author, genre, binding, grade, price_pence, postage_pence, state, ship_to, gift_wrap,
    if(state = 'D' AND cityHash64(number, 'bo-rated') % 100 < 35, toNullable(toUInt8([5,5,4,5,4,3,5,2,4,1][1 + cityHash64(number, 'bo-stars') % 10])), NULL) AS stars
FROM
(
    SELECT number,
        intDiv(number, 2) AS o,
        cityHash64(o, 'bo-multi') % 10 < 4 AS pair,
        if(pair, o * 2, number) AS k,
        700000 + number AS line_id,
        concat('B-', toString(40000 + k)) AS order_no,
        toDateTime('2026-05-21 16:19:00', 'UTC') - toIntervalSecond(toUInt32(floor(5300000 * pow(cityHash64(k, 'bo-ts') / 18446744073709551616.0, 1.3)))) AS ordered_at,
        5000 + toUInt32(floor(1600 * pow(cityHash64(k, 'bo-buyer') / 18446744073709551616.0, 1.5))) AS buyer_id,
        301 + toUInt32(floor(24 * pow(cityHash64(number, 'bo-seller') / 18446744073709551616.0, 1.4))) AS seller_id,
        1 + toUInt8(floor(20 * pow(cityHash64(number, 'bo-title') / 18446744073709551616.0, 1.3))) AS t,
        ['The Tin Lighthouse','Murder at Low Water','A Field of Nettles','The Clockmaker of Bruges','Ninety Days North','The Quiet Verdict','Bread and Salt','Stars for Beginners','The Otter Year','Letters to Nobody','Cold Harbour Road','The Glass Orchard','Mapping the Fens','The Ravens of Ely','Small Kitchens','Empire of Dust','The Third Alibi','Marsh Birds','Tales from the Bus','A History of Rope'][t] AS title,
        ['Ada Quill','Tom Barrow','Ines Falk','Ada Quill','Per Holm','Tom Barrow','Rosa Lind','Uma Dey','Neil Carr','Ines Falk','Tom Barrow','Ada Quill','Neil Carr','Greta Moss','Rosa Lind','Karl Voss','Greta Moss','Neil Carr','Ola Finch','Karl Voss'][t] AS author,
        ['fiction','crime','fiction','fiction','travel','crime','cookery','science','nature','fiction','crime','fiction','travel','crime','cookery','history','crime','nature','children','history'][t] AS genre,
        ['PB','HB','PB','HB','PB','SP','PB','HB','PB','PB'][1 + cityHash64(number, 'bo-bind') % 10] AS binding,
        [1,2,2,3,3,3,3,4,4,5][1 + cityHash64(number, 'bo-grade') % 10] AS grade,
        toUInt32(190 + floor((if(binding = 'HB', 900, 420)) * (1.3 - grade / 6) * pow(1 - cityHash64(number, 'bo-price') / 18446744073709551616.0, -0.42))) AS price_pence,
        ['GB','IE','DE','FR','NL','US'][1 + toUInt8(floor(6 * pow(cityHash64(k, 'bo-ship') / 18446744073709551616.0, 2.0)))] AS ship_to,
        if(ship_to = 'GB', 280, if(ship_to = 'US', 1150, 690)) AS postage_pence,
        cityHash64(k, 'bo-gift') % 9 = 0 AS gift_wrap,
        toUInt32(7200 + floor(50000 * pow(1 - cityHash64(number, 'bo-lag') / 18446744073709551616.0, -0.5) * (if(ship_to = 'GB', 1, 1.4)))) AS lag_s,
        cityHash64(number, 'bo-state') % 1000 AS r,
        multiIf(r < if(seller_id = 304 AND ordered_at >= '2026-05-18', 620, 55), 'X',
                ordered_at + lag_s >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'P',
                r > 999 - 22 * grade AND ordered_at < '2026-05-17', 'R',
                'D') AS state
    FROM numbers(5200)
);

CREATE TABLE bookclub.searches
(
    searched_at DateTime('UTC'),
    visitor     String,
    phrase      String COMMENT 'what was typed into the search box, lower case',
    device      LowCardinality(String) COMMENT 'phone, tablet, desktop',
    hits        UInt32 COMMENT 'number of books found',
    opened      UInt8 COMMENT '1 = at least one result was opened',
    took_ms     UInt32
)
ENGINE = MergeTree ORDER BY searched_at;

-- No search at all on 2026-05-09 (log lost). On 2026-05-20 from 14:00 to 16:00 the index is empty and people try again and again.
INSERT INTO bookclub.searches
SELECT searched_at, visitor, phrase, device, hits, if(hits = 0, 0, cityHash64(number, 'bq-open') % 100 < 44) AS opened, took_ms
FROM
(
    SELECT number,
        if(number >= 7600,
           toDateTime('2026-05-20 14:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'bq-spk') % 7200),
           toDateTime('2026-05-21 16:19:00', 'UTC') - toIntervalSecond(toUInt32(floor(4400000 * pow(cityHash64(number, 'bq-ts') / 18446744073709551616.0, 1.5))))) AS searched_at,
        concat('v', toString(10000 + cityHash64(number, 'bq-vis') % 2600)) AS visitor,
        ['crime','ada quill','cook book','signed first edition','train maps','atlas','poetry','the otter year','bird guide','chess','knitting','old bibles'][1 + toUInt8(floor(12 * pow(cityHash64(number, 'bq-phr') / 18446744073709551616.0, 1.6)))] AS phrase,
        ['phone','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'bq-dev') / 18446744073709551616.0, 1.4)))] AS device,
        if((searched_at >= '2026-05-20 14:00:00' AND searched_at < '2026-05-20 16:00:00' AND cityHash64(number, 'bq-z') % 100 < 93) OR cityHash64(number, 'bq-z') % 100 < if(device = 'tablet', 12, 7), 0, 1 + cityHash64(number, 'bq-hits') % 240) AS hits,
        toUInt32(40 + floor(60 * pow(1 - cityHash64(number, 'bq-ms') / 18446744073709551616.0, -0.6))) AS took_ms
    FROM numbers(8000)
)
WHERE toDate(searched_at) != '2026-05-09';
