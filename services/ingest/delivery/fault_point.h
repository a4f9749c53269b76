#pragma once

// Places where a chaos test may end the process, to prove that recovery is exact from there. Compiled only into
// aurora-ingest-fault-points, which nothing installs: the process kills itself when it comes by the point that the environment
// variable AURORA_FAULT_POINT names, for the AURORA_FAULT_POINT_PASS-th time (1 by default). With
// AURORA_FAULT_POINT_ACTION=stop it stands still instead, until somebody sends SIGCONT.
#ifdef AURORA_FAULT_POINTS
namespace aurora::ingest {
void PassFaultPoint(const char* name);
}
#define AURORA_FAULT_POINT(name) ::aurora::ingest::PassFaultPoint(name)
#else
#define AURORA_FAULT_POINT(name) static_cast<void>(0)
#endif
