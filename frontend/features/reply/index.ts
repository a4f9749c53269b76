export { forgetOldReplies } from './kept-replies';
export { confidenceWord, fetchReply, type Narrowed, type Reply } from './reply';
export { shareReply } from './share-reply';
