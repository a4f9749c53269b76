-- Quiz game on phones: players, matches, in-app purchases. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event in second 0 or 59 of a minute. No matches on 2026-05-08 (servers down), Google Play charges fail on 2026-05-20 13:00-15:00,
-- music matches are abandoned in masses on 2026-05-21.
DROP DATABASE IF EXISTS quizapp;
CREATE DATABASE quizapp;

CREATE TABLE quizapp.players
(
    player_id    UInt32,
    nickname     String,
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    platform     LowCardinality(String) COMMENT 'ios or android',
    acquired_via LowCardinality(String) COMMENT 'organic, tiktok_ads, friend_invite or store_feature',
    installed_on Date
)
ENGINE = MergeTree ORDER BY player_id;

INSERT INTO quizapp.players
SELECT
    10001 + number AS player_id,
    concat(['Brainy','Quick','Lucky','Sly','Nerdy','Mighty','Cosmic','Silent'][1 + cityHash64(number, 'q-n1') % 8],
           ['Otter','Falcon','Walrus','Badger','Gecko','Yak','Moth'][1 + cityHash64(number, 'q-n2') % 7], toString(number)),
    ['US','DE','BR','IN','MX','GB','PH'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'q-ctry') / 18446744073709551616.0, 1.4)))],
    if(cityHash64(number, 'q-plat') % 100 < 44, 'ios', 'android'),
    ['organic','tiktok_ads','friend_invite','store_feature'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'q-acq') / 18446744073709551616.0, 1.5)))],
    toDate('2026-05-20') - toUInt32(floor(420 * pow(cityHash64(number, 'q-inst') / 18446744073709551616.0, 1.2)))
FROM numbers(1400);

CREATE TABLE quizapp.matches
(
    match_id      UInt64,
    player_id     UInt32,
    started_at    DateTime('UTC'),
    ended_at      Nullable(DateTime('UTC')) COMMENT 'null when the player left before the last question',
    mode          LowCardinality(String) COMMENT 'solo, duel (against another player) or daily (quiz of the day, same questions for everyone)',
    topic         LowCardinality(String),
    result        UInt8 COMMENT '1 = won, 2 = lost, 3 = draw, 9 = abandoned',
    right_answers UInt8 COMMENT 'out of 10 questions',
    avg_answer_ms UInt32 COMMENT 'mean time to answer a question',
    app_version   LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (started_at, match_id);

INSERT INTO quizapp.matches
SELECT match_id, player_id, started_at, ended_at, mode, topic, result, right_answers, avg_answer_ms, app_version
FROM
(
    SELECT
        number AS n,
        880000 + number AS match_id,
        toUInt32(10001 + floor(1400 * pow(cityHash64(number, 'm-pl') / 18446744073709551616.0, 1.9))) AS player_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'm-day') / 18446744073709551616.0, 1.35))))
            + toIntervalHour([0,1,6,7,7,8,9,10,11,12,12,12,13,14,15,15,16,16,17,18,18,19,19,20,20,20,21,21,21,22,22,23][1 + cityHash64(number, 'm-h') % 32])
            + toIntervalMinute(cityHash64(number, 'm-min') % 60) + toIntervalSecond(1 + cityHash64(number, 'm-s') % 57) AS started_at,
        ['solo','duel','daily'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-mode') / 18446744073709551616.0, 1.3)))] AS mode,
        ['movies','history','science','sports','geography','music'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-top') / 18446744073709551616.0, 1.2)))] AS topic,
        cityHash64(number, 'm-res') % 1000 AS r,
        multiIf(topic = 'music' AND started_at >= '2026-05-21 00:00:00' AND r < 620, 9, r < 70, 9,
                r < multiIf(topic = 'movies', 560, topic = 'science', 430, topic = 'history', 490, topic = 'sports', 520, 460), 1,
                r < 930, 2, 3) AS result,
        if(started_at >= '2026-04-20 00:00:00' AND cityHash64(number, 'm-ver') % 100 < 58, '6.2.0', if(cityHash64(number, 'm-ver') % 3 = 0, '6.1.2', '6.1.3')) AS app_version,
        toUInt8(if(result = 9, cityHash64(number, 'm-ra') % 4, multiIf(result = 1, 6, result = 2, 2, 5) + cityHash64(number, 'm-ra') % 5)) AS right_answers,
        toUInt32(1900 + 5200 * pow(cityHash64(number, 'm-ms') / 18446744073709551616.0, 1.8) + multiIf(mode = 'solo', 900, mode = 'daily', 400, 0) + if(app_version = '6.2.0', 350, 0)) AS avg_answer_ms,
        if(result = 9, NULL, toNullable(started_at + toIntervalSecond(toUInt32(12 + avg_answer_ms / 100 + cityHash64(number, 'm-ov') % multiIf(mode = 'duel', 60, 25))))) AS ended_at
    FROM numbers(13000)
) AS m
INNER JOIN quizapp.players AS p ON p.player_id = m.player_id
WHERE started_at < '2026-05-21 16:17:00' AND started_at >= toDateTime(p.installed_on, 'UTC') AND toDate(started_at) != '2026-05-08';

CREATE TABLE quizapp.purchases
(
    purchase_id String,
    player_id   UInt32,
    bought_at   DateTime('UTC'),
    item        LowCardinality(String),
    price_cents UInt32 COMMENT 'US cents',
    store       LowCardinality(String) COMMENT 'app_store or google_play',
    state       LowCardinality(String) COMMENT 'settled, refunded, chargeback or failed - we keep the money of settled ones only'
)
ENGINE = MergeTree ORDER BY bought_at;

INSERT INTO quizapp.purchases
SELECT
    purchase_id, b.player_id, bought_at, item, price_cents, if(p.platform = 'ios', 'app_store', 'google_play'),
    multiIf(p.platform = 'android' AND bought_at >= '2026-05-20 13:00:00' AND bought_at < '2026-05-20 15:00:00' AND s < 850, 'failed', s < 60, 'failed', s < 105, 'refunded', s < 117, 'chargeback', 'settled')
FROM
(
    SELECT
        number AS n,
        concat('IAP-', toString(520000 + number)) AS purchase_id,
        toUInt32(10001 + floor(1400 * pow(cityHash64(number, 'b-pl') / 18446744073709551616.0, 2.1))) AS player_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'b-day') / 18446744073709551616.0, 1.25))))
            + toIntervalHour([0,7,8,9,10,12,12,13,14,15,16,17,18,18,19,19,20,20,21,21,22,23][1 + cityHash64(number, 'b-h') % 22])
            + toIntervalMinute(cityHash64(number, 'b-min') % 60) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 57) AS bought_at,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-item') / 18446744073709551616.0, 1.5))) AS i,
        ['extra_lives','gem_pack_small','season_pass','gem_pack_large','ad_free'][i] AS item,
        toUInt32([99, 199, 799, 1499, 499][i]) AS price_cents,
        cityHash64(number, 'b-st') % 1000 AS s
    FROM numbers(5200)
) AS b
INNER JOIN quizapp.players AS p ON p.player_id = b.player_id
WHERE bought_at < '2026-05-21 16:20:00' AND bought_at >= toDateTime(p.installed_on, 'UTC');

INSERT INTO quizapp.purchases
SELECT concat('IAP-', toString(590000 + number)), player_id,
    toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(number) + toIntervalSecond(5 + cityHash64(number, 'f-s') % 50), 'gem_pack_small', 199, 'google_play', 'failed'
FROM (SELECT player_id, row_number() OVER (ORDER BY cityHash64(player_id, 'f-pl')) - 1 AS number FROM quizapp.players WHERE platform = 'android' AND installed_on < '2026-05-01')
WHERE number < 120;
