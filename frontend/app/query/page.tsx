import type { Metadata } from 'next';
import { QueryPage } from '@/features/ask';

export const metadata: Metadata = { title: 'Query' };

export default function Page() {
  return <QueryPage />;
}
