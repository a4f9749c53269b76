import type { Metadata } from 'next';
import { ConnectionsPage } from '@/features/connections';

export const metadata: Metadata = { title: 'Connect' };

export default function Page() {
  return <ConnectionsPage />;
}
