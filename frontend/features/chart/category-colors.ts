export const kSlots = 6;

/** FNV-1a, 32 bits: spreads short names evenly and is the same in every browser. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}

/**
 * A colour's number (0 to 5) for each name. A name asks for the same colour in every chart; where two ask for one, the
 * later takes the next that is free, so that a chart of six shows six.
 */
export function colorSlots(names: string[]): number[] {
  const taken = new Set<number>();
  return names.map((name) => {
    if (taken.size === kSlots) taken.clear();
    let slot = hash(name) % kSlots;
    while (taken.has(slot)) slot = (slot + 1) % kSlots;
    taken.add(slot);
    return slot;
  });
}
