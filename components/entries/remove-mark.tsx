"use client";

/** A cross that takes something off; 44 px for thumbs. */
export const RemoveMark = ({ label, press }: { label: string; press: () => void }) => (
  <button
    type="button"
    aria-label={label}
    onClick={press}
    className="grid size-11 shrink-0 place-items-center rounded-md sm:size-8"
  >
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5 stroke-current stroke-2">
      <path d="M3 3l10 10M13 3L3 13" />
    </svg>
  </button>
);
