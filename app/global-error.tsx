"use client";

import "./globals.css";
import { BrokenPage } from "@/components/shell/broken-page";

/** Stands in for the whole document when even the root layout could not be made. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <BrokenPage reference={error.digest} retry={() => window.location.reload()} />
      </body>
    </html>
  );
}
