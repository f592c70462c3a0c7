// Unpacks the Chromium inside an npm package into the temporary folder. Run by scripts/lib/browser.mjs.
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
