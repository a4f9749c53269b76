-- A dairy: tankers fetch milk from farms, labs test it. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS dairyco;
CREATE DATABASE dairyco;

CREATE TABLE dairyco.farms
(
    farm_no        UInt16,
    farm_name      String,
    valley         LowCardinality(String),
    cows           UInt16 COMMENT 'cows in milk',
    organic        UInt8 COMMENT '1 = certified organic, 0 = conventional',
    tank_litres    UInt32 COMMENT 'size of the cooling tank on the farm',
    supplier_since Date
)
ENGINE = MergeTree ORDER BY farm_no;

INSERT INTO dairyco.farms
SELECT
    101 + number,
    concat(['Birch','Stone','Mill','Raven','Clover','Long','Cold','Oak','Fern','Hollow','Bright','Heron'][1 + number % 12], ' ',
           ['Farm','Hof','Acres','Brook','End','Meadow','Hill','Croft','Barn','Gate'][1 + intDiv(number, 12)]),
    ['Lenn','Hochau','Marsh','Tarn','Sorrel'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'f-val') / 18446744073709551616.0, 1.3)))],
    toUInt16(22 + floor(150 * pow(cityHash64(number, 'f-cows') / 18446744073709551616.0, 1.9))),
    cityHash64(number, 'f-org') % 100 < 27,
    toUInt32(1000 * (2 + intDiv(22 + floor(150 * pow(cityHash64(number, 'f-cows') / 18446744073709551616.0, 1.9)), 18))),
    toDate('2025-12-01') - toUInt32(cityHash64(number, 'f-since') % 7000)
FROM numbers(120);

CREATE TABLE dairyco.collections
(
    load_no      UInt32,
    collected_at DateTime('UTC'),
    farm_no      UInt16,
    tanker       LowCardinality(String),
    driver       LowCardinality(String),
    outcome      UInt8 COMMENT '0 all taken, 1 partly taken, 2 refused at the farm (the milk stays there)',
    litres       Nullable(UInt32) COMMENT 'pumped into the tanker, null when refused',
    milk_temp_c  Float32 COMMENT 'in the farm tank before pumping',
    wait_s       UInt32 COMMENT 'seconds the tanker stood at the gate before it could pump',
    tipped_at    Nullable(DateTime('UTC')) COMMENT 'emptied at the dairy, null while on the road or refused',
    price_eur    Nullable(Decimal(10, 2)) COMMENT 'worth of the load',
    pay_state    LowCardinality(Nullable(String)) COMMENT 'paid, open (to be paid) or withheld (the farm gets nothing for it)'
)
ENGINE = MergeTree ORDER BY (collected_at, load_no);

-- No tanker ran on 2026-05-10 (floods). Farm 143 has a broken cooler since 2026-05-20. Farms 118, 160 and 201 have had no visit since 2026-05-11, 13 and 9.
INSERT INTO dairyco.collections
SELECT load_no, collected_at, farm_no, tanker, driver, outcome, litres, milk_temp_c, wait_s, tipped_at, price_eur,
       multiIf(litres IS NULL, NULL, cityHash64(n, 'm-wh') % 1000 < 35, 'withheld', collected_at < '2026-05-04 00:00:00' AND cityHash64(n, 'm-late') % 1000 >= 60, 'paid', 'open') AS pay_state
FROM
(
    SELECT
        number AS n,
        intDiv(number, 120) AS d,
        number % 120 AS f,
        toUInt32(500000 + number) AS load_no,
        toUInt16(101 + f) AS farm_no,
        toDateTime(toDate('2026-02-25') + d, 'UTC') + toIntervalMinute(240 + toUInt32(floor(900 * pow(cityHash64(number, 'm-min') / 18446744073709551616.0, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'm-s') % 58) AS collected_at,
        concat('TK-0', toString(1 + toUInt8(floor(8 * pow(cityHash64(number, 'm-tk') / 18446744073709551616.0, 1.25))))) AS tanker,
        ['Bruno','Petra','Milan','Agnes','Lukas','Irma','Joost'][1 + cityHash64(tanker, d, 'm-drv') % 7] AS driver,
        cityHash64(number, 'm-out') % 1000 AS o,
        toUInt8(multiIf(o < if(tanker IN ('TK-06', 'TK-03'), 75, 33), 2, o < 110, 1, 0)) AS outcome,
        toUInt32(22 + floor(150 * pow(cityHash64(f, 'f-cows') / 18446744073709551616.0, 1.9))) AS cows,
        cityHash64(f, 'f-org') % 100 < 27 AS org,
        if(outcome = 2, NULL, toNullable(toUInt32(cows * 26 * if(org, 0.85, 1.0) * if(outcome = 1, 0.45, 1.0) * (0.85 + (cityHash64(number, 'm-l') % 300) / 1000)))) AS litres,
        toFloat32(round(if(farm_no = 143 AND d >= 84, 10.5, 3.1) + 2.4 * pow(cityHash64(number, 'm-temp') / 18446744073709551616.0, 2), 1)) AS milk_temp_c,
        toUInt32(least(6000, (90 + 130 * multiIf(driver = 'Irma', 1.7, driver = 'Joost', 1.35, driver = 'Milan', 1.15, driver = 'Petra', 0.7, 1.0) * multiIf(tanker = 'TK-07', 1.6, tanker = 'TK-02', 0.8, 1.0)
            * pow(1 - cityHash64(number, 'm-wait') / 18446744073709551616.0, -0.62)))) AS wait_s,
        toStartOfMinute(collected_at) + toIntervalMinute(45 + cityHash64(number, 'm-tip') % 170) + toIntervalSecond(1 + cityHash64(number, 'm-tips') % 58) AS tip0,
        if(outcome = 2 OR tip0 >= '2026-05-21 16:20:00', NULL, toNullable(tip0)) AS tipped_at,
        if(outcome = 2, NULL, toNullable(toDecimal64(round(assumeNotNull(litres) * if(org, 0.55, 0.44) * (0.95 + (cityHash64(d, 'm-price') % 10) / 100), 2), 2))) AS price_eur
    FROM numbers(120 * 86)
)
WHERE collected_at < '2026-05-21 16:20:00'
  AND ((f + d) % 3 = 0 OR cityHash64(n, 'm-go') % 100 < 66 OR (farm_no = 143 AND d >= 84))
  AND d != 74
  AND NOT (farm_no = 118 AND d >= 75)
  AND NOT (farm_no = 160 AND d >= 77)
  AND NOT (farm_no = 201 AND d >= 73);

CREATE TABLE dairyco.lab_tests
(
    sample_no   UInt32,
    load_no     UInt32,
    farm_no     UInt16,
    sampled_at  DateTime('UTC'),
    reported_at Nullable(DateTime('UTC')) COMMENT 'null while the lab is at work',
    lab         LowCardinality(String),
    fat_pct     Nullable(Float32),
    protein_pct Nullable(Float32),
    cells_k     Nullable(UInt32) COMMENT 'somatic cell count, thousands per ml',
    antibiotics Nullable(UInt8) COMMENT '1 = found, 0 = clean',
    verdict     LowCardinality(String) COMMENT 'pending, then pass, watch or fail'
)
ENGINE = MergeTree ORDER BY (sampled_at, sample_no);

-- The north lab fails far too many samples of 2026-05-18 and later (a bad batch of reagent).
INSERT INTO dairyco.lab_tests
SELECT sample_no, load_no, farm_no, sampled_at, if(done, toNullable(rep0), NULL), lab,
       if(done, toNullable(fat), NULL), if(done, toNullable(prot), NULL), if(done, toNullable(cells), NULL), if(done, toNullable(anti), NULL),
       multiIf(NOT done, 'pending', anti = 1 OR cells > 600 OR (lab = 'north' AND sampled_at >= '2026-05-18 00:00:00' AND cityHash64(load_no, 's-bad') % 100 < 55), 'fail', cells > 350, 'watch', 'pass') AS verdict
FROM
(
    SELECT
        load_no, farm_no,
        toUInt32(load_no + 2200000) AS sample_no,
        toStartOfMinute(collected_at) + toIntervalMinute(2) + toIntervalSecond(1 + cityHash64(load_no, 's-s') % 58) AS sampled_at,
        toStartOfMinute(collected_at) + toIntervalMinute(300 + cityHash64(load_no, 's-rep') % 1500) + toIntervalSecond(1 + cityHash64(load_no, 's-rs') % 58) + if(lab = 'mobile', toIntervalMinute(0), toIntervalMinute(240)) AS rep0,
        ['central','central','north','mobile'][1 + cityHash64(load_no, 's-lab') % 4] AS lab,
        rep0 < '2026-05-21 16:20:00' AS done,
        toFloat32(round(3.7 + (cityHash64(farm_no, 's-fat') % 60) / 100 + (cityHash64(load_no, 's-fat2') % 40) / 100 - if(toMonth(collected_at) = 5, 0.12, 0), 2)) AS fat,
        toFloat32(round(3.1 + (cityHash64(farm_no, 's-pr') % 30) / 100 + (cityHash64(load_no, 's-pr2') % 25) / 100, 2)) AS prot,
        toUInt32(floor(70 + 60 * pow(1 - cityHash64(load_no, 's-cell') / 18446744073709551616.0, -0.62))) AS cells,
        toUInt8(cityHash64(load_no, 's-anti') % 1000 < 24) AS anti
    FROM dairyco.collections
    WHERE outcome != 2 AND cityHash64(load_no, 's-take') % 100 < 62 AND collected_at < '2026-05-21 16:15:00'
);
