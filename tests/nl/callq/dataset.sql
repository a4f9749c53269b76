-- Video meetings: what happened to each participant's connection. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
CREATE DATABASE IF NOT EXISTS callq;

DROP TABLE IF EXISTS callq.leg_log;
CREATE TABLE callq.leg_log
(
    at        DateTime64(3, 'UTC'),
    room      String COMMENT 'one meeting',
    leg       String COMMENT 'one person in one meeting',
    member    UInt32 COMMENT 'the person',
    type      LowCardinality(String) COMMENT 'join, freeze, stats, drop, leave; one stats row for each leg, drop = connection lost, leave = hung up',
    pop       LowCardinality(String) COMMENT 'edge site, airport code: AMS Amsterdam, IAD Washington, SIN Singapore, GRU Sao Paulo, JNB Johannesburg',
    cc        LowCardinality(String) COMMENT 'country of the person, ISO 3166',
    access    LowCardinality(String) COMMENT 'wifi, eth = cable, lte, 5g',
    app       LowCardinality(String) COMMENT 'web, win, mac, ios, droid',
    ver       String,
    cam       UInt8 COMMENT 'camera on for this leg',
    rtt_ms    Nullable(UInt16) COMMENT 'round trip, stats rows only',
    loss_pm   Nullable(UInt16) COMMENT 'lost packets, per mille, stats rows only',
    jitter_us Nullable(UInt32) COMMENT 'microseconds, stats rows only',
    mos       Nullable(Float32) COMMENT 'call score from 1 (bad) to 5 (excellent), stats rows only; null when the client sends none',
    frozen_ms Nullable(UInt32) COMMENT 'how long the picture stood still, freeze rows only'
)
ENGINE = MergeTree ORDER BY (at, leg);

-- Version 24.9.0 freezes a lot since 2026-05-20 06:00.
INSERT INTO callq.leg_log
SELECT at, room, leg, member, type, pop, cc, access, app, ver, cam, rtt_ms, loss_pm, jitter_us,
       if(type = 'stats' AND cityHash64(p, 'mosnull') % 100 >= 7,
          toNullable(toFloat32(round(greatest(1.0, 4.6 - toFloat64(rtt_ms) / 260 - toFloat64(loss_pm) / 45 - cityHash64(p, 'mos') % 60 / 100), 2))), NULL) AS mos,
       frozen_ms
FROM
(
    SELECT
        intDiv(number, 5) AS p,
        number % 5 AS pos,
        concat('L', lower(hex(cityHash64(p, 'leg')))) AS leg,
        concat('rm-', toString(10000 + intDiv(p, 3))) AS room,
        101 + toUInt32(floor(900 * pow(cityHash64(p, 'member') / 18446744073709551616.0, 1.6))) AS member,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(50400 * pow(cityHash64(intDiv(p, 3), 'ts') / 18446744073709551616.0, 1.7))))
            + toIntervalMinute(cityHash64(p, 'late') % 4 + pos * (2 + cityHash64(p, 'gap') % 11))
            + toIntervalMillisecond(1000 + cityHash64(number, 'ms') % 57000) AS at,
        ['AMS','IAD','SIN','GRU','JNB'][1 + toUInt8(floor(5 * pow(cityHash64(p, 'pop') / 18446744073709551616.0, 1.35)))] AS pop,
        multiIf(pop = 'AMS', ['DE','GB','NL'], pop = 'IAD', ['US','US','CA'], pop = 'SIN', ['IN','SG','PH'], pop = 'GRU', ['BR','BR','AR'], ['ZA','KE','ZA'])[1 + cityHash64(p, 'cc') % 3] AS cc,
        ['wifi','eth','lte','5g'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'acc') / 18446744073709551616.0, 1.6)))] AS access,
        ['win','web','mac','ios','droid'][1 + toUInt8(floor(5 * pow(cityHash64(p, 'app') / 18446744073709551616.0, 1.2)))] AS app,
        ['24.8.1','24.9.0','24.7.3','24.6.0'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'ver') / 18446744073709551616.0, 1.4)))] AS ver,
        if(cityHash64(p, 'cam') % 100 < if(app IN ('ios', 'droid'), 41, 68), 1, 0) AS cam,
        cityHash64(number, 'roll') % 1000 AS r,
        cityHash64(p, 'end') % 1000 < multiIf(access = 'lte', 130, access = 'wifi', 70, cc = 'IN', 110, 45) AS lost,
        multiIf(pos = 0, 'join', pos IN (1, 2), 'freeze', pos = 3, 'stats', lost, 'drop', 'leave') AS type,
        multiIf(pos IN (0, 3), 1,
                pos = 4, r < 985,
                r < multiIf(ver = '24.9.0' AND at >= '2026-05-20 06:00:00', 870, access = 'lte', 230, access = 'eth', 90, 150)) AS kept,
        if(type = 'stats', toNullable(toUInt16(multiIf(pop = 'AMS', 24, pop = 'IAD', 31, pop = 'SIN', 52, pop = 'GRU', 64, 88) * if(access = 'lte', 1.8, 1.0)
            * pow(1 - cityHash64(p, 'rtt') / 18446744073709551616.0, -0.3))), NULL) AS rtt_ms,
        if(type = 'stats', toNullable(toUInt16(least(400, floor(multiIf(access = 'eth', 2, access = 'wifi', 5, access = '5g', 6, 11) * pow(1 - cityHash64(p, 'loss') / 18446744073709551616.0, -0.75)) - 2))), NULL) AS loss_pm,
        if(type = 'stats', toNullable(toUInt32(multiIf(pop = 'JNB', 5200, pop = 'GRU', 3900, pop = 'SIN', 3300, 1900) * pow(1 - cityHash64(p, 'jit') / 18446744073709551616.0, -0.45))), NULL) AS jitter_us,
        if(type = 'freeze', toNullable(toUInt32(if(app = 'ios', 520, if(app = 'web', 900, 700)) * pow(1 - cityHash64(number, 'frz') / 18446744073709551616.0, -0.8))), NULL) AS frozen_ms
    FROM numbers(10500)
)
WHERE kept AND at < '2026-05-21 16:20:00';

-- A line cut at the Sao Paulo edge on 2026-05-19, 12:00 to 14:00: people join and are thrown out.
INSERT INTO callq.leg_log
SELECT
    toDateTime64('2026-05-19 12:04:00', 3, 'UTC') + toIntervalMinute(intDiv(number, 2) % 104 + (number % 2) * (2 + cityHash64(intDiv(number, 2), 'x-gap') % 7))
        + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    concat('rm-9', toString(1000 + intDiv(number, 8))), concat('L', lower(hex(cityHash64(intDiv(number, 2), 'x-leg')))),
    101 + toUInt32(cityHash64(intDiv(number, 2), 'x-mem') % 800), if(number % 2 = 0, 'join', 'drop'), 'GRU',
    if(cityHash64(intDiv(number, 2), 'x-cc') % 4 = 0, 'AR', 'BR'), ['wifi','eth'][1 + cityHash64(intDiv(number, 2), 'x-acc') % 2], ['win','web','mac'][1 + cityHash64(intDiv(number, 2), 'x-app') % 3],
    '24.8.1', toUInt8(cityHash64(intDiv(number, 2), 'x-cam') % 2), NULL, NULL, NULL, NULL, NULL
FROM numbers(156);
