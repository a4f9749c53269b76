export { openInGrafana } from './open-in-grafana';
