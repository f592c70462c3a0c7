/** An element with attributes and children; texts stay texts, whatever they hold. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A list to choose from, with its label. */
export function choice(id, label, options, chosen, change) {
  return el(
    "label",
    { for: id },
    el("span", {}, label),
    el(
      "select",
      { id, onchange: ({ target }) => change(target.value) },
      Object.entries(options).map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
    ),
  );
}
