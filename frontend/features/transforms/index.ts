export {
  areSame,
  emptyTransforms,
  fieldNames,
  hasMistake,
  type TransformsForm,
  transformsBody,
} from './transform-form';
export { placeOfTransform } from './transform-problem';
