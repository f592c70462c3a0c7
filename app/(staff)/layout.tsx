import { cookies } from "next/headers";
import { useLocale, useMessages } from "next-intl";
import type { ReactNode } from "react";
import { Keys } from "@/components/shell/keys";
import { NewVersion } from "@/components/shell/new-version";
import { SessionWarning } from "@/components/shell/session-warning";
import { SkipLink } from "@/components/shell/skip-link";
import { ThisDevice } from "@/components/shell/this-device";
import { TopBar } from "@/components/shell/top-bar";
import { currentActor } from "@/lib/access/actor";
import type { Actor } from "@/lib/access/actor-facts";
import { may } from "@/lib/access/may";
import { buildId } from "@/lib/kernel/build";
import { clockNow } from "@/lib/kernel/clock";
import { env } from "@/lib/kernel/env";
import { chooseTheme, themeCookie } from "@/lib/kernel/preferences";
import { findsCatalogue } from "@/lib/systems/readers";

/** The shell of the response. It draws and does not guard: every page asks for itself who is there. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const [actor, jar] = await Promise.all([currentActor(), cookies()]);
  if (!actor) return children;
  const person = { id: actor.personId, name: actor.name, organisation: actor.organisationName, isAdmin: actor.isAdmin };
  return (
    <>
      <SkipLink />
      <Warning zone={env().KULLA_ZONE} personId={person.id} />
      <TopBar
        person={person}
        theme={chooseTheme(actor.theme, jar.get(themeCookie)?.value)}
        zone={env().KULLA_ZONE}
        shortcuts={actor.shortcuts ?? "on"}
        catalogue={findsCatalogue(actor)}
      />
      {children}
      <KeysOf actor={actor} />
    </>
  );
}

function KeysOf({ actor }: { actor: Actor }) {
  const { keys } = useMessages();
  return (
    <Keys
      mode={actor.shortcuts ?? "on"}
      hand={{
        personId: actor.personId,
        isAdmin: actor.isAdmin,
        opensIncidents: may(actor, "incident.open").ok,
        findsCatalogue: findsCatalogue(actor),
        language: useLocale(),
      }}
      words={{
        does: keys.does,
        groups: keys.groups,
        acts: keys.acts,
        more: keys.more,
        notLoaded: keys.notLoaded,
        sheet: keys.sheet,
        palette: keys.palette,
      }}
    />
  );
}

function Warning({ zone, personId }: { zone: string; personId: string }) {
  const { shell, outbox } = useMessages();
  return (
    <>
      <noscript>
        <p className="border-b border-line bg-surface px-4 py-2 text-sm">{shell.noScript}</p>
      </noscript>
      <SessionWarning words={shell.session} zone={zone} />
      <ThisDevice
        personId={personId}
        now={clockNow().toISOString()}
        build={buildId()}
        zone={zone}
        words={{ ends: outbox.ends, all: outbox.all }}
      />
      <NewVersion words={shell.newVersion} />
    </>
  );
}
