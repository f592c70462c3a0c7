import type { FormWords } from "@/components/ui/api-form";
import type { Messages } from "@/lib/kernel/messages";

/** The words of the sign-in page. */
export type SignInWords = FormWords & Messages["people"]["signIn"];
