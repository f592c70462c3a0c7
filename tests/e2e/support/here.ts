import type { Page } from "@playwright/test";

/** The id of the person whom this browser holds for signed in, as the page without a server would find it. */
export const personHere = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((found, fail) => {
        const open = indexedDB.open("here");
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
          const get = open.result.transaction("here").objectStore("here").get("1");
          get.onsuccess = () => found((get.result as { personId: string }).personId);
          get.onerror = () => fail(get.error);
          open.result.close();
        };
      }),
  );
