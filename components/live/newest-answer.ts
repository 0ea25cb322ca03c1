/** A body with the address that it answers: while another one is on its way, nobody takes it for that. */
export interface Answer<Body> {
  address: string;
  body: Body;
}

interface Dated {
  /** When the server made it. */
  generatedAt: string;
}

/** Of what was fetched and what the server drew the newer one for the address; with neither for it, what was fetched last. */
export function newestAnswer<Body extends Dated>(
  address: string,
  fetched: Answer<Body>,
  serverRendered: Answer<Body>,
): Answer<Body> {
  if (serverRendered.address !== address) return fetched;
  if (fetched.address !== address) return serverRendered;
  return Date.parse(fetched.body.generatedAt) > Date.parse(serverRendered.body.generatedAt)
    ? fetched
    : serverRendered;
}
