/** "#0b8577" -> [11, 133, 119]; "#fff" too: a build shortens what it can. */
function channels(hex: string): [number, number, number] {
  const digits = hex.replace('#', '');
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `share` (0 to 1) of `over`, the rest of `under`; all as #rrggbb: a canvas knows no color-mix(). */
export function mixColors(under: string, over: string, share: number): string {
  const below = channels(under);
  const mixed = channels(over).map((channel, index) =>
    Math.round((below[index] ?? 0) * (1 - share) + channel * share),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Which of the text colours is read best on a ground. */
export function readableOn(ground: string, colors: string[]): string {
  return colors.reduce((best, color) => (contrast(ground, color) > contrast(ground, best) ? color : best));
}
