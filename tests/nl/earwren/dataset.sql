-- Remote fittings of a hearing-aid maker. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No fitting begins in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS earwren;
CREATE DATABASE earwren;

CREATE TABLE earwren.clinics
(
    clinic    LowCardinality(String),
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier      LowCardinality(String) COMMENT 'own, partner or franchise',
    booths    UInt8,
    opened_on Date
)
ENGINE = MergeTree ORDER BY clinic;

INSERT INTO earwren.clinics
SELECT
    ['Aarhus','Utrecht','Bilbao','Gdansk','Linz','Porto','Lyon','Malmo'][1 + number],
    ['DK','NL','ES','PL','AT','PT','FR','SE'][1 + number],
    ['own','partner','franchise','partner','own','franchise','partner','own'][1 + number],
    toUInt8(2 + cityHash64(number, 'k-booth') % 6),
    toDate('2025-11-01') - toUInt32(cityHash64(number, 'k-open') % 3600)
FROM numbers(8);

CREATE TABLE earwren.aids
(
    aid_serial    String,
    model         LowCardinality(String),
    fit_style     LowCardinality(String) COMMENT 'bte = behind the ear, ric = receiver in canal, itc = in the canal',
    ear           LowCardinality(String) COMMENT 'L or R',
    power         LowCardinality(String) COMMENT 'rechargeable or zinc-air',
    shipped_on    Date,
    list_eur      Decimal(8, 2)
)
ENGINE = MergeTree ORDER BY aid_serial;

INSERT INTO earwren.aids
SELECT
    concat('EW', toString(610000 + number)),
    ['Wisp 3','Wisp 5','Murmur S','Murmur X','Piper'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-model') / 18446744073709551616.0, 1.4)))] AS m,
    multiIf(m = 'Piper', 'itc', startsWith(m, 'Wisp'), 'ric', 'bte'),
    ['L','R'][1 + cityHash64(number, 'a-ear') % 2],
    if(cityHash64(number, 'a-pow') % 100 < 64, 'rechargeable', 'zinc-air'),
    toDate('2026-05-18') - toUInt32(floor(900 * pow(cityHash64(number, 'a-ship') / 18446744073709551616.0, 1.4))),
    toDecimal64(multiIf(m = 'Piper', 1890, m = 'Wisp 5', 1650, m = 'Wisp 3', 1190, m = 'Murmur X', 1420, 980), 2)
FROM numbers(1300);

CREATE TABLE earwren.fittings
(
    fitting_id     UInt64,
    wearer_id      UInt32,
    aid_serial     String,
    clinic         LowCardinality(String),
    audiologist    LowCardinality(String),
    purpose        LowCardinality(String) COMMENT 'first_fit, fine_tune, feedback_fix or checkup',
    began_at       DateTime64(3, 'UTC'),
    ended_at       Nullable(DateTime64(3, 'UTC')) COMMENT 'null when the wearer did not turn up',
    outcome        LowCardinality(String) COMMENT 'done, dropped, no_show or cancelled; only done fittings are paid',
    fee_eur        Decimal(8, 2) COMMENT 'kept only if the fitting was done',
    pair_ms        Nullable(UInt32) COMMENT 'time until the aid answered the app; null when it never did',
    link_drops     UInt8 COMMENT 'how often the connection to the aid was lost during the session',
    gain_change_db Nullable(Float64) COMMENT 'change of overall gain, in decibels',
    firmware       LowCardinality(String),
    phone_os       LowCardinality(String),
    relative       UInt8 COMMENT '1 when a family member sat in',
    comfort        Nullable(UInt8) COMMENT 'score given by the wearer, 1 to 10'
)
ENGINE = MergeTree ORDER BY (clinic, began_at);

-- No fitting on 2026-05-06 (the relay was down); Gdansk sessions drop on 2026-05-20 13:00-15:00; firmware 6.1.0 loses the link since 2026-05-19.
INSERT INTO earwren.fittings
SELECT fitting_id, wearer_id, aid_serial, clinic, audiologist, purpose, began_at,
       if(outcome IN ('no_show', 'cancelled'), NULL, toNullable(finish)) AS ended_at,
       outcome, fee_eur,
       if(outcome IN ('no_show', 'cancelled') OR cityHash64(n, 'f-nopair') % 100 < 2, NULL, toNullable(pair)) AS pair_ms,
       if(outcome IN ('no_show', 'cancelled'), 0,
          toUInt8(if(firmware = '6.1.0' AND began_at >= '2026-05-19 00:00:00', 4 + cityHash64(n, 'f-ld') % 5, [0,0,0,0,1,1,2,0,0,3][1 + cityHash64(n, 'f-ld') % 10]))) AS link_drops,
       if(outcome = 'done', toNullable(round(-6 + 15 * (cityHash64(n, 'f-gain') / 18446744073709551616.0), 2)), NULL) AS gain_change_db,
       firmware, phone_os, relative,
       if(outcome = 'done' AND cityHash64(n, 'f-rated') % 100 < 71, toNullable(toUInt8([8,9,7,10,6,8,9,5,3,7][1 + cityHash64(n, 'f-comf') % 10] - if(phone_os = 'android' AND cityHash64(n, 'f-cm') % 4 = 0, 1, 0))), NULL) AS comfort
FROM
(
    SELECT
        number AS n,
        880000 + number AS fitting_id,
        20000 + toUInt32(floor(2600 * pow(cityHash64(number, 'f-wear') / 18446744073709551616.0, 1.3))) AS wearer_id,
        concat('EW', toString(610000 + toUInt32(floor(1240 * pow(cityHash64(wearer_id, 'f-aid') / 18446744073709551616.0, 1.1))))) AS aid_serial,
        ['Utrecht','Gdansk','Aarhus','Lyon','Porto','Bilbao','Linz','Malmo'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'f-cli') / 18446744073709551616.0, 1.3)))] AS clinic,
        ['Vesna Kral','Jonas Holm','Beatriz Pires','Ola Berg','Mirela Dinu','Pieter Vos','Agnes Toth','Karim Haddad','Lucie Moreau'][1 + toUInt8(floor(9 * pow(cityHash64(number, 'f-aud') / 18446744073709551616.0, 1.3)))] AS audiologist,
        ['fine_tune','checkup','first_fit','feedback_fix'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-purp') / 18446744073709551616.0, 1.4)))] AS purpose,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86000 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 58000) AS began_at,
        cityHash64(number, 'f-out') % 1000 AS s,
        multiIf(clinic = 'Gdansk' AND began_at >= '2026-05-20 13:00:00' AND began_at < '2026-05-20 15:00:00' AND s < 800, 'dropped',
                s < 70, 'dropped', s < if(clinic = 'Porto', 230, 140), 'no_show', s < 260, 'cancelled', 'done') AS outcome,
        began_at + toIntervalSecond(240 + toUInt32(floor(if(purpose = 'first_fit', 2900, 1500) * pow(cityHash64(number, 'f-len') / 18446744073709551616.0, 1.2)))) AS finish,
        toDecimal64(multiIf(purpose = 'first_fit', 85, purpose = 'fine_tune', 45, purpose = 'feedback_fix', 38, 29) + cityHash64(number, 'f-fee') % 1600 / 100, 2) AS fee_eur,
        toUInt32(floor(if(phone_os = 'android', 2300, 1500) * pow(1 - cityHash64(number, 'f-pair') / 18446744073709551616.0, -0.55))) AS pair,
        ['6.0.4','6.1.0','5.9.8'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'f-fw') / 18446744073709551616.0, 1.3)))] AS firmware,
        if(cityHash64(wearer_id, 'f-os') % 100 < 57, 'ios', 'android') AS phone_os,
        toUInt8(cityHash64(number, 'f-rel') % 100 < 27) AS relative
    FROM numbers(9500)
)
WHERE toDate(began_at) != '2026-05-06'
  AND toHour(began_at) BETWEEN 6 AND 20
  AND NOT (toDayOfWeek(began_at) = 7 AND cityHash64(n, 'f-sun') % 3 != 0)
  AND (outcome IN ('no_show', 'cancelled') OR (finish < '2026-05-21 16:20:00' AND toSecond(finish) NOT IN (0, 59)));

-- The drops in Gdansk, beyond the usual sessions.
INSERT INTO earwren.fittings
SELECT
    899000 + number, 20000 + cityHash64(number, 'g-wear') % 2600, concat('EW', toString(610000 + cityHash64(number, 'g-aid') % 1240)), 'Gdansk', 'Ola Berg', 'fine_tune',
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(2 * number + 1) + toIntervalMillisecond(1000 + cityHash64(number, 'g-ms') % 57000) AS began_at,
    began_at + toIntervalSecond(120), 'dropped', toDecimal64(45, 2), toNullable(toUInt32(2000 + cityHash64(number, 'g-pair') % 9000)), 1, NULL, '6.0.4',
    if(number % 2 = 0, 'ios', 'android'), 0, NULL
FROM numbers(55);
