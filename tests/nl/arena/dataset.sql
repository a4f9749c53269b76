-- An online game: matches as each player saw them, and the players. Crashes on the Foundry map pile up on 2026-05-21 from 11:00 to 13:00; no match was played on 2026-05-06.
CREATE DATABASE IF NOT EXISTS arena;
DROP TABLE IF EXISTS arena.players;
CREATE TABLE arena.players
(
    player_id   UInt32,
    nickname    String,
    country     LowCardinality(String) COMMENT 'two-letter code',
    registered_at DateTime('UTC'),
    vip         Bool,
    referred_by LowCardinality(Nullable(String)) COMMENT 'friend, streamer or ad; null when unknown'
)
ENGINE = MergeTree ORDER BY player_id;
INSERT INTO arena.players SELECT 5000 + number, concat(['Zap', 'Moss', 'Rook', 'Nova', 'Hex'][1 + number % 5], toString(number)), ['US', 'KR', 'PL', 'SE', 'MX', 'GB'][1 + cityHash64(number, 'c') % 6], toDateTime('2026-05-21 10:00:00', 'UTC') - toIntervalSecond(cityHash64(number, 'r') % 30000000), cityHash64(number, 'v') % 12 = 0, if(cityHash64(number, 'rf') % 3 = 0, NULL, ['friend', 'streamer', 'ad'][1 + cityHash64(number, 'rb') % 3]) FROM numbers(1400);
DROP TABLE IF EXISTS arena.match_records;
CREATE TABLE arena.match_records
(
    record_id    UInt64,
    match_id     UInt32,
    player_id    UInt32,
    started_at   DateTime('UTC'),
    ended_at     Nullable(DateTime('UTC')),
    game_mode    LowCardinality(String) COMMENT 'duel, team_battle, capture_flag or survival',
    map_name     LowCardinality(String),
    champion     LowCardinality(String),
    kills        UInt16,
    deaths       UInt16,
    damage       UInt32 COMMENT 'damage dealt',
    ping_ms      UInt16 COMMENT 'network latency',
    won          Bool,
    ranked       Bool,
    left_early   Bool,
    end_state    LowCardinality(String) COMMENT 'normal, surrender, crash or timeout',
    purchase_usd Nullable(Decimal(8, 2)) COMMENT 'spent in the shop during the match'
)
ENGINE = MergeTree ORDER BY started_at;
INSERT INTO arena.match_records
SELECT number, intDiv(number, 4), 5000 + toUInt32(floor(1390 * pow(cityHash64(number, 'p') / 18446744073709551616.0, 1.5))), at, if(es = 'crash', NULL, at + toIntervalSecond(300 + cityHash64(number, 'l') % 2100)), ['duel', 'team_battle', 'team_battle', 'capture_flag', 'survival'][1 + cityHash64(number, 'gm') % 5], mp, ['Vex', 'Orla', 'Tarn', 'Brim', 'Ilka', 'Jory'][1 + cityHash64(number, 'ch') % 6],
    cityHash64(number, 'k') % 22, cityHash64(number, 'd') % 16, 500 + cityHash64(number, 'dm') % 40000, 12 + toUInt32(300 * pow(cityHash64(number, 'pi') / 18446744073709551616.0, 3)), cityHash64(number, 'w') % 100 < 49, cityHash64(number, 'rk') % 10 < 6, cityHash64(number, 'le') % 14 = 0, es, if(cityHash64(number, 'pu') % 20 = 0, toDecimal64(1 + (cityHash64(number, 'pa') % 4900) / 100, 2), NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(25 + toUInt32(5000000 * pow(cityHash64(intDiv(number, 4), 'a') / 18446744073709551616.0, 1.2))) AS at, ['Foundry', 'Glacier', 'Old Harbor', 'Sunken Temple'][1 + cityHash64(intDiv(number, 4), 'm') % 4] AS mp,
        multiIf(mp = 'Foundry' AND at >= '2026-05-21 11:00:00' AND at < '2026-05-21 13:00:00' AND cityHash64(number, 'cr') % 10 < 7, 'crash', cityHash64(number, 'e') % 100 < 84, 'normal', cityHash64(number, 'e') % 100 < 94, 'surrender', cityHash64(number, 'e') % 100 < 96, 'crash', 'timeout') AS es
    FROM numbers(48000)
)
WHERE toDate(at) != '2026-05-06';
