import { BlockList, isIP, isIPv4 } from "node:net";

/** Which peers' headers are believed, and who is behind them. */
export interface Peers {
  isTrusted(address: string): boolean;
  /**
   * The client's address: the peer's own, or where that is a trusted proxy the last address in `X-Forwarded-For` that is none. What
   * stands before it was written by the client and is not believed.
   */
  clientAddress(peer: string, forwardedFor: string | undefined): string;
}

/** `trusted`: addresses, or ranges as `10.0.0.0/8`. */
export function createPeers(trusted: readonly string[]): Peers {
  const list = new BlockList();
  for (const range of trusted) {
    const [address = "", bits] = range.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean => {
    const plain = withoutMapping(address);
    return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? "ipv4" : "ipv6");
  };
  return {
    isTrusted,
    clientAddress(peer, forwardedFor = "") {
      let client = withoutMapping(peer);
      for (const part of forwardedFor.split(",").reverse()) {
        const address = withoutMapping(part.trim());
        if (!isTrusted(client) || isIP(address) === 0) break;
        client = address;
      }
      return client;
    },
  };
}

/** An IPv4 address as a socket for both kinds writes it (`::ffff:10.0.0.1`) is that IPv4 address. */
function withoutMapping(address: string): string {
  return /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
}
