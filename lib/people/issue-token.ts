import "server-only";
import { atConsole } from "@/lib/access/console";
import { newToken } from "@/lib/kernel/ids";
import { Sentence } from "@/lib/kernel/sentence";
import { append } from "@/lib/record/append";

const DAYS_MAX = 365;

/**
 * Makes an API token for a person, at the console; only its hash is kept.
 * @throws Sentence when nobody who may sign in has this e-mail, or the time is none
 */
export async function issueToken(
  email: string,
  { name = "console", days: asked = "30" }: { name?: string | undefined; days?: string | undefined },
): Promise<string> {
  const days = Number(asked);
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX)
    throw new Sentence(`A token lasts 1 to ${DAYS_MAX} days.`);
  const token = newToken();
  await atConsole(async (tx) => {
    const [made] = await tx.$queryRaw<
      { id: string | null }[]
    >`SELECT app.issue_token(${email}, ${token}, ${name}, ${days}::int) AS id`;
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
