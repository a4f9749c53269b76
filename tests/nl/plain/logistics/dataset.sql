DROP DATABASE IF EXISTS logistics;
CREATE DATABASE logistics;
CREATE TABLE logistics.depots (depotId UInt16, name String, country String, capacity UInt32, status String) ENGINE = MergeTree ORDER BY depotId;
CREATE TABLE logistics.parcels (parcelId String, depotId UInt16, type LowCardinality(String), status LowCardinality(String), country LowCardinality(String), weight Float64, price Float64, createdAt DateTime('UTC')) ENGINE = MergeTree ORDER BY createdAt;
CREATE TABLE logistics.scans (scanId UInt64, parcelId String, depotId UInt16, event LowCardinality(String), duration UInt32, createdAt DateTime('UTC')) ENGINE = MergeTree ORDER BY createdAt;
INSERT INTO logistics.depots
SELECT number + 1,
  ['Hamburg', 'Lyon', 'Porto', 'Gdansk', 'Leeds', 'Bilbao', 'Turin', 'Munich', 'Ghent', 'Linz', 'Brno', 'Cork'][number + 1],
  ['DE', 'FR', 'PT', 'PL', 'GB', 'ES', 'IT', 'DE', 'BE', 'AT', 'CZ', 'IE'][number + 1],
  [5200, 3400, 1800, 2600, 4100, 1500, 2900, 4800, 2200, 1200, 900, 700][number + 1],
  ['open', 'open', 'open', 'open', 'open', 'open', 'open', 'open', 'open', 'open', 'closed', 'closed'][number + 1]
FROM numbers(12);
INSERT INTO logistics.parcels
WITH 1600 AS N, 0.7748 - 38 * pow((N - number - (cityHash64(number, 'pt') % 1000) / 1000) / N, 1.1) AS x, x - floor(x) AS f,
  ['letter', 'box', 'box', 'box', 'box', 'pallet', 'letter', 'tube'][1 + cityHash64(number, 'ptype') % 8] AS t,
  transform(t, ['letter', 'box', 'tube', 'pallet'], [0.4, 16., 3., 180.], 16.) AS m,
  cityHash64(number, 'pstatus') % 100 AS s,
  round(0.05 + m * pow((cityHash64(number, 'pweight') % 10000) / 10000, 1.3), 2) AS w
SELECT concat('P', toString(100001 + number)),
  1 + toUInt32(floor(pow((cityHash64(number, 'pdepot') % 10000) / 10000, 1.3) * 10)), t,
  multiIf(s < 2, 'lost', s < 9, 'returned', number > 1480, if(s < 50, 'created', 'in_transit'), s > 88, 'in_transit', 'delivered'),
  ['DE', 'DE', 'DE', 'FR', 'FR', 'GB', 'GB', 'IT', 'ES', 'PL', 'AT'][1 + cityHash64(number, 'pcountry') % 11],
  w, round(3.5 + w * 0.62 + (cityHash64(number, 'pprice') % 600) / 100, 2),
  toDateTime('2026-05-21 00:00:00', 'UTC') + toIntervalSecond(toInt64(floor((floor(x) + f + 0.6 * sin(2 * pi() * f) / (2 * pi())) * 86400)))
FROM numbers(1600);
INSERT INTO logistics.scans
SELECT 700000 + row_number() OVER (ORDER BY t, parcelId), parcelId, d, e, 20 + toUInt32(floor(pow((cityHash64(parcelId, i, 'sdur') % 10000) / 10000, 2) * 600)) + if(e = 'sorted', 90, 0), t
FROM (SELECT parcelId, i,
    if(i = 0, depotId, 1 + toUInt32(floor(pow((cityHash64(parcelId, intDiv(i, 3), 'sdepot') % 10000) / 10000, 1.2) * 10))) AS d,
    if(cityHash64(parcelId, i, 'sdmg') % 40 = 0, 'damaged', ['arrived', 'sorted', 'departed'][1 + i % 3]) AS e,
    createdAt + toIntervalSecond(1200 + i * 14400 + cityHash64(parcelId, i, 'st') % 13000) AS t
  FROM logistics.parcels ARRAY JOIN range(if(cityHash64(parcelId, 'snone') % 14 = 0, 0, 1 + cityHash64(parcelId, 'sn') % 4)) AS i)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
