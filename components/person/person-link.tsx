import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";

interface Props {
  person: { userId: string; username: string; name: string };
}

/** A link to a user's sessions. It is not prefetched, because a list would then request every history. */
export function PersonLink({ person: { userId, username, name } }: Props) {
  return (
    <Link
      href={`/admin/users/${userId}`}
      prefetch={false}
      className="group flex min-w-0 items-center gap-2.5"
      title={`${name} — ${username}`}
    >
      <Avatar name={name} />
      {/* Side by side, or below each other within the height of a row when there is no room. */}
      <span className="flex min-w-0 flex-wrap gap-x-2 leading-tight">
        <span className="max-w-full truncate font-medium group-hover:underline">{name}</span>
        {username !== name && <span className="max-w-full truncate text-muted">{username}</span>}
      </span>
    </Link>
  );
}
