-- Parking in a city: garages and street meters, parking sessions, fines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS meters;

DROP TABLE IF EXISTS meters.sites;
CREATE TABLE meters.sites
(
    site_id   UInt16,
    site_name String,
    kind      LowCardinality(String) COMMENT 'garage, or meter (a street zone with pay machines)',
    district  LowCardinality(String),
    operator  LowCardinality(String),
    spaces    UInt16 COMMENT 'number of bays',
    ev_spaces UInt16 COMMENT 'bays with a charger',
    rate_hr   Decimal(5, 2) COMMENT 'EUR per hour',
    opened_on Date,
    open_24h  Bool
)
ENGINE = MergeTree ORDER BY site_id;

INSERT INTO meters.sites
SELECT
    toUInt16(101 + number),
    if(number < 22,
       concat(['Quay','Central Station','Opera','Town Hall','Cathedral','Market','Fairground','Museum','Library','Arena','Hospital','Campus','Brewery','Castle','Zoo','Lakeside','Tannery','Old Mill','Courthouse','Stadium','Terminal','Bridge'][1 + number % 22], ' Garage'),
       concat('Zone ', leftPad(toString(number - 21), 2, '0'))),
    if(number < 22, 'garage', 'meter'),
    ['Old Town','Harbour','Station','University','Westend','Northgate'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'z-dis') / 18446744073709551616.0, 1.2)))],
    ['city','Parkwell','Q-Stand'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'z-op') / 18446744073709551616.0, 1.3)))],
    toUInt16(if(number < 22, 120 + cityHash64(number, 'z-sp') % 700, 12 + cityHash64(number, 'z-sp') % 90)),
    toUInt16(if(number < 22, 4 + cityHash64(number, 'z-ev') % 30, cityHash64(number, 'z-ev') % 4)),
    toDecimal64(round(if(number < 22, 2.2 + 0.2 * (cityHash64(number, 'z-rate') % 12), 1.2 + 0.2 * (cityHash64(number, 'z-rate') % 9)), 2), 2),
    toDate('2026-02-01') - toUInt32(floor(9000 * pow(cityHash64(number, 'z-open') / 18446744073709551616.0, 1.2))),
    number >= 22 OR cityHash64(number, 'z-24') % 3 > 0
FROM numbers(60);

DROP TABLE IF EXISTS meters.sessions;
CREATE TABLE meters.sessions
(
    session_id UInt64,
    site_id    UInt16,
    plate      String,
    plate_ctry LowCardinality(String) COMMENT 'country of the plate, ISO 3166 two-letter code',
    veh        LowCardinality(String) COMMENT 'car, van, motorcycle or camper',
    in_at      DateTime('UTC') COMMENT 'start of parking',
    out_at     Nullable(DateTime('UTC')) COMMENT 'end of parking, null while the vehicle is still there',
    stay_min   Nullable(UInt32) COMMENT 'minutes from in_at to out_at, null while the vehicle is still there',
    pay_how    LowCardinality(String) COMMENT 'app, card, coins or permit (residents, free of charge)',
    pay_state  LowCardinality(String) COMMENT 'settled, failed, waived or open (still parked); only settled sessions bring income',
    charge_eur Decimal(8, 2),
    ev_kwh     Nullable(Float32) COMMENT 'energy charged, null when the vehicle did not charge'
)
ENGINE = MergeTree ORDER BY (site_id, in_at);

INSERT INTO meters.sessions
SELECT session_id, site, plate, plate_ctry, veh, in_at, out_at, stay_min, pay_how, pay_state, charge_eur, ev_kwh
FROM
(
    SELECT
        x.n AS n,
        toUInt64(8100000 + x.n) AS session_id,
        x.site AS site,
        toUInt32(floor(9000 * pow(cityHash64(x.n, 'p-plate') / 18446744073709551616.0, 1.7))) AS pid,
        concat('KB ', leftPad(toString(1000 + pid), 5, '0')) AS plate,
        ['DE','NL','BE','FR','PL','DK'][1 + toUInt8(floor(6 * pow(cityHash64(pid, 'p-ctry') / 18446744073709551616.0, 2.0)))] AS plate_ctry,
        ['car','van','motorcycle','camper'][1 + toUInt8(floor(4 * pow(cityHash64(x.n, 'p-veh') / 18446744073709551616.0, 3.2)))] AS veh,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(55 * pow(cityHash64(x.n, 'p-day') / 18446744073709551616.0, 1.2))))
            + toIntervalMinute(if(cityHash64(x.n, 'p-night') % 100 < 14, toUInt32(cityHash64(x.n, 'p-min') % 1440),
                                  toUInt32(390 + floor(930 * pow(cityHash64(x.n, 'p-min') / 18446744073709551616.0, 1.15)))))
            + toIntervalSecond(1 + cityHash64(x.n, 'p-s') % 40) AS in_at,
        toUInt32(floor(least(15000, multiIf(veh = 'camper', 12.0, veh = 'van', 1.4, veh = 'motorcycle', 0.6, 1.0)
            * (if(s.kind = 'garage', 30, 10) + 40 * pow(1 - cityHash64(x.n, 'p-stay') / 18446744073709551616.0, -0.6))))) AS mins,
        in_at + toIntervalMinute(mins) + toIntervalSecond(cityHash64(x.n, 'p-s2') % 17) AS ended,
        ended < '2026-05-21 16:20:00' AS gone,
        if(gone, toNullable(ended), NULL) AS out_at,
        if(gone, toNullable(mins), NULL) AS stay_min,
        ['app','card','coins','permit'][1 + toUInt8(floor(4 * pow(cityHash64(x.n, 'p-how') / 18446744073709551616.0, 1.6)))] AS pay_how,
        cityHash64(x.n, 'p-st') % 1000 AS r,
        multiIf(NOT gone, 'open',
                pay_how = 'permit', 'waived',
                r < 15, 'failed',
                r > 972, 'waived',
                'settled') AS pay_state,
        if(gone AND pay_how != 'permit', toDecimal64(round(least(48.0, toFloat64(s.rate_hr) * ceil(mins / 30) / 2), 2), 2), toDecimal64(0, 2)) AS charge_eur,
        if(s.ev_spaces > 0 AND veh IN ('car', 'van') AND cityHash64(x.n, 'p-ev') % 100 < 11,
           toNullable(toFloat32(round(4 + 30 * pow(cityHash64(x.n, 'p-kwh') / 18446744073709551616.0, 1.4), 1))), NULL) AS ev_kwh
    FROM
    (
        SELECT number AS n, toUInt16(101 + floor(60 * pow(cityHash64(number, 'p-site') / 18446744073709551616.0, 1.5))) AS site
        FROM numbers(19000)
    ) AS x
    INNER JOIN meters.sites AS s ON x.site = s.site_id
)
WHERE in_at < '2026-05-21 16:20:00';

-- The machines of Zone 01 (site 123) do not take cards on 2026-05-21.
INSERT INTO meters.sessions
SELECT
    toUInt64(8900000 + number), toUInt16(123), concat('KB ', leftPad(toString(1000 + cityHash64(number, 'q-plate') % 9000), 5, '0')), 'DE', 'car',
    toDateTime('2026-05-21 06:10:00', 'UTC') + toIntervalMinute(6 * number) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 40) AS t_in,
    toNullable(t_in + toIntervalMinute(10 + cityHash64(number, 'q-stay') % 70)),
    toNullable(toUInt32(10 + cityHash64(number, 'q-stay') % 70)),
    'card', if(cityHash64(number, 'q-st') % 100 < 78, 'failed', 'settled'), toDecimal64(1 + cityHash64(number, 'q-stay') % 4, 2), NULL
FROM numbers(70);

DROP TABLE IF EXISTS meters.fines;
CREATE TABLE meters.fines
(
    fine_id    UInt32,
    site_id    UInt16,
    plate      String,
    warden     LowCardinality(String) COMMENT 'who wrote the fine',
    issued_at  DateTime64(3, 'UTC'),
    offence    LowCardinality(String) COMMENT 'no_ticket, overstay, double_parked, disabled_bay or blocked_exit',
    fine_eur   Decimal(8, 2),
    fine_state LowCardinality(String) COMMENT 'unpaid, paid, contested or dropped; only paid fines have brought money',
    paid_at    Nullable(DateTime('UTC')),
    towed      Bool COMMENT 'true when the vehicle was towed away'
)
ENGINE = MergeTree ORDER BY issued_at;

-- No fine on 2026-05-01 (a holiday). More wardens are out on Fridays. W09 works part-time.
INSERT INTO meters.fines
SELECT fine_id, site_id, plate, warden, issued_at, offence, fine_eur, fine_state, if(fine_state = 'paid', toNullable(pay_time), NULL) AS paid_at, towed
FROM
(
    SELECT
        number AS n,
        toUInt32(470000 + number) AS fine_id,
        toUInt16(101 + floor(60 * pow(cityHash64(number, 'f-site') / 18446744073709551616.0, 0.8))) AS site_id,
        concat('KB ', leftPad(toString(1000 + toUInt32(floor(9000 * pow(cityHash64(number, 'f-plate') / 18446744073709551616.0, 2.2)))), 5, '0')) AS plate,
        concat('W', leftPad(toString(1 + toUInt8(floor(14 * pow(cityHash64(number, 'f-war') / 18446744073709551616.0, 1.2)))), 2, '0')) AS warden,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(80 * pow(cityHash64(number, 'f-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(480 + toUInt32(floor(720 * pow(cityHash64(number, 'f-min') / 18446744073709551616.0, 0.9))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000) AS issued_at,
        ['no_ticket','overstay','double_parked','disabled_bay','blocked_exit'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'f-off') / 18446744073709551616.0, 1.4)))] AS offence,
        toDecimal64(multiIf(offence = 'no_ticket', 30, offence = 'overstay', if(cityHash64(number, 'f-eur') % 3 = 0, 35, 20), offence = 'double_parked', 55,
                            offence = 'disabled_bay', if(cityHash64(number, 'f-eur') % 5 < 2, 130, 90), 75), 2) AS fine_eur,
        cityHash64(number, 'f-st') % 1000 AS r,
        toDateTime(toStartOfMinute(issued_at), 'UTC') + toIntervalMinute(10 + toUInt32(floor(30000 * pow(cityHash64(number, 'f-pay') / 18446744073709551616.0, 1.6))))
            + toIntervalSecond(1 + cityHash64(number, 'f-ps') % 58) AS pay_time,
        multiIf(r < multiIf(offence = 'double_parked', 270, offence = 'disabled_bay', 60, offence = 'overstay', 150, 105), 'contested',
                r < 340, 'dropped',
                r < 880 AND pay_time < '2026-05-21 16:20:00', 'paid',
                'unpaid') AS fine_state,
        cityHash64(number, 'f-tow') % 100 < multiIf(offence = 'disabled_bay', 42, offence = 'blocked_exit', 50, 2) AS towed
    FROM numbers(6000)
)
WHERE issued_at < '2026-05-21 16:20:00'
  AND toDate(issued_at) != '2026-05-01'
  AND NOT (warden = 'W09' AND cityHash64(n, 'f-part') % 100 < 75)
  AND NOT (toDayOfWeek(issued_at) != 5 AND cityHash64(n, 'f-wd') % 100 < 42);
