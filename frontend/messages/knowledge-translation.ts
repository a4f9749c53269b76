import texts from './en.knowledge.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of what people teach: settings, and the dialogs that an answer opens. */
export function useKnowledgeTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
