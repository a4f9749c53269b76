-- A service company for wind turbines: alarms, work orders, turbines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. No alarm came in on 2026-05-06 (link down); a storm of yaw alarms on 2026-05-19 02:00-04:00;
-- turbines 1017, 1038 and 1052 are silent since 2026-05-14.
DROP DATABASE IF EXISTS nacelle;
CREATE DATABASE nacelle;

CREATE TABLE nacelle.turbines
(
    turbine_id      UInt16,
    tag             String,
    farm            LowCardinality(String),
    country         LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    model           LowCardinality(String),
    rated_kw        UInt32,
    commissioned_on Date,
    under_warranty  UInt8
)
ENGINE = MergeTree ORDER BY turbine_id;

INSERT INTO nacelle.turbines
SELECT
    1000 + number,
    concat('WT-', leftPad(toString(1 + number), 3, '0')),
    ['Skarvholm','Braelinn','Pedras Altas','Westerkoog','Lomsjo'][1 + cityHash64(number, 'u-farm') % 5] AS farm,
    ['DK','IE','PT','NL','SE'][indexOf(['Skarvholm','Braelinn','Pedras Altas','Westerkoog','Lomsjo'], farm)],
    ['Gale 3','Gale 4','Borea X'][1 + cityHash64(number, 'u-mod') % 3] AS m,
    multiIf(m = 'Gale 3', 3000, m = 'Gale 4', 4200, 6100),
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'u-com') % 4000) AS c,
    toUInt8(c > '2021-05-21')
FROM numbers(64);

CREATE TABLE nacelle.alarms
(
    alarm_id   UInt64,
    raised_at  DateTime64(3, 'UTC'),
    cleared_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null while the alarm still stands',
    turbine_id UInt16,
    subsystem  LowCardinality(String) COMMENT 'pitch, yaw, gearbox, generator, converter, hydraulics, comms',
    severity   LowCardinality(String) COMMENT 'info, warning or trip; a trip stops the turbine',
    wind_mps   Nullable(Float32) COMMENT 'wind speed when it was raised; null when the anemometer gave nothing',
    lost_kwh   Nullable(Decimal(10, 1)) COMMENT 'energy not produced because of the stop; trips only',
    acked      UInt8 COMMENT '1 once an operator has acknowledged it'
)
ENGINE = MergeTree ORDER BY raised_at;

INSERT INTO nacelle.alarms
SELECT alarm_id, raised_at,
       if(raised_at + toIntervalMinute(dur) + toIntervalMillisecond(333) < '2026-05-21 16:20:00', toNullable(raised_at + toIntervalMinute(dur)), NULL),
       turbine_id, subsystem, severity, wind_mps,
       if(severity = 'trip', toNullable(toDecimal64(round(dur * (8 + cityHash64(n, 'a-kw') % 420 / 10), 1), 1)), NULL),
       toUInt8(cityHash64(n, 'a-ack') % 100 < multiIf(severity = 'trip', 83, severity = 'warning', 61, 24))
FROM
(
    SELECT
        number AS n,
        520000 + n AS alarm_id,
        toUInt16(1000 + floor(64 * pow(cityHash64(n, 'a-tb') / 18446744073709551616.0, 1.25))) AS turbine_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86300 * pow(cityHash64(n, 'a-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(n, 'a-ms') % 57000) AS raised_at,
        ['pitch','converter','hydraulics','comms','generator','yaw','gearbox'][1 + toUInt8(floor(7 * pow(cityHash64(n, 'a-sub') / 18446744073709551616.0, 1.3)))] AS subsystem,
        ['info','warning','trip'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'a-sev') / 18446744073709551616.0, 1.25)))] AS severity,
        if(cityHash64(n, 'a-anem') % 100 < 5, NULL, toNullable(toFloat32(round(3 + 22 * pow(cityHash64(n, 'a-w') / 18446744073709551616.0, 1.6), 1)))) AS wind_mps,
        toUInt32(4 + multiIf(severity = 'trip', 3, severity = 'warning', 1.7, 1) * 14 * pow(1 - cityHash64(n, 'a-dur') / 18446744073709551616.0, -0.7)) AS dur
    FROM numbers(6400)
)
WHERE toDate(raised_at) != '2026-05-06' AND NOT (turbine_id IN (1017, 1038, 1052) AND raised_at >= '2026-05-14 08:00:00');

-- The storm of yaw alarms.
INSERT INTO nacelle.alarms
SELECT 540000 + number, toDateTime64('2026-05-19 02:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000) AS t,
       t + toIntervalMinute(3 + cityHash64(number, 'y-dur') % 25), [1003, 1009, 1022, 1031, 1044][1 + cityHash64(number, 'y-tb') % 5], 'yaw', 'warning',
       toFloat32(17 + cityHash64(number, 'y-w') % 60 / 10), NULL, 0
FROM numbers(150);

CREATE TABLE nacelle.work_orders
(
    wo_no       UInt32,
    alarm_id    Nullable(UInt64) COMMENT 'alarm that caused the order; null for planned work',
    turbine_id  UInt16,
    opened_at   DateTime('UTC'),
    closed_at   Nullable(DateTime('UTC')) COMMENT 'set when the job is done',
    crew        LowCardinality(String),
    kind        LowCardinality(String) COMMENT 'corrective, preventive or inspection',
    status      LowCardinality(String) COMMENT 'open, done or cancelled',
    labour_min  UInt32,
    parts_eur   Nullable(Decimal(10, 2)) COMMENT 'null when no parts were needed'
)
ENGINE = MergeTree ORDER BY wo_no;

INSERT INTO nacelle.work_orders
SELECT
    30000 + intDiv(alarm_id - 520000, 1), if(k = 'corrective', toNullable(alarm_id), NULL), turbine_id,
    toDateTime(raised_at, 'UTC') + toIntervalMinute(5 + cityHash64(alarm_id, 'w-lag') % 90) AS o,
    if(st = 'done', toNullable(o + toIntervalMinute(lasts)), NULL),
    ['Osprey','Kestrel','Heron','Plover'][1 + toUInt8(floor(4 * pow(cityHash64(alarm_id, 'w-crew') / 18446744073709551616.0, 1.3)))],
    multiIf(cityHash64(alarm_id, 'w-kind') % 100 < 62, 'corrective', cityHash64(alarm_id, 'w-kind') % 100 < 84, 'preventive', 'inspection') AS k,
    multiIf(cityHash64(alarm_id, 'w-st') % 100 < 9, 'cancelled', o + toIntervalMinute(120 + cityHash64(alarm_id, 'w-len') % 5600) >= toDateTime('2026-05-21 16:19:00', 'UTC'), 'open', 'done') AS st,
    toUInt32(30 + cityHash64(alarm_id, 'w-lab') % 460),
    if(cityHash64(alarm_id, 'w-pt') % 100 < 45, NULL, toNullable(toDecimal64(round(60 * pow(1 - cityHash64(alarm_id, 'w-eur') / 18446744073709551616.0, -0.9), 2), 2)))
FROM (SELECT *, 120 + cityHash64(alarm_id, 'w-len') % 5600 AS lasts FROM nacelle.alarms WHERE alarm_id < 530000 AND (severity = 'trip' AND cityHash64(alarm_id, 'w-is') % 100 < 70 OR severity = 'warning' AND cityHash64(alarm_id, 'w-is') % 100 < 14))
WHERE o < '2026-05-21 16:19:00';
