import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const buildDir = process.env.AURORA_BUILD_DIR ?? join(root, 'build', 'release');
const binary = process.env.AURORA_BIN ?? join(buildDir, 'bin', 'aurora');
// The tests' own environment; it has a Kafka client that shares nothing with Aurora's.
const python =
  process.env.AURORA_TEST_PYTHON ?? join(root, 'build', 'third_party', 'python', 'bin', 'python');
// Below the range that the system hands out by itself; tests that run side by side have ports of their own.
const kPortSpread = 5_000;
const kPortFirst = 20_000 + kPortSpread * Number(process.env.TEST_PARALLEL_INDEX ?? 0);
const kPortRun = 24;
const kPortAttemptsMax = 50;
const kStartMsMax = 120_000;
const kStopMsMax = 30_000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The first of a run of free ports: an Aurora takes the ones after its own too. */
async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < kPortAttemptsMax; attempt += 1) {
    const first = kPortFirst + Math.floor(Math.random() * kPortSpread);
    const run = Array.from({ length: kPortRun }, (_none, index) => isFree(first + index));
    if ((await Promise.all(run)).every(Boolean)) return first;
  }
  throw new Error(`no ${kPortRun} free ports in a row on 127.0.0.1`);
}

export interface Registry {
  url: string;
  stop: () => Promise<void>;
}

export interface Producer {
  send: (message: string) => void;
  /** Resolves when all is delivered. */
  end: () => Promise<void>;
}

/** A whole Aurora of its own on a temporary folder: real ClickHouse, real Kafka, live demo events. */
export class Stack {
  private readonly dataDir: string;
  readonly url: string;
  readonly brokers: string;

  // Written out: what Node runs without a compiler has no parameter properties.
  private constructor(dataDir: string, url: string, brokers: string) {
    this.dataDir = dataDir;
    this.url = url;
    this.brokers = brokers;
  }

  static async start(): Promise<Stack> {
    if (!existsSync(binary)) throw new Error(`${binary} is not built; run ./aurora test e2e`);
    const dataDir = mkdtempSync(join(tmpdir(), 'aurora-e2e-'));
    const port = await freePorts();
    const options = ['--data-dir', dataDir];
    try {
      await run(binary, ['up', '--yes', '--detach', '--port', String(port), ...options], {
        timeout: kStartMsMax,
      });
    } catch (thrown) {
      // Nothing of a start that failed half-way is left running; its folder stays, with the logs.
      await run(binary, ['down', ...options], { timeout: kStopMsMax }).catch(() => undefined);
      const said = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : '';
      throw new Error(`aurora up failed (logs in ${dataDir}/logs): ${said}`, { cause: thrown });
    }
    const { stdout } = await run(binary, ['env', '--json', ...options]);
    const env = JSON.parse(stdout) as Record<string, string>;
    return new Stack(dataDir, env.AURORA_URL ?? `http://127.0.0.1:${port}`, env.KAFKA_BROKERS ?? '');
  }

  /** A sign-in link; each works once. */
  async link(): Promise<string> {
    const { stdout } = await run(binary, ['link', '--json', '--data-dir', this.dataDir]);
    return (JSON.parse(stdout) as { url: string }).url;
  }

  /** Rows of a statement by the command line, to compare with what the page shows. */
  async sql(statement: string): Promise<unknown[][]> {
    const { stdout } = await run(binary, ['sql', statement, '--json', '--data-dir', this.dataDir]);
    return (JSON.parse(stdout) as { rows: unknown[][] }).rows;
  }

  /** Makes the topic a table, "database.table", and waits until what it holds is rows. */
  async connect(topic: string, table: string): Promise<void> {
    const options = [
      '--brokers',
      this.brokers,
      '--topic',
      topic,
      '--table',
      table,
      '--data-dir',
      this.dataDir,
    ];
    await run(binary, ['connect', ...options]);
  }

  /** A stranger's client that sends each message at once; into one partition where it is named. */
  producer(topic: string, partition?: number): Producer {
    const place = partition === undefined ? [] : [String(partition)];
    const command = [join(import.meta.dirname, 'produce.py'), this.brokers, topic, ...place];
    const client = spawn(python, command, { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      client.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`producer ended with ${code}`)),
      );
    });
    return {
      send: (message) => void client.stdin.write(`${message}\n`),
      end: () => {
        client.stdin.end();
        return ended;
      },
    };
  }

  /** Produces messages, and waits until they are delivered. */
  produce(topic: string, messages: string[], partition?: number): Promise<void> {
    const producer = this.producer(topic, partition);
    producer.send(messages.join('\n'));
    return producer.end();
  }

  /** A schema registry that asks for a user and a password, and a topic of messages that are framed with its schema. */
  avroTopic(topic: string, count: number, user: string, password: string): Promise<Registry> {
    const command = [
      join(import.meta.dirname, 'registry.py'),
      this.brokers,
      topic,
      String(count),
      user,
      password,
    ];
    const server = spawn(python, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
    const stop = () => {
      server.stdin.end();
      return ended;
    };
    return new Promise((resolve, reject) => {
      server.on('error', reject);
      server.on('exit', (code) => reject(new Error(`the registry ended with ${code}`)));
      server.stdout.once('data', (said) => resolve({ url: String(said).trim(), stop }));
    });
  }

  async stop(): Promise<void> {
    await run(binary, ['down', '--data-dir', this.dataDir], { timeout: kStopMsMax });
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
