'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type Look } from './button';

const kCopiedMs = 2000;

interface CopyButtonProps {
  text: string;
  label: string;
  copiedLabel: string;
  look?: Look;
}

export function CopyButton({ text, label, copiedLabel, look = 'quiet' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), kCopiedMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const Icon = copied ? Check : Copy;
  return (
    <Button
      look={look}
      small={look === 'quiet'}
      onClick={() => {
        // Refused without a secure origin or permission: the text stays selectable on the page.
        navigator.clipboard?.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
    >
      <Icon className="size-4" aria-hidden="true" />
      {copied ? copiedLabel : label}
    </Button>
  );
}
