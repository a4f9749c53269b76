-- Mountain huts: an association that takes the bookings of its huts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS cairnbed;
CREATE DATABASE cairnbed;

CREATE TABLE cairnbed.huts
(
    hut_code    String,
    hut_name    String,
    massif      LowCardinality(String),
    altitude_m  UInt16,
    bunks       UInt16,
    service     LowCardinality(String) COMMENT 'staffed, self_catering or bivouac',
    winter_room UInt8,
    run_by      Nullable(String) COMMENT 'name of the warden, null where nobody lives in'
)
ENGINE = MergeTree ORDER BY hut_code;

INSERT INTO cairnbed.huts
SELECT
    ['GLB','STK','MUT','RIF','ALV','BRU','CAP','DOS','EIS','FOR','LAR','NEB','TSC','VAL'][i],
    ['Gelbhorn','Steinkar','Muttsee','Rifairs','Alvra','Brunnital','Caprile','Dosso','Eisjoch','Fornalla','Larain','Nebelspitz','Tschima','Valsot'][i],
    ['Silvretta','Bernina','Ortler','Albula','Silvretta','Bernina','Ortler','Albula','Silvretta','Ortler','Bernina','Albula','Silvretta','Bernina'][i],
    [2318, 2744, 2501, 1996, 2588, 2102, 2255, 2467, 2910, 2630, 1874, 3022, 2690, 2405][i],
    [88, 120, 64, 40, 72, 56, 36, 48, 94, 60, 24, 12, 52, 44][i],
    ['staffed','staffed','staffed','self_catering','staffed','self_catering','self_catering','staffed','staffed','staffed','self_catering','bivouac','staffed','self_catering'][i],
    toUInt8(i % 3 != 0),
    if(i IN (4, 6, 12), NULL, ['Reto Camenisch','Anna Lutz','Gian Bezzola','','Ursina Tanner','','Luca Ferri','Nora Casutt','Beat Walser','Elena Moser','Jon Prader','','Flurina Gredig','Sepp Danner'][i])
FROM (SELECT number + 1 AS i FROM numbers(14));

CREATE TABLE cairnbed.bookings
(
    booking_ref   String,
    hut_code      String,
    guest_id      UInt32 COMMENT 'the person who books, for the whole party',
    booked_at     DateTime64(3, 'UTC'),
    cancelled_at  Nullable(DateTime64(3, 'UTC')),
    state         LowCardinality(String) COMMENT 'confirmed, stayed, no_show or cancelled; cancelled bookings are paid back in full, all others keep their amount',
    channel       LowCardinality(String) COMMENT 'web, app, phone, agency',
    guest_country LowCardinality(String) COMMENT 'where the guest lives, ISO two-letter code',
    member        UInt8 COMMENT '1 = member of an alpine club',
    party_size    UInt8,
    nights        UInt8,
    lead_days     UInt16 COMMENT 'days from booking to arrival',
    board         LowCardinality(String) COMMENT 'bed_only, breakfast or half_board',
    amount_chf    Decimal(9, 2),
    reply_ms      UInt32 COMMENT 'time the reservation system took to answer the request'
)
ENGINE = MergeTree ORDER BY (hut_code, booked_at);

-- Outage: no booking at all on 2026-05-10. Slow system on 2026-05-20 10:00-12:00. Steinkar is cancelled en masse on 2026-05-20 afternoon.
INSERT INTO cairnbed.bookings
SELECT booking_ref, hut_code, guest_id, booked_at,
       if(state = 'cancelled', cancel_time, NULL), state, channel, guest_country, member, party_size, nights, lead_days, board,
       toDecimal64(round(party_size * nights * (multiIf(board = 'half_board', 79, board = 'breakfast', 48, 31) - 9 * member) + (cityHash64(n, 'tax') % 900) / 100, 2), 2),
       toUInt32(multiIf(channel = 'phone', 950, channel = 'agency', 520, channel = 'app', 210, 280) * (0.5 + pow(1 - cityHash64(n, 'ms') / 18446744073709551616.0, -0.25) / 1.5)
           * if(booked_at >= '2026-05-20 10:00:00' AND booked_at < '2026-05-20 12:00:00', 14, 1))
FROM
(
    SELECT
        number AS n,
        concat('CB-', toString(410000 + number * 3)) AS booking_ref,
        ['STK','GLB','EIS','ALV','TSC','MUT','FOR','DOS','VAL','BRU','RIF','CAP','LAR'][1 + toUInt8(floor(13 * pow(cityHash64(number, 'hut') / 18446744073709551616.0, 1.5)))] AS hut_code,
        2000 + toUInt32(floor(2600 * pow(cityHash64(number, 'guest') / 18446744073709551616.0, 1.6))) AS guest_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(89000 * pow(cityHash64(number, 'ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'tms') % 50000) AS booked_at,
        booked_at + toIntervalMinute(20 + toUInt32(floor(14000 * pow(cityHash64(number, 'cx') / 18446744073709551616.0, 2)))) + toIntervalSecond(3) AS cancel_time,
        toUInt16(floor(140 * pow(cityHash64(number, 'lead') / 18446744073709551616.0, 1.7))) AS lead_days,
        ['web','app','phone','agency'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'chan') / 18446744073709551616.0, 1.4)))] AS channel,
        ['CH','DE','AT','IT','FR','NL','SI'][1 + toUInt8(floor(7 * pow(cityHash64(guest_id, 'land') / 18446744073709551616.0, 1.5)))] AS guest_country,
        toUInt8(cityHash64(guest_id, 'memb') % 100 < 41) AS member,
        toUInt8(1 + floor(12 * pow(cityHash64(number, 'party') / 18446744073709551616.0, 2))) AS party_size,
        toUInt8(1 + floor(5 * pow(cityHash64(number, 'nights') / 18446744073709551616.0, 2.5))) AS nights,
        ['half_board','breakfast','bed_only'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'board') / 18446744073709551616.0, 1.5)))] AS board,
        multiIf(cityHash64(number, 'st') % 1000 < multiIf(channel = 'agency', 260, channel = 'phone', 90, 150) AND cancel_time < '2026-05-21 16:20:00', 'cancelled',
                toDate(booked_at) + lead_days >= '2026-05-21', 'confirmed',
                cityHash64(number, 'st') % 1000 > 955, 'no_show', 'stayed') AS state
    FROM numbers(7400)
)
WHERE toDate(booked_at) != '2026-05-10'
  AND NOT (toHour(booked_at) BETWEEN 0 AND 5 AND cityHash64(n, 'night') % 5 != 0);

-- Bookings of Steinkar this week that were called off (the water ran dry).
INSERT INTO cairnbed.bookings
SELECT
    concat('CB-', toString(460000 + number * 3)), 'STK', 2000 + cityHash64(number, 's-guest') % 2600,
    toDateTime64('2026-05-18 06:10:00', 3, 'UTC') + toIntervalMinute(number * 41) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 50000),
    toDateTime64('2026-05-20 14:00:00', 3, 'UTC') + toIntervalMinute(number * 2) + toIntervalMillisecond(1000 + cityHash64(number, 's-cx') % 50000),
    'cancelled', ['web','app','phone'][1 + number % 3], 'CH', number % 2, 2 + number % 5, 1, 30 + number % 20, 'half_board', toDecimal64(140 + number * 2.5, 2), 300 + cityHash64(number, 's-r') % 400
FROM numbers(75);
