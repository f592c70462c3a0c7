const TYPING_MS = 4_000;
const TOP_PX = 240;

let typedAt = Number.NEGATIVE_INFINITY;
if (typeof document !== "undefined") {
  document.addEventListener("input", () => {
    typedAt = performance.now();
  });
}

/** Whether somebody would be disturbed if the page moved: further down, marking text, in an open menu, or typing just now. */
export function isReading(): boolean {
  if (window.scrollY > TOP_PX) return true;
  if (performance.now() - typedAt < TYPING_MS) return true;
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && selection.toString().trim() !== "") return true;
  return document.querySelector("[data-row] details[open], [data-row] :focus-visible") !== null;
}
