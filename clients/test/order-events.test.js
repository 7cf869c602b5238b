import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { OrderEvents } from '../order-events.js';
import { changed, FakeFeed, rejected } from './fake-feed.js';

describe('OrderEvents', () => {
  let feed;
  let heard;
  let client;

  /** A client that writes down what it is told, until something is thrown. */
  function listen(options = {}) {
    const { WebSocket } = feed;
    client = new OrderEvents('http://bakery/order-events', {
      WebSocket,
      onOrder: ({ id, version }) => heard.push(`${id} v${version}`),
      onRejected: ({ entityId, status }) => heard.push(`${entityId} refused ${status}`),
      onReset: (reason) => heard.push(`reset: ${reason}`),
      onLive: () => heard.push('live'),
      onError: ({ message }) => heard.push(`error: ${message}`),
      ...options,
    });
  }

  /** Connected and greeted, with nothing written down yet. */
  function listenToALiveFeed(options) {
    listen(options);
    feed.greet();
    heard.length = 0;
  }

  /** The address of the newest connection asks to resume after this. */
  const after = () => feed.socket.url.searchParams.get('after');

  /** Cuts the connection, and lets the longest retry pass. */
  function cut(code = 1006) {
    feed.socket.ends(code);
    mock.timers.tick(30_000);
  }

  beforeEach(() => {
    feed = new FakeFeed();
    heard = [];
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    mock.method(Math, 'random', () => 0.5);
  });

  afterEach(() => {
    client.close();
    mock.timers.reset();
    mock.restoreAll();
  });

  describe('tells', () => {
    it('to load all at the first connection, then that it is live', () => {
      listen();
      feed.greet();

      assert.deepEqual(heard, ['reset: first connection', 'live']);
      assert.equal(feed.socket.url.href, 'ws://bakery/order-events');
    });

    it('orders and refusals in the order of frames', () => {
      listenToALiveFeed();

      feed.socket.says(changed('a', 1, 't1'));
      feed.socket.says(rejected('a', 'command', 't2'));
      feed.socket.says(changed('b', 1, 't3'));

      assert.deepEqual(heard, ['a v1', 'a refused 409', 'b v1']);
    });

    it('each version and each refusal once', () => {
      listenToALiveFeed();

      for (const version of [1, 2, 1, 2, 3]) feed.socket.says(changed('a', version, 't'));
      for (const id of ['x', 'x', 'y']) feed.socket.says(rejected('a', id, 't'));

      assert.deepEqual(heard, ['a v1', 'a v2', 'a v3', 'a refused 409', 'a refused 409']);
    });

    it('entities of another component by its own feed', () => {
      listenToALiveFeed();

      feed.socket.says({ ...changed('tea', 1, 't1'), type: 'product.created' });
      feed.socket.says({ ...rejected('tea', 'command', 't2'), type: 'product.rejected' });

      assert.deepEqual(heard, ['tea v1', 'tea refused 409']);
    });

    it('nothing of a type that it does not know', () => {
      listenToALiveFeed();

      feed.socket.says({ type: 'feed.weather', token: 'rain' });
      feed.socket.says({ type: 'feed.pong' });

      assert.deepEqual(heard, []);
    });

    it('the problem of a message that the server did not understand', () => {
      const problems = [];
      listenToALiveFeed({ onError: ({ problem }) => problems.push(problem) });

      feed.socket.says({ type: 'feed.error', problem: { status: 400, detail: 'No such action' } });

      assert.deepEqual(problems, [{ status: 400, detail: 'No such action' }]);
      assert.equal(feed.sockets.length, 1);
    });

    it('nothing after it was closed, by a handler for instance', () => {
      listenToALiveFeed({ onOrder: () => client.close() });
      const { socket } = feed;

      socket.says(changed('a', 1, 't1'));
      socket.says(changed('a', 2, 't2'));
      socket.ends(1006);
      mock.timers.tick(60_000);

      assert.deepEqual(heard, []);
      assert.ok(socket.isClosed);
      assert.equal(feed.sockets.length, 1);
    });

    it('nothing after a handler has closed it, and thrown', () => {
      const onReset = () => {
        client.close();
        throw new Error('too late');
      };
      listen({ onReset });
      feed.greet();
      mock.timers.tick(60_000);

      assert.deepEqual(heard, []);
      assert.equal(feed.sockets.length, 1);
    });

    it('no order twice, of the ten thousand that have changed last', () => {
      listenToALiveFeed();
      for (let i = 1; i <= 10_000; i++) feed.socket.says(changed(`order-${i}`, 1, 't'));
      feed.socket.says(changed('order-1', 2, 't'));
      feed.socket.says(changed('another', 1, 't'));
      heard.length = 0;

      feed.socket.says(changed('order-1', 2, 't'));
      feed.socket.says(changed('order-3', 1, 't'));
      assert.deepEqual(heard, []);

      feed.socket.says(changed('order-2', 1, 't'));
      assert.deepEqual(heard, ['order-2 v1']);
    });
  });

  describe('resumes', () => {
    it('with the newest token', () => {
      listenToALiveFeed();
      feed.socket.says(changed('a', 1, 't1'));
      feed.socket.says(changed('a', 2, 't2'));
      cut();

      assert.equal(after(), 't2');
      feed.resume();
      assert.equal(heard.at(-1), 'live');
      assert.ok(!heard.some((line) => line.startsWith('reset')));
    });

    it('with the token before a catch-up that was cut, not with that of its greeting', () => {
      listenToALiveFeed();
      cut();
      feed.socket.says({ type: 'feed.hello', token: 't9', resumed: true, heartbeatSeconds: 25 });
      cut();

      assert.equal(after(), 't0');
    });

    it('with the token of the store, and keeps the newest there', () => {
      const items = new Map([['order-bakery ws://bakery/order-events', 'kept']]);
      listen({ store: { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) } });
      assert.equal(after(), 'kept');

      feed.socket.says({ type: 'feed.hello', token: 't1', resumed: true, heartbeatSeconds: 25 });
      feed.socket.says(changed('a', 1, 't5'));

      assert.deepEqual([...items.values()], ['t5']);
    });

    it('from memory though the store is full', () => {
      const full = () => { throw new Error('full'); };
      listenToALiveFeed({ store: { getItem: () => null, setItem: full } });
      feed.socket.says(changed('a', 1, 't1'));
      cut();

      assert.deepEqual(heard.slice(0, 2), ['a v1', 'error: full']);
      assert.equal(after(), 't1');
    });

    it('before a frame whose handler has thrown', () => {
      let failures = 1;
      const onOrder = ({ id, version }) => {
        if (version === 2 && failures-- > 0) throw new Error('no disk');
        heard.push(`${id} v${version}`);
      };
      listenToALiveFeed({ onOrder });
      const { socket } = feed;
      socket.says(changed('a', 1, 't1'));
      socket.says(changed('a', 2, 't2'));
      socket.says(changed('a', 3, 't3'));
      mock.timers.tick(30_000);

      assert.equal(after(), 't1');
      feed.socket.says({ type: 'feed.hello', token: 't3', resumed: true, heartbeatSeconds: 25 });
      feed.socket.says(changed('a', 2, 't2'));
      assert.deepEqual(heard, ['a v1', 'error: no disk', 'a v2']);
    });

    it('anew after a frame that is no JSON', () => {
      listenToALiveFeed();
      feed.socket.onmessage({ data: '{"type":' });
      mock.timers.tick(30_000);

      assert.equal(after(), 't0');
    });
  });

  describe('resets', () => {
    beforeEach(() => {
      listenToALiveFeed();
      feed.socket.says(changed('a', 5, 'old'));
      cut();
      feed.greet('new');
      heard.length = 0;
    });

    it('when the token cannot be used, and takes what it knew for void', () => {
      feed.socket.says({ type: 'feed.reset', reason: 'another epoch', reload: '/order' });
      feed.socket.says(changed('a', 1, 'new1'));

      assert.deepEqual(heard, ['reset: another epoch', 'live', 'a v1']);
    });

    it('from the token of the greeting on', () => {
      feed.socket.says({ type: 'feed.reset', reason: 'another epoch', reload: '/order' });
      cut();

      assert.equal(after(), 'new');
    });

    it('once more when the connection was cut before it was told so', () => {
      cut();

      assert.equal(after(), 'old');
    });

    it('when a server forgets to say so', () => {
      feed.socket.says(changed('a', 1, 'new1'));
      feed.socket.says(changed('a', 2, 'new2'));

      assert.deepEqual(heard, ['reset: the server did not resume', 'live', 'a v1', 'a v2']);
    });
  });

  describe('waits', () => {
    /** The milliseconds until there is a new connection. */
    function pause() {
      const before = feed.sockets.length;
      let milliseconds = 0;
      for (; feed.sockets.length === before && milliseconds < 60_000; milliseconds += 50) mock.timers.tick(50);
      return milliseconds;
    }

    function pauses(count, code = 1006) {
      return Array.from({ length: count }, () => (feed.socket.ends(code), pause()));
    }

    it('a random part of a time that doubles with each failure up to half a minute', () => {
      listen();

      assert.deepEqual(pauses(8), [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    });

    it('between nothing and all of it', () => {
      listen();
      Math.random.mock.mockImplementation(() => 0);
      assert.deepEqual(pauses(1), [50]); // the first tick of the clock
      Math.random.mock.mockImplementation(() => 0.9999);
      assert.deepEqual(pauses(2), [2000, 4000]);
    });

    it('as little as at first once a connection has stood for a heartbeat, and not before', () => {
      listen();
      pauses(4);
      feed.greet();
      mock.timers.tick(24_999);
      assert.deepEqual(pauses(1), [8000]);

      feed.resume();
      mock.timers.tick(25_000);
      assert.deepEqual(pauses(1), [500]);
    });

    it('once after an error, whether it is told of a close, too, or not', () => {
      listen();
      const { socket } = feed;
      socket.fails();
      socket.ends(1006);
      assert.deepEqual([pause(), feed.sockets.length], [500, 2]);

      feed.socket.fails();
      assert.deepEqual([pause(), feed.sockets.length], [1000, 3]);
      assert.deepEqual(heard, ['error: The connection has failed', 'error: The connection has failed']);
    });

    it('after a restart no longer than after any loss', () => {
      listenToALiveFeed();

      assert.deepEqual(pauses(1, 1001), [500]);
    });

    it('longer for a server that is overloaded', () => {
      listenToALiveFeed();

      assert.deepEqual(pauses(1, 1013), [4000]);
    });

    it('not at all, but stops, when it is not allowed any more', () => {
      listenToALiveFeed();
      feed.socket.ends(1008);
      mock.timers.tick(3_600_000);

      assert.equal(feed.sockets.length, 1);
      assert.match(heard.join(), /^error: .*1008/);
    });
  });

  describe('with a token', () => {
    let tokens;
    let asked;
    let answers;

    const problem = (status, detail) => Response.json({ status, detail }, { status });
    const ticket = (name) => Response.json({ ticket: name, expiresIn: 30 }, { status: 201 });

    /** All that is promised has happened. */
    const settled = () => new Promise(setImmediate);

    /** Lets the longest retry pass. */
    async function retried() {
      mock.timers.tick(30_000);
      await settled();
    }

    beforeEach(() => {
      tokens = ['first', 'second', 'third'];
      asked = [];
      answers = [ticket('a'), ticket('b'), ticket('c')];
      mock.method(globalThis, 'fetch', async (url, { method, headers }) => {
        asked.push(`${method} ${url} ${headers.Authorization}`);
        return answers.shift();
      });
    });

    const listenWithTokens = (token = async () => tokens.shift()) => listen({ token });

    it('fetches a ticket before each connection, and shows it as a subprotocol', async () => {
      listenWithTokens();
      assert.equal(feed.sockets.length, 0);
      await settled();
      feed.greet();
      feed.socket.ends(1006);
      await retried();

      assert.deepEqual(asked, [
        'POST http://bakery/feed-ticket Bearer first',
        'POST http://bakery/feed-ticket Bearer second',
      ]);
      assert.deepEqual(feed.sockets.map(({ protocols }) => protocols), [
        ['order-bakery.v1', 'ticket.a'],
        ['order-bakery.v1', 'ticket.b'],
      ]);
      assert.equal(after(), 't0');
      assert.ok(!feed.socket.url.href.includes('ticket'));
    });

    it('comes again with a fresh one when it has ended', async () => {
      listenWithTokens();
      await settled();
      feed.greet();
      feed.socket.ends(1008, 'authorization is over');
      await retried();

      assert.equal(feed.sockets.length, 2);
      assert.deepEqual(feed.socket.protocols, ['order-bakery.v1', 'ticket.b']);
      assert.equal(after(), 't0');
    });

    it('stops after any other refusal, and without a token after that one, too', async () => {
      listenWithTokens();
      await settled();
      feed.greet();
      feed.socket.ends(1008, 'too many messages');
      await retried();
      assert.equal(feed.sockets.length, 1);

      listen();
      feed.socket.ends(1008, 'authorization is over');
      await retried();
      assert.equal(feed.sockets.length, 2);
    });

    it('tells of one that is refused, and tries the next after a pause that grows', async () => {
      const problems = [];
      answers = [problem(401, 'no'), problem(401, 'no'), problem(503, 'later'), ticket('d')];
      listen({ token: () => tokens.shift() ?? 'last', onError: (error) => problems.push(error.problem.status) });
      await settled();
      assert.equal(asked.length, 1);

      for (const pause of [500, 1000, 2000]) {
        const before = asked.length;
        mock.timers.tick(pause - 1);
        await settled();
        assert.equal(asked.length, before);
        mock.timers.tick(1);
        await settled();
        assert.equal(asked.length, before + 1);
      }

      assert.deepEqual(problems, [401, 401, 503]);
      assert.deepEqual(feed.sockets.map(({ protocols }) => protocols[1]), ['ticket.d']);
    });

    it('goes on when it cannot be had, or no ticket for it', async () => {
      answers = [new Response('<html>', { status: 502 }), ticket('e')];
      let failures = 1;
      listenWithTokens(async () => {
        if (failures-- > 0) throw new Error('signed out');
        return 'token';
      });
      await settled();
      await retried();
      await retried();

      assert.deepEqual(heard, ['error: signed out', 'error: There was no ticket: 502']);
      assert.deepEqual(feed.socket.protocols, ['order-bakery.v1', 'ticket.e']);
    });

    it('does not wait for it for ever', async () => {
      listenWithTokens(() => new Promise(() => {}));
      mock.timers.tick(25_000);

      assert.deepEqual(heard, ['error: Nothing was heard for 25 s']);
    });

    it('connects no more once it was closed meanwhile', async () => {
      listenWithTokens();
      client.close();
      await settled();
      await retried();

      assert.equal(feed.sockets.length, 0);
      assert.deepEqual(heard, []);
    });

    it('asks for what is wanted when the ticket is there', async () => {
      listenWithTokens();
      client.subscribe({ types: ['order.created'] });
      await settled();

      assert.equal(feed.socket.url.searchParams.get('type'), 'order.created');
    });
  });

  describe('notices', () => {
    it('a server that answers no ping for a heartbeat', () => {
      listenToALiveFeed();
      const { socket } = feed;
      mock.timers.tick(25_000);
      assert.deepEqual(socket.sent, [{ action: 'ping' }]);
      socket.says({ type: 'feed.pong' });
      mock.timers.tick(25_000);
      assert.ok(!socket.isClosed);

      mock.timers.tick(25_000);
      assert.ok(socket.isClosed);
      mock.timers.tick(1000);
      assert.equal(after(), 't0');
      assert.deepEqual(heard, ['error: Nothing was heard for 25 s']);
    });

    it('a server that never greets', () => {
      listen();
      mock.timers.tick(25_000);
      mock.timers.tick(1000);

      assert.ok(feed.sockets[0].isClosed);
      assert.equal(feed.sockets.length, 2);
    });

    it('nothing that a connection it has left still says', () => {
      listenToALiveFeed();
      const { socket } = feed;
      mock.timers.tick(50_000);
      mock.timers.tick(1000);
      feed.resume();
      heard.length = 0;
      socket.says(changed('a', 1, 't1'));
      socket.ends(1000);

      assert.deepEqual(heard, []);
      assert.equal(feed.sockets.length, 2);
    });
  });

  describe('filters', () => {
    it('in the address', () => {
      listen({ ids: ['a', 'b'], types: ['order.created'] });

      assert.equal(feed.socket.url.search, '?id=a&id=b&type=order.created');
    });

    it('by a message, and in the address from then on', () => {
      listenToALiveFeed({ ids: ['a'] });
      client.subscribe({ types: ['order.deleted'] });
      assert.deepEqual(feed.socket.sent, [{ action: 'subscribe', ids: [], types: ['order.deleted'] }]);
      cut();

      assert.equal(feed.socket.url.search, '?type=order.deleted&after=t0');
      feed.resume();
      assert.deepEqual(feed.socket.sent, []);
    });

    it('by a message that waits until the server listens', () => {
      listen();
      client.subscribe({ ids: ['a'] });
      assert.deepEqual(feed.socket.sent, []);
      feed.greet();

      assert.deepEqual(feed.socket.sent, [{ action: 'subscribe', ids: ['a'], types: [] }]);
    });
  });
});
