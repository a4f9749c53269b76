export { SchemaBrowser } from './schema-browser';
