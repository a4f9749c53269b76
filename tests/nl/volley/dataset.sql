-- Sports halls: slots on courts, members and what they pay. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS volley;
CREATE DATABASE volley;

CREATE TABLE volley.members
(
    member_id UInt32,
    full_name String,
    plan      LowCardinality(String) COMMENT 'junior (under 18), standard, family or gold',
    home_hall LowCardinality(String),
    joined_on Date,
    left_on   Nullable(Date) COMMENT 'null while the membership runs'
)
ENGINE = MergeTree ORDER BY member_id;

INSERT INTO volley.members
SELECT
    1001 + number AS member_id,
    concat(['Nora','Piet','Alma','Joost','Hanne','Bram','Lotte','Sven','Fenna','Karim','Mila','Owen','Rosa','Teun','Yara','Emil','Greta','Idris','Saskia','Wout'][1 + number % 20], ' ',
           ['Bakker','Visser','Jansen','Mulder','Brandt','Keller','Hofman','Dekker','Lindqvist','Moreau','Petit','Okafor','Schmid','Vogel','Romano','Kuipers','Postma','Verbeek','Haas','Winter','Faber','Groen','Smit','Zijlstra','Adler','Berger','Claes','Diallo','Engel','Franke'][1 + intDiv(number, 20)]) AS full_name,
    ['standard','family','junior','gold'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-plan') / 18446744073709551616.0, 1.4)))] AS plan,
    ['Riverside','Eastgate','Kestrel Park','Old Mill'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-hall') / 18446744073709551616.0, 1.2)))] AS home_hall,
    toDate('2026-05-18') - toUInt32(floor(1400 * pow(cityHash64(number, 'm-join') / 18446744073709551616.0, 1.7))) AS joined_on,
    if(cityHash64(number, 'm-left') % 100 < 9 AND joined_on < '2026-01-20', toNullable(toDate('2026-02-10') + toUInt32(cityHash64(number, 'm-left2') % 95)), NULL) AS left_on
FROM numbers(600);

CREATE TABLE volley.bookings
(
    booking_id UInt64,
    starts_at  DateTime('UTC') COMMENT 'start of the slot on the court',
    hall       LowCardinality(String),
    court      LowCardinality(String),
    sport      LowCardinality(String),
    member_id  Nullable(UInt32) COMMENT 'null for guests without a membership',
    via        LowCardinality(String) COMMENT 'how it was booked: app, web, desk, phone',
    mins       UInt16 COMMENT 'length of the slot',
    players    UInt8,
    lead_h     UInt16 COMMENT 'hours between making the booking and the start of the slot',
    st         UInt8 COMMENT '1 played, 2 no-show (charged all the same), 3 cancelled by the customer, 4 cancelled by us. Both kinds of cancellation are refunded in full',
    price_eur  Decimal(8, 2)
)
ENGINE = MergeTree ORDER BY (hall, starts_at);

-- No slots at all on 2026-05-01 (holiday), none at Old Mill on 2026-05-12 (burst pipe), a flood of no-shows at Eastgate on Sunday 2026-05-17.
-- Member 1009 hardly ever turns up.
INSERT INTO volley.bookings
SELECT
    booking_id, starts_at, hall, court, sport, mem, via, mins, players, lead_h,
    multiIf(s < if(hall = 'Eastgate' AND toDate(starts_at) = '2026-05-17', 620, if(mem = 1009, 600, multiIf(hall = 'Old Mill', 45, hall = 'Kestrel Park', 95, 65))), 2,
            s < 790, 1, s < 950, 3, s < 985, 4, 1) AS st,
    price_eur
FROM
(
    SELECT
        b.booking_id AS booking_id, b.starts_at AS starts_at, b.hall AS hall, b.court AS court, b.sport AS sport,
        if(b.mid = 0 OR toDate(b.starts_at) < m.joined_on OR (m.left_on IS NOT NULL AND toDate(b.starts_at) > m.left_on), NULL, toNullable(b.mid)) AS mem,
        b.via AS via, b.mins AS mins, b.players AS players, b.lead_h AS lead_h, b.s AS s,
        toDecimal64(round(multiIf(b.sport = 'tennis', 26, b.sport = 'volleyball', 38, b.sport = 'basketball', 35, b.sport = 'squash', 17, 15) * b.mins / 60
            * if(toHour(b.starts_at) >= 17, 1.25, 1) * multiIf(mem IS NULL, 1.2, m.plan = 'gold', 0.8, m.plan = 'junior', 0.7, 1), 2), 2) AS price_eur
    FROM
    (
        SELECT
            number AS n,
            intDiv(number, 140) AS d,
            intDiv(number % 140, 10) AS c,
            number % 10 AS k,
            810000 + 140 * 66 - number AS booking_id,
            toDateTime('2026-05-21 07:00:00', 'UTC') - toIntervalDay(d) + toIntervalMinute(90 * k) AS starts_at,
            ['Riverside','Riverside','Riverside','Riverside','Eastgate','Eastgate','Eastgate','Eastgate','Kestrel Park','Kestrel Park','Kestrel Park','Old Mill','Old Mill','Old Mill'][1 + c] AS hall,
            ['R1','R2','R3','R4','E1','E2','E3','E4','K1','K2','K3','M1','M2','M3'][1 + c] AS court,
            ['badminton','badminton','volleyball','tennis','volleyball','badminton','squash','squash','tennis','tennis','badminton','volleyball','basketball','squash'][1 + c] AS sport,
            if(cityHash64(n, 'b-guest') % 100 < 24, 0, 1001 + toUInt32(floor(585 * pow(cityHash64(n, 'b-mem') / 18446744073709551616.0, 1.6)))) AS mid,
            ['app','web','desk','phone'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'b-via') / 18446744073709551616.0, 1.7)))] AS via,
            if(cityHash64(n, 'b-min') % 100 < 62, 60, 90) AS mins,
            toUInt8(multiIf(sport IN ('volleyball', 'basketball'), 6 + cityHash64(n, 'b-pl') % 7, sport = 'squash', 2, 2 + 2 * (cityHash64(n, 'b-pl') % 2))) AS players,
            toUInt16(1 + floor(multiIf(via = 'desk', 30, via = 'phone', 120, via = 'web', 260, 190) * pow(cityHash64(n, 'b-lead') / 18446744073709551616.0, 1.8))) AS lead_h,
            cityHash64(n, 'b-st') % 1000 AS s
        FROM numbers(9240)
        WHERE cityHash64(number, 'b-kept') % 100 < multiIf(k >= 7, 86, k IN (1, 2), 44, k = 0, 30, 52) - if(c = 12, 14, 0) - c
    ) AS b
    LEFT JOIN volley.members AS m ON b.mid = m.member_id
)
WHERE starts_at < '2026-05-21 16:20:00'
  AND toDate(starts_at) != '2026-05-01'
  AND NOT (hall = 'Old Mill' AND toDate(starts_at) = '2026-05-12');

CREATE TABLE volley.member_payments
(
    paid_at      DateTime('UTC'),
    member_id    UInt32,
    kind         LowCardinality(String) COMMENT 'monthly, joining or reminder',
    amount_cents UInt32,
    method       LowCardinality(String),
    result       LowCardinality(String) COMMENT 'ok, or bounced: the bank sent it back and we received nothing'
)
ENGINE = MergeTree ORDER BY paid_at;

-- Monthly fees since November, many of them collected on the 15th. On 2026-05-15 most of the collections bounced.
INSERT INTO volley.member_payments
SELECT paid_at, member_id, kind,
    multiIf(kind = 'joining', 2500, kind = 'reminder', 500, plan = 'junior', 1500, plan = 'standard', 2900, plan = 'family', 4900, 6900) AS amount_cents,
    method,
    if(method != 'cash' AND cityHash64(n, k, 'p-res') % 1000 < multiIf(method = 'card', 30, toDate(paid_at) = '2026-05-15', 640, 40), 'bounced', 'ok') AS result
FROM
(
    SELECT
        m.member_id AS member_id, m.plan AS plan, m.member_id AS n, k,
        multiIf(k < 7, 'monthly', k = 7, 'joining', 'reminder') AS kind,
        multiIf(k < 7, addMonths(toDateTime('2025-11-01 00:00:00', 'UTC'), k) + toIntervalDay(if(cityHash64(n, 'p-15') % 100 < 35, 14, cityHash64(n, k, 'p-day') % 28)),
                k = 7, toDateTime(m.joined_on, 'UTC'),
                toDateTime('2025-11-20 00:00:00', 'UTC') + toIntervalDay(cityHash64(n, 'p-rem') % 180))
            + toIntervalMinute(60 * 8 + cityHash64(n, k, 'p-min') % 600) + toIntervalSecond(1 + cityHash64(n, k, 'p-s') % 58) AS paid_at,
        ['direct debit','card','cash'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'p-met') / 18446744073709551616.0, 2.2)))] AS method
    FROM volley.members AS m
    ARRAY JOIN [0, 1, 2, 3, 4, 5, 6, 7, 8] AS k
    WHERE (k < 8 OR cityHash64(m.member_id, 'p-late') % 100 < 16)
      AND toDate(paid_at) >= m.joined_on AND (m.left_on IS NULL OR toDate(paid_at) <= m.left_on)
)
WHERE paid_at >= '2025-11-01 00:00:00' AND paid_at < '2026-05-21 16:20:00';
