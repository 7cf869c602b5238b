import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { it } from 'node:test';
import { OrderEvents } from '../order-events.js';

const TRIES = 10;

/** Servers that are going or coming, as a client of the platform's own WebSocket meets them. */
const servers = {
  'accepts and closes': (socket) => socket.destroy(),
  'accepts and resets': (socket) => socket.resetAndDestroy(),
  'closes in the handshake': (socket) => socket.once('data', () => socket.destroy()),
  'resets in the handshake': (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'refuses the handshake': (socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'),
};

for (const [what, drop] of Object.entries(servers)) {
  it(`makes one connection for each failure of a server that ${what}`, async () => {
    const server = createServer((socket) => drop(socket.on('error', () => {}))).listen(0, '127.0.0.1');
    let connections = 0;
    server.on('connection', () => connections++);
    await once(server, 'listening');

    await new Promise((resolve) => {
      let errors = 0;
      const client = new OrderEvents(`http://127.0.0.1:${server.address().port}/order-events`, {
        firstDelay: 2,
        longestDelay: 2,
        onError: () => {
          if (++errors < TRIES) return;
          client.close();
          resolve();
        },
      });
    });
    server.close();

    assert.equal(connections, TRIES);
  });
}
