import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '@/theme/theme.css';
import { themeScript } from '@/features/appearance/theme';

export const metadata: Metadata = {
  title: { default: 'Aurora', template: '%s · Aurora' },
  description: 'Ask your Kafka topics, in plain language or SQL, seconds after an event.',
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#070f19' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme is set on <html> before React starts, so the first paint has the right colours.
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, the same in every page */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
