import en from './en.json';
import { formatMessage, type Values } from './message-format';

type Catalogue = typeof en;
export type Namespace = keyof Catalogue;
export type Translate<N extends Namespace> = (key: keyof Catalogue[N] & string, values?: Values) => string;

const translators = new Map<Namespace, Translate<Namespace>>();

/** Texts of one part of the catalogue. The function is the same at each call, so effects may depend on it. */
export function useTranslations<N extends Namespace>(namespace: N): Translate<N> {
  let translate = translators.get(namespace);
  if (!translate) {
    const texts: Record<string, string> = en[namespace];
    translate = (key, values) => {
      const message = texts[key] ?? key;
      return values ? formatMessage(message, values) : message;
    };
    translators.set(namespace, translate);
  }
  return translate as Translate<N>;
}
