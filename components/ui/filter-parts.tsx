import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/cn";
import { buttonClass } from "./button";
import { controlClass } from "./control-class";

/**
 * Parts of a filter whose answer is an address: it works without JavaScript and can be shared. Fields outside of its form belong to it by
 * the form's name, so that the panel can open across the whole width.
 */

/** The form itself, with its search field. Children are what goes along unseen. */
export function SearchForm(props: {
  id: string;
  action: string;
  label: string;
  hint: string;
  placeholder: string;
  button: string;
  q: string | undefined;
  maxLength: number;
  children?: ReactNode;
}) {
  const { placeholder, hint } = props;
  return (
    <form id={props.id} method="get" action={props.action} className="flex flex-1 basis-80 items-end gap-2">
      {props.children}
      <label className="min-w-0 flex-1">
        <span className="sr-only">
          {props.label}. {hint}
        </span>
        <input
          type="search"
          name="q"
          placeholder={placeholder}
          title={placeholder === hint ? undefined : hint}
          defaultValue={props.q}
          maxLength={props.maxLength}
          className={controlClass(undefined)}
        />
      </label>
      <button type="submit" className={buttonClass("main")}>
        {props.button}
      </button>
    </form>
  );
}

/** One of a list, or any. */
export function Choose(props: {
  form: string;
  name: string;
  label: string;
  any: string;
  value: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="grid content-start gap-1">
      <span className="font-semibold">{props.label}</span>
      <select form={props.form} name={props.name} defaultValue={props.value ?? ""} className={controlClass(undefined)}>
        <option value="">{props.any}</option>
        {props.children}
      </select>
    </label>
  );
}

/** One thing that can be asked for. */
export function Box(props: {
  form: string;
  name: string;
  value: string;
  label: string;
  checked: boolean | undefined;
  className?: string;
}) {
  return (
    <label className={cn("inline-flex min-h-11 items-center gap-2 sm:min-h-9", props.className)}>
      <input
        type="checkbox"
        form={props.form}
        name={props.name}
        value={props.value}
        defaultChecked={props.checked}
        className="size-6 shrink-0 accent-ink"
      />
      {props.label}
    </label>
  );
}
