-- An online arena for board games. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS meeplearena;
CREATE DATABASE meeplearena;

CREATE TABLE meeplearena.players
(
    player_id  UInt32,
    nickname   String,
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    membership LowCardinality(String) COMMENT 'free, silver or gold',
    clan       Nullable(String),
    signed_up  Date,
    banned     UInt8
)
ENGINE = MergeTree ORDER BY player_id;

INSERT INTO meeplearena.players
SELECT
    toUInt32(10000 + number),
    concat(['Rook','Otter','Pixel','Velvet','Mango','Ghost','Basil','Comet'][1 + cityHash64(number, 'p-n1') % 8], ['Fox','Lord','Nine','Wizard','Dice','Queen'][1 + cityHash64(number, 'p-n2') % 6], toString(number)),
    ['DE','JP','US','BR','FR','CA','KR','NO'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-ctry') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'p-mem') % 100 < 62, 'free', cityHash64(number, 'p-mem') % 100 < 86, 'silver', 'gold'),
    if(cityHash64(number, 'p-clan0') % 100 < 45, NULL, toNullable(['Iron Pawns','Night Market','Seven Hats','Driftwood'][1 + cityHash64(number, 'p-clan') % 4])),
    toDate('2026-05-20') - toUInt32(floor(1100 * pow(cityHash64(number, 'p-up') / 18446744073709551616.0, 1.7))),
    toUInt8(cityHash64(number, 'p-ban') % 100 < 3)
FROM numbers(1400);

CREATE TABLE meeplearena.matches
(
    match_id   UInt64,
    opened_at  DateTime64(3, 'UTC'),
    player_id  UInt32 COMMENT 'who opened the table',
    game       LowCardinality(String),
    mode       LowCardinality(String) COMMENT 'ranked, casual or tournament',
    seats      UInt8,
    has_bot    UInt8 COMMENT '1 when a computer player took a seat',
    outcome    LowCardinality(String) COMMENT 'finished, abandoned, timeout, or cancelled when too few players came',
    play_s     Nullable(UInt32) COMMENT 'playing time in seconds; null for cancelled matches',
    moves      UInt16,
    elo_change Nullable(Int16) COMMENT 'of the player who opened the table, only in ranked matches',
    client     LowCardinality(String) COMMENT 'web, ios, android or desktop',
    lag_ms     Nullable(UInt32) COMMENT 'average delay between a move and its echo'
)
ENGINE = MergeTree ORDER BY (game, opened_at);

-- Quarry was offline on 2026-05-14; Moonrats matches are abandoned en masse on 2026-05-20 19:00-21:00; player 10777 opens far too many matches on 2026-05-21.
INSERT INTO meeplearena.matches
SELECT match_id, opened_at, player_id, game, mode, seats, has_bot, outcome,
       if(outcome = 'cancelled', NULL, toNullable(toUInt32(floor(multiIf(outcome = 'abandoned', 0.4, 1.0) * multiIf(client = 'desktop', 1.25, client = 'web', 1.0, 0.8) * moves * (14 + cityHash64(n, 'm-pace') % 30))))) AS play_s,
       if(outcome = 'cancelled', 0, moves) AS moves,
       if(mode = 'ranked' AND outcome != 'cancelled', toNullable(toInt16(toInt16(cityHash64(n, 'm-elo') % 49) - 24)), NULL) AS elo_change,
       client,
       if(outcome = 'cancelled' OR cityHash64(n, 'm-nolag') % 100 < 3, NULL,
          toNullable(toUInt32(floor(multiIf(client = 'android', 95, client = 'ios', 70, client = 'web', 55, 38) * pow(1 - cityHash64(n, 'm-lag') / 18446744073709551616.0, -0.35))))) AS lag_ms
FROM
(
    SELECT
        number AS n,
        5200000 + number * 3 AS match_id,
        if(number >= 7000, toDateTime64('2026-05-20 19:00:00', 3, 'UTC') + toIntervalMinute((number - 7000) * 2),
           toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.4)))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000) AS opened_at,
        toUInt32(10000 + floor(1400 * pow(cityHash64(number, 'm-pl') / 18446744073709551616.0, 1.5))) AS player_id,
        if(number >= 7000, 'Moonrats', ['Hex Harbor','Kingless','Moonrats','Quarry','Silk Ledger','Tower of Owls'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-game') / 18446744073709551616.0, 1.3)))]) AS game,
        ['casual','ranked','tournament'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-mode') / 18446744073709551616.0, 1.2)))] AS mode,
        toUInt8(2 + cityHash64(number, 'm-seats') % 4) AS seats,
        toUInt8(cityHash64(number, 'm-bot') % 100 < if(mode = 'casual', 34, 11)) AS has_bot,
        cityHash64(number, 'm-out') % 1000 AS o,
        multiIf(game = 'Moonrats' AND opened_at >= '2026-05-20 19:00:00' AND opened_at < '2026-05-20 21:00:00' AND o < 800, 'abandoned',
                o < multiIf(game = 'Kingless', 150, game = 'Quarry', 60, 95), 'abandoned', o < 190, 'timeout', o < 250, 'cancelled', 'finished') AS outcome,
        toUInt16(8 + floor(multiIf(game = 'Kingless', 40, game = 'Quarry', 22, game = 'Silk Ledger', 55, 30) * (0.5 + cityHash64(number, 'm-mv') / 18446744073709551616.0))) AS moves,
        ['web','android','ios','desktop'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-cl') / 18446744073709551616.0, 1.3)))] AS client
    FROM numbers(7060)
)
WHERE NOT (game = 'Quarry' AND toDate(opened_at) = '2026-05-14')
  AND NOT (toHour(opened_at) BETWEEN 2 AND 7 AND cityHash64(n, 'm-night') % 3 != 0)
  AND NOT (toHour(opened_at) BETWEEN 8 AND 15 AND cityHash64(n, 'm-day') % 10 < 3);

INSERT INTO meeplearena.matches
SELECT 5300000 + number, toDateTime64('2026-05-21 05:00:00', 3, 'UTC') + toIntervalMinute(number * 7) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
       10777, 'Hex Harbor', 'casual', 2, 1, 'finished', toNullable(toUInt32(240 + cityHash64(number, 'x-s') % 90)), toUInt16(20 + number % 7), NULL, 'web', toNullable(toUInt32(30 + number % 11))
FROM numbers(96);

CREATE TABLE meeplearena.purchases
(
    purchase_id UInt64,
    bought_at   DateTime('UTC'),
    player_id   UInt32,
    item        LowCardinality(String) COMMENT 'coins, skin, expansion or season_pass',
    price_usd   Decimal(8, 2),
    pay_state   LowCardinality(String) COMMENT 'settled, refunded, charged_back or declined; only settled purchases keep their money',
    store       LowCardinality(String),
    coupon      Nullable(String)
)
ENGINE = MergeTree ORDER BY bought_at;

INSERT INTO meeplearena.purchases
SELECT
    310000 + number,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.3)))) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58),
    toUInt32(10000 + floor(1400 * pow(cityHash64(number, 'b-pl') / 18446744073709551616.0, 1.3))),
    ['coins','skin','expansion','season_pass'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-item') / 18446744073709551616.0, 1.3)))] AS item,
    toDecimal64(multiIf(item = 'coins', [1.99, 4.99, 9.99, 24.99][1 + cityHash64(number, 'b-p') % 4], item = 'skin', [2.49, 3.99, 5.99, 7.49][1 + cityHash64(number, 'b-p') % 4], item = 'expansion', [12.5, 17.95, 22.0, 29.0][1 + cityHash64(number, 'b-p') % 4], 34.9), 2),
    multiIf(cityHash64(number, 'b-st') % 100 < 83, 'settled', cityHash64(number, 'b-st') % 100 < 92, 'refunded', cityHash64(number, 'b-st') % 100 < 94, 'charged_back', 'declined'),
    ['Stripe','Apple','Google'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-store') / 18446744073709551616.0, 1.2)))],
    if(cityHash64(number, 'b-cp0') % 100 < 80, NULL, toNullable(['SPRING10','WELCOME','MEEPLE5'][1 + cityHash64(number, 'b-cp') % 3]))
FROM numbers(2400);
