"use client";

import { BrokenPage } from "@/components/shell/broken-page";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <BrokenPage reference={error.digest} retry={() => window.location.reload()} />;
}
