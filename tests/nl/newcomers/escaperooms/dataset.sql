-- Escape room venues: games booked and played, hints asked, rooms. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Nobody played on 2026-05-06 (all staff in training). Room 14 retired on 2026-04-20, room 6 in refurbishment since 2026-05-09. Room 9 has a broken prop on 2026-05-20 from 17:00 and its teams beg for hints.
DROP DATABASE IF EXISTS escaperooms;
CREATE DATABASE escaperooms;

CREATE TABLE escaperooms.rooms
(
    room_id     UInt16,
    room_name   String,
    venue       LowCardinality(String) COMMENT 'city of the venue',
    theme       LowCardinality(String),
    difficulty  UInt8 COMMENT '1 = easy ... 5 = brutal',
    max_players UInt8,
    opened_on   Date,
    room_state  LowCardinality(String) COMMENT 'live, refurb or retired'
)
ENGINE = MergeTree ORDER BY room_id;

INSERT INTO escaperooms.rooms
SELECT
    number + 1,
    ['Vault 21','The Butcher','Captain Nemo','Asylum','Lost Tomb','Orbital','Grand Casino','Witch Hollow','Reactor 9','Secret Attic','Night Train','Dragon Keep','Bank of Nowhere','Black Lagoon','Enigma Bunker','Time Lab'][number + 1],
    ['Utrecht','Porto','Krakow','Aarhus'][1 + number % 4],
    ['heist','horror','adventure','horror','history','scifi','heist','fantasy','scifi','adventure','history','fantasy','heist','horror','history','scifi'][number + 1],
    1 + cityHash64(number, 'er-diff') % 5,
    [8, 8, 10, 8][1 + cityHash64(number, 'er-max') % 4],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'er-open') % 2400),
    ['live','live','live','live','live','refurb','live','live','live','live','live','live','live','retired','live','live'][number + 1]
FROM numbers(16);

CREATE TABLE escaperooms.games
(
    game_id     UInt32,
    room_id     UInt16,
    customer_id UInt32 COMMENT 'who booked',
    started_at  DateTime('UTC') COMMENT 'slot start',
    players     UInt8 COMMENT 'team size',
    channel     LowCardinality(String) COMMENT 'where the booking came from: web, phone, walk_in, partner',
    outcome     LowCardinality(String) COMMENT 'E escaped, T time ran out, A aborted by staff, N no-show, C cancelled by customer. N and C were never played',
    escape_s    Nullable(UInt32) COMMENT 'seconds until the team got out, null unless escaped',
    price_cents UInt32 COMMENT 'whole team, euro cents',
    payment     LowCardinality(String) COMMENT 'paid, refunded or open (not settled yet), only paid counts as takings',
    game_master LowCardinality(String),
    lang        LowCardinality(String),
    stars       Nullable(UInt8) COMMENT 'review by the team, 1 to 5'
)
ENGINE = MergeTree ORDER BY (room_id, started_at);

INSERT INTO escaperooms.games
SELECT 400000 + n, room_id, customer_id, started_at, players, channel, outcome,
    if(outcome = 'E', toNullable(toUInt32(1250 + floor(2330 * pow(cityHash64(n, 'er-esc') / 18446744073709551616.0, 0.6)) - 40 * (players - 2))), NULL),
    players * multiIf(channel = 'partner', 1990, channel = 'walk_in', 2650, 2450) + 1500,
    multiIf(outcome IN ('C', 'A'), 'refunded', outcome != 'N' AND cityHash64(n, 'er-pay') % 100 < 6, 'open', 'paid'),
    game_master, lang,
    if(outcome IN ('E', 'T') AND cityHash64(n, 'er-rev') % 100 < 45, toNullable(toUInt8([5,5,4,5,4,3,4,5,2,1][1 + cityHash64(n, 'er-stars') % 10])), NULL)
FROM
(
    SELECT
        number AS n,
        toUInt16(1 + floor(16 * pow(cityHash64(number, 'er-room') / 18446744073709551616.0, 1.2))) AS room_id,
        toUInt32(20000 + floor(2600 * pow(cityHash64(number, 'er-cust') / 18446744073709551616.0, 1.7))) AS customer_id,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'er-day') / 18446744073709551616.0, 1.25))))
            + toIntervalMinute(600 + toUInt32(floor(740 * pow(cityHash64(number, 'er-min') / 18446744073709551616.0, 0.8)))) + toIntervalSecond(1 + cityHash64(number, 'er-sec') % 57) AS started_at,
        toUInt8(2 + floor(7 * pow(cityHash64(number, 'er-size') / 18446744073709551616.0, 1.4))) AS players,
        ['web','partner','phone','walk_in'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'er-chan') / 18446744073709551616.0, 1.8)))] AS channel,
        cityHash64(number, 'er-out') % 1000 AS o,
        multiIf(o < multiIf(channel = 'partner', 130, channel = 'phone', 85, channel = 'web', 55, 12), 'N', o < 220, 'C', o < 240, 'A', o < 660, 'E', 'T') AS outcome,
        ['Noor','Tiago','Ola','Mads','Femke','Rita','Kuba','Freja','Daan'][1 + toUInt8(floor(9 * pow(cityHash64(number, 'er-gm') / 18446744073709551616.0, 1.3)))] AS game_master,
        ['en','nl','pt','pl','da'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'er-lang') / 18446744073709551616.0, 1.4)))] AS lang
    FROM numbers(5200)
)
WHERE started_at < '2026-05-21 16:20:00' AND toDate(started_at) != '2026-05-06'
  AND NOT (room_id = 14 AND started_at >= '2026-04-20 00:00:00')
  AND NOT (room_id = 6 AND started_at >= '2026-05-09 00:00:00');

CREATE TABLE escaperooms.hints
(
    hint_id   UInt64,
    game_id   UInt32,
    room_id   UInt16,
    asked_at  DateTime('UTC'),
    puzzle    LowCardinality(String),
    given_via LowCardinality(String) COMMENT 'screen, radio or in_person',
    answer_ms Nullable(UInt32) COMMENT 'until the game master answered, null when nobody did'
)
ENGINE = MergeTree ORDER BY (asked_at, hint_id);

INSERT INTO escaperooms.hints
SELECT hint_id, game_id, room_id, asked_at,
    ['cipher','padlock','mirror','laser','wiring','scales'][1 + toUInt8(floor(6 * pow(cityHash64(hint_id, 'eh-puz') / 18446744073709551616.0, 1.5)))],
    ['screen','radio','in_person'][1 + toUInt8(floor(3 * pow(cityHash64(hint_id, 'eh-via') / 18446744073709551616.0, 1.6)))],
    if(cityHash64(hint_id, 'eh-none') % 100 < 7, NULL, toNullable(toUInt32(floor(5200 * pow(1 - cityHash64(hint_id, 'eh-ms') / 18446744073709551616.0, -0.45)))))
FROM
(
    SELECT
        toUInt64(game_id) * 100 + k AS hint_id, game_id, room_id,
        started_at + toIntervalSecond(60 * (3 + cityHash64(hint_id, 'eh-t') % 52)) AS asked_at
    FROM
    (
        SELECT game_id, room_id, started_at,
            if(room_id = 9 AND started_at >= '2026-05-20 17:00:00' AND started_at < '2026-05-21 00:00:00', 28, cityHash64(game_id, 'eh-n') % 5) AS cnt
        FROM escaperooms.games WHERE outcome IN ('E', 'T', 'A')
    )
    ARRAY JOIN range(toUInt32(cnt)) AS k
)
WHERE asked_at < '2026-05-21 16:20:00';
