/** A response body with its address, so that it is not shown as the answer for another address. */
export interface AddressedBody<Body> {
  address: string;
  body: Body;
}

interface Dated {
  /** Server time at which the data was generated. */
  generatedAt: string;
}

/**
 * Returns the newer of the fetched and the server-rendered answer for the address. Without an answer for the
 * address, returns the one fetched last.
 */
export function newestAnswer<Body extends Dated>(
  address: string,
  fetched: AddressedBody<Body>,
  serverRendered: AddressedBody<Body>,
): AddressedBody<Body> {
  if (serverRendered.address !== address) return fetched;
  if (fetched.address !== address) return serverRendered;
  return Date.parse(fetched.body.generatedAt) > Date.parse(serverRendered.body.generatedAt)
    ? fetched
    : serverRendered;
}
