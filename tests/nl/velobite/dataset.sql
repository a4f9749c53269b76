-- Bicycle couriers who carry meals for restaurants. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS velobite;
CREATE DATABASE velobite;

CREATE TABLE velobite.couriers
(
    courier_no UInt16,
    nickname   String,
    bike       LowCardinality(String) COMMENT 'road, ebike, cargo or folding',
    contract   LowCardinality(String) COMMENT 'employee or freelance',
    hired_on   Date,
    phone_os   LowCardinality(String)
)
ENGINE = MergeTree ORDER BY courier_no;

INSERT INTO velobite.couriers
SELECT
    100 + number AS courier_no,
    concat(['Zip','Momo','Kit','Bolt','Juno','Pip','Rex','Lola','Finn','Ada'][1 + cityHash64(number, 'vb-nick') % 10], '-', toString(number)) AS nickname,
    ['road','ebike','cargo','folding'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'vb-bike') / 18446744073709551616.0, 1.3)))] AS bike,
    if(cityHash64(number, 'vb-contract') % 100 < 40, 'freelance', 'employee') AS contract,
    toDate('2026-05-10') - toUInt32(cityHash64(number, 'vb-hired') % 1300) AS hired_on,
    ['android','ios'][1 + cityHash64(number, 'vb-os') % 2] AS phone_os
FROM numbers(60);

CREATE TABLE velobite.restaurants
(
    resto_id    UInt32,
    resto_name  String,
    cuisine     LowCardinality(String),
    is_chain    UInt8,
    signed_on   Date COMMENT 'first day of the contract with us',
    plan        LowCardinality(String)
)
ENGINE = MergeTree ORDER BY resto_id;

INSERT INTO velobite.restaurants
SELECT
    4000 + number AS resto_id,
    concat(['Casa','Little','Royal','Blue','Mama','Golden','Corner','Urban'][1 + cityHash64(number, 'vb-r1') % 8], ' ',
           ['Fig','Lotus','Oven','Spoon','Garden','Lantern','Grill'][1 + cityHash64(number, 'vb-r2') % 7], ' ', toString(number)) AS resto_name,
    ['italian','burgers','sushi','indian','vegan','thai'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'vb-cui') / 18446744073709551616.0, 1.3)))] AS cuisine,
    toUInt8(cityHash64(number, 'vb-chain') % 4 = 0) AS is_chain,
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'vb-sign') % 900) AS signed_on,
    ['starter','plus','unlimited'][1 + cityHash64(number, 'vb-plan') % 3] AS plan
FROM numbers(45);

CREATE TABLE velobite.drops
(
    drop_id       UInt64,
    resto_id      UInt32,
    courier_no    Nullable(UInt16) COMMENT 'null as long as nobody has taken the job',
    district      LowCardinality(String) COMMENT 'where the hungry customer lives',
    channel       LowCardinality(String) COMMENT 'app, web or phone',
    ordered_at    DateTime64(3, 'UTC'),
    collected_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'food taken over at the restaurant',
    handed_over_at Nullable(DateTime64(3, 'UTC')) COMMENT 'food given to the customer',
    state         LowCardinality(String) COMMENT 'open, delivered, cancelled or undeliverable; the restaurant is billed for delivered ones only',
    fee_cents     UInt32 COMMENT 'courier fee for the restaurant, euro cents',
    tip_eur       Nullable(Decimal(8, 2)),
    route_m       UInt32 COMMENT 'length of the ride in metres',
    bag_kg        Nullable(Float32),
    rain          UInt8 COMMENT '1 if it rained when the order came in',
    late          UInt8 COMMENT '1 if handed over after the promised time'
)
ENGINE = MergeTree ORDER BY (district, ordered_at);

-- No order at all on 2026-05-08 (a storm); a wave of cancellations in Westgate on 2026-05-19 from 19:00 to 21:00.
INSERT INTO velobite.drops
SELECT drop_id, resto_id,
       if(raw_state = 'cancelled' AND cityHash64(n, 'vb-nobody') % 3 != 0 OR state = 'open' AND cityHash64(n, 'vb-nobody') % 2 = 0, NULL, toNullable(courier)) AS courier_no,
       district, channel, ordered_at,
       if(raw_state = 'cancelled' OR collected > toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), NULL, toNullable(collected)) AS collected_at,
       if(state = 'delivered', toNullable(handed), NULL) AS handed_over_at,
       state, fee_cents,
       if(state = 'delivered' AND cityHash64(n, 'vb-tip') % 100 < if(channel = 'app', 34, 19), toNullable(toDecimal64((50 + cityHash64(n, 'vb-tip2') % 600) / 100, 2)), NULL) AS tip_eur,
       route_m,
       if(cityHash64(n, 'vb-nobag') % 100 < 4, NULL, toNullable(toFloat32(round(0.4 + 1.1 * pow(1 - cityHash64(n, 'vb-bag') / 18446744073709551616.0, -0.5), 1)))) AS bag_kg,
       rain,
       toUInt8(state = 'delivered' AND wait_min + ride_min > promised) AS late
FROM
(
    SELECT
        number AS n,
        880000 + number AS drop_id,
        4000 + toUInt32(floor(45 * pow(cityHash64(number, 'vb-resto') / 18446744073709551616.0, 1.5))) AS resto_id,
        toUInt16(100 + floor(60 * pow(cityHash64(number, 'vb-cour') / 18446744073709551616.0, 1.4))) AS courier,
        ['Old Port','Westgate','University','Canal','Mill Hill'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'vb-dist') / 18446744073709551616.0, 1.3)))] AS district,
        ['app','web','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'vb-chan') / 18446744073709551616.0, 1.6)))] AS channel,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(87840 * pow(cityHash64(number, 'vb-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'vb-ms') % 57900) AS ordered_at,
        toUInt32(6 + floor(22 * pow(cityHash64(number, 'vb-wait') / 18446744073709551616.0, 1.5)) + if(district = 'Canal', 3, 0)) AS wait_min,
        toUInt32(round(700 + 900 * pow(1 - cityHash64(number, 'vb-m') / 18446744073709551616.0, -0.55) * if(district = 'Mill Hill', 2.1, 1.0))) AS route_m,
        toUInt8(cityHash64(toStartOfHour(ordered_at), 'vb-rain') % 100 < 22) AS rain,
        toUInt32(2 + floor(route_m / if(rain, 210, 270))) AS ride_min,
        toUInt32(25 + 5 * (cityHash64(number, 'vb-prom') % 4)) AS promised,
        toStartOfMinute(ordered_at) + toIntervalMinute(wait_min) + toIntervalSecond(1 + cityHash64(number, 'vb-s1') % 58) AS collected,
        toStartOfMinute(ordered_at) + toIntervalMinute(wait_min + ride_min) + toIntervalSecond(1 + cityHash64(number, 'vb-s2') % 58) AS handed,
        cityHash64(number, 'vb-state') % 1000 AS s,
        multiIf(s < if(channel = 'phone', 120, 65), 'cancelled', s < 155 AND s >= 125, 'undeliverable', 'delivered') AS raw_state,
        if(raw_state != 'cancelled' AND handed > toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'open', raw_state) AS state,
        toUInt32(290 + floor(route_m * 0.07) + 60 * rain + 10 * (cityHash64(number, 'vb-fee') % 9)) AS fee_cents
    FROM numbers(14500)
)
WHERE cityHash64(n, 'vb-keep') % 100 < [0,0,0,0,0,0,0,0,0,0,25,90,100,90,55,50,55,70,100,100,100,70,35,0][1 + toHour(ordered_at)]
  AND toDate(ordered_at) != '2026-05-08';

INSERT INTO velobite.drops
SELECT
    899000 + number, 4000 + toUInt32(cityHash64(number, 'vb-x1') % 45), NULL, 'Westgate', ['app','web'][1 + number % 2],
    toDateTime64('2026-05-19 19:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'vb-x2') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'vb-x3') % 57900),
    NULL, NULL, 'cancelled', toUInt32(350 + cityHash64(number, 'vb-x4') % 200), NULL, toUInt32(900 + cityHash64(number, 'vb-x5') % 3000), NULL, 0, 0
FROM numbers(70);
