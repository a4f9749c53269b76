import en from './en.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof en;

/** Texts of one part of the catalogue. The function is the same at each call, so effects may depend on it. */
export function useTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, en[namespace]);
}
