import "server-only";
import { atConsole } from "@/lib/access/console";
import { newToken } from "@/lib/kernel/ids";
import { Sentence } from "@/lib/kernel/sentence";
import { append } from "@/lib/record/append";

const DAYS_MAX = 365;

/**
 * Makes an API token for a person, at the console, for reading only or for all that the person may do; only its hash is kept.
 * @throws Sentence when nobody who may sign in has this e-mail, or time or scope are none
 */
export async function issueToken(
  email: string,
  {
    name = "console",
    days: asked = "30",
    scope = "write",
  }: { name?: string | undefined; days?: string | undefined; scope?: string | undefined },
): Promise<string> {
  const days = Number(asked);
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX)
    throw new Sentence(`A token lasts 1 to ${DAYS_MAX} days.`);
  if (scope !== "read" && scope !== "write") throw new Sentence("The scope of a token is read or write.");
  const token = newToken();
  await atConsole(async (tx) => {
    const [made] = await tx.$queryRaw<
      { id: string | null }[]
    >`SELECT app.issue_token(${email}, ${token}, ${name}, ${days}::int, ${scope}) AS id`;
    const person = await tx.person.findUnique({
      where: { email: email.toLowerCase() },
      select: { id: true, name: true },
    });
    if (!made?.id || !person) throw new Sentence(`Nobody who may sign in has the e-mail ${email}.`);
    await append(tx, {
      type: "token.issued",
      subjectType: "person",
      subjectId: person.id,
      data: { person: person.name, name, days },
    });
  });
  return token;
}
