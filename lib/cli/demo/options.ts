import { InvalidArgumentError, Option } from "commander";
import { say } from "@/lib/cli/terminal/words";

const MAX_PEOPLE = 2_000;
const SAMPLE_PEOPLE = 16;

export const PEOPLE_OPTION = new Option("--people <n>", say("demo.people"))
  .default(SAMPLE_PEOPLE)
  .argParser((typed) => {
    const people = Number(typed);
    if (!Number.isInteger(people) || people < 1 || people > MAX_PEOPLE)
      throw new InvalidArgumentError(say("demo.people"));
    return people;
  });
