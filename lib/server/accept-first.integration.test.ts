import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { setImmediate as nextPass } from "node:timers/promises";
import { expect, test } from "vitest";
import { freePort } from "@/lib/testing/programs/application";
import { acceptFirst } from "./accept-first";

const CONNECTIONS = 30;

/* Negative control: without the order, the first requests are answered when two connections are accepted. */
test("connections that arrive together are accepted before the first of their requests is answered", async () => {
  let accepted = 0;
  const acceptedBefore: number[] = [];
  const server = createServer((_request, response) => {
    afterAccepting(() => {
      acceptedBefore.push(accepted);
      response.end();
    });
  });
  const afterAccepting = acceptFirst(server, () => 0); // no time passes
  server.on("connection", () => accepted++);
  const port = await freePort();
  await once(server.listen(port), "listening");
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(port, "127.0.0.1"));
  for (const socket of sockets) socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await Promise.all(sockets.map((socket) => once(socket.resume(), "close")));
  server.close();
  expect(acceptedBefore).toEqual(Array(CONNECTIONS).fill(CONNECTIONS));
});

/* Negative control: without a limit, the request waits as long as somebody connects. */
test("a flood of connections that does not end delays a request by 200 ms", async () => {
  const server = new EventEmitter();
  let ms = 0;
  const afterAccepting = acceptFirst(server, () => ms);
  let startedAt: number | null = null;
  afterAccepting(() => {
    startedAt = ms;
  });
  for (; ms < 1_000 && startedAt === null; ms += 10) {
    server.emit("connection");
    await nextPass();
  }
  expect(startedAt).toBe(200);
});

test("without new connections, a request begins in the same pass of the event loop", async () => {
  const afterAccepting = acceptFirst(new EventEmitter());
  const begun: number[] = [];
  for (const n of [1, 2, 3]) afterAccepting(() => begun.push(n));
  await nextPass();
  expect(begun).toEqual([1, 2, 3]);
});
