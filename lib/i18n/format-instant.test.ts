import { expect, test } from "vitest";
import { formatDay, formatInstant, formatMinute, formatTime } from "./format-instant";

test.each(["2025-11-11T14:32:15.123-05:00", "2025-11-11T14:32:15+05:45"])(
  "%s is shown by its digits",
  (at) => {
    expect(formatInstant(at)).toBe("11/11/2025 14:32:15");
    expect(formatDay(at)).toBe("11/11/2025");
    expect(formatTime(at)).toBe("14:32:15");
    expect(formatMinute(at)).toBe("14:32");
  },
);
