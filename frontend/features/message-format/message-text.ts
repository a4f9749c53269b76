import type { TopicMessage } from '@/api/types';

export const peekForms = ['decoded', 'raw', 'hex'] as const;
export type PeekForm = (typeof peekForms)[number];

/** Bytes as the API carries them. */
export type CarriedBytes = Pick<TopicMessage, 'value' | 'encoding'>;

const kBytesShown = 512;
const kBytesLine = 16;
const kIndent = '  ';

function bytesOf({ value, encoding }: CarriedBytes): Uint8Array {
  if (encoding === 'text') return new TextEncoder().encode(value);
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}

/** "00000010  7b 22 61 22 3a 31 7d                              {"a":1}" a line; the first bytes of a long message. */
function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, kBytesShown); at += kBytesLine) {
    const line = [...bytes.slice(at, at + kBytesLine)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = line.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(kBytesLine * 3 - 1)}  ${text}`);
  }
  if (bytes.length > kBytesShown) lines.push('…');
  return lines.join('\n');
}

/** A short text: as it is where it is text, else its bytes on one line, "00 ff". */
export function shortText(carried: CarriedBytes): string {
  if (carried.encoding === 'text') return carried.value;
  const bytes = bytesOf(carried);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const shown = [...bytes.slice(0, kBytesShown)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ');
    return bytes.length > kBytesShown ? `${shown} …` : shown;
  }
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON with a line for each member. Its tokens stay as they are: reading and writing it anew would change long numbers
 * and lose one of two equal keys, which may be what is wrong with it.
 */
function indented(json: string): string {
  const tokens = json.match(token) ?? [];
  let text = '';
  let depth = 0;
  const line = () => `\n${kIndent.repeat(depth)}`;
  tokens.forEach((part, index) => {
    const before = tokens[index - 1];
    if (part === '}' || part === ']') {
      depth -= 1;
      text += before === '{' || before === '[' ? part : line() + part;
      return;
    }
    if (before === '{' || before === '[') text += line();
    text += part;
    if (part === '{' || part === '[') depth += 1;
    if (part === ',') text += line();
    if (part === ':') text += ' ';
  });
  return text;
}

/** A message as a person wants to see it. What is no JSON is shown as it came. */
export function messageText(message: CarriedBytes, form: PeekForm): string {
  if (form === 'hex') return hexLines(bytesOf(message));
  if (form === 'raw' || message.encoding !== 'text') return message.value;
  try {
    JSON.parse(message.value);
    return indented(message.value);
  } catch {
    return message.value;
  }
}
