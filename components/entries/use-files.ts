"use client";

import { useEffect, useRef, useState } from "react";
import { FILE_MAX, FILES_PER_ENTRY } from "@/lib/files/limits";

/** A file that waits for the entry it belongs to. `picture` shows it, when it is one that browsers show. */
export interface Waiting {
  name: string;
  type: string;
  blob: Blob;
  picture: string | null;
}

export type FileProblem = { kind: "empty" | "tooLarge"; name: string } | { kind: "tooMany" };

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** Files that were picked, pasted, dropped or photographed for the entry being written. They are only on this page until it is logged. */
export function useFiles() {
  const [files, setFiles] = useState<Waiting[]>([]);
  const [problem, setProblem] = useState<FileProblem | null>(null);
  const shown = useRef(new Set<string>());

  useEffect(() => {
    const pictures = shown.current;
    return () => {
      for (const url of pictures) URL.revokeObjectURL(url);
    };
  }, []);

  const pictureOf = (file: File) => {
    if (!SHOWN.test(file.type)) return null;
    const url = URL.createObjectURL(file);
    shown.current.add(url);
    return url;
  };

  function add(picked: Iterable<File>): void {
    setProblem(null);
    const fit: Waiting[] = [];
    for (const file of picked) {
      if (file.size === 0) setProblem({ kind: "empty", name: file.name });
      else if (file.size > FILE_MAX) setProblem({ kind: "tooLarge", name: file.name });
      else if (files.length + fit.length >= FILES_PER_ENTRY) setProblem({ kind: "tooMany" });
      else fit.push({ name: nameOf(file), type: file.type, blob: file, picture: pictureOf(file) });
    }
    setFiles((now) => [...now, ...fit]);
  }

  const remove = (file: Waiting) => {
    setProblem(null);
    setFiles((now) => now.filter((one) => one !== file));
  };
  const clear = () => setFiles([]);
  return { files, problem, add, remove, clear };
}

/** What no server keeps in a name becomes a dash; everything else stays as it was named. */
const nameOf = ({ name }: File) =>
  name
    .normalize("NFC")
    .replace(/[/\\\p{Cc}]/gu, "-")
    .slice(-200)
    .trim() || "file";
