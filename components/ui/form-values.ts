/**
 * What a form says, as JSON values: a box is true or false, several boxes of one name are a list, a number field is a number,
 * and what was left empty is not said at all. Names with dots ("steps.0", "contacts.1.name") are rows of a list; what is empty in a row is said.
 */
export function formValues(form: HTMLFormElement): Record<string, unknown> {
  return nested(flatValues(form));
}

function flatValues(form: HTMLFormElement): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const control of Array.from(form.elements)) {
    if (control instanceof HTMLInputElement) readInput(values, control, form);
    else if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      if (control.name && control.value !== "") values[control.name] = control.value;
    }
  }
  return values;
}

function readInput(values: Record<string, unknown>, input: HTMLInputElement, form: HTMLFormElement) {
  if (!input.name || input.disabled) return;
  if (input.type === "checkbox") {
    if (!input.hasAttribute("value")) values[input.name] = input.checked;
    else values[input.name] = new FormData(form).getAll(input.name);
  } else if (input.type === "radio") {
    if (input.checked) values[input.name] = input.value;
  } else if (input.value !== "" || input.name.includes(".")) {
    values[input.name] = input.type === "number" ? input.valueAsNumber : input.value;
  }
}

function nested(flat: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [list = "", row, part] = name.split(".");
    if (row === undefined) values[name] = value;
    else {
      const rows = (values[list] ??= []) as unknown[];
      rows[Number(row)] = part === undefined ? value : { ...(rows[Number(row)] as object), [part]: value };
    }
  }
  return values;
}
