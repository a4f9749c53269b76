-- Grain store: trucks over the weighbridge, silos and their sensor cables. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS grainsilo;
CREATE DATABASE grainsilo;

CREATE TABLE grainsilo.silos
(
    silo_id    LowCardinality(String),
    site       LowCardinality(String),
    wall       LowCardinality(String) COMMENT 'steel or concrete',
    capacity_t UInt32,
    built_year UInt16,
    fan_kw     Nullable(Float32) COMMENT 'aeration fan, null where the silo has none'
)
ENGINE = MergeTree ORDER BY silo_id;

INSERT INTO grainsilo.silos VALUES
('S01','Hartmoor','steel',2400,2011,15), ('S02','Hartmoor','steel',2400,2011,15), ('S03','Hartmoor','concrete',1800,1987,11), ('S04','Hartmoor','concrete',1800,1987,NULL),
('S05','Lindau','steel',3000,2016,18.5), ('S06','Lindau','steel',3000,2016,18.5), ('S07','Lindau','concrete',1200,1974,NULL),
('S08','Brook End','steel',1500,2004,11), ('S09','Brook End','steel',1500,2004,11), ('S10','Brook End','steel',2000,2019,15);

CREATE TABLE grainsilo.deliveries
(
    ticket     UInt32 COMMENT 'number of the weighbridge ticket, one for each load',
    arrived_at DateTime('UTC') COMMENT 'truck at the gate',
    tipped_at  Nullable(DateTime('UTC')) COMMENT 'load tipped. Null when it was turned away or the truck still waits',
    farm       LowCardinality(String),
    haulier    LowCardinality(String),
    plate      String,
    crop       LowCardinality(String) COMMENT 'WW winter wheat, SB spring barley, RY rye, OA oats, RS rapeseed',
    silo_id    LowCardinality(String),
    net_kg     UInt32,
    moist_pct  Nullable(Float32) COMMENT 'moisture by the lab, null when there was no usable sample',
    grade      LowCardinality(String) COMMENT 'A, B, C, or X = turned away: not tipped and not paid',
    payout_eur Decimal(10, 2) COMMENT 'what the farm gets as printed on the ticket, on X tickets only an offer'
)
ENGINE = MergeTree ORDER BY arrived_at;

-- No truck on 2026-05-14 (holiday), few on Sundays. From 2026-05-18 on the farm Gut Ahlen brings far too wet loads, and more of them.
INSERT INTO grainsilo.deliveries
SELECT
    ticket, arrived_at,
    if(grade = 'X' OR arrived_at + toIntervalSecond(60 * wait_min + 9) >= '2026-05-21 16:20:00', NULL, toNullable(arrived_at + toIntervalSecond(60 * wait_min + 9))) AS tipped_at,
    farm, haulier, plate, crop, silo_id, net_kg,
    if(cityHash64(n, 'd-nolab') % 1000 < 35, NULL, toNullable(moist)) AS moist_pct,
    grade,
    toDecimal64(round(net_kg / 1000 * multiIf(crop = 'WW', 212, crop = 'SB', 188, crop = 'RY', 176, crop = 'OA', 231, 455) * multiIf(grade = 'A', 1, grade = 'B', 0.95, 0.88), 2), 2) AS payout_eur
FROM
(
    SELECT
        number AS n,
        51000 - number AS ticket,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(70 * pow(number / 4700.0, 1.08))))
            + toIntervalMinute(360 + toUInt32(floor(420 * (cityHash64(number, 'd-t1') / 18446744073709551616.0 + cityHash64(number, 'd-t2') / 18446744073709551616.0))))
            + toIntervalSecond(1 + cityHash64(number, 'd-s') % 50) AS arrived_at,
        toUInt8(floor(18 * pow(cityHash64(number, 'd-farm') / 18446744073709551616.0, 1.35))) AS f0,
        if(arrived_at >= '2026-05-18 00:00:00' AND cityHash64(number, 'd-ahlen') % 100 < 9, 6, f0) AS f,
        ['Birkhof','Tannenhof','Meyer KG','Weidegut','Hof Sander','Rothe Bros','Gut Ahlen','Klosterhof','Ostermann','Brinkhof','Lerchenau','Hof Petersen','Moorhof','Gebr. Kessel','Am Deich','Hagenhof','Steinfurt Farms','Erlengrund'][1 + f] AS farm,
        ['Agrotrans','Kornblitz','Hansen Haulage','own truck'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'd-haul') / 18446744073709551616.0, 1.3)))] AS haulier,
        concat('HM-', ['AG','KB','HH','FT'][1 + indexOf(['Agrotrans','Kornblitz','Hansen Haulage','own truck'], haulier) - 1], '-', toString(100 + cityHash64(number, 'd-plate') % 28)) AS plate,
        ['WW','SB','RY','OA','RS'][1 + (f + [0, 0, 0, 1, 1, if(f % 3 = 0, 1, 3)][1 + cityHash64(number, 'd-crop') % 6]) % 5] AS crop,
        concat('S', leftPad(toString(multiIf(crop = 'WW', [1, 2], crop = 'SB', [3, 5], crop = 'RY', [4, 6], crop = 'OA', [7, 8], [9, 10])[1 + cityHash64(number, 'd-silo') % 2]), 2, '0')) AS silo_id,
        toUInt32(20 * floor((7000 + 22500 * pow(cityHash64(number, 'd-kg') / 18446744073709551616.0, 0.6)) / 20)) AS net_kg,
        round(if(crop = 'RS', 7.1, 12.2) + 3.6 * pow(cityHash64(number, 'd-m') / 18446744073709551616.0, 1.5) + if(cityHash64(number, 'd-m2') % 100 < 5, 1.7, 0)
            + if(farm = 'Gut Ahlen' AND arrived_at >= '2026-05-18 00:00:00', 5.2, 0), 2) AS moist,
        cityHash64(number, 'd-gr') % 100 AS g,
        multiIf(moist > if(crop = 'RS', 11, 16) OR g < if(crop = 'SB', 6, 3), 'X', g < 55, 'A', g < 85, 'B', 'C') AS grade,
        toUInt32(7 + floor(70 * pow(cityHash64(number, 'd-wait') / 18446744073709551616.0, 1.9) * multiIf(haulier = 'own truck', 1.3, haulier = 'Kornblitz', 0.7, 1))) AS wait_min
    FROM numbers(4700)
)
WHERE arrived_at < '2026-05-21 16:20:00'
  AND toDate(arrived_at) != '2026-05-14'
  AND NOT (toDayOfWeek(arrived_at) = 7 AND cityHash64(n, 'd-sun') % 100 < 70);

CREATE TABLE grainsilo.readings
(
    read_at DateTime('UTC'),
    silo_id LowCardinality(String),
    depth   LowCardinality(String) COMMENT 'top, middle or bottom sensor of the cable',
    temp_c  Nullable(Float32) COMMENT 'null when the sensor did not answer',
    co2_ppm UInt16,
    fan_on  UInt8,
    alarm   UInt8 COMMENT '0 none, 1 warm (over 25 degrees), 2 hot (over 35 degrees)'
)
ENGINE = MergeTree ORDER BY (silo_id, read_at);

-- Each cable reports every three hours. S04 heats up since 2026-05-20 02:00, S09 is silent since 2026-05-21 05:00, no reading at all on 2026-05-08.
INSERT INTO grainsilo.readings
SELECT
    read_at, silo_id, depth,
    if(cityHash64(n, 'r-null') % 1000 < 22, NULL, toNullable(t)) AS temp_c,
    toUInt16(430 + 28 * sn + cityHash64(n, 'r-co2') % 160 + if(hot, 900, 0)) AS co2_ppm,
    toUInt8(if(sn IN (4, 7), 0, t > 19 AND cityHash64(n, 'r-fan') % 100 < 60)) AS fan_on,
    toUInt8(multiIf(temp_c > 35, 2, temp_c > 25, 1, 0)) AS alarm
FROM
(
    SELECT
        number AS n,
        1 + number % 10 AS sn,
        concat('S', leftPad(toString(sn), 2, '0')) AS silo_id,
        ['top','middle','bottom'][1 + intDiv(number, 10) % 3] AS depth,
        toDateTime('2026-05-21 16:17:00', 'UTC') - toIntervalMinute(180 * intDiv(number, 30) + 13 * sn + cityHash64(number, 'r-j') % 4) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 55) AS read_at,
        sn = 4 AND read_at >= '2026-05-20 02:00:00' AS hot,
        toFloat32(round(11 + 0.7 * sn + multiIf(depth = 'top', 3.4, depth = 'middle', 1.1, 0) + 0.05 * dateDiff('day', toDateTime('2026-04-14 00:00:00', 'UTC'), read_at)
            + 5 * pow(cityHash64(number, 'r-t') / 18446744073709551616.0, 2) + if(hot, 14 + dateDiff('hour', toDateTime('2026-05-20 02:00:00', 'UTC'), read_at) * 0.12, 0), 1)) AS t
    FROM numbers(8700)
)
WHERE NOT (silo_id = 'S09' AND read_at >= '2026-05-21 05:00:00')
  AND toDate(read_at) != '2026-05-08';
