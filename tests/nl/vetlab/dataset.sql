-- A laboratory for animal samples. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS vetlab;
CREATE DATABASE vetlab;

CREATE TABLE vetlab.clinics
(
    clinic_id   UInt16,
    clinic_name String,
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    client_since Date,
    contract    LowCardinality(String) COMMENT 'basic, plus or university'
)
ENGINE = MergeTree ORDER BY clinic_id;

INSERT INTO vetlab.clinics
SELECT 200 + number,
    concat(['Lakeside','Alpenblick','Rosengarten','Northgate','Sonnhalde','Riverbank','Birkenhof'][1 + number % 7], ' ', ['Animal Clinic','Equine Centre','Small Pets','Vets','Veterinary Hospital'][1 + intDiv(number, 7) % 5]),
    ['CH','DE','AT','IT'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-ctry') / 18446744073709551616.0, 1.3)))],
    toDate('2026-03-30') - toUInt32(cityHash64(number, 'c-since') % 3000),
    ['basic','basic','plus','university'][1 + cityHash64(number, 'c-con') % 4]
FROM numbers(35);

CREATE TABLE vetlab.samples
(
    sample_no   String,
    clinic_id   UInt16,
    species     LowCardinality(String),
    material    LowCardinality(String) COMMENT 'blood, urine, faeces, swab or tissue',
    panel       LowCardinality(String) COMMENT 'what the clinic ordered',
    urgency     UInt8 COMMENT '1 = emergency, 2 = same day, 3 = routine',
    received_at DateTime('UTC'),
    reported_at Nullable(DateTime('UTC')) COMMENT 'when the result went out to the clinic',
    verdict     LowCardinality(String) COMMENT 'normal, flagged (a value outside its reference range), unusable (could not be tested) or pending',
    volume_ul   Nullable(UInt32) COMMENT 'microlitres, liquids only',
    fee_chf     Decimal(8, 2),
    billing     LowCardinality(String) COMMENT 'paid, credited (money given back) or waived (never charged)'
)
ENGINE = MergeTree ORDER BY (clinic_id, received_at);

-- No courier came on 2026-05-12. Clinic 219 sends unusable samples since 2026-05-18.
INSERT INTO vetlab.samples
SELECT concat('S26-', leftPad(toString(18000 + n), 6, '0')), clinic, species, material, panel, urg, ts, if(out < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(out), NULL),
    multiIf(out >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'pending', r < multiIf(clinic = 219 AND ts >= '2026-05-18 00:00:00', 720, material = 'faeces', 90, material = 'urine', 60, 30), 'unusable', r > multiIf(species = 'horse', 620, species = 'dog', 730, 790), 'flagged', 'normal'),
    if(material IN ('blood', 'urine'), toNullable(toUInt32(180 + cityHash64(n, 's-vol') % if(material = 'urine', 6000, 2400))), NULL),
    toDecimal64(multiIf(panel = 'histology', 118, panel = 'culture', 64, panel = 'chemistry', 52, panel = 'serology', 77, panel = 'parasites', 39, 33) * multiIf(urg = 1, 1.8, urg = 2, 1.25, 1.0) + cityHash64(n, 's-fee') % 12, 2),
    multiIf(cityHash64(n, 's-bill') % 100 < 88, 'paid', cityHash64(n, 's-bill') % 100 < 94, 'credited', 'waived')
FROM
(
    SELECT number AS n,
        200 + toUInt16(floor(35 * pow(cityHash64(number, 's-cl') / 18446744073709551616.0, 1.3))) AS clinic,
        ['dog','cat','horse','cattle','rabbit'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-sp') / 18446744073709551616.0, 1.5)))] AS species,
        ['blood','urine','swab','faeces','tissue'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-mat') / 18446744073709551616.0, 1.5)))] AS material,
        multiIf(material = 'blood', ['blood count','chemistry','serology'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-pan') / 18446744073709551616.0, 1.3)))], material = 'urine', ['chemistry','culture'][1 + cityHash64(number, 's-pan') % 2], material = 'swab', 'culture', material = 'faeces', 'parasites', 'histology') AS panel,
        [3, 3, 3, 2, 2, 1][1 + cityHash64(number, 's-urg') % 6] AS urg,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(74000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.35)))) + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS ts,
        ts + toIntervalMinute(toUInt32(multiIf(urg = 1, 35, urg = 2, 160, 700) * (1 + 2.5 * cityHash64(number, 's-tat') / 18446744073709551616.0))) AS out,
        cityHash64(number, 's-ver') % 1000 AS r
    FROM numbers(6500)
)
WHERE toDate(ts) != '2026-05-12' AND NOT (toDayOfWeek(ts) = 7 AND cityHash64(n, 's-sun') % 4 != 0) AND NOT (toHour(ts) < 6 AND cityHash64(n, 's-night') % 6 != 0);

INSERT INTO vetlab.samples
SELECT concat('S26-', leftPad(toString(24600 + number), 6, '0')), 219, ['dog','cat'][1 + number % 2], 'urine', 'culture', 2,
    toDateTime('2026-05-18 08:00:00', 'UTC') + toIntervalHour(24 * (number % 3)) + toIntervalMinute(11 * number) + toIntervalSecond(4 + number) AS ts,
    toNullable(ts + toIntervalMinute(180 + 3 * number)), 'unusable', toNullable(toUInt32(400 + 37 * number)), toDecimal64(80 + number % 9, 2), if(number % 4 = 0, 'waived', 'paid')
FROM numbers(30);

CREATE TABLE vetlab.analyser_log
(
    logged_at DateTime('UTC'),
    analyser  LowCardinality(String) COMMENT 'each writes several lines an hour while switched on',
    level     LowCardinality(String) COMMENT 'info, warning, error',
    run_ms    Nullable(UInt32) COMMENT 'length of the run, info lines only',
    chamber_c Float32
)
ENGINE = MergeTree ORDER BY (analyser, logged_at);

-- Sero-1 is silent since 2026-05-21 12:50. Chem-2 fails on 2026-05-20 from 10:00 to 11:30.
INSERT INTO vetlab.analyser_log
SELECT ts, an, lv, if(lv = 'info', toNullable(toUInt32(floor(multiIf(an = 'Hema-1', 21000, an = 'Hema-2', 26000, an = 'Chem-1', 48000, an = 'Chem-2', 55000, 90000) * pow(1 - cityHash64(n, 'a-run') / 18446744073709551616.0, -0.3)))), NULL),
    toFloat32(round(36.2 + (cityHash64(n, 'a-c') % 200) / 100, 2))
FROM
(
    SELECT number AS n, ['Hema-1','Hema-2','Chem-1','Chem-2','Sero-1'][1 + cityHash64(number, 'a-an') % 5] AS an,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(22000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.3)))) + toIntervalSecond(1 + cityHash64(number, 'a-s') % 58) AS ts,
        multiIf(cityHash64(number, 'a-lv') % 1000 < if(an = 'Hema-2', 70, 35), 'error', cityHash64(number, 'a-lv') % 1000 < 170, 'warning', 'info') AS lv
    FROM numbers(6000)
)
WHERE NOT (an = 'Sero-1' AND ts >= '2026-05-21 12:50:00');

INSERT INTO vetlab.analyser_log
SELECT toDateTime('2026-05-20 10:00:00', 'UTC') + toIntervalSecond(60 * (number % 90) + 7 + number % 40), 'Chem-2', 'error', NULL, toFloat32(39.5 + (number % 10) / 10) FROM numbers(120);
