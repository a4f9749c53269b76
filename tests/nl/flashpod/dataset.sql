-- Self-service photo booths. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS flashpod;
CREATE DATABASE flashpod;

CREATE TABLE flashpod.booths
(
    booth_no       UInt16,
    venue_name     String,
    venue_kind     LowCardinality(String) COMMENT 'mall, station, cinema, museum, arcade',
    city           LowCardinality(String),
    camera_model   LowCardinality(String),
    installed_on   Date,
    out_of_order   UInt8 COMMENT '1 = switched off, waits for repair',
    rent_eur_month Decimal(8, 2) COMMENT 'paid to the venue'
)
ENGINE = MergeTree ORDER BY booth_no;

INSERT INTO flashpod.booths
SELECT
    toUInt16(1 + number) AS booth_no,
    concat(['North','Old Town','Riverside','Grand','Central','Garden'][1 + number % 6], ' ',
           transform(venue_kind, ['mall','station','cinema','museum','arcade'], ['Galleria','Terminal','Screens','Museum','Arcade'], ''), ' ', toString(1 + number)) AS venue_name,
    ['mall','station','cinema','arcade','museum'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'pb-kind') / 18446744073709551616.0, 1.3)))] AS venue_kind,
    ['Lyon','Porto','Malmo','Leipzig','Trieste'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'pb-city') / 18446744073709551616.0, 1.2)))] AS city,
    ['Lumo 2','Retro X','Pica S'][1 + cityHash64(number, 'pb-model') % 3] AS camera_model,
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'pb-inst') % 1400) AS installed_on,
    toUInt8(number IN (11, 36)) AS out_of_order,
    toDecimal64(180 + 10 * (cityHash64(number, 'pb-rent') % 45), 2) AS rent_eur_month
FROM numbers(46);

CREATE TABLE flashpod.refills
(
    visit_id        UInt32,
    booth_no        UInt16,
    visited_at      DateTime('UTC'),
    technician      LowCardinality(String),
    paper_rolls     UInt8,
    ink_ml          UInt16,
    minutes_on_site UInt16
)
ENGINE = MergeTree ORDER BY visit_id;

INSERT INTO flashpod.refills
SELECT
    toUInt32(5000 + number) AS visit_id,
    toUInt16(1 + cityHash64(number, 'pr-booth') % 46) AS booth_no,
    toDateTime('2026-05-21 15:00:00', 'UTC') - toIntervalMinute(cityHash64(number, 'pr-ts') % 86400) + toIntervalSecond(1 + cityHash64(number, 'pr-s') % 57) AS visited_at,
    ['Ilse','Bruno','Noor','Petra','Sander'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'pr-tech') / 18446744073709551616.0, 1.4)))] AS technician,
    toUInt8(cityHash64(number, 'pr-roll') % 4) AS paper_rolls,
    toUInt16(50 * (cityHash64(number, 'pr-ink') % 9)) AS ink_ml,
    toUInt16(8 + floor(14 * pow(1 - cityHash64(number, 'pr-min') / 18446744073709551616.0, -0.5))) AS minutes_on_site
FROM numbers(340);

CREATE TABLE flashpod.shoots
(
    shoot_id   UInt64,
    booth_no   UInt16,
    started_at DateTime64(3, 'UTC') COMMENT 'curtain closed and paid',
    printed_at Nullable(DateTime64(3, 'UTC')) COMMENT 'the print fell into the tray',
    layout     LowCardinality(String) COMMENT 'strip, passport, postcard, square',
    outcome    LowCardinality(String) COMMENT 'printed, jammed, abandoned or refunded; only printed shoots keep their money',
    paid_cents UInt32 COMMENT 'euro cents',
    pay_method LowCardinality(String) COMMENT 'card, coin, phone, voucher',
    copies     UInt8,
    retakes    UInt8 COMMENT 'how often the guest pressed "again"',
    backdrop   LowCardinality(Nullable(String)) COMMENT 'null = plain curtain',
    member_id  Nullable(UInt32) COMMENT 'member of the loyalty app, null for walk-ins',
    wants_copy UInt8 COMMENT '1 = asked for the pictures by e-mail'
)
ENGINE = MergeTree ORDER BY (booth_no, started_at);

-- Booth 17 jams on 2026-05-21; a power cut: no shoot in Porto on 2026-05-13; booth 12 and booth 37 are silent since 2026-05-18 09:00.
INSERT INTO flashpod.shoots
SELECT shoot_id, booth_no, started_at,
       if(outcome IN ('printed', 'refunded'), toNullable(if(toSecond(p) IN (59, 0), p + toIntervalSecond(3), p)), NULL) AS printed_at,
       layout, outcome, paid_cents, pay_method, copies, retakes, backdrop, member_id, wants_copy
FROM
(
    SELECT
        number AS n,
        6100000 + number AS shoot_id,
        toUInt16(1 + floor(46 * pow(cityHash64(number, 'ps-booth') / 18446744073709551616.0, 1.3))) AS booth_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'ps-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'ps-ms') % 57000) AS started_at,
        ['strip','passport','postcard','square'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'ps-lay') / 18446744073709551616.0, 1.4)))] AS layout,
        cityHash64(number, 'ps-out') % 1000 AS r,
        ['card','phone','coin','voucher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'ps-pay') / 18446744073709551616.0, 1.5)))] AS pay_method,
        multiIf(r < if(booth_no = 17 AND started_at >= '2026-05-21 00:00:00', 720, 45), 'jammed',
                r < if(pay_method = 'voucher', 150, 95), 'abandoned', r < 185 AND r >= 155, 'refunded', 'printed') AS outcome,
        toUInt8(1 + floor(4 * pow(cityHash64(number, 'ps-cop') / 18446744073709551616.0, 2.2))) AS copies,
        toUInt32(multiIf(layout = 'strip', 500, layout = 'passport', 800, layout = 'postcard', 650, 450) + 150 * (copies - 1) + 50 * (cityHash64(booth_no, 'ps-px') % 3)) AS paid_cents,
        toUInt8(floor(5 * pow(cityHash64(number, 'ps-ret') / 18446744073709551616.0, if(layout = 'passport', 1.1, 2.0)))) AS retakes,
        if(layout = 'passport' OR cityHash64(number, 'ps-nobd') % 100 < 35, NULL,
           ['jungle','space','beach','disco','castle'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'ps-bd') / 18446744073709551616.0, 1.3)))]) AS backdrop,
        if(cityHash64(number, 'ps-mem') % 100 < 46, toNullable(toUInt32(9000 + floor(900 * pow(cityHash64(number, 'ps-mid') / 18446744073709551616.0, 1.5)))), NULL) AS member_id,
        toUInt8(cityHash64(number, 'ps-mail') % 100 < 33) AS wants_copy,
        started_at + toIntervalMillisecond(28000 + toUInt32(floor(multiIf(layout = 'passport', 52000, layout = 'postcard', 38000, layout = 'square', 21000, 27000)
            * pow(1 - cityHash64(number, 'ps-dur') / 18446744073709551616.0, -0.35)))) AS p
    FROM numbers(7300)
)
WHERE p < '2026-05-21 16:19:55'
  AND NOT (toHour(started_at) BETWEEN 1 AND 7 AND cityHash64(n, 'ps-night') % 6 != 0)
  AND NOT (toDate(started_at) = '2026-05-13' AND booth_no IN (SELECT booth_no FROM flashpod.booths WHERE city = 'Porto'))
  AND NOT (booth_no IN (12, 37) AND started_at >= '2026-05-18 09:00:00');

-- More guests at booth 17 today.
INSERT INTO flashpod.shoots
SELECT 6190000 + number, 17, toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(number * 18) + toIntervalMillisecond(1000 + cityHash64(number, 'px-ms') % 57000),
       NULL, 'strip', 'jammed', 500, 'card', 1, 0, NULL, NULL, 0
FROM numbers(22);
