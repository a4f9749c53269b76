export { shortcutsAreOn, switchShortcuts } from './shortcut';
export { useShortcut } from './use-shortcut';
