-- Regional blood-donation service: donors, appointments, donations. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree. Appointments may be due later than now.
CREATE DATABASE IF NOT EXISTS blood;

DROP TABLE IF EXISTS blood.donors;
CREATE TABLE blood.donors
(
    donor_id  UInt32,
    full_name String,
    sex       LowCardinality(String) COMMENT 'F or M',
    born      Date,
    blood_grp LowCardinality(String) COMMENT 'ABO and Rh factor, such as O+ or AB-',
    home_town LowCardinality(String),
    joined_on Date COMMENT 'day of registration',
    dnc       Bool COMMENT 'do not contact'
)
ENGINE = MergeTree ORDER BY donor_id;

INSERT INTO blood.donors
SELECT
    10000 + number AS donor_id,
    concat(['Ailsa','Ewan','Morag','Callum','Isla','Fergus','Rhona','Struan','Mirren','Blair'][1 + cityHash64(number, 'b-first') % 10], ' ',
           ['Kerr','Armstrong','Elliot','Scott','Turnbull','Pringle','Rutherford','Young','Hume','Douglas'][1 + cityHash64(number, 'b-last') % 10]),
    if(cityHash64(number, 'b-sex') % 100 < 56, 'F', 'M'),
    toDate('2008-03-01') - toUInt32(floor(17000 * pow(cityHash64(number, 'b-born') / 18446744073709551616.0, 0.9))),
    multiIf(cityHash64(number, 'b-grp') % 100 < 37, 'O+', cityHash64(number, 'b-grp') % 100 < 66, 'A+', cityHash64(number, 'b-grp') % 100 < 75, 'B+',
            cityHash64(number, 'b-grp') % 100 < 84, 'O-', cityHash64(number, 'b-grp') % 100 < 91, 'A-', cityHash64(number, 'b-grp') % 100 < 95, 'AB+',
            cityHash64(number, 'b-grp') % 100 < 98, 'B-', 'AB-'),
    ['Hawick','Galashiels','Kelso','Peebles','Jedburgh','Selkirk'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-town') / 18446744073709551616.0, 1.4)))],
    toDate('2026-02-15') - toUInt32(floor(3600 * pow(cityHash64(number, 'b-join') / 18446744073709551616.0, 1.5))),
    cityHash64(number, 'b-dnc') % 100 < 14
FROM numbers(4200);

DROP TABLE IF EXISTS blood.appointments;
CREATE TABLE blood.appointments
(
    appt_id     UInt32,
    donor_id    UInt32,
    site        LowCardinality(String) COMMENT 'a fixed centre, or a mobile one (bus_1, bus_2)',
    booked_at   DateTime('UTC') COMMENT 'when the booking was made',
    due_on      Date COMMENT 'day for which it was booked; may lie ahead',
    channel     LowCardinality(String) COMMENT 'how it was booked: app, web, phone or letter',
    appt_status LowCardinality(String) COMMENT 'kept, no_show, cancelled or upcoming',
    arrived_at  Nullable(DateTime('UTC')) COMMENT 'when the donor came in; only on kept appointments'
)
ENGINE = MergeTree ORDER BY (due_on, appt_id);

-- No session anywhere on 2026-05-06; most people fail to turn up at bus_2 on 2026-05-17 (a closed road).
INSERT INTO blood.appointments
SELECT appt_id, donor_id, site,
       ts - toIntervalMinute(700 + toUInt32(floor(42000 * pow(cityHash64(n, 'a-lead') / 18446744073709551616.0, 1.6)))) + toIntervalSecond(1 + cityHash64(n, 'a-bs') % 57) AS booked_at,
       toDate(ts) AS due_on,
       channel, appt_status,
       if(appt_status = 'kept', toNullable(ts + toIntervalSecond(1 + cityHash64(n, 'a-as') % 57)), NULL) AS arrived_at
FROM
(
    SELECT
        number AS n,
        toUInt32(300000 + number) AS appt_id,
        toUInt32(10000 + toUInt32(floor(4000 * pow(cityHash64(number, 'a-donor') / 18446744073709551616.0, 1.15)))) AS donor_id,
        ['Northgate','Mill Lane','bus_2','St Anne','bus_1','Harbour Street'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-site') / 18446744073709551616.0, 1.3)))] AS site,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(30 + toUInt32(floor(86400 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.25)))) AS ts,
        ['app','web','phone','letter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(number, 'a-st') % 1000 AS s,
        multiIf(site = 'bus_2' AND toDate(ts) = '2026-05-17' AND s < 800, 'no_show',
                s < multiIf(channel = 'letter', 210, channel = 'phone', 70, channel = 'web', 130, 95), 'no_show',
                s < 300, 'cancelled', 'kept') AS appt_status
    FROM numbers(24000)
)
WHERE toHour(ts) BETWEEN 7 AND 20 AND toDate(ts) != '2026-05-06';

-- Bookings for the days ahead, and for the rest of today.
INSERT INTO blood.appointments
SELECT
    toUInt32(350000 + number),
    toUInt32(10000 + toUInt32(floor(4000 * pow(cityHash64(number, 'f-donor') / 18446744073709551616.0, 1.15)))),
    ['Northgate','Mill Lane','bus_2','St Anne','bus_1','Harbour Street'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'f-site') / 18446744073709551616.0, 1.3)))],
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(30000 * pow(cityHash64(number, 'f-lead') / 18446744073709551616.0, 1.8)))) + toIntervalSecond(1 + cityHash64(number, 'f-bs') % 57),
    toDate('2026-05-21') + toUInt32(floor(15 * pow(cityHash64(number, 'f-due') / 18446744073709551616.0, 1.2))),
    ['app','web','phone','letter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-chan') / 18446744073709551616.0, 1.5)))],
    'upcoming', NULL
FROM numbers(1500);

DROP TABLE IF EXISTS blood.donations;
CREATE TABLE blood.donations
(
    donation_id UInt64,
    appt_id     Nullable(UInt32) COMMENT 'null for walk-ins',
    donor_id    UInt32,
    site        LowCardinality(String),
    started_at  DateTime64(3, 'UTC'),
    kind        LowCardinality(String) COMMENT 'whole_blood, plasma or platelets',
    outcome     LowCardinality(String) COMMENT 'accepted, discarded (drawn, but not usable) or deferred (sent home before the needle); only accepted donations reach the stock',
    defer_code  LowCardinality(Nullable(String)) COMMENT 'reason of a deferral: low_hb, travel, meds or bp; null unless deferred',
    volume_ml   UInt16 COMMENT 'volume drawn; 0 when deferred',
    hb_gdl      Nullable(Float64) COMMENT 'haemoglobin in grams per decilitre',
    hb_meter    LowCardinality(String) COMMENT 'device that measured the haemoglobin',
    needle_s    Nullable(UInt32) COMMENT 'time with the needle in, in seconds; null when deferred',
    reactions   Array(LowCardinality(String)) COMMENT 'adverse reactions: dizzy, faint, bruise; empty when there were none'
)
ENGINE = MergeTree ORDER BY (site, started_at);

-- Every kept appointment leads to a donation, and there are walk-ins. Meter HM-14 reads far too low since 2026-05-20.
INSERT INTO blood.donations
SELECT 8800000 + n AS donation_id, appt_id, donor_id, site, started_at, kind, outcome,
       if(outcome = 'deferred', toNullable(if(r < low, 'low_hb', ['travel','meds','bp','travel','travel'][1 + cityHash64(n, 'n-code') % 5])), NULL) AS defer_code,
       if(outcome = 'deferred', 0, multiIf(kind = 'whole_blood', 450 + cityHash64(n, 'n-vol') % 40, kind = 'plasma', 580 + cityHash64(n, 'n-vol') % 240, 210 + cityHash64(n, 'n-vol') % 90)) AS volume_ml,
       if(cityHash64(n, 'n-nohb') % 100 < 2, NULL, toNullable(if(outcome = 'deferred' AND r < low, 10.2 + cityHash64(n, 'n-hb') % 220 / 100, 12.6 + cityHash64(n, 'n-hb') % 420 / 100))) AS hb_gdl,
       hb_meter,
       if(outcome = 'deferred', NULL, toNullable(toUInt32(floor(multiIf(kind = 'whole_blood', 380, kind = 'plasma', 2100, 3900) * (0.75 + 0.3 * pow(1 - cityHash64(n, 'n-ndl') / 18446744073709551616.0, -0.4)))))) AS needle_s,
       multiIf(outcome = 'deferred', CAST([], 'Array(String)'), cityHash64(n, 'n-rea') % 1000 < 9, ['dizzy', 'faint'], cityHash64(n, 'n-rea') % 1000 < 14, ['faint'],
               cityHash64(n, 'n-rea') % 1000 < 50, ['dizzy'], cityHash64(n, 'n-rea') % 1000 < 75, ['bruise'], CAST([], 'Array(String)')) AS reactions
FROM
(
    SELECT n, appt AS appt_id, donor_id, place AS site,
        toDateTime64(base, 3, 'UTC') + toIntervalMinute(4 + toUInt32(floor(if(site = 'bus_2', 21, 14) * pow(cityHash64(n, 'n-wait') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(n, 'n-ms') % 57000) AS started_at,
        ['whole_blood','plasma','platelets'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'n-kind') / 18446744073709551616.0, 1.9)))] AS kind,
        concat('HM-', leftPad(toString(1 + cityHash64(n, 'n-meter') % 18), 2, '0')) AS hb_meter,
        cityHash64(n, 'n-out') % 1000 AS r,
        if(hb_meter = 'HM-14' AND started_at >= '2026-05-20 00:00:00', 720, 50) AS low,
        multiIf(r < low OR r < if(site = 'St Anne', 125, 95), 'deferred', r >= 960, 'discarded', 'accepted') AS outcome
    FROM
    (
        SELECT toUInt64(a.appt_id) AS n, toNullable(a.appt_id) AS appt, a.donor_id AS donor_id, toString(a.site) AS place, toStartOfMinute(assumeNotNull(a.arrived_at)) AS base
        FROM blood.appointments AS a
        WHERE a.appt_status = 'kept'
        UNION ALL
        SELECT 500000 + number, CAST(NULL, 'Nullable(UInt32)'),
            toUInt32(10000 + toUInt32(floor(4000 * pow(cityHash64(number, 'w-donor') / 18446744073709551616.0, 1.15)))),
            ['Northgate','Mill Lane','bus_2','St Anne','bus_1','Harbour Street'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'w-site') / 18446744073709551616.0, 0.8)))],
            toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(30 + toUInt32(floor(86400 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.35))))
        FROM numbers(3600)
    )
    WHERE toHour(base) BETWEEN 7 AND 20 AND toDate(base) != '2026-05-06'
);
