-- A chain of escape rooms: rooms, bookings and the games played. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Nothing lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS escapade;
CREATE DATABASE escapade;

CREATE TABLE escapade.rooms
(
    room_code   String,
    room_name   String,
    branch      LowCardinality(String) COMMENT 'the city of the venue',
    theme       Enum8('horror' = 1, 'heist' = 2, 'adventure' = 3, 'scifi' = 4),
    diff        UInt8 COMMENT 'difficulty, 1 (easy) to 5 (very hard)',
    max_players UInt8,
    kids_ok     Bool COMMENT 'suitable for under-12s',
    opened_on   Date
)
ENGINE = MergeTree ORDER BY room_code
COMMENT 'escape rooms of the chain';

INSERT INTO escapade.rooms VALUES
    ('LEI-01', 'The Alchemist',   'Leipzig', 'adventure', 2, 6, true,  '2021-03-12'),
    ('LEI-02', 'Bank Job',        'Leipzig', 'heist',     3, 6, true,  '2021-03-12'),
    ('LEI-03', 'Asylum',          'Leipzig', 'horror',    5, 8, false, '2022-10-28'),
    ('LEI-04', 'Submarine 9',     'Leipzig', 'scifi',     4, 6, true,  '2023-06-02'),
    ('UTR-01', 'Canal House',     'Utrecht', 'adventure', 1, 6, true,  '2020-09-18'),
    ('UTR-02', 'Diamond Run',     'Utrecht', 'heist',     4, 6, false, '2020-09-18'),
    ('UTR-03', 'Butcher Lane',    'Utrecht', 'horror',    3, 7, false, '2024-01-19'),
    ('UTR-04', 'Moon Base',       'Utrecht', 'scifi',     3, 8, true,  '2026-05-19'),
    ('GDA-01', 'Amber Vault',     'Gdansk',  'heist',     2, 6, true,  '2019-11-08'),
    ('GDA-02', 'Lighthouse',      'Gdansk',  'adventure', 3, 6, true,  '2019-11-08'),
    ('GDA-03', 'Ward 13',         'Gdansk',  'horror',    4, 8, false, '2021-10-15'),
    ('GDA-04', 'Zero Gravity',    'Gdansk',  'scifi',     5, 6, false, '2025-02-07'),
    ('POR-01', 'Port Cellar',     'Porto',   'adventure', 1, 6, true,  '2022-04-22'),
    ('POR-02', 'Smugglers',       'Porto',   'heist',     2, 7, true,  '2022-04-22'),
    ('POR-03', 'The Convent',     'Porto',   'horror',    4, 6, false, '2023-10-06'),
    ('POR-04', 'Android Dreams',  'Porto',   'scifi',     3, 6, true,  '2025-11-14'),
    ('MAL-01', 'Longship',        'Malmo',   'adventure', 2, 8, true,  '2023-02-17'),
    ('MAL-02', 'Train Robbery',   'Malmo',   'heist',     3, 6, true,  '2023-02-17'),
    ('MAL-03', 'Frostbite',       'Malmo',   'horror',    5, 6, false, '2024-11-01'),
    ('MAL-04', 'Signal Lost',     'Malmo',   'scifi',     4, 7, true,  '2025-08-29');

CREATE TABLE escapade.bookings
(
    bkg_id    UInt32,
    booked_at DateTime('UTC'),
    room_code String,
    cust_id   UInt32 COMMENT 'customer',
    chan      Enum8('web' = 1, 'phone' = 2, 'walkin' = 3, 'partner' = 4) COMMENT 'booking channel; partner = resellers',
    party     UInt8 COMMENT 'number of players',
    amt_cents UInt32 COMMENT 'price in euro cents',
    bkg_state LowCardinality(String) COMMENT 'confirmed, cancelled or refunded; only confirmed bookings keep their money',
    promo     LowCardinality(Nullable(String)) COMMENT 'voucher code, null when none was used',
    lead_d    UInt8 COMMENT 'days from the booking to the game'
)
ENGINE = MergeTree ORDER BY (booked_at, bkg_id)
COMMENT 'bookings of rooms';

INSERT INTO escapade.bookings
SELECT bkg_id, booked_at, room_code, cust_id, chan, party,
       toUInt32(round((900 + 2150 * party + 300 * (cityHash64(room_code, 'b-lvl') % 4)) * multiIf(promo = 'STUDENT', 0.8, promo IS NOT NULL, 0.9, 1.0))) AS amt_cents,
       bkg_state, promo, lead_d
FROM
(
    SELECT
        number AS n,
        40000 + number AS bkg_id,
        ['web','web','web','web','web','web','phone','phone','walkin','partner'][1 + cityHash64(number, 'b-chan') % 10] AS chan,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(75 * pow(cityHash64(number, 'b-day') / 18446744073709551616.0, 1.2))))
            + toIntervalHour(multiIf(chan = 'walkin', 10 + cityHash64(number, 'b-hr') % 11, chan = 'phone', 9 + cityHash64(number, 'b-hr') % 11, 7 + cityHash64(number, 'b-hr') % 17))
            + toIntervalMinute(cityHash64(number, 'b-min') % 60)
            + toIntervalSecond(1 + cityHash64(number, 'b-sec') % 58) AS booked_at,
        ['POR-02','LEI-03','UTR-01','MAL-01','LEI-01','GDA-02','POR-03','UTR-03','LEI-04','MAL-03','GDA-01','UTR-02','LEI-02','GDA-03','POR-01','MAL-02','GDA-04','POR-04','MAL-04']
            [1 + toUInt8(floor(19 * pow(cityHash64(number, 'b-room') / 18446744073709551616.0, 1.25)))] AS room_code,
        1 + toUInt32(floor(3600 * pow(cityHash64(number, 'b-cust') / 18446744073709551616.0, 1.4))) AS cust_id,
        toUInt8([2,2,3,3,4,4,4,5,5,6,6,5][1 + cityHash64(number, 'b-party') % 12]) AS party,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(chan = 'walkin', 'confirmed',
                s < multiIf(chan = 'partner', 190, chan = 'phone', 120, 75), 'cancelled',
                s < multiIf(chan = 'partner', 220, chan = 'phone', 150, 115), 'refunded', 'confirmed') AS bkg_state,
        if(cityHash64(number, 'b-promo') % 100 < 17, ['SPRING10','BDAY','STUDENT'][1 + cityHash64(number, 'b-promo2') % 3], NULL) AS promo,
        toUInt8(if(chan = 'walkin', 0, floor(22 * pow(cityHash64(number, 'b-lead') / 18446744073709551616.0, 1.9)))) AS lead_d
    FROM numbers(6600)
)
WHERE booked_at < '2026-05-21 16:20:00';

CREATE TABLE escapade.games
(
    game_id   UInt32,
    bkg_id    UInt32,
    room_code String,
    gm        LowCardinality(String) COMMENT 'game master',
    began_at  DateTime('UTC'),
    escaped   Bool COMMENT 'the team got out within 60 minutes',
    took_s    Nullable(UInt16) COMMENT 'escape time in seconds, null when the team did not get out',
    hints     UInt8 COMMENT 'hints given',
    score     Nullable(UInt8) COMMENT 'rating by the team, 1 to 10, null when they gave none'
)
ENGINE = MergeTree ORDER BY (began_at, game_id)
COMMENT 'games played, one for each confirmed booking that turned up';

-- In POR-02 nobody gets out since 2026-05-18 (a broken lock); GDA-03 has no games since 2026-05-14, UTR-04 has had none yet; Malmo has none on 2026-05-13 (a power cut).
INSERT INTO escapade.games
SELECT game_id, bkg_id, room_code, gm, began_at, escaped,
       if(escaped, toNullable(toUInt16(3590 - floor((3900 - 420 * diff) * pow(cityHash64(bkg_id, 'g-took') / 18446744073709551616.0, 1.3) * 0.62))), NULL) AS took_s,
       toUInt8(floor((2 + diff + 2 * horror) * pow(cityHash64(bkg_id, 'g-hints') / 18446744073709551616.0, 1.4))) AS hints,
       if(cityHash64(bkg_id, 'g-rated') % 100 < 58, toNullable(toUInt8([10,10,9,9,9,8,8,8,7,7,6,5,3,2][1 + cityHash64(bkg_id, 'g-score') % 14])), NULL) AS score
FROM
(
    SELECT
        b.bkg_id AS bkg_id,
        b.bkg_id + 50000 AS game_id,
        b.room_code AS room_code,
        r.diff AS diff,
        r.theme = 'horror' AS horror,
        r.branch AS branch,
        multiIf(branch = 'Leipzig', ['Jule','Henrik','Mattis','Anouk'], branch = 'Utrecht', ['Femke','Bram','Sanne'], branch = 'Gdansk', ['Kasia','Witek','Bartek'],
                branch = 'Porto', ['Beatriz','Nuno','Rita'], ['Elsa','Viggo','Tuva'])[1 + cityHash64(b.bkg_id, 'g-gm') % if(branch = 'Leipzig', 4, 3)] AS gm,
        if(b.chan = 'walkin', b.booked_at + toIntervalMinute(5 + cityHash64(b.bkg_id, 'g-wait') % 25),
           toDateTime(toDate(b.booked_at) + b.lead_d, 'UTC') + toIntervalHour(10 + toUInt8(floor(12 * pow(cityHash64(b.bkg_id, 'g-hr') / 18446744073709551616.0, 0.8))))
               + toIntervalMinute(cityHash64(b.bkg_id, 'g-min') % 20) + toIntervalSecond(1 + cityHash64(b.bkg_id, 'g-sec') % 58)) AS began_at,
        cityHash64(b.bkg_id, 'g-esc') % 100 < [82, 71, 60, 47, 33][r.diff] AND NOT (room_code = 'POR-02' AND began_at >= '2026-05-18 00:00:00') AS escaped
    FROM escapade.bookings AS b INNER JOIN escapade.rooms AS r ON b.room_code = r.room_code
    WHERE b.bkg_state = 'confirmed' AND began_at > b.booked_at
)
WHERE began_at < '2026-05-21 15:20:00' AND began_at >= '2026-03-16'
  AND cityHash64(bkg_id, 'g-noshow') % 100 >= 4
  AND NOT (room_code = 'GDA-03' AND began_at >= '2026-05-14')
  AND NOT (branch = 'Malmo' AND toDate(began_at) = '2026-05-13');
