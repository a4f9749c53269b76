-- Public library: card taps at self-service kiosks and reading room doors. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS quillsby;
CREATE DATABASE quillsby;

CREATE TABLE quillsby.cardholders
(
    card_no     UInt32,
    age_group   LowCardinality(String) COMMENT 'child, teen, adult or senior',
    home_branch LowCardinality(String),
    enrolled_on Date,
    blocked     UInt8 COMMENT '1 = may not borrow until the debt is settled'
)
ENGINE = MergeTree ORDER BY card_no;

INSERT INTO quillsby.cardholders
SELECT
    40000 + number,
    ['adult','child','senior','teen'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-age') / 18446744073709551616.0, 1.4)))],
    ['Harbourside','Oldgate','Millbrook','Castle Row','Fenwick'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-br') / 18446744073709551616.0, 1.2)))],
    toDate('2026-03-06') - toUInt32(floor(2200 * pow(cityHash64(number, 'c-on') / 18446744073709551616.0, 1.5))),
    toUInt8(cityHash64(number, 'c-blk') % 100 < 6)
FROM numbers(1300);

CREATE TABLE quillsby.holdings
(
    barcode         String,
    title           String,
    medium          LowCardinality(String) COMMENT 'book, audiobook, dvd, magazine',
    section         LowCardinality(String) COMMENT 'shelf section',
    acquired_on     Date,
    replacement_eur Decimal(8, 2) COMMENT 'what the reader pays for a lost item'
)
ENGINE = MergeTree ORDER BY barcode;

INSERT INTO quillsby.holdings
SELECT
    concat('Q', leftPad(toString(70000 + number), 7, '0')),
    concat(['The ','A ','One ','My '][1 + cityHash64(number, 'h-t0') % 4], ['Silent','Hidden','Broken','Golden','Distant','Hollow','Crimson'][1 + cityHash64(number, 'h-t1') % 7], ' ',
           ['Orchard','Staircase','Compass','Island','Letter','Choir','Harvest','Clock'][1 + cityHash64(number, 'h-t2') % 8]),
    ['book','audiobook','dvd','magazine'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h-med') / 18446744073709551616.0, 2.0)))],
    ['fiction','history','children','travel','science','music'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'h-sec') / 18446744073709551616.0, 1.3)))],
    toDate('2026-03-04') - toUInt32(cityHash64(number, 'h-on') % 3000),
    toDecimal64(6 + cityHash64(number, 'h-eur') % 4400 / 100, 2)
FROM numbers(900);

CREATE TABLE quillsby.taps
(
    tap_id       UInt64,
    tapped_at    DateTime('UTC'),
    card_no      UInt32,
    branch       LowCardinality(String),
    station      LowCardinality(String) COMMENT 'K- is a self-service kiosk, D- the door of the reading rooms',
    action       LowCardinality(String) COMMENT 'borrow, return, renew, room_enter, room_leave, or rejected when the card was refused',
    item_barcode Nullable(String) COMMENT 'on borrow, return and renew',
    reading_room LowCardinality(Nullable(String)) COMMENT 'on room_enter and room_leave',
    stay_min     Nullable(UInt16) COMMENT 'time spent in the room, on room_leave',
    fine_cents   Nullable(UInt32) COMMENT 'overdue fine paid at the kiosk with a return or a renewal, euro cents',
    screen_secs  Float32 COMMENT 'from tap to receipt',
    is_offline   UInt8 COMMENT '1 = stored by the station while it had no network'
)
ENGINE = MergeTree ORDER BY (branch, tapped_at);

-- Kiosks. Open 8 to 21; all closed on 2026-05-14 (holiday), Oldgate also on Sundays; K-07 is dead since 2026-05-21 10:30.
INSERT INTO quillsby.taps
SELECT 880000 + n, tapped_at, card_no, branch, station, action,
       if(action = 'rejected', NULL, toNullable(concat('Q', leftPad(toString(70000 + toUInt32(floor(900 * pow(cityHash64(n, 'k-item') / 18446744073709551616.0, 1.4)))), 7, '0')))),
       NULL, NULL,
       if(action IN ('return', 'renew') AND cityHash64(n, 'k-fine0') % 100 < 24, toNullable(toUInt32(20 * (1 + floor(5 * pow(1 - cityHash64(n, 'k-fine') / 18446744073709551616.0, -0.7))))), NULL),
       toFloat32(round(multiIf(action = 'borrow', 9, action = 'return', 6, action = 'renew', 12, 4) * (0.6 + cityHash64(n, 'k-scr') % 900 / 1000), 1)),
       toUInt8(cityHash64(n, 'k-off') % 100 < if(branch = 'Oldgate', 14, 4))
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(72 * pow(cityHash64(number, 'k-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(480 + cityHash64(number, 'k-min') % 780)
            + toIntervalSecond(1 + cityHash64(number, 'k-sec') % 58) AS tapped_at,
        40000 + toUInt32(floor(1250 * pow(cityHash64(number, 'k-card') / 18446744073709551616.0, 1.2))) AS card_no,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-br') / 18446744073709551616.0, 1.3))) AS b,
        ['Harbourside','Millbrook','Castle Row','Oldgate','Fenwick'][b] AS branch,
        concat('K-', leftPad(toString(2 * b - if(cityHash64(number, 'k-st') % 100 < 62, 1, 0)), 2, '0')) AS station,
        cityHash64(number, 'k-act') % 1000 AS r,
        multiIf(r < 560, 'borrow', r < 850, 'return', r < 950, 'renew', 'rejected') AS action
    FROM numbers(5400)
)
WHERE tapped_at < '2026-05-21 16:19:00'
  AND toDate(tapped_at) != '2026-05-14'
  AND NOT (branch = 'Oldgate' AND toDayOfWeek(tapped_at) = 7)
  AND NOT (station = 'K-07' AND tapped_at >= '2026-05-21 10:30:00');

-- Reading rooms: a tap on the way in and one on the way out, which some forget.
INSERT INTO quillsby.taps
SELECT 890000 + n, tapped_at, card_no, branch, concat('D-', toString(b)), if(pos = 0, 'room_enter', 'room_leave'), NULL, room,
       if(pos = 1, toNullable(toUInt16(stay)), NULL), NULL, toFloat32(round(1.2 + cityHash64(n, 'r-scr') % 30 / 10, 1)), toUInt8(cityHash64(n, 'r-off') % 100 < 3)
FROM
(
    SELECT
        number AS n, intDiv(number, 2) AS v, number % 2 AS pos,
        40000 + toUInt32(floor(1250 * pow(cityHash64(v, 'r-card') / 18446744073709551616.0, 1.5))) AS card_no,
        1 + toUInt8(floor(5 * pow(cityHash64(v, 'r-br') / 18446744073709551616.0, 1.2))) AS b,
        ['Millbrook','Castle Row','Harbourside','Fenwick','Oldgate'][b] AS branch,
        [['Quiet Loft','Weir Room','Garden Room'], ['Tower Room','Cellar Study'], ['Map Room','Lantern Room'], ['Reed Room'], ['Ivy Room']][b] AS rooms,
        rooms[1 + toUInt8(floor(length(rooms) * pow(cityHash64(v, 'r-room') / 18446744073709551616.0, 1.4)))] AS room,
        8 + toUInt32(floor(if(branch = 'Castle Row', 70, 48) * pow(cityHash64(v, 'r-stay') / 18446744073709551616.0, 0.8) * (1 + cityHash64(v, 'r-stay2') % 10 / 6))) AS stay,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(72 * pow(cityHash64(v, 'r-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(485 + cityHash64(v, 'r-min') % 590 + pos * stay)
            + toIntervalSecond(1 + cityHash64(number, 'r-sec') % 58) AS tapped_at
    FROM numbers(2600)
)
WHERE tapped_at < '2026-05-21 16:19:00'
  AND toDate(tapped_at) != '2026-05-14'
  AND NOT (branch = 'Oldgate' AND toDayOfWeek(tapped_at) = 7)
  AND NOT (toDayOfWeek(tapped_at) IN (1, 4) AND cityHash64(v, 'r-quiet') % 3 = 0)
  AND (toDayOfWeek(tapped_at) = 6 OR cityHash64(v, 'r-sat') % 4 != 0)
  AND NOT (pos = 1 AND cityHash64(v, 'r-forgot') % 100 < 7);

-- A card that borrows by the cartload on 2026-05-21; cards refused all morning at Fenwick on 2026-05-20.
INSERT INTO quillsby.taps
SELECT 895000 + number,
       toDateTime('2026-05-21 12:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 150) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58),
       40417, 'Harbourside', 'K-02', 'borrow', concat('Q', leftPad(toString(70000 + cityHash64(number, 'x-item') % 900), 7, '0')), NULL, NULL, NULL, 4.5, 0
FROM numbers(44);
INSERT INTO quillsby.taps
SELECT 896000 + number,
       toDateTime('2026-05-20 09:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'y-min') % 180) + toIntervalSecond(1 + cityHash64(number, 'y-sec') % 58),
       40000 + cityHash64(number, 'y-card') % 1250, 'Fenwick', concat('K-', ['09','10'][1 + number % 2]), 'rejected', NULL, NULL, NULL, NULL, 3.1, 0
FROM numbers(48);
