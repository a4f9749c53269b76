#include "libs/clickhouse/buffer.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace aurora::clickhouse {

void Buffer::Free::operator()(char* memory) const { std::free(memory); }

void Buffer::Grow(size_t needed) {
  constexpr size_t kFirstBytes = 256;
  const size_t capacity = std::max({needed, capacity_ * 2, kFirstBytes});
  // realloc moves large buffers by remapping pages instead of copying.
  char* grown = static_cast<char*>(std::realloc(data_.get(), capacity));
  if (grown == nullptr) throw std::bad_alloc();
  (void)data_.release();
  data_.reset(grown);
  capacity_ = capacity;
}

}  // namespace aurora::clickhouse
