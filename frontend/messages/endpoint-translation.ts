import texts from './en.endpoint.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of endpoints: the other pages do not load them. */
export function useEndpointTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
