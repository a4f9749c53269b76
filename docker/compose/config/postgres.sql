-- The gateway's database is made by the image; the others have one each, for each counts its own migrations.
CREATE DATABASE aurora_query_engine;
CREATE DATABASE aurora_ingest;
