-- Mobile game: players, in-app purchases, gameplay events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS dragonpop;

DROP TABLE IF EXISTS dragonpop.players;
CREATE TABLE dragonpop.players
(
    player_id  UInt64,
    created_at DateTime('UTC') COMMENT 'signup, i.e. first launch',
    nick       String,
    platform   LowCardinality(String) COMMENT 'ios or android',
    geo        LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    acq_src    LowCardinality(String) COMMENT 'acquisition channel',
    guild_id   Nullable(UInt32),
    banned     UInt8
)
ENGINE = MergeTree ORDER BY player_id;

INSERT INTO dragonpop.players
SELECT
    40000 + number AS player_id,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(if(cityHash64(number, 'p-old') % 100 < 18, 66000 + cityHash64(number, 'p-cr') % 400000, 4 + toUInt32(floor(65000 * pow(cityHash64(number, 'p-cr') / 18446744073709551616.0, 1.15)))))
        + toIntervalSecond(1 + cityHash64(number, 'p-sec') % 58) AS created_at,
    concat(['Ember','Pixel','Lucky','Shadow','Mega','Tiny','Frost','Rogue'][1 + cityHash64(number, 'p-n1') % 8], ['Fang','Wing','Pop','Tail','Scale','Claw'][1 + cityHash64(number, 'p-n2') % 6], toString(number)) AS nick,
    if(cityHash64(number, 'p-plat') % 100 < 41, 'ios', 'android') AS platform,
    ['US','BR','DE','JP','GB','MX','IN','TR'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-geo') / 18446744073709551616.0, 1.4)))] AS geo,
    ['organic','facebook','tiktok','unity_ads','referral','influencer'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-src') / 18446744073709551616.0, 1.6)))] AS acq_src,
    if(cityHash64(number, 'p-g0') % 100 < 57, NULL, toNullable(toUInt32(700 + floor(60 * pow(cityHash64(number, 'p-gld') / 18446744073709551616.0, 1.5))))) AS guild_id,
    toUInt8(cityHash64(number, 'p-ban') % 1000 < 14) AS banned
FROM numbers(2600);

DROP TABLE IF EXISTS dragonpop.iap_txn;
CREATE TABLE dragonpop.iap_txn
(
    txn_id    UInt64,
    ts        DateTime('UTC'),
    player_id UInt64,
    sku       LowCardinality(String),
    store     LowCardinality(String) COMMENT 'appstore, gplay or webshop',
    usd_cents UInt32 COMMENT 'gross price in US cents',
    promo     Nullable(String) COMMENT 'offer that led to the purchase, if any',
    state     LowCardinality(String) COMMENT 'settled, refunded, chargeback, declined; only settled is revenue'
)
ENGINE = MergeTree ORDER BY (ts, txn_id)
COMMENT 'in-app purchases';

-- No purchase on 2026-05-08 (billing outage). Phoenix Egg is refunded a lot since 2026-05-18.
INSERT INTO dragonpop.iap_txn
SELECT txn_id, ts, player_id, sku, store,
       toUInt32(round(price * multiIf(geo IN ('BR', 'MX'), 0.62, geo IN ('IN', 'TR'), 0.45, geo IN ('DE', 'GB'), 1.09, 1.0))) AS usd_cents,
       if(cityHash64(n, 'i-pr0') % 100 < 74, NULL, toNullable(['SPRING25','COMEBACK','DOUBLEGEMS','FIRSTBUY'][1 + cityHash64(n, 'i-pr') % 4])) AS promo,
       multiIf(r < 38, 'declined', r < if(sku = 'Phoenix Egg' AND ts >= '2026-05-18 00:00:00', 520, 74), 'refunded', r > 991, 'chargeback', 'settled') AS state
FROM
(
    SELECT
        x.n AS n, 9100000 + x.n AS txn_id, p.player_id AS player_id, p.geo AS geo,
        x.k AS k, cityHash64(x.n, 'i-st') % 1000 AS r,
        ['Gem Pouch','Gem Chest','Battle Pass','Starter Chest','Phoenix Egg','Gem Vault','Dragon Hoard'][k] AS sku,
        [199,999,799,299,1499,4999,9999][k] AS price,
        if(cityHash64(x.n, 'i-web') % 100 < 7, 'webshop', if(p.platform = 'ios', 'appstore', 'gplay')) AS store,
        greatest(toStartOfMinute(p.created_at), toDateTime('2026-04-01 00:00:00', 'UTC')) AS base,
        base + toIntervalMinute(1 + toUInt32(floor((dateDiff('minute', base, toDateTime('2026-05-21 16:20:00', 'UTC')) - 2) * pow(cityHash64(x.n, 'i-ts') / 18446744073709551616.0, 0.9)))) + toIntervalSecond(1 + cityHash64(x.n, 'i-sec') % 58) AS ts
    FROM
    (
        SELECT number AS n,
               toUInt64(40000 + (toUInt32(floor(760 * pow(cityHash64(number, 'i-pl') / 18446744073709551616.0, 2.0))) * 37) % 2600) AS pid,
               1 + toUInt8(floor(7 * pow(cityHash64(number, 'i-sku') / 18446744073709551616.0, 1.25))) AS k
        FROM numbers(5200)
    ) AS x
    INNER JOIN dragonpop.players AS p ON x.pid = p.player_id
)
WHERE toDate(ts) != '2026-05-08' AND ts < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS dragonpop.game_events;
CREATE TABLE dragonpop.game_events
(
    evt_time    DateTime64(3, 'UTC'),
    player_id   UInt64,
    sess_id     String,
    evt         LowCardinality(String) COMMENT 'sess_start, lvl_win, lvl_fail, ad_view, crash, sess_end',
    os          LowCardinality(String),
    build       LowCardinality(String) COMMENT 'client version',
    lvl         Nullable(UInt16) COMMENT 'only on lvl_win and lvl_fail',
    coins_delta Nullable(Int32) COMMENT 'soft currency won (plus) or spent (minus)',
    dur_s       Nullable(UInt32) COMMENT 'length of the session, only on sess_end'
)
ENGINE = MergeTree ORDER BY (evt_time, sess_id);

-- Build 3.12.0 (out on 2026-05-13) crashes on android since 2026-05-20 06:00. Level 47 is far too hard in May.
INSERT INTO dragonpop.game_events
SELECT evt_time, player_id, sess_id, evt, os, build, lvl, coins_delta, dur_s
FROM
(
    SELECT
        x.n AS n, x.s AS s, x.pos AS pos, p.player_id AS player_id, p.platform AS os,
        lower(hex(cityHash64(x.s, 'e-sess'))) AS sess_id,
        greatest(toStartOfMinute(p.created_at), toDateTime('2026-04-01 00:00:00', 'UTC')) AS base,
        base + toIntervalMinute(1 + toUInt32(floor((dateDiff('minute', base, toDateTime('2026-05-21 16:20:00', 'UTC')) - 2) * pow(cityHash64(x.s, 'e-ts') / 18446744073709551616.0, 0.8)))) AS s0,
        1 + cityHash64(x.s, 'e-gap') % 5 AS gap,
        toDateTime64(s0, 3, 'UTC') + toIntervalMinute(x.pos * gap) + toIntervalMillisecond(1000 + cityHash64(x.n, 'e-ms') % 57000) AS evt_time,
        if(s0 >= '2026-05-13 00:00:00', ['3.12.0','3.11.4','3.11.2'], ['3.11.4','3.11.2','3.10.9'])[1 + toUInt8(floor(3 * pow(cityHash64(x.s, 'e-bld') / 18446744073709551616.0, 1.6)))] AS build,
        cityHash64(x.n, 'e-roll') % 1000 AS r,
        cityHash64(x.s, 'e-crash') % 1000 < if(os = 'android' AND build = '3.12.0' AND s0 >= '2026-05-20 06:00:00', 340, 24) AS crashed,
        if(x.pos BETWEEN 1 AND 4, toNullable(toUInt16(if(cityHash64(x.n, 'e-l47') % 100 < 3, 47, 1 + floor(60 * pow(cityHash64(x.n, 'e-lvl') / 18446744073709551616.0, 1.4))))), NULL) AS lvl,
        multiIf(x.pos = 0, 'sess_start',
                x.pos <= 4, if(cityHash64(x.n, 'e-win') % 1000 < multiIf(lvl = 47 AND s0 >= '2026-05-01 00:00:00', 110, lvl >= 30, 540, 720), 'lvl_win', 'lvl_fail'),
                x.pos = 5, 'ad_view', x.pos = 6, 'crash', 'sess_end') AS evt,
        multiIf(x.pos = 0, 1, x.pos <= 4, r < 590, x.pos = 5, r < 420, x.pos = 6, crashed, NOT crashed AND r < 930) AS kept,
        multiIf(evt = 'lvl_win', toNullable(toInt32(40 + cityHash64(x.n, 'e-coin') % 260)), evt = 'lvl_fail' AND r % 5 = 0, toNullable(-toInt32(100 + cityHash64(x.n, 'e-coin') % 400)), NULL) AS coins_delta,
        if(evt = 'sess_end', toNullable(toUInt32(gap * x.pos * 60 + cityHash64(x.n, 'e-dur') % 55)), NULL) AS dur_s
    FROM
    (
        SELECT number AS n, intDiv(number, 8) AS s, number % 8 AS pos,
               toUInt64(40000 + toUInt32(floor(2600 * pow(cityHash64(intDiv(number, 8), 'e-pl') / 18446744073709551616.0, 1.3)))) AS pid
        FROM numbers(33600)
    ) AS x
    INNER JOIN dragonpop.players AS p ON x.pid = p.player_id
)
WHERE kept AND evt_time < '2026-05-21 16:20:00';
