-- A wholesaler of solar panels: stock movements and warranty claims. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Planted: Gdansk scraps en masse on 2026-05-19 13:00 to 15:00, Valencia dispatches almost nothing on 2026-05-21, nothing moves on 2026-05-03,
-- forklift FL-3 is silent since 2026-05-21 09:00, FL-7 since 2026-05-19 10:00.
DROP DATABASE IF EXISTS pvquay;
CREATE DATABASE pvquay;

CREATE TABLE pvquay.panels
(
    sku            LowCardinality(String),
    brand          LowCardinality(String),
    cell_tech      LowCardinality(String) COMMENT 'cell technology: perc, topcon, hjt or thin_film',
    watt_peak      UInt16,
    warranty_years UInt8,
    list_price_eur Decimal(8, 2) COMMENT 'per panel'
)
ENGINE = MergeTree ORDER BY sku;

INSERT INTO pvquay.panels
SELECT concat(['HX','SR','LM','QT'][1 + number % 4], '-', toString(380 + 10 * number)) AS sku,
    ['Helvia','Soldrake','Lumora','Quartane'][1 + number % 4],
    ['perc','topcon','hjt','thin_film'][1 + cityHash64(number, 'c-t') % 4],
    toUInt16(380 + 10 * number), toUInt8([12, 15, 20, 25][1 + cityHash64(number, 'c-w') % 4]),
    toDecimal64(round(62 + cityHash64(number, 'c-p') % 9000 / 100, 2), 2)
FROM numbers(16);

CREATE TABLE pvquay.stock_moves
(
    move_id        UInt64,
    moved_at       DateTime('UTC'),
    site           LowCardinality(String) COMMENT 'warehouse',
    sku            LowCardinality(String),
    move_type      LowCardinality(String) COMMENT 'receipt, dispatch, transfer, customer_return or scrap',
    qty            UInt32 COMMENT 'number of panels, always positive',
    line_value_eur Decimal(12, 2) COMMENT 'revenue counts only dispatch lines that were not voided',
    voided         UInt8 COMMENT '1 = booking cancelled afterwards',
    buyer_id       Nullable(UInt32) COMMENT 'only for dispatch and customer_return',
    ship_to        LowCardinality(Nullable(String)) COMMENT 'country of the buyer, ISO 3166 two-letter code',
    forklift       LowCardinality(String),
    handling_s     UInt32
)
ENGINE = MergeTree ORDER BY (site, moved_at);

INSERT INTO pvquay.stock_moves
SELECT move_id, moved_at, site, sku, move_type, qty, toDecimal64(round(qty * price, 2), 2), voided,
    if(move_type IN ('dispatch', 'customer_return'), toNullable(buyer), NULL),
    if(move_type IN ('dispatch', 'customer_return'), toNullable(['DE','ES','PT','NL','PL','IT'][1 + cityHash64(buyer, 'm-ct') % 6]), NULL),
    forklift,
    toUInt32(floor(multiIf(site = 'Rotterdam', 210, site = 'Gdansk', 340, site = 'Trieste', 265, 180) * if(move_type = 'dispatch', 1.4, 1) * pow(1 - cityHash64(n, 'm-hs') / 18446744073709551616.0, -0.5)))
FROM
(
    SELECT
        number AS n,
        810000 + number AS move_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'm-s') % 58) AS moved_at,
        ['Rotterdam','Valencia','Gdansk','Trieste'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-site') / 18446744073709551616.0, 1.2)))] AS site,
        toUInt8(floor(16 * pow(cityHash64(number, 'm-sku') / 18446744073709551616.0, 1.4))) AS k,
        concat(['HX','SR','LM','QT'][1 + k % 4], '-', toString(380 + 10 * k)) AS sku,
        62 + cityHash64(toUInt64(k), 'c-p') % 9000 / 100 AS price,
        cityHash64(number, 'm-ty') % 100 AS r,
        multiIf(r < 22, 'receipt', r < 78, 'dispatch', r < 90, 'transfer', r < 96, 'customer_return', 'scrap') AS move_type,
        toUInt32(multiIf(move_type = 'receipt', 200 + cityHash64(number, 'm-q') % 500, move_type = 'scrap', 1 + cityHash64(number, 'm-q') % 9, 6 + floor(26 * pow(1 - cityHash64(number, 'm-q') / 18446744073709551616.0, -0.6)))) AS qty,
        toUInt8(cityHash64(number, 'm-v') % 100 < 6) AS voided,
        toUInt32(3000 + floor(420 * pow(cityHash64(number, 'm-b') / 18446744073709551616.0, 1.5))) AS buyer,
        concat('FL-', toString(1 + cityHash64(number, 'm-fl') % 8)) AS forklift
    FROM numbers(7200)
)
WHERE moved_at < '2026-05-21 16:20:00'
  AND toDate(moved_at) != '2026-05-03'
  AND NOT (site = 'Valencia' AND move_type = 'dispatch' AND moved_at >= '2026-05-21' AND cityHash64(n, 'm-dr') % 12 != 0)
  AND NOT (forklift = 'FL-3' AND moved_at >= '2026-05-21 09:00:00')
  AND NOT (forklift = 'FL-7' AND moved_at >= '2026-05-19 10:00:00');

INSERT INTO pvquay.stock_moves
SELECT 890000 + number, toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'z-t') % 120) + toIntervalSecond(1 + cityHash64(number, 'z-s') % 58),
    'Gdansk', 'SR-390', 'scrap', toUInt32(5 + cityHash64(number, 'z-q') % 20), toDecimal64(900, 2), 0, NULL, NULL, concat('FL-', toString(1 + number % 2)), 300 + toUInt32(number)
FROM numbers(45);

CREATE TABLE pvquay.claims
(
    claim_no        String,
    move_id         UInt64 COMMENT 'the dispatch line the panels came from',
    opened_at       DateTime('UTC'),
    decided_at      Nullable(DateTime('UTC')),
    defect          LowCardinality(String),
    verdict         LowCardinality(String) COMMENT 'open, accepted or rejected',
    panels_affected UInt16,
    payout_eur      Nullable(Decimal(10, 2)) COMMENT 'only for accepted claims'
)
ENGINE = MergeTree ORDER BY claim_no;

INSERT INTO pvquay.claims
SELECT concat('W', toString(move_id)), move_id, opened_at,
    if(v2 = 'open', NULL, toNullable(opened_at + toIntervalMinute(60 + cityHash64(move_id, 'w-d') % 2000))),
    defect, if(v != 'open' AND opened_at + toIntervalMinute(60 + cityHash64(move_id, 'w-d') % 2000) >= '2026-05-21 16:20:00', 'open', v) AS v2,
    toUInt16(1 + cityHash64(move_id, 'w-n') % 6), if(v2 = 'accepted', toNullable(toDecimal64(40 + cityHash64(move_id, 'w-p') % 60000 / 100, 2)), NULL)
FROM
(
    SELECT move_id, moved_at + toIntervalMinute(1500 + cityHash64(move_id, 'w-o') % 30000) AS opened_at,
        ['hotspot','glass_crack','low_output','delamination','junction_box'][1 + toUInt8(floor(5 * pow(cityHash64(move_id, 'w-f') / 18446744073709551616.0, 1.4)))] AS defect,
        multiIf(cityHash64(move_id, 'w-v') % 100 < 16, 'open', cityHash64(move_id, 'w-v') % 100 < if(defect = 'hotspot', 70, if(defect = 'glass_crack', 38, 55)), 'accepted', 'rejected') AS v
    FROM pvquay.stock_moves
    WHERE move_type = 'dispatch' AND voided = 0 AND cityHash64(move_id, 'w-k') % 4 = 0
)
WHERE opened_at < '2026-05-21 16:20:00';
