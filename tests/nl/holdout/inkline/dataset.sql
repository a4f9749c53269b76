-- A print shop on the web. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS inkline;
CREATE DATABASE inkline;

CREATE TABLE inkline.products
(
    product_id UInt16,
    title      String,
    family     LowCardinality(String) COMMENT 'cards, flyers, posters, stickers or books',
    paper_gsm  UInt16,
    finish     LowCardinality(String)
)
ENGINE = MergeTree ORDER BY product_id;

INSERT INTO inkline.products
SELECT 10 + number,
    ['Business card classic','Business card deluxe','Wedding card','Flyer A6','Flyer A5','Folded flyer','Poster A2','Poster A1','Round stickers','Sticker sheet','Paperback','Photo book'][number + 1],
    ['cards','cards','cards','flyers','flyers','flyers','posters','posters','stickers','stickers','books','books'][number + 1],
    [350,400,300,135,135,170,200,200,90,90,80,170][number + 1],
    ['matte','gloss','uncoated','gloss','matte','gloss','matte','gloss','gloss','matte','uncoated','gloss'][number + 1]
FROM numbers(12);

CREATE TABLE inkline.orders
(
    order_no    UInt32,
    customer_id UInt32,
    product_id  UInt16,
    placed_at   DateTime('UTC'),
    copies      UInt32,
    amount_eur  Decimal(10, 2),
    state       LowCardinality(String) COMMENT 'NEW paid and waiting, PRT in print, SHP shipped, CNL cancelled, RFD refunded. We keep no money of CNL and RFD',
    rush        UInt8 COMMENT '1 = next-day service',
    country     LowCardinality(String),
    came_from   LowCardinality(String) COMMENT 'newsletter, ads, search, direct'
)
ENGINE = MergeTree ORDER BY (placed_at, order_no);

-- The shop was down on 2026-05-02.
INSERT INTO inkline.orders
SELECT order_no, customer_id, product_id, placed_at, copies, amount_eur,
       multiIf(r < 55, 'CNL', placed_at >= '2026-05-20 06:00:00', if(r < 600, 'NEW', 'PRT'), r < 95, 'RFD', placed_at >= '2026-05-18 00:00:00' AND r < 500, 'PRT', 'SHP') AS state,
       rush, country, came_from
FROM
(
    SELECT
        number AS n,
        400000 + number AS order_no,
        1 + toUInt32(floor(1400 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        10 + toUInt16(floor(12 * pow(cityHash64(number, 'o-prod') / 18446744073709551616.0, 1.2))) AS product_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(228000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(5 + cityHash64(number, 'o-sec') % 50) AS placed_at,
        toUInt32(10 * (1 + floor(4 * pow(1 - cityHash64(number, 'o-cop') / 18446744073709551616.0, -0.7)))) AS copies,
        toUInt8(cityHash64(number, 'o-rush') % 100 < 17) AS rush,
        toDecimal64(round((12 + 4.2 * pow(copies, 0.75) * (1 + (product_id % 5) / 4)) * if(rush = 1, 1.3, 1), 2), 2) AS amount_eur,
        ['DE','AT','FR','NL','CH'][1 + toUInt8(floor(5 * pow(cityHash64(customer_id, 'o-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        ['direct','search','ads','newsletter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-from') / 18446744073709551616.0, 1.2)))] AS came_from,
        cityHash64(number, 'o-st') % 1000 AS r
    FROM numbers(7000)
)
WHERE toDate(placed_at) != '2026-05-02'
  AND NOT (toHour(placed_at) < 6 AND cityHash64(n, 'o-night') % 3 != 0);

CREATE TABLE inkline.print_jobs
(
    job_id        UInt64,
    order_no      UInt32,
    press         LowCardinality(String) COMMENT 'our presses go by their names',
    attempt       UInt8 COMMENT '1 = first print, 2 = reprint',
    reprint_why   LowCardinality(Nullable(String)) COMMENT 'colour, cut, smudge or wrong_file, null on first prints',
    started_at    DateTime('UTC'),
    run_s         UInt32 COMMENT 'time on the press',
    sheets        UInt32,
    sheets_wasted UInt32
)
ENGINE = MergeTree ORDER BY (started_at, job_id);

INSERT INTO inkline.print_jobs
SELECT
    order_no * 10 + 1, order_no,
    ['Gustav','Bertha','Otto','Mimi'][1 + toUInt8(floor(4 * pow(cityHash64(order_no, 'j-press') / 18446744073709551616.0, 1.3)))] AS press,
    1, NULL,
    placed_at + toIntervalMinute(if(rush = 1, 20 + cityHash64(order_no, 'j-wait') % 300, 240 + cityHash64(order_no, 'j-wait') % 1900)) AS started,
    toUInt32(140 + copies * 1.1 + 900 * pow(cityHash64(order_no, 'j-run') / 18446744073709551616.0, 3) + if(press = 'Mimi', 260, 0)),
    toUInt32(5 + ceil(copies / 4)),
    toUInt32(floor((3 + copies / 60) * pow(1 - cityHash64(order_no, 'j-waste') / 18446744073709551616.0, -0.75)))
FROM inkline.orders
WHERE state != 'CNL' AND started < '2026-05-21 16:19:00';

-- Reprints: some on every press, and many on Bertha on 2026-05-19 between 12:00 and 15:00 for their colour.
INSERT INTO inkline.print_jobs
SELECT
    job_id + 1, order_no, if(cityHash64(order_no, 'p-move') % 10 < 7, press, 'Gustav'), 2,
    toNullable(['colour','cut','smudge','wrong_file','cut','colour'][1 + toUInt8(floor(6 * pow(cityHash64(order_no, 'p-why') / 18446744073709551616.0, 1.2)))]),
    started_at + toIntervalMinute(180 + cityHash64(order_no, 'p-wait') % 1400) AS started,
    toUInt32(run_s * 0.9), sheets, toUInt32(floor(sheets_wasted * 0.7))
FROM inkline.print_jobs
WHERE attempt = 1 AND cityHash64(order_no, 'p-again') % 1000 < multiIf(press = 'Otto', 120, press = 'Bertha', 85, 60) AND started < '2026-05-21 16:19:00';

INSERT INTO inkline.print_jobs
SELECT
    job_id + 2, order_no, 'Bertha', 2, toNullable('colour'),
    toDateTime('2026-05-19 12:00:00', 'UTC') + toIntervalMinute(cityHash64(order_no, 'w-min') % 179) + toIntervalSecond(6 + cityHash64(order_no, 'w-sec') % 48),
    toUInt32(run_s * 0.9), sheets, toUInt32(floor(sheets_wasted * 0.8))
FROM inkline.print_jobs
WHERE attempt = 1 AND press = 'Bertha' AND started_at >= '2026-05-14 00:00:00' AND started_at < '2026-05-19 11:00:00'
  AND order_no NOT IN (SELECT order_no FROM inkline.print_jobs WHERE attempt = 2)
  AND cityHash64(order_no, 'w-pick') % 100 < 70;
