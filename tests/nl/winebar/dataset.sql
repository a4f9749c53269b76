-- A small chain of wine bars. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS winebar;
CREATE DATABASE winebar;

CREATE TABLE winebar.wines
(
    wine_id           UInt16,
    label             String,
    colour            LowCardinality(String) COMMENT 'red, white, rose, sparkling or orange',
    origin            LowCardinality(String) COMMENT 'ISO 3166 two-letter country code',
    importer          LowCardinality(String),
    vintage           Nullable(UInt16) COMMENT 'null for non-vintage',
    bottle_cost_pence UInt32 COMMENT 'what we pay the importer for one bottle'
)
ENGINE = MergeTree ORDER BY wine_id;

INSERT INTO winebar.wines
SELECT 101 + number,
    ['Clos Marin','Ponte Velho','Casa Lume','Domaine Ferrand','Riva Alta','Kestrel Bay','Marlhof','Serra Nova','Les Tuiles','Monte Sordo','Finca Olmo','Weingut Adler','Pic Blanc','Tre Fontane','Quinta do Sol','Bodega Ribas','Grauburg','Vallon Gris','Colle Vento','Herdade Azul','Cava Montserra','Blue Gully','Mas Perdu','Torre Bruna'][number + 1],
    ['red','red','white','sparkling','red','white','red','white','rose','orange','red','white','white','sparkling','red','red','red','rose','white','red','sparkling','red','red','orange'][number + 1],
    ['FR','PT','PT','FR','IT','NZ','DE','PT','FR','IT','ES','DE','FR','IT','PT','ES','DE','FR','IT','PT','ES','NZ','FR','IT'][number + 1],
    ['Harker','Bellweather','Tannat & Sons','Oakum'][1 + cityHash64(number, 'w-imp') % 4],
    if(number IN (3, 13, 20), NULL, toNullable(toUInt16(2017 + cityHash64(number, 'w-vin') % 8))),
    650 + 25 * (cityHash64(number, 'w-cost') % 60)
FROM numbers(24);

CREATE TABLE winebar.sittings
(
    sitting_id UInt32,
    bar        LowCardinality(String),
    table_no   UInt8,
    guests     UInt8,
    seated_at  DateTime('UTC'),
    left_at    Nullable(DateTime('UTC')) COMMENT 'null while the party is still at the table',
    came_via   LowCardinality(String) COMMENT 'walk_in, phone, web or hotel (sent over by a concierge)',
    outcome    LowCardinality(String) COMMENT 'open, paid or walked_out (left without paying)',
    tip_pence  Nullable(UInt32) COMMENT 'null when no tip was left'
)
ENGINE = MergeTree ORDER BY (bar, seated_at);

-- Station was shut on 2026-05-12 and 2026-05-13 (burst pipe).
INSERT INTO winebar.sittings
SELECT sitting_id, bar, table_no, guests, seated_at, left_at, came_via,
       multiIf(left_at IS NULL, 'open', cityHash64(sitting_id, 's-out') % 1000 < 12, 'walked_out', 'paid') AS outcome,
       if(outcome = 'paid' AND cityHash64(sitting_id, 's-tip') % 100 < 44, toNullable(toUInt32(50 * (2 + cityHash64(sitting_id, 's-tip2') % 24))), NULL)
FROM
(
    SELECT
        toUInt32(40000 + number) AS sitting_id,
        ['Quayside','Old Mint','Lantern Yard','Station'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-bar') / 18446744073709551616.0, 1.2)))] AS bar,
        toUInt8(1 + cityHash64(number, 's-tab') % 14) AS table_no,
        [2,2,2,2,1,3,4,2,4,5,6,3,2,8][1 + cityHash64(number, 's-gst') % 14] AS guests,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(58 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.5))), 'UTC')
            + toIntervalMinute(720 + toUInt32(floor(640 * pow(cityHash64(number, 's-min') / 18446744073709551616.0, 0.7))))
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 57) AS seated_at,
        25 + toUInt32(floor(190 * pow(cityHash64(number, 's-dur') / 18446744073709551616.0, 1.6))) AS stay_min,
        if(seated_at + toIntervalMinute(stay_min) < '2026-05-21 16:19:00', toNullable(seated_at + toIntervalMinute(stay_min)), NULL) AS left_at,
        ['walk_in','web','phone','hotel'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-via') / 18446744073709551616.0, 1.6)))] AS came_via
    FROM numbers(3300)
)
WHERE seated_at < '2026-05-21 16:18:00'
  AND NOT (bar = 'Station' AND toDate(seated_at) IN ('2026-05-12', '2026-05-13'));

CREATE TABLE winebar.pours
(
    pour_id     UInt32,
    sitting_id  UInt32,
    bar         LowCardinality(String),
    wine_id     UInt16,
    poured_at   DateTime('UTC'),
    measure     LowCardinality(String) COMMENT 'S = small glass 125 ml, L = large glass 175 ml, B = bottle, T = taster 40 ml',
    price_pence UInt32,
    status      LowCardinality(String) COMMENT 'charged, comp (on the house), sent_back (taken off the bill) or void (keyed by mistake), only charged pours bring money',
    server      LowCardinality(String),
    wait_s      Nullable(UInt16) COMMENT 'seconds from order to table, null when the handheld was offline'
)
ENGINE = MergeTree ORDER BY (bar, poured_at);

-- Grauburg (117) comes from a corked batch since 2026-05-18. Mas Perdu and Blue Gully are out of stock since the end of April.
INSERT INTO winebar.pours
SELECT pour_id, sitting_id, bar, wine_id, poured_at, measure, price_pence, status, server, wait_s
FROM
(
    SELECT
        sitting_id * 8 + k AS pour_id, sitting_id, bar,
        toUInt16(101 + floor(24 * pow(cityHash64(pour_id, 'p-wine') / 18446744073709551616.0, 1.15))) AS wine_id,
        seated_at + toIntervalMinute(6 + k * 19 + cityHash64(pour_id, 'p-min') % 14) AS t0,
        toStartOfMinute(t0) + toIntervalSecond(1 + cityHash64(pour_id, 'p-sec') % 57) AS poured_at,
        ['S','L','B','T'][1 + toUInt8(floor(4 * pow(cityHash64(pour_id, 'p-mea') / 18446744073709551616.0, 1.35)))] AS measure,
        toUInt32(10 * round((620 + 45 * (cityHash64(wine_id, 'p-pr') % 14)) * multiIf(measure = 'S', 1.0, measure = 'L', 1.36, measure = 'B', 5.1, 0.4) / 10)) AS price_pence,
        cityHash64(pour_id, 'p-st') % 1000 AS s,
        multiIf(wine_id = 117 AND poured_at >= '2026-05-18 00:00:00' AND s < 520, 'sent_back',
                s < 26, 'sent_back', s < if(bar = 'Old Mint', 115, 75), 'comp', s < 132, 'void', 'charged') AS status,
        ['Bea','Tomo','Yusuf','Greta','Nils','Odile','Pavel','Ruth'][1 + toUInt8(floor(8 * pow(cityHash64(sitting_id, 'p-srv') / 18446744073709551616.0, 1.25)))] AS server,
        if(cityHash64(pour_id, 'p-off') % 100 < 5, NULL, toNullable(toUInt16(40 + floor(multiIf(bar = 'Station', 150, bar = 'Quayside', 110, bar = 'Old Mint', 85, 70) * if(measure = 'B', 1.9, 1.0) * pow(1 - cityHash64(pour_id, 'p-wait') / 18446744073709551616.0, -0.45))))) AS wait_s,
        left_at
    FROM winebar.sittings
    ARRAY JOIN range(1 + toUInt32(cityHash64(sitting_id, 'p-n') % 5)) AS k
)
WHERE poured_at < least(ifNull(left_at, toDateTime('2026-05-21 16:19:00', 'UTC')), toDateTime('2026-05-21 16:19:00', 'UTC'))
  AND NOT (wine_id IN (122, 123) AND poured_at >= '2026-04-29 00:00:00');
