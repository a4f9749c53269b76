-- Online print shop: orders, press runs, customers. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event lies in second 0 or 59.
DROP DATABASE IF EXISTS printshop;
CREATE DATABASE printshop;

CREATE TABLE printshop.customers
(
    customer_id UInt32,
    company     String,
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    kind        LowCardinality(String) COMMENT 'AG agency, SB small business, ED school or university, PR private person',
    signed_up   Date,
    prepay      UInt8 COMMENT '1 = bad payer, has to pay before we print'
)
ENGINE = MergeTree ORDER BY customer_id;

INSERT INTO printshop.customers
SELECT
    1001 + number,
    concat(['Bright','Nord','Kite','Paper','Linden','Echo','Rosso','Delta','Maple','Quill'][1 + cityHash64(number, 'pc-a') % 10], ' ',
           ['Studio','Media','Works','Events','Books','Cafe','Design','Print','Labs','Club'][1 + cityHash64(number, 'pc-b') % 10], ' ', toString(number)),
    ['DE','NL','AT','BE','FR','DK'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'pc-c') / 18446744073709551616.0, 1.3)))],
    ['SB','AG','PR','ED'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'pc-k') / 18446744073709551616.0, 1.4)))],
    toDate('2026-03-18') - toUInt32(floor(1400 * pow(cityHash64(number, 'pc-s') / 18446744073709551616.0, 1.5))),
    cityHash64(number, 'pc-p') % 100 < 9
FROM numbers(320);

CREATE TABLE printshop.orders
(
    order_no    UInt32,
    customer_id UInt32,
    placed_at   DateTime('UTC'),
    shipped_at  Nullable(DateTime('UTC')) COMMENT 'handed to the parcel carrier, null until then',
    product     LowCardinality(String),
    paper_gsm   UInt16 COMMENT 'paper weight, grams per square metre',
    copies      UInt32,
    net_cents   UInt32 COMMENT 'order value without VAT, euro cents',
    status      LowCardinality(String) COMMENT 'received, in_production, shipped, cancelled, refunded. Cancelled and refunded orders bring in nothing',
    rush        UInt8 COMMENT '1 = express order, 0 = normal',
    channel     LowCardinality(String),
    voucher     Nullable(String) COMMENT 'discount code, null when none was entered'
)
ENGINE = MergeTree ORDER BY placed_at;

INSERT INTO printshop.orders
SELECT
    order_no, customer_id, placed_at,
    if(s < 55 OR ship >= '2026-05-21 16:20:00', NULL, toNullable(ship)) AS shipped_at,
    product, paper_gsm, copies, net_cents,
    multiIf(s < 55, 'cancelled', ship < '2026-05-21 16:20:00', if(s < 95, 'refunded', 'shipped'), dateDiff('minute', placed_at, toDateTime('2026-05-21 16:20:00', 'UTC')) > 480, 'in_production', 'received') AS status,
    rush, channel, voucher
FROM
(
    SELECT
        number AS n,
        400000 + number AS order_no,
        1001 + toUInt32(floor(310 * pow(cityHash64(n, 'po-cu') / 18446744073709551616.0, 1.6))) AS customer_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(93600 * pow(cityHash64(n, 'po-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(n, 'po-sec') % 58) AS placed_at,
        ['flyers','business_cards','posters','booklets','stickers','banners'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'po-pr') / 18446744073709551616.0, 1.4)))] AS product,
        cityHash64(n, 'po-rush') % 100 < 18 AS rush,
        [90, 135, 170, 250, 300, 350][1 + cityHash64(n, 'po-gsm') % 6] AS paper_gsm,
        if(product = 'banners', 1 + cityHash64(n, 'po-cp') % 20, if(product = 'posters', 10 * (1 + cityHash64(n, 'po-cp') % 50), 100 * (1 + toUInt32(floor(60 * pow(cityHash64(n, 'po-cp') / 18446744073709551616.0, 2.5)))))) AS copies,
        toUInt32((900 + copies * multiIf(product = 'flyers', 8, product = 'business_cards', 5, product = 'posters', 110, product = 'booklets', 36, product = 'stickers', 11, 3900)
            + cityHash64(n, 'po-x') % 700) * if(rush = 1, 1.4, 1)) AS net_cents,
        ['web','app','phone','reseller_api'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'po-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        if(cityHash64(n, 'po-v') % 100 < 21, toNullable(['SPRING15','HELLO10','BULK5','PRINT20'][1 + cityHash64(n, 'po-v2') % 4]), NULL) AS voucher,
        cityHash64(n, 'po-st') % 1000 AS s,
        placed_at + toIntervalMinute(if(rush = 1, 240 + cityHash64(n, 'po-sh') % 1200, 1300 + cityHash64(n, 'po-sh') % 4300)) AS ship
    FROM numbers(5600)
)
WHERE NOT (toHour(placed_at) < 6 AND cityHash64(n, 'po-night') % 5 != 0);

CREATE TABLE printshop.press_runs
(
    run_id       UInt64,
    order_no     UInt32,
    press        LowCardinality(String),
    started_at   DateTime('UTC'),
    run_s        UInt32 COMMENT 'how long the press ran, seconds',
    sheets       UInt32 COMMENT 'good sheets out',
    waste_sheets UInt32 COMMENT 'sheets thrown away (make-ready and misprints)',
    result       LowCardinality(String) COMMENT 'OK, JM paper jam, CL colour off, AB stopped by the operator',
    operator     LowCardinality(String)
)
ENGINE = MergeTree ORDER BY started_at;

-- No press ran on 2026-05-12 (power cut). Roland-XL is silent since 10:40 on the 21st. Indigo-B jams on 2026-05-20 from 13:00 to 15:00.
INSERT INTO printshop.press_runs
SELECT run_id, order_no, press, started_at, run_s, sheets, waste_sheets, result, operator
FROM
(
    SELECT
        order_no,
        arrayJoin([0, 1]) AS k,
        order_no * 10 + k AS run_id,
        ['Heidel-1','Indigo-A','Indigo-B','Heidel-2','Roland-XL'][1 + toUInt8(floor(5 * pow(cityHash64(run_id, 'pr-p') / 18446744073709551616.0, 1.3)))] AS press,
        placed_at + toIntervalMinute(15 + (1 + k) * (cityHash64(run_id, 'pr-t') % if(rush = 1, 180, 900))) AS at0,
        toStartOfMinute(at0) + toIntervalSecond(1 + cityHash64(run_id, 'pr-s') % 58) AS started_at,
        120 + toUInt32(floor(2400 * pow(cityHash64(run_id, 'pr-d') / 18446744073709551616.0, 2)) * multiIf(press = 'Roland-XL', 1.6, press = 'Heidel-2', 1.2, 1)) AS run_s,
        20 + toUInt32(floor(run_s * (0.8 + (cityHash64(run_id, 'pr-sh') % 100) / 100))) AS sheets,
        5 + toUInt32(floor(sheets * (cityHash64(run_id, 'pr-w') % 90) / 1000 * multiIf(press = 'Heidel-2', 1.7, press = 'Indigo-A', 0.6, 1))) AS waste_sheets,
        cityHash64(run_id, 'pr-r') % 1000 AS r,
        multiIf(r < if(press = 'Heidel-2', 70, 40), 'JM', r < 105, 'CL', r < 130, 'AB', 'OK') AS result,
        ['Jana','Piet','Olu','Greta','Sami','Rik'][1 + cityHash64(run_id, 'pr-o') % 6] AS operator
    FROM printshop.orders
    WHERE status != 'cancelled'
)
WHERE (k = 0 OR cityHash64(run_id, 'pr-k') % 100 < 14)
  AND started_at < '2026-05-21 16:18:00'
  AND toDate(started_at) != '2026-05-12'
  AND NOT (press = 'Roland-XL' AND started_at >= '2026-05-21 10:40:00');

INSERT INTO printshop.press_runs
SELECT
    90000000 + number, order_no, 'Indigo-B',
    toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(number * 3) + toIntervalSecond(1 + cityHash64(number, 'pj-s') % 58),
    30 + cityHash64(number, 'pj-d') % 90, 4 + cityHash64(number, 'pj-g') % 40, 8 + cityHash64(number, 'pj-w') % 30, 'JM', ['Olu','Sami'][1 + number % 2]
FROM
(
    SELECT order_no, row_number() OVER (ORDER BY cityHash64(order_no, 'pj-o')) - 1 AS number
    FROM printshop.orders WHERE status != 'cancelled' AND placed_at >= '2026-05-18 00:00:00' AND placed_at < '2026-05-20 12:00:00'
)
WHERE number < 40;
