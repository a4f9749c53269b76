-- A video-conference service: meetings, participants, call-quality events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS huddle;

DROP TABLE IF EXISTS huddle.meetings;
CREATE TABLE huddle.meetings
(
    meeting_id UInt32,
    host_id    UInt32 COMMENT 'user id of the host',
    kind       LowCardinality(String) COMMENT 'recurring, scheduled, instant or webinar',
    plan       LowCardinality(String) COMMENT 'plan of the host: free, pro, business or enterprise',
    started_at DateTime('UTC'),
    ended_at   Nullable(DateTime('UTC')) COMMENT 'null while the meeting is running',
    recorded   Bool,
    seat_cap   UInt16 COMMENT 'most participants allowed'
)
ENGINE = MergeTree ORDER BY (started_at, meeting_id);

INSERT INTO huddle.meetings
SELECT meeting_id, host_id, kind, plan, started_at,
       if(planned_end < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(planned_end), NULL) AS ended_at,
       cityHash64(n, 'm-rec') % 100 < multiIf(kind = 'webinar', 72, kind = 'instant', 9, 26) AS recorded,
       toUInt16(multiIf(kind = 'webinar', 1000, plan = 'free', 20, plan = 'pro', 100, 300)) AS seat_cap
FROM
(
    SELECT
        number AS n,
        toUInt32(800000 + number) AS meeting_id,
        toUInt32(1 + floor(600 * pow(cityHash64(number, 'm-host') / 18446744073709551616.0, 1.9))) AS host_id,
        ['recurring','scheduled','instant','webinar'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        ['pro','free','business','enterprise'][1 + toUInt8(floor(4 * pow(cityHash64(host_id, 'm-plan') / 18446744073709551616.0, 1.3)))] AS plan,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(5 + toUInt32(floor(86000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'm-sec') % 58) AS started_at,
        8 + toUInt32(floor(75 * pow(cityHash64(number, 'm-dur') / 18446744073709551616.0, 1.5) * multiIf(plan = 'free', 0.5, plan = 'enterprise', 1.3, 1.0))) AS dur_min,
        started_at + toIntervalMinute(dur_min) AS planned_end
    FROM numbers(3000)
)
WHERE NOT (toHour(started_at) < 6 AND cityHash64(n, 'm-night') % 5 != 0);

DROP TABLE IF EXISTS huddle.participants;
CREATE TABLE huddle.participants
(
    join_id    UInt64 COMMENT 'one stay of one person in one meeting',
    meeting_id UInt32,
    user_id    Nullable(UInt32) COMMENT 'null for guests without an account',
    joined_at  DateTime('UTC'),
    left_at    Nullable(DateTime('UTC')) COMMENT 'null while still in the call',
    client     LowCardinality(String) COMMENT 'desktop, web, ios, android or room (meeting room system)',
    client_ver String,
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    cam_on     Bool COMMENT 'camera was on at least once',
    stars      Nullable(UInt8) COMMENT 'rating of the call by the participant, 1 to 5, null when not given'
)
ENGINE = MergeTree ORDER BY (joined_at, join_id);

-- The first participant of a meeting is its host.
INSERT INTO huddle.participants
SELECT join_id, meeting_id, if(guest, NULL, toNullable(toUInt32(uid))) AS user_id, joined_at,
       if(planned_leave < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(planned_leave), NULL) AS left_at,
       client, client_ver,
       ['DE','US','IN','BR','FR','JP','ZA'][1 + toUInt8(floor(7 * pow(cityHash64(uid, 'u-ctry') / 18446744073709551616.0, 1.5)))] AS country,
       cityHash64(n, 'p-cam') % 100 < multiIf(client = 'room', 95, client = 'web', 48, 66) AS cam_on,
       if(planned_leave < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(n, 'p-rated') % 100 < 34,
          toNullable(toUInt8(if(client = 'web', [5,4,4,3,3,2,1,5,4,3], [5,5,5,5,4,4,3,5,1,4])[1 + cityHash64(n, 'p-stars') % 10])), NULL) AS stars
FROM
(
    SELECT
        s.n AS n, s.k AS k, 3000000 + s.n AS join_id, m.meeting_id AS meeting_id,
        s.k > 0 AND cityHash64(s.n, 'p-guest') % 100 < 17 AS guest,
        multiIf(s.k = 0, toUInt64(m.host_id), guest, 100000 + s.n, toUInt64(1 + floor(3000 * pow(cityHash64(s.n, 'p-user') / 18446744073709551616.0, 1.6)))) AS uid,
        2 + toUInt32(floor(9 * pow(cityHash64(s.mn, 'p-num') / 18446744073709551616.0, 1.7))) + if(m.kind = 'webinar', 2, 0) AS people,
        8 + toUInt32(floor(75 * pow(cityHash64(s.mn, 'm-dur') / 18446744073709551616.0, 1.5) * multiIf(m.plan = 'free', 0.5, m.plan = 'enterprise', 1.3, 1.0))) AS dur_min,
        m.started_at + toIntervalMinute(if(s.k = 0, 0, cityHash64(s.n, 'p-late') % 6)) AS joined_at,
        m.started_at + toIntervalMinute(7 + toUInt32(floor((dur_min - 7) * pow(cityHash64(s.n, 'p-stay') / 18446744073709551616.0, 0.4)))) AS planned_leave,
        ['desktop','web','ios','android','room'][1 + toUInt8(floor(5 * pow(cityHash64(s.n, 'p-cli') / 18446744073709551616.0, 1.4)))] AS client,
        if(client IN ('ios', 'android'), ['4.9.1','4.9.0','4.8.7'], ['6.2.0','6.1.4','6.1.3'])[1 + toUInt8(floor(3 * pow(cityHash64(s.n, 'p-ver') / 18446744073709551616.0, 1.3)))] AS client_ver
    FROM
    (
        SELECT number AS n, intDiv(number, 12) AS mn, number % 12 AS k, toUInt32(800000 + intDiv(number, 12)) AS meeting_id
        FROM numbers(36000)
    ) AS s
    INNER JOIN huddle.meetings AS m ON s.meeting_id = m.meeting_id
)
WHERE k < people AND joined_at < toDateTime('2026-05-21 16:20:00', 'UTC');

DROP TABLE IF EXISTS huddle.quality;
CREATE TABLE huddle.quality
(
    event_at    DateTime64(3, 'UTC'),
    join_id     UInt64,
    meeting_id  UInt32,
    event       LowCardinality(String) COMMENT 'sample (measurement during the call), freeze, drop (connection lost) or reconnect',
    media       LowCardinality(String) COMMENT 'video, audio or screen',
    relay       LowCardinality(String) COMMENT 'media relay by airport code: fra, iad, bom or gru',
    rtt_ms      Nullable(UInt32) COMMENT 'round-trip time, only on samples',
    loss_pct    Nullable(Float64) COMMENT 'packet loss in percent, only on samples',
    mos         Nullable(Decimal(3, 2)) COMMENT 'mean opinion score 1 to 5, only on samples',
    freeze_ms   Nullable(UInt32) COMMENT 'length of the freeze, only on freezes',
    drop_reason LowCardinality(String) COMMENT 'network, crash or timeout on drops, else empty'
)
ENGINE = MergeTree ORDER BY (event_at, join_id);

-- Clients of kind ios with version 4.9.1 drop a lot since 2026-05-20 08:00.
INSERT INTO huddle.quality
SELECT event_at, join_id, meeting_id, event, media, relay,
       if(event = 'sample', toNullable(toUInt32(floor(24 * pow(1 - cityHash64(join_id, 'q-rtt') / 18446744073709551616.0, -0.5)
           * multiIf(relay = 'bom', 2.1, relay = 'gru', 2.9, relay = 'iad', 1.3, 1.0) * if(client IN ('ios', 'android'), 1.6, 1.0)))), NULL) AS rtt_ms,
       if(event = 'sample', toNullable(round(least(60, 0.3 * pow(1 - cityHash64(join_id, 'q-loss') / 18446744073709551616.0, -0.9)), 2)), NULL) AS loss_pct,
       if(event = 'sample', toNullable(toDecimal64(round(greatest(1, 4.6 - 3.4 * pow(cityHash64(join_id, 'q-mos') / 18446744073709551616.0, 2.5)), 2), 2)), NULL) AS mos,
       if(event = 'freeze', toNullable(toUInt32(floor(220 * pow(1 - cityHash64(join_id, 'q-frz') / 18446744073709551616.0, -0.6)))), NULL) AS freeze_ms,
       if(event = 'drop', ['network','timeout','crash'][1 + toUInt8(floor(3 * pow(cityHash64(join_id, 'q-why') / 18446744073709551616.0, 1.5)))], '') AS drop_reason
FROM
(
    SELECT
        join_id, meeting_id, client, pos,
        ['sample','freeze','drop','reconnect'][1 + pos] AS event,
        toDateTime64(toStartOfMinute(joined_at), 3, 'UTC')
            + toIntervalMinute(if(pos = 3, 1, 0) + cityHash64(join_id, ['q-a','q-b','q-c','q-c'][1 + pos]) % greatest(1, toUInt32(dateDiff('minute', joined_at, coalesce(left_at, toDateTime('2026-05-21 16:20:00', 'UTC'))))))
            + toIntervalMillisecond(1000 + cityHash64(join_id, pos, 'q-ms') % 57000) AS event_at,
        ['video','audio','screen'][1 + toUInt8(floor(3 * pow(cityHash64(join_id, pos, 'q-med') / 18446744073709551616.0, 1.5)))] AS media,
        ['fra','iad','bom','gru'][1 + toUInt8(floor(4 * pow(cityHash64(meeting_id, 'q-rel') / 18446744073709551616.0, 1.4)))] AS relay,
        client = 'ios' AND client_ver = '4.9.1' AND joined_at >= '2026-05-20 08:00:00' AS bad_ios,
        multiIf(pos = 0, cityHash64(join_id, 'q-k0') % 100 < 75,
                pos = 1, cityHash64(join_id, 'q-k1') % 100 < multiIf(client = 'web', 36, client = 'room', 12, 21),
                pos = 2, cityHash64(join_id, 'q-k2') % 100 < if(bad_ios, 70, 6),
                cityHash64(join_id, 'q-k2') % 100 < if(bad_ios, 70, 6) AND cityHash64(join_id, 'q-k3') % 100 < 74) AS kept
    FROM huddle.participants
    ARRAY JOIN [0, 1, 2, 3] AS pos
)
WHERE kept AND event_at < '2026-05-21 16:20:00';

-- A storm of freezes on relay gru on 2026-05-19 from 13:00 to 14:15.
INSERT INTO huddle.quality
SELECT
    toDateTime64(toStartOfMinute(joined_at), 3, 'UTC') + toIntervalMinute(i % 7) + toIntervalMillisecond(1000 + cityHash64(join_id, i, 'z-ms') % 57000),
    join_id, meeting_id, 'freeze', 'video', 'gru', NULL, NULL, NULL, toUInt32(1500 + cityHash64(join_id, i, 'z-frz') % 6000), ''
FROM huddle.participants
ARRAY JOIN range(12) AS i
WHERE joined_at >= '2026-05-19 13:00:00' AND joined_at < '2026-05-19 14:00:00';
