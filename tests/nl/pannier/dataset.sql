-- Bicycle couriers who carry medical samples between laboratories, with their own repair shop. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS pannier;
CREATE DATABASE pannier;

CREATE TABLE pannier.riders
(
    rider_id   UInt16,
    rider_name String,
    base       LowCardinality(String),
    contract   LowCardinality(String) COMMENT 'employee, freelance or trainee',
    hired_on   Date,
    biohazard_permit UInt8
)
ENGINE = MergeTree ORDER BY rider_id;

INSERT INTO pannier.riders
SELECT
    100 + number,
    concat(['Lena','Reto','Aline','Jonas','Mira','Beat','Noemi','Silvan'][1 + cityHash64(number, 'r-first') % 8], ' ',
           ['Keller','Frei','Brunner','Moser','Graf','Zbinden','Suter'][1 + cityHash64(number, 'r-last') % 7], ' ', toString(number)),
    ['Oerlikon','Wiedikon','Altstetten'][1 + cityHash64(number, 'r-base') % 3],
    ['employee','employee','freelance','freelance','trainee'][1 + cityHash64(number, 'r-con') % 5],
    toDate('2026-05-10') - toUInt32(cityHash64(number, 'r-hire') % 1400),
    toUInt8(cityHash64(number, 'r-bio') % 10 < 7)
FROM numbers(70);

CREATE TABLE pannier.bikes
(
    bike_no          UInt16,
    build            LowCardinality(String) COMMENT 'cargo, ebike, road or folding',
    shop_state       LowCardinality(String) COMMENT 'roadworthy, in_repair or scrapped',
    last_service_on  Nullable(Date),
    repair_spend_chf Decimal(8, 2) COMMENT 'parts and labour since purchase'
)
ENGINE = MergeTree ORDER BY bike_no;

INSERT INTO pannier.bikes
SELECT
    1 + number,
    ['ebike','cargo','road','folding'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-build') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'b-st') % 100 < 80, 'roadworthy', cityHash64(number, 'b-st') % 100 < 93, 'in_repair', 'scrapped'),
    if(cityHash64(number, 'b-new') % 10 = 0, NULL, toNullable(toDate('2026-05-18') - toUInt32(cityHash64(number, 'b-srv') % 240))),
    toDecimal64(20 + cityHash64(number, 'b-cost') % 120000 / 100, 2)
FROM numbers(110);

CREATE TABLE pannier.runs
(
    run_no         UInt32,
    booked_at      DateTime64(3, 'UTC'),
    collected_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'samples leave the sending laboratory',
    handed_over_at Nullable(DateTime64(3, 'UTC')) COMMENT 'samples reach the counter of the receiving laboratory',
    rider_id       Nullable(UInt16),
    bike_no        Nullable(UInt16) COMMENT 'null when nobody set out',
    from_lab       LowCardinality(String),
    to_lab         LowCardinality(String),
    sample_kind    LowCardinality(String),
    tubes          UInt16 COMMENT 'number of sample tubes in the box',
    urgent         UInt8 COMMENT '1 = stat order',
    outcome        LowCardinality(String) COMMENT 'delivered, called_off, rejected (the receiving laboratory turned the samples away) or lost; only delivered runs are charged',
    route_m        UInt32,
    box_temp_c     Nullable(Float32) COMMENT 'warmest reading of the cool box on the way; null when the logger was off',
    charge_chf     Decimal(8, 2)
)
ENGINE = MergeTree ORDER BY booked_at;

-- Nobody could book on 2026-05-09 (the telephone exchange was down). Seefeld turns samples away on 2026-05-19 from 13:00 to 15:00.
INSERT INTO pannier.runs
SELECT run_no, booked_at,
    if(outcome = 'called_off', NULL, booked_at + toIntervalSecond(60 * wait_min + 2)) AS collected_at,
    if(outcome IN ('delivered', 'rejected'), booked_at + toIntervalSecond(60 * wait_min + 60 * ride_min + 5), NULL) AS handed_over_at,
    if(outcome = 'called_off' AND n % 2 = 0, NULL, toNullable(toUInt16(100 + floor(68 * pow(cityHash64(n, 'p-rider') / 18446744073709551616.0, 1.4))))) AS rider_id,
    if(outcome = 'called_off', NULL, toNullable(toUInt16(1 + floor(106 * pow(cityHash64(n, 'p-bike') / 18446744073709551616.0, 3.6))))) AS bike_no,
    from_lab, to_lab, sample_kind, tubes, urgent, outcome, route_m,
    if(outcome = 'called_off' OR cityHash64(n, 'p-log') % 100 < if(sample_kind = 'swab', 16, 7), NULL,
       toNullable(toFloat32(round(2.5 + 2.2 * pow(1 - cityHash64(n, 'p-temp') / 18446744073709551616.0, -0.33), 1)))) AS box_temp_c,
    toDecimal64(round(9.5 + route_m / 1000 * 2.4 + tubes * 0.35 + urgent * 11.5, 2), 2) AS charge_chf
FROM
(
    SELECT
        number AS n,
        410000 + number AS run_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 50000) AS booked_at,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'p-from') / 18446744073709551616.0, 1.4))) AS f,
        ['Triemli','Hirslanden','Seefeld','Balgrist','Irchel','Limmattal'][f] AS from_lab,
        ['Triemli','Hirslanden','Seefeld','Balgrist','Irchel','Limmattal'][1 + (f + cityHash64(number, 'p-to') % 5) % 6] AS to_lab,
        ['blood','swab','urine','plasma','biopsy'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-kind') / 18446744073709551616.0, 1.5)))] AS sample_kind,
        toUInt16(1 + floor(30 * pow(cityHash64(number, 'p-tub') / 18446744073709551616.0, 2))) AS tubes,
        toUInt8(cityHash64(number, 'p-urg') % 100 < 27) AS urgent,
        cityHash64(number, 'p-out') % 1000 AS s,
        multiIf(s < 70, 'called_off', s < if(to_lab = 'Irchel', 150, 110), 'rejected', s < 175, if(s < 150, 'delivered', 'lost'), 'delivered') AS outcome,
        toUInt32(900 + floor(1700 * pow(1 - cityHash64(number, 'p-km') / 18446744073709551616.0, -0.45))) AS route_m,
        toUInt32(3 + floor(28 * pow(cityHash64(number, 'p-wait') / 18446744073709551616.0, 1.6)) * if(urgent = 1, 0.5, 1)) AS wait_min,
        toUInt32(4 + floor(route_m / 260) + if(sample_kind = 'biopsy', 4, 0)) AS ride_min
    FROM numbers(9000)
)
WHERE toDate(booked_at) != '2026-05-09'
  AND NOT ((toHour(booked_at) < 6 OR toHour(booked_at) >= 21) AND cityHash64(n, 'p-night') % 4 != 0)
  AND NOT (toDayOfWeek(booked_at) = 7 AND cityHash64(n, 'p-sun') % 3 != 0)
  AND (outcome = 'called_off' OR booked_at + toIntervalSecond(60 * wait_min + 60 * ride_min + 5) < '2026-05-21 16:20:00');

INSERT INTO pannier.runs
SELECT 490000 + number,
    toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number % 118) + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 50000) AS t,
    t + toIntervalSecond(60 * 4 + 2), t + toIntervalSecond(60 * 15 + 5),
    toNullable(toUInt16(100 + cityHash64(number, 'q-rider') % 68)), toNullable(toUInt16(1 + cityHash64(number, 'q-bike') % 60)),
    ['Triemli','Hirslanden','Balgrist'][1 + number % 3], 'Seefeld', ['blood','urine'][1 + number % 2], toUInt16(2 + number % 7), toUInt8(number % 4 = 0), 'rejected',
    toUInt32(2100 + cityHash64(number, 'q-m') % 2500), toNullable(toFloat32(4 + number % 5 / 2)), toDecimal64(18 + number % 6, 2)
FROM numbers(75);
