import { AppError } from "@/lib/errors";

/** Far more than come between two questions: beyond it something is wrong, and whoever comes may come again. */
const MAX_IN_A_QUESTION = 20_000;

/** A set, or a map of more than was asked for. */
interface Chosen<Asked> {
  has(one: Asked): boolean;
}

interface Question<Asked> {
  asked: Asked[];
  answer: Promise<Chosen<Asked>>;
}

/**
 * Lets what can wait for a moment ask together: all who come while a question is answered, and in the pause after it, are in the next
 * one. So each is answered by what was true after they came, there is never more than one question at a time, and who comes alone
 * does not wait.
 *
 * @param ask - for all of them at once: to which of them the answer is yes
 * @param pause - between an answer and the next question
 * @returns the answer for one; throws what `ask` throws, and AppError `unavailable` when too many wait
 */
export function batchLookup<Asked>(
  ask: (asked: Asked[]) => Promise<Chosen<Asked>>,
  pause: () => Promise<unknown>,
): (one: Asked) => Promise<boolean> {
  let next: Question<Asked> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function gather(): Question<Asked> {
    const asked: Asked[] = [];
    const answer = turn.then(() => {
      next = null;
      return ask(asked);
    });
    turn = answer.catch(() => {}).then(pause); // those who asked are told
    return { asked, answer };
  }

  return async (one) => {
    next ??= gather();
    if (next.asked.length >= MAX_IN_A_QUESTION) throw new AppError("unavailable");
    next.asked.push(one);
    return (await next.answer).has(one);
  };
}
