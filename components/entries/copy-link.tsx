"use client";

import type { ComponentProps } from "react";
import { CopyText } from "@/components/ui/copy-text";

/** Copies an address of this house, as others can open it. */
export const CopyLink = ({ href, ...rest }: { href: string } & Omit<ComponentProps<typeof CopyText>, "text">) => (
  <CopyText text={() => new URL(href, window.location.origin).href} {...rest} />
);
