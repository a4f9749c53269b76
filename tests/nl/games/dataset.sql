-- Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS games;
CREATE DATABASE games;

CREATE TABLE games.players
(
    userId UInt64,
    name String,
    country String,
    platform String,
    level UInt16,
    createdAt DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY userId;

INSERT INTO games.players
SELECT
    5001 + number AS userId,
    concat(['red','dark','tiny','fast','lazy','iron','wild','cold','neon','lost'][1 + number % 10], ['Fox','Wolf','Owl','Bear','Crow','Lynx','Hawk','Frog','Mole','Tiger','Shark','Panda','Goat','Bee','Moth','Crab'][1 + intDiv(number, 10)]) AS name,
    ['US','BR','DE','JP','FR','PL','IN'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'g-ctry') / 18446744073709551616.0, 1.4)))] AS country,
    ['android','ios','pc','console'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-plat') / 18446744073709551616.0, 1.5)))] AS platform,
    1 + toUInt16(floor(80 * pow(cityHash64(number, 'g-lvl') / 18446744073709551616.0, 1.3))) AS level,
    toDateTime64('2025-06-01 00:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(number, 'g-at') % 25000000) AS createdAt
FROM numbers(160);

CREATE TABLE games.matches
(
    matchId String,
    userId UInt64,
    mode String,
    map String,
    result String,
    score UInt32,
    kills UInt16,
    duration UInt32,
    createdAt DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY (createdAt, matchId);

INSERT INTO games.matches
SELECT
    concat('m', toString(10000 + row_number() OVER (ORDER BY ts))) AS matchId,
    -- players 5149 to 5160 have not played
    5001 + toUInt64(floor(148 * pow(cityHash64(number, 'x-user') / 18446744073709551616.0, 1.6))) AS userId,
    ['solo','duo','squad'][m] AS mode,
    ['harbor','desert','castle','jungle','arena','metro'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'x-map') / 18446744073709551616.0, 1.3)))] AS map,
    multiIf(r < 30 + 7 * m, 'win', r < 37 + 7 * m, 'draw', 'loss') AS result,
    toUInt32(floor(if(r < 30 + 7 * m, 800, 300) + 3200 * pow(cityHash64(number, 'x-score') / 18446744073709551616.0, 1.7))) AS score,
    toUInt16(floor(32 * pow(cityHash64(number, 'x-kills') / 18446744073709551616.0, 2.2))) AS kills,
    180 + toUInt32(floor(2300 * pow(cityHash64(number, 'x-dur') / 18446744073709551616.0, 1.4))) AS duration,
    ts AS createdAt
FROM
(
    SELECT
        number,
        1 + toUInt8(floor(3 * pow(cityHash64(number, 'x-mode') / 18446744073709551616.0, 1.3))) AS m,
        cityHash64(number, 'x-roll3') % 100 AS r,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMillisecond(9000 + toUInt64(floor(3900000000 * pow(cityHash64(number, 'x-ts') / 18446744073709551616.0, 1.3)))) AS ts
    FROM numbers(3600)
);

CREATE TABLE games.purchases
(
    purchaseId UInt64,
    userId UInt64,
    item String,
    amount Float64,
    status String,
    createdAt DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY (createdAt, purchaseId);

INSERT INTO games.purchases
SELECT
    row_number() OVER (ORDER BY ts) + 70000 AS purchaseId,
    5001 + toUInt64(floor(131 * pow(cityHash64(number, 'y-user') / 18446744073709551616.0, 1.5))) AS userId,
    ['coins','skin','chest','season pass','emote','pet'][i] AS item,
    round([4.99, 7.5, 12, 19.99, 2.99, 9.5][i] * (1 + cityHash64(number, 'y-n') % 3) * [1, 0.9, 0.75][1 + cityHash64(number, 'y-disc') % 3], 2) AS amount,
    multiIf(r < 82, 'paid', r < 82 + 2 * i, 'refunded', r < 96, 'paid', 'failed') AS status,
    ts AS createdAt
FROM
(
    SELECT
        number,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'y-item') / 18446744073709551616.0, 1.3))) AS i,
        cityHash64(number, 'y-roll') % 100 AS r,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMillisecond(40000 + toUInt64(floor(3900000000 * pow(cityHash64(number, 'y-ts') / 18446744073709551616.0, 1.25)))) AS ts
    FROM numbers(1400)
);
