export { SessionGate } from './session-gate';
export { SignInPage } from './sign-in-page';
