-- Meditation app: sessions, courses, subscriptions. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS zafu;
CREATE DATABASE zafu;

CREATE TABLE zafu.courses
(
    course_id   UInt16,
    title       String,
    theme       LowCardinality(String),
    narrator    LowCardinality(String),
    skill       LowCardinality(String) COMMENT 'beginner, regular or deep',
    lessons     UInt8,
    released_on Date
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO zafu.courses
SELECT
    40 + number,
    ['Falling Slowly','Seven Breaths','Quiet Commute','Letting Go','Moonlit Rest','Desk Reset','Body Scan Basics','Kind Words','Deep Lake','Morning Ember','Soft Focus','Panic Pause','Little Bears','Walking Home'][number + 1],
    ['sleep','breath','stress','stress','sleep','focus','breath','kindness','sleep','focus','focus','stress','kids','kindness'][number + 1],
    ['Mira','Anselm','Mira','Yuna','Tobias','Anselm','Yuna','Mira','Tobias','Ife','Ife','Yuna','Mira','Ife'][number + 1],
    ['beginner','beginner','regular','deep','beginner','regular','beginner','regular','deep','regular','deep','beginner','beginner','regular'][number + 1],
    toUInt8(5 + cityHash64(number, 'co-l') % 20),
    toDate('2026-03-30') - toUInt32(cityHash64(number, 'co-r') % 1100)
FROM numbers(14);

CREATE TABLE zafu.subscriptions
(
    subscription_id UInt32,
    member_id       UInt32 COMMENT 'at most one subscription per member; many members have none',
    tier            LowCardinality(String) COMMENT 'monthly, yearly, family',
    store           LowCardinality(String) COMMENT 'where it was bought: app_store, google_play, web',
    started_at      DateTime('UTC'),
    price_cents     UInt32 COMMENT 'US cents, what was charged; 0 for trials',
    status          LowCardinality(String) COMMENT 'active, trial, lapsed (was paid, not renewed), refunded (the money went back)',
    auto_renew      UInt8
)
ENGINE = MergeTree ORDER BY subscription_id;

INSERT INTO zafu.subscriptions
SELECT
    60000 + number, 1001 + number * 13 % 1900 AS member_id,
    ['monthly','yearly','family'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'su-t') / 18446744073709551616.0, 1.3)))] AS tier,
    ['app_store','google_play','web'][1 + cityHash64(number, 'su-s') % 3],
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(2 + toUInt32(floor(450000 * pow(cityHash64(number, 'su-ts') / 18446744073709551616.0, 1.9))))
        + toIntervalSecond(1 + cityHash64(number, 'su-sec') % 57),
    if(status = 'trial', 0, multiIf(tier = 'yearly', 6999, tier = 'family', 9900, 1299)),
    multiIf(cityHash64(number, 'su-st') % 100 < 61, 'active', cityHash64(number, 'su-st') % 100 < 77, 'lapsed', cityHash64(number, 'su-st') % 100 < 86, 'refunded', 'trial') AS status,
    toUInt8(cityHash64(number, 'su-ar') % 10 < 7)
FROM numbers(1300);

CREATE TABLE zafu.sessions
(
    session_uid String,
    began_at    DateTime64(3, 'UTC'),
    member_id   UInt32,
    course_id   Nullable(UInt16) COMMENT 'null for the unguided timer',
    device      LowCardinality(String) COMMENT 'ios, android, web, watch',
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    planned_s   UInt32 COMMENT 'length picked before the start',
    listened_s  UInt32 COMMENT 'seconds really listened',
    outcome     LowCardinality(String) COMMENT 'finished, stopped_early, crashed',
    mood_before Nullable(UInt8) COMMENT '1 (awful) to 10 (great), asked at the start',
    mood_after  Nullable(UInt8) COMMENT '1 (awful) to 10 (great), asked at the end',
    build       String,
    is_offline  UInt8 COMMENT '1 when played from a download'
)
ENGINE = MergeTree ORDER BY began_at;

-- No session at all on 2026-05-09; the watch sends nothing since 2026-05-19 06:00.
INSERT INTO zafu.sessions
SELECT session_uid, began_at, member_id, course_id, device, country, planned_s,
       if(outcome = 'finished', planned_s, toUInt32(20 + floor((planned_s - 30) * cityHash64(n, 's-ls') / 18446744073709551616.0))) AS listened_s,
       outcome,
       if(cityHash64(n, 's-mb') % 100 < 55, toNullable(toUInt8(3 + cityHash64(n, 's-mb2') % 5)), NULL) AS mood_before,
       if(outcome = 'finished' AND cityHash64(n, 's-ma') % 100 < 48, toNullable(toUInt8(5 + cityHash64(n, 's-ma2') % 6)), NULL) AS mood_after,
       if(device = 'web', '2026.20', ['6.4.1','6.4.0','6.3.7'][1 + toUInt8(floor(3 * pow(cityHash64(n, 's-bld') / 18446744073709551616.0, 1.4)))]) AS build,
       toUInt8(device != 'web' AND cityHash64(n, 's-off') % 100 < 27) AS is_offline
FROM
(
    SELECT
        number AS n,
        concat('z', lower(leftPad(hex(cityHash64(number, 's-id')), 16, '0'))) AS session_uid,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(92000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS began_at,
        1001 + toUInt32(floor(1900 * pow(cityHash64(number, 's-mem') / 18446744073709551616.0, 1.8))) AS member_id,
        if(cityHash64(number, 's-tim') % 100 < 18, NULL, toNullable(toUInt16(40 + floor(14 * pow(cityHash64(number, 's-cou') / 18446744073709551616.0, 1.5))))) AS course_id,
        ['ios','android','web','watch'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-dev') / 18446744073709551616.0, 1.4)))] AS device,
        ['US','GB','DE','CA','JP','BR','NZ'][1 + toUInt8(floor(7 * pow(cityHash64(member_id, 's-cty') / 18446744073709551616.0, 1.4)))] AS country,
        60 * toUInt32(floor(multiIf(device = 'watch', 4, device = 'web', 9, device = 'ios', 12, 6) + 30 * pow(cityHash64(number, 's-pl') / 18446744073709551616.0, 1.6))) AS planned_s,
        cityHash64(number, 's-out') % 1000 AS r,
        multiIf(r < if(device = 'watch', 60, 22), 'crashed', r < multiIf(device = 'web', 410, device = 'ios', 230, 300), 'stopped_early', 'finished') AS outcome
    FROM numbers(7700)
)
WHERE toDate(began_at) != '2026-05-09'
  AND NOT (device = 'watch' AND began_at >= '2026-05-19 06:00:00')
  AND NOT (toHour(began_at) IN (1, 2, 3) AND cityHash64(n, 's-ngt') % 3 != 0);

-- Android crashes in droves on 2026-05-19 from 19:00 to 21:00 (a broken config).
INSERT INTO zafu.sessions
SELECT
    concat('z', lower(leftPad(hex(cityHash64(number, 'x-id')), 16, '0'))),
    toDateTime64('2026-05-19 19:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    1001 + cityHash64(number, 'x-mem') % 1900, toNullable(toUInt16(40 + cityHash64(number, 'x-cou') % 14)), 'android',
    ['US','GB','DE','CA','JP','BR','NZ'][1 + toUInt8(floor(7 * pow(cityHash64(toUInt32(1001 + cityHash64(number, 'x-mem') % 1900), 's-cty') / 18446744073709551616.0, 1.4)))],
    900, 3 + cityHash64(number, 'x-l') % 20, 'crashed', NULL, NULL, '6.4.1', 0
FROM numbers(110);
