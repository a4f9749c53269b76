/** The answers and what they are drawn with; for whoever sees a question coming. */
export const loadConversation = () => import('./conversation').then((module) => module.Conversation);
