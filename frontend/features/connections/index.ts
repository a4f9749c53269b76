export { ConnectionPage } from './connection-page';
export { connectionPath } from './connection-state';
export { ConnectionsPage } from './connections-page';
