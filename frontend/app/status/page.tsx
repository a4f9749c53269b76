import type { Metadata } from 'next';
import { StatusPage } from '@/features/status';

export const metadata: Metadata = { title: 'Status' };

export default function Page() {
  return <StatusPage />;
}
