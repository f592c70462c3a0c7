"use client";

/** Need to know: the people of the incident, of whom those who are ticked may read it. */
export function ReadersField(props: {
  legend: string;
  people: { id: string; name: string; organisation: string }[];
  readers: string[];
  change: (readers: string[]) => void;
}) {
  const { readers } = props;
  return (
    <fieldset className="w-full pt-2">
      <legend className="text-xs font-semibold">{props.legend}</legend>
      <div className="grid max-h-40 overflow-y-auto rounded-md border border-line-strong p-2 sm:grid-cols-2">
        {props.people.map(({ id, name, organisation }) => (
          <label key={id} className="flex min-h-9 items-center gap-2">
            <input
              type="checkbox"
              checked={readers.includes(id)}
              onChange={(event) =>
                props.change(event.target.checked ? [...readers, id] : readers.filter((reader) => reader !== id))
              }
              className="size-6 accent-ink"
            />
            {name}, {organisation}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
