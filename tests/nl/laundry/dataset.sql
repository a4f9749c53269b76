-- Laundry collected at the door: customers, pickups, washes. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS laundry;
CREATE DATABASE laundry;

CREATE TABLE laundry.customers
(
    customer_id  UInt32,
    full_name    String,
    city         LowCardinality(String),
    plan         LowCardinality(String) COMMENT 'payg (pay as you go), weekly, family or business',
    signed_up_at DateTime('UTC'),
    closed_at    Nullable(DateTime('UTC')) COMMENT 'when the account was closed, null while it is open',
    credit_cents Int32 COMMENT 'prepaid balance in euro cents, negative when the customer owes us'
)
ENGINE = MergeTree ORDER BY customer_id
COMMENT 'Households and businesses that have an account, one row each';

INSERT INTO laundry.customers
SELECT
    1001 + number AS customer_id,
    concat(['Ana','Bruno','Clara','David','Elin','Filip','Greta','Hugo','Ida','Jonas','Klara','Leo','Maja','Nils','Olga','Pavel','Rosa','Stefan','Tilda','Urs','Vera'][1 + number % 21], ' ',
           ['Almeida','Berg','Carlsson','Dubois','Engel','Ferreira','Gomes','Holm','Iversen','Jansen','Kowalski','Lind','Moreau','Nowicki','Otto','Petit','Ramos','Schulz','Torres','Wolf'][1 + intDiv(number, 21) % 20]) AS full_name,
    ['Porto','Bremen','Lyon','Malmo','Gdansk'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-city') / 18446744073709551616.0, 1.4)))] AS city,
    multiIf(cityHash64(number, 'l-plan') % 100 < 48, 'payg', cityHash64(number, 'l-plan') % 100 < 73, 'weekly', cityHash64(number, 'l-plan') % 100 < 89, 'family', 'business') AS plan,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(if(number >= 388, 60 + cityHash64(number, 'l-su') % 55000, 90000 + cityHash64(number, 'l-su') % 1300000))
        + toIntervalSecond(1 + cityHash64(number, 'l-sus') % 58) AS signed_up_at,
    if(number < 388 AND cityHash64(number, 'l-cl') % 100 < 9 AND signed_up_at + toIntervalDay(20 + cityHash64(number, 'l-cl2') % 300) < toDateTime('2026-05-21 16:00:00', 'UTC'),
       signed_up_at + toIntervalDay(20 + cityHash64(number, 'l-cl2') % 300), NULL) AS closed_at,
    toInt32(cityHash64(number, 'l-cred') % 9000) - 1500 AS credit_cents
FROM numbers(420);

CREATE TABLE laundry.pickups
(
    pickup_id    UInt32,
    customer_id  UInt32,
    booked_at    DateTime('UTC') COMMENT 'when the customer placed the booking',
    collected_at Nullable(DateTime('UTC')) COMMENT 'when the driver took the bags, null if that has not happened',
    delivered_at Nullable(DateTime('UTC')) COMMENT 'when the clean laundry was handed back',
    status       LowCardinality(String) COMMENT 'booked, collected, delivered, cancelled (by the customer) or no_show (nobody at the door), only delivered pickups are charged',
    channel      LowCardinality(String),
    driver       LowCardinality(String),
    bags         UInt8,
    distance_km  Float64,
    is_express   UInt8 COMMENT '1 = returned within 24 hours, 0 = standard',
    price_cents  UInt32 COMMENT 'price in euro cents, without the tip',
    tip_cents    Nullable(UInt32) COMMENT 'tip for the driver in euro cents, null if there was none',
    rating       Nullable(UInt8) COMMENT 'stars given by the customer, 1 to 5'
)
ENGINE = MergeTree ORDER BY (booked_at, pickup_id)
COMMENT 'Orders to fetch laundry at the door and bring it back clean, one row each';

INSERT INTO laundry.pickups
SELECT pickup_id, customer_id, booked_at,
       if(status IN ('collected', 'delivered'), toNullable(col), NULL) AS collected_at,
       if(status = 'delivered', toNullable(del), NULL) AS delivered_at,
       status, channel, driver, bags, distance_km, is_express, price_cents,
       if(status = 'delivered' AND cityHash64(n, 'p-tip') % 100 < 36, toNullable(toUInt32(100 + 50 * (cityHash64(n, 'p-tip2') % 17))), NULL) AS tip_cents,
       if(status = 'delivered' AND cityHash64(n, 'p-rt') % 100 < 57, toNullable(toUInt8([5,5,5,4,4,4,3,2,1,5][1 + cityHash64(n, 'p-rt2') % 10])), NULL) AS rating
FROM
(
    SELECT
        number AS n,
        toUInt32(50001 + number) AS pickup_id,
        toUInt32(1001 + floor(404 * pow(cityHash64(number, 'p-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS booked_at,
        toUInt8(cityHash64(number, 'p-exp') % 100 < 22) AS is_express,
        booked_at + toIntervalMinute(90 + cityHash64(number, 'p-col') % 1500) AS col,
        col + toIntervalMinute(if(is_express = 1, 430 + cityHash64(number, 'p-del') % 900, 1300 + cityHash64(number, 'p-del') % 2700)) AS del,
        ['app','web','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(number, 'p-st') % 1000 AS s,
        multiIf(s < if(channel = 'phone', 45, 95), 'cancelled',
                col >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'booked',
                s < 150, 'no_show',
                del >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'collected',
                'delivered') AS status,
        ['Alvarez','Bosko','Chen','Dahl','Fofana','Greco','Haddad'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'p-drv') / 18446744073709551616.0, 1.35)))] AS driver,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'p-bag') / 18446744073709551616.0, 1.8))) AS bags,
        round(0.6 + 2.4 * pow(1 - cityHash64(number, 'p-km') / 18446744073709551616.0, -0.45), 1) AS distance_km,
        toUInt32((850 + 640 * bags + cityHash64(number, 'p-pr') % 700) * if(is_express = 1, 1.5, 1)) AS price_cents
    FROM numbers(3300)
) AS p
INNER JOIN (SELECT customer_id, signed_up_at, closed_at FROM laundry.customers) AS c USING (customer_id)
WHERE booked_at > signed_up_at AND (closed_at IS NULL OR del < closed_at);

CREATE TABLE laundry.washes
(
    wash_id     UInt32,
    pickup_id   Nullable(UInt32) COMMENT 'null for a rinse cycle that cleans the machine itself',
    machine     LowCardinality(String),
    program     LowCardinality(String),
    started_at  DateTime('UTC'),
    finished_at Nullable(DateTime('UTC')) COMMENT 'null while the machine is running',
    duration_s  Nullable(UInt32) COMMENT 'length of the cycle in seconds, null while running',
    load_kg     Float64,
    temp_c      UInt8,
    energy_wh   UInt32,
    water_l     Float64,
    result_code Nullable(UInt8) COMMENT '0 = clean, 1 = stains left, 2 = stopped by an error, 3 = item damaged, null while running'
)
ENGINE = MergeTree ORDER BY (started_at, wash_id)
COMMENT 'Cycles of the washing machines, one row each';

-- One wash for up to three bags, two for more. A few pickups are washed by hand and have none. Machine M07 stops often.
INSERT INTO laundry.washes
SELECT wash_id, pickup_id, machine, program, started_at,
       if(ended, toNullable(fin), NULL), if(ended, toNullable(dur), NULL), load_kg, temp_c, energy_wh, water_l,
       if(ended, toNullable(toUInt8(multiIf(r < if(machine = 'M07', 90, 14), 2, r < 130, 1, r < 138, 3, 0))), NULL)
FROM
(
    SELECT
        toUInt32(700000 + n) AS wash_id, pid AS pickup_id,
        concat('M', leftPad(toString(1 + toUInt8(floor(9 * pow(cityHash64(n, 'w-m') / 18446744073709551616.0, 1.2)))), 2, '0')) AS machine,
        if(pid IS NULL, 'rinse', ['cotton','synthetics','quick','wool'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'w-p') / 18446744073709551616.0, 1.5)))]) AS program,
        st AS started_at,
        toUInt32(60 * multiIf(program = 'cotton', 75, program = 'synthetics', 55, program = 'wool', 42, 25) + cityHash64(n, 'w-d') % 1500) AS dur,
        started_at + toIntervalSecond(dur) AS fin,
        fin < toDateTime('2026-05-21 16:20:00', 'UTC') AS ended,
        if(pid IS NULL, 0, round(1.2 + 1.9 * least(b, 3) + cityHash64(n, 'w-kg') % 2600 / 1000, 2)) AS load_kg,
        toUInt8(multiIf(program = 'cotton', [40,60,60,90][1 + cityHash64(n, 'w-t') % 4], program = 'synthetics', [30,40,60][1 + cityHash64(n, 'w-t') % 3], program = 'rinse', 90, program = 'wool', 30, 40)) AS temp_c,
        toUInt32(150 + temp_c * 11 + cityHash64(n, 'w-e') % 260) AS energy_wh,
        round(28 + 4.1 * load_kg + cityHash64(n, 'w-l') % 120 / 10, 1) AS water_l,
        cityHash64(n, 'w-r') % 1000 AS r
    FROM
    (
        SELECT toUInt64((pickup_id - 50000) * 2 + k) AS n, toNullable(pickup_id) AS pid, if(k = 0, bags, bags - 3) AS b,
               assumeNotNull(collected_at) + toIntervalMinute(35 + cityHash64(n, 'w-st') % 220) AS st
        FROM laundry.pickups ARRAY JOIN [0, 1] AS k
        WHERE collected_at IS NOT NULL AND (k = 0 OR bags > 3) AND cityHash64(pickup_id, 'w-no') % 100 >= 3
        UNION ALL
        SELECT toUInt64(7000 + number) AS n, NULL AS pid, 0 AS b,
               toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(30 + cityHash64(number, 'w-rt') % 82000) + toIntervalSecond(1 + cityHash64(number, 'w-rs') % 58) AS st
        FROM numbers(140)
    )
    WHERE st < toDateTime('2026-05-21 16:19:00', 'UTC')
);
