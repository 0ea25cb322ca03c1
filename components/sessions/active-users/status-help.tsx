import { useTranslations } from "next-intl";
import { StatusLabel } from "@/components/sessions/status-label";
import { useStatusMeaning } from "@/components/sessions/use-status-meaning";
import { Popover } from "@/components/ui/overlay/popover";
import { PRESENCES } from "@/lib/sessions/presence";

/** A popover that explains the four presences, for users without a pointer to hover with, too. */
export function StatusHelp() {
  const t = useTranslations("presence");
  const meaning = useStatusMeaning();
  return (
    <Popover
      label={t("whatStates")}
      className="min-h-6 underline decoration-dotted underline-offset-4 hover:text-ink print:hidden"
    >
      <dl className="grid gap-3">
        {PRESENCES.map((status) => (
          <div key={status}>
            <dt className="font-medium">
              <StatusLabel status={status} />
            </dt>
            <dd className="mt-0.5 ml-4 text-muted">{meaning(status)}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
