"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/cn";
import { fileSize } from "@/lib/kernel/file-size";
import { fill } from "@/lib/kernel/words";
import type { ComposerWords } from "./composer-words";
import { RemoveMark } from "./remove-mark";
import type { FileProblem, Waiting } from "./use-files";

type Words = ComposerWords["said"]["files"];

/** Adds a picture or a file; on a phone also straight from the camera. The whole frame is the field of a plain file input. */
export const PickFiles = ({ add, words }: { add: (files: Iterable<File>) => void; words: Words }) => (
  <>
    <Pick id="log-camera" label={words.camera} more="lg:hidden" add={add} camera>
      <path d="M4.5 4.5 6 2.5h4l1.5 2H14a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11.25a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5" />
    </Pick>
    <Pick id="log-attach" label={words.attach} more="" add={add}>
      <path d="m13.5 7.5-5.6 5.6a3.2 3.2 0 0 1-4.5-4.5l6-6a2.1 2.1 0 0 1 3 3l-5.8 5.8a1 1 0 0 1-1.5-1.5l5.2-5.2" />
    </Pick>
  </>
);

function Pick(props: {
  id: string;
  label: string;
  more: string;
  camera?: boolean;
  add: (files: Iterable<File>) => void;
  children: ReactNode;
}) {
  return (
    <label
      title={props.label}
      className={cn(
        "relative grid size-12 shrink-0 place-items-center rounded-md border border-line-strong focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus hover:border-ink sm:size-10",
        props.more,
      )}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-5 fill-none stroke-current stroke-[1.5]">
        {props.children}
      </svg>
      <span className="sr-only">{props.label}</span>
      <input
        id={props.id}
        type="file"
        multiple={!props.camera}
        {...(props.camera && { accept: "image/*", capture: "environment" as const })}
        onChange={(event) => {
          props.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
    </label>
  );
}

/** What will go with the entry: each with its name and size, and a way to leave it out. */
export function WaitingFiles(props: {
  files: Waiting[];
  problem: FileProblem | null;
  remove: (file: Waiting) => void;
  words: Words;
}) {
  const { files, problem, words } = props;
  return (
    <>
      {problem ? (
        <p role="alert" className="w-full pt-1 font-semibold text-error">
          {problem.kind === "tooMany" ? words.tooMany : fill(words[problem.kind], { name: problem.name })}
        </p>
      ) : null}
      {files.length > 0 ? (
        <ul aria-label={words.label} className="flex w-full flex-wrap gap-2 pt-2">
          {files.map((file) => (
            <li
              key={`${file.name} ${file.picture}`}
              className="flex max-w-full items-center gap-2 rounded-md border border-line-strong pl-2"
            >
              {file.picture ? (
                // biome-ignore lint/performance/noImgElement: a picture of this page that no server has yet.
                <img src={file.picture} alt="" className="size-9 rounded-sm object-cover" />
              ) : null}
              <span className="min-w-0 truncate text-sm">
                {file.name} <span className="text-ink-2">{fileSize(file.blob.size)}</span>
              </span>
              <RemoveMark label={fill(words.remove, { name: file.name })} press={() => props.remove(file)} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
