import { formatMessage, type Values } from './message-format';

export type Translate<Texts> = (key: keyof Texts & string, values?: Values) => string;

const translators = new Map<string, Translate<Record<string, string>>>();

/** The function that gives the texts of a namespace; made once. */
export function translator<Texts>(namespace: string, texts: Record<string, string>): Translate<Texts> {
  let translate = translators.get(namespace);
  if (!translate) {
    translate = (key, values) => {
      const message = texts[key] ?? key;
      return values ? formatMessage(message, values) : message;
    };
    translators.set(namespace, translate);
  }
  return translate as Translate<Texts>;
}
