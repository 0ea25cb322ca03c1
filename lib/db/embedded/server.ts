import { realpath } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseFault } from "@/lib/db/database-fault";
import { EMBEDDED_OWNER, EMBEDDED_RUNTIME, embeddedUrl, layOut } from "@/lib/db/embedded/address";
import { prepareBinaries } from "@/lib/db/embedded/binaries";
import { ensureCluster, type Site, startCluster, stopCluster } from "@/lib/db/embedded/cluster";
import { type Lease, takeLease } from "@/lib/db/embedded/lease";
import { withLock } from "@/lib/db/embedded/lock";
import { moveCluster } from "@/lib/db/embedded/move-cluster";
import { giveTo, prepareFolder, provideOsUser } from "@/lib/db/embedded/os-user";
import { choosePort } from "@/lib/db/embedded/port";
import { disownStalePid, findPostmaster } from "@/lib/db/embedded/postmaster";
import { type EmbeddedRoles, prepareServer } from "@/lib/db/embedded/prepare-server";
import type { Addresses } from "@/lib/db/prepare-schema";
import { readOrMakeSecret } from "@/lib/secrets";

/** The addresses are those of the product's database, which exists. */
export interface EmbeddedServer extends Addresses {
  /** Whether the server ran already: another process uses it, or a killed one left it running. */
  adopted: boolean;
  /** Returns whether no other process of the product uses the server; false while the server is lost. */
  isUnshared(): Promise<boolean>;
  /** Ends the lease of this process. The process with the last lease stops the server. */
  release(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
/** Retry delay while a killed server is started again. */
const REGAIN_PAUSE_MS = 1_000;

/**
 * Starts the PostgreSQL of a folder, or joins the one that runs there. Several processes share one server;
 * each holds a lease. While a process holds a lease, it starts a killed server again on the same port.
 *
 * @param folder - made when it does not exist
 * @param durable - false for throw-away servers of tests and benchmarks, which do not sync to the disk
 * @throws DatabaseFault when the server can't be started or joined
 */
export async function acquireEmbeddedServer({
  folder,
  durable = true,
}: {
  folder: string;
  durable?: boolean;
}): Promise<EmbeddedServer> {
  const site = await prepareSite(folder, durable);
  const roles = await readRoles(site);
  const share = await withLock(site.layout.lock, () => join(site, roles));
  return {
    url: embeddedUrl(share.port, roles.runtime),
    ownerUrl: embeddedUrl(share.port, roles.owner),
    adopted: share.adopted,
    isUnshared: share.isUnshared,
    release: () => share.leave(),
  };
}

async function readRoles({ layout, osUser }: Site): Promise<EmbeddedRoles> {
  const password = await readOrMakeSecret(layout.password);
  await giveTo(osUser, layout.password); // initdb reads the password as that account
  const runtimePassword = await readOrMakeSecret(layout.runtimePassword);
  return {
    owner: { name: EMBEDDED_OWNER, password },
    runtime: { name: EMBEDDED_RUNTIME, password: runtimePassword },
  };
}

async function prepareSite(folder: string, durable: boolean): Promise<Site> {
  const layout = layOut(folder);
  const binaries = await prepareBinaries();
  const account = await provideOsUser(layout, binaries);
  await prepareFolder(layout, binaries, account);
  return { layout: layOut(await realpath(layout.home)), binaries, osUser: account, durable };
}

async function join(site: Site, roles: EmbeddedRoles) {
  const { port, adopted } = await ensureRunning(site);
  const { cluster, lock } = site.layout;
  await prepareServer({ port, cluster }, roles);
  let left = false;
  let leaving: Promise<void> | undefined;
  let lease: Lease | null = await takeLease({ port, cluster }, roles.runtime, regain);

  /** Starts the lost server again and takes a new lease. Retries until it succeeds or this process leaves. */
  async function regain(): Promise<void> {
    lease = null;
    while (!left && !lease) {
      await sleep(REGAIN_PAUSE_MS, undefined, { ref: false });
      await withLock(lock, async () => {
        if (left) return;
        await ensureRunning(site, port);
        lease = await takeLease({ port, cluster }, roles.runtime, regain);
      }).catch(() => {}); // the loop retries; requests answer "unavailable" meanwhile
    }
  }

  async function leave(): Promise<void> {
    left = true;
    await withLock(lock, async () => {
      const isLast = await lease?.isLast().catch(() => false);
      await lease?.end();
      if (isLast) await stopCluster(site);
    });
  }
  const isUnshared = async () => (await lease?.isLast()) ?? false;
  return { port, adopted, isUnshared, leave: () => (leaving ??= leave()) };
}

/**
 * Starts the server unless it runs.
 *
 * @param port - the port that must be used, because the address was returned already; by default any free one
 */
async function ensureRunning(site: Site, port?: number): Promise<{ port: number; adopted: boolean }> {
  const { cluster, port: portFile } = site.layout;
  const running = await waitUntilReady(cluster);
  if (running) return { port: running.port, adopted: true };
  await ensureCluster(site);
  await moveCluster(cluster, site.osUser);
  await disownStalePid(cluster);
  const chosen = port ?? (await choosePort(portFile));
  await startCluster(site, chosen);
  return { port: chosen, adopted: false };
}

/**
 * Waits while the server is starting or stopping.
 *
 * @returns null when no server runs
 * @throws DatabaseFault `start_slow` after 60 seconds
 */
async function waitUntilReady(cluster: string) {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const postmaster = await findPostmaster(cluster);
    if (!postmaster || postmaster.ready) return postmaster;
    if (performance.now() > deadline) throw new DatabaseFault("start_slow", { log: cluster });
    await sleep(POLL_MS);
  }
}
