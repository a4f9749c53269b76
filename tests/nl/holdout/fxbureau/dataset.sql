-- Exchange offices: trades at the counter, cash counts of the tills, branches. Clock: 2026-05-21 16:20:00 UTC, a Thursday.
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS fxbureau;
CREATE DATABASE fxbureau;

CREATE TABLE fxbureau.branches
(
    code      LowCardinality(String) COMMENT 'branch code as printed on receipts',
    name      String,
    city      LowCardinality(String),
    site      LowCardinality(String) COMMENT 'airport, station or downtown',
    area      LowCardinality(String) COMMENT 'sales area: east, west, south',
    tills     UInt8,
    opened_on Date,
    manager   String
)
ENGINE = MergeTree ORDER BY code;

INSERT INTO fxbureau.branches VALUES
('ZRH1', 'Zurich Airport Arrivals', 'Zurich', 'airport', 'east', 4, '2011-06-01', 'Regula Frey'),
('ZRH2', 'Zurich Airport Departures', 'Zurich', 'airport', 'east', 3, '2014-03-15', 'Beat Kunz'),
('ZHB1', 'Zurich Main Station', 'Zurich', 'station', 'east', 4, '2009-09-01', 'Nadia Meier'),
('GVA1', 'Geneva Airport', 'Geneva', 'airport', 'west', 3, '2012-05-02', 'Luc Favre'),
('GVC1', 'Geneva Cornavin', 'Geneva', 'station', 'west', 2, '2016-11-20', 'Elodie Roch'),
('LSN1', 'Lausanne Flon', 'Lausanne', 'downtown', 'west', 2, '2019-04-08', 'Marc Dubois'),
('BSM1', 'Basel Marktplatz', 'Basel', 'downtown', 'east', 2, '2017-02-13', 'Silvia Vogt'),
('BRN1', 'Bern Station', 'Bern', 'station', 'west', 2, '2018-08-27', 'Thomas Lehmann'),
('LUG1', 'Lugano Centro', 'Lugano', 'downtown', 'south', 3, '2020-07-01', 'Chiara Bianchi');

CREATE TABLE fxbureau.trades
(
    trade_no     UInt64,
    booked_at    DateTime('UTC'),
    branch       LowCardinality(String) COMMENT 'code in branches',
    till         UInt8,
    teller       LowCardinality(String),
    cust_id      Nullable(UInt32) COMMENT 'null when the customer showed no ID',
    cust_country LowCardinality(String) COMMENT 'residence of the customer, ISO 3166 two-letter code',
    side         LowCardinality(String) COMMENT 'B: we buy foreign notes from the customer, S: we sell them to the customer',
    ccy          LowCardinality(String) COMMENT 'foreign currency, ISO 4217',
    amount_fc    Decimal(14, 2) COMMENT 'amount in the foreign currency',
    rate         Float64 COMMENT 'francs for one unit of the foreign currency',
    amount_chf   Decimal(12, 2),
    margin_chf   Decimal(10, 2) COMMENT 'our margin on the spread, kept only on trades in state D',
    fee_rp       UInt32 COMMENT 'counter fee in Rappen, 100 to the franc, kept only on trades in state D',
    pay          LowCardinality(String) COMMENT 'cash, card, twint',
    state        LowCardinality(String) COMMENT 'D done, V voided at the till, R reversed later by the back office',
    serve_s      Nullable(UInt16) COMMENT 'seconds the customer stood at the counter, null without a queue ticket'
)
ENGINE = MergeTree ORDER BY (branch, booked_at);

-- No branch was open on 2026-05-01. Lausanne took nothing on 2026-05-13. Tellers T34 and T82 are away since 2026-05-11 and 2026-05-06.
INSERT INTO fxbureau.trades
SELECT trade_no, booked_at, branch, till, teller, cust_id, cust_country, side, ccy, amount_fc, rate, amount_chf, margin_chf, fee_rp, pay, state, serve_s
FROM
(
    SELECT
        number AS n,
        410000 + number AS trade_no,
        toDateTime(toDate('2026-05-21') - toIntervalDay(toUInt32(floor(81 * pow(cityHash64(number, 'f-day') / 18446744073709551616.0, 1.15)))), 'UTC')
            + toIntervalMinute(390 + toUInt32(floor(450 * (cityHash64(number, 'f-m1') / 18446744073709551616.0 + cityHash64(number, 'f-m2') / 18446744073709551616.0))))
            + toIntervalSecond(1 + cityHash64(number, 'f-s') % 58) AS booked_at,
        1 + toUInt8(floor(9 * pow(cityHash64(number, 'f-br') / 18446744073709551616.0, 1.4))) AS b,
        ['ZRH1','GVA1','ZHB1','ZRH2','GVC1','BSM1','BRN1','LUG1','LSN1'][b] AS branch,
        toUInt8(1 + cityHash64(number, 'f-till') % [4,3,4,3,2,2,2,3,2][b]) AS till,
        concat('T', toString(b), toString(1 + toUInt8(floor(5 * pow(cityHash64(number, 'f-tel') / 18446744073709551616.0, 1.2))))) AS teller,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'f-ccy') / 18446744073709551616.0, 1.8))) AS c,
        ['EUR','USD','GBP','JPY','THB','TRY'][c] AS ccy,
        if(cityHash64(number, 'f-side') % 100 < [46,58,55,40,12,20][c], 'B', 'S') AS side,
        round([0.948,0.872,1.118,0.0059,0.0266,0.0213][c] * (1 + (cityHash64(number, 'f-rt') % 400 - 200.0) / 10000) * if(side = 'B', 0.982, 1.021), 5) AS rate,
        least(14000, if(side = 'S', 95, 60) * if(booked_at >= '2026-05-01 00:00:00', 1.35, 1) * pow(1 - cityHash64(number, 'f-amt') / 18446744073709551616.0, -0.72)) AS target,
        toDecimal64([10,10,10,1000,100,50][c] * greatest(1, round(target / rate / [10,10,10,1000,100,50][c])), 2) AS amount_fc,
        toDecimal64(round(toFloat64(amount_fc) * rate, 2), 2) AS amount_chf,
        toDecimal64(round(toFloat64(amount_chf) * ([150,190,210,330,480,560][c] + cityHash64(number, 'f-mg') % 120) / 10000, 2), 2) AS margin_chf,
        toUInt32(multiIf(amount_chf > 1000, 0, side = 'S' AND cityHash64(number, 'f-fee') % 3 = 0, 0, site_b, 500, 350)) AS fee_rp,
        b IN (1, 2, 4) AS site_b,
        ['cash','card','twint'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'f-pay') / 18446744073709551616.0, 1.7)))] AS pay,
        cityHash64(number, 'f-st') % 1000 AS r,
        multiIf(r < if(b = 3, 62, if(b = 6, 24, 41)), 'V', r < 84, 'R', 'D') AS state,
        if(cityHash64(number, 'f-id') % 100 < if(amount_chf > 1000, 96, 34), toNullable(60000 + toUInt32(floor(2600 * pow(cityHash64(number, 'f-cust') / 18446744073709551616.0, 1.3)))), NULL) AS cust_id,
        ['CH','DE','FR','IT','US','GB','JP'][1 + toUInt8(floor(7 * pow(cityHash64(if(cust_id IS NULL, number + 1000000, assumeNotNull(cust_id)), 'f-cc') / 18446744073709551616.0, 1.6)))] AS cust_country,
        if(cityHash64(number, 'f-nos') % 100 < 7, NULL, toNullable(toUInt16(least(1500, 45 + [0,20,10,35,15,5,25,60,12][b] + 60 * pow(1 - cityHash64(number, 'f-srv') / 18446744073709551616.0, -0.5))))) AS serve_s
    FROM numbers(9500)
)
WHERE booked_at < '2026-05-21 16:20:00'
  AND toDate(booked_at) != '2026-05-01'
  AND NOT (branch = 'LSN1' AND toDate(booked_at) = '2026-05-13')
  AND NOT (teller = 'T34' AND booked_at >= '2026-05-11 00:00:00')
  AND NOT (teller = 'T82' AND booked_at >= '2026-05-06 00:00:00');

-- A defective receipt printer at Basel: sales voided and keyed in again on Tuesday 2026-05-19, 10:00 to 12:00.
INSERT INTO fxbureau.trades
SELECT
    430000 + number, toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'v-m') % 120) + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58),
    'BSM1', toUInt8(1 + number % 2), concat('T6', toString(1 + number % 3)), NULL, 'CH', 'S', 'EUR',
    toDecimal64(50 * (1 + cityHash64(number, 'v-a') % 8), 2) AS fc, 0.9662, toDecimal64(round(toFloat64(fc) * 0.9662, 2), 2) AS chf,
    toDecimal64(round(toFloat64(chf) * 0.019, 2), 2), 350, 'cash', 'V', toNullable(toUInt16(60 + cityHash64(number, 'v-t') % 200))
FROM numbers(46);

CREATE TABLE fxbureau.till_counts
(
    count_id     UInt32,
    counted_at   DateTime('UTC'),
    branch       LowCardinality(String),
    till         UInt8,
    shift        LowCardinality(String) COMMENT 'E early, L late',
    counted_by   LowCardinality(String) COMMENT 'teller',
    expected_chf Decimal(12, 2) COMMENT 'cash that the books expect',
    counted_chf  Decimal(12, 2),
    diff_chf     Decimal(10, 2) COMMENT 'counted minus expected, below 0 when money is missing',
    recounted    UInt8 COMMENT '1 when the drawer was counted a second time'
)
ENGINE = MergeTree ORDER BY counted_at;

-- One count a shift and till. Till 2 at Lugano is short of money since 2026-05-14.
INSERT INTO fxbureau.till_counts
SELECT 80000 + number, counted_at, branch, till, shift, counted_by, expected_chf, expected_chf + diff_chf, diff_chf, recounted
FROM
(
    SELECT
        number,
        intDiv(number, 50) AS d,
        number % 50 AS k,
        intDiv(k, 2) AS slot,
        if(k % 2 = 0, 'E', 'L') AS shift,
        [1,1,1,1,2,2,2,3,3,3,3,4,4,4,5,5,6,6,7,7,8,8,8,9,9][1 + slot] AS b,
        ['ZRH1','GVA1','ZHB1','ZRH2','GVC1','BSM1','BRN1','LUG1','LSN1'][b] AS branch,
        toUInt8([1,2,3,4,1,2,3,1,2,3,4,1,2,3,1,2,1,2,1,2,1,2,3,1,2][1 + slot]) AS till,
        toDateTime(toDate('2026-03-01') + toIntervalDay(d), 'UTC') + toIntervalMinute(if(shift = 'E', 840, 1290) + cityHash64(number, 'k-m') % 28) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS counted_at,
        concat('T', toString(b), toString(1 + cityHash64(number, 'k-by') % 5)) AS counted_by,
        toDecimal64(2000 + cityHash64(number, 'k-exp') % 900000 / 100, 2) AS expected_chf,
        cityHash64(number, 'k-d') % 1000 AS r,
        toDecimal64(multiIf(branch = 'LUG1' AND till = 2 AND counted_at >= '2026-05-14 00:00:00', -130 - toInt32(cityHash64(number, 'k-l') % 24) * 10,
                            r < 700, 0,
                            r < 985, (toInt32(cityHash64(number, 'k-x') % 1200) - 640) / 20,
                            (toInt32(cityHash64(number, 'k-y') % 4000) - 2200) / 10), 2) AS diff_chf,
        toUInt8(abs(toFloat64(diff_chf)) > 50 AND cityHash64(number, 'k-r') % 4 != 0) AS recounted
    FROM numbers(4100)
)
WHERE counted_at < '2026-05-21 16:20:00' AND toDate(counted_at) != '2026-05-01' AND NOT (branch = 'LSN1' AND toDate(counted_at) = '2026-05-13');
