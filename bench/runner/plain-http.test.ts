import { expect, test } from "vitest";
import { isWhole, statusOf, toBytes } from "./plain-http";

test("a request is valid HTTP/1.1, with the length of its body in bytes", () => {
  const shot = { method: "POST", path: "/a", headers: { cookie: "x=1" }, body: "é" } as const;
  expect(toBytes(shot, "localhost:3000").toString()).toBe(
    "POST /a HTTP/1.1\r\nhost: localhost:3000\r\ncookie: x=1\r\ncontent-length: 2\r\n\r\né",
  );
});

test.each([
  ["HTTP/1.1 200 OK\r\nContent-Le", false],
  ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na", false],
  ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", true],
  ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", false],
  ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", true],
  ["HTTP/1.1 204 No Content\r\n\r\n", true],
])("the answer %j is complete: %s", (answer, expected) => {
  expect(isWhole(answer)).toBe(expected);
});

test("the status is read from the first line", () => {
  expect(statusOf("HTTP/1.1 503 Service Unavailable\r\n\r\n")).toBe(503);
});
