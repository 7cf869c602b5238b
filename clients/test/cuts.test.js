import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { OrderEvents } from '../order-events.js';
import { FakeFeed } from './fake-feed.js';

const ORDERS = 20;
const STEPS = 400;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbersOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A life of a client: at each step an order changes, a frame arrives, the connection is cut, or time passes. */
function live(seed) {
  const random = numbersOf(seed);
  const feed = new FakeFeed();
  const newest = new Map();
  const told = new Map();
  let cuts = 0;
  let waiting = null; // frames that are under way on the newest connection

  const client = new OrderEvents('ws://bakery/order-events', {
    WebSocket: feed.WebSocket,
    onReset: () => newest.forEach((version, id) => told.set(id, version)), // loads /order
    onOrder: ({ id, version }) => {
      assert.ok(version > (told.get(id) ?? 0), `seed ${seed}: ${id} v${version} after v${told.get(id)}`);
      told.set(id, version);
    },
  });
  const arrive = () => waiting.length > 0 && feed.socket.says(waiting.shift());
  const connect = () => {
    const before = feed.sockets.length;
    if (waiting === null || feed.socket.isClosed) mock.timers.tick(30_000);
    if (waiting === null || feed.sockets.length > before) waiting = [...feed.welcome(feed.socket)];
  };
  const change = () => {
    const id = `order-${Math.floor(random() * ORDERS)}`;
    newest.set(id, (newest.get(id) ?? 0) + 1);
    const frame = feed.change(id, newest.get(id));
    if (!feed.socket.isClosed) waiting?.push(frame);
  };

  for (let step = 0; step < STEPS; step++) {
    connect();
    const chance = random();
    if (chance < 0.4) change();
    else if (chance < 0.9) arrive();
    else {
      cuts++;
      feed.socket.ends(1006);
    }
  }
  connect();
  while (waiting.length > 0) arrive();
  client.close();
  return { newest, told, cuts };
}

it('ends with the newest version of every order, and goes back in none, wherever it is cut', () => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  let cuts = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const life = live(seed);
    assert.deepEqual(new Map([...life.told].sort()), new Map([...life.newest].sort()), `seed ${seed}`);
    cuts += life.cuts;
  }
  assert.ok(cuts > 5000, `${cuts} cuts`);
  mock.timers.reset();
});
