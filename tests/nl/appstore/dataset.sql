-- A mobile game: installs, in-app purchases, crashes. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. No install on 2026-05-10 (the attribution link was broken).
-- Build 7.3.0 crashes in masses since 2026-05-20 15:00.
DROP DATABASE IF EXISTS appstore;
CREATE DATABASE appstore;

CREATE TABLE appstore.installs
(
    install_id   UInt64 COMMENT 'one app on one device',
    installed_at DateTime('UTC'),
    platform     LowCardinality(String) COMMENT 'ios or android',
    device_model LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    source       LowCardinality(String) COMMENT 'organic, or the ad network that brought the install',
    removed_at   Nullable(DateTime('UTC')) COMMENT 'when the app was uninstalled, null while it is on the device'
)
ENGINE = MergeTree ORDER BY install_id;

INSERT INTO appstore.installs
SELECT install_id, installed_at, platform, device_model, country, source, if(gone < '2026-05-21 16:20:00', gone, NULL)
FROM
(
    SELECT
        number AS n,
        toUInt64(409000 - number) AS install_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(200000 * pow((number + cityHash64(number, 'i-ts') % 1000 / 1000.0) / 6000.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'i-s') % 58) AS installed_at,
        if(cityHash64(number, 'i-pl') % 100 < 58, 'android', 'ios') AS platform,
        if(platform = 'ios', ['iPhone 15','iPhone 13','iPad Air'], ['Galaxy A15','Pixel 8','Redmi 13','Moto G54'])[1 + toUInt8(floor(if(platform = 'ios', 3, 4) * pow(cityHash64(number, 'i-dev') / 18446744073709551616.0, 1.2)))] AS device_model,
        ['US','BR','IN','DE','MX','JP','ID','TR'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'i-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        ['organic','adwave','clickpond','loopads'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'i-src') / 18446744073709551616.0, 1.5)))] AS source,
        if(cityHash64(number, 'i-gone') % 100 < multiIf(source = 'clickpond', 55, 36),
           toNullable(installed_at + toIntervalMinute(12 + toUInt32(floor(40000 * pow(cityHash64(number, 'i-gt') / 18446744073709551616.0, 3))))), NULL) AS gone
    FROM numbers(6000)
)
WHERE toDate(installed_at) != '2026-05-10';

CREATE TABLE appstore.purchases
(
    purchase_id  String,
    bought_at    DateTime('UTC'),
    install_id   UInt64,
    product      LowCardinality(String) COMMENT 'item in our shop',
    amount_cents UInt32 COMMENT 'price in US cents',
    pay_method   LowCardinality(String) COMMENT 'card, paypal, carrier (phone bill) or gift_card',
    status       LowCardinality(String) COMMENT 'paid, refunded, declined or pending. Only paid purchases are revenue'
)
ENGINE = MergeTree ORDER BY bought_at;

INSERT INTO appstore.purchases
SELECT r.purchase_id, r.bought_at, r.install_id, r.product, r.amount_cents, r.pay_method, r.status
FROM
(
    SELECT
        number AS n,
        concat('P-', upper(leftPad(hex(70000 + number), 6, '0'))) AS purchase_id,
        2 + toUInt32(floor(88500 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.2))) AS ago,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(ago) + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS bought_at,
        toUInt32(ceil(6000 * pow((ago + 2) / 200000.0, 1 / 1.3))) + 1 AS lo,
        toUInt64(409000 - lo + floor((6000 - lo) * pow(cityHash64(number, 'p-inst') / 18446744073709551616.0, 2))) AS install_id,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-prod') / 18446744073709551616.0, 1.5))) AS k,
        ['gem_pouch','season_pass','gem_chest','no_ads','starter_kit'][k] AS product,
        toUInt32([299, 999, 2499, 499, 149][k] * if(cityHash64(number, 'p-qty') % 9 = 0, 2, 1) - if(cityHash64(number, 'p-promo') % 6 = 0, 50, 0)) AS amount_cents,
        ['card','paypal','carrier','gift_card'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-pay') / 18446744073709551616.0, 1.4)))] AS pay_method,
        cityHash64(number, 'p-st') % 1000 AS s,
        multiIf(s < multiIf(product = 'gem_chest', 110, product = 'no_ads', 25, product = 'season_pass', 70, 45), 'refunded',
                s < if(pay_method = 'paypal', 230, 170), 'declined', s >= 985 OR (ago < 60 AND s > 900), 'pending', 'paid') AS status
    FROM numbers(6800)
) AS r
INNER JOIN appstore.installs AS i ON toUInt64(r.install_id) = i.install_id
WHERE i.removed_at IS NULL OR i.removed_at > r.bought_at;

CREATE TABLE appstore.crashes
(
    crashed_at DateTime64(3, 'UTC'),
    install_id UInt64,
    build      LowCardinality(String),
    kind       UInt8 COMMENT '1 exception, 2 freeze, 3 out of memory',
    screen     LowCardinality(String),
    uptime_ms  UInt32 COMMENT 'time in the app before the crash',
    free_mb    Nullable(UInt16)
)
ENGINE = MergeTree ORDER BY crashed_at;

INSERT INTO appstore.crashes
SELECT r.crashed_at, r.install_id, r.build, r.kind, r.screen, r.uptime_ms, r.free_mb
FROM
(
    SELECT
        number AS n,
        if(number >= 4800, 2 + toUInt32(cityHash64(number, 'r-ts') % 1518), 2 + toUInt32(floor(88300 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.15)))) AS ago,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(ago) + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS crashed_at,
        toUInt32(ceil(6000 * pow((ago + 2) / 200000.0, 1 / 1.3))) + 1 AS lo,
        409000 - toUInt64(lo + floor((6000 - lo) * pow(cityHash64(number, 'r-inst') / 18446744073709551616.0, 2.4))) AS install_id,
        if(number >= 4800, '7.3.0', ['7.2.1','7.3.0','7.2.0','7.1.4'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-bld') / 18446744073709551616.0, 1.4)))]) AS build,
        toUInt8([1,1,1,1,2,2,3,3][1 + cityHash64(number, 'r-kind') % 8]) AS kind,
        ['battle','home','shop','login','settings'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-scr') / 18446744073709551616.0, 1.3)))] AS screen,
        toUInt32(900 + floor(if(kind = 2, 41000, 24000) * pow(1 - cityHash64(number, 'r-up') / 18446744073709551616.0, -0.5))) AS uptime_ms,
        if(cityHash64(number, 'r-nomb') % 10 = 0, NULL, toNullable(toUInt16(if(kind = 3, 4, 60) + cityHash64(number, 'r-mb') % if(kind = 3, 40, 900)))) AS free_mb
    FROM numbers(5250)
) AS r
INNER JOIN appstore.installs AS i ON toUInt64(r.install_id) = i.install_id
WHERE i.removed_at IS NULL OR i.removed_at > r.crashed_at;
