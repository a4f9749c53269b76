-- Puzzle-book apps with in-app purchases: books, players, events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
CREATE DATABASE IF NOT EXISTS puzzle;

DROP TABLE IF EXISTS puzzle.books;
CREATE TABLE puzzle.books
(
    title      String,
    family     LowCardinality(String) COMMENT 'sudoku, crossword, wordsearch, nonogram or logic',
    lvl        LowCardinality(String) COMMENT 'difficulty: gentle, medium or fiendish',
    lang       LowCardinality(String),
    n_puzzles  UInt16,
    list_cents UInt32 COMMENT 'price of the full book, US cents',
    released   Date
)
ENGINE = MergeTree ORDER BY title;

INSERT INTO puzzle.books
SELECT
    ['Morning Sudoku','Word Hunt Safari','Crossword Corner','Midnight Nonograms','Sudoku Summit','Grid Garden','Pixel Pictures','Cryptic Quarter','Word Hunt Ocean','Killer Cages','Detective Grids','Sunday Crosswords','Tiny Sudoku','Hidden Harbors','Zen Nonograms','Clue Cabin'][1 + number],
    ['sudoku','wordsearch','crossword','nonogram','sudoku','logic','nonogram','crossword','wordsearch','sudoku','logic','crossword','sudoku','wordsearch','nonogram','logic'][1 + number],
    ['gentle','gentle','medium','fiendish','fiendish','medium','gentle','fiendish','medium','fiendish','fiendish','medium','gentle','medium','gentle','medium'][1 + number],
    ['en','en','en','en','de','en','en','en','en','de','en','en','es','en','fr','fr'][1 + number],
    toUInt16(80 + cityHash64(number, 'b-puzzles') % 220),
    toUInt32([299, 349, 499, 599, 799, 449, 249, 899, 399, 799, 649, 549, 199, 349, 299, 449][1 + number]),
    toDate('2026-03-10') - toUInt32(cityHash64(number, 'b-release') % 1500)
FROM numbers(16);

DROP TABLE IF EXISTS puzzle.players;
CREATE TABLE puzzle.players
(
    player_id    UInt32,
    installed_at DateTime('UTC'),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    store        LowCardinality(String) COMMENT 'app_store, play_store or amazon',
    acq          LowCardinality(String) COMMENT 'where the install came from: organic, ad_network, influencer, cross_promo',
    push_ok      Bool COMMENT 'allows notifications'
)
ENGINE = MergeTree ORDER BY player_id;

INSERT INTO puzzle.players
SELECT
    toUInt32(1000 + number),
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(3 + toUInt32(floor(172800 * pow(cityHash64(number, 'p-inst') / 18446744073709551616.0, 0.8))))
        + toIntervalSecond(1 + cityHash64(number, 'p-sec') % 58),
    ['US','DE','GB','BR','CA','MX','JP','IT'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-country') / 18446744073709551616.0, 1.6)))],
    ['play_store','app_store','amazon'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-store') / 18446744073709551616.0, 1.5)))],
    ['organic','ad_network','cross_promo','influencer'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-acq') / 18446744073709551616.0, 1.4)))],
    cityHash64(number, 'p-push') % 100 < 61
FROM numbers(2500);

DROP TABLE IF EXISTS puzzle.events;
CREATE TABLE puzzle.events
(
    ts        DateTime64(3, 'UTC'),
    player_id UInt32,
    sess      String COMMENT 'one session of one player in one book',
    ev        LowCardinality(String) COMMENT 'open, start, hint, solve, purchase or crash; start and solve are of a puzzle',
    book      LowCardinality(String) COMMENT 'books.title',
    device    LowCardinality(String) COMMENT 'phone, tablet or chromebook',
    ver       LowCardinality(String) COMMENT 'app version',
    solve_ms  Nullable(UInt32) COMMENT 'time needed, only on solve events',
    sku       LowCardinality(String) COMMENT 'hint_pack, full_book, no_ads or bundle; empty unless a purchase',
    cents     Nullable(UInt32) COMMENT 'price in US cents, only on purchase events',
    pay_state LowCardinality(String) COMMENT 'paid, pending, declined or refunded; empty unless a purchase; only paid purchases are income'
)
ENGINE = MergeTree ORDER BY (ts, sess);

-- Version 3.9.0 crashes a lot since 2026-05-19 08:00; the stores sold nothing on 2026-05-14.
INSERT INTO puzzle.events
SELECT ts, player_id, sess, ev, book, device, ver,
       if(ev = 'solve', toNullable(toUInt32(floor(1000 * [310, 260, 620, 840, 930, 480, 270, 1150, 330, 1020, 780, 690, 150, 350, 390, 560][b] * (0.3 + 0.55 * pow(1 - cityHash64(number, 'e-solve') / 18446744073709551616.0, -0.42))) + cityHash64(number, 'e-solvems') % 1000)), NULL) AS solve_ms,
       if(ev = 'purchase', item, '') AS sku,
       if(ev = 'purchase', toNullable(toUInt32(multiIf(item = 'hint_pack', 199, item = 'no_ads', 389, item = 'bundle', 1299, [299, 349, 499, 599, 799, 449, 249, 899, 399, 799, 649, 549, 199, 349, 299, 449][b]))), NULL) AS cents,
       if(ev = 'purchase', multiIf(q < 800, 'paid', q < 850, 'pending', q < 910, 'declined', 'refunded'), '') AS pay_state
FROM
(
    SELECT
        number,
        intDiv(number, 6) AS p,
        number % 6 AS pos,
        ['open','start','hint','solve','purchase','crash'][1 + pos] AS ev,
        concat('s', lower(hex(cityHash64(p, 'e-sess')))) AS sess,
        toUInt32(floor(2500 * pow(cityHash64(p, 'e-player') / 18446744073709551616.0, 1.5))) AS u,
        toUInt32(1000 + u) AS player_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(172800 * pow(cityHash64(toUInt64(u), 'p-inst') / 18446744073709551616.0, 0.8))))
            + toIntervalSecond(1 + cityHash64(toUInt64(u), 'p-sec') % 58) AS inst,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86390 * pow(cityHash64(p, 'e-when') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(pos * (1 + cityHash64(p, 'e-gap') % 5))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57900) AS ts,
        1 + toUInt8(floor(16 * pow(cityHash64(p, 'e-book') / 18446744073709551616.0, 1.4))) AS b,
        ['Morning Sudoku','Word Hunt Safari','Crossword Corner','Midnight Nonograms','Sudoku Summit','Grid Garden','Pixel Pictures','Cryptic Quarter','Word Hunt Ocean','Killer Cages','Detective Grids','Sunday Crosswords','Tiny Sudoku','Hidden Harbors','Zen Nonograms','Clue Cabin'][b] AS book,
        ['phone','tablet','chromebook'][1 + toUInt8(floor(3 * pow(cityHash64(p, 'e-device') / 18446744073709551616.0, 1.6)))] AS device,
        ['3.8.4','3.9.0','3.8.1','3.7.0'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'e-ver') / 18446744073709551616.0, 1.3)))] AS ver,
        ['hint_pack','full_book','no_ads','bundle'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'e-item') / 18446744073709551616.0, 1.3)))] AS item,
        cityHash64(p, 'e-pay') % 1000 AS q,
        cityHash64(p, 'e-start') % 100 < 86 AS started,
        cityHash64(number, 'e-roll') % 1000 AS r,
        multiIf(pos = 0, 1,
                pos = 1, started,
                pos = 2, started AND r < multiIf(b IN (4, 5, 8, 10, 11), 560, b = 3, 470, 230),
                pos = 3, started AND r < multiIf(b IN (4, 5, 8, 10, 11), 420, device = 'phone', 600, 740),
                pos = 4, r < 140,
                r < if(ver = '3.9.0' AND ts >= '2026-05-19 08:00:00', 300, 25)) AS kept
    FROM numbers(48000)
)
WHERE kept AND ts < '2026-05-21 16:20:00' AND ts > inst
  AND NOT (ev = 'purchase' AND toDate(ts) = '2026-05-14');
