import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const PROJECT = new URL('../..', import.meta.url).pathname;
const PATIENCE = 60_000;
const AT_WORK = /at work on http:\/\/127\.0\.0\.1:(\d+)/;
const JSON_BODY = { 'Content-Type': 'application/json' };
const PATCH_BODY = { 'Content-Type': 'application/merge-patch+json' };

/** The whole application on embedded servers, behind a proxy whose port outlives it. */
export class Bakery {
  #data;
  #process;
  #port;
  #proxy;
  #sockets = new Set();

  /** Leaves nothing behind when it does not start. */
  static async start() {
    const bakery = new Bakery();
    bakery.#data = await mkdtemp(join(tmpdir(), 'order-bakery-'));
    bakery.#proxy = createServer((near) => bakery.#join(near)).listen(0, '127.0.0.1');
    try {
      await once(bakery.#proxy, 'listening');
      await bakery.#run();
    } catch (error) {
      await bakery.stop();
      throw error;
    }
    return bakery;
  }

  /** Where it is reached through the proxy. */
  get url() {
    return `http://127.0.0.1:${this.#proxy.address().port}`;
  }

  /** Places an order; returns its id. */
  async place(order = { products: [{ name: 'Beans', price: '12.50' }] }) {
    const answer = await this.#send('POST', '/order', JSON_BODY, order);
    return answer.headers.get('Location').split('/').at(-1);
  }

  async note(id, note) {
    await this.#send('PATCH', `/order/${id}`, PATCH_BODY, { note });
  }

  async cancel(id) {
    await this.#send('POST', `/order/${id}/cancel`);
  }

  /** The order as it is presented, undefined while it is not. */
  async order(id) {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/order/${id}`);
    return answer.ok ? answer.json() : undefined;
  }

  /** Resets every connection through the proxy; new ones are welcome. Returns how many there were. */
  cut() {
    const count = this.#sockets.size / 2;
    this.#sockets.forEach((socket) => socket.resetAndDestroy());
    return count;
  }

  /** The terminal view of it, as a process. */
  watch(...options) {
    return spawn('scripts/watch-orders', ['--url', this.url, ...options], { cwd: PROJECT });
  }

  /** Ends the process as a new deployment does, and starts another on the same data. */
  async restart() {
    await this.#end();
    await this.#run();
  }

  async stop() {
    await this.#end();
    this.#proxy.close();
    this.cut();
    await rm(this.#data, { recursive: true });
  }

  async #run() {
    const { RABBITMQ_ADDRESSES, MONGODB_URI, ...surroundings } = process.env;
    const env = { ...surroundings, SERVER_PORT: '0', MANAGEMENT_SERVER_PORT: '0', BAKERY_DATADIRECTORY: this.#data };
    this.#process = spawn('java', ['-Djdk.serialFilter=!*', '-jar', 'target/order-bakery.jar'], { cwd: PROJECT, env });
    this.#port = await portOf(this.#process);
  }

  async #end() {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }

  #join(near) {
    const far = connect(this.#port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()); // what the other end shall see, too
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  /** Directly: only the feed shall be cut. */
  async #send(method, path, headers, body) {
    const answer = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    if (answer.status !== 202) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** The port that the log of a process names, once it is at work. */
function portOf(bakery) {
  return new Promise((resolve, reject) => {
    const said = [];
    const fail = (why) => {
      clearTimeout(patience);
      reject(new Error(`The server ${why}:\n${said.join('\n')}`));
    };
    const patience = setTimeout(() => fail('is not at work'), PATIENCE);
    bakery.stderr.on('data', (text) => said.push(text));
    bakery.once('exit', (code) => fail(`has ended with ${code}`));
    createInterface({ input: bakery.stdout }).on('line', (line) => {
      said.push(line);
      const found = AT_WORK.exec(line);
      if (found) {
        clearTimeout(patience);
        resolve(Number(found[1]));
      }
    });
  });
}
