import type { Metadata } from 'next';
import { BoardPage } from '@/features/board';

export const metadata: Metadata = { title: 'Visualize' };

export default function Page() {
  return <BoardPage />;
}
