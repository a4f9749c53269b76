"""Real processes for integration and chaos tests: Kafka, the embedded ClickHouse and Aurora's services, on free ports of
127.0.0.1 and in folders that vanish afterwards.

The programs come from AURORA_BUILD_DIR (default: build/release below the project)."""
