export type Values = Record<string, string | number>;

const plurals = new Intl.PluralRules('en');

/** Index of the brace that closes the one at `open`; the end of the text when there is none. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

function plural(choices: string, count: number, values: Values): string {
  const forms = new Map<string, string>();
  const selector = /\s*(=\d+|\w+)\s*(?=\{)/y;
  let at = 0;
  for (;;) {
    selector.lastIndex = at;
    const found = selector.exec(choices);
    if (!found) break;
    const end = closingBrace(choices, selector.lastIndex);
    forms.set(found[1] ?? '', choices.slice(selector.lastIndex + 1, end));
    at = end + 1;
  }
  const form = forms.get(`=${count}`) ?? forms.get(plurals.select(count)) ?? forms.get('other') ?? '';
  return formatMessage(form.replaceAll('#', count.toLocaleString('en-US')), values);
}

/**
 * The part of ICU's message format that the catalogue uses: {name}, and {name, plural, =0 {..} one {..} other {..}}.
 * A full implementation is a parser of eleven kilobytes on every page.
 */
export function formatMessage(message: string, values: Values): string {
  let text = '';
  for (let index = 0; index < message.length; index += 1) {
    if (message[index] !== '{') {
      text += message[index];
      continue;
    }
    const end = closingBrace(message, index);
    const body = message.slice(index + 1, end);
    const found = /^(\w+)\s*,\s*plural\s*,(.*)$/s.exec(body);
    if (found) text += plural(found[2] ?? '', Number(values[found[1] ?? '']), values);
    else text += String(values[body.trim()] ?? `{${body}}`);
    index = end;
  }
  return text;
}
