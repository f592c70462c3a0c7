import { api } from "@/lib/entry/paths";

/** Keeps a picture of a sheet as it is. @returns its id, or why it was not kept */
export async function sendPhoto(ref: string, photo: File): Promise<{ id: string } | { because: string }> {
  try {
    const response = await fetch(api.files(ref), {
      method: "POST",
      body: photo,
      headers: {
        "content-type": photo.type || "application/octet-stream",
        "x-file-name": encodeURIComponent(photo.name),
      },
    });
    const said = (await response.json().catch(() => ({}))) as { id?: unknown; detail?: unknown };
    if (response.ok && typeof said.id === "string") return { id: said.id };
    return { because: String(said.detail ?? response.status) };
  } catch {
    return { because: "" };
  }
}
