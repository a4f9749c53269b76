-- Dairy: tanker stops at farms, farms, and laboratory samples of the milk. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
CREATE DATABASE IF NOT EXISTS creamery;

DROP TABLE IF EXISTS creamery.farm;
CREATE TABLE creamery.farm
(
    farm_cd     String,
    farm_name   String,
    county      LowCardinality(String),
    cows        UInt16 COMMENT 'milking cows at the last count',
    breed       LowCardinality(String) COMMENT 'holstein, jersey, brown_swiss, mixed',
    organic     UInt8 COMMENT '1 = certified organic',
    supplies_since Date
)
ENGINE = MergeTree ORDER BY farm_cd;

INSERT INTO creamery.farm
SELECT
    concat('F', leftPad(toString(101 + number), 4, '0')),
    concat(['Alder','Birch','Clover','Dunmore','Elm','Foxhill','Gorse','Hazel','Ivy','Kiln'][1 + number % 10], ' ', ['Farm','Lodge','Meadows','House','Grange','Bank','Acres','Field','Holding','Croft','Mount','Cross','Moor','Mill'][1 + intDiv(number, 10)]),
    ['Cavan','Sligo','Mayo','Kerry'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-cty') / 18446744073709551616.0, 1.3)))],
    toUInt16(24 + floor(50 * pow(1 - cityHash64(number, 'f-cows') / 18446744073709551616.0, -0.45))),
    ['holstein','mixed','jersey','brown_swiss'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-breed') / 18446744073709551616.0, 1.8)))],
    if(cityHash64(number, 'f-org') % 100 < 18, 1, 0),
    toDate('2026-04-30') - toUInt32(floor(6500 * pow(cityHash64(number, 'f-since') / 18446744073709551616.0, 1.5)))
FROM numbers(140);

DROP TABLE IF EXISTS creamery.tank_stops;
CREATE TABLE creamery.tank_stops
(
    stop_no       UInt32,
    farm_cd       String,
    tour          LowCardinality(String) COMMENT 'name of the collection round',
    tanker        LowCardinality(String),
    driver        LowCardinality(String),
    arr_ts        DateTime('UTC') COMMENT 'tanker at the farm gate',
    dep_ts        Nullable(DateTime('UTC')) COMMENT 'tanker leaves; null when the driver forgot to log it',
    result        Enum8('taken' = 1, 'part_taken' = 2, 'rejected' = 3, 'no_access' = 4) COMMENT 'part_taken = tanker was full; rejected = milk left at the farm',
    reject_cause  LowCardinality(Nullable(String)) COMMENT 'warm, residues, smell, dirt; only on rejected',
    vol_l         Nullable(UInt32) COMMENT 'litres pumped over; null when nothing was pumped',
    tank_temp_c   Nullable(Decimal(4, 1)) COMMENT 'milk in the farm tank before pumping; null when the probe failed or there was no access',
    leg_km        Float32 COMMENT 'road from the previous stop',
    due_eur       Nullable(Decimal(10, 2)) COMMENT 'milk money owed to the farm for this stop; null when nothing was pumped',
    pay_state     LowCardinality(Nullable(String)) COMMENT 'settled, open, withheld (kept back by the dairy); null when there is nothing to pay',
    night_run     UInt8 COMMENT '1 = stop of the night shift'
)
ENGINE = MergeTree ORDER BY (tour, arr_ts);

-- Every farm is visited every second day. The Hill round did not go out on 2026-05-13. On 2026-05-19 from 14:00 to 20:00 most milk is rejected for being warm (a power cut).
-- Tankers TK-08 and TK-11 were last out on 2026-05-16 and 2026-05-11.
INSERT INTO creamery.tank_stops
SELECT
    stop_no, farm_cd, tour, tanker,
    ['Nolan','Byrne','Keane','Duffy','Tully','Moran','Quirke','Healy','Foley'][1 + toUInt8(floor(9 * pow(cityHash64(stop_no, 's-drv') / 18446744073709551616.0, 1.3)))] AS driver,
    arr_ts,
    if(cityHash64(stop_no, 's-nodep') % 100 < 5 OR arr_ts + toIntervalSecond(stay_s) >= '2026-05-21 16:20:00', NULL, toNullable(arr_ts + toIntervalSecond(stay_s))) AS dep_ts,
    res AS result,
    if(res = 'rejected', if(surge, 'warm', ['residues','warm','dirt','smell'][1 + toUInt8(floor(4 * pow(cityHash64(stop_no, 's-cause') / 18446744073709551616.0, 1.3)))]), NULL) AS reject_cause,
    if(res IN ('taken', 'part_taken'), toNullable(litres), NULL) AS vol_l,
    if(res = 'no_access' OR cityHash64(stop_no, 's-probe') % 100 < 3, NULL,
       toNullable(toDecimal32(round(if(reject_cause = 'warm', 8.2, 3.1) + 2.6 * pow(cityHash64(stop_no, 's-temp') / 18446744073709551616.0, 2), 1), 1))) AS tank_temp_c,
    toFloat32(round(0.6 + 3.4 * if(tour = 'Hill', 1.9, 1) * pow(1 - cityHash64(stop_no, 's-km') / 18446744073709551616.0, -0.4), 1)) AS leg_km,
    if(vol_l IS NULL, NULL, toNullable(toDecimal64(round(assumeNotNull(vol_l) * (0.41 + cityHash64(farm_cd, 's-price') % 90 / 1000), 2), 2))) AS due_eur,
    multiIf(vol_l IS NULL, NULL, cityHash64(stop_no, 's-hold') % 1000 < 22, 'withheld', arr_ts < '2026-05-01 00:00:00', 'settled', 'open') AS pay_state,
    if(toHour(arr_ts) < 6 OR toHour(arr_ts) >= 20, 1, 0) AS night_run
FROM
(
    SELECT
        intDiv(number, 140) AS k,
        number % 140 AS f,
        toUInt32(410000 + number) AS stop_no,
        concat('F', leftPad(toString(101 + f), 4, '0')) AS farm_cd,
        ['Valley','Coast','Hill','Lakes'][1 + toUInt8(floor(4 * pow(cityHash64(f, 's-tour') / 18446744073709551616.0, 1.4)))] AS tour,
        toDateTime('2026-03-11 00:00:00', 'UTC') + toIntervalDay(2 * k + f % 2) + toIntervalMinute(90 + toUInt32(floor(1290 * pow(cityHash64(f, 's-time') / 18446744073709551616.0, 1.2))))
            + toIntervalMinute(cityHash64(number, 's-jit') % 55) + toIntervalSecond(1 + cityHash64(number, 's-sec') % 58) AS arr_ts,
        concat('TK-', leftPad(toString(1 + toUInt8(floor(11 * pow(cityHash64(number, 's-tk') / 18446744073709551616.0, 1.2)))), 2, '0')) AS tanker0,
        if((tanker0 = 'TK-08' AND arr_ts >= '2026-05-17') OR (tanker0 = 'TK-11' AND arr_ts >= '2026-05-12'), 'TK-02', tanker0) AS tanker,
        arr_ts >= '2026-05-19 14:00:00' AND arr_ts < '2026-05-19 20:00:00' AS surge,
        cityHash64(number, 's-res') % 1000 AS r,
        multiIf(surge AND r < 850, 'rejected', r < if(tour = 'Lakes', 55, 28), 'rejected', r < 105, 'part_taken', r < 122, 'no_access', 'taken') AS res,
        toUInt32(floor((24 + floor(50 * pow(1 - cityHash64(f, 'f-cows') / 18446744073709551616.0, -0.45))) * (31 + cityHash64(number, 's-vol') % 17) * if(res = 'part_taken', 0.55, 1))) AS litres,
        toUInt32(multiIf(res = 'no_access', 240, res = 'rejected', 600, 420 + litres / 9) + cityHash64(number, 's-stay') % 400) AS stay_s
    FROM numbers(5040)
)
WHERE arr_ts < '2026-05-21 16:20:00' AND NOT (tour = 'Hill' AND toDate(arr_ts) = '2026-05-13');

-- Extra stops during the power cut, nearly all in vain.
INSERT INTO creamery.tank_stops
SELECT 419000 + number, concat('F', leftPad(toString(101 + cityHash64(number, 'x-farm') % 140), 4, '0')), ['Valley','Coast','Lakes'][1 + cityHash64(number, 'x-tour') % 3],
    concat('TK-0', toString(1 + cityHash64(number, 'x-tk') % 7)), ['Nolan','Byrne','Keane','Duffy'][1 + cityHash64(number, 'x-drv') % 4],
    toDateTime('2026-05-19 14:03:00', 'UTC') + toIntervalMinute(number * 8) + toIntervalSecond(2 + cityHash64(number, 'x-s') % 55) AS at, at + toIntervalSecond(500 + cityHash64(number, 'x-stay') % 300),
    'rejected', 'warm', NULL, toDecimal32(round(8.4 + cityHash64(number, 'x-t') % 22 / 10, 1), 1), toFloat32(2 + cityHash64(number, 'x-km') % 70 / 10), NULL, NULL, 0
FROM numbers(44);

DROP TABLE IF EXISTS creamery.milk_tests;
CREATE TABLE creamery.milk_tests
(
    sample_no   String,
    stop_no     UInt32 COMMENT 'stop at which the sample was drawn',
    drawn_ts    DateTime('UTC'),
    reported_ts Nullable(DateTime('UTC')) COMMENT 'null = result still pending',
    lab         LowCardinality(String),
    fat_pct     Nullable(Decimal(4, 2)),
    prot_pct    Nullable(Decimal(4, 2)),
    scc_k       Nullable(UInt32) COMMENT 'somatic cells, thousands per ml; all results are null while pending',
    frz_mdeg    Nullable(Int16) COMMENT 'freezing point in thousandths of a degree C; above -515 means water was added',
    grade       LowCardinality(Nullable(String)) COMMENT 'A = premium, B = standard, C = penalty'
)
ENGINE = MergeTree ORDER BY drawn_ts;

-- Farm F0138 has far too many cells since 2026-05-01; farm F0171 waters its milk since 2026-05-08.
INSERT INTO creamery.milk_tests
SELECT
    concat('MS-', toString(880000 + stop_no - 410000)) AS sample_no,
    stop_no,
    drawn AS drawn_ts,
    if(ready >= '2026-05-21 16:20:00', NULL, toNullable(ready)) AS reported_ts,
    lab,
    if(reported_ts IS NULL, NULL, toNullable(toDecimal32(round(if(breed = 'jersey', 4.9, 3.8) + cityHash64(stop_no, 'q-fat') % 90 / 100, 2), 2))) AS fat_pct,
    if(reported_ts IS NULL, NULL, toNullable(toDecimal32(round(if(breed = 'jersey', 3.7, 3.2) + cityHash64(stop_no, 'q-prot') % 50 / 100, 2), 2))) AS prot_pct,
    if(reported_ts IS NULL, NULL, toNullable(cells)) AS scc_k,
    if(reported_ts IS NULL, NULL, toNullable(toInt16(if(farm_cd = 'F0171' AND drawn >= '2026-05-08', -498, if(cityHash64(stop_no, 'q-wet') % 1000 < 14, -513, -526)) - cityHash64(stop_no, 'q-frz') % 8))) AS frz_mdeg,
    if(reported_ts IS NULL, NULL, multiIf(cells > 400, 'C', cells > 230, 'B', 'A')) AS grade
FROM
(
    SELECT s.stop_no AS stop_no, s.farm_cd AS farm_cd, f.breed AS breed,
        s.arr_ts + toIntervalSecond(150 + cityHash64(s.stop_no, 'q-d') % 200) AS drawn,
        ['Athlone','Tralee'][1 + (cityHash64(s.stop_no, 'q-lab') % 100 < 34)] AS lab,
        drawn + toIntervalMinute(if(lab = 'Tralee', 900, 420) + toUInt32(floor(900 * pow(cityHash64(s.stop_no, 'q-tat') / 18446744073709551616.0, 2)))) AS ready,
        toUInt32(floor(multiIf(s.farm_cd = 'F0138' AND drawn >= '2026-05-01', 1500, 95 + cityHash64(s.farm_cd, 'q-base') % 60) * (0.8 + 0.35 * pow(1 - cityHash64(s.stop_no, 'q-scc') / 18446744073709551616.0, -0.35)))) AS cells
    FROM creamery.tank_stops AS s INNER JOIN creamery.farm AS f ON s.farm_cd = f.farm_cd
    WHERE s.result IN ('taken', 'part_taken') AND (s.farm_cd IN ('F0138', 'F0171') OR cityHash64(s.stop_no, 'q-yes') % 100 < 64)
);
