interface Props {
  /** `detail` distinguishes users of the same name. */
  names: { name: string; detail?: string }[];
  /** Number of all users; only the first of them are named. */
  total: number;
  /** Text for the number of users that are not named. */
  more: (count: number) => string;
}

const SHOWN = 8;

/** The first few users of a list by name, and the number of the others. */
export function NameList({ names, total, more }: Props) {
  const shown = names.slice(0, SHOWN);
  return (
    <ul className="mt-3 border-y border-line py-2">
      {shown.map(({ name, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may be equal, and the list does not change
        <li key={index} className="py-0.5 wrap-anywhere">
          {name} {detail && <span className="text-xs text-muted">{detail}</span>}
        </li>
      ))}
      {total > shown.length && <li className="text-muted">{more(total - shown.length)}</li>}
    </ul>
  );
}
