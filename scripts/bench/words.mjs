// Lines as people write them in such nights, in English and Albanian. The same number always gives the same line.
const SYSTEMS = ["e-Albania", "the civil registry", "TIMS", "the tax portal", "MS Exchange", "the health card system"];
const SISTEME = ["e-Albania", "gjendja civile", "TIMS", "portali i tatimeve", "posta elektronike", "karta e shëndetit"];
const HOSTS = ["srv-dc02", "srv-web14", "srv-mail01", "srv-bkp03", "wks-0417", "srv-sql07"];
const ENGLISH = [
  "{s}: the portal answers again after the restart of the front end; 12 of 14 nodes are healthy, the other two stay out.",
  "Found a web shell in the upload folder of {h}. Took a copy for evidence, SHA-256 noted on paper, host isolated.",
  "Call with the operator of {s}: their night shift sees log-ins from an address abroad since 02:10. They block it now.",
  "Restored {s} from the backup of Friday. Row counts agree with the printed list; citizens still see the old notice.",
  "{h} wrote 4 GB to an address we do not know between 01:20 and 01:50. Firewall rule 311 stops it.",
  "Told the duty officer of the ministry that {s} stays off until the accounts are changed. She agrees.",
  "Outside check from a phone on a mobile network: {s} answers in 3 s, sign-in works, payment does not.",
];
const ALBANIAN = [
  "{s}: portali përgjigjet sërish pas rinisjes; 12 nga 14 nyje janë në rregull, dy të tjerat mbeten jashtë.",
  "U gjet një skedar i dyshimtë në {h}. U mor kopje si provë, shuma SHA-256 u shënua në letër, pajisja u veçua.",
  "Bisedë me operatorin e {s}: turni i natës sheh hyrje nga një adresë e huaj që nga ora 02:10. Po e bllokojnë.",
  "{s} u rikthye nga kopja rezervë e së premtes. Numri i rreshtave përputhet me listën e shtypur.",
  "Njoftuam oficerin e shërbimit se {s} mbetet e fikur derisa të ndërrohen llogaritë. Ai është dakord.",
  "Kontroll nga jashtë me telefon: {s} përgjigjet për 3 s, hyrja punon, pagesa jo ende.",
];
const KINDS = ["action", "finding", "message", "note", "outside-check", "action", "note", "statement"];

/** The nth line: its text, kind, basis and whether it is a key event. */
export function line(n) {
  const mixed = Math.imul(n + 1, 2654435761) >>> 0;
  const pick = (list, shift) => list[(mixed >>> shift) % list.length];
  const albanian = mixed % 5 < 2;
  const text = pick(albanian ? ALBANIAN : ENGLISH, 3)
    .replaceAll("{s}", pick(albanian ? SISTEME : SYSTEMS, 9))
    .replaceAll("{h}", pick(HOSTS, 13));
  return {
    // One in twelve is a long report.
    text: `${text} (${n + 1})${mixed % 12 === 0 ? ` ${ENGLISH.join(" ").replaceAll("{s}", "it").replaceAll("{h}", "it")}` : ""}`,
    kind: pick(KINDS, 5),
    basis: mixed % 9 === 0 ? "assessment" : "fact",
    key: mixed % 40 === 0,
    /** Minutes between what happened and when it was written down; one in ten is late. */
    minutesLate: mixed % 10 === 0 ? 20 + (mixed % 300) : mixed % 4,
  };
}
