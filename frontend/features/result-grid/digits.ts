export const numberText = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Groups the digits of a number that came as text. Works on the text: a 64-bit integer or a decimal would lose
 * digits as a JavaScript number.
 */
export function groupDigits(text: string): string {
  const found = numberText.exec(text);
  if (!found) return text;
  const [, sign, whole = '', fraction] = found;
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}
