interface Props {
  names: { name: string /** Tells those of one name apart. */; detail?: string }[];
  /** How many there are; only the first are named. */
  total: number;
  /** Says how many are not named. */
  more: (count: number) => string;
}

const SHOWN = 8;

/** The first of some people, and how many more. */
export function NameList({ names, total, more }: Props) {
  const shown = names.slice(0, SHOWN);
  return (
    <ul className="mt-3 border-y border-line py-2">
      {shown.map(({ name, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may be alike, and the list does not change
        <li key={index} className="py-0.5 wrap-anywhere">
          {name} {detail && <span className="text-xs text-muted">{detail}</span>}
        </li>
      ))}
      {total > shown.length && <li className="text-muted">{more(total - shown.length)}</li>}
    </ul>
  );
}
