import { Button } from "@/components/ui/button";
import type { FactName } from "@/lib/systems/facts";
import { factOfTyped, type Overtaken, type Typed } from "@/lib/systems/form-facts";
import { factLines, type Saying } from "@/lib/systems/said";

/** What somebody else changed meanwhile: as it was, as they made it, and as it is typed here; what both changed can be given up. */
export function ChangedMeanwhile(props: {
  overtaken: Overtaken[];
  saying: Saying;
  takeTheirs: (name: FactName) => void;
}) {
  const { meanwhile, fact } = props.saying.words.catalogue;
  const value = (name: FactName, typed: Typed) => {
    const lines = factLines(name, factOfTyped(name, typed), props.saying);
    return lines.length > 0 ? lines.join("; ") : meanwhile.nothing;
  };
  return (
    <section aria-label={meanwhile.title} className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-4">
      <h2>{meanwhile.title}</h2>
      <p>{meanwhile.lead}</p>
      <ul className="grid gap-3">
        {props.overtaken.map(({ name, before, theirs, mine }) => (
          <li key={name} className="grid gap-1 border-t border-line pt-2">
            <h3>{fact[name]}</h3>
            <dl className="grid gap-x-3 text-sm wrap-anywhere sm:grid-cols-[8rem_minmax(0,1fr)]">
              <dt className="text-ink-2">{meanwhile.before}</dt>
              <dd>{value(name, before)}</dd>
              <dt className="text-ink-2">{meanwhile.theirs}</dt>
              <dd>
                <b>{value(name, theirs)}</b>
                {mine ? null : ` (${meanwhile.taken})`}
              </dd>
              {mine ? (
                <>
                  <dt className="text-ink-2">{meanwhile.yours}</dt>
                  <dd>
                    <b>{value(name, mine)}</b>
                  </dd>
                </>
              ) : null}
            </dl>
            {mine ? (
              <Button className="justify-self-start" onClick={() => props.takeTheirs(name)}>
                {meanwhile.use}
                <span className="sr-only">{fact[name]}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <p>{meanwhile.next}</p>
    </section>
  );
}
