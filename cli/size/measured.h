#pragma once

// What Aurora was measured to need, on two cores of a virtual machine. Each figure stands in docs/performance.md beside the
// command that made it and its day; whoever measures anew changes both. Of a spread it is the end that needs more.
namespace aurora::cli::measured {

// `./aurora bench ingest --events 2000000 --rounds 3`: JSON of 227 bytes, 13 fields; the lowest rate and the highest memory.
inline constexpr double kEventBytes = 227;
inline constexpr double kIngestEventsPerCpuSecond = 2'105'263;
inline constexpr double kIngestMemory = 215 * 1048576.0;
// `./aurora bench ingest-latency`, whole record batches, idle machine: at 10,000 events/s most of it are the inserts themselves,
// which are as many at any rate.
inline constexpr double kIngestCoresPerLoadingConnection = 0.08;
inline constexpr double kClickHouseCoresPerLoadingConnection = 0.35;
// Inserts of 65,536 rows ("What it costs the server"), and merges about as much again.
inline constexpr double kClickHouseSecondsPerRow = 2 * 967e-9;
// `./aurora bench connections --count 200`: 248 MiB, 28 MiB without any; 26 % of a core when nothing comes in.
inline constexpr double kIngestMemoryPerConnection = (248 - 28) * 1048576.0 / 200;
inline constexpr double kIngestCoresPerConnection = 0.26 / 200;

// `./aurora bench sizing`: bytes on disk by the messages' bytes, and questions in words one after the other. The embedding
// service's is that of words which it has not seen.
inline constexpr double kDiskShare = 0.19;
inline constexpr double kGatewaySecondsPerQuestion = 0.0018;
inline constexpr double kQueryEngineSecondsPerQuestion = 0.0025;
inline constexpr double kEmbeddingSecondsPerQuestion = 0.0028;
inline constexpr double kClickHouseSecondsPerQuestion = 0.0136;
inline constexpr double kClickHouseSecondsPerRowRead = 11.1e-9;

}  // namespace aurora::cli::measured
