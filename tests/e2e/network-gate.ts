import { once } from 'node:events';
import net from 'node:net';

export interface NetworkGate {
  readonly url: string;
  /** Nothing passes any more; what is open is torn. */
  shut(): void;
  open(): void;
  dispose(): Promise<void>;
}

/** The phone's way to the server. The browser's own offline switch misses service workers that start later; a torn wire misses nothing. */
export async function startNetworkGate(target: string): Promise<NetworkGate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<net.Socket>();
  let isOpen = true;
  const listener = net.createServer((inner) => {
    if (!isOpen) {
      inner.destroy();
      return;
    }
    const outer = net.connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const tearAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://localhost:${String((listener.address() as net.AddressInfo).port)}`,
    shut: () => {
      isOpen = false;
      tearAll();
    },
    open: () => {
      isOpen = true;
    },
    dispose: async () => {
      const closed = once(listener, 'close');
      listener.close();
      tearAll();
      await closed;
    },
  };
}
