-- Ferry operator: sailings, bookings, scans at the gate. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- The timetable reaches until 2026-05-31; no booking or scan is later than now. No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS ferry;

DROP TABLE IF EXISTS ferry.sailings;
CREATE TABLE ferry.sailings
(
    sailing_id UInt32,
    route      LowCardinality(String) COMMENT 'port of departure - port of arrival',
    from_port  LowCardinality(String),
    vessel     LowCardinality(String),
    departs_at DateTime('UTC') COMMENT 'by the timetable',
    left_at    Nullable(DateTime('UTC')) COMMENT 'actual departure; null when cancelled or not left yet',
    status     LowCardinality(String) COMMENT 'scheduled (not left yet), sailed or cancelled',
    seats      UInt16,
    wave_m     Nullable(Float32) COMMENT 'wave height at departure; null when the buoy was down or the ship has not left'
)
ENGINE = MergeTree ORDER BY departs_at;

-- Sailing 1000 + day * 30 + slot * 6 + route. Kennacraig does not sail on Sundays, Ardrossan has two sailings a day.
INSERT INTO ferry.sailings
SELECT sailing_id, route, from_port, vessel, departs_at,
       if(status = 'sailed', toNullable(off_at), NULL) AS left_at,
       status, seats,
       if(status != 'sailed' OR cityHash64(n, 's-buoy') % 100 < 4, NULL,
          toNullable(toFloat32(round(0.2 + 3.5 * pow(cityHash64(n, 's-wave') / 18446744073709551616.0, 2.2), 1)))) AS wave_m
FROM
(
    SELECT
        number AS n,
        toUInt8(number % 6) AS r,
        toUInt8(intDiv(number, 6) % 5) AS slot,
        toUInt32(1000 + number) AS sailing_id,
        ['Oban - Craignure','Ullapool - Stornoway','Uig - Tarbert','Mallaig - Armadale','Kennacraig - Islay','Ardrossan - Brodick'][r + 1] AS route,
        ['Oban','Ullapool','Uig','Mallaig','Kennacraig','Ardrossan'][r + 1] AS from_port,
        ['Isle of Kerrera','Loch Torran','Hebridean Dawn','Armadale Lass','Finlaggan Bay','Goat Fell'][r + 1] AS vessel,
        toDateTime('2026-03-23 06:00:30', 'UTC') + toIntervalDay(intDiv(number, 30)) + toIntervalMinute(180 * slot + 11 * r) AS departs_at,
        toUInt32(least(230, floor([4, 6, 9, 2, 5, 3][r + 1] * pow(1 - cityHash64(number, 's-delay') / 18446744073709551616.0, -0.45) - 1))) AS delay_min,
        departs_at + toIntervalSecond(60 * delay_min + cityHash64(number, 's-sec') % 20) AS off_at,
        multiIf(departs_at < '2026-05-21 16:20:00' AND cityHash64(number, 's-can') % 1000 < [40, 90, 110, 25, 60, 45][r + 1], 'cancelled',
                off_at >= '2026-05-21 16:20:00', 'scheduled',
                'sailed') AS status,
        toUInt16([450, 700, 600, 240, 550, 1000][r + 1]) AS seats
    FROM numbers(2100)
)
WHERE NOT (r = 5 AND slot > 1)
  AND NOT (r = 4 AND toDayOfWeek(departs_at) = 7);

DROP TABLE IF EXISTS ferry.bookings;
CREATE TABLE ferry.bookings
(
    booking_ref String,
    booked_at   DateTime64(3, 'UTC'),
    sailing_id  UInt32,
    customer_id UInt32,
    channel     LowCardinality(String) COMMENT 'web, app, agent or kiosk',
    pax         UInt8 COMMENT 'passengers',
    vehicle     LowCardinality(String) COMMENT 'none, car, van, motorbike or lorry',
    fare_gbp    Decimal(10, 2),
    state       LowCardinality(String) COMMENT 'paid, cancelled or refunded; only paid bookings keep their fare',
    extras      Array(LowCardinality(String)) COMMENT 'meal, pet, lounge, cabin',
    promo       Nullable(String) COMMENT 'code used, null when none'
)
ENGINE = MergeTree ORDER BY (booked_at, booking_ref);

-- Always for a later day. No booking at all on 2026-05-08; most on Tuesdays, fewest at weekends; kiosks are open from 6 to 20.
INSERT INTO ferry.bookings
SELECT booking_ref, booked_at, sailing_id, customer_id, channel, pax, vehicle,
       toDecimal64(pence, 2) / 100 AS fare_gbp,
       state, extras, promo
FROM
(
    SELECT
        number AS n,
        concat('FB', leftPad(toString(500000 + number), 7, '0')) AS booking_ref,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57900) AS booked_at,
        toUInt8(least(5, floor(6 * pow(cityHash64(number, 'b-route') / 18446744073709551616.0, 1.5)))) AS r,
        if(r = 5, cityHash64(number, 'b-slot') % 2, cityHash64(number, 'b-slot') % 5) AS slot,
        toUInt32(1 + floor(20 * pow(cityHash64(number, 'b-lead') / 18446744073709551616.0, 2.5))) AS lead_days,
        toUInt32(least(69, dateDiff('day', toDate('2026-03-23'), toDate(booked_at)) + lead_days)) AS d,
        toDateTime('2026-03-23 06:00:30', 'UTC') + toIntervalDay(d) + toIntervalMinute(180 * slot + 11 * r) AS departs_at,
        toUInt32(1000 + d * 30 + slot * 6 + r) AS sailing_id,
        toUInt32(1 + floor(5200 * pow(cityHash64(number, 'b-cust') / 18446744073709551616.0, 1.7))) AS customer_id,
        ['web','app','agent','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt8(if(channel = 'kiosk', [1,1,1,1,2,2,2,1,3,4], [1,1,2,2,2,3,4,4,5,8])[1 + cityHash64(number, 'b-pax') % 10]) AS pax,
        ['car','none','van','motorbike','lorry'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-veh') / 18446744073709551616.0, 1.7)))] AS vehicle,
        toUInt64(round(100 * (pax * [4.2, 11.5, 7.1, 3.4, 8.3, 5.6][r + 1]
            + multiIf(vehicle = 'car', 16, vehicle = 'van', 27, vehicle = 'motorbike', 8, vehicle = 'lorry', 120, 0))
            * (0.8 + cityHash64(number, 'b-fare') % 500 / 1000))) AS pence,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(s < if(channel = 'agent', 190, 80), 'cancelled', s < if(channel = 'agent', 240, 125), 'refunded', 'paid') AS state,
        arrayFilter(x -> cityHash64(number, 'b-extra', x) % 100 < multiIf(x = 'meal', 35, x = 'pet', 9, x = 'lounge', 14, 6), ['meal','pet','lounge','cabin']) AS extras,
        if(cityHash64(number, 'b-promo') % 100 < 18, toNullable(['SPRING','ISLAND10','LOYAL'][1 + cityHash64(number, 'b-code') % 3]), NULL) AS promo
    FROM numbers(19000)
)
WHERE toDate(booked_at) != '2026-05-08'
  AND NOT (channel = 'kiosk' AND (toHour(booked_at) < 6 OR toHour(booked_at) >= 20))
  AND NOT (toDayOfWeek(booked_at) IN (6, 7) AND cityHash64(n, 'b-we') % 10 < 5)
  AND NOT (toDayOfWeek(booked_at) IN (1, 3, 4, 5) AND cityHash64(n, 'b-wd') % 10 < 3)
  AND NOT (r = 4 AND toDayOfWeek(departs_at) = 7);

DROP TABLE IF EXISTS ferry.gate_scans;
CREATE TABLE ferry.gate_scans
(
    scanned_at  DateTime('UTC'),
    booking_ref String,
    port        LowCardinality(String),
    gate        LowCardinality(String),
    reader      LowCardinality(String) COMMENT 'the device',
    result      LowCardinality(String) COMMENT 'ok, unreadable, wrong_sailing or late (check-in closed); an unreadable ticket is scanned again',
    took_ms     UInt32 COMMENT 'from the ticket to the answer'
)
ENGINE = MergeTree ORDER BY (port, scanned_at);

-- Paid bookings only, 20 to 90 minutes before departure, a few never show up. The first lines repeat those of the bookings.
-- Reader R-03 misreads most tickets since 2026-05-19; R-09 is silent since 2026-05-20 13:00, R-12 since 2026-05-18 09:00; R-05 is slow.
INSERT INTO ferry.gate_scans
SELECT scanned_at, booking_ref, port, gate, reader, result, took_ms
FROM
(
    SELECT
        intDiv(number, 2) AS n,
        number % 2 AS pos,
        concat('FB', leftPad(toString(500000 + n), 7, '0')) AS booking_ref,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(n, 'b-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(n, 'b-ms') % 57900) AS booked_at,
        toUInt8(least(5, floor(6 * pow(cityHash64(n, 'b-route') / 18446744073709551616.0, 1.5)))) AS r,
        if(r = 5, cityHash64(n, 'b-slot') % 2, cityHash64(n, 'b-slot') % 5) AS slot,
        toUInt32(1 + floor(20 * pow(cityHash64(n, 'b-lead') / 18446744073709551616.0, 2.5))) AS lead_days,
        toUInt32(least(69, dateDiff('day', toDate('2026-03-23'), toDate(booked_at)) + lead_days)) AS d,
        toDateTime('2026-03-23 06:00:30', 'UTC') + toIntervalDay(d) + toIntervalMinute(180 * slot + 11 * r) AS departs_at,
        ['web','app','agent','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'b-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(n, 'b-st') % 1000 AS s,
        departs_at - toIntervalMinute(20 + cityHash64(n, 'g-lead') % 70) + toIntervalMinute(pos) + toIntervalSecond(cityHash64(number, 'g-sec') % 28) AS scanned_at,
        ['Oban','Ullapool','Uig','Mallaig','Kennacraig','Ardrossan'][r + 1] AS port,
        ['A1','A2','B1','B2'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'g-gate') / 18446744073709551616.0, 1.4)))] AS gate,
        concat('R-', leftPad(toString(1 + toUInt32(floor(12 * pow(cityHash64(n, 'g-read') / 18446744073709551616.0, 1.3)))), 2, '0')) AS reader,
        cityHash64(n, 'g-res') % 1000 AS q,
        q < if(reader = 'R-03' AND departs_at >= '2026-05-19 00:00:00', 720, 60) AS misread,
        multiIf(pos = 1, 'ok', misread, 'unreadable', q >= 965, 'late', q >= 940, 'wrong_sailing', 'ok') AS result,
        toUInt32(floor(240 * if(reader = 'R-05', 1.9, 1.0) * if(port = 'Uig', 1.3, 1.0) * pow(1 - cityHash64(number, 'g-took') / 18446744073709551616.0, -0.35))) AS took_ms
    FROM numbers(38000)
)
WHERE scanned_at < '2026-05-21 16:20:00'
  AND (pos = 0 OR misread)
  AND s >= if(channel = 'agent', 240, 125)
  AND cityHash64(n, 'g-show') % 100 >= 7
  AND toDate(booked_at) != '2026-05-08'
  AND NOT (channel = 'kiosk' AND (toHour(booked_at) < 6 OR toHour(booked_at) >= 20))
  AND NOT (toDayOfWeek(booked_at) IN (6, 7) AND cityHash64(n, 'b-we') % 10 < 5)
  AND NOT (toDayOfWeek(booked_at) IN (1, 3, 4, 5) AND cityHash64(n, 'b-wd') % 10 < 3)
  AND NOT (r = 4 AND toDayOfWeek(departs_at) = 7)
  AND NOT (reader = 'R-09' AND scanned_at >= '2026-05-20 13:00:00')
  AND NOT (reader = 'R-12' AND scanned_at >= '2026-05-18 09:00:00');
