'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export { BoardPage } from './board-page';

export const LazySaveDialog = lazyPart(() => import('./save-dialog').then((module) => module.SaveDialog));
