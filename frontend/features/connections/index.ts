export { ConnectionPage } from './connection-page';
export { ConnectionsPage } from './connections-page';
export { connectionPath } from './connection-state';
