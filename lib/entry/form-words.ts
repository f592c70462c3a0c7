import { getMessages } from "next-intl/server";

/** The words that every form needs, in the reader's language. */
export const formWords = async () => (await getMessages()).shell.form;
