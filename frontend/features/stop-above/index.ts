export { emptyStop, type StopForm, stopBody, stopMistake } from './stop-form';
