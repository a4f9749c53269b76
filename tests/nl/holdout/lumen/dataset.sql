-- Street lights of a city: lamps, their readings, fault reports and repairs. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS lumen;
CREATE DATABASE lumen;

CREATE TABLE lumen.lamps
(
    lamp_id      String,
    district     LowCardinality(String),
    street       LowCardinality(String),
    lamp_type    LowCardinality(String) COMMENT 'LED, HPS high-pressure sodium, MH metal halide',
    rated_w      UInt16,
    pole_m       Float32 COMMENT 'height of the pole',
    installed_on Date
)
ENGINE = MergeTree ORDER BY lamp_id;

INSERT INTO lumen.lamps
SELECT
    concat('L-', leftPad(toString(1 + number), 4, '0')),
    ['Harbour','Old Town','Northgate','Riverside','Mill Hill','Station'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-dist') / 18446744073709551616.0, 1.25)))],
    ['Quay Road','Market Street','Linden Avenue','Foundry Lane','Chapel Street','Bridge Road','Orchard Way','Signal Street','Castle Hill','Weir Lane'][1 + cityHash64(number, 'l-str') % 10],
    multiIf(cityHash64(number, 'l-type') % 100 < 58, 'LED', cityHash64(number, 'l-type') % 100 < 88, 'HPS', 'MH') AS ty,
    toUInt16(multiIf(ty = 'LED', [35, 60, 90], ty = 'HPS', [70, 150, 250], [150, 250, 400])[1 + cityHash64(number, 'l-w') % 3]),
    [4.5, 6, 8, 10][1 + cityHash64(number, 'l-pole') % 4],
    if(ty = 'LED', toDate('2025-11-20') - toUInt32(cityHash64(number, 'l-inst') % 4000), toDate('2016-06-01') - toUInt32(cityHash64(number, 'l-inst') % 4300))
FROM numbers(340);

CREATE TABLE lumen.readings
(
    read_at   DateTime('UTC'),
    lamp_id   String,
    cabinet   LowCardinality(String) COMMENT 'feeder cabinet that polled the lamp',
    state     UInt8 COMMENT '0 off, 1 on, 2 dimmed, 9 no answer',
    dim_pct   Nullable(UInt8) COMMENT '100 is full light',
    power_w   Nullable(Float64),
    voltage_v Nullable(Float64),
    energy_wh Nullable(Float64) COMMENT 'used since the previous reading'
)
ENGINE = MergeTree ORDER BY (cabinet, read_at);

-- Lamps burn from 19 to 4. Voltage sags at cabinet C-07 from 2026-05-20 on. No reading on 2026-05-06 (server moved).
INSERT INTO lumen.readings
SELECT read_at, concat('L-', leftPad(toString(1 + t), 4, '0')), cabinet, state,
       if(state = 9, NULL, toNullable(toUInt8(multiIf(state = 0, 0, state = 1, 100, [30, 50, 70][1 + cityHash64(n, 'r-dim') % 3])))) AS dim_pct,
       if(state = 9, NULL, toNullable(round(if(state = 0, 0.6, rated * assumeNotNull(dim_pct) / 100 * (0.9 + cityHash64(n, 'r-pw') % 200 / 1000)), 1))) AS power_w,
       if(state = 9, NULL, toNullable(round(multiIf(cabinet = 'C-07' AND read_at >= '2026-05-20 00:00:00', 190, cityHash64(n, 'r-sag') % 1000 < 14, 186, 226) + cityHash64(n, 'r-v') % 90 / 10, 1))),
       if(state = 9, NULL, toNullable(round(assumeNotNull(power_w) * (0.3 + cityHash64(n, 'r-wh') % 170 / 100), 1)))
FROM
(
    SELECT
        number AS n,
        toUInt64(cityHash64(number, 'r-lamp') % 340) AS t,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(29000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS read_at,
        concat('C-', leftPad(toString(1 + cityHash64(t, 'l-cab') % 12), 2, '0')) AS cabinet,
        cityHash64(t, 'l-type') % 100 AS ty,
        multiIf(ty < 58, [35, 60, 90], ty < 88, [70, 150, 250], [150, 250, 400])[1 + cityHash64(t, 'l-w') % 3] AS rated,
        cityHash64(number, 'r-st') % 100 AS s,
        toUInt8(multiIf(s < 4, 9, toHour(read_at) >= 19 OR toHour(read_at) < 4, multiIf(s < 10, 0, s < 42, 2, 1), s < 7, 1, 0)) AS state
    FROM numbers(8500)
)
WHERE toDate(read_at) != '2026-05-06';

CREATE TABLE lumen.faults
(
    fault_id      UInt64,
    lamp_id       String,
    reported_at   DateTime('UTC'),
    dispatched_at Nullable(DateTime('UTC')) COMMENT 'crew sent out',
    fixed_at      Nullable(DateTime('UTC')),
    source        LowCardinality(String) COMMENT 'hotline, app, patrol, auto (raised by the controller)',
    fault_code    LowCardinality(String) COMMENT 'OUT dark, FLK flickering, DAY burns by day, DMG pole or glass damaged',
    priority      UInt8 COMMENT '1 urgent, 2 normal, 3 low',
    status        LowCardinality(String) COMMENT 'open, dispatched, fixed, void (false alarm, its cost is not charged)',
    crew          LowCardinality(Nullable(String)),
    cost_eur      Nullable(Decimal(10, 2)) COMMENT 'parts and labour of the repair'
)
ENGINE = MergeTree ORDER BY reported_at;

-- A surge on 2026-05-18 from 22:00 to 24:00 makes many lamps flicker, reported by their controllers.
INSERT INTO lumen.faults
SELECT 30000 + n, concat('L-', leftPad(toString(1 + t), 4, '0')), reported_at,
       if(status IN ('dispatched', 'fixed') OR went, toNullable(d_at), NULL),
       if(status = 'fixed', toNullable(f_at), NULL),
       source, fault_code, priority, status,
       if(status IN ('dispatched', 'fixed') OR went, toNullable(['Heron','Kestrel','Plover','Swift'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'f-crew') / 18446744073709551616.0, 1.35)))]), NULL),
       if(status = 'fixed' OR went, toNullable(toDecimal64(round(multiIf(fault_code = 'DMG', 240, fault_code = 'OUT', 65, fault_code = 'FLK', 48, 40) * pow(1 - cityHash64(n, 'f-cost') / 18446744073709551616.0, -0.4), 2), 2)), NULL)
FROM
(
    SELECT
        number AS n,
        toUInt64(floor(340 * pow(cityHash64(number, 'f-lamp') / 18446744073709551616.0, 1.5))) AS t,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(250000 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'f-s') % 58) AS reported_at,
        ['hotline','auto','app','patrol'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-src') / 18446744073709551616.0, 1.2)))] AS source,
        multiIf(cityHash64(number, 'f-code') % 100 < 48, 'OUT', cityHash64(number, 'f-code') % 100 < 70, 'FLK', cityHash64(number, 'f-code') % 100 < 86, 'DAY', 'DMG') AS fault_code,
        toUInt8([2,2,3,1,2,3,1,2][1 + cityHash64(number, 'f-prio') % 8]) AS priority,
        reported_at + toIntervalSecond(60 * (25 + toUInt32(floor(multiIf(priority = 1, 500, priority = 2, 1900, 4200) * (cityHash64(number, 'f-disp') / 18446744073709551616.0)))) + 3) AS d_at,
        d_at + toIntervalSecond(60 * (20 + toUInt32(floor(multiIf(priority = 1, 420, priority = 2, 2400, 5200) * pow(cityHash64(number, 'f-fix') / 18446744073709551616.0, 1.6)))) + 7) AS f_at,
        multiIf(cityHash64(number, 'f-void') % 100 < multiIf(source = 'app', 17, source = 'hotline', 11, source = 'auto', 6, 2), 'void',
                d_at >= '2026-05-21 16:20:00' OR cityHash64(number, 'f-lost') % 100 < 3, 'open',
                f_at >= '2026-05-21 16:20:00' OR cityHash64(number, 'f-lost') % 100 < 5, 'dispatched', 'fixed') AS status,
        status = 'void' AND d_at < '2026-05-21 16:20:00' AND cityHash64(number, 'f-went') % 100 < 40 AS went
    FROM numbers(2700)
);

INSERT INTO lumen.faults
SELECT 39000 + number, concat('L-', leftPad(toString(1 + cityHash64(number, 'g-lamp') % 340), 4, '0')),
       toDateTime('2026-05-18 22:00:00', 'UTC') + toIntervalMinute(number % 118) + toIntervalSecond(1 + cityHash64(number, 'g-s') % 58),
       toNullable(toDateTime('2026-05-19 06:10:07', 'UTC') + toIntervalMinute(number * 3)), NULL, 'auto', 'FLK', 2, 'dispatched', toNullable(['Heron','Plover'][1 + number % 2]), NULL
FROM numbers(75);
