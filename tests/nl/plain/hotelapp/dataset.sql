DROP DATABASE IF EXISTS hotelapp;
CREATE DATABASE hotelapp;
CREATE TABLE hotelapp.rooms (id UInt32, number UInt16, type String, floor UInt8, price Float64) ENGINE = MergeTree ORDER BY id;
CREATE TABLE hotelapp.guests (id UInt32, name String, country String, level String, created_at DateTime('UTC')) ENGINE = MergeTree ORDER BY id;
CREATE TABLE hotelapp.bookings (id UInt64, guest_id UInt32, room_id Nullable(UInt32), status LowCardinality(String), channel LowCardinality(String), nights UInt8, total Float64, created_at DateTime('UTC')) ENGINE = MergeTree ORDER BY created_at;
INSERT INTO hotelapp.rooms
SELECT id, toUInt16((1 + intDiv(id - 1, 10)) * 100 + (id - 1) % 10 + 1), t,
  1 + intDiv(id - 1, 10),
  transform(t, ['single', 'double', 'family', 'suite'], [65., 95., 130., 210.], 95.) + cityHash64(id, 'roomprice') % 30
FROM (SELECT number + 1 AS id, ['single', 'single', 'double', 'double', 'double', 'family', 'suite'][1 + cityHash64(number + 1, 'roomtype') % 7] AS t FROM numbers(60));
INSERT INTO hotelapp.guests
SELECT number + 1,
  concat(['Anna', 'Ben', 'Carla', 'David', 'Elena', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Katja', 'Luca', 'Marta', 'Nils', 'Olga', 'Paul', 'Rosa', 'Simon', 'Tina', 'Viktor'][1 + number % 20], ' ',
    ['Adler', 'Berg', 'Costa', 'Dubois', 'Evans', 'Fischer', 'Garcia', 'Hansen', 'Ivanov', 'Jensen', 'Keller', 'Lopez', 'Moretti', 'Novak', 'Olsen', 'Petit', 'Rossi', 'Silva', 'Torres', 'Weber'][1 + intDiv(number, 20)]),
  ['Germany', 'Germany', 'Germany', 'France', 'France', 'Spain', 'Italy', 'Italy', 'Netherlands', 'Poland', 'Sweden'][1 + cityHash64(number, 'guestcountry') % 11],
  ['basic', 'basic', 'basic', 'silver', 'silver', 'gold'][1 + cityHash64(number, 'guestlevel') % 6],
  toDateTime('2025-02-01 08:00:00', 'UTC') + toIntervalSecond(number * 86000 + cityHash64(number, 'guestcreated') % 80000)
FROM numbers(400);
INSERT INTO hotelapp.bookings
WITH 2400 AS N, 0.7748 - 52 * pow((N - number - (cityHash64(number, 'bt') % 1000) / 1000) / N, 1.15) AS x, x - floor(x) AS f,
  1 + toUInt32(floor(pow((cityHash64(number, 'bguest') % 10000) / 10000, 1.6) * 400)) AS g0,
  1 + cityHash64(number, 'broom') % 60 AS r0,
  if(r0 IN (17, 43), r0 - 1, r0) AS r,
  [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 7, 8, 10, 12, 14][1 + cityHash64(number, 'bnights') % 19] AS k,
  ['single', 'single', 'double', 'double', 'double', 'family', 'suite'][1 + cityHash64(r, 'roomtype') % 7] AS t,
  transform(t, ['single', 'double', 'family', 'suite'], [65., 95., 130., 210.], 95.) + cityHash64(r, 'roomprice') % 30 AS p,
  ['web', 'web', 'web', 'web', 'app', 'app', 'app', 'partner', 'partner', 'phone'][1 + cityHash64(number, 'bchannel') % 10] AS c,
  cityHash64(number, 'bstatus') % 100 AS s
SELECT number + 1, if(g0 % 17 = 0, g0 - 1, g0), if(cityHash64(number, 'bnoroom') % 33 = 0, NULL, r),
  multiIf(s < transform(c, ['web', 'app', 'partner', 'phone'], [14, 11, 22, 7], 10), 'cancelled', s > 95, 'no_show', s > 74 OR number > 2250, 'confirmed', 'completed'),
  c, k, round(k * p * (0.85 + (cityHash64(number, 'btotal') % 1000) / 3300), 2),
  toDateTime('2026-05-21 00:00:00', 'UTC') + toIntervalSecond(toInt64(floor((floor(x) + f + 0.6 * sin(2 * pi() * f) / (2 * pi())) * 86400)))
FROM numbers(2400);
