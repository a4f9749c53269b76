import type { Metadata } from 'next';
import { ConnectionPage } from '@/features/connections';

export const metadata: Metadata = { title: 'Connection' };

export default function Page() {
  return <ConnectionPage />;
}
