import { InvalidArgumentError, Option } from "commander";
import { t } from "@/lib/cli/terminal/translator";

const MAX_PEOPLE = 2_000;
const SAMPLE_PEOPLE = 16;

/** `--people <n>`: the number of simulated users, an integer from 1 to 2000. */
export const PEOPLE_OPTION = new Option("--people <n>", t("demo.people"))
  .default(SAMPLE_PEOPLE)
  .argParser((typed) => {
    const people = Number(typed);
    if (!Number.isInteger(people) || people < 1 || people > MAX_PEOPLE)
      throw new InvalidArgumentError(t("demo.people"));
    return people;
  });
