-- Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS warehouse;
CREATE DATABASE warehouse;

CREATE TABLE warehouse.suppliers
(
    supplier_id Int64,
    name String,
    country String,
    rating Float64,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY supplier_id;

INSERT INTO warehouse.suppliers
SELECT
    number + 1 AS supplier_id,
    ['Acme Tools','Baltic Parts','Cobalt Supply','Delta Metals','Eastline','Fenwick Paper','Granite Works','Harbor Goods','Inland Plastics','Juniper Trade','Kestrel Imports','Lumen Electric','Meridian Foods','Northgate','Orchid Chemicals'][number + 1] AS name,
    ['Germany','Poland','Italy','Germany','China','Poland','Sweden','Spain','China','Italy','China','Germany','Spain','Sweden','Poland'][number + 1] AS country,
    round(1.5 + 3.5 * cityHash64(number, 's-rate') / 18446744073709551616.0, 2) AS rating,
    toDateTime64('2023-02-01 08:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 's-at') % 1500000) AS created_at
FROM numbers(15);

CREATE TABLE warehouse.products
(
    product_id Int64,
    name String,
    category String,
    price Float64,
    weight Float64,
    supplier_id Int64,
    active Bool
)
ENGINE = MergeTree ORDER BY product_id;

INSERT INTO warehouse.products
SELECT
    number + 1 AS product_id,
    concat(['Steel','Copper','Plastic','Wooden','Rubber','Glass'][1 + number % 6], ' ', ['Hammer','Bracket','Box','Panel','Hose','Lamp','Shelf','Valve','Cable','Crate'][1 + intDiv(number, 6)]) AS name,
    ['tools','hardware','packaging','building','garden','lighting','furniture','hardware','electrical','packaging'][1 + intDiv(number, 6)] AS category,
    round(3 + 190 * pow(cityHash64(number, 'p-price') / 18446744073709551616.0, 1.8), 2) AS price,
    round(0.2 + 24 * pow(cityHash64(number, 'p-weight') / 18446744073709551616.0, 1.4), 2) AS weight,
    -- suppliers 13 to 15 deliver nothing
    1 + toInt64(floor(12 * pow(cityHash64(number, 'p-sup') / 18446744073709551616.0, 1.2))) AS supplier_id,
    cityHash64(number, 'p-act') % 100 < 85 AS active
FROM numbers(60);

CREATE TABLE warehouse.stock_movements
(
    movement_id Int64,
    product_id Int64,
    type String,
    status String,
    quantity Int32,
    location String,
    employee String,
    created_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY (created_at, movement_id);

INSERT INTO warehouse.stock_movements
SELECT
    row_number() OVER (ORDER BY ts, number) AS movement_id,
    -- products 57 to 60 never move, some adjustments are of products that do not exist
    if(k = 'adjustment' AND cityHash64(number, 'm-lost') % 100 < 5, 900 + toInt64(cityHash64(number, 'm-lost2') % 4),
       1 + toInt64(floor(56 * pow(cityHash64(number, 'm-prod') / 18446744073709551616.0, 1.4)))) AS product_id,
    k AS type,
    multiIf(ts > toDateTime('2026-05-20 12:00:00', 'UTC') AND cityHash64(number, 'm-pd') % 100 < 30, 'pending',
            cityHash64(number, 'm-fail') % 1000 < 25 + 12 * loc, 'failed', 'done') AS status,
    1 + toInt32(floor(499 * pow(cityHash64(number, 'm-qty') / 18446744073709551616.0, 2.1))) AS quantity,
    ['north','south','east','west','yard','annex'][loc] AS location,
    ['anna','boris','chen','dora','emil','fatima','goran','hana'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'm-emp') / 18446744073709551616.0, 1.3)))] AS employee,
    ts AS created_at
FROM
(
    SELECT
        number,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalSecond(15 + toUInt64(floor(11200000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.35)))) AS ts,
        ['outbound','inbound','return','adjustment'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-type') / 18446744073709551616.0, 1.9)))] AS k,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-loc') / 18446744073709551616.0, 1.4))) AS loc
    FROM numbers(3400)
);
