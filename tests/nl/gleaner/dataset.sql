-- Food rescue network: stops of the vans, partner sites, drivers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute; a van arrives on the day of its slot.
CREATE DATABASE IF NOT EXISTS gleaner;

DROP TABLE IF EXISTS gleaner.sites;
CREATE TABLE gleaner.sites
(
    site_code String,
    site_name String,
    role      LowCardinality(String) COMMENT 'donor gives food, agency hands it out',
    site_kind LowCardinality(String),
    st        LowCardinality(String) COMMENT 'US state',
    onboarded Date,
    live      UInt8 COMMENT '1 active partner, 0 paused',
    fridge_m3 Nullable(Float32) COMMENT 'cold storage, null = none'
)
ENGINE = MergeTree ORDER BY site_code;

INSERT INTO gleaner.sites
SELECT
    concat('G', toString(100 + number)),
    concat(['Alder','Bluff','Cedar','Dover','Elkhorn','Fern','Granite','Harbor','Ivy','Juniper','Kestrel','Lark'][1 + number % 12], ' ',
           ['Market','Bakehouse','Farm','Pantry','Shelter','School Kitchen'][1 + intDiv(number, 12)]),
    if(number < 36, 'donor', 'agency'),
    ['supermarket','bakery','farm','pantry','shelter','school'][1 + intDiv(number, 12)],
    ['OR','WA','ID','CA'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-st') / 18446744073709551616.0, 1.5)))],
    toDate('2026-03-30') - toUInt32(floor(2200 * pow(cityHash64(number, 's-on') / 18446744073709551616.0, 1.4))),
    if(cityHash64(number, 's-live') % 100 < 84, 1, 0),
    if(cityHash64(number, 's-fr') % 100 < 35, NULL, toNullable(toFloat32(round(2 + cityHash64(number, 's-m3') % 300 / 10, 1))))
FROM numbers(72);

DROP TABLE IF EXISTS gleaner.crew;
CREATE TABLE gleaner.crew
(
    crew_no   UInt16,
    full_name String,
    terms     LowCardinality(String) COMMENT 'volunteer or employee',
    depot     LowCardinality(String),
    since     Date
)
ENGINE = MergeTree ORDER BY crew_no;

INSERT INTO gleaner.crew
SELECT
    20 + number,
    concat(['Rosa','Ike','Mina','Theo','Pearl','Gus','Nadia','Owen'][1 + number % 8], ' ',
           ['Bell','Castro','Dunn','Fujii','Grant'][1 + intDiv(number, 8)]),
    if(cityHash64(number, 'c-terms') % 100 < 66, 'volunteer', 'employee'),
    ['Salem','Yakima','Nampa'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-depot') / 18446744073709551616.0, 1.4)))],
    toDate('2026-04-02') - toUInt32(cityHash64(number, 'c-since') % 1900)
FROM numbers(40);

DROP TABLE IF EXISTS gleaner.stops;
CREATE TABLE gleaner.stops
(
    stop_ref      String,
    dir_cd        LowCardinality(String) COMMENT 'PU pickup from a donor, DO drop-off (delivery) at an agency',
    site_code     String,
    crew_no       Nullable(UInt16) COMMENT 'driver; null when the site used its own vehicle',
    van           LowCardinality(String) COMMENT 'V01 to V09; own = the vehicle of the site',
    slot_ts       DateTime('UTC') COMMENT 'agreed time of the stop',
    arr_ts        Nullable(DateTime('UTC')) COMMENT 'arrival, null if nobody came',
    outcome       Enum8('done' = 1, 'no_show' = 2, 'called_off' = 3, 'turned_away' = 4) COMMENT 'done: goods moved; no_show: nobody came; called_off: cancelled before; turned_away: refused at the door',
    food          LowCardinality(String) COMMENT 'PRD fruit and vegetables, BKY bread and pastry, DRY shelf-stable, DAI dairy and eggs, MEA meat and fish, FRZ frozen',
    net_g         Nullable(UInt32) COMMENT 'goods moved, grams; null unless done',
    crates_booked UInt8,
    waste_g       Nullable(UInt32) COMMENT 'thrown away at sorting, grams; pickups only, null while not sorted',
    chilled       UInt8 COMMENT '1 = needs the cold box',
    cargo_temp_c  Nullable(Float32) COMMENT 'warmest reading in the cold box, chilled loads in our vans only',
    est_value_usd Decimal(9, 2) COMMENT 'shelf value of the booked goods; rescued only when a pickup is done'
)
ENGINE = MergeTree ORDER BY (slot_ts, stop_ref);

-- No delivery at all on 2026-05-05 (depot closed); the cold box of V07 is broken since 2026-05-18; a few agencies get nothing since 2026-05-08.
INSERT INTO gleaner.stops
SELECT stop_ref, dir_cd, site_code, crew_no, van, slot_ts, arr_ts, outcome, food, net_g, crates_booked,
       if(dir_cd = 'PU' AND outcome = 'done' AND cityHash64(n, 'unsorted') % 100 >= 13,
          toNullable(toUInt32(net_g * multiIf(food = 'PRD', 0.19, food = 'BKY', 0.13, food = 'DAI', 0.09, food = 'MEA', 0.06, food = 'FRZ', 0.03, 0.015) * (0.2 + cityHash64(n, 'waste') % 1600 / 1000))), NULL) AS waste_g,
       chilled,
       if(chilled = 1 AND arr_ts IS NOT NULL AND van != 'own' AND cityHash64(n, 'tnull') % 100 >= 3,
          toNullable(toFloat32(round(multiIf(food = 'FRZ', -15.5, food = 'MEA', 1.5, 3.5) + cityHash64(n, 'temp') % 40 / 10 - 2
              + if(van = 'V07' AND slot_ts >= '2026-05-18 00:00:00', 13, 0), 1))), NULL) AS cargo_temp_c,
       est_value_usd
FROM
(
    SELECT
        number AS n,
        concat('R', leftPad(toString(40000 + number), 6, '0')) AS stop_ref,
        if(cityHash64(number, 'dir') % 100 < 56, 'PU', 'DO') AS dir_cd,
        toUInt32(floor(36 * pow(cityHash64(number, 'site') / 18446744073709551616.0, 1.5))) AS k,
        if(dir_cd = 'PU', (k * 7) % 36, 36 + (k * 5) % 36) AS s,
        concat('G', toString(100 + s)) AS site_code,
        cityHash64(number, 'own') % 100 < 6 AS is_own,
        if(is_own, NULL, toNullable(toUInt16(20 + floor(40 * pow(cityHash64(number, 'crew') / 18446744073709551616.0, 1.4))))) AS crew_no,
        if(is_own, 'own', concat('V0', toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 'van') / 18446744073709551616.0, 1.25)))))) AS van,
        toDate('2026-05-21') - toUInt32(floor(47 * pow(cityHash64(number, 'day') / 18446744073709551616.0, 1.35))) AS d,
        toDateTime(d, 'UTC') + toIntervalMinute(360 + toUInt32(cityHash64(number, 'min') % 440 + cityHash64(number, 'min2') % 400)) + toIntervalSecond(1 + cityHash64(number, 'sec') % 58) AS slot_ts,
        cityHash64(number, 'out') % 1000 AS r,
        toUInt32(least(150 + cityHash64(number, 'cap2') % 80, floor(4 * pow(1 - cityHash64(number, 'late') / 18446744073709551616.0, if(dir_cd = 'PU', -0.62, -0.5)) - if(dir_cd = 'PU', 1, 3)))) AS late_min,
        multiIf(r < 38, 'no_show', r < 95, 'called_off', r < if(dir_cd = 'DO', 150, 116), 'turned_away', 'done') AS outcome,
        if(outcome IN ('done', 'turned_away'), toNullable(slot_ts + toIntervalMinute(late_min)), NULL) AS arr_ts,
        ['PRD','BKY','DRY','DAI','MEA','FRZ'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'food') / 18446744073709551616.0, 1.35)))] AS food,
        toUInt8(2 + floor(28 * pow(cityHash64(number, 'crates') / 18446744073709551616.0, 1.6))) AS crates_booked,
        if(outcome = 'done', toNullable(toUInt32(crates_booked * multiIf(food = 'BKY', 4200, food = 'DRY', 9800, food = 'PRD', 8100, 7300) * (0.6 + cityHash64(number, 'net') % 900 / 1000) + cityHash64(number, 'g') % 1000)), NULL) AS net_g,
        if(food IN ('DAI', 'MEA', 'FRZ'), 1, if(food = 'PRD' AND cityHash64(number, 'chill') % 100 < 18, 1, 0)) AS chilled,
        toDecimal64(round(crates_booked * multiIf(food = 'MEA', 61, food = 'DAI', 33, food = 'BKY', 17, 24) * (0.7 + cityHash64(number, 'usd') % 800 / 1000), 2), 2) AS est_value_usd
    FROM numbers(6800)
)
WHERE slot_ts < '2026-05-21 16:20:00' AND (arr_ts IS NULL OR arr_ts < '2026-05-21 16:20:00')
  AND NOT (toDayOfWeek(slot_ts) = 7 AND cityHash64(n, 'sun') % 100 < 62)
  AND NOT (toDayOfWeek(slot_ts) = 6 AND cityHash64(n, 'sat') % 100 < 25)
  AND NOT (dir_cd = 'DO' AND toDate(slot_ts) = '2026-05-05')
  AND NOT (s IN (41, 47, 52, 58, 65, 69) AND slot_ts >= '2026-05-08 00:00:00');
