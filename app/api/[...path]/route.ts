import { api } from "@/lib/api";

const handle = (request: Request) => api().fetch(request);

/** The same API as the front door serves natively, so that plain `next dev` works too. */
export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
