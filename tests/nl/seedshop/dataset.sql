-- Seeds and plants by mail order: orders, their lines, returns. Clock: 2026-05-21 16:20:00 UTC, a Thursday.
DROP DATABASE IF EXISTS seedshop;
CREATE DATABASE seedshop;

CREATE TABLE seedshop.order_lines
(
    line_id       UInt32,
    order_no      UInt32,
    ordered_at    DateTime('UTC'),
    kind          LowCardinality(String) COMMENT 'seed, bulb, plug (young plant), shrub or tool',
    variety       LowCardinality(String),
    packs         UInt16,
    unit_price_ct UInt32 COMMENT 'cents for one pack',
    substituted   UInt8 COMMENT '1 when another variety was sent because this one had sold out'
)
ENGINE = MergeTree ORDER BY (ordered_at, line_id);

-- No order at all on 2026-05-05 (move to the new warehouse). A television programme on Saturday 2026-05-16 sends callers from 19:00 to 21:00.
INSERT INTO seedshop.order_lines
SELECT 700000 + number, order_no, ordered_at, kind, variety, packs, price, substituted
FROM
(
    SELECT
        number,
        intDiv(number, 4) AS o,
        number % 4 AS pos,
        60000 + o AS order_no,
        if(o < 4200,
           toDateTime('2026-05-21 16:20:00', 'UTC')
               - toIntervalMinute(1 + toUInt32(floor(115000 * pow(cityHash64(o, 'o-ts') / 18446744073709551616.0, 1.15))))
               + toIntervalSecond(1 + cityHash64(o, 'o-s') % 57),
           toDateTime('2026-05-16 19:00:00', 'UTC') + toIntervalMinute(cityHash64(o, 'tv-m') % 120) + toIntervalSecond(1 + cityHash64(o, 'tv-s') % 57)) AS ordered_at,
        1 + toUInt8(floor(18 * pow(cityHash64(number, 'l-var') / 18446744073709551616.0, 1.25))) AS v,
        ['Carrot Nantes','Tomato Matina','Radish Cherry Belle','Bean Blauhilde','Poppy Shirley','Dahlia Bishop','Lavender Hidcote','Lettuce Lollo','Gladiolus Nova','Basil Genovese','Strawberry Korona','Lily Stargazer','Rose Gertrude','Pepper Corno','Currant Rovada','Seed Tray 40','Hydrangea Annabelle','Dibber'][v] AS variety,
        ['seed','seed','seed','seed','seed','bulb','plug','seed','bulb','plug','plug','bulb','shrub','plug','shrub','tool','shrub','tool'][v] AS kind,
        toUInt16(1 + floor(if(kind IN ('shrub', 'tool'), 2, 6) * pow(cityHash64(number, 'l-qty') / 18446744073709551616.0, 2))) AS packs,
        toUInt32([249,329,199,289,219,690,450,239,590,349,520,840,2190,480,1490,1250,2450,890][v] + if(ordered_at >= '2026-04-15', 20, 0)) AS price,
        toUInt8(cityHash64(number, 'l-sub') % 1000 < multiIf(kind = 'plug', 95, kind = 'bulb', 60, kind = 'tool', 10, 35)) AS substituted
    FROM numbers(17200)
)
WHERE (pos = 0 OR cityHash64(number, 'l-keep') % 100 < 55)
  AND toDate(ordered_at) != '2026-05-05'
  AND NOT (toHour(ordered_at) < 6 AND o < 4200 AND cityHash64(o, 'o-night') % 5 != 0);

CREATE TABLE seedshop.orders
(
    order_no    UInt32,
    placed_at   DateTime('UTC'),
    customer_no UInt32,
    channel     LowCardinality(String) COMMENT 'web, phone or form (paper order form by post)',
    ship_to     LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    state       LowCardinality(String) COMMENT 'open (paid, not sent yet), sent, cancelled (money given back) or unpaid (never paid, not sent)',
    goods_eur   Decimal(10, 2) COMMENT 'without postage',
    postage_eur Decimal(6, 2),
    voucher     Nullable(String),
    sent_at     Nullable(DateTime('UTC')),
    parcel_g    Nullable(UInt32) COMMENT 'weight of the parcel in grams, null until it is sent'
)
ENGINE = MergeTree ORDER BY placed_at;

INSERT INTO seedshop.orders
SELECT order_no, placed_at, customer_no, channel, ship_to, state, goods, postage, voucher,
       if(state = 'sent', toNullable(gone), NULL) AS sent_at,
       if(state = 'sent', toNullable(toUInt32(90 + 35 * n_packs + 900 * heavy + cityHash64(order_no, 'o-g') % 160)), NULL) AS parcel_g
FROM
(
    SELECT
        order_no,
        min(ordered_at) AS placed_at,
        sum(packs) AS n_packs,
        sumIf(packs, kind IN ('shrub', 'tool')) AS heavy,
        toDecimal64(sum(packs * unit_price_ct) / 100, 2) AS goods,
        9000 + toUInt32(floor(2600 * pow(cityHash64(order_no, 'o-cust') / 18446744073709551616.0, 1.3))) AS customer_no,
        if(order_no >= 64200, 'phone', ['web','phone','form'][1 + toUInt8(floor(3 * pow(cityHash64(order_no, 'o-chan') / 18446744073709551616.0, 1.7)))]) AS channel,
        ['DE','AT','NL','FR','BE','DK'][1 + toUInt8(floor(6 * pow(cityHash64(customer_no, 'o-ctry') / 18446744073709551616.0, 1.6)))] AS ship_to,
        toDecimal64(if(goods >= 60, 0, multiIf(ship_to = 'DE', 4.90, ship_to IN ('AT', 'NL', 'BE'), 7.50, 9.90)), 2) AS postage,
        if(cityHash64(order_no, 'o-vou') % 100 < 17, toNullable(['SPRING10','FRIEND5','BALCONY'][1 + cityHash64(order_no, 'o-vou2') % 3]), NULL) AS voucher,
        placed_at + toIntervalMinute(200 + toUInt32(floor(7000 * pow(cityHash64(order_no, 'o-send') / 18446744073709551616.0, 1.6) * multiIf(channel = 'form', 1.5, channel = 'phone', 1.15, 1.0)))) + toIntervalSecond(0) AS gone,
        cityHash64(order_no, 'o-st') % 1000 AS s,
        multiIf(s < 62, 'cancelled', s < 110, 'unpaid', gone < '2026-05-21 16:19:00', 'sent', 'open') AS state
    FROM seedshop.order_lines
    GROUP BY order_no
);

CREATE TABLE seedshop.returns
(
    return_no    UInt32,
    order_no     UInt32,
    came_back_at DateTime('UTC'),
    variety      LowCardinality(String),
    reason       UInt8 COMMENT '1 dead on arrival, 2 never sprouted, 3 wrong item, 4 changed their mind',
    decision     LowCardinality(String) COMMENT 'accepted, refused or pending',
    refund_eur   Nullable(Decimal(8, 2)) COMMENT 'only when accepted'
)
ENGINE = MergeTree ORDER BY came_back_at;

-- Goods-in is closed on Sundays. Since 2026-05-04 a bad batch of Gladiolus Nova comes back.
INSERT INTO seedshop.returns
SELECT 40000 + rowNumberInAllBlocks(), order_no, back, variety, reason, decision,
       if(decision = 'accepted', toNullable(toDecimal64(round(packs * unit_price_ct / 100 * if(reason = 4, 0.8, 1), 2), 2)), NULL)
FROM
(
    SELECT l.line_id AS line_id, l.order_no AS order_no, l.variety AS variety, l.packs AS packs, l.unit_price_ct AS unit_price_ct,
        toDateTime(toStartOfMinute(assumeNotNull(o.sent_at)), 'UTC') + toIntervalHour(40 + cityHash64(l.line_id, 'r-h') % 300) + toIntervalSecond(1 + cityHash64(l.line_id, 'r-s') % 57) AS b0,
        if(toHour(b0) BETWEEN 7 AND 17, b0, toDateTime(toStartOfDay(b0), 'UTC') + toIntervalMinute(420 + cityHash64(l.line_id, 'r-m') % 600) + toIntervalSecond(1 + cityHash64(l.line_id, 'r-s') % 57)) AS back,
        if(l.variety = 'Gladiolus Nova' AND back >= '2026-05-04', 2, toUInt8([1,1,2,2,2,3,4,4][1 + cityHash64(l.line_id, 'r-why') % 8])) AS reason,
        multiIf(back >= '2026-05-20' AND cityHash64(l.line_id, 'r-d0') % 3 != 0, 'pending', cityHash64(l.line_id, 'r-d') % 100 < 78, 'accepted', 'refused') AS decision
    FROM seedshop.order_lines AS l INNER JOIN seedshop.orders AS o ON l.order_no = o.order_no
    WHERE o.state = 'sent' AND cityHash64(l.line_id, 'r-any') % 1000 < if(l.variety = 'Gladiolus Nova' AND l.ordered_at >= '2026-04-22', 620, if(l.kind IN ('plug', 'shrub'), 170, 130))
    ORDER BY line_id
)
WHERE back < '2026-05-21 16:20:00' AND toDayOfWeek(back) != 7;
