"use client";

import { fileSize } from "@/lib/kernel/file-size";
import { fill } from "@/lib/kernel/words";
import type { ComposerWords } from "./composer-words";
import { RemoveMark } from "./remove-mark";
import type { FileProblem, Waiting } from "./use-files";

type Words = ComposerWords["said"]["files"];

/** Adds a picture or a file; on a phone also straight from the camera. The whole frame is the field of a plain file input. */
export function PickFiles({ add, words }: { add: (files: Iterable<File>) => void; words: Words }) {
  return (
    <>
      <Pick id="log-camera" label={words.camera} more="lg:hidden" add={add} camera />
      <Pick id="log-attach" label={words.attach} more="" add={add} />
    </>
  );
}

function Pick(props: {
  id: string;
  label: string;
  more: string;
  camera?: boolean;
  add: (files: Iterable<File>) => void;
}) {
  return (
    <label
      className={`relative flex min-h-12 items-center rounded-md border border-line-strong px-3 font-semibold focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus hover:border-ink sm:min-h-10 ${props.more}`}
    >
      {props.label}
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
