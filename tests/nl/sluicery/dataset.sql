-- Water treatment works. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sluicery;
CREATE DATABASE sluicery;

CREATE TABLE sluicery.pumps
(
    pump_id      String,
    station      LowCardinality(String),
    maker        LowCardinality(String),
    rated_kw     Decimal(6, 1),
    commissioned Date,
    role         LowCardinality(String) COMMENT 'duty, standby or retired'
)
ENGINE = MergeTree ORDER BY pump_id;

INSERT INTO sluicery.pumps
SELECT
    concat('P-', leftPad(toString(number + 1), 2, '0')),
    ['Intake','Filter Hall','Clearwell','Booster North','Booster South'][1 + number % 5],
    ['Halberg','Kestvik','Oromoto'][1 + cityHash64(number, 'p-mk') % 3],
    toDecimal32([7.5, 15, 22, 37, 55][1 + cityHash64(number, 'p-kw') % 5], 1),
    toDate('2025-11-30') - toUInt32(cityHash64(number, 'p-com') % 5200),
    multiIf(number IN (11, 23), 'retired', cityHash64(number, 'p-ro') % 100 < 30, 'standby', 'duty')
FROM numbers(25);

CREATE TABLE sluicery.chemicals
(
    chem_id       UInt8,
    chem_name     LowCardinality(String),
    purpose       LowCardinality(String) COMMENT 'disinfection, coagulation, ph_control or fluoridation',
    price_eur_kg  Decimal(8, 3),
    hazardous     UInt8 COMMENT '1 = needs a second person when handled'
)
ENGINE = MergeTree ORDER BY chem_id;

INSERT INTO sluicery.chemicals VALUES
    (1, 'sodium hypochlorite', 'disinfection', 0.640, 1), (2, 'alum', 'coagulation', 0.310, 0), (3, 'ferric chloride', 'coagulation', 0.455, 1),
    (4, 'hydrated lime', 'ph_control', 0.180, 0), (5, 'fluorosilicic acid', 'fluoridation', 0.890, 1), (6, 'chlorine dioxide', 'disinfection', 2.150, 1);

CREATE TABLE sluicery.samples
(
    sample_id     UInt64,
    drawn_at      DateTime('UTC'),
    pump_id       String COMMENT 'pump at whose tap the water was drawn',
    station       LowCardinality(String),
    method        LowCardinality(String) COMMENT 'grab (bottle by hand) or auto',
    analyst       LowCardinality(String),
    turbidity_ntu Nullable(Float64) COMMENT 'null when the cell was fouled',
    chlorine_ug_l Nullable(UInt32) COMMENT 'free chlorine, micrograms per litre',
    ph            Float32,
    lab_min       UInt32 COMMENT 'minutes from drawing to the result',
    verdict       LowCardinality(String) COMMENT 'pass, warn, fail, or void when the bottle was spoilt',
    chem_id       UInt8 COMMENT 'chemical dosed upstream at that moment',
    dose_g        UInt32 COMMENT 'mass of it dosed between the sample before and this one'
)
ENGINE = MergeTree ORDER BY (station, drawn_at);

-- No sample on 2026-05-10 (power cut); P-07 and P-19 fell silent, P-12 and P-24 are retired; P-14 fails often since 2026-05-20.
INSERT INTO sluicery.samples
SELECT sample_id, drawn_at, pump_id, station, method, analyst, turbidity_ntu, chlorine_ug_l, ph, lab_min, verdict, chem_id, dose_g
FROM
(
    SELECT
        number AS n,
        5300000 + number AS sample_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86000 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58) AS drawn_at,
        toUInt8(floor(25 * pow(cityHash64(number, 'w-p') / 18446744073709551616.0, 1.15))) AS p,
        concat('P-', leftPad(toString(p + 1), 2, '0')) AS pump_id,
        ['Intake','Filter Hall','Clearwell','Booster North','Booster South'][1 + p % 5] AS station,
        if(cityHash64(number, 'w-me') % 100 < 38, 'grab', 'auto') AS method,
        ['Aldous','Brisa','Corvin','Dagny','Eluned'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'w-an') / 18446744073709551616.0, 1.2)))] AS analyst,
        if(cityHash64(number, 'w-fo') % 1000 < 27, NULL,
           toNullable(round(multiIf(station = 'Intake', 4.2, station = 'Filter Hall', 0.6, 0.3) * pow(1 - cityHash64(number, 'w-tu') / 18446744073709551616.0, -0.25), 3))) AS turbidity_ntu,
        if(station = 'Intake' OR cityHash64(number, 'w-nc') % 100 < 3, NULL, toNullable(toUInt32(90 + cityHash64(number, 'w-cl') % 820))) AS chlorine_ug_l,
        toFloat32(round(6.8 + (cityHash64(number, 'w-ph') % 140) / 100 + if(station = 'Intake', -0.2, 0), 2)) AS ph,
        toUInt32(if(method = 'grab', 95, 12) * pow(1 - cityHash64(number, 'w-lab') / 18446744073709551616.0, -0.4)) AS lab_min,
        cityHash64(number, 'w-v') % 1000 AS v,
        multiIf(pump_id = 'P-14' AND drawn_at >= '2026-05-20 00:00:00' AND v < 600, 'fail',
                v < if(analyst = 'Dagny', 48, 22), 'void', v < multiIf(station = 'Booster South', 130, station = 'Clearwell', 85, 100), 'fail', v < 190, 'warn', 'pass') AS verdict,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'w-ch') / 18446744073709551616.0, 1.3))) AS chem_id,
        toUInt32(120 + cityHash64(number, 'w-do') % 2400 * if(chem_id IN (2, 4), 3, 1)) AS dose_g
    FROM numbers(6800)
)
WHERE toDate(drawn_at) != '2026-05-10'
  AND NOT (pump_id = 'P-07' AND drawn_at >= '2026-05-12 09:30:00')
  AND NOT (pump_id = 'P-19' AND drawn_at >= '2026-05-14 20:00:00')
  AND NOT (pump_id IN ('P-12', 'P-24') AND drawn_at >= '2026-04-22 00:00:00');

-- A filter breaks through: turbidity in the Filter Hall on 2026-05-19 from 05:00 to 07:00.
INSERT INTO sluicery.samples
SELECT
    5390000 + number,
    toDateTime('2026-05-19 05:00:00', 'UTC') + toIntervalMinute(number * 3) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    ['P-02','P-17','P-22'][1 + number % 3], 'Filter Hall', 'auto', 'Brisa', round(14 + (cityHash64(number, 'x-t') % 900) / 100, 3),
    toUInt32(150 + cityHash64(number, 'x-c') % 300), toFloat32(7.2), 9 + cityHash64(number, 'x-l') % 8, if(cityHash64(number, 'x-v') % 3 = 0, 'fail', 'warn'), 2, 4000 + cityHash64(number, 'x-d') % 900
FROM numbers(40);
