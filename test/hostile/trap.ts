/** A request as it arrived. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** What it was for (`Sec-Fetch-Dest`); not every engine tells. */
  readonly destination?: string;
  readonly referrer?: string;
  readonly cookie?: string;
}

interface Log {
  readonly connections: number;
  readonly requests: readonly Request[];
}

/** A server on another port than the page, which writes down what it is asked. */
export class Server {
  readonly host: string;
  readonly origin: string;
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.host = `127.0.0.1:${port}`;
    this.origin = `http://${this.host}`;
  }

  static async open(): Promise<Server> {
    const {port} = (await ask('open')) as {port: number};
    return new Server(port);
  }

  /** All that has arrived so far. */
  async log(): Promise<Log> {
    return (await ask(`log/${this.#port}`)) as Log;
  }
}

async function ask(command: string): Promise<unknown> {
  const response = await fetch(`/__trap/${command}`, {cache: 'no-store'});
  return response.json();
}
