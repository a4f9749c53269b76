#pragma once

namespace aurora::base {

// For a process that passes large results on, a megabyte at a time: memory that was freed stays with it, up to 8 MiB an arena,
// instead of going back to the system after each piece and being faulted in, page by page, for the next one. Call once, before
// threads start.
void KeepFreedMemory();

}  // namespace aurora::base
