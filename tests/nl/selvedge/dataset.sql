-- Live online lessons in crafts for adults. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. Nobody could book on 2026-05-07 (checkout was down); bookbinding makers cancel en masse on 2026-05-21.
DROP DATABASE IF EXISTS selvedge;
CREATE DATABASE selvedge;

CREATE TABLE selvedge.makers
(
    maker_id    UInt32,
    maker_name  String,
    speciality  LowCardinality(String),
    level       LowCardinality(String) COMMENT 'apprentice, journeyman or master',
    based_in    LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    listed_on   Date,
    listing     LowCardinality(String) COMMENT 'open, paused or closed'
)
ENGINE = MergeTree ORDER BY maker_id;

INSERT INTO selvedge.makers
SELECT
    200 + number,
    concat(['Greta','Ansel','Yusuf','Pilar','Maeve','Kenji','Rosalind','Tobias'][1 + cityHash64(number, 'm-first') % 8], ' ',
           ['Hallam','Okafor','Lindqvist','Varga','Iwata','Duarte','Penrose'][1 + cityHash64(number, 'm-last') % 7], ' ', toString(number)),
    ['pottery','knitting','weaving','woodcarving','jewellery','bookbinding'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-spec') / 18446744073709551616.0, 1.2)))],
    ['journeyman','master','apprentice'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-lvl') / 18446744073709551616.0, 1.4)))],
    ['GB','US','JP','DK','PT'][1 + cityHash64(number, 'm-ctry') % 5],
    toDate('2026-05-01') - toUInt32(cityHash64(number, 'm-on') % 1400),
    multiIf(cityHash64(number, 'm-st') % 100 < 84, 'open', cityHash64(number, 'm-st') % 100 < 94, 'paused', 'closed')
FROM numbers(140);

CREATE TABLE selvedge.learners
(
    learner_id   UInt32,
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    membership   LowCardinality(String) COMMENT 'free, guild or patron',
    signed_up_on Date,
    newsletter   UInt8 COMMENT '1 = reads our monthly letter'
)
ENGINE = MergeTree ORDER BY learner_id;

INSERT INTO selvedge.learners
SELECT
    10001 + number,
    ['US','GB','CA','DE','AU','NL','IE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'l-ctry') / 18446744073709551616.0, 1.5)))],
    ['free','guild','patron'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-mem') / 18446744073709551616.0, 1.6)))],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'l-on') % 900),
    toUInt8(cityHash64(number, 'l-news') % 5 < 2)
FROM numbers(1800);

CREATE TABLE selvedge.sessions
(
    session_no   UInt64,
    learner_id   UInt32,
    maker_id     UInt32,
    craft        LowCardinality(String),
    format       LowCardinality(String) COMMENT 'one_to_one, small_group, drop_in',
    booked_at    DateTime64(3, 'UTC'),
    started_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'when the call began, null if it did not take place (yet)',
    state        LowCardinality(String) COMMENT 'upcoming, held, cancelled_by_learner, cancelled_by_maker, no_show. We keep the fee of held sessions only',
    fee_usd      Decimal(8, 2),
    trial        UInt8 COMMENT '1 = first lesson with this maker at half the fee',
    duration_min Nullable(UInt16) COMMENT 'length of the call, only for held sessions',
    call_drops   UInt8,
    stars        Nullable(UInt8) COMMENT 'given by the learner, 1 to 5',
    device       LowCardinality(String)
)
ENGINE = MergeTree ORDER BY booked_at;

INSERT INTO selvedge.sessions
SELECT session_no, learner_id, maker_id, craft, format, booked_at,
       if(state = 'held', toNullable(would_start), NULL),
       state, fee_usd, trial,
       if(state = 'held', toNullable(toUInt16(multiIf(format = 'drop_in', 15, format = 'small_group', 55, 35) + floor(45 * pow(cityHash64(n, 's-dur') / 18446744073709551616.0, 1.5)))), NULL),
       if(state = 'held', toUInt8(floor(4 * pow(cityHash64(n, 's-drop') / 18446744073709551616.0, 4))), 0),
       if(state = 'held' AND cityHash64(n, 's-rated') % 100 < 58, toNullable(toUInt8([5,5,5,4,4,3,2,1][1 + cityHash64(n, 's-stars') % 8])), NULL),
       device
FROM
(
    SELECT
        number AS n,
        880000 + number AS session_no,
        10001 + toUInt32(floor(1650 * pow(cityHash64(number, 's-learner') / 18446744073709551616.0, 1.7))) AS learner_id,
        200 + toUInt32(floor(132 * pow(cityHash64(number, 's-maker') / 18446744073709551616.0, 1.5))) AS maker_id,
        ['pottery','knitting','weaving','woodcarving','jewellery','bookbinding'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-craft') / 18446744073709551616.0, 1.3)))] AS craft,
        ['one_to_one','small_group','drop_in'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-fmt') / 18446744073709551616.0, 1.4)))] AS format,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS booked_at,
        booked_at + toIntervalMinute(12 + toUInt32(floor(4300 * pow(cityHash64(number, 's-lead') / 18446744073709551616.0, 2.2)))) AS would_start,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(craft = 'bookbinding' AND booked_at >= '2026-05-21 00:00:00' AND s < 650, 'cancelled_by_maker',
                s < 80, 'cancelled_by_learner', s < 130, 'cancelled_by_maker',
                would_start >= '2026-05-21 16:20:00', 'upcoming',
                s < if(format = 'drop_in', 260, 185), 'no_show', 'held') AS state,
        toUInt8(cityHash64(number, 's-trial') % 100 < if(craft = 'jewellery', 29, 17)) AS trial,
        toDecimal64(round((18 + 62 * pow(cityHash64(number, 's-fee') / 18446744073709551616.0, 1.4)) * multiIf(format = 'one_to_one', 1.6, format = 'drop_in', 0.6, 1.0)
            * if(trial = 1, 0.5, 1), 2), 2) AS fee_usd,
        ['laptop','tablet','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-dev') / 18446744073709551616.0, 1.5)))] AS device
    FROM numbers(6400)
)
WHERE toDate(booked_at) != '2026-05-07';

-- More bookbinding cancellations of that day.
INSERT INTO selvedge.sessions
SELECT
    889000 + number, 10001 + cityHash64(number, 'b-l') % 1650, 200 + cityHash64(number, 'b-m') % 132, 'bookbinding', 'small_group',
    toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'b-min') % 420) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
    NULL, 'cancelled_by_maker', toDecimal64(20 + number % 17, 2), 0, NULL, 0, NULL, 'laptop'
FROM numbers(45);
