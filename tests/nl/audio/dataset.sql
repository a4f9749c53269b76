-- Podcast and audiobook app: catalog, player events, book orders. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS audio;

DROP TABLE IF EXISTS audio.catalog;
CREATE TABLE audio.catalog
(
    title_id   UInt32,
    title      String,
    fmt        LowCardinality(String) COMMENT 'format: podcast or audiobook',
    genre      LowCardinality(String),
    voice      String COMMENT 'host of the podcast or narrator of the book',
    publisher  LowCardinality(String),
    lang       LowCardinality(String) COMMENT 'ISO 639 two-letter code',
    list_cents Nullable(UInt32) COMMENT 'price in US cents; null for podcasts, which are free',
    released   Date,
    explicit   Bool
)
ENGINE = MergeTree ORDER BY title_id;

INSERT INTO audio.catalog
SELECT
    toUInt32(4001 + number) AS title_id,
    ['Ledger Lines','The Drowned Mile','Morning Static','Ash and Amber','Cold Platform','Offside Hour','A House in Porto','Tiny Engines','The Glass Orchard','Laugh Track Lost','Cartwright Road','Quarter Past Rome','Deep Soil','Salt Letters','Night Shift Notes','Seven Winters','Pocket Physics','The Quiet Heir','Kitchen Radio','Extra Time','Last Tram Home','Bond and Yield','Wolf Month','Tiempo Muerto'][number + 1] AS title,
    ['podcast','audiobook','podcast','audiobook','podcast','podcast','audiobook','podcast','audiobook','podcast','audiobook','podcast','podcast','audiobook','podcast','audiobook','podcast','audiobook','podcast','podcast','audiobook','podcast','audiobook','podcast'][number + 1] AS fmt,
    ['business','crime','news','fantasy','crime','sport','romance','science','fantasy','comedy','crime','history','science','romance','news','history','science','crime','comedy','sport','romance','business','fantasy','crime'][number + 1] AS genre,
    concat(['Nadia','Hugo','Mina','Clark','Elsa','Ravi'][1 + cityHash64(number, 'c-first') % 6], ' ', ['Prentiss','Varga','Okafor','Lindgren','Marsh'][1 + cityHash64(number, 'c-last') % 5]) AS voice,
    ['Saltbox','Quillhouse','Saltbox','Tidewater','Lantern','Saltbox','Quillhouse','Lantern','Quillhouse','Saltbox','Tidewater','Lantern','Saltbox','Lantern','Saltbox','Tidewater','Lantern','Quillhouse','Saltbox','Lantern','Tidewater','Saltbox','Lantern','Lantern'][number + 1] AS publisher,
    ['en','en','en','en','de','en','pt','en','en','en','en','en','de','es','en','en','en','en','de','es','de','en','en','es'][number + 1] AS lang,
    if(fmt = 'audiobook', toNullable(toUInt32([0,1999,0,2499,0,0,1499,0,2999,0,899,0,0,1299,0,3499,0,2799,0,0,999,0,1799,0][number + 1])), NULL) AS list_cents,
    toDate('2026-04-20') - toUInt32(floor(2600 * pow(cityHash64(number, 'c-rel') / 18446744073709551616.0, 1.2))) AS released,
    cityHash64(number, 'c-exp') % 100 < 25 AS explicit
FROM numbers(24);

DROP TABLE IF EXISTS audio.listens;
CREATE TABLE audio.listens
(
    ts        DateTime64(3, 'UTC'),
    uid       UInt32 COMMENT 'listener',
    play_id   String COMMENT 'one play of one title by one listener',
    title_id  UInt32,
    action    LowCardinality(String) COMMENT 'start, skip, download, error, stop (left before the end) or finish (heard to the end)',
    device    LowCardinality(String) COMMENT 'phone, car, speaker, web or watch',
    app_build LowCardinality(String),
    plan      LowCardinality(String) COMMENT 'free, plus or family',
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    heard_sec Nullable(UInt32) COMMENT 'listening time of the play in seconds, only on stop and finish',
    speed     Nullable(Float32) COMMENT 'playback speed, 1 is normal; null on downloads'
)
ENGINE = MergeTree ORDER BY (ts, play_id);

-- A play has a start, maybe a skip, a download or an error, and mostly a stop or a finish.
-- Build 7.1.0 fails a lot since 2026-05-20 06:00.
INSERT INTO audio.listens
SELECT ts, uid, play_id, title_id, action, device, app_build, plan, country,
       if(pos = 4, toNullable(heard), NULL) AS heard_sec,
       if(action = 'download', NULL, toNullable(toFloat32([1.0, 1.0, 1.0, 1.0, 1.25, 1.5, 2.0][1 + cityHash64(uid, 'a-speed') % 7]))) AS speed
FROM
(
    SELECT
        intDiv(number, 5) AS p,
        number % 5 AS pos,
        concat('L', leftPad(toString(70000 + p), 7, '0')) AS play_id,
        toUInt32(1 + floor(5000 * pow(cityHash64(p, 'a-uid') / 18446744073709551616.0, 1.7))) AS uid,
        1 + toUInt8(floor(24 * pow(cityHash64(p, 'a-title') / 18446744073709551616.0, 1.4))) AS t,
        toUInt32(4000 + t) AS title_id,
        t IN (2, 4, 7, 9, 11, 14, 16, 18, 21, 23) AS book,
        cityHash64(p, 'a-dev') % 100 AS d,
        multiIf(d < 50, 'phone', d < 68, 'car', d < 84, 'speaker', d < 93, 'web', 'watch') AS device,
        cityHash64(p, 'a-build') % 100 AS b,
        if(device = 'phone', multiIf(b < 52, '7.1.0', b < 85, '7.0.4', '7.0.1'), if(b < 66, '3.4.0', '3.3.2')) AS app_build,
        cityHash64(uid, 'a-plan') % 100 AS pl,
        multiIf(pl < 54, 'free', pl < 83, 'plus', 'family') AS plan,
        cityHash64(uid, 'a-ctry') % 100 AS c,
        multiIf(c < 38, 'US', c < 59, 'GB', c < 73, 'DE', c < 84, 'IN', c < 92, 'BR', c < 97, 'MX', 'NZ') AS country,
        cityHash64(p, 'a-fin') % 1000 < if(book, 170, 560) AS fin,
        multiIf(fin AND book, toUInt32(5400 + cityHash64(p, 'a-hb') % 9000),
                fin, toUInt32(1100 + cityHash64(p, 'a-hp') % 2900),
                toUInt32(least(12600.0, floor(90 * multiIf(plan = 'plus', 1.4, plan = 'family', 0.8, 1.0) * pow(1 - cityHash64(p, 'a-hs') / 18446744073709551616.0, -0.85))))) AS heard,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(108000 * pow(cityHash64(p, 'a-ts') / 18446744073709551616.0, 1.5)))) AS t0,
        t0 + toIntervalMinute(if(pos = 4, 1 + intDiv(heard, 60), pos * (cityHash64(p, 'a-gap') % 3)))
            + toIntervalMillisecond(1000 + cityHash64(p, 'a-ms') % 14000 + 14000 * if(pos = 4, 3, pos % 4)) AS ts,
        multiIf(pos = 0, 'start', pos = 1, 'skip', pos = 2, 'download', pos = 3, 'error', fin, 'finish', 'stop') AS action,
        cityHash64(number, 'a-roll') % 1000 AS r,
        multiIf(pos = 0, 1,
                pos = 1, r < 140,
                pos = 2, r < if(toDayOfWeek(t0) IN (5, 6), 190, 100),
                pos = 3, r < if(app_build = '7.1.0' AND t0 >= '2026-05-20 06:00:00', 330, 20),
                r < 920) AS kept
    FROM numbers(42000)
)
WHERE kept AND ts < '2026-05-21 16:20:00';

-- A scraper downloads without end.
INSERT INTO audio.listens
SELECT
    toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(number * 2) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000),
    31337, concat('L', leftPad(toString(990000 + number), 7, '0')), toUInt32(4001 + number % 24), 'download', 'web', '3.4.0', 'free', 'MX', NULL, NULL
FROM numbers(190);

DROP TABLE IF EXISTS audio.orders;
CREATE TABLE audio.orders
(
    order_no   UInt64,
    ordered_at DateTime('UTC'),
    uid        UInt32 COMMENT 'listener who buys',
    title_id   UInt32 COMMENT 'always an audiobook',
    state      LowCardinality(String) COMMENT 'paid, refunded or failed; only paid orders keep their money',
    amt_cents  UInt32 COMMENT 'price of the order in US cents',
    pay_with   LowCardinality(String) COMMENT 'card, wallet or gift_credit',
    voucher    Nullable(String) COMMENT 'code of the voucher; null when none was used',
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY ordered_at;

INSERT INTO audio.orders
SELECT
    5200000 + n AS order_no, ordered_at, uid, title_id, state,
    toUInt32(floor(price * if(v, 0.8, 1))) AS amt_cents,
    pay_with,
    if(v, toNullable(['SPRING20','COMMUTE','FRIEND'][1 + cityHash64(n, 'o-vc') % 3]), NULL) AS voucher,
    country
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(288000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57) AS ordered_at,
        toUInt32(1 + floor(5000 * pow(cityHash64(number, 'o-uid') / 18446744073709551616.0, 1.4))) AS uid,
        1 + toUInt8(floor(10 * pow(cityHash64(number, 'o-title') / 18446744073709551616.0, 1.5))) AS i,
        toUInt32(4000 + [9, 2, 16, 4, 18, 7, 11, 23, 14, 21][i]) AS title_id,
        [2999, 1999, 3499, 2499, 2799, 1499, 899, 1799, 1299, 999][i] AS price,
        cityHash64(number, 'o-pay') % 100 AS w,
        multiIf(w < 57, 'card', w < 83, 'wallet', 'gift_credit') AS pay_with,
        cityHash64(number, 'o-v') % 100 < multiIf(pay_with = 'card', 18, pay_with = 'wallet', 31, 9) AS v,
        cityHash64(uid, 'a-ctry') % 100 AS c,
        multiIf(c < 38, 'US', c < 59, 'GB', c < 73, 'DE', c < 84, 'IN', c < 92, 'BR', c < 97, 'MX', 'NZ') AS country,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < if(country IN ('BR', 'MX'), 150, 70), 'refunded', s >= 945, 'failed', 'paid') AS state
    FROM numbers(4600)
);
