-- Telemetry and in-app purchases of a mobile puzzle game: players (one row per install), telemetry (client events, one row each) and purchases (one row per checkout). telemetry.player_id and purchases.player_id join players.player_id. Rows are made from hashes of row numbers.
CREATE DATABASE IF NOT EXISTS mobgame;
DROP TABLE IF EXISTS mobgame.players;
CREATE TABLE mobgame.players
(
    player_id UInt32,
    registered_at DateTime('UTC') COMMENT 'first launch after install',
    country LowCardinality(String) COMMENT 'ISO code of the store account',
    platform Enum8('ios' = 1, 'android' = 2),
    acq_channel LowCardinality(String) COMMENT 'where the install came from: organic, facebook, tiktok, unity_ads, referral',
    age_group LowCardinality(Nullable(String)) COMMENT 'self-declared, null when not given'
)
ENGINE = MergeTree ORDER BY player_id;
INSERT INTO mobgame.players
SELECT
    10000 + number,
    toDateTime('2026-05-20 12:00:00', 'UTC') - toIntervalSecond(4500000 + cityHash64(number, 'reg') % 15000000),
    ['US', 'US', 'US', 'DE', 'DE', 'BR', 'BR', 'JP', 'GB', 'FR', 'PL', 'IN'][cityHash64(number, 'country') % 12 + 1],
    CAST(if(cityHash64(number, 'plat') % 100 < 42, 'ios', 'android'), 'Enum8(\'ios\' = 1, \'android\' = 2)'),
    ['organic', 'organic', 'organic', 'facebook', 'facebook', 'tiktok', 'tiktok', 'unity_ads', 'referral'][cityHash64(number, 'acq') % 9 + 1],
    if(cityHash64(number, 'agenull') % 5 = 0, NULL, ['13-17', '18-24', '25-34', '35-49', '50+'][cityHash64(number, 'age') % 5 + 1])
FROM numbers(700);
DROP TABLE IF EXISTS mobgame.telemetry;
CREATE TABLE mobgame.telemetry
(
    event_id UInt64,
    ts DateTime('UTC'),
    player_id UInt32,
    session_id UInt64,
    event LowCardinality(String) COMMENT 'session_start, level_start, level_win, level_fail, ad_shown, ad_clicked, crash',
    level Nullable(UInt16) COMMENT 'only for level_* events',
    dur_ms Nullable(UInt32) COMMENT 'time spent in the level, only for level_win and level_fail',
    fps Nullable(Float32) COMMENT 'mean frame rate of the level, only for level_win and level_fail',
    build LowCardinality(String) COMMENT 'client version'
)
ENGINE = MergeTree ORDER BY (ts, event_id);
INSERT INTO mobgame.telemetry
WITH
    intDiv(number, 6) AS s,
    number % 6 AS k,
    toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(cityHash64(s, 'day') % 46)
        + toIntervalSecond(if(cityHash64(s, 'eve') % 10 < 4, 64800 + cityHash64(s, 'sec1') % 14400, cityHash64(s, 'sec2') % 86400)) AS started,
    10000 + cityHash64(s, 'player') % 620 AS pid,
    if(started >= toDateTime('2026-05-06 09:00:00', 'UTC') AND cityHash64(s, 'upd') % 10 < 6, '3.2.0', if(cityHash64(s, 'old') % 8 = 0, '3.0.4', '3.1.0')) AS bld,
    1 + intDiv((cityHash64(s, 'lva') % 30) * (cityHash64(s, 'lvb') % 30 + 8), 30) AS lv,
    cityHash64(s, k, 'ev') % 100 AS e,
    multiIf(k = 0, 'session_start', k = 1, 'level_start', k = 2, if(e < 100 - least(20 + lv * 2, 85), 'level_win', 'level_fail'),
        k = 3, if(e < 70, 'ad_shown', 'level_start'),
        k = 4, if(cityHash64(s, 3, 'ev') % 100 < 70, if(e < if(bld = '3.2.0', 22, 12), 'ad_clicked', 'level_start'), if(e < 55, 'level_win', 'level_fail')),
        if(e < if(bld = '3.2.0', 26, 9), 'crash', if(e < 60, 'ad_shown', 'level_start'))) AS ev
SELECT
    500000 + number,
    started + toIntervalSecond(k * 110 + if(k = 0, 0, cityHash64(s, k, 'off') % 100)),
    pid,
    900000 + s,
    ev,
    if(ev LIKE 'level%', lv, NULL),
    if(ev IN ('level_win', 'level_fail'), 18000 + lv * 900 + cityHash64(number, 'dur') % 60000, NULL),
    if(ev IN ('level_win', 'level_fail'), round(if(bld = '3.2.0', 41, if(bld = '3.1.0', 55, 50)) + (cityHash64(number, 'fps') % 1000 - 500) / 60, 1), NULL),
    bld
FROM numbers(5400)
WHERE started + toIntervalSecond(k * 110 + if(k = 0, 0, cityHash64(s, k, 'off') % 100)) < toDateTime('2026-05-21 16:20:00', 'UTC')
    AND NOT (toDate(started) = '2026-04-22' AND toHour(started) BETWEEN 1 AND 5);
INSERT INTO mobgame.telemetry
WITH intDiv(number, 2) AS s, number % 2 AS k
SELECT
    700000 + number,
    toDateTime('2026-05-14 18:05:00', 'UTC') + toIntervalSecond(cityHash64(s, 'spike') % 6300 + k * (5 + cityHash64(s, 'spikelag') % 40)),
    10000 + 13 * (cityHash64(s, 'spikepl') % 45),
    980000 + s,
    if(k = 0, 'session_start', 'crash'), NULL, NULL, NULL, '3.2.0'
FROM numbers(280);
DROP TABLE IF EXISTS mobgame.purchases;
CREATE TABLE mobgame.purchases
(
    purchase_id UInt32,
    bought_at DateTime('UTC'),
    player_id UInt32,
    sku LowCardinality(String),
    price_cents UInt32 COMMENT 'US cents, what the player was charged',
    store LowCardinality(String) COMMENT 'appstore = Apple App Store, gplay = Google Play',
    status LowCardinality(String) COMMENT 'ok = paid and delivered, pending = the store has not taken the money yet, declined = the payment did not go through, refunded = money given back',
    refunded_at Nullable(DateTime('UTC')),
    promo_code Nullable(String) COMMENT 'null when bought at the list price'
)
ENGINE = MergeTree ORDER BY (bought_at, purchase_id);
INSERT INTO mobgame.purchases
WITH
    toDateTime('2026-05-21 16:10:00', 'UTC') - toIntervalSecond(cityHash64(number, 'bt') % 3900000) AS t,
    cityHash64(number, 'sku') % 20 AS q,
    multiIf(q < 6, 1, q < 10, 2, q < 12, 3, q < 15, 4, q < 18, 5, 6) AS i,
    10000 + intDiv((cityHash64(number, 'p1') % 500) * (cityHash64(number, 'p2') % 500 + 20), 500) AS pid,
    cityHash64(number, 'plat2') % 100 AS x,
    cityHash64(number, 'st') % 100 AS y,
    cityHash64(number, 'promo') % 6 = 0 AS pr
SELECT
    30000 + number,
    t,
    pid,
    ['gems_100', 'gems_550', 'gems_1200', 'battle_pass', 'starter_pack', 'no_ads'][i],
    toUInt32(round([199, 899, 1799, 999, 499, 299][i] * if(pr, 0.8, 1))),
    if(cityHash64(pid - 10000, 'plat') % 100 < 42, 'appstore', 'gplay'),
    multiIf(y < 7, 'declined', y < 13, 'refunded', y < 30 AND t > toDateTime('2026-05-18 00:00:00', 'UTC'), 'pending', 'ok') AS stt,
    if(stt = 'refunded', least(t + toIntervalSecond(3600 + cityHash64(number, 'rf') % 400000), toDateTime('2026-05-21 16:15:00', 'UTC')), NULL),
    if(pr, ['SPRING20', 'CREATOR20', 'WELCOME20'][cityHash64(number, 'pc') % 3 + 1], NULL)
FROM numbers(1500);
INSERT INTO mobgame.purchases
WITH 10000 + cityHash64(number, 'dp') % 620 AS pid
SELECT
    40000 + number,
    toDateTime('2026-05-17 09:20:00', 'UTC') + toIntervalSecond(cityHash64(number, 'dt') % 16000),
    pid,
    ['gems_100', 'gems_550', 'battle_pass', 'starter_pack'][cityHash64(number, 'dsku') % 4 + 1] AS k,
    multiIf(k = 'gems_100', 199, k = 'gems_550', 899, k = 'battle_pass', 999, 499),
    if(cityHash64(pid - 10000, 'plat') % 100 < 42, 'appstore', 'gplay'),
    'declined', NULL, NULL
FROM numbers(75);
