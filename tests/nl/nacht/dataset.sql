-- On-demand night shuttles of a city bus operator. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No request lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS nacht;
CREATE DATABASE nacht;

CREATE TABLE nacht.shuttles
(
    veh_id   UInt16,
    callsign String COMMENT 'name on the radio, N-01 and so on',
    drive    LowCardinality(String) COMMENT 'E electric, H hybrid, D diesel',
    seats    UInt8,
    depot    LowCardinality(String) COMMENT 'garage the shuttle returns to',
    since    Date COMMENT 'first day in service',
    ramp     Bool COMMENT 'has a wheelchair ramp'
)
ENGINE = MergeTree ORDER BY veh_id COMMENT 'the shuttle fleet, one row per vehicle';

INSERT INTO nacht.shuttles
SELECT
    301 + number,
    concat('N-', leftPad(toString(1 + number), 2, '0')),
    ['E','E','H','D','E'][1 + cityHash64(number, 's-drv') % 5],
    [8, 8, 12, 16][1 + cityHash64(number, 's-seat') % 4],
    ['Werft','Ostring','Kessel'][1 + cityHash64(number, 's-dep') % 3],
    toDate('2026-03-01') - toUInt32(floor(1400 * pow(cityHash64(number, 's-since') / 18446744073709551616.0, 1.4))),
    cityHash64(number, 's-ramp') % 3 != 0
FROM numbers(24);

CREATE TABLE nacht.bookings
(
    ride_no    UInt32 COMMENT 'booking number',
    req_ts     DateTime('UTC') COMMENT 'when the passenger asked for the ride',
    pickup_ts  Nullable(DateTime('UTC')) COMMENT 'boarding, null when nobody got on',
    drop_ts    Nullable(DateTime('UTC')) COMMENT 'when the passenger was set down',
    pax_id     UInt32 COMMENT 'passenger account',
    pax_cnt    UInt8 COMMENT 'people travelling on the booking',
    veh_id     Nullable(UInt16) COMMENT 'shuttle, null when none was assigned',
    from_zone  LowCardinality(String) COMMENT 'zone of the pick-up',
    to_zone    LowCardinality(String) COMMENT 'zone of the destination',
    channel    Enum8('app' = 1, 'phone' = 2, 'kiosk' = 3) COMMENT 'how it was booked',
    state      Enum8('done' = 1, 'no_show' = 2, 'cancelled' = 3, 'rejected' = 4) COMMENT 'done = ridden and charged, no_show = passenger was not at the stop, cancelled = called off by the passenger, rejected = no shuttle free',
    tkt        LowCardinality(String) COMMENT 'ticket: S single, M monthly pass, U student card, P senior pass',
    fare_cents UInt32 COMMENT 'price in euro cents as quoted at booking, only done rides are charged',
    dist_m     UInt32 COMMENT 'length of the route in metres',
    eta_s      Nullable(UInt16) COMMENT 'promised wait in seconds, null when rejected',
    wheelchair Bool COMMENT 'somebody on the booking uses a wheelchair',
    score      Nullable(UInt8) COMMENT 'stars given by the passenger, 1 to 5'
)
ENGINE = MergeTree ORDER BY (req_ts, ride_no) COMMENT 'ride requests, one row per booking';

-- A strike on 2026-05-06: no request all day. Seebach is refused en masse on 2026-05-20 22:00-24:00. Shuttle 309 is off the road since 2026-05-10, 317 since 2026-05-12.
INSERT INTO nacht.bookings
SELECT ride_no, req_ts,
       if(state = 'done', toNullable(req_ts + toIntervalSecond(wait_s)), NULL) AS pickup_ts,
       if(state = 'done', toNullable(req_ts + toIntervalSecond(wait_s + ride_s)), NULL) AS drop_ts,
       pax_id, pax_cnt,
       if(state = 'rejected' OR (state = 'cancelled' AND cityHash64(n, 'n-cv') % 5 < 2), NULL, toNullable(toUInt16(veh))) AS veh_id,
       from_zone, to_zone, channel, state, tkt, fare_cents, dist_m,
       if(state = 'rejected', NULL, toNullable(toUInt16(wait_s * (60 + cityHash64(n, 'n-eta') % 70) / 100))) AS eta_s,
       wheelchair,
       if(state = 'done' AND cityHash64(n, 'n-rated') % 100 < 55, toNullable(toUInt8([5,5,5,4,4,4,3,3,2,1,5,4][1 + cityHash64(n, 'n-score') % 12])), NULL) AS score
FROM
(
    SELECT
        number AS n,
        toUInt32(410000 + number) AS ride_no,
        toUInt32(floor(63 * pow(cityHash64(number, 'n-day') / 18446744073709551616.0, 1.15))) AS d,
        if(cityHash64(number, 'n-dt') % 100 < 12,
           toDateTime('2026-05-21 06:30:00', 'UTC') + toIntervalMinute(cityHash64(number, 'n-min') % 590),
           toDateTime('2026-05-20 20:00:00', 'UTC') + toIntervalMinute(toUInt32(floor(560 * pow(cityHash64(number, 'n-min') / 18446744073709551616.0, 1.1)))))
            - toIntervalDay(d) + toIntervalSecond(1 + cityHash64(number, 'n-sec') % 58) AS req_ts,
        toUInt32(60000 + floor(2600 * pow(cityHash64(number, 'n-pax') / 18446744073709551616.0, 1.4))) AS pax_id,
        toUInt8([1,1,1,2,2,2,3,4,5,1,2,6][1 + cityHash64(number, 'n-cnt') % 12] + multiIf(channel = 'phone', cityHash64(number, 'n-cnt2') % 2, channel = 'kiosk', cityHash64(number, 'n-cnt2') % 4 = 0, 0)) AS pax_cnt,
        301 + toUInt32(floor(24 * pow(cityHash64(number, 'n-veh') / 18446744073709551616.0, 1.2))) AS veh0,
        multiIf(veh0 = 309 AND req_ts >= '2026-05-10 02:00:00', 305, veh0 = 317 AND req_ts >= '2026-05-12 23:00:00', 302, veh0) AS veh,
        ['Altstadt','Hafen','Campus','Messe','Seebach','Nordpark'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'n-from') / 18446744073709551616.0, 1.3)))] AS from_zone,
        ['Seebach','Nordpark','Altstadt','Campus','Hafen','Messe'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'n-to') / 18446744073709551616.0, 1.35)))] AS to_zone,
        ['app','phone','kiosk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'n-chan') / 18446744073709551616.0, 1.9)))] AS channel,
        cityHash64(number, 'n-st') % 1000 AS s,
        multiIf(from_zone = 'Seebach' AND req_ts >= '2026-05-20 22:00:00' AND req_ts < '2026-05-21 00:00:00' AND s < 800, 'rejected',
                s < 95, 'rejected', s < 200, 'cancelled', s < if(channel = 'phone', 310, 265), 'no_show', 'done') AS state,
        ['S','S','S','M','U','S','M','U','P','S'][1 + cityHash64(number, 'n-tkt') % 10] AS tkt,
        toUInt32(1200 + floor(13000 * pow(cityHash64(number, 'n-dist') / 18446744073709551616.0, 2.2))) AS dist_m,
        toUInt32(multiIf(tkt = 'M', 120, tkt = 'S', 260 + dist_m * 0.055, 180 + dist_m * 0.035)) AS fare_cents,
        toUInt32(130 + floor(1600 * pow(cityHash64(number, 'n-wait') / 18446744073709551616.0, 1.7))) AS wait_s,
        toUInt32(95 + dist_m / 6) AS ride_s,
        cityHash64(number, 'n-wch') % 100 < 8 AS wheelchair
    FROM numbers(9400)
)
WHERE toDate(req_ts) != '2026-05-06'
  AND NOT (toDayOfWeek(req_ts) IN (1, 2, 3) AND cityHash64(n, 'n-quiet') % 100 < 30)
  AND (state != 'done' OR req_ts + toIntervalSecond(wait_s + ride_s) < '2026-05-21 16:20:00');

-- The refusals in Seebach, beyond the usual requests.
INSERT INTO nacht.bookings
SELECT
    toUInt32(880000 + number),
    toDateTime('2026-05-20 22:00:00', 'UTC') + toIntervalMinute(1 + number * 2 % 117) + toIntervalSecond(1 + cityHash64(number, 'r-sec') % 58),
    NULL, NULL, 60000 + cityHash64(number, 'r-pax') % 2600, 1 + cityHash64(number, 'r-cnt') % 4, NULL, 'Seebach',
    ['Altstadt','Hafen','Campus','Nordpark'][1 + cityHash64(number, 'r-to') % 4],
    ['app','app','phone'][1 + cityHash64(number, 'r-chan') % 3], 'rejected', ['S','M','U'][1 + cityHash64(number, 'r-tkt') % 3],
    300 + cityHash64(number, 'r-fare') % 400, 1500 + cityHash64(number, 'r-dist') % 6000, NULL, cityHash64(number, 'r-wch') % 20 = 0, NULL
FROM numbers(64);
