/** A broken link: says "connection trouble" beside the words that say it. Service glyphs are for services only (ux.md §4.3). */
export function WarningSign() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      className="shrink-0"
    >
      <path d="M1.5 5.5a9.5 9.5 0 0 1 13 0M4 8.5a6 6 0 0 1 8 0M6.3 11.3a2.6 2.6 0 0 1 3.4 0M2 14 14 1.5" />
    </svg>
  );
}
