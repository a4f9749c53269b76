-- Music streaming: tracks, plays, charges for subscriptions. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS songlab;
CREATE DATABASE songlab;

CREATE TABLE songlab.tracks
(
    track_id    UInt32,
    title       String,
    artist      LowCardinality(String),
    genre       LowCardinality(String),
    label       LowCardinality(String) COMMENT 'record company that gets the royalties',
    length_s    UInt16,
    released_on Date,
    is_explicit UInt8 COMMENT '1 when the lyrics carry the parental advisory'
)
ENGINE = MergeTree ORDER BY track_id;

INSERT INTO songlab.tracks
SELECT
    4000 + number,
    concat(['Blue','Broken','Silver','Midnight','Paper','Golden','Electric'][1 + cityHash64(number, 'k-a') % 7], ' ', ['Avenue','Hearts','Rain','Satellite','Summer','Mirror','Tiger','Letters','Coast'][1 + cityHash64(number, 'k-b') % 9]),
    ['Nova Reyes','The Lanterns','Kid Marble','Juno & Ash','Orchid Club','DJ Sable','Mira Holt','Stone Parade','Velvet Fox','Tom Okoro','Luz Andrade','Harbor Lights'][1 + number % 12] AS artist,
    ['pop','rock','hiphop','pop','rock','electronic','jazz','rock','electronic','hiphop','pop','jazz'][1 + number % 12],
    ['Northwave','Pinecone','Bright Street','Northwave','Bright Street','Pinecone','Old Mill','Northwave','Pinecone','Bright Street','Old Mill','Old Mill'][1 + number % 12],
    toUInt16(130 + cityHash64(number, 'k-len') % 190),
    toDate('2026-05-08') - toUInt32(floor(2400 * pow(cityHash64(number, 'k-rel') / 18446744073709551616.0, 2.0))),
    toUInt8(cityHash64(number, 'k-exp') % 100 < if(number % 12 IN (2, 9), 60, 18))
FROM numbers(84);

CREATE TABLE songlab.plays
(
    played_at         DateTime64(3, 'UTC'),
    play_id           UInt64,
    listener_id       UInt32,
    track_id          UInt32,
    ms_played         UInt32 COMMENT 'how long it was listened to',
    end_reason        LowCardinality(String) COMMENT 'done, skip (listener jumped to the next track), stall (playback broke), quit',
    source            LowCardinality(String) COMMENT 'where the play came from: search, playlist, radio, library, share (a link from a friend)',
    device            LowCardinality(String) COMMENT 'phone, web, speaker, car',
    country           LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier              LowCardinality(String) COMMENT 'free, solo, family or student',
    offline           UInt8 COMMENT '1 = from the download, without network',
    royalty_usd_micro UInt32 COMMENT 'due to the label, millionths of a US dollar, 0 for less than 30 seconds'
)
ENGINE = MergeTree ORDER BY (played_at, play_id);

INSERT INTO songlab.plays
SELECT played_at, play_id, listener_id, track_id, ms_played, end_reason, source, device, country, tier, offline,
       toUInt32(if(ms_played < 30000, 0, if(tier = 'free', 1400, 3900) + cityHash64(play_id, 'p-roy') % 500))
FROM
(
    SELECT
        number AS n,
        51000000 + number AS play_id,
        1 + toUInt32(floor(1400 * pow(cityHash64(number, 'p-lis') / 18446744073709551616.0, 1.5))) AS listener_id,
        4000 + toUInt32(floor(84 * pow(cityHash64(number, 'p-trk') / 18446744073709551616.0, 1.15))) AS track_id,
        toDateTime64('2026-05-21 16:17:00', 3, 'UTC') - toIntervalMinute(toUInt32(floor(73000 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.3)))) + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000) AS played_at,
        ['phone','web','speaker','car'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-dev') / 18446744073709551616.0, 1.4)))] AS device,
        ['playlist','search','radio','library','share'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-src') / 18446744073709551616.0, 1.3)))] AS source,
        ['US','MX','BR','GB','PH','SE'][1 + toUInt8(floor(6 * pow(cityHash64(listener_id, 'p-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        multiIf(cityHash64(listener_id, 'p-tier') % 100 < 42, 'free', cityHash64(listener_id, 'p-tier') % 100 < 68, 'solo', cityHash64(listener_id, 'p-tier') % 100 < 86, 'family', 'student') AS tier,
        toUInt8(tier != 'free' AND device IN ('phone', 'car') AND cityHash64(number, 'p-off') % 100 < 16) AS offline,
        cityHash64(number, 'p-end') % 1000 AS r,
        multiIf(r < multiIf(source = 'radio', 340, source = 'share', 280, source = 'library', 130, 210), 'skip', r < 370 AND r >= 345, 'stall', r < 430 AND r >= 370, 'quit', 'done') AS end_reason,
        toUInt32(multiIf(end_reason = 'done', 130000 + cityHash64(number, 'p-len') % 190000, 2000 + cityHash64(number, 'p-len') % 118000)) AS ms_played
    FROM numbers(9000)
)
WHERE NOT (toHour(played_at) BETWEEN 3 AND 5 AND cityHash64(n, 'p-night') % 3 != 0);

-- The web player breaks down on 2026-05-19 from 20:00 to 22:00.
INSERT INTO songlab.plays
SELECT
    toDateTime64('2026-05-19 20:00:00', 3, 'UTC') + toIntervalMinute(number) + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 57000),
    51900000 + number, 1 + toUInt32(cityHash64(number, 'q-lis') % 1400) AS listener_id, 4000 + toUInt32(cityHash64(number, 'q-trk') % 84), toUInt32(800 + cityHash64(number, 'q-len') % 20000), 'stall',
    ['playlist','search','radio'][1 + cityHash64(number, 'q-src') % 3], 'web',
    ['US','MX','BR','GB','PH','SE'][1 + toUInt8(floor(6 * pow(cityHash64(listener_id, 'p-ctry') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(listener_id, 'p-tier') % 100 < 42, 'free', cityHash64(listener_id, 'p-tier') % 100 < 68, 'solo', cityHash64(listener_id, 'p-tier') % 100 < 86, 'family', 'student'),
    0, 0
FROM numbers(120);

CREATE TABLE songlab.charges
(
    charge_id   UInt64,
    charged_at  DateTime('UTC'),
    listener_id UInt32,
    tier        LowCardinality(String),
    amount_ct   UInt32 COMMENT 'US cents',
    method      LowCardinality(String),
    result      FixedString(1) COMMENT 'P = paid, D = declined, R = paid but refunded later'
)
ENGINE = MergeTree ORDER BY (charged_at, charge_id);

-- The billing job did not run on 2026-05-09.
INSERT INTO songlab.charges
SELECT charge_id, charged_at, listener_id, tier, toUInt32(multiIf(tier = 'family', 1699, tier = 'student', 549, 1099)), method, result
FROM
(
    SELECT
        number AS n,
        300000 + number AS charge_id,
        toDateTime('2026-05-21 16:10:00', 'UTC') - toIntervalMinute(toUInt32(cityHash64(number, 'c-ts') % 129600)) + toIntervalSecond(1 + cityHash64(number, 'c-sec') % 57) AS charged_at,
        1 + toUInt32(cityHash64(number, 'c-lis') % 1400) AS listener_id,
        multiIf(cityHash64(listener_id, 'p-tier') % 100 < 42, 'free', cityHash64(listener_id, 'p-tier') % 100 < 68, 'solo', cityHash64(listener_id, 'p-tier') % 100 < 86, 'family', 'student') AS tier,
        ['card','paypal','carrier billing'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-met') / 18446744073709551616.0, 1.4)))] AS method,
        multiIf(cityHash64(number, 'c-res') % 100 < 14, 'D', cityHash64(number, 'c-res') % 100 < 20, 'R', 'P') AS result
    FROM numbers(4600)
)
WHERE tier != 'free' AND toDate(charged_at) != '2026-05-09';
