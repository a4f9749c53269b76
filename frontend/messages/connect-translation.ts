import texts from './en.connect.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of connections and their wizard: the other pages do not load them. */
export function useConnectTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
