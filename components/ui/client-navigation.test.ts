import { expect, test, vi } from "vitest";
import { handleInClient } from "./client-navigation";

const PLAIN = { metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, button: 0 };

test("a plain click acts in place", () => {
  const [act, preventDefault] = [vi.fn(), vi.fn()];
  handleInClient(act)?.({ ...PLAIN, preventDefault });
  expect(act).toHaveBeenCalledOnce();
  expect(preventDefault).toHaveBeenCalledOnce();
});

test.each([{ metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])(
  "%j is left to the browser, as of any link",
  (how) => {
    const [act, preventDefault] = [vi.fn(), vi.fn()];
    handleInClient(act)?.({ ...PLAIN, ...how, preventDefault });
    expect(act).not.toHaveBeenCalled();
    expect(preventDefault).not.toHaveBeenCalled();
  },
);

test("a link with nothing to do in place is only a link", () => {
  expect(handleInClient(undefined)).toBeUndefined();
});
