-- A craft brewery: tanks, batches, tank readings. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS brewhall;
CREATE DATABASE brewhall;

CREATE TABLE brewhall.tanks
(
    tank_no      LowCardinality(String) COMMENT 'painted on the tank: FV fermentation vessel, BT bright tank',
    kind         LowCardinality(String) COMMENT 'fermenter, bright or foeder (oak)',
    hall         LowCardinality(String),
    capacity_hl  UInt16,
    installed_on Date,
    in_service   UInt8 COMMENT '1 in use, 0 taken out'
)
ENGINE = MergeTree ORDER BY tank_no;

-- 24 tanks, number 23 (BT08) is out of service.
INSERT INTO brewhall.tanks
SELECT
    if(number < 16, concat('FV', leftPad(toString(number + 1), 2, '0')), concat('BT', leftPad(toString(number - 15), 2, '0'))),
    multiIf(number >= 16, 'bright', number IN (3, 8, 14), 'foeder', 'fermenter'),
    ['North','Cellar','Annex'][1 + cityHash64(number, 'tk-h5') % 3],
    [20, 30, 40, 60][1 + cityHash64(number, 'tk-c') % 4],
    toDate('2016-03-01') + toUInt32(cityHash64(number, 'tk-i') % 3500),
    if(number = 23, 0, 1)
FROM numbers(24);

CREATE TABLE brewhall.batches
(
    batch_no    UInt32,
    recipe      LowCardinality(String),
    style       LowCardinality(String) COMMENT 'ale, lager, stout or sour',
    tank_no     LowCardinality(String) COMMENT 'tank it ferments in',
    brewer      LowCardinality(String) COMMENT 'initials',
    brewed_at   DateTime('UTC') COMMENT 'start of the brew',
    packaged_at Nullable(DateTime('UTC')) COMMENT 'put into kegs, cans or bottles',
    state       LowCardinality(String) COMMENT 'fermenting, conditioning, packaged or dumped (poured away)',
    volume_hl   Float64,
    og_plato    Float64 COMMENT 'original gravity, degrees Plato',
    abv         Nullable(Float64) COMMENT 'alcohol in % by volume, measured at packaging',
    cost_eur    Decimal(10, 2) COMMENT 'malt, hops, yeast and energy',
    order_eur   Decimal(10, 2) COMMENT 'order value agreed on brew day, invoiced only when the batch is packaged'
)
ENGINE = MergeTree ORDER BY brewed_at;

INSERT INTO brewhall.batches
SELECT
    batch_no, recipe, style, tank_no, brewer, brewed_at,
    if(state = 'packaged', toNullable(pack_at), NULL), state, volume_hl, og_plato,
    if(state = 'packaged', toNullable(round(og_plato * 0.41 + (cityHash64(n, 'b-abv') % 60) / 100 - 0.3, 1)), NULL),
    toDecimal64(round(volume_hl * (38 + og_plato * 3.1 + cityHash64(n, 'b-cost') % 1700 / 100), 2), 2) AS cost_eur,
    toDecimal64(round(volume_hl * (150 + og_plato * 7 + cityHash64(n, 'b-ord') % 6000 / 100), 2), 2) AS order_eur
FROM
(
    SELECT
        number AS n,
        3000 + number AS batch_no,
        toDateTime('2025-01-06 05:00:00', 'UTC') + toIntervalMinute(toUInt32(number * 361.2) + cityHash64(number, 'b-ts') % 340) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58) AS brewed_at,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'b-rec') / 18446744073709551616.0, 1.3))) AS k,
        ['Harbor Pale','Hazy Otter','Night Porter','Kolsch Lane','Rye Red','Sour Plum','Coal Stout','Saison Nine'][k] AS recipe,
        ['ale','ale','stout','lager','ale','sour','stout','ale'][k] AS style,
        concat('FV', leftPad(toString(1 + cityHash64(number, 'b-tank') % 16), 2, '0')) AS tank_no,
        ['AK','JM','TS','RV'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-who') / 18446744073709551616.0, 1.3)))] AS brewer,
        brewed_at + toIntervalMinute(1440 * [11,13,16,27,14,35,18,15][k] + cityHash64(number, 'b-len') % 7200) AS pack_at,
        multiIf(cityHash64(number, 'b-d') % 1000 < [20,30,45,25,40,110,35,60][k] AND brewed_at < '2026-05-15', 'dumped',
                pack_at < '2026-05-21 16:00:00', 'packaged',
                brewed_at >= '2026-05-13', 'fermenting', 'conditioning') AS state,
        round(9 + 10 * (cityHash64(number, 'b-vol') / 18446744073709551616.0), 1) AS volume_hl,
        round([11.8,14.5,15.2,11.2,13.4,12.6,18.5,13.9][k] + (cityHash64(number, 'b-og') % 100) / 100 - 0.5, 1) AS og_plato
    FROM numbers(2050)
)
WHERE brewed_at < '2026-05-21 15:30:00';

CREATE TABLE brewhall.readings
(
    read_at       DateTime('UTC'),
    tank_no       LowCardinality(String),
    src           LowCardinality(String) COMMENT 'auto: probe in the tank, manual: typed in by a brewer',
    temp_c        Nullable(Float64) COMMENT 'null when the probe was offline',
    ph            Nullable(Float64),
    pressure_mbar UInt16,
    sev           UInt8 COMMENT '0 fine, 1 warning, 2 alarm'
)
ENGINE = MergeTree ORDER BY (tank_no, read_at);

-- No reading at all on 2026-05-10. FV11 overheats on 2026-05-20 from 02:00 to 08:00. FV03 is silent since 2026-05-21 04:00,
-- FV14 since 11:30, BT08 since 2026-05-12.
INSERT INTO brewhall.readings
SELECT read_at, tank_no, src, temp_c, ph, pressure_mbar, sev
FROM
(
    SELECT
        number % 24 AS t,
        intDiv(number, 24) AS k,
        if(t < 16, concat('FV', leftPad(toString(t + 1), 2, '0')), concat('BT', leftPad(toString(t - 15), 2, '0'))) AS tank_no,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(110 * k + 1 + cityHash64(number, 'r-m') % 108) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS read_at,
        if(cityHash64(number, 'r-src') % 100 < 22, 'manual', 'auto') AS src,
        tank_no = 'FV11' AND read_at >= '2026-05-20 02:00:00' AND read_at < '2026-05-20 08:00:00' AS hot,
        if(cityHash64(number, 'r-off') % 100 < 3 AND NOT hot, NULL,
           toNullable(round(multiIf(hot, 31.0, t >= 16, 2.5, t IN (3, 8, 14), 15.5, 18.5) + cityHash64(t, 'r-t') % 20 / 10 + cityHash64(number, 'r-tmp') % 300 / 100 - 1.5, 1))) AS temp_c,
        if(t >= 16 OR cityHash64(number, 'r-noph') % 100 < 40, NULL, toNullable(round(if(t IN (3, 8, 14), 3.5, 4.3) + cityHash64(number, 'r-ph') % 60 / 100, 2))) AS ph,
        toUInt16(floor(if(t >= 16, 1500, 700) + 700 * pow(cityHash64(number, 'r-p') / 18446744073709551616.0, 2))) AS pressure_mbar,
        toUInt8(multiIf(hot, 2, cityHash64(number, 'r-sev') % 1000 < if(t IN (6, 10), 60, 22), 2, cityHash64(number, 'r-sev') % 1000 < 100, 1, 0)) AS sev
    FROM numbers(9600)
)
WHERE toDate(read_at) != '2026-05-10'
  AND NOT (tank_no = 'FV03' AND read_at >= '2026-05-21 04:00:00')
  AND NOT (tank_no = 'FV14' AND read_at >= '2026-05-21 11:30:00')
  AND NOT (tank_no = 'BT08' AND read_at >= '2026-05-12 00:00:00');

INSERT INTO brewhall.readings
SELECT toDateTime('2026-05-20 02:04:20', 'UTC') + toIntervalMinute(15 * number), 'FV11', 'auto', round(30.5 + cityHash64(number, 'h-t') % 30 / 10, 1), NULL, 900 + cityHash64(number, 'h-p') % 100, 2
FROM numbers(23);
