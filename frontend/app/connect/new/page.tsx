import type { Metadata } from 'next';
import { WizardPage } from '@/features/connect-wizard';

export const metadata: Metadata = { title: 'Connect a topic' };

export default function Page() {
  return <WizardPage />;
}
