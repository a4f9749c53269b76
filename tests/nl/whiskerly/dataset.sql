-- Meal subscription for pets: pets, shipments and complaints. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS whiskerly;
CREATE DATABASE whiskerly;

CREATE TABLE whiskerly.pets
(
    pet_id      UInt32,
    pet_name    String,
    species     LowCardinality(String) COMMENT 'dog, cat or ferret',
    weight_g    Nullable(UInt32) COMMENT 'body weight in grams, null when the owner never entered it',
    diet        LowCardinality(String) COMMENT 'standard, grain_free, renal, junior or slimming',
    owner_id    UInt32,
    country     LowCardinality(String) COMMENT 'home of the owner, ISO 3166 two-letter code',
    rhythm      LowCardinality(String) COMMENT 'how often a box is sent: weekly, biweekly, monthly',
    enrolled_on Date,
    sub_state   LowCardinality(String) COMMENT 'state of the subscription: active, paused or ended'
)
ENGINE = MergeTree ORDER BY pet_id;

INSERT INTO whiskerly.pets
SELECT
    20000 + number AS pet_id,
    ['Bruno','Mitzi','Pepper','Olaf','Saffi','Tofu','Nelson','Biscuit','Wilma','Ziggy','Juno','Moss'][1 + cityHash64(number, 'p-name') % 12],
    ['dog','cat','ferret'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-sp') / 18446744073709551616.0, 1.9)))] AS species,
    if(cityHash64(number, 'p-now') % 100 < 7, NULL,
       toNullable(toUInt32(multiIf(species = 'dog', 3000 + cityHash64(number, 'p-kg') % 42000, species = 'cat', 2600 + cityHash64(number, 'p-kg') % 4600, 700 + cityHash64(number, 'p-kg') % 1300)))),
    ['standard','grain_free','junior','slimming','renal'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-diet') / 18446744073709551616.0, 1.5)))],
    3000 + cityHash64(number, 'p-own') % 760,
    ['NL','DE','BE','DK','IE','SE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-ctry') / 18446744073709551616.0, 1.3)))],
    ['biweekly','monthly','weekly'][1 + cityHash64(number, 'p-rh') % 3],
    toDate('2026-03-05') - toUInt32(floor(1100 * pow(cityHash64(number, 'p-enr') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'p-st') % 100 < 78, 'active', cityHash64(number, 'p-st') % 100 < 90, 'paused', 'ended')
FROM numbers(950);

CREATE TABLE whiskerly.shipments
(
    shipment_no  UInt64,
    pet_id       UInt32,
    packed_at    DateTime64(3, 'UTC'),
    delivered_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null unless the box was handed over',
    kitchen      LowCardinality(String) COMMENT 'where the meals are cooked and packed',
    courier      LowCardinality(String),
    recipe       LowCardinality(String),
    portions     UInt16,
    net_weight_g UInt32 COMMENT 'food in the box, grams',
    price_eur    Decimal(8, 2) COMMENT 'charged when packed, refunded in full when the box is returned or lost',
    promo_code   Nullable(String),
    is_first_box UInt8 COMMENT '1 for the first box of a subscription',
    box_temp_c   Nullable(Float32) COMMENT 'at the door; null when the logger failed or the box did not arrive',
    state        LowCardinality(String) COMMENT 'in_transit, delivered, returned or lost'
)
ENGINE = MergeTree ORDER BY (kitchen, packed_at);

-- Limerick packed nothing on 2026-05-14 (power cut); Pawpost loses boxes packed since 2026-05-18.
INSERT INTO whiskerly.shipments
SELECT shipment_no, pet_id, packed_at,
       if(state = 'delivered', toNullable(handed_at), NULL) AS delivered_at,
       kitchen, courier, recipe, portions, net_weight_g, price_eur, promo_code, is_first_box,
       if(state != 'delivered' OR cityHash64(n, 's-log') % 100 < 6, NULL, toNullable(toFloat32(round(-9 + transit_min / 480 + cityHash64(n, 's-temp') % 800 / 100, 1)))) AS box_temp_c,
       state
FROM
(
    SELECT
        number AS n,
        410000 + number AS shipment_no,
        20000 + toUInt32(floor(930 * pow(cityHash64(number, 's-pet') / 18446744073709551616.0, 1.5))) AS pet_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(108000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS packed_at,
        ['Tilburg','Kassel','Aarhus','Limerick'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-kit') / 18446744073709551616.0, 1.4)))] AS kitchen,
        ['Fetchline','Pawpost','Nordbud','Quickhound'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-cou') / 18446744073709551616.0, 1.3)))] AS courier,
        ['Turkey Stew','Salmon Pot','Beef Hash','Lamb Bowl','Duck Mash','Rabbit Ragout','Lentil Feast'][1 + toUInt8(floor(7 * pow(cityHash64(number, 's-rec') / 18446744073709551616.0, 1.5)))] AS recipe,
        toUInt16([7,14,14,21,28,28,42,56][1 + cityHash64(number, 's-por') % 8]) AS portions,
        toUInt32(portions * (95 + cityHash64(number, 's-g') % 150)) AS net_weight_g,
        if(cityHash64(number, 's-pro') % 100 < 19, toNullable(['WAG10','NINELIVES','SPRINGPAWS'][1 + cityHash64(number, 's-pro2') % 3]), NULL) AS promo_code,
        toUInt8(cityHash64(number, 's-first') % 100 < 16) AS is_first_box,
        toDecimal64(round(4.9 + portions * multiIf(recipe = 'Duck Mash', 1.75, recipe = 'Salmon Pot', 1.6, recipe = 'Lentil Feast', 1.05, 1.35)
            * if(promo_code IS NULL, 1, 0.85) * (0.9 + cityHash64(number, 's-pr') % 200 / 1000), 2), 2) AS price_eur,
        toUInt32(multiIf(courier = 'Quickhound', 500, courier = 'Nordbud', 1500, courier = 'Pawpost', 1250, 950) + floor(2100 * pow(cityHash64(number, 's-tr') / 18446744073709551616.0, 2))) AS transit_min,
        packed_at + toIntervalMinute(transit_min) AS handed_at,
        cityHash64(number, 's-st') % 1000 AS roll,
        multiIf(packed_at < '2026-05-21 10:00:00' AND courier = 'Pawpost' AND packed_at >= '2026-05-18 00:00:00' AND roll < 360, 'lost',
                packed_at < '2026-05-21 04:00:00' AND roll < 18, 'lost',
                packed_at < '2026-05-21 04:00:00' AND roll < if(courier = 'Nordbud', 95, 62), 'returned',
                handed_at < '2026-05-21 16:20:00', 'delivered', 'in_transit') AS state
    FROM numbers(7600)
)
WHERE NOT (kitchen = 'Limerick' AND toDate(packed_at) = '2026-05-14')
  AND NOT (toHour(packed_at) < 5 AND cityHash64(n, 's-night') % 4 != 0);

CREATE TABLE whiskerly.complaints
(
    complaint_id UInt32,
    shipment_no  UInt64,
    opened_at    DateTime('UTC'),
    closed_at    Nullable(DateTime('UTC')) COMMENT 'null while still open',
    topic        LowCardinality(String) COMMENT 'late, thawed, leaking, wrong_recipe or pet_refused',
    channel      LowCardinality(String) COMMENT 'email, chat or phone',
    priority     UInt8 COMMENT '1 urgent, 2 normal, 3 low',
    goodwill_eur Nullable(Decimal(6, 2)) COMMENT 'voucher given to the owner, null when none'
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO whiskerly.complaints
SELECT complaint_id, shipment_no, opened_at,
       if(closing < '2026-05-21 16:20:00' AND cityHash64(shipment_no, 'c-open') % 100 < 92, toNullable(closing), NULL) AS closed_at,
       topic, channel, priority, goodwill_eur
FROM
(
    SELECT
        toUInt32(shipment_no - 340000) AS complaint_id,
        shipment_no,
        toDateTime(toStartOfMinute(coalesce(delivered_at, packed_at + toIntervalMinute(3000))), 'UTC')
            + toIntervalMinute(5 + toUInt32(floor(1900 * pow(cityHash64(shipment_no, 'c-gap') / 18446744073709551616.0, 1.8))))
            + toIntervalSecond(1 + cityHash64(shipment_no, 'c-s') % 58) AS opened_at,
        opened_at + toIntervalMinute(15 + toUInt32(floor(5200 * pow(cityHash64(shipment_no, 'c-close') / 18446744073709551616.0, 2)))) AS closing,
        if(state = 'lost', 'late', ['late','thawed','pet_refused','wrong_recipe','leaking'][1 + toUInt8(floor(5 * pow(cityHash64(shipment_no, 'c-top') / 18446744073709551616.0, 1.2)))]) AS topic,
        ['email','chat','phone'][1 + toUInt8(floor(3 * pow(cityHash64(shipment_no, 'c-ch') / 18446744073709551616.0, 1.4)))] AS channel,
        toUInt8([1,2,2,2,3,3][1 + cityHash64(shipment_no, 'c-pri') % 6]) AS priority,
        if(cityHash64(shipment_no, 'c-gw') % 100 < 44, toNullable(toDecimal64(5 + cityHash64(shipment_no, 'c-gw2') % 6 * 2.5, 2)), NULL) AS goodwill_eur
    FROM whiskerly.shipments
    WHERE state != 'in_transit' AND cityHash64(shipment_no, 'c-has') % 100 < if(recipe = 'Duck Mash', 19, 12)
)
WHERE opened_at < '2026-05-21 16:20:00';

-- A faulty batch of trays: leaking boxes are reported on 2026-05-20 from 10:00 to 13:00.
INSERT INTO whiskerly.complaints
SELECT
    toUInt32(shipment_no - 300000), shipment_no,
    toDateTime('2026-05-20 10:00:00', 'UTC') + toIntervalMinute(cityHash64(shipment_no, 'x-m') % 180) + toIntervalSecond(1 + cityHash64(shipment_no, 'x-s') % 58),
    NULL, 'leaking', ['email','chat','phone'][1 + cityHash64(shipment_no, 'x-ch') % 3], toUInt8(2 + cityHash64(shipment_no, 'x-p') % 2), NULL
FROM whiskerly.shipments
WHERE state = 'delivered' AND packed_at >= '2026-05-15' AND delivered_at < '2026-05-20 09:00:00'
ORDER BY cityHash64(shipment_no, 'x-pick')
LIMIT 75;
