import type { TopicMessage } from '@/api/types';

export const peekForms = ['decoded', 'raw', 'hex'] as const;
export type PeekForm = (typeof peekForms)[number];

const kBytesShown = 512;
const kBytesLine = 16;

function bytesOf(message: TopicMessage): Uint8Array {
  if (message.encoding === 'text') return new TextEncoder().encode(message.value);
  return Uint8Array.from(atob(message.value), (character) => character.charCodeAt(0));
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

/** A message as a person wants to see it. What is no JSON is shown as it came. */
export function messageText(message: TopicMessage, form: PeekForm): string {
  if (form === 'hex') return hexLines(bytesOf(message));
  if (form === 'raw' || message.encoding !== 'text') return message.value;
  try {
    return JSON.stringify(JSON.parse(message.value), null, 2);
  } catch {
    return message.value;
  }
}
