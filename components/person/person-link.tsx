import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";

interface Props {
  person: { userId: string; username: string; name: string };
}

/** Who it is, leading to their sessions. Not prefetched: a list of people would ask for every history. */
export function PersonLink({ person: { userId, username, name } }: Props) {
  return (
    <Link
      href={`/admin/users/${userId}`}
      prefetch={false}
      className="group flex min-w-0 items-center gap-2.5"
      title={`${name} — ${username}`}
    >
      <Avatar name={name} />
      {/* Beside each other where there is room; else one below the other, within a row's height. */}
      <span className="flex min-w-0 flex-wrap gap-x-2 leading-tight">
        <span className="max-w-full truncate font-medium group-hover:underline">{name}</span>
        {username !== name && <span className="max-w-full truncate text-muted">{username}</span>}
      </span>
    </Link>
  );
}
