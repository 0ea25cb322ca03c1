import { expect, test, vi } from "vitest";
import { handleInClient } from "./client-navigation";

const PLAIN = { metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, button: 0 };

test("a plain click runs the action and does not follow the link", () => {
  const [act, preventDefault] = [vi.fn(), vi.fn()];
  handleInClient(act)?.({ ...PLAIN, preventDefault });
  expect(act).toHaveBeenCalledOnce();
  expect(preventDefault).toHaveBeenCalledOnce();
});

test.each([{ metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])(
  "a click with %j is left to the browser",
  (how) => {
    const [act, preventDefault] = [vi.fn(), vi.fn()];
    handleInClient(act)?.({ ...PLAIN, ...how, preventDefault });
    expect(act).not.toHaveBeenCalled();
    expect(preventDefault).not.toHaveBeenCalled();
  },
);

test("a link without an action gets no click handler", () => {
  expect(handleInClient(undefined)).toBeUndefined();
});
