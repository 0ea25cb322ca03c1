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
      <span className="truncate">
        <span className="font-medium group-hover:underline">{name}</span>
        {username !== name && <span className="ml-2 text-muted">{username}</span>}
      </span>
    </Link>
  );
}
