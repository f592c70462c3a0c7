import { randomUUID } from "node:crypto";
import { useMessages } from "next-intl";
import type { Member } from "@/lib/incidents/members";
import { entryKinds, precisions } from "@/lib/record/catalog";
import { Composer } from "./composer";
import type { ComposerIncident } from "./draft";

/** Hands the composer its words and lists, so that the browser gets no more than it uses. */
export function LogComposer(props: {
  incident: ComposerIncident;
  /** How many people read what the whole team may read; null when the writer may not know. */
  team: number | null;
  personId: string;
  people: Member[];
  now: Date;
}) {
  const { entries, composer } = useMessages();
  return (
    <Composer
      key={props.personId}
      incident={{
        ref: props.incident.ref,
        name: props.incident.name,
        zone: props.incident.zone,
        tlp: props.incident.tlp,
      }}
      personId={props.personId}
      people={props.people}
      kinds={entryKinds}
      precisions={precisions}
      now={props.now.toISOString()}
      formKey={randomUUID()}
      words={{
        ...entries.composer,
        kinds: entries.kind,
        precisions: entries.precision,
        bases: entries.basis,
        said: composer,
        audiences: {
          ...entries.audience,
          incident: props.team === null ? entries.audience.incident : `${entries.audience.incident} (${props.team})`,
        },
      }}
    />
  );
}
