import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Feedback, NewFeedback, NewTerm, NewVerifiedAnswer, Term, VerifiedAnswer } from './types';

// As many as the gateway gives at once.
const kFeedbackMax = 1000;

export const knowledgeKeys = {
  terms: ['glossary'],
  verified: ['verified-answers'],
  feedback: ['feedback'],
} as const;

/** What words mean to this team, by term. */
export const termsQuery = queryOptions({
  queryKey: knowledgeKeys.terms,
  queryFn: async ({ signal }) => (await call('get', '/api/v1/glossary', { signal })).terms,
});

/** A refusal's detail begins with the field that has to change: "definition: ...". */
export function createTerm(body: NewTerm): Promise<Term> {
  return call('post', '/api/v1/glossary', { body });
}

export function replaceTerm(id: string, body: NewTerm): Promise<Term> {
  return call('put', '/api/v1/glossary/{id}', { path: { id }, body });
}

export function deleteTerm(id: string): Promise<undefined> {
  return call('delete', '/api/v1/glossary/{id}', { path: { id } });
}

/** Questions whose SQL somebody has checked, newest first. */
export const verifiedAnswersQuery = queryOptions({
  queryKey: knowledgeKeys.verified,
  queryFn: async ({ signal }) => (await call('get', '/api/v1/verified-answers', { signal })).answers,
});

/** Takes the place of the verified answer to the same question. */
export function saveVerifiedAnswer(body: NewVerifiedAnswer): Promise<VerifiedAnswer> {
  return call('post', '/api/v1/verified-answers', { body });
}

export function deleteVerifiedAnswer(id: string): Promise<undefined> {
  return call('delete', '/api/v1/verified-answers/{id}', { path: { id } });
}

/** Takes the place of what the same person said of this answer before. */
export function giveFeedback(answerId: string, body: NewFeedback): Promise<Feedback> {
  return call('post', '/api/v1/answers/{id}/feedback', { path: { id: answerId }, body });
}

/** What people said of answers, newest first; for administrators. */
export const feedbackQuery = queryOptions({
  queryKey: knowledgeKeys.feedback,
  queryFn: async ({ signal }) =>
    (await call('get', '/api/v1/feedback', { query: { limit: kFeedbackMax }, signal })).feedback,
});
