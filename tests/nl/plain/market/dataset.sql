-- Online marketplace. Clock: 2026-05-21 16:20:00 UTC.
DROP DATABASE IF EXISTS market;
CREATE DATABASE market;

CREATE TABLE market.sellers
(
    id Int64,
    name String,
    country String,
    level String,
    created_at DateTime64(3, 'UTC')
) ENGINE = MergeTree ORDER BY id;

INSERT INTO market.sellers
SELECT
    number + 1,
    ['Bluebird','Hilltop','Nordwind','Casa Verde','Kumo','Old Mill','Brightside','Petit Louis','Ironworks','Sunny Goods','Lumen','Maple and Co','Tidewater','Redstone','Pixel Barn','Olive Tree','Foxglove','Granite','Paper Moon','Silverline','Wagon','Zephyr'][number + 1],
    ['US','GB','DE','ES','JP','GB','US','FR','DE','US','FR','US','GB','US','JP','ES','GB','DE','FR','US','DE','ES'][number + 1],
    ['gold','silver','bronze'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-level') / 18446744073709551616.0, 0.7)))],
    toDateTime64('2023-02-01 09:00:00', 3, 'UTC') + toIntervalHour(number * 1200 + cityHash64(number, 's-created') % 900)
FROM numbers(22);

CREATE TABLE market.items
(
    id Int64,
    name String,
    category String,
    price Float64,
    seller_id Int64,
    stock Int64
) ENGINE = MergeTree ORDER BY id;

-- Sellers 20 and 22 have no items.
INSERT INTO market.items
SELECT
    number + 1,
    concat(['Small','Classic','Red','Green','Travel','Soft','Smart','Vintage','Mini','Family','Heavy','Basic','Deluxe','White'][1 + intDiv(number, 6)], ' ',
           [['Lamp','Radio','Camera','Speaker','Keyboard'],['Cookbook','Atlas','Novel','Diary','Comic'],['Puzzle','Robot','Kite','Train','Doll'],['Spade','Hose','Planter','Grill','Bench'],['Jacket','Scarf','Boots','Hat','Shirt'],['Racket','Ball','Tent','Helmet','Kayak']][1 + number % 6][1 + cityHash64(number, 'i-noun') % 5]),
    ['electronics','books','toys','garden','clothing','sports'][1 + number % 6] AS cat,
    round([90, 14, 22, 60, 40, 75][1 + number % 6] * (0.4 + 2.2 * pow(cityHash64(number, 'i-price') / 18446744073709551616.0, 1.6)), 2),
    [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,21][1 + toUInt8(floor(20 * pow(cityHash64(number, 'i-seller') / 18446744073709551616.0, 1.3)))],
    if(cityHash64(number, 'i-zero') % 9 = 0, 0, 1 + cityHash64(number, 'i-stock') % 240)
FROM numbers(84);

CREATE TABLE market.orders
(
    id Int64,
    created_at DateTime64(3, 'UTC'),
    user_id Int64,
    item_id Int64,
    quantity Int64,
    price Float64,
    total Float64,
    status String,
    country String,
    payment String
) ENGINE = MergeTree ORDER BY id;

INSERT INTO market.orders
SELECT
    1001 + n AS id, t, user_id, item_id, quantity, price, round(price * quantity, 2), status, country, payment
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond((3000 - number) * 1290 - cityHash64(number, 'o-t') % 1200) + toIntervalMillisecond(cityHash64(number, 'o-ms') % 1000) AS t,
        101 + toInt64(floor(600 * pow(cityHash64(number, 'o-user') / 18446744073709551616.0, 1.8))) AS user_id,
        3 + toInt64(floor(78 * pow(cityHash64(number, 'o-item') / 18446744073709551616.0, 1.5))) AS item_id,
        1 + toInt64(floor(5 * pow(cityHash64(number, 'o-qty') / 18446744073709551616.0, 3))) AS quantity,
        ['delivered','delivered','delivered','delivered','delivered','delivered','delivered','delivered','delivered','delivered','delivered','delivered','cancelled','cancelled','refunded','shipped','shipped','paid'][1 + cityHash64(number, 'o-st') % 18] AS st0,
        multiIf(st0 IN ('cancelled', 'refunded'), st0, number > 2950, 'paid', number > 2780, 'shipped', 'delivered') AS status,
        ['US','GB','DE','FR','ES','JP','BR'][1 + toUInt8(floor(7 * pow(cityHash64(user_id, 'o-country') / 18446744073709551616.0, 1.5)))] AS country,
        ['card','paypal','transfer','voucher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-pay') / 18446744073709551616.0, 2)))] AS payment
    FROM numbers(3000)
) AS o
INNER JOIN (SELECT id AS item_id, price FROM market.items) AS i USING (item_id)
ORDER BY id;

CREATE TABLE market.reviews
(
    id Int64,
    created_at DateTime64(3, 'UTC'),
    item_id Int64,
    user_id Int64,
    rating Int64,
    text String
) ENGINE = MergeTree ORDER BY id;

INSERT INTO market.reviews
SELECT
    1 + number,
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond((1200 - number) * 3200 - cityHash64(number, 'r-t') % 3000) + toIntervalMillisecond(cityHash64(number, 'r-ms') % 1000),
    3 + toInt64(floor(76 * pow(cityHash64(number, 'r-item') / 18446744073709551616.0, 1.4))) AS item_id,
    101 + toInt64(floor(600 * pow(cityHash64(number, 'r-user') / 18446744073709551616.0, 1.8))),
    greatest(1, 5 - toInt64(floor((4.2 + (item_id % 3) * 0.4) * pow(cityHash64(number, 'r-rating') / 18446744073709551616.0, 2.2)))) AS rating,
    if(cityHash64(number, 'r-text') % 4 = 0, '', [['Broken after a week','Not as described','Never again'],['Poor quality','Too small','Came late'],['It is okay','Average','Does the job'],['Good','Works well','Nice colour'],['Great','Love it','Perfect']][rating][1 + cityHash64(number, 'r-word') % 3])
FROM numbers(1200);
