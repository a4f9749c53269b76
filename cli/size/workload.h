#pragma once

namespace aurora::cli {

// What is to be stored and asked.
struct Workload {
  // Of all connections together, on the average of a day.
  double events_per_s = 1000;
  // The busiest minutes of a day, as a multiple of the average.
  double peak_factor = 3;
  // Of a message's value in Kafka, before compression.
  double event_bytes = 230;
  double retention_days = 365;
  // At the busiest.
  double questions_per_s = 0.1;
  // Part of all stored rows that a question reads; the rest lies outside its time or its keys.
  double share_read = 0.05;
  // Those that get events all the time.
  int connections = 1;
};

}  // namespace aurora::cli
