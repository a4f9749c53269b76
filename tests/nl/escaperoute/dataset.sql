-- Hiking tours: the catalogue, bookings with their payment, departures. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS escaperoute;
CREATE DATABASE escaperoute;

CREATE TABLE escaperoute.tours
(
    tour_code String,
    title     String,
    country   LowCardinality(String) COMMENT 'where one walks, ISO 3166 two-letter code',
    grade     UInt8 COMMENT '1 easy stroll to 5 alpine',
    style     LowCardinality(String) COMMENT 'G guided, S self-guided, F family',
    days      UInt8
)
ENGINE = MergeTree ORDER BY tour_code;

INSERT INTO escaperoute.tours
SELECT
    concat('ER', leftPad(toString(1 + number), 2, '0')),
    ['Kungsleden North','Mont Blanc Circuit','West Highland Way','Alta Via One','Camino Primitivo','Laugavegur','Fishermens Trail','Peaks of the Balkans','Lycian Way','Corsica High Route',
     'Eagle Walk','Kerry Way','Levada Week','Dolomites Hut Trek','Haute Route','Juliana Trail','Askja Trail','Lofoten Crossing'][number + 1],
    ['SE','FR','GB','IT','ES','IS','PT','AL','TR','FR','AT','IE','PT','IT','CH','SI','IS','NO'][number + 1],
    [3,4,2,4,2,3,1,4,3,5,3,2,1,4,5,2,4,5][number + 1],
    ['G','G','S','G','S','G','S','G','S','G','G','S','F','G','G','F','G','G'][number + 1],
    [8,11,7,9,12,5,6,10,8,14,7,8,7,6,12,6,5,7][number + 1]
FROM numbers(18);

CREATE TABLE escaperoute.bookings
(
    booking_no   UInt32,
    booked_at    DateTime64(3, 'UTC'),
    paid_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'when the money arrived, null until then',
    customer_id  UInt32,
    home_country LowCardinality(String) COMMENT 'of the customer, ISO 3166 two-letter code',
    tour_code    String,
    hikers       UInt8 COMMENT 'people in the booking',
    lead_days    UInt16 COMMENT 'days from booking to departure',
    channel      LowCardinality(String),
    amount_eur   Decimal(10, 2),
    pay_method   LowCardinality(String),
    pay_status   LowCardinality(String) COMMENT 'paid, open (no money yet), failed, refunded. Revenue is paid only'
)
ENGINE = MergeTree ORDER BY booked_at;

-- The site was down all day on 2026-05-05. PayPal fails since 2026-05-20 07:00.
INSERT INTO escaperoute.bookings
SELECT booking_no, booked_at, if(pay_status IN ('paid', 'refunded'), toNullable(pay), NULL), customer_id, home_country, concat('ER', leftPad(toString(t), 2, '0')), hikers, lead_days, channel, amount_eur, pay_method, pay_status
FROM
(
    SELECT
        400000 + number AS booking_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(115200 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms') % 57000) AS booked_at,
        booked_at + toIntervalMinute(toUInt32(floor(20000 * pow(cityHash64(number, 'k-pay') / 18446744073709551616.0, 4)))) AS pay,
        toUInt32(9000 + floor(5200 * pow(cityHash64(number, 'k-cust') / 18446744073709551616.0, 1.3))) AS customer_id,
        ['DE','GB','NL','AT','CH','DK','BE'][1 + toUInt8(floor(7 * pow(cityHash64(customer_id, 'k-home') / 18446744073709551616.0, 1.5)))] AS home_country,
        1 + toUInt8(floor(18 * pow(cityHash64(number, 'k-tour') / 18446744073709551616.0, 1.25))) AS t,
        toUInt8([2,2,2,1,1,4,3,2,5,6][1 + cityHash64(number, 'k-h') % 10]) AS hikers,
        toUInt16(6 + floor(multiIf(channel = 'agency', 210, channel = 'fair', 260, channel = 'phone', 120, 160) * pow(cityHash64(number, 'k-lead') / 18446744073709551616.0, 1.2))) AS lead_days,
        ['web','phone','agency','fair'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-ch') / 18446744073709551616.0, 1.7)))] AS channel,
        toDecimal64(round(hikers * (420 + 95 * (cityHash64(t, 'k-p') % 11)) * (0.85 + cityHash64(number, 'k-var') % 400 / 1000) * multiIf(channel = 'agency', 0.92, channel = 'phone', 1.08, 1.0), 2), 2) AS amount_eur,
        ['card','paypal','transfer','voucher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-pm') / 18446744073709551616.0, 1.4)))] AS pay_method,
        cityHash64(number, 'k-st') % 1000 AS r,
        multiIf(pay_method = 'paypal' AND booked_at >= '2026-05-20 07:00:00' AND r < 520, 'failed', r < 40, 'failed', r < 90, 'open', pay >= '2026-05-21 16:20:00', 'open',
                r < multiIf(channel = 'fair', 230, channel = 'agency', 120, channel = 'phone', 155, 140), 'refunded', 'paid') AS pay_status
    FROM numbers(6500)
)
WHERE toDate(booked_at) != '2026-05-05';

-- A film about Laugavegur was on television on Monday evening.
INSERT INTO escaperoute.bookings
SELECT
    480000 + number, toDateTime64('2026-05-18 20:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'f-m') % 115) + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000) AS booked_at,
    booked_at + toIntervalMinute(3 + number % 50), 15000 + number, ['DE','GB','NL'][1 + cityHash64(number, 'f-c') % 3], 'ER06', 2, 40 + cityHash64(number, 'f-l') % 60, 'web', toDecimal64(1490 + number % 7, 2), 'card', 'paid'
FROM numbers(120);

CREATE TABLE escaperoute.departures
(
    dep_no    UInt32,
    left_at   DateTime('UTC') COMMENT 'when the group set off, or was to',
    tour_code String,
    guide     Nullable(String) COMMENT 'null on self-guided tours',
    hikers    UInt8 COMMENT 'people who started walking',
    no_shows  UInt8 COMMENT 'people who did not turn up',
    walk_min  Nullable(UInt16) COMMENT 'walking time of the first day',
    outcome   LowCardinality(String) COMMENT 'OK walked as planned, CUT cut short, RET turned back on day one, NOGO cancelled before the start (nobody walked)'
)
ENGINE = MergeTree ORDER BY left_at;

INSERT INTO escaperoute.departures
SELECT dep_no, left_at, concat('ER', leftPad(toString(t), 2, '0')),
    if(has([3, 5, 7, 9, 12], t), NULL, toNullable(['Aino Laine','Bjarki Jonsson','Chiara Riva','Davide Moser','Elif Kaya','Fergus Daly','Greta Hofer','Ilir Hoxha','Jana Kranjc'][1 + toUInt8(floor(9 * pow(cityHash64(n, 'g-g') / 18446744073709551616.0, 1.4)))])),
    toUInt8(if(outcome = 'NOGO', 0, 3 + cityHash64(n, 'g-h') % 10)),
    toUInt8(if(outcome = 'NOGO' OR cityHash64(n, 'g-ns') % 10 < 7, 0, 1 + cityHash64(n, 'g-ns2') % 3)),
    if(outcome = 'NOGO', NULL, toNullable(toUInt16(130 + 55 * [3,4,2,4,2,3,1,4,3,5,3,2,1,4,5,2,4,5][t] + floor(150 * pow(cityHash64(n, 'g-w') / 18446744073709551616.0, 1.5))))),
    outcome
FROM
(
    SELECT
        number AS n,
        70000 + number AS dep_no,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(75 * (cityHash64(number, 'g-d') / 18446744073709551616.0))), 'UTC')
            + toIntervalMinute(350 + cityHash64(number, 'g-m') % 260) + toIntervalSecond(1 + cityHash64(number, 'g-s') % 58) AS left_at,
        1 + toUInt8(floor(18 * pow(cityHash64(number, 'g-t') / 18446744073709551616.0, 1.1))) AS t,
        cityHash64(number, 'g-o') % 100 AS r,
        multiIf(r < 6, 'NOGO', r < 15, 'RET', r < 24, 'CUT', 'OK') AS outcome
    FROM numbers(2600)
)
WHERE NOT (t = 12 AND left_at >= '2026-05-09 00:00:00');
