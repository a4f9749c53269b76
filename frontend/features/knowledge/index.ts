export { KnowledgeList, KnowledgeRow } from './knowledge-list';
export { type PlacedProblem, placeIn } from './placed-problem';
export { useKnowledgeForm } from './use-knowledge-form';
