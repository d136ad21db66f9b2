import type { Context } from "hono";

/** What the Node server hands to the app with each request; requests in memory bring their own or none. */
interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** The address at the other end of the connection; "unknown" where there is no connection. */
export function peerAddress(context: Context): string {
  const bindings = context.env as NodeBindings | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? "unknown";
}
