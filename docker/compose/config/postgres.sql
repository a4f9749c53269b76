-- The gateway's database is made by the image; ingest has one of its own, for each counts its own migrations.
CREATE DATABASE aurora_ingest;
