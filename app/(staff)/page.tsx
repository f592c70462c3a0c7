import { redirect } from "next/navigation";
import { requireActor } from "@/lib/access/actor";
import { paths } from "@/lib/entry/paths";

/** Where everyone lands. */
export default async function HomePage() {
  await requireActor();
  redirect(paths.incidents());
}
