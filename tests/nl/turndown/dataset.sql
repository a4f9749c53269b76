-- Housekeeping and maintenance tickets of a hotel group. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS turndown;
CREATE DATABASE turndown;

CREATE TABLE turndown.hotels
(
    property   LowCardinality(String),
    brand      LowCardinality(String),
    town       String,
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    stars      UInt8,
    rooms      UInt16,
    has_pool   UInt8,
    opened_on  Date
)
ENGINE = MergeTree ORDER BY property;

INSERT INTO turndown.hotels VALUES
    ('Lantern Porto', 'Lantern', 'Porto', 'PT', 4, 118, 0, '2014-03-01'),
    ('Lantern Malaga', 'Lantern', 'Malaga', 'ES', 4, 164, 1, '2016-05-12'),
    ('Lantern Split', 'Lantern', 'Split', 'HR', 5, 92, 1, '2021-04-20'),
    ('Quill Bergen', 'Quill', 'Bergen', 'NO', 4, 87, 0, '2011-09-05'),
    ('Quill Riga', 'Quill', 'Riga', 'LV', 3, 140, 0, '2009-06-15'),
    ('Quill Trieste', 'Quill', 'Trieste', 'IT', 4, 76, 0, '2018-02-11'),
    ('Tansy Bath', 'Tansy', 'Bath', 'GB', 5, 54, 0, '2019-10-01'),
    ('Tansy Galway', 'Tansy', 'Galway', 'IE', 3, 66, 0, '2023-05-30');

CREATE TABLE turndown.attendants
(
    attendant_id UInt32,
    full_name    String,
    trade        LowCardinality(String) COMMENT 'cleaner, technician or runner',
    contract     LowCardinality(String) COMMENT 'permanent, seasonal or agency',
    hired_on     Date
)
ENGINE = MergeTree ORDER BY attendant_id;

INSERT INTO turndown.attendants
SELECT
    300 + number,
    concat(['Rita','Jonas','Petra','Niamh','Ivo','Elza','Marta','Sven','Giulia','Owen'][1 + cityHash64(number, 'a-first') % 10], ' ',
           ['Barros','Kalnins','Horvat','Doyle','Moen','Conti','Ruiz','Hale','Vidal','Lund'][1 + cityHash64(number, 'a-last') % 10], ' ', toString(number)),
    ['cleaner','technician','cleaner','runner'][1 + cityHash64(number, 'a-trade') % 4],
    ['permanent','permanent','agency','permanent','seasonal'][1 + cityHash64(number, 'a-con') % 5],
    toDate('2026-05-10') - toUInt32(floor(2600 * pow(cityHash64(number, 'a-hired') / 18446744073709551616.0, 1.5)))
FROM numbers(72);

CREATE TABLE turndown.tickets
(
    ticket_no    UInt64,
    property     LowCardinality(String),
    room         Nullable(String) COMMENT 'null for lobbies, stairs and other public areas',
    dept         LowCardinality(String) COMMENT 'housekeeping or maintenance',
    issue        LowCardinality(String),
    urgency      UInt8 COMMENT '1 = at once, 2 = same day, 3 = when there is time',
    raised_by    LowCardinality(String) COMMENT 'guest, staff or sensor',
    vip          UInt8 COMMENT '1 when a VIP stays in the room',
    state        LowCardinality(String) COMMENT 'open, in_progress, done or void; void = raised by mistake',
    opened_at    DateTime64(3, 'UTC'),
    taken_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'when somebody picked the ticket up',
    closed_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'only done tickets',
    attendant_id Nullable(UInt32),
    labour_min   Nullable(UInt16) COMMENT 'time worked on it',
    parts_eur    Nullable(Decimal(9, 2)) COMMENT 'parts used, null when none; the parts of a void ticket go back to stock and cost nothing',
    guest_score  Nullable(UInt8) COMMENT 'how content the guest was afterwards, 1 to 10'
)
ENGINE = MergeTree ORDER BY (property, opened_at);

-- No ticket on 2026-05-06 (the system was moved). Air conditioning sensors go wild at Lantern Malaga on 2026-05-20, 13:00 to 15:00.
INSERT INTO turndown.tickets
SELECT ticket_no, property, room, dept, issue, urgency, raised_by, vip,
       multiIf(is_void, 'void', t_close < '2026-05-21 16:20:00', 'done', t_take < '2026-05-21 16:20:00', 'in_progress', 'open') AS state,
       opened_at,
       if(state IN ('done', 'in_progress'), toNullable(t_take), NULL),
       if(state = 'done', toNullable(t_close), NULL),
       if(state IN ('done', 'in_progress'), toNullable(300 + toUInt32(floor(70 * pow(cityHash64(n, 'k-att') / 18446744073709551616.0, 1.3)))), NULL),
       if(state = 'done', toNullable(toUInt16(work_min)), NULL),
       if(state IN ('done', 'void') AND cityHash64(n, 'k-part') % 100 < if(dept = 'maintenance', 58, 9),
          toNullable(toDecimal64(round(6.4 * pow(1 - cityHash64(n, 'k-eur') / 18446744073709551616.0, -0.8), 2), 2)), NULL),
       if(state = 'done' AND room IS NOT NULL AND cityHash64(n, 'k-sc0') % 100 < 44,
          toNullable(toUInt8([10,9,9,8,8,7,7,6,5,3,2,8][1 + (cityHash64(n, 'k-sc') + (dept = 'maintenance')) % 12])), NULL)
FROM
(
    SELECT
        number AS n,
        410000 + number AS ticket_no,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'k-prop') / 18446744073709551616.0, 1.3))) AS h,
        ['Quill Riga','Lantern Malaga','Lantern Porto','Quill Bergen','Tansy Bath','Lantern Split','Quill Trieste','Tansy Galway'][h] AS property,
        if(cityHash64(number, 'k-pub') % 100 < 8, NULL,
           toNullable(concat(['RIX','AGP','OPO','BGO','BTH','SPU','TRS','GWY'][h], '-', toString(1 + cityHash64(number, 'k-floor') % 5), leftPad(toString(1 + cityHash64(number, 'k-room') % 14), 2, '0')))) AS room,
        if(cityHash64(number, 'k-dept') % 100 < 56, 'housekeeping', 'maintenance') AS dept,
        if(dept = 'housekeeping',
           ['linen','towels','minibar','stain','deep clean','smell','lost property'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'k-iss') / 18446744073709551616.0, 1.4)))],
           ['air conditioning','plumbing','lighting','door lock','television','furniture'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-iss') / 18446744073709551616.0, 1.4)))]) AS issue,
        toUInt8([1,2,2,2,3,3,3][1 + cityHash64(number, 'k-urg') % 7]) AS urgency,
        if(dept = 'maintenance', ['guest','staff','sensor','guest','staff'], ['guest','staff','staff','guest','guest'])[1 + cityHash64(number, 'k-by') % 5] AS raised_by,
        toUInt8(room IS NOT NULL AND cityHash64(number, 'k-vip') % 100 < 12) AS vip,
        cityHash64(number, 'k-void') % 1000 < 62 AS is_void,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms') % 57000) AS opened_at,
        multiIf(urgency = 1, 2 + toUInt32(floor(40 * pow(cityHash64(number, 'k-wait') / 18446744073709551616.0, 1.6))),
                urgency = 2, 8 + toUInt32(floor(420 * pow(cityHash64(number, 'k-wait') / 18446744073709551616.0, 1.8))),
                25 + toUInt32(floor(2600 * pow(cityHash64(number, 'k-wait') / 18446744073709551616.0, 1.8)))) AS wait_min,
        4 + toUInt32(floor(if(dept = 'maintenance', 14, 8) * pow(1 - cityHash64(number, 'k-work') / 18446744073709551616.0, -0.5))) AS work_min,
        opened_at + toIntervalMinute(wait_min) AS t_take,
        t_take + toIntervalMinute(work_min) AS t_close
    FROM numbers(6600)
)
WHERE toDate(opened_at) != '2026-05-06'
  AND NOT (toHour(opened_at) < 6 AND cityHash64(n, 'k-night') % 3 != 0);

INSERT INTO turndown.tickets
SELECT 480000 + number, 'Lantern Malaga', concat('AGP-', toString(1 + number % 5), leftPad(toString(1 + cityHash64(number, 'm-room') % 14), 2, '0')),
       'maintenance', 'air conditioning', 1, 'sensor', 0, 'done',
       toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute((number * 13) % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000) AS o,
       o + toIntervalMinute(3 + number % 9), o + toIntervalMinute(14 + number % 21), 300 + toUInt32(cityHash64(number, 'm-att') % 70), 11 + toUInt16(number % 9), NULL, NULL
FROM numbers(64);
