-- Smart meters: readings, meters, tariffs. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS energy;
CREATE DATABASE energy;

CREATE TABLE energy.tariffs
(
    tid UInt32,
    name String,
    price Float64,
    fee Float64
)
ENGINE = MergeTree ORDER BY tid;

INSERT INTO energy.tariffs VALUES (1, 'Basic', 0.31, 8.5), (2, 'Green', 0.34, 9.9), (3, 'Night', 0.27, 10.5), (4, 'Business', 0.24, 24), (5, 'Student', 0.29, 5), (6, 'Holiday', 0.38, 4);

CREATE TABLE energy.meters
(
    uid String,
    city String,
    type String,
    tid UInt32,
    installed_at Date
)
ENGINE = MergeTree ORDER BY uid;

INSERT INTO energy.meters
SELECT
    concat('m-', leftPad(toString(number + 1), 3, '0')) AS uid,
    ['Lyon','Porto','Ghent','Turin','Bergen'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-city') / 18446744073709551616.0, 1.3)))] AS city,
    ['home','shop','factory'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-type') / 18446744073709551616.0, 1.7)))] AS type,
    if(type = 'home', [1, 2, 3, 5][1 + cityHash64(number, 'e-tid') % 4], [4, 4, 3][1 + cityHash64(number, 'e-tid') % 3]) AS tid,
    toDate('2023-02-01') + cityHash64(number, 'e-inst') % 1100 AS installed_at
FROM numbers(70);

CREATE TABLE energy.readings
(
    ts DateTime64(3, 'UTC'),
    uid String,
    kwh Nullable(Float64),
    amt Nullable(Float64),
    volt Float64,
    cnt UInt32,
    dur_ms UInt32,
    status String
)
ENGINE = MergeTree ORDER BY ts;

INSERT INTO energy.readings
SELECT ts, r.uid AS uid, if(status = 'failed', NULL, toNullable(k)) AS kwh, if(status = 'failed', NULL, toNullable(round(k * t.price, 2))) AS amt, volt, cnt, dur_ms, status
FROM
(
    SELECT
        number AS n,
        concat('m-', leftPad(toString(1 + cityHash64(number, 'e-uid') % 64), 3, '0')) AS uid,
        toDateTime64('2026-05-21 16:19:00', 3, 'UTC') - toIntervalMillisecond(toUInt64(floor(7000000000.0 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.3)))) AS ts,
        round(219 + cityHash64(number, 'e-volt') % 2300 / 100, 2) AS volt,
        toUInt32(1 + floor(7 * pow(cityHash64(number, 'e-cnt') / 18446744073709551616.0, 4))) AS cnt,
        toUInt32(120 + floor(7000 * pow(cityHash64(number, 'e-dur') / 18446744073709551616.0, 4))) + (cnt - 1) * 180 AS dur_ms,
        multiIf(cityHash64(number, 'e-status') % 100 < 6, 'failed', cityHash64(number, 'e-status') % 100 < 17, 'late', 'ok') AS status
    FROM numbers(3600)
) AS r
INNER JOIN
(
    SELECT uid, tid, multiIf(type = 'home', 1.0, type = 'shop', 2.2, 5.5) AS f FROM energy.meters
) AS m ON m.uid = r.uid
INNER JOIN energy.tariffs AS t ON t.tid = m.tid
ARRAY JOIN [round(m.f * (0.2 + 3.1 * pow(cityHash64(n, 'e-kwh') / 18446744073709551616.0, 2)), 2)] AS k;
