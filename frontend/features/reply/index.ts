export { confidenceWord, fetchReply, type Reply } from './reply';
