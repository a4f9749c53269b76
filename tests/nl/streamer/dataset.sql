-- streamer: a music streaming service. plays = one row per press of play, tracks = the catalogue, subscriptions = one row per subscriber
CREATE DATABASE IF NOT EXISTS streamer;
DROP TABLE IF EXISTS streamer.plays;
DROP TABLE IF EXISTS streamer.tracks;
DROP TABLE IF EXISTS streamer.subscriptions;
CREATE TABLE streamer.tracks
(
    track_id UInt32,
    title String,
    artist String,
    genre LowCardinality(String),
    length UInt16 COMMENT 'seconds',
    explicit UInt8 COMMENT '1 = marked as explicit lyrics',
    label Nullable(String) COMMENT 'empty for self-released music',
    released Date
) ENGINE = MergeTree ORDER BY track_id;
CREATE TABLE streamer.plays
(
    play_id UInt64,
    ts DateTime('UTC') COMMENT 'when the listener pressed play',
    listener_id UInt32,
    track_id UInt32,
    ms_played UInt32,
    outcome LowCardinality(String) COMMENT 'finished = heard to the end, skipped = listener jumped to the next track, stopped = listener paused and left, failed = playback error',
    platform LowCardinality(String) COMMENT 'ios, android, web, desktop, speaker (smart speakers)',
    src LowCardinality(String) COMMENT 'where the listener pressed play: playlist, search, radio, album, shared',
    country LowCardinality(String) COMMENT 'ISO code',
    offline UInt8 COMMENT '1 = played from a download',
    startup Nullable(UInt32) COMMENT 'tap to first sound, in milliseconds, null when nothing was heard or the track was downloaded',
    app_version LowCardinality(String)
) ENGINE = MergeTree ORDER BY ts;
CREATE TABLE streamer.subscriptions
(
    sub_id UInt32,
    listener_id UInt32 COMMENT 'one subscription per listener',
    signed_up_at DateTime('UTC'),
    plan LowCardinality(String) COMMENT 'student, solo, duo, family',
    price UInt32 COMMENT 'monthly price in euro cents',
    state LowCardinality(String) COMMENT 'trial = free month, pays nothing yet, active = paying, past_due = last charge was declined, cancelled = ended by the customer',
    cancelled_at Nullable(DateTime('UTC')),
    came_from Nullable(String) COMMENT 'ad, friend, store or gift, null when unknown',
    country LowCardinality(String)
) ENGINE = MergeTree ORDER BY sub_id;
INSERT INTO streamer.tracks
SELECT n,
    concat(['Silver','Midnight','Paper','Golden','Broken','Summer','Electric','Quiet','Northern','Velvet'][n % 10 + 1], ' ',
           ['River','Hearts','Skyline','Letters','Engine','Garden','Static','Harbour','Mirrors','Parade','Signal','Winter'][n % 12 + 1], if(n > 60, ' II', '')),
    ['Mara Voss','The Lanterns','DJ Okapi','Pale Harbor','Lia Campos','Kodiak Club','Nine Bridges','Sol Rivera','Juno Beck','Ferro','Amber Tide','Tom Asante'][cityHash64(n, 'artist') % 12 + 1],
    ['pop','rock','hip-hop','electronic','jazz','classical','latin'][cityHash64(n, 'genre') % 7 + 1],
    120 + cityHash64(n, 'len') % 300,
    if(cityHash64(n, 'expl') % 100 < 22, 1, 0),
    if(cityHash64(n, 'lab') % 100 < 20, NULL, ['Bluefin Records','Oak & Wire','Monsoon Music','Parallel'][cityHash64(n, 'lab2') % 4 + 1]),
    toDate('2019-01-01') + cityHash64(n, 'rel') % 2650
FROM (SELECT toUInt32(number + 1) AS n FROM numbers(120));
INSERT INTO streamer.plays
SELECT 700000 + n, t, lid, tid,
    toUInt32(multiIf(oc = 'finished', len * 1000, oc = 'skipped', 2000 + cityHash64(n, 'sk') % 45000, oc = 'stopped', (len * 1000) * (10 + cityHash64(n, 'st') % 80) / 100, cityHash64(n, 'fa') % 3000)) AS msp,
    oc, pf, sr, co, offl,
    if(oc = 'failed' OR offl = 1, NULL, toUInt32((250 + cityHash64(n, 'su') % 700 + if(cityHash64(n, 'slow') % 12 = 0, 2500, 0)) * multiIf(pf = 'speaker', 1.7, pf = 'web', 1.3, pf = 'android', 1.1, 1.0))),
    ['7.12.0','7.12.1','7.13.0','7.14.2'][cityHash64(n, 'ver') % 4 + 1]
FROM
(
    SELECT number AS n,
        toDateTime('2026-04-07 00:00:00', 'UTC') + (cityHash64(n, 'day') % 45) * 86400
          + [0,1,5,6,7,7,8,8,9,10,11,12,12,13,14,15,16,17,17,18,18,19,19,20,20,20,21,21,22,23][cityHash64(n, 'hour') % 30 + 1] * 3600 + cityHash64(n, 'sec') % 3600 AS t,
        toUInt32(1001 + floor(pow((cityHash64(n, 'lis') % 1000000) / 1000000, 1.7) * 850)) AS lid,
        toUInt32(1 + floor(pow((cityHash64(n, 'trk') % 1000000) / 1000000, 1.6) * 114)) AS tid,
        120 + cityHash64(tid, 'len') % 300 AS len,
        ['ios','ios','ios','android','android','android','android','web','web','desktop','speaker','speaker'][cityHash64(n, 'plat') % 12 + 1] AS pf,
        ['playlist','playlist','playlist','search','search','radio','album','album','shared'][cityHash64(n, 'src') % 9 + 1] AS sr,
        ['DE','DE','DE','DE','FR','FR','FR','ES','ES','BR','BR','PT','NL','IT','IT'][cityHash64(lid, 'ctry') % 15 + 1] AS co,
        cityHash64(n, 'oc') % 100 + if(pf = 'speaker', 4, 0) AS o,
        multiIf(o < 55 - if(pf = 'web', 8, 0), 'finished', o < 82, 'skipped', o < 97, 'stopped', 'failed') AS oc,
        if(oc != 'failed' AND pf IN ('ios','android') AND cityHash64(n, 'off') % 100 < 18, 1, 0) AS offl
    FROM numbers(6200)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
INSERT INTO streamer.plays
SELECT 790000 + number, toDateTime('2026-05-14 19:05:00', 'UTC') + cityHash64(number, 'xs') % 6000,
    toUInt32(1001 + cityHash64(number, 'xl') % 850) AS lid, toUInt32(1 + cityHash64(number, 'xt') % 114), toUInt32(cityHash64(number, 'xm') % 1500), 'failed', 'android',
    'playlist', ['DE','DE','DE','DE','FR','FR','FR','ES','ES','BR','BR','PT','NL','IT','IT'][cityHash64(lid, 'ctry') % 15 + 1], 0, NULL, '7.14.2'
FROM numbers(140);
INSERT INTO streamer.subscriptions
SELECT 40001 + n, toUInt32(1001 + n), t, pl, transform(pl, ['student','solo','duo','family'], [599, 1099, 1499, 1799], 0),
    st, if(st = 'cancelled', ca, NULL),
    if(cityHash64(n, 'cf') % 100 < 15, NULL, ['ad','ad','friend','store','gift'][cityHash64(n, 'cf2') % 5 + 1]),
    ['DE','DE','DE','DE','FR','FR','FR','ES','ES','BR','BR','PT','NL','IT','IT'][cityHash64(toUInt32(1001 + n), 'ctry') % 15 + 1]
FROM
(
    SELECT number AS n,
        toDateTime('2026-03-23 00:00:00', 'UTC') + cityHash64(n, 'sday') % 5156000 AS t,
        ['student','student','solo','solo','solo','solo','duo','family','family'][cityHash64(n, 'plan') % 9 + 1] AS pl,
        t + 86400 + cityHash64(n, 'can') % (86400 * 28) AS ca,
        cityHash64(n, 'state') % 100 AS s,
        multiIf(s < 20 AND ca < toDateTime('2026-05-21 16:00:00', 'UTC'), 'cancelled',
                t > toDateTime('2026-05-21 16:00:00', 'UTC') - 30 * 86400 AND s < 70, 'trial', s > 92, 'past_due', 'active') AS st
    FROM numbers(900)
);
