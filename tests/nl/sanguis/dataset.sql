-- Hospital blood laboratory: analysers, wards, results. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sanguis;
CREATE DATABASE sanguis;

CREATE TABLE sanguis.analysers
(
    analyser_id  UInt8,
    nickname     String,
    model        LowCardinality(String),
    bench        LowCardinality(String) COMMENT 'chemistry, haematology, immunology or blood_gas',
    site         LowCardinality(String),
    installed_on Date,
    in_use       UInt8 COMMENT '0 = mothballed'
)
ENGINE = MergeTree ORDER BY analyser_id;

INSERT INTO sanguis.analysers VALUES
    (1, 'Aldous', 'Centaur X2', 'chemistry', 'Main', '2018-03-12', 1),
    (2, 'Bertha', 'Centaur X2', 'chemistry', 'Main', '2019-10-01', 1),
    (3, 'Cosmo', 'Centaur X5', 'chemistry', 'North wing', '2023-02-20', 1),
    (4, 'Dorit', 'Centaur X5', 'chemistry', 'North wing', '2024-06-03', 1),
    (5, 'Edgar', 'Hemion 80', 'haematology', 'Main', '2017-11-15', 1),
    (6, 'Fergus', 'Hemion 80', 'haematology', 'Main', '2020-01-27', 1),
    (7, 'Gwen', 'Hemion 120', 'haematology', 'North wing', '2022-08-08', 1),
    (8, 'Hilda', 'Lumitrak', 'immunology', 'Main', '2021-05-17', 1),
    (9, 'Ivo', 'Lumitrak', 'immunology', 'North wing', '2025-01-13', 1),
    (10, 'Juno', 'Gasline 3', 'blood_gas', 'Main', '2023-09-25', 1),
    (11, 'Klaus', 'Centaur X1', 'chemistry', 'Main', '2011-04-04', 0),
    (12, 'Lotte', 'Hemion 40', 'haematology', 'North wing', '2010-09-30', 0);

CREATE TABLE sanguis.wards
(
    ward_code String,
    ward_name String,
    specialty LowCardinality(String),
    bed_count UInt16,
    storey    Int8
)
ENGINE = MergeTree ORDER BY ward_code;

INSERT INTO sanguis.wards VALUES
    ('ED1', 'Emergency', 'acute', 40, 0), ('IC1', 'Intensive Care', 'acute', 18, 1), ('IC2', 'High Dependency', 'acute', 12, 1),
    ('CA1', 'Heather', 'cardiology', 26, 2), ('CA2', 'Juniper', 'cardiology', 24, 2), ('ON1', 'Rowan', 'oncology', 30, 3),
    ('ON2', 'Willow', 'oncology', 22, 3), ('SU1', 'Bracken', 'surgery', 32, 4), ('SU2', 'Larch', 'surgery', 28, 4),
    ('ME1', 'Alder', 'medicine', 36, 5), ('ME2', 'Hazel', 'medicine', 34, 5), ('PA1', 'Daisy', 'paediatrics', 20, 6);

CREATE TABLE sanguis.results
(
    result_id   UInt64,
    received_at DateTime64(3, 'UTC'),
    reported_at Nullable(DateTime64(3, 'UTC')),
    patient_ref UInt32,
    ward_code   LowCardinality(String) COMMENT 'the ward that sent the sample',
    analyser_id UInt8,
    test        LowCardinality(String),
    measured    Nullable(Float64) COMMENT 'in the unit of the test; null unless reported',
    mark        LowCardinality(String) COMMENT 'N in range, L below, H above, C critical; empty unless reported',
    outcome     LowCardinality(String) COMMENT 'reported or pending, or the sample was rejected: haemolysed, clotted, insufficient',
    is_stat     UInt8 COMMENT '1 = urgent, 0 = routine',
    tat_s       Nullable(UInt32) COMMENT 'turnaround, receipt to report',
    volume_ul   UInt32,
    charge_eur  Decimal(8, 2) COMMENT 'billed to the ward, for reported results only'
)
ENGINE = MergeTree ORDER BY (test, received_at);

-- No troponin on 2026-05-10 (reagent ran out); Gwen (7) is silent since the evening of 2026-05-20, Klaus and Lotte (11, 12) since the beginning of April;
-- ward SU2 sends many clotted samples since 2026-05-20.
INSERT INTO sanguis.results
SELECT result_id, received_at, if(outcome = 'reported', toNullable(done_at), NULL) AS reported_at, patient_ref, ward_code, analyser_id, test,
       if(outcome = 'reported', toNullable(val), NULL) AS measured,
       if(outcome = 'reported', ['N','N','N','N','N','L','H','H','N','C','N','L','N','N','H'][1 + cityHash64(n, 's-mark') % 15], '') AS mark,
       outcome, is_stat,
       if(outcome = 'reported', toNullable(toUInt32(dateDiff('second', received_at, done_at))), NULL) AS tat_s,
       toUInt32(250 + 10 * (cityHash64(n, 's-vol') % 380)) AS volume_ul,
       toDecimal64(multiIf(test = 'troponin', 14.2, test = 'tsh', 11.5, test = 'lactate', 6.4, test IN ('haemoglobin', 'platelets'), 3.1, 2.35) + if(is_stat = 1, 2.5, 0), 2) AS charge_eur
FROM
(
    SELECT
        number AS n,
        toUInt64(55000000 + number * 3) AS result_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(82000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) + toIntervalMillisecond(cityHash64(number, 's-ms') % 1000) AS received_at,
        ['potassium','sodium','haemoglobin','glucose','platelets','troponin','lactate','tsh'][1 + toUInt8(floor(8 * pow(cityHash64(number, 's-test') / 18446744073709551616.0, 1.3)))] AS test,
        ['ED1','IC1','ME1','CA1','SU1','ME2','ON1','SU2','CA2','IC2','ON2','PA1'][1 + toUInt8(floor(12 * pow(cityHash64(number, 's-ward') / 18446744073709551616.0, 1.35)))] AS ward_code,
        toUInt32(200000 + toUInt32(floor(2200 * pow(cityHash64(number, 's-pat') / 18446744073709551616.0, 1.5)))) AS patient_ref,
        toUInt8(multiIf(test IN ('troponin', 'tsh'), 8 + cityHash64(number, 's-an') % 2,
                        test = 'lactate', 10,
                        test IN ('haemoglobin', 'platelets'), if(received_at < '2026-04-03 00:00:00' AND cityHash64(number, 's-old') % 5 = 0, 12, if(received_at >= '2026-05-20 20:00:00', 5 + cityHash64(number, 's-an') % 2, 5 + cityHash64(number, 's-an') % 3)),
                        if(received_at < '2026-04-05 00:00:00' AND cityHash64(number, 's-old') % 5 = 0, 11, 1 + cityHash64(number, 's-an') % 4))) AS analyser_id,
        toUInt8(cityHash64(number, 's-stat') % 100 < multiIf(ward_code IN ('ED1', 'IC1', 'IC2'), 62, 14)) AS is_stat,
        toDateTime64(toStartOfMinute(received_at), 3, 'UTC')
            + toIntervalMinute(toUInt32(floor(multiIf(test = 'tsh', 52, test = 'troponin', 31, test = 'lactate', 6, test IN ('haemoglobin', 'platelets'), 14, 24)
                * if(is_stat = 1, 0.6, 1) * (1 + analyser_id % 3 * 0.12) * pow(1 - cityHash64(number, 's-tat') / 18446744073709551616.0, -0.34))) + 1)
            + toIntervalSecond(1 + cityHash64(number, 's-ds') % 58) + toIntervalMillisecond(toUnixTimestamp64Milli(received_at) % 1000) AS done_at,
        cityHash64(number, 's-out') % 1000 AS o,
        multiIf(ward_code = 'SU2' AND received_at >= '2026-05-20 00:00:00' AND o < 480, 'clotted',
                o < multiIf(test = 'potassium', 75, 28), 'haemolysed', o < 92, 'clotted', o < 112, 'insufficient',
                done_at >= '2026-05-21 16:20:00', 'pending', 'reported') AS outcome,
        round(multiIf(test = 'potassium', 4.2, test = 'sodium', 139, test = 'glucose', 5.6, test = 'haemoglobin', 135, test = 'platelets', 250, test = 'troponin', 18, test = 'lactate', 1.6, 2.1)
            * (0.75 + cityHash64(number, 's-val') % 1000 / 2000), 2) AS val
    FROM numbers(7600)
)
WHERE NOT (test = 'troponin' AND toDate(received_at) = '2026-05-10')
  AND NOT (toHour(received_at) BETWEEN 0 AND 5 AND cityHash64(n, 's-night') % 5 < 2);
